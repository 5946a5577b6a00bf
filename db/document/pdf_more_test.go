package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"sync"
	"testing"
	"time"

	"claimgrade/appraisal/quote"

	"codeberg.org/go-pdf/fpdf"
)

func TestAPageIsDrawnOnWhite(t *testing.T) {
	ctx := context.Background()
	p := newPaper()
	p.AddPage()
	p.SetFillColor(200, 0, 0)
	p.Rect(59.5, 84.2, 100, 100, "F")
	p.SetAlpha(0.5, "Normal") // a page with transparency
	p.Rect(300, 84.2, 100, 100, "F")
	pdf, err := OpenPDF(ctx, p.bytes(t))
	must(t, err)
	defer pdf.Close()
	img, err := pdf.Render(ctx, 1, 595)
	must(t, err)
	if want := image.Rect(0, 0, 595, 841); img.Rect != want {
		t.Fatalf("drawn %v, want %v", img.Rect, want)
	}
	for at, want := range map[image.Point][4]uint8{{10, 10}: {255, 255, 255, 255}, {100, 120}: {200, 0, 0, 255}, {590, 835}: {255, 255, 255, 255}} {
		c := img.RGBAAt(at.X, at.Y)
		if got := [4]uint8{c.R, c.G, c.B, c.A}; got != want {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
	if c := img.RGBAAt(350, 120); c.A != 255 || c.G < 100 || c.G > 150 || c.R < 200 {
		t.Errorf("half transparent red on white is %v", c)
	}
	for _, n := range []int{0, 2, -1} {
		if _, err := pdf.Render(ctx, n, 100); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("Page %d", n)) {
			t.Errorf("page %d: %v", n, err)
		}
	}
	if _, err := pdf.Render(ctx, 1, 1<<20); err == nil {
		t.Error("a picture of a million pixels across was drawn")
	}
	if w, h, err := pdf.Size(1); err != nil || w < 595 || h < 841 {
		t.Errorf("the page is %g × %g, %v", w, h, err)
	}
}

// The word's box is where its ink is, on a turned page too.
func TestWordsStandWhereTheyAreDrawn(t *testing.T) {
	ctx := context.Background()
	plain := func() paper {
		p := newPaper()
		p.AddPage()
		p.SetFont("go", "", 24)
		p.Text(100, 200, "Alone")
		return p
	}
	turned := bytes.Replace(uncompressed(t, plain()), []byte("/Type /Page\n"), []byte("/Type /Page /Rotate 90\n"), 1)
	cropped := bytes.Replace(uncompressed(t, plain()), []byte("/Type /Page\n"), []byte("/Type /Page /CropBox [50 400 400 800]\n"), 1)
	for name, data := range map[string][]byte{"as it is": plain().bytes(t), "turned": turned, "cropped": cropped} {
		c, err := Extract(ctx, data, nil)
		must(t, err)
		checkPage(t, c.Pages[0])
		if c.Pages[0].Text != "Alone" {
			t.Fatalf("%s: read %q", name, c.Pages[0].Text)
		}
		pdf, err := OpenPDF(ctx, data)
		must(t, err)
		img, err := pdf.Render(ctx, 1, int(c.Pages[0].Width))
		must(t, err)
		pdf.Close()
		ink := image.Rectangle{}
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() {
				if img.RGBAAt(x, y).R < 128 {
					ink = ink.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		w := c.Pages[0].Words[0]
		box := image.Rect(int(w.X)-2, int(w.Y)-2, int(w.X+w.W)+3, int(w.Y+w.H)+3)
		if ink.Empty() || !ink.In(box) || ink.Dx() < box.Dx()/2 && ink.Dy() < box.Dy()/2 {
			t.Errorf("%s: the box is %v, the ink %v", name, box, ink)
		}
	}
}

func uncompressed(t testing.TB, p paper) []byte {
	p.SetCompression(false)
	data := p.bytes(t)
	if !bytes.Contains(data, []byte("/Type /Page\n")) {
		t.Fatal("the test cannot change this PDF")
	}
	return data
}

func TestParagraphsHeadingsAndRaisedNumbers(t *testing.T) {
	p := newPaper()
	p.AddPage()
	p.SetFont("go", "", 13)
	p.Text(60, 80, "Methods")
	p.SetFont("go", "", 9)
	y := p.set(60, 110, 400, p.wrap(leftText, 400))
	y = p.set(60, y+9, 400, p.wrap(rightText, 400)) // a gap
	first := p.wrap(leftText, 380)
	p.set(75, y, 385, first[:1]) // an indent
	y = p.set(60, y+12, 400, p.wrap(strings.Join(first[1:], " "), 400))
	p.Text(60, y+20, "It was shown before.")
	x := 60 + p.GetStringWidth("It was shown before.")
	p.SetFont("go", "", 5.5)
	p.Text(x, y+17, "9,10")
	p.SetFont("go", "", 9)
	p.Text(x+p.GetStringWidth("9,10")+3, y+20, "In 10 of 73.")
	c, err := Extract(context.Background(), p.bytes(t), nil)
	must(t, err)
	page := c.Pages[0]
	checkPage(t, page)
	got := strings.Split(page.Text, "\n\n")
	want := []string{"Methods", leftText, rightText, leftText, "It was shown before.⁹,¹⁰ In 10 of 73."}
	for i := range got {
		got[i] = unwrapped(got[i])
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A table keeps its rows: its columns are not read one after the other.
func TestATableIsReadRowByRow(t *testing.T) {
	p := newPaper()
	p.AddPage()
	var want []string
	for i := range 12 {
		arm, n, mean := fmt.Sprintf("Treatment group number %d", i), fmt.Sprint(40+i), fmt.Sprintf("−%d.5 (2.1)", i)
		for j, text := range []string{arm, n, mean} {
			p.Text(60+float64(j)*170, 100+float64(i)*14, text)
		}
		want = append(want, arm+" "+n+" "+mean)
	}
	c, err := Extract(context.Background(), p.bytes(t), nil)
	must(t, err)
	if got := strings.ReplaceAll(c.Pages[0].Text, "\n\n", "\n"); got != strings.Join(want, "\n") {
		t.Errorf("read\n%s", got)
	}
}

// Three columns, a table across and two columns: each part is read by itself.
func TestAPageOfManyPartsIsReadPartByPart(t *testing.T) {
	p := newPaper()
	p.AddPage()
	var want []string
	column := func(x, y, width float64, text string) {
		p.set(x, y, width, p.wrap(text, width))
		want = append(want, text)
	}
	for i, x := range []float64{40, 220, 400} {
		column(x, 80, 160, fmt.Sprintf("Column %d. ", i)+leftText)
	}
	for i := range 5 {
		cells := []string{fmt.Sprintf("Row %d of the table", i), "12 (3.4)", "0.05"}
		for j, cell := range cells {
			p.Text(40+200*float64(j), 420+12*float64(i), cell)
		}
		want = append(want, strings.Join(cells, " "))
	}
	for i, x := range []float64{40, 310} {
		column(x, 520, 240, fmt.Sprintf("Below %d. ", i)+rightText)
	}
	c, err := Extract(context.Background(), p.bytes(t), nil)
	must(t, err)
	checkPage(t, c.Pages[0])
	if got := strings.ReplaceAll(unwrapped(c.Pages[0].Text), "  ", " "); got != strings.Join(want, " ") {
		t.Errorf("read\n%s\nwant\n%s", got, strings.Join(want, " "))
	}
}

// A quote that is made of a page is found again on it, though it crosses lines and a hyphen.
func TestAQuoteOfAPageIsFound(t *testing.T) {
	c, err := Extract(context.Background(), twoColumns(false).bytes(t), nil)
	must(t, err)
	again, err := Extract(context.Background(), twoColumns(true).bytes(t), nil)
	must(t, err)
	text := c.Pages[0].Text
	start := len([]rune(text[:strings.Index(text, "unaware")]))
	exact, a := quote.Make(text, start, start+150)
	a.Page = 1
	if !strings.Contains(exact, "-\n") {
		t.Fatalf("%q crosses no hyphen", exact)
	}
	if m, ok := quote.Find([]string{again.Pages[0].Text}, exact, a); !ok || m.Ambiguous {
		t.Errorf("%q was not found in the other file: %+v", exact, m)
	}
}

func TestHostilePDFs(t *testing.T) {
	whole := twoColumns(false).bytes(t)
	locked := newPaper()
	locked.AddPage()
	locked.Text(60, 60, "secret")
	locked.SetProtection(fpdf.CnProtectPrint, "user", "owner")
	for name, x := range map[string]struct {
		data []byte
		says string
	}{
		"locked":        {locked.bytes(t), "password"},
		"only a head":   {[]byte("%PDF-1.4\n"), "damaged or cut short"},
		"cut at 200":    {whole[:200], "damaged or cut short"},
		"noise":         {append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("\x00\xff<</Type"), 5000)...), "damaged or cut short"},
		"a page's size": {[]byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj trailer<</Root 1 0 R>>"), ""},
	} {
		if got := refusal(t, x.data); !strings.Contains(got, x.says) {
			t.Errorf("%s: %s", name, got)
		}
	}
	// Whatever is cut off or changed, something is read or it is refused in words; and the engine lives on.
	for i := 0; i < len(whole); i += len(whole)/60 + 1 {
		_, _ = Extract(context.Background(), whole[:i], nil)
		torn := bytes.Clone(whole)
		for j := i; j < min(i+40, len(torn)); j++ {
			torn[j] ^= 0x5a
		}
		c, err := Extract(context.Background(), torn, nil)
		if err == nil && len(c.Pages) == 0 && len(c.Warnings) == 0 {
			t.Errorf("torn at %d: nothing was read, and nothing said so", i)
		}
	}
	if c, err := Extract(context.Background(), whole, nil); err != nil || len(c.Pages[0].Words) < 100 {
		t.Errorf("after all that: %v", err)
	}
}

// manyPages is a PDF of small pages, written by hand, since it is made often.
func manyPages(n int) []byte {
	var out bytes.Buffer
	at := []int{0}
	object := func(text string) {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(at)-1, text)
	}
	out.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", 5+i)
	}
	object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>", n, kids.String()))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	const text = "BT /F 12 Tf 40 200 Td (A small page) Tj ET"
	object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(text), text))
	for range n {
		object("<</Type/Page/Parent 2 0 R/Contents 4 0 R>>")
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at))
	for _, offset := range at[1:] {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(at), start)
	return out.Bytes()
}

