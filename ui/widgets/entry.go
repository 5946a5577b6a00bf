package widgets

import (
	"unicode/utf8"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// longestLine is how much can be pasted into a field of one line, in characters: the toolkit draws a line whole, and one
// without end stops the window and then shows as a black bar.
const longestLine = 1000

// Entry is a one-line field. Keys it has no use for go on to the canvas, so Esc and Enter reach the dialog around it.
type Entry struct {
	widget.Entry
	self    fyne.CanvasObject // the widget that the canvas knows: this one, or what it is part of
	why     string
	tip     string
	hint    string // the placeholder before it was fitted
	focused bool
	shift   bool
	// OnEscape is called on Esc instead of passing it on.
	OnEscape func()
	// OnDown is called on the Down key, to go to the list below, say.
	OnDown func()
	// OnBlur is called when the field loses the focus, the moment to save what was typed.
	OnBlur func()
	// OnKey is asked first about every key; one that it has handled goes no further. It is for a list worked from the field.
	OnKey func(*fyne.KeyEvent) (handled bool)
}

// NewEntry returns a field.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.self = e
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeholder)
	return e
}

// SetDisabled makes the field read-only and tells why in its tooltip; an empty reason enables it.
func (e *Entry) SetDisabled(why string) {
	e.why = why
	if why == "" {
		e.Enable()
	} else {
		e.Disable()
	}
}

func (e *Entry) object() fyne.CanvasObject {
	if e.self == nil {
		return e
	}
	return e.self
}

// SetTip sets the tooltip.
func (e *Entry) SetTip(s string) { e.tip = s }

// Tip returns what the tooltip says now.
func (e *Entry) Tip() string { return pick(e.Disabled() && e.why != "", e.why, e.tip) }

// MouseIn is called by the canvas.
func (e *Entry) MouseIn(ev *desktop.MouseEvent) {
	showTipSoon(e.object(), ev.AbsolutePosition, e.Tip())
}

// MouseMoved is called by the canvas.
func (e *Entry) MouseMoved(ev *desktop.MouseEvent) { moveTip(ev.AbsolutePosition) }

// MouseOut is called by the canvas.
func (e *Entry) MouseOut() { hideTip() }

// SetPlaceHolder sets the words shown while the field is empty; they end in an ellipsis where they do not fit.
func (e *Entry) SetPlaceHolder(s string) {
	e.hint = s
	e.Entry.SetPlaceHolder(s)
	e.fitHint(e.Size().Width)
}

// fitHint shortens the placeholder: Fyne would scroll a field whose placeholder is too long.
func (e *Entry) fitHint(width float32) {
	room := width - 2*theme.Px(fieldPad)
	if e.Icon != nil {
		room -= theme.Px(24)
	}
	if width <= 0 || room <= 0 {
		return
	}
	t := NewText(e.hint, TextStyle{Wrapping: Cut})
	t.width = room
	shown := ""
	for _, p := range t.broken()[0].parts {
		shown += p.text
	}
	if shown != e.PlaceHolder {
		e.Entry.SetPlaceHolder(shown)
	}
}

// Resize is called by the layout around.
func (e *Entry) Resize(s fyne.Size) {
	if s.Width != e.Size().Width {
		e.fitHint(s.Width)
	}
	e.Entry.Resize(s)
}

// CreateRenderer is called by Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return newFieldRenderer(e, e.Entry.CreateRenderer(), &e.focused, &e.Entry)
}

// FocusGained is called by the canvas.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	Reveal(e)
}

// FocusLost is called by the canvas.
func (e *Entry) FocusLost() {
	e.focused, e.shift = false, false
	e.Entry.FocusLost()
	if e.OnBlur != nil {
		e.OnBlur()
	}
}

// Shift reports whether Shift is held down, for OnKey.
func (e *Entry) Shift() bool { return e.shift }

// KeyDown is called by the canvas.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	e.shift = e.shift || k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight
	e.Entry.KeyDown(k)
}

// KeyUp is called by the canvas.
func (e *Entry) KeyUp(k *fyne.KeyEvent) {
	e.shift = e.shift && k.Name != desktop.KeyShiftLeft && k.Name != desktop.KeyShiftRight
	e.Entry.KeyUp(k)
}

// TypedKey is called by the canvas.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	switch k.Name {
	case fyne.KeyEscape:
		if e.OnEscape != nil {
			e.OnEscape()
			return
		}
		Bubble(e.object(), k)
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.OnSubmitted != nil {
			e.OnSubmitted(e.Text)
			return
		}
		Bubble(e.object(), k)
	case fyne.KeyDown:
		if e.OnDown != nil {
			e.OnDown()
			return
		}
		e.Entry.TypedKey(k)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut is called by the canvas.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && utf8.RuneCountInString(p.Clipboard.Content()) > longestLine {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.object())
		showTipSoon(e.object(), at.AddXY(0, e.Size().Height), tr.T("What is on the clipboard is too long for one line: more than %d characters. Nothing was pasted.", longestLine))
		return
	}
	if editsText(s) {
		e.Entry.TypedShortcut(s)
		return
	}
	BubbleShortcut(e.object(), s)
}

