package pdf

import (
	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
)

func lineWidth(line []word) float64 {
	w := 0.0
	for i, wd := range line {
		if i > 0 {
			w += wd.space
		}
		w += wd.width
	}
	return w
}

// hanging is how far the mark of an overruled judgement stands out at the end of a line, so that discs stand below each other.
func hanging(line []word) float64 {
	if len(line) != 1 || len(line[0].atoms) != 1 {
		return 0
	}
	a := line[0].atoms[0]
	if a.sign == nil {
		return 0
	}
	return a.width - bodyWidth(*a.sign, a.ink)
}

// line draws words on a line, all of one look in one go, so that what copies them gets them whole.
func (p *pen) line(words []word, x, y float64) {
	var run atom // the text that is being gathered
	at := x
	flush := func() {
		if run.text == "" {
			return
		}
		reference := run.raise > 0 && run.text != unbasedMark && run.link != ""
		if reference { // "page 4" with a raised 1 is not to be read as page 41
			p.say("[" + run.text + "]")
		}
		width := p.text(at, y-run.raise, run.text, run.ink)
		if reference {
			p.said()
		}
		if run.link != "" {
			p.linkArea(figure.Rect{X: at, Y: y - run.raise - run.size*face.Ascent, W: width, H: run.size * (face.Ascent + face.Descent)}, run.link)
		}
		at += width
		run = atom{}
	}
	for i, w := range words {
		if i > 0 && w.space > 0 {
			if run.text != "" && sameLook(run, w.atoms[0]) {
				run.text += " "
			} else {
				flush()
				at += w.space
			}
		}
		for _, a := range w.atoms {
			if a.sign != nil {
				flush()
				p.sign(at, y, a)
				at += a.width
				continue
			}
			if run.text != "" && !sameLook(run, a) {
				flush()
			}
			if run.text == "" {
				run = atom{ink: a.ink, raise: a.raise, link: a.link}
			}
			run.text += a.text
		}
	}
	flush()
}

func sameLook(a, b atom) bool {
	return b.sign == nil && a.ink == b.ink && a.raise == b.raise && a.link == b.link
}
