package desk

import (
	"slices"
	"strings"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Tap taps the place where the words are shown.
func (d *Desk) Tap(words string) { d.Helper(); uitest.TapText(d, d.Canvas, words) }

// Press presses keys; see uitest.Press.
func (d *Desk) Press(keys ...string) { uitest.Press(d.Canvas, keys...) }

// Type types into what has the keyboard.
func (d *Desk) Type(words string) { uitest.Type(d.Canvas, words) }

// Sees says whether words are on the topmost layer of the window.
func (d *Desk) Sees(words string) bool { return uitest.Sees(d.Canvas, words) }

// MustSee fails for words that are not on screen.
func (d *Desk) MustSee(words ...string) {
	d.Helper()
	for _, w := range words {
		if !d.Sees(w) {
			d.Fatalf("%q is not on screen; there is: %s", w, strings.Join(uitest.Words(d.Canvas), " | "))
		}
	}
}

// MustNotSee fails for words that are on screen.
func (d *Desk) MustNotSee(words ...string) {
	d.Helper()
	for _, w := range words {
		if d.Sees(w) {
			d.Fatalf("%q is on screen: %s", w, strings.Join(uitest.Words(d.Canvas), " | "))
		}
	}
}

// Inputs are the fields and choices on screen by the label before each, in order.
func (d *Desk) Inputs() (labels []string, controls []fyne.CanvasObject) {
	label := ""
	for _, s := range uitest.Look(d.Canvas) {
		switch s.Object.(type) {
		case *widgets.Entry, *widgets.SearchField, *widgets.TextArea, *widgets.Select, *widgets.Segmented:
			labels, controls = append(labels, label), append(controls, s.Object)
		}
		if s.Text != "" {
			label = s.Text
		}
	}
	return labels, controls
}

// Input is the first field or choice with a label.
func (d *Desk) Input(label string) fyne.CanvasObject {
	d.Helper()
	labels, controls := d.Inputs()
	i := slices.Index(labels, label)
	if i < 0 {
		d.Fatalf("no field %q on screen: %s", label, strings.Join(labels, " | "))
	}
	return controls[i]
}

// Has says whether a field or choice with a label is on screen.
func (d *Desk) Has(label string) bool {
	labels, _ := d.Inputs()
	return slices.Contains(labels, label)
}

// Focus gives the keyboard to the field with a label.
func (d *Desk) Focus(label string) {
	d.Helper()
	d.Canvas.Focus(d.Input(label).(fyne.Focusable))
}

// Value is what the field with a label shows.
func (d *Desk) Value(label string) string {
	d.Helper()
	switch v := d.Input(label).(type) {
	case *widgets.Entry:
		return v.Text
	case *widgets.TextArea:
		return v.Text
	case *widgets.Select:
		if i := v.Selected(); i >= 0 {
			return v.Options()[i]
		}
	}
	return ""
}

// Retype replaces what the field with a label shows.
func (d *Desk) Retype(label, text string) {
	d.Helper()
	d.Focus(label)
	d.Press("Ctrl+A")
	if text == "" {
		d.Press("BackSpace")
		return
	}
	d.Type(text)
}

// Choose takes one of the choices of the field with a label: from its list by typing, from a row of choices by tapping.
func (d *Desk) Choose(label, option string) {
	d.Helper()
	input := d.Input(label)
	if _, row := input.(*widgets.Segmented); row {
		d.TapBelow(label, option)
		return
	}
	d.Canvas.Focus(input.(fyne.Focusable))
	d.Press("Space")
	d.Type(option)
	d.Press("Return")
}

// TapBelow taps the first words of their kind after a label.
func (d *Desk) TapBelow(label, words string) {
	d.Helper()
	below := false
	for _, s := range uitest.Lines(d.Canvas) {
		if below && s.Text == words {
			test.TapCanvas(d.Canvas, s.Pos.AddXY(s.Size.Width/2, s.Size.Height/2))
			uitest.Settle(d.Canvas)
			return
		}
		below = below || s.Text == label
	}
	d.Fatalf("no %q after %q on screen: %s", words, label, strings.Join(uitest.Words(d.Canvas), " | "))
}

// Tips are what the tooltips of everything on screen say, in order.
func (d *Desk) Tips() []string {
	var out []string
	for _, s := range uitest.Look(d.Canvas) {
		if t, ok := s.Object.(interface{ Tip() string }); ok && t.Tip() != "" {
			out = append(out, t.Tip())
		}
	}
	return out
}

// All are the visible objects of a type, in order.
func All[T fyne.CanvasObject](d *Desk) []T {
	var out []T
	for _, s := range uitest.Look(d.Canvas) {
		if o, ok := s.Object.(T); ok {
			out = append(out, o)
		}
	}
	return out
}
