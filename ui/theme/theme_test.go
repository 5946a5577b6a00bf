package theme_test

import (
	"image/color"
	"testing"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
)

func modes() map[string]theme.Mode {
	return map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark}
}

func TestEveryTextAndSymbolReachesContrast(t *testing.T) {
	for name, mode := range modes() {
		th := theme.New(theme.Fonts{})
		th.SetMode(mode)
		for _, p := range theme.TextPairs() {
			got := theme.Contrast(th.Color(p.On, 0), th.Color(p.Under, 0))
			if got < 4.5 {
				t.Errorf("%s: %s on %s has contrast %.2f, want at least 4.5", name, p.On, p.Under, got)
			}
		}
	}
}

func TestDiscsStandOutFromTheirGround(t *testing.T) {
	// The disc itself is a graphic: its mark carries the meaning at 4.5:1, its edge must still be found.
	for name, mode := range modes() {
		th := theme.New(theme.Fonts{})
		th.SetMode(mode)
		for _, tone := range theme.Tones() {
			for _, under := range []fyne.ThemeColorName{theme.ColorCard, theme.ColorSelection} {
				if got := theme.Contrast(th.Color(tone.Fill(), 0), th.Color(under, 0)); got < 2 {
					t.Errorf("%s: %s on %s has contrast %.2f, want at least 2", name, tone.Fill(), under, got)
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
