package theme

import "image/color"

// Symbols says which colours the ratings and verdicts have. Their signs are the same in all.
type Symbols int

// The colours of symbols.
const (
	OwnSymbols   Symbols = iota // the program's own green, amber and red
	SafeSymbols                 // those of Okabe and Ito, which the colour-blind tell apart
	CochraneLike                // those of Cochrane's risk of bias tables, which many readers know
)

// AllSymbols lists every choice.
func AllSymbols() []Symbols { return []Symbols{OwnSymbols, SafeSymbols, CochraneLike} }

// symbolColors are laid over a palette: what they leave out stays as it is there.
// Fills of SafeSymbols: Okabe and Ito, Color Universal Design, 2008. Those of CochraneLike: as the package robvis has them.
var symbolColors = map[Symbols]struct{ both, light, dark palette }{
	SafeSymbols: {
		both: palette{
			Green.Fill(): hex(0x0072b2), Green.On(): hex(0xffffff),
			Amber.Fill(): hex(0xf0e442), Amber.On(): hex(0x000000),
			Red.Fill(): hex(0xd55e00), Red.On(): hex(0x000000),
			Grey.Fill(): hex(0x999999), Grey.On(): hex(0x000000),
		},
		light: palette{
			Green.Soft(): hex(0xe0eff8), Green.Ink(): hex(0x004a75),
			Amber.Soft(): hex(0xfbf7cc), Amber.Ink(): hex(0x4d4600), Amber.Edge(): hex(0x7a7000),
			Red.Soft(): hex(0xfcebdf), Red.Ink(): hex(0x7a3500),
			Grey.Edge(): hex(0x666666),
		},
		dark: palette{
			Green.Soft(): hex(0x0c2f47), Green.Ink(): hex(0x9fd6f7), Green.Edge(): hex(0x56b4e9),
			Amber.Soft(): hex(0x3a3608), Amber.Ink(): hex(0xf0e442),
			Red.Soft(): hex(0x47220a), Red.Ink(): hex(0xffbd8a),
		},
	},
	CochraneLike: {
		both: palette{
			Green.Fill(): hex(0x02c100), Green.On(): hex(0x000000),
			Amber.Fill(): hex(0xe2df07), Amber.On(): hex(0x000000),
			Red.Fill(): hex(0xbf0000), Red.On(): hex(0xffffff),
			Grey.Fill(): hex(0x4ea1f7), Grey.On(): hex(0x000000),
		},
		light: palette{Green.Edge(): hex(0x017a00), Amber.Edge(): hex(0x757300), Grey.Edge(): hex(0x1f6fc2)},
		dark:  palette{Red.Edge(): hex(0xff6b5e)},
	},
}

// look is one way the program can be coloured.
type look struct {
	dark, contrast bool
	symbols        Symbols
}

// palettes are all looks, made once.
var palettes = makePalettes()

func makePalettes() map[look]palette {
	bases := map[look]palette{
		{}: light, {dark: true}: dark, {contrast: true}: contrastingLight, {dark: true, contrast: true}: contrastingDark,
	}
	all := map[look]palette{}
	for l, base := range bases {
		for _, s := range AllSymbols() {
			l.symbols = s
			all[l] = blend(l, base)
		}
	}
	return all
}

func blend(l look, base palette) palette {
	over := symbolColors[l.symbols]
	byGround := over.light
	if l.dark {
		byGround = over.dark
	}
	p := palette{}
	for _, layer := range []palette{base, over.both, byGround} {
		for name, c := range layer {
			p[name] = c
		}
	}
	for _, t := range Tones() {
		var rim color.NRGBA
		switch known, ok := p[t.Edge()]; {
		case l.contrast:
			rim = p[ColorInk]
		case ok:
			rim = known
		default:
			rim = p[t.Fill()]
		}
		p[t.Edge()] = rim
	}
	return p
}
