package board

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// branch is a part of the tree of steps that led to the verdict: lines of the trace, a step that can be overruled, and
// smaller branches.
type branch struct {
	title    string
	section  rules.Section
	branches []branch
	of       appraisal.Step // whose outcome stands beside the title of a branch that is no step itself
	silent   string         // said where no rule fired
}

// tree is how the steps are read: from what was given to the verdict.
var tree = []branch{
	{title: tr.Key("Thresholds"), section: rules.SectionThresholds},
	{title: tr.Key("What was pooled"), section: rules.SectionPool},
	{title: tr.Key("Certainty"), of: appraisal.StepCertainty, branches: []branch{
		{title: tr.Key("Start"), section: rules.SectionStart},
		{title: tr.Key("Risk of bias"), section: rules.SectionBias},
		{title: tr.Key("Inconsistency"), section: rules.SectionDiffer},
		{title: tr.Key("Indirectness"), section: rules.SectionIndirect},
		{title: tr.Key("Imprecision"), section: rules.SectionImprecise},
		{title: tr.Key("Publication bias"), section: rules.SectionUnpub, silent: tr.Key("Not suspected, and no test of it fired.")},
		{title: tr.Key("Caps"), section: rules.SectionCaps},
		{title: tr.Key("In all"), section: rules.SectionCertainty, silent: tr.Key("What deductions and caps leave of the start.")},
	}},
	{title: tr.Key("As worded"), branches: []branch{
		{title: tr.Key("Size"), section: rules.SectionSize},
		{title: tr.Key("Time"), section: rules.SectionTime},
		{title: tr.Key("Scope"), section: rules.SectionScope},
	}},
	{title: tr.Key("Verdict"), section: rules.SectionVerdict},
}

// why is the tree of the steps to the verdict on screen.
type why struct {
	b     *Board
	lines map[rules.Section][]rules.Line
	steps map[appraisal.Step]rules.StepView
	all   []*widgets.Disclosure
}

// whyTree shows every step that led to the verdict, under what it is about, each with its rule and source, and lets the
// reviewer decide otherwise.
func (b *Board) whyTree(a rules.Assessment, steps []rules.StepView) fyne.CanvasObject {
	w := &why{b: b, lines: map[rules.Section][]rules.Line{}, steps: map[appraisal.Step]rules.StepView{}}
	branches := tree
	if a.Duration != nil {
		branches = w.sides(a.Trace)
	} else {
		for _, l := range a.Trace {
			w.lines[l.Section()] = append(w.lines[l.Section()], l)
		}
	}
	for _, v := range steps {
		w.steps[v.Step] = v
	}
	box := widgets.VStack(6)
	for _, x := range branches {
		if o := w.show(x); o != nil {
			box.Add(o)
		}
	}
	fold := widgets.NewSmallLink(tr.T("Fold all"), nil)
	label := func() bool {
		open := false
		for _, d := range w.all {
			open = open || d.Open()
		}
		fold.SetText(map[bool]string{true: tr.T("Fold all"), false: tr.T("Unfold all")}[open])
		return open
	}
	fold.OnTapped = func() {
		open := !label()
		for _, d := range w.all {
			if d.Open() != open {
				d.SetOpen(open)
				d.OnChanged(open)
			}
		}
		label()
	}
	label()
	top := widgets.VStack(8)
	if n := len(a.Trace); n > 3 {
		top.Add(b.traceLine(a.Trace[n-1], true)) // what decided can be read without going down the tree
	}
	top.Add(widgets.HStack(0, fold, widgets.Spacer()))
	return widgets.Pad(2, 0, 2, 8, widgets.VStack(6, top, box))
}

// sides are the branches of a limit on duration, which goes through the rules more than once: before the stated time,
// after it, and where the treatment was withdrawn.
func (w *why) sides(trace []rules.Line) []branch {
	branches := []branch{tree[0], tree[1]}
	side := rules.SectionPool
	for _, l := range trace {
		s := l.Section()
		title, heads := strings.CutSuffix(l.Text, ":")
		switch {
		case s == rules.SectionVerdict && heads:
			side = rules.Section(title)
			branches = append(branches, branch{title: tr.Said(title), section: side})
		case s != rules.SectionVerdict && s != rules.SectionThresholds:
			s = side
		}
		if !heads || s != rules.SectionVerdict {
			w.lines[s] = append(w.lines[s], l)
		}
	}
	return append(branches, tree[len(tree)-1])
}

// show is a branch, or nil where neither a rule fired nor a step belongs to it.
func (w *why) show(x branch) fyne.CanvasObject {
	box := widgets.VStack(8)
	for _, inner := range x.branches {
		if o := w.show(inner); o != nil {
			box.Add(o)
		}
	}
	lines := w.lines[x.section]
	for i, l := range lines {
		box.Add(w.b.traceLine(l, x.section == rules.SectionVerdict && i == len(lines)-1))
	}
	v, isStep := w.steps[appraisal.Step(x.section)]
	if len(box.Objects) == 0 {
		if !isStep {
			return nil
		}
		box.Add(widgets.NewText(tr.T(x.silent), widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}))
	}
	d := w.foldable(x, widgets.Pad(0, 0, 2, 20, box))
	if !isStep {
		if of, ok := w.steps[x.of]; ok {
			d.SetTitle(tr.T(x.title), tr.Capital(words.StepValue(of.Step, of.Value)))
		}
		return d
	}
	note := words.StepValue(v.Step, v.Value)
	row := widgets.HStackTop(8, widgets.Fill(d))
	if v.Overrule != nil {
		row.Add(widgets.Pad(6, 0, 0, 0, widgets.VStack(0, overMark(v))))
	}
	if v.Overruled() {
		note = tr.T("%s, rules say %s", note, words.StepValue(v.Step, v.ByRules))
	}
	d.SetTitle(tr.T(x.title), tr.Capital(note))
	row.Add(widgets.VStack(0, w.b.overruleButton(v)))
	return row
}

// foldable is a branch that is unfolded until somebody folds it, and remembers that whichever claim is shown.
func (w *why) foldable(x branch, content fyne.CanvasObject) *widgets.Disclosure {
	key := "folded " + x.title
	d := widgets.NewDisclosure(tr.T(x.title), content)
	d.SetOpen(!w.b.open[key])
	d.OnChanged = func(open bool) {
		w.b.open[key] = !open
		w.b.scroll.Resize(w.b.scroll.Size())
		w.b.scroll.Refresh()
	}
	w.all = append(w.all, d)
	return d
}

// traceLine is one step with its rule, which leads to what the rule says, and source; the one that gave the verdict
// stands out.
func (b *Board) traceLine(l rules.Line, decisive bool) fyne.CanvasObject {
	link := widgets.NewSmallLink(string(l.Rule), func() { b.actions.ShowRule(string(l.Rule)) })
	link.SetTip(tr.T("What the rule says and which thresholds it reads"))
	id := widgets.MinWidth(48, widgets.VStack(0, link))
	source := widgets.NewRich(widgets.TextStyle{Size: theme.SizeCaption, Italic: true, Color: theme.ColorMuted}, widgets.Run{Text: tr.Cited(l.Source)})
	return widgets.HStackTop(8, id, widgets.Fill(widgets.VStack(1,
		widgets.NewText(tr.Said(l.Text), widgets.TextStyle{Size: theme.SizeSmall, Bold: decisive}), source)))
}
