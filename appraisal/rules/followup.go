package rules

import (
	"math"
	"strconv"

	"claimgrade/appraisal"
)

// The rules of FOLLOW-UP (methods 10.4 and 0.10). F-1 to F-3 rate claims about onset, F-4 to F-7 claims about duration,
// F-10 to F-12 claims that state a time.
const (
	F0  ID = "F-0"
	F1  ID = "F-1"
	F2  ID = "F-2"
	F3  ID = "F-3"
	F4  ID = "F-4"
	F5  ID = "F-5"
	F6  ID = "F-6"
	F7  ID = "F-7"
	F8  ID = "F-8"
	F9  ID = "F-9"
	F10 ID = "F-10"
	F11 ID = "F-11"
	F12 ID = "F-12"
)

const (
	onsetSource    = "McIntyre (rapid: within one to two weeks); convention"
	durationSource = "Möller 2011 (six months part relapse from recurrence); ICH E1 (long-term: beyond six months); Newcastle–Ottawa Scale (the reviewer chooses a custom period); convention"
)

var followUpRules = []Rule{
	{F0, "The time that the rating needs is missing: No information where the report does not say, not extracted where nobody has looked.", convention},
	{F1, "The first controlled reading comes early enough for the claimed onset, within 1 day (hours) or 7 days (days): Low.", onsetSource},
	{F2, "The first controlled reading comes late for the claimed onset, within 7 days (hours) or 14 days (days): Some concerns.", onsetSource},
	{F3, "The first controlled reading comes too late for the claimed onset: High.", onsetSource},
	{F4, "The last controlled reading comes late enough for the claimed duration, at 42 days (short), 182 (sustained), 364 (long) or the custom bound: Low.", durationSource},
	{F5, "The last controlled reading covers a part of the claimed duration, 28 days (short), 84 (sustained), 182 (long) or the custom bound: Some concerns.", durationSource},
	{F6, "A claim about harm whose controlled readings are too short or missing, but people were followed for the whole duration without a control: Some concerns.", convention},
	{F7, "The last controlled reading comes too early for the claimed duration: High.", durationSource},
	{F8, "Randomised withdrawal tests whether an effect lasts in those who responded: rated as any other trial, but the population is enriched.", "Borges 2014; convention"},
	{F9, "Participants crossed over before the horizon: the controlled comparison ends with the first period, unless carry-over is excluded.", convention},
	{F10, "The claim names a day, and the result used was read at 90 % of it or later: Low; at half of it or later: Some concerns; else High.", convention},
	{F11, "The claim says the effect lasts until a day, and a controlled reading comes then or later: Low; at half of it or later: Some concerns; else High.", convention},
	{F12, "The claim says the effect is there by a day, and the first controlled reading comes by then: Low; by twice that: Some concerns; else High.", convention},
}

// bounds are the days that part Low from Some concerns, and that from High.
type bounds struct{ low, some float64 }

// presetBounds are those of a horizon that names no day: upper ones for an onset, lower ones for a duration.
func presetBounds(h appraisal.Horizon, t *appraisal.Thresholds) (b bounds, onset, ok bool) {
	switch h {
	case appraisal.RapidHours:
		return bounds{t.HoursLow, t.HoursSome}, true, true
	case appraisal.RapidDays:
		return bounds{t.DaysLow, t.DaysSome}, true, true
	case appraisal.Short:
		return bounds{t.ShortLow, t.ShortSome}, false, true
	case appraisal.Sustained:
		return bounds{t.SustainedLow, t.SustainedSome}, false, true
	case appraisal.Long:
		return bounds{t.LongLow, t.LongSome}, false, true
	}
	return bounds{}, false, false
}

// FollowUp rates whether a trial compared its arms early enough, or long enough, for what the claim says. It refuses
// unknown words, days below 0, a claim without kind or horizon, and a horizon without its days.
func FollowUp(c FollowUpClaim, f FollowUpFacts) (DomainOutcome, error) {
	return rateFollowUp(c, f, false)
}

