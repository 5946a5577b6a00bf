package reader

import (
	"context"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/reader/paper"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// bar is what stands above the text: what is read, where in it, how large, and the field that finds words.
type bar struct {
	r       *Reader
	title   *widgets.Text
	where   *widgets.Button
	zoom    *widgets.Text
	smaller *widgets.Button
	larger  *widgets.Button
	fit     *widgets.Button
	find    *widgets.Button
	field   *widgets.SearchField
	count   *widgets.Text
	finding *fyne.Container
	object  fyne.CanvasObject
}

func newBar(r *Reader) *bar {
	b := &bar{r: r}
	b.title = widgets.NewText("", widgets.TextStyle{Bold: true, Wrapping: widgets.Cut})
	b.where = widgets.NewButton("", b.askPage).SetStyle(widgets.ButtonQuiet).SetCompact()
	b.where.SetTip(tr.T("Go to a page. N and P turn the pages."))
	b.zoom = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine})
	b.smaller = widgets.NewMarkButton(widgets.MarkMinus, tr.T("Smaller")+"   Ctrl+-", func() { r.Zoom(-1) })
	b.larger = widgets.NewMarkButton(widgets.MarkPlus, tr.T("Larger")+"   Ctrl++", func() { r.Zoom(1) })
	b.fit = widgets.NewButton(tr.T("Fit width"), func() { r.Zoom(0) }).SetStyle(widgets.ButtonQuiet).SetCompact()
	b.fit.SetTip(tr.T("Fit the pages to the width of the window") + "   Ctrl+0")
	b.find = widgets.NewButton(tr.T("Find in article"), r.Find).SetStyle(widgets.ButtonQuiet).SetIcon(fynetheme.SearchIcon())
	b.find.SetTip(tr.T("Find words in this article") + "   F3")
	b.field = widgets.NewSearchField(tr.T("Words of the article"), r.look)
	b.field.OnKey = r.findKey
	b.count = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine})
	b.finding = widgets.VStack(0, widgets.NewHairline(), widgets.Pad(6, 10, 6, 16, widgets.HStack(10, widgets.FillWeight(3, b.field), b.count,
		widgets.HStack(0, widgets.NewMarkButton(widgets.MarkUp, tr.T("The one before")+"   Shift+Enter", func() { r.nextFound(-1) }),
			widgets.NewMarkButton(widgets.MarkDown, tr.T("The next one")+"   Enter", func() { r.nextFound(1) })),
		widgets.FillWeight(2, widgets.Spacer()), widgets.NewMarkButton(widgets.MarkCross, tr.T("Stop finding")+"   Esc", r.endFind))))
	b.finding.Hide()
	b.object = widgets.NewPanel(widgets.VStack(0, widgets.Pad(7, 10, 7, 16, container.New(&titled{}, b.title,
		b.where, widgets.HStack(2, b.smaller, b.zoom, b.larger), b.fit, b.find)), b.finding, widgets.NewHairline()))
	return b
}

// titled puts the title and the tools into one row, or the tools below the title where that leaves too little of it.
type titled struct{ width float32 }

func (t *titled) arrange(o []fyne.CanvasObject, place func(o fyne.CanvasObject, at fyne.Position, s fyne.Size)) float32 {
	gap, least := theme.Px(6), theme.Px(220)
	title, tools := o[0].MinSize(), visible(o[1:])
	width, high := float32(0), float32(0)
	for _, x := range tools {
		m := x.MinSize()
		width, high = width+m.Width+gap, max(high, m.Height)
	}
	x, y, height := t.width-width+gap, float32(0), max(title.Height, high)
	if t.width-width >= least || t.width == 0 {
		place(o[0], fyne.NewPos(0, float32(int((height-title.Height)/2))), fyne.NewSize(t.width-width, title.Height))
	} else {
		place(o[0], fyne.Position{}, fyne.NewSize(t.width, title.Height))
		x, y, height = 0, title.Height+theme.Px(2), title.Height+theme.Px(2)+high
	}
	for _, tool := range tools {
		m := tool.MinSize()
		if x > 0 && x+m.Width > t.width+1 { // the next row
			x, y, height = 0, y+high, height+high
		}
		place(tool, fyne.NewPos(x, y+float32(int((high-m.Height)/2))), m)
		x += m.Width + gap
	}
	return height
}

