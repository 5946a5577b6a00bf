// Package theme gives the program its look: colours for light and dark, plain or of high contrast, sizes, and fonts, as
// one Fyne theme.
// It must not know what the colours are used for beyond their names.
package theme

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Mode says whether the ground is light or dark.
type Mode int

// FollowSystem takes light or dark from the desktop; the others insist.
const (
	FollowSystem Mode = iota
	Light
	Dark
)

// Fonts are the faces of the program. A nil face falls back to the one bundled with Fyne, which lacks the signs
// − ≤ ≥ → and ≈, so a program that shows numbers should bring its own.
type Fonts struct {
	Regular, Bold, Italic, BoldItalic, Mono fyne.Resource
}

// Scale bounds of the in-app interface size.
const (
	MinScale = 0.8
	MaxScale = 2.0
)

// Theme is the look of the program. Change it with its setters and hand it to Settings().SetTheme again to show the change.
type Theme struct {
	mode     Mode
	contrast bool
	symbols  Symbols
	scale    float32

	projected float32 // the size in which everything is drawn for a room, beyond the bounds; 0 while nothing is
	fonts     Fonts
}

var _ fyne.Theme = (*Theme)(nil)

// New returns a theme of normal size that follows the system's light or dark.
func New(f Fonts) *Theme {
	return &Theme{fonts: Fonts{quick(f.Regular), quick(f.Bold), quick(f.Italic), quick(f.BoldItalic), quick(f.Mono)}, scale: 1}
}

// SetMode chooses light or dark.
func (t *Theme) SetMode(m Mode) { t.mode = m }

// Mode returns what SetMode chose.
func (t *Theme) Mode() Mode { return t.mode }

// SetHighContrast turns the palettes of high contrast on or off.
func (t *Theme) SetHighContrast(on bool) { t.contrast = on }

// HighContrast says whether the palettes of high contrast are on.
func (t *Theme) HighContrast() bool { return t.contrast }

// SetSymbols chooses the colours of ratings and verdicts.
func (t *Theme) SetSymbols(s Symbols) { t.symbols = s }

// Symbols returns the colours of ratings and verdicts.
func (t *Theme) Symbols() Symbols { return t.symbols }

// SetScale sets the interface size; 1 is normal. It is kept within MinScale and MaxScale.
func (t *Theme) SetScale(s float32) {
	t.scale = min(max(s, MinScale), MaxScale)
}

// Scale returns the interface size; 1 is normal.
func (t *Theme) Scale() float32 { return t.scale }

// Project draws what is made from now on in a size for a whole room, in the palettes of high contrast; 0 goes back to the
// interface size and the palettes chosen.
func (t *Theme) Project(size float32) { t.projected = size }

// drawn is the size in which things are drawn now.
func (t *Theme) drawn() float32 {
	if t.projected > 0 {
		return t.projected
	}
	return t.scale
}

// Color returns the colour of a name, ours or Fyne's.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := t.palette(variant)
	if c, ok := p[name]; ok {
		return c
	}
	if ours, ok := fyneNames[name]; ok {
		return p[ours]
	}
	ink := p[ColorInk]
	accent := p[ColorAccent]
	switch name {
	case fynetheme.ColorNameHover:
		return withAlpha(ink, 0x12)
	case fynetheme.ColorNamePressed:
		return withAlpha(ink, 0x24)
	case fynetheme.ColorNameFocus:
		return withAlpha(accent, 0x40)
	case fynetheme.ColorNameSelection:
		return withAlpha(accent, 0x48)
	case fynetheme.ColorNameScrollBar:
		return withAlpha(ink, 0x70)
	case fynetheme.ColorNameScrollBarBackground:
		return color.Transparent
	case fynetheme.ColorNameShadow:
		return withAlpha(hex(0x0a0f18), 0x38)
	}
	return fynetheme.DefaultTheme().Color(name, t.variant(variant))
}

// fyneNames maps the names Fyne's own widgets ask for to ours.
var fyneNames = map[fyne.ThemeColorName]fyne.ThemeColorName{
	fynetheme.ColorNameBackground:          ColorGround,
	fynetheme.ColorNameForeground:          ColorInk,
	fynetheme.ColorNameButton:              Grey.Soft(),
	fynetheme.ColorNameDisabledButton:      ColorWell,
	fynetheme.ColorNameDisabled:            ColorDisabled,
	fynetheme.ColorNamePlaceHolder:         ColorMuted,
	fynetheme.ColorNamePrimary:             ColorAccent,
	fynetheme.ColorNameForegroundOnPrimary: ColorOnAccent,
	fynetheme.ColorNameHyperlink:           ColorAccent,
	fynetheme.ColorNameInputBackground:     ColorCard,
	fynetheme.ColorNameInputBorder:         ColorFieldEdge,
	fynetheme.ColorNameHeaderBackground:    ColorCard,
	fynetheme.ColorNameMenuBackground:      ColorCard,
	fynetheme.ColorNameOverlayBackground:   ColorCard,
	fynetheme.ColorNameSeparator:           ColorHairline,
	fynetheme.ColorNameError:               Red.Fill(),
	fynetheme.ColorNameForegroundOnError:   Red.On(),
	fynetheme.ColorNameWarning:             Amber.Fill(),
	fynetheme.ColorNameForegroundOnWarning: Amber.On(),
	fynetheme.ColorNameSuccess:             Green.Fill(),
	fynetheme.ColorNameForegroundOnSuccess: Green.On(),
}

