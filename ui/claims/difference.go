package claims

import (
	"cmp"
	"strings"

	"claimgrade/appraisal/propose"
	"claimgrade/ui/tr"
)

// difference proposes the smallest difference that matters, on the scale of the form or else of the words.
func (o *offers) difference() (propose.Proposal, bool) {
	scale := strings.TrimSpace(o.f.instrument.Text)
	if p, ok := o.reading.First(propose.Instrument); ok && scale == "" {
		scale = p.Value
	}
	return o.vocabulary.DifferenceOn(scale, o.f.measure.value())
}

// readDifference makes the suggestion for the difference anew: the scale or the measure is another.
func (o *offers) readDifference() {
	for _, r := range o.rows {
		if r.field == propose.Difference {
			o.readOne(r)
		}
	}
	o.numberAll()
	o.refresh()
}

// differenceTarget is the difference with its range, its source and the planning SD.
func (f *form) differenceTarget() target {
	return target{
		get: func() value {
			return value{text: f.mid.Text, scaled: [4]string{f.midLow.Text, f.midHigh.Text, f.sd.Text, f.midSource.Text}}
		},
		set: func(v value) {
			f.midLow.SetText(v.scaled[0])
			f.midHigh.SetText(v.scaled[1])
			f.sd.SetText(v.scaled[2])
			f.midSource.SetText(v.scaled[3])
			f.mid.SetText(v.text)
			if f.calculation != nil {
				f.calculation.show(true) // what was filled in is to be seen
			}
		},
		say: sayDifference,
		of: func(p propose.Proposal) value {
			s := p.Scaled
			if s == nil {
				return value{}
			}
			return value{text: figure(&s.MID), scaled: [4]string{figure(s.Low), figure(s.High), figure(s.PlanningSD), s.Source}}
		},
	}
}

func sayDifference(p propose.Proposal) string {
	s := p.Scaled
	said := figure(&s.MID)
	if s.Low != nil && s.High != nil {
		said = tr.T("%s (%s to %s)", said, figure(s.Low), figure(s.High))
	}
	if s.PlanningSD != nil {
		return tr.T("smallest difference %s, planning SD %s", said, figure(s.PlanningSD))
	}
	return tr.T("smallest difference %s", said)
}

// fromClaim says in which claim the difference stands, and in short who says so.
func fromClaim(s *propose.Scaled) string {
	if s.Source == "" {
		return tr.T("from the claim “%s” of this library", s.Claim)
	}
	return tr.T("from the claim “%s” of this library, %s", s.Claim, inShort(s.Source))
}

// inShort is the beginning of a text that is long.
func inShort(text string) string {
	const most = 45 // characters
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	short := string(r[:most])
	short = short[:cmp.Or(max(strings.LastIndexByte(short, ' '), 0), len(short))]
	return strings.TrimRight(short, " ,;:.(") + "…"
}
