package report

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// answer is the verdict in plain words, how certain it is, and what can be said instead.
func (w *letterWriter) answer() {
	c := w.c
	if c.Verdict == "" {
		w.say(sentence{text: tr.T("No answer can be given yet."), link: w.basisLink()}, sentence{text: tr.Said(c.WhyNone), link: w.basisLink()})
		return
	}
	all := []sentence{{text: plainVerdict(c), link: w.rule(c.Rule)}, w.tally(), w.certain()}
	if c.ByRules != "" {
		text := tr.T("↯ This is the reviewer's own verdict; by the rules it would be: %s.", words.InSentence(words.Verdict(c.ByRules)))
		for _, v := range c.Steps {
			if v.Step == appraisal.StepVerdict && v.Overrule != nil {
				text += " " + tr.T("The reviewer's reason: %s", v.Overrule.Reason)
			}
		}
		all = append(all, sentence{text: text, link: w.rule(c.ByRule)})
	}
	all = append(all, w.instead(), w.provisional())
	runs := sentences(all...)
	if text := strings.TrimSpace(c.Brief.BottomLine); text != "" {
		runs = append(runs, block.Run{Text: " "}, block.Run{Text: text, Basis: block.Unbased})
	}
	w.add(block.Paragraph{Runs: runs})
}

// The verdicts in plain words, by what the claim is about.
var (
	plainOfEffects = map[appraisal.Verdict]string{
		appraisal.Supported:       tr.Key("Yes. The trials bear this out."),
		appraisal.PartlySupported: tr.Key("In part. The trials point this way, but they do not bear out all that is said."),
		appraisal.Overstated:      tr.Key("Not as it is put: this says more than the trials show."),
		appraisal.NotSupported:    tr.Key("No. The trials do not bear this out."),
		appraisal.Contradicted:    tr.Key("No. The trials show otherwise."),
		appraisal.CannotBeJudged:  tr.Key("This cannot be answered: what trials there are do not allow a judgement."),
	}
	plainOfNotShown = map[appraisal.Verdict]string{
		appraisal.Supported:       tr.Key("Yes. The trials have indeed not shown it."),
		appraisal.PartlySupported: tr.Key("In part. Some trials show it, but not with enough certainty, or less of it."),
		appraisal.Contradicted:    tr.Key("No. The trials do show it."),
	}
	plainOfEvidence = map[appraisal.Verdict]string{
		appraisal.Supported:       tr.Key("Yes. A count of the trials bears this out."),
		appraisal.PartlySupported: tr.Key("In part. A count of the trials goes some way to bear this out."),
		appraisal.NotSupported:    tr.Key("No. A count of the trials does not bear this out."),
		appraisal.Contradicted:    tr.Key("No. A count of the trials shows otherwise."),
		appraisal.CannotBeJudged:  tr.Key("This cannot be answered: too little is recorded of the trials to count them."),
	}
	plainOfReports = map[appraisal.Verdict]string{
		appraisal.Accurate:       tr.Key("Yes. The source says this."),
		appraisal.PartlyAccurate: tr.Key("In part. The source says some of this."),
		appraisal.Inaccurate:     tr.Key("No. The source does not say this."),
		appraisal.Misattributed:  tr.Key("Not from the source that is named."),
		appraisal.CannotBeJudged: tr.Key("This cannot be answered: the source was not obtained."),
	}
)

// plainVerdict is the verdict as an answer to the question whether the claim is right.
func plainVerdict(c Claim) string {
	of := plainOfEffects
	switch {
	case c.Verdict == appraisal.NotTrialQuestion:
		return tr.T("Trials of treatment cannot answer this.")
	case c.Claim.Kind == appraisal.KindReport:
		of = plainOfReports
	case c.Claim.Kind == appraisal.KindEvidence:
		of = plainOfEvidence
	case c.Claim.Kind == appraisal.KindNotShown:
		of = plainOfNotShown
	}
	if text, ok := of[c.Verdict]; ok {
		return tr.T(text)
	}
	return words.Verdict(c.Verdict) + "."
}

// outcomeOf is what the rules made of the trials: of a claim that an effect is not shown, of the effect itself.
func outcomeOf(c Claim) *rules.JudgeOutcome {
	if o := c.Judged; o != nil && o.Positive != nil {
		return o.Positive
	}
	return c.Judged
}

