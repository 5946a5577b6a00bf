package reporting

import (
	"bytes"
	"context"
	"image"
	"image/color"
	_ "image/png" // the pictures shown here
	"strings"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/report"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

const (
	figuresKey = "report figures"
	figureKey  = "report figure"
)

// figures is the choice of one figure of a claim, with a look at it.
type figures struct {
	w       *window
	offers  []report.FigureOffer
	list    *widgets.VList
	format  *widgets.Segmented
	picture *canvas.Image
	problem *widgets.Text
}

// askFigure offers the figures of the first claim.
func (w *window) askFigure() {
	r, lib := w.request, w.r.s.Lib
	r.Claims = r.Claims[:1]
	work.Latest(figuresKey, func(ctx context.Context) ([]report.FigureOffer, error) { return report.Figures(ctx, lib, r) },
		func(offers []report.FigureOffer, err error) {
			switch {
			case err != nil:
				w.r.s.Fail(err)
			case len(offers) == 0:
				w.making.Say(tr.T("This claim has no figure: no trial is linked to it. Link one first (Ctrl+L)."))
			default:
				w.showFigures(offers)
			}
		})
}

func (w *window) showFigures(offers []report.FigureOffer) {
	f := &figures{w: w, offers: offers}
	f.list = widgets.NewVList(widgets.VSource{
		Count: func() int { return len(offers) }, Estimate: func(int, float32) float32 { return theme.Px(34) },
		New: func(int) fyne.CanvasObject {
			return widgets.Pad(6, 12, 6, 12, widgets.NewText("", widgets.TextStyle{MaxLines: 2}))
		},
		Update: func(i int, o fyne.CanvasObject) {
			o.(*fyne.Container).Objects[0].(*widgets.Text).SetText(offers[i].Name)
		},
	})
	f.list.OnSelected = f.look
	f.list.Select(0)
	names := make([]string, len(report.FigureFormats))
	for i, x := range report.FigureFormats {
		names[i] = strings.ToUpper(x)
	}
	f.format = widgets.NewSegmented(widgets.Segments(names...), nil)
	f.format.SetSelected(0)
	f.picture = canvas.NewImageFromImage(nil)
	f.picture.FillMode = canvas.ImageFillContain
	f.picture.ScaleMode = canvas.ImageScaleSmooth
	f.problem = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Red.Ink()})
	paper := canvas.NewRectangle(color.White) // figures are drawn for print
	content := widgets.HStackTop(14,
		widgets.FillWeight(2, widgets.NewFrame(widgets.MinHeight(330, f.list)).SetPadding(1, 4)),
		widgets.FillWeight(3, widgets.VStack(8, widgets.NewFormField(tr.T("Format of the figure"), f.format).SetHelp(
			tr.T("SVG and PDF stay sharp at every size; PNG has 300 dots an inch, as journals ask for.")),
			container.NewStack(paper, widgets.MinHeight(220, widgets.PadAll(8, f.picture))), f.problem)))
	d := dialogs.Form(w.r.canvas, dialogs.FormSpec{
		Title: tr.T("Save a figure"), Intro: w.item(w.request.Claims[0]).Label, Content: content, Confirm: tr.T("Save as…"),
		Width: 900, First: f.list, OnConfirm: f.save,
	})
	d.Then(func() { work.Cancel(figureKey) })
	f.look(0)
}

// make makes a figure beside the window.
func (f *figures) make(i int, format string, done func(report.Output)) {
	r, lib, kind := f.w.request, f.w.r.s.Lib, f.offers[i].Kind
	work.Latest(figureKey, func(ctx context.Context) (report.Output, error) { return report.Figure(ctx, lib, r, kind, format) },
		func(out report.Output, err error) {
			if err != nil {
				f.problem.SetText(dialogs.Sentence(err))
				return
			}
			done(out)
		})
}

// look shows the figure of a row.
func (f *figures) look(i int) {
	f.make(i, "png", func(out report.Output) {
		img, _, err := image.Decode(bytes.NewReader(out.Data))
		if err != nil {
			f.problem.SetText(dialogs.Sentence(err))
			return
		}
		f.problem.SetText("")
		f.picture.Image = img
		f.picture.Refresh()
	})
}

func (f *figures) save() {
	i := f.list.Selected()
	if i < 0 {
		return
	}
	w := f.w
	r, lib, kind, format := w.request, w.r.s.Lib, f.offers[i].Kind, report.FigureFormats[max(f.format.Selected(), 0)]
	start(w, tr.T("Drawing the figure"), func(ctx context.Context, _ func(done, total int)) (report.Output, error) {
		return report.Figure(ctx, lib, r, kind, format)
	}, func(out report.Output) {
		w.making.Save(tr.T("Save the figure"), outgoing.File(out), func(path string) { w.making.Say(tr.T("Saved to %s", path)) })
	})
}
