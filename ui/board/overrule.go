package board

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

var readOnly = tr.Key("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")

// overruleButton opens the decision on a step. It keeps the keyboard when the board is filled again after the decision.
func (b *Board) overruleButton(v rules.StepView) fyne.CanvasObject {
	text := tr.T("Overrule…")
	if v.Overrule != nil {
		text = tr.T("Change…")
	}
	button := widgets.NewButton(text, func() { b.decide(v.Step, "", "") }).SetStyle(widgets.ButtonQuiet).SetCompact()
	button.SetTip(tr.T("Decide otherwise than the rules on %s", words.StepWord(v.Step)))
	if b.s.Lib.ReadOnly() {
		button.SetDisabled(tr.T(readOnly))
	}
	b.deciders[v.Step] = button
	return button
}

// keepDecider returns what gives the keyboard back to the button of the step that had it, once the board is new.
func (b *Board) keepDecider() func() {
	c := fyne.CurrentApp().Driver().CanvasForObject(b.root)
	if c == nil {
		return func() {}
	}
	for s, button := range b.deciders {
		if c.Focused() == fyne.Focusable(button) {
			return func() {
				if again := b.deciders[s]; again != nil && again != button {
					c.Focus(again)
				}
			}
		}
	}
	return func() {}
}

// decide asks what a step comes to otherwise than by the rules, and why. The value and reason offered are those of the
// decision that is there already, else those given.
func (b *Board) decide(step appraisal.Step, value, reason string) {
	claim := b.shown
	b.s.WithReviewer(func() {
		// The name may just have been given, and whoever bears it may have decided before.
		b.s.LoadClaim("decision", claim, func(now session.View, err error) {
			if err != nil {
				b.s.Fail(err)
				return
			}
			for _, v := range rules.Steps(now.Dossier, now.Assessment) {
				if v.Step != step {
					continue
				}
				if o := v.Overrule; o != nil {
					value, reason = o.Value, o.Reason
				}
				newDecision(b, now, v).offer(value, reason).ask()
			}
		})
	})
}

// decision is the dialog about one step.
type decision struct {
	b       *Board
	claim   session.View
	step    rules.StepView
	choices []rules.StepChoice
	chosen  int
	chips   []*widgets.ChipButton
	reason  *widgets.TextArea
	dialog  *dialogs.Dialog
}

func newDecision(b *Board, claim session.View, v rules.StepView) *decision {
	d := &decision{b: b, claim: claim, step: v, choices: rules.StepChoices(claim.Dossier.Claim.Kind, v), chosen: -1}
	d.reason = widgets.NewTextArea(tr.T("What did you read or weigh that the rules could not know?"), 3)
	for i, c := range d.choices {
		chip := widgets.NewChipButton(tr.Capital(tr.Said(c.Words)), func() { d.choose(i) })
		chip.SetDisabled(tr.Said(c.Not))
		d.chips = append(d.chips, chip)
	}
	return d
}

// offer fills in a choice and a reason. What the rules come to may be offered too: it then says that somebody has looked
// at it and agrees.
func (d *decision) offer(value, reason string) *decision {
	for i, c := range d.choices {
		if c.Value == value && (c.Not == "" || value == d.step.ByRules) {
			d.chips[i].Enable()
			d.choose(i)
		}
	}
	d.reason.SetText(reason)
	return d
}

func (d *decision) choose(i int) {
	d.chosen = i
	for n, chip := range d.chips {
		chip.SetChosen(n == i)
	}
}

func (d *decision) ask() {
	name := words.StepWord(d.step.Step)
	row := widgets.Flow(6)
	for _, chip := range d.chips {
		row.Add(chip)
	}
	choice := widgets.NewFormField(tr.T("It counts as"), row)
	if d.step.Step == appraisal.StepCertainty {
		choice.SetHelp(tr.T("One step from what the rules come to: more than one needs a second reviewer."))
	}
	content := widgets.VStack(14, d.byRules(), choice, widgets.NewFormField(tr.T("Reason"), d.reason))
	spec := dialogs.FormSpec{
		Title: tr.T("Overrule %s", name), Content: content, Confirm: tr.T("Save"), First: d.first(), Validate: d.check, OnConfirm: d.save,
		Fields: map[string]fyne.CanvasObject{"value": row, "reason": d.reason},
	}
	if o := d.step.Overrule; o != nil {
		spec.Extra = widgets.NewLink(tr.T("Take back"), func() {
			d.dialog.Close()
			d.b.takeBack(*o)
		})
	}
	d.dialog = dialogs.Form(fyne.CurrentApp().Driver().CanvasForObject(d.b.root), spec)
}

// first is the reason where the choice is made already, else the first choice that there is.
func (d *decision) first() fyne.Focusable {
	if d.chosen >= 0 {
		return d.reason
	}
	for _, chip := range d.chips {
		if !chip.Disabled() {
			return chip
		}
	}
	return d.reason
}

