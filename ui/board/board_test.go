package board_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/session"
	"claimgrade/ui/signs"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
)

func TestTheBandSaysTheVerdictItsCertaintyAndWhyInALine(t *testing.T) {
	r := at(t, "Robust")
	a := r.View().Assessment
	r.MustSee("Overstated", "Low certainty", "GRADE-informed", a.Summary, "0 of 8 judgements given.")
	if pills := desk.All[*widgets.VerdictPill](r.Desk); len(pills) != 1 || pills[0].Tip() != "Rule "+string(a.Rule) {
		t.Errorf("the band has the verdicts %v", pills)
	}
	if dots := desk.All[*widgets.CertaintyDots](r.Desk); len(dots) != 1 {
		t.Errorf("the band has %d symbols of certainty", len(dots))
	}
}

func TestAProvisionalVerdictBecomesReviewedWithTheLastJudgement(t *testing.T) {
	r := at(t, "Robust")
	r.MustSee("Provisional", "Provisional: the rest is suggested from the recorded facts.")
	before := r.Canvas.Capture()
	r.judgeAll()
	if a := r.View().Assessment; a.Provisional {
		t.Fatalf("still provisional with all judged: %s", a.Summary)
	}
	r.MustNotSee("Provisional")
	r.MustSee("Overstated", "8 of 8 judgements given.")
	pill := uitest.Look(r.Canvas)
	at := slices.IndexFunc(pill, func(s uitest.Seen) bool { _, ok := s.Object.(*widgets.VerdictPill); return ok })
	after := r.Canvas.Capture()
	differ := false
	for x := pill[at].Pos.X; x < pill[at].Pos.X+pill[at].Size.Width; x++ {
		for y := pill[at].Pos.Y; y < pill[at].Pos.Y+pill[at].Size.Height; y++ {
			differ = differ || before.At(int(x), int(y)) != after.At(int(x), int(y))
		}
	}
	if !differ {
		t.Error("a reviewed verdict looks like a provisional one")
	}
	r.Undo()
	r.MustSee("Provisional")
}

func TestEveryRowShowsItsFourDomainsOverallRelationAndEffect(t *testing.T) {
	r := at(t, "Robust")
	rows := r.View().Assessment.Rows
	if len(rows) < 3 {
		t.Fatalf("only %d rows", len(rows))
	}
	symbols := map[float32][]widgets.Rating{} // by height on screen
	columns := map[float32]int{}
	for _, s := range uitest.Look(r.Canvas) {
		if o, ok := s.Object.(*widgets.Symbol); ok {
			y := s.Pos.Y + s.Size.Height/2
			symbols[y] = append(symbols[y], o.Rating())
			columns[s.Pos.X]++
		}
	}
	for _, row := range rows {
		r.MustSee(row.Linked.Trial.Name)
		at := place(r, row.Linked.Trial.Name)
		var got []widgets.Rating
		for y, s := range symbols {
			if math.Abs(float64(y-at)) < 20 {
				got = s
			}
		}
		var want []widgets.Rating
		for _, d := range appraisal.Domains {
			want = append(want, signs.Rating(row.Domains[d].Rating))
		}
		if want = append(want, signs.Rating(row.Overall)); row.Linked.Link.ResultUID != "" && !slices.Equal(got, want) {
			t.Errorf("%s shows %v, want %v", row.Linked.Trial.Name, got, want)
		}
		if !slices.ContainsFunc(r.Tips(), func(tip string) bool { return strings.HasPrefix(tip, words.Relation(row.Relation)) }) {
			t.Errorf("%s does not say that it %s", row.Linked.Trial.Name, words.Relation(row.Relation))
		}
	}
	if len(columns) > len(appraisal.Domains)+1 {
		t.Errorf("the symbols stand in the columns %v", columns)
	}
	if cells := desk.All[*widgets.EffectCell](r.Desk); len(cells) != len(rows)+1 {
		t.Errorf("%d effects are drawn for %d rows and the pool", len(cells), len(rows))
	}
	n := 0
	for _, w := range uitest.Words(r.Canvas) {
		if w == "Which way each trial points" {
			break // its plot has sides too
		}
		if w == "for the claim" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("there are %d scales, want one for all", n)
	}
	r.MustSee("Difference in MADRS (95 % CI)", "Pool", "against the claim")
}

