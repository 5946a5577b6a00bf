package report

import (
	"slices"
	"strconv"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// uncertainty is what is uncertain, and for whom. The section is left out where nothing is to be said.
func (w *letterWriter) uncertainty() {
	var items [][]sentence
	add := func(all ...sentence) {
		kept := slices.DeleteFunc(all, func(x sentence) bool { return x.text == "" })
		if len(kept) > 0 {
			items = append(items, kept)
		}
	}
	for _, d := range appraisal.Domains {
		add(w.doubt(d), w.unknown(d))
	}
	add(w.time())
	for _, x := range w.differs() {
		add(x)
	}
	add(w.stable())
	if t := w.c.OtherTimeNote; t != "" {
		add(sentence{text: tr.Said(t), link: w.linkOr(w.c.Rule)})
	}
	said := own(w.c.Brief.Uncertainty)
	if len(items)+len(said) == 0 {
		return
	}
	w.heading("", tr.T("What is uncertain, and for whom"))
	if len(items) > 0 {
		list := block.List{}
		for _, all := range items {
			list.Items = append(list.Items, block.Item{Runs: sentences(all...)})
		}
		w.add(list)
	}
	w.add(said...)
}

// doubts say what a high rating in a domain means to who reads the answer.
var doubts = map[appraisal.Domain]string{
	appraisal.Blinding:   tr.Key("People may have known which treatment they had, which can move the result: %s."),
	appraisal.SampleSize: tr.Key("Too few people took part to be sure of the effect: %s."),
	appraisal.FollowUp:   tr.Key("People were not followed for the time in question: %s."),
	appraisal.Attrition:  tr.Key("Enough people were lost to follow-up, or unevenly enough, to move the result: %s."),
}

// doubt names the trials that count and are rated High in a domain.
func (w *letterWriter) doubt(d appraisal.Domain) sentence {
	return w.naming(doubts[d], func(r rules.Row) bool { return r.InPool && r.Domains[d].Rating == appraisal.High })
}

// unknowns say what is not known where a domain cannot be rated.
var unknowns = map[appraisal.Domain]string{
	appraisal.Blinding:   tr.Key("Whether people knew which treatment they had is not known: %s."),
	appraisal.SampleSize: tr.Key("Whether enough people took part to be sure of the effect is not known: %s."),
	appraisal.FollowUp:   tr.Key("How long people were followed is not known: %s."),
	appraisal.Attrition:  tr.Key("How many people were lost to follow-up is not known: %s."),
}

func (w *letterWriter) unknown(d appraisal.Domain) sentence {
	return w.naming(unknowns[d], func(r rules.Row) bool {
		rating := r.Domains[d].Rating
		return r.InPool && (rating == appraisal.NoInformation || rating == appraisal.NotExtracted)
	})
}

// naming is a sentence that names the trials of some rows, linked to the first of them in the table.
func (w *letterWriter) naming(text string, wanted func(rules.Row) bool) sentence {
	first := slices.IndexFunc(w.c.Rows, wanted)
	if first < 0 || w.c.Evidence != nil {
		return sentence{}
	}
	return sentence{tr.T(text, and(w.namesOf(wanted))), "#" + w.rowAnchor(first), w.citesOf(wanted)}
}

// time says how far the trials cover the time of which the claim speaks.
func (w *letterWriter) time() sentence {
	for _, v := range w.c.Steps {
		if v.Step != appraisal.StepHorizon {
			continue
		}
		horizon := words.InSentence(words.Horizon(w.c.Claim.Effect))
		switch v.Value {
		case "PARTIAL":
			return sentence{text: tr.T("The time in question (%s) is covered only in part.", horizon), link: w.rule(rules.W2)}
		case "UNTESTED":
			return sentence{text: tr.T("The time in question (%s) was not studied.", horizon), link: w.rule(rules.W2)}
		}
	}
	return sentence{}
}

// differs says in what the trials that count differ from what is asked, trial by trial.
func (w *letterWriter) differs() []sentence {
	var out []sentence
	told := map[string]bool{}
	for _, row := range w.c.Ledger {
		for _, t := range row.Trials {
			text := differing(row.Part, t)
			if text == "" || told[t.Trial+text] {
				continue
			}
			told[t.Trial+text] = true
			is := func(r rules.Row) bool { return r.InPool && r.Linked.Trial.Name == t.Trial }
			if first := slices.IndexFunc(w.c.Rows, is); first >= 0 {
				out = append(out, sentence{text, "#" + w.rowAnchor(first), w.citesOf(is)})
			}
		}
	}
	return out
}

func differing(part whatif.Part, t whatif.Did) string {
	if t.Differs == "" {
		return ""
	}
	return tr.T("%s studied something other than what is asked (%s): %s", t.Trial, words.InSentence(words.Sentence(string(part))), ended(t.Differs))
}

// ended closes a sentence that people wrote.
func ended(s string) string {
	for _, end := range []string{".", "!", "?"} {
		if len(s) > 0 && s[len(s)-1:] == end {
			return s
		}
	}
	return s + "."
}

// stable says how often the answer stays the same under other assumptions.
func (w *letterWriter) stable() sentence {
	o := w.c.Judged
	if o == nil || o.Stability == nil || o.Stability.Variations == 0 || w.c.Pooled == 0 {
		return sentence{}
	}
	s := o.Stability
	text := tr.T("Under other reasonable assumptions (another smallest difference that matters, stricter or more lenient limits, a trial left out) the answer stays the same in %s of %s variations.",
		strconv.Itoa(s.SameVerdict), strconv.Itoa(s.Variations))
	if w.c.ByRules != "" {
		text += " " + tr.T("This is about the verdict by the rules.")
	}
	return sentence{text: text, link: w.linkOr(w.c.Rule)}
}
