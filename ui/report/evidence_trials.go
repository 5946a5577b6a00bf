package report

import (
	"fmt"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

func (w *evidenceWriter) trialAnchor(i int) string { return w.at + "-trial-" + strconv.Itoa(i+1) }

// trials are the linked results one by one, domain by domain.
func (w *evidenceWriter) trials(c Claim) {
	if len(c.Rows) == 0 {
		return
	}
	w.section(1, "trials", tr.T("Trial by trial"))
	for i, r := range c.Rows {
		w.section(2, "trial-"+strconv.Itoa(i+1), joined(": ", r.Linked.Trial.Name, r.Result.Name))
		w.result(c, r)
		if r.Relation == appraisal.Context && !judgedAnywhere(r) {
			w.note(tr.T("Context only: it takes no part in the verdict, so its domains are not listed."))
			continue
		}
		for _, d := range appraisal.Domains {
			if isRated(r) || rules.Due(c.Claim, r, d) {
				w.domain(i, r, r.Domains[d])
			}
		}
	}
}

// judgedAnywhere reports whether any reviewer has judged the row.
func judgedAnywhere(r rules.Row) bool {
	for _, a := range r.Linked.Appraisals {
		if a.Judgement != "" {
			return true
		}
	}
	return false
}

// result is what one linked result does to the claim, and how well it fits.
func (w *evidenceWriter) result(c Claim, r rules.Row) {
	var p pairs
	link := r.Linked.Link
	shows := []block.Run{{Sign: relationSign(r), Text: words.Relation(r.Relation) + "."}}
	if r.Derived != "" {
		shows = append(shows, block.Run{Text: " " + tr.T("Derived from the interval: %s.", words.InSentence(words.Relation(r.Derived))) + after(" ", tr.Said(r.Why))})
	}
	if link.Reason != "" {
		shows = append(shows, block.Run{Text: " " + tr.T("Reviewer: %s", link.Reason)})
	}
	if link.Coder != "" && link.Coder != r.Relation {
		shows = append(shows, block.Run{Text: " " + tr.T("The coder of the library wrote: %s.", words.InSentence(words.Relation(link.Coder)))})
	}
	if link.Why != "" && link.Why != link.Reason {
		shows = append(shows, block.Run{Text: " " + tr.T("Coder's reason: %s", link.Why)})
	}
	p.runs(tr.T("What it shows"), shows...)
	p.runs(tr.T("Reported in"), w.reportedIn(r.Linked.Trial)...)
	if r.Result.Name != "" {
		p.add(words.EffectTitle(c.Claim), effectOf(c.Claim, r))
	}
	if r.N != nil {
		p.add(tr.T("People"), strconv.Itoa(*r.N))
	}
	if weight := words.Weight(r); weight != "" {
		p.add(tr.T("Weight in the pool"), weight)
	} else if r.NotPooled != "" {
		p.add(tr.T("Not counted"), tr.Said(r.NotPooled))
	}
	if link.Reversed {
		p.add(tr.T("Turned round"), tr.T("The claim's treatment is the control arm of this result."))
	}
	p.add(tr.T("Fit to the claim's question"), joined(". ", words.PICO(r.PICO), link.PICONote))
	if l := r.Design.Line; l != nil {
		p.runs(tr.T("Design"), block.Run{Text: tr.Said(l.Text) + " "}, w.rule(l.Rule))
	}
	p.add(tr.T("Note on the trial"), r.Linked.Trial.Notes)
	w.add(block.Pairs(p))
}

// reportedIn are the sources of a trial by their numbers, or that none is in the library.
func (w *evidenceWriter) reportedIn(t appraisal.Trial) []block.Run {
	if cites := w.s.citeTrial(t); len(cites) > 0 {
		for i := range cites {
			cites[i].Raised = false
			cites[i].Text = strings.Replace(cites[i].Text, ",", ", ", 1)
		}
		return append([]block.Run{{Text: tr.T("References") + " "}}, cites...)
	}
	return block.T(tr.T("No report of it is in the library."))
}

// domain is one domain of a result: judgement, suggestion, answers, facts, quotes, other reviewers.
func (w *evidenceWriter) domain(i int, r rules.Row, v rules.DomainView) {
	id := "trial-" + strconv.Itoa(i+1) + "-" + string(v.Domain)
	w.section(3, id, words.Domain(v.Domain)+": "+words.Rating(v.Rating))
	w.judgement(v)
	w.suggestion(v)
	// Where claims share a trial, its answers and facts are listed with the first of them.
	key := basisKey(r, v)
	if at, ok := w.told[key]; ok {
		w.say(block.Run{Text: tr.T("Answers and facts are the same as those under %s.", at.Text), Link: at.Link})
	} else {
		w.told[key] = block.Run{Text: r.Linked.Trial.Name + ", " + words.InSentence(words.Domain(v.Domain)) + w.ofClaim(), Link: "#" + w.at + "-" + id}
		w.answers(v)
		w.facts(v)
	}
	w.quotes(v.Appraisal)
	w.others(r, v)
}

// ofClaim names the claim being written where there are several.
func (w *evidenceWriter) ofClaim() string {
	if w.deep == 0 {
		return ""
	}
	return ", " + tr.T("claim %s", strings.TrimPrefix(w.at, "claim-"))
}

// basisKey is the same for two domains that rest on the same facts and answers.
func basisKey(r rules.Row, v rules.DomainView) string {
	var b strings.Builder
	fmt.Fprint(&b, r.Linked.Trial.UID, r.Result.UID, v.Domain, v.Missing)
	for _, f := range v.Facts {
		fmt.Fprint(&b, "|", f.Fact.UID, f.Fact.Value)
	}
	for _, q := range v.Questions {
		fmt.Fprint(&b, "|", q.Proposed, q.Given, q.From)
	}
	return b.String()
}

// judgement is what counts: the reviewer's with its reason, or that nobody has judged yet.
func (w *evidenceWriter) judgement(v rules.DomainView) {
	a := v.Appraisal
	sign := ratingSign(v)
	head := block.Run{Sign: &sign, Text: words.Rating(v.Rating) + ",", Bold: true}
	var runs []block.Run
	switch rating, _, again := a.Copied(); {
	case again:
		runs = []block.Run{head, {Text: " " + tr.T("suggested by the rules. A judgement copied from another claim (%s) is to be given again.", words.InSentence(words.Rating(rating)))}}
	case !v.Judged:
		runs = []block.Run{head, {Text: " " + tr.T("suggested by the rules; nobody has judged it yet.") + w.meaning(v)}}
	default:
		runs = []block.Run{head, {Text: " " + joined(", ", tr.T("judged by %s", w.s.nameOf(a.Reviewer)), dayOf(a.JudgedAt)) + "."}}
	}
	if v.Overruled {
		text := " ↯ " + tr.T("Overrules the suggestion (%s, %s).", words.Rating(v.Suggestion.Rating), string(v.Suggestion.Rule))
		if a.Suggestion != v.Suggestion.Rating {
			text += " " + tr.T("When it was judged, the suggestion was %s (%s).", words.InSentence(words.Rating(a.Suggestion)), a.Rule)
		}
		runs = append(runs, block.Run{Text: text})
	}
	w.say(runs...)
	var p pairs
	p.add(tr.T("Why"), a.Reason)
	p.add(tr.T("Likely direction of bias"), words.BiasDirection(a.BiasDirection))
	if len(p) > 0 {
		w.add(block.Pairs(p))
	}
}

// meaning says what the suggestion means, with the figures behind it.
func (w *evidenceWriter) meaning(v rules.DomainView) string {
	text := " " + strings.TrimSuffix(words.RatingMeaning(v.Domain, v.Suggestion.Rating), ".") + "."
	if figures := words.Figures(v.Domain, v.Suggestion); figures != "" {
		text += " " + tr.Capital(figures) + "."
	}
	return text
}

// suggestion is what the rules propose, by which rules, and the figures behind it.
func (w *evidenceWriter) suggestion(v rules.DomainView) {
	s := v.Suggestion
	if v.Judged {
		w.say(block.Run{Text: tr.T("Suggested: %s.", words.Rating(s.Rating)), Bold: true}, block.Run{Text: w.meaning(v)})
	}
	var items []block.Item
	for _, l := range s.Trace {
		if l.Section() == rules.SectionThresholds {
			continue // the report names them once
		}
		items = append(items, block.Item{Runs: []block.Run{w.rule(l.Rule), {Text: " " + tr.Said(l.Text)}}})
	}
	if len(items) > 0 {
		w.add(block.List{Items: items})
	}
}

// answers are the signalling questions with what the facts propose and what the reviewer answered.
func (w *evidenceWriter) answers(v rules.DomainView) {
	if len(v.Questions) == 0 {
		return
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Signalling question"), Share: 3.6}, {Head: tr.T("The facts propose"), Share: 3}, {Head: tr.T("Answered"), Share: 1.3}}}
	for _, q := range v.Questions {
		proposed := tr.T("No answer")
		if q.Proposed != "" {
			proposed = joined(": ", words.Answer(q.Proposed), words.From(q.From))
		}
		given := words.Answer(q.Given)
		switch {
		case rules.Computed(q.Question.Key):
			given = tr.T("computed")
		case given == "":
			given = "–"
		case q.Given != q.Proposed && q.Proposed != "":
			given = "↯ " + given
		}
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{{{Text: tr.T(q.Question.Text)}, {Text: " (" + tr.Cited(q.Question.Source) + ")", Italic: true}}, block.T(proposed), block.T(given)}})
	}
	w.add(t)
}

