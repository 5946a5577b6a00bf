// Package markdown turns the blocks of a report into text: Markdown as GitHub writes it, and plain text for mail. It must
// not know what a report is about.
//
// Every text goes through escaped, so that whatever a library holds stays text. What GitHub does to text after Markdown has
// been read (names with an @, numbers with a #, addresses of mail) no escape prevents; the text stays what it was.
package markdown

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// Render makes a file in Markdown of a document. It ends in one line end.
func Render(ctx context.Context, doc block.Document) ([]byte, error) {
	w := &writer{ctx: ctx, places: placesOf(doc.Blocks), placed: map[string]bool{}}
	w.heading(block.Heading{Text: doc.Title})
	w.base = 1
	if err := w.blocks(doc.Blocks); err != nil {
		return nil, fmt.Errorf("writing %q as Markdown: %w", block.Clean(doc.Title), err)
	}
	if strings.TrimSpace(doc.Foot) != "" {
		w.add("---")
		w.add(paragraph(escaped(doc.Foot), ""))
	}
	return []byte(strings.Join(w.parts, "\n\n") + "\n"), nil
}

// writer gathers the parts of a text that blank lines set apart.
type writer struct {
	ctx    context.Context
	parts  []string
	level  int             // of the last heading
	base   int             // what the level of a heading is counted from
	places map[string]bool // those that links point to
	placed map[string]bool // those written already
	list   rune            // the mark of the points of the list just written, or 0
}

func (w *writer) add(part string) {
	if part != "" {
		w.parts = append(w.parts, part)
		w.list = 0
	}
}

func (w *writer) blocks(blocks []block.Block) error {
	for _, b := range blocks {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := w.block(b); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) block(b block.Block) error {
	switch b := b.(type) {
	case block.Heading:
		w.heading(b)
	case block.Paragraph:
		w.add(paragraph(w.anchor(b.ID)+w.runs(b.Runs), ""))
	case block.List:
		w.points(b)
	case block.Pairs:
		w.pairs(b)
	case block.Table:
		w.table(b)
	case block.Figure:
		w.add(paragraph(figureWords(b), ""))
	case block.Band:
		return w.band(b)
	case block.Pages:
		w.add("---")
	case block.Lines:
		w.add(paragraph(emphasized(escaped(b.Label), "**"), ""))
		for range b.Count {
			w.add("___")
		}
	case block.Slide:
		return w.slide(b)
	case block.Beside:
		for _, column := range b {
			if err := w.blocks(column); err != nil {
				return err
			}
		}
	default:
		return block.Unknown(b)
	}
	return nil
}

// heading writes a heading at most one level deeper than the last, as outlines want it.
func (w *writer) heading(h block.Heading) {
	level := min(max(h.Level, 1)+w.base, w.level+1, 6)
	w.level = level
	text := hashes.ReplaceAllString(oneLine(escaped(h.Text)), `\$1`)
	w.add(strings.TrimRight(strings.Repeat("#", level)+" "+w.anchor(h.ID)+text, " "))
}

// hashes at the end of a heading would be taken for its end.
var hashes = regexp.MustCompile(`(#+)$`)

// points writes a list. Two lists in a row have other marks, or they would become one.
func (w *writer) points(l block.List) {
	mark := '-'
	if l.Numbered {
		mark = '.'
	}
	if w.list == mark {
		mark = map[rune]rune{'-': '*', '.': ')'}[mark]
	}
	var lines []string
	for i, it := range l.Items {
		start := string(mark) + " "
		if l.Numbered {
			start = strconv.Itoa(l.After+i+1) + start
		}
		lines = append(lines, start+paragraph(w.anchor(it.ID)+w.runs(it.Runs), strings.Repeat(" ", len(start))))
	}
	w.add(strings.Join(lines, "\n"))
	w.list = mark
}

func (w *writer) pairs(p block.Pairs) {
	mark := '-'
	if w.list == mark {
		mark = '*'
	}
	var lines []string
	for _, pair := range p {
		text := emphasized(escaped(pair.Label), "**") + ": " + w.runs(pair.Runs)
		lines = append(lines, string(mark)+" "+paragraph(text, "  "))
	}
	w.add(strings.Join(lines, "\n"))
	w.list = mark
}

// band is a quotation, which Markdown has for what stands out.
func (w *writer) band(b block.Band) error {
	inner := &writer{ctx: w.ctx, level: w.level, base: w.base, places: w.places, placed: w.placed}
	if err := inner.blocks(b.Blocks); err != nil {
		return err
	}
	w.level = inner.level
	if len(inner.parts) == 0 {
		return nil
	}
	lines := strings.Split(strings.Join(inner.parts, "\n\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight("> "+line, " ")
	}
	w.add(strings.Join(lines, "\n"))
	return nil
}

func (w *writer) slide(s block.Slide) error {
	if len(w.parts) > 1 {
		w.add("---")
	}
	w.level, w.base = 1, 1
	w.heading(block.Heading{Level: 1, Text: s.Title})
	w.base = 2
	defer func() { w.base = 1 }()
	if err := w.blocks(s.Blocks); err != nil {
		return err
	}
	if len(s.Notes) > 0 {
		w.add("> " + paragraph(emphasized(escaped(tr.T("Speaker's notes")), "**")+": "+w.runs(s.Notes), "> "))
	}
	return nil
}

// figureWords say a picture that a text cannot hold.
func figureWords(f block.Figure) string {
	head := tr.T("Figure")
	if f.Caption != "" {
		head += ": " + f.Caption
	}
	return strings.TrimSpace(emphasized(escaped(head), "**") + "\n" + escaped(f.Scene.Alt))
}
