package widgets_test

import (
	"testing"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestASliderIsMovedByTheKeyboard(t *testing.T) {
	uitest.App(t, theme.Light)
	var told []int
	s := widgets.NewSlider(func(i int) { told = append(told, i) })
	s.SetRange(20, "none", "all 20")
	c := uitest.Window(t, s, 300, 80).Canvas()
	uitest.Press(c, "Tab", "Left") // there is nothing before 0
	for _, step := range []struct {
		key  string
		want int
	}{{"Right", 1}, {"Right", 2}, {"Prior", 4}, {"Next", 2}, {"End", 20}, {"Right", 20}, {"Left", 19}, {"Home", 0}} {
		uitest.Press(c, step.key)
		if s.Value() != step.want {
			t.Errorf("after %s at %d, want %d", step.key, s.Value(), step.want)
		}
	}
	if want := []int{1, 2, 4, 2, 20, 19, 0}; len(told) != len(want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestASliderIsMovedByThePointer(t *testing.T) {
	uitest.App(t, theme.Light)
	s := widgets.NewSlider(nil)
	s.SetRange(10, "", "")
	w := uitest.Window(t, s, 300, 60)
	test.TapCanvas(w.Canvas(), fyne.NewPos(299, 15))
	if s.Value() != 10 || w.Canvas().Focused() != fyne.Focusable(s) {
		t.Errorf("a click at the right end leads to %d", s.Value())
	}
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(150, 15)}})
	if s.Value() != 5 {
		t.Errorf("dragged to the middle it is at %d", s.Value())
	}
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(-80, 15)}})
	if s.Value() != 0 {
		t.Errorf("dragged beyond the left end it is at %d", s.Value())
	}
}

func TestASliderNamesItsEndsAndWhatItsMarksMean(t *testing.T) {
	uitest.App(t, theme.Light)
	s := widgets.NewSlider(nil)
	s.SetRange(100, "none", "all 100")
	s.SetMarks(widgets.SliderMark{At: 50, Label: "tipping point", Tone: theme.Red}, widgets.SliderMark{At: 47, Label: "like those followed"},
		widgets.SliderMark{At: 49, Label: "between both, without any room"})
	c := uitest.Window(t, s, 440, 80).Canvas()
	for words, want := range map[string]bool{"none": true, "all 100": true, "tipping point": true, "like those followed": true, "between both, without any room": false} {
		if got := uitest.Sees(c, words); got != want {
			t.Errorf("%q is seen: %v", words, got)
		}
	}
}
