package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// facts makes facts from pairs of field and value, all with a source. A value of "?" is looked for in vain.
func facts(pairs ...string) appraisal.Facts {
	out := appraisal.Facts{}
	for i := 0; i < len(pairs); i += 2 {
		k := appraisal.FieldKey(pairs[i])
		f := appraisal.Fact{Field: k, Value: pairs[i+1], Status: appraisal.Reported, Source: "abstract", Locator: "Abstract"}
		if f.Value == "?" {
			f.Value, f.Status = "", appraisal.StatusNotStated
		}
		out[k] = f
	}
	return out
}

// with adds to facts or replaces some of them.
func with(fs appraisal.Facts, pairs ...string) appraisal.Facts {
	for k, f := range facts(pairs...) {
		fs[k] = f
	}
	return fs
}

// aTrial is a sound trial of 400 people that favours the drug by 6 points, with one result.
func aTrial(name string, result ...string) appraisal.Trial {
	t := appraisal.Trial{UID: name, Name: name}
	t.Facts = facts("year", "2020", "drug", "ketamine", "allocation", "randomised", "design", "parallel", "n_randomised", "400", "meant_to_be_blind", "yes",
		"participants_blinded", "yes", "assessor_blinded", "yes", "rater_separated", "yes", "perceptible_effects", "none", "control", "inert", "controlled_phase_days", "60")
	t.Arms = []appraisal.Arm{{UID: name + "/e", Name: "ketamine"}, {UID: name + "/c", Name: "placebo"}}
	t.Results = []appraisal.Result{{
		UID: name + "/r", Name: "MADRS, day 42", ExperimentalUID: name + "/e", ControlUID: name + "/c",
		Facts: with(facts("construct", "depression severity", "instrument", "MADRS", "outcome_kind", "clinician-rated", "better", "lower", "day", "42",
			"measure", "mean-difference", "estimate", "-6", "se", "1", "n_experimental", "200", "n_control", "200",
			"randomised_experimental", "200", "observed_experimental", "200", "randomised_control", "200", "observed_control", "200"), result...),
	}}
	return t
}

// without takes facts away from a trial's first result.
func without(t appraisal.Trial, keys ...appraisal.FieldKey) appraisal.Trial {
	for _, k := range keys {
		delete(t.Results[0].Facts, k)
	}
	return t
}

// unsourced makes facts of a trial's first result unchecked.
func unsourced(t appraisal.Trial, keys ...appraisal.FieldKey) appraisal.Trial {
	for _, k := range keys {
		f := t.Results[0].Facts[k]
		f.Source, f.Locator = appraisal.SourceUnsourced, ""
		t.Results[0].Facts[k] = f
	}
	return t
}

func number(x float64) *float64 { return &x }

// worksWithin is the claim that the drug eases depression in the short term.
func worksWithin(change func(*appraisal.Claim)) appraisal.Claim {
	c := appraisal.Claim{Kind: appraisal.KindEffect, Effect: appraisal.Effect{
		Kind: appraisal.Benefit, Construct: "depression severity", Instrument: "MADRS", Measure: appraisal.MeanDifference,
		Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize, Horizon: appraisal.Short, MID: number(3), OIS: number(352),
		OtherBias: true, SearchStated: true,
	}}
	if change != nil {
		change(&c)
	}
	return c
}

// dossier links a claim to the first result of each trial.
func dossier(c appraisal.Claim, trials ...appraisal.Trial) appraisal.Dossier {
	d := appraisal.Dossier{Claim: c, Library: trials}
	for _, t := range trials {
		d.Linked = append(d.Linked, appraisal.Linked{
			Link: appraisal.Link{UID: "link " + t.UID, TrialUID: t.UID, ResultUID: t.Results[0].UID, PICO: appraisal.PICONone}, Trial: t,
		})
	}
	return d
}

func assessed(t *testing.T, d appraisal.Dossier, verdict appraisal.Verdict, rule rules.ID) rules.Assessment {
	t.Helper()
	a := rules.Assess(d)
	if a.Verdict != verdict || a.Rule != rule {
		t.Errorf("%s by %s, want %s by %s (%s%s)", a.Verdict, a.Rule, verdict, rule, a.Summary, a.WhyNone)
	}
	return a
}

func ruleOf(a rules.Assessment, row int, d appraisal.Domain) string {
	v := a.Rows[row].Domains[d]
	return fmt.Sprint(v.Rating, " ", v.Suggestion.Rule)
}

