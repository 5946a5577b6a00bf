package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgrade/ui/figure"
	"claimgrade/ui/report/block"
	"claimgrade/ui/report/block/blocktest"
)

func made(t testing.TB, doc block.Document) []byte {
	t.Helper()
	data, err := Render(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var forms = map[string]block.Form{"page": block.Page, "sheet": block.Sheet, "slides": block.Slides}

// read is what pdftotext reads in a file, in the order of its content.
func read(t testing.TB, data []byte, args ...string) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	path := filepath.Join(t.TempDir(), "made.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, append(args, path, "-")...).CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v: %s", err, out)
	}
	if bytes.Contains(out, []byte("Error")) {
		t.Errorf("the file is not whole: %.300s", out)
	}
	return string(out)
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	for name, form := range forms {
		first := made(t, blocktest.Report(form))
		for range 3 {
			if !bytes.Equal(first, made(t, blocktest.Report(form))) {
				t.Errorf("%s: other bytes", name)
			}
		}
	}
}

func TestTheFileSaysWhatItIs(t *testing.T) {
	doc := blocktest.Report(block.Page)
	doc.Title, doc.Author = "Søvn & “ro”", "Åse Ødegård"
	data := made(t, doc)
	for _, want := range []string{"(D:20260301120000)", "/Lang (en)", "/Outlines", "<rdf:li xml:lang=\"x-default\">Søvn &amp; “ro”</rdf:li>"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s is not in the file", want)
		}
	}
	if tool, err := exec.LookPath("pdfinfo"); err == nil {
		path := filepath.Join(t.TempDir(), "made.pdf")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(tool, path).CombinedOutput()
		if err != nil || !strings.Contains(string(out), doc.Title) || !strings.Contains(string(out), doc.Author) {
			t.Errorf("%v: %s", err, out)
		}
	}
	doc.Language = "en)/OpenAction(x"
	if bytes.Contains(made(t, doc), []byte("OpenAction")) {
		t.Error("a language that is none got into the file")
	}
}

func TestAReaderFindsAllTextsInOrder(t *testing.T) {
	got := squeezed(read(t, made(t, blocktest.Report(block.Page)), "-raw"))
	at := 0
	for _, want := range []string{
		"Ketamine probably eases depression within a day; whether it lasts is not known", "The claim, as the article words it:", "Page 4[1]",
		"used two drugs before.†", "Partly supported", "Certainty: low ⊕⊕◯◯.", "Question", "Population Adults with", "Horizon 6 months",
		"What would change", "A trial that reads", "Trials", "The trials, and how far", "Effect (95% CI)",
		"Murrough 2013[1] 18 24 hours 0 / 2 −5.4 (−9.1 to −1.8) Low High Some concerns, provisional Low, overruled",
		"Pooled 211 −6.9", "Lost: intervention / comparator.", "Effects of the trials", "Wording that the trials support",
		"reduces symptoms for up to a week. Second line", "What do you think?", "ClaimGrade 1.0", "1 / 2", "References", "1. Murrough JW",
		"† not from the library", "2 / 2",
	} {
		i := strings.Index(got[at:], squeezed(want))
		if i < 0 {
			t.Fatalf("%q is missing, or stands too early; after %q", want, got[max(at-80, 0):at])
		}
		at += i
	}
}

// squeezed is a text without its spaces: where lines end is the page's matter.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func long(rows int) block.Document {
	t := block.Table{Caption: "Long", Columns: []block.Column{{Head: "First column"}, {Head: "Second column", Align: block.Right}}}
	for i := range rows {
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{block.T(fmt.Sprintf("row-%d.", i)), block.T(fmt.Sprint(i * 7))}})
	}
	return block.Document{Title: "Many rows", Language: "en", Blocks: []block.Block{block.Heading{Level: 1, Text: "All rows"}, t}}
}

