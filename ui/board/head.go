package board

import (
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// sortHead is the title of a column that sorts by it when it is clicked, with a mark of the direction. It takes no focus:
// the keyboard sorts through the menu.
type sortHead struct {
	widget.BaseWidget
	key    sortKey
	about  string // what the column is, for the tooltip
	text   *widgets.Text
	mark   *widgets.Mark
	box    *fyne.Container
	tapped func(sortKey)
}

func newSortHead(title, about string, key sortKey, align fyne.TextAlign, tapped func(sortKey)) *sortHead {
	if about == "" {
		about = widgets.Explain(title)
	}
	h := &sortHead{key: key, about: about, text: widgets.NewText(title, headStyle(align)), mark: widgets.NewMark(widgets.MarkDown, 8, theme.ColorAccent), tapped: tapped}
	h.mark.Hide()
	sign := widgets.HStack(0, widgets.Spacer(), h.mark, widgets.Spacer())
	if align == fyne.TextAlignLeading {
		sign = widgets.HStack(0, h.mark, widgets.Spacer())
	}
	h.box = widgets.VStack(1, h.text, sign)
	h.ExtendBaseWidget(h)
	return h
}

// headWidth is the width, at the normal interface size, of a column whose head is one word, which must not be broken.
func headWidth(word string) float32 {
	const gap = 4
	style := headStyle(fyne.TextAlignCenter)
	style.Wrapping = widgets.OneLine
	return widgets.NewText(word, style).MinSize().Width/theme.Px(100)*100 + gap
}

// show marks the direction if the table is sorted by this column: up where the order is reversed.
func (h *sortHead) show(a arrangement) {
	sorted := a.by == h.key
	style := headStyle(fyne.TextAlignCenter)
	if h.key == byName {
		style = headStyle(fyne.TextAlignLeading)
	}
	if sorted {
		style.Color = theme.ColorAccent
	}
	h.text.SetStyle(style)
	h.mark.Hidden = !sorted
	kind := widgets.MarkDown
	if a.reversed {
		kind = widgets.MarkUp
	}
	h.mark.Set(kind, theme.ColorAccent)
	s := sortingOf(h.key)
	state := tr.T("Click to sort.")
	if sorted {
		state = tr.T("Sorted: %s.", s.order(a.reversed))
	}
	if h.about != "" {
		state = h.about + "\n" + state
	}
	h.text.SetTip(state)
	h.mark.SetTip(state)
	h.box.Refresh()
}

// Parts shows what is inside to whoever searches the tree.
func (h *sortHead) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{h.box} }

// Tapped is called by the canvas.
func (h *sortHead) Tapped(*fyne.PointEvent) { h.tapped(h.key) }

// Cursor is called by the canvas.
func (h *sortHead) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (h *sortHead) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.box) }
