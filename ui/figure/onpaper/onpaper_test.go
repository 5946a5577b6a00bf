package onpaper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"math"
	"strings"
	"testing"

	"claimgrade/ui/figure"
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

func TestPaperHasTheColoursOfTheLightWindow(t *testing.T) {
	darker := map[figure.Tone]bool{figure.Hairline: true, figure.AmberEdge: true}
	th := theme.New(theme.Fonts{})
	for _, tone := range figure.Tones() {
		want := color.NRGBAModel.Convert(th.Color(fyne.ThemeColorName(tone), fynetheme.VariantLight)).(color.NRGBA)
		got := Color(tone)
		if darker[tone] {
			if lightness(got) >= lightness(want) {
				t.Errorf("%s: %v is no darker than the window's %v", tone, got, want)
			}
		} else if got != want {
			t.Errorf("%s: %v, the window has %v", tone, got, want)
		}
	}
}

func lightness(c color.NRGBA) int { return int(c.R) + int(c.G) + int(c.B) }

// everything is a scene with all there is to draw, and texts of every kind.
func everything() figure.Scene {
	s := figure.Scene{Width: 300, Height: 160, Alt: "Three trials. One is <large>.\x00"}
	s.Add(
		figure.Rect{X: 10, Y: 10, W: 100, H: 40, Fill: figure.GreenSoft, Stroke: figure.GreenEdge, Radius: 8},
		figure.Rect{X: 10, Y: 60, W: 100, H: 40, Fill: figure.AmberFill},
		figure.Line{From: figure.Point{X: 120, Y: 10}, To: figure.Point{X: 290, Y: 60}, Tone: figure.Axis, Width: 2},
		figure.Line{From: figure.Point{X: 120, Y: 70}, To: figure.Point{X: 290, Y: 70}, Tone: figure.Muted, Dash: 4},
		figure.Diamond(130, 160, 220, 90, 9, figure.BlueFill),
		figure.Circle{Center: figure.Point{X: 250, Y: 95}, R: 12, Fill: figure.RedFill},
		figure.Circle{Center: figure.Point{X: 280, Y: 95}, R: 12, Stroke: figure.RedEdge, Width: 2},
		figure.Text{At: figure.Point{X: 60, Y: 30}, S: "Low <b> & more", Bold: true, Tone: figure.GreenInk, Anchor: figure.Middle},
		figure.Text{At: figure.Point{X: 10, Y: 120}, S: "−0.35 (95% CI −0.60 to −0.10) ↯ 😀", Tone: figure.Ink},
		figure.Text{At: figure.Point{X: 290, Y: 140}, S: "שלום 12", Italic: true, Size: 16, Tone: figure.Muted, Anchor: figure.End},
	)
	return s
}

func TestAnSVGHoldsAllTextsAsXML(t *testing.T) {
	data := SVG(everything())
	if !bytes.Equal(data, SVG(everything())) {
		t.Error("the same scene gave other bytes")
	}
	var words []string
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := tok.(xml.CharData); ok && strings.TrimSpace(string(c)) != "" {
			words = append(words, string(c))
		}
	}
	want := []string{"Three trials.", "One is <large>.\ufffd", "Low <b> & more", "−0.35 (95% CI −0.60 to −0.10) ↯ 😀", "שלום 12"}
	if strings.Join(words, "|") != strings.Join(want, "|") {
		t.Errorf("%q, want %q", words, want)
	}
}

func TestAPictureOfNumbersThatAreNoneIsDrawnAllTheSame(t *testing.T) {
	s := figure.Scene{Width: math.NaN(), Height: math.Inf(1)}
	s.Add(figure.Line{From: figure.Point{X: math.NaN()}, Dash: math.Inf(1)}, figure.Rect{W: math.Inf(-1), Radius: math.NaN()},
		figure.Circle{R: math.NaN()}, figure.Text{S: "x", Size: math.NaN()})
	if data := SVG(s); bytes.Contains(data, []byte("NaN")) || bytes.Contains(data, []byte("Inf\"")) {
		t.Errorf("%s", data)
	}
}

func TestWidthsAreThoseOfTheTypeface(t *testing.T) {
	env := Env(500)
	if env.Width != 500 {
		t.Error(env.Width)
	}
	narrow, wide, bold := env.Measure("ill", 12, false), env.Measure("mmm", 12, false), env.Measure("mmm", 12, true)
	if !(0 < narrow && narrow < wide && wide < bold) {
		t.Errorf("ill %v, mmm %v, bold %v", narrow, wide, bold)
	}
}