// certain is the certainty with the reasons why it is not higher.
func (w *letterWriter) certain() sentence {
	var text string
	switch w.c.Certainty {
	case appraisal.CertaintyHigh:
		return sentence{text: tr.T("The certainty is high (GRADE-informed): further trials are unlikely to change the answer."), link: w.rule(w.c.Rule)}
	case appraisal.CertaintyModerate:
		text = tr.Key("The certainty is moderate (GRADE-informed)%s: further trials may change the answer.")
	case appraisal.CertaintyLow:
		text = tr.Key("The certainty is low (GRADE-informed)%s: further trials may well change the answer.")
	case appraisal.CertaintyVeryLow:
		text = tr.Key("The certainty is very low (GRADE-informed)%s: the truth may be quite different.")
	default:
		return sentence{}
	}
	reasons, rule := lowered(w.c)
	because := ""
	if len(reasons) > 0 {
		because = tr.T(", because %s", and(reasons))
	}
	return sentence{text: tr.T(text, because), link: w.rule(rule)}
}

// lowered are the reasons why certainty is not high, in plain words, and the rule behind the first; where there is none, the
// rule of the verdict.
func lowered(c Claim) (reasons []string, first rules.ID) {
	first = c.Rule
	o := outcomeOf(c)
	if _, own := c.Decided(appraisal.StepCertainty); own {
		return []string{tr.T("the reviewer so decided")}, first
	}
	if o == nil || o.Deductions == nil || o.Rules == nil {
		return nil, first
	}
	d, r := o.Deductions, o.Rules
	for _, x := range []struct {
		levels int
		rule   *rules.ID
		text   string
	}{
		{d.RiskOfBias, r.RiskOfBias, tr.T("bias may have moved the results")},
		{d.Inconsistency, r.Inconsistency, tr.T("the trials differ in what they found")},
		{d.Indirectness, r.Indirectness, tr.T("the trials studied something other than what is asked")},
		{d.Imprecision, r.Imprecision, tr.T("too few people were studied")},
		{d.PublicationBias, r.PublicationBias, tr.T("trials with other results may never have been published")},
	} {
		if x.levels == 0 {
			continue
		}
		if len(reasons) == 0 && x.rule != nil {
			first = *x.rule
		}
		reasons = append(reasons, x.text)
	}
	if r.Cap == nil {
		return reasons, first
	}
	strictest := *r.Cap // they apply one after the other, and the outcome names the first
	if slices.ContainsFunc(o.Trace, func(l rules.Line) bool { return l.Rule == rules.CX3 }) {
		strictest = rules.CX3
	}
	if text := capped(strictest); text != "" {
		if len(reasons) == 0 {
			first = strictest
		}
		reasons = append(reasons, text)
	}
	return reasons, first
}

// capped is why certainty may not be higher, whatever the trials show.
func capped(id rules.ID) string {
	switch id {
	case rules.CK1:
		return tr.T("there is only one small trial")
	case rules.CX1:
		return tr.T("randomisation and selective reporting were not looked into")
	case rules.CX2:
		return tr.T("no search for trials is stated")
	case rules.CX3:
		return tr.T("most people of the trials are not among those counted")
	}
	return ""
}

// instead is the strongest wording that the trials support, where that is not the claim itself.
func (w *letterWriter) instead() sentence {
	r, ok := supported(w.c)
	if !ok || r.AsWorded || w.c.ByRules != "" || w.c.Verdict == appraisal.Supported || w.c.Brief.BottomLine != "" {
		return sentence{}
	}
	return sentence{text: tr.T("What can be said is: “%s”", tr.Said(r.Sentence)), link: w.rule(r.Rule)}
}

// provisional says that the answer rests on what nobody has judged.
func (w *letterWriter) provisional() sentence {
	c := w.c
	switch {
	case !c.Provisional:
		return sentence{}
	case c.Judgements < c.JudgementsDue:
		return sentence{text: tr.N(c.JudgementsDue, "The answer is provisional: %[2]d of 1 judgement on the trials was made by a person, the rest is what the rules suggest.",
			"The answer is provisional: %[2]d of %[1]d judgements on the trials were made by a person, the rest is what the rules suggest.", c.Judgements), link: w.basisLink()}
	}
	return sentence{text: tr.T("The answer is provisional: some of what it rests on has not been read from the reports yet."), link: w.basisLink()}
}

// and lists texts as a sentence does.
func and(all []string) string {
	switch n := len(all); {
	case n == 0:
		return ""
	case n == 1:
		return all[0]
	default:
		return tr.T("%s and %s", strings.Join(all[:n-1], ", "), all[n-1])
	}
}
