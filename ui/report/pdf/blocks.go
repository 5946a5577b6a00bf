package pdf

import (
	"context"
	"strconv"
	"strings"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"
)

// layout turns blocks into parts for a width.
type layout struct {
	style
	ctx     context.Context
	form    block.Form
	ids     map[string]bool // that links may lead to
	unbased bool            // a sentence was marked
	tallest float64         // a picture may be; 0: as a page
	notes   []block.Slide   // slides with something for who speaks
}

// leads reports whether a link goes anywhere.
func (l *layout) leads(link string) bool {
	if id, ok := strings.CutPrefix(link, "#"); ok {
		return l.ids[id]
	}
	_, ok := webAddress(link)
	return ok
}

func (l *layout) blocks(blocks []block.Block, width float64) ([]part, error) {
	var out []part
	page := false // the next part begins a page
	for _, b := range blocks {
		if err := l.ctx.Err(); err != nil {
			return nil, err
		}
		if _, ok := b.(block.Pages); ok {
			page = true
			continue
		}
		parts, err := l.block(b, width)
		if err != nil {
			return nil, err
		}
		if page && len(parts) > 0 {
			parts[0].page, page = true, false
		}
		out = append(out, parts...)
	}
	return out, nil
}

func (l *layout) block(b block.Block, width float64) ([]part, error) {
	switch v := b.(type) {
	case block.Heading:
		return l.headingParts(v, width), nil
	case block.Paragraph:
		return l.paragraph(v, width), nil
	case block.List:
		return l.list(v, width), nil
	case block.Pairs:
		return l.pairs(v, width), nil
	case block.Table:
		return l.table(v, width)
	case block.Figure:
		return l.figure(v, width), nil
	case block.Band:
		return l.band(v, width)
	case block.Lines:
		return l.lines(v, width), nil
	case block.Beside:
		return l.beside(v, width)
	case block.Slide:
		return l.slide(v, width)
	}
	return nil, block.Unknown(b)
}

// text is runs as lines of a look; at most one line stands alone at the foot or the head of a page.
func (l *layout) text(runs []block.Run, look ink, width float64) []part {
	ls := lines(l.set(runs, look), width)
	out := make([]part, len(ls))
	height := look.size * l.leading
	for i, line := range ls {
		out[i] = part{height: height, keep: len(ls) > 1 && (i == 0 || i == len(ls)-2),
			draw: func(p *pen, x, y float64) { p.line(line, x, baseline(y, height, look.size)) }}
	}
	return out
}

// baseline is where letters stand in a line, their capitals in its middle.
func baseline(y, height, size float64) float64 { return y + height/2 + size*face.CapHeight/2 }

func (l *layout) bodyInk() ink { return ink{size: l.body, tone: figure.Ink} }

func (l *layout) noteInk() ink { return ink{size: l.small, tone: figure.Muted} }

// marked makes the first part the place of an id.
func marked(parts []part, id string) []part {
	if id == "" || len(parts) == 0 {
		return parts
	}
	draw := parts[0].draw
	parts[0].draw = func(p *pen, x, y float64) {
		p.anchor(id, y)
		if draw != nil {
			draw(p, x, y)
		}
	}
	return parts
}

func (l *layout) headingParts(h block.Heading, width float64) []part {
	level := min(max(h.Level, 1), 4)
	look := ink{Style: face.Style{Bold: true}, size: l.heading[level], tone: figure.Ink}
	if level >= 4 {
		look.tone = figure.Muted
	}
	height := look.size * min(l.leading, 1.28)
	ls := lines(l.set(block.T(h.Text), look), width)
	out := make([]part, len(ls))
	for i, line := range ls {
		out[i] = part{height: height, keep: true, draw: func(p *pen, x, y float64) {
			if i == 0 {
				p.bookmark(face.Printable(block.Clean(h.Text)), level-1, y)
			}
			p.line(line, x, baseline(y, height, look.size))
		}}
	}
	if len(out) > 0 {
		out[0].gap = l.headGap * (1.15 - 0.15*float64(level))
		out[len(out)-1].height += look.size * 0.18 // what follows stands closer than what stands above, but not as a line would
	}
	return marked(out, h.ID)
}

func (l *layout) paragraph(v block.Paragraph, width float64) []part {
	look, gap := l.bodyInk(), l.gap
	if v.Small {
		look, gap = l.noteInk(), l.gap*0.8
	}
	out := l.text(v.Runs, look, width)
	if len(out) > 0 {
		out[0].gap = gap
	}
	return marked(out, v.ID)
}

func (l *layout) list(v block.List, width float64) []part {
	look := l.bodyInk()
	if v.Small {
		look.size = l.small
	}
	mark := func(int) string { return "•" }
	if v.Numbered {
		mark = func(i int) string { return strconv.Itoa(v.After+i+1) + "." }
	}
	indent := face.Width(mark(len(v.Items)-1), look.size, look.Style) + look.size*0.6
	if !v.Numbered {
		indent = look.size * 1.1
	}
	var out []part
	for i, item := range v.Items {
		parts := l.text(item.Runs, look, width-indent)
		if len(parts) == 0 {
			parts = []part{{height: look.size * l.leading}}
		}
		parts = shifted(parts, indent)
		draw, words := parts[0].draw, mark(i)
		parts[0].draw = func(p *pen, x, y float64) {
			at := x + indent - look.size*0.6 - face.Width(words, look.size, look.Style)
			p.text(at, baseline(y, look.size*l.leading, look.size), words, ink{size: look.size, tone: figure.Muted})
			if draw != nil {
				draw(p, x, y)
			}
		}
		parts[0].gap = l.gap * 0.45
		if i == 0 {
			parts[0].gap = l.gap
		}
		out = append(out, marked(parts, item.ID)...)
	}
	return out
}

