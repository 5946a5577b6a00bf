package widgets

import (
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Verdict is what a VerdictPill shows.
type Verdict struct {
	Tone        theme.Tone
	Mark        MarkKind
	Text        string
	Provisional bool // drawn as an outline with the word "Provisional", so that it is never taken for the final one
	Tip         string
}

// VerdictPill shows a verdict as sign, words and colour.
type VerdictPill struct {
	widget.BaseWidget
	v     Verdict
	mark  *Mark
	text  *Text
	above *Text
}

// NewVerdictPill returns a pill.
func NewVerdictPill(v Verdict) *VerdictPill {
	p := &VerdictPill{
		mark:  NewMark(MarkNone, 17, theme.ColorInk),
		text:  NewText("", TextStyle{Size: theme.SizeTitle, Bold: true, Wrapping: OneLine}),
		above: NewText(tr.T("Provisional"), TextStyle{Size: theme.SizeCaption, Wrapping: OneLine}),
	}
	p.ExtendBaseWidget(p)
	p.Set(v)
	return p
}

// Set changes the verdict.
func (p *VerdictPill) Set(v Verdict) {
	p.v = v
	p.mark.Set(v.Mark, v.Tone.Ink())
	style := p.text.style
	style.Color = v.Tone.Ink()
	p.text.SetStyle(style)
	p.text.SetText(v.Text)
	above := p.above.style
	above.Color = v.Tone.Ink()
	p.above.SetStyle(above)
	p.Refresh()
}

// Tip returns the tooltip: what the verdict means, and what was given for it.
func (p *VerdictPill) Tip() string {
	if meaning := Explain(p.v.Text); meaning != "" && p.v.Tip != "" {
		return meaning + "\n" + p.v.Tip
	} else if meaning != "" {
		return meaning
	}
	return p.v.Tip
}

// CreateRenderer is called by Fyne.
func (p *VerdictPill) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(9)
	dashes := newDashes()
	r := &renderer{widget: p}
	padX, padY := float32(14), float32(8)
	const gap = 7
	r.min = func() fyne.Size {
		t, m := p.text.MinSize(), p.mark.MinSize()
		w := t.Width
		if m.Width > 0 {
			w += m.Width + theme.Px(gap)
		}
		h := t.Height
		if p.v.Provisional {
			a := p.above.MinSize()
			w = max(w, a.Width)
			h += a.Height
		}
		return fyne.NewSize(w+2*theme.Px(padX), h+2*theme.Px(padY))
	}
	r.layout = func(s fyne.Size) {
		min := r.min()
		w := min.Width
		at := fyne.NewPos(0, snap((s.Height-min.Height)/2))
		b.place(at, fyne.NewSize(w, min.Height))
		dashes.place(at, fyne.NewSize(w, min.Height))
		x, y := at.X+theme.Px(padX), at.Y+theme.Px(padY)
		if p.v.Provisional {
			a := p.above.MinSize()
			p.above.Resize(a)
			p.above.Move(fyne.NewPos(x, y))
			y += a.Height
		}
		t, m := p.text.MinSize(), p.mark.MinSize()
		p.mark.Resize(m)
		p.mark.Move(fyne.NewPos(x, y+snap((t.Height-m.Height)/2)))
		if m.Width > 0 {
			x += m.Width + theme.Px(gap)
		}
		p.text.Resize(t)
		p.text.Move(fyne.NewPos(x, y))
		r.objects = append([]fyne.CanvasObject{b.edge, b.face}, dashes.objects...)
		r.objects = append(r.objects, p.mark, p.text, p.above)
	}
	r.update = func() {
		if p.v.Provisional {
			b.paint(theme.ColorCard, "")
		} else {
			b.paint(p.v.Tone.Soft(), "")
		}
		dashes.set(p.v.Provisional, p.v.Tone.Ink())
		p.above.Hidden = !p.v.Provisional
	}
	r.update()
	return r
}

// dashes is a dashed outline made of short bars, since the canvas knows no dashes.
type dashes struct {
	objects []fyne.CanvasObject
	on      bool
	color   fyne.ThemeColorName
}

func newDashes() *dashes { return &dashes{} }

func (d *dashes) set(on bool, color fyne.ThemeColorName) { d.on, d.color = on, color }

func (d *dashes) place(at fyne.Position, s fyne.Size) {
	d.objects = d.objects[:0]
	if !d.on {
		return
	}
	const dash, gap, thick = 5, 4, 1.5
	add := func(x, y, w, h float32) {
		r := canvas.NewRectangle(theme.Color(d.color))
		r.Resize(fyne.NewSize(w, h))
		r.Move(at.AddXY(x, y))
		d.objects = append(d.objects, r)
	}
	n := int((s.Width + gap) / (dash + gap))
	step := (s.Width - dash) / float32(max(n-1, 1))
	for i := 0; i < n; i++ {
		add(float32(i)*step, 0, dash, thick)
		add(float32(i)*step, s.Height-thick, dash, thick)
	}
	n = int((s.Height + gap) / (dash + gap))
	step = (s.Height - dash) / float32(max(n-1, 1))
	for i := 0; i < n; i++ {
		add(0, float32(i)*step, thick, dash)
		add(s.Width-thick, float32(i)*step, thick, dash)
	}
}
