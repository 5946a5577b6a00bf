package theme_test

import (
	"fmt"
	"image/color"
	"testing"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
)

// looks are all the ways in which the program can be coloured.
func looks() map[string]*theme.Theme {
	all := map[string]*theme.Theme{}
	for ground, mode := range map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark} {
		for _, contrast := range []bool{false, true} {
			for _, symbols := range theme.AllSymbols() {
				th := theme.New(theme.Fonts{})
				th.SetMode(mode)
				th.SetHighContrast(contrast)
				th.SetSymbols(symbols)
				all[fmt.Sprintf("%s, high contrast %v, symbols %d", ground, contrast, symbols)] = th
			}
		}
	}
	return all
}

func TestEveryTextAndSymbolReachesContrastInEveryPalette(t *testing.T) {
	all := looks()
	if len(all) != 12 {
		t.Fatalf("%d palettes are tested", len(all))
	}
	for name, th := range all {
		for _, p := range theme.TextPairs() {
			got := theme.Contrast(th.Color(p.On, 0), th.Color(p.Under, 0))
			if got < 4.5 {
				t.Errorf("%s: %s on %s has contrast %.2f, want at least 4.5", name, p.On, p.Under, got)
			}
		}
	}
}

func TestHighContrastGivesTextSevenToOne(t *testing.T) {
	for name, th := range looks() {
		if !th.HighContrast() {
			continue
		}
		for _, p := range theme.TextPairs() {
			if isFill(p.Under) {
				continue // the colours of symbols are given by whoever made the scheme
			}
			if got := theme.Contrast(th.Color(p.On, 0), th.Color(p.Under, 0)); got < 7 {
				t.Errorf("%s: %s on %s has contrast %.2f, want at least 7", name, p.On, p.Under, got)
			}
		}
	}
}

func isFill(name fyne.ThemeColorName) bool {
	for _, tone := range theme.Tones() {
		if name == tone.Fill() {
			return true
		}
	}
	return false
}

func TestDiscsStandOutFromTheirGround(t *testing.T) {
	// The disc itself is a graphic: its mark carries the meaning at 4.5:1, its fill or its rim must still be found.
	for name, th := range looks() {
		want := 3.0
		if !th.HighContrast() && th.Symbols() == theme.OwnSymbols {
			want = 2 // the quiet palettes have no rims
		}
		for _, tone := range theme.Tones() {
			for _, under := range []fyne.ThemeColorName{theme.ColorCard, theme.ColorSelection} {
				ground := th.Color(under, 0)
				got := max(theme.Contrast(th.Color(tone.Fill(), 0), ground), theme.Contrast(th.Color(tone.Edge(), 0), ground))
				if got < want {
					t.Errorf("%s: %s on %s has contrast %.2f, want at least %v", name, tone.Fill(), under, got, want)
				}
			}
		}
	}
}

func TestSymbolsHaveTheColoursTheirSchemesPublish(t *testing.T) {
	for symbols, want := range map[theme.Symbols]map[theme.Tone]uint32{
		theme.SafeSymbols:  {theme.Green: 0x0072b2, theme.Amber: 0xf0e442, theme.Red: 0xd55e00, theme.Grey: 0x999999},
		theme.CochraneLike: {theme.Green: 0x02c100, theme.Amber: 0xe2df07, theme.Red: 0xbf0000, theme.Grey: 0x4ea1f7},
	} {
		for name, th := range looks() {
			if th.Symbols() != symbols {
				continue
			}
			for tone, rgb := range want {
				r, g, b, _ := th.Color(tone.Fill(), 0).RGBA()
				if got := r>>8<<16 | g>>8<<8 | b>>8; got != rgb {
					t.Errorf("%s: %s is %06x, want %06x", name, tone.Fill(), got, rgb)
				}
			}
		}
	}
}

func TestContrastOfPublishedExamples(t *testing.T) {
	black, white, grey := fyneGrey(0), fyneGrey(0xff), fyneGrey(0x76)
	if got := theme.Contrast(black, white); got < 20.99 || got > 21.01 {
		t.Errorf("black on white is %.3f, want 21", got)
	}
	if got := theme.Contrast(grey, white); got < 4.53 || got > 4.55 {
		t.Errorf("#767676 on white is %.3f, want 4.54", got)
	}
}

