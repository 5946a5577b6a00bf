// Package compare sets two claims side by side: how they are worded, what the same trials do to each, and the first step
// at which the ways to their verdicts part. It changes nothing, and it must not know any other screen.
package compare

import (
	"slices"
	"strings"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// Actions are what the comparison asks of other screens.
type Actions struct {
	OpenClaim func(claimUID string)
	OpenRow   func(claimUID, linkUID string)
	ShowRule  func(id string) // what a rule says
}

// Compare shows two claims of the session's library over its window.
type Compare struct {
	s       *session.Session
	canvas  fyne.Canvas
	actions Actions
}

// New returns a comparison that shows nothing yet.
func New(s *session.Session, c fyne.Canvas, a Actions) *Compare {
	return &Compare{s: s, canvas: c, actions: a}
}

// Ask offers the other claims, those with trials in common first, and compares the chosen one with the claim given.
func (c *Compare) Ask(claimUID string) {
	c.s.LoadOverview(func(o session.Overview, err error) {
		if err != nil {
			c.s.Fail(err)
			return
		}
		dialogs.Choose(c.canvas, dialogs.ChooseSpec{
			Title: tr.T("Compare with another claim"), Placeholder: tr.T("Type words of the claim, its article or its verdict"), Confirm: tr.T("Compare"),
			Choices: choices(o, claimUID), Empty: tr.T("No other claim has these words."),
			OnChosen: func(other dialogs.Choice) { c.Show(claimUID, other.ID) },
		})
	})
}

// choices are all claims but one, those first that have most trials in common with it.
func choices(o session.Overview, claimUID string) []dialogs.Choice {
	var trials []string
	for _, x := range o.Claims {
		if x.UID == claimUID {
			trials = x.Trials
		}
	}
	shared := map[string]int{}
	var out []dialogs.Choice
	for _, x := range o.Claims {
		if x.UID == claimUID {
			continue
		}
		sub := []string{words.Verdict(x.Verdict)}
		if n := common(trials, x.Trials); n > 0 {
			shared[x.UID] = n
			sub = append(sub, tr.N(n, "1 trial in common", "%d trials in common"))
		}
		title := x.Label
		if x.Text != "" && x.Text != x.Label {
			title += ": " + x.Text
		}
		out = append(out, dialogs.Choice{ID: x.UID, Title: title, Sub: strings.Join(append(sub, x.Article), " · ")})
	}
	slices.SortStableFunc(out, func(a, b dialogs.Choice) int { return shared[b.ID] - shared[a.ID] })
	return out
}

// common counts the names that are in both lists, each once.
func common(a, b []string) int {
	n := 0
	seen := map[string]bool{}
	for _, name := range a {
		if !seen[name] && slices.Contains(b, name) {
			n++
		}
		seen[name] = true
	}
	return n
}

// Show sets two claims side by side.
func (c *Compare) Show(first, second string) {
	c.s.LoadClaim("comparison", first, func(a session.View, err error) {
		if err != nil {
			c.s.Fail(err)
			return
		}
		c.s.LoadClaim("comparison", second, func(b session.View, err error) {
			if err != nil {
				c.s.Fail(err)
				return
			}
			(&pair{c: c, views: [2]session.View{a, b}}).show()
		})
	})
}

// asWideAsTheWindow is more than any window has: the dialog takes what there is.
const asWideAsTheWindow = 4000

// pair is a comparison on screen. The first claim is called A, the second B.
type pair struct {
	c      *Compare
	views  [2]session.View
	dialog *dialogs.Dialog
}

var names = [2]string{"A", "B"}

func (p *pair) show() {
	box := widgets.VStack(16, p.heads(), p.parting(), p.trials(), p.parts())
	p.dialog = dialogs.Show(p.c.canvas, dialogs.ShowSpec{Title: tr.T("Two claims side by side"), Content: box, Width: asWideAsTheWindow})
}

// leave closes the comparison and goes on elsewhere.
func (p *pair) leave(then func()) {
	p.dialog.Close()
	then()
}
