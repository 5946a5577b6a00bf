package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
)

// dice draw the parts of random case files. Cases are JSON objects, so that what is nearly a case can be drawn too.
type dice struct{ *rand.Rand }

func diceOf(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 1))} }

func (d dice) one(in int) bool { return d.IntN(in) == 0 }

func (d dice) any(of ...any) any { return of[d.IntN(len(of))] }

func (d dice) word(of ...string) any { return of[d.IntN(len(of))] }

// orNull is a word, or one time in four null.
func (d dice) orNull(of ...string) any {
	if d.one(4) {
		return nil
	}
	return d.word(of...)
}

func (d dice) between(low, high float64) float64 { return low + (high-low)*d.Float64() }

// maybe is a number, or one time in five null.
func (d dice) maybe(x any) any {
	if d.one(5) {
		return nil
	}
	return x
}

func (d dice) yes() bool { return d.one(2) }

var (
	domains   = []string{"blinding", "attrition", "sample-size", "follow-up"}
	kinds     = []string{"benefit", "harm", "no-difference", "no-better", "non-inferiority"}
	horizons  = []string{"rapid-hours", "rapid-days", "short", "sustained", "long", "at-day", "through-day", "by-day", "custom"}
	ratings   = []string{"low", "low", "some-concerns", "high", "high", "no-information", "not-extracted"}
	answers   = []string{"yes", "probably-yes", "probably-no", "no", "no-information"}
	distances = []string{"none", "none", "none", "some", "major"}
)

// rateCase draws a valid case of one domain.
func (d dice) rateCase(domain string) change {
	c := change{"domain": domain}
	switch domain {
	case "blinding":
		c["facts"] = d.blinding()
	case "attrition":
		c["facts"] = d.attrition()
	case "sample-size":
		c["claim"], c["facts"] = d.sample()
	default:
		c["claim"], c["facts"] = d.followUp()
	}
	if d.one(40) {
		c["facts"].(change)["not_extracted"] = true
	}
	return c
}

func (d dice) blinding() change {
	table := func() any {
		if d.one(3) {
			return nil
		}
		n := func() int { return d.IntN(1 + d.IntN(40)) }
		return guesses([3]int{n(), n(), n()}, [3]int{n(), n(), n()})
	}
	reported := []string{"yes", "yes", "no", "not-reported"}
	return change{
		"participants_blinded": d.orNull(reported...), "assessor_blinded": d.orNull(reported...),
		"outcome_kind": d.word("patient-reported", "clinician-rated", "clinician-rated", "objective"), "perceptible_effects": d.word("none", "subtle", "obvious"),
		"control": d.word("inert", "active", "open"), "rater_separated": d.orNull(reported...),
		"participant_guesses": table(), "assessor_guesses": d.any(nil, table()), "guess_timing": d.orNull("before", "after", "not-reported"),
		"likely_influenced": d.orNull(answers...), "deviations": d.orNull(answers...),
		"deviations_affected_outcome": d.orNull(answers...), "deviations_balanced": d.orNull(answers...),
	}
}

func (d dice) attrition() change {
	most := d.between(0.01, 1)
	arm := func() (randomised, observed int) {
		randomised = 1 + d.IntN(400)
		return randomised, randomised - int(d.between(0, most)*float64(randomised))
	}
	e, eSeen := arm()
	c, cSeen := arm()
	facts := change{
		"experimental": change{"randomised": e, "observed": eSeen}, "control": change{"randomised": c, "observed": cSeen}, "total": nil,
		"min_events_or_non_events": d.any(nil, nil, d.IntN(60)), "reasons": d.orNull("unrelated", "related-or-differing", "similar", "not-reported"),
		"analysis": d.orNull("mar-model", "locf", "completer", "mnar-sensitivity"), "robust": d.one(4),
	}
	switch d.IntN(10) {
	case 0:
		facts["experimental"] = d.any(nil, change{"randomised": nil, "observed": eSeen}, change{"randomised": e, "observed": nil})
	case 1, 2:
		facts["experimental"], facts["control"] = nil, nil
		facts["total"] = change{"randomised": e + c, "observed": d.maybe(eSeen + cSeen), "smallest_arm": min(e, c)}
	}
	return facts
}

func (d dice) sample() (claim, facts change) {
	claim = change{
		"kind": d.word(kinds...), "mid": nil, "planning_sd": nil, "control_risk": nil, "rrr": d.any(nil, d.between(0.05, 0.9)),
		"tolerable_risk": d.any(nil, d.between(0.001, 0.2)), "horizon": d.word(horizons...),
	}
	if d.yes() {
		claim["mid"], claim["planning_sd"] = d.between(0.1, 8), d.maybe(d.between(1, 20))
	} else {
		claim["control_risk"] = d.between(0.01, 0.99)
	}
	facts = change{
		"n_experimental": d.maybe(d.IntN(600)), "n_control": d.maybe(d.IntN(600)), "se": d.any(nil, d.between(0.05, 5)),
		"n_exposed": d.maybe(d.IntN(800)), "n_exposed_one_year": d.any(nil, d.IntN(200)),
	}
	return claim, facts
}

