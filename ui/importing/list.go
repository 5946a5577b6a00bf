package importing

import (
	"strconv"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/intake"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// list is the records of the import at the left, with a filter above them.
type list struct {
	w      *review
	object fyne.CanvasObject
	rows   *widgets.GroupedList
	filter *widgets.TabStrip
	all    *widgets.Button // chooses all that are shown
	none   *widgets.Button
	shown  []int // items
	chosen int   // item in detail; -1 for none
	empty  *widgets.Text
}

// filters sort the records.
var filters = []struct {
	label string
	fits  func(it intake.Item) bool
}{
	{tr.Key("All"), func(intake.Item) bool { return true }},
	{tr.Key("New"), func(it intake.Item) bool { return !it.Double() }},
	{tr.Key("Already here"), intake.Item.Double},
	{tr.Key("With warnings"), func(it intake.Item) bool { return it.Warnings() > 0 }},
}

func newList(w *review) *list {
	l := &list{w: w, chosen: -1, rows: widgets.NewGroupedList()}
	l.filter = widgets.NewQuietTabs(l.tabs(), func(int) {
		l.fill()
		l.pick(l.firstShown())
	})
	l.rows.OnSelected = func(it widgets.ListItem) { l.take(it.ID) }
	l.rows.OnOpened = func(it widgets.ListItem) {
		l.take(it.ID)
		w.toggle(l.chosen)
	}
	l.all = widgets.NewButton(tr.T("Choose all shown"), func() { w.decideAll(l.shown, true) }).SetCompact()
	l.none = widgets.NewButton(tr.T("Leave all shown"), func() { w.decideAll(l.shown, false) }).SetCompact()
	l.empty = widgets.Muted("")
	l.object = widgets.VStack(8, l.filter, l.empty, widgets.Fill(l.rows),
		widgets.Pad(0, 12, 0, 0, widgets.Flow(8, l.all, l.none)))
	return l
}

func (l *list) tabs() []widgets.Tab {
	var tabs []widgets.Tab
	for _, f := range filters {
		n := 0
		for _, it := range l.w.plan.Items {
			if f.fits(it) {
				n++
			}
		}
		tabs = append(tabs, widgets.Tab{Label: tr.T(f.label), Note: strconv.Itoa(n)})
	}
	return tabs
}

// take shows the record of a row in detail.
func (l *list) take(id string) {
	i, err := strconv.Atoi(id)
	if err != nil || i == l.chosen {
		return
	}
	l.chosen = i
	l.w.choose(i)
}

func (l *list) pick(i int) {
	l.chosen = i
	l.rows.Select(strconv.Itoa(i))
	l.w.choose(i)
}

func (l *list) firstShown() int {
	if len(l.shown) == 0 {
		l.chosen = -1
		return -1
	}
	l.chosen = l.shown[0]
	l.rows.Select(strconv.Itoa(l.chosen))
	return l.chosen
}

func (l *list) focusable() fyne.Focusable { return l.rows.Focusable() }

// fill lists the records that the filter lets through, as they are decided now.
func (l *list) fill() {
	fits := filters[max(l.filter.Selected(), 0)].fits
	l.shown = l.shown[:0]
	var rows []widgets.ListItem
	several := len(l.w.sources) > 1
	file := -1
	for i, it := range l.w.plan.Items {
		if !fits(it) {
			continue
		}
		if several && it.File != file {
			file = it.File
			rows = append(rows, widgets.ListItem{Heading: true, Title: l.w.sources[file].name})
		}
		l.shown = append(l.shown, i)
		rows = append(rows, row(i, it))
	}
	l.empty.Hidden = len(l.shown) > 0
	l.empty.SetText(tr.T("No record of the import is of this kind."))
	l.filter.SetTabs(l.tabs())
	l.rows.SetItems(rows)
	if l.chosen >= 0 {
		l.rows.Select(strconv.Itoa(l.chosen))
	}
}

func row(i int, it intake.Item) widgets.ListItem {
	title := it.Name
	if title == "" {
		title = tr.T("Without a title")
	}
	sign, tip := tile(it)
	return widgets.ListItem{ID: strconv.Itoa(i), Title: title, Sub: subline(it.Record), Note: note(it), Tile: sign, Tip: tip}
}

// subline is who, when and where.
func subline(r *exchange.Record) string {
	var parts []string
	if r.Kind != exchange.Document {
		parts = append(parts, kindName(r))
		parts = append(parts, r.RegistryIDs...)
	}
	if who := authors(r.Authors, 3); who != "" {
		parts = append(parts, who)
	}
	if r.Year != nil {
		parts = append(parts, strconv.Itoa(*r.Year))
	}
	if r.Journal != "" {
		parts = append(parts, string(r.Journal))
	}
	return strings.Join(parts, " · ")
}

func authors(all []exchange.Author, most int) string {
	var names []string
	for i, a := range all {
		if i == most {
			return tr.T("%s and others", strings.Join(names, ", "))
		}
		names = append(names, strings.TrimSpace(a.Family+" "+a.Given))
	}
	return strings.Join(names, ", ")
}

// note is what will come of the record, and what a person should look at.
func note(it intake.Item) string {
	text := happens(it)
	if n := it.Differing(); n > 0 {
		text += " · " + tr.N(n, "1 field differs", "%d fields differ")
	}
	if n := it.Warnings(); n > 0 {
		text += " · " + tr.N(n, "1 warning", "%d warnings")
	}
	return text
}

// toggle leaves a record out, or takes it in as far as it can be.
func (w *review) toggle(i int) {
	if i < 0 {
		return
	}
	c := intake.Leave
	if w.plan.Items[i].Choice == intake.Leave {
		c = taking(w.plan.Items[i])
	}
	w.decide(i, c)
}

// taking is the choice that takes a record in without replacing anything.
func taking(it intake.Item) intake.Choice {
	for _, c := range it.Choices() {
		if c != intake.Leave {
			return c
		}
	}
	return intake.Leave
}

// decideAll takes in, or leaves out, several records at once. What is here already is taken in only one by one: choosing
// all must not add doubles.
func (w *review) decideAll(items []int, in bool) {
	for _, i := range items {
		it := &w.plan.Items[i]
		c := intake.Leave
		if in {
			if c = it.Choice; c == intake.Leave {
				c = it.Choices()[0]
			}
		}
		w.touched = w.touched || it.Choice != c
		it.Choice = c
	}
	w.list.fill()
	w.count()
	w.detail.show(w.list.chosen)
}
