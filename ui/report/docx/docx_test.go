package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"claimgrade/ui/figure"
	"claimgrade/ui/report/block"
)

// sample has every block and every kind of run.
func sample() block.Document {
	low := block.Sign{Symbol: "+", Tone: "blue", Word: "Low", Disc: true}
	high := block.Sign{Symbol: "×", Tone: "red", Word: "High", Disc: true, Overruled: true}
	hollow := block.Sign{Symbol: "–", Tone: "amber", Word: "Some concerns", Disc: true, Hollow: true}
	scene := figure.Scene{Width: 300, Height: 80, Alt: "Picture in words", Items: []figure.Item{
		figure.Rect{X: 1, Y: 1, W: 298, H: 78, Fill: figure.Well, Stroke: figure.Axis},
		figure.Text{At: figure.Point{X: 150, Y: 40}, S: "drawn", Tone: figure.Ink, Anchor: figure.Middle}}}
	var rows []block.Row
	for range 60 {
		rows = append(rows, block.Row{Cells: [][]block.Run{block.T("Row header"), block.S(low), block.S(high), block.S(hollow), block.T("7.95 (3.20 to 12.71)")}})
	}
	rows = append(rows, block.Row{ID: "pool", Total: true, Cells: [][]block.Run{block.T("Pooled"), nil, nil, nil, block.T("6.1 (2.0 to 10.2)")}})
	return block.Document{Title: "Title of it", Author: "Ada Author", Date: "2026-11-28", Language: "en", Foot: "ClaimGrade, rules 1", Blocks: []block.Block{
		block.Heading{Level: 1, Text: "First heading", ID: "first"},
		block.Paragraph{Runs: []block.Run{{Text: "Plain, "}, {Text: "bold, ", Bold: true}, {Text: "slanted"}, {Text: "1", Raised: true, Link: "#ref-1"}, {Text: " own words.", Basis: block.Unbased}}},
		block.Band{Tone: "amber", Blocks: []block.Block{block.Paragraph{Runs: []block.Run{{Sign: &block.Sign{Symbol: "!", Tone: "amber", Word: "Overstated"}, Text: "Overstated", Bold: true}}}}},
		block.Pairs{{Label: "Population", Runs: block.T("adults")}, {Label: "Comparison", Runs: block.T("midazolam")}},
		block.Beside{{block.Figure{Scene: scene, Caption: "Figure one", Share: 1}}, {block.Paragraph{Runs: block.T("Beside it.")}}},
		block.Table{Caption: "Trials", Columns: []block.Column{{Head: "Trial"}, {Head: "Blinding", Narrow: true, Align: block.Center}, {Head: "Size", Narrow: true, Align: block.Center}, {Head: "Follow-up", Narrow: true}, {Head: "Effect", Align: block.Right}},
			Rows: rows, Notes: [][]block.Run{block.T("A note below.")}},
		block.Pages{},
		block.Heading{Level: 2, Text: "Second heading"},
		block.List{Items: []block.Item{{Runs: block.T("point")}}},
		block.List{Numbered: true, Items: []block.Item{{Runs: []block.Run{{Text: "A reference, "}, {Text: "its page", Link: "https://example.org/a?b=1&c=2"}}, ID: "ref-1"}}},
		block.Lines{Label: "Why?", Count: 3},
		block.Slide{Title: "A slide", Blocks: []block.Block{block.Paragraph{Runs: block.T("shown")}}, Notes: block.T("said aloud")},
	}}
}

var inOrder = []string{"Title of it", "First heading", "Plain, bold, slanted1 own words.", "Overstated", "Population", "adults", "Comparison", "midazolam",
	"Figure one", "Beside it.", "Trials", "Blinding", "Row header", "+", "Low", "×", "↯", "High", "–", "Some concerns", "7.95 (3.20 to 12.71)", "Pooled", "6.1 (2.0 to 10.2)", "A note below.",
	"Second heading", "point", "A reference, its page", "Why?", "A slide", "shown", "said aloud"}

func made(t *testing.T, d block.Document) []byte {
	t.Helper()
	data, err := Render(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// parts returns the files of a document; each that is XML must be well formed.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(all)
		if strings.HasSuffix(f.Name, ".png") {
			continue
		}
		for d := xml.NewDecoder(bytes.NewReader(all)); ; {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s is not well formed: %v", f.Name, err)
			}
		}
	}
	return out
}

