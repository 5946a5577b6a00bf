package importing

import (
	"context"
	"strings"

	"claimgrade/db"
	"claimgrade/db/exchange"
	"claimgrade/db/intake"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// review is the import on screen: the records, what will come of them, and the decision.
type review struct {
	im      *Importing
	dialog  *dialogs.Dialog
	sources []source
	plan    intake.Plan
	files   *fyne.Container // what was read, at the top
	list    *list
	detail  *detail
	ok      *widgets.Button
	note    *widgets.Text // what the person has decided, beside the buttons
	touched bool          // a choice was made that leaving would lose
}

// tall lets the review fill the window.
type tall struct{ canvas fyne.Canvas }

func (l tall) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, x := range o {
		x.Resize(s)
	}
}

// MinSize is the height of the window even where the content is higher: then what is elastic in it gives way.
func (l tall) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, l.canvas.Size().Height-theme.Px(40)-24)
}

// bodyHeight is what the records keep where a large interface leaves little room: the list of files scrolls then.
const bodyHeight = 170

// asWideAsTheWindow is more than any window has: the dialog takes what there is.
const asWideAsTheWindow = 4000

// review shows what was understood.
func (im *Importing) review(r reading) {
	w := &review{im: im, sources: r.sources, plan: r.plan}
	w.files = widgets.VStack(6)
	w.list = newList(w)
	w.detail = newDetail(w)
	w.note = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.Cut})
	w.ok = widgets.NewPrimaryButton(tr.T("Import"), w.store)
	w.fillFiles()
	head := widgets.HStackTop(14, widgets.Title(tr.T("Import")), widgets.Fill(widgets.Pad(4, 0, 0, 0,
		widgets.Muted(tr.T("Nothing is stored yet. Look at what was understood, decide, then import (Ctrl+Enter). In the list, Enter takes a record in or leaves it out.")))))
	body := fyne.CanvasObject(widgets.NewPanes(widgets.PaneSpec{
		Left: w.list.object, LeftWidth: 470, MinLeft: 300, MinCenter: 380, Least: 700,
		Center: widgets.Pad(0, 0, 0, 14, w.detail.scroll),
	}))
	if len(w.plan.Items) == 0 {
		body = widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("No record could be read"),
			Text: tr.T("Above it says of each file why. Choose other files, or export them again.")})
	}
	foot := widgets.HStack(10, widgets.Fill(w.note), widgets.NewButton(tr.T("Cancel"), func() { w.dialog.Cancel() }), w.ok)
	content := container.New(tall{im.canvas}, widgets.VStack(12, head, widgets.NewElastic(w.files), widgets.NewHairline(),
		widgets.Fill(widgets.MinHeight(bodyHeight, body)), widgets.NewHairline(), foot))
	w.list.fill()
	w.choose(w.list.firstShown())
	w.count()
	var first fyne.Focusable // the button of a file, say, where there is no record
	if len(w.plan.Items) > 0 {
		first = w.list.focusable()
	}
	w.dialog = dialogs.Panel(im.canvas, dialogs.PanelSpec{
		Content: content, Width: asWideAsTheWindow, Stays: true, First: first,
		Lost: func() bool { return w.touched }, OnSubmit: func() { w.ok.Tapped(nil) },
	})
}

// choose shows a record in detail; -1 none.
func (w *review) choose(i int) { w.detail.show(i) }

// decide takes a choice for a record.
func (w *review) decide(i int, c intake.Choice) {
	if w.plan.Items[i].Choice == c {
		return
	}
	w.plan.Items[i].Choice, w.touched = c, true
	w.list.fill()
	w.count()
	w.detail.show(i)
}

// count says how many records will be imported.
func (w *review) count() {
	n := w.plan.Wanted()
	w.ok.SetText(tr.T("Nothing to import"))
	if n > 0 {
		w.ok.SetText(tr.N(n, "Import 1 record", "Import %d records"))
	}
	switch {
	case w.im.s.Lib.ReadOnly():
		w.ok.SetDisabled(tr.T("The library was opened for reading only. Save a copy elsewhere and open that to make changes."))
	case n == 0:
		w.ok.SetDisabled(tr.T("No record is chosen. Choose what should come of one at the right."))
	default:
		w.ok.SetDisabled("")
	}
	left := len(w.plan.Items) - n
	text := tr.N(len(w.plan.Items), "1 record", "%d records")
	if left > 0 {
		text = tr.T("%s, %d of them left as they are or left out", text, left)
	}
	w.note.SetText(text)
	if w.dialog != nil {
		w.dialog.Relayout()
	}
}

