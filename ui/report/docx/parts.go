package docx

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	word     = "application/vnd.openxmlformats-officedocument.wordprocessingml."

	contentTypes = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="png" ContentType="image/png"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + word + `document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + word + `styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="` + word + `numbering+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="` + word + `settings+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + word + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
		`</Types>`

	packageRelations = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + relation + `officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`<Relationship Id="rId3" Type="` + relation + `extended-properties" Target="docProps/app.xml"/>` +
		`</Relationships>`

	appProperties = head + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>ClaimGrade</Application></Properties>`

	// The mode of Word 2013 and later; without it, Word opens the file in an older one and says so in its title bar.
	settings = head + `<w:settings ` + wordSpace + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
)

func (w *writer) core() string {
	made := ""
	if len(w.doc.Date) == len("2006-01-02") {
		at := escape(w.doc.Date) + "T00:00:00Z"
		made = `<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified>`
	}
	return head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(w.doc.Title) + `</dc:title><dc:creator>` + escape(w.doc.Author) + `</dc:creator><dc:language>` + escape(w.language()) + `</dc:language>` + made +
		`</cp:coreProperties>`
}

// language is the language of the text as Word names it.
func (w *writer) language() string {
	switch w.doc.Language {
	case "nb":
		return "nb-NO"
	case "", "en":
		return "en-GB"
	}
	return w.doc.Language
}

func (w *writer) document() string {
	orient := ""
	if w.sheet.across {
		orient = ` w:orient="landscape"`
	}
	return head + `<w:document ` + wordSpace +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>` + w.body.String() +
		fmt.Sprintf(`<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>`,
			w.sheet.wide, w.sheet.high, orient, w.sheet.margin, w.sheet.margin, w.sheet.margin, w.sheet.margin) +
		`</w:body></w:document>`
}

func (w *writer) relations() string {
	var b strings.Builder
	b.WriteString(head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range []struct{ id, kind, target string }{
		{"rIdStyles", "styles", "styles.xml"}, {"rIdNumbering", "numbering", "numbering.xml"},
		{"rIdSettings", "settings", "settings.xml"}, {"rIdFooter", "footer", "footer1.xml"},
	} {
		b.WriteString(`<Relationship Id="` + r.id + `" Type="` + relation + r.kind + `" Target="` + r.target + `"/>`)
	}
	for i := range w.pictures {
		n := strconv.Itoa(i + 1)
		b.WriteString(`<Relationship Id="rIdImage` + n + `" Type="` + relation + `image" Target="media/image` + n + `.png"/>`)
	}
	for i, address := range w.links {
		b.WriteString(`<Relationship Id="rIdLink` + strconv.Itoa(i+1) + `" Type="` + relation + `hyperlink" Target="` + escape(address) + `" TargetMode="External"/>`)
	}
	return b.String() + `</Relationships>`
}

func (w *writer) footer() string {
	field := func(name string) string {
		return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
	}
	return head + `<w:ftr ` + wordSpace + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r>` + text(w.doc.Foot) + `</w:r><w:r><w:tab/></w:r>` +
		field("PAGE") + `<w:r><w:t xml:space="preserve"> / </w:t></w:r>` + field("NUMPAGES") + `</w:p></w:ftr>`
}

// numbering has one way of numbering for points and one for numbers; every list counts for itself.
func (w *writer) numbering() string {
	var b strings.Builder
	b.WriteString(head + `<w:numbering ` + wordSpace + `>`)
	for i, mark := range []string{`<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>`, `<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>`} {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>%s<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr></w:lvl></w:abstractNum>`, i, mark, w.sheet.indent, w.sheet.indent)
	}
	for i, l := range w.lists {
		kind := 0
		if l.Numbered {
			kind = 1
		}
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, i+1, kind, l.After+1)
	}
	return b.String() + `</w:numbering>`
}

// styles are named as Word names its own, so that the navigation pane, contents and themes know them.
func (w *writer) styles() string {
	s := w.sheet
	var b strings.Builder
	fmt.Fprintf(&b, head+`<w:styles `+wordSpace+`><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:color w:val="%s"/><w:sz w:val="%d"/><w:szCs w:val="%d"/><w:lang w:val="%s"/></w:rPr></w:rPrDefault>`+
		`<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="%d" w:line="%d" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`,
		color("ink"), s.text, s.text, escape(w.language()), s.gap, s.line)
	style := func(id, name, more string) {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>%s</w:style>`, id, name, more)
	}
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`)
	style("Title", "Title", fmt.Sprintf(`<w:pPr><w:keepNext/><w:spacing w:before="0" w:after="%d" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:b/><w:sz w:val="%d"/></w:rPr>`, s.gap, s.heading[0]))
	for level := 1; level <= 4; level++ {
		style("Heading"+strconv.Itoa(level), "heading "+strconv.Itoa(level),
			fmt.Sprintf(`<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="%d" w:after="%d" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="%d"/></w:pPr><w:rPr><w:b/><w:color w:val="%s"/><w:sz w:val="%d"/></w:rPr>`,
				s.gap*5/2-20*level, s.gap/2, level-1, color("accent"), s.heading[level]))
	}
	style("ListParagraph", "List Paragraph", fmt.Sprintf(`<w:pPr><w:spacing w:after="%d"/></w:pPr>`, s.gap/2))
	style("ListSmall", "List Small", fmt.Sprintf(`<w:pPr><w:spacing w:after="%d"/></w:pPr><w:rPr><w:sz w:val="%d"/></w:rPr>`, s.gap/3, s.small))
	style("Caption", "caption", fmt.Sprintf(`<w:pPr><w:spacing w:before="%d" w:after="%d"/></w:pPr><w:rPr><w:b/><w:sz w:val="%d"/></w:rPr>`, s.gap, s.gap/2, s.small))
	style("Small", "Small", fmt.Sprintf(`<w:pPr><w:spacing w:after="%d"/></w:pPr><w:rPr><w:color w:val="%s"/><w:sz w:val="%d"/></w:rPr>`, s.gap/2, color("muted"), s.small))
	style("Cell", "Cell", fmt.Sprintf(`<w:pPr><w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="%d"/></w:rPr>`, s.gap/4, s.gap/4, min(s.line, 240), s.table))
	style("CellSmall", "Cell Small", fmt.Sprintf(`<w:pPr><w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="%d"/></w:rPr>`, s.gap/4, s.gap/4, min(s.line, 240), smaller(s.table)))
	style("Picture", "Picture", `<w:pPr><w:spacing w:before="40" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>`)
	style("Gap", "Gap", fmt.Sprintf(`<w:pPr><w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="4"/></w:rPr>`, max(s.gap, 60)))
	style("Spoken", "Spoken", fmt.Sprintf(`<w:pPr><w:spacing w:after="80"/></w:pPr><w:rPr><w:sz w:val="%d"/></w:rPr>`, s.small))
	style("Footer", "footer", fmt.Sprintf(`<w:pPr><w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs><w:spacing w:after="0"/></w:pPr><w:rPr><w:color w:val="%s"/><w:sz w:val="14"/></w:rPr>`, s.width, color("muted")))
	b.WriteString(`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="` + color("accent") + `"/><w:u w:val="single"/></w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>`)
	return b.String() + `</w:styles>`
}