func withAlpha(c color.NRGBA, a uint8) color.Color {
	c.A = a
	return c
}

func (t *Theme) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.mode {
	case Light:
		return fynetheme.VariantLight
	case Dark:
		return fynetheme.VariantDark
	}
	return system
}

func (t *Theme) palette(system fyne.ThemeVariant) palette {
	return palettes[look{dark: t.variant(system) == fynetheme.VariantDark, contrast: t.contrast || t.projected > 0, symbols: t.symbols}]
}

// Font returns the face of a style.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	var f fyne.Resource
	switch {
	case s.Monospace:
		f = t.fonts.Mono
	case s.Symbol:
	case s.Bold && s.Italic:
		f = t.fonts.BoldItalic
	case s.Bold:
		f = t.fonts.Bold
	case s.Italic:
		f = t.fonts.Italic
	default:
		f = t.fonts.Regular
	}
	if f == nil {
		return fynetheme.DefaultTheme().Font(s)
	}
	return f
}

// Icon returns Fyne's icon of a name.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return fynetheme.DefaultTheme().Icon(n) }

// Text sizes beside those of Fyne, before scaling.
const (
	SizeTitle   fyne.ThemeSizeName = "cg-title"   // the claim, a screen's name
	SizeHeading fyne.ThemeSizeName = "cg-heading" // a card's heading, a row's name
	SizeBody    fyne.ThemeSizeName = "cg-body"
	SizeSmall   fyne.ThemeSizeName = "cg-small"   // second lines, labels of fields
	SizeCaption fyne.ThemeSizeName = "cg-caption" // axis labels, counts
)

var sizes = map[fyne.ThemeSizeName]float32{
	SizeTitle:   19,
	SizeHeading: 15.5,
	SizeBody:    14,
	SizeSmall:   13,
	SizeCaption: 12,

	fynetheme.SizeNameText:               14,
	fynetheme.SizeNameCaptionText:        12,
	fynetheme.SizeNameHeadingText:        19,
	fynetheme.SizeNameSubHeadingText:     15.5,
	fynetheme.SizeNamePadding:            4,
	fynetheme.SizeNameInnerPadding:       8,
	fynetheme.SizeNameLineSpacing:        4,
	fynetheme.SizeNameInlineIcon:         18,
	fynetheme.SizeNameInputBorder:        1,
	fynetheme.SizeNameInputRadius:        8,
	fynetheme.SizeNameSelectionRadius:    4,
	fynetheme.SizeNameScrollBar:          11,
	fynetheme.SizeNameScrollBarSmall:     4,
	fynetheme.SizeNameSeparatorThickness: 1,
}

// unscaled sizes stay as they are at every interface size: hairlines stay hairlines.
var unscaled = map[fyne.ThemeSizeName]bool{
	fynetheme.SizeNameInputBorder:        true,
	fynetheme.SizeNameSeparatorThickness: true,
}

// Size returns the size of a name at the interface size in use.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	s, ok := sizes[n]
	if !ok {
		s = fynetheme.DefaultTheme().Size(n)
	}
	if unscaled[n] {
		return s
	}
	return s * t.drawn()
}

// Color returns a colour of the theme and variant in use. Under a foreign theme (a test's, say) ours are light.
func Color(name fyne.ThemeColorName) color.Color {
	settings := fyne.CurrentApp().Settings()
	t := settings.Theme()
	if _, ours := t.(*Theme); !ours {
		if c, ok := palettes[look{}][name]; ok {
			return c
		}
	}
	return t.Color(name, settings.ThemeVariant())
}

// IsDark says whether the dark palette is in use.
func IsDark() bool {
	settings := fyne.CurrentApp().Settings()
	t, ours := settings.Theme().(*Theme)
	return ours && t.variant(settings.ThemeVariant()) == fynetheme.VariantDark
}

// TextSize returns a text size at the interface size in use.
func TextSize(n fyne.ThemeSizeName) float32 {
	if t, ours := fyne.CurrentApp().Settings().Theme().(*Theme); ours {
		return t.Size(n)
	}
	if s, ok := sizes[n]; ok {
		return s
	}
	return fynetheme.Size(n)
}

// Px turns a length of the drawing into one at the interface size in use, rounded to whole units so that edges stay crisp.
func Px(v float32) float32 {
	if t, ours := fyne.CurrentApp().Settings().Theme().(*Theme); ours && t.drawn() != 1 {
		return float32(math.Round(float64(v * t.drawn())))
	}
	return v
}
