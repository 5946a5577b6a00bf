package appraisal

import (
	"math"
	"strconv"
	"strings"
)

// Misfit is a sentence about recorded values that do not fit together. Misfits are shown, never refused: the report
// itself may be wrong.
type Misfit struct {
	Subject string     // UID of the arm or result; empty for the trial itself
	Fields  []FieldKey // of that subject, the one to look at first in front; may be empty
	Text    string
}

// Misfits finds the values of a trial that do not fit together: of the trial first, then of its arms and results.
func Misfits(t Trial) []Misfit {
	w := &finder{}
	w.trial(t)
	for _, a := range t.Arms {
		w.subject = a.UID
		w.arm(a)
		w.percentages(a.Facts, OfArm)
	}
	for _, r := range t.Results {
		w.subject = r.UID
		w.result(t, r)
		w.percentages(r.Facts, OfResult)
	}
	return w.found
}

// Whose names the subject of a misfit as a reader knows it; empty for the trial itself.
func (m Misfit) Whose(t Trial) string {
	if a := t.Arm(m.Subject); a.UID != "" {
		return a.Name
	}
	r, _ := t.Result(m.Subject)
	return r.Name
}

// finder gathers the misfits of one subject after the other.
type finder struct {
	subject string
	found   []Misfit
}

func (w *finder) say(text string, fields ...FieldKey) {
	w.found = append(w.found, Misfit{Subject: w.subject, Fields: fields, Text: text})
}

// atMost tells of a recorded number that is above another.
func (w *finder) atMost(f Facts, small, large FieldKey) {
	x, y := f.Number(small), f.Number(large)
	if x != nil && y != nil && *x > *y {
		w.say(labelOf(small)+" ("+valueOf(small, *x)+") is more than "+lowerFirst(labelOf(large))+" ("+valueOf(large, *y)+").", small, large)
	}
}

// within tells of a number that is no share of 1.
func (w *finder) within(f Facts, k FieldKey, name string) {
	if x := f.Number(k); x != nil && (*x < 0 || *x > 1) {
		w.say("The "+name+" "+printed(*x)+" is not between 0 and 1.", k)
	}
}

// above tells of a number that is not above 0.
func (w *finder) above(f Facts, k FieldKey, name string) {
	if x := f.Number(k); x != nil && *x <= 0 {
		w.say(name+" must be above 0.", k)
	}
}

func (w *finder) trial(t Trial) {
	f := t.Facts
	w.atMost(f, FieldControlled, FieldTotalFollowUp)
	if y := f.Number(FieldYear); y != nil && (*y < 1900 || *y > 2100) {
		w.say("The year "+printed(*y)+" is no year of a trial.", FieldYear)
	}
	n, planned := f.Number(FieldNRandomised), f.Number(FieldPlannedN)
	if n != nil && planned != nil {
		of := printed(*n) + " of " + printed(*planned) + " were randomised."
		switch met := f.Text(FieldPlannedNMet); {
		case met == "yes" && *n < *planned:
			w.say("The planned number is said to be reached, but "+of, FieldPlannedNMet, FieldPlannedN, FieldNRandomised)
		case met == "no" && *n >= *planned:
			w.say("The planned number is said not to be reached, but "+of, FieldPlannedNMet, FieldPlannedN, FieldNRandomised)
		}
	}
	alone := false // one arm alone is too large; then the sum says nothing more
	for _, a := range t.Arms {
		if x := a.Facts.Number(FieldArmRandomised); x != nil && n != nil && *x > *n {
			alone = true
			w.say(printed(*x)+" were randomised to “"+a.Name+"”, more than in the whole trial ("+printed(*n)+").", FieldNRandomised)
		}
	}
	if sum, ok := SumOfArms(t, FieldArmRandomised); ok && n != nil && sum != *n && !alone {
		w.say("The arms add up to "+printed(sum)+" randomised, the trial to "+printed(*n)+".", FieldNRandomised)
	}
	w.percentages(f, OfTrial)
}

// SumOfArms adds a number of the arms of a trial whose arms divide its participants and all have that number.
func SumOfArms(t Trial, k FieldKey) (sum float64, ok bool) {
	if len(t.Arms) < 2 || t.Facts.Text(FieldDesign) != "parallel" {
		return 0, false
	}
	for _, a := range t.Arms {
		n := a.Facts.Number(k)
		if n == nil || a.Role == "both" || a.Role == "other" {
			return 0, false
		}
		sum += *n
	}
	return sum, true
}

