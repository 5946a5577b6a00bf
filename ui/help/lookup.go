package help

import (
	"strings"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// Entry is something that can be looked up.
type Entry struct {
	Group  string
	ID     string // a short name before the title; may be empty
	Title  string // may be empty where there is an id
	Text   string
	Notes  []string // further lines, such as the numbers that a rule reads
	Source string
	Also   string // words that find it and are not shown
}

// LookUpSpec says what can be looked up. Entries of one group stand together.
type LookUpSpec struct {
	Title, Placeholder string
	Entries            []Entry
	Start              string // id of the entry to show first; empty shows the beginning
}

// LookUp shows entries with a field that narrows them down. Up and Down walk through them, Esc closes.
func LookUp(c fyne.Canvas, s LookUpSpec) *dialogs.Dialog {
	l := &lookup{spec: s}
	l.field = widgets.NewSearchField(s.Placeholder, func(string) { l.filter() })
	l.field.OnKey = l.key
	l.list = l.newList()
	l.count = widgets.Caption("")
	title := widgets.HStack(10, widgets.Fill(widgets.Title(s.Title)),
		widgets.NewMarkButton(widgets.MarkCross, tr.T("Close (Esc)"), func() { l.dialog.Close() }))
	content := widgets.VStack(10, title, l.field,
		widgets.NewFrame(widgets.MinHeight(430, l.list)).SetPadding(1, 4), l.count)
	l.filter()
	l.dialog = dialogs.Panel(c, dialogs.PanelSpec{Content: content, Width: dialogs.Wide, First: l.field})
	l.start()
	return l.dialog
}

type lookup struct {
	spec   LookUpSpec
	dialog *dialogs.Dialog
	field  *widgets.SearchField
	list   *widgets.VList
	count  *widgets.Text
	rows   []lookupRow
}

// lookupRow is the heading of a group or an entry.
type lookupRow struct {
	heading string
	entry   Entry
}

// start marks the entry asked for, in its place among the others.
func (l *lookup) start() {
	for i, r := range l.rows {
		if l.spec.Start != "" && r.entry.ID == l.spec.Start {
			l.list.Select(i)
			l.list.Reveal(min(i+3, len(l.rows)-1)) // with a little of what follows
			l.list.Reveal(i)
		}
	}
}

// filter lists the entries in which all words typed occur; those whose name has them come first, without their groups.
func (l *lookup) filter() {
	words := strings.Fields(strings.ToLower(l.field.Text))
	var named, other []lookupRow
	group, found := "", 0
	for _, e := range l.spec.Entries {
		name := strings.ToLower(e.ID + " " + e.Title + " " + e.Also)
		switch {
		case len(words) == 0:
			if e.Group != group {
				group = e.Group
				other = append(other, lookupRow{heading: group})
			}
			other = append(other, lookupRow{entry: e})
		case has(name, words):
			named = append(named, lookupRow{entry: e})
		case has(strings.ToLower(e.Group+" "+e.Text+" "+e.Source+" "+strings.Join(e.Notes, " "))+" "+name, words):
			other = append(other, lookupRow{entry: e})
		default:
			continue
		}
		found++
	}
	l.rows = append(named, other...)
	l.list.Reload()
	l.list.SetOffset(0)
	first := -1
	if len(words) > 0 && found > 0 {
		first = 0
	}
	l.list.Select(first)
	if found == 0 {
		l.count.SetText(tr.T("Nothing has “%s” in it. Try fewer words, or only their beginnings.", strings.TrimSpace(l.field.Text)))
	} else {
		l.count.SetText(tr.T("%s · Up and Down walk through them, Esc closes", tally(found, len(l.spec.Entries))))
	}
}

func tally(found, all int) string {
	if found == all {
		return tr.N(all, "1 entry", "%d entries")
	}
	return tr.T("%d of %d entries", found, all)
}

func has(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// key works the list from the field. Esc closes at once: what was typed is not worth keeping.
func (l *lookup) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		l.list.Walk(1)
	case fyne.KeyUp:
		l.list.Walk(-1)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		l.list.TypedKey(e)
	default:
		return false
	}
	return true
}

func (l *lookup) newList() *widgets.VList {
	return widgets.NewVList(widgets.VSource{
		Count: func() int { return len(l.rows) },
		Kind: func(i int) int {
			if l.rows[i].heading != "" {
				return 1
			}
			return 0
		},
		Estimate: func(i int, width float32) float32 {
			r := l.rows[i]
			if r.heading != "" {
				return 30
			}
			lines := 3 + float32(len(r.entry.Text))*theme.TextSize(theme.SizeBody)*0.5/max(width-40, 100) + float32(len(r.entry.Notes))
			return lines * theme.TextSize(theme.SizeBody) * 1.4
		},
		New: newEntryRow,
		Update: func(i int, o fyne.CanvasObject) {
			if r := l.rows[i]; r.heading != "" {
				o.(*fyne.Container).Objects[0].(*widgets.Text).SetText(r.heading)
			} else {
				fillEntryRow(r.entry, o)
			}
		},
		Selectable: func(i int) bool { return l.rows[i].heading == "" },
	})
}

func newEntryRow(kind int) fyne.CanvasObject {
	if kind == 1 {
		return widgets.Pad(12, 14, 3, 14, widgets.GroupLabel(""))
	}
	return widgets.Pad(7, 14, 7, 14, widgets.VStack(2, widgets.Bold(""), widgets.Body(""), widgets.Small(""),
		widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Italic: true, Color: theme.ColorMuted})))
}

func fillEntryRow(e Entry, o fyne.CanvasObject) {
	parts := o.(*fyne.Container).Objects[0].(*fyne.Container).Objects
	source := ""
	if e.Source != "" {
		source = tr.T("Source: %s", e.Source)
	}
	for i, s := range []string{strings.TrimSpace(e.ID + "  " + e.Title), e.Text, strings.Join(e.Notes, "\n"), source} {
		text := parts[i].(*widgets.Text)
		text.SetText(s)
		text.Hidden = s == ""
	}
}
