package rules_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

func arms(e, c int) rules.SampleSizeFacts {
	return rules.SampleSizeFacts{NExperimental: &e, NControl: &c}
}

func observed(e, c int, se float64) rules.SampleSizeFacts {
	f := arms(e, c)
	f.SE = &se
	return f
}

func aims(mid float64) rules.SampleSizeClaim {
	return rules.SampleSizeClaim{Kind: appraisal.Benefit, MID: &mid, Horizon: appraisal.Short}
}

func planned(mid, sd float64) rules.SampleSizeClaim {
	c := aims(mid)
	c.PlanningSD = &sd
	return c
}

func lowers(risk float64) rules.SampleSizeClaim {
	return rules.SampleSizeClaim{Kind: appraisal.Benefit, ControlRisk: &risk, Horizon: appraisal.Short}
}

func TestSampleSizeRatings(t *testing.T) {
	const low, some, high, none = appraisal.Low, appraisal.SomeConcerns, appraisal.High, appraisal.NoInformation
	half := 3 / (2.801585218 * math.Sqrt2 / 2) // the standard error at an information fraction of ½
	for _, c := range []struct {
		name     string
		claim    rules.SampleSizeClaim
		facts    rules.SampleSizeFacts
		rating   appraisal.Rating
		rule     rules.ID
		fraction float64 // −1: none
		digits   float64 // half a unit of the last digit printed
	}{
		// The method's vectors.
		{"47 and 25, SE 2.385, MID 3", aims(3), observed(47, 25, 2.385), high, rules.S4, 0.2016, 5e-5},
		{"47 and 25, SE 2.385, MID 6", aims(6), observed(47, 25, 2.385), some, rules.S3, 0.8063, 5e-5},
		{"150 and 150, MID 3, SD 10", planned(3, 10), arms(150, 150), some, rules.S3, 0.855, 5e-4},
		{"180 and 180, MID 3, SD 10", planned(3, 10), arms(180, 180), low, rules.S2, 1.026, 5e-4},
		{"100 and 100, risk .7", lowers(0.7), arms(100, 100), some, rules.S3, 0.830, 5e-4},
		{"250 and 250, risk .6", lowers(0.6), arms(250, 250), low, rules.S2, 1.447, 5e-4},
		{"20 and 20", planned(3, 10), arms(20, 20), high, rules.S1, 20 / 175.385, 5e-5},
		// Edges.
		{"49 people, much information", aims(3), observed(25, 24, 0.1), high, rules.S1, 114.666, 1e-3},
		{"50 people, much information", aims(3), observed(25, 25, 0.1), some, rules.S3, 114.666, 1e-3},
		{"99 people, much information", aims(3), observed(50, 49, 0.1), some, rules.S3, 114.666, 1e-3},
		{"100 people, much information", aims(3), observed(50, 50, 0.1), low, rules.S2, 114.666, 1e-3},
		{"exactly one half", aims(3), observed(50, 50, half), some, rules.S3, 0.5, 1e-8},
		{"a little less than one half", aims(3), observed(50, 50, half*1.001), high, rules.S4, 0.499, 5e-4},
		{"exactly one", aims(3), observed(50, 50, half*math.Sqrt2/2), low, rules.S2, 1, 1e-8},
		{"49 people, nothing else", aims(3), arms(25, 24), high, rules.S1, -1, 0},
		{"50 people, nothing else", aims(3), arms(25, 25), none, rules.S0, -1, 0},
		{"log risk ratio, SE .15", lowers(0.4), observed(200, 200, 0.15), high, rules.S4, math.Pow(0.287682/(2.801585*0.15), 2), 5e-6},
		{"the standard error goes before planning", planned(6, 1), observed(47, 25, 2.385), some, rules.S3, 0.8063, 5e-5},
		{"2 to 1 carries less than 1 to 1", planned(3, 10), arms(200, 100), some, rules.S3, 133.333 / 175.385, 5e-5},
		{"an empty arm", planned(3, 10), arms(0, 400), high, rules.S4, 0, 0},
		{"nobody", planned(3, 10), arms(0, 0), high, rules.S1, 0, 0},
		{"nothing reported", aims(3), rules.SampleSizeFacts{}, none, rules.S0, -1, 0},
		{"one arm not reported", planned(3, 10), rules.SampleSizeFacts{NExperimental: just(300)}, none, rules.S0, -1, 0},
		{"numbers not reported, standard error is", aims(3), rules.SampleSizeFacts{SE: just(2.385)}, none, rules.S0, 0.2016, 5e-5},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := rules.SampleSize(c.claim, c.facts)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out)
			if out.Rating != c.rating || out.Rule != c.rule {
				t.Errorf("%s by %s, want %s by %s", out.Rating, out.Rule, c.rating, c.rule)
			}
			if c.fraction < 0 {
				if x, given := out.Figures["information_fraction"]; x != nil || !given {
					t.Errorf("information fraction %v, want none", x)
				}
				return
			}
			figure(t, out, "information_fraction", c.fraction, c.digits)
		})
	}
}