func visible(all []fyne.CanvasObject) (out []fyne.CanvasObject) {
	for _, o := range all {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

// Layout is called by the container.
func (t *titled) Layout(o []fyne.CanvasObject, s fyne.Size) {
	t.width = s.Width
	t.arrange(o, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Resize(s)
		o.Move(at)
	})
}

// MinSize is called by the container.
func (t *titled) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.Px(120), t.arrange(o, func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

// update says where in the text the reader is.
func (b *bar) update() {
	a := b.r.shown
	if a.text == nil {
		return
	}
	b.title.SetText(tr.T("%s (%s)", title(a.document), kindOf(a)))
	where := ""
	if a.text.Printed {
		where = tr.T("page %d of %d", b.r.paper.Page()+1, a.text.Pages())
	}
	zoom := strconv.Itoa(int(b.r.paper.Shown()*100+0.5)) + " %"
	if where == b.where.Text() && zoom == b.zoom.String() {
		return
	}
	b.where.SetText(where)
	b.where.Hidden = where == ""
	b.zoom.SetText(zoom)
	b.fit.Hidden = !a.text.Printed
	b.object.Refresh()
}

func (b *bar) askPage() {
	pages := b.r.shown.text.Pages()
	number := func(s string) (int, error) { return strconv.Atoi(strings.TrimSpace(s)) }
	dialogs.Ask(b.r.canvas(), dialogs.AskSpec{Title: tr.T("Go to a page"), Label: tr.T("Page, 1 to %d", pages), Confirm: tr.T("Go there"),
		Value: strconv.Itoa(b.r.paper.Page() + 1),
		Validate: func(s string) error {
			if n, err := number(s); err != nil || n < 1 || n > pages {
				return appraisal.Invalid("", tr.T("The article has pages 1 to %d. Enter one of these numbers.", pages))
			}
			return nil
		},
		OnConfirm: func(s string) {
			n, _ := number(s) // it was just checked
			b.r.paper.GoToPage(n - 1)
			b.r.paper.Focus(b.r.canvas())
		}})
}

func (b *bar) closeFind() {
	if b.finding.Visible() {
		b.finding.Hide()
		b.field.SetText("")
		b.object.Refresh()
		b.r.page.Refresh()
	}
}

// hunt is what is looked for in the text.
type hunt struct {
	words   string
	found   []paper.Stretch
	current int // -1 for none
}

// Find opens the field that finds words; where it is open it goes to the next place.
func (r *Reader) Find() {
	if !r.Reading() {
		return
	}
	if r.bar.finding.Visible() && r.canvas().Focused() == fyne.Focusable(r.bar.field) {
		r.nextFound(1)
		return
	}
	r.bar.finding.Show()
	r.bar.object.Refresh()
	r.page.Refresh()
	r.canvas().Focus(r.bar.field)
	r.bar.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// look finds words beside the window, from where the reader is on.
func (r *Reader) look(typed string) {
	text, finder := r.shown.text, r.finder
	if text == nil {
		return
	}
	type result struct {
		finder *paper.Finder
		found  []paper.Stretch
	}
	work.Latest("reader find", func(ctx context.Context) (result, error) {
		if finder == nil {
			finder = paper.NewFinder(text)
		}
		return result{finder, finder.Find(typed)}, ctx.Err()
	}, func(x result, err error) {
		if err != nil || text != r.shown.text {
			return
		}
		r.finder = x.finder
		r.hunt = hunt{words: typed, found: x.found, current: -1}
		if len(x.found) > 0 {
			page := r.paper.Page()
			r.hunt.current = 0
			for i, s := range x.found {
				if s.Page >= page {
					r.hunt.current = i
					break
				}
			}
		}
		r.showFound()
	})
}

func (r *Reader) showFound() {
	h := r.hunt
	r.paper.SetFound(h.found, h.current)
	switch {
	case strings.TrimSpace(h.words) == "":
		r.bar.count.SetText("")
	case len(h.found) == 0:
		r.bar.count.SetText(tr.T("not in the text"))
	default:
		r.bar.count.SetText(tr.T("match %d of %d", h.current+1, len(h.found)))
		r.paper.Reveal(h.found[h.current])
	}
	r.bar.object.Refresh()
}

func (r *Reader) nextFound(by int) {
	n := len(r.hunt.found)
	if n == 0 {
		return
	}
	r.hunt.current = (r.hunt.current + by + n) % n
	r.showFound()
}

// endFind closes the field. The place that was looked at is selected, so that the keyboard can go on from there.
func (r *Reader) endFind() {
	h := r.hunt
	r.hunt = hunt{current: -1}
	r.bar.closeFind()
	r.paper.SetFound(nil, -1)
	r.paper.Focus(r.canvas())
	if h.current >= 0 && h.current < len(h.found) {
		r.paper.Select(h.found[h.current])
	}
}

// findKey handles the keys of the field: Enter goes to the next place, Shift+Enter to the one before.
func (r *Reader) findKey(e *fyne.KeyEvent) bool {
	by := 1
	if r.bar.field.Shift() {
		by = -1
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF3:
		r.nextFound(by)
	case fyne.KeyDown:
		r.nextFound(1)
	case fyne.KeyUp:
		r.nextFound(-1)
	case fyne.KeyEscape:
		r.endFind()
	default:
		return false
	}
	return true
}
