// Package start holds what stands between the reader and a library: the page that tells why one could not be opened and
// what can be done, and the question who is appraising. It must not know how libraries are opened.
package start

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// Problem is a library that could not be opened.
type Problem struct {
	Path string
	Err  error
	// Elsewhere is set if another computer has the library open.
	Elsewhere bool
}

// Ways are what can be done about it. Those left nil are not offered.
type Ways struct {
	Retry   func()
	Read    func() // opens it for reading only
	Take    func() // opens it although another computer has left it open
	Back    func() // to the library that was open before
	BackTo  string // its name
	Open    func()
	New     func()
	Starter func()
}

// title says in a few words what is wrong.
func (p Problem) title() string {
	if p.Elsewhere {
		return tr.T("Another computer has the library open")
	}
	switch appraisal.CodeOf(p.Err) {
	case appraisal.CodeNotFound:
		return tr.T("The library is not there")
	case appraisal.CodeForeign:
		return tr.T("This is not a ClaimGrade library")
	case appraisal.CodeNewer:
		return tr.T("This library needs a newer ClaimGrade")
	case appraisal.CodeCorrupt:
		return tr.T("The library file is damaged")
	case appraisal.CodeLocked:
		return tr.T("Another program is using the library")
	case appraisal.CodeReadOnly:
		return tr.T("The library cannot be written")
	case appraisal.CodeDenied:
		return tr.T("You may not open this library")
	case appraisal.CodeFull:
		return tr.T("The disk is full")
	case appraisal.CodeDisk:
		return tr.T("The disk reports a fault")
	case appraisal.CodeMoved:
		return tr.T("The library was moved")
	}
	return tr.T("The library could not be opened")
}

// passing says whether the problem may be gone at the next try.
func (p Problem) passing() bool {
	switch appraisal.CodeOf(p.Err) {
	case appraisal.CodeForeign, appraisal.CodeNewer, appraisal.CodeCorrupt:
		return false
	}
	return true
}

// mendable says whether it is likely gone at the next try, once something outside the program was done: a program closed,
// space freed, a disk plugged in.
func (p Problem) mendable() bool {
	switch appraisal.CodeOf(p.Err) {
	case appraisal.CodeLocked, appraisal.CodeFull, appraisal.CodeDisk, appraisal.CodeMoved:
		return true
	}
	return false
}

// Page fills the window with a problem and the ways out. The first way is the likeliest.
func Page(p Problem, w Ways) fyne.CanvasObject {
	type way struct {
		label string
		do    func()
	}
	again := way{tr.T("Try again"), w.Retry}
	back := way{tr.T("Go back to %s", w.BackTo), w.Back}
	other := way{tr.T("Open another library…"), w.Open}
	read := way{tr.T("Open for reading only"), w.Read}
	take := way{tr.T("Take it over"), w.Take}
	ways := []way{back, other}
	switch {
	case p.mendable():
		ways = []way{read, again, take, back, other}
	case p.passing():
		ways = []way{back, other, again}
	}
	ways = append(ways, way{tr.T("New library…"), w.New}, way{tr.T("Open the starter library"), w.Starter})

	var buttons []fyne.CanvasObject
	for _, way := range ways {
		if way.do == nil {
			continue
		}
		b := widgets.NewButton(way.label, way.do)
		if len(buttons) == 0 {
			b.SetStyle(widgets.ButtonPrimary)
		}
		buttons = append(buttons, b)
	}
	card := widgets.NewBand(theme.Amber, widgets.VStack(14,
		widgets.Title(p.title()),
		widgets.Body(sentence(p.Err)),
		widgets.VStack(3, widgets.SectionLabel(tr.T("File")), widgets.NewWell(widgets.Small(p.Path))),
		widgets.Muted(tr.T("The file was left as it is.")),
		widgets.Pad(6, 0, 0, 0, widgets.Flow(10, buttons...)),
	)).SetPadding(26, 22)
	middle := widgets.HStack(0, widgets.Spacer(), widgets.FillWeight(5, card), widgets.Spacer())
	return widgets.NewVScroll(widgets.PadAll(24, widgets.VStack(0, widgets.Spacer(), middle, widgets.FillWeight(2, widgets.Spacer()))))
}

func sentence(err error) string {
	s := dialogs.Sentence(err)
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// Opening fills the window while a library is being opened, with what is being done.
func Opening(what string) fyne.CanvasObject {
	return widgets.NewEmptyState(widgets.EmptyState{Title: what})
}

// NameSpec is the question who is appraising.
type NameSpec struct {
	Current string
	Known   []string // reviewers of the library, to be chosen with a click
	Done    func(name string)
	Rename  func(name string) // corrects the name of the current reviewer, who keeps their judgements
}

const corrects = 0 // the first answer to whose a changed name is

// AskName asks who is appraising.
func AskName(c fyne.Canvas, s NameSpec) *dialogs.Dialog {
	entry := widgets.NewEntry(tr.T("First name and surname"))
	entry.SetText(s.Current)
	content := []fyne.CanvasObject{widgets.NewFormField(tr.T("Your name"), entry).
		SetHelp(tr.T("Judgements are kept under your name in this library, so that several people can appraise the same trials."))}
	var d *dialogs.Dialog
	var others []fyne.CanvasObject
	for _, name := range s.Known {
		if name != s.Current {
			others = append(others, widgets.NewChipButton(name, func() {
				d.Close()
				s.Done(name)
			}))
		}
	}
	if len(others) > 0 {
		content = append(content, widgets.VStack(6, widgets.SectionLabel(tr.T("Has appraised here before")), widgets.Flow(6, others...)))
	}
	whose := widgets.NewSegmented(widgets.Segments(tr.T("I correct my name"), tr.T("Another person")), nil)
	whose.SetSelected(-1)
	if s.Current != "" {
		at := widgets.NewFormField(tr.T("If the name is another than %s", s.Current), whose).
			SetHelp(tr.T("A corrected name keeps its judgements. Another person starts with none."))
		content = append(content[:1:1], append([]fyne.CanvasObject{at}, content[1:]...)...)
	}
	changed := func() bool { return s.Current != "" && strings.TrimSpace(entry.Text) != s.Current }
	d = dialogs.Form(c, dialogs.FormSpec{
		Fields: map[string]fyne.CanvasObject{"name": entry, "whose": whose},
		Title:  tr.T("Who is appraising?"), Content: widgets.VStack(14, content...), Confirm: tr.T("Continue"), Width: dialogs.Narrow, First: entry,
		Validate: func() error {
			if strings.TrimSpace(entry.Text) == "" {
				return appraisal.Invalid("name", tr.T("Enter a name: a judgement belongs to the person who gave it."))
			}
			if changed() && whose.Selected() < 0 {
				return appraisal.Invalid("whose", tr.T("Say whether you correct the name of %s or are another person.", s.Current))
			}
			return nil
		},
		OnConfirm: func() {
			if changed() && whose.Selected() == corrects {
				s.Rename(strings.TrimSpace(entry.Text))
				return
			}
			s.Done(strings.TrimSpace(entry.Text))
		},
	})
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	return d
}