// editsText says whether a shortcut is one that a field uses itself.
func editsText(s fyne.Shortcut) bool {
	c, custom := s.(*desktop.CustomShortcut)
	if !custom {
		return true
	}
	switch c.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyHome, fyne.KeyEnd:
		return true
	}
	return false
}

// TextArea is a field of several lines. Tab moves on, Ctrl+Enter or Shift+Enter submits, Enter starts a new line.
type TextArea struct {
	widget.Entry
	why     string
	tip     string
	shift   bool
	focused bool
	// OnSubmit is called on Ctrl+Enter and Shift+Enter; without it Ctrl+Enter goes on to the dialog around.
	OnSubmit func()
	OnEscape func()
	OnBlur   func()
}

// NewTextArea returns a field that shows the given number of lines.
func NewTextArea(placeholder string, rows int) *TextArea {
	t := &TextArea{}
	t.MultiLine = true
	t.Wrapping = fyne.TextWrapWord
	t.ExtendBaseWidget(t)
	t.SetPlaceHolder(placeholder)
	t.SetMinRowsVisible(rows)
	return t
}

// AcceptsTab lets Tab go to the next field.
func (t *TextArea) AcceptsTab() bool { return false }

// SetDisabled makes the field read-only and tells why in its tooltip; an empty reason enables it.
func (t *TextArea) SetDisabled(why string) {
	t.why = why
	if why == "" {
		t.Enable()
	} else {
		t.Disable()
	}
}

// SetTip sets the tooltip.
func (t *TextArea) SetTip(s string) { t.tip = s }

// Tip returns what the tooltip says now.
func (t *TextArea) Tip() string { return pick(t.Disabled() && t.why != "", t.why, t.tip) }

// MouseIn is called by the canvas.
func (t *TextArea) MouseIn(ev *desktop.MouseEvent) { showTipSoon(t, ev.AbsolutePosition, t.Tip()) }

// MouseMoved is called by the canvas.
func (t *TextArea) MouseMoved(ev *desktop.MouseEvent) { moveTip(ev.AbsolutePosition) }

// MouseOut is called by the canvas.
func (t *TextArea) MouseOut() { hideTip() }

// FocusLost is called by the canvas.
func (t *TextArea) FocusLost() {
	t.shift, t.focused = false, false
	t.Entry.FocusLost()
	if t.OnBlur != nil {
		t.OnBlur()
	}
}

// FocusGained is called by the canvas.
func (t *TextArea) FocusGained() {
	t.focused = true
	t.Entry.FocusGained()
	Reveal(t)
}

// CreateRenderer is called by Fyne.
func (t *TextArea) CreateRenderer() fyne.WidgetRenderer {
	return newFieldRenderer(t, t.Entry.CreateRenderer(), &t.focused, &t.Entry)
}

// KeyDown is called by the canvas.
func (t *TextArea) KeyDown(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		t.shift = true
	}
	t.Entry.KeyDown(k)
}

// KeyUp is called by the canvas.
func (t *TextArea) KeyUp(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		t.shift = false
	}
	t.Entry.KeyUp(k)
}

// TypedKey is called by the canvas.
func (t *TextArea) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		if t.OnEscape != nil {
			t.OnEscape()
			return
		}
		Bubble(t, k)
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.shift {
			if t.OnSubmit != nil {
				t.OnSubmit()
			} else {
				BubbleShortcut(t, SubmitShortcut())
			}
			return
		}
		t.Entry.TypedKey(k)
	default:
		t.Entry.TypedKey(k)
	}
}

// TypedShortcut is called by the canvas.
func (t *TextArea) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && t.OnSubmit != nil && c.Modifier == fyne.KeyModifierShortcutDefault &&
		(c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) {
		t.OnSubmit()
		return
	}
	if editsText(s) {
		t.Entry.TypedShortcut(s)
		return
	}
	BubbleShortcut(t, s)
}

// SubmitShortcut is Ctrl+Enter, which confirms the dialog or form around a field of several lines.
func SubmitShortcut() fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
}

// SearchField is a field with a magnifying glass. Esc empties it, Down goes on to the results.
type SearchField struct {
	Entry
}

// NewSearchField returns a field; the shortcut that goes to it belongs into the placeholder.
func NewSearchField(placeholder string, changed func(string)) *SearchField {
	s := &SearchField{}
	s.self = s
	s.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	s.ExtendBaseWidget(s)
	s.Icon = fynetheme.NewColoredResource(fynetheme.SearchIcon(), fynetheme.ColorNamePlaceHolder)
	s.SetPlaceHolder(placeholder)
	s.OnChanged = changed
	return s
}

// TypedKey is called by the canvas.
func (s *SearchField) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && s.Text != "" && s.OnKey == nil {
		s.SetText("")
		return
	}
	s.Entry.TypedKey(k)
}