// facts are the recorded values that the suggestion rests on, with where each was found and who checked it.
func (w *evidenceWriter) facts(v rules.DomainView) {
	if len(v.Facts)+len(v.Missing) == 0 {
		return
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Fact"), Share: 2.3}, {Head: tr.T("Value"), Share: 1.7}, {Head: tr.T("Source and place"), Share: 3.2}, {Head: tr.T("Checked"), Share: 1.4}}}
	for _, u := range v.Facts {
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{block.T(factLabel(u)), block.B(factValue(u.Fact)), w.factSource(u.Fact), block.T(w.s.checked(u.Fact))}})
	}
	for _, k := range v.Missing {
		f, _ := appraisal.FieldOf(k)
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{block.T(words.FieldLabel(f)), block.T("–"), block.T(tr.T("not extracted")), block.T("–")}})
	}
	w.add(t)
}

func factLabel(u rules.FactUsed) string {
	f, _ := appraisal.FieldOf(u.Fact.Field)
	if u.Subject == "" {
		return words.FieldLabel(f)
	}
	return u.Subject + ": " + words.InSentence(words.FieldLabel(f))
}

func factValue(f appraisal.Fact) string {
	field, _ := appraisal.FieldOf(f.Field)
	return words.FactValue(field, f)
}

// factSource is where a fact was found, with the words of the source.
func (w *evidenceWriter) factSource(f appraisal.Fact) []block.Run {
	runs := []block.Run{{Text: words.FactSource(f)}, w.s.cite(f.Document)}
	if f.Quote != "" && !strings.Contains(runs[0].Text, f.Quote) {
		runs = append(runs, block.Run{Text: " "}, block.Run{Text: tr.T("“%s”", f.Quote), Quote: true})
	}
	return runs
}

