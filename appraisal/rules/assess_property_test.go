package rules_test

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// recorded draws a claim linked to up to five trials as a library records them. Every fourth has directions only.
func recorded(t *rapid.T) appraisal.Dossier {
	c := worksWithin(func(c *appraisal.Claim) {
		e := &c.Effect
		e.Kind = rapid.SampledFrom([]appraisal.EffectKind{appraisal.Benefit, appraisal.Harm, appraisal.NoDifference, appraisal.NoBetter, appraisal.NonInferiority}).Draw(t, "kind")
		e.Margin = number(2)
		e.Magnitude = rapid.SampledFrom([]appraisal.Magnitude{appraisal.AnySize, appraisal.Important}).Draw(t, "size")
		e.Assertiveness = rapid.SampledFrom([]appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic}).Draw(t, "wording")
		if rapid.Bool().Draw(t, "not shown") {
			c.Kind = appraisal.KindNotShown
		}
		if rapid.Bool().Draw(t, "safety") {
			e.TolerableRisk = number(0.02)
		}
	})
	whole := func(low, high int, name string) string { return strconv.Itoa(rapid.IntRange(low, high).Draw(t, name)) }
	counted := rapid.IntRange(0, 3).Draw(t, "counted") == 0
	var trials []appraisal.Trial
	for i := range rapid.IntRange(1, 5).Draw(t, "trials") {
		x := aTrial(string(rune('A' + i)))
		f := x.Results[0].Facts
		with(x.Facts, "perceptible_effects", rapid.SampledFrom([]string{"none", "obvious"}).Draw(t, "effects"), "loss_reasons", "not-reported")
		with(f, "day", whole(1, 90, "day"), "n_experimental", whole(20, 300, "e"), "n_control", whole(20, 300, "c"),
			"observed_experimental", whole(120, 200, "observed"), "observed_control", whole(120, 200, "observed in control"))
		if counted {
			delete(f, "estimate")
			delete(f, "se")
			with(f, "direction", rapid.SampledFrom([]string{"favours-experimental", "favours-control", "none"}).Draw(t, "direction"))
		} else {
			with(f, "estimate", digits(rapid.Float64Range(-9, 9).Draw(t, "estimate")), "se", digits(rapid.Float64Range(0.4, 4).Draw(t, "se")))
		}
		if rapid.Bool().Draw(t, "number randomised is not recorded") {
			delete(x.Facts, "n_randomised")
		}
		trials = append(trials, x)
	}
	return dossier(c, trials...)
}

func digits(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// rewritten applies a change to a copy of every trial and its link.
func rewritten(d appraisal.Dossier, change func(*appraisal.Linked)) appraisal.Dossier {
	d.Linked = slices.Clone(d.Linked)
	d.Library = nil
	for i := range d.Linked {
		l := &d.Linked[i]
		l.Trial.Facts = maps.Clone(l.Trial.Facts)
		l.Trial.Results = slices.Clone(l.Trial.Results)
		for j := range l.Trial.Results {
			l.Trial.Results[j].Facts = maps.Clone(l.Trial.Results[j].Facts)
		}
		change(l)
		d.Library = append(d.Library, l.Trial)
	}
	return d
}

// alike fails unless two ways to record the same trials come to the same verdict from the same case.
func alike(t *rapid.T, what string, one, other appraisal.Dossier) {
	t.Helper()
	a, b := rules.Assess(one), rules.Assess(other)
	near := cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) <= 1e-12*(1+math.Abs(x)) })
	if a.Verdict != b.Verdict || a.Rule != b.Rule || a.Certainty != b.Certainty {
		t.Fatalf("%s: %s by %s at %s became %s by %s at %s", what, a.Verdict, a.Rule, a.Certainty, b.Verdict, b.Rule, b.Certainty)
	}
	if d := cmp.Diff(a.Case, b.Case, near); d != "" {
		t.Fatalf("%s: another case: %s", what, d)
	}
	if d := cmp.Diff(a.Judged, b.Judged, near); d != "" {
		t.Fatalf("%s: another judgement: %s", what, d)
	}
}