// fillFiles lists what was read: a line for each file, with what was refused or noticed.
func (w *review) fillFiles() {
	w.files.Objects = nil
	var rest, restRecords int
	shown := map[bool]int{} // refused or not
	for i, s := range w.sources {
		refused := s.file.Refused != ""
		if shown[refused]++; shown[refused] > filesShown {
			rest++
			restRecords += len(s.file.Records)
			continue
		}
		w.files.Add(w.fileLine(i))
	}
	if rest > 0 {
		w.files.Add(widgets.Small(tr.T("%s with %s", tr.N(rest, "1 further file", "%d further files"), tr.N(restRecords, "1 record", "%d records"))))
	}
	w.files.Refresh()
}

// filesShown is how many files that were read, and how many that were refused, have a line of their own.
const filesShown = 4

// warningsShown is how many warnings about a file as a whole have a line of their own.
const warningsShown = 4

func (w *review) fileLine(i int) fyne.CanvasObject {
	s := w.sources[i]
	if s.file.Refused != "" {
		text := widgets.NewText(s.name+": "+tr.Said(string(s.file.Refused)), widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Red.Ink()})
		row := []fyne.CanvasObject{widgets.Pad(2, 0, 0, 0, widgets.NewMark(widgets.MarkCross, 13, theme.Red.Ink())), widgets.Fill(text)}
		if canMap(s) {
			row = append(row, widgets.NewButton(tr.T("Say what its columns are…"), func() { w.mapColumns(i) }).SetCompact())
		}
		return widgets.HStackTop(8, row...)
	}
	row := []fyne.CanvasObject{
		widgets.NewMark(widgets.MarkCheck, 13, theme.Green.Ink()), widgets.Bold(s.name), widgets.NewChip(formatName(s.file.Format)),
	}
	if s.encoding != "" {
		row = append(row, widgets.NewChip(s.encoding))
	}
	row = append(row, widgets.NewChip(tr.N(len(s.file.Records), "1 record", "%d records")))
	line := widgets.HStack(8, append(row, widgets.Spacer())...)
	if len(s.file.Warnings) == 0 {
		return line
	}
	box := widgets.VStack(3, line)
	for n, warning := range s.file.Warnings {
		if n == warningsShown {
			box.Add(widgets.Small(tr.N(len(s.file.Warnings)-n, "1 further warning", "%d further warnings")))
			break
		}
		box.Add(warningLine(warning))
	}
	return box
}

// warningLine is a warning with its place.
func warningLine(x exchange.Warning) fyne.CanvasObject {
	text := tr.Said(x.Message)
	if at := place(x); at != "" {
		text = at + ": " + text
	}
	return widgets.HStackTop(8, widgets.Pad(2, 0, 0, 0, widgets.NewMark(widgets.MarkExclaim, 13, theme.Amber.Ink())),
		widgets.Fill(widgets.NewText(text, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Amber.Ink()})))
}

// store writes what was decided, beside the window, as one step.
func (w *review) store() {
	n := w.plan.Wanted()
	if n == 0 || w.im.s.Lib.ReadOnly() {
		return
	}
	name := tr.N(n, "Import of 1 record", "Import of %d records")
	if len(w.sources) == 1 {
		name = tr.T("Import of %s", w.sources[0].name)
	}
	plan := w.plan
	store := func() {
		w.im.store(name, w.dialog, func(ctx context.Context, s intake.Storing) (string, error) {
			done, err := plan.Store(ctx, w.im.s.Lib, s)
			return summary(done), err
		})
	}
	if n < many {
		store()
		return
	}
	w.im.keep(db.CopyImport, store)
}

// summary says what an import has done.
func summary(s intake.Summary) string {
	var parts []string
	for _, x := range []struct {
		n         int
		one, many string
	}{
		{s.Trials, tr.Key("1 new trial"), tr.Key("%d new trials")},
		{s.Documents, tr.Key("1 new article or source"), tr.Key("%d new articles or sources")},
		{s.Changed, tr.Key("1 completed"), tr.Key("%d completed")},
		{s.Judgements, tr.Key("1 row of judgements"), tr.Key("%d rows of judgements")},
		{s.Left, tr.Key("1 record left as it is"), tr.Key("%d records left as they are")},
	} {
		if x.n > 0 {
			parts = append(parts, tr.N(x.n, x.one, x.many))
		}
	}
	return tr.T("Imported: %s.", strings.Join(parts, ", "))
}
