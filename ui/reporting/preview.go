package reporting

import (
	"context"
	"image"
	"strings"
	"time"
	"unicode/utf8"

	"claimgrade/db/document"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/report"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// preview is the right side of the window: the report as it will be, made anew after every change.
type preview struct {
	w       *window
	object  fyne.CanvasObject
	body    *fyne.Container // what it shows of it, one over the other
	caption *widgets.Text
	wait    *widgets.ProgressLine
	pages   *pages
	text    *widgets.VList
	lines   []string
	problem *widgets.Text
	again   *widgets.Button
	bar     *fyne.Container // page and zoom
	place   *widgets.Text
	size    *widgets.Text

	pdf    *document.PDF
	cancel bool // the user has cancelled: nothing is made until they ask for it
}

const (
	makeKey  = "report preview"
	drawKey  = "report page"
	delayKey = "report preview delay"
)

// typing is how long the preview waits for the next letter.
const typing = 500 * time.Millisecond

func newPreview(w *window) *preview {
	p := &preview{w: w}
	p.caption = widgets.Caption("")
	p.wait = widgets.NewProgressLine("", p.stop)
	p.pages = newPages(w.r.canvas, p.draw, p.turned)
	p.text = widgets.NewVList(widgets.VSource{
		Count:    func() int { return len(p.lines) },
		Estimate: p.estimate,
		New: func(int) fyne.CanvasObject {
			return widgets.Pad(0, 10, 0, 10, widgets.NewText("", widgets.TextStyle{Mono: true, Size: theme.SizeSmall}))
		},
		Update: func(i int, o fyne.CanvasObject) { o.(*fyne.Container).Objects[0].(*widgets.Text).SetText(p.lines[i]) },
	})
	p.problem = widgets.NewText("", widgets.TextStyle{Color: theme.Red.Ink()})
	p.again = widgets.NewButton(tr.T("Show the preview"), func() {
		p.cancel = false
		p.make()
	})
	oneLine := widgets.TextStyle{Size: theme.SizeSmall, Wrapping: widgets.OneLine}
	p.place, p.size = widgets.NewText("", oneLine), widgets.NewText("", oneLine)
	p.bar = widgets.Flow(14,
		widgets.HStack(4,
			widgets.NewMarkButton(widgets.MarkPrevious, tr.T("Previous page   Left"), func() { p.pages.turn(p.pages.page - 1) }), p.place,
			widgets.NewMarkButton(widgets.MarkMore, tr.T("Next page   Right"), func() { p.pages.turn(p.pages.page + 1) })),
		widgets.HStack(4,
			widgets.NewMarkButton(widgets.MarkMinus, tr.T("Smaller   -"), p.pages.smaller), p.size,
			widgets.NewMarkButton(widgets.MarkPlus, tr.T("Larger   +"), p.pages.larger)),
		widgets.NewButton(tr.T("Fit the width"), func() { p.pages.setZoom(0) }).SetStyle(widgets.ButtonQuiet).SetCompact())
	p.body = container.NewStack(p.pages, widgets.NewFrame(p.text).SetPadding(1, 6),
		widgets.PadAll(24, widgets.VStack(10, widgets.Spacer(), p.problem, widgets.HStack(0, p.again, widgets.Spacer()), widgets.Spacer())))
	p.object = widgets.VStack(6, p.caption, p.wait, widgets.Fill(p.body), p.bar)
	p.show(showNothing)
	return p
}

// estimate is a likely height of a line of text.
func (p *preview) estimate(i int, width float32) float32 {
	size := theme.TextSize(theme.SizeSmall)
	perLine := max(width/(size*0.61), 10)
	rows := 1 + int(float32(utf8.RuneCountInString(p.lines[i]))/perLine)
	return float32(rows) * size * 1.4
}

// showing is what the preview shows.
type showing int

const (
	showPages showing = iota // in the order of the objects of the body
	showText
	showProblem
	showNothing
)

func (p *preview) show(what showing) {
	for i, o := range p.body.Objects {
		if showing(i) == what {
			o.Show()
		} else {
			o.Hide()
		}
	}
	p.bar.Hidden = what != showPages
	p.object.Refresh()
}

// isText says whether a format is text that can be shown as it is.
func isText(f report.Format) bool { return f == report.Markdown || f == report.Plain }

// about says what is shown where that is not the file itself.
func about(f report.Format) string {
	switch f {
	case report.HTML:
		return tr.T("These are the pages as a PDF of the same content. In a browser the text flows to the width of the window.")
	case report.DOCX:
		return tr.T("These are the pages as a PDF of the same content. In Word and LibreOffice lines may break elsewhere.")
	case report.Markdown, report.Plain:
		return tr.T("This is the text of the file.")
	}
	return tr.T("These are the pages of the file.")
}

// later makes the preview anew once nothing was typed for a moment.
func (p *preview) later() { work.Later(delayKey, typing, p.make) }

// made is a report ready to be shown.
type made struct {
	pdf   *document.PDF
	sizes []fyne.Size
	lines []string
}

// make makes the report beside the window. What is shown stays until there is a newer one.
func (p *preview) make() {
	work.Drop(delayKey)
	if p.cancel || p.w.closed {
		return
	}
	p.caption.SetText(about(p.w.request.Format))
	if len(p.w.request.Claims) == 0 {
		p.fail(tr.T("No claim is chosen. Choose at least one."))
		return
	}
	p.waiting(true)
	r, lib := p.w.request, p.w.r.s.Lib
	if !isText(r.Format) {
		r.Format = report.PDF
	}
	work.Start(makeKey, work.Job[made]{
		Run: func(ctx context.Context, tell func(work.Progress)) (made, error) {
			out, err := report.Make(ctx, lib, r, outgoing.Progress(tell))
			if err != nil {
				return made{}, err
			}
			if isText(r.Format) {
				return made{lines: strings.Split(strings.TrimRight(string(out.Data), "\n"), "\n")}, nil
			}
			return opened(ctx, out.Data)
		},
		OnProgress: func(now work.Progress) { p.wait.Set(now.Done, now.Total, now.What) },
		Done:       p.done,
	})
}

// opened makes a PDF ready for drawing.
func opened(ctx context.Context, data []byte) (made, error) {
	pdf, err := document.OpenPDF(ctx, data)
	if err != nil {
		return made{}, err
	}
	m := made{pdf: pdf}
	for n := 1; n <= pdf.Pages() && err == nil; n++ {
		var w, h float64
		if w, h, err = pdf.Size(n); err == nil {
			m.sizes = append(m.sizes, fyne.NewSize(float32(w), float32(h)))
		}
	}
	if err == nil {
		err = ctx.Err() // nobody waits for it any more
	}
	if err != nil {
		pdf.Close()
		return made{}, err
	}
	return m, nil
}

func (p *preview) done(m made, err error) {
	p.waiting(false)
	if err != nil {
		p.fail(dialogs.Sentence(err))
		return
	}
	p.letGo()
	p.pdf, p.lines = m.pdf, m.lines
	if m.pdf == nil {
		p.text.Reload()
		p.show(showText)
		return
	}
	p.show(showPages)
	p.pages.open(m.sizes)
}

func (p *preview) fail(why string) {
	p.waiting(false)
	p.problem.SetText(why)
	p.again.Hidden = !p.cancel
	p.show(showProblem)
}

func (p *preview) waiting(on bool) {
	p.wait.Hidden = !on
	if on {
		p.wait.Set(0, 0, tr.T("Making the preview"))
		p.wait.Start()
	} else {
		p.wait.Stop()
	}
	p.object.Refresh()
}

// stop cancels the making of the preview. It is not made again until the user asks, so that a report of many claims can be
// put together without waiting.
func (p *preview) stop() {
	work.Cancel(makeKey)
	p.cancel = true
	p.fail(tr.T("The preview was cancelled. The report can be saved and copied without."))
}

// draw draws a page that is in view.
func (p *preview) draw(page, pixels int) {
	pdf := p.pdf
	if pdf == nil {
		return
	}
	work.Latest(drawKey, func(ctx context.Context) (*image.RGBA, error) { return pdf.Render(ctx, page+1, pixels) },
		func(img *image.RGBA, err error) {
			if err != nil {
				p.fail(dialogs.Sentence(err))
				return
			}
			p.pages.setImage(page, img)
		})
}

func (p *preview) turned() {
	p.place.SetText(p.pages.place())
	p.size.SetText(tr.T("%d %%", int(p.pages.shown()*100+0.5)))
	p.bar.Refresh()
}

// letGo closes the PDF that was shown.
func (p *preview) letGo() {
	pdf := p.pdf
	p.pdf = nil
	if pdf != nil {
		work.Cancel(drawKey)
		work.Latest("report close", func(context.Context) (struct{}, error) { pdf.Close(); return struct{}{}, nil }, func(struct{}, error) {})
	}
}

// close stops what is under way.
func (p *preview) close() {
	work.Drop(delayKey)
	work.Cancel(makeKey)
	p.wait.Stop()
	p.letGo()
}
