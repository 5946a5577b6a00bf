package paper

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// sight is a Paper in a window with what it has told.
type sight struct {
	testing.TB
	*Paper
	canvas  fyne.Canvas
	opened  string
	claimed string
	wants   []Want
}

func see(t testing.TB, x *Text, mode theme.Mode, width, height float32) *sight {
	t.Helper()
	uitest.App(t, mode)
	s := &sight{TB: t}
	s.Paper = New(Actions{
		Choices: []Choice{
			{Label: "Claim this", Key: "C", Do: func() { s.claimed = s.text.Readable(s.Selection()) }},
			{Label: "Copy", Do: func() {}},
		},
		OpenMark: func(id string) { s.opened = id }, Moved: func() {}, Wanted: func(w []Want) { s.wants = w }, Selected: func() {}, Escape: func() bool { return false },
	})
	s.canvas = uitest.Window(t, s.Paper, width, height).Canvas()
	s.Open(x, 0)
	uitest.Settle(s.canvas)
	return s
}

// where is the middle of a word in the column.
func (s *sight) where(words string) fyne.Position {
	s.Helper()
	i := s.text.named(words)
	if i < 0 {
		s.Fatalf("no word %q", words)
	}
	r := s.boxOf(i)
	return fyne.NewPos(r.x+r.w/2, r.y+r.h/2)
}

func (s *sight) click(at fyne.Position, times int, mod fyne.KeyModifier) {
	for range times {
		e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: mod}
		s.body.MouseDown(e)
		s.body.MouseUp(e)
	}
	uitest.Settle(s.canvas)
}

func (s *sight) drag(from, to fyne.Position) {
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary}
	s.body.MouseDown(e)
	for k := float32(1); k <= 4; k++ {
		at := fyne.NewPos(from.X+(to.X-from.X)*k/4, from.Y+(to.Y-from.Y)*k/4)
		s.body.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	s.body.DragEnd()
	e.Position = to
	s.body.MouseUp(e)
	uitest.Settle(s.canvas)
}

func (s *sight) selected(want string) {
	s.Helper()
	if got := s.text.Readable(s.Selection()); got != want {
		s.Errorf("selected %q, want %q", got, want)
	}
}

const story = "Ketamine lowered the score at once. The effect had gone after a week.\n\nA second paragraph follows here. It says nothing of note, " +
	"but it is long enough to need several lines in a narrow window, so that the pointer has to cross from one line to the next one.\n\nThe end."

func TestWordsOfSeveralParagraphsAreSelectedByDragging(t *testing.T) {
	s := see(t, flowing(story), theme.Light, 500, 600)
	s.drag(s.where("effect"), s.where("second"))
	s.selected("effect had gone after a week. A second")
	uitest.TapText(t, s.canvas, "Claim this")
	if s.claimed != "effect had gone after a week. A second" {
		t.Errorf("claimed %q", s.claimed)
	}
	s.drag(s.where("second"), s.where("effect")) // the other way round
	s.selected("effect had gone after a week. A second")
	uitest.Press(s.canvas, "Escape")
	s.selected("")
	if uitest.Sees(s.canvas, "Claim this") {
		t.Error("the bubble is still there")
	}
}

func TestClicksSelectAWordASentenceAndUpToThePointer(t *testing.T) {
	s := see(t, flowing(story), theme.Light, 500, 600)
	s.click(s.where("lowered"), 2, 0)
	s.selected("lowered")
	s.click(s.where("gone"), 3, 0)
	s.selected("The effect had gone after a week.")
	s.click(s.where("paragraph"), 1, fyne.KeyModifierShift)
	s.selected("The effect had gone after a week. A second paragraph")
	s.body.last = s.body.last.Add(-doubled)
	s.click(s.where("note,"), 1, 0)
	s.selected("")
}

func TestTheKeyboardSelectsAndActs(t *testing.T) {
	s := see(t, flowing(story), theme.Light, 500, 600)
	s.Focus(s.canvas)
	uitest.Press(s.canvas, "Shift+Right", "Shift+Right")
	s.selected("Ketamine lowered")
	uitest.Press(s.canvas, "Shift+Left")
	s.selected("Ketamine")
	uitest.Press(s.canvas, "Shift+Down")
	if got := s.text.Readable(s.Selection()); len(strings.Fields(got)) < 5 || !strings.HasPrefix(got, "Ketamine lowered the score") {
		t.Errorf("a line further is %q", got)
	}
	uitest.Press(s.canvas, "Escape")
	uitest.Type(s.canvas, "s")
	s.selected("Ketamine lowered the score at once.")
	uitest.Press(s.canvas, "Ctrl+C")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "Ketamine lowered the score at once." {
		t.Errorf("copied %q", got)
	}
	uitest.Type(s.canvas, "c")
	if s.claimed != "Ketamine lowered the score at once." {
		t.Errorf("claimed %q", s.claimed)
	}
}

