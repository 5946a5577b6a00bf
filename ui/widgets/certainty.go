package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// CertaintyDots draws GRADE's four circles: filled ones with a plus, the rest empty.
type CertaintyDots struct {
	widget.BaseWidget
	level int
	side  float32
	tip   string
}

// Sizes of the circles.
const (
	DotsSmall float32 = 13
	DotsLarge float32 = 20
)

// NewCertaintyDots returns circles for a level from 1 (very low) to 4 (high); 0 shows nothing.
func NewCertaintyDots(level int, side float32) *CertaintyDots {
	d := &CertaintyDots{level: level, side: side}
	d.ExtendBaseWidget(d)
	return d
}

// NewCertainty returns large circles with their words below, as in the verdict band.
func NewCertainty(level int, label string) *fyne.Container {
	return VStack(3, NewCertaintyDots(level, DotsLarge),
		NewText(label, TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: OneLine}))
}

// Set changes the level and the tooltip.
func (d *CertaintyDots) Set(level int, tip string) {
	d.tip = tip
	if d.level != level {
		d.level = level
		d.Refresh()
	}
}

// Tip returns the tooltip.
func (d *CertaintyDots) Tip() string { return d.tip }

// CreateRenderer is called by Fyne.
func (d *CertaintyDots) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{widget: d}
	for i := 0; i < 4; i++ {
		r.objects = append(r.objects, canvas.NewCircle(color.Transparent),
			canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent))
	}
	// Bars one unit thick are centred in a circle of an odd side, thicker ones in an even one.
	step := func() (side, step float32) {
		side = even(theme.Px(d.side))
		if side < 16 {
			side = even(theme.Px(d.side)-1) + 1
		}
		return side, side + max(2, snap(side*0.14))
	}
	r.min = func() fyne.Size {
		if d.level <= 0 {
			return fyne.Size{}
		}
		side, s := step()
		return fyne.NewSize(3*s+side, side)
	}
	r.layout = func(size fyne.Size) {
		side, s := step()
		y := snap((size.Height - side) / 2)
		for i := 0; i < 4; i++ {
			mid := fyne.NewPos(float32(i)*s+side/2, y+side/2)
			on := i < d.level
			ink := theme.Color(theme.ColorMuted)
			if on {
				ink = theme.Color(theme.ColorInk)
			}
			hollow(r.objects[3*i], mid, side-1, max(1, side*0.085), ink)
			thick, length := float32(1), even(side*0.5-1)+1
			if side >= 16 {
				thick, length = max(2, even(side*0.1)), even(side*0.5)
			}
			cross(r.objects[3*i+1], mid, fyne.NewSize(length, thick), ink, on)
			cross(r.objects[3*i+2], mid, fyne.NewSize(thick, length), ink, on)
		}
	}
	r.update = func() {
		for i, o := range r.objects {
			if d.level <= 0 || (i%3 != 0 && i/3 >= d.level) {
				o.Hide()
			} else {
				o.Show()
			}
		}
	}
	r.update()
	return r
}

func cross(o fyne.CanvasObject, mid fyne.Position, s fyne.Size, c color.Color, on bool) {
	r := o.(*canvas.Rectangle)
	r.Hidden = !on
	r.FillColor = c
	r.Resize(s)
	r.Move(fyne.NewPos(mid.X-s.Width/2, mid.Y-s.Height/2))
	r.Refresh()
}
