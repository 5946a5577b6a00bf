package importing

import (
	"context"
	"os"
	"path/filepath"
	"strconv"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/intake"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// comparison is what the job that compares two libraries brings.
type comparison struct {
	other *db.Library
	merge *db.Merge
}

// merge compares another library with the open one and shows what differs.
func (im *Importing) merge(path string) {
	if sameFile(path, im.s.Lib.Path()) {
		im.s.Fail(appraisal.Invalid("", tr.T("“%s” is the library that is open. Choose another one to merge with it.", filepath.Base(path))))
		return
	}
	wait := im.wait(tr.T("Comparing with %s", filepath.Base(path)), readKey)
	lib := im.s.Lib
	work.Start(readKey, work.Job[comparison]{
		Run: func(ctx context.Context, report func(work.Progress)) (comparison, error) {
			other, err := db.Open(ctx, path, db.Options{ReadOnly: true})
			if err != nil {
				return comparison{}, err
			}
			m, err := lib.Compare(ctx, other, func(done, total int) {
				report(work.Progress{Done: done, Total: total, What: tr.T("Comparing with %s", filepath.Base(path))})
			})
			if err != nil || ctx.Err() != nil {
				_ = other.Close() // the first error says what is wrong
				return comparison{}, cmpErr(err, ctx.Err())
			}
			return comparison{other, m}, nil
		},
		OnProgress: wait.progress,
		Done: func(c comparison, err error) {
			wait.close()
			if err != nil {
				im.s.Fail(err)
				return
			}
			(&merging{im: im, comparison: c, name: filepath.Base(path)}).show()
		},
	})
}

func cmpErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func sameFile(a, b string) bool {
	x, errA := os.Stat(a)
	y, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(x, y)
}

// merging is the comparison of two libraries on screen.
type merging struct {
	im *Importing
	comparison
	name    string
	dialog  *dialogs.Dialog
	rows    *widgets.GroupedList
	page    *fyne.Container
	scroll  *widgets.VScroll
	ok      *widgets.Button
	chosen  int
	touched bool
}

// show puts the comparison up.
func (m *merging) show() {
	done := func() { _ = m.other.Close() } // it was only read
	if len(m.merge.Items) == 0 {
		done()
		dialogs.Tell(m.im.canvas, tr.T("Nothing to merge"), tr.T("All that “%s” holds is in the open library, with the same values.", m.name))
		return
	}
	m.rows = widgets.NewGroupedList()
	m.rows.OnSelected = func(it widgets.ListItem) { m.take(it.ID) }
	m.rows.OnOpened = func(it widgets.ListItem) {
		m.take(it.ID)
		m.setTake(!m.merge.Items[m.chosen].Take)
	}
	m.page = widgets.VStack(14)
	m.scroll = widgets.NewVScroll(widgets.Pad(2, 14, 20, 16, m.page))
	m.ok = widgets.NewPrimaryButton(tr.T("Merge"), m.store)
	head := widgets.VStack(4, widgets.Title(tr.T("Merge with %s", m.name)),
		widgets.Muted(tr.T("What is only there is added. What differs stays as it is here, unless you choose otherwise field by field. Nothing is stored yet.")))
	foot := widgets.HStack(10, widgets.Fill(widgets.Small(tr.N(m.merge.Equal, "1 thing is the same in both.", "%d things are the same in both."))),
		widgets.NewButton(tr.T("Cancel"), func() { m.dialog.Cancel() }), m.ok)
	panes := widgets.NewPanes(widgets.PaneSpec{Left: m.rows, LeftWidth: 420, MinLeft: 280, MinCenter: 380, Least: 700, Center: m.scroll})
	content := container.New(tall{m.im.canvas}, widgets.VStack(12, head, widgets.NewHairline(), widgets.Fill(widgets.MinHeight(bodyHeight, panes)), widgets.NewHairline(), foot))
	m.chosen = -1
	m.fill()
	m.take("0")
	m.rows.Select("0")
	m.dialog = dialogs.Panel(m.im.canvas, dialogs.PanelSpec{Content: content, Width: asWideAsTheWindow, Stays: true,
		First: m.rows.Focusable(), Lost: func() bool { return m.touched }, OnCancel: done, OnSubmit: func() { m.ok.Tapped(nil) }})
}

// entityHeads are the headings of the list.
var entityHeads = map[db.Entity]string{
	db.EntityClaim: tr.Key("Claims"), db.EntityTrial: tr.Key("Trials"), db.EntityDocument: tr.Key("Articles and sources"),
	db.EntityReviewer: tr.Key("Reviewers"), db.EntityThresholds: tr.Key("Sets of thresholds"),
}

func (m *merging) fill() {
	var rows []widgets.ListItem
	var under db.Entity
	for i, it := range m.merge.Items {
		if it.Entity != under {
			under = it.Entity
			rows = append(rows, widgets.ListItem{Heading: true, Title: tr.T(entityHeads[under])})
		}
		rows = append(rows, m.row(i, it))
	}
	m.rows.SetItems(rows)
	if m.chosen >= 0 {
		m.rows.Select(strconv.Itoa(m.chosen))
	}
	m.count()
}

func (m *merging) row(i int, it db.MergeItem) widgets.ListItem {
	row := widgets.ListItem{ID: strconv.Itoa(i), Title: it.Name, Tile: widgets.Tile{Tone: theme.Grey, Mark: widgets.MarkCheck, Hollow: true}, Tip: tr.T("Stays as it is")}
	if it.Name == "" {
		row.Title = tr.T("Without a title")
	}
	switch {
	case it.Added > 0 && it.Take:
		row.Tile, row.Tip = widgets.Tile{Tone: theme.Green, Mark: widgets.MarkPlus}, tr.T("Added")
	case it.Added > 0:
		row.Tile, row.Tip = widgets.Tile{Tone: theme.Grey, Mark: widgets.MarkMinus, Hollow: true}, tr.T("Left out")
	}
	row.Sub = tr.T("Differs")
	if it.New {
		row.Sub = tr.T("Only in the other library")
	} else if it.Added > 0 {
		row.Sub = tr.N(it.Added, "1 new entry", "%d new entries")
	}
	if n := len(it.Conflicts); n > 0 {
		taken := 0
		for _, c := range it.Conflicts {
			if c.Take {
				taken++
			}
		}
		row.Note = tr.N(n, "1 field differs", "%d fields differ")
		if taken > 0 {
			row.Note += " · " + tr.N(taken, "1 from the other library", "%d from the other library")
			row.Tile, row.Tip = widgets.Tile{Tone: theme.Amber, Mark: widgets.MarkExclaim}, tr.T("Something here is replaced")
		}
	}
	return row
}

// take shows an item in detail.
func (m *merging) take(id string) {
	i, err := strconv.Atoi(id)
	if err != nil || i == m.chosen {
		return
	}
	m.chosen = i
	m.detail()
	m.scroll.Offset = fyne.Position{}
	m.scroll.Refresh()
}

func (m *merging) setTake(on bool) {
	it := &m.merge.Items[m.chosen]
	if it.Added == 0 {
		return
	}
	it.Take, m.touched = on, true
	m.fill()
	m.detail()
}

// detail shows what an item would add, and the fields that differ.
func (m *merging) detail() {
	it := &m.merge.Items[m.chosen]
	m.page.Objects = []fyne.CanvasObject{widgets.Heading(it.Name)}
	if it.Added > 0 {
		label := tr.N(it.Added, "Add 1 entry that is not here", "Add %d entries that are not here")
		if it.New {
			label = tr.T("Add it, with all that belongs to it")
		}
		check := widgets.NewCheck(label, nil)
		check.SetChecked(it.Take)
		check.OnChanged = func(on bool) {
			it.Take, m.touched = on, true
			m.fill()
		}
		m.page.Add(check)
	}
	if len(it.Conflicts) > 0 {
		m.page.Add(m.conflicts(it))
	}
	m.page.Refresh()
	if m.scroll.Size().Width > 0 {
		m.scroll.Resize(m.scroll.Size())
	}
	m.scroll.Refresh()
}

func (m *merging) conflicts(it *db.MergeItem) fyne.CanvasObject {
	table := widgets.NewBoardTable([]widgets.Column{
		textColumn(tr.T("Field"), 62, 1, func(i int) string { return mergeField(it.Conflicts[i]) }),
		textColumn(tr.T("Here"), 62, 1.4, func(i int) string { return mergeValue(it.Conflicts[i], it.Conflicts[i].Mine, it.Conflicts[i].MineNote) }),
		textColumn(tr.T("In the other library"), 62, 1.4, func(i int) string {
			return mergeValue(it.Conflicts[i], it.Conflicts[i].Theirs, it.Conflicts[i].TheirsNote)
		}),
		{Title: tr.T("Stored"), Width: 96, New: func() fyne.CanvasObject { return widgets.NewCheck(tr.T("theirs"), nil) },
			Update: func(i int, o fyne.CanvasObject) {
				check := o.(*widgets.Check)
				check.OnChanged = nil
				check.SetChecked(it.Conflicts[i].Take)
				check.OnChanged = func(on bool) {
					it.Conflicts[i].Take, m.touched = on, true
					m.fill()
				}
			}},
	})
	table.SetRows(len(it.Conflicts))
	return widgets.VStack(8, section(tr.T("Here and in the other library")), widgets.Small(tr.T("Mark the fields in which the other library's value is to stand.")), table)
}

// mergeField is what differs: a fact by its name, a field of what it is called.
func mergeField(c db.MergeConflict) string {
	if f, ok := appraisal.FieldOf(appraisal.FieldKey(c.Of)); ok && c.Entity == db.EntityFact {
		return words.FieldLabel(f)
	}
	of := c.Of
	if c.Entity == db.EntityAppraisal {
		of = words.Domain(appraisal.Domain(of))
	}
	if of == "" {
		return words.Column(c.Field)
	}
	return short(of) + " · " + words.Column(c.Field)
}

// mergeValue is a value with what belongs to it: its source, or the reason of a judgement.
func mergeValue(c db.MergeConflict, v, note string) string {
	if c.Entity == db.EntityFact {
		v, note = fieldValue(c.Of, v), words.Source(note)
	} else if v = words.Stored(c.Field, v); v == "" {
		v = "–"
	}
	if note != "" {
		v += "\n" + note
	}
	return short(v)
}

// count says whether there is anything to do.
func (m *merging) count() {
	n := 0
	for _, it := range m.merge.Items {
		wanted := it.Take && it.Added > 0
		for _, c := range it.Conflicts {
			wanted = wanted || c.Take
		}
		if wanted {
			n++
		}
	}
	m.ok.SetText(tr.T("Nothing to merge"))
	if n > 0 {
		m.ok.SetText(tr.N(n, "Merge 1 thing", "Merge %d things"))
	}
	switch {
	case m.im.s.Lib.ReadOnly():
		m.ok.SetDisabled(tr.T("The library was opened for reading only. Save a copy elsewhere and open that to make changes."))
	case n == 0:
		m.ok.SetDisabled(tr.T("Nothing is chosen. Tick what is to be added, or fields that are to be replaced."))
	default:
		m.ok.SetDisabled("")
	}
	if m.dialog != nil {
		m.dialog.Relayout()
	}
}

func (m *merging) store() { m.im.keep(db.CopyMerge, m.storeNow) }

func (m *merging) storeNow() {
	name := tr.T("Merge with %s", m.name)
	m.im.store(name, m.dialog, func(ctx context.Context, s intake.Storing) (string, error) {
		done, err := m.im.s.Lib.Merge(ctx, db.Action{Name: s.Action, Reviewer: s.Reviewer.UID}, m.other, m.merge, s.Progress)
		if err != nil {
			return "", err
		}
		_ = m.other.Close() // it was only read
		sentence := tr.T("Merged: %s, %s.", tr.N(done.Added, "1 added", "%d added"), tr.N(done.Changed, "1 changed", "%d changed"))
		if done.Skipped > 0 {
			sentence += " " + tr.N(done.Skipped, "1 entry was left out: what it belongs to was not taken.", "%d entries were left out: what they belong to was not taken.")
		}
		return sentence, nil
	})
}
