package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Colours the program uses beside those Fyne knows. Look them up with Color, so that they follow the variant in use.
const (
	ColorGround     fyne.ThemeColorName = "ground"      // behind the cards
	ColorCard       fyne.ThemeColorName = "card"        // cards, panels, fields
	ColorWell       fyne.ThemeColorName = "well"        // a quiet box inside a card
	ColorHairline   fyne.ThemeColorName = "hairline"    // borders and rules of one pixel
	ColorFieldEdge  fyne.ThemeColorName = "field-edge"  // borders of fields and buttons, a little stronger
	ColorInk        fyne.ThemeColorName = "ink"         // text
	ColorMuted      fyne.ThemeColorName = "muted"       // secondary text
	ColorAccent     fyne.ThemeColorName = "accent"      // links, focus, what is chosen
	ColorAccentSoft fyne.ThemeColorName = "accent-soft" // ground of what is chosen
	ColorOnAccent   fyne.ThemeColorName = "on-accent"   // text on the accent
	ColorSelection  fyne.ThemeColorName = "row-selected"
	ColorRowHover   fyne.ThemeColorName = "row-hover"
	ColorScrim      fyne.ThemeColorName = "scrim"    // over the window behind a dialog
	ColorTip        fyne.ThemeColorName = "tip"      // ground of tooltips
	ColorOnTip      fyne.ThemeColorName = "on-tip"   // text of tooltips
	ColorMark       fyne.ThemeColorName = "mark"     // highlighter behind quoted text
	ColorBand       fyne.ThemeColorName = "band"     // a zone in a picture, such as random guessing
	ColorAxis       fyne.ThemeColorName = "axis"     // axes and whiskers in pictures
	ColorDisabled   fyne.ThemeColorName = "disabled" // text of what cannot be used now
)

// Tone is one of the five families of colour that carry meaning. A tone never stands alone: a symbol or word goes with it.
type Tone int

// The tones, from no opinion to bad news.
const (
	Grey Tone = iota
	Blue
	Green
	Amber
	Red
)

var toneNames = [...]string{"grey", "blue", "green", "amber", "red"}

// Soft is the name of the pale ground of a tone; Ink names the text that goes on it.
func (t Tone) Soft() fyne.ThemeColorName { return fyne.ThemeColorName(toneNames[t] + "-soft") }

// Ink is the name of the text colour of a tone; it reads on its Soft ground, on cards, wells and the ground.
func (t Tone) Ink() fyne.ThemeColorName { return fyne.ThemeColorName(toneNames[t] + "-ink") }

// Fill is the name of the full colour of a tone, as on rating discs; On names what is drawn on it.
func (t Tone) Fill() fyne.ThemeColorName { return fyne.ThemeColorName(toneNames[t] + "-fill") }

// On is the name of the colour of symbols and words drawn on the Fill of a tone.
func (t Tone) On() fyne.ThemeColorName { return fyne.ThemeColorName(toneNames[t] + "-on") }

// Edge is the name of the rim of what has the Fill of a tone. It is another colour where the fill alone would be lost on
// its ground, as yellow is on white.
func (t Tone) Edge() fyne.ThemeColorName { return fyne.ThemeColorName(toneNames[t] + "-edge") }

// Tones lists every tone.
func Tones() []Tone { return []Tone{Grey, Blue, Green, Amber, Red} }

type palette map[fyne.ThemeColorName]color.NRGBA

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{R: uint8(rgb >> 16), G: uint8(rgb >> 8), B: uint8(rgb), A: 0xff}
}

func veil(rgb uint32, alpha uint8) color.NRGBA {
	c := hex(rgb)
	c.A = alpha
	return c
}

