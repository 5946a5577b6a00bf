package whatif

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// This file says in a few words what a claim asserts and what a trial did.

// partPrefixes begin the sentences of a note on how far a trial is from the claim.
var partPrefixes = map[Part]string{
	PartPopulation: "Population:", PartIntervention: "Intervention:", PartComparator: "Comparator:", PartOutcome: "Outcome:",
}

// partOff says how a trial is off in one part of the question; empty where it is not. A distance whose note names no
// part may be in any of them: then named is false.
func partOff(p Part, r rules.Row) (differs string, named bool) {
	if r.PICO == "" || r.PICO == appraisal.PICONone {
		return "", false
	}
	if l := r.Linked.Link.PICO; l == "" || l == appraisal.PICONone { // only the rule for randomised withdrawal says so
		if p == PartPopulation {
			return "those who had responded to the treatment", true
		}
		return "", true
	}
	note := r.Linked.Link.PICONote
	var said []string
	any := false
	for _, prefix := range partPrefixes {
		any = any || strings.Contains(note, prefix)
	}
	if !any {
		if note == "" {
			note = "at some distance from the claim's question"
		}
		return strings.TrimSuffix(note, "."), false
	}
	for _, s := range strings.SplitAfter(note, ".") {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(s), partPrefixes[p]); ok {
			said = append(said, strings.TrimSuffix(strings.TrimSpace(rest), "."))
		}
	}
	if len(said) == 0 && strings.Contains(note, partPrefixes[p]) { // the part stands in the middle of a sentence
		_, rest, _ := strings.Cut(note, partPrefixes[p])
		said = append(said, strings.TrimSuffix(strings.TrimSpace(rest), "."))
	}
	return strings.Join(said, "; "), true
}

const notRecorded = "not recorded"

// didOf is what a trial did in one part of the question.
func didOf(p Part, r rules.Row) string {
	f, res := r.Linked.Trial.Facts, r.Result.Facts
	text := ""
	switch p {
	case PartPopulation:
		text = f.Text(appraisal.FieldPopulation)
	case PartIntervention, PartComparator:
		field := appraisal.FieldIntervention
		if (p == PartComparator) != r.Linked.Link.Reversed { // a reversed link compares the other way round
			field = appraisal.FieldComparator
		}
		text = f.Text(field)
	case PartOutcome:
		text = res.Text(appraisal.FieldOutcome)
		if s := res.Text(appraisal.FieldInstrument); s != "" && !strings.Contains(text, s) {
			text = strings.TrimPrefix(text+", "+s, ", ")
		}
	}
	if text == "" {
		return notRecorded
	}
	return short(text)
}

// longestDid is how long a cell of the ledger may be, in characters.
const longestDid = 96

// short keeps the beginning of a text: what stands before a semicolon, and no more than fits a cell.
func short(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ";")
	r := []rune(s)
	if len(r) <= longestDid {
		return s
	}
	cut := string(r[:longestDid])
	if i := strings.LastIndex(cut, " "); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,:(") + " …"
}

// timesOf says when a trial read the outcome, and how long it compared.
func timesOf(r rules.Row) string {
	f := r.Result.Facts
	var parts []string
	if d := f.Number(appraisal.FieldDay); d != nil {
		parts = append(parts, "read "+onDay(*d))
	}
	last := f.Number(appraisal.FieldLastControlled)
	if last == nil {
		last = r.Linked.Trial.Facts.Number(appraisal.FieldControlled)
	}
	if last != nil {
		parts = append(parts, "compared up to "+dayOrTime(*last))
	}
	if len(parts) == 0 {
		return notRecorded
	}
	return strings.Join(parts, ", ")
}

// onDay is when something was read: on a day or, within the first, after hours or minutes.
func onDay(days float64) string {
	if s := rules.ClockWords(days); s != "" {
		return "after " + s
	}
	return "on day " + figure(days)
}

func dayOrTime(days float64) string {
	if s := rules.ClockWords(days); s != "" {
		return s
	}
	return "day " + figure(days)
}

// estimateOf is what a trial found, so turned that + favours the claim.
func estimateOf(e appraisal.Effect, r rules.Row) string {
	if r.Estimate == nil {
		switch r.Direction {
		case appraisal.Favours:
			return "points for the claim, no estimate"
		case appraisal.Against:
			return "points against the claim, no estimate"
		case appraisal.Neither:
			return "points neither way, no estimate"
		}
		return notRecorded
	}
	if r.Low == nil || r.High == nil {
		return measured(*r.Estimate, rules.UnitWords(e))
	}
	if e.Measure.Ratio() {
		n := figures(math.Exp(*r.Estimate), math.Exp(*r.Low), math.Exp(*r.High))
		pair := n[0] + " (" + n[1] + " to " + n[2] + ")"
		switch e.Measure {
		case appraisal.OddsRatio:
			return fmt.Sprintf("odds ratio %s", pair)
		case appraisal.RiskRatio:
			return fmt.Sprintf("risk ratio %s", pair)
		}
		return fmt.Sprintf("hazard ratio %s", pair)
	}
	n := figures(*r.Estimate, *r.Low, *r.High)
	return n[0] + " (" + n[1] + " to " + n[2] + ")" + rules.UnitWords(e)
}