// words are the texts of the body as a reader reads them: paragraph by paragraph.
func words(t *testing.T, document string) string {
	t.Helper()
	var b strings.Builder
	in := false
	for d := xml.NewDecoder(strings.NewReader(document)); ; {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		switch v := token.(type) {
		case xml.StartElement:
			in = v.Name.Local == "t"
			if v.Name.Local == "br" || v.Name.Local == "tab" {
				b.WriteString("\n")
			}
		case xml.EndElement:
			in = false
			if v.Name.Local == "p" {
				b.WriteString("\n")
			}
		case xml.CharData:
			if in {
				b.Write(v)
			}
		}
	}
}

func wantInOrder(t *testing.T, all string, want []string) {
	t.Helper()
	rest := all
	for _, s := range want {
		_, after, ok := strings.Cut(rest, s)
		if !ok {
			t.Fatalf("%q is missing, or not in its place, in\n%s", s, all)
		}
		rest = after
	}
}

func TestEveryTextIsThereInOrder(t *testing.T) {
	wantInOrder(t, words(t, parts(t, made(t, sample()))["word/document.xml"]), inOrder)
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(made(t, sample()), made(t, sample())) {
		t.Error("two runs differ")
	}
}

func TestLinksLeadToWhatIsThere(t *testing.T) {
	p := parts(t, made(t, sample()))
	doc := p["word/document.xml"]
	_, anchor, ok := strings.Cut(doc, `w:anchor="`)
	if !ok {
		t.Fatal("the number of the reference is no link")
	}
	name, _, _ := strings.Cut(anchor, `"`)
	if !strings.Contains(doc, `w:name="`+name+`"`) {
		t.Errorf("the link leads to %q, which is not there", name)
	}
	if !strings.Contains(p["word/_rels/document.xml.rels"], `Target="https://example.org/a?b=1&amp;c=2"`) {
		t.Error("the address is lost")
	}
}

func TestALinkThatIsNoAddressIsText(t *testing.T) {
	d := block.Document{Blocks: []block.Block{block.Paragraph{Runs: []block.Run{{Text: "press", Link: "javascript:alert(1)"}, {Text: "open", Link: "file:///etc/passwd"}}}}}
	p := parts(t, made(t, d))
	if strings.Contains(p["word/document.xml"], "hyperlink") || strings.Contains(p["word/_rels/document.xml.rels"], "External") {
		t.Error("a text of the library became a link that does something")
	}
	wantInOrder(t, words(t, p["word/document.xml"]), []string{"press", "open"})
}

func TestHostileTextStaysText(t *testing.T) {
	hostile := []string{`<w:p>&amp;]]></w:t>`, "=cmd|'/c calc'!A0", "a\x00b\x07c", "\u202egnp.exe", "שלום مرحبا", "👩‍👩‍👧 😀", strings.Repeat("x", 100_000), "two\nlines\tand a tab", "\ufffe\uffff\xff"}
	var blocks []block.Block
	for _, s := range hostile {
		blocks = append(blocks, block.Heading{Level: 9, Text: s, ID: s}, block.Paragraph{Runs: []block.Run{{Text: s, Link: "#" + s}, {Text: s, Link: s}, {Sign: &block.Sign{Symbol: s, Tone: s, Word: s}}}},
			block.Table{Caption: s, Columns: []block.Column{{Head: s}}, Rows: []block.Row{{ID: s, Cells: [][]block.Run{block.T(s), block.T(s)}}}}, block.Band{Tone: s, Blocks: []block.Block{block.Lines{Label: s, Count: -1}}},
			block.Figure{Scene: figure.Scene{Width: 10, Height: 10, Alt: s}, Caption: s})
	}
	p := parts(t, made(t, block.Document{Title: strings.Join(hostile[:8], " "), Author: hostile[0], Foot: hostile[0], Language: "en", Blocks: blocks}))
	wantInOrder(t, words(t, p["word/document.xml"]), []string{hostile[0], hostile[1], "a\ufffdb\ufffdc", "gnp.exe", hostile[4], hostile[5], hostile[6], "two\nlines\nand a tab", "\ufffd\ufffd\ufffd"})
}