func TestRelativeRiskReductionCanBeChosen(t *testing.T) {
	c := lowers(0.6)
	c.RRR = just(0.20)
	out, _ := rules.SampleSize(c, arms(250, 250))
	if x := out.Figures["information_fraction"].(float64); x > 1 || x < 0.8 {
		t.Errorf("fraction %g for a reduction of 20 %%, want about 0.9 instead of 1.447", x)
	}
}

func TestClaimsOfHarmAreRatedByExposure(t *testing.T) {
	const low, some, high, none = appraisal.Low, appraisal.SomeConcerns, appraisal.High, appraisal.NoInformation
	for _, c := range []struct {
		name       string
		horizon    appraisal.Horizon
		risk       *float64
		exposed    *int
		forOneYear *int
		rating     appraisal.Rating
		rule       rules.ID
	}{
		{"300", appraisal.Short, nil, just(300), nil, low, rules.S5},
		{"299", appraisal.Short, nil, just(299), nil, some, rules.S5},
		{"150", appraisal.Short, nil, just(150), nil, some, rules.S5},
		{"149", appraisal.Short, nil, just(149), nil, high, rules.S5},
		{"nobody", appraisal.Short, nil, just(0), nil, high, rules.S5},
		{"not reported", appraisal.Short, nil, nil, just(400), none, rules.S0},
		{"1 in 30", appraisal.Sustained, just(0.1), just(30), nil, low, rules.S5},
		{"1 in 1000", appraisal.Sustained, just(0.001), just(1499), nil, high, rules.S5},
		{"long, 99 for a year", appraisal.Long, nil, just(300), just(99), some, rules.S5},
		{"long, 100 for a year", appraisal.Long, nil, just(300), just(100), low, rules.S5},
		{"long, year not reported", appraisal.Long, nil, just(1000), nil, some, rules.S5},
		{"long, few", appraisal.Long, nil, just(100), just(100), high, rules.S5},
	} {
		claim := rules.SampleSizeClaim{Kind: appraisal.Harm, TolerableRisk: c.risk, Horizon: c.horizon}
		f := observed(10, 10, 2)
		f.NExposed, f.NExposedOneYear = c.exposed, c.forOneYear
		out, err := rules.SampleSize(claim, f)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, out)
		if out.Rating != c.rating || out.Rule != c.rule || out.Figures["information_fraction"] != nil {
			t.Errorf("%s: %s by %s, want %s by %s; figures %v", c.name, out.Rating, out.Rule, c.rating, c.rule, out.Figures)
		}
	}
}

func TestHarmSaidToBeShownIsRatedByInformation(t *testing.T) {
	c := aims(3)
	c.Kind, c.HarmShown = appraisal.Harm, true
	out, err := rules.SampleSize(c, observed(47, 25, 2.385))
	if err != nil {
		t.Fatal(err)
	}
	if out.Rating != appraisal.High || out.Rule != rules.S4 {
		t.Errorf("%s by %s", out.Rating, out.Rule)
	}
}

func TestSampleSizeNotExtracted(t *testing.T) {
	f := arms(300, 300)
	f.NotExtracted = true
	out, err := rules.SampleSize(planned(3, 10), f)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, out)
	if out.Rating != appraisal.NotExtracted || out.Rule != rules.S0 {
		t.Errorf("%s by %s", out.Rating, out.Rule)
	}
}

