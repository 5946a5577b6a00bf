package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// largestPart is how much of a part of a DOCX file is unpacked: a part that is larger is no article but a bomb.
const largestPart = 64 << 20

// extractDOCX reads a Word document: paragraphs, tables, lists and notes, with tracked changes accepted. Nothing that
// the file refers to is followed.
func extractDOCX(data []byte) (Content, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Content{}, refuse("The Word document is damaged or cut short (%v). Get it again.", err)
	}
	r := docxReader{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		if _, twice := r.parts[f.Name]; !twice {
			r.parts[f.Name] = f
		}
	}
	if err := r.numbering(); err != nil {
		return Content{}, err
	}
	main := "word/document.xml"
	if r.parts[main] == nil {
		main = "word/document2.xml"
	}
	if err := r.body(main); err != nil {
		return Content{}, err
	}
	for _, notes := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		if r.parts[notes] != nil {
			if err := r.body(notes); err != nil {
				return Content{}, err
			}
		}
	}
	title, err := r.title()
	if err != nil {
		return Content{}, err
	}
	c, err := r.content(title, "The Word document")
	if r.entities {
		c.Warnings = append(c.Warnings, "The Word document declares entities of its own, which Word never does. They were not read.")
	}
	return c, err
}

// docxReader reads the parts of a document, one token after the other.
type docxReader struct {
	writer
	parts    map[string]*zip.File
	lists    map[string]map[string]string // by number of the list and level: how items are numbered
	counted  map[string][]int             // by number of the list: the last number of each level
	entities bool
}

// each calls token for every token of a part.
func (r *docxReader) each(part string, token func(xml.Token)) error {
	f := r.parts[part]
	if f == nil {
		return nil
	}
	in, err := f.Open()
	if err != nil {
		return r.damaged(err)
	}
	defer in.Close()
	limited := &io.LimitedReader{R: in, N: largestPart + 1}
	d := xml.NewDecoder(limited)
	d.Strict = false // entities that the file declares stay as they are written
	for {
		t, err := d.RawToken()
		switch {
		case limited.N <= 0:
			return refuse("A part of the Word document unpacks to more than %d MB, which no article does. It was not read: save it as PDF, and open that.", largestPart>>20)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return r.damaged(err)
		}
		if directive, ok := t.(xml.Directive); ok && bytes.Contains(directive, []byte("ENTITY")) {
			r.entities = true
		}
		token(t)
	}
}

func (r *docxReader) damaged(err error) error {
	return refuse("The Word document is damaged (%v). Open it in Word and save it again, or save it as PDF.", err)
}

// story is a text that is being read: the body or the notes.
type story struct {
	r      *docxReader
	line   strings.Builder
	skip   int // inside elements whose text does not count
	cells  [][]string
	rows   []strings.Builder // a table in a table is a cell of it
	style  paragraphStyle
	raised bool
	hidden bool
	inRun  bool
	text   bool   // inside an element that holds text
	note   string // number of the note that begins
	noteOf string // kind of notes that are read: footnote or endnote
}

type paragraphStyle struct{ list, level string }

// skipped are elements whose text does not count: what was deleted or moved away, earlier formats, and what is there twice.
var skipped = map[string]bool{"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "delText": true, "pPrChange": true, "rPrChange": true}

func (r *docxReader) body(part string) error {
	s := story{r: r}
	if strings.HasSuffix(part, "notes.xml") {
		s.noteOf = strings.TrimSuffix(strings.TrimPrefix(part, "word/"), "s.xml")
	}
	err := r.each(part, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			s.start(t)
		case xml.EndElement:
			s.end(t.Name.Local)
		case xml.CharData:
			if s.text && s.skip == 0 && !(s.inRun && s.hidden) {
				s.write(string(t))
			}
		}
	})
	s.endParagraph()
	return err
}

func (s *story) write(text string) {
	text = printable(text)
	if s.raised {
		text = superscript(text)
	}
	s.line.WriteString(text)
}

func (s *story) start(t xml.StartElement) {
	name := t.Name.Local
	if skipped[name] || s.skip > 0 {
		s.skip++ // every element inside counts, so that the end is known
		return
	}
	switch name {
	case "p":
		if t.Name.Space != "a" { // not a paragraph of a drawing
			s.endParagraph()
		}
	case "r":
		s.inRun, s.raised, s.hidden = true, false, false
	case "t":
		s.text = true
	case "tab":
		if s.inRun {
			s.write("\t")
		}
	case "br", "cr":
		s.line.WriteString("\n")
	case "noBreakHyphen":
		s.write("\u2011")
	case "softHyphen":
		s.write("\u00ad")
	case "sym":
		s.write(symbol(value(t, "font"), value(t, "char")))
	case "vertAlign":
		s.raised = s.inRun && value(t, "val") == "superscript"
	case "vanish":
		s.hidden = s.inRun && value(t, "val") != "0" && value(t, "val") != "false"
	case "footnoteReference", "endnoteReference":
		s.line.WriteString(superscript(value(t, "id")))
	case "ilvl":
		s.style.level = value(t, "val")
	case "numId":
		s.style.list = value(t, "val")
	case "tbl":
		s.endParagraph()
		s.rows = append(s.rows, strings.Builder{})
		s.cells = append(s.cells, nil)
	case "tc":
		if n := len(s.cells); n > 0 {
			s.endParagraph()
			s.cells[n-1] = append(s.cells[n-1], "")
		}
	case s.noteOf:
		if kind := value(t, "type"); kind == "" || kind == "normal" {
			s.note = value(t, "id")
		}
	}
}