// pairs stand as two columns: the labels take what they need, up to a third.
func (l *layout) pairs(v block.Pairs, width float64) []part {
	label, look := l.bodyInk(), l.bodyInk()
	label.Bold, label.tone = true, figure.Muted
	widest := 0.0
	for _, pair := range v {
		for _, line := range lines(l.set(block.T(pair.Label), label), 1e9) {
			widest = max(widest, lineWidth(line))
		}
	}
	between := look.size * 1.2
	widest = min(widest, (width-between)*0.34)
	var out []part
	for i, pair := range v {
		r := row{height: look.size * l.leading, size: look.size, cells: []cell{
			{lines: lines(l.set(block.T(pair.Label), label), widest), width: widest},
			{lines: lines(l.set(pair.Runs, look), width-widest-between), x: widest + between, width: width - widest - between},
		}}
		parts := r.parts(l.style.height() / 2)
		parts[0].gap = l.gap * 0.45
		if i == 0 {
			parts[0].gap = l.gap
		}
		out = append(out, parts...)
	}
	return out
}

// lines are empty lines to write on.
func (l *layout) lines(v block.Lines, width float64) []part {
	const most = 200 // lines nobody fills by hand
	high := max(l.body*2.2, 21)
	var out []part
	if strings.TrimSpace(v.Label) != "" {
		look := l.bodyInk()
		look.Bold = true
		out = l.text(block.T(v.Label), look, width)
		for i := range out {
			out[i].keep = true
		}
	}
	for range min(max(v.Count, 0), most) {
		out = append(out, part{height: high, draw: func(p *pen, x, y float64) { p.rule(x, y+high-0.2, width, figure.Muted, 0.4) }})
	}
	for i := range out {
		out[i].keep = i+1 < len(out) && len(out) < 12
	}
	if len(out) > 0 {
		out[0].gap = l.gap
	}
	return out
}

// figure is a picture with its caption below it.
func (l *layout) figure(v block.Figure, width float64) []part {
	s := v.Scene
	caption := l.text(block.T(v.Caption), l.noteInk(), width)
	if !(s.Width > 0 && s.Height > 0 && sane(s.Width, s.Height)) {
		return caption // a picture without size shows nothing
	}
	room := width * min(max(v.Share, 0), 1)
	k := min(l.unit, width/s.Width)
	if room > 0 {
		k = room / s.Width
	}
	tallest := l.style.height()
	if l.tallest > 0 {
		tallest = l.tallest
	}
	k = min(k, max(tallest-stacked(caption)-2*l.gap, 20)/s.Height)
	picture := part{height: s.Height * k, gap: l.gap * 1.2, keep: len(caption) > 0,
		draw: func(p *pen, x, y float64) { p.scene(s, x, y, k) }}
	for i := range caption {
		caption[i].keep = i+1 < len(caption)
	}
	if len(caption) > 0 {
		caption[0].gap = l.gap * 0.4
	}
	return append([]part{picture}, caption...)
}

// band puts blocks on a ground of a soft colour, with room around them.
func (l *layout) band(v block.Band, width float64) ([]part, error) {
	pad := l.body * 0.9
	across := pad * 1.3
	parts, err := l.blocks(v.Blocks, width-2*across)
	if err != nil || len(parts) == 0 {
		return nil, err
	}
	parts = shifted(parts, across)
	b := &band{width: width, tone: v.Tone}
	for i := range parts {
		parts[i].bands = append([]*band{b}, parts[i].bands...)
	}
	first, last := &parts[0], &parts[len(parts)-1]
	first.gap = l.gap * 1.3
	if draw := first.draw; draw != nil {
		first.draw = func(p *pen, x, y float64) { draw(p, x, y+pad) }
	}
	first.height += pad
	last.height += pad
	first.opens++
	last.closes++
	if stacked(parts) <= l.style.height()*0.4 {
		for i := range parts[:len(parts)-1] {
			parts[i].keep = true
		}
	}
	return append(parts, part{height: l.gap * 0.6, spacer: true}), nil
}

// beside puts columns beside each other; where one is longer than a page they follow each other.
func (l *layout) beside(v block.Beside, width float64) ([]part, error) {
	if len(v) == 0 {
		return nil, nil
	}
	each := (width - l.gutter*float64(len(v)-1)) / float64(len(v))
	if each >= l.body*6 {
		columns, high := make([][]part, len(v)), 0.0
		gap := 0.0
		for i, blocks := range v {
			parts, err := l.blocks(blocks, each)
			if err != nil {
				return nil, err
			}
			columns[i], high = parts, max(high, stacked(parts))
			if len(parts) > 0 {
				gap = max(gap, parts[0].gap)
			}
		}
		if high <= l.style.height()*0.9 {
			return []part{{height: high, gap: gap, draw: func(p *pen, x, y float64) {
				for i, parts := range columns {
					drawAll(p, stack(parts, x+float64(i)*(each+l.gutter), y))
				}
			}}}, nil
		}
	}
	var out []part
	for _, blocks := range v {
		parts, err := l.blocks(blocks, width)
		if err != nil {
			return nil, err
		}
		out = append(out, parts...)
	}
	return out, nil
}
