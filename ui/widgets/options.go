package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Option is one choice of Options, with a sentence that says what it is for.
type Option struct{ Label, Purpose string }

// Options is a column of choices of which one is chosen. The arrow keys move within it and choose.
type Options struct {
	control
	options []Option
	chosen  int
	tops    []float32 // where each begins, and the end, as laid out
	// OnChanged is told the choice that the user made.
	OnChanged func(i int)
}

// NewOptions returns choices of which the first is chosen.
func NewOptions(options []Option, changed func(i int)) *Options {
	o := &Options{options: options, OnChanged: changed}
	o.extend(o)
	return o
}

// SetSelected shows a choice without telling OnChanged.
func (o *Options) SetSelected(i int) {
	if i >= 0 && i < len(o.options) && i != o.chosen {
		o.chosen = i
		o.Refresh()
	}
}

// Selected returns the choice.
func (o *Options) Selected() int { return o.chosen }

func (o *Options) choose(i int) {
	if o.disabled || i < 0 || i >= len(o.options) || i == o.chosen {
		return
	}
	o.chosen = i
	o.Refresh()
	if o.OnChanged != nil {
		o.OnChanged(i)
	}
}

// Tapped is called by the canvas.
func (o *Options) Tapped(e *fyne.PointEvent) {
	if o.disabled {
		return
	}
	o.takeFocus()
	for i := range o.options {
		if e.Position.Y >= o.tops[i] && e.Position.Y < o.tops[i+1] {
			o.choose(i)
			return
		}
	}
}

// TypedKey is called by the canvas.
func (o *Options) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyRight:
		o.choose(o.chosen + 1)
	case fyne.KeyUp, fyne.KeyLeft:
		o.choose(o.chosen - 1)
	case fyne.KeyHome:
		o.choose(0)
	case fyne.KeyEnd:
		o.choose(len(o.options) - 1)
	case fyne.KeySpace:
	default:
		Bubble(o, e)
	}
}

// CreateRenderer is called by Fyne.
func (o *Options) CreateRenderer() fyne.WidgetRenderer {
	type row struct {
		back        *canvas.Rectangle
		circle, dot *canvas.Circle
		words       *fyne.Container
	}
	rows := make([]row, len(o.options))
	focus := newRing()
	r := &renderer{widget: o}
	for i, x := range o.options {
		rows[i] = row{canvas.NewRectangle(color.Transparent), canvas.NewCircle(color.Transparent), canvas.NewCircle(color.Transparent),
			VStack(0, NewText(x.Label, TextStyle{}), NewText(x.Purpose, TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}))}
		rows[i].words.Objects[1].(*Text).Hidden = x.Purpose == ""
		r.objects = append(r.objects, rows[i].back, rows[i].circle, rows[i].dot, rows[i].words)
	}
	r.objects = append(r.objects, focus.rect)
	const padX, padY, gap = 10, 6, 9
	side := func() float32 { return even(theme.Px(16)) }
	r.min = func() fyne.Size {
		h := float32(0)
		for _, x := range rows {
			h += x.words.MinSize().Height + 2*theme.Px(padY)
		}
		return fyne.NewSize(theme.Px(160), h)
	}
	r.layout = func(s fyne.Size) {
		y, x := float32(0), theme.Px(padX)+side()+theme.Px(gap)
		o.tops = o.tops[:0]
		for _, row := range rows {
			o.tops = append(o.tops, y)
			h := fitWidth(row.words, max(s.Width-x-theme.Px(padX), 1))
			row.words.Resize(fyne.NewSize(row.words.Size().Width, h))
			row.words.Move(snapPos(x, y+theme.Px(padY)))
			at := snapPos(theme.Px(padX), y+theme.Px(padY)+(pitch(theme.TextSize(theme.SizeBody))-side())/2)
			row.circle.Move(at)
			row.circle.Resize(fyne.NewSquareSize(side()))
			inner := even(side() * 0.5)
			row.dot.Move(at.AddXY((side()-inner)/2, (side()-inner)/2))
			row.dot.Resize(fyne.NewSquareSize(inner))
			row.back.Move(fyne.NewPos(0, y))
			row.back.Resize(fyne.NewSize(s.Width, h+2*theme.Px(padY)))
			y += h + 2*theme.Px(padY)
		}
		o.tops = append(o.tops, y)
		focus.place(fyne.Position{}, fyne.NewSize(s.Width, y))
	}
	r.update = func() {
		ink := pick(o.disabled, theme.ColorDisabled, theme.ColorInk)
		for i, x := range rows {
			on := i == o.chosen
			x.back.FillColor = color.Transparent
			if on {
				x.back.FillColor = theme.Color(theme.Blue.Soft())
			}
			x.back.CornerRadius = theme.Px(6)
			x.circle.FillColor = theme.Color(theme.ColorCard)
			x.circle.StrokeWidth = 1.5
			x.circle.StrokeColor = theme.Color(pick(on, theme.ColorAccent, theme.ColorFieldEdge))
			x.dot.FillColor = theme.Color(theme.ColorAccent)
			x.dot.Hidden = !on
			x.words.Objects[0].(*Text).SetStyle(TextStyle{Color: ink, Bold: on})
		}
		focus.set(o.focused, 6)
	}
	r.update()
	return r
}
