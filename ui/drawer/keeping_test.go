package drawer_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/session"
)

// beside is somebody at the drawer with the jobs beside the window, as in the program.
func beside(t *testing.T) *appraising {
	t.Helper()
	a := open(t, desk.Look{Queued: true})
	a.GoToRow(claim, murrough, appraisal.Blinding)
	a.Await("the row", func() bool { return a.Sees("Murrough 2013") && a.Sees("Did participants know") })
	return a
}

// saved waits until everything is stored and shown.
func (a *appraising) saved() {
	a.Helper()
	a.Await("everything stored", func() bool { return !a.Session.Saving() })
}

func TestTwoQuickEditsAreBothKept(t *testing.T) {
	a := beside(t)
	// All of it before the first is stored.
	a.judge("Some concerns")
	a.give("Did participants know", "Yes")
	a.give("Did the person who assessed", "Yes")
	a.Focus(a.why())
	a.Type("The spray tastes.")
	a.Choose("Likely direction of bias", "Unclear")
	if !a.Session.Saving() {
		t.Fatal("the edits were stored before the test was done with them")
	}
	a.saved()
	got := a.stored(appraisal.Blinding)
	if got.Answers[appraisal.QParticipantsAware] != appraisal.Yes || got.Answers[appraisal.QAssessorAware] != appraisal.Yes ||
		got.Judgement != appraisal.SomeConcerns || got.Reason != "The spray tastes." || got.BiasDirection != appraisal.Unclear {
		t.Errorf("stored %+v", got)
	}
	a.Await("what was stored is shown", func() bool { return a.Sees("Your answer. The facts propose No information from: Who yields it") })
	if got := a.Value(a.why()); got != "The spray tastes." {
		t.Errorf("the reason on the page is %q", got)
	}
}

func TestTextIsKeptWhenDomainOrRowChangeBeforeItIsStored(t *testing.T) {
	a := beside(t)
	a.Focus(a.why())
	a.Type("Of blinding.")
	a.drawer.SetDomain(appraisal.Attrition)
	a.Await("the other domain", func() bool { return a.Sees("Was the outcome recorded") || !a.Sees("Did participants know") })
	if got := a.Value(a.why()); got != "" {
		t.Errorf("the other domain shows %q", got)
	}
	a.Focus(a.why())
	a.Type("Of losses.")
	first := a.Session.Place()
	others := a.Dossier(first.UID).Linked
	for _, l := range others {
		if l.Link.UID != first.Link {
			a.Session.Go(session.Place{Kind: session.ClaimPlace, UID: first.UID, Link: l.Link.UID, Domain: appraisal.Attrition})
			a.Await("the other row", func() bool { return a.Sees(l.Trial.Name) && !a.Sees(murrough) })
			break
		}
	}
	if got := a.Value(a.why()); got != "" {
		t.Errorf("the other row shows %q", got)
	}
	a.Focus(a.why())
	a.Type("Of another.")
	a.Session.Go(first) // and back before anything is stored
	a.Await("the first row", func() bool { return a.Sees(murrough) })
	if got := a.Value(a.why()); got != "Of losses." {
		t.Errorf("back at the first row the reason is %q", got)
	}
	a.saved()
	if b, l := a.stored(appraisal.Blinding).Reason, a.stored(appraisal.Attrition).Reason; b != "Of blinding." || l != "Of losses." {
		t.Errorf("stored %q and %q", b, l)
	}
	a.drawer.SetDomain(appraisal.Blinding)
	a.Await("the text of blinding", func() bool { return a.Value(a.why()) == "Of blinding." })
}

func TestTypingKeepsItsCaretWhileWhatWasTypedIsStored(t *testing.T) {
	a := beside(t)
	a.Focus(a.why())
	a.Type("The rter sat elsewhere.")
	a.saved()
	a.Press("Home")
	for range len("The r") {
		a.Press("Right")
	}
	a.Type("a")
	a.saved()
	a.Type("-")
	a.saved()
	if got := a.stored(appraisal.Blinding).Reason; got != "The ra-ter sat elsewhere." {
		t.Errorf("stored %q", got)
	}
	if name := a.UndoName(); name != "Reason on Murrough 2013, blinding" {
		t.Errorf("undo is called %q", name)
	}
}

func TestAnEditStoredLateDoesNotUndoWhatIsOnScreen(t *testing.T) {
	a := beside(t)
	for _, answer := range []string{"Yes", "Probably no", "No", "Probably yes"} {
		a.give("Did participants know", answer)
	}
	const know = "Did participants know"
	a.Await("stored", func() bool {
		if got := a.answer(know); got != "Probably yes" {
			t.Fatalf("while saving, the answer jumps to %q", got)
		}
		return !a.Session.Saving()
	})
	uitest.Settle(a.Canvas)
	if got := a.stored(appraisal.Blinding).Answers[appraisal.QParticipantsAware]; got != appraisal.ProbablyYes {
		t.Errorf("stored %q", got)
	}
}
