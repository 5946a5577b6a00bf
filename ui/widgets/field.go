package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// FormField is a control with its label above and, below, help or what is wrong with it.
type FormField struct {
	widget.BaseWidget
	label   *Text
	control fyne.CanvasObject
	help    *Text
	problem *Text
	mark    *Mark
	stack   *fyne.Container
}

// NewFormField returns a field.
func NewFormField(label string, control fyne.CanvasObject) *FormField {
	f := &FormField{label: SectionLabel(label), control: control, help: Caption(""),
		problem: NewText("", TextStyle{Size: theme.SizeCaption, Color: theme.Red.Ink()}), mark: NewMark(MarkCross, 11, theme.Red.Ink())}
	row := HStackTop(5, Pad(3, 0, 0, 0, f.mark), Fill(f.problem))
	row.Hide()
	f.help.Hide()
	f.stack = VStack(4, f.label, control, f.help, row)
	f.ExtendBaseWidget(f)
	return f
}

// SetLabel changes the label.
func (f *FormField) SetLabel(s string) { f.label.SetText(s) }

// SetHelp shows a sentence below the control; empty shows none.
func (f *FormField) SetHelp(s string) *FormField {
	f.help.SetText(s)
	f.help.Hidden = s == ""
	f.relayout()
	return f
}

// SetError shows what is wrong below the control; empty shows that nothing is.
func (f *FormField) SetError(s string) {
	f.problem.SetText(s)
	f.stack.Objects[3].(*fyne.Container).Hidden = s == ""
	f.help.Hidden = s != "" || f.help.String() == ""
	f.relayout()
}

// Error returns what is shown as wrong, or "".
func (f *FormField) Error() string { return f.problem.String() }

// Control returns the control inside.
func (f *FormField) Control() fyne.CanvasObject { return f.control }

func (f *FormField) relayout() {
	f.stack.Layout.Layout(f.stack.Objects, f.stack.Size())
	f.Refresh()
}

func (f *FormField) parts() []fyne.CanvasObject { return []fyne.CanvasObject{f.stack} }

// CreateRenderer is called by Fyne.
func (f *FormField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.stack) }
