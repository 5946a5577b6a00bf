package pdf

import (
	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"
)

// toneOf is a tone of one of the five families; what is none of them is grey.
func toneOf(family, part string) figure.Tone {
	switch family {
	case "blue", "green", "amber", "red":
		return figure.Tone(family + "-" + part)
	}
	return figure.Tone("grey-" + part)
}

const (
	overruledMark = "↯"
	discSize      = 1.34 // of a disc, as part of the size of the words beside it
	symbolSize    = 1.04
)

func symbolInk(look ink) ink {
	look.size *= symbolSize
	look.Bold, look.Italic = true, false
	return look
}

// bodyWidth is the width of a sign without what stands beside it.
func bodyWidth(s block.Sign, look ink) float64 {
	in := symbolInk(look)
	w := face.Width(s.Symbol, in.size, in.Style)
	switch {
	case s.Disc:
		return max(discSize*look.size, w+0.6*look.size)
	case s.Hollow:
		return w + 0.5*look.size
	}
	return w
}

func signWidth(s block.Sign, look ink) float64 {
	w := bodyWidth(s, look)
	if s.Overruled {
		w += 0.1*look.size + face.Width(overruledMark, look.size, face.Style{})
	}
	return w
}

// sign draws a sign with its left end at x and its letters on a line at y. What reads the page aloud, or copies it, gets
// its word.
func (p *pen) sign(x, y float64, a atom) {
	s, look := *a.sign, a.ink
	if !a.worded {
		p.say(face.Printable(block.Clean(s.Words())))
		defer p.said()
	}
	w, in := bodyWidth(s, look), symbolInk(look)
	in.tone = toneOf(s.Tone, "ink")
	mid := y - look.size*face.CapHeight/2
	h := discSize * look.size
	switch {
	case s.Disc && s.Hollow:
		p.round(figure.Rect{X: x, Y: mid - h/2, W: w, H: h, Stroke: toneOf(s.Tone, "edge"), Radius: h / 2}, max(look.size*0.09, 0.5))
	case s.Disc:
		in.tone = toneOf(s.Tone, "on")
		p.round(figure.Rect{X: x, Y: mid - h/2, W: w, H: h, Fill: toneOf(s.Tone, "fill"), Radius: h / 2}, 0)
	case s.Hollow:
		p.round(figure.Rect{X: x, Y: mid - h/2, W: w, H: h, Stroke: toneOf(s.Tone, "edge"), Radius: h / 4}, max(look.size*0.07, 0.4))
	}
	in.size = look.size * symbolSize
	p.text(x+(w-face.Width(s.Symbol, in.size, in.Style))/2, mid+in.size*face.CapHeight/2, s.Symbol, in)
	if s.Overruled {
		p.text(x+w+0.1*look.size, y, overruledMark, ink{size: look.size, tone: figure.Ink})
	}
}