func TestSampleSizeRefusesWhatItCannotRead(t *testing.T) {
	both, neither := aims(3), aims(3)
	both.ControlRisk = just(0.4)
	neither.MID = nil
	with := func(change func(*rules.SampleSizeClaim)) rules.SampleSizeClaim {
		c := aims(3)
		change(&c)
		return c
	}
	for _, c := range []struct {
		field string
		claim rules.SampleSizeClaim
		facts rules.SampleSizeFacts
	}{
		{"claim.control_risk", both, arms(60, 60)},
		{"claim.mid", neither, arms(60, 60)},
		{"claim.kind", with(func(c *rules.SampleSizeClaim) { c.Kind = "" }), arms(60, 60)},
		{"claim.kind", with(func(c *rules.SampleSizeClaim) { c.Kind = "efficacy" }), arms(60, 60)},
		{"claim.horizon", with(func(c *rules.SampleSizeClaim) { c.Horizon = "soon" }), arms(60, 60)},
		{"claim.horizon", with(func(c *rules.SampleSizeClaim) { c.Kind, c.Horizon = appraisal.Harm, "" }), arms(60, 60)},
		{"claim.mid", aims(0), arms(60, 60)},
		{"claim.mid", aims(math.NaN()), arms(60, 60)},
		{"claim.mid", aims(math.Inf(1)), arms(60, 60)},
		{"claim.planning_sd", planned(3, -1), arms(60, 60)},
		{"claim.control_risk", lowers(1), arms(60, 60)},
		{"claim.rrr", with(func(c *rules.SampleSizeClaim) { c.RRR = just(25.0) }), arms(60, 60)},
		{"claim.tolerable_risk", with(func(c *rules.SampleSizeClaim) { c.TolerableRisk = just(0.0) }), arms(60, 60)},
		{"facts.n_experimental", aims(3), arms(-1, 60)},
		{"facts.n_control", aims(3), arms(60, -60)},
		{"facts.se", aims(3), observed(60, 60, 0)},
		{"facts.se", aims(3), observed(60, 60, math.NaN())},
		{"facts.se", aims(3), observed(60, 60, 1e-200)},
		{"facts.n_exposed", aims(3), rules.SampleSizeFacts{NExposed: just(-1)}},
		{"facts.n_exposed_one_year", aims(3), rules.SampleSizeFacts{NExposedOneYear: just(-1)}},
	} {
		_, err := rules.SampleSize(c.claim, c.facts)
		refusedAt(t, err, c.field)
	}
}

func TestMoreInformationNeverRatesSampleSizeWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.IntRange(0, 2000)
		positive := rapid.Float64Range(0.01, 50)
		share := rapid.Float64Range(0.01, 0.99)
		c := rules.SampleSizeClaim{
			Kind:    rapid.SampledFrom(appraisal.EffectKinds).Draw(t, "kind"),
			Horizon: rapid.SampledFrom(appraisal.Horizons).Draw(t, "horizon"),
			RRR:     just(share.Draw(t, "rrr")),
		}
		if rapid.Bool().Draw(t, "score") {
			c.MID, c.PlanningSD = just(positive.Draw(t, "mid")), just(positive.Draw(t, "sd"))
		} else {
			c.ControlRisk = just(share.Draw(t, "risk"))
		}
		f := arms(count.Draw(t, "e"), count.Draw(t, "c"))
		f.NExposed, f.NExposedOneYear = just(count.Draw(t, "exposed")), just(count.Draw(t, "for a year"))
		if rapid.Bool().Draw(t, "with se") {
			f.SE = just(positive.Draw(t, "se"))
		}
		rate := func(f rules.SampleSizeFacts) int {
			out, err := rules.SampleSize(c, f)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out)
			b, ok := badness[out.Rating]
			if !ok {
				t.Fatalf("rated %s", out.Rating)
			}
			return b
		}
		base := rate(f)
		more := rapid.IntRange(0, 500)
		for _, improve := range []func(*rules.SampleSizeFacts){
			func(g *rules.SampleSizeFacts) { g.NExperimental = just(*g.NExperimental + more.Draw(t, "more e")) },
			func(g *rules.SampleSizeFacts) { g.NControl = just(*g.NControl + more.Draw(t, "more c")) },
			func(g *rules.SampleSizeFacts) { g.NExposed = just(*g.NExposed + more.Draw(t, "more exposed")) },
			func(g *rules.SampleSizeFacts) { g.NExposedOneYear = just(*g.NExposedOneYear + more.Draw(t, "longer")) },
			func(g *rules.SampleSizeFacts) {
				if g.SE != nil {
					g.SE = just(*g.SE * share.Draw(t, "sharper"))
				}
			},
		} {
			g := f
			improve(&g)
			if rate(g) > base {
				t.Fatalf("%+v is worse than %+v", g, f)
			}
		}
		text, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var back rules.SampleSizeFacts
		if err := json.Unmarshal(text, &back); err != nil || rate(back) != base {
			t.Fatalf("after JSON: %+v, %v", back, err)
		}
	})
}
