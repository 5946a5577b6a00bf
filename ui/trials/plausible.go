package trials

import (
	"math"
	"strconv"

	"claimgrade/appraisal"
	"claimgrade/ui/words"
)

// warning is a sentence about recorded values that do not fit together. They are shown, never refused: the report itself
// may be wrong.
type warning struct {
	subject string // uid of the arm or result; empty for the trial itself
	text    string
}

// warnings finds values that do not fit together.
func warnings(t appraisal.Trial) []warning {
	w := &finder{}
	w.trial(t)
	for _, a := range t.Arms {
		w.subject = a.UID
		w.arm(a)
	}
	for _, r := range t.Results {
		w.subject = r.UID
		w.result(t, r)
	}
	return w.found
}

// finder gathers the warnings of one subject after the other.
type finder struct {
	subject string
	found   []warning
}

func (w *finder) say(text string) { w.found = append(w.found, warning{w.subject, text}) }

// atMost warns if a recorded number is above another.
func (w *finder) atMost(f appraisal.Facts, small, large appraisal.FieldKey) {
	x, ok := number(f, small)
	y, known := number(f, large)
	if ok && known && x > y {
		w.say(label(small) + " (" + shown(x) + ") is more than " + lowerFirst(label(large)) + " (" + shown(y) + ").")
	}
}

func (w *finder) trial(t appraisal.Trial) {
	f := t.Facts
	w.atMost(f, appraisal.FieldControlled, appraisal.FieldTotalFollowUp)
	if y, ok := number(f, appraisal.FieldYear); ok && (y < 1900 || y > 2100) {
		w.say("The year " + shown(y) + " is no year of a trial.")
	}
	n, known := number(f, appraisal.FieldNRandomised)
	planned, plan := number(f, appraisal.FieldPlannedN)
	if known && plan {
		switch met := f.Text(appraisal.FieldPlannedNMet); {
		case met == "yes" && n < planned:
			w.say("The planned number is said to be reached, but " + shown(n) + " of " + shown(planned) + " were randomised.")
		case met == "no" && n >= planned:
			w.say("The planned number is said not to be reached, but " + shown(n) + " of " + shown(planned) + " were randomised.")
		}
	}
	if sum, ok := sumOfArms(t); ok && known && sum != n {
		w.say("The arms add up to " + shown(sum) + " randomised, the trial to " + shown(n) + ".")
	}
}

// sumOfArms adds the randomised of the arms of a trial whose arms divide its participants and are all recorded.
func sumOfArms(t appraisal.Trial) (sum float64, ok bool) {
	if len(t.Arms) < 2 || t.Facts.Text(appraisal.FieldDesign) != "parallel" {
		return 0, false
	}
	for _, a := range t.Arms {
		n, known := number(a.Facts, appraisal.FieldArmRandomised)
		if !known || a.Role == "both" || a.Role == "other" {
			return 0, false
		}
		sum += n
	}
	return sum, true
}

func (w *finder) arm(a appraisal.Arm) {
	for _, k := range []appraisal.FieldKey{appraisal.FieldArmTreated, appraisal.FieldArmCompleted, appraisal.FieldArmAnalysed} {
		w.atMost(a.Facts, k, appraisal.FieldArmRandomised)
	}
	w.atMost(a.Facts, appraisal.FieldArmCompleted, appraisal.FieldArmTreated)
	n, known := number(a.Facts, appraisal.FieldArmRandomised)
	if !known {
		return
	}
	for _, who := range []struct {
		name   string
		fields []appraisal.FieldKey
	}{
		{"participants", []appraisal.FieldKey{appraisal.FieldGuessCorrect, appraisal.FieldGuessWrong, appraisal.FieldGuessDontKnow}},
		{"assessors", []appraisal.FieldKey{appraisal.FieldRaterCorrect, appraisal.FieldRaterWrong, appraisal.FieldRaterDontKnow}},
	} {
		var sum float64
		for _, k := range who.fields {
			x, _ := number(a.Facts, k)
			sum += x
		}
		if sum > n {
			w.say("The guesses of " + who.name + " add up to " + shown(sum) + ", but " + shown(n) + " were randomised.")
		}
	}
}

