package rules

import (
	"strings"

	"claimgrade/appraisal"
)

// How far an asserted part of the claim is met.
const (
	partMet       = "MET"
	partProbable  = "PROBABLE"
	partPartial   = "PARTIAL"
	partUncertain = "UNCERTAIN"
	partNot       = "NOT"
	partUntested  = "UNTESTED"
)

// parts are the asserted parts of a claim; empty where not asserted. Nearly is of limits on duration only.
type parts struct{ magnitude, horizon, scope, nearly string }

func (p parts) public() *Components {
	word := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return &Components{Magnitude: word(p.magnitude), Horizon: word(p.horizon), Scope: word(p.scope)}
}

// any reports whether some asserted part is met to one of these degrees.
func (p parts) any(degrees ...string) bool {
	for _, part := range [...]string{p.magnitude, p.horizon, p.scope, p.nearly} {
		for _, d := range degrees {
			if part == d {
				return true
			}
		}
	}
	return false
}

// partsOf reads the asserted parts from the finding that decides the verdict (method 10.7).
func (b *body) partsOf(f *finding) parts {
	var p parts
	if shownKind(b.y.kind) {
		p.magnitude = b.magnitude(f)
	}
	met := b.share(f, func(m *member) bool { return m.followUp == countsLow })
	partly := b.share(f, func(m *member) bool { return m.followUp <= countsSome })
	p.horizon = degree(atLeast(met, b.set.CoveredWeight), atLeast(partly, b.set.CoveredWeight), partMet, partPartial, partUntested)
	b.tr.say(W2, "Weight of trials with follow-up at Low %s, at Low or Some concerns %s (threshold %s): time %s.", share2(met), share2(partly), share2(b.set.CoveredWeight), partWord(p.horizon))

	far := b.share(f, func(m *member) bool { return m.pico == appraisal.PICOMajor })
	off := b.share(f, func(m *member) bool { return m.pico != appraisal.PICONone })
	p.scope = degree(atLeast(far, b.set.FarWeight), atLeast(off, b.set.FarWeight), partUntested, partPartial, partMet)
	b.tr.say(W3, "Weight of trials far from the claim's question %s, at some distance or far %s (threshold %s): scope %s.", share2(far), share2(off), share2(b.set.FarWeight), partWord(p.scope))
	return p
}

func degree(first, second bool, ifFirst, ifSecond, otherwise string) string {
	switch {
	case first:
		return ifFirst
	case second:
		return ifSecond
	}
	return otherwise
}

func (b *body) magnitude(f *finding) string {
	size := b.y.mid
	switch b.claim.Magnitude {
	case appraisal.Important:
	case appraisal.Large:
		size = b.large
	default:
		return ""
	}
	if f.pooled == nil {
		b.tr.say(W1, "A size of %s is asserted%s, but no trial has an estimate: untested.", num(size), b.sizeFrom())
		return partUntested
	}
	s := spanOf(f.pooled.CI95)
	m := partUncertain
	switch {
	case s.low >= size-s.slack:
		m = partMet
	case f.pooled.Estimate >= size-s.slack:
		m = partProbable
	case s.under(size):
		m = partNot
	}
	b.tr.say(W1, "A size of %s is asserted%s; the trials show %s (%s): %s.", num(size), b.sizeFrom(), num(f.pooled.Estimate), interval(f.pooled.CI95), partWord(m))
	return m
}

// sizeFrom says where the size comes from that the claim's word of size stands for.
func (b *body) sizeFrom() string {
	switch {
	case b.claim.Magnitude == appraisal.Important:
		return " (the smallest difference that matters)"
	case atLeast(b.large, 2*b.y.mid) && atMost(b.large, 2*b.y.mid):
		return " (large: twice the smallest difference that matters)"
	case b.claim.Large == nil:
		return " (large: " + num(b.set.LargeFactor).String() + " times the smallest difference that matters)"
	}
	return " (large, as the claim sets it)"
}

// partWord is a degree as a reader says it.
func partWord(degree string) string {
	switch degree {
	case partMet:
		return "met"
	case partNot:
		return "not met"
	case partPartial:
		return "met in part"
	}
	return strings.ToLower(degree)
}

// required is the certainty that the wording asks for.
func required(a appraisal.Assertiveness) int {
	switch a {
	case appraisal.Emphatic:
		return levelHigh
	case appraisal.Plain:
		return levelModerate
	}
	return levelLow
}

// decide is the verdict on what the trials show (method 10.7, 0.5, 0.18).
func decide(class string, level int, a appraisal.Assertiveness, p parts) (appraisal.Verdict, ID) {
	veryLow := level <= levelVeryLow
	pick := func(first bool, v appraisal.Verdict, id ID, otherwise appraisal.Verdict, other ID) (appraisal.Verdict, ID) {
		if first {
			return v, id
		}
		return otherwise, other
	}
	switch class {
	case classOPP:
		return pick(!veryLow, appraisal.Contradicted, V1, appraisal.CannotBeJudged, V2)
	case classNULL:
		if level >= levelModerate {
			return appraisal.Contradicted, V3
		}
		return pick(!veryLow, appraisal.NotSupported, V4, appraisal.CannotBeJudged, V5)
	case classLEAN, classOppLean:
		if veryLow {
			return appraisal.CannotBeJudged, V6
		}
		return pick(class == classLEAN && a == appraisal.Hedged, appraisal.PartlySupported, V7, appraisal.NotSupported, V8)
	case classDIFF:
		return pick(!veryLow, appraisal.Contradicted, V14, appraisal.CannotBeJudged, V16)
	case classOPEN:
		return pick(!veryLow, appraisal.NotSupported, V15, appraisal.CannotBeJudged, V16)
	case classTIE:
		return appraisal.NotSupported, V17
	}
	return decideShown(level, a, p)
}

// decideShown is the verdict where the trials show what the claim says: classes FAV and SAME.
func decideShown(level int, a appraisal.Assertiveness, p parts) (appraisal.Verdict, ID) {
	gap := required(a) - level
	switch {
	case level <= levelVeryLow && a == appraisal.Hedged:
		return appraisal.CannotBeJudged, V9
	case p.any(partNot, partUntested):
		return appraisal.Overstated, V10
	case gap >= 2:
		return appraisal.Overstated, V11
	case gap == 1 || p.any(partPartial, partUncertain) || (p.any(partProbable) && a == appraisal.Emphatic):
		return appraisal.PartlySupported, V12
	}
	return appraisal.Supported, V13
}

// verdictWord is a verdict as a sentence says it.
func verdictWord(v appraisal.Verdict) string {
	switch v {
	case appraisal.Supported:
		return "supported"
	case appraisal.PartlySupported:
		return "partly supported"
	case appraisal.Overstated:
		return "overstated"
	case appraisal.NotSupported:
		return "not supported"
	case appraisal.Contradicted:
		return "contradicted"
	}
	return "cannot be judged"
}

// ShowsCertainty reports whether a certainty symbol may stand beside the verdict: never beside absence of evidence, nor
// where there is no verdict on trials (method 0.17).
func ShowsCertainty(o JudgeOutcome) bool {
	return o.Certainty != nil && o.Class != nil && *o.Class != classOPEN
}
