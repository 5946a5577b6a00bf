package report

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// verdictTone is the colour of a verdict: the same as in the window.
func verdictTone(v appraisal.Verdict) string {
	switch v {
	case appraisal.Supported, appraisal.Accurate:
		return "green"
	case appraisal.PartlySupported, appraisal.PartlyAccurate, appraisal.Overstated:
		return "amber"
	case appraisal.NotSupported, appraisal.Inaccurate, appraisal.Contradicted, appraisal.Misattributed:
		return "red"
	}
	return "grey"
}

// ratingSign is the sign of a rating. A domain that nobody has judged yet has it hollow: it is only suggested.
func ratingSign(v rules.DomainView) block.Sign {
	s := block.Sign{Symbol: "?", Tone: "grey", Word: words.Rating(v.Rating), Overruled: v.Overruled, Hollow: !v.Judged, Disc: true}
	switch v.Rating {
	case appraisal.Low:
		s.Symbol, s.Tone = "+", "green"
	case appraisal.SomeConcerns:
		s.Symbol, s.Tone = "–", "amber"
	case appraisal.High:
		s.Symbol, s.Tone = "×", "red"
	}
	return s
}

// The circles of a level of certainty.
const (
	filledCircle = "⊕"
	emptyCircle  = "◯"
	levels       = 4
)

// certaintyText is a level of certainty as circles and in words: "⊕⊕◯◯ Low certainty"; empty where there is none.
func certaintyText(c appraisal.Certainty) string {
	n := words.CertaintyLevel(c)
	if n == 0 {
		return ""
	}
	return strings.Repeat(filledCircle, n) + strings.Repeat(emptyCircle, levels-n) + " " + tr.T("%s certainty", words.Certainty(c))
}

// verdictText is a verdict in words, with what keeps it from being final.
func verdictText(c Claim) string {
	text := words.Verdict(c.Verdict)
	if c.Verdict != "" && c.Provisional {
		text += " (" + tr.T("provisional") + ")"
	}
	return text
}
