package document

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfium_errors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// PDF is an open PDF file, for drawing its pages. Its methods may be called from several goroutines; they wait for one
// another, and take long: call them off the UI goroutine.
type PDF struct {
	data   []byte
	ref    references.FPDF_DOCUMENT
	age    int // of the engine's instance that has it open; 0 if none has
	pages  int
	closed bool
}

// OpenPDF opens a PDF file. Data must not change until Close.
func OpenPDF(ctx context.Context, data []byte) (*PDF, error) {
	p := &PDF{data: data}
	err := p.with(ctx, func(pdfium.Pdfium) error { return nil })
	if err != nil {
		return nil, readable(err)
	}
	return p, nil
}

// Pages is the number of pages that are read: of a file with more than 3,000, those.
func (p *PDF) Pages() int { return min(p.pages, maxPages) }

// Close closes the file.
func (p *PDF) Close() {
	e := &pdfEngine
	e.mu.Lock()
	defer e.mu.Unlock()
	if !p.closed && e.instance != nil && p.age == e.age {
		_, _ = e.instance.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: p.ref}) // nothing is lost if it fails
	}
	p.closed = true
}

var errClosed = errors.New("the file is closed")

// with runs fn with the file open in the engine, opening it again where the engine was started anew.
func (p *PDF) with(ctx context.Context, fn func(instance pdfium.Pdfium) error) error {
	return pdfEngine.do(ctx, func(instance pdfium.Pdfium) error {
		if p.closed {
			return errClosed
		}
		if p.age != pdfEngine.age {
			opened, err := instance.OpenDocument(&requests.OpenDocument{File: &p.data})
			if err != nil {
				return err
			}
			count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
			if err != nil {
				return err
			}
			p.ref, p.age, p.pages = opened.Document, pdfEngine.age, count.PageCount
		}
		return fn(instance)
	})
}

func (p *PDF) page(n int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: p.ref, Index: n - 1}}
}

// Size is the size of a page in points, as it is shown. Pages count from 1.
func (p *PDF) Size(n int) (width, height float64, err error) {
	err = p.with(context.Background(), func(instance pdfium.Pdfium) error {
		size, err := instance.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: p.ref, Index: n - 1})
		if err != nil {
			return err
		}
		width, height = size.Width, size.Height
		return nil
	})
	if err == nil && !(width >= 1 && height >= 1 && width < 1e5 && height < 1e5) {
		err = fmt.Errorf("its size is %g × %g points", width, height)
	}
	if err != nil {
		return 0, 0, onPage(n, err)
	}
	return width, height, nil
}

// mostPixels bounds the picture of a page.
const mostPixels = 64 << 20

// Render draws a page as it is printed, on white, as wide as said. Pages count from 1.
func (p *PDF) Render(ctx context.Context, n, width int) (*image.RGBA, error) {
	w, h, err := p.Size(n)
	if err != nil {
		return nil, err
	}
	height := max(1, int(math.Round(float64(width)*h/w)))
	if width < 1 || width*height > mostPixels || height > mostPixels {
		return nil, onPage(n, fmt.Errorf("a picture of %d × %d pixels is too large", width, height))
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	err = p.with(ctx, func(instance pdfium.Pdfium) error {
		made, err := instance.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: width, Height: height})
		if err != nil {
			return err
		}
		defer func() { _, _ = instance.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: made.Bitmap}) }()
		_, err = instance.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{Bitmap: made.Bitmap, Width: width, Height: height, Color: 0xffffffff})
		if err != nil {
			return err
		}
		_, err = instance.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
			Bitmap: made.Bitmap, Page: p.page(n), SizeX: width, SizeY: height,
			Flags: enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER,
		})
		if err != nil {
			return err
		}
		buffer, err := instance.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: made.Bitmap})
		if err != nil {
			return err
		}
		copy(img.Pix, buffer.Buffer) // a view of the engine's memory
		return nil
	})
	if err != nil {
		return nil, onPage(n, err)
	}
	for i := 3; i < len(img.Pix); i += 4 { // the engine leaves this byte unused
		img.Pix[i] = 0xff
	}
	return img, nil
}

func onPage(n int, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return refuse("Page %d of the PDF cannot be shown: %v.", n, err)
}

// readable says in words why a PDF was not opened.
func readable(err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, pdfium_errors.ErrPassword), errors.Is(err, pdfium_errors.ErrSecurity):
		return refuse("The PDF is locked by a password. Open it in a PDF reader, save a copy without the password, and open that.")
	case errors.Is(err, pdfium_errors.ErrFormat), errors.Is(err, pdfium_errors.ErrFile), errors.Is(err, pdfium_errors.ErrSuccess),
		errors.Is(err, pdfium_errors.ErrUnknown), errors.Is(err, pdfium_errors.ErrPage):
		return refuse("The PDF is damaged or cut short. Get it again, or open it in a PDF reader and print it to a new PDF.")
	}
	return refuse("The PDF could not be read: %v. Print it to a new PDF, and open that.", err)
}

// extractPDF reads the text of every page.
func extractPDF(ctx context.Context, data []byte, progress func(done, total int)) (Content, error) {
	p, err := OpenPDF(ctx, data)
	if err != nil {
		return Content{}, err
	}
	defer p.Close()
	if p.pages == 0 {
		return Content{}, refuse("The PDF has no pages. Get it again.")
	}
	c := Content{}
	if p.pages > maxPages {
		c.Warnings = append(c.Warnings, fmt.Sprintf("The PDF has %d pages. Only the first %d were read.", p.pages, maxPages))
	}
	characters := 0
	for n := 1; n <= p.Pages(); n++ {
		if err := ctx.Err(); err != nil {
			return Content{}, err
		}
		page, count, err := p.read(ctx, n)
		if ctx.Err() != nil {
			return Content{}, ctx.Err()
		}
		if err != nil {
			c.Warnings = append(c.Warnings, fmt.Sprintf("Page %d could not be read: %v.", n, err))
		}
		characters += count
		if characters > maxCharacters {
			c.Warnings = append(c.Warnings, fmt.Sprintf("The text is longer than %d million characters. Page %d and what comes after it were not read.", maxCharacters/1_000_000, n))
			break
		}
		c.Pages = append(c.Pages, page)
		progress(n, p.Pages())
	}
	c.Title = p.title(ctx)
	if characters == 0 {
		c.Warnings = append(c.Warnings, "The PDF has no text: its pages are pictures, as from a scanner. They can be read, but not searched or quoted. Run text recognition (OCR) on it, and open the result.")
	}
	return c, nil
}

// title is the title that the file states; programs that make PDFs often put a file's name there, which is none.
func (p *PDF) title(ctx context.Context) (title string) {
	_ = p.with(ctx, func(instance pdfium.Pdfium) error { // a file without a title is as good
		meta, err := instance.GetMetaData(&requests.GetMetaData{Document: p.ref, Tags: &[]string{"Title"}})
		if err == nil && len(meta.Tags) == 1 {
			title = plainLine(printable(meta.Tags[0].Value))
		}
		return err
	})
	if named(title, ".doc", ".docx", ".pdf", ".indd", ".tex", ".dvi", ".qxd", ".rtf") || title == "untitled" || title == "Untitled" {
		return ""
	}
	return title
}