func (s *story) end(name string) {
	if s.skip > 0 {
		s.skip--
		return
	}
	switch name {
	case "p":
		s.endParagraph()
	case "r":
		s.inRun, s.raised, s.hidden = false, false, false
	case "t":
		s.text = false
	case "tr":
		s.endRow()
	case "tbl":
		s.endTable()
	}
}

// endParagraph puts the paragraph where it belongs: into the cell of a table, or on the page.
func (s *story) endParagraph() {
	text := s.line.String()
	s.line.Reset()
	style := s.style
	s.style = paragraphStyle{}
	if strings.TrimSpace(text) == "" {
		return
	}
	text = s.r.number(style) + strings.TrimLeft(text, " \t\n")
	if s.note != "" {
		text = s.note + " " + text
		s.note = ""
	}
	s.put(text)
}

func (s *story) put(text string) {
	for n := len(s.cells); n > 0; n-- {
		if row := s.cells[n-1]; len(row) > 0 {
			row[len(row)-1] = plainLine(row[len(row)-1] + " " + text)
			return
		}
	}
	s.r.paragraph(text)
}

func (s *story) endRow() {
	n := len(s.cells)
	if n == 0 {
		return
	}
	s.endParagraph()
	if line := row(s.cells[n-1]); line != "" {
		s.rows[n-1].WriteString(line + "\n")
	}
	s.cells[n-1] = nil
}

func (s *story) endTable() {
	n := len(s.rows)
	if n == 0 {
		return
	}
	s.endRow()
	text := s.rows[n-1].String()
	s.rows, s.cells = s.rows[:n-1], s.cells[:n-1]
	s.put(text)
}

// numbering reads how lists are numbered.
func (r *docxReader) numbering() error {
	r.lists, r.counted = map[string]map[string]string{}, map[string][]int{}
	abstract := map[string]map[string]string{}
	var levels map[string]string
	var list, level string
	return r.each("word/numbering.xml", func(t xml.Token) {
		e, ok := t.(xml.StartElement)
		if !ok {
			return
		}
		switch e.Name.Local {
		case "abstractNum":
			levels = map[string]string{}
			abstract[value(e, "abstractNumId")] = levels
		case "lvl":
			level = value(e, "ilvl")
		case "numFmt":
			if levels != nil {
				levels[level] = value(e, "val")
			}
		case "num":
			list, levels = value(e, "numId"), nil
		case "abstractNumId":
			if list != "" {
				r.lists[list] = abstract[value(e, "val")]
			}
		}
	})
}

// number is what stands before an item of a list: a dot, or its number where items are counted.
func (r *docxReader) number(p paragraphStyle) string {
	if p.list == "" || p.list == "0" {
		return ""
	}
	if p.level == "" {
		p.level = "0"
	}
	level, err := strconv.Atoi(p.level)
	if err != nil || level < 0 || level > 8 {
		return "• "
	}
	at := r.counted[p.list]
	for len(at) <= level {
		at = append(at, 0)
	}
	at = at[:level+1] // deeper levels begin anew
	at[level]++
	r.counted[p.list] = at
	if r.lists[p.list][p.level] != "decimal" {
		return "• "
	}
	return strconv.Itoa(at[level]) + ". "
}

func (r *docxReader) title() (title string, err error) {
	in := false
	err = r.each("docProps/core.xml", func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "title"
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in {
				title += string(t)
			}
		}
	})
	return printable(title), err
}

// value is an attribute of an element, whatever its prefix.
func value(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// symbol is a character of the Symbol font, where Greek letters and signs stand in the place of Latin ones.
func symbol(font, char string) string {
	const latin = "abgdezhqiklmnxoprstufcywGDQLXPSFYW\xb1\xa3\xb3\xb4\xb9\xbb\xa5\xb0"
	greek := []rune("αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ±≤≥×≠≈∞°")
	n, err := strconv.ParseUint(char, 16, 32)
	if err != nil {
		return ""
	}
	if !strings.EqualFold(font, "Symbol") {
		return string(rune(n))
	}
	at := strings.IndexByte(latin, byte(n))
	if at < 0 {
		return string(rune(n & 0xff))
	}
	return string(greek[at])
}
