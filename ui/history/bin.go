package history

import (
	"context"
	"strings"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
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
	b.restore = widgets.NewButton(tr.T("Restore"), b.bringBack)
	content := widgets.VStack(10,
		widgets.Muted(tr.T("Deleted things stay in the library's history, so that undo can bring them back. That is why the bin is not emptied.")),
		framed(300, b.list, b.empty), widgets.HStack(10, b.restore, widgets.Spacer()))
	dialogs.Show(h.canvas, dialogs.ShowSpec{Title: tr.T("Bin"), Content: content, Width: dialogs.Wide})
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
		b.empty.SetText(tr.T("The bin is empty. What you delete can be brought back from here."))
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
		b.restore.SetDisabled(tr.T("Choose what to bring back first."))
	case b.h.s.Lib.ReadOnly():
		b.restore.SetDisabled(tr.T(readOnly))
	default:
		b.restore.SetDisabled("")
	}
}

func (b *bin) bringBack() {
	i := b.list.Selected()
	if i < 0 || i >= len(b.all) || b.h.s.Lib.ReadOnly() {
		return
	}
	b.h.s.RestoreDeleted(b.all[i], tr.T("Restore %s", lower(called(b.all[i]))), func(err error) {
		if err != nil {
			b.h.s.Fail(err)
			return
		}
		b.load()
	})
}

var kinds = map[db.Entity]string{db.EntityClaim: tr.Key("Claim %s"), db.EntityTrial: tr.Key("Trial %s"), db.EntityDocument: tr.Key("Article %s")}

// counted are the parts of a thing that a reader knows by number.
var counted = map[db.Entity]func(n int) string{
	db.EntityArm:       func(n int) string { return tr.N(n, "1 arm", "%d arms") },
	db.EntityResult:    func(n int) string { return tr.N(n, "1 result", "%d results") },
	db.EntityReport:    func(n int) string { return tr.N(n, "1 report of a trial", "%d reports of trials") },
	db.EntityFact:      func(n int) string { return tr.N(n, "1 fact", "%d facts") },
	db.EntityLink:      func(n int) string { return tr.N(n, "1 link", "%d links") },
	db.EntityAppraisal: func(n int) string { return tr.N(n, "1 judgement", "%d judgements") },
	db.EntityClaim:     func(n int) string { return tr.N(n, "1 further part", "%d further parts") },
}

func called(d db.Deleted) string {
	name := words.Short(d.Name)
	if d.Entity == db.EntityLink {
		return tr.T("Link of %s to “%s”", name, words.Short(d.Of))
	}
	if name == "" {
		name = tr.T("without a title")
	}
	return tr.T(kinds[d.Entity], name)
}

func deletedBy(d db.Deleted) string {
	text := tr.T("Deleted %s", moment(d.At))
	if d.By != "" {
		text = tr.T("Deleted %s by %s", moment(d.At), d.By)
	}
	var with []string
	for _, c := range d.With {
		if say, ok := counted[c.Entity]; ok {
			with = append(with, say(c.N))
		}
	}
	if len(with) > 0 {
		text += tr.T(" · with %s", strings.Join(with, ", "))
	}
	return text
}

// lower lets "Claim …" follow a verb.
func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }
