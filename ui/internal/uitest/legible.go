package uitest

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Illegible describes the lines of text on the topmost layer of the canvas that cannot be read whole: those that stand
// out of the canvas or of the sides of what scrolls them, or that cover one another. Lines that are scrolled out of sight
// are legible, and so are long words typed into a field. A text that ends in an ellipsis is one that fits.
func Illegible(c fyne.Canvas) []string {
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	l := legibility{}
	l.walk(root, fyne.Position{}, box{0, 0, c.Size().Width, c.Size().Height}, false)
	return append(l.out, l.covered()...)
}

// box is an area of the canvas.
type box struct{ left, top, right, bottom float32 }

func (b box) with(o box) box {
	return box{max(b.left, o.left), max(b.top, o.top), min(b.right, o.right), min(b.bottom, o.bottom)}
}

func (b box) empty() bool { return b.right <= b.left || b.bottom <= b.top }

// printed is a line of text with the area it takes, and the part of it that is not scrolled away.
type printed struct {
	text      string
	area, see box
}

type legibility struct {
	lines []printed
	out   []string
}

// walk looks through an object whose surroundings end at the clip; scrolled says that a person can move it up and down
// there.
func (l *legibility) walk(o fyne.CanvasObject, at fyne.Position, clip box, scrolled bool) {
	if o == nil || !o.Visible() {
		return
	}
	pos := at.Add(o.Position())
	switch v := o.(type) {
	case *canvas.Text:
		l.line(v, pos, clip, scrolled)
	case *fyne.Container:
		for _, child := range v.Objects {
			l.walk(child, pos, clip, scrolled)
		}
	case interface{ SelectedText() string }: // a field scrolls the words that are typed into it
	case fyne.Widget:
		r := test.WidgetRenderer(v)
		_, scrolls := o.(fyne.Scrollable)
		_, clips := r.(interface{ IsClip() })
		if scrolls || clips {
			clip = clip.with(box{pos.X, pos.Y, pos.X + o.Size().Width, pos.Y + o.Size().Height})
			scrolled = scrolled || scrolls
		}
		for _, child := range r.Objects() {
			l.walk(child, pos, clip, scrolled)
		}
	}
}

func (l *legibility) line(t *canvas.Text, pos fyne.Position, clip box, scrolled bool) {
	if t.Text == "" {
		return
	}
	size := t.MinSize()
	var shift float32 // of the words from the left edge of their object
	switch t.Alignment {
	case fyne.TextAlignCenter:
		shift = (t.Size().Width - size.Width) / 2
	case fyne.TextAlignTrailing:
		shift = t.Size().Width - size.Width
	}
	// A face leaves a quarter of its height free above and below most letters.
	spare := size.Height / 4
	area := box{pos.X + shift, pos.Y + spare, pos.X + shift + size.Width, pos.Y + size.Height - spare}
	see := area.with(clip)
	switch {
	case see.empty() && scrolled:
		return
	case area.left < clip.left-1 || area.right > clip.right+1:
		l.out = append(l.out, fmt.Sprintf("%q runs out of its sides: %.0f to %.0f of %.0f to %.0f", t.Text, area.left, area.right, clip.left, clip.right))
	case !scrolled && (area.top < clip.top-1 || area.bottom > clip.bottom+1):
		l.out = append(l.out, fmt.Sprintf("%q runs out at the top or bottom: %.0f to %.0f of %.0f to %.0f", t.Text, area.top, area.bottom, clip.top, clip.bottom))
	}
	if !see.empty() {
		l.lines = append(l.lines, printed{t.Text, area, see})
	}
}

// covered are the pairs of lines that cover one another.
func (l *legibility) covered() []string {
	var out []string
	for i, a := range l.lines {
		for _, b := range l.lines[i+1:] {
			both := a.see.with(b.see)
			if both.right-both.left > 2 && both.bottom-both.top > 1 {
				out = append(out, fmt.Sprintf("%q and %q cover each other at %.0f, %.0f", a.text, b.text, both.left, both.top))
			}
		}
	}
	return out
}
