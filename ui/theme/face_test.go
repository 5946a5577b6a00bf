package theme

import (
	"testing"

	"claimgrade/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestAFaceWithoutItsRulesMeasuresAsBefore(t *testing.T) {
	measure := func(face fyne.Resource) fyne.Size {
		a := test.NewTempApp(t)
		a.Settings().SetTheme(&Theme{fonts: Fonts{Regular: face}, scale: 1})
		return fyne.MeasureText("Påstanden er AVhengig: 7,34 (3,32 til 11,35) ≥ −1 é", 14, fyne.TextStyle{})
	}
	whole := fyne.NewStaticResource("whole.otf", assets.FontRegular)
	if len(quick(whole).Content()) != len(assets.FontRegular) {
		t.Error("more is gone than an entry of the directory")
	}
	a, b := measure(whole), measure(fyne.NewStaticResource("quick.otf", quick(whole).Content()))
	if a != b || a.Width < 200 {
		t.Errorf("measured %v, without the rules %v", a, b)
	}
}

func TestWhatIsNoFaceStaysAsItIs(t *testing.T) {
	for _, text := range []string{"", "abc", "OTTO\x00\x09 too short for nine tables"} {
		if got := withoutTable([]byte(text), "GSUB"); string(got) != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	if quick(nil) != nil {
		t.Error("no face becomes one")
	}
}