func TestASoundTrialSupportsItsClaim(t *testing.T) {
	a := assessed(t, dossier(worksWithin(nil), aTrial("A 2020"), aTrial("B 2020")), appraisal.Supported, rules.V13)
	if a.Pooled != 2 || a.Certainty != appraisal.CertaintyHigh || len(a.UncheckedFacts) != 0 || a.CheckedOnly != "" || a.OtherTime != "" {
		t.Errorf("%+v", a)
	}
}

// What the text does not say rates as No information; what nobody has looked for is not extracted (method 0.11).
func TestWhatTheTextDoesNotSayDiffersFromWhatNobodyHasLookedFor(t *testing.T) {
	counts := []appraisal.FieldKey{"observed_experimental", "observed_control", "n_experimental", "n_control"}
	days := func(c appraisal.Claim) appraisal.Claim {
		c.Effect.Horizon, c.Effect.HorizonDays = appraisal.AtDay, number(42)
		return c
	}
	for _, c := range []struct {
		name   string
		claim  appraisal.Claim
		trial  appraisal.Trial
		domain appraisal.Domain
		want   string
	}{
		{"observed: nobody looked", worksWithin(nil), without(aTrial("A"), counts...), appraisal.Attrition, "not-extracted A-0"},
		{"observed: the text does not say", worksWithin(nil), without(aTrial("A", "observed_total", "?"), counts...), appraisal.Attrition, "no-information A-0"},
		{"observed in total only", worksWithin(nil), without(aTrial("A", "observed_total", "390"), counts...), appraisal.Attrition, "low A-1"},
		{"as many lost in total, all in one arm at worst", worksWithin(nil), without(aTrial("A", "observed_total", "380"), counts...), appraisal.Attrition, "some-concerns A-10"},
		{"analysed: the text does not say", worksWithin(nil), without(aTrial("A", "n_total", "?"), counts...), appraisal.SampleSize, "no-information S-0"},
		{"day: nobody looked", days(worksWithin(nil)), without(aTrial("A"), "day"), appraisal.FollowUp, "not-extracted F-0"},
		{"day: the text does not say", days(worksWithin(nil)), aTrial("A", "day", "?"), appraisal.FollowUp, "no-information F-0"},
		{"day of a lasting effect: the controlled phase tells", worksWithin(nil), without(aTrial("A"), "day"), appraisal.FollowUp, "low F-4"},
	} {
		a := rules.Assess(dossier(c.claim, c.trial))
		if got := ruleOf(a, 0, c.domain); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	a := rules.Assess(dossier(worksWithin(nil), without(aTrial("A 2020"), counts[:2]...)))
	if !a.Judged.Provisional || a.Judged.NotExtractedWeight != 1 {
		t.Error("a verdict on what nobody has extracted is not provisional")
	}
}

func TestMostGuessedRightWithoutCountsIsProbablyAware(t *testing.T) {
	seeming := func(pairs ...string) appraisal.Trial {
		x := aTrial("A 2020", "outcome_kind", "patient-reported")
		with(x.Facts, "most_guessed_right", "yes")
		with(x.Facts, pairs...)
		return x
	}
	counted := seeming()
	for i := range counted.Arms {
		counted.Arms[i].Facts = facts("guess_correct", "50", "guess_wrong", "50")
	}
	for _, c := range []struct {
		name  string
		trial appraisal.Trial
		rule  rules.ID
		want  string
	}{
		{"said without counts", seeming(), rules.BP8, "some-concerns B-R6"},
		{"obvious effects make it likely to matter", seeming("perceptible_effects", "obvious"), rules.BP8, "high B-R5"},
		{"counts say more", counted, rules.BP2, "low B-R2"},
		{"open label says more", seeming("participants_blinded", "no"), rules.BP1, "high B-R5"},
		{"most did not", seeming("most_guessed_right", "no"), rules.BP7, "low B-R2"},
	} {
		v := rules.Assess(dossier(worksWithin(nil), c.trial)).Rows[0].Domains[appraisal.Blinding]
		if got := fmt.Sprint(v.Rating, " ", v.Suggestion.Rule); got != c.want || !traced(v.Suggestion, c.rule) {
			t.Errorf("%s: %s, want %s by %s: %+v", c.name, got, c.want, c.rule, v.Suggestion.Trace)
		}
	}
}

// Only one construct on one scale is pooled, each trial once (method 0.14).
func TestWhatMayBePooled(t *testing.T) {
	for _, c := range []struct {
		name  string
		trial appraisal.Trial
		why   string
	}{
		{"another scale", aTrial("B 2020", "instrument", "HAM-D-17"), "measured otherwise"},
		{"another construct", aTrial("B 2020", "construct", "suicidal ideation"), "measured otherwise"},
		{"another measure", aTrial("B 2020", "measure", "standardised-mean-difference"), "measured otherwise"},
		{"a slope", aTrial("B 2020", "measure", "slope"), "not a comparison"},
		{"a change within a group", aTrial("B 2020", "measure", "within-group"), "not a comparison"},
		{"a single arm", aTrial("B 2020", "measure", "single-arm"), "not a comparison"},
		{"no estimate", without(aTrial("B 2020"), "estimate"), "no estimate"},
		{"no error", without(aTrial("B 2020"), "se"), "no standard error"},
		{"the error behind an exact p", without(aTrial("B 2020", "p_two_sided", "0.0005"), "se"), ""},
		{"the error behind an interval", without(aTrial("B 2020", "ci_low", "-8", "ci_high", "-4"), "se"), ""},
	} {
		a := rules.Assess(dossier(worksWithin(nil), aTrial("A 2020"), c.trial))
		row := a.Rows[1]
		if row.InPool != (c.why == "") || !strings.Contains(row.NotPooled, c.why) {
			t.Errorf("%s: pooled %v, %q", c.name, row.InPool, row.NotPooled)
		}
	}
	twice := dossier(worksWithin(nil), aTrial("A 2020"))
	early := twice.Linked[0].Trial.Results[0]
	early.UID, early.Facts = "A 2020/early", with(facts("day", "7"), "construct", "depression severity", "instrument", "MADRS", "measure", "mean-difference", "better", "lower", "estimate", "-9", "se", "1")
	x := twice.Linked[0].Trial
	x.Results = append(x.Results, early)
	second := twice.Linked[0]
	second.Link.UID, second.Link.ResultUID = "second", early.UID
	twice.Linked = append(twice.Linked, second)
	for i := range twice.Linked {
		twice.Linked[i].Trial = x
	}
	for range 2 {
		for _, r := range rules.Assess(twice).Rows {
			if r.InPool != (r.Result.UID != early.UID) {
				t.Errorf("of two results of one trial the one nearest the claim's time counts, whatever their order: %s %v", r.Result.UID, r.InPool)
			}
		}
		twice.Linked[0], twice.Linked[1] = twice.Linked[1], twice.Linked[0]
	}
}

// C-X3 compares people randomised with people randomised: losses of a pooled trial are not people of other trials.
func TestThePoolMustHoldHalfOfThePeopleLinked(t *testing.T) {
	lossy := aTrial("A 2020", "n_experimental", "80", "n_control", "80") // 400 randomised, 160 analysed
	for _, c := range []struct {
		name string
		left string
		want bool
	}{{"no other trial", "", false}, {"as many in the other trial", "400", false}, {"more in the other trial", "401", true}} {
		d := dossier(worksWithin(nil), lossy)
		if c.left != "" {
			other := without(aTrial("B 2020"), "estimate")
			with(other.Facts, "n_randomised", c.left)
			d = dossier(worksWithin(nil), lossy, other)
		}
		capped := false
		for _, l := range rules.Assess(d).Trace {
			capped = capped || l.Rule == rules.CX3
		}
		if capped != c.want {
			t.Errorf("%s: capped %v", c.name, capped)
		}
	}
}

func TestDirectionsCountWhereNothingCanBePooled(t *testing.T) {
	pointing := func(name, p string, pairs ...string) appraisal.Trial {
		x := without(aTrial(name, append([]string{"direction", "favours-experimental", "p_two_sided", p}, pairs...)...), "estimate", "se")
		if p == "" {
			return without(x, "p_two_sided")
		}
		return x
	}
	claim := worksWithin(nil)
	a := assessed(t, dossier(claim, pointing("A", "0.01"), pointing("B", "0.04")), appraisal.PartlySupported, rules.V12)
	if *a.Judged.Class != "FAV" || a.Certainty != appraisal.CertaintyLow {
		t.Errorf("two significant trials of one direction: %s at %s", *a.Judged.Class, a.Certainty)
	}
	if a := assessed(t, dossier(claim, pointing("A", "0.01"), pointing("B", "")), appraisal.NotSupported, rules.V8); *a.Judged.Class != "LEAN" {
		t.Errorf("one significant trial: %s", *a.Judged.Class)
	}
	// A result on a scale of its own has a direction, and its own interval says whether it is significant.
	other := func(name string) appraisal.Trial { return aTrial(name, "instrument", "HAM-D-17") }
	if a := assessed(t, dossier(claim, other("A"), other("B")), appraisal.PartlySupported, rules.V12); *a.Judged.Class != "FAV" || a.Judged.Pooled != nil {
		t.Errorf("two significant trials on other scales: %s", *a.Judged.Class)
	}
	a = assessed(t, dossier(claim, pointing("A", "0.01"), pointing("B", "0.04", "direction", "favours-control")), appraisal.NotSupported, rules.V17)
	if *a.Judged.Class != "TIE" {
		t.Errorf("one each way: %s", *a.Judged.Class)
	}
	// What never enters a pool does not enter by its direction either.
	for _, m := range []string{"slope", "within-group", "single-arm"} {
		assessed(t, dossier(claim, pointing("A", "0.01", "measure", m)), appraisal.CannotBeJudged, rules.V0)
	}
}

// Trials published later never change what was not shown; an effect is told then and now (method 0.19).
func TestTheDateOfAClaim(t *testing.T) {
	late := aTrial("B 2020")
	early := without(aTrial("A 2016", "direction", "none"), "estimate", "se")
	with(early.Facts, "year", "2016")
	dated := func(kind appraisal.ClaimKind, asOf string) appraisal.Claim {
		return worksWithin(func(c *appraisal.Claim) { c.Kind, c.AsOf = kind, asOf })
	}
	for _, c := range []struct {
		name         string
		claim        appraisal.Claim
		verdict      appraisal.Verdict
		rule         rules.ID
		other        appraisal.Verdict
		wordsOfOther string
	}{
		{"an effect, then", dated(appraisal.KindEffect, "2017-04"), appraisal.Supported, rules.V13, appraisal.NotSupported, "out in 2017"},
		{"an effect, after all trials", dated(appraisal.KindEffect, "2020-01-01"), appraisal.Supported, rules.V13, "", ""},
		{"an effect without a date", dated(appraisal.KindEffect, ""), appraisal.Supported, rules.V13, "", ""},
		{"not shown, then", dated(appraisal.KindNotShown, "2017-04"), appraisal.Supported, rules.N1, appraisal.Contradicted, "published since"},
		{"not shown, after all trials", dated(appraisal.KindNotShown, "2021"), appraisal.Contradicted, rules.N3, "", ""},
	} {
		a := assessed(t, dossier(c.claim, early, late, aTrial("C 2020")), c.verdict, c.rule)
		if a.OtherTime != c.other || !strings.Contains(strings.Join(a.Notes, " "), c.wordsOfOther) {
			t.Errorf("%s: other time %q, %q", c.name, a.OtherTime, a.Notes)
		}
	}
	absence := appraisal.Claim{Kind: appraisal.KindEvidence, AsOf: "2017", Evidence: appraisal.Evidence{
		Form: appraisal.FormAbsence, Quantifier: appraisal.None, Construct: "depression severity", MinDays: number(40),
		Frame: []appraisal.Condition{{Field: appraisal.FieldDrug, Op: "is", Value: "ketamine"}},
	}}
	old := func(name string) appraisal.Trial {
		x := aTrial(name, "day", "7")
		with(x.Facts, "year", "2016")
		return x
	}
	assessed(t, dossier(absence, old("A"), old("B"), late), appraisal.Supported, rules.E12)
	absence.AsOf = "2021"
	assessed(t, dossier(absence, old("A"), old("B"), late), appraisal.Contradicted, rules.E13)
	report := appraisal.Claim{Kind: appraisal.KindReport, AsOf: "2017", Citation: appraisal.Citation{Finding: appraisal.SourceSays}}
	if a := assessed(t, dossier(report, late), appraisal.Accurate, rules.R1); a.OtherTime != "" {
		t.Errorf("a report has another verdict %s", a.OtherTime)
	}
}

// A tally speaks of all trials of its frame, and rests on the facts that it read alone (method 0.15, 0.6).
func TestATallyCountsItsFrameAndTheFactsItRead(t *testing.T) {
	seen := func(name string, pairs ...string) appraisal.Trial {
		x := aTrial(name)
		with(x.Facts, "perceptible_effects", "obvious", "rater_separated", "no")
		with(x.Facts, pairs...)
		return x
	}
	open := seen("Open", "meant_to_be_blind", "no", "participants_blinded", "no", "control", "open")
	blank := seen("Blank")
	delete(blank.Facts, "participants_blinded")
	delete(blank.Facts, "perceptible_effects")
	claim := worksWithin(func(c *appraisal.Claim) {
		c.Kind = appraisal.KindEvidence
		c.Evidence = appraisal.Evidence{
			Form: appraisal.FormShare, Domain: appraisal.Blinding, Levels: []appraisal.Rating{appraisal.SomeConcerns, appraisal.High}, Quantifier: appraisal.Most,
			Frame: []appraisal.Condition{{Field: appraisal.FieldMeantBlind, Op: "is", Value: "yes"}},
		}
	})
	d := dossier(claim, seen("A"), seen("B"), seen("C"), seen("D"), seen("E"), open, blank)
	d.Linked = d.Linked[:1] // the others are in the frame all the same
	a := assessed(t, d, appraisal.Supported, rules.E1)
	if a.Evidence.N != 5 || a.Evidence.X != 5 || len(a.Evidence.Tally) != 6 {
		t.Errorf("%d of %d of %d, want 5 of 5 of 6", a.Evidence.X, a.Evidence.N, len(a.Evidence.Tally))
	}
	for i := range d.Library {
		unsourced(d.Library[i], appraisal.FieldEstimate) // the tally of blinding does not read it
	}
	if a := rules.Assess(d); len(a.UncheckedFacts) != 0 {
		t.Errorf("unchecked %+v", a.UncheckedFacts)
	}
	for i := range d.Library {
		unsourced(d.Library[i], appraisal.FieldOutcomeKind)
	}
	if a := rules.Assess(d); len(a.UncheckedFacts) != 6 {
		t.Errorf("%d unchecked, want the outcome's kind of six trials", len(a.UncheckedFacts))
	}
}

// Without its unchecked facts a verdict is what is left (method 0.6).
func TestUncheckedFactsAreCountedAndTakenAway(t *testing.T) {
	claim := worksWithin(func(c *appraisal.Claim) { c.Effect.Assertiveness = appraisal.Emphatic })
	a := assessed(t, dossier(claim, unsourced(aTrial("A 2020"), "estimate"), aTrial("B 2020")), appraisal.Supported, rules.V13)
	if len(a.UncheckedFacts) != 1 || a.CheckedOnly != appraisal.Supported {
		t.Errorf("%d unchecked, then %s: the other trial is large enough", len(a.UncheckedFacts), a.CheckedOnly)
	}
	a = rules.Assess(dossier(claim, unsourced(aTrial("A 2020"), "estimate")))
	if a.CheckedOnly != appraisal.CannotBeJudged {
		t.Errorf("the only estimate is unchecked: %s", a.CheckedOnly)
	}
	a = rules.Assess(dossier(claim, unsourced(aTrial("A 2020"), "observed_experimental", "observed_control", "n_experimental", "n_control"), aTrial("B 2020")))
	if len(a.UncheckedFacts) != 4 || a.CheckedOnly != appraisal.PartlySupported {
		t.Errorf("%d unchecked, then %s: No information on attrition counts as High", len(a.UncheckedFacts), a.CheckedOnly)
	}
}

func TestARelationThatTheIntervalDoesNotGiveIsOverruled(t *testing.T) {
	d := dossier(worksWithin(nil), aTrial("A 2020"))
	for _, c := range []struct {
		given, shown appraisal.Relation
		overruled    bool
	}{
		{"", appraisal.Supports, false}, {appraisal.Supports, appraisal.Supports, false},
		{appraisal.Inconclusive, appraisal.Inconclusive, true}, {appraisal.Context, appraisal.Context, false},
	} {
		d.Linked[0].Link.Relation = c.given
		if r := rules.Assess(d).Rows[0]; r.Derived != appraisal.Supports || r.Relation != c.shown || r.Overrule != c.overruled {
			t.Errorf("%q: derived %s, shown %s, overruled %v", c.given, r.Derived, r.Relation, r.Overrule)
		}
	}
	d.Linked[0].Link.Relation, d.Claim.Kind = "", appraisal.KindNotShown
	if r := rules.Assess(d).Rows[0]; r.Derived != appraisal.Contradicts {
		t.Errorf("an effect that is shown %s that it is not", r.Derived)
	}
}
