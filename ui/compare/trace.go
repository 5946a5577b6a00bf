package compare

import (
	"slices"

	"claimgrade/appraisal/rules"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// fork is the first part of the ways to two verdicts at which they differ.
type fork struct {
	section rules.Section
	lines   [2][]rules.Line // of the section, from the first on that differs
	same    bool            // the rules are the same and only their numbers differ
}

// firstFork finds where two traces part: the first section, in the order in which they are read, whose rules are not the
// same, else the first whose words are not; nil where nothing differs.
func firstFork(a, b []rules.Line) *fork {
	by := [2]map[rules.Section][]rules.Line{{}, {}}
	for i, trace := range [2][]rules.Line{a, b} {
		for _, l := range trace {
			by[i][l.Section()] = append(by[i][l.Section()], l)
		}
	}
	sameRule := func(x, y rules.Line) bool { return x.Rule == y.Rule }
	sameWords := func(x, y rules.Line) bool { return x.Rule == y.Rule && x.Text == y.Text }
	for _, equal := range []func(x, y rules.Line) bool{sameRule, sameWords} {
		for _, s := range rules.Sections {
			x, y := by[0][s], by[1][s]
			if slices.EqualFunc(x, y, equal) {
				continue
			}
			n := 0
			for n < len(x) && n < len(y) && equal(x[n], y[n]) {
				n++
			}
			f := &fork{section: s, same: slices.EqualFunc(x, y, sameRule)}
			f.lines = [2][]rules.Line{x[n:min(n+1, len(x))], y[n:min(n+1, len(y))]}
			return f
		}
	}
	return nil
}

// parting says where the ways to the verdicts part.
func (p *pair) parting() fyne.CanvasObject {
	box := widgets.VStack(8, widgets.Heading(tr.T("Where the ways to the verdicts part")))
	f := firstFork(p.views[0].Assessment.Trace, p.views[1].Assessment.Trace)
	if f == nil {
		box.Add(widgets.Small(tr.T("The same rules fired in both, with the same words.")))
		return box
	}
	text := tr.T("The first rule that differs is about: %s.", sectionWords(f.section))
	if f.same {
		text = tr.T("The same rules fired in both. The first whose numbers or words differ is about: %s.", sectionWords(f.section))
	}
	box.Add(widgets.Small(text))
	box.Add(sides(func(i int) fyne.CanvasObject {
		lines := widgets.VStack(6, widgets.Caption(names[i]))
		for _, l := range f.lines[i] {
			lines.Add(p.line(l))
		}
		if len(f.lines[i]) == 0 {
			lines.Add(widgets.Muted(tr.T("No further rule fired here.")))
		}
		return widgets.NewWell(lines)
	}))
	return box
}

// line is a step with its rule, which leads to what the rule says, and source.
func (p *pair) line(l rules.Line) fyne.CanvasObject {
	link := widgets.NewSmallLink(string(l.Rule), func() { p.c.actions.ShowRule(string(l.Rule)) })
	link.SetTip(tr.T("What the rule says and which thresholds it reads"))
	return widgets.HStackTop(8, widgets.MinWidth(48, widgets.VStack(0, link)), widgets.Fill(widgets.VStack(1, widgets.Small(tr.Said(l.Text)),
		widgets.NewText(tr.Cited(l.Source), widgets.TextStyle{Size: theme.SizeCaption, Italic: true, Color: theme.ColorMuted}))))
}

// sectionWords is a part of a trace within a sentence.
func sectionWords(s rules.Section) string {
	switch s {
	case rules.SectionThresholds:
		return tr.T("thresholds")
	case rules.SectionPool:
		return tr.T("what was pooled")
	case rules.SectionStart:
		return tr.T("where certainty starts")
	case rules.SectionBias:
		return tr.T("risk of bias")
	case rules.SectionDiffer:
		return tr.T("inconsistency")
	case rules.SectionIndirect:
		return tr.T("indirectness")
	case rules.SectionImprecise:
		return tr.T("imprecision")
	case rules.SectionUnpub:
		return tr.T("publication bias")
	case rules.SectionCaps:
		return tr.T("what caps certainty")
	case rules.SectionCertainty:
		return tr.T("certainty in all")
	case rules.SectionSize:
		return tr.T("the size asserted")
	case rules.SectionTime:
		return tr.T("the time spoken of")
	case rules.SectionScope:
		return tr.T("the scope")
	}
	return tr.T("the verdict")
}
