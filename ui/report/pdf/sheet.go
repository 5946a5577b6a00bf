package pdf

import (
	"context"
	"strconv"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"
)

// sheets are the pages of a document, laid out.
type sheets struct {
	style style
	pages [][]placed
	title []word // of the running title
	feet  [][]word
	form  block.Form
}

// setting is how close a document is set: the parts that are left of the room between its lines, and of the size of its words.
type setting struct{ room, words float64 }

// tighter is how a sheet may be set, step by step, where that keeps it on its page: first the room between its lines
// goes, then its words get smaller.
var tighter = []setting{{0.8, 1}, {0.65, 1}, {0.65, 0.97}, {0.5, 0.95}, {0.4, 0.93}}

// mostTightened is how many pages are laid out again for that: of more it would take long.
const mostTightened = 50

// closer is how pages may be set, step by step, where that spares a last one of a few lines.
var closer = []setting{{0.8, 1}, {0.65, 1}}

// scant is the part of a page up to which it is one of a few lines.
const scant = 0.16

// arrange lays a document out. One that runs over its page, or its pages, a little is set a little closer.
func arrange(ctx context.Context, doc block.Document) (*sheets, error) {
	s, err := arrangeIn(ctx, doc, styleOf(doc.Form))
	if err != nil {
		return nil, err
	}
	meant, ways := len(s.pages), closer
	switch {
	case doc.Form == block.Sheet:
		meant, ways = 1, tighter
		for _, b := range doc.Blocks {
			if _, ok := b.(block.Pages); ok {
				meant++
			}
		}
	case doc.Form == block.Page && s.lastUsed() < scant*s.style.height():
		meant--
	}
	if meant < 1 || len(s.pages) <= meant || meant > mostTightened {
		return s, nil
	}
	for _, way := range ways {
		smaller, err := arrangeIn(ctx, doc, styleOf(doc.Form).tightened(way))
		if err != nil {
			return nil, err
		}
		if len(smaller.pages) <= meant {
			return smaller, nil
		}
	}
	return s, nil
}

// lastUsed is how far down the last page is written on.
func (s *sheets) lastUsed() float64 {
	used := 0.0
	for _, p := range s.pages[len(s.pages)-1] {
		used = max(used, p.y+p.height-s.style.top)
	}
	return used
}

// arrangeIn lays a document out in a style.
func arrangeIn(ctx context.Context, doc block.Document, look style) (*sheets, error) {
	l := &layout{style: look, form: doc.Form, ctx: ctx, ids: map[string]bool{}}
	collect(doc.Blocks, l.ids)
	s := &sheets{style: l.style, form: doc.Form}
	running := ink{size: l.foot, tone: figure.Muted}
	s.title = l.set(block.T(doc.Title), running)
	feet := lines(l.set(block.T(doc.Foot), running), l.width()-60)
	const most = 3
	s.feet = feet[:min(len(feet), most)]
	l.style.bottom += float64(max(len(s.feet)-1, 0)) * l.foot * 1.3
	s.style = l.style

	parts, err := l.all(doc, len(feet) > most)
	if err != nil {
		return nil, err
	}
	f := &flow{style: l.style}
	f.parts(parts)
	if len(f.pages) == 0 {
		f.newPage()
	}
	s.pages = f.pages
	return s, nil
}

// all are the parts of a document: its title, its blocks, what is said to who speaks, the meaning of marks, and a
// foot that is too long for every page.
func (l *layout) all(doc block.Document, longFoot bool) ([]part, error) {
	var out []part
	if !l.opensWithSlide(doc) {
		out = l.titleParts(doc.Title)
	}
	body, err := l.blocks(doc.Blocks, l.width())
	if err != nil {
		return nil, err
	}
	notes, err := l.spoken(l.width())
	if err != nil {
		return nil, err
	}
	var end []block.Block
	if l.unbased {
		end = append(end, block.Paragraph{Small: true, Runs: block.T(unbasedMark + " " + block.UnbasedWords())})
	}
	if longFoot {
		end = append(end, block.Paragraph{Small: true, Runs: block.T(doc.Foot)})
	}
	legend, err := l.blocks(end, l.width())
	return append(append(append(out, body...), notes...), legend...), err
}

// opensWithSlide reports whether the first slide says the title itself.
func (l *layout) opensWithSlide(doc block.Document) bool {
	if doc.Form != block.Slides || len(doc.Blocks) == 0 {
		return false
	}
	s, ok := doc.Blocks[0].(block.Slide)
	return ok && s.Title == doc.Title
}

func (l *layout) titleParts(title string) []part {
	look := ink{Style: face.Style{Bold: true}, size: l.title, tone: figure.Ink}
	var out []part
	if l.form == block.Slides { // a slide of its own
		look.size *= 1.4
		out = append(out, part{height: l.style.height() * 0.3, keep: true})
	}
	height := look.size * 1.22
	for _, line := range lines(l.set(block.T(title), look), l.width()) {
		out = append(out, part{height: height, keep: true, draw: func(p *pen, x, y float64) { p.line(line, x, baseline(y, height, look.size)) }})
	}
	if len(out) > 0 {
		out[len(out)-1].height += l.gap * 0.6
	}
	return out
}

// collect finds the places that links may lead to.
func collect(blocks []block.Block, ids map[string]bool) {
	for _, b := range blocks {
		switch v := b.(type) {
		case block.Heading:
			ids[v.ID] = true
		case block.Paragraph:
			ids[v.ID] = true
		case block.List:
			for _, item := range v.Items {
				ids[item.ID] = true
			}
		case block.Table:
			for _, r := range v.Rows {
				ids[r.ID] = true
			}
		case block.Band:
			collect(v.Blocks, ids)
		case block.Slide:
			collect(v.Blocks, ids)
		case block.Beside:
			for _, column := range v {
				collect(column, ids)
			}
		}
	}
}

// running writes the title above each page but the first.
func (s *sheets) running(p *pen, page int) {
	if page == 0 || s.form == block.Slides || len(s.title) == 0 {
		return
	}
	y := s.style.top - 16
	line := shortened(s.title, s.style.width(), ink{size: s.style.foot, tone: figure.Muted})
	p.line(line, s.style.left, y)
	p.rule(s.style.left, y+5, s.style.width(), figure.Hairline, 0.5)
}

// shortened is a line that ends in dots if there are more words than fit. What it leaves out stands elsewhere.
func shortened(words []word, width float64, look ink) []word {
	ls := lines(words, width)
	if len(ls) < 2 {
		return ls[0]
	}
	dots := atom{ink: look, text: "…", width: face.Width("…", look.size, look.Style)}
	line := append([]word(nil), lines(words, width-dots.width)[0]...)
	last := line[len(line)-1]
	last.atoms = append(append([]atom(nil), last.atoms...), dots)
	line[len(line)-1] = last
	return line
}

// foot writes what stands below each page, and its number.
func (s *sheets) foot(p *pen, page int) {
	look := ink{size: s.style.foot, tone: figure.Muted}
	y := s.style.pageH - s.style.bottom + s.style.footGap
	for i, line := range s.feet {
		p.line(line, s.style.left, y+float64(i)*s.style.foot*1.3)
	}
	number := strconv.Itoa(page+1) + " / " + strconv.Itoa(len(s.pages))
	p.text(s.style.left+s.style.width()-face.Width(number, look.size, look.Style), y, number, look)
}