// rateFollowUp rates; a quiet rating has neither trace nor figures.
func rateFollowUp(c FollowUpClaim, f FollowUpFacts, quiet bool) (DomainOutcome, error) {
	if err := checkFollowUp(c, f); err != nil {
		return DomainOutcome{}, err
	}
	o := followCase{claim: c, facts: f, out: DomainOutcome{Figures: noFigures(quiet, "covered_share")}, tr: newTrace(c.Thresholds, quiet)}
	if f.NotExtracted {
		o.rate(appraisal.NotExtracted, F0, "Nobody has extracted when the outcome was read")
		o.out.Trace = o.tr.lines
		return o.out, nil
	}
	o.design()
	t := c.Thresholds.OrDefault()
	preset, _, _ := presetBounds(c.Horizon, t)
	switch c.Horizon {
	case appraisal.RapidHours, appraisal.RapidDays:
		o.onset(preset, [3]ID{F1, F2, F3})
	case appraisal.ByDay:
		o.onset(bounds{*c.HorizonDays, t.LateFactor * *c.HorizonDays}, [3]ID{F12, F12, F12})
	case appraisal.AtDay:
		o.duration(reading{f.ResultDay, "the result used", bounds{t.NearTime * *c.HorizonDays, t.PartTime * *c.HorizonDays}}, [3]ID{F10, F10, F10})
	case appraisal.ThroughDay:
		o.duration(reading{f.LastControlledDay, "the last controlled reading", bounds{*c.HorizonDays, t.PartTime * *c.HorizonDays}}, [3]ID{F11, F11, F11})
	case appraisal.Custom:
		o.duration(reading{f.LastControlledDay, "the last controlled reading", bounds{*c.CustomLowDays, *c.CustomSomeDays}}, [3]ID{F4, F5, F7})
	default:
		o.duration(reading{f.LastControlledDay, "the last controlled reading", preset}, [3]ID{F4, F5, F7})
	}
	o.out.Trace = o.tr.lines
	return o.out, nil
}

func checkFollowUp(c FollowUpClaim, f FollowUpFacts) error {
	var in inputs
	in.word("claim.kind", "what a claim asserts", string(c.Kind), words(appraisal.EffectKinds))
	in.required("claim.kind", c.Kind != "", "The claim has no kind. Say what it asserts, such as benefit or harm.")
	in.word("claim.horizon", "a horizon", string(c.Horizon), words(appraisal.Horizons))
	in.required("claim.horizon", c.Horizon != "", "The claim has no horizon. Say for which time it speaks.")
	in.positive("claim.horizon_days", "The day of the horizon", c.HorizonDays)
	in.days("claim.horizon_days", "The day of the horizon", c.HorizonDays)
	in.positive("claim.custom_low_days", "The custom bound for Low", c.CustomLowDays)
	in.days("claim.custom_low_days", "The custom bound for Low", c.CustomLowDays)
	in.days("claim.custom_some_days", "The custom bound for Some concerns", c.CustomSomeDays)
	switch c.Horizon {
	case appraisal.AtDay, appraisal.ThroughDay, appraisal.ByDay:
		in.required("claim.horizon_days", c.HorizonDays != nil, "The horizon names a day, but no day is given. Give it in days from the first dose.")
	case appraisal.Custom:
		in.required("claim.custom_low_days", c.CustomLowDays != nil, "A custom horizon needs both bounds, in days. The one for Low is missing.")
		in.required("claim.custom_some_days", c.CustomSomeDays != nil, "A custom horizon needs both bounds, in days. The one for Some concerns is missing.")
		if in.err == nil && *c.CustomSomeDays > *c.CustomLowDays {
			in.refuse("claim.custom_some_days", "The bound for Some concerns, %v days, is later than the one for Low, %v.", *c.CustomSomeDays, *c.CustomLowDays)
		}
	}
	in.days("facts.first_assessment_day", "The first controlled reading", f.FirstAssessmentDay)
	in.days("facts.result_day", "The day of the result", f.ResultDay)
	in.days("facts.last_controlled_day", "The last controlled reading", f.LastControlledDay)
	in.days("facts.last_any_day", "The last reading of any kind", f.LastAnyDay)
	return in.err
}

// followCase is one rating of follow-up in the making.
type followCase struct {
	claim FollowUpClaim
	facts FollowUpFacts
	out   DomainOutcome
	tr    trace
}

func (o *followCase) say(id ID, text string) { o.tr.say(id, "%s", text) }

func (o *followCase) rate(r appraisal.Rating, id ID, why string) {
	o.out.Rating, o.out.Rule = r, id
	o.say(id, why+". "+RatingWord(r)+".")
}

