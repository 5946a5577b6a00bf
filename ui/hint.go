package ui

import (
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// The claim of the starter library that a first start opens on: five trials look good, and still it says too much.
const (
	openingClaim = "a003-03"
	openingPart  = 2
)

// opening is the claim that a reader who was nowhere yet sees first: in the starter library one worth arguing about, in
// others the first with the most trials linked. It is empty if there is no claim.
func opening(o session.Overview) string {
	uid, linked := "", -1
	for _, c := range o.Claims {
		if c.Key == openingClaim && c.Part == openingPart {
			return c.UID
		}
		if c.Linked > linked {
			uid, linked = c.UID, c.Linked
		}
	}
	return uid
}

// hintSteps are short: at normal size the strip is two lines high where the drawer is open, too.
var hintSteps = []string{
	tr.Key("Read the verdict on this claim, then open the steps behind it: each names its rule and its source."),
	tr.Key("Choose a trial in the table of evidence and judge one of its four domains on the right."),
	tr.Key("See the verdict react. Further down stands the strongest wording that the trials bear."),
}

// hint is the strip above the board that shows a newcomer the way in three steps, until it is put away.
type hint struct {
	app    *App
	strip  *fyne.Container
	around *fyne.Container // the strip and what it stands above
	text   *widgets.Text
	next   *widgets.Button
	step   int
}

func newHint(a *App) *hint {
	h := &hint{app: a}
	h.text = widgets.NewText("", widgets.TextStyle{Color: theme.Blue.Ink()})
	h.next = widgets.NewButton("", h.goOn).SetCompact()
	away := widgets.NewMarkButton(widgets.MarkCross, tr.T("Put the hint away; Help shows it again"), h.dismiss)
	row := widgets.HStack(12, widgets.Fill(h.text), h.next, away)
	card := widgets.NewWell(row).SetColors(theme.Blue.Soft(), theme.Blue.Soft()).SetPadding(14, 6)
	h.strip = widgets.Pad(10, 16, 0, 16, card)
	h.strip.Hide()
	return h
}

// above puts the hint above what fills the centre. It takes room of its own, so it covers nothing.
func (h *hint) above(centre fyne.CanvasObject) fyne.CanvasObject {
	h.around = widgets.VStack(0, h.strip, widgets.Fill(centre))
	return h.around
}

// follow shows the hint with claims, until it was read.
func (h *hint) follow(p session.Place) {
	shown := p.Kind == session.ClaimPlace && p.UID != "" && !h.app.settings.HintRead
	if shown == h.strip.Visible() {
		return
	}
	if shown {
		h.show(0)
		h.strip.Show()
	} else {
		h.strip.Hide()
	}
	h.around.Refresh()
}

// show puts the words of a step into the strip.
func (h *hint) show(step int) {
	h.step = step
	h.text.SetRuns(widgets.Run{Text: tr.T("New here? %d of %d", step+1, len(hintSteps)), Bold: true}, widgets.Run{Text: "   " + tr.T(hintSteps[step])})
	h.next.SetText(tr.T("Next"))
	if step == len(hintSteps)-1 {
		h.next.SetText(tr.T("Got it"))
	}
}

func (h *hint) goOn() {
	if h.step == len(hintSteps)-1 {
		h.dismiss()
		return
	}
	h.show(h.step + 1)
	h.around.Refresh()
}

// dismiss puts the hint away for good.
func (h *hint) dismiss() {
	h.app.window.Canvas().Unfocus() // it may be on a button that goes
	h.set(true)
	h.app.desk.focusCentre()
}

func (h *hint) set(read bool) {
	h.app.settings.HintRead = read
	h.app.saveSettings()
	h.follow(h.app.desk.session.Place())
}

// showHint shows the hint again from its first step, with a claim if none is on screen.
func (a *App) showHint() {
	d := a.desk
	uid := opening(d.overview)
	if uid == "" {
		a.say(tr.T("The hint shows above a claim, and there is none yet."))
		return
	}
	d.hint.set(true)
	if d.session.Place().Kind != session.ClaimPlace {
		d.session.Go(session.Place{Kind: session.ClaimPlace, UID: uid})
	}
	d.hint.set(false)
}
