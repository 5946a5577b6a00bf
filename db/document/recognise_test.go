package document

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

// zipped makes an archive of parts: name, content, name, content …
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		must(t, err)
		_, err = w.Write([]byte(parts[i+1]))
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

// refusal is the sentence by which a file is refused.
func refusal(t testing.TB, data []byte) string {
	t.Helper()
	c, err := Extract(context.Background(), data, nil)
	if err == nil {
		t.Fatalf("it was read as %s: %q", c.Kind, c.Pages[0].Text)
	}
	if appraisal.CodeOf(err) != appraisal.CodeInvalid || !strings.HasSuffix(err.Error(), ".") {
		t.Errorf("the refusal is no sentence: %v", err)
	}
	return err.Error()
}

func TestRecogniseByContent(t *testing.T) {
	for _, x := range []struct {
		name, data string
		want       Kind
	}{
		{"a.txt", "%PDF-1.4\n…", KindPDF}, {"a.pdf", "junk before %PDF-1.4\n…", KindPDF},
		{"a.txt", "\ufeff <!DOCTYPE html><title>x</title>", KindHTML}, {"", "<!-- saved from x -->\n<html><p>x", KindHTML},
		{"", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html>", KindHTML}, {"a.html", "<p>One paragraph", KindHTML},
		{"", "<div><p>a</p><p>b</p><p>c</p><p>d</p><p>e</p></div>", KindHTML}, {"a.txt", "p <0.05 and n> 5", KindText},
		{"a.html", "no mark in it", KindText}, {"a.pdf", "Just words.", KindText},
		{"a.doc", string(zipped(t, "word/document.xml", "<x/>")), KindDOCX},
		{"utf16.txt", "\xff\xfew\x00o\x00r\x00d\x00s\x00", KindText},
	} {
		if got, err := Recognise(x.name, []byte(x.data)); got != x.want || err != nil {
			t.Errorf("%s %.40q: %s, %v, want %s", x.name, x.data, got, err, x.want)
		}
	}
}

func TestWhatIsNotReadIsRefusedInWords(t *testing.T) {
	for name, x := range map[string]struct{ data, says string }{
		"empty":        {" \n", "empty"},
		"picture":      {"\x89PNG\r\n\x1a\n\x00\x00", "picture"},
		"old Word":     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "older Word document"},
		"rich text":    {"{\\rtf1 x}", "RTF"},
		"web archive":  {"From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", "MHTML"},
		"program":      {"\x7fELF\x00\x00\x00\x01\x02\x00\x00\x00\x03", "none that is read here"},
		"spreadsheet":  {string(zipped(t, "xl/workbook.xml", "x")), "spreadsheet"},
		"OpenDocument": {string(zipped(t, "content.xml", "x")), "OpenDocument"},
		"e-book":       {string(zipped(t, "META-INF/container.xml", "x")), "EPUB"},
		"archive":      {string(zipped(t, "a.pdf", "x")), "archive"},
		"cut archive":  {string(zipped(t, "word/document.xml", strings.Repeat("x", 100)))[:80], "damaged or cut short"},
		"library":      {"SQLite format 3\x00", "library"},
	} {
		if got := refusal(t, []byte(x.data)); !strings.Contains(got, x.says) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestPlainText(t *testing.T) {
	for name, x := range map[string]struct{ data, want string }{
		"paragraphs by blank lines": {"One line\r\nand another.\r\n\r\n \r\nTwo.\n\n\n", "One line\nand another.\n\nTwo."},
		"no blank lines":            {strings.Repeat("word ", 50) + "\n" + strings.Repeat("next ", 50), strings.TrimSpace(strings.Repeat("word ", 50)) + "\n\n" + strings.TrimSpace(strings.Repeat("next ", 50))},
		"UTF-16":                    {"\xff\xfea\x00\n\x00\n\x00\xb1\x03", "a\n\nα"},
		"Windows-1252":              {"na\xefve \x93x\x94", "naïve “x”"},
		"control characters":        {"a\x0bb\x1b[0m c", "ab[0m c"},
		"one line":                  {"Only this.", "Only this."},
	} {
		c, err := Extract(context.Background(), []byte(x.data), nil)
		must(t, err)
		if c.Kind != KindText || c.Pages[0].Text != x.want {
			t.Errorf("%s: %s %q, want %q", name, c.Kind, c.Pages[0].Text, x.want)
		}
		checkPage(t, c.Pages[0])
	}
	c, err := FromText("Pasted.\n\nWords.")
	if err != nil || c.Pages[0].Text != "Pasted.\n\nWords." || c.Kind != KindText {
		t.Errorf("pasted: %+v, %v", c, err)
	}
	if _, err := FromText(" \n "); err == nil {
		t.Error("nothing was pasted, and nothing said so")
	}
}

func TestALayoutIsReadBack(t *testing.T) {
	c, err := Extract(context.Background(), twoColumns(false).bytes(t), nil)
	must(t, err)
	page := c.Pages[0]
	got, err := PageOf(page.Text, page.Layout())
	must(t, err)
	checkPage(t, got)
	if len(got.Words) != len(page.Words) || len(got.Paragraphs) != len(page.Paragraphs) {
		t.Fatalf("%d words, %d paragraphs are %d and %d", len(page.Words), len(page.Paragraphs), len(got.Words), len(got.Paragraphs))
	}
	for i, w := range page.Words {
		g := got.Words[i]
		if g.Span != w.Span || max(g.X-w.X, w.X-g.X, g.Y-w.Y, w.Y-g.Y, g.W-w.W, g.H-w.H) > 0.01 {
			t.Fatalf("word %d: %+v became %+v", i, w, g)
		}
	}
	if n := len(page.Layout()); n > 14*len(page.Words) {
		t.Errorf("%d bytes for %d words", n, len(page.Words))
	}
	for _, bad := range [][]byte{nil, {9}, page.Layout()[:20], append(page.Layout(), 0)} {
		if _, err := PageOf(page.Text, bad); err == nil {
			t.Errorf("%v was read as a layout", bad)
		}
	}
	if _, err := PageOf("short", page.Layout()); err == nil {
		t.Error("the layout of another page was read")
	}
}

func FuzzLayout(f *testing.F) {
	f.Add("some words", Page{Text: "some words", Width: 100, Height: 200, Paragraphs: []Span{{0, 10}}, Words: []Word{{Span{0, 4}, 1, 2, 3, 4}}}.Layout())
	f.Fuzz(func(t *testing.T, text string, layout []byte) {
		if p, err := PageOf(text, layout); err == nil {
			for _, w := range p.Words {
				_ = string([]rune(text)[w.Start:w.End])
			}
		}
	})
}

// FuzzExtract reads any bytes but PDF, which is read behind a wall.
func FuzzExtract(f *testing.F) {
	f.Add([]byte("<html><body><p>One <b>two</b><sup>3</sup><table><tr><td>a<td>b</table><ol start=4><li>x</ol>"))
	f.Add([]byte("plain text\n\nof two paragraphs"))
	f.Add(docx(f, `<w:p><w:r><w:t>One</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if kind, err := Recognise("", data); err != nil || kind == KindPDF {
			return
		}
		c, err := Extract(context.Background(), data, nil)
		if err != nil {
			return
		}
		if len(c.Pages) != 1 || c.Pages[0].Text == "" {
			t.Fatalf("read %+v", c)
		}
		for _, s := range append([]string{c.Title, c.Pages[0].Text}, c.Warnings...) {
			if strings.ToValidUTF8(s, "") != s || strings.ContainsRune(s, 0) {
				t.Fatalf("read %q", s)
			}
		}
		checkPage(t, c.Pages[0])
		References([]string{c.Pages[0].Text})
	})
}
