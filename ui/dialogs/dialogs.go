package dialogs

import (
	"errors"
	"fmt"
	"strings"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Widths of dialogs.
const (
	Narrow float32 = 420
	Medium float32 = 560
	Wide   float32 = 760
)

// FormSpec describes a dialog with fields.
type FormSpec struct {
	Title   string
	Intro   string // a sentence below the title; may be empty
	Content fyne.CanvasObject
	Confirm string // the word on the button that confirms; "Save" if empty
	Cancel  string // the word on the other; "Cancel" if empty
	Danger  bool   // the button that confirms destroys something
	Width   float32
	First   fyne.Focusable // gets the focus; nil means the first field
	// Validate is asked before confirming; its error is shown and the dialog stays. May be nil.
	Validate func() error
	// Fields are the controls by the names that the errors of Validate give them (appraisal.Error.Field): such an error
	// is shown at its control, which gets the keyboard. Others are shown above the buttons.
	Fields    map[string]fyne.CanvasObject
	OnConfirm func()
	OnCancel  func() // may be nil
	// Lost says whether leaving would lose what was done, where the fields do not tell; then Esc asks first. May be nil.
	Lost func() bool
	// Extra stands at the left of the buttons: a link or check box. May be nil.
	Extra fyne.CanvasObject
	// Shortcuts work while the form is on top.
	Shortcuts []Shortcut
}

// Shortcut is what a form does on a combination of keys.
type Shortcut struct {
	Keys fyne.Shortcut
	Do   func()
}

// Form shows a dialog with fields. Enter in a one-line field and Ctrl+Enter anywhere confirm, Esc cancels;
// what was typed is not thrown away without a question.
func Form(c fyne.Canvas, s FormSpec) *Dialog {
	d := &Dialog{canvas: c}
	d.modal = newModal(d.form(s), width(s.Width))
	d.show(s.First)
	return d
}

// form makes the content of a form with its buttons, and what these do.
func (d *Dialog) form(s FormSpec) fyne.CanvasObject {
	problem := widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Red.Ink()})
	problemRow := widgets.HStackTop(6, widgets.Pad(3, 0, 0, 0, widgets.NewMark(widgets.MarkCross, 12, theme.Red.Ink())), widgets.Fill(problem))
	problemRow.Hide()
	d.shortcuts = s.Shortcuts
	d.confirm = func() {
		if s.Validate != nil {
			if err := s.Validate(); err != nil {
				problem.SetText(Sentence(err))
				if d.point(s, err) {
					problemRow.Hide()
				} else {
					problemRow.Show()
				}
				d.relayout()
				if d.canvas.Focused() == nil {
					d.focusFirst()
				}
				return
			}
		}
		d.Close()
		if s.OnConfirm != nil {
			s.OnConfirm()
		}
	}
	d.cancel = func() {
		d.unlessLost(func() {
			d.Close()
			if s.OnCancel != nil {
				s.OnCancel()
			}
		})
	}
	if s.Content != nil {
		d.watch(s.Content)
	}
	if s.Lost != nil {
		d.changed = s.Lost
	}
	if s.Confirm == "" {
		s.Confirm = tr.T("Save")
	}
	parts := heading(s.Title, s.Intro)
	if s.Content != nil {
		parts = append(parts, widgets.NewElastic(s.Content))
	}
	foot := d.buttons(s)
	if d.pane != nil {
		foot = d.paneButtons(s.Confirm, s.Extra)
	}
	return widgets.VStack(14, append(parts, problemRow, foot)...)
}

func width(w float32) float32 {
	if w == 0 {
		return Medium
	}
	return w
}

func heading(title, intro string) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Title(title)}
	if intro != "" {
		parts = []fyne.CanvasObject{widgets.VStack(5, widgets.Title(title),
			widgets.NewText(intro, widgets.TextStyle{Color: theme.ColorMuted}))}
	}
	return parts
}

// buttons returns the row of buttons at the foot of a dialog, as its spec calls them.
func (d *Dialog) buttons(s FormSpec) fyne.CanvasObject {
	ok := widgets.NewPrimaryButton(s.Confirm, d.confirmed)
	if s.Danger {
		ok.SetStyle(widgets.ButtonDanger)
	}
	if s.Cancel == "" {
		s.Cancel = tr.T("Cancel")
	}
	row := []fyne.CanvasObject{}
	if s.Extra != nil {
		row = append(row, s.Extra)
	}
	row = append(row, widgets.Spacer(), widgets.NewButton(s.Cancel, d.cancelled), ok)
	return widgets.HStack(10, row...)
}

// ConfirmSpec describes a question with two answers.
type ConfirmSpec struct {
	Title   string
	Text    string
	Confirm string // the word that does it, such as "Delete 3 trials"
	Cancel  string // the word that does not; "Cancel" if empty
	Danger  bool
	// OnConfirm is called when the user says yes; OnCancel, which may be nil, when not.
	OnConfirm func()
	OnCancel  func()
}