func TestAPDFOf10000PagesIsReadInPart(t *testing.T) {
	data := manyPages(10_000)
	last := 0
	c, err := Extract(context.Background(), data, func(done, total int) {
		if total != maxPages || done != last+1 {
			t.Fatalf("%d of %d after %d", done, total, last)
		}
		last = done
	})
	must(t, err)
	if len(c.Pages) != maxPages || last != maxPages || c.Pages[maxPages-1].Text != "A small page" {
		t.Errorf("%d pages, progress to %d", len(c.Pages), last)
	}
	if want := "The PDF has 10000 pages. Only the first 3000 were read."; len(c.Warnings) != 1 || c.Warnings[0] != want {
		t.Errorf("warnings %q", c.Warnings)
	}
}

func TestReadingStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	at := time.Time{}
	_, err := Extract(ctx, manyPages(2000), func(done, _ int) {
		if done == 3 {
			at = time.Now()
			cancel()
		}
		if done > 4 {
			t.Errorf("page %d was read after the cancel", done)
		}
	})
	if !errors.Is(err, context.Canceled) || time.Since(at) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(at))
	}
	if _, err := OpenPDF(ctx, manyPages(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("opened after the cancel: %v", err)
	}
}

func TestAScanSaysThatItHasNoText(t *testing.T) {
	p := newPaper()
	p.AddPage()
	p.Rect(10, 10, 100, 100, "F")
	c, err := Extract(context.Background(), p.bytes(t), nil)
	must(t, err)
	if len(c.Pages) != 1 || len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0], "OCR") {
		t.Errorf("read %+v", c)
	}
}

