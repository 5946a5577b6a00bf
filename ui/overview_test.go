package ui

import (
	"slices"
	"testing"

	"claimgrade/ui/session"
)

// firstPart is what is handed over first of a large library.
func firstPart(whole session.Overview) session.Overview {
	first := whole
	first.Reading, first.Trials, first.Counts.Trials = true, nil, 123456
	first.Claims = slices.Clone(whole.Claims)
	for i := range first.Claims {
		if c := &first.Claims[i]; len(c.Trials) == 0 {
			c.Pending, c.Verdict, c.Certainty = true, "", ""
		}
	}
	return first
}

func TestALargeLibraryIsUsedBeforeItsTrialsAreRead(t *testing.T) {
	u := newUser(t)
	u.start("")
	d := u.app.desk
	whole := d.overview
	trial := whole.Trials[3]
	d.session.Go(session.Place{Kind: session.TrialPlace, UID: trial.UID})
	d.show(firstPart(whole))
	u.sees("Reading the rest…")
	u.sees("123456")
	u.sees("Reading the trials…")
	if p := d.session.Place(); p.UID != trial.UID {
		t.Errorf("the reader was at a trial that is not listed yet, and was taken to %+v", p)
	}
	u.choose("Next in the list")
	u.sees("The trials are still being read.")
	u.seesNot("This is the last one in the list.")
	if !u.item("Filter the claims…").Disabled {
		t.Error("claims can be chosen by verdicts that are not known")
	}
	u.choose("Claims")
	u.key("Down")
	if d.session.Place().Kind != session.ClaimPlace {
		t.Errorf("no claim can be chosen: the reader is at %+v", d.session.Place())
	}

	d.show(whole)
	u.seesNot("Reading the rest…")
	u.seesNot("123456")
	if u.item("Filter the claims…").Disabled {
		t.Error("the claims cannot be filtered though all is read")
	}
	if got := d.library.Selected(); got != d.session.Place().UID {
		t.Errorf("chosen in the list is %q, the reader is at %+v", got, d.session.Place())
	}
}