func (d dice) followUp() (claim, facts change) {
	some := d.between(0, 200)
	claim = change{
		"kind": d.word(kinds...), "horizon": d.word(horizons...), "horizon_days": d.between(0.1, 400),
		"custom_low_days": some + d.between(0.1, 200), "custom_some_days": some,
	}
	day := func() any {
		return d.maybe(d.any(0, 1, 7, 14, 28, 42, 84, 182, 364, d.between(0, 10), d.between(0, 500)))
	}
	facts = change{
		"first_assessment_day": day(), "result_day": day(), "last_controlled_day": day(), "last_any_day": day(),
		"randomised_withdrawal": d.one(4), "crossover_before_horizon": d.one(4), "carry_over_excluded": d.yes(),
	}
	return claim, facts
}

// judgeCase draws a valid claim over up to twelve trials with numbers near the thresholds. One in six has directions only.
func (d dice) judgeCase() change {
	kind := d.word(append(slices.Clone(kinds), "benefit", "not-shown")...)
	c := change{
		"kind": kind, "positive_kind": d.word(kinds...), "assertiveness": d.word("hedged", "plain", "emphatic"),
		"magnitude": d.word("any", "important", "large"), "horizon": d.word(horizons...), "mid": d.between(1, 4), "large": nil,
		"margin": d.between(1, 4), "ois": d.any(350, d.between(20, 3000)),
		"publication_bias_suspected": d.one(8), "other_bias_considered": !d.one(4), "search_stated": !d.one(4),
	}
	if d.one(4) {
		c["large"] = d.between(2, 9)
	}
	if kind == "benefit" && d.one(6) {
		c["magnitude"], c["mid"] = "any", nil
	}
	counted, centre, spread := d.one(6), d.between(-6, 8), d.between(0, 5)
	trials := []any{}
	for i := range d.IntN(13) {
		x := change{
			"name": "Trial " + strconv.Itoa(i), "estimate": centre + d.between(-spread, spread), "se": d.between(0.3, 3), "n": d.maybe(1 + d.IntN(400)),
			"blinding": d.word(ratings...), "attrition": d.word(ratings...), "sample_size": d.word(ratings...), "follow_up": d.word(ratings...),
			"pico": d.word(distances...), "bias_direction": d.orNull("towards-experimental", "towards-control", "unclear"),
			"other_bias": d.any(nil, nil, nil, d.word(ratings...)), "p_two_sided": nil, "direction": nil,
		}
		switch {
		case counted:
			x["estimate"], x["se"], x["direction"], x["p_two_sided"] = nil, nil, d.word("favours", "favours", "against", "none"), d.any(nil, 0.01, 0.2)
		case d.one(12):
			x["estimate"], x["se"], x["direction"] = nil, nil, d.orNull("favours", "against")
		case d.one(12):
			x["se"], x["p_two_sided"] = nil, d.between(0.0001, 0.99)
		}
		trials = append(trials, x)
	}
	return change{"claim": c, "options": change{"direction_of_bias": d.any(nil, true, false)}, "trials": trials}
}

// oddities stand where a case has something else: most make it no case, all must be answered.
var oddities = []any{
	nil, "", "yes", "high", true, false, 0, -1, 1, 0.5, 1e-300, 1e-30, 1e-12, 1e12, 1e30, 1e300, 1.7e308, -1e300, 1 << 53, "not-extracted",
	[]any{}, change{}, []any{nil}, "NaN", "‽",
}

// spoil puts an oddity in the place of up to three members anywhere in a case, or takes the members away.
func (d dice) spoil(c change) change {
	for range 1 + d.IntN(3) {
		d.spoilOnce(c)
	}
	return c
}

func (d dice) spoilOnce(c change) {
	names := make([]string, 0, len(c))
	for name := range c {
		names = append(names, name)
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	name := names[d.IntN(len(names))]
	switch v := c[name].(type) {
	case change:
		if !d.one(20) {
			d.spoilOnce(v)
			return
		}
	case []any:
		if len(v) > 0 && !d.one(20) {
			if x, ok := v[d.IntN(len(v))].(change); ok {
				d.spoilOnce(x)
				return
			}
		}
	}
	switch d.IntN(8) {
	case 0:
		delete(c, name)
	case 1:
		c[name+"s"] = c[name]
	default:
		c[name] = d.any(oddities...)
	}
}
