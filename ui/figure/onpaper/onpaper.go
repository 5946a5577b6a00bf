// Package onpaper draws scenes of package figure for paper: as SVG, as PNG, with the colours and the typefaces of print. It
// must not know what the pictures are about, nor any window.
package onpaper

import (
	"image/color"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
)

// UnitsPerInch is how many units of a scene make an inch, as pixels do on the web.
const UnitsPerInch = 96

// Env is what a picture may ask of a sheet with a width in units.
func Env(width float64) figure.Env {
	return figure.Env{Width: width, Measure: func(s string, size float64, bold bool) float64 {
		return face.Width(s, size, face.Style{Bold: bold})
	}}
}

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

// tones are those of the light window, darker where a printer would lose them: hairlines of a third of a millimetre on
// paper, and the rim of amber, which a copier turns to white.
var tones = map[figure.Tone]color.NRGBA{
	figure.Ink:        hex(0x1b2330),
	figure.Muted:      hex(0x596475),
	figure.Axis:       hex(0x5a6475),
	figure.Hairline:   hex(0xc9d0dc),
	figure.Card:       hex(0xffffff),
	figure.Well:       hex(0xf9fafc),
	figure.Accent:     hex(0x3550b8),
	figure.AccentSoft: hex(0xe7ebfa),
	figure.OnAccent:   hex(0xffffff),
	figure.Band:       hex(0xe2f1ec),
	figure.Mark:       hex(0xffedb8),

	figure.GreyFill: hex(0x687486), figure.GreySoft: hex(0xeceff4), figure.GreyInk: hex(0x4a5464), figure.GreyOn: hex(0xffffff),
	figure.BlueFill: hex(0x3550b8), figure.BlueSoft: hex(0xe7ebfa), figure.BlueInk: hex(0x3047a3), figure.BlueOn: hex(0xffffff),
	figure.GreenFill: hex(0x19805c), figure.GreenSoft: hex(0xe0f2ea), figure.GreenInk: hex(0x0f6547), figure.GreenOn: hex(0xffffff),
	figure.AmberFill: hex(0xd69a07), figure.AmberSoft: hex(0xfff1cf), figure.AmberInk: hex(0x744e00), figure.AmberOn: hex(0x2b1d00),
	figure.RedFill: hex(0xc23f2a), figure.RedSoft: hex(0xfce6e1), figure.RedInk: hex(0xa32c17), figure.RedOn: hex(0xffffff),

	figure.GreyEdge: hex(0x687486), figure.BlueEdge: hex(0x3550b8), figure.GreenEdge: hex(0x19805c),
	figure.AmberEdge: hex(0xa87400), figure.RedEdge: hex(0xc23f2a),
}

// Color is the colour of a tone on paper; None has none, and what is no tone is drawn as ink.
func Color(t figure.Tone) color.NRGBA {
	if t == figure.None {
		return color.NRGBA{}
	}
	if c, ok := tones[t]; ok {
		return c
	}
	return tones[figure.Ink]
}

// TextSize is the size of a text of a scene.
func TextSize(t figure.Text) float64 {
	if t.Size <= 0 {
		return 12
	}
	return t.Size
}

// TextStart is where a text of a scene begins, on the line its letters stand on, and how wide it is.
func TextStart(t figure.Text) (at figure.Point, width float64) {
	size := TextSize(t)
	width = face.Width(t.S, size, face.Style{Bold: t.Bold, Italic: t.Italic})
	at = figure.Point{X: t.At.X, Y: t.At.Y + size*face.CapHeight/2}
	switch t.Anchor {
	case figure.Middle:
		at.X -= width / 2
	case figure.End:
		at.X -= width
	}
	return at, width
}

// strokeWidth is the width of an outline; where a scene names none it is one unit.
func strokeWidth(w float64) float64 {
	if w <= 0 {
		return 1
	}
	return w
}
