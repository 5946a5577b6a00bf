package theme

// The palettes of high contrast: black on white and white on black, every text at 7:1 or more, and every edge drawn as
// strongly as the text, so that nothing has to be guessed from a shade.
var contrastingLight = palette{
	ColorGround:     hex(0xffffff),
	ColorCard:       hex(0xffffff),
	ColorWell:       hex(0xffffff),
	ColorHairline:   hex(0x4d4d4d),
	ColorFieldEdge:  hex(0x000000),
	ColorInk:        hex(0x000000),
	ColorMuted:      hex(0x333333),
	ColorAccent:     hex(0x001f99),
	ColorAccentSoft: hex(0xdbe4ff),
	ColorOnAccent:   hex(0xffffff),
	ColorSelection:  hex(0xdbe4ff),
	ColorRowHover:   hex(0xededed),
	ColorScrim:      veil(0x000000, 0xa0),
	ColorTip:        hex(0x000000),
	ColorOnTip:      hex(0xffffff),
	ColorMark:       hex(0xffe98a),
	ColorBand:       hex(0xd6f0e4),
	ColorAxis:       hex(0x000000),
	ColorDisabled:   hex(0x4f4f4f),

	Grey.Soft(): hex(0xebebeb), Grey.Ink(): hex(0x2b2b2b), Grey.Fill(): hex(0x454545), Grey.On(): hex(0xffffff),
	Blue.Soft(): hex(0xdbe4ff), Blue.Ink(): hex(0x001f99), Blue.Fill(): hex(0x001f99), Blue.On(): hex(0xffffff),
	Green.Soft(): hex(0xd6f0e4), Green.Ink(): hex(0x00402a), Green.Fill(): hex(0x005739), Green.On(): hex(0xffffff),
	Amber.Soft(): hex(0xfff0c2), Amber.Ink(): hex(0x4a3000), Amber.Fill(): hex(0xffb700), Amber.On(): hex(0x000000),
	Red.Soft(): hex(0xffe3de), Red.Ink(): hex(0x750f00), Red.Fill(): hex(0x9c1500), Red.On(): hex(0xffffff),
}

var contrastingDark = palette{
	ColorGround:     hex(0x000000),
	ColorCard:       hex(0x000000),
	ColorWell:       hex(0x000000),
	ColorHairline:   hex(0xa8a8a8),
	ColorFieldEdge:  hex(0xffffff),
	ColorInk:        hex(0xffffff),
	ColorMuted:      hex(0xd9d9d9),
	ColorAccent:     hex(0xb3ccff),
	ColorAccentSoft: hex(0x14265c),
	ColorOnAccent:   hex(0x000000),
	ColorSelection:  hex(0x14265c),
	ColorRowHover:   hex(0x262626),
	ColorScrim:      veil(0x000000, 0xc0),
	ColorTip:        hex(0xffffff),
	ColorOnTip:      hex(0x000000),
	ColorMark:       hex(0x4a3a00),
	ColorBand:       hex(0x0d3324),
	ColorAxis:       hex(0xffffff),
	ColorDisabled:   hex(0xb8b8b8),

	Grey.Soft(): hex(0x2b2b2b), Grey.Ink(): hex(0xe0e0e0), Grey.Fill(): hex(0xc4c4c4), Grey.On(): hex(0x000000),
	Blue.Soft(): hex(0x14265c), Blue.Ink(): hex(0xc2d6ff), Blue.Fill(): hex(0xb3ccff), Blue.On(): hex(0x000000),
	Green.Soft(): hex(0x0d3324), Green.Ink(): hex(0x94f0c8), Green.Fill(): hex(0x57e0a5), Green.On(): hex(0x000000),
	Amber.Soft(): hex(0x3d2f00), Amber.Ink(): hex(0xffdd80), Amber.Fill(): hex(0xffc933), Amber.On(): hex(0x000000),
	Red.Soft(): hex(0x4a1208), Red.Ink(): hex(0xffc4b8), Red.Fill(): hex(0xff9a85), Red.On(): hex(0x000000),
}
