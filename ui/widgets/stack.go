package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// VStack puts objects below each other, each as wide as the stack. Unlike Fyne's VBox it gives the width first and asks
// for the height after, so wrapped text is right at once. Objects marked with Fill share the height that is left. Where the
// height does not suffice, an Elastic gives way.
func VStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&vstack{gap}, objects...)
}

// HStack puts objects beside each other, centred on one line, each as wide as it needs. Objects marked with Fill share
// the width that is left.
func HStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&hstack{gap: gap}, objects...)
}

// HStackTop is HStack with the objects aligned at their tops and stretched to the height of the row.
func HStackTop(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&hstack{gap: gap, top: true}, objects...)
}

// Flow puts objects beside each other and goes to a new row when one does not fit.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

// Fill marks an object of a stack as taking what is left.
func Fill(o fyne.CanvasObject) *fyne.Container { return FillWeight(1, o) }

// FillWeight is Fill with a share: 2 takes twice what 1 takes.
func FillWeight(weight float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&filled{weight}, o)
}

// Spacer takes what is left of a stack and shows nothing.
func Spacer() *fyne.Container { return container.New(&filled{1}) }

// Pad puts empty space around an object.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&padded{top, right, bottom, left}, o)
}

// PadAll puts the same empty space on all sides of an object.
func PadAll(n float32, o fyne.CanvasObject) *fyne.Container { return Pad(n, n, n, n, o) }

// MinWidth keeps an object at least so wide.
func MinWidth(w float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&least{fyne.NewSize(w, 0)}, o)
}

// MinHeight keeps an object at least so high.
func MinHeight(h float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&least{fyne.NewSize(0, h)}, o)
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

func weightOf(o fyne.CanvasObject) float32 {
	if c, ok := o.(*fyne.Container); ok {
		if f, ok := c.Layout.(*filled); ok {
			return f.weight
		}
	}
	return 0
}

// fitWidth gives an object its width and returns the height it then needs.
func fitWidth(o fyne.CanvasObject, w float32) float32 {
	h := o.Size().Height
	if h == 0 {
		h = o.MinSize().Height
	}
	o.Resize(fyne.NewSize(w, h))
	return o.MinSize().Height
}

type vstack struct{ gap float32 }

func (v *vstack) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	shown := visible(objects)
	gap := theme.Px(v.gap)
	heights := make([]float32, len(shown))
	left, weights := s.Height, float32(0)
	for i, o := range shown {
		heights[i] = fitWidth(o, s.Width+2*beyond(o))
		left -= heights[i]
		if i > 0 {
			left -= gap
		}
		weights += weightOf(o)
	}
	y := float32(0)
	for i, o := range shown {
		h := heights[i]
		if _, gives := o.(*Elastic); gives && left < 0 {
			h = max(h+left, 0)
		}
		if w := weightOf(o); w > 0 && left > 0 {
			h += left * w / weights
		}
		o.Resize(fyne.NewSize(s.Width+2*beyond(o), h))
		o.Move(fyne.NewPos(-beyond(o), y))
		y += h + gap
	}
}

// beyond is how far an object of a column reaches beyond its sides.
func beyond(o fyne.CanvasObject) float32 {
	if _, ok := o.(*Elastic); ok {
		return theme.Px(elasticSides)
	}
	return 0
}

func (v *vstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for i, o := range visible(objects) {
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
		if i > 0 {
			s.Height += theme.Px(v.gap)
		}
	}
	return s
}

type hstack struct {
	gap float32
	top bool
}

func (h *hstack) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	shown := visible(objects)
	gap := theme.Px(h.gap)
	widths := make([]float32, len(shown))
	left, weights := s.Width, float32(0)
	for i, o := range shown {
		w := weightOf(o)
		if w == 0 {
			widths[i] = o.MinSize().Width
			left -= widths[i]
		}
		if i > 0 {
			left -= gap
		}
		weights += w
	}
	left = prefer(shown, widths, left)
	h.share(shown, widths, left, weights)
	x := float32(0)
	for i, o := range shown {
		height := fitWidth(o, widths[i])
		y := float32(0)
		if h.top {
			height = s.Height
		} else {
			y = snap((s.Height - height) / 2)
		}
		o.Resize(fyne.NewSize(widths[i], height))
		o.Move(fyne.NewPos(x, y))
		x += widths[i] + gap
	}
}

