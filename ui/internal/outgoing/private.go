package outgoing

import (
	"context"
	"strings"
	"unicode/utf8"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Private is the choice whether notes marked private leave the library. Where they do, it lists them with their texts.
type Private struct {
	changed func()
	object  *fyne.Container
	tick    *widgets.Check
	says    *widgets.Text
	texts   *fyne.Container
	notes   []db.PrivateNote

	canvas fyne.Canvas
}

// notesShown is how many notes are listed beside the choice, and linesShown how much of each; the rest is a link away.
const notesShown, linesShown = 6, 6

const privateKey = "private notes"

// NewPrivate returns the choice, unticked. changed is called when it was ticked or unticked.
func NewPrivate(c fyne.Canvas, changed func()) *Private {
	p := &Private{canvas: c, changed: changed}
	p.tick = widgets.NewCheck(tr.T("Let notes marked private leave, too"), func(bool) {
		p.show()
		changed()
	})
	p.says = widgets.Caption("")
	p.texts = widgets.VStack(8)
	p.object = widgets.VStack(4, p.tick, p.says, p.texts)
	p.show()
	return p
}

// about says what a note is about.
func about(n db.PrivateNote) string {
	switch n.Entity {
	case db.EntityClaim:
		return tr.T("Note on the report of %s", n.Name)
	case db.EntityTrial:
		return tr.T("Notes on the trial %s", n.Name)
	}
	return tr.T("Note on the document %s", n.Name)
}

// note shows a note with its text.
func note(n db.PrivateNote, lines int) fyne.CanvasObject {
	return widgets.VStack(1, widgets.NewText(about(n), widgets.TextStyle{Size: theme.SizeSmall, Bold: true}),
		widgets.NewText(n.Text, widgets.TextStyle{Size: theme.SizeSmall, MaxLines: lines}))
}

// readAll shows every note whole.
func (p *Private) readAll() {
	list := widgets.NewVList(widgets.VSource{
		Count: func() int { return len(p.notes) },
		Estimate: func(i int, width float32) float32 {
			size := theme.TextSize(theme.SizeSmall)
			n := p.notes[i].Text
			return float32(2+strings.Count(n, "\n")+int(float32(utf8.RuneCountInString(n))*size*0.5/max(width, 10))) * size * 1.4
		},
		New: func(int) fyne.CanvasObject { return widgets.Pad(4, 10, 8, 10, note(db.PrivateNote{}, 0)) },
		Update: func(i int, o fyne.CanvasObject) {
			lines := o.(*fyne.Container).Objects[0].(*fyne.Container).Objects
			lines[0].(*widgets.Text).SetText(about(p.notes[i]))
			lines[1].(*widgets.Text).SetText(p.notes[i].Text)
		},
	})
	dialogs.Show(p.canvas, dialogs.ShowSpec{Title: tr.T("Notes that are about to leave"), Width: dialogs.Wide,
		Content: widgets.NewFrame(widgets.MinHeight(380, list)).SetPadding(1, 4)})
}

// Object is what stands in the window.
func (p *Private) Object() fyne.CanvasObject { return p.object }

// Ticked says whether private notes may leave.
func (p *Private) Ticked() bool { return p.tick.Checked() }

// Look finds the notes that would leave.
func (p *Private) Look(find func(context.Context) ([]db.PrivateNote, error)) {
	work.Latest(privateKey, find, func(found []db.PrivateNote, err error) {
		why := ""
		if err != nil {
			why, found = dialogs.Sentence(err), nil
		}
		p.tick.SetDisabled(why)
		p.notes = found
		p.show()
	})
}

// Close stops looking.
func (p *Private) Close() { work.Cancel(privateKey) }

func (p *Private) show() {
	n := len(p.notes)
	switch {
	case n == 0:
		p.says.SetText(tr.T("No note is marked private."))
	case p.Ticked():
		p.says.SetText(tr.N(n, "This note is about to leave:", "These %d notes are about to leave:"))
	default:
		p.says.SetText(tr.N(n, "1 private note stays here.", "%d private notes stay here."))
	}
	p.texts.Objects = nil
	if p.Ticked() {
		for i := range min(n, notesShown) {
			p.texts.Add(note(p.notes[i], linesShown))
		}
		if n > 0 {
			p.texts.Add(widgets.NewLink(tr.T("Read them whole…"), p.readAll))
		}
	}
	p.texts.Refresh()
	p.object.Refresh()
}