func TestAMarkOpensWhatItStandsForAndASecondClickSelectsInstead(t *testing.T) {
	s := see(t, flowing(story), theme.Light, 500, 600)
	s.SetMarks([]Mark{{ID: "long", Stretch: Stretch{0, span(0, 70)}}, {ID: "short", Kind: Double, Stretch: Stretch{0, span(9, 16)}}})
	s.click(s.where("score"), 1, 0)
	if s.opened != "long" {
		t.Errorf("opened %q", s.opened)
	}
	s.body.last = s.body.last.Add(-doubled)
	s.click(s.where("lowered"), 1, 0)
	if s.opened != "short" {
		t.Errorf("of two marks %q was opened", s.opened)
	}
	s.opened = ""
	s.body.last = s.body.last.Add(-doubled)
	s.click(s.where("paragraph"), 1, 0)
	if s.opened != "" {
		t.Errorf("%q was opened where nothing is marked", s.opened)
	}
}

// printed is a text of pages with two columns of ten lines of four words.
func printed(pages int) *Text {
	var all []Page
	for p := range pages {
		page := Page{Width: 400, Height: 560}
		var b strings.Builder
		n := 0
		for col := range 2 {
			for row := range 10 {
				for k := range 4 {
					w := fmt.Sprintf("p%dc%dr%dw%d", p, col, row, k)
					page.Words = append(page.Words, Word{Span: span(n, n+len(w)), X: float64(40 + col*170 + k*38), Y: float64(40 + row*14), W: 34, H: 10})
					b.WriteString(w + " ")
					n += len(w) + 1
				}
			}
		}
		page.Text = b.String()
		all = append(all, page)
	}
	return NewText(all)
}

func TestPagesAreSelectedInReadingOrderAcrossColumnsAndPages(t *testing.T) {
	s := see(t, printed(3), theme.Light, 600, 700)
	s.drag(s.where("p0c0r9w3"), s.where("p0c1r0w1"))
	s.selected("p0c0r9w3 p0c1r0w0 p0c1r0w1")
	s.SetZoom(0.5)
	s.drag(s.where("p0c1r9w3"), s.where("p1c0r0w0"))
	s.selected("p0c1r9w3 p1c0r0w0")
	if got := s.Selection(); len(got) != 2 || got[0].Page != 0 || got[1].Page != 1 {
		t.Errorf("the stretches are %v", got)
	}
}

func TestPicturesAreWantedOnlyForPagesInViewAndTheirNeighbours(t *testing.T) {
	s := see(t, printed(500), theme.Light, 600, 700)
	pages := func() (all []int) {
		for _, w := range s.wants {
			all = append(all, w.Page)
		}
		return all
	}
	if !slices.Equal(pages(), []int{0, 1}) {
		t.Errorf("at first pictures are wanted of %v", pages())
	}
	s.GoToPage(250)
	if got := pages(); !slices.Contains(got, 250) || len(got) > 4 {
		t.Errorf("in the middle pictures are wanted of %v", got)
	}
	for _, w := range slices.Clone(s.wants) {
		s.SetImage(w, image.NewRGBA(image.Rect(0, 0, w.Width, 10)))
	}
	if len(s.wants) != 0 {
		t.Errorf("still wanted: %v", s.wants)
	}
	s.SetImage(Want{Page: 0, Width: 100}, image.NewRGBA(image.Rect(0, 0, 1, 1))) // it comes too late
	uitest.Press(s.canvas, "Home")
	s.GoToPage(499)
	if len(s.sheets) > 5 {
		t.Errorf("%d pages are kept", len(s.sheets))
	}
	if s.Page() != 499 {
		t.Errorf("at page %d", s.Page())
	}
	shown := map[*canvas.Image]bool{}
	for page := range 40 { // what a picture showed is kept by Fyne for a minute: few pictures take turns
		s.GoToPage(page)
		for _, w := range slices.Clone(s.wants) {
			s.SetImage(w, image.NewRGBA(image.Rect(0, 0, w.Width, 10)))
		}
		for _, o := range s.sheets {
			if o.image != nil {
				shown[o.image] = true
			}
		}
	}
	if len(shown) > 8 {
		t.Errorf("%d pictures were made for 40 pages", len(shown))
	}
}