// Confirm asks before something is done. Enter does it and Esc does not; when it destroys something, the focus is on
// Cancel, so that a hasty Enter destroys nothing.
func Confirm(c fyne.Canvas, s ConfirmSpec) *Dialog {
	d := &Dialog{canvas: c}
	d.confirm = func() {
		d.Close()
		if s.OnConfirm != nil {
			s.OnConfirm()
		}
	}
	d.cancel = func() {
		d.Close()
		if s.OnCancel != nil {
			s.OnCancel()
		}
	}
	ok := widgets.NewPrimaryButton(s.Confirm, d.confirm)
	if s.Cancel == "" {
		s.Cancel = tr.T("Cancel")
	}
	cancel := widgets.NewButton(s.Cancel, d.cancel)
	first := ok
	if s.Danger {
		ok.SetStyle(widgets.ButtonDanger)
		first = cancel
	}
	d.modal = newModal(widgets.VStack(14, widgets.Title(s.Title), widgets.Body(s.Text),
		widgets.HStack(10, widgets.Spacer(), cancel, ok)), Narrow)
	d.show(first)
	return d
}

// Tell shows a sentence that needs no answer.
func Tell(c fyne.Canvas, title, text string) *Dialog {
	d := &Dialog{canvas: c}
	d.confirm, d.cancel = d.Close, d.Close
	ok := widgets.NewPrimaryButton(tr.T("Close"), d.Close)
	d.modal = newModal(widgets.VStack(14, widgets.Title(title), widgets.Body(text),
		widgets.HStack(10, widgets.Spacer(), ok)), Narrow)
	d.show(ok)
	return d
}

// Readable returns what an error says to a user. The program sets it to one that knows the errors of its domain, which
// carry a sentence apart from the technical cause.
var Readable = error.Error

// Sentence returns what is shown of an error.
func Sentence(err error) string {
	if err == nil {
		return ""
	}
	s := tr.Said(strings.TrimSpace(Readable(err)))
	if s == "" {
		return tr.T("Something went wrong, and the program does not know what.")
	}
	return s
}

// details lists an error and all it wraps, for a report of what went wrong.
func details(err error) string {
	var b strings.Builder
	for depth := 0; err != nil && depth < 20; depth++ {
		fmt.Fprintf(&b, "%T: %s\n", err, err.Error())
		var p *work.PanicError
		if errors.As(err, &p) && err == error(p) {
			b.Write(p.Stack)
		}
		err = errors.Unwrap(err)
	}
	return b.String()
}

// Error shows what went wrong, with the details behind a heading, ready to be copied.
func Error(c fyne.Canvas, err error) *Dialog {
	return ErrorTitled(c, tr.T("That did not work"), err)
}

// ErrorTitled is Error with a title that says what was being done.
func ErrorTitled(c fyne.Canvas, title string, err error) *Dialog {
	d := &Dialog{canvas: c}
	d.confirm, d.cancel = d.Close, d.Close
	text := details(err)
	box := widgets.NewTextArea("", 6)
	box.SetText(text)
	box.OnChanged = func(now string) {
		if now != text {
			box.SetText(text) // it is there to be read and copied
		}
	}
	more := widgets.NewDisclosure(tr.T("Details"), box)
	more.OnChanged = func(bool) { d.modal.Refresh() }
	copyLink := widgets.NewLink(tr.T("Copy details"), nil)
	copyLink.OnTapped = func() {
		fyne.CurrentApp().Clipboard().SetContent(title + "\n" + text)
		copyLink.SetText(tr.T("Copied"))
	}
	ok := widgets.NewPrimaryButton(tr.T("Close"), d.Close)
	d.modal = newModal(widgets.VStack(14, widgets.Title(title), widgets.Body(Sentence(err)), more,
		widgets.HStack(10, copyLink, widgets.Spacer(), ok)), Medium)
	d.show(ok)
	return d
}

// AskSpec describes a question with one line as its answer.
type AskSpec struct {
	Title, Label, Value, Confirm string
	Help                         string
	Validate                     func(string) error // may be nil
	OnConfirm                    func(string)
}

// Ask asks for one line. The line that is there is selected, so that typing replaces it.
func Ask(c fyne.Canvas, s AskSpec) *Dialog {
	entry := widgets.NewEntry("")
	entry.SetText(s.Value)
	field := widgets.NewFormField(s.Label, entry).SetHelp(s.Help)
	var validate func() error
	if s.Validate != nil {
		validate = func() error { return s.Validate(entry.Text) }
	}
	d := Form(c, FormSpec{Title: s.Title, Content: field, Confirm: s.Confirm, Width: Narrow, First: entry,
		Validate: validate, OnConfirm: func() { s.OnConfirm(entry.Text) }})
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	return d
}
