package claims

import (
	"math"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// number reads an optional number; a bad one is an error that names the field.
func number(label string, e *widgets.Entry) (*float64, error) {
	if strings.TrimSpace(e.Text) == "" {
		return nil, nil
	}
	x, err := tr.Parse(strings.ReplaceAll(e.Text, ",", ".")) // in no field here does a comma stand between thousands
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil, appraisal.Invalid(label, tr.T("%s: “%s” is not a number. Write it like 3 or 0.4.", tr.T(label), e.Text))
	}
	if x < 0 {
		return nil, appraisal.Invalid(label, tr.T("%s: %s is below 0. Enter a size or a time, which are not.", tr.T(label), e.Text))
	}
	return &x, nil
}

// numbers are the numeric fields with where they go. What is wrong in a field that the claim does not need is not read.
func (f *form) numbers(e *appraisal.Effect) error {
	for _, n := range []struct {
		label string
		from  *widgets.Entry
		to    **float64
	}{
		{tr.Key("Day"), f.days, &e.HorizonDays}, {tr.Key("Low from day"), f.lowDays, &e.CustomLowDays}, {tr.Key("Some concerns from day"), f.someDays, &e.CustomSomeDays},
		{tr.Key("Smallest difference that matters"), f.mid, &e.MID}, {tr.Key("Plausible, low"), f.midLow, &e.MIDLow}, {tr.Key("Plausible, high"), f.midHigh, &e.MIDHigh},
		{tr.Key("Margin"), f.margin, &e.Margin}, {tr.Key("Planning SD"), f.sd, &e.PlanningSD}, {tr.Key("Risk without treatment"), f.risk, &e.ControlRisk},
		{tr.Key("Largest harm risk tolerated"), f.tolerable, &e.TolerableRisk},
	} {
		x, err := number(n.label, n.from)
		switch {
		case err == nil:
			*n.to = x
		case f.asks(n.from):
			return err
		}
	}
	return nil
}

// fields are the controls by the names that errors give them.
func (f *form) fields() map[string]fyne.CanvasObject {
	return map[string]fyne.CanvasObject{
		"text": f.text, "label": f.label, "kind": f.kind, "effect": f.effect.Select, "construct": f.construct.Select,
		"horizon": f.horizon.Select, "horizon_days": f.days, "mid": f.mid, "mid_low": f.midLow, "control_risk": f.risk,
		"Day": f.days, "Low from day": f.lowDays, "Some concerns from day": f.someDays,
		"Smallest difference that matters": f.mid, "Plausible, low": f.midLow, "Plausible, high": f.midHigh,
		"Margin": f.margin, "Planning SD": f.sd, "Risk without treatment": f.risk, "Largest harm risk tolerated": f.tolerable,
		"form": f.form.Select, "quantifier": f.quantifier.Select, "count": f.count, "domain": f.domain.Select,
		"frame": f.frame.object, "actual": f.actual, "quote": f.quote, "locator": f.locator,
	}
}

// asks reports whether the form shows a numeric field.
func (f *form) asks(e *widgets.Entry) bool {
	if f.effectPart == nil || !f.effectPart.Visible() {
		return false
	}
	switch e {
	case f.days:
		return f.daysField.Visible()
	case f.lowDays, f.someDays:
		return f.lowField.Visible()
	case f.margin:
		return f.marginField.Visible()
	}
	return true
}

func (f *form) validate() error {
	var e appraisal.Effect
	if err := f.numbers(&e); err != nil {
		return err
	}
	tally := f.evidencePart != nil && f.evidencePart.Visible()
	if tally {
		if err := f.frame.validate(); err != nil {
			return err
		}
	}
	for _, c := range f.claims() { // a part may say itself what the form leaves open
		if err := c.Validate(); err != nil {
			return err
		}
	}
	c := f.value()
	if e.MID != nil && (e.MIDLow != nil && *e.MIDLow > *e.MID || e.MIDHigh != nil && *e.MIDHigh < *e.MID) {
		return appraisal.Invalid("mid", tr.T("The smallest difference that matters lies outside its plausible range. Correct it or the range."))
	}
	if tally {
		return f.validateEvidence(c)
	}
	return nil
}

// validateEvidence wants what a tally needs, without which the claim could never be judged.
func (f *form) validateEvidence(c appraisal.Claim) error {
	e := c.Evidence
	switch {
	case e.Form == "":
		return appraisal.Invalid("form", tr.T("Say how it speaks of the trials: of a share, a number, or as little studied."))
	case e.Form == appraisal.FormShare && e.Quantifier == "":
		return appraisal.Invalid("quantifier", tr.T("Choose the word of number that comes nearest to the claim's: all, most, many, some, few or none."))
	case e.Form == appraisal.FormCount && e.Count == nil:
		return appraisal.Invalid("count", tr.T("Enter the number of trials that the claim states, as a whole number; “%s” is none.", f.count.Text))
	case e.Form == appraisal.FormAbsence && e.Construct == "":
		return appraisal.Invalid("construct", tr.T("Say what is little studied: choose what is measured."))
	case (e.Form == appraisal.FormShare || e.Form == appraisal.FormCount) && e.Domain == "" && len(e.Meets) == 0:
		return appraisal.Invalid("domain", tr.T("Choose the domain whose ratings are counted."))
	}
	return nil
}
