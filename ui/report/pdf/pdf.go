// Package pdf lays a report out on pages, as PDF: with its typefaces embedded, real text in the order in which it is read,
// bookmarks, links, and pictures as shapes. It must not know what the report is about.
//
// The file names its title, author and language, and signs say their words to what reads them aloud; but it is not tagged
// (PDF/UA): the library that writes it cannot attach a tree of structure. HTML is the format for those who need one.
//
// What does not fit beside its margins is set smaller or broken, never left out: words of any length are cut, pictures
// shrink, rows higher than half a page go on to the next. A character that no typeface has is written as its code.
package pdf

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"

	"codeberg.org/go-pdf/fpdf"
)

// Render writes a document as PDF.
func Render(ctx context.Context, doc block.Document) ([]byte, error) {
	s, err := arrange(ctx, doc)
	if err != nil {
		return nil, err
	}
	f := newFile(s.style.pageW, s.style.pageH)
	f.SetTitle(oneLine(doc.Title), true)
	if doc.Author != "" {
		f.SetAuthor(oneLine(doc.Author), true)
	}
	f.SetCreator("ClaimGrade", true)
	if language(doc.Language) {
		f.SetLang(doc.Language)
	}
	day := dayOf(doc.Date)
	f.SetCreationDate(day)
	f.SetModificationDate(day)
	f.SetXmpMetadata(about(doc, day))
	p := newPen(f)
	for i, parts := range s.pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.page(s.style.pageW, s.style.pageH)
		s.running(p, i)
		drawAll(p, parts)
		s.foot(p, i)
	}
	p.finish()
	return written(f)
}

// Figure writes one picture as PDF, on a page of its size.
func Figure(ctx context.Context, s figure.Scene) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w, h := s.Width*onPaper, s.Height*onPaper
	if !(w >= 1 && h >= 1 && w <= 14400 && h <= 14400) { // the most that readers of PDF show
		return nil, fmt.Errorf("a picture of %.0f by %.0f points cannot be a page: a page has between 1 and 14,400 points each way", w, h)
	}
	f := newFile(w, h)
	f.SetTitle(oneLine(s.Alt), true)
	f.SetCreationDate(dayOf(""))
	f.SetModificationDate(dayOf(""))
	p := newPen(f)
	p.page(w, h)
	p.scene(s, 0, 0, onPaper)
	return written(f)
}

func newFile(width, height float64) *fpdf.Fpdf {
	f := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: width, Ht: height}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true) // so that the same document gives the same bytes
	f.SetProducer("ClaimGrade", true)
	f.SetLineCapStyle("butt")
	return f
}

func written(f *fpdf.Fpdf) ([]byte, error) {
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return nil, fmt.Errorf("the PDF could not be written: %w", err)
	}
	return out.Bytes(), nil
}

// dayOf is the day a document was made, at noon; without one it is that on which PDF was, so that the clock is not asked.
func dayOf(date string) time.Time {
	day, err := time.Parse("2006-01-02", date)
	if err != nil {
		day = time.Date(1993, 6, 15, 0, 0, 0, 0, time.UTC)
	}
	return day.Add(12 * time.Hour)
}

// language reports whether a text is the tag of a language, for it is written as it stands.
func language(tag string) bool {
	for _, r := range tag {
		if r != '-' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return tag != "" && len(tag) < 36
}

// oneLine is a text for the properties of the file.
func oneLine(s string) string { return face.Printable(block.Clean(s)) }
