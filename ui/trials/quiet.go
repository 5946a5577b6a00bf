package trials

import (
	"sort"
	"strings"

	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// quietLink is a link in the colour of secondary text, underlined by a hairline. A page of a hundred sources in the
// colour of links would drown the values.
type quietLink struct {
	widget.BaseWidget
	text     *widgets.Text
	tip      string
	focused  bool
	disabled bool
	onTapped func()
}

func newQuietLink(text string, tapped func()) *quietLink {
	l := &quietLink{text: widgets.NewText(text, widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, Wrapping: widgets.Cut}), onTapped: tapped}
	l.ExtendBaseWidget(l)
	return l
}

// SetText changes the words.
func (l *quietLink) SetText(s string) {
	if l.text.String() != s {
		l.text.SetText(s)
		l.Refresh()
	}
}

// Text returns the words.
func (l *quietLink) Text() string { return l.text.String() }

// SetTip sets what the card around shows when the pointer rests on the link.
func (l *quietLink) SetTip(s string) { l.tip = s }

// Tip returns the tooltip.
func (l *quietLink) Tip() string { return l.tip }

// disable makes it mere text.
func (l *quietLink) disable() { l.disabled = true }

// Cursor is called by the canvas.
func (l *quietLink) Cursor() desktop.Cursor {
	if l.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Tapped is called by the canvas.
func (l *quietLink) Tapped(*fyne.PointEvent) {
	if !l.disabled {
		l.onTapped()
	}
}

// FocusGained is called by the canvas.
func (l *quietLink) FocusGained() {
	l.focused = true
	l.Refresh()
	widgets.Reveal(l)
}

// FocusLost is called by the canvas.
func (l *quietLink) FocusLost() {
	l.focused = false
	l.Refresh()
}

// TypedRune is called by the canvas.
func (l *quietLink) TypedRune(rune) {}

// TypedKey is called by the canvas.
func (l *quietLink) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.Tapped(nil)
	default:
		widgets.Bubble(l, e)
	}
}

// CreateRenderer is called by Fyne.
func (l *quietLink) CreateRenderer() fyne.WidgetRenderer {
	r := &quietRenderer{l: l, line: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	r.ring.StrokeWidth = 2
	r.paint()
	return r
}

type quietRenderer struct {
	l          *quietLink
	line, ring *canvas.Rectangle
}

func (r *quietRenderer) Destroy() {}
func (r *quietRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.text, r.line, r.ring}
}

func (r *quietRenderer) MinSize() fyne.Size { return r.l.text.MinSize().AddWidthHeight(0, 2) }

func (r *quietRenderer) Layout(s fyne.Size) {
	h := r.l.text.MinSize().Height
	r.l.text.Resize(fyne.NewSize(s.Width, h))
	w := shownWidth(r.l.text.String(), s.Width)
	r.line.Resize(fyne.NewSize(w, 1))
	r.line.Move(fyne.NewPos(0, h-1))
	r.ring.Resize(fyne.NewSize(w+6, s.Height))
	r.ring.Move(fyne.NewPos(-3, 0))
}

func (r *quietRenderer) paint() {
	ink := theme.ColorMuted
	r.line.FillColor = theme.Color(theme.ColorFieldEdge)
	if r.l.focused {
		ink = theme.ColorAccent
		r.line.FillColor = theme.Color(theme.ColorAccent)
	}
	r.line.Hidden = r.l.disabled
	r.l.text.SetStyle(widgets.TextStyle{Size: theme.SizeCaption, Color: ink, Wrapping: widgets.Cut})
	r.ring.StrokeColor = theme.Color(theme.ColorAccent)
	r.ring.CornerRadius = theme.Px(4)
	r.ring.Hidden = !r.l.focused
}

func (r *quietRenderer) Refresh() {
	r.paint()
	r.Layout(r.l.Size())
	r.l.text.Refresh()
	canvas.Refresh(r.l)
}

func textWidth(s string, size fyne.ThemeSizeName) float32 {
	return fyne.MeasureText(s, theme.TextSize(size), fyne.TextStyle{}).Width
}

// shownWidth is how much of a width a caption takes, with an ellipsis where it does not fit.
func shownWidth(s string, room float32) float32 {
	if w := textWidth(s, theme.SizeCaption); w <= room {
		return w
	}
	// A text is cut between words, and within the last one only where the ellipsis would not fit after it.
	letters := []rune(s)
	fits := func(end string) string {
		return string(letters[:sort.Search(len(letters), func(i int) bool {
			return textWidth(string(letters[:i+1])+end, theme.SizeCaption) > room
		})])
	}
	words := fits("")
	if i := strings.LastIndexByte(words, ' '); i > 0 {
		words = words[:i]
	}
	cut := strings.TrimRight(words, " …,;:·") + "…"
	if w := textWidth(cut, theme.SizeCaption); w <= room {
		return w
	}
	return textWidth(strings.TrimRight(fits("…"), " …,;:·")+"…", theme.SizeCaption)
}

// uncut gives a link in a row that wraps all the width that it needs.
func uncut(l *widgets.Link) fyne.CanvasObject {
	return widgets.MinWidth((textWidth(l.Text(), theme.SizeSmall)+2)/theme.Px(1), l)
}