// covers keeps the share of the claimed time that a reading covers.
func (o *followCase) covers(share float64) {
	if !o.tr.quiet {
		o.out.Figures["covered_share"] = share
	}
}

// design notes what the trial's design does to the times.
func (o *followCase) design() {
	if o.facts.CrossoverBeforeHorizon && o.facts.CarryOverExcluded {
		o.say(F9, "Participants crossed over before the horizon, but carry-over is excluded: later periods count as controlled.")
	} else if o.facts.CrossoverBeforeHorizon {
		o.say(F9, "Participants crossed over before the horizon: the last controlled reading is taken as the end of the first period.")
	}
	if o.facts.RandomisedWithdrawal && o.claim.Horizon == appraisal.Sustained {
		o.say(F8, "Randomised withdrawal of responders: rated from the last controlled reading; the population differs from the claim's at least in part.")
	}
}

// onset rates how early the first controlled reading comes. ids name the rules for Low, Some concerns and High.
func (o *followCase) onset(b bounds, ids [3]ID) {
	first := o.facts.FirstAssessmentDay
	if first == nil {
		o.rate(appraisal.NoInformation, F0, "When the outcome was first read under control is not reported")
		return
	}
	covered := 1.0
	if above(*first, b.low) {
		covered = b.low / *first
	}
	o.covers(covered)
	said := "First controlled reading at " + dayWord(*first) + "; the claim needs one by " + dayWord(b.low)
	switch {
	case atMost(*first, b.low):
		o.rate(appraisal.Low, ids[0], said)
	case atMost(*first, b.some):
		o.rate(appraisal.SomeConcerns, ids[1], said+", "+dayWord(b.some)+" still tells something")
	default:
		o.rate(appraisal.High, ids[2], said+", or by "+dayWord(b.some)+" for a part of it")
	}
}

// reading is a time with the bounds it is held against.
type reading struct {
	day    *float64
	name   string
	bounds bounds
}

// duration rates how late a reading comes. ids name the rules for Low, Some concerns and High.
func (o *followCase) duration(r reading, ids [3]ID) {
	if r.day != nil {
		o.covers(math.Min(1, *r.day/r.bounds.low))
		said := "Time of " + r.name + ": " + dayWord(*r.day) + "; the claim needs " + dayWord(r.bounds.low)
		switch {
		case atLeast(*r.day, r.bounds.low):
			o.rate(appraisal.Low, ids[0], said)
			return
		case atLeast(*r.day, r.bounds.some):
			o.rate(appraisal.SomeConcerns, ids[1], said+", a part of it is covered from "+dayWord(r.bounds.some)+" on")
			return
		}
	}
	later := o.facts.LastAnyDay
	if o.claim.Kind == appraisal.Harm && o.claim.Horizon != appraisal.AtDay && later != nil && atLeast(*later, r.bounds.low) {
		o.rate(appraisal.SomeConcerns, F6, "Controlled readings are too short or not reported, but people were followed to "+dayWord(*later)+" without a control; the claim about harm needs "+dayWord(r.bounds.low))
		return
	}
	if r.day == nil {
		o.rate(appraisal.NoInformation, F0, "The day of "+r.name+" is not reported")
		return
	}
	o.rate(appraisal.High, ids[2], "Time of "+r.name+": "+dayWord(*r.day)+"; the claim needs "+dayWord(r.bounds.low)+", or "+dayWord(r.bounds.some)+" for a part of it")
}

// dayWord is a time from the first dose as a reader says it: a day or, within the first, hours or minutes.
func dayWord(x float64) string {
	if s := ClockWords(x); s != "" {
		return s
	}
	return "day " + strconv.FormatFloat(math.Round(x*1000)/1000, 'f', -1, 64)
}

// ClockWords are hours, or minutes, for a time of less than a day; empty for a longer one, and for none.
func ClockWords(days float64) string {
	minutes := math.Round(days * 24 * 60)
	switch {
	case minutes < 1 || minutes >= 24*60:
		return ""
	case minutes < 60:
		return plural(int(minutes), "minute")
	case minutes == 60:
		return "1 hour"
	}
	return strconv.FormatFloat(math.Round(minutes/6)/10, 'f', -1, 64) + " hours"
}
