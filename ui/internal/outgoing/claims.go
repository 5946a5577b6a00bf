package outgoing

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// ChooseClaims lets the user tick claims in a list. They come back in the order of the library.
func ChooseClaims(c fyne.Canvas, all []session.ClaimItem, chosen []string, done func(claims []string)) *dialogs.Dialog {
	ch := &chooser{all: all, chosen: map[string]bool{}}
	for _, uid := range chosen {
		ch.chosen[uid] = true
	}
	ch.list = widgets.NewVList(widgets.VSource{
		Count: func() int { return len(ch.shown) }, Estimate: func(int, float32) float32 { return theme.Px(46) },
		New:    func(int) fyne.CanvasObject { return newClaimRow() },
		Update: func(i int, o fyne.CanvasObject) { ch.fillRow(ch.shown[i], o) },
	})
	ch.list.OnOpened = func(i int) { ch.toggle(i) }
	ch.list.OnTapped = func(i int) { ch.toggle(i) }
	ch.field = widgets.NewSearchField(tr.T("Type a part of a claim, an article or a trial"), func(string) { ch.filter() })
	ch.field.OnDown = func() { c.Focus(ch.list) }
	ch.list.OnEscapeUp = func() { c.Focus(ch.field) }
	ch.count = widgets.Small("")
	ch.filter()
	before := ch.result()
	row := widgets.HStack(8,
		widgets.NewButton(tr.T("Tick all shown"), func() { ch.tickShown(true) }).SetCompact(),
		widgets.NewButton(tr.T("Untick all shown"), func() { ch.tickShown(false) }).SetCompact(), widgets.Spacer(), ch.count)
	return dialogs.Form(c, dialogs.FormSpec{
		Title: tr.T("Choose claims"), Intro: tr.T("Enter or a click ticks a claim. Ctrl+Enter takes those that are ticked."),
		Content: widgets.VStack(8, ch.field, widgets.NewFrame(widgets.MinHeight(330, ch.list)).SetPadding(1, 4), row),
		Confirm: tr.T("Take the ticked claims"), Width: dialogs.Wide, First: ch.field,
		Lost: func() bool { return !slices.Equal(before, ch.result()) },
		Validate: func() error {
			if len(ch.chosen) == 0 {
				return appraisal.Invalid("claims", tr.T("No claim is ticked. Tick at least one."))
			}
			return nil
		},
		OnConfirm: func() { done(ch.result()) },
	})
}

type chooser struct {
	all    []session.ClaimItem
	chosen map[string]bool
	shown  []session.ClaimItem
	field  *widgets.SearchField
	list   *widgets.VList
	count  *widgets.Text
}

func (ch *chooser) result() []string {
	var out []string
	for _, c := range ch.all {
		if ch.chosen[c.UID] {
			out = append(out, c.UID)
		}
	}
	return out
}

// filter keeps the claims in which every word typed occurs.
func (ch *chooser) filter() {
	words := strings.Fields(strings.ToLower(ch.field.Text))
	ch.shown = nil
	for _, c := range ch.all {
		text := strings.ToLower(strings.Join(append([]string{c.Label, c.Text, c.Article}, c.Trials...), " "))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			ch.shown = append(ch.shown, c)
		}
	}
	ch.list.SetOffset(0)
	ch.refresh()
}

func (ch *chooser) toggle(i int) {
	uid := ch.shown[i].UID
	if ch.chosen[uid] {
		delete(ch.chosen, uid)
	} else {
		ch.chosen[uid] = true
	}
	ch.refresh()
}

func (ch *chooser) tickShown(on bool) {
	for _, c := range ch.shown {
		if on {
			ch.chosen[c.UID] = true
		} else {
			delete(ch.chosen, c.UID)
		}
	}
	ch.refresh()
}

func (ch *chooser) refresh() {
	ch.list.Reload()
	ch.count.SetText(tr.N(len(ch.chosen), "1 claim ticked", "%d claims ticked"))
}

func newClaimRow() fyne.CanvasObject {
	title := widgets.NewText("", widgets.TextStyle{MaxLines: 2})
	sub := widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.Cut})
	return widgets.Pad(5, 12, 5, 10, widgets.HStack(10, widgets.NewStatusTile(widgets.Tile{}), widgets.Fill(widgets.VStack(1, title, sub))))
}

func (ch *chooser) fillRow(c session.ClaimItem, o fyne.CanvasObject) {
	row := o.(*fyne.Container).Objects[0].(*fyne.Container)
	tile := widgets.Tile{Tone: theme.Grey, Hollow: true}
	if ch.chosen[c.UID] {
		tile = widgets.Tile{Tone: theme.Blue, Mark: widgets.MarkCheck}
	}
	row.Objects[0].(*widgets.StatusTile).Set(tile, "")
	lines := row.Objects[1].(*fyne.Container).Objects[0].(*fyne.Container)
	lines.Objects[0].(*widgets.Text).SetText(c.Label)
	lines.Objects[1].(*widgets.Text).SetText(c.Article)
}
