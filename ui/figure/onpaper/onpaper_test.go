package onpaper

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
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

func TestAPictureOfPixelsHasItsSizeOnPaperAndItsColours(t *testing.T) {
	data, err := PNG(everything(), 300)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := PNG(everything(), 300); !bytes.Equal(data, again) {
		t.Error("the same scene gave other bytes")
	}
	if i := bytes.Index(data, []byte("pHYs")); i < 0 || binary.BigEndian.Uint32(data[i+4:]) != 11811 || data[i+12] != 1 {
		t.Error("the picture does not say 300 dpi")
	}
	img, err := png.Decode(bytes.NewReader(data)) // checks the sums of all chunks
	if err != nil {
		t.Fatal(err)
	}
	if got, want := img.Bounds().Size(), image.Pt(938, 500); got != want {
		t.Errorf("%v pixels, want %v", got, want)
	}
	for _, c := range []struct {
		what string
		x, y float64
		want figure.Tone
	}{
		{"paper", 5, 5, figure.Card},
		{"a box", 20, 80, figure.AmberFill},
		{"a box with an outline", 15, 45, figure.GreenSoft},
		{"its outline", 60, 10.5, figure.GreenEdge},
		{"outside its round corner", 10.6, 10.6, figure.Card},
		{"a diamond", 160, 90, figure.BlueFill},
		{"a disc", 250, 95, figure.RedFill},
		{"a ring", 269, 95, figure.RedEdge},
		{"within the ring", 280, 95, figure.Card},
		{"a line", 205, 35, figure.Axis},
		{"a dash", 122, 70, figure.Muted},
		{"between dashes", 126, 70, figure.Card},
	} {
		got := color.NRGBAModel.Convert(img.At(int(c.x*3.125), int(c.y*3.125))).(color.NRGBA)
		if got != Color(c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, Color(c.want))
		}
	}
	if n := inked(img, image.Rect(25, 340, 900, 410)); n < 1000 {
		t.Errorf("%d pixels of words", n)
	}
}

func inked(img image.Image, area image.Rectangle) int {
	n := 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 100 {
				n++
			}
		}
	}
	return n
}

func TestAPictureWithoutSizeIsRefusedInWords(t *testing.T) {
	for _, s := range []figure.Scene{{}, {Width: 1e9, Height: 1e9}, {Width: math.NaN(), Height: 1}, {Width: -5, Height: 5}} {
		if _, err := PNG(s, 300); err == nil || !strings.Contains(err.Error(), "pixels") {
			t.Errorf("%v by %v: %v", s.Width, s.Height, err)
		}
	}
	s := figure.Scene{Width: 10, Height: 10}
	s.Add(figure.Line{From: figure.Point{X: math.NaN()}, Dash: 1e-9, To: figure.Point{X: 1e300}}, figure.Circle{R: math.Inf(1), Fill: figure.Ink},
		figure.Rect{W: math.NaN(), H: 1}, figure.Text{S: "x", Size: 1e9}, figure.Text{S: "x", At: figure.Point{X: math.Inf(1)}})
	if _, err := PNG(s, 96); err != nil {
		t.Error(err)
	}
}

func TestALineThatBeginsWithAnotherIsDrawn(t *testing.T) { // the ordering of scripts knows one paragraph and used to fail at two
	s := figure.Scene{Width: 100, Height: 20, Items: []figure.Item{figure.Text{S: "\nשלום"}}}
	if got := string(SVG(s)); !strings.Contains(got, "שלום") {
		t.Errorf("lost: %s", got)
	}
}
