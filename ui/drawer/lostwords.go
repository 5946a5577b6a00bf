package drawer

import (
	"unicode"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/pictures"
	"claimgrade/ui/tr"
)

// lostWords say what is assumed about the lost of a result, and what follows.
type lostWords struct {
	lost    whatif.Lost
	arms    [2]string // the claim's intervention and its comparator
	outcome string    // what is counted
	unit    string    // of a difference
	harm    bool      // + is more harm, not more benefit
	found   float64   // the reported difference
	from    string    // where the reported result came from
}

func lostWordsOf(claim appraisal.Claim, row rules.Row, lost whatif.Lost) lostWords {
	facts := row.Result.Facts
	w := lostWords{lost: lost, arms: pictures.ArmNames(row), harm: claim.Effect.Kind == appraisal.Harm}
	if row.Linked.Link.Reversed {
		w.arms[0], w.arms[1] = w.arms[1], w.arms[0]
	}
	for _, name := range []string{facts.Text(appraisal.FieldOutcome), facts.Text(appraisal.FieldConstruct), row.Result.Name} {
		if w.outcome == "" {
			w.outcome = inSentence(name)
		}
	}
	switch {
	case appraisal.Measure(facts.Text(appraisal.FieldMeasure)) == appraisal.StdDifference:
		w.unit = tr.T("standard deviations")
	case facts.Text(appraisal.FieldInstrument) != "":
		w.unit = tr.T("points of %s", facts.Text(appraisal.FieldInstrument))
	default:
		w.unit = tr.T("units of the outcome")
	}
	if e, ok := lost.Reported(); ok {
		w.found = e.Value
	}
	keys := []appraisal.FieldKey{appraisal.FieldMeasure, appraisal.FieldEstimate, appraisal.FieldCILow, appraisal.FieldCIHigh, appraisal.FieldSE}
	if lost.Counts {
		keys = []appraisal.FieldKey{appraisal.FieldEventsExp, appraisal.FieldEventsCtl, appraisal.FieldBetter}
	}
	w.from = pictures.Recorded(pictures.Origins{Row: row}.OfResult(keys...))
	return w
}

// inSentence writes a name with a small first letter, unless it is an abbreviation.
func inSentence(name string) string {
	if r := []rune(name); len(r) > 1 && unicode.IsLower(r[1]) {
		return string(unicode.ToLower(r[0])) + string(r[1:])
	}
	return name
}

// arm is the one that the assumption is about.
func (w lostWords) arm() string {
	if w.lost.OfOther {
		return w.arms[1]
	}
	return w.arms[0]
}

func (w lostWords) other() string {
	if w.lost.OfOther {
		return w.arms[0]
	}
	return w.arms[1]
}

// amount is a difference with its unit.
func (w lostWords) amount(x float64) string {
	decimals := 0
	for step := w.lost.Step; step < 1 && decimals < 4; step *= 10 {
		decimals++
	}
	return tr.Number(x, decimals) + " " + w.unit
}

// against says a difference that takes from what was found, in the arm that the assumption is about: of the intervention
// the opposite of what it was found to do, of the comparator the same.
func (w lostWords) against(x float64) string {
	lower := (w.found >= 0) != w.lost.OfOther
	switch {
	case w.harm && lower:
		return tr.T("%s less harm", w.amount(x))
	case w.harm:
		return tr.T("%s more harm", w.amount(x))
	case lower:
		return tr.T("%s worse", w.amount(x))
	}
	return tr.T("%s better", w.amount(x))
}

// bad is what the counted outcome is called.
func (w lostWords) bad() string {
	if w.lost.Good {
		return tr.T("no %s", w.outcome)
	}
	return w.outcome
}

func (w lostWords) least() string {
	if w.lost.Counts {
		return tr.T("none of them")
	}
	return tr.T("like those followed")
}

func (w lostWords) most() string {
	if w.lost.Counts {
		return tr.T("all %d", w.lost.People)
	}
	return w.against(w.lost.Amount(w.lost.Steps))
}

func (w lostWords) assumption(position int) string {
	switch {
	case w.lost.Counts:
		return tr.T("Assume that %d of the %d lost from %s had the bad outcome (%s), and those lost from %s as often as those followed there.",
			position, w.lost.People, w.arm(), w.bad(), w.other())
	case position == 0:
		return tr.T("Assume that the %d lost from %s fared like those followed there.", w.lost.People, w.arm())
	}
	return tr.T("Assume for the %d lost from %s, against those followed there: %s.", w.lost.People, w.arm(), w.against(w.lost.Amount(position)))
}

func (w lostWords) tip() string {
	if w.lost.Counts {
		return w.tipsOfCounts()
	}
	tip, ok := w.lost.Tip()
	if !ok {
		return tr.T("No tipping point: the interval includes “no difference” as it is, so the lost can take no conclusion away.")
	}
	said := tr.T("Tipping point: %s. From there on the interval includes “no difference”.", w.against(tip))
	if both, ok := w.lost.TipOfBoth(); ok {
		said += " " + tr.T("If the lost from %s moved the other way by as much, %s are enough.", w.other(), w.amount(both))
	}
	return said
}

func (w lostWords) tipsOfCounts() string {
	most, fewest := w.lost.TipsOfCounts()
	people, arm := w.lost.People, w.arm()
	switch {
	case most < 0 && fewest < 0:
		return tr.T("No tipping point: whatever became of the lost from %s, the conclusion stays.", arm)
	case most == fewest:
		return tr.T("The conclusion of those followed changes already if the lost from %s fared like them.", arm)
	case most < 0:
		return tr.T("Tipping point: the conclusion changes once %d of the %d lost from %s had the bad outcome.", fewest, people, arm)
	case fewest < 0:
		return tr.T("Tipping point: the conclusion changes if no more than %d of the %d lost from %s had the bad outcome.", most, people, arm)
	}
	return tr.T("Tipping points: the conclusion changes if no more than %d, or at least %d, of the %d lost from %s had the bad outcome.", most, fewest, people, arm)
}

func (w lostWords) caution() string {
	if w.lost.Counts {
		return tr.T("The interval takes what is assumed as if it had been seen, and so is too narrow. Nothing of this is stored.")
	}
	return tr.T("The standard error is held as reported. Nothing of this is stored.")
}

func (w lostWords) sides() (left, right string) {
	switch {
	case w.lost.Counts:
		return tr.T("lower risk in %s", w.arms[0]), tr.T("higher risk in %s", w.arms[0])
	case w.harm:
		return tr.T("less harm"), tr.T("more harm")
	}
	return tr.T("favours comparator"), tr.T("favours intervention")
}

func (w lostWords) reportedName() string {
	if w.lost.Counts {
		return tr.T("Those followed, risk ratio")
	}
	return tr.T("As reported")
}

func (w lostWords) reportedFrom() string {
	if w.lost.Counts {
		return pictures.Derived(tr.T("Derived as the risk ratio of the bad outcome (%s) among those followed, from:", w.bad()), []string{w.from})
	}
	return tr.T("The interval is that of the standard error.") + "\n" + w.from
}

func (w lostWords) assumedFrom() string {
	if w.lost.Counts {
		return tr.T("Derived from the assumption: its events are added to those of the people followed, and all randomised are counted (method 4.3).")
	}
	return tr.T("Derived from the assumption: the share lost from the arm times the assumed difference is taken from the reported effect (method 4.4).")
}
