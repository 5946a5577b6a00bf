package blocktest

import (
	"strings"
	"unicode"

	"claimgrade/ui/report/block"
)

// Texts are all texts of a document in the order in which a person meets them: signs by their symbols and their words,
// pictures by their words. Words that a format adds are not among them.
func Texts(doc block.Document) []string {
	c := &texts{}
	c.add(doc.Title)
	c.blocks(doc.Blocks)
	c.add(doc.Foot)
	return c.all
}

// BodyTexts are those of Texts without the heads of tables, which a format may set beside each of their cells.
func BodyTexts(doc block.Document) []string {
	c := &texts{headless: true}
	c.add(doc.Title)
	c.blocks(doc.Blocks)
	c.add(doc.Foot)
	return c.all
}

type texts struct {
	all      []string
	headless bool
}

func (c *texts) add(s ...string) { c.all = append(c.all, s...) }

func (c *texts) runs(runs []block.Run) {
	for _, r := range runs {
		if r.Sign != nil {
			c.add(r.Sign.Symbol, r.Sign.Beside(r.Text))
		}
		c.add(r.Text)
	}
}

func (c *texts) blocks(blocks []block.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case block.Heading:
			c.add(b.Text)
		case block.Paragraph:
			c.runs(b.Runs)
		case block.List:
			for _, it := range b.Items {
				c.runs(it.Runs)
			}
		case block.Pairs:
			for _, p := range b {
				c.add(p.Label)
				c.runs(p.Runs)
			}
		case block.Table:
			c.table(b)
		case block.Figure:
			c.add(b.Scene.Alt)
		case block.Band:
			c.blocks(b.Blocks)
		case block.Lines:
			c.add(b.Label)
		case block.Slide:
			c.add(b.Title)
			c.blocks(b.Blocks)
			c.runs(b.Notes)
		case block.Beside:
			for _, column := range b {
				c.blocks(column)
			}
		}
	}
}

func (c *texts) table(t block.Table) {
	c.add(t.Caption)
	for _, column := range t.Columns {
		if !c.headless {
			c.add(column.Head)
		}
	}
	for _, r := range t.Rows {
		for _, cell := range r.Cells {
			c.runs(cell)
		}
	}
	for _, n := range t.Notes {
		c.runs(n)
	}
}

// Missing is the first of the texts that does not stand in what a reader sees after those before it, or nothing. White
// space does not count: formats break lines as they must.
func Missing(texts []string, seen string) string {
	seen = bare(seen)
	for _, text := range texts {
		want := bare(block.Clean(text))
		i := strings.Index(seen, want)
		if i < 0 {
			return text
		}
		seen = seen[i+len(want):]
	}
	return ""
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