// place is the height on screen at which words stand.
func place(r *reading, text string) float32 {
	for _, s := range uitest.Lines(r.Canvas) {
		if strings.HasPrefix(text, s.Text) && len(s.Text) > 8 {
			return s.Pos.Y + s.Size.Height/2
		}
	}
	return -1000
}

func TestAnOverruledJudgementIsMarkedInItsRow(t *testing.T) {
	r := at(t, "Robust")
	const over = "overruling the suggestion (High, S-4)"
	says := func() bool {
		return slices.ContainsFunc(r.Tips(), func(tip string) bool { return strings.Contains(tip, over) })
	}
	if says() {
		t.Fatal("marked before anybody judged")
	}
	marked := func() int {
		n := 0
		for _, m := range desk.All[*widgets.Mark](r.Desk) {
			if strings.Contains(m.Tip(), over) {
				n++
			}
		}
		return n
	}
	l := r.Linked(r.Session.Place().UID, "Murrough 2013")
	r.Session.Edit("Judge", func(b *db.Batch) error {
		b.PutAppraisal(appraisal.Appraisal{LinkUID: l.Link.UID, Domain: appraisal.SampleSize, Reviewer: r.Session.Reviewer().UID,
			Judgement: appraisal.Low, Suggestion: appraisal.High, Rule: "S-4", Reason: "Deaths."})
		return nil
	}, nil)
	uitest.Settle(r.Canvas)
	if !says() || marked() != 1 {
		t.Errorf("marked %d times: %q", marked(), r.Tips())
	}
	r.MustSee("1 of 8 judgements given.", "1 of 4 judged")
}

func TestACopiedJudgementIsMarkedInItsRowAndCountsAsOpen(t *testing.T) {
	r := at(t, "Robust")
	l := r.Linked(r.Session.Place().UID, "Murrough 2013")
	a := appraisal.Appraisal{LinkUID: l.Link.UID, Domain: appraisal.SampleSize, Reviewer: r.Session.Reviewer().UID,
		Judgement: appraisal.Low, Suggestion: appraisal.High, Rule: "S-4", Reason: "Deaths."}
	store := func(a appraisal.Appraisal) {
		r.Session.Edit("Judge", func(b *db.Batch) error { b.PutAppraisal(a); return nil }, nil)
		uitest.Settle(r.Canvas)
	}
	store(a.Again("another claim"))
	const again = "your judgement was copied from another claim and must be given again"
	marked := func() bool {
		return slices.ContainsFunc(desk.All[*widgets.Mark](r.Desk), func(m *widgets.Mark) bool { return strings.Contains(m.Tip(), again) })
	}
	if !marked() {
		t.Errorf("not marked: %q", r.Tips())
	}
	r.MustSee("0 of 8 judgements given. 1 was copied from another claim and is to be judged again.", "0 of 4 judged")
	store(a)
	if marked() {
		t.Error("still marked after it was judged")
	}
	r.MustSee("1 of 8 judgements given.", "1 of 4 judged")
	r.MustNotSee("judged again")
}

func TestTheTraceListsEveryRuleWithItsSource(t *testing.T) {
	r := at(t, "Robust")
	trace := r.View().Assessment.Trace
	r.MustNotSee(trace[0].Text)
	r.Tap("Why this verdict")
	said := strings.Join(uitest.Words(r.Canvas), "\n")
	for _, l := range trace {
		if !strings.Contains(said, string(l.Rule)) || !strings.Contains(said, l.Text) || l.Source == "" || !strings.Contains(said, l.Source) {
			t.Errorf("the trace does not tell %s: %s (%s)", l.Rule, l.Text, l.Source)
		}
	}
	last := trace[len(trace)-1]
	for _, l := range trace[:len(trace)-1] {
		if at := strings.Index(said, l.Text); at < strings.Index(said, last.Text) || at > strings.LastIndex(said, last.Text) {
			t.Errorf("the rule that decided, %s, does not stand above and at the end of the tree with %s", last.Rule, l.Rule)
		}
	}
	r.GoToClaim("Rapid")
	r.MustSee(r.View().Assessment.Trace[0].Text) // what is unfolded stays so
	r.Tap("Why this verdict")
	r.MustNotSee(r.View().Assessment.Trace[0].Text)
}

