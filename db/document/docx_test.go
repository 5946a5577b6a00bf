package document

import (
	"context"
	"strings"
	"testing"
	"time"
)

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// docx makes a Word document of the body's XML and further parts.
func docx(t testing.TB, body string, parts ...string) []byte {
	return zipped(t, append([]string{
		"[Content_Types].xml", "<Types/>",
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNames + `><w:body>` + body + `</w:body></w:document>`,
	}, parts...)...)
}

func TestWordDocument(t *testing.T) {
	data := docx(t, `
		<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Methods</w:t></w:r></w:p>
		<w:p><w:r><w:t xml:space="preserve">We gave </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>0.5</w:t></w:r><w:r><w:tab/><w:t>mg</w:t><w:br/><w:t>twice</w:t></w:r>
			<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>9,10</w:t></w:r><w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
		<w:p><w:r><w:t>Kept</w:t></w:r><w:del w:id="1"><w:r><w:delText> deleted</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t> inserted</w:t></w:r></w:ins>
			<w:moveFrom><w:r><w:t> moved away</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>
			<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t> linked</w:t></w:r></w:hyperlink><w:r><w:sym w:font="Symbol" w:char="F061"/><w:noBreakHyphen/></w:r></w:p>
		<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>first</w:t></w:r></w:p>
		<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>deeper</w:t></w:r></w:p>
		<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>second</w:t></w:r></w:p>
		<w:p><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>dotted</w:t></w:r></w:p>
		<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Arm</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>n</w:t></w:r></w:p><w:p><w:r><w:t>(%)</w:t></w:r></w:p></w:tc></w:tr>
			<w:tr><w:tc><w:p><w:r><w:t>Ketamine</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>47</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
		<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
		<w:p/><w:sectPr/>`,
		"word/numbering.xml", `<w:numbering><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>`,
		"word/footnotes.xml", `<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"docProps/core.xml", `<cp:coreProperties><dc:title>A title</dc:title><dc:creator>x</dc:creator></cp:coreProperties>`)
	c, err := Extract(context.Background(), data, nil)
	must(t, err)
	want := strings.Join([]string{"Methods", "We gave 0.5\tmg\ntwice⁹,¹⁰.²", "Kept inserted linkedα‑", "1. first", "• deeper", "2. second", "• dotted",
		"Arm | n (%)\nKetamine |  | 47", "Boxed", "2 A note."}, "\n\n")
	if c.Kind != KindDOCX || c.Title != "A title" || c.Pages[0].Text != want || len(c.Warnings) > 0 {
		t.Errorf("read %q, %v\n%s\nwant\n%s", c.Title, c.Warnings, c.Pages[0].Text, want)
	}
	checkPage(t, c.Pages[0])
}

func TestHostileWordDocuments(t *testing.T) {
	entities := zipped(t, "word/document.xml", `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>
		<w:document><w:body><w:p><w:r><w:t>Before &b; &c; after</w:t></w:r></w:p></w:body></w:document>`)
	c, err := Extract(context.Background(), entities, nil)
	must(t, err)
	if c.Pages[0].Text != "Before &b; &c; after" || len(c.Warnings) != 1 {
		t.Errorf("read %q, %v", c.Pages[0].Text, c.Warnings)
	}
	bomb := docx(t, `<w:p><w:r><w:t>`+strings.Repeat("a", largestPart)+`</w:t></w:r></w:p>`)
	if got := refusal(t, bomb); len(bomb) > 1<<20 || !strings.Contains(got, "unpacks to more than 64 MB") {
		t.Errorf("a bomb of %d bytes: %s", len(bomb), got)
	}
	for name, body := range map[string]string{
		"no text":        `<w:p/>`,
		"cut short":      `<w:p><w:r><w:t>x</w:t></w:r></w:p><w:p`,
		"tables forever": strings.Repeat(`<w:tbl><w:tr><w:tc>`, 20_000) + `<w:p></w:p>`,
	} {
		_ = refusal(t, docx(t, body)) // each is a sentence
		t.Log(name, refusal(t, docx(t, body)))
	}
}

// A table of many cells takes no time that grows with their square.
func TestALargeTableTakesLinearTime(t *testing.T) {
	body := `<w:tbl>` + strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc><w:p><w:r><w:t>47</w:t></w:r></w:p></w:tc>`, 60)+`</w:tr>`, 1000) + `</w:tbl>`
	began := time.Now()
	c, err := Extract(context.Background(), docx(t, body), nil)
	must(t, err)
	if took := time.Since(began); strings.Count(c.Pages[0].Text, "47") != 60_000 || took > 20*time.Second {
		t.Errorf("%d cells in %v", strings.Count(c.Pages[0].Text, "47"), took)
	}
}
