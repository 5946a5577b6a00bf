package widgets

import (
	"strings"
	"testing"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func ours(t testing.TB) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Fonts{}))
}

func drawWords(rt *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.StringMatching(`[a-zA-Zøåæ]{1,14}`), 0, 25).Draw(rt, "words"), " ")
}

func TestBrokenLinesFitAndLoseNoWord(t *testing.T) {
	ours(t)
	rapid.Check(t, func(rt *rapid.T) {
		runs := []Run{{Text: drawWords(rt)}, {Text: drawWords(rt), Bold: true}, {Text: drawWords(rt), Italic: true}}
		width := float32(rapid.IntRange(20, 400).Draw(rt, "width"))
		text := NewRich(TextStyle{}, runs...)
		text.width = width
		var all strings.Builder
		for _, l := range text.broken() {
			for _, p := range l.parts {
				all.WriteString(p.text)
			}
			if l.width > width+1 {
				rt.Fatalf("a line of %+v is %v wide, more than %v", l.parts, l.width, width)
			}
		}
		want := strings.ReplaceAll(text.String(), " ", "")
		if got := strings.ReplaceAll(all.String(), " ", ""); got != want {
			rt.Fatalf("broken into %q, want the letters of %q", got, want)
		}
		if text.cut {
			rt.Fatal("text without a limit is called cut")
		}
	})
}

func TestCutLinesEndInAnEllipsisAndFit(t *testing.T) {
	ours(t)
	rapid.Check(t, func(rt *rapid.T) {
		limit := rapid.IntRange(1, 3).Draw(rt, "lines")
		width := float32(rapid.IntRange(40, 200).Draw(rt, "width"))
		text := NewText(drawWords(rt), TextStyle{MaxLines: limit})
		text.width = width
		whole := NewText(text.String(), TextStyle{})
		whole.width = width
		lines := text.broken()
		if len(lines) > limit {
			rt.Fatalf("%d lines, want at most %d", len(lines), limit)
		}
		needs := len(whole.broken())
		last := lines[len(lines)-1]
		ends := len(last.parts) > 0 && strings.HasSuffix(last.parts[len(last.parts)-1].text, ellipsis)
		if cut := needs > limit; cut != text.cut || cut != ends {
			rt.Fatalf("%q needs %d of %d lines: cut %v, ends in an ellipsis %v", text.String(), needs, limit, text.cut, ends)
		}
		if last.width > width+1 {
			rt.Fatalf("the last line is %v wide, more than %v", last.width, width)
		}
	})
}

func TestCutOneLineKeepsWithinItsWidth(t *testing.T) {
	ours(t)
	for _, s := range []string{"Donaudampfschifffahrtsgesellschaft", "two words", "MADRS score at day seven after the first infusion"} {
		text := NewText(s, TextStyle{Wrapping: Cut})
		text.width = 50
		lines := text.broken()
		if len(lines) != 1 || lines[0].width > 50 || !strings.HasSuffix(lines[0].parts[0].text, ellipsis) {
			t.Errorf("%q is cut to %+v", s, lines)
		}
		if text.Tip() != s {
			t.Errorf("the tooltip of %q cut is %q", s, text.Tip())
		}
	}
}

func TestATextWithoutEndIsShownAsFarAsAnybodyReads(t *testing.T) {
	ours(t)
	text := NewText(strings.Repeat("ååå ", 1_000_000), TextStyle{})
	text.width = 300
	lines, shown := text.broken(), 0
	for _, l := range lines {
		for _, p := range l.parts {
			shown += len(p.text)
		}
	}
	last := lines[len(lines)-1].parts
	if shown > longestShown+10 || !strings.HasSuffix(last[len(last)-1].text, "…") || !text.cut {
		t.Errorf("%d bytes are shown, to %q", shown, last[len(last)-1].text)
	}
}

func TestNewlinesStartLines(t *testing.T) {
	ours(t)
	text := NewText("one\ntwo words\n\nfour", TextStyle{})
	text.width = 500
	if got := text.Lines(); got != 4 {
		t.Errorf("four lines are shown as %d", got)
	}
}

