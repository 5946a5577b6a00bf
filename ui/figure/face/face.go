// Package face has the typefaces of print: which of them has a character, how wide a line of words is, and in what order
// its pieces stand on paper. It must not know what the words are about, nor what draws them.
package face

import (
	"math"
	"sync"

	"claimgrade/assets"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Style is how words are set.
type Style struct{ Bold, Italic bool }

// Face is one typeface of one style.
type Face struct {
	Name string // as in a PDF
	Data []byte // TrueType

	once    sync.Once
	font    *sfnt.Font
	advance []int16 // thousandths of the size, by character; -1 where the face lacks it
}

// The measures of Inter's letters, as parts of the size.
const (
	CapHeight = 0.727
	XHeight   = 0.545
	Ascent    = 0.969
	Descent   = 0.242
)

var (
	regular    = &Face{Name: "inter", Data: assets.PrintRegular}
	bold       = &Face{Name: "interbold", Data: assets.PrintBold}
	italic     = &Face{Name: "interitalic", Data: assets.PrintItalic}
	boldItalic = &Face{Name: "interbolditalic", Data: assets.PrintBoldItalic}
	signs      = &Face{Name: "dejavu", Data: assets.PrintSigns}
)

// All are the faces there are.
func All() []*Face { return []*Face{regular, bold, italic, boldItalic, signs} }

func of(s Style) *Face {
	switch {
	case s.Bold && s.Italic:
		return boldItalic
	case s.Bold:
		return bold
	case s.Italic:
		return italic
	}
	return regular
}

// reach is the last character that a face may have, for PDF counts them in two bytes.
const reach = 0xffff

func (f *Face) load() {
	f.once.Do(func() {
		f.advance = make([]int16, reach+1)
		for i := range f.advance {
			f.advance[i] = -1
		}
		parsed, err := sfnt.Parse(f.Data)
		if err != nil {
			return // an embedded file that its test reads; without it every character is written as its code
		}
		f.font = parsed
		em := fixed.I(int(parsed.UnitsPerEm()))
		var buf sfnt.Buffer
		for r := range rune(reach) {
			g, err := parsed.GlyphIndex(&buf, r)
			if err != nil || g == 0 {
				continue
			}
			if w, err := parsed.GlyphAdvance(&buf, g, em, font.HintingNone); err == nil {
				f.advance[r] = int16(math.Round(1000 * float64(w) / float64(em)))
			}
		}
	})
}

// Has reports whether the face can draw a character.
func (f *Face) Has(r rune) bool {
	f.load()
	return r >= 0 && r <= reach && f.advance[r] >= 0
}

// Width is how wide the face sets a text that it has all characters of.
func (f *Face) Width(s string, size float64) float64 {
	f.load()
	sum := 0
	for _, r := range s {
		if f.Has(r) {
			sum += int(f.advance[r])
		}
	}
	return float64(sum) * size / 1000
}

// Outline is the shape of a character and how far the next one stands from it, in pixels at a size in pixels.
func (f *Face) Outline(r rune, size float64) (sfnt.Segments, float64) {
	f.load()
	if f.font == nil || !f.Has(r) {
		return nil, 0
	}
	var buf sfnt.Buffer
	g, err := f.font.GlyphIndex(&buf, r)
	if err != nil {
		return nil, 0
	}
	shape, err := f.font.LoadGlyph(&buf, g, fixed.Int26_6(math.Round(size*64)), nil)
	if err != nil {
		return nil, 0
	}
	return shape, float64(f.advance[r]) * size / 1000
}

// Width is how wide a line of words is.
func Width(s string, size float64, style Style) float64 {
	if plain(s) {
		return of(style).Width(s, size)
	}
	sum := 0.0
	for _, p := range Pieces(s, style) {
		sum += p.Face.Width(p.Text, size)
	}
	return sum
}