func TestATableOverPagesRepeatsItsHead(t *testing.T) {
	pages := strings.Split(strings.TrimSuffix(read(t, made(t, long(120)), "-raw"), "\f"), "\f")
	if len(pages) < 3 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, page := range pages {
		if n := strings.Count(squeezed(page), "FirstcolumnSecondcolumn"); n != 1 {
			t.Errorf("page %d has the head %d times", i+1, n)
		}
		if want := fmt.Sprintf("%d / %d", i+1, len(pages)); !strings.Contains(page, want) {
			t.Errorf("page %d does not say %s", i+1, want)
		}
		if has := strings.Contains(page, "Many rows"); !has {
			t.Errorf("page %d has no title", i+1)
		}
	}
	all := strings.Join(pages, "\n")
	for i := range 120 {
		if strings.Count(all, fmt.Sprintf("row-%d.", i)) != 1 {
			t.Errorf("row %d is not there once", i)
		}
	}
}

func TestAShortBandIsNotBroken(t *testing.T) {
	for lead := range 50 {
		doc := block.Document{Title: "T"}
		for range lead {
			doc.Blocks = append(doc.Blocks, block.Paragraph{Runs: block.T("A line.")})
		}
		doc.Blocks = append(doc.Blocks, block.Band{Tone: "red", Blocks: []block.Block{block.Paragraph{Runs: block.T("One.")}, block.Paragraph{Runs: block.T("Two.")}}})
		s, err := arrange(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		for i, page := range s.pages {
			n := 0
			for _, pl := range page {
				n += len(pl.bands)
			}
			if n == 1 {
				t.Errorf("after %d lines page %d has one part of two", lead, i+1)
			}
		}
	}
}

func TestNoHeadingStandsAloneAtTheFootOfAPage(t *testing.T) {
	for lead := range 60 {
		doc := block.Document{Title: "T"}
		for range lead {
			doc.Blocks = append(doc.Blocks, block.Paragraph{Runs: block.T("A line.")})
		}
		doc.Blocks = append(doc.Blocks, block.Heading{Level: 1, Text: "Below the lines"}, block.Heading{Level: 2, Text: "And more"},
			block.Table{Caption: "Of three", Columns: []block.Column{{Head: "A"}}, Rows: []block.Row{{Cells: [][]block.Run{block.T("x")}}, {Cells: [][]block.Run{block.T("y")}}}})
		s, err := arrange(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		for i, page := range s.pages {
			if i+1 < len(s.pages) && page[len(page)-1].keep {
				t.Errorf("after %d lines page %d ends with what belongs to the next", lead, i+1)
			}
		}
	}
}

// wild are blocks that no report should have.
func wild() []block.Block {
	word := strings.Repeat("Donaudampfschifffahrt", 500)
	cell := strings.Repeat("0123456789 and words ", 600)
	row := func(s ...string) block.Row {
		r := block.Row{}
		for _, c := range s {
			r.Cells = append(r.Cells, block.T(c))
		}
		return r
	}
	return []block.Block{
		block.Heading{Level: -3, Text: ""}, block.Heading{Level: 99, Text: word[:1000]}, block.Paragraph{}, block.List{}, block.Pairs{}, block.Table{},
		block.Table{Rows: []block.Row{{}, row("a", "b", "c")}}, block.Table{Columns: make([]block.Column, 60), Rows: []block.Row{row(word)}},
		block.Figure{}, block.Band{}, block.Beside{}, block.Beside{{}, {}}, block.Lines{Count: -1}, block.Lines{Count: 1 << 40}, block.Slide{}, block.Pages{},
		block.Paragraph{Runs: block.T(word)}, block.Paragraph{Runs: []block.Run{{Sign: &block.Sign{}}, {Sign: &block.Sign{Symbol: word, Disc: true}}}},
		block.Table{Caption: "big", Columns: []block.Column{{Head: "H", Share: 1}, {Head: word, Share: -4, Narrow: true}, {Head: "", Share: 1e308}},
			Rows: []block.Row{row(cell, word, "c"), row("short")}},
		block.Band{Tone: "nonsense", Blocks: []block.Block{block.Beside{{block.Band{Tone: "red", Blocks: []block.Block{block.Beside{
			{block.Paragraph{Runs: block.T("deep within")}}, {block.Table{Columns: []block.Column{{Head: "x"}}}}}}}}, {block.Paragraph{Runs: block.T(cell)}}}}},
		block.Beside(make([][]block.Block, 300)),
		block.Pairs{{Label: word, Runs: block.T(word)}, {Label: "", Runs: nil}},
		block.Figure{Scene: figure.Scene{Width: 1, Height: 90000}, Caption: cell[:4000]},
		block.Paragraph{ID: "x", Runs: []block.Run{{Text: "to nowhere", Link: "#none"}, {Text: "to a script", Link: "javascript:alert(1)"}, {Text: "here", Link: "#x"}}},
	}
}

func TestNothingFailsOrIsLostWhateverTheLibraryHolds(t *testing.T) {
	for name, form := range forms {
		doc := block.Document{Title: strings.Repeat("Title ", 600), Author: "\x00\u202e", Date: "no day", Language: "()\\", Form: form,
			Foot: strings.Repeat("foot ", 300), Blocks: wild()}
		s, err := arrange(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		apart(t, name, s)
		got := squeezed(read(t, made(t, doc), "-raw"))
		for what, n := range map[string]int{"0123456789andwords": 1200, "deepwithin": 1, "Title": 600, "tonowhere": 1, "toascript": 1} {
			if found := strings.Count(got, what); found < n*98/100 { // some are cut by the end of a line and a page
				t.Errorf("%s: %q %d times, want %d", name, what, found, n)
			}
		}
		if strings.Contains(got, "javascript") {
			t.Errorf("%s: a script is linked", name)
		}
	}
}

// apart reports parts that lie on each other, or outside the page.
func apart(t *testing.T, name string, s *sheets) {
	t.Helper()
	for i, page := range s.pages {
		at := s.style.top
		for _, pl := range page {
			if pl.y < at-0.01 {
				t.Errorf("%s: page %d: a part begins at %.1f, the one above ends at %.1f", name, i+1, pl.y, at)
			}
			at = pl.y + pl.height
		}
		if at > s.style.pageH-s.style.bottom+0.1 {
			t.Errorf("%s: page %d ends at %.1f of %.1f", name, i+1, at, s.style.pageH-s.style.bottom)
		}
	}
}

func TestHostileTextsAreTexts(t *testing.T) {
	for _, nasty := range []string{"<script>alert(1)</script>", `(\)) Tj ET`, "=1+1", "a\x00b\x07c", "\u202efdp.exe", "😀 and 中文", "שלום 12", "سلام", "a\xff"} {
		doc := block.Document{Title: nasty, Author: nasty, Foot: nasty, Blocks: []block.Block{
			block.Heading{Level: 1, Text: nasty, ID: nasty}, block.Paragraph{Runs: []block.Run{{Text: nasty, Link: "#" + nasty}, {Text: "end."}}},
			block.Figure{Scene: figure.Scene{Width: 200, Height: 20, Items: []figure.Item{figure.Text{S: nasty, At: figure.Point{X: 1, Y: 10}}}}, Caption: nasty}}}
		got := read(t, made(t, doc), "-raw")
		if !strings.Contains(got, "end.") {
			t.Errorf("%q: %q", nasty, got)
		}
		if nasty[0] < 0x80 && utf8.ValidString(nasty) && !strings.Contains(nasty, "\x00") && strings.Count(got, nasty) < 4 {
			t.Errorf("%q is not there as it is: %q", nasty, got)
		}
		if strings.Contains(nasty, "😀") && !strings.Contains(squeezed(got), "[U+1F600]and[U+4E2D][U+6587]") {
			t.Errorf("%q", got)
		}
	}
}

func TestANastyTextInEveryPlaceFailsNowhere(t *testing.T) {
	for name, form := range forms {
		for i, nasty := range blocktest.Nasty {
			if len(nasty) > 1000 {
				nasty = nasty[:5000] // the test above has longer ones; here they stand in every place
			}
			s, err := arrange(context.Background(), blocktest.Hostile(form, nasty))
			if err != nil {
				t.Fatal(err)
			}
			apart(t, fmt.Sprintf("%s, text %d", name, i), s)
			if len(nasty) < 1000 {
				made(t, blocktest.Hostile(form, nasty))
			}
		}
	}
}

func TestSlidesFillTheirPage(t *testing.T) {
	s, err := arrange(context.Background(), blocktest.Report(block.Slides))
	if err != nil {
		t.Fatal(err)
	}
	slides := 0
	for _, b := range blocktest.Report(block.Slides).Blocks {
		if _, ok := b.(block.Slide); ok {
			slides++
		}
	}
	if got := len(s.pages); got != slides+2 { // the title, and the notes of the speaker
		t.Errorf("%d pages for %d slides", got, slides)
	}
}

func TestASheetOfSixTrialsFitsOnePage(t *testing.T) {
	doc := blocktest.Report(block.Sheet)
	var blocks []block.Block
	for _, b := range doc.Blocks {
		switch b.(type) {
		case block.Pages, block.Lines:
		default:
			blocks = append(blocks, b)
		}
	}
	doc.Blocks = blocks
	if s, err := arrange(context.Background(), doc); err != nil || len(s.pages) != 1 {
		t.Errorf("%d pages, %v", len(s.pages), err)
	}
}

func TestACancelledReportStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Render(ctx, blocktest.Report(block.Page)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := Figure(ctx, figure.Scene{Width: 10, Height: 10}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestAFigureIsAPageOfItsSize(t *testing.T) {
	s := figure.Scene{Width: 400, Height: 100, Alt: "Two trials."}
	s.Add(figure.Text{S: "−0.35 ↯", At: figure.Point{X: 10, Y: 50}}, figure.Diamond(50, 80, 120, 50, 9, figure.BlueFill))
	data, err := Figure(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte("[0 0 300.00 75.00]")) {
		t.Error("the page is not of the size of the picture")
	}
	if got := read(t, data); !strings.Contains(got, "−0.35 ↯") {
		t.Errorf("%q", got)
	}
	for _, none := range []figure.Scene{{}, {Width: 1e9, Height: 3}} {
		if _, err := Figure(context.Background(), none); err == nil {
			t.Errorf("%v by %v became a page", none.Width, none.Height)
		}
	}
}

func BenchmarkAReportOf100ClaimsWith1000Rows(b *testing.B) {
	doc := block.Document{Title: "All", Language: "en"}
	one := blocktest.Report(block.Page).Blocks
	for range 100 {
		doc.Blocks = append(doc.Blocks, one...)
	}
	doc.Blocks = append(doc.Blocks, long(1000).Blocks...)
	for b.Loop() {
		made(b, doc)
	}
}

// A last page of three lines looks like a mistake.
func TestALastPageOfAFewLinesIsSpared(t *testing.T) {
	pages := func(n int) int {
		doc := block.Document{Title: "Letter"}
		for i := range n {
			doc.Blocks = append(doc.Blocks, block.Paragraph{Runs: block.T(fmt.Sprintf("Line %d.", i))})
		}
		s, err := arrange(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		return len(s.pages)
	}
	most := 1
	for pages(most+1) == 1 {
		most++
	}
	s, err := arrangeIn(context.Background(), block.Document{Title: "Letter"}, styleOf(block.Page))
	if err != nil {
		t.Fatal(err)
	}
	line := s.style.body*s.style.leading + s.style.gap
	if fits := int((s.style.height() - s.lastUsed()) / line); most < fits+3 {
		t.Errorf("%d lines are on one page; %d are without moving closer", most, fits)
	}
}
