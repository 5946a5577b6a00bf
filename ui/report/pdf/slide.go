package pdf

import (
	"math"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// slide is a page of its own, its words and pictures as large as the page has room for.
func (l *layout) slide(v block.Slide, width float64) ([]part, error) {
	if len(v.Notes) > 0 {
		l.notes = append(l.notes, v)
	}
	look := ink{Style: face.Style{Bold: true}, size: l.title, tone: figure.Ink}
	var head []part
	for i, line := range lines(l.set(block.T(v.Title), look), width) {
		height := look.size * 1.2
		head = append(head, part{height: height, keep: true, draw: func(p *pen, x, y float64) {
			if i == 0 {
				p.bookmark(face.Printable(block.Clean(v.Title)), 0, y)
			}
			p.line(line, x, baseline(y, height, look.size))
		}})
	}
	if len(head) > 0 {
		head[len(head)-1].height += look.size * 0.3
	}
	parts, err := l.fitted(v.Blocks, width, l.style.height()-stacked(head))
	if err != nil {
		return nil, err
	}
	if len(head) > 0 && len(parts) == 0 {
		head[len(head)-1].keep = false
	}
	out := append(head, parts...)
	if len(out) == 0 {
		out = []part{{height: 1}}
	}
	out[0].page = true
	return out, nil
}

// fitted are the blocks of a slide, their words and pictures as large as there is room for; what does not fit at the smallest
// size goes on to the next page.
func (l *layout) fitted(blocks []block.Block, width, room float64) ([]part, error) {
	if l.form != block.Slides {
		return l.blocks(blocks, width)
	}
	zooms := []float64{2.1, 1.9, 1.7, 1.5, 1.35, 1.2, 1.1, 1, 0.9, 0.8}
	least := zooms[len(zooms)-1]
	own, tooHigh := *l, math.Inf(1) // a size that the last try shows to be too large: the room of words grows with its square
	var parts []part
	for _, k := range zooms {
		if k > tooHigh && k > least {
			continue
		}
		own.style = l.zoomed(k)
		own.tallest = room * (0.45 + 0.5*(k-least)/(zooms[0]-least)) // pictures leave room for words, too
		var err error
		if parts, err = own.blocks(blocks, width); err != nil {
			return nil, err
		}
		need := stacked(parts) + own.gap
		if need <= room {
			break
		}
		tooHigh = k * math.Sqrt(max(room, 1)/need) * 1.25
	}
	l.unbased, l.notes = own.unbased, own.notes
	return parts, nil
}

// spoken are what slides say to who speaks, on pages after them: on paper they can be read without the room.
func (l *layout) spoken(width float64) ([]part, error) {
	if len(l.notes) == 0 {
		return nil, nil
	}
	blocks := []block.Block{block.Heading{Level: 1, Text: tr.T("Speaker's notes")}}
	for _, s := range l.notes {
		blocks = append(blocks, block.Heading{Level: 3, Text: s.Title}, block.Paragraph{Runs: s.Notes})
	}
	parts, err := l.blocks(blocks, width)
	if len(parts) > 0 {
		parts[0].page = true
	}
	return parts, err
}
