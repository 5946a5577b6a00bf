package widgets

import (
	"claimgrade/ui/figure"
	"claimgrade/ui/figure/onscreen"
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// EffectCell draws an effect with its interval on the scale that a column shares.
type EffectCell struct {
	widget.BaseWidget
	fig    *onscreen.Figure
	scale  figure.Scale
	effect figure.Effect
	tip    string
	height float32 // that it has, in units of a scene
}

// effectHeight is the least height of a row; more of it shows what is written below a mark.
const effectHeight = 28

// NewEffectCell returns a cell that shows nothing yet.
func NewEffectCell() *EffectCell {
	e := &EffectCell{effect: figure.NoEffect(""), height: effectHeight}
	e.fig = onscreen.NewBuilt(fyne.NewSize(60, effectHeight), e.build)
	e.ExtendBaseWidget(e)
	return e
}

func (e *EffectCell) build(env figure.Env) figure.Scene {
	return figure.EffectRow(e.scale, e.effect, env.Width, float64(e.height))
}

// Set shows an effect; the tooltip has its numbers in words.
func (e *EffectCell) Set(scale figure.Scale, effect figure.Effect, tip string) {
	e.scale, e.effect, e.tip = scale, effect, tip
	e.fig.Refresh()
}

// Tip returns the tooltip.
func (e *EffectCell) Tip() string { return e.tip }

// CreateRenderer is called by Fyne.
func (e *EffectCell) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{widget: e, objects: []fyne.CanvasObject{e.fig}, update: func() {}}
	unit := func() float32 { return theme.Px(100) / 100 }
	r.min = func() fyne.Size { return fyne.NewSize(60*unit(), ceil(effectHeight*unit())) }
	r.layout = func(s fyne.Size) {
		if h := max(s.Height/unit(), effectHeight); h != e.height {
			e.height = h
			e.fig.Refresh()
		}
		e.fig.Resize(s)
	}
	return r
}

// NewEffectAxis returns the axis below a column of EffectCells; scale is asked each time it is drawn.
func NewEffectAxis(scale func() figure.Scale) *onscreen.Figure {
	return onscreen.NewBuilt(fyne.NewSize(60, 38), func(env figure.Env) figure.Scene {
		return figure.EffectAxis(scale(), env)
	})
}

// TwoLines is a cell with a name and, below it, what there is to say about it.
type TwoLines struct {
	widget.BaseWidget
	name *Text
	sub  *Text
	box  *fyne.Container
}

// NewTwoLines returns a cell; both texts wrap, up to three lines each.
func NewTwoLines() *TwoLines {
	t := &TwoLines{name: NewText("", TextStyle{Bold: true, MaxLines: 3}), sub: Muted("")}
	t.sub.SetStyle(TextStyle{Size: t.sub.style.Size, Color: t.sub.style.Color, MaxLines: 3})
	t.box = VStack(1, t.name, t.sub)
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the texts.
func (t *TwoLines) Set(name, sub string) {
	t.name.SetText(name)
	t.sub.SetText(sub)
	t.sub.Hidden = sub == ""
}

func (t *TwoLines) parts() []fyne.CanvasObject { return []fyne.CanvasObject{t.box} }

// CreateRenderer is called by Fyne.
func (t *TwoLines) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.box) }
