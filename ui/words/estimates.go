package words

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
)

// AsShown is a figure of the rules on the scale that is shown: ratios are pooled as logarithms.
func AsShown(c appraisal.Claim, x float64) float64 {
	if c.Effect.Measure.Ratio() {
		return math.Exp(x)
	}
	return x
}

// Interval is an interval on the scale that is shown.
func Interval(c appraisal.Claim, ci [2]float64) string {
	ends := alike(AsShown(c, ci[0]), AsShown(c, ci[1]))
	return tr.T("%s to %s", ends[0], ends[1])
}

// Estimate is an estimate with its interval.
func Estimate(c appraisal.Claim, x float64, ci [2]float64) string {
	estimate, interval := EstimateParts(c, x, ci)
	return estimate + " (" + interval + ")"
}

// EstimateParts are an estimate and its interval, for sentences that name the interval between them.
func EstimateParts(c appraisal.Claim, x float64, ci [2]float64) (estimate, interval string) {
	all := alike(AsShown(c, x), AsShown(c, ci[0]), AsShown(c, ci[1]))
	return all[0], tr.T("%s to %s", all[1], all[2])
}

// mostDecimals are shown of an effect.
const mostDecimals = 2

// alike writes numbers that stand together with equally many decimals: as many as the one that needs most.
func alike(xs ...float64) []string {
	decimals := 0
	for _, x := range xs {
		if _, fraction, ok := strings.Cut(strings.TrimRight(strconv.FormatFloat(x, 'f', mostDecimals, 64), "0"), "."); ok {
			decimals = max(decimals, len(fraction))
		}
	}
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = tr.Fixed(x, decimals)
	}
	return out
}

// RowEstimate is the estimate of a row that is on the claim's scale, with its interval where it has one; empty for others.
func RowEstimate(c appraisal.Claim, r rules.Row) string {
	switch {
	case r.Estimate == nil || !r.OnScale:
		return ""
	case r.Low == nil || r.High == nil:
		return tr.Number(AsShown(c, *r.Estimate), 2)
	}
	return Estimate(c, *r.Estimate, [2]float64{*r.Low, *r.High})
}

// NoEstimate says of a row without an estimate on the claim's scale what is known instead; empty where nothing is.
func NoEstimate(r rules.Row) string {
	switch {
	case r.Estimate != nil:
		return tr.T("other scale")
	case r.Direction == appraisal.Favours:
		return tr.T("for, no estimate")
	case r.Direction == appraisal.Against:
		return tr.T("against, no estimate")
	case r.Direction == appraisal.Neither:
		return tr.T("neither way")
	}
	return ""
}

// Weight is the share of the pool that a row has; empty where it has none.
func Weight(r rules.Row) string {
	if !r.InPool || r.Weight <= 0 {
		return ""
	}
	percent := 100 * r.Weight
	if percent < 10 {
		return tr.Number(percent, 1) + " %"
	}
	return tr.Number(percent, 0) + " %"
}

// EffectTitle names what the estimates of a claim measure.
func EffectTitle(c appraisal.Claim) string {
	e := c.Effect
	switch {
	case e.Measure.Ratio():
		return tr.T("%s (95 %% CI)", Sentence(string(e.Measure)))
	case e.Measure == appraisal.RiskDifference:
		return tr.T("Difference in percentage points (95 % CI)")
	case e.Instrument != "" && e.Measure == appraisal.MeanDifference:
		return tr.T("Difference in %s (95 %% CI)", e.Instrument)
	case e.Measure != "":
		return tr.T("%s (95 %% CI)", Sentence(string(e.Measure)))
	}
	return tr.T("Effect (95 % CI)")
}

// EffectSides name the two directions of the scale, + being in favour of what the claim asserts. Only a claim that an
// effect is there has results for and against it.
func EffectSides(c appraisal.Claim) (left, right string) {
	k := c.Effect.Kind
	switch {
	case c.Kind == appraisal.KindEffect && (k == appraisal.Benefit || k == appraisal.Harm || k == appraisal.DurationLimit):
		return tr.T("against the claim"), tr.T("for the claim")
	case k == appraisal.Harm:
		return tr.T("less harm"), tr.T("more harm")
	}
	return tr.T("favours comparator"), tr.T("favours intervention")
}

// fewestPredicted is how many trials a prediction interval takes: with two, how much effects differ is hardly known.
const fewestPredicted = 3

// Prediction is the prediction interval of a pool that has enough trials for one; nil for others.
func Prediction(p *rules.Pooled) *[2]float64 {
	if p == nil || p.K < fewestPredicted {
		return nil
	}
	return p.Prediction95
}

// AboutPrediction tells the prediction interval of a pool, or why there is none.
func AboutPrediction(c appraisal.Claim, p *rules.Pooled) string {
	if pi := Prediction(p); pi != nil {
		return tr.T("95 %% prediction interval: %s (%d trials). It is where the effect in a further trial like these is to be expected.",
			Interval(c, *pi), p.K)
	}
	return tr.T("No prediction interval: %s, and how much effects differ from trial to trial takes at least %d.",
		tr.N(p.K, "only 1 trial is pooled", "only %d trials are pooled"), fewestPredicted)
}

// AboutPool tells what the pool comes to; of a single trial, only that it predicts nothing.
func AboutPool(c appraisal.Claim, p *rules.Pooled) string {
	if p.K < 2 {
		return AboutPrediction(c, p)
	}
	return tr.T("Pool of %d trials, random effects: %s. I² %s %%.", p.K, Estimate(c, p.Estimate, p.CI95), tr.Number(p.I2, 0)) + " " + AboutPrediction(c, p)
}

// NumberFrom says where the numbers of a result came from: the estimate as reported, else what it was computed from.
func NumberFrom(r rules.Row) string {
	groups := [][]appraisal.FieldKey{
		{appraisal.FieldEstimate, appraisal.FieldCILow, appraisal.FieldCIHigh, appraisal.FieldSE, appraisal.FieldP},
		{appraisal.FieldMeanExp, appraisal.FieldMeanCtl, appraisal.FieldSDExp, appraisal.FieldSDCtl},
		{appraisal.FieldEventsExp, appraisal.FieldEventsCtl},
		{appraisal.FieldDirection},
	}
	for _, keys := range groups {
		if r.Result.Facts.Text(keys[0]) == "" {
			continue
		}
		var lines []string
		for _, k := range keys {
			if f := r.Result.Facts[k]; r.Result.Facts.Text(k) != "" {
				field, _ := appraisal.FieldOf(k)
				lines = append(lines, tr.T("From: %s %s, %s", InSentence(FieldLabel(field)), FactValue(field, f), factSource(f)))
			}
		}
		return strings.Join(lines, "\n")
	}
	return ""
}

// factSource is where a fact was found, within a sentence.
func factSource(f appraisal.Fact) string {
	var parts []string
	for _, s := range []string{Source(f.Source), f.Locator, Note(f)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if !f.Checked() {
		parts = append(parts, tr.T("unchecked"))
	}
	return strings.Join(parts, ", ")
}

// InSentence writes a label as it stands within a sentence: with a small first letter, unless it is an abbreviation.
func InSentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[size:]); size == 0 || unicode.IsUpper(second) || second == '-' {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
