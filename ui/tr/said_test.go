package tr

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/db"
	"claimgrade/db/starter"
)

func inNorwegian(t testing.TB) {
	t.Helper()
	if err := Use(Norwegian); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = Use(English) })
}

func TestASentenceOfTheRulesIsSaidWithWhatStandsInIt(t *testing.T) {
	inNorwegian(t)
	for english, want := range map[string]string{
		"": "",
		"Pool of 3 trials with 145 people: −7.95, variance between trials 0.5, I² 40 %.":                                                                  "Sammenslåing av 3 studier med 145 personer: −7,95, varians mellom studier 0,5, I² 40 %.",
		"Murrough 2013: of 2 linked results “MADRS, day 7” counts; it is nearer the claim's time than “relapse, no effect”.":                              "Murrough 2013: Av 2 koblede resultater teller «MADRS, day 7»; det ligger nærmere påstandens tid enn «relapse, no effect».",
		"Worded plain, the claim requires Moderate certainty; over all trials the claimed effect is shown, at Very low certainty: overstated.":            "Med likefrem ordlyd krever påstanden Middels tillit; over alle studier: den hevdede effekten er vist, med Svært lav tillit: overdrevet.",
		"First controlled reading at 1.8 hours; the claim needs one by day 1. Low.":                                                                       "Første kontrollerte måling ved 1,8 timer; påstanden krever en innen dag 1. Lav.",
		"Certainty lowered for risk of bias −1, imprecision −2. At most Moderate: no stated search.":                                                      "Tilliten er trukket ned for risiko for skjevhet −1, manglende presisjon −2. Høyst Middels: ikke noe oppgitt søk.",
		"Ketamine probably improves depression severity enough to matter compared with midazolam within days.":                                            "Ketamine bedrer trolig alvorlighetsgrad av depresjon nok til å bety noe sammenlignet med midazolam innen dager.",
		"One trial of 128 people, 64 in each arm, first read within 2 hours, with participants and raters blinded; raters kept from the dosing sessions.": "Én studie av 128 personer, 64 i hver arm, først målt innen 2 timer, med deltakere og bedømmere blindet; bedømmere holdt unna doseringen.",
		"The claim “Works” was not saved: the disk is full. Free some space and try again.":                                                               "Påstanden «Works» ble ikke lagret: disken er full. Frigjør plass og prøv igjen.",
		"Ketamin virker raskt, mener 2.5 av 3 leger.":                                                                                                     "Ketamin virker raskt, mener 2.5 av 3 leger.", // a user's sentence
	} {
		if got := Said(english); got != want {
			t.Errorf("%q is said\n%q, want\n%q", english, got, want)
		}
	}
	if err := Use(English); err != nil {
		t.Fatal(err)
	}
	if text := "Pool of 3 trials with 145 people: −7.95, variance between trials 0.5, I² 40 %."; Said(text) != text {
		t.Errorf("in English: %q", Said(text))
	}
}

// Names of a file may hold any signs. They stay as they are, and reading them does not keep the window waiting.
func TestNamesOfAFileStayAsTheyAreAndAreReadInBoundedTime(t *testing.T) {
	inNorwegian(t)
	for _, part := range []string{"a: b, ", "No, ", "x, ", ". A ", "Line 3, ", "The row; ", "in line ", " and ", "“q” "} {
		names := "“" + strings.Repeat(part, 60/len(part)) + "”"
		all := strings.Repeat(names+", ", 11) + "and 7 more"
		for english, want := range map[string]string{
			"Left out: " + all + ".": "Utelatt: ",
			"This is a table, but none of its first ten lines names a column Title, DOI or PMID. The columns found in line 3 are: " + all +
				". Name a column Title, or say what the columns hold when importing.": "Dette er en tabell, men ingen av de ti første linjene ",
			"pack/" + all + ": The row does not name its study.": "pack/",
		} {
			s := speaker{book: current.Load(), known: map[string]speech{}}
			if got := s.bounded(english); !strings.HasPrefix(got, want) {
				t.Errorf("%q is said %q", english, got)
			}
			if s.read > 2*mostRead {
				t.Errorf("%q took the reading of %d bytes", english, s.read)
			}
		}
	}
	if got, want := Said("Left out: “No, yes”, “weight 2.5”, and 3 more."), "Utelatt: «No, yes», «weight 2.5», og 3 til."; got != want {
		t.Errorf("a list of names is said %q, want %q", got, want)
	}
}

