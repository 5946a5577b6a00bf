package widgets

import (
	"slices"
	"strings"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Wrapping says what a Text does with words that do not fit its width.
type Wrapping int

const (
	// Wrap breaks lines between words.
	Wrap Wrapping = iota
	// OneLine keeps one line and asks for the width it needs.
	OneLine
	// Cut keeps one line and ends it with an ellipsis; the tooltip then has the whole text.
	Cut
)

// TextStyle is how a Text looks. The zero value is body text that wraps.
type TextStyle struct {
	Size     fyne.ThemeSizeName  // SizeBody if empty
	Color    fyne.ThemeColorName // ColorInk if empty
	Bold     bool
	Italic   bool
	Mono     bool
	Align    fyne.TextAlign
	Wrapping Wrapping
	MaxLines int // 0 is no limit; more ends in an ellipsis
}

// Run is a stretch of text that may look different from its neighbours. Empty fields take the style of the Text.
type Run struct {
	Text   string
	Bold   bool
	Italic bool
	Color  fyne.ThemeColorName
}

// Text is a paragraph without the padding that Fyne's Label insists on, in one or several styles. Its height follows
// from its width.
type Text struct {
	widget.BaseWidget
	runs  []Run
	style TextStyle
	tip   string
	width float32 // the width the lines are broken for; 0 before the first layout
	lines []line
	cut   bool
	// What the canvas asks for every object in every frame is kept until the text or theme changes.
	natural float32
	longest float32
}

// NewText returns a text in one style.
func NewText(s string, style TextStyle) *Text { return NewRich(style, Run{Text: s}) }

// NewRich returns a text of several runs.
func NewRich(style TextStyle, runs ...Run) *Text {
	t := &Text{runs: runs, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// Title returns a text in the size of a screen's name or the claim.
func Title(s string) *Text { return NewText(s, TextStyle{Size: theme.SizeTitle, Bold: true}) }

// Heading returns a text in the size of a card's heading.
func Heading(s string) *Text { return NewText(s, TextStyle{Size: theme.SizeHeading, Bold: true}) }

// Body returns body text.
func Body(s string) *Text { return NewText(s, TextStyle{}) }

// Bold returns bold body text.
func Bold(s string) *Text { return NewText(s, TextStyle{Bold: true}) }

// Muted returns small secondary text.
func Muted(s string) *Text {
	return NewText(s, TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
}

// Small returns small text in full ink.
func Small(s string) *Text { return NewText(s, TextStyle{Size: theme.SizeSmall}) }

// Caption returns the smallest text, secondary.
func Caption(s string) *Text {
	return NewText(s, TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted})
}

// SectionLabel returns the label above a section of a panel.
func SectionLabel(s string) *Text {
	return NewText(s, TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: Cut})
}

// GroupLabel returns the bold small label of a group in a list.
func GroupLabel(s string) *Text {
	return NewText(s, TextStyle{Size: theme.SizeCaption, Bold: true, Color: theme.ColorMuted, Wrapping: Cut})
}

// SetText replaces the text with one of one style.
func (t *Text) SetText(s string) { t.SetRuns(Run{Text: s}) }

// SetRuns replaces the text.
func (t *Text) SetRuns(runs ...Run) {
	if len(runs) == len(t.runs) {
		same := true
		for i := range runs {
			same = same && runs[i] == t.runs[i]
		}
		if same {
			return
		}
	}
	t.runs = runs
	t.Refresh()
}

// SetStyle replaces the style.
func (t *Text) SetStyle(s TextStyle) {
	if t.style != s {
		t.style = s
		t.Refresh()
	}
}

// String returns the words without their styles.
func (t *Text) String() string {
	var b strings.Builder
	for _, r := range t.runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// SetTip sets a tooltip; without one a text that is cut shows itself whole.
func (t *Text) SetTip(s string) { t.tip = s }

// Explain returns what a label means, for the tooltip of texts that have none of their own; empty for a text that is no
// label it knows. The program sets it to one that knows the words of its domain.
var Explain = func(label string) string { return "" }

// Tip returns the tooltip.
func (t *Text) Tip() string {
	switch {
	case t.tip != "":
		return t.tip
	case t.cut:
		return t.String()
	}
	return Explain(t.String())
}

// Lines returns how many lines the text takes at its width.
func (t *Text) Lines() int { return len(t.broken()) }

func (t *Text) size() float32 {
	if t.style.Size == "" {
		return theme.TextSize(theme.SizeBody)
	}
	return theme.TextSize(t.style.Size)
}

// pitch is the distance of lines. It does not depend on the face, so that rows keep their height when the font changes.
func pitch(size float32) float32 { return ceil(size * 1.34) }

func (t *Text) styleOf(r Run) fyne.TextStyle {
	return fyne.TextStyle{Bold: t.style.Bold || r.Bold, Italic: t.style.Italic || r.Italic, Monospace: t.style.Mono}
}

func (t *Text) colorOf(r Run) fyne.ThemeColorName {
	switch {
	case r.Color != "":
		return r.Color
	case t.style.Color != "":
		return t.style.Color
	}
	return theme.ColorInk
}

func (t *Text) maxLines() int {
	if t.style.Wrapping != Wrap {
		return 1
	}
	return t.style.MaxLines
}

// naturalWidth is the width of the longest line if nothing wraps.
func (t *Text) naturalWidth() float32 {
	if t.natural == 0 {
		b := breaker{size: t.size(), styleOf: t.styleOf}
		for _, l := range b.lines(t.runs, 1e6, 0) {
			t.natural = max(t.natural, ceil(l.width))
		}
	}
	return t.natural
}

func (t *Text) preferredWidth() float32 { return t.naturalWidth() }

// longestWord is the least width at which no word is broken.
func (t *Text) longestWord() float32 {
	if t.longest == 0 {
		b := breaker{size: t.size(), styleOf: t.styleOf}
		for _, word := range words(t.runs) {
			var sum float32
			for _, p := range word.pieces {
				sum += b.measure(t.runs[p.run], p.text)
			}
			t.longest = max(t.longest, ceil(sum))
		}
	}
	return t.longest
}

// usedWidth is the width of the longest line as it is broken now.
func (t *Text) usedWidth() float32 {
	var w float32
	for _, l := range t.broken() {
		w = max(w, l.width)
	}
	return ceil(w)
}

func (t *Text) broken() []line {
	if t.lines == nil {
		width := t.width
		if width == 0 || t.style.Wrapping == OneLine {
			width = 1e6
		}
		b := breaker{size: t.size(), styleOf: t.styleOf}
		runs, cut := bounded(t.runs)
		t.lines = b.lines(runs, width, t.maxLines())
		t.cut = b.cut || cut
	}
	return t.lines
}

// longestShown is how many bytes of a text are set. Setting more would keep the window waiting, and nobody reads it there.
const longestShown = 40_000

// bounded are the runs as far as they are shown.
func bounded(runs []Run) (shown []Run, cut bool) {
	left := longestShown
	for i, r := range runs {
		if len(r.Text) > left {
			r.Text = strings.ToValidUTF8(r.Text[:left], "") + "…"
			return append(slices.Clone(runs[:i]), r), true
		}
		left -= len(r.Text)
	}
	return runs, false
}

// Refresh is called when the text or the theme has changed.
func (t *Text) Refresh() {
	t.lines, t.natural, t.longest = nil, 0, 0
	t.BaseWidget.Refresh()
}

// CreateRenderer is called by Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t}
	r.build()
	return r
}

type textRenderer struct {
	t       *Text
	objects []fyne.CanvasObject
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *textRenderer) MinSize() fyne.Size {
	t := r.t
	lines := t.broken()
	h := pitch(t.size()) * float32(max(len(lines), 1))
	if t.style.Wrapping == OneLine {
		return fyne.NewSize(t.naturalWidth(), h)
	}
	// Enough for a few letters and an ellipsis: what must not get smaller is for the layout around it to say.
	return fyne.NewSize(min(t.naturalWidth(), theme.Px(40)), h)
}

func (r *textRenderer) Layout(s fyne.Size) {
	if s.Width != r.t.width {
		r.t.width = s.Width
		r.t.lines = nil
		r.build()
	}
	r.place()
}

func (r *textRenderer) Refresh() {
	r.build()
	r.place()
	canvas.Refresh(r.t)
}

// build makes one canvas text for each stretch of each line, using again those there are.
func (r *textRenderer) build() {
	t := r.t
	n := 0
	for _, l := range t.broken() {
		for _, p := range l.parts {
			var c *canvas.Text
			if n < len(r.objects) {
				c = r.objects[n].(*canvas.Text)
			} else {
				c = canvas.NewText("", nil)
				r.objects = append(r.objects, c)
			}
			run := t.runs[p.run]
			c.Text, c.TextSize, c.TextStyle = p.text, t.size(), t.styleOf(run)
			c.Color = theme.Color(t.colorOf(run))
			c.Refresh()
			n++
		}
	}
	r.objects = r.objects[:n]
}

func (r *textRenderer) place() {
	t := r.t
	step := pitch(t.size())
	n := 0
	for i, l := range t.broken() {
		x := float32(0)
		switch t.style.Align {
		case fyne.TextAlignCenter:
			x = snap((t.Size().Width - l.width) / 2)
		case fyne.TextAlignTrailing:
			x = snap(t.Size().Width - l.width)
		}
		for _, p := range l.parts {
			if n >= len(r.objects) {
				return
			}
			o := r.objects[n]
			o.Resize(fyne.NewSize(p.width, p.height))
			o.Move(fyne.NewPos(x+p.x, float32(i)*step+snap((step-p.height)/2)))
			n++
		}
	}
}