func TestModeDecidesOverTheSystem(t *testing.T) {
	th := theme.New(theme.Fonts{})
	th.SetMode(theme.Dark)
	if th.Color(theme.ColorCard, fynetheme.VariantLight) == th.Color(theme.ColorInk, fynetheme.VariantLight) {
		t.Fatal("card and ink are one colour")
	}
	darkCard := th.Color(theme.ColorCard, fynetheme.VariantLight)
	th.SetMode(theme.FollowSystem)
	if th.Color(theme.ColorCard, fynetheme.VariantDark) != darkCard {
		t.Error("following a dark system does not give the dark card")
	}
	if th.Color(theme.ColorCard, fynetheme.VariantLight) == darkCard {
		t.Error("following a light system gives the dark card")
	}
}

func TestInterfaceSizeScalesTextButNotHairlines(t *testing.T) {
	a := test.NewTempApp(t)
	th := theme.New(theme.Fonts{})
	th.SetScale(2)
	a.Settings().SetTheme(th)
	if got := theme.TextSize(theme.SizeBody); got != 28 {
		t.Errorf("body text at double size is %v, want 28", got)
	}
	if got := theme.Px(12); got != 24 {
		t.Errorf("12 units at double size are %v, want 24", got)
	}
	if got := fynetheme.InputBorderSize(); got != 1 {
		t.Errorf("field border at double size is %v, want 1", got)
	}
	th.SetScale(9)
	if th.Scale() != theme.MaxScale {
		t.Errorf("scale 9 is taken as %v, want it held at %v", th.Scale(), theme.MaxScale)
	}
}

func TestOurColoursWorkUnderAForeignTheme(t *testing.T) {
	test.NewTempApp(t)
	if theme.Color(theme.ColorCard) == nil || theme.Color(theme.Red.Fill()) == nil {
		t.Error("no colour under a foreign theme")
	}
	if theme.IsDark() {
		t.Error("a foreign theme is taken as dark")
	}
}

func TestEveryNameFyneAsksForHasAColour(t *testing.T) {
	test.NewTempApp(t)
	th := theme.New(theme.Fonts{})
	for _, n := range []fyne.ThemeColorName{
		fynetheme.ColorNameBackground, fynetheme.ColorNameButton, fynetheme.ColorNameDisabled, fynetheme.ColorNameDisabledButton,
		fynetheme.ColorNameError, fynetheme.ColorNameFocus, fynetheme.ColorNameForeground, fynetheme.ColorNameForegroundOnError,
		fynetheme.ColorNameForegroundOnPrimary, fynetheme.ColorNameForegroundOnSuccess, fynetheme.ColorNameForegroundOnWarning,
		fynetheme.ColorNameHeaderBackground, fynetheme.ColorNameHover, fynetheme.ColorNameHyperlink, fynetheme.ColorNameInputBackground,
		fynetheme.ColorNameInputBorder, fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground,
		fynetheme.ColorNamePlaceHolder, fynetheme.ColorNamePressed, fynetheme.ColorNamePrimary, fynetheme.ColorNameScrollBar,
		fynetheme.ColorNameScrollBarBackground, fynetheme.ColorNameSelection, fynetheme.ColorNameSeparator, fynetheme.ColorNameShadow,
		fynetheme.ColorNameSuccess, fynetheme.ColorNameWarning,
	} {
		if th.Color(n, fynetheme.VariantDark) == nil || th.Color(n, fynetheme.VariantLight) == nil {
			t.Errorf("%s has no colour", n)
		}
	}
	for _, s := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}, {Monospace: true}, {Symbol: true}} {
		if th.Font(s) == nil {
			t.Errorf("%+v has no font", s)
		}
	}
}

func fyneGrey(v uint8) color.Color { return color.NRGBA{R: v, G: v, B: v, A: 0xff} }
