package rules

import (
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// Derived is a value that follows from recorded ones, as the rules read it where nothing is recorded. It is shown beside
// the field and never stored.
type Derived struct {
	Subject string // UID of the arm or result; empty for the trial itself
	Field   appraisal.FieldKey
	Text    string // "= 2.43 from the interval"
	Formula string // with the numbers put in
}

// Derivations finds what follows from the facts of a trial.
func Derivations(t appraisal.Trial) []Derived {
	d := &deriver{trial: t}
	if sum, ok := appraisal.SumOfArms(t, appraisal.FieldArmRandomised); ok {
		d.say(appraisal.FieldNRandomised, figure(sum)+" from the arms", "The sum of the numbers randomised to the "+strconv.Itoa(len(t.Arms))+" arms.")
	}
	for _, a := range t.Arms {
		d.subject = a.UID
		d.arm(a.Facts)
	}
	for _, r := range t.Results {
		d.subject = r.UID
		d.result(r)
	}
	return d.found
}

type deriver struct {
	trial   appraisal.Trial
	subject string
	found   []Derived
}

func (d *deriver) say(k appraisal.FieldKey, text, formula string) {
	d.found = append(d.found, Derived{Subject: d.subject, Field: k, Text: "= " + text, Formula: formula})
}

// lost tells how many of those at the start are not there at the end.
func (d *deriver) lost(k appraisal.FieldKey, from, to *float64, words [2]string) {
	if from == nil || to == nil || *from <= 0 || *to > *from {
		return
	}
	n := *from - *to
	d.say(k, figure(n)+" lost ("+share(n, *from)+")", words[0]+" − "+words[1]+" = "+figure(*from)+" − "+figure(*to)+" = "+figure(n)+", of "+figure(*from))
}

func (d *deriver) arm(f appraisal.Facts) {
	n := f.Number(appraisal.FieldArmRandomised)
	d.lost(appraisal.FieldArmCompleted, n, f.Number(appraisal.FieldArmCompleted), [2]string{"Randomised", "completed"})
	d.lost(appraisal.FieldArmAnalysed, n, f.Number(appraisal.FieldArmAnalysed), [2]string{"Randomised", "analysed"})
}

// side is one of the two arms that a result compares, with the fields of its numbers.
type side struct {
	facts                          appraisal.Facts // of the arm
	randomised, observed, analysed appraisal.FieldKey
	events                         appraisal.FieldKey
}

func (d *deriver) result(r appraisal.Result) {
	f := r.Facts
	sides := [2]side{
		{d.trial.Arm(r.ExperimentalUID).Facts, appraisal.FieldRandExp, appraisal.FieldObsExp, appraisal.FieldNExp, appraisal.FieldEventsExp},
		{d.trial.Arm(r.ControlUID).Facts, appraisal.FieldRandCtl, appraisal.FieldObsCtl, appraisal.FieldNCtl, appraisal.FieldEventsCtl},
	}
	var rand, obs, n [2]*float64
	for i, s := range sides {
		rand[i] = d.ofArm(f, s.randomised, s.facts, appraisal.FieldArmRandomised)
		obs[i] = d.ofArm(f, s.observed, s.facts, appraisal.FieldArmAnalysed)
		n[i] = d.ofArm(f, s.analysed, s.facts, appraisal.FieldArmAnalysed, appraisal.FieldArmRandomised)
		d.lost(s.observed, rand[i], obs[i], [2]string{"Randomised", "observed"})
		if x := f.Number(s.events); x != nil && n[i] != nil && *n[i] > 0 && *x <= *n[i] {
			d.say(s.events, share(*x, *n[i])+" of those analysed", "Events ÷ analysed = "+figure(*x)+" ÷ "+figure(*n[i]))
		}
	}
	rd := newReader(appraisal.Linked{Trial: d.trial, Link: appraisal.Link{ResultUID: r.UID}})
	if !rd.samePeople() && r.ExperimentalUID != r.ControlUID || r.ExperimentalUID == "" {
		rand[0] = d.total(appraisal.FieldRandTotal, f, rand)
		obs[0] = d.total(appraisal.FieldObsTotal, f, obs)
		d.lost(appraisal.FieldObsTotal, rand[0], obs[0], [2]string{"Randomised", "observed"})
		d.total(appraisal.FieldNTotal, f, n)
	}
	d.estimate(f)
}

// ofArm is a number of the result, or that of its arm, which is then told.
func (d *deriver) ofArm(f appraisal.Facts, k appraisal.FieldKey, arm appraisal.Facts, from ...appraisal.FieldKey) *float64 {
	own := f.Number(k)
	for _, a := range from {
		x := arm.Number(a)
		if x == nil {
			continue
		}
		field, _ := appraisal.FieldOf(a)
		d.say(k, figure(*x)+" from the arm", "“"+field.Label+"” of the arm that this result compares. It counts where the result has no number of its own.")
		return firstOf(own, x)
	}
	return own
}

// total is a number of both arms, or the sum of the two.
func (d *deriver) total(k appraisal.FieldKey, f appraisal.Facts, arms [2]*float64) *float64 {
	own := f.Number(k)
	if arms[0] == nil || arms[1] == nil {
		return own
	}
	sum := *arms[0] + *arms[1]
	d.say(k, figure(sum)+" from both arms", figure(*arms[0])+" + "+figure(*arms[1])+" = "+figure(sum))
	return firstOf(own, &sum)
}

func (d *deriver) estimate(f appraisal.Facts) {
	m := appraisal.Measure(f.Text(appraisal.FieldMeasure))
	x, low, high := f.Number(appraisal.FieldEstimate), f.Number(appraisal.FieldCILow), f.Number(appraisal.FieldCIHigh)
	if !m.Comparative() || m.Ratio() && (notAbove0(x) || notAbove0(low) || notAbove0(high)) {
		return
	}
	if x != nil {
		d.direction(f, m, *x)
	}
	scale, ln := func(v float64) float64 { return v }, func(s string) string { return s }
	if m.Ratio() {
		scale, ln = math.Log, func(s string) string { return "ln " + s }
	}
	const se = appraisal.FieldSE
	switch p := f.Number(appraisal.FieldPTwoSided); {
	case low != nil && high != nil:
		if v, ok := stats.SEFromInterval(scale(*low), scale(*high)); ok {
			d.say(se, rounded(v)+" from the interval", "("+ln(figure(*high))+" − "+ln(bracketed(*low))+") ÷ (2 × 1.96)")
		}
	case x != nil && p != nil:
		if v, ok := stats.SEFromP(scale(*x), *p); ok {
			d.say(se, rounded(v)+" from p", "The size of "+ln(figure(*x))+" ÷ the normal quantile of 1 − p ÷ 2, with p = "+figure(*p))
		}
	}
	if v := f.Number(se); v != nil && *v > 0 && x != nil && (low == nil || high == nil) {
		back := func(y float64) float64 { return y }
		if m.Ratio() {
			back = math.Exp
		}
		formula := ln(figure(*x)) + " ∓ 1.96 × " + figure(*v)
		d.say(appraisal.FieldCILow, rounded(back(scale(*x)-stats.Z975**v))+" from the standard error", formula)
		d.say(appraisal.FieldCIHigh, rounded(back(scale(*x)+stats.Z975**v))+" from the standard error", formula)
	}
}

// direction tells whom the sign of an estimate favours.
func (d *deriver) direction(f appraisal.Facts, m appraisal.Measure, x float64) {
	null := 0.0
	if m.Ratio() {
		null = 1
	}
	better := f.Text(appraisal.FieldBetter)
	if better == "" || math.IsNaN(x) {
		return
	}
	why := "“Better for the patient” is " + better + ", and the estimate is " + beyond(x, null) + "."
	switch {
	case x == null:
		d.say(appraisal.FieldEstimate, "no difference", why)
	case (x < null) == (better == "lower"):
		d.say(appraisal.FieldEstimate, "favours experimental", why)
	default:
		d.say(appraisal.FieldEstimate, "favours control", why)
	}
}

func beyond(x, null float64) string {
	switch {
	case x < null:
		return "below " + figure(null)
	case x > null:
		return "above " + figure(null)
	}
	return "that of no difference"
}

func notAbove0(x *float64) bool { return x != nil && *x <= 0 }

func share(part, whole float64) string { return rounded1(100*part/whole) + " %" }

func rounded1(x float64) string { return figure(math.Round(x*10) / 10) }

// rounded is a computed value with as many figures as say something: three.
func rounded(x float64) string {
	v, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return figure(x)
	}
	return figure(v)
}

func figure(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), "-", "−", 1)
}

func bracketed(x float64) string {
	if x < 0 {
		return "(" + figure(x) + ")"
	}
	return figure(x)
}