// byRules says what the rules come to on the step, with the lines that say why.
func (d *decision) byRules() fyne.CanvasObject {
	value := words.StepValue(d.step.Step, d.step.ByRules)
	if d.step.Step == appraisal.StepCertainty {
		value = tr.T("%s certainty", value)
	}
	if d.step.Rule != "" {
		value += " (" + string(d.step.Rule) + ")"
	}
	box := widgets.VStack(6, widgets.Bold(tr.T("The rules come to: %s.", value)))
	if text := d.deductions(); text != "" {
		box.Add(widgets.NewText(text, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}))
	}
	for _, l := range d.claim.Assessment.Trace {
		s := l.Section()
		if (s == rules.Section(d.step.Step) || d.step.Step == appraisal.StepCertainty && s == rules.SectionCaps) && !strings.HasPrefix(string(l.Rule), "O-") {
			box.Add(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted},
				widgets.Run{Text: string(l.Rule) + "  ", Bold: true}, widgets.Run{Text: tr.Said(l.Text)}))
		}
	}
	return widgets.NewWell(box)
}

// deductions say what certainty is made of; empty for other steps.
func (d *decision) deductions() string {
	if d.step.Step != appraisal.StepCertainty {
		return ""
	}
	text := ""
	for _, l := range d.claim.Assessment.Trace {
		if l.Section() == rules.SectionStart {
			text = tr.Said(l.Text)
		}
	}
	for _, v := range rules.Steps(d.claim.Dossier, d.claim.Assessment) {
		if v.Step == appraisal.StepCertainty {
			break
		}
		if v.Value != "0" {
			text += " " + tr.Capital(tr.Said(rules.StepWord(v.Step))) + ": " + words.StepValue(v.Step, v.Value) + "."
		}
	}
	return text
}

func (d *decision) check() error {
	switch {
	case d.chosen < 0:
		return appraisal.Invalid("value", tr.T("Choose what it counts as, or cancel to leave it to the rules."))
	case strings.TrimSpace(d.reason.Text) == "":
		return appraisal.Invalid("reason", tr.T("Write why, or cancel to leave it to the rules."))
	}
	return nil
}

func (d *decision) save() {
	o := appraisal.Overrule{ClaimUID: d.claim.Dossier.Claim.UID, Reviewer: d.b.s.Reviewer().UID, Step: d.step.Step,
		Value: d.choices[d.chosen].Value, Reason: strings.TrimSpace(d.reason.Text), At: d.b.s.Now()}
	d.b.s.Edit(tr.T("Overrule %s", words.StepWord(o.Step)), func(b *db.Batch) error { b.PutOverrule(o); return nil }, nil)
}

// takeBack leaves a step to the rules again.
func (b *Board) takeBack(o appraisal.Overrule) {
	b.s.Edit(tr.T("Take back the decision on %s", words.StepWord(o.Step)), func(x *db.Batch) error { x.DeleteOverrule(o.UID); return nil }, nil)
}

// decisions tell in the verdict band what the reviewer decided otherwise than the rules, and ask whether a flaw is
// charged twice. It is nil where there is nothing to tell.
func (b *Board) decisions(steps []rules.StepView) fyne.CanvasObject {
	box := widgets.VStack(5)
	for _, v := range steps {
		if v.Overrule != nil {
			box.Add(b.decided(v))
		}
		if v.Step == appraisal.StepInconsistency {
			if ask := b.countOnce(v); ask != nil {
				box.Add(ask)
			}
		}
	}
	if len(box.Objects) == 0 {
		return nil
	}
	return box
}

// decided is one decision: what counts, what the rules say, and why.
func (b *Board) decided(v rules.StepView) fyne.CanvasObject {
	text := widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, widgets.Run{Text: words.Overruled(v), Bold: true},
		widgets.Run{Text: " " + v.Overrule.Reason, Color: theme.ColorMuted})
	change := widgets.NewSmallLink(tr.T("Change…"), func() { b.decide(v.Step, "", "") })
	change.SetTip(tr.T("Change or take back the decision on %s", words.StepWord(v.Step)))
	if b.s.Lib.ReadOnly() {
		change.SetDisabled(tr.T(readOnly))
	}
	return widgets.HStackTop(7, widgets.Pad(2, 0, 0, 0, widgets.VStack(0, overMark(v))), widgets.Fill(text), change)
}

func overMark(v rules.StepView) *widgets.Mark {
	m := widgets.NewMark(widgets.MarkOverruled, 12, theme.Amber.Ink())
	m.SetTip(words.Overruled(v) + "\n" + v.Overrule.Reason)
	return m
}

// countOnce asks whether bias is why the trials differ, where both are charged (C-M).
func (b *Board) countOnce(v rules.StepView) fyne.CanvasObject {
	o := b.view.Assessment.Judged
	if o == nil || o.CountOnce == nil {
		return nil
	}
	button := func(text, value, reason string) *widgets.Button {
		x := widgets.NewButton(text, func() { b.decide(v.Step, value, reason) }).SetCompact()
		x.SetTip(tr.T("Inconsistency costs: %s", words.StepValue(v.Step, value)))
		if b.s.Lib.ReadOnly() {
			x.SetDisabled(tr.T(readOnly))
		}
		return x
	}
	return widgets.HStack(8, widgets.Fill(widgets.Small(tr.T("Risk of bias may explain why the trials differ: counted twice?"))),
		button(tr.T("Count once…"), strconv.Itoa(*o.CountOnce), tr.T("Bias is why the trials differ; counted once under risk of bias.")),
		button(tr.T("Charge both…"), v.ByRules, tr.T("The trials differ for another reason than bias; both are charged.")))
}
