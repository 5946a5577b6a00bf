// Package docx writes a report as a Word document (Office Open XML, transitional): real headings, lists, tables with
// repeated header rows, pictures sharp enough for print, bookmarks and links, so that whoever gets it can go on writing. It must
// know neither claims nor windows.
package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"claimgrade/ui/report/block"
)

// Render returns the file. The same document gives the same bytes.
func Render(ctx context.Context, d block.Document) ([]byte, error) {
	w := newWriter(ctx, d)
	w.title()
	w.blocks(d.Blocks, w.sheet.width)
	w.spoken()
	if w.err != nil {
		return nil, w.err
	}
	return w.file()
}

// sheet is the paper and how large its text is. Lengths are in twentieths of a point, sizes of type in half points.
type sheet struct {
	wide, high, margin int
	width              int // of the text
	text, small, table int
	gap                int    // below a paragraph
	line               int    // from line to line, in parts of 240
	indent             int    // of points of a list
	pad                int    // at both sides of a cell
	heading            [5]int // by level; the title first
	across             bool
}

func sheetOf(f block.Form) sheet {
	var s sheet
	switch f {
	case block.Sheet:
		s = sheet{wide: 11906, high: 16838, margin: 680, text: 16, small: 14, table: 14, gap: 34, line: 220, indent: 200, pad: 50, heading: [5]int{27, 18, 17, 16, 16}}
	case block.Slides:
		s = sheet{wide: 16838, high: 11906, margin: 907, text: 40, small: 28, table: 28, gap: 160, line: 252, indent: 480, pad: 70, heading: [5]int{64, 56, 40, 40, 40}, across: true}
	default:
		s = sheet{wide: 11906, high: 16838, margin: 1191, text: 21, small: 17, table: 18, gap: 100, line: 252, indent: 360, pad: 75, heading: [5]int{40, 30, 25, 22, 21}}
	}
	s.width = s.wide - 2*s.margin
	return s
}

// writer gathers the parts of the file.
type writer struct {
	ctx   context.Context
	doc   block.Document
	sheet sheet
	body  strings.Builder
	err   error

	marks    map[string]string // names of bookmarks by the ids of the document
	placed   map[string]bool   // ids whose bookmark stands: a name stands once
	links    []string          // addresses on the web, in the order of their relations
	pictures [][]byte
	lists    []block.List  // in their order
	notes    []block.Slide // slides with something for who speaks
	state    state

	resolution float64 // of its figures
}

// state is what the paragraphs of a stretch have in common.
type state struct {
	breaks bool // the next paragraph begins a page
	keep   bool // paragraphs stand on one page with those that follow
	band   string
}

func newWriter(ctx context.Context, d block.Document) *writer {
	w := &writer{ctx: ctx, doc: d, sheet: sheetOf(d.Form), marks: map[string]string{}, placed: map[string]bool{}, resolution: fine}
	if figures(d.Blocks) > many {
		w.resolution = coarse
	}
	return w
}

// file packs the parts.
func (w *writer) file() ([]byte, error) {
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"docProps/core.xml", w.core()},
		{"docProps/app.xml", appProperties},
		{"word/document.xml", w.document()},
		{"word/_rels/document.xml.rels", w.relations()},
		{"word/styles.xml", w.styles()},
		{"word/numbering.xml", w.numbering()},
		{"word/settings.xml", settings},
		{"word/footer1.xml", w.footer()},
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name string, data []byte, method uint16) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method}) // no time: the same bytes whenever it is written
		if err == nil {
			_, err = f.Write(data)
		}
		return err
	}
	for _, p := range parts {
		if err := add(p.name, []byte(p.text), zip.Deflate); err != nil {
			return nil, fmt.Errorf("the Word document could not be packed: %w", err)
		}
	}
	for i, p := range w.pictures {
		if err := add("word/media/image"+strconv.Itoa(i+1)+".png", p, zip.Store); err != nil {
			return nil, fmt.Errorf("the Word document could not be packed: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("the Word document could not be packed: %w", err)
	}
	return out.Bytes(), nil
}

// mark returns the name of the bookmark for an id of the document: Word takes letters, digits and 40 of them at most.
func (w *writer) mark(id string) string {
	name, ok := w.marks[id]
	if !ok {
		name = "place" + strconv.Itoa(len(w.marks)+1)
		w.marks[id] = name
	}
	return name
}

// web returns the relation of an address on the web, or nothing for what is not one.
func (w *writer) web(address string) string {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "mailto:") {
		return ""
	}
	for i, known := range w.links {
		if known == address {
			return "rIdLink" + strconv.Itoa(i+1)
		}
	}
	w.links = append(w.links, address)
	return "rIdLink" + strconv.Itoa(len(w.links))
}