func TestAWordThatFillsMoreThanALineBreaksBehindItsHyphen(t *testing.T) {
	ours(t)
	b := &breaker{size: 14, styleOf: func(Run) fyne.TextStyle { return fyne.TextStyle{} }}
	runs := []Run{{Text: "(anaesthesia-masked)"}}
	width := b.measure(runs[0], "(anaesthesia-mask") + 1
	var got []string
	for _, l := range b.lines(runs, width, 0) {
		got = append(got, l.parts[0].text)
	}
	if len(got) != 2 || got[0] != "(anaesthesia-" || got[1] != "masked)" {
		t.Errorf("broken into %q", got)
	}
}

func TestHeightsAgreeWithAddingThemUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		each := rapid.SliceOfN(rapid.IntRange(1, 200), 1, 200).Draw(rt, "heights")
		var h heights
		h.reset(len(each), func(i int) float32 { return float32(each[i]) })
		for range rapid.IntRange(0, 20).Draw(rt, "changes") {
			i := rapid.IntRange(0, len(each)-1).Draw(rt, "row")
			v := rapid.IntRange(1, 300).Draw(rt, "height")
			if changed := h.set(i, float32(v)); changed != (each[i] != v) {
				rt.Fatal("a change is not told, or told where there is none")
			}
			each[i] = v
		}
		y := 0
		for i, v := range each {
			if h.top(i) != float32(y) {
				rt.Fatalf("row %d starts at %v, want %d", i, h.top(i), y)
			}
			for _, inside := range []int{y, y + v - 1} {
				if got := h.at(float32(inside)); got != i {
					rt.Fatalf("at %d is row %d, want %d", inside, got, i)
				}
			}
			y += v
		}
		if h.total() != float32(y) || h.at(float32(y+50)) != len(each)-1 || h.at(-5) != 0 {
			rt.Fatalf("total %v, want %d; beyond the ends are rows %d and %d", h.total(), y, h.at(float32(y+50)), h.at(-5))
		}
	})
}

func TestSharedWidthsFillTheWidthAndKeepWhatIsNeeded(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(rt, "parts")
		wants, least := make([]float32, n), make([]float32, n)
		var must float32
		for i := range wants {
			least[i] = float32(rapid.IntRange(1, 60).Draw(rt, "least"))
			wants[i] = least[i] + float32(rapid.IntRange(0, 90).Draw(rt, "more"))
			must += least[i]
		}
		total := float32(rapid.IntRange(n, 900).Draw(rt, "total"))
		var sum float32
		for i, w := range shareWidths(total, wants, least) {
			sum += w
			if must <= total && w < least[i]-1 {
				rt.Fatalf("part %d gets %v of %v, needs %v", i, w, total, least[i])
			}
		}
		if sum < total-1 || sum > total+1 {
			rt.Fatalf("parts add up to %v, want %v", sum, total)
		}
	})
}

func TestEqualPartsWhereAllFit(t *testing.T) {
	got := shareWidths(400, []float32{40, 90, 60, 50}, []float32{20, 20, 20, 20})
	for _, w := range got {
		if w != 100 {
			t.Errorf("parts %v, want four equal ones", got)
		}
	}
}

func TestTipStaysInsideTheWindow(t *testing.T) {
	within := fyne.NewSize(800, 600)
	size := fyne.NewSize(200, 40)
	rapid.Check(t, func(rt *rapid.T) {
		at := fyne.NewPos(float32(rapid.IntRange(0, 800).Draw(rt, "x")), float32(rapid.IntRange(0, 600).Draw(rt, "y")))
		p := tipPlace(at, size, within)
		if p.X < 0 || p.Y < 0 || p.X+size.Width > within.Width || p.Y+size.Height > within.Height {
			rt.Fatalf("a tip for %v lies at %v", at, p)
		}
		if at.Y > p.Y && at.Y < p.Y+size.Height && at.X > p.X && at.X < p.X+size.Width {
			rt.Fatalf("the tip at %v covers the pointer at %v", p, at)
		}
	})
}

