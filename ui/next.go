package ui

import (
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
)

// nextOpen walks all open judgements: the next domain of the trial, the next trial of the claim, and, once the claim is
// complete, the next claim, which it names first and goes to when asked again. From a trial or an article it goes to the
// next claim at once.
func (d *desk) nextOpen() {
	p := d.session.Place()
	if p.Kind != session.ClaimPlace || p.UID == "" {
		d.nextClaim(func(next session.ClaimItem) { d.goToOpen(next.UID) })
		return
	}
	if next := d.offered; next != "" {
		d.goToOpen(next)
		return
	}
	d.screens.appraisal.NextOpen(func(found bool) {
		if found {
			d.screens.appraisal.FocusJudgement()
			return
		}
		d.nextClaim(d.offerClaim)
	})
}

// nextClaim hands over the next claim on which judgements are open, or says that all is judged.
func (d *desk) nextClaim(do func(session.ClaimItem)) {
	d.session.LoadOverview(func(o session.Overview, err error) {
		if d.app.desk != d {
			return // closed meanwhile
		}
		if err != nil {
			d.app.fail(err)
			return
		}
		next, ok := session.NextClaim(o, d.session.Place())
		switch {
		case ok:
			do(next)
		case len(o.Claims) == 0:
			d.status.say(tr.T("There is no claim to judge yet."))
		default:
			d.status.say(tr.T("Everything is judged: no judgement is open on any claim."))
		}
	})
}

// offerClaim says that the claim on screen is complete, and which comes next.
func (d *desk) offerClaim(next session.ClaimItem) {
	d.status.offer(tr.T("This claim is complete. Next: %s (%d open). Ctrl+Enter goes there.", next.Label, next.Left()),
		tr.T("Go there"), func() { d.goToOpen(next.UID) })
	d.offered = next.UID
}

// goToOpen goes to the first open judgement of a claim.
func (d *desk) goToOpen(claim string) {
	d.session.Go(session.Place{Kind: session.ClaimPlace, UID: claim})
	d.screens.appraisal.NextOpen(func(found bool) {
		if found {
			d.screens.appraisal.FocusJudgement()
		}
	})
}