func (w *finder) result(t appraisal.Trial, r appraisal.Result) {
	f := r.Facts
	if r.ExperimentalUID != "" && r.ExperimentalUID == r.ControlUID && t.Arm(r.ControlUID).Role != "both" {
		w.say("The result compares an arm with itself.")
	}
	for _, p := range [][2]appraisal.FieldKey{
		{appraisal.FieldObsExp, appraisal.FieldRandExp}, {appraisal.FieldObsCtl, appraisal.FieldRandCtl},
		{appraisal.FieldObsTotal, appraisal.FieldRandTotal}, {appraisal.FieldNExp, appraisal.FieldRandExp},
		{appraisal.FieldNCtl, appraisal.FieldRandCtl}, {appraisal.FieldNTotal, appraisal.FieldRandTotal},
		{appraisal.FieldEventsExp, appraisal.FieldNExp}, {appraisal.FieldEventsCtl, appraisal.FieldNCtl},
		{appraisal.FieldFirstDay, appraisal.FieldLastControlled}, {appraisal.FieldLastControlled, appraisal.FieldLastAny},
		{appraisal.FieldDay, appraisal.FieldLastAny}, {appraisal.FieldCILow, appraisal.FieldCIHigh},
	} {
		w.atMost(f, p[0], p[1])
	}
	w.sum(f)
	w.estimate(f)
}

// sum warns if the numbers analysed of two arms do not make the total, nor each the total as in a crossover.
func (w *finder) sum(f appraisal.Facts) {
	e, okE := number(f, appraisal.FieldNExp)
	c, okC := number(f, appraisal.FieldNCtl)
	n, okN := number(f, appraisal.FieldNTotal)
	if okE && okC && okN && (n > e+c || n < max(e, c)) {
		w.say("Analysed: " + shown(e) + " and " + shown(c) + " do not make " + shown(n) + " in total.")
	}
}

func (w *finder) estimate(f appraisal.Facts) {
	x, known := number(f, appraisal.FieldEstimate)
	low, okLow := number(f, appraisal.FieldCILow)
	high, okHigh := number(f, appraisal.FieldCIHigh)
	measure := appraisal.Measure(f.Text(appraisal.FieldMeasure))
	if known && okLow && okHigh && low <= high && (x < low || x > high) {
		w.say("The estimate " + shown(x) + " lies outside its interval, " + shown(low) + " to " + shown(high) + ".")
	}
	if measure.Ratio() && (known && x <= 0 || okLow && low <= 0 || okHigh && high <= 0) {
		w.say("A ratio and its interval must be above 0. Enter them as printed, not as logarithms.")
	}
	if se, ok := number(f, appraisal.FieldSE); ok && se <= 0 {
		w.say("The standard error must be above 0.")
	}
	for _, k := range []appraisal.FieldKey{appraisal.FieldSDExp, appraisal.FieldSDCtl} {
		if sd, ok := number(f, k); ok && sd <= 0 {
			w.say(label(k) + " must be above 0.")
		}
	}
	if p, ok := number(f, appraisal.FieldPTwoSided); ok && (p < 0 || p > 1) {
		w.say("The p value " + shown(p) + " is not between 0 and 1.")
	}
	if icc, ok := number(f, appraisal.FieldICC); ok && (icc < 0 || icc > 1) {
		w.say("The intracluster correlation " + shown(icc) + " is not between 0 and 1.")
	}
	if known {
		w.direction(f, measure, x)
	}
}

// direction warns if the sign of the estimate and the direction in words contradict each other.
func (w *finder) direction(f appraisal.Facts, m appraisal.Measure, x float64) {
	if !m.Comparative() {
		return
	}
	null := 0.0
	if m.Ratio() {
		null = 1
	}
	better, said := f.Text(appraisal.FieldBetter), f.Text(appraisal.FieldDirection)
	if better == "" || x == null || math.IsNaN(x) {
		return
	}
	good := (x < null) == (better == "lower")
	if good && said == "favours-control" || !good && said == "favours-experimental" {
		w.say("The estimate " + shown(x) + " says the opposite of the direction “" + choiceName(said) + "”. Look at its sign and at what is better for the patient.")
	}
}

func label(k appraisal.FieldKey) string {
	f, _ := appraisal.FieldOf(k)
	return f.Label
}

func shown(x float64) string {
	if x == math.Trunc(x) {
		return words.Number(x, 0)
	}
	return words.Number(x, len(strconv.FormatFloat(x, 'f', -1, 64)))
}

func lowerFirst(s string) string {
	if s == "" || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return string(s[0]|0x20) + s[1:]
}
