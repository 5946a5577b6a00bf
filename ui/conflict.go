package ui

import (
	"strings"
	"time"

	"claimgrade/db"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// conflicts is the strip that tells of values that were changed here and in another window at once, one after the other.
type conflicts struct {
	s       *session.Session
	root    *fyne.Container
	relaid  func() // the strip has come or gone
	waiting []db.Conflict
}

func newConflicts(s *session.Session, relaid func()) *conflicts {
	c := &conflicts{s: s, root: container.NewStack(), relaid: relaid}
	c.root.Hide()
	return c
}

// add tells of one more. One that is about the same value takes the place of the older.
func (c *conflicts) add(x db.Conflict) {
	for i, w := range c.waiting {
		if w.Entity == x.Entity && w.UID == x.UID && sameFields(w, x) {
			c.waiting[i] = x
			c.refresh()
			return
		}
	}
	c.waiting = append(c.waiting, x)
	c.refresh()
}

func sameFields(a, b db.Conflict) bool {
	if len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Fields {
		if a.Fields[i].Field != b.Fields[i].Field {
			return false
		}
	}
	return true
}

func (c *conflicts) next() {
	c.waiting = c.waiting[1:]
	c.refresh()
}

func (c *conflicts) refresh() {
	c.root.Objects = nil
	if len(c.waiting) > 0 {
		c.root.Objects = []fyne.CanvasObject{c.banner(c.waiting[0])}
	}
	show(c.root, len(c.waiting) > 0)
	c.relaid()
}

func (c *conflicts) banner(x db.Conflict) fyne.CanvasObject {
	tone := theme.Amber
	row := []fyne.CanvasObject{widgets.NewMark(widgets.MarkExclaim, 16, tone.Ink()),
		widgets.Fill(widgets.NewText(conflictWords(x), widgets.TextStyle{Color: tone.Ink()}))}
	keep := tr.T("Keep mine")
	if x.Gone {
		keep = tr.T("Understood")
	} else {
		row = append(row, widgets.NewButton(tr.T("Take theirs"), func() {
			c.next()
			c.s.TakeTheirs(x, tr.T("Take the other value of %s", words.Change(x.Change)))
		}).SetCompact())
	}
	row = append(row, widgets.NewButton(keep, c.next).SetCompact())
	return widgets.NewPanel(widgets.Pad(8, 16, 8, 16,
		widgets.NewWell(widgets.HStack(10, row...)).SetColors(tone.Soft(), tone.Soft()).SetPadding(14, 9)))
}

// conflictWords say what was changed by whom, and what was stored of it.
func conflictWords(x db.Conflict) string {
	row := x.Change
	row.Op = "update"
	what := words.Change(row)
	who := tr.T("in another window")
	if x.Who != "" {
		who = tr.T("by %s in another window", x.Who)
	}
	if at, err := time.Parse(time.RFC3339, x.When); err == nil {
		who += ", " + at.Local().Format("15:04")
	}
	if x.Gone {
		return tr.T("%s was deleted %s. Your change has brought it back.", what, who)
	}
	var theirs []string
	for _, v := range words.ChangedValues(row) {
		theirs = append(theirs, v.Before())
	}
	return tr.T("%s was changed %s, too. There it says: %s. Yours is stored; the history keeps both.", what, who, strings.Join(theirs, " · "))
}
