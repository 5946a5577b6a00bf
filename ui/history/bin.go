package history

import (
	"context"
	"strings"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// bin is the dialog of what was deleted, while it is open.
type bin struct {
	h       *History
	all     []db.Deleted
	list    *widgets.VList
	empty   *widgets.Text
	restore *widgets.Button
}

// Bin shows what was deleted. It cannot be emptied: undo and the history need what is in it.
func (h *History) Bin() {
	b := &bin{h: h}
	b.list = widgets.NewVList(widgets.VSource{
		Count: func() int { return len(b.all) },
		Estimate: func(int, float32) float32 {
			return 15 + theme.TextSize(theme.SizeBody)*1.4 + theme.TextSize(theme.SizeSmall)*1.4
		},
		New: func(int) fyne.CanvasObject {
			return widgets.Pad(6, 12, 7, 12, widgets.VStack(2, widgets.NewText("", widgets.TextStyle{Bold: true, MaxLines: 2}), widgets.Muted("")))
		},
		Update: func(i int, o fyne.CanvasObject) {
			stack := o.(*fyne.Container).Objects[0].(*fyne.Container)
			stack.Objects[0].(*widgets.Text).SetText(called(b.all[i]))
			stack.Objects[1].(*widgets.Text).SetText(deletedBy(b.all[i]))
		},
	})
	b.list.OnSelected = func(int) { b.enable() }
	b.list.OnOpened = func(int) { b.bringBack() }
	b.empty = widgets.NewText("", widgets.TextStyle{Color: theme.ColorMuted, Align: fyne.TextAlignCenter})
	b.restore = widgets.NewButton("Restore", b.bringBack)
	content := widgets.VStack(10,
		widgets.Muted("Deleted things stay in the library's history, so that undo can bring them back. That is why the bin is not emptied."),
		framed(300, b.list, b.empty), widgets.HStack(10, b.restore, widgets.Spacer()))
	dialogs.Show(h.canvas, dialogs.ShowSpec{Title: "Bin", Content: content, Width: dialogs.Wide})
	h.canvas.Focus(b.list)
	b.enable()
	b.load()
}

func (b *bin) load() {
	lib := b.h.s.Lib
	work.Latest("bin", func(ctx context.Context) ([]db.Deleted, error) { return lib.Bin(ctx) }, func(all []db.Deleted, err error) {
		if err != nil {
			b.h.s.Fail(err)
			return
		}
		b.all = all
		b.empty.SetText("The bin is empty. What you delete can be brought back from here.")
		b.empty.Hidden = len(all) > 0
		b.list.Reload()
		if b.list.Selected() < 0 && len(all) > 0 {
			b.list.Select(0)
		}
		b.enable()
	})
}

func (b *bin) enable() {
	switch i := b.list.Selected(); {
	case i < 0 || i >= len(b.all):
		b.restore.SetDisabled("Choose what to bring back first.")
	case b.h.s.Lib.ReadOnly():
		b.restore.SetDisabled(readOnly)
	default:
		b.restore.SetDisabled("")
	}
}

func (b *bin) bringBack() {
	i := b.list.Selected()
	if i < 0 || i >= len(b.all) || b.h.s.Lib.ReadOnly() {
		return
	}
	b.h.s.RestoreDeleted(b.all[i], "Restore "+lower(called(b.all[i])), func(err error) {
		if err != nil {
			b.h.s.Fail(err)
			return
		}
		b.load()
	})
}

var kinds = map[db.Entity]string{db.EntityClaim: "Claim", db.EntityTrial: "Trial", db.EntityDocument: "Article", db.EntityLink: "Link"}

// counted are the parts of a thing that a reader knows by number.
var counted = map[db.Entity]struct{ one, many string }{
	db.EntityArm: {"arm", "arms"}, db.EntityResult: {"result", "results"}, db.EntityFact: {"fact", "facts"}, db.EntityLink: {"link", "links"},
	db.EntityAppraisal: {"judgement", "judgements"}, db.EntityClaim: {"further part", "further parts"},
}

func called(d db.Deleted) string {
	name := short(d.Name)
	if d.Entity == db.EntityLink {
		return "Link of " + name + " to “" + short(d.Of) + "”"
	}
	if name == "" {
		name = "without a title"
	}
	return kinds[d.Entity] + " " + name
}

func deletedBy(d db.Deleted) string {
	text := "Deleted " + moment(d.At)
	if d.By != "" {
		text += " by " + d.By
	}
	var with []string
	for _, c := range d.With {
		if n, ok := counted[c.Entity]; ok {
			with = append(with, words.Count(c.N, n.one, n.many))
		}
	}
	if len(with) > 0 {
		text += " · with " + strings.Join(with, ", ")
	}
	return text
}

// lower lets "Claim …" follow a verb.
func lower(s string) string { return string(s[0]+'a'-'A') + s[1:] }
