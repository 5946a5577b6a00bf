package ui

import (
	"testing"

	"claimgrade/ui/session"
)

func TestTheHintOfAFirstStartIsPutAwayForGoodAndShownAgainFromHelp(t *testing.T) {
	const title = "New here?"
	u := newUser(t)
	u.start("")
	u.sees(title)
	u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
	u.seesNot(title)
	u.choose("Show the hint again")
	u.sees(title) // with a claim
	u.app.desk.hint.dismiss()
	u.seesNot(title)
	u.openClaim("Rapid")
	u.seesNot(title)
	u.quit()
	u.start("")
	u.seesNot(title)
	u.choose("Show the hint again")
	u.sees(title)
}
