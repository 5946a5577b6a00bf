package widgets_test

import (
	"testing"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
)

func TestOptionsAreChosenByArrowAndByTapAndTellOnlyChanges(t *testing.T) {
	uitest.App(t, theme.Light)
	var got []int
	o := widgets.NewOptions([]widgets.Option{{"One", "for one"}, {"Two", "for two, with a sentence that is too long for one line of the window"}, {"Three", ""}},
		func(i int) { got = append(got, i) })
	c := uitest.Window(t, widgets.VStack(0, o), 300, 400).Canvas()
	c.Focus(o)
	uitest.Press(c, "Up", "Down", "Down", "Down", "Space", "Home")
	uitest.TapText(t, c, "for two")
	uitest.TapText(t, c, "Two")
	want := []int{1, 2, 0, 1}
	if len(got) != len(want) {
		t.Fatalf("told %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("told %v, want %v", got, want)
		}
	}
	o.SetDisabled("not now")
	uitest.TapText(t, c, "Three")
	if o.Selected() != 1 {
		t.Error("a disabled control was changed")
	}
}