func TestACitationKeepsItsNumbersAndAConventionIsCalledOne(t *testing.T) {
	inNorwegian(t)
	for source, want := range map[string]string{
		"RoB 2, 2.3 to 2.5":              "RoB 2, 2.3 to 2.5",
		"RoB 2, 3.1; convention":         "RoB 2, 3.1; konvensjon",
		"convention, after Egger 1997":   "konvensjon, etter Egger 1997",
		"convention (goes beyond RoB 2)": "konvensjon (går lenger enn RoB 2)",
	} {
		if got := Cited(source); got != want {
			t.Errorf("%q is %q, want %q", source, got, want)
		}
	}
}

// listener says every sentence it is given and tells of English that is left: a word of small letters that is none of
// the user's, or a point between the digits of a number that is ours.
type listener struct {
	t     testing.TB
	users string // all words of the user
	told  map[string]bool
	heard int
}

var (
	smallWord = regexp.MustCompile(`\p{Ll}{3,}`)
	digits    = regexp.MustCompile(`\d+`)
	pointed   = regexp.MustCompile(`\d\.\d`)
)

func (l *listener) hear(texts ...string) {
	l.t.Helper()
	for _, text := range texts {
		shape := digits.ReplaceAllString(text, "0")
		if text == "" || l.told[shape] {
			continue
		}
		l.told[shape] = true
		l.heard++
		s := speaker{book: current.Load(), known: map[string]speech{}}
		x := s.say(text)
		ours := x.text
		for _, part := range x.left {
			ours = strings.ReplaceAll(ours, part, "")
			if smallWord.MatchString(part) && !strings.Contains(l.users, strings.ToLower(strings.Trim(part, " .,;:"))) {
				l.t.Errorf("%q is still in %q", part, x.text)
			}
		}
		if strings.Contains(x.text, "%!") || strings.Contains(x.text, "%s") {
			l.t.Errorf("%q is said %q", text, x.text)
		}
		quoted := regexp.MustCompile(`«[^»]*»|"[^"]*"`).ReplaceAllString(ours, "")
		if pointed.MatchString(quoted) {
			l.t.Errorf("a decimal point in %q", x.text)
		}
	}
}

func (l *listener) lines(all []rules.Line) {
	l.t.Helper()
	for _, x := range all {
		l.hear(x.Text)
	}
}

// outcome hears all that is said of a judged case.
func (l *listener) outcome(o *rules.JudgeOutcome) {
	l.t.Helper()
	l.lines(o.Trace)
	if o.Pooled != nil {
		l.hear(o.Pooled.Warnings...)
	}
	for _, c := range o.WhatWouldChange {
		l.hear(c.Change)
	}
	if o.Stability != nil {
		for _, f := range o.Stability.DependsOn {
			l.hear(f.Text)
		}
	}
	if s := o.Study; s != nil {
		l.hear(whatif.Ask(*s))
		l.hear(s.InTheWay...)
		for _, c := range whatif.Outcomes(*s) {
			l.hear(c.Change)
		}
	}
}

func (l *listener) assessment(d appraisal.Dossier, a rules.Assessment) {
	l.t.Helper()
	l.hear(a.Summary, a.WhyNone)
	l.hear(a.Notes...)
	l.lines(a.Trace)
	for _, r := range a.Rows {
		l.hear(r.NotPooled, r.Why)
		for _, v := range r.Domains {
			l.lines(v.Suggestion.Trace)
			for _, q := range v.Questions {
				l.hear(q.From, q.Question.Text, q.Question.Help)
			}
		}
	}
	if a.Judged != nil {
		l.outcome(a.Judged)
	}
	for _, row := range whatif.Ledger(d, a) {
		if row.Part == whatif.PartHorizon || row.Part == whatif.PartMagnitude || row.Part == whatif.PartStrength {
			l.hear(row.Claim)
			for _, x := range row.Trials {
				l.hear(x.Text)
			}
		}
		for _, c := range row.Costs {
			l.hear(c.Text)
		}
	}
	for _, r := range whatif.Ladder(d, a) {
		if !r.AsWorded {
			l.hear(r.Sentence)
		}
	}
	for _, v := range rules.Steps(d, a) {
		l.hear(rules.StepWord(v.Step))
		for _, c := range rules.StepChoices(d.Claim.Kind, v) {
			l.hear(c.Words, c.Not)
		}
	}
}

