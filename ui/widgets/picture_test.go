package widgets_test

import (
	"strings"
	"testing"

	"claimgrade/ui/figure"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// threeMarks has three marks beside each other, each as wide as a third of the picture.
func threeMarks(env figure.Env) figure.Scene {
	s := figure.Scene{Width: env.Width, Height: 30, Alt: "Three marks"}
	third := env.Width / 3
	for i, what := range []string{"first", "second", "third"} {
		area := figure.Rect{X: float64(i)*third + 2, Y: 2, W: third - 4, H: 26, Fill: figure.Accent}
		s.Add(area)
		s.Note(area, what+" mark", "from table "+what)
	}
	return s
}

func TestTheKeyboardWalksTheMarksOfAPicture(t *testing.T) {
	uitest.App(t, theme.Light)
	p := widgets.NewPicture(threeMarks)
	w := uitest.Window(t, widgets.VStack(0, widgets.NewLink("before", func() {}), p, widgets.NewLink("after", func() {})), 300, 300)
	c := w.Canvas()
	shows := func(what string) {
		t.Helper()
		for _, m := range []string{"first", "second", "third"} {
			if got := uitest.Sees(c, m+" mark"); got != (m == what) {
				t.Errorf("note of the %s mark shown: %v, want that of %q", m, got, what)
			}
		}
		if what != "" && !uitest.Sees(c, "from table "+what) {
			t.Errorf("the note of the %s mark does not say where it is from", what)
		}
	}
	shows("")
	low := p.MinSize().Height
	uitest.Press(c, "Tab", "Tab")
	shows("first")
	if p.MinSize().Height <= low {
		t.Error("the note takes no room")
	}
	uitest.Press(c, "Left")
	shows("first")
	uitest.Press(c, "Right", "Right", "Right")
	shows("third")
	uitest.Press(c, "Home")
	shows("first")
	uitest.Press(c, "End", "Left")
	shows("second")
	uitest.Press(c, "Tab") // the note stays, so that nothing moves under a pointer
	shows("second")
	uitest.Press(c, "Shift+Tab", "Escape")
	shows("")
}

func TestAMarkTellsItsNoteToThePointer(t *testing.T) {
	uitest.App(t, theme.Light)
	p := widgets.NewPicture(threeMarks)
	w := uitest.Window(t, p, 300, 200)
	at := func(x float32) desktop.MouseEvent {
		return desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 15), AbsolutePosition: fyne.NewPos(x, 15)}}
	}
	e := at(50)
	p.MouseIn(&e)
	if tip := p.Tip(); tip != "first mark\nfrom table first" {
		t.Errorf("the tooltip says %q", tip)
	}
	e = at(150)
	p.MouseMoved(&e)
	if tip := p.Tip(); !strings.HasPrefix(tip, "second mark") || p.Cursor() != desktop.PointerCursor {
		t.Errorf("the tooltip says %q", tip)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(250, 15))
	if what, _ := p.Note(); what != "third mark" || w.Canvas().Focused() != fyne.Focusable(p) {
		t.Errorf("after a click on the third mark the note is %q", what)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(250, 15))
	if what, _ := p.Note(); what != "" {
		t.Errorf("a second click leaves the note %q", what)
	}
}

func TestAnotherPictureWithFewerMarksDropsTheNote(t *testing.T) {
	uitest.App(t, theme.Light)
	p := widgets.NewPicture(threeMarks)
	w := uitest.Window(t, p, 300, 200)
	test.TapCanvas(w.Canvas(), fyne.NewPos(250, 15))
	p.SetBuild(func(env figure.Env) figure.Scene {
		s := threeMarks(env)
		s.Spots = s.Spots[:2]
		return s
	})
	uitest.Settle(w.Canvas())
	if what, _ := p.Note(); what != "" || uitest.Sees(w.Canvas(), "third mark") {
		t.Errorf("the note is still %q", what)
	}
}
