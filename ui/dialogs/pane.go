package dialogs

import (
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Pane is a form that stands in a part of the window, beside what it is about, instead of over it. Whoever puts it there
// passes on the keys that nothing else in the window wants.
type Pane struct {
	widget.BaseWidget
	dialog  *Dialog
	content fyne.CanvasObject
	closed  func()
}

// Beside makes a form for a part of the window. closed is told once it was confirmed or cancelled, to take it away.
func Beside(c fyne.Canvas, s FormSpec, closed func()) *Pane {
	d := &Dialog{canvas: c, first: s.First}
	p := &Pane{dialog: d, closed: closed}
	d.pane = p
	p.content = widgets.NewPanel(d.form(s)).SetPadding(18, 16)
	p.ExtendBaseWidget(p)
	d.open = true
	d.listen()
	return p
}

// paneButtons are the buttons at the foot of a pane. It may be narrow, so they begin a second row where they must.
func (d *Dialog) paneButtons(confirm string, extra fyne.CanvasObject) fyne.CanvasObject {
	all := []fyne.CanvasObject{widgets.NewPrimaryButton(confirm, d.confirmed)}
	if extra != nil {
		all = append(all, extra)
	}
	return widgets.Flow(10, append(all, widgets.NewButton(tr.T("Cancel"), d.cancelled))...)
}

// MinSize is that of a part of the window: what does not fit scrolls.
func (p *Pane) MinSize() fyne.Size { return fyne.NewSize(theme.Px(200), theme.Px(160)) }

// Focus gives the first field the keyboard.
func (p *Pane) Focus() { p.dialog.focusFirst() }

// Open says whether the form is still there.
func (p *Pane) Open() bool { return p.dialog.open }

// Confirm does what the form's button does.
func (p *Pane) Confirm() { p.dialog.confirmed() }

// Cancel leaves the form, after a question where something was typed.
func (p *Pane) Cancel() { p.dialog.cancelled() }

// Leave closes the form and goes on, after a question where something was typed.
func (p *Pane) Leave(then func()) {
	p.dialog.unlessLost(func() {
		p.dialog.Close()
		then()
	})
}

// TypedKey is told the keys that nothing else wants: Esc cancels, Enter confirms.
func (p *Pane) TypedKey(e *fyne.KeyEvent) { p.dialog.typedKey(e) }

// Takes says whether the form does something on a shortcut. The window then leaves it to the canvas.
func (p *Pane) Takes(s fyne.Shortcut) bool {
	if s == nil || !p.dialog.uppermost() {
		return false
	}
	for _, own := range submits() {
		if own.ShortcutName() == s.ShortcutName() {
			return true
		}
	}
	for _, own := range p.dialog.shortcuts {
		if own.Keys.ShortcutName() == s.ShortcutName() {
			return true
		}
	}
	return false
}

// Parts shows what is inside to whoever searches the tree.
func (p *Pane) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.content} }

// CreateRenderer is called by Fyne.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.content) }

// Refresh makes room for what has changed in the form.
func (p *Pane) Refresh() {
	if s := p.Size(); s.Width > 0 {
		p.content.Resize(s)
	}
	p.BaseWidget.Refresh()
	p.content.Refresh()
}

// paneIn is the form that stands in the window, or nil.
func paneIn(c fyne.Canvas) (found *Pane) {
	if c.Content() == nil {
		return nil
	}
	widgets.Walk(c.Content(), func(o fyne.CanvasObject) bool {
		if p, ok := o.(*Pane); ok && p.dialog.open {
			found = p
		}
		return found == nil
	})
	return found
}