func TestRowsOfATableAreLines(t *testing.T) {
	s := see(t, flowing("Before it\nstands a line.\n\nTrial | n\nVik 2018 | 67\nDahl 2019 | 223"), theme.Light, 600, 700)
	var lines []string
	for i := range s.blocks {
		for _, l := range s.ready(i).lines {
			lines = append(lines, l.text)
		}
	}
	if want := []string{"Before it stands a line.", "Trial | n", "Vik 2018 | 67", "Dahl 2019 | 223"}; !slices.Equal(lines, want) {
		t.Errorf("%q, want %q", lines, want)
	}
}

func TestThePlaceIsKeptWhenTheSizeChanges(t *testing.T) {
	s := see(t, printed(20), theme.Light, 600, 700)
	s.GoTo(7.4)
	at := s.At()
	if at < 7.39 || at > 7.41 {
		t.Fatalf("went to 7.4, is at %v", at)
	}
	s.SetZoom(2)
	if now := s.At(); now < at-0.02 || now > at+0.02 {
		t.Errorf("zooming went from %v to %v", at, now)
	}
	s.SetZoom(0)
	s.Resize(fyne.NewSize(900, 500))
	if now := s.At(); now < at-0.02 || now > at+0.02 {
		t.Errorf("another size of the window went from %v to %v", at, now)
	}
}

func TestAnEmptyTextCanBeWorkedToo(t *testing.T) {
	for _, x := range []*Text{NewText(nil), NewText([]Page{{}}), NewText([]Page{{Width: 300, Height: 400}, {Width: 300, Height: 400}})} {
		s := see(t, x, theme.Light, 600, 700)
		s.Focus(s.canvas)
		s.click(fyne.NewPos(200, 200), 3, 0)
		s.drag(fyne.NewPos(10, 10), fyne.NewPos(200, 300))
		uitest.Press(s.canvas, "Shift+Right", "Shift+Down", "PageDown", "End", "Home", "Up")
		uitest.Type(s.canvas, "snpc ")
		s.Reveal(Stretch{1, span(0, 3)})
		s.SetZoom(3)
		s.selected("")
	}
}

func TestALongTextOpensAtOnceAndScrollsToItsEnd(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "Paragraph %d has some twenty words, which is about what a paragraph of a letter or of a short note has. http://example.org/%s\n\n", i, strings.Repeat("x", 150))
	}
	s := see(t, flowing(b.String()+"last"), theme.Light, 500, 600)
	placed := 0
	for _, x := range s.blocks {
		if x.placed {
			placed++
		}
	}
	if placed > 20 {
		t.Errorf("%d paragraphs were set for the first view", placed)
	}
	s.Focus(s.canvas)
	uitest.Press(s.canvas, "End")
	if !uitest.Sees(s.canvas, "last") {
		t.Error("the end is not in view")
	}
}

// TestShots writes pictures into the folder named by CLAIMGRADE_SHOTS, for a person to look at.
func TestShots(t *testing.T) {
	dir := os.Getenv("CLAIMGRADE_SHOTS")
	if dir == "" {
		t.Skip("set CLAIMGRADE_SHOTS to a folder to get pictures")
	}
	for name, mode := range map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark} {
		for what, x := range map[string]*Text{"text": flowing(story), "printed": printed(3)} {
			s := see(t, x, mode, 800, 500)
			for _, w := range slices.Clone(s.wants) {
				img := image.NewRGBA(image.Rect(0, 0, 100, 140))
				for i := range 100 * 140 {
					img.Set(i%100, i/100, color.White)
				}
				if w.Page == 0 {
					s.SetImage(w, img)
				}
			}
			first := s.text.words
			s.SetMarks([]Mark{{ID: "a", Stretch: Stretch{0, span(first[4].Start, first[8].End)}}, {ID: "b", Kind: Double, Stretch: Stretch{0, span(first[10].Start, first[11].End)}}})
			s.SetFound([]Stretch{{0, first[13].Span}, {0, first[14].Span}, {0, first[40].Span}}, 1)
			s.selectWords(16, 25)
			uitest.Settle(s.canvas)
			uitest.Save(t, filepath.Join(dir, "paper-"+what+"-"+name+".png"), s.canvas.Capture())
		}
	}
}
