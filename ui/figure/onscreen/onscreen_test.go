package onscreen_test

import (
	"image/color"
	"testing"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/onscreen"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
)

func all() figure.Scene {
	s := figure.Scene{Width: 200, Height: 140, Alt: "Every kind of item"}
	s.Add(figure.Rect{W: 200, H: 140, Fill: figure.Card, Stroke: figure.Hairline, Radius: 8},
		figure.Line{From: figure.Point{X: 10, Y: 10}, To: figure.Point{X: 190, Y: 10}, Tone: figure.Axis, Width: 1},
		figure.Line{From: figure.Point{X: 10, Y: 20}, To: figure.Point{X: 190, Y: 20}, Tone: figure.RedInk, Width: 2, Dash: 4},
		figure.Line{From: figure.Point{X: 10, Y: 30}, To: figure.Point{X: 60, Y: 60}, Tone: figure.Accent, Width: 1.5},
		figure.Line{From: figure.Point{X: 60, Y: 30}, To: figure.Point{X: 110, Y: 60}, Tone: figure.Accent, Width: 1.5, Dash: 5},
		figure.Rect{X: 120, Y: 30, W: 30, H: 20, Fill: figure.Band}, figure.Rect{X: 160, Y: 30, W: 30, H: 20, Stroke: figure.Axis, Radius: 4},
		figure.Circle{Center: figure.Point{X: 25, Y: 80}, R: 8, Fill: figure.RedFill}, figure.Circle{Center: figure.Point{X: 50, Y: 80}, R: 8, Stroke: figure.Ink, Width: 2},
		figure.Diamond(70, 100, 140, 80, 8, figure.Accent), figure.Triangle(figure.Point{X: 150, Y: 88}, figure.Point{X: 170, Y: 72}, figure.Point{X: 190, Y: 88}, figure.AmberFill),
		figure.Poly4{P: [4]figure.Point{{X: 10, Y: 100}, {X: 60, Y: 108}, {X: 60, Y: 130}, {X: 10, Y: 130}}, Fill: figure.GreenSoft},
		figure.Text{At: figure.Point{X: 70, Y: 110}, S: "start", Tone: figure.Ink}, figure.Text{At: figure.Point{X: 130, Y: 110}, S: "middle", Tone: figure.Muted, Anchor: figure.Middle, Bold: true},
		figure.Text{At: figure.Point{X: 190, Y: 125}, S: "end", Size: 10, Tone: figure.RedInk, Anchor: figure.End, Italic: true})
	return s
}

func TestEveryItemIsDrawn(t *testing.T) {
	for name, mode := range map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark} {
		t.Run(name, func(t *testing.T) {
			uitest.App(t, mode)
			uitest.Golden(t, "items-"+name, uitest.Window(t, onscreen.New(all()), 200, 140).Canvas().Capture())
		})
	}
}

func TestEveryToneHasAColourInBothPalettes(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		th := theme.New(theme.Fonts{})
		th.SetMode(mode)
		for _, tone := range figure.Tones() {
			c, ok := th.Color(fyne.ThemeColorName(tone), 0).(color.NRGBA)
			if !ok || c.A != 0xff {
				t.Errorf("%s has no colour of its own", tone)
			}
		}
	}
}

func TestBuiltFigureFollowsTheWidthItGets(t *testing.T) {
	uitest.App(t, theme.Light)
	var widths []float64
	f := onscreen.NewBuilt(fyne.NewSize(50, 20), func(env figure.Env) figure.Scene {
		widths = append(widths, env.Width)
		return figure.Scene{Width: env.Width, Height: env.Width / 4}
	})
	f.Resize(fyne.NewSize(400, 20))
	if h := f.MinSize().Height; len(widths) != 1 || widths[0] != 400 || h != 100 {
		t.Errorf("built for %v, height %v", widths, h)
	}
	f.Resize(fyne.NewSize(200, 100))
	if h := f.MinSize().Height; widths[len(widths)-1] != 200 || h != 50 {
		t.Errorf("built for %v, height %v", widths, h)
	}
}

func TestFixedFigureShrinksToFit(t *testing.T) {
	uitest.App(t, theme.Light)
	f := onscreen.New(all())
	f.Resize(fyne.NewSize(100, 140))
	if h := f.MinSize().Height; h != 70 {
		t.Errorf("at half its width it is %v high, want 70", h)
	}
	f.Resize(fyne.NewSize(900, 140))
	if h := f.MinSize().Height; h != 140 {
		t.Errorf("with room to spare it is %v high, want 140", h)
	}
	if f.Tip() != "Every kind of item" {
		t.Error("its words are not its tooltip")
	}
}