// guessers are the three counts of those who were asked what was given.
var guessers = []struct {
	name   string
	fields []FieldKey
}{
	{"participants", []FieldKey{FieldGuessCorrect, FieldGuessWrong, FieldGuessDontKnow}},
	{"assessors", []FieldKey{FieldRaterCorrect, FieldRaterWrong, FieldRaterDontKnow}},
}

func (w *finder) arm(a Arm) {
	f := a.Facts
	for _, k := range []FieldKey{FieldArmTreated, FieldArmCompleted, FieldArmAnalysed} {
		w.atMost(f, k, FieldArmRandomised)
	}
	w.atMost(f, FieldArmCompleted, FieldArmTreated)
	for _, who := range guessers {
		var sum float64
		for _, k := range who.fields {
			if x := f.Number(k); x != nil {
				sum += *x
			}
		}
		guesses := "The guesses of " + who.name + " add up to " + printed(sum)
		n, analysed := f.Number(FieldArmRandomised), f.Number(FieldArmAnalysed)
		switch {
		case n != nil && sum > *n:
			w.say(guesses+", but "+printed(*n)+" were randomised.", append(who.fields[:3:3], FieldArmRandomised)...)
		case analysed != nil && sum > *analysed:
			w.say(guesses+", but "+printed(*analysed)+" were analysed.", append(who.fields[:3:3], FieldArmAnalysed)...)
		}
	}
}

func (w *finder) result(t Trial, r Result) {
	f := r.Facts
	if r.ExperimentalUID != "" && r.ExperimentalUID == r.ControlUID && t.Arm(r.ControlUID).Role != "both" {
		w.say("The result compares an arm with itself.")
	}
	for _, p := range [][2]FieldKey{
		{FieldObsExp, FieldRandExp}, {FieldObsCtl, FieldRandCtl}, {FieldObsTotal, FieldRandTotal},
		{FieldNExp, FieldRandExp}, {FieldNCtl, FieldRandCtl}, {FieldNTotal, FieldRandTotal},
		{FieldEventsExp, FieldNExp}, {FieldEventsCtl, FieldNCtl},
		{FieldFirstDay, FieldLastControlled}, {FieldFirstDay, FieldLastAny}, {FieldLastControlled, FieldLastAny},
		{FieldDay, FieldLastAny}, {FieldCILow, FieldCIHigh},
	} {
		w.atMost(f, p[0], p[1])
	}
	w.armOf(t.Arm(r.ExperimentalUID), f, FieldRandExp)
	w.armOf(t.Arm(r.ControlUID), f, FieldRandCtl)
	w.sum(f, [3]FieldKey{FieldNExp, FieldNCtl, FieldNTotal}, "Analysed")
	w.sum(f, [3]FieldKey{FieldRandExp, FieldRandCtl, FieldRandTotal}, "Randomised")
	w.sum(f, [3]FieldKey{FieldObsExp, FieldObsCtl, FieldObsTotal}, "Observed")
	w.estimate(f)
}

// armOf tells of a result that has another number randomised to an arm than the arm itself.
func (w *finder) armOf(a Arm, f Facts, k FieldKey) {
	here, there := f.Number(k), a.Facts.Number(FieldArmRandomised)
	if here != nil && there != nil && *here > *there && a.Role != "both" {
		w.say(labelOf(k)+" ("+printed(*here)+") is more than were randomised to “"+a.Name+"” ("+printed(*there)+").", k)
	}
}

// sum tells of two arms that make no total: neither together, nor each the total as in a crossover.
func (w *finder) sum(f Facts, k [3]FieldKey, name string) {
	e, c, n := f.Number(k[0]), f.Number(k[1]), f.Number(k[2])
	if e != nil && c != nil && n != nil && (*n > *e+*c || *n < max(*e, *c)) {
		w.say(name+": "+printed(*e)+" and "+printed(*c)+" do not make "+printed(*n)+" in total.", k[2], k[0], k[1])
	}
}

func (w *finder) estimate(f Facts) {
	x, low, high := f.Number(FieldEstimate), f.Number(FieldCILow), f.Number(FieldCIHigh)
	measure := Measure(f.Text(FieldMeasure))
	if x != nil && low != nil && high != nil && *low <= *high && (*x < *low || *x > *high) {
		w.say("The estimate "+printed(*x)+" lies outside its interval, "+printed(*low)+" to "+printed(*high)+".", FieldEstimate, FieldCILow, FieldCIHigh)
	}
	if measure.Ratio() {
		var below []FieldKey
		for _, k := range []FieldKey{FieldEstimate, FieldCILow, FieldCIHigh} {
			if y := f.Number(k); y != nil && *y <= 0 {
				below = append(below, k)
			}
		}
		if below != nil {
			w.say("A ratio and its interval must be above 0. Enter them as printed, not as logarithms.", below...)
		}
	}
	w.above(f, FieldSE, "The standard error")
	w.above(f, FieldSDExp, labelOf(FieldSDExp))
	w.above(f, FieldSDCtl, labelOf(FieldSDCtl))
	w.within(f, FieldPTwoSided, "p value")
	w.within(f, FieldICC, "intracluster correlation")
	if !measure.Comparative() {
		return
	}
	w.direction(f, measure)
	w.significance(f, measure)
	w.means(f, measure)
}

