// Package thresholds shows the sets of numbers that the method takes for granted: which set is in force, where each
// number comes from, and the user's own sets to be changed. The numbers themselves belong to package appraisal.
package thresholds

import (
	"context"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Thresholds shows the dialog over a window.
type Thresholds struct {
	s      *session.Session
	canvas fyne.Canvas
}

// New returns the dialog for a session in a window.
func New(s *session.Session, c fyne.Canvas) *Thresholds { return &Thresholds{s: s, canvas: c} }

var readOnly = tr.Key("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")

// Sizes of the dialog at normal interface size: it fits a window of 1280 by 800.
const (
	dialogWidth = 1020
	listWidth   = 224
	pageHeight  = 560
)

// Show opens the dialog at the set in force.
func (t *Thresholds) Show() {
	d := &dialog{s: t.s, canvas: t.canvas}
	d.load(func() {
		d.build()
		d.choose(d.sets.InForce)
		d.fillList()
		dialogs.Show(t.canvas, dialogs.ShowSpec{Title: tr.T("Thresholds"), Width: dialogWidth, Content: d.object})
		t.canvas.Focus(d.list.Focusable())
	})
}

// dialog is what is open. It holds its own copy of the sets: nothing else changes them while it lies over the window.
type dialog struct {
	s      *session.Session
	canvas fyne.Canvas
	sets   db.Thresholds
	chosen string // the name of a built-in set or the uid of an own one
	said   string // what was just done, in a sentence

	object fyne.CanvasObject
	list   *widgets.GroupedList
	page   *fyne.Container // the chosen set, below its head
	head   *fyne.Container
	scroll *widgets.VScroll
	name   *widgets.Entry
	rows   []*row
	shown  []func() // to be done once the chosen set is on screen
}

func (d *dialog) load(then func()) {
	lib := d.s.Lib
	work.Latest("thresholds", func(ctx context.Context) (db.Thresholds, error) { return lib.Thresholds(ctx) },
		func(sets db.Thresholds, err error) {
			if err != nil {
				d.s.Fail(err)
				return
			}
			d.sets = sets
			then()
		})
}

func (d *dialog) build() {
	d.list = widgets.NewGroupedList()
	d.list.OnSelected = func(it widgets.ListItem) { d.said = ""; d.choose(it.ID) }
	d.head, d.page = widgets.VStack(8), widgets.VStack(9)
	d.scroll = widgets.NewVScroll(widgets.Pad(3, 14, 3, 11, d.page))
	right := widgets.VStack(10, widgets.Pad(0, 14, 0, 11, d.head), widgets.NewHairline(), widgets.Fill(d.scroll))
	d.object = widgets.MinHeight(pageHeight, widgets.HStackTop(14,
		widgets.MinWidth(listWidth, d.list), widgets.NewVHairline(), widgets.Fill(right)))
}

// set returns the chosen set; own is nil for one that comes with the program.
func (d *dialog) set(id string) (set appraisal.Thresholds, own *db.ThresholdSet) {
	if set, ok := appraisal.BuiltIn(id); ok {
		return set, nil
	}
	for i := range d.sets.Own {
		if d.sets.Own[i].UID == id {
			return d.sets.Own[i].Thresholds, &d.sets.Own[i]
		}
	}
	set, _ = appraisal.BuiltIn(appraisal.DefaultSet)
	return set, nil
}

// title is what a set is called on screen.
func title(set appraisal.Thresholds, own bool) string {
	if own {
		return set.Name
	}
	return words.Sentence(set.Name)
}

func (d *dialog) fillList() {
	items := []widgets.ListItem{{Heading: true, Title: tr.T("With the program")}}
	for _, name := range appraisal.ThresholdSets {
		set, _ := appraisal.BuiltIn(name)
		items = append(items, d.item(name, words.Sentence(name), differing(set)))
	}
	if len(d.sets.Own) > 0 {
		items = append(items, widgets.ListItem{Heading: true, Title: tr.T("Your own")})
	}
	for _, own := range d.sets.Own {
		sub := differing(own.Thresholds)
		if own.Problem != nil {
			sub = tr.T("Cannot be used")
		}
		items = append(items, d.item(own.UID, own.Name, sub))
	}
	d.list.SetItems(items)
	d.list.Select(d.chosen)
}

func (d *dialog) item(id, name, sub string) widgets.ListItem {
	it := widgets.ListItem{ID: id, Title: name, Sub: sub, Tile: widgets.Tile{Tone: theme.Grey, Mark: widgets.MarkRing, Hollow: true}, Tip: tr.T("Not in use")}
	if id == d.sets.InForce {
		it.Tile, it.Tip = widgets.Tile{Tone: theme.Green, Mark: widgets.MarkCheck}, tr.T("In use for this library")
		if it.Sub = tr.T("In use"); id != appraisal.DefaultSet {
			it.Sub += " · " + sub
		}
	}
	return it
}

// differing says how far a set is from the default one.
func differing(set appraisal.Thresholds) string {
	n := len(set.Changed())
	if n == 0 {
		return tr.T("The default numbers")
	}
	return tr.N(n, "1 number differs", "%d numbers differ")
}

// choose shows a set.
func (d *dialog) choose(id string) {
	set, own := d.set(id)
	if own == nil && set.Name != id {
		id = appraisal.DefaultSet // the set in force is not there
	}
	d.chosen, d.rows, d.name = id, nil, nil
	d.page.Objects = nil
	d.fillHead()
	if own == nil || own.Problem == nil {
		d.fillPage(set, own)
	}
	d.scroll.Offset = fyne.Position{}
	d.relayout()
}

func (d *dialog) fillPage(set appraisal.Thresholds, own *db.ThresholdSet) {
	group := ""
	for _, x := range appraisal.ThresholdList {
		if x.Group != group {
			group = x.Group
			d.page.Add(widgets.Pad(6, 0, 0, 0, widgets.Heading(tr.T(group))))
		}
		r := newRow(d, x, set, own != nil)
		d.rows = append(d.rows, r)
		d.page.Add(r.object)
	}
}

// fillHead says which set is shown, why it cannot be changed, and what can be done with it.
func (d *dialog) fillHead() {
	set, own := d.set(d.chosen)
	d.head.Objects = nil
	switch {
	case own == nil:
		d.head.Add(widgets.Heading(title(set, false)))
		d.head.Add(widgets.Muted(tr.T("This set comes with the program. It cannot be changed, so that its name means the same numbers in every library.")))
	case own.Problem != nil:
		d.head.Add(widgets.Heading(own.Name))
		d.head.Add(widgets.NewText(dialogs.Sentence(own.Problem), widgets.TextStyle{Color: theme.Red.Ink()}))
	default:
		d.head.Add(d.nameField(own))
	}
	use := widgets.NewPrimaryButton(tr.T("Use for this library"), d.use)
	copied := widgets.NewButton(tr.T("Make my own from this"), d.copy)
	switch {
	case d.s.Lib.ReadOnly():
		use.SetDisabled(tr.T(readOnly))
		copied.SetDisabled(tr.T(readOnly))
	case own != nil && own.Problem != nil:
		use.SetDisabled(tr.T("Its numbers cannot be read."))
		copied.SetDisabled(tr.T("Its numbers cannot be read."))
	case d.chosen == d.sets.InForce:
		use.SetDisabled(tr.T("It is in use already."))
	}
	buttons := []fyne.CanvasObject{use, copied}
	if own != nil {
		remove := widgets.NewButton(tr.T("Delete"), d.remove)
		if d.s.Lib.ReadOnly() {
			remove.SetDisabled(tr.T(readOnly))
		}
		buttons = append(buttons, remove)
	}
	d.head.Add(widgets.HStack(10, buttons...))
	if d.said != "" {
		d.head.Add(widgets.Small(d.said))
	}
}

func (d *dialog) relayout() {
	for _, o := range []fyne.CanvasObject{d.head, d.page} {
		o.Refresh()
	}
	if d.object.Size().Width > 0 { // it is up
		if o, ok := d.object.(*fyne.Container); ok {
			o.Layout.Layout(o.Objects, o.Size())
		}
		d.scroll.Resize(d.scroll.Size())
	}
	d.scroll.Refresh()
	todo := d.shown
	d.shown = nil
	for _, f := range todo {
		f()
	}
}

func (d *dialog) nameField(own *db.ThresholdSet) fyne.CanvasObject {
	uid := own.UID
	d.name = widgets.NewEntry(tr.T("Such as “Our department”"))
	d.name.SetText(own.Name)
	if d.s.Lib.ReadOnly() {
		d.name.SetDisabled(tr.T(readOnly))
	}
	field := widgets.NewFormField(tr.T("Name"), d.name)
	d.name.OnChanged = func(text string) {
		set, _ := d.set(uid)
		set.Name = strings.TrimSpace(text)
		err := d.nameTaken(uid, set.Name)
		if err == nil {
			err = d.change(uid, set, tr.T("Rename the thresholds"), "thresholds name "+uid)
		}
		field.SetError(dialogs.Sentence(err))
		d.relayout()
	}
	return field
}

// nameTaken says why a set cannot have the name of another.
func (d *dialog) nameTaken(uid, name string) error {
	for _, other := range appraisal.ThresholdSets {
		if strings.EqualFold(other, name) {
			return appraisal.Invalid("name", tr.T("“%s” is a set that comes with the program. Give your own another name.", name))
		}
	}
	for _, other := range d.sets.Own {
		if other.UID != uid && strings.EqualFold(other.Name, name) {
			return appraisal.Invalid("name", tr.T("Another set of yours is called “%s”. Give this one another name.", other.Name))
		}
	}
	return nil
}

// change stores an own set as it is now, if it holds together. Changes of one key are one step of the history.
func (d *dialog) change(uid string, set appraisal.Thresholds, action, key string) error {
	if err := set.Validate(); err != nil {
		return err
	}
	_, own := d.set(uid)
	if own == nil || own.Thresholds == set {
		return nil
	}
	own.Thresholds = set
	d.s.EditText(key, action, func(b *db.Batch) error { b.PutThresholds(uid, set); return nil })
	d.fillList()
	return nil
}
