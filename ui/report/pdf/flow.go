package pdf

import (
	"claimgrade/ui/figure"
)

// part is what is never broken over pages: a line, a row, a figure.
type part struct {
	height float64
	gap    float64 // above it, unless it is the first of its page
	keep   bool    // stands on one page with the part after it
	page   bool    // begins a page
	spacer bool    // nothing but room, which the end of a page needs not
	repeat []part  // the head of the table whose row this is: stands above it again on a new page
	bands  []*band // that it lies on, the outermost first
	opens  int     // how many of the innermost begin with it
	closes int     // how many of them end with it
	draw   func(p *pen, x, y float64)
}

// band is a ground behind parts that follow each other, on as many pages as they take.
type band struct {
	x, width float64 // from where its parts begin
	tone     string
}

// placed is a part with its place on a page.
type placed struct {
	part
	x, y float64
}

// flow puts parts on pages, one below the other.
type flow struct {
	style
	pages [][]placed
	y     float64
}

func (f *flow) parts(all []part) {
	for i := 0; i < len(all); {
		end := i + 1 // of what must stand together
		for end < len(all) && all[end-1].keep && !all[end].page {
			end++
		}
		f.together(all[i:end])
		i = end
	}
}

func (f *flow) together(parts []part) {
	need := 0.0
	for _, p := range parts {
		need += p.gap + p.height
	}
	if parts[0].page {
		f.newPage()
	} else if f.y > 0 && f.y+need > f.height() && need <= f.height()-sum(parts[0].repeat) {
		f.newPage()
	}
	for _, p := range parts {
		f.one(p)
	}
}

func sum(parts []part) float64 {
	h := 0.0
	for _, p := range parts {
		h += p.gap + p.height
	}
	return h
}

// newPage begins a page, unless the one at hand is still empty.
func (f *flow) newPage() {
	if len(f.pages) == 0 || len(f.pages[len(f.pages)-1]) > 0 {
		f.pages = append(f.pages, nil)
	}
	f.y = 0
}

func (f *flow) one(p part) {
	if p.spacer {
		if f.y > 0 && f.y+p.height <= f.height() {
			f.put(p)
		}
		return
	}
	if len(f.pages) == 0 || f.y > 0 && f.y+p.gap+p.height > f.height()+0.01 {
		f.newPage()
	}
	if f.y == 0 {
		for _, head := range p.repeat {
			head.bands = p.bands
			f.put(head)
		}
	}
	f.put(p)
}

func (f *flow) put(p part) {
	if f.y > 0 {
		f.y += p.gap
	}
	page := &f.pages[len(f.pages)-1]
	*page = append(*page, placed{p, f.left, f.top + f.y})
	f.y += p.height
}

// stack puts parts below each other without regard to pages, as within a column.
func stack(parts []part, x, y float64) []placed {
	out := make([]placed, 0, len(parts))
	for i, p := range parts {
		if i > 0 {
			y += p.gap
		}
		out = append(out, placed{p, x, y})
		y += p.height
	}
	return out
}

// stacked is how high they are then.
func stacked(parts []part) float64 {
	if len(parts) == 0 {
		return 0
	}
	return sum(parts) - parts[0].gap
}

// drawAll draws parts, the grounds behind them first.
func drawAll(p *pen, parts []placed) {
	depth := 0
	for _, pl := range parts {
		depth = max(depth, len(pl.bands))
	}
	for level := range depth {
		for i := 0; i < len(parts); {
			if len(parts[i].bands) <= level {
				i++
				continue
			}
			b, end := parts[i].bands[level], i+1
			for end < len(parts) && len(parts[end].bands) > level && parts[end].bands[level] == b {
				end++
			}
			first, last := parts[i], parts[end-1]
			top, bottom := first.y, last.y+last.height
			if level < len(first.bands)-first.opens { // it goes on from the page before
				top -= edge
			}
			if level < len(last.bands)-last.closes {
				bottom += edge
			}
			p.ground(*b, first.x, top, bottom-top)
			i = end
		}
	}
	for _, pl := range parts {
		if pl.draw != nil {
			pl.draw(p, pl.x, pl.y)
		}
	}
}

// edge is the room around words where a band goes on over pages.
const edge = 5

// ground draws a band: its soft colour, with a bar of the full one at its left.
func (p *pen) ground(b band, x, y, height float64) {
	const bar = 3
	p.round(figure.Rect{X: x + b.x, Y: y, W: b.width, H: height, Fill: toneOf(b.tone, "soft")}, 0)
	p.round(figure.Rect{X: x + b.x, Y: y, W: bar, H: height, Fill: toneOf(b.tone, "edge")}, 0)
}

// shifted are parts that begin further to the right.
func shifted(parts []part, by float64) []part {
	moved := map[*band]*band{}
	for i := range parts {
		draw := parts[i].draw
		if draw != nil {
			parts[i].draw = func(p *pen, x, y float64) { draw(p, x+by, y) }
		}
		for j, b := range parts[i].bands {
			if moved[b] == nil {
				at := *b
				at.x += by
				moved[b] = &at
			}
			parts[i].bands[j] = moved[b]
		}
		parts[i].repeat = shifted(append([]part(nil), parts[i].repeat...), by)
	}
	return parts
}
