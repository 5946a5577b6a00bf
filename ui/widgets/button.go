package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
)

// ButtonStyle is how much a button asks for attention.
type ButtonStyle int

// The styles of buttons.
const (
	ButtonPlain   ButtonStyle = iota // a border on white
	ButtonPrimary                    // the one thing to do here
	ButtonQuiet                      // no border until the pointer is over it
	ButtonDanger                     // destroys something
)

// Button is a button that works with Enter and Space and can say why it is disabled.
type Button struct {
	control
	text     string
	hint     string
	style    ButtonStyle
	icon     fyne.Resource
	mark     MarkKind
	compact  bool
	OnTapped func()
}

// NewButton returns a plain button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{text: text, OnTapped: tapped}
	b.extend(b)
	return b
}

// NewPrimaryButton returns the button for the one thing to do.
func NewPrimaryButton(text string, tapped func()) *Button {
	return NewButton(text, tapped).SetStyle(ButtonPrimary)
}

// NewIconButton returns a quiet button with only an icon; the tooltip says what it does.
func NewIconButton(icon fyne.Resource, tip string, tapped func()) *Button {
	b := NewButton("", tapped).SetStyle(ButtonQuiet).SetIcon(icon)
	b.tip = tip
	return b
}

// NewMarkButton is NewIconButton with a drawn sign.
func NewMarkButton(mark MarkKind, tip string, tapped func()) *Button {
	b := NewButton("", tapped).SetStyle(ButtonQuiet)
	b.mark, b.tip = mark, tip
	return b
}

// SetStyle changes the style.
func (b *Button) SetStyle(s ButtonStyle) *Button {
	b.style = s
	b.Refresh()
	return b
}

// SetIcon puts an icon before the text.
func (b *Button) SetIcon(icon fyne.Resource) *Button {
	b.icon = icon
	b.Refresh()
	return b
}

// SetHint shows the shortcut after the text.
func (b *Button) SetHint(shortcut string) *Button {
	b.hint = shortcut
	b.Refresh()
	return b
}

// SetCompact makes the button as low as a line of text allows, for use in rows.
func (b *Button) SetCompact() *Button {
	b.compact = true
	b.Refresh()
	return b
}

// SetText changes the text.
func (b *Button) SetText(s string) {
	b.text = s
	b.Refresh()
}

// Text returns the text.
func (b *Button) Text() string { return b.text }

// Tapped is called by the canvas.
func (b *Button) Tapped(*fyne.PointEvent) {
	hideTip()
	if !b.disabled && b.OnTapped != nil {
		b.OnTapped()
	}
}

// TypedKey is called by the canvas.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if isPress(e) {
		b.Tapped(nil)
		return
	}
	Bubble(b, e)
}

func (b *Button) colors() (face color.Color, edge, ink fyne.ThemeColorName) {
	veil := color.Color(color.Transparent)
	if b.hovered && !b.disabled {
		veil = theme.Color(fynetheme.ColorNameHover)
	}
	switch {
	case b.disabled && b.style == ButtonQuiet:
		return color.Transparent, "", theme.ColorDisabled
	case b.disabled:
		return theme.Color(theme.ColorWell), theme.ColorHairline, theme.ColorDisabled
	case b.style == ButtonPrimary:
		return over(theme.Color(theme.ColorAccent), veil), "", theme.ColorOnAccent
	case b.style == ButtonDanger:
		return over(theme.Color(theme.Red.Fill()), veil), "", theme.Red.On()
	case b.style == ButtonQuiet:
		return veil, "", theme.ColorInk
	}
	return over(theme.Color(theme.ColorCard), veil), theme.ColorFieldEdge, theme.ColorInk
}

// over lays a translucent colour over an opaque one.
func over(under, veil color.Color) color.Color {
	ur, ug, ub, _ := under.RGBA()
	vr, vg, vb, va := veil.RGBA()
	mix := func(u, v uint32) uint8 { return uint8((v + u*(0xffff-va)/0xffff) >> 8) }
	return color.NRGBA{R: mix(ur, vr), G: mix(ug, vg), B: mix(ub, vb), A: 0xff}
}

// CreateRenderer is called by Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	bx := newBox(8)
	focus := newRing()
	text := NewText(b.text, TextStyle{Wrapping: OneLine})
	hint := NewText(b.hint, TextStyle{Size: theme.SizeSmall, Wrapping: OneLine})
	icon := canvas.NewImageFromResource(nil)
	icon.FillMode = canvas.ImageFillContain
	mark := NewMark(b.mark, 14, theme.ColorInk)
	r := &renderer{widget: b}
	const gap = 6
	// row lists what is shown from left to right.
	row := func() []fyne.CanvasObject {
		var out []fyne.CanvasObject
		if b.icon != nil {
			out = append(out, icon)
		}
		if b.mark != MarkNone {
			out = append(out, mark)
		}
		if b.text != "" {
			out = append(out, text)
		}
		if b.hint != "" {
			out = append(out, hint)
		}
		return out
	}
	sizeOf := func(o fyne.CanvasObject) fyne.Size {
		if o == fyne.CanvasObject(icon) {
			return fyne.NewSquareSize(theme.Px(18))
		}
		return o.MinSize()
	}
	padding := func() (x, y float32) {
		switch {
		case b.text == "":
			return theme.Px(7), theme.Px(7)
		case b.compact:
			return theme.Px(10), theme.Px(3)
		}
		return theme.Px(14), theme.Px(7)
	}
	content := func() fyne.Size {
		var s fyne.Size
		for i, o := range row() {
			m := sizeOf(o)
			s.Width += m.Width
			if i > 0 {
				s.Width += theme.Px(gap)
			}
			s.Height = max(s.Height, m.Height)
		}
		return s
	}
	r.min = func() fyne.Size {
		x, y := padding()
		return content().AddWidthHeight(2*x, 2*y)
	}
	r.layout = func(s fyne.Size) {
		bx.place(fyne.Position{}, s)
		focus.place(fyne.Position{}, s)
		x := snap((s.Width - content().Width) / 2)
		for _, o := range row() {
			m := sizeOf(o)
			o.Resize(m)
			o.Move(fyne.NewPos(x, snap((s.Height-m.Height)/2)))
			x += m.Width + theme.Px(gap)
		}
	}
	r.update = func() {
		face, edge, ink := b.colors()
		bx.paintColors(face, edge)
		focus.set(b.focused, 8)
		if b.focused && (b.style == ButtonPrimary || b.style == ButtonDanger) {
			focus.rect.StrokeColor = theme.Color(theme.ColorInk)
		}
		text.SetStyle(TextStyle{Color: ink, Wrapping: OneLine, Bold: b.style == ButtonPrimary || b.style == ButtonDanger})
		text.SetText(b.text)
		hintInk := ink
		if b.style == ButtonPlain && !b.disabled {
			hintInk = theme.ColorMuted
		}
		hint.SetStyle(TextStyle{Size: theme.SizeSmall, Color: hintInk, Wrapping: OneLine})
		hint.SetText(b.hint)
		mark.Set(b.mark, ink)
		if b.icon != nil {
			icon.Resource = fynetheme.NewColoredResource(b.icon, ink)
			icon.Refresh()
		}
		if _, _, _, a := face.RGBA(); a == 0 {
			r.objects = nil
		} else {
			r.objects = bx.objects()
			if edge == "" && b.style == ButtonQuiet {
				r.objects = []fyne.CanvasObject{bx.face}
			}
		}
		r.objects = append(append(r.objects, row()...), focus.rect)
	}
	r.update()
	return r
}
