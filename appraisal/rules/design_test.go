package rules_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// lineOf is the text of the trace line of a rule, or "".
func lineOf(a rules.Assessment, id rules.ID) string {
	for _, l := range a.Trace {
		if l.Rule == id {
			return l.Text
		}
	}
	return ""
}

func tells(t *testing.T, where, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%s does not say %q: %q", where, w, text)
		}
	}
}

func noted(a rules.Assessment) string { return strings.Join(a.Notes, "\n") }

// designed is a trial of another design than parallel groups.
func designed(name, design string, result ...string) appraisal.Trial {
	t := aTrial(name, result...)
	with(t.Facts, "design", design)
	return t
}

func TestACrossoverTrialAnalysedWithinPersonsIsTakenAsItIs(t *testing.T) {
	for _, how := range []string{"paired", "first-period"} {
		a := rules.Assess(dossier(worksWithin(nil), designed("X 2020", "crossover", "crossover_analysis", how)))
		if lineOf(a, rules.P10) == "" || strings.Contains(noted(a), "crossover") || !a.Rows[0].InPool {
			t.Errorf("%s: trace %q, notes %q", how, lineOf(a, rules.P10), noted(a))
		}
	}
}

func TestACrossoverTrialReadAsParallelIsUsedWithAFlagThatSaysWhichWayItErrs(t *testing.T) {
	for _, how := range []string{"as-if-parallel", "?"} {
		a := rules.Assess(dossier(worksWithin(nil), designed("X 2020", "crossover", "crossover_analysis", how)))
		tells(t, how+": the trace", lineOf(a, rules.P11), "X 2020", "too wide", "weighs too little")
		tells(t, how+": the notes", noted(a), "too wide")
		if !a.Rows[0].InPool {
			t.Errorf("%s: not used", how)
		}
	}
}

func TestACrossoverTrialCountsPeopleNotPeriods(t *testing.T) {
	people := func(how string) int {
		a := rules.Assess(dossier(worksWithin(nil), designed("X 2020", "crossover", "crossover_analysis", how, "n_experimental", "30", "n_control", "28")))
		return *a.Rows[0].N
	}
	if n := people("paired"); n != 30 {
		t.Errorf("30 and 28 readings of the same people are %d people, want 30", n)
	}
	if n := people("first-period"); n != 58 {
		t.Errorf("30 and 28 people of the first period are %d, want 58", n)
	}
	a := rules.Assess(dossier(worksWithin(nil), designed("X 2020", "crossover", "n_experimental", "30", "n_control", "28")))
	f := a.Rows[0].Domains[appraisal.SampleSize].Inputs.SampleSize
	if *f.NExperimental+*f.NControl != 30 {
		t.Errorf("sample size is rated for %d people, want 30", *f.NExperimental+*f.NControl)
	}
}

func TestAClusterTrialThatCountsItsClustersIsTakenAsItIs(t *testing.T) {
	a := rules.Assess(dossier(worksWithin(nil), designed("C 2020", "cluster", "clustering_in_analysis", "yes")))
	if lineOf(a, rules.P12) == "" || *a.Rows[0].SE != 1 || *a.Rows[0].N != 400 || strings.Contains(noted(a), "cluster") {
		t.Errorf("%q, se %v, %d people, notes %q", lineOf(a, rules.P12), *a.Rows[0].SE, *a.Rows[0].N, noted(a))
	}
}

