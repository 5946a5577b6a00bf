package rules

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// EvidenceCase is a claim about how the trials of its frame were done, with what was read of each. Rows are all trials
// of the frame; which of them Counts and Meets depends on the form:
//
//	share, count: Counts if the judgement or fact is known, Meets if it is what the claim speaks of
//	absence:      Counts always, Meets if the trial has a controlled reading of the outcome at the horizon
//	rank:         Counts if its number is known; Values holds the numbers
type EvidenceCase struct {
	Form       appraisal.EvidenceForm // empty: share
	Quantifier appraisal.Quantifier   // of shares
	Complete   bool                   // the frame holds all trials known
	Count      int                    // of counts: the number that the claim states
	Rows       []TallyRow
	Values     []*float64 // of ranks, by row; nil where not known
	Subject    int        // of ranks: the row of the trial said to be among the largest
	HasSubject bool
}

// wilsonLevel is the level of the interval of a share.
const wilsonLevel = 0.95

// JudgeEvidence grades an evidence claim by its tally (method 0.2, 0.15).
func JudgeEvidence(c EvidenceCase) (EvidenceOutcome, appraisal.Verdict) {
	o := EvidenceOutcome{Form: c.Form, CI95: [2]float64{0, 1}, Tally: c.Rows}
	if o.Form == "" {
		o.Form = appraisal.FormShare
	}
	for _, r := range c.Rows {
		if r.Counts {
			o.N++
			if r.Meets {
				o.X++
			}
		}
	}
	if o.N > 0 {
		o.Share = float64(o.X) / float64(o.N)
		o.CI95 = stats.Wilson(o.Share, float64(o.N), wilsonLevel)
	}
	var v appraisal.Verdict
	switch {
	case o.Form == appraisal.FormRank:
		v = o.rank(c)
	case o.N < 2:
		v = o.say(E0, appraisal.CannotBeJudged, "Of %s in the frame, %d can be counted (threshold 2)", plural(len(c.Rows), "trial"), o.N)
	case o.Form == appraisal.FormCount:
		v = o.count(c)
	case o.Form == appraisal.FormAbsence:
		v = o.absence(c.Quantifier)
	default:
		v = o.share(c)
	}
	return o, v
}

func (o *EvidenceOutcome) say(id ID, v appraisal.Verdict, format string, args ...any) appraisal.Verdict {
	o.Rule = id
	o.Trace = append(o.Trace, step(id, format+": %s.", append(args, verdictWord(v))...))
	return v
}

// quantified says of a word of number whether the share meets it, and whether the whole interval does or fails to.
func (o *EvidenceOutcome) quantified(q appraisal.Quantifier) (met, surely, surelyNot, known bool) {
	low, high := o.CI95[0], o.CI95[1]
	switch q {
	case appraisal.All: // one counter-example decides; no interval can prove it
		return o.X == o.N, false, o.X < o.N, true
	case appraisal.None:
		return o.X == 0, false, o.X > 0, true
	case appraisal.Some: // one trial meets it for good; none of a few does not refute it
		return o.X >= 1, o.X >= 1, false, true
	case appraisal.Most:
		return above(o.Share, 0.5), above(low, 0.5), atMost(high, 0.5), true
	case appraisal.Many:
		return atLeast(o.Share, 1.0/3), atLeast(low, 1.0/3), below(high, 1.0/3), true
	case appraisal.Few:
		return atMost(o.Share, 1.0/3), atMost(high, 1.0/3), above(low, 1.0/3), true
	}
	return false, false, false, false
}

func (o *EvidenceOutcome) share(c EvidenceCase) appraisal.Verdict {
	met, surely, surelyNot, known := o.quantified(c.Quantifier)
	if !known {
		return o.say(E0, appraisal.CannotBeJudged, "%q is not a word of number that can be counted", c.Quantifier)
	}
	enough := o.N >= 5 || c.Quantifier == appraisal.Some
	const tally = "%d of %d trials (share %s, 95 %% interval %s to %s) where the claim says %s"
	args := []any{o.X, o.N, share2(o.Share), share2(o.CI95[0]), share2(o.CI95[1]), c.Quantifier}
	switch {
	case met && c.Complete:
		return o.say(E1, appraisal.Supported, tally+"; these are all trials known", args...)
	case met && enough && surely:
		return o.say(E1, appraisal.Supported, tally, args...)
	case met:
		return o.say(E2, appraisal.PartlySupported, tally, args...)
	case surelyNot:
		return o.say(E3, appraisal.Contradicted, tally, args...)
	}
	return o.say(E4, appraisal.NotSupported, tally, args...)
}

// count compares the tally with the number that the claim states.
func (o *EvidenceOutcome) count(c EvidenceCase) appraisal.Verdict {
	unknown := len(c.Rows) - o.N
	const tally = "%d of %d trials where the claim says %d; %d not known"
	args := []any{o.X, o.N, c.Count, unknown}
	switch {
	case o.X == c.Count:
		return o.say(E8, appraisal.Supported, tally, args...)
	case o.X > c.Count:
		return o.say(E9, appraisal.PartlySupported, tally, args...)
	case !c.Complete || o.X+unknown >= c.Count:
		return o.say(E10, appraisal.NotSupported, tally, args...)
	}
	return o.say(E11, appraisal.Contradicted, tally, args...)
}

// absence is "little studied": few trials have a controlled reading; where the claim says none, none has.
func (o *EvidenceOutcome) absence(q appraisal.Quantifier) appraisal.Verdict {
	const tally = "%d of %d trials (share %s, 95 %% interval %s to %s) have a controlled reading (threshold a third)"
	args := []any{o.X, o.N, share2(o.Share), share2(o.CI95[0]), share2(o.CI95[1])}
	switch {
	case q == appraisal.None && o.X > 0:
		return o.say(E13, appraisal.Contradicted, tally+" where the claim says none", args...)
	case atMost(o.Share, 1.0/3):
		return o.say(E12, appraisal.Supported, tally, args...)
	case above(o.CI95[0], 1.0/3):
		return o.say(E13, appraisal.Contradicted, tally, args...)
	}
	return o.say(E14, appraisal.NotSupported, tally, args...)
}

// rank is "among the largest": the place of the subject among the trials whose number is known. Equal trials share the
// better place, and the largest is among the largest however few there are.
func (o *EvidenceOutcome) rank(c EvidenceCase) appraisal.Verdict {
	if !c.HasSubject || c.Subject < 0 || c.Subject >= len(c.Values) || c.Values[c.Subject] == nil {
		return o.say(E0, appraisal.CannotBeJudged, "The number of the trial that the claim is about is not known")
	}
	o.N, o.X, o.Rank = 0, 0, 1
	for _, v := range c.Values {
		if v == nil {
			continue
		}
		o.N++
		if above(*v, *c.Values[c.Subject]) {
			o.Rank++
		}
	}
	o.Share, o.CI95 = 0, [2]float64{0, 1} // no share is claimed
	top := float64(o.Rank) / float64(o.N)
	const place = "Number %d of %d trials, the top %s of the frame (thresholds 0.25 and 0.50)"
	switch {
	case o.N < 2:
		return o.say(E0, appraisal.CannotBeJudged, "%d trial of the frame can be counted (threshold 2)", o.N)
	case o.Rank == 1 || atMost(top, 0.25):
		return o.say(E5, appraisal.Supported, place, o.Rank, o.N, share2(top))
	case atMost(top, 0.5):
		return o.say(E6, appraisal.PartlySupported, place, o.Rank, o.N, share2(top))
	}
	return o.say(E7, appraisal.Contradicted, place, o.Rank, o.N, share2(top))
}
