package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
)

// Disclosure is a heading that shows or hides what is under it.
type Disclosure struct {
	control
	title     string
	note      string
	open      bool
	content   fyne.CanvasObject
	OnChanged func(open bool)
}

// NewDisclosure returns a closed section.
func NewDisclosure(title string, content fyne.CanvasObject) *Disclosure {
	d := &Disclosure{title: title, content: content}
	d.extend(d)
	return d
}

// SetOpen opens or closes the section without telling OnChanged.
func (d *Disclosure) SetOpen(open bool) {
	if d.open != open {
		d.open = open
		d.Refresh()
	}
}

// Open says whether the section is open.
func (d *Disclosure) Open() bool { return d.open }

// SetTitle changes the heading and the small note after it.
func (d *Disclosure) SetTitle(title, note string) {
	d.title, d.note = title, note
	d.Refresh()
}

// SetContent replaces what is under the heading.
func (d *Disclosure) SetContent(o fyne.CanvasObject) {
	d.content = o
	d.Refresh()
}

func (d *Disclosure) toggle() {
	if d.disabled {
		return
	}
	d.open = !d.open
	d.Refresh()
	if d.OnChanged != nil {
		d.OnChanged(d.open)
	}
}

// Tapped is called by the canvas.
func (d *Disclosure) Tapped(e *fyne.PointEvent) {
	if e != nil && e.Position.Y > d.headHeight() {
		return
	}
	d.takeFocus()
	d.toggle()
}

// TypedKey is called by the canvas.
func (d *Disclosure) TypedKey(e *fyne.KeyEvent) {
	switch {
	case isPress(e), e.Name == fyne.KeyRight && !d.open, e.Name == fyne.KeyLeft && d.open:
		d.toggle()
	default:
		Bubble(d, e)
	}
}

func (d *Disclosure) headHeight() float32 {
	return pitch(theme.TextSize(theme.SizeBody)) + 2*theme.Px(4)
}

func (d *Disclosure) parts() []fyne.CanvasObject {
	if d.open {
		return []fyne.CanvasObject{d.content}
	}
	return nil
}

// CreateRenderer is called by Fyne.
func (d *Disclosure) CreateRenderer() fyne.WidgetRenderer {
	focus := newRing()
	arrow := NewMark(MarkMore, 12, theme.ColorMuted)
	title := NewText("", TextStyle{Bold: true, Wrapping: Cut})
	note := NewText("", TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: Cut})
	r := &renderer{widget: d}
	const gap = 6
	r.min = func() fyne.Size {
		s := fyne.NewSize(theme.Px(80), d.headHeight())
		if d.open {
			m := d.content.MinSize()
			s.Width = max(s.Width, m.Width)
			s.Height += m.Height + theme.Px(gap)
		}
		return s
	}
	r.layout = func(s fyne.Size) {
		h := d.headHeight()
		a := arrow.MinSize()
		arrow.Resize(a)
		arrow.Move(fyne.NewPos(theme.Px(4), snap((h-a.Height)/2)))
		x := theme.Px(4) + a.Width + theme.Px(gap)
		w := min(title.naturalWidth(), max(s.Width-x, 1))
		title.Resize(fyne.NewSize(w, title.MinSize().Height))
		title.Move(fyne.NewPos(x, snap((h-title.MinSize().Height)/2)))
		x += w + theme.Px(8)
		note.Resize(fyne.NewSize(max(s.Width-x, 1), note.MinSize().Height))
		note.Move(fyne.NewPos(x, snap((h-note.MinSize().Height)/2)+1))
		note.Hidden = d.note == "" || s.Width-x < theme.Px(24)
		focus.place(fyne.Position{}, fyne.NewSize(min(s.Width, x-theme.Px(3)), h))
		if d.open {
			ch := fitWidth(d.content, s.Width)
			d.content.Resize(fyne.NewSize(s.Width, ch))
			d.content.Move(fyne.NewPos(0, h+theme.Px(gap)))
		}
	}
	r.update = func() {
		ink := pick(d.disabled, theme.ColorDisabled, theme.ColorInk)
		arrow.Set(pick(d.open, MarkLess, MarkMore), pick(d.hovered && !d.disabled, theme.ColorAccent, theme.ColorMuted))
		title.SetStyle(TextStyle{Bold: true, Color: ink, Wrapping: Cut})
		title.SetText(d.title)
		note.SetText(d.note)
		focus.set(d.focused, 5)
		r.objects = []fyne.CanvasObject{arrow, title, note, focus.rect}
		if d.open {
			r.objects = append(r.objects, d.content)
		}
	}
	r.update()
	return r
}
