package widgets

import (
	"image/color"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/onscreen"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Picture is a figure whose marks tell what they are and where their numbers came from: in a tooltip for the pointer, and
// in a note below the picture for a click or for the arrow keys, which walk the marks. The note stays until another mark
// is chosen or Esc closes it; did it go with the focus, what lies below would move away from a click.
type Picture struct {
	control
	fig    *onscreen.Figure
	what   *Text
	from   *Text
	way    *Text
	note   *fyne.Container
	body   *fyne.Container
	at     int // the mark whose note is shown, or -1
	pickup int // the mark under the pointer, or -1
}

// NewPicture returns a picture that is built for the width it gets; a nil build shows nothing yet.
func NewPicture(build figure.Build) *Picture {
	p := &Picture{fig: onscreen.NewBuilt(fyne.NewSize(120, 60), build), at: -1, pickup: -1}
	p.what = NewText("", TextStyle{Size: theme.SizeSmall, Bold: true})
	p.from = NewText("", TextStyle{Size: theme.SizeSmall})
	p.way = Caption("")
	p.note = VStack(0, NewWell(VStack(2, p.what, p.from, p.way)))
	p.note.Hide()
	p.body = VStack(6, p.fig, p.note)
	p.extend(p)
	return p
}

// SetBuild shows another picture. The mark whose note is shown keeps it if the new picture has a mark of that number.
func (p *Picture) SetBuild(build figure.Build) {
	p.fig.SetBuild(build)
	p.pickup = -1
	if p.at >= len(p.fig.Spots()) {
		p.at = -1
	}
	p.show(p.at)
}

// Close takes the note away.
func (p *Picture) Close() { p.show(-1) }

// Note is what the note says; empty while none is shown.
func (p *Picture) Note() (what, from string) {
	if p.at < 0 {
		return "", ""
	}
	sp := p.fig.Spots()[p.at]
	return sp.What, sp.From
}

// Tip returns the tooltip: of the mark under the pointer, or of a picture without notes what it says in words.
func (p *Picture) Tip() string {
	spots := p.fig.Spots()
	switch {
	case len(spots) == 0:
		return p.fig.Alt()
	case p.pickup < 0 || p.pickup >= len(spots):
		return ""
	case spots[p.pickup].From == "":
		return spots[p.pickup].What
	}
	return spots[p.pickup].What + "\n" + spots[p.pickup].From
}

// show puts up the note of a mark; -1 takes it away.
func (p *Picture) show(i int) {
	p.at = i
	if spots := p.fig.Spots(); i >= 0 && i < len(spots) {
		p.what.SetText(spots[i].What)
		p.from.SetText(spots[i].From)
		p.from.Hidden = spots[i].From == ""
		p.way.SetText(tr.T("Mark %d of %d · arrow keys for the others, Esc to close", i+1, len(spots)))
		p.note.Show()
	} else {
		p.note.Hide()
	}
	p.body.Refresh()
	p.Refresh()
}

// FocusGained is called by the canvas. The first note shows at once, so that the keyboard's place is seen.
func (p *Picture) FocusGained() {
	if p.at < 0 && len(p.fig.Spots()) > 0 {
		p.show(0)
	}
	p.control.FocusGained()
}

// TypedKey is called by the canvas.
func (p *Picture) TypedKey(e *fyne.KeyEvent) {
	last := len(p.fig.Spots()) - 1
	switch {
	case last < 0:
		Bubble(p, e)
	case e.Name == fyne.KeyRight:
		p.show(min(p.at+1, last))
	case e.Name == fyne.KeyLeft:
		p.show(max(p.at-1, 0))
	case e.Name == fyne.KeyHome:
		p.show(0)
	case e.Name == fyne.KeyEnd:
		p.show(last)
	case e.Name == fyne.KeyEscape && p.at >= 0:
		p.Close()
	default:
		Bubble(p, e)
		return
	}
	Reveal(p)
}

// Tapped is called by the canvas.
func (p *Picture) Tapped(e *fyne.PointEvent) {
	hideTip()
	i := p.spotAt(e.Position)
	if i < 0 {
		return
	}
	if i == p.at {
		i = -1
	}
	p.show(i)
	if i >= 0 {
		p.takeFocus()
	}
}

func (p *Picture) spotAt(at fyne.Position) int {
	return p.fig.SpotAt(at.Subtract(p.fig.Position()))
}

// MouseIn is called by the canvas.
func (p *Picture) MouseIn(e *desktop.MouseEvent) {
	p.hovered = true
	p.pickup = p.spotAt(e.Position)
	p.Refresh()
	showTipSoon(p, e.AbsolutePosition, p.Tip())
}

// MouseMoved is called by the canvas.
func (p *Picture) MouseMoved(e *desktop.MouseEvent) {
	i := p.spotAt(e.Position)
	if i == p.pickup {
		moveTip(e.AbsolutePosition)
		return
	}
	p.pickup = i
	p.Refresh()
	showTipSoon(p, e.AbsolutePosition, p.Tip())
}

// MouseOut is called by the canvas.
func (p *Picture) MouseOut() {
	p.pickup = -1
	p.control.MouseOut()
}

// Cursor is called by the canvas.
func (p *Picture) Cursor() desktop.Cursor {
	if p.pickup >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (p *Picture) parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.body} }

// CreateRenderer is called by Fyne.
func (p *Picture) CreateRenderer() fyne.WidgetRenderer {
	chosen, pointed := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	focus := newRing()
	r := &renderer{widget: p, objects: []fyne.CanvasObject{p.body, pointed, chosen, focus.rect}}
	r.min = p.body.MinSize
	around := func(box *canvas.Rectangle, i int) {
		if box.Hidden = i < 0 || i >= len(p.fig.Spots()); box.Hidden {
			return
		}
		at, size := p.fig.SpotArea(i)
		box.Move(p.fig.Position().Add(at).AddXY(-3, -1)) // so that it does not touch the words in it
		box.Resize(size.AddWidthHeight(6, 2))
	}
	r.layout = func(s fyne.Size) {
		p.body.Resize(s)
		around(chosen, p.at)
		around(pointed, pick(p.pickup == p.at, -1, p.pickup))
		focus.place(fyne.NewPos(-8, -6), s.AddWidthHeight(16, 12))
	}
	r.update = func() {
		accent := theme.Color(theme.ColorAccent)
		chosen.StrokeColor, chosen.StrokeWidth, chosen.CornerRadius = accent, 2, theme.Px(4)
		pointed.StrokeColor, pointed.StrokeWidth, pointed.CornerRadius = accent, 1, theme.Px(4)
		focus.set(p.focused, 6)
	}
	r.update()
	return r
}
