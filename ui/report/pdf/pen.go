package pdf

import (
	"encoding/hex"
	"net/url"
	"strings"
	"unicode/utf16"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/figure/onpaper"

	"codeberg.org/go-pdf/fpdf"
)

// pen draws on the pages of a file. It sets what fpdf would set anew for every word only when it changes.
type pen struct {
	f     *fpdf.Fpdf
	faces map[*face.Face]bool
	now   struct {
		face *face.Face
		size float64
		tone figure.Tone
	}
	links   map[string]int  // of places within the document
	found   map[string]bool // those that were drawn
	levels  int             // how deep the bookmarks are at the last one
	started bool            // there is a bookmark
}

func newPen(f *fpdf.Fpdf) *pen {
	return &pen{f: f, faces: map[*face.Face]bool{}, links: map[string]int{}, found: map[string]bool{}}
}

// page begins a page.
func (p *pen) page(width, height float64) {
	p.f.AddPageFormat("P", fpdf.SizeType{Wd: width, Ht: height})
	p.now.face = nil // fpdf writes its own state anew
}

// text writes a text of characters that the faces have, on a line at y.
func (p *pen) text(x, y float64, s string, look ink) float64 {
	if look.tone != p.now.tone {
		c := onpaper.Color(look.tone)
		p.f.SetTextColor(int(c.R), int(c.G), int(c.B))
		p.now.tone = look.tone
	}
	start := x
	for _, piece := range face.Pieces(s, look.Style) {
		p.use(piece.Face, look.size)
		p.f.Text(x, y, piece.Text)
		x += piece.Face.Width(piece.Text, look.size)
	}
	return x - start
}

func (p *pen) use(f *face.Face, size float64) {
	if !p.faces[f] {
		p.f.AddUTF8FontFromBytes(f.Name, "", f.Data)
		p.faces[f] = true
	}
	if f != p.now.face || size != p.now.size {
		p.f.SetFont(f.Name, "", size)
		p.now.face, p.now.size = f, size
	}
}

// say begins something that reads as words of its own; said ends it.
func (p *pen) say(words string) {
	p.f.RawWriteStr("/Span <</ActualText <" + utf16Hex(words) + ">>> BDC")
}

func (p *pen) said() { p.f.RawWriteStr("EMC") }

func utf16Hex(s string) string {
	bytes := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(s)) {
		bytes = append(bytes, byte(u>>8), byte(u))
	}
	return hex.EncodeToString(bytes)
}

// fill makes a tone that of shapes; it reports whether there is anything to fill.
func (p *pen) fill(t figure.Tone) bool {
	c := onpaper.Color(t)
	p.f.SetFillColor(int(c.R), int(c.G), int(c.B))
	return c.A > 0
}

func (p *pen) stroke(t figure.Tone, width float64) {
	c := onpaper.Color(t)
	p.f.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.f.SetLineWidth(width)
}

// rule draws a level line.
func (p *pen) rule(x, y, width float64, t figure.Tone, thick float64) {
	p.fill(t)
	p.f.Rect(x, y-thick/2, width, thick, "F")
}

// round draws a box with round corners; its outline stands within it.
func (p *pen) round(r figure.Rect, line float64) {
	if r.Fill != figure.None && p.fill(r.Fill) {
		p.box(r, "F")
	}
	if r.Stroke != figure.None {
		p.stroke(r.Stroke, line)
		p.box(figure.Rect{X: r.X + line/2, Y: r.Y + line/2, W: r.W - line, H: r.H - line, Radius: r.Radius - line/2}, "D")
	}
}

func (p *pen) box(r figure.Rect, how string) {
	if !(r.W > 0 && r.H > 0) {
		return
	}
	radius := min(r.Radius, r.W/2, r.H/2)
	if !(radius > 0) {
		p.f.Rect(r.X, r.Y, r.W, r.H, how)
		return
	}
	p.f.RoundedRect(r.X, r.Y, r.W, r.H, radius, "1234", how)
}

// linkArea makes an area lead to a place of the document or an address on the web.
func (p *pen) linkArea(r figure.Rect, link string) {
	if id, ok := strings.CutPrefix(link, "#"); ok {
		p.f.Link(r.X, r.Y, r.W, r.H, p.place(id))
		return
	}
	if address, ok := webAddress(link); ok {
		p.f.LinkString(r.X, r.Y, r.W, r.H, address)
	}
}

func (p *pen) place(id string) int {
	n, ok := p.links[id]
	if !ok {
		n = p.f.AddLink()
		p.links[id] = n
	}
	return n
}

// webAddress is an address that a reader's program may open, in ASCII.
func webAddress(link string) (string, bool) {
	u, err := url.Parse(link)
	if err != nil {
		return "", false
	}
	switch u.Scheme {
	case "http", "https":
		return u.String(), u.Host != "" && ascii(u.String())
	case "mailto":
		return u.String(), u.Opaque != "" && ascii(u.String())
	}
	return "", false
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// anchor makes a place what links to its id lead to.
// Of several with one id it is the first.
func (p *pen) anchor(id string, y float64) {
	if !p.found[id] {
		p.found[id] = true
		p.f.SetLink(p.place(id), y, -1)
	}
}

// finish makes links to what turned out to show nothing lead to the beginning.
func (p *pen) finish() {
	for id, n := range p.links {
		if !p.found[id] {
			p.f.SetLink(n, 0, 1)
		}
	}
}

// bookmark lists a heading. A level follows the one above it, for fpdf cannot leave one out.
func (p *pen) bookmark(text string, level int, y float64) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return
	}
	if !p.started {
		level = 0
	} else {
		level = min(level, p.levels+1)
	}
	p.started, p.levels = true, level
	p.use(face.All()[0], 10) // fpdf writes the text as the font in use has it
	p.f.Bookmark(text, level, y)
}