func TestRowsAreSelectedByMouseAndKeyboard(t *testing.T) {
	r := at(t, "Robust")
	rows := r.View().Assessment.Rows
	r.Tap(rows[1].Linked.Trial.Name)
	if got := r.Session.Place().Link; got != rows[1].Linked.Link.UID {
		t.Fatalf("tapping %s selected %q", rows[1].Linked.Trial.Name, got)
	}
	r.board.FocusRows()
	r.Press("Up")
	if got := r.Session.Place().Link; got != rows[0].Linked.Link.UID {
		t.Errorf("Up selected %q", got)
	}
	for range rows {
		r.Press("Down")
	}
	last := rows[len(rows)-1].Linked.Link.UID
	if got := r.Session.Place().Link; got != last {
		t.Errorf("Down to the pool selected %q, want the last trial to stay", got)
	}
	r.Press("Up", "Home")
	if got := r.Session.Place().Link; got != rows[0].Linked.Link.UID {
		t.Errorf("Home selected %q", got)
	}
	focused := r.Canvas.Focused()
	r.judgeAll() // an edit must not take the keyboard away
	r.Press("Down")
	if got := r.Session.Place().Link; got != rows[1].Linked.Link.UID || r.Canvas.Focused() != focused {
		t.Errorf("after an edit Down selected %q; the keyboard is at %T", got, r.Canvas.Focused())
	}
}

func TestPartsOfASentenceLeadToOneAnother(t *testing.T) {
	r := at(t, "Rapid, robust, transient")
	parts := r.View().Dossier.Parts
	if len(parts) < 3 {
		t.Fatalf("%d parts", len(parts))
	}
	for i, p := range parts {
		chips := desk.All[*widgets.ChipButton](r.Desk)
		if len(chips) != len(parts) {
			t.Fatalf("%d of %d parts are offered", len(chips), len(parts))
		}
		r.Tap(chips[i].Text())
		if got := r.Session.Place(); got.UID != p.UID {
			t.Errorf("%q led to %+v", chips[i].Text(), got)
		}
		r.MustSee(p.Text)
		for j, c := range desk.All[*widgets.ChipButton](r.Desk) {
			if c.Chosen() != (i == j) {
				t.Errorf("at part %d, part %d is marked %v", i+1, j+1, c.Chosen())
			}
		}
	}
}

func TestTheCardLeadsToArticleCitationAndForm(t *testing.T) {
	r := at(t, "Robust")
	c := r.Claim("Robust")
	r.Tap("Open article")
	r.Tap("Check the citation…")
	r.Tap("Edit claim…")
	r.Tap("+ Link a trial…")
	if want := []string{"article " + c.DocumentUID, "citation " + c.UID, "edit " + c.UID, "link " + c.UID}; !slices.Equal(r.asked, want) {
		t.Errorf("asked %q, want %q", r.asked, want)
	}
}

func TestAClaimWithoutTrialsSaysTheNextStep(t *testing.T) {
	r := at(t, "Works best with psychotherapy")
	r.MustSee("Cannot be judged", "No trial linked yet", "Link the trials that bear on this claim, then appraise each.")
	r.MustNotSee("Pool", "95 % CI", "The verdict holds in")
	r.Tap("Link a trial…")
	if len(r.asked) != 1 || r.asked[0] != "link "+r.Session.Place().UID {
		t.Errorf("asked %q", r.asked)
	}
}

func TestANewClaimOfEachKindIsNoNonsense(t *testing.T) {
	for _, k := range appraisal.ClaimKinds {
		t.Run(string(k), func(t *testing.T) {
			r := open(t, desk.Look{})
			var uid string
			r.Session.Edit("New", func(b *db.Batch) error {
				uid = b.PutClaim(appraisal.Claim{Kind: k, Label: "New", Text: "Something new.", Effect: appraisal.Effect{Kind: appraisal.Benefit,
					Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize, Horizon: appraisal.Short, Measure: appraisal.MeanDifference}})
				return nil
			}, nil)
			r.Go(session.Place{Kind: session.ClaimPlace, UID: uid})
			r.MustSee("Something new.")
			r.noNonsense("New")
			if dots := desk.All[*widgets.CertaintyDots](r.Desk); len(dots) > 0 {
				t.Error("there is certainty about nothing")
			}
		})
	}
}

// noNonsense fails for what a reader must never meet on a board.
func (r *reading) noNonsense(label string) {
	r.Helper()
	said := append(uitest.Words(r.Canvas), r.Tips()...)
	for _, w := range said {
		for _, bad := range []string{"NaN", "<nil>", "%!", "+Inf", "-Inf", "0001-01-01", "..", " ,", "()"} {
			if strings.Contains(w, bad) {
				r.Errorf("%s: %q has %q", label, w, bad)
			}
		}
	}
}

