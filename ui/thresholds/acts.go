package thresholds

import (
	"fmt"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
)

// edit runs an action on the sets, reads them again and shows one of them.
func (d *dialog) edit(name string, build func(*db.Batch), then func() (show string)) {
	d.s.Edit(name, func(b *db.Batch) error { build(b); return nil }, func(err error) {
		if err != nil {
			d.s.Fail(err)
			return
		}
		d.load(func() {
			d.choose(then())
			d.fillList()
		})
	})
}

// use puts the chosen set in force.
func (d *dialog) use() {
	id := d.chosen
	set, own := d.set(id)
	name := tr.T("Use the %s thresholds", strings.ToLower(title(set, false)))
	if own != nil {
		name = tr.T("Use the thresholds “%s”", set.Name)
	}
	d.edit(name, func(b *db.Batch) { b.UseThresholds(id) }, func() string {
		d.said = tr.T("From now on all claims of this library are judged by these numbers.")
		return id
	})
}

// copy makes an own set of the numbers of the chosen one, with its name ready to be typed over.
func (d *dialog) copy() {
	set, own := d.set(d.chosen)
	base := tr.T("My %s", strings.ToLower(title(set, false)))
	if own != nil {
		base = tr.T("Copy of %s", strings.TrimPrefix(set.Name, tr.T("Copy of %s", "")))
	}
	set.Name = base
	for n := 2; d.nameTaken("", set.Name) != nil; n++ {
		set.Name = fmt.Sprintf("%s %d", base, n)
	}
	var uid string
	d.edit(tr.T("Add the thresholds “%s”", set.Name), func(b *db.Batch) { uid = b.PutThresholds("", set) }, func() string {
		d.said = tr.T("Give it a name and change its numbers. They count once the set is in use.")
		d.later(func() {
			if d.name != nil {
				d.canvas.Focus(d.name)
				d.name.TypedShortcut(&fyne.ShortcutSelectAll{})
			}
		})
		return uid
	})
}

// later runs f when the set is on screen: a field takes the keyboard only there.
func (d *dialog) later(f func()) { d.shown = append(d.shown, f) }

// remove deletes the chosen set of the user's own.
func (d *dialog) remove() {
	set, own := d.set(d.chosen)
	uid, wasUsed := own.UID, d.chosen == d.sets.InForce
	d.edit(tr.T("Delete the thresholds “%s”", set.Name), func(b *db.Batch) { b.DeleteThresholds(uid) }, func() string {
		d.said = tr.T("“%s” is deleted. Undo (Ctrl+Z, after closing this) brings it back.", set.Name)
		if wasUsed {
			d.said = tr.T("“%s” is deleted, and the default set is in use. Undo (Ctrl+Z, after closing this) brings it back.", set.Name)
		}
		if wasUsed {
			return appraisal.DefaultSet
		}
		return d.sets.InForce
	})
}
