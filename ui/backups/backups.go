// Package backups shows the copies of a library that the program has kept, what restoring one would change, and what can
// be done about a library that is damaged. It must not know how a library is opened, closed or replaced, nor any other
// screen.
package backups

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Spec is a library with its copies.
type Spec struct {
	Library string // path of the library
	Folder  string // of the copies
	Now     time.Time
	// ReadOnly says that nothing can be put in the library's place.
	ReadOnly bool
	Actions  Actions
}

// Actions are what the copies ask of the window.
type Actions struct {
	// Keep keeps a copy of the library as it is now; done gets nil where nothing has changed since the last one, too.
	Keep func(done func(db.Copy, error))
	// Restore puts a copy in the place of the library.
	Restore func(db.Copy)
	// CopyTo asks for a file that the library is to be copied to.
	CopyTo     func()
	OpenFolder func(path string)
}

// list is the dialog of the copies, while it is open.
type list struct {
	canvas  fyne.Canvas
	spec    Spec
	dialog  *dialogs.Dialog
	all     []db.Copy
	rows    *widgets.VList
	empty   *widgets.Text
	said    *widgets.Text
	restore *widgets.Button
	keep    *widgets.Button
	keeping bool
}

// Show lists the copies of a library.
func Show(c fyne.Canvas, s Spec) {
	l := &list{canvas: c, spec: s}
	l.rows = widgets.NewVList(widgets.VSource{
		Count: func() int { return len(l.all) },
		Estimate: func(int, float32) float32 {
			return 17 + theme.TextSize(theme.SizeBody)*1.4 + theme.TextSize(theme.SizeSmall)*1.4
		},
		New: func(int) fyne.CanvasObject {
			return widgets.Pad(7, 12, 8, 12, widgets.VStack(2, widgets.Bold(""), widgets.Small("")))
		},
		Update: func(i int, o fyne.CanvasObject) {
			stack := o.(*fyne.Container).Objects[0].(*fyne.Container)
			c := l.all[i]
			stack.Objects[0].(*widgets.Text).SetText(headline(c, l.spec.Now))
			detail, ink := stack.Objects[1].(*widgets.Text), theme.ColorMuted
			if c.Problem != "" {
				ink = theme.Red.Ink()
			}
			detail.SetStyle(widgets.TextStyle{Size: theme.SizeSmall, Color: ink})
			detail.SetText(holds(c))
		},
	})
	l.rows.OnSelected = func(int) { l.enable() }
	l.rows.OnOpened = func(int) { l.preview() }
	l.empty = widgets.NewText("", widgets.TextStyle{Color: theme.ColorMuted, Align: fyne.TextAlignCenter})
	l.said = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
	l.restore = widgets.NewButton(tr.T("Restore…"), l.preview)
	l.keep = widgets.NewButton(tr.T("Copy now"), l.copyNow)
	to := widgets.NewButton(tr.T("Copy library to…"), func() {
		l.dialog.Close()
		s.Actions.CopyTo()
	})
	folder := widgets.NewSmallLink(tr.T("Open folder"), func() { s.Actions.OpenFolder(s.Folder) })
	content := widgets.VStack(10,
		widgets.Muted(tr.T("The program keeps copies of this library by itself: daily while it is used, and before an update, a large import, a merge or a restoring. Older ones are thinned out; one a month is kept for a year.")),
		frame(l.rows, l.empty, min(250, c.Size().Height*0.3)), // the buttons below it are to be seen without scrolling
		l.said,
		widgets.Flow(10, l.restore, l.keep, to),
		widgets.HStack(12, widgets.Fill(widgets.NewText(s.Folder, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.Cut})), folder))
	l.dialog = dialogs.Show(c, dialogs.ShowSpec{Title: tr.T("Backups of %s", filepath.Base(s.Library)), Content: content, Width: dialogs.Wide})
	c.Focus(l.rows)
	l.enable()
	l.load()
}

// frame is a list in a frame, with what is said in its place while it has no rows.
func frame(rows, empty fyne.CanvasObject, height float32) fyne.CanvasObject {
	return widgets.NewFrame(container.NewStack(widgets.MinHeight(height, rows), widgets.PadAll(24, widgets.VStack(0, empty)))).SetPadding(1, 4)
}

func (l *list) load() {
	folder, library := l.spec.Folder, l.spec.Library
	work.Latest("backups", func(ctx context.Context) ([]db.Copy, error) { return db.Copies(ctx, folder, library) }, func(all []db.Copy, err error) {
		if err != nil {
			dialogs.Error(l.canvas, err)
			return
		}
		l.all = all
		l.empty.SetText(tr.T("No copy has been kept of this library yet."))
		l.empty.Hidden = len(all) > 0
		l.rows.Reload()
		if l.rows.Selected() < 0 && len(all) > 0 {
			l.rows.Select(0)
		}
		l.enable()
	})
}

func (l *list) chosen() (db.Copy, bool) {
	i := l.rows.Selected()
	if i < 0 || i >= len(l.all) {
		return db.Copy{}, false
	}
	return l.all[i], true
}

func restorable(c db.Copy) bool { return c.Problem == "" && c.Kind != db.CopyDamaged }

func (l *list) enable() {
	c, ok := l.chosen()
	switch {
	case !ok:
		l.restore.SetDisabled(tr.T("Choose a copy first."))
	case l.spec.ReadOnly:
		l.restore.SetDisabled(tr.T("The library is open for reading only: nothing can be put in its place."))
	case c.Kind == db.CopyDamaged:
		l.restore.SetDisabled(tr.T("This is the damaged file itself. Open it to look at what is readable, or to salvage it."))
	case !restorable(c):
		l.restore.SetDisabled(tr.T("This copy cannot be read: choose another one."))
	default:
		l.restore.SetDisabled("")
	}
	if l.keeping {
		l.keep.SetDisabled(tr.T("A copy is being kept."))
	} else {
		l.keep.SetDisabled("")
	}
}

func (l *list) say(sentence string) {
	l.said.SetText(sentence)
	l.dialog.Relayout()
}

func (l *list) copyNow() {
	if l.keeping {
		return
	}
	l.keeping = true
	l.enable()
	l.say(tr.T("Copying…"))
	before := l.all
	l.spec.Actions.Keep(func(c db.Copy, err error) {
		l.keeping = false
		if !l.dialog.Open() {
			return
		}
		if err != nil {
			l.say("")
			l.enable()
			dialogs.Error(l.canvas, err)
			return
		}
		if slices.ContainsFunc(before, func(b db.Copy) bool { return b.Path == c.Path }) {
			l.say(tr.T("Nothing has changed since the last copy: it holds all there is."))
		} else {
			l.say(tr.T("A copy was kept and checked."))
		}
		l.rows.Select(-1)
		l.load()
	})
}