func TestTheBoardOfEveryClaimKeepsTheRulesOfItsKind(t *testing.T) {
	r := open(t, desk.Look{})
	all, err := r.Session.Lib.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[appraisal.ClaimKind]int{}
	for _, c := range all {
		seen[c.Kind]++
		if testing.Short() && seen[c.Kind] > 3 {
			continue
		}
		r.Go(session.Place{Kind: session.ClaimPlace, UID: c.UID})
		a := r.View().Assessment
		r.MustSee(c.Text, words.Kind(c.Kind))
		if a.Verdict != "" {
			r.MustSee(words.Verdict(a.Verdict))
		} else {
			r.MustSee(a.WhyNone)
		}
		dots := len(desk.All[*widgets.CertaintyDots](r.Desk))
		switch {
		case c.Kind != appraisal.KindEffect && dots > 0:
			t.Errorf("%s: a claim of kind %q shows certainty", c.Label, c.Kind)
		case strings.Contains(a.Summary, "absence of evidence") && dots > 0:
			t.Errorf("%s: certainty stands beside absence of evidence", c.Label)
		case a.Provisional != r.Sees("Provisional"):
			t.Errorf("%s: provisional is %v, and shown otherwise", c.Label, a.Provisional)
		}
		if got := r.Sees("The trials it speaks of"); got != (a.Evidence != nil) {
			t.Errorf("%s: a tally is shown: %v", c.Label, got)
		}
		if got := r.Sees("Does the source say it?"); got != (c.Kind == appraisal.KindReport) {
			t.Errorf("%s: the check of a report is shown: %v", c.Label, got)
		}
		if c.Kind == appraisal.KindNoTrial {
			r.MustNotSee("What would change it?", "certainty")
		}
		if c.Kind != appraisal.KindEffect {
			r.MustNotSee("for the claim") // of an interval
		}
		r.noNonsense(c.Label)
	}
	if len(seen) != len(appraisal.ClaimKinds) {
		t.Errorf("seen only %v", seen)
	}
}

func TestTheTallyOfAnEvidenceClaimIsUnfoldedAndLeadsToItsTrials(t *testing.T) {
	r := at(t, "Blinding rarely holds")
	o := r.View().Assessment.Evidence
	r.MustSee("Supported", "12 of 13 trials")
	r.MustNotSee("Meets the claim")
	r.Tap("The trials it speaks of")
	r.MustSee("Meets the claim", "Read of it")
	for _, row := range o.Tally {
		r.MustSee(row.Trial)
	}
}

func TestAClaimThatCannotBeReadSaysSo(t *testing.T) {
	r := at(t, "Robust")
	r.Go(session.Place{Kind: session.ClaimPlace, UID: "gone"})
	r.MustSee("This claim cannot be shown")
	r.GoToClaim("Robust")
	r.MustSee("Overstated")
}

func TestTheBoardComesBackToWhereItWasScrolled(t *testing.T) {
	r := open(t, desk.Look{Width: 900, Height: 500})
	c := r.Claim("Robust")
	r.Go(session.Place{Kind: session.ClaimPlace, UID: c.UID, Scroll: 120})
	scrolls := desk.All[*widgets.VScroll](r.Desk)
	if len(scrolls) == 0 || scrolls[0].Offset.Y != 120 {
		t.Errorf("opened at %v", scrolls)
	}
}

func TestTheBoardFitsTheNarrowestPaneWithEverythingUnfolded(t *testing.T) {
	const narrowest = 420 // of the pane, at normal size
	r := open(t, desk.Look{Width: narrowest, Height: 900})
	for _, c := range []struct{ label, unfolds string }{
		{"Robust", "What the claim says and what the trials did"}, {"Blinding rarely holds", "The trials it speaks of"}, {"Transient", "Why this verdict"},
		{"The blind failed", ""},
	} {
		r.GoToClaim(c.label)
		if c.unfolds != "" {
			for _, d := range desk.All[*widgets.Disclosure](r.Desk) {
				if !d.Open() {
					r.Canvas.Focus(d)
					r.Press("Return")
				}
			}
			r.MustSee(c.unfolds)
		}
		if w := desk.All[*widgets.VScroll](r.Desk)[0].Content.MinSize().Width; w > narrowest {
			t.Errorf("%s needs %v", c.label, w)
		}
	}
}