// The window draws pages while it reads others, and closes the engine at the end; a file that is still open goes on.
func TestManyUseTheEngineAtOnce(t *testing.T) {
	ctx := context.Background()
	data := manyPages(20)
	pdf, err := OpenPDF(ctx, data)
	must(t, err)
	defer pdf.Close()
	var wait sync.WaitGroup
	for i := range 6 {
		wait.Go(func() {
			if _, err := pdf.Render(ctx, 1+i, 100); err != nil {
				t.Error(err)
			}
			if c, err := Extract(ctx, data, nil); err != nil || len(c.Pages) != 20 {
				t.Error(len(c.Pages), err)
			}
		})
	}
	wait.Wait()
	must(t, Close())
	must(t, Close())
	if _, err := pdf.Render(ctx, 20, 100); err != nil {
		t.Error(err)
	}
	pdf.Close()
	pdf.Close()
	if _, err := pdf.Render(ctx, 1, 100); err == nil {
		t.Error("a closed file was drawn")
	}
}

// A full page of two columns, about 900 words.
func BenchmarkPDFTextOfAPage(b *testing.B) {
	p := newPaper()
	p.AddPage()
	for _, x := range []float64{60, 306} {
		p.set(x, 60, 230, p.wrap(strings.Repeat(leftText+" "+rightText+" ", 4), 230)[:60])
	}
	data := p.bytes(b)
	c, err := Extract(context.Background(), data, nil)
	must(b, err)
	b.ReportMetric(float64(len(c.Pages[0].Words)), "words")
	for b.Loop() {
		if _, err := Extract(context.Background(), data, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	pdf, err := OpenPDF(context.Background(), twoColumns(false).bytes(b))
	must(b, err)
	defer pdf.Close()
	for b.Loop() {
		if _, err := pdf.Render(context.Background(), 1, 1200); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWebPageOf20000Words(b *testing.B) {
	page := []byte("<html><body><article>" + strings.Repeat("<p>"+proseOf("n")+"</p>", 20_000/40) + "</article></body></html>")
	for b.Loop() {
		if _, err := Extract(context.Background(), page, nil); err != nil {
			b.Fatal(err)
		}
	}
}
