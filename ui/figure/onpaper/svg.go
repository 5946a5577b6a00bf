package onpaper

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
)

// SVG is a scene as a picture in SVG, for a file of its own as for a page of HTML. Each text has the width that the scene
// reckoned with, whatever typeface the reader has. It says its words to a screen reader as title and description.
func SVG(s figure.Scene) []byte {
	w := &svgWriter{}
	w.printf(`<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%s" height="%s" viewBox="0 0 %s %s" font-family="Inter, 'DejaVu Sans', Arial, sans-serif">`,
		num(s.Width), num(s.Height), num(s.Width), num(s.Height))
	title, rest := titleOf(s.Alt)
	if title != "" {
		w.printf("\n<title>%s</title>", escaped(title))
	}
	if rest != "" {
		w.printf("\n<desc>%s</desc>", escaped(rest))
	}
	for _, it := range s.Items {
		w.item(it)
	}
	w.printf("\n</svg>\n")
	return w.Bytes()
}

// titleOf cuts a description after its first sentence.
func titleOf(alt string) (title, rest string) {
	alt = strings.TrimSpace(alt)
	for _, end := range []string{". ", "\n"} {
		if i := strings.Index(alt, end); i >= 0 && (title == "" || i < len(title)) {
			title, rest = strings.TrimSpace(alt[:i+1]), strings.TrimSpace(alt[i+1:])
		}
	}
	if title == "" {
		return alt, ""
	}
	return title, rest
}

type svgWriter struct{ bytes.Buffer }

func (w *svgWriter) printf(format string, args ...any) { fmt.Fprintf(w, format, args...) }

// escaped is a text that XML can hold; the reader's program orders what runs from right to left.
func escaped(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return strings.NewReplacer("&#xA;", " ", "&#x9;", " ", "&#xD;", " ").Replace(b.String())
}

// num is a length in hundredths of a unit; what is no number is drawn at nought.
func num(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64)
}

func css(c color.NRGBA) string {
	if c.A == 0 {
		return "none"
	}
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

func (w *svgWriter) item(it figure.Item) {
	switch v := it.(type) {
	case figure.Line:
		w.line(v)
	case figure.Rect:
		w.rect(v)
	case figure.Poly4:
		w.printf("\n<polygon points=\"")
		for i, p := range v.P {
			if i > 0 {
				w.printf(" ")
			}
			w.printf("%s,%s", num(p.X), num(p.Y))
		}
		w.printf("\" fill=\"%s\"/>", css(Color(v.Fill)))
	case figure.Circle:
		w.printf("\n<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"", num(v.Center.X), num(v.Center.Y), num(ringRadius(v)), css(Color(v.Fill)))
		if v.Stroke != figure.None {
			w.printf(" stroke=\"%s\" stroke-width=\"%s\"", css(Color(v.Stroke)), num(strokeWidth(v.Width)))
		}
		w.printf("/>")
	case figure.Text:
		w.text(v)
	}
}

// ringRadius leaves room for an outline within the circle, where the window draws it.
func ringRadius(c figure.Circle) float64 {
	if c.Stroke == figure.None {
		return c.R
	}
	return math.Max(c.R-strokeWidth(c.Width)/2, 0)
}

func (w *svgWriter) line(v figure.Line) {
	w.printf("\n<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"", num(v.From.X), num(v.From.Y),
		num(v.To.X), num(v.To.Y), css(Color(v.Tone)), num(strokeWidth(v.Width)))
	if v.Dash > 0 {
		w.printf(" stroke-dasharray=\"%s\"", num(v.Dash))
	}
	w.printf("/>")
}

func (w *svgWriter) rect(v figure.Rect) {
	in := 0.0
	if v.Stroke != figure.None {
		in = 0.5
	}
	w.printf("\n<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"", num(v.X+in), num(v.Y+in),
		num(math.Max(v.W-2*in, 0)), num(math.Max(v.H-2*in, 0)), css(Color(v.Fill)))
	if v.Radius > 0 {
		w.printf(" rx=\"%s\"", num(cornerRadius(v)-in))
	}
	if v.Stroke != figure.None {
		w.printf(" stroke=\"%s\"", css(Color(v.Stroke)))
	}
	w.printf("/>")
}

// cornerRadius is a radius that the box has room for.
func cornerRadius(v figure.Rect) float64 {
	return math.Max(math.Min(v.Radius, math.Min(v.W, v.H)/2), 0)
}

func (w *svgWriter) text(v figure.Text) {
	if strings.TrimSpace(v.S) == "" {
		return
	}
	at, width := TextStart(v)
	var fit string
	if face.Printable(v.S) != v.S { // a character that print has no typeface for: the reader's may have it, at a width of its own
		at.X = v.At.X
		fit = map[figure.Anchor]string{figure.Middle: ` text-anchor="middle"`, figure.End: ` text-anchor="end"`}[v.Anchor]
	} else {
		fit = fmt.Sprintf(` textLength="%s" lengthAdjust="spacingAndGlyphs"`, num(width))
	}
	if line := face.Printable(v.S); face.Ordered(line) != line { // what runs from right to left begins at its left end all the same
		fit += ` direction="ltr"`
	}
	if v.Bold {
		fit += ` font-weight="600"`
	}
	if v.Italic {
		fit += ` font-style="italic"`
	}
	w.printf("\n<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\"%s xml:space=\"preserve\">%s</text>", num(at.X), num(at.Y),
		num(TextSize(v)), css(Color(v.Tone)), fit, escaped(v.S))
}
