package paper

import (
	"image/color"
	"testing"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// over is a colour seen through another that lies on it.
func over(below color.Color, above color.Color) color.NRGBA {
	a, b := color.NRGBAModel.Convert(above).(color.NRGBA), color.NRGBAModel.Convert(below).(color.NRGBA)
	mix := func(x, y uint8) uint8 { return uint8((int(x)*int(a.A) + int(y)*(255-int(a.A))) / 255) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// contrastAt is that of black letters on white paper below all that is painted at a place.
func contrastAt(objects []fyne.CanvasObject, at fyne.Position) (ratio float64, fills int) {
	letters, paper := color.Color(color.Black), color.Color(color.White)
	for _, o := range objects {
		r := o.(*canvas.Rectangle)
		p, size := r.Position(), r.Size()
		if _, _, _, alpha := r.FillColor.RGBA(); alpha == 0 || at.X < p.X || at.Y < p.Y || at.X > p.X+size.Width || at.Y > p.Y+size.Height {
			continue
		}
		letters, paper = over(letters, r.FillColor), over(paper, r.FillColor)
		fills++
	}
	return theme.Contrast(letters, paper), fills
}

func TestLettersOfAPrintedPageStayLegibleUnderAllThatIsPaintedOnThem(t *testing.T) {
	s := see(t, printed(1), theme.Dark, 600, 700)
	whole := s.text.stretches(2, 9)[0]
	part := s.text.stretches(4, 6)[0]
	marks := []Mark{{ID: "a", Stretch: whole, Kind: Single}, {ID: "b", Stretch: whole, Kind: Double}, {ID: "c", Stretch: part, Kind: Single}}
	for _, c := range []struct {
		name     string
		marks    []Mark
		found    []Stretch
		current  int
		selected bool
	}{
		{"a mark", marks[:1], nil, -1, false},
		{"a double mark", marks[1:2], nil, -1, false},
		{"three marks", marks, nil, -1, false},
		{"found", nil, []Stretch{part}, -1, false},
		{"looked at", nil, []Stretch{part}, 0, false},
		{"selected", nil, nil, -1, true},
		{"found in marks", marks, []Stretch{part}, -1, false},
		{"looked at in marks", marks, []Stretch{part, whole}, 0, false},
		{"all at once", marks, []Stretch{part, whole, part}, 1, true},
	} {
		s.SetMarks(c.marks)
		s.SetFound(c.found, c.current)
		s.ClearSelection()
		if c.selected {
			s.selectWords(3, 7)
		}
		b := s.blocks[0]
		objects := s.painted(b, 0, 0)
		for i, seen := 2, false; i <= 9; i++ {
			r := b.boxes[i]
			for _, x := range []float32{r.x + 1, r.x + r.w/2, r.right() - 1} {
				ratio, fills := contrastAt(objects, fyne.NewPos(x, r.y+r.h/2))
				if seen = seen || fills > 0; ratio < 7 {
					t.Errorf("%s: %.1f : 1 at word %d, under %d fills", c.name, ratio, i, fills)
				}
			}
			if i == 9 && !seen {
				t.Errorf("%s: nothing is painted", c.name)
			}
		}
	}
}

func TestAMarkIsStillUnderlinedWhereItIsLookedAt(t *testing.T) {
	s := see(t, printed(1), theme.Light, 600, 700)
	part := s.text.stretches(4, 6)[0]
	lines := func(current int) (single, double, around int) {
		s.SetFound([]Stretch{part}, current)
		for _, o := range s.painted(s.blocks[0], 0, 0) {
			switch r := o.(*canvas.Rectangle); {
			case r.FillColor == onPaperSingle.line:
				single++
			case r.FillColor == onPaperDouble.line:
				double++
			case r.StrokeWidth == onPaperCurrent.outline && r.StrokeColor == onPaperCurrent.line:
				around++
			}
		}
		return single, double, around
	}
	s.SetMarks([]Mark{{ID: "a", Stretch: part, Kind: Single}, {ID: "b", Stretch: part, Kind: Double}})
	for current, want := range map[int]int{-1: 0, 0: 1} {
		single, double, around := lines(current)
		if single == 0 || double != 2*single || around != want*single {
			t.Errorf("looked at %d: %d single and %d double lines, %d outlines", current, single, double, around)
		}
	}
}

func TestInATextWhatIsFoundLeavesTheColourOfAMark(t *testing.T) {
	s := see(t, flowing(story), theme.Light, 500, 600)
	at := s.text.named("effect")
	marked, found := s.text.stretches(at-1, at+2)[0], s.text.stretches(at, at)[0]
	s.SetMarks([]Mark{{ID: "a", Stretch: marked, Kind: Single}})
	s.SetFound([]Stretch{found}, -1)
	_, single, _, _, _ := s.inks()
	r := s.blocks[0].boxes[at]
	filled := 0
	for _, o := range s.painted(s.blocks[0], 0, 0) {
		p, size := o.Position(), o.Size()
		if x := r.x + r.w/2; o.(*canvas.Rectangle).FillColor == single.fill && size.Height >= r.h && p.X < x && x < p.X+size.Width {
			filled++
		}
	}
	if filled != 1 {
		t.Errorf("the word has the colour of its mark %d times", filled)
	}
}
