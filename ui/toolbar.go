package ui

import (
	"image/color"

	"claimgrade/appraisal"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// toolbar is the row of buttons above the panes.
type toolbar struct {
	search        *widgets.SearchField
	back, forward *widgets.Button
	person        *person
	root          fyne.CanvasObject
}

// toolbarActions are what the toolbar's parts do; a button without action is left out.
type toolbarActions struct {
	search              func(string)
	results             func() // Down in the search field
	back, forward       func()
	newClaim, linkTrial func()
	report              func()
	reviewer            func()
}

func newToolbar(do toolbarActions) *toolbar {
	t := &toolbar{
		search:  widgets.NewSearchField(tr.T("Search claims, trials, articles…")+"   "+shortcutText(findShortcut), do.search),
		back:    widgets.NewMarkButton(widgets.MarkPrevious, tr.T("Back")+"   "+shortcutText(backShortcut), do.back),
		forward: widgets.NewMarkButton(widgets.MarkMore, tr.T("Forward")+"   "+shortcutText(forwardShortcut), do.forward),
		person:  newPerson(do.reviewer),
	}
	t.search.OnDown = do.results
	t.search.OnSubmitted = func(string) { do.results() }
	row := []fyne.CanvasObject{widgets.HStack(0, t.back, t.forward), widgets.FillWeight(5, t.search)}
	if do.newClaim != nil {
		row = append(row, widgets.NewButton(tr.T("New claim…"), do.newClaim))
	}
	if do.linkTrial != nil {
		row = append(row, widgets.NewButton(tr.T("Link a trial…"), do.linkTrial))
	}
	spare := container.New(whereRoom{})
	if do.report != nil {
		spare.Add(widgets.NewButton(tr.T("Report…"), do.report))
	}
	row = append(row, widgets.FillWeight(4, spare), t.person)
	t.root = widgets.NewPanel(widgets.Pad(8, 16, 8, 10, widgets.HStack(10, row...)))
	return t
}

// whereRoom puts what is in it to the right of the room it gets, and leaves it out where there is too little: the menu has
// it, too.
type whereRoom struct{}

// MinSize is called by the canvas.
func (whereRoom) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least.Height = fyne.Max(least.Height, o.MinSize().Height)
	}
	return least
}

// Layout is called by the canvas.
func (whereRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		if least.Width > size.Width {
			o.Hide()
			continue
		}
		o.Show()
		o.Resize(fyne.NewSize(least.Width, size.Height))
		o.Move(fyne.NewPos(size.Width-least.Width, 0))
	}
}

// enable says whether there is a place to go back or forward to.
func (t *toolbar) enable(back, forward bool) {
	t.back.SetDisabled(unless(back, tr.T("This is the first place you went to.")))
	t.forward.SetDisabled(unless(forward, tr.T("You have not gone back from anywhere.")))
}

// unless is the reason why something cannot be done, where it cannot.
func unless(can bool, reason string) string {
	if can {
		return ""
	}
	return reason
}

// person is the disc with the reviewer's initials; pressed, it asks who is appraising.
type person struct {
	widget.BaseWidget
	disc    *widgets.Avatar
	tips    *widgets.HoverTips
	ring    *canvas.Rectangle
	focused bool
	tapped  func()
}

func newPerson(tapped func()) *person {
	p := &person{disc: widgets.NewAvatar("", ""), ring: canvas.NewRectangle(color.Transparent), tapped: tapped}
	p.tips = widgets.NewHoverTips(p.disc)
	p.ring.StrokeWidth = 2
	p.ring.Hide()
	p.ExtendBaseWidget(p)
	return p
}

func (p *person) set(r appraisal.Reviewer) {
	if r.Name == "" {
		p.disc.Set("?", tr.T("Who is appraising? Nobody has said so yet."))
		return
	}
	p.disc.Set(r.Initials, tr.T("Appraising as %s. Press to change.", r.Name))
}

// Tapped is called by the canvas.
func (p *person) Tapped(*fyne.PointEvent) { p.tapped() }

// Cursor is called by the canvas.
func (p *person) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained is called by the canvas.
func (p *person) FocusGained() { p.focus(true) }

// FocusLost is called by the canvas.
func (p *person) FocusLost() { p.focus(false) }

func (p *person) focus(on bool) {
	p.focused = on
	p.Refresh()
}

// TypedRune is called by the canvas.
func (p *person) TypedRune(rune) {}

// TypedKey is called by the canvas.
func (p *person) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.tapped()
	default:
		widgets.Bubble(p, e)
	}
}

// CreateRenderer is called by Fyne.
func (p *person) CreateRenderer() fyne.WidgetRenderer { return &personRenderer{p} }

type personRenderer struct{ p *person }

func (r *personRenderer) Destroy() {}

func (r *personRenderer) MinSize() fyne.Size { return r.p.tips.MinSize().AddWidthHeight(6, 6) }

func (r *personRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.tips, r.p.ring}
}

func (r *personRenderer) Layout(s fyne.Size) {
	side := min(s.Width, s.Height)
	r.p.ring.Resize(fyne.NewSquareSize(side))
	r.p.ring.Move(fyne.NewPos((s.Width-side)/2, (s.Height-side)/2))
	r.p.tips.Resize(fyne.NewSize(s.Width-6, s.Height-6))
	r.p.tips.Move(fyne.NewPos(3, 3))
}

func (r *personRenderer) Refresh() {
	r.p.ring.StrokeColor = theme.Color(theme.ColorAccent)
	r.p.ring.CornerRadius = min(r.p.Size().Width, r.p.Size().Height) / 2
	r.p.ring.Hidden = !r.p.focused
	r.Layout(r.p.Size())
	r.p.tips.Refresh()
	canvas.Refresh(r.p)
}
