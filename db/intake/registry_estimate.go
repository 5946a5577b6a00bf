package intake

import (
	"fmt"
	"math"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
)

// The registry posts a comparison between two groups without saying which was subtracted from which. It is taken over only
// where the groups' own numbers or the record's words settle that.

// order is how a posted comparison goes.
type order int

const (
	unknownOrder   order = iota
	asWanted             // experimental minus, or divided by, control
	turnedRound          // control minus experimental
	contradictions       // words and numbers disagree
)

// measureOf is the measure that the registry's words for a comparison's parameter are.
func measureOf(parameter string) appraisal.Measure {
	w := strings.ToLower(parameter)
	has := func(s string) bool { return strings.Contains(w, s) }
	switch {
	case has("median") || has("geometric") || has("slope"):
		return ""
	case has("hazard ratio"):
		return appraisal.HazardRatio
	case has("odds ratio"):
		return appraisal.OddsRatio
	case has("risk ratio"), has("relative risk"):
		return appraisal.RiskRatio
	case has("risk difference"):
		return appraisal.RiskDifference
	case has("standardi") && has("mean difference"), has("cohen"), has("hedges"):
		return appraisal.StdDifference
	case has("mean difference"), has("least square") && has("difference"), has("difference in means"), has("difference of means"), has("ls means") && has("difference"):
		return appraisal.MeanDifference
	}
	return ""
}

// estimate takes over the comparison of the pair and returns what must be said of it.
func (x *registered) estimate(fs appraisal.Facts, p *exchange.PostedOutcome, s sides, at string) (notes []string) {
	var found []exchange.Comparison
	for _, c := range p.Comparisons {
		if c.Estimate != nil && sameGroups(c.Groups, s.pair) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return nil
	}
	c := found[0]
	at += ", Statistical Analysis 1"
	if len(found) > 1 {
		notes = append(notes, fmt.Sprintf("%d analyses of these arms are posted; the first is taken.", len(found)))
	}
	m := measureOf(c.Parameter)
	if m == "" || (m.Ratio() && *c.Estimate <= 0) {
		return append(notes, "The posted comparison ("+comparisonText(c)+") is of a measure that is not taken over.")
	}
	how := orderOf(c, m, s)
	switch how {
	case unknownOrder:
		return append(notes, "Posted: "+comparisonText(c)+" Which arm was subtracted from, or divided by, which is not stated: not taken over.")
	case contradictions:
		return append(notes, "Posted: "+comparisonText(c)+" The record's words and numbers disagree on which arm was subtracted from which: not taken over.")
	}
	x.putEstimate(fs, oriented{c, s, how}, at)
	x.put(fs, appraisal.FieldP, said{value: c.P, at: at})
	return notes
}

// turning brings the numbers of a comparison to experimental against control, and risk differences to percentage points.
type turning struct {
	ratio, round bool
	scale        float64
}

func (t turning) of(v float64) string {
	switch {
	case t.round && t.ratio:
		return rounded(1 / v)
	case t.round:
		v = -v
	}
	if t.scale != 1 {
		return rounded(v * t.scale)
	}
	return number(v)
}

// oriented is a comparison of a pair of arms of which it is known which comes first.
type oriented struct {
	exchange.Comparison
	sides
	how order
}

func (x *registered) putEstimate(fs appraisal.Facts, c oriented, at string) {
	m, v := measureOf(c.Parameter), said{at: at, note: c.Parameter + "."}
	t := turning{ratio: m.Ratio(), round: c.how == turnedRound, scale: 1}
	if t.round {
		v.note, v.derived = v.note+" The registry has control against experimental; turned round here.", true
	}
	if m == appraisal.RiskDifference {
		if t.scale = riskScale(c.Comparison, c.sides); t.scale == 0 {
			return // shares or percentage points: not known
		}
		if t.scale != 1 {
			v.note, v.derived = v.note+" Times 100: percentage points.", true
		}
	}
	put := func(k appraisal.FieldKey, text string) {
		v.value = text
		x.put(fs, k, v)
	}
	put(appraisal.FieldMeasure, string(m))
	put(appraisal.FieldEstimate, t.of(*c.Estimate))
	if low, high, ok := interval95(c.Comparison, t); ok {
		put(appraisal.FieldCILow, t.of(low))
		put(appraisal.FieldCIHigh, t.of(high))
	}
	if strings.HasPrefix(c.SpreadType, "standard-error") && c.Spread != nil && *c.Spread > 0 && !t.ratio && t.scale == 1 {
		put(appraisal.FieldSE, number(*c.Spread))
	}
}

// interval95 is the posted two-sided 95 % interval, its ends changed over where the comparison is turned round.
func interval95(c exchange.Comparison, t turning) (low, high float64, ok bool) {
	if c.Low == nil || c.High == nil || c.Level == nil || *c.Level != 95 || c.Sides == "one-sided" {
		return 0, 0, false
	}
	low, high = *c.Low, *c.High
	if t.ratio && (low <= 0 || high <= 0) {
		return 0, 0, false
	}
	if t.round {
		low, high = high, low
	}
	return low, high, true
}