// null is the value of a measure that shows no difference.
func (m Measure) null() float64 {
	if m.Ratio() {
		return 1
	}
	return 0
}

// direction tells of an estimate whose sign contradicts the direction in words.
func (w *finder) direction(f Facts, m Measure) {
	x, better, said := f.Number(FieldEstimate), f.Text(FieldBetter), f.Text(FieldDirection)
	if x == nil || better == "" || *x == m.null() || math.IsNaN(*x) {
		return
	}
	good := (*x < m.null()) == (better == "lower")
	if good && said == "favours-control" || !good && said == "favours-experimental" {
		arm := strings.TrimPrefix(said, "favours-")
		w.say("The estimate "+printed(*x)+" says the opposite of the direction “Favours the "+arm+" arm”. Look at its sign and at what is better for the patient.",
			FieldEstimate, FieldDirection, FieldBetter)
	}
}

// means tells of a difference whose sign is the opposite of that of the two means behind it.
func (w *finder) means(f Facts, m Measure) {
	x, e, c := f.Number(FieldEstimate), f.Number(FieldMeanExp), f.Number(FieldMeanCtl)
	if m != MeanDifference && m != StdDifference || x == nil || e == nil || c == nil {
		return
	}
	if d := *e - *c; d**x < 0 {
		w.say("The estimate "+printed(*x)+" has the opposite sign of the means' difference, "+printed(*e)+" minus "+printed(*c)+".", FieldEstimate, FieldMeanExp, FieldMeanCtl)
	}
}

// clearlyApart is how far p must be from 0.05 before it is held against an interval: rounding, and t beside normal
// distributions, move values near the line to either side.
const (
	clearlyBelow = 0.045
	clearlyAbove = 0.055
)

// significance tells of a p value and a 95 % interval that disagree on whether there is a difference.
func (w *finder) significance(f Facts, m Measure) {
	low, high := f.Number(FieldCILow), f.Number(FieldCIHigh)
	if low == nil || high == nil || *low > *high {
		return
	}
	k, text := FieldPTwoSided, f.Text(FieldPTwoSided)
	below, above := false, false
	if p := f.Number(FieldPTwoSided); p != nil {
		below, above = *p < clearlyBelow, *p > clearlyAbove
	} else {
		k, text = FieldP, f.Text(FieldP)
		below, above = sides(text)
	}
	holds, excludes := *low < m.null() && m.null() < *high, *low > m.null() || *high < m.null()
	interval := "the interval " + printed(*low) + " to " + printed(*high)
	switch {
	case below && holds:
		w.say("p ("+text+") says that there is a difference, "+interval+" that there may be none. One of them may be one-sided, adjusted, or of another comparison.", k, FieldCILow, FieldCIHigh)
	case above && excludes:
		w.say("p ("+text+") says that there may be no difference, "+interval+" that there is one. One of them may be adjusted, or of another comparison.", k, FieldCILow, FieldCIHigh)
	}
}

// sides reads a p value as it is printed: clearly below 0.05, clearly above it, or neither. Only the plain forms are
// read: "0.002", "= 0.03", "< .001", "> 0.1".
func sides(p string) (below, above bool) {
	s := strings.ReplaceAll(strings.ToLower(p), " ", "")
	s = strings.TrimPrefix(s, "p")
	sign := "="
	for _, c := range []string{"<", ">", "="} {
		if strings.HasPrefix(s, c) {
			sign, s = c, s[len(c):]
			break
		}
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || x < 0 || x > 1 {
		return false, false
	}
	return sign != ">" && x < clearlyBelow, sign != "<" && x > clearlyAbove
}

func labelOf(k FieldKey) string {
	f, _ := FieldOf(k)
	return f.Label
}

// valueOf is a number as a reader says it: a time with its unit, where that is another than days.
func valueOf(k FieldKey, x float64) string {
	if f, _ := FieldOf(k); f.Kind == DaysValue && x > 0 && x < 1 {
		return DaysText(x)
	}
	return printed(x)
}

// printed is a number with a proper minus and no more decimals than it has.
func printed(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), "-", "−", 1)
}

func lowerFirst(s string) string {
	if s == "" || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return string(s[0]|0x20) + s[1:]
}
