package theme

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
)

// Contrast returns the contrast ratio of two opaque colours, from 1 (the same) to 21 (black on white).
// Formula: WCAG 2.1, relative luminance and contrast ratio.
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func linear(v uint32) float64 {
	s := float64(v) / 0xffff
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

// Pair is a foreground that is drawn on a background.
type Pair struct{ On, Under fyne.ThemeColorName }

// TextPairs lists every foreground and background that meet in the program's widgets; each must reach 4.5:1.
func TextPairs() []Pair {
	grounds := []fyne.ThemeColorName{ColorGround, ColorCard, ColorWell, ColorSelection, ColorRowHover}
	var pairs []Pair
	for _, g := range grounds {
		for _, ink := range []fyne.ThemeColorName{ColorInk, ColorMuted, ColorAccent} {
			pairs = append(pairs, Pair{ink, g})
		}
		for _, t := range Tones() {
			pairs = append(pairs, Pair{t.Ink(), g})
		}
	}
	for _, t := range Tones() {
		pairs = append(pairs, Pair{t.Ink(), t.Soft()}, Pair{t.On(), t.Fill()}, Pair{ColorInk, t.Soft()})
	}
	return append(pairs,
		Pair{ColorOnAccent, ColorAccent}, Pair{ColorAccent, ColorAccentSoft}, Pair{ColorInk, ColorAccentSoft},
		Pair{ColorMuted, ColorAccentSoft}, Pair{ColorOnTip, ColorTip}, Pair{ColorInk, ColorMark}, Pair{ColorInk, ColorBand},
		Pair{ColorDisabled, ColorCard}, Pair{ColorDisabled, ColorWell}, Pair{ColorDisabled, ColorGround},
		Pair{ColorAxis, ColorCard}, Pair{ColorMuted, ColorBand}, Pair{ColorAxis, ColorBand},
		Pair{ColorMuted, Green.Soft()}, Pair{ColorMuted, Amber.Soft()}, Pair{ColorMuted, Red.Soft()})
}
