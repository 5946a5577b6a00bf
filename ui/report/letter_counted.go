package report

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// checkedSource is what the source says that the article cites.
func (w *letterWriter) checkedSource() {
	c := w.c.Claim.Citation
	if c.Finding == "" {
		if w.c.Claim.Kind == appraisal.KindReport {
			w.say(sentence{text: tr.T("Nobody has compared the statement with its source yet."), link: w.claimLink()})
		}
		return
	}
	link, refs := w.claimLink(), w.s.citeSource(w.c)
	if len(refs) > 0 {
		link = refs[0].Link
	}
	text := tr.T("We compared the statement with its source: %s.", words.InSentence(words.CitationFinding(c.Finding)))
	if c.Finding == appraisal.NotObtained {
		text = tr.T("The source of the statement was not obtained, so the two could not be compared.")
	}
	all := []sentence{{text, link, refs}}
	if c.Quote != "" {
		all = append(all, sentence{text: tr.T("There it says: “%s”", c.Quote) + after(" ", bracketed(c.Locator)), link: link})
	}
	if c.Note != "" {
		all = append(all, sentence{text: tr.T("Note on the comparison: %s", c.Note), link: link})
	}
	w.say(all...)
}

// claimLink leads to the article that the claim stands in or, where the library has none, to the heading above.
func (w *letterWriter) claimLink() string {
	if cite := w.s.cite(w.c.Document.UID); cite.Link != "" {
		return cite.Link
	}
	return w.basisLink()
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// tallied is what the count of the trials came to, of a claim about how trials were done.
func (w *letterWriter) tally() sentence {
	e := w.c.Evidence
	if e == nil {
		return sentence{}
	}
	text := ""
	switch {
	case e.Form == appraisal.FormRank:
		text = tr.N(e.N, "It is number %[2]d of 1 trial whose number is known.", "It is number %[2]d of %[1]d trials whose number is known.", e.Rank)
	case e.Form == appraisal.FormAbsence:
		text = controlled(*e)
	case e.N > 0:
		text = tr.N(e.N, "%[2]d of 1 trial that could be counted is as the statement says.", "%[2]d of %[1]d trials that could be counted are as the statement says.", e.X)
	}
	return sentence{text: text, link: w.rule(w.c.Rule)}
}

// controlled counts the trials that read an outcome which a claim says is little studied.
func controlled(e rules.EvidenceOutcome) string {
	return tr.N(e.N, "%[2]d of 1 trial read this with a control group at the time in question.", "%[2]d of %[1]d trials read this with a control group at the time in question.", e.X)
}

// counted is what was read of each trial that a claim about how trials were done speaks of.
func (w *letterWriter) counted() {
	e := w.c.Evidence
	if len(e.Tally) == 0 {
		w.say(sentence{text: tr.T("No trial of our library is among those that the statement speaks of."), link: w.linkOr(w.c.Rule)})
		return
	}
	w.say(sentence{text: tr.N(len(e.Tally), "The statement speaks of 1 trial of our library; this is what was read of it.",
		"The statement speaks of %d trials of our library; this is what was read of each."), link: "#" + w.rowAnchor(0)})
	rows, trials := tallied(w.c)
	head := words.TallyHead(w.c.Claim.Evidence)
	if e.Form == appraisal.FormShare || e.Form == appraisal.FormCount {
		head = tr.T("As the statement says")
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Trial"), Share: 2.4}, {Head: words.TallyReadHead(w.c.Claim), Share: 3.4}, {Head: head, Share: 1.5}}}
	for i, r := range rows {
		name := append([]block.Run{{Text: r.Trial}}, w.s.citeTrial(trials[r.TrialUID])...)
		t.Rows = append(t.Rows, block.Row{ID: w.rowAnchor(i), Cells: [][]block.Run{name, block.T(orDash(words.TallyRead(w.c.Claim, trials[r.TrialUID], r))), block.T(words.TallySays(w.c.Claim.Evidence, r))}})
	}
	w.add(t)
}