// Both palettes come from the same idea: one blue accent, four meanings that stay apart for the colour-blind
// (green and red differ in lightness, amber carries dark ink), and greys with a little blue in them.
var light = palette{
	ColorGround:     hex(0xf3f5f9),
	ColorCard:       hex(0xffffff),
	ColorWell:       hex(0xf9fafc),
	ColorHairline:   hex(0xdee2ea),
	ColorFieldEdge:  hex(0xcdd3de),
	ColorInk:        hex(0x1b2330),
	ColorMuted:      hex(0x596475),
	ColorAccent:     hex(0x3550b8),
	ColorAccentSoft: hex(0xe7ebfa),
	ColorOnAccent:   hex(0xffffff),
	ColorSelection:  hex(0xe7ebfa),
	ColorRowHover:   hex(0xf4f6fb),
	ColorScrim:      veil(0x141a26, 0x66),
	ColorTip:        hex(0x1e2735),
	ColorOnTip:      hex(0xf4f6fa),
	ColorMark:       hex(0xffedb8),
	ColorBand:       hex(0xe2f1ec),
	ColorAxis:       hex(0x5a6475),
	ColorDisabled:   hex(0x667081),

	Grey.Soft(): hex(0xeceff4), Grey.Ink(): hex(0x4a5464), Grey.Fill(): hex(0x687486), Grey.On(): hex(0xffffff),
	Blue.Soft(): hex(0xe7ebfa), Blue.Ink(): hex(0x3047a3), Blue.Fill(): hex(0x3550b8), Blue.On(): hex(0xffffff),
	Green.Soft(): hex(0xe0f2ea), Green.Ink(): hex(0x0f6547), Green.Fill(): hex(0x19805c), Green.On(): hex(0xffffff),
	Amber.Soft(): hex(0xfff1cf), Amber.Ink(): hex(0x744e00), Amber.Fill(): hex(0xd69a07), Amber.On(): hex(0x2b1d00),
	Red.Soft(): hex(0xfce6e1), Red.Ink(): hex(0xa32c17), Red.Fill(): hex(0xc23f2a), Red.On(): hex(0xffffff),
}

var dark = palette{
	ColorGround:     hex(0x12161d),
	ColorCard:       hex(0x1a2029),
	ColorWell:       hex(0x161b23),
	ColorHairline:   hex(0x2c3441),
	ColorFieldEdge:  hex(0x3d4758),
	ColorInk:        hex(0xe8ecf3),
	ColorMuted:      hex(0x9eaabc),
	ColorAccent:     hex(0x9db2ff),
	ColorAccentSoft: hex(0x27325a),
	ColorOnAccent:   hex(0x101830),
	ColorSelection:  hex(0x263050),
	ColorRowHover:   hex(0x202733),
	ColorScrim:      veil(0x05070a, 0x99),
	ColorTip:        hex(0xe3e8f0),
	ColorOnTip:      hex(0x1b2330),
	ColorMark:       hex(0x574514),
	ColorBand:       hex(0x1d3a33),
	ColorAxis:       hex(0x9aa6b8),
	ColorDisabled:   hex(0x8a95a7),

	Grey.Soft(): hex(0x2a313d), Grey.Ink(): hex(0xc3ccd9), Grey.Fill(): hex(0x8e9aac), Grey.On(): hex(0x10151d),
	Blue.Soft(): hex(0x27325a), Blue.Ink(): hex(0xb5c4ff), Blue.Fill(): hex(0x8ea6ff), Blue.On(): hex(0x0d1530),
	Green.Soft(): hex(0x173a2e), Green.Ink(): hex(0x7fdcb5), Green.Fill(): hex(0x4cc497), Green.On(): hex(0x04231a),
	Amber.Soft(): hex(0x43340f), Amber.Ink(): hex(0xf5cd6d), Amber.Fill(): hex(0xe3ac33), Amber.On(): hex(0x2b1d00),
	Red.Soft(): hex(0x4b211a), Red.Ink(): hex(0xffab9a), Red.Fill(): hex(0xf0806b), Red.On(): hex(0x2e0a04),
}