func TestWhatIsEmptyIsADocumentToo(t *testing.T) {
	for _, d := range []block.Document{{}, {Form: block.Slides}, {Form: block.Sheet, Blocks: []block.Block{block.Table{}, block.Beside{}, block.List{}, block.Pairs{}, block.Figure{}, block.Band{}, block.Pages{}, block.Slide{}, block.Lines{}}}} {
		parts(t, made(t, d))
	}
}

func TestItEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Render(ctx, sample()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The file is opened by another program, which reads it as it is or not at all.
func TestLibreOfficeOpensIt(t *testing.T) {
	for _, program := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program + " is not installed")
		}
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "report.docx")
	if err := os.WriteFile(path, made(t, sample()), 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, path)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command("pdftotext", filepath.Join(dir, "report.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	wantInOrder(t, string(out), []string{"Title of it", "First heading", "Plain, bold", "Overstated", "Population", "Figure one", "Trials", "Pooled", "Second heading", "A reference, its page", "Why?", "A slide", "said aloud"})
	if n := strings.Count(string(out), "Blinding"); n < 2 {
		t.Errorf("the header row stands on %d page", n)
	}
}

func TestWhoSpeaksHasTheNotesApart(t *testing.T) {
	d := block.Document{Title: "The same", Form: block.Slides, Blocks: []block.Block{
		block.Slide{Title: "The same", Blocks: []block.Block{block.Paragraph{Runs: block.T("shown first")}}, Notes: block.T("said first")},
		block.Slide{Title: "Another", Blocks: []block.Block{block.Paragraph{Runs: block.T("shown second")}}},
	}}
	p := parts(t, made(t, d))
	all := words(t, p["word/document.xml"])
	wantInOrder(t, all, []string{"shown first", "Another", "shown second", "Speaker's notes", "The same", "said first"})
	if n := strings.Count(all, "The same"); n != 2 { // the slide and its notes, but no page with a title alone
		t.Errorf("the title stands %d times", n)
	}
	if n := strings.Count(p["word/document.xml"], "<w:pageBreakBefore/>"); n != 2 {
		t.Errorf("%d pages begin, want the second slide and the notes", n)
	}
}

func TestColumnsAreAsWideAsTheirWords(t *testing.T) {
	d := block.Document{Blocks: []block.Block{block.Table{
		Columns: []block.Column{{Head: "Trial", Share: 30}, {Head: "Unbreakable-headword", Share: 1}, {Head: "n", Share: 1, Narrow: true}},
		Rows:    []block.Row{{Cells: [][]block.Run{block.T("A"), block.T("short"), block.T("5.82 (−1.64 to 13.30)")}}},
	}}}
	doc := parts(t, made(t, d))["word/document.xml"]
	var wide []int
	for _, s := range strings.Split(doc, `<w:gridCol w:w="`)[1:] {
		n, _, _ := strings.Cut(s, `"`)
		x, err := strconv.Atoi(n)
		if err != nil {
			t.Fatal(err)
		}
		wide = append(wide, x)
	}
	// In no typeface is a letter of 9 points narrower than a third of that on average; 20 units are a point.
	if len(wide) != 3 || wide[1] < len("Unbreakable-")*60 || wide[2] < len("5.82 (-1.64 to 13.30)")*60 {
		t.Errorf("columns of %v do not hold their words", wide)
	}
}

func TestALineAboveATableStaysWithIt(t *testing.T) {
	table := block.Table{Columns: []block.Column{{Head: "H"}}, Rows: []block.Row{{Cells: [][]block.Run{block.T("x")}}}}
	for _, c := range []struct {
		name   string
		blocks []block.Block
		kept   bool
	}{
		{"before a table", []block.Block{block.Paragraph{Runs: block.T("LINE")}, table}, true},
		{"before text", []block.Block{block.Paragraph{Runs: block.T("LINE")}, block.Paragraph{Runs: block.T("more")}}, false},
	} {
		doc := parts(t, made(t, block.Document{Blocks: c.blocks}))["word/document.xml"]
		before, _, _ := strings.Cut(doc, "LINE")
		if kept := strings.Contains(before, "<w:keepNext/>"); kept != c.kept {
			t.Errorf("%s: kept is %v", c.name, kept)
		}
	}
}
