package reader

import (
	"context"
	"image"
	"slices"

	"claimgrade/db/document"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/reader/paper"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"
)

// drawing makes the pictures of printed pages, one at a time, those in view first.
type drawing struct {
	r      *Reader
	pdf    *document.PDF
	wants  []paper.Want
	now    paper.Want   // being drawn; its width is 0 while none is
	failed map[int]bool // pages that cannot be drawn
	broken bool         // the file cannot be opened for drawing
}

const (
	openKey = "reader pdf"
	drawKey = "reader page"
)

// want takes over which pictures are missing.
func (d *drawing) want(wants []paper.Want) {
	d.wants = wants
	if len(wants) == 0 || d.broken || d.r.shown.text == nil {
		return
	}
	if d.pdf == nil {
		d.open()
		return
	}
	d.next()
}

// open opens the file for drawing. The first time in a run of the program that takes a second or two.
func (d *drawing) open() {
	if work.Running(openKey) {
		return
	}
	lib, sha := d.r.s.Lib, d.r.shown.document.File
	work.Latest(openKey, func(ctx context.Context) (*document.PDF, error) {
		data, err := lib.File(ctx, sha)
		if err != nil {
			return nil, err
		}
		pdf, err := document.OpenPDF(ctx, data)
		if err == nil && ctx.Err() != nil {
			pdf.Close()
			err = ctx.Err()
		}
		return pdf, err
	}, func(pdf *document.PDF, err error) {
		if err != nil {
			d.broken = true
			d.r.actions.Say(tr.T("The pages cannot be drawn: %s Their words can be selected all the same.", dialogs.Sentence(err)))
			return
		}
		d.pdf = pdf
		d.next()
	})
}

// next draws the picture that is wanted most.
func (d *drawing) next() {
	if d.now.Width > 0 && slices.Contains(d.wants, d.now) {
		return // on its way
	}
	i := slices.IndexFunc(d.wants, func(w paper.Want) bool { return !d.failed[w.Page] })
	if i < 0 {
		return
	}
	w, pdf := d.wants[i], d.pdf
	d.now = w
	work.Latest(drawKey, func(ctx context.Context) (*image.RGBA, error) { return pdf.Render(ctx, w.Page+1, w.Width) },
		func(img *image.RGBA, err error) {
			d.now = paper.Want{}
			if err != nil {
				if d.failed == nil {
					d.failed = map[int]bool{}
				}
				d.failed[w.Page] = true
				d.r.actions.Say(tr.T("Page %d cannot be drawn: %s Its words can be selected all the same.", w.Page+1, dialogs.Sentence(err)))
				d.next()
				return
			}
			d.r.paper.SetImage(w, img)
		})
}

// close lets go of the file.
func (d *drawing) close() {
	work.Cancel(openKey)
	work.Cancel(drawKey)
	pdf := d.pdf
	d.pdf, d.wants, d.now, d.failed, d.broken = nil, nil, paper.Want{}, nil, false
	if pdf != nil {
		work.Latest("reader close", func(context.Context) (struct{}, error) { pdf.Close(); return struct{}{}, nil }, func(struct{}, error) {})
	}
}