// wordsIn are all texts below a value.
func wordsIn(v reflect.Value, add func(string)) {
	switch v.Kind() {
	case reflect.String:
		add(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			wordsIn(v.Elem(), add)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			wordsIn(v.Field(i), add)
		}
	case reflect.Slice:
		for i := range v.Len() {
			wordsIn(v.Index(i), add)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			wordsIn(v.MapIndex(k), add)
		}
	}
}

func TestWhatIsSaidOfTheStarterLibraryIsNorwegian(t *testing.T) {
	inNorwegian(t)
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "starter.claimgrade")
	if err := starter.Create(ctx, path, db.Options{}); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	dossiers, err := lib.Dossiers(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	reviewers, err := lib.Reviewers(ctx)
	if err != nil {
		t.Fatal(err)
	}
	l := &listener{t: t, told: map[string]bool{}}
	for _, d := range dossiers {
		var users strings.Builder
		wordsIn(reflect.ValueOf(d), func(s string) { users.WriteString(strings.ToLower(s) + "\n") })
		l.users = users.String()
		a := rules.Assess(d)
		whatif.CompleteClaim(d, &a, reviewers)
		l.assessment(d, a)
		for _, x := range d.Linked {
			for _, m := range appraisal.Misfits(x.Trial) {
				l.hear(m.Text)
			}
			for _, f := range rules.Derivations(x.Trial) {
				l.hear(f.Text, f.Formula)
			}
		}
	}
	if l.heard < 500 {
		t.Errorf("only %d sentences were heard", l.heard)
	}
}

func TestWhatIsSaidOfRandomCasesIsNorwegian(t *testing.T) {
	inNorwegian(t)
	l := &listener{t: t, told: map[string]bool{}, users: "alpha 1, beta 2, gamma 3, delta 4"}
	for i := range 1000 {
		g := random{rand.New(rand.NewPCG(uint64(i), 7))}
		c := g.judgeCase()
		if o, err := rules.Judge(c); err == nil {
			if i%10 == 0 {
				whatif.Complete(c, &o)
			}
			l.outcome(&o)
		} else {
			l.hear(err.Error())
		}
		l.domains(g)
		l.counts(g)
	}
	for _, r := range rules.All() {
		l.hear(r.Text)
	}
	for _, x := range appraisal.ThresholdList {
		l.hear(x.Label, x.Group, x.Unit)
	}
	t.Log(l.heard, "sentences")
}

func (l *listener) domains(g random) {
	l.t.Helper()
	take := func(o rules.DomainOutcome, err error) {
		l.t.Helper()
		if err != nil {
			l.hear(err.Error())
		}
		l.lines(o.Trace)
	}
	take(rules.Blinding(g.blinding()))
	take(rules.Attrition(g.attrition()))
	claim, facts := g.sample()
	take(rules.SampleSize(claim, facts))
	asks, times := g.followUp()
	take(rules.FollowUp(asks, times))
	mid := g.among(2)
	_, why := rules.DeriveRelation(pick(g, appraisal.EffectKinds...), -mid, mid*g.among(3), g.among(2))
	l.hear(why)
}

func (l *listener) counts(g random) {
	l.t.Helper()
	c := rules.EvidenceCase{Form: pick(g, appraisal.FormShare, appraisal.FormCount, appraisal.FormAbsence, appraisal.FormRank),
		Quantifier: pick(g, appraisal.All, appraisal.Most, appraisal.Many, appraisal.Some, appraisal.Few, appraisal.None, ""), Complete: g.IntN(2) == 0, Count: g.IntN(5), HasSubject: g.IntN(5) > 0}
	for range g.IntN(9) {
		c.Rows = append(c.Rows, rules.TallyRow{Trial: "Alpha 1", Counts: g.IntN(5) > 0, Meets: g.IntN(2) == 0})
		c.Values = append(c.Values, g.maybe(g.among(100)))
	}
	o, _ := rules.JudgeEvidence(c)
	l.lines(o.Trace)
	d := rules.DurationCase{Claim: g.judgeCase().Claim, NearlyAll: g.IntN(3) == 0, Day: 7}
	if g.IntN(2) == 0 {
		d.Before, d.After = g.judgeCase().Trials, g.judgeCase().Trials
	}
	if g.IntN(3) == 0 {
		d.Withdrawal = g.judgeCase().Trials
	}
	if g.IntN(2) == 0 {
		d.Relapses = append(d.Relapses, rules.Relapse{Trial: "Beta 2", Relapsed: g.IntN(20), Of: 20, ComparatorCount: g.IntN(9), ComparatorOf: g.IntN(2) * 9})
	}
	p, _, _ := rules.JudgeDuration(d)
	l.lines(p.Trace)
}