func sameGroups(groups []string, p pair) bool {
	if len(groups) != 2 {
		return false
	}
	return groups[0] == p.experimentalTitle && groups[1] == p.controlTitle || groups[1] == p.experimentalTitle && groups[0] == p.controlTitle
}

// orderOf tells by the groups' numbers and by the record's words which arm comes first.
func orderOf(c exchange.Comparison, m appraisal.Measure, s sides) order {
	numbers, words := orderByNumbers(c, m, s), orderByWords(c, s.pair)
	switch {
	case numbers == unknownOrder:
		return words
	case words == unknownOrder || words == numbers:
		return numbers
	}
	return contradictions
}

// orderByNumbers compares the estimate with what the groups' numbers come to, one way and the other.
func orderByNumbers(c exchange.Comparison, m appraisal.Measure, s sides) order {
	e, k := s.experimentalValue, s.controlValue
	if e == nil || k == nil || e.Value == nil || k.Value == nil {
		return unknownOrder
	}
	got, want := *c.Estimate, *e.Value-*k.Value
	switch m {
	case appraisal.MeanDifference, appraisal.StdDifference:
	case appraisal.HazardRatio: // times, of which the groups' numbers say nothing
		return unknownOrder
	case appraisal.RiskDifference:
		p, q, ok := shares(s)
		if !ok {
			return unknownOrder
		}
		want = p - q
	default:
		p, q, ok := shares(s)
		if !ok || p <= 0 || q <= 0 || p >= 1 || q >= 1 {
			return unknownOrder
		}
		got, want = math.Log(got), math.Log(p/q)
		if m == appraisal.OddsRatio {
			want = math.Log(p / (1 - p) / (q / (1 - q)))
		}
	}
	// The sign settles it where the two differ clearly; adjusted estimates need not equal the raw difference.
	if got == 0 || want == 0 || math.Abs(want) < math.Abs(got)/3 {
		return unknownOrder
	}
	if (got > 0) == (want > 0) {
		return asWanted
	}
	return turnedRound
}

// shares are the parts of both arms with the event.
func shares(s sides) (experimental, control float64, ok bool) {
	e, k := s.experimentalValue, s.controlValue
	switch {
	case e == nil || k == nil || e.Value == nil || k.Value == nil:
		return 0, 0, false
	case s.percent:
		experimental, control = *e.Value/100, *k.Value/100
	case s.counts && s.nExperimental != nil && s.nControl != nil && *s.nExperimental > 0 && *s.nControl > 0:
		experimental, control = *e.Value/float64(*s.nExperimental), *k.Value/float64(*s.nControl)
	default:
		return 0, 0, false
	}
	return experimental, control, experimental >= 0 && control >= 0 && experimental <= 1 && control <= 1
}

// riskScale is what brings a risk difference to percentage points: 100 if it is posted as a share, 0 if that is not known.
func riskScale(c exchange.Comparison, s sides) float64 {
	p, q, ok := shares(s)
	if !ok || p == q {
		return 0
	}
	ratio := math.Abs(*c.Estimate / (p - q))
	switch {
	case ratio > 0.5 && ratio < 2:
		return 100
	case ratio > 50 && ratio < 200:
		return 1
	}
	return 0
}

// orderByWords reads "Drug minus placebo" and "placebo - drug" in the record's description of the comparison.
func orderByWords(c exchange.Comparison, p pair) order {
	text := " " + strings.ToLower(c.Text+" "+c.Parameter) + " "
	e, k := firstWord(p.experimental.name, p.control.name), firstWord(p.control.name, p.experimental.name)
	if e == "" || k == "" {
		return unknownOrder
	}
	found := unknownOrder
	for _, sign := range []string{" minus ", " - ", " − ", " – ", "/", " / ", " over ", " divided by "} {
		for rest := text; ; {
			before, after, ok := strings.Cut(rest, sign)
			if !ok {
				break
			}
			rest = after
			switch {
			case strings.Contains(lastPart(before), e) && strings.Contains(firstPart(after), k):
				found = agree(found, asWanted)
			case strings.Contains(lastPart(before), k) && strings.Contains(firstPart(after), e):
				found = agree(found, turnedRound)
			}
		}
	}
	return found
}

func agree(a, b order) order {
	if a == unknownOrder || a == b {
		return b
	}
	return contradictions
}

// nearby is how far from the sign an arm's name may stand.
const nearby = 40

func lastPart(s string) string { return s[max(0, len(s)-nearby):] }

func firstPart(s string) string { return s[:min(len(s), nearby)] }

// firstWord is the first word of an arm's name that the other arm's name does not have.
func firstWord(name, other string) string {
	o := strings.ToLower(other)
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if w = strings.Trim(w, ",.;:()[]"); len(w) > 3 && !strings.Contains(o, w) {
			return w
		}
	}
	return ""
}
