package ui

import (
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// The claim of the starter library that a first start opens on: five trials look good, and still it says too much.
const (
	openingClaim = "a003-03"
	openingPart  = 2
)

// opening is the claim that a reader who was nowhere yet sees first; empty for the first one in the list.
func opening(o session.Overview) string {
	for _, c := range o.Claims {
		if c.Key == openingClaim && c.Part == openingPart {
			return c.UID
		}
	}
	return ""
}

// hint stands above the board until the reader has put it away.
type hint struct {
	app    *App
	card   *widgets.VScroll
	around *fyne.Container // the hint and what it stands above
}

func newHint(a *App) *hint {
	h := &hint{app: a, card: widgets.NewVScroll(widgets.VStack(0))}
	h.card.Hide()
	return h
}

// above puts the hint over what fills the centre.
func (h *hint) above(centre fyne.CanvasObject) fyne.CanvasObject {
	h.around = container.New(hintLayout{}, h.card, centre)
	return h.around
}

// hintLayout puts a hint above the centre. The hint takes no room that the centre needs, so it never makes the window
// larger: where there is little, it scrolls.
type hintLayout struct{}

const hintShare = 0.4 // of the height, at most

func (hintLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	hint, centre := o[0].(*widgets.VScroll), o[1]
	var high float32
	if hint.Visible() {
		hint.Resize(fyne.NewSize(s.Width, 1)) // the height follows from the width
		high = min(hint.Content.MinSize().Height, s.Height*hintShare)
		hint.Resize(fyne.NewSize(s.Width, high))
	}
	centre.Move(fyne.NewPos(0, high))
	centre.Resize(fyne.NewSize(s.Width, s.Height-high))
}

func (hintLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

// follow shows the hint with claims, until it was read.
func (h *hint) follow(p session.Place) {
	shown := p.Kind == session.ClaimPlace && p.UID != "" && !h.app.settings.HintRead
	if shown == h.card.Visible() {
		return
	}
	h.card.Content = widgets.VStack(0)
	if shown {
		h.card.Content = widgets.Pad(12, 16, 2, 16, h.content())
	}
	if shown {
		h.card.Show()
	} else {
		h.card.Hide()
	}
	h.card.Refresh()
	if h.around != nil {
		h.around.Refresh()
	}
}

func (h *hint) content() fyne.CanvasObject {
	steps := widgets.VStack(4)
	for i, text := range []string{
		"Read the verdict on the claim, then open the steps behind it: each names its rule and source.",
		"Choose a row in the table of evidence and judge one of its four domains on the right.",
		"See the verdict react; then find the strongest sentence that the evidence bears, further down.",
	} {
		number := widgets.NewText(string(rune('1'+i)), widgets.TextStyle{Bold: true, Color: theme.ColorAccent, Wrapping: widgets.OneLine})
		steps.Add(widgets.HStackTop(8, number, widgets.Fill(widgets.Body(text))))
	}
	head := widgets.HStack(10, widgets.Fill(widgets.Bold("New here? Three steps show what this is for")),
		widgets.NewMarkButton(widgets.MarkCross, "Put the hint away; Help shows it again", h.dismiss))
	return widgets.NewBand(theme.Blue, widgets.VStack(6, head, steps))
}

func (h *hint) dismiss() { h.set(true) }

func (h *hint) set(read bool) {
	h.app.settings.HintRead = read
	h.app.saveSettings()
	h.follow(h.app.desk.session.Place())
}

// showHint shows the hint again, with the claim it was written for if no claim is on screen.
func (a *App) showHint() {
	d := a.desk
	if d.session.Place().Kind != session.ClaimPlace {
		if uid := opening(d.overview); uid != "" {
			d.session.Go(session.Place{Kind: session.ClaimPlace, UID: uid})
		} else if len(d.overview.Claims) > 0 {
			d.session.Go(session.Place{Kind: session.ClaimPlace, UID: d.overview.Claims[0].UID})
		} else {
			a.say("The hint shows above a claim, and there is none yet.")
		}
	}
	d.hint.set(false)
}