// measured is a figure with its unit: 1 point, 2 points. Ratios, which are pooled as logarithms, are said as ratios.
func measured(x float64, unit string) string {
	s := figure(x)
	_, scale, _ := strings.Cut(unit, "(")
	switch appraisal.Measure(strings.ReplaceAll(strings.TrimSuffix(scale, ")"), " ", "-")) {
	case appraisal.OddsRatio:
		return fmt.Sprintf("an odds ratio of %s", figure(math.Exp(x)))
	case appraisal.RiskRatio:
		return fmt.Sprintf("a risk ratio of %s", figure(math.Exp(x)))
	case appraisal.HazardRatio:
		return fmt.Sprintf("a hazard ratio of %s", figure(math.Exp(x)))
	}
	if s == "1" || s == "−1" {
		for _, many := range []string{"points", "units", "deviations"} {
			unit = strings.Replace(unit, many, strings.TrimSuffix(many, "s"), 1)
		}
	}
	return s + unit
}

// soundnessOf names the ratings of a trial that do not depend on what the claim says.
func soundnessOf(r rules.Row) string {
	word := func(d appraisal.Domain) string { return strings.ReplaceAll(string(r.Domains[d].Rating), "-", " ") }
	s := "blinding " + word(appraisal.Blinding) + ", attrition " + word(appraisal.Attrition)
	if r.N != nil {
		s += ", " + strconv.Itoa(*r.N) + " people"
	}
	return s
}

// figure prints a number with two decimals at most.
func figure(x float64) string {
	s := strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64)
	if s == "-0" {
		s = "0"
	}
	return strings.Replace(s, "-", "−", 1)
}

// figures are figures that stand together, with equally many decimals.
func figures(xs ...float64) []string {
	out, decimals := make([]string, len(xs)), 0
	for _, x := range xs {
		if _, fraction, ok := strings.Cut(figure(x), "."); ok {
			decimals = max(decimals, len(fraction))
		}
	}
	for i, x := range xs {
		out[i] = figure(x)
		_, fraction, ok := strings.Cut(out[i], ".")
		if !ok && decimals > 0 {
			out[i] += "."
		}
		out[i] += strings.Repeat("0", decimals-len(fraction))
	}
	return out
}

func minus(n int) string { return "−" + strconv.Itoa(n) }

func orNotSaid(s string) string {
	if strings.TrimSpace(s) == "" {
		return "not said"
	}
	return s
}

// sizeSays is the effect and the size that a claim asserts.
func sizeSays(e appraisal.Effect, set *appraisal.Thresholds) string {
	from := func(x *float64, factor float64) string {
		if x == nil {
			return ""
		}
		return fmt.Sprintf(" (from %s)", measured(*x*factor, rules.UnitWords(e)))
	}
	what, large := "an effect", "a large effect"
	if e.Kind == appraisal.Harm {
		what, large = "a harm", "a large harm"
	}
	switch e.Kind {
	case appraisal.NoDifference:
		return "no difference that matters" + from(e.MID, 1)
	case appraisal.NoBetter:
		return "no benefit that matters" + from(e.MID, 1)
	case appraisal.NonInferiority:
		margin := e.Margin
		if margin == nil {
			margin = e.MID
		}
		return "not worse by more than the margin" + from(margin, 1)
	}
	switch e.Magnitude {
	case appraisal.Important:
		return what + " large enough to matter" + from(e.MID, 1)
	case appraisal.Large:
		if e.LargeSize != nil {
			return large + from(e.LargeSize, 1)
		}
		return large + from(e.MID, set.LargeFactor)
	}
	return what + " of any size"
}

func strengthSays(a appraisal.Assertiveness) string {
	return string(a) + ": asks for " + certaintySays[asked(a)] + " certainty"
}

var certaintySays = [...]string{"", "Very low", "Low", "Moderate", "High"}

// asked is the level of certainty that a wording asks for.
func asked(a appraisal.Assertiveness) int {
	switch a {
	case appraisal.Emphatic:
		return 4
	case appraisal.Plain:
		return 3
	}
	return 2
}

func levelOf(c appraisal.Certainty) int {
	switch c {
	case appraisal.CertaintyHigh:
		return 4
	case appraisal.CertaintyModerate:
		return 3
	case appraisal.CertaintyLow:
		return 2
	}
	return 1
}

// matchOf reads a component of the rules.
func matchOf(component string) Match {
	switch component {
	case "MET":
		return Met
	case "NOT", "UNTESTED":
		return NotMet
	}
	return Partly
}

func componentWords(component string) string {
	switch component {
	case "MET":
		return "met"
	case "PARTIAL":
		return "partly met"
	case "NOT":
		return "not met"
	}
	return strings.ToLower(component)
}

// horizonSays is the time that a claim speaks of.
func horizonSays(e appraisal.Effect) string {
	day := ""
	if e.HorizonDays != nil {
		day = spell(*e.HorizonDays)
	}
	switch e.Horizon {
	case appraisal.RapidHours:
		return "within hours"
	case appraisal.RapidDays:
		return "within days"
	case appraisal.Short:
		return "in the short term (weeks)"
	case appraisal.Sustained:
		return "over months"
	case appraisal.Long:
		return "over a year"
	case appraisal.AtDay:
		return "after " + day
	case appraisal.ThroughDay:
		return "for up to " + day
	case appraisal.ByDay:
		return "within " + day
	case appraisal.Custom:
		if e.CustomLowDays != nil {
			return "for at least " + spell(*e.CustomLowDays)
		}
	}
	return "no time stated"
}

// spell prints a time in the unit a reader thinks in.
func spell(days float64) string {
	unit := func(x float64, one string) string {
		s := strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
		if s == "1" {
			return "1 " + one
		}
		return s + " " + one + "s"
	}
	switch {
	case rules.ClockWords(days) != "":
		return rules.ClockWords(days)
	case days <= 31:
		return unit(days, "day")
	case days < 364:
		return unit(days/7, "week")
	}
	return unit(days/365.25, "year")
}