// 21 people per cluster and an ICC of 0.05 make a design effect of 1 + 20 · 0.05 = 2.
func TestAClusterTrialAnalysedByPersonIsWidenedByItsDesignEffect(t *testing.T) {
	x := designed("C 2020", "cluster", "clustering_in_analysis", "no", "intracluster_correlation", "0.05", "ci_low", "-8", "ci_high", "-4")
	with(x.Facts, "cluster_size", "21")
	a := rules.Assess(dossier(worksWithin(nil), x))
	r := a.Rows[0]
	if math.Abs(*r.SE-math.Sqrt2) > 1e-12 || *r.N != 200 || math.Abs(*r.Low-(6-2*math.Sqrt2)) > 1e-12 || math.Abs(*r.High-(6+2*math.Sqrt2)) > 1e-12 {
		t.Errorf("se %v, %d people, interval %v to %v", *r.SE, *r.N, *r.Low, *r.High)
	}
	if a.Case.Trials[0].SE != r.SE && *a.Case.Trials[0].SE != *r.SE {
		t.Errorf("the case has another standard error: %v", *a.Case.Trials[0].SE)
	}
	tells(t, "the trace", lineOf(a, rules.P13), "design effect is 2", "1.414", "21", "0.05")
	tells(t, "the notes", noted(a), "design effect")
}

func TestAClusterTrialOfUnknownPrecisionIsLeftOutOfThePool(t *testing.T) {
	for _, counted := range []string{"no", "?"} {
		bad := designed("C 2020", "cluster", "clustering_in_analysis", counted, "estimate", "6", "se", "0.2")
		a := rules.Assess(dossier(worksWithin(nil), aTrial("A 2020"), bad))
		if a.Rows[1].InPool || a.Pooled != 1 || a.Rows[1].Derived != "" {
			t.Errorf("%s: it counts", counted)
		}
		tells(t, "the trace", lineOf(a, rules.P14), "C 2020")
		tells(t, "the notes", noted(a), "C 2020 is not pooled", "overstated")
	}
}

// The direction of such a trial is not at fault, its p value is.
func TestTheDirectionOfAClusterTrialOfUnknownPrecisionCountsWithoutItsP(t *testing.T) {
	a := rules.Assess(dossier(worksWithin(nil), designed("C 2020", "cluster", "p_two_sided", "0.0001")))
	if a.Pooled != 1 || a.Case.Trials[0].Direction != appraisal.Favours || a.Case.Trials[0].PTwoSided != nil {
		t.Errorf("%d used, %+v", a.Pooled, a.Case.Trials)
	}
}

func TestAFactorialTrialIsUsedWithAFlag(t *testing.T) {
	a := rules.Assess(dossier(worksWithin(nil), designed("F 2020", "factorial")))
	tells(t, "the trace", lineOf(a, rules.P15), "F 2020")
	tells(t, "the notes", noted(a), "neither treatment changed")
}

func TestASingleArmIsNeverReadAsAComparison(t *testing.T) {
	for _, design := range []string{"single-arm", "cohort", "case-series"} {
		x := designed("S 2020", design)
		delete(x.Facts, "allocation")
		a := rules.Assess(dossier(worksWithin(nil), aTrial("A 2020"), x))
		if a.Pooled != 1 || !strings.Contains(a.Rows[1].NotPooled, "not a randomised comparison") {
			t.Errorf("%s: %d used, %q", design, a.Pooled, a.Rows[1].NotPooled)
		}
	}
}

func TestATraceSaysWhichResultOfATrialCountsAndWhy(t *testing.T) {
	x := aTrial("A 2020")
	late := x.Results[0]
	late.UID, late.Name, late.Facts = "A 2020/late", "MADRS, day 90", with(facts(), "day", "90")
	for k, f := range x.Results[0].Facts {
		if k != "day" {
			late.Facts[k] = f
		}
	}
	x.Results = append(x.Results, late)
	d := dossier(worksWithin(nil), x)
	d.Linked = append(d.Linked, d.Linked[0])
	d.Linked[1].Link.UID, d.Linked[1].Link.ResultUID = "second", late.UID
	a := rules.Assess(d)
	tells(t, "the trace", lineOf(a, rules.P8), "A 2020: of 2 linked results “MADRS, day 42” counts; it is nearer the claim's time than “MADRS, day 90”")
	if one := rules.Assess(dossier(worksWithin(nil), x)); lineOf(one, rules.P8) != "" {
		t.Error("a trial with one linked result has nothing to choose")
	}
}