// preferrer is something that can do with less width than it would like, such as text that wraps.
type preferrer interface{ preferredWidth() float32 }

// prefer gives objects that do not fill what they would like of what is left, and returns what then is left.
func prefer(shown []fyne.CanvasObject, widths []float32, left float32) float32 {
	for _, o := range shown {
		if weightOf(o) > 0 {
			left -= o.MinSize().Width // not theirs to take
		}
	}
	for i, o := range shown {
		if p, ok := o.(preferrer); ok && left > 0 {
			more := min(max(p.preferredWidth()-widths[i], 0), left)
			widths[i] += more
			left -= more
		}
	}
	for _, o := range shown {
		if weightOf(o) > 0 {
			left += o.MinSize().Width
		}
	}
	return left
}

// share gives the filling objects their part of what is left, but never less than they need: those that would get less
// take their minimum and the others share the rest.
func (h *hstack) share(shown []fyne.CanvasObject, widths []float32, left, weights float32) {
	settled := map[int]bool{}
	for again := true; again && weights > 0; {
		again = false
		for i, o := range shown {
			w := weightOf(o)
			if w == 0 || settled[i] {
				continue
			}
			if need := o.MinSize().Width; left*w/weights < need {
				widths[i], settled[i] = need, true
				left -= need
				weights -= w
				again = true
				break
			}
		}
	}
	for i, o := range shown {
		if w := weightOf(o); w > 0 && !settled[i] {
			widths[i] = max(0, snap(left*w/weights))
		}
	}
}

func (h *hstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for i, o := range visible(objects) {
		m := o.MinSize()
		s.Height = max(s.Height, m.Height)
		s.Width += m.Width
		if i > 0 {
			s.Width += theme.Px(h.gap)
		}
	}
	return s
}

type flow struct {
	gap   float32
	width float32 // the width last laid out, from which the height follows
}

func (f *flow) arrange(objects []fyne.CanvasObject, width float32, place func(o fyne.CanvasObject, pos fyne.Position, s fyne.Size)) float32 {
	gap := theme.Px(f.gap)
	var x, y, rowHeight float32
	for _, o := range visible(objects) {
		m := o.MinSize()
		m.Width = min(m.Width, width)
		if x > 0 && x+m.Width > width {
			x, y = 0, y+rowHeight+gap
			rowHeight = 0
		}
		place(o, fyne.NewPos(x, y), m)
		x += m.Width + gap
		rowHeight = max(rowHeight, m.Height)
	}
	return y + rowHeight
}

func (f *flow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	f.width = s.Width
	f.arrange(objects, s.Width, func(o fyne.CanvasObject, pos fyne.Position, m fyne.Size) {
		o.Resize(m)
		o.Move(pos)
	})
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range visible(objects) {
		widest = max(widest, o.MinSize().Width)
	}
	width := f.width
	if width == 0 {
		width = 1e6 // not laid out yet: one row
	}
	h := f.arrange(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
	return fyne.NewSize(min(widest, theme.Px(160)), h)
}

type filled struct{ weight float32 }

func (*filled) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Resize(s)
	}
}

func (*filled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range visible(objects) {
		s = s.Max(o.MinSize())
	}
	return s
}

type padded struct{ top, right, bottom, left float32 }

func (p *padded) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	l, t := theme.Px(p.left), theme.Px(p.top)
	inner := fyne.NewSize(max(s.Width-l-theme.Px(p.right), 0), max(s.Height-t-theme.Px(p.bottom), 0))
	for _, o := range objects {
		o.Resize(inner)
		o.Move(fyne.NewPos(l, t))
	}
}

func (p *padded) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range visible(objects) {
		s = s.Max(o.MinSize())
	}
	return s.AddWidthHeight(theme.Px(p.left)+theme.Px(p.right), theme.Px(p.top)+theme.Px(p.bottom))
}

type least struct{ size fyne.Size }

func (*least) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Resize(s)
	}
}

func (l *least) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(theme.Px(l.size.Width), theme.Px(l.size.Height))
	for _, o := range visible(objects) {
		s = s.Max(o.MinSize())
	}
	return s
}