func TestWrappedTextGetsItsHeightAtOnce(t *testing.T) {
	ours(t)
	long := strings.Repeat("words that wrap ", 20)
	text, after := NewText(long, TextStyle{}), NewText("after", TextStyle{})
	stack := VStack(4, HStackTop(6, NewMark(MarkPlus, 12, theme.ColorInk), Fill(text)), after)
	stack.Resize(fyne.NewSize(200, 10))
	if text.Size().Height < pitch(text.size())*float32(text.Lines()) || text.Lines() < 5 {
		t.Errorf("%d lines in a height of %v", text.Lines(), text.Size().Height)
	}
	if bottom := text.Size().Height; after.Position().Y < bottom {
		t.Errorf("what follows starts at %v, within the text that ends at %v", after.Position().Y, bottom)
	}
	scroll := NewVScroll(VStack(0, NewText(long, TextStyle{})))
	scroll.Resize(fyne.NewSize(150, 100))
	if h := scroll.Content.Size().Height; h < 200 {
		t.Errorf("scrolled text is %v high", h)
	}
}

func TestStackSharesWhatIsLeft(t *testing.T) {
	ours(t)
	a, b, c := NewMark(MarkPlus, 20, theme.ColorInk), Fill(NewMark(MarkPlus, 10, theme.ColorInk)), FillWeight(3, NewMark(MarkPlus, 10, theme.ColorInk))
	HStack(10, a, b, c).Resize(fyne.NewSize(240, 40))
	if a.Size().Width != 20 || b.Size().Width != 50 || c.Size().Width != 150 {
		t.Errorf("widths %v, %v, %v; want 20, 50, 150", a.Size().Width, b.Size().Width, c.Size().Width)
	}
	top, rest := NewMark(MarkPlus, 20, theme.ColorInk), Fill(NewMark(MarkPlus, 10, theme.ColorInk))
	VStack(5, top, rest).Resize(fyne.NewSize(30, 100))
	if rest.Size().Height != 75 || rest.Position().Y != 25 {
		t.Errorf("the filling part is %v high at %v; want 75 at 25", rest.Size().Height, rest.Position().Y)
	}
}

func TestFlowGoesToANewRow(t *testing.T) {
	ours(t)
	var objects []fyne.CanvasObject
	for range 5 {
		objects = append(objects, NewMark(MarkPlus, 30, theme.ColorInk))
	}
	f := Flow(10, objects...)
	f.Resize(fyne.NewSize(120, 10))
	if objects[2].Position().Y != 0 || objects[3].Position().Y != 40 || f.MinSize().Height != 70 {
		t.Errorf("third at %v, fourth at %v, height %v", objects[2].Position(), objects[3].Position(), f.MinSize().Height)
	}
	objects[0].Hide()
	if f.Layout.Layout(objects, f.Size()); objects[3].Position().Y != 0 {
		t.Error("a hidden part takes room")
	}
}

func BenchmarkScrollListOf100000(b *testing.B) {
	ours(b)
	g := NewGroupedList()
	items := make([]ListItem, 100_000)
	for i := range items {
		items[i] = ListItem{ID: string(rune(i)), Title: "Effect is rapid and robust, but transient", Sub: "Overstated", Certainty: 2, Tile: Tile{Tone: theme.Amber, Mark: MarkExclaim}}
	}
	g.SetItems(items)
	test.NewTempWindow(b, g).Resize(fyne.NewSize(280, 800))
	for i := 0; b.Loop(); i++ {
		g.SetOffset(float32(i%1000) * 61)
	}
}

func BenchmarkSetItemsOf100000(b *testing.B) {
	ours(b)
	g := NewGroupedList()
	items := make([]ListItem, 100_000)
	for i := range items {
		items[i] = ListItem{ID: string(rune(i)), Title: "Effect is rapid and robust, but transient", Sub: "Overstated", Certainty: 2}
	}
	test.NewTempWindow(b, g).Resize(fyne.NewSize(280, 800))
	for b.Loop() {
		g.SetItems(items)
	}
}