// published is a dossier in which some trials have a second record, with the same registry number, linked as well.
func published(t *rapid.T, d appraisal.Dossier) (once, twice appraisal.Dossier, again bool) {
	number := 10000000
	once = rewritten(d, func(l *appraisal.Linked) {
		number++
		with(l.Trial.Facts, "registration", "NCT"+strconv.Itoa(number)+" and others")
	})
	twice = once
	twice.Linked = slices.Clone(once.Linked)
	for _, l := range once.Linked {
		if !rapid.Bool().Draw(t, "published twice") {
			continue
		}
		again = true
		l.Trial.UID += " again"
		l.Trial.Results = slices.Clone(l.Trial.Results)
		l.Trial.Results[0].UID += " again"
		l.Link.UID, l.Link.TrialUID, l.Link.ResultUID = l.Link.UID+" again", l.Trial.UID, l.Trial.Results[0].UID
		twice.Linked = slices.Insert(twice.Linked, rapid.IntRange(0, len(twice.Linked)).Draw(t, "at"), l)
		twice.Library = append(slices.Clone(twice.Library), l.Trial)
	}
	return once, twice, again
}

// Two records that share a registry number are one trial, published twice.
func TestASecondRecordOfATrialChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once, twice, again := published(t, recorded(t))
		alike(t, "two records", once, twice)
		a := rules.Assess(twice)
		if again && lineOf(a, rules.P9) == "" {
			t.Fatal("the trace does not say that two records are one trial")
		}
	})
}

func TestASecondRecordOfATrialIsTalliedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once, twice, again := published(t, recorded(t))
		count := func(d appraisal.Dossier) rules.Assessment {
			d.Claim = appraisal.Claim{Kind: appraisal.KindEvidence, Effect: d.Claim.Effect, Evidence: appraisal.Evidence{
				Form: appraisal.FormShare, Quantifier: appraisal.Most, Domain: appraisal.Blinding, Levels: []appraisal.Rating{appraisal.Low},
				Frame: []appraisal.Condition{{Field: "drug", Op: "is", Value: "ketamine"}},
			}}
			return rules.Assess(d)
		}
		a, b := count(once), count(twice)
		if a.Verdict != b.Verdict || a.Evidence.N != b.Evidence.N || a.Evidence.X != b.Evidence.X || a.Pooled != b.Pooled {
			t.Fatalf("%d of %d became %d of %d", a.Evidence.X, a.Evidence.N, b.Evidence.X, b.Evidence.N)
		}
		if again && lineOf(b, rules.P9) == "" {
			t.Fatal("the trace does not say that two records are one trial")
		}
	})
}

func TestALimitOnDurationSaysWhyNothingTellsWhatWouldChangeIt(t *testing.T) {
	c := worksWithin(func(c *appraisal.Claim) { c.Effect.Kind, c.Effect.HorizonDays = appraisal.DurationLimit, number(60) })
	tells(t, "the notes", noted(rules.Assess(dossier(c, aTrial("A 2020")))), "What would change the verdict is not worked out", "before the stated time")
}

// A limit on duration reads each trial once on either side of its time, and a cluster trial not at all where its
// precision is not known.
func TestALimitOnDurationCountsATrialOnceToo(t *testing.T) {
	c := worksWithin(func(c *appraisal.Claim) { c.Effect.Kind, c.Effect.HorizonDays = appraisal.DurationLimit, number(60) })
	one, other, bad := aTrial("A 2020"), aTrial("A 2020, again"), designed("C 2020", "cluster")
	for _, x := range []appraisal.Trial{one, other} {
		with(x.Facts, "registration", "ISRCTN12345678")
	}
	a := rules.Assess(dossier(c, one, other, bad))
	if a.Pooled != 1 || a.Duration.Before == nil || a.Duration.Before.K != 1 {
		t.Errorf("%d trials before the time, want 1", a.Pooled)
	}
	tells(t, "the trace", lineOf(a, rules.P9), "A 2020", "A 2020, again", "ISRCTN12345678")
	tells(t, "the trace", lineOf(a, rules.P14), "C 2020")
}