// Which arm a record calls the experimental one does not matter where the link says which of them the claim is about.
func TestArmsRecordedTheOtherWayRoundChangeNothing(t *testing.T) {
	pairs := [][2]appraisal.FieldKey{
		{"n_experimental", "n_control"}, {"observed_experimental", "observed_control"}, {"randomised_experimental", "randomised_control"},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := recorded(t)
		alike(t, "arms exchanged", d, rewritten(d, func(l *appraisal.Linked) {
			l.Link.Reversed = true
			r := &l.Trial.Results[0]
			r.ExperimentalUID, r.ControlUID = r.ControlUID, r.ExperimentalUID
			for _, p := range pairs {
				e, c := r.Facts.Text(p[0]), r.Facts.Text(p[1])
				with(r.Facts, string(p[0]), c, string(p[1]), e)
			}
			turnResult(r.Facts, true)
		}))
	})
}

// A scale on which higher is better is the same scale with its estimates turned.
func TestAScaleTurnedUpsideDownChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := recorded(t)
		alike(t, "upside down", d, rewritten(d, func(l *appraisal.Linked) {
			with(l.Trial.Results[0].Facts, "better", "higher")
			turnResult(l.Trial.Results[0].Facts, false)
		}))
	})
}

// turnResult turns the sign of an estimate and, if asked for, the arm that a direction names.
func turnResult(f appraisal.Facts, direction bool) {
	if x := f.Number("estimate"); x != nil {
		with(f, "estimate", digits(-*x))
	}
	if !direction {
		return
	}
	switch f.Text("direction") {
	case "favours-experimental":
		with(f, "direction", "favours-control")
	case "favours-control":
		with(f, "direction", "favours-experimental")
	}
}

// A second report of a trial that repeats its result, linked as well, adds nothing: a trial counts once, with its people.
// Facts that come from another document are the same facts.
func TestASecondReportOfATrialChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := recorded(t)
		twice := rewritten(d, func(l *appraisal.Linked) {
			again := l.Trial.Results[0]
			again.UID, again.Name, again.Facts = again.UID+" again", again.Name+", second report", maps.Clone(again.Facts)
			for k, f := range again.Facts {
				f.Document, f.Locator = "second report", "Table 2"
				again.Facts[k] = f
			}
			l.Trial.Results = append(l.Trial.Results, again)
		})
		for _, l := range slices.Clone(twice.Linked) {
			if rapid.Bool().Draw(t, "reported twice") {
				l.Link.UID, l.Link.ResultUID = l.Link.UID+" again", l.Trial.Results[1].UID
				twice.Linked = slices.Insert(twice.Linked, rapid.IntRange(0, len(twice.Linked)).Draw(t, "at"), l)
			}
		}
		alike(t, "second report", d, twice)
	})
}

// Where a trial's reports tell of different people, which of them was linked first does not matter.
func TestTheOrderOfAReportedTrialsLinksNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := recorded(t)
		d = rewritten(d, func(l *appraisal.Linked) {
			again := l.Trial.Results[0]
			again.UID, again.Facts = again.UID+" again", maps.Clone(again.Facts)
			with(again.Facts, "n_experimental", strconv.Itoa(rapid.IntRange(1, 300).Draw(t, "other e")), "day", strconv.Itoa(rapid.IntRange(1, 90).Draw(t, "other day")))
			l.Trial.Results = append(l.Trial.Results, again)
		})
		for _, l := range slices.Clone(d.Linked) {
			l.Link.UID, l.Link.ResultUID = l.Link.UID+" again", l.Trial.Results[1].UID
			d.Linked = append(d.Linked, l)
		}
		turned := d
		turned.Linked = rapid.Permutation(d.Linked).Draw(t, "order")
		alike(t, "another order", d, turned)
	})
}
