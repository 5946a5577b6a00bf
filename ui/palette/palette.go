// Package palette is the one field that goes anywhere and does anything: it lists places, passages and commands as one
// types, and Enter takes the marked one. It must not know what they are: it gets them ready to be shown.
package palette

import (
	"context"
	"slices"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Item is one thing to go to or to do.
type Item struct {
	Title string
	Sub   string   // second line; may be empty
	Keys  string   // its shortcut; may be empty
	Why   string   // why it cannot be used now; empty when it can
	More  string   // words that find it besides the title, such as its menu; not shown
	Match db.Match // how well it fits what was typed; of commands the palette finds out by itself
	Run   func()
}

// Group is items of a sort under a heading.
type Group struct {
	Title string
	Items []Item
}

// best is how well the best item of a group fits.
func (g Group) best() db.Match {
	m := db.MatchInside
	for _, it := range g.Items {
		m = min(m, it.Match)
	}
	return m
}

// Spec says what the palette offers.
type Spec struct {
	Commands []Item
	Recent   []Item // shown first while nothing is typed
	// Search finds in the library. It runs beside the window.
	Search func(ctx context.Context, typed string) ([]Group, error)
}

const searchKey = "palette"

// Show puts the palette up.
func Show(c fyne.Canvas, s Spec) *dialogs.Dialog {
	p := &palette{spec: s}
	p.field = widgets.NewSearchField(tr.T("Go to a claim, trial, article, reason or quote, or do something"), func(string) { p.search() })
	p.field.OnKey = p.key
	p.list = newList(p)
	p.note = newNote()
	p.groups = p.idle()
	p.dialog = dialogs.Panel(c, dialogs.PanelSpec{Content: p.body(), Width: 680, First: p.field, OnConfirm: p.enter,
		OnCancel: func() { work.Cancel(searchKey) }})
	p.show(p.groups)
	return p.dialog
}

type palette struct {
	spec    Spec
	dialog  *dialogs.Dialog
	field   *widgets.SearchField
	list    *widgets.VList
	note    *widgets.Text
	groups  []Group
	rows    []row
	entered bool // Enter was pressed while the answer was on its way
}

// row is a heading or an item of the list.
type row struct {
	heading string
	item    Item
}

// idle is what is offered while nothing is typed.
func (p *palette) idle() []Group {
	return trim([]Group{{tr.T("Recent"), p.spec.Recent}, {tr.T("Commands"), p.spec.Commands}})
}

func trim(groups []Group) []Group {
	return slices.DeleteFunc(groups, func(g Group) bool { return len(g.Items) == 0 })
}

// search finds what fits the words typed. What was found before stays on screen until the answer is there.
func (p *palette) search() {
	typed := p.field.Text
	p.entered = false
	if len(db.Marks(typed, typed)) == 0 {
		work.Cancel(searchKey)
		p.show(p.idle())
		return
	}
	commands := Group{tr.T("Commands"), matching(p.spec.Commands, typed)}
	find := p.spec.Search
	work.Latest(searchKey, func(ctx context.Context) ([]Group, error) { return find(ctx, typed) }, func(found []Group, err error) {
		groups := trim(append([]Group{commands}, found...))
		slices.SortStableFunc(groups, func(a, b Group) int { return int(a.best() - b.best()) })
		p.show(groups)
		if err != nil {
			p.say(dialogs.Sentence(err))
		}
		if p.entered {
			p.enter()
		}
	})
}

// matching are the commands that have all words typed in their name or that of their menu, the best first.
func matching(commands []Item, typed string) []Item {
	var found []Item
	for _, c := range commands {
		c.Match = db.MatchTitle(c.Title, typed)
		if c.Match < db.MatchInside || db.MatchTitle(c.More+" "+c.Title, typed) < db.MatchInside {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b Item) int { return int(a.Match - b.Match) })
	return found
}

// show lists groups and marks the first item that can be used.
func (p *palette) show(groups []Group) {
	p.groups, p.rows = groups, nil
	first := -1
	for _, g := range groups {
		p.rows = append(p.rows, row{heading: g.Title})
		for _, it := range g.Items {
			if first < 0 && it.Why == "" {
				first = len(p.rows)
			}
			p.rows = append(p.rows, row{item: it})
		}
	}
	if first < 0 && len(p.rows) > 0 {
		first = 1
	}
	p.list.Reload()
	p.list.SetOffset(0)
	p.list.Select(first)
	switch {
	case len(p.rows) == 0:
		p.say(tr.T("Nothing has “%s” in it. Try fewer words, or only their beginnings.", p.field.Text))
	default:
		p.say("")
	}
}

// key works the list from the field.
func (p *palette) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		p.list.Walk(1)
	case fyne.KeyUp:
		p.list.Walk(-1)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		p.list.TypedKey(e)
	default:
		return false
	}
	p.say("")
	return true
}

// enter takes the marked item, once what was typed last has been looked for.
func (p *palette) enter() {
	if work.Running(searchKey) {
		p.entered = true
		return
	}
	p.take(p.list.Selected())
}

func (p *palette) take(i int) {
	if i < 0 || i >= len(p.rows) || p.rows[i].heading != "" {
		return
	}
	it := p.rows[i].item
	if it.Why != "" {
		p.say(it.Why)
		return
	}
	work.Cancel(searchKey)
	p.dialog.Close()
	it.Run()
}
