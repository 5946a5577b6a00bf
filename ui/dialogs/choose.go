package dialogs

import (
	"context"
	"strings"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Choice is one thing to choose.
type Choice struct {
	ID    string
	Title string
	Sub   string // a second line; may be empty
}

// ChooseSpec describes a list to choose from.
type ChooseSpec struct {
	Title       string
	Placeholder string // in the field that filters
	Confirm     string // "Choose" if empty
	// Choices are filtered by the words typed, all of which must occur in title or second line.
	Choices []Choice
	// Search replaces the filter by a search of the caller's own, such as one in the library. It runs beside the window.
	Search func(typed string) ([]Choice, error)
	// Empty is said when nothing matches, with the next step; Create, if given, offers to make what was typed.
	Empty    string
	Create   string
	OnCreate func(typed string)
	OnChosen func(Choice)
	OnCancel func()
}

const chooseKey = "dialogs.choose"

// Choose shows a list that is filtered as one types. Down goes to the list, Enter takes the marked row.
func Choose(c fyne.Canvas, s ChooseSpec) *Dialog {
	ch := &chooser{spec: s, d: &Dialog{canvas: c}}
	ch.list = widgets.NewVList(widgets.VSource{
		Count:    func() int { return len(ch.found) },
		Estimate: ch.estimate,
		New:      func(int) fyne.CanvasObject { return newChoiceRow() },
		Update:   func(i int, o fyne.CanvasObject) { fillChoiceRow(ch.found[i], o) },
	})
	ch.list.OnOpened = func(int) { ch.d.confirmed() }
	ch.empty = widgets.NewText(s.Empty, widgets.TextStyle{Color: theme.ColorMuted, Align: fyne.TextAlignCenter})
	ch.field = widgets.NewSearchField(s.Placeholder, func(string) { ch.filter() })
	ch.field.OnDown = func() { c.Focus(ch.list) }
	ch.list.OnEscapeUp = func() { c.Focus(ch.field) }
	ch.create = widgets.NewLink(s.Create, func() {
		typed := strings.TrimSpace(ch.field.Text)
		ch.d.Close()
		s.OnCreate(typed)
	})
	ch.create.Hidden = s.Create == "" || s.OnCreate == nil
	if s.Confirm == "" {
		ch.spec.Confirm = tr.T("Choose")
	}
	ch.build()
	ch.filter()
	ch.d.show(ch.field)
	return ch.d
}

type chooser struct {
	spec   ChooseSpec
	d      *Dialog
	field  *widgets.SearchField
	list   *widgets.VList
	empty  *widgets.Text
	create *widgets.Link
	found  []Choice
}

func (ch *chooser) build() {
	d := ch.d
	d.confirm = func() {
		i := ch.list.Selected()
		if i < 0 || i >= len(ch.found) {
			return
		}
		chosen := ch.found[i]
		work.Cancel(chooseKey)
		d.Close()
		if ch.spec.OnChosen != nil {
			ch.spec.OnChosen(chosen)
		}
	}
	d.cancel = func() {
		work.Cancel(chooseKey)
		d.Close()
		if ch.spec.OnCancel != nil {
			ch.spec.OnCancel()
		}
	}
	frame := widgets.NewFrame(widgets.MinHeight(300, ch.list)).SetPadding(1, 4)
	content := widgets.VStack(8, ch.field, ch.empty, frame)
	parts := append(heading(ch.spec.Title, ""), content, d.buttons(FormSpec{Confirm: ch.spec.Confirm, Extra: ch.create}))
	d.modal = newModal(widgets.VStack(14, parts...), Medium)
}

func (ch *chooser) filter() {
	typed := ch.field.Text
	if ch.spec.Search == nil {
		ch.show(match(ch.spec.Choices, typed))
		return
	}
	search := ch.spec.Search
	work.Latest(chooseKey, func(context.Context) ([]Choice, error) { return search(typed) }, func(found []Choice, err error) {
		if err != nil {
			ch.empty.SetText(Sentence(err))
			found = nil
		}
		ch.show(found)
	})
}

func (ch *chooser) show(found []Choice) {
	ch.found = found
	ch.empty.Hidden = len(found) > 0 || ch.empty.String() == ""
	ch.list.Reload()
	if len(found) > 0 {
		ch.list.SetOffset(0)
		ch.list.Select(0)
	} else {
		ch.list.Select(-1)
	}
	if ch.d.modal != nil {
		ch.d.modal.Refresh()
	}
}

// match keeps the choices in which every word typed occurs.
func match(choices []Choice, typed string) []Choice {
	words := strings.Fields(strings.ToLower(typed))
	if len(words) == 0 {
		return choices
	}
	var out []Choice
	for _, c := range choices {
		text := strings.ToLower(c.Title + " " + c.Sub)
		all := true
		for _, w := range words {
			all = all && strings.Contains(text, w)
		}
		if all {
			out = append(out, c)
		}
	}
	return out
}

func (ch *chooser) estimate(i int, _ float32) float32 {
	h := float32(13) + theme.TextSize(theme.SizeBody)*1.4
	if ch.found[i].Sub != "" {
		h += theme.TextSize(theme.SizeSmall) * 1.4
	}
	return h
}

func newChoiceRow() fyne.CanvasObject {
	title := widgets.NewText("", widgets.TextStyle{MaxLines: 2})
	sub := widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.Cut})
	return widgets.Pad(6, 12, 6, 12, widgets.VStack(1, title, sub))
}

func fillChoiceRow(c Choice, o fyne.CanvasObject) {
	stack := o.(*fyne.Container).Objects[0].(*fyne.Container)
	stack.Objects[0].(*widgets.Text).SetText(c.Title)
	sub := stack.Objects[1].(*widgets.Text)
	sub.SetText(c.Sub)
	sub.Hidden = c.Sub == ""
}
