// Package uitest helps to test what is on screen as a user meets it: press keys as the window's driver would deliver
// them, find and tap things by their words, and compare pictures. Only tests import it.
package uitest

import (
	"strings"
	"testing"

	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// App starts a test app in one of the palettes, with jobs running inline, until the test ends.
func App(t testing.TB, mode theme.Mode) *theme.Theme {
	t.Helper()
	a := test.NewTempApp(t)
	th := theme.New(theme.Fonts{})
	th.SetMode(mode)
	a.Settings().SetTheme(th)
	t.Cleanup(work.Inline())
	return th
}

// Window shows content in a window of a size, with tooltips.
func Window(t testing.TB, content fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, nil)
	win.SetPadded(false)
	win.SetContent(widgets.WithTips(content, win.Canvas()))
	win.Resize(fyne.NewSize(w, h))
	Settle(win.Canvas())
	t.Cleanup(func() { widgets.DropTips(win.Canvas()) })
	return win
}

// Settle lays everything out again until sizes that depend on each other agree, as the real window does by itself.
func Settle(c fyne.Canvas) {
	for range 2 {
		layout(c.Content())
		for _, o := range c.Overlays().List() {
			layout(o)
		}
	}
}

func layout(o fyne.CanvasObject) {
	switch v := o.(type) {
	case nil:
	case *fyne.Container:
		if v.Layout != nil {
			v.Layout.Layout(v.Objects, v.Size())
		}
		for _, child := range v.Objects {
			layout(child)
		}
	case fyne.Widget:
		r := test.WidgetRenderer(v)
		r.Layout(v.Size())
		for _, child := range r.Objects() {
			layout(child)
		}
	}
}

// Press delivers a key as the window's driver does: "Tab", "Shift+Tab", "Return", "Escape", "Down", "Ctrl+Return" …
// Tab moves the focus, shortcuts go to what has the focus and then to the canvas, other keys to what has the focus.
func Press(c fyne.Canvas, keys ...string) {
	for _, k := range keys {
		press(c, k)
		Settle(c)
	}
}

func press(c fyne.Canvas, k string) {
	parts := strings.Split(k, "+")
	name := fyne.KeyName(parts[len(parts)-1])
	var mod fyne.KeyModifier
	for _, m := range parts[:len(parts)-1] {
		switch m {
		case "Ctrl":
			mod |= fyne.KeyModifierControl
		case "Shift":
			mod |= fyne.KeyModifierShift
		case "Alt":
			mod |= fyne.KeyModifierAlt
		}
	}
	focused := c.Focused()
	if mod&fyne.KeyModifierShift != 0 {
		if keyable, ok := focused.(desktop.Keyable); ok {
			keyable.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			defer keyable.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		}
	}
	if name == fyne.KeyTab && mod&^fyne.KeyModifierShift == 0 {
		if tabbable, ok := focused.(fyne.Tabbable); !ok || !tabbable.AcceptsTab() {
			if mod == fyne.KeyModifierShift {
				c.FocusPrevious()
			} else {
				c.FocusNext()
			}
			return
		}
	}
	if mod&^fyne.KeyModifierShift != 0 {
		shortcut(c, focused, name, mod)
		return
	}
	e := &fyne.KeyEvent{Name: name}
	if focused != nil {
		focused.TypedKey(e)
	} else if f := c.OnTypedKey(); f != nil {
		f(e)
	}
}

func shortcut(c fyne.Canvas, focused fyne.Focusable, name fyne.KeyName, mod fyne.KeyModifier) {
	var s fyne.Shortcut = &desktop.CustomShortcut{KeyName: name, Modifier: mod}
	if mod == fyne.KeyModifierControl {
		switch name {
		case fyne.KeyA:
			s = &fyne.ShortcutSelectAll{}
		case fyne.KeyC:
			s = &fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()}
		case fyne.KeyV:
			s = &fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()}
		case fyne.KeyZ:
			s = &fyne.ShortcutUndo{}
		}
	}
	if f, ok := focused.(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else if cv, ok := c.(fyne.Shortcutable); ok {
		cv.TypedShortcut(s)
	}
}

// Type types words into what has the focus.
func Type(c fyne.Canvas, words string) {
	for _, r := range words {
		if f := c.Focused(); f != nil {
			f.TypedRune(r)
		} else if g := c.OnTypedRune(); g != nil {
			g(r)
		}
	}
	Settle(c)
}

// Seen is something visible with its place on the canvas.
type Seen struct {
	Object fyne.CanvasObject
	Pos    fyne.Position
	Size   fyne.Size
	Text   string
}

// Look lists everything visible on the topmost layer of the canvas: the dialog if one is open, else the window. The words
// of a text or control come with the object that shows them.
func Look(c fyne.Canvas) []Seen {
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	var out []Seen
	look(root, fyne.Position{}, &out)
	return out
}

func look(o fyne.CanvasObject, at fyne.Position, out *[]Seen) {
	if o == nil || !o.Visible() {
		return
	}
	pos := at.Add(o.Position())
	s := Seen{Object: o, Pos: pos, Size: o.Size()}
	switch v := o.(type) {
	case *canvas.Text:
		s.Text = v.Text
	case *widgets.Text:
		s.Text = v.String()
		*out = append(*out, s)
		return
	case interface{ Text() string }:
		s.Text = v.Text()
	}
	*out = append(*out, s)
	switch v := o.(type) {
	case *fyne.Container:
		for _, child := range v.Objects {
			look(child, pos, out)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(v).Objects() {
			look(child, pos, out)
		}
	}
}

// Sees says whether words are visible on the topmost layer.
func Sees(c fyne.Canvas, words string) bool {
	for _, s := range Look(c) {
		if strings.Contains(s.Text, words) {
			return true
		}
	}
	return false
}

// TapText taps the place where the words are shown, as the pointer would: what lies on top there and can be tapped gets it.
func TapText(t testing.TB, c fyne.Canvas, words string) {
	t.Helper()
	for _, exact := range []bool{true, false} {
		for _, s := range Look(c) {
			if s.Text == words || (!exact && strings.Contains(s.Text, words)) {
				test.TapCanvas(c, s.Pos.AddXY(min(s.Size.Width/2, 30), s.Size.Height/2))
				Settle(c)
				return
			}
		}
	}
	t.Fatalf("nothing on screen says %q; there is: %s", words, strings.Join(Words(c), " | "))
}

// Words lists the words visible on the topmost layer.
func Words(c fyne.Canvas) []string {
	var out []string
	for _, s := range Look(c) {
		if s.Text != "" {
			out = append(out, s.Text)
		}
	}
	return out
}

// Lines lists the lines of text on the topmost layer, each with its own place.
func Lines(c fyne.Canvas) []Seen {
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	var out []Seen
	lines(root, fyne.Position{}, &out)
	return out
}

func lines(o fyne.CanvasObject, at fyne.Position, out *[]Seen) {
	if o == nil || !o.Visible() {
		return
	}
	pos := at.Add(o.Position())
	switch v := o.(type) {
	case *canvas.Text:
		if v.Text != "" {
			*out = append(*out, Seen{Object: o, Pos: pos, Size: v.MinSize(), Text: v.Text})
		}
	case *fyne.Container:
		for _, child := range v.Objects {
			lines(child, pos, out)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(v).Objects() {
			lines(child, pos, out)
		}
	}
}
