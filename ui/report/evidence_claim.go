package report

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// pairs are labels with their texts; those without text are left out.
type pairs []block.Pair

func (p *pairs) add(label, text string) {
	if strings.TrimSpace(text) != "" {
		*p = append(*p, block.Pair{Label: label, Runs: block.T(text)})
	}
}

func (p *pairs) runs(label string, runs ...block.Run) {
	*p = append(*p, block.Pair{Label: label, Runs: runs})
}

func (p *pairs) number(label string, x *float64) {
	if x != nil {
		p.add(label, tr.Number(*x, 3))
	}
}

// claimed is what is claimed, where, and how its wording is read.
func (w *evidenceWriter) claimed(c Claim) {
	w.section(1, "claimed", tr.T("What is claimed"))
	var p pairs
	if c.Claim.Wording != "" {
		label := tr.T("In the article's words")
		if c.Claim.Key != "" { // the starter library copies no sentence of an article
			label = tr.T("In the article, paraphrased")
		}
		p.runs(label, append([]block.Run{{Text: tr.T("“%s”", c.Claim.Wording), Quote: true}, w.s.cite(c.Claim.DocumentUID)}, w.s.lostWords(c.Claim.UID)...)...)
	}
	p.add(tr.T("Restated"), c.Claim.Text)
	if d := c.Document; d.UID != "" {
		p.runs(tr.T("Source"), block.Run{Text: sourceLine(d, c.Claim.Place)}, w.s.cite(d.UID))
	}
	for _, part := range c.Parts {
		if part.UID != c.Claim.UID {
			p.add(tr.T("Another part of the sentence"), part.Label+": "+part.Text)
		}
	}
	p.add(tr.T("Kind of claim"), words.Kind(c.Claim.Kind))
	p.add(tr.T("Population"), c.Claim.Population)
	p.add(tr.T("Intervention"), c.Claim.Intervention)
	p.add(tr.T("Comparator"), c.Claim.Comparator)
	p.add(tr.T("Outcome"), c.Claim.Outcome)
	if k := c.Claim.Kind; k == appraisal.KindEffect || k == appraisal.KindNotShown {
		asserted(&p, c.Claim)
	}
	if c.Claim.Kind == appraisal.KindEvidence {
		framed(&p, c.Claim.Evidence)
	}
	p.add(tr.T("Coder's note"), strings.TrimPrefix(c.Claim.Coding, "Coder: "))
	cited(&p, c.Claim.Citation)
	w.add(block.Pairs(p))
}

