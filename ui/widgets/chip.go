package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Chip is a short fact in a rounded outline.
type Chip struct {
	widget.BaseWidget
	text string
	mark MarkKind
	tone theme.Tone
	tip  string
}

// NewChip returns a chip.
func NewChip(text string) *Chip { return NewToneChip(text, MarkNone, theme.Grey) }

// NewToneChip returns a chip with a sign and colour.
func NewToneChip(text string, mark MarkKind, tone theme.Tone) *Chip {
	c := &Chip{text: text, mark: mark, tone: tone}
	c.ExtendBaseWidget(c)
	return c
}

// SetTip sets the tooltip.
func (c *Chip) SetTip(s string) *Chip {
	c.tip = s
	return c
}

// Tip returns the tooltip. Words that are cut come first in it.
func (c *Chip) Tip() string { return uncut(c, c.text, c.tip) }

// uncut is a tooltip with the words of a chip before it, where the chip has no room for them.
func uncut(chip fyne.CanvasObject, text, tip string) string {
	w := chip.Size().Width
	if w <= 0 || w >= chip.MinSize().Width {
		return tip
	}
	if tip == "" {
		return text
	}
	return text + "\n" + tip
}

// Text returns the words of the chip.
func (c *Chip) Text() string { return c.text }

// CreateRenderer is called by Fyne.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(13)
	text := NewText(c.text, TextStyle{Size: theme.SizeSmall, Wrapping: Cut})
	mark := NewMark(c.mark, 12, theme.ColorInk)
	r := &renderer{widget: c, objects: append(b.objects(), mark, text)}
	chipLayout(r, b, mark, text)
	r.update = func() {
		if c.tone == theme.Grey {
			b.paint(theme.ColorWell, theme.ColorHairline)
		} else {
			b.paint(c.tone.Soft(), "")
		}
		ink := theme.ColorInk
		if c.tone != theme.Grey {
			ink = c.tone.Ink()
		}
		text.SetStyle(TextStyle{Size: theme.SizeSmall, Color: ink, Wrapping: Cut})
		text.SetText(c.text)
		mark.Set(c.mark, ink)
	}
	r.update()
	return r
}

func chipLayout(r *renderer, b *box, mark *Mark, text *Text) {
	const padX, padY, gap = 11, 4, 5
	r.min = func() fyne.Size {
		w := text.naturalWidth()
		if m := mark.MinSize(); m.Width > 0 {
			w += m.Width + theme.Px(gap)
		}
		return fyne.NewSize(w+2*theme.Px(padX), pitch(text.size())+2*theme.Px(padY))
	}
	r.layout = func(s fyne.Size) {
		b.edge.CornerRadius, b.face.CornerRadius = s.Height/2, s.Height/2-1
		b.place(fyne.Position{}, s)
		x := theme.Px(padX)
		if m := mark.MinSize(); m.Width > 0 {
			mark.Resize(m)
			mark.Move(fyne.NewPos(x, snap((s.Height-m.Height)/2)))
			x += m.Width + theme.Px(gap)
		}
		h := pitch(text.size())
		text.Resize(fyne.NewSize(s.Width-x-theme.Px(padX), h))
		text.Move(fyne.NewPos(x, snap((s.Height-h)/2)))
	}
}

// ChipButton is a chip that can be chosen, as in a row of filters.
type ChipButton struct {
	control
	text     string
	chosen   bool
	OnTapped func()
}

// NewChipButton returns a chip that can be chosen.
func NewChipButton(text string, tapped func()) *ChipButton {
	c := &ChipButton{text: text, OnTapped: tapped}
	c.extend(c)
	return c
}

// SetChosen shows the chip as chosen or not.
func (c *ChipButton) SetChosen(on bool) {
	if c.chosen != on {
		c.chosen = on
		c.Refresh()
	}
}

// Chosen says whether the chip is shown as chosen.
func (c *ChipButton) Chosen() bool { return c.chosen }

// SetText changes the words.
func (c *ChipButton) SetText(s string) {
	c.text = s
	c.Refresh()
}

// Tip returns the tooltip. Words that are cut come first in it.
func (c *ChipButton) Tip() string { return uncut(c, c.text, c.tipText()) }

// MouseIn is called by the canvas.
func (c *ChipButton) MouseIn(e *desktop.MouseEvent) {
	c.control.MouseIn(e)
	showTipSoon(c, e.AbsolutePosition, c.Tip())
}

// Text returns the words.
func (c *ChipButton) Text() string { return c.text }

// Tapped is called by the canvas.
func (c *ChipButton) Tapped(*fyne.PointEvent) {
	if !c.disabled && c.OnTapped != nil {
		c.OnTapped()
	}
}

// TypedKey is called by the canvas.
func (c *ChipButton) TypedKey(e *fyne.KeyEvent) {
	if isPress(e) {
		c.Tapped(nil)
		return
	}
	Bubble(c, e)
}

// CreateRenderer is called by Fyne.
func (c *ChipButton) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(13)
	focus := newRing()
	text := NewText(c.text, TextStyle{Size: theme.SizeSmall, Wrapping: Cut})
	mark := NewMark(MarkNone, 11, theme.ColorAccent)
	r := &renderer{widget: c, objects: append(b.objects(), mark, text, focus.rect)}
	chipLayout(r, b, mark, text)
	inner := r.layout
	r.layout = func(s fyne.Size) {
		inner(s)
		focus.rect.CornerRadius = s.Height / 2
		focus.place(fyne.Position{}, s)
	}
	r.update = func() {
		ink, face, edge := theme.ColorInk, theme.ColorCard, theme.ColorFieldEdge
		switch {
		case c.disabled:
			ink, face, edge = theme.ColorDisabled, theme.ColorWell, theme.ColorHairline
		case c.chosen:
			ink, face, edge = theme.ColorAccent, theme.ColorAccentSoft, theme.ColorAccent
		case c.hovered:
			face = theme.ColorRowHover
		}
		b.paint(face, edge)
		text.SetStyle(TextStyle{Size: theme.SizeSmall, Color: ink, Bold: c.chosen, Wrapping: Cut})
		text.SetText(c.text)
		mark.Set(pick(c.chosen, MarkCheck, MarkNone), ink)
		focus.set(c.focused, 13)
	}
	r.update()
	return r
}