// checked says who has compared a fact with its source, or whether anybody can.
func (s *Source) checked(f appraisal.Fact) string {
	switch {
	case f.CheckedBy != "":
		return joined(", ", s.nameOf(f.CheckedBy), dayOf(f.CheckedAt))
	case f.Checked():
		return tr.T("Has a source")
	case f.Status == appraisal.StatusNotStated:
		return "–"
	}
	return tr.T("Unchecked")
}

// quotes are the words of the sources that a judgement rests on.
func (w *evidenceWriter) quotes(a appraisal.Appraisal) {
	var items []block.Item
	for _, q := range a.Quotes {
		place := q.Locator
		if place == "" {
			place = tr.T("place not given")
		}
		runs := []block.Run{{Text: tr.T("“%s”", q.Exact), Quote: true}, {Text: " " + place}, w.s.cite(q.DocumentUID)}
		items = append(items, block.Item{Runs: append(runs, w.s.lostWords(q.UID)...)})
	}
	if len(items) > 0 {
		w.say(block.Run{Text: tr.T("Quoted from the source:")})
		w.add(block.List{Items: items})
	}
}

// others are the judgements of the other reviewers.
func (w *evidenceWriter) others(r rules.Row, v rules.DomainView) {
	var items []block.Item
	for _, a := range r.Linked.Appraisals {
		if a.Domain != v.Domain || a.Judgement == "" || a.Reviewer == v.Appraisal.Reviewer && v.Judged {
			continue
		}
		runs := []block.Run{{Sign: rated(a.Judgement), Text: words.Rating(a.Judgement) + ":"}, {Text: " " + joined(", ", w.s.nameOf(a.Reviewer), dayOf(a.JudgedAt))}}
		if a.Overruled() {
			runs = append(runs, block.Run{Text: ", ↯ " + tr.T("suggested: %s", words.InSentence(words.Rating(a.Suggestion)))})
		}
		items = append(items, block.Item{Runs: append(runs, block.Run{Text: after(": ", a.Reason)})})
	}
	if len(items) > 0 {
		w.say(block.Run{Text: tr.T("Other reviewers:")})
		w.add(block.List{Items: items})
	}
}