// sourceLine is a document in a line, with the place in it.
func sourceLine(d appraisal.Document, place string) string {
	var parts []string
	for _, s := range []string{d.Title, d.Outlet, d.Date, place} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// asserted is what an effect claim asserts, or the effect that another says is not shown.
func asserted(p *pairs, c appraisal.Claim) {
	e := c.Effect
	what := words.EffectKind(e.Kind)
	if c.Kind == appraisal.KindNotShown {
		what = tr.T("that of: %s", strings.ToLower(what))
	}
	p.add(tr.T("What it says about the treatment"), what)
	p.add(tr.T("What is measured"), joined(" · ", words.Choice(e.Construct), e.Instrument, words.Sentence(string(e.Measure))))
	p.add(tr.T("Time for which it is said to hold"), words.Horizon(e))
	p.add(tr.T("Strength of wording"), words.Assertiveness(e.Assertiveness))
	p.add(tr.T("Size asserted"), words.Magnitude(e.Magnitude))
	if e.MID != nil {
		text := tr.Number(*e.MID, 3)
		if e.MIDLow != nil && e.MIDHigh != nil {
			text += " " + tr.T("(plausible: %s to %s)", tr.Number(*e.MIDLow, 3), tr.Number(*e.MIDHigh, 3))
		}
		p.add(tr.T("Smallest difference that matters"), joined(". ", text, e.MIDSource))
	}
	p.number(tr.T("Large is from"), e.LargeSize)
	p.number(tr.T("Margin of non-inferiority"), e.Margin)
	p.number(tr.T("Standard deviation for planning"), e.PlanningSD)
	p.number(tr.T("Risk without the treatment"), e.ControlRisk)
	p.number(tr.T("Relative reduction to detect"), e.RRR)
	p.number(tr.T("Largest tolerable risk"), e.TolerableRisk)
	p.number(tr.T("Optimal information size, people"), e.OIS)
	var stated []string
	for _, x := range []struct {
		is   bool
		text string
	}{
		{e.SearchStated, tr.T("the trials come from a stated search")},
		{e.OtherBias, tr.T("randomisation, concealment and selective reporting were considered")},
		{e.PublicationBias, tr.T("publication bias is suspected")},
		{e.NearlyAll, tr.T("said of nearly everybody")},
	} {
		if x.is {
			stated = append(stated, x.text)
		}
	}
	if len(stated) == 0 {
		stated = []string{tr.T("nothing about search, other bias or publication bias")}
	}
	p.add(tr.T("Stated by the coder"), tr.Capital(strings.Join(stated, "; ")))
}

// framed is which trials a claim about how trials were done speaks of, and what it says of them.
func framed(p *pairs, e appraisal.Evidence) {
	p.add(tr.T("How many"), words.Sentence(string(e.Quantifier)))
	if e.Count != nil {
		p.add(tr.T("Number claimed"), tr.Number(float64(*e.Count), 0))
	}
	if e.Domain != "" {
		var levels []string
		for _, l := range e.Levels {
			levels = append(levels, strings.ToLower(words.Rating(l)))
		}
		p.add(tr.T("Counted by"), joined(": ", words.Domain(e.Domain), strings.Join(levels, ", ")))
	}
	p.add(tr.T("Counted if"), conditions(e.Meets))
	p.add(tr.T("Among trials with"), conditions(e.Frame))
	if f, ok := appraisal.FieldOf(e.RankField); ok && e.RankField != "" {
		p.add(tr.T("Ranked by"), words.FieldLabel(f))
	}
	p.add(tr.T("Outcome looked for"), words.Choice(e.Construct))
	if e.MinDays != nil {
		p.add(tr.T("Read no earlier than"), words.Days(*e.MinDays))
	}
	if e.Complete {
		p.add(tr.T("The frame"), tr.T("These are all trials known."))
	}
}

// conditions are the lines of a frame in words.
func conditions(all []appraisal.Condition) string {
	var out []string
	for _, x := range all {
		f, _ := appraisal.FieldOf(x.Field)
		var values []string
		for _, v := range strings.Split(x.Value, "|") {
			values = append(values, words.InSentence(words.FactValue(f, appraisal.Fact{Field: x.Field, Value: v})))
		}
		value := strings.Join(values, ", ")
		label := words.InSentence(words.FieldLabel(f))
		switch x.Op {
		case "is-not":
			out = append(out, tr.T("%s not %s", label, value))
		case "at-least":
			out = append(out, tr.T("%s at least %s", label, value))
		case "at-most":
			out = append(out, tr.T("%s at most %s", label, value))
		case "one-of":
			out = append(out, tr.T("%s one of %s", label, value))
		default:
			out = append(out, label+": "+value)
		}
	}
	return tr.Capital(strings.Join(out, "; "))
}

// cited is the check whether the source that the article cites says it.
func cited(p *pairs, c appraisal.Citation) {
	if c == (appraisal.Citation{}) {
		return
	}
	p.add(tr.T("Does the source say it?"), words.CitationFinding(c.Finding))
	p.add(tr.T("Cited"), c.Cited)
	p.add(tr.T("Right source"), c.Actual)
	if c.Quote != "" {
		p.runs(tr.T("Quote"), block.Run{Text: tr.T("“%s”", c.Quote), Quote: true}, block.Run{Text: after(" ", c.Locator)})
	}
	p.add(tr.T("Note on the check"), c.Note)
}

// joined puts those of the texts together that are not empty.
func joined(between string, texts ...string) string {
	var out []string
	for _, s := range texts {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, between)
}

// after is a text with what sets it apart from what stands before it; empty where it is.
func after(between, text string) string {
	if text == "" {
		return ""
	}
	return between + text
}
