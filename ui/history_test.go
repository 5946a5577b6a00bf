package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"
)

// edited has somebody work on the starter library: a claim is reworded, a fact corrected, things are deleted.
func (u *user) edited() {
	u.Helper()
	u.known("Hanne Olsen")
	s := u.app.desk.session
	u.openClaim("Robust")
	claim := s.Place().UID
	s.LoadClaim("test", claim, func(v session.View, err error) {
		if err != nil {
			u.Fatal(err)
		}
		c := v.Dossier.Claim
		c.Text = strings.Repeat("The antidepressant effect of one infusion of ketamine is robust in adults who have tried much else. ", 3)
		s.Edit("Claim Robust", func(b *db.Batch) error { b.PutClaim(c); return nil }, nil)
		for _, l := range v.Dossier.Linked {
			if l.Trial.Name == "Murrough 2013" {
				s.Edit("Judgement on Murrough 2013", func(b *db.Batch) error {
					b.PutAppraisal(appraisal.Appraisal{LinkUID: l.Link.UID, Reviewer: s.Reviewer().UID, Domain: appraisal.Blinding,
						Judgement: appraisal.SomeConcerns, Reason: "Midazolam is felt too, but few guessed.",
						Answers: map[appraisal.Question]appraisal.Answer{appraisal.QParticipantsAware: appraisal.ProbablyYes}})
					return nil
				}, nil)
				s.Edit("Number randomised of Murrough 2013", func(b *db.Batch) error {
					b.PutFact(db.Subject{TrialUID: l.Trial.UID}, appraisal.Fact{Field: appraisal.FieldNRandomised, Value: "74", Quote: "74 were randomised"})
					return nil
				}, nil)
			}
		}
	})
	u.openClaim("The blind failed")
	u.choose("Delete claim")
	gone := u.trial("Shiroma 2020")
	s.Edit("Delete trial Shiroma 2020", func(b *db.Batch) error { b.DeleteTrial(gone); return nil }, nil)
	uitest.Settle(u.canvas())
}

func (u *user) fact(trial string, k appraisal.FieldKey) string {
	u.Helper()
	t, err := u.app.desk.session.Lib.Trial(context.Background(), u.trial(trial))
	if err != nil {
		u.Fatal(err)
	}
	return t.Facts[k].Value
}

func TestTheHistoryOfATrialSaysWhoDidWhatAndPutsItBack(t *testing.T) {
	u := newUser(t)
	u.start("")
	before := u.fact("Murrough 2013", appraisal.FieldNRandomised)
	u.edited()
	u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
	u.tap("History…")
	u.sees("Today, ")
	u.sees("Hanne Olsen · ")
	u.sees("Number randomised of Murrough 2013")
	u.sees(before + " → 74")
	u.key("Return") // reads the chosen step
	u.sees("Quote: nothing → 74 were randomised")
	u.key("Escape", "Tab", "Tab", "Space")
	u.sees("Restore this?")
	u.sees("74 → " + before)
	u.tap("Cancel")
	if got := u.fact("Murrough 2013", appraisal.FieldNRandomised); got != "74" {
		t.Errorf("cancelled, but the fact is %q", got)
	}
	u.tap("Restore this…")
	u.tap("Restore")
	if got := u.fact("Murrough 2013", appraisal.FieldNRandomised); got != before {
		t.Errorf("restored, but the fact is %q, not %q", got, before)
	}
	u.sees("Restore what was before “Number randomised of Murrough 2013”")
	u.key("Escape")
	if dialogs.Blocked() {
		t.Fatal("Esc does not close the history")
	}
	u.choose("Undo restore what was before “Number randomised of Murrough…")
	if got := u.fact("Murrough 2013", appraisal.FieldNRandomised); got != "74" {
		t.Errorf("undone, but the fact is %q", got)
	}
}

func TestTheHistoryOfAClaimIsFilteredByPersonAndRefusesWhatWasThereFirst(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.edited()
	u.known("Bo Ek")
	u.openClaim("Robust")
	s := u.app.desk.session
	s.LoadClaim("test", s.Place().UID, func(v session.View, err error) {
		c := v.Dossier.Claim
		c.Population = "adults"
		s.Edit("Population of Robust", func(b *db.Batch) error { b.PutClaim(c); return nil }, nil)
	})
	u.choose("History of this claim…")
	u.sees("Population of Robust")
	u.sees("Judgement on Murrough 2013")
	u.tap("Everybody")
	u.tap("Hanne Olsen")
	u.seesNot("Population of Robust")
	u.sees("Judgement on Murrough 2013")
	u.key("Escape")
	u.openClaim("0.5 mg/kg is the right dose")
	u.choose("History of this claim…")
	u.tap("Restore this…")
	u.seesNot("Restore this?") // it came with the library
}

func TestTheBinBringsBackATrialWithItsLinks(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("Bin…")
	u.sees("The bin is empty. What you delete can be brought back from here.")
	u.key("Escape")
	u.openRow("Robust", "Murrough 2013", "")
	u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
	u.tap("Delete trial")
	u.sees("“Murrough 2013”, linked to 26 claims, was deleted. Edit → Bin… keeps it.")
	u.choose("Bin…")
	u.sees("Trial Murrough 2013")
	u.sees("Deleted things stay in the library's history")
	u.key("Return") // on the list
	u.sees("The bin is empty.")
	u.key("Escape")
	u.openRow("Robust", "Murrough 2013", "")
	u.sees("Murrough 2013")
	u.choose("Undo restore trial Murrough 2013")
	u.choose("Bin…")
	u.sees("Trial Murrough 2013")
}

func TestADeletionIsTakenBackFromTheStatusLineButNothingElseIs(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openClaim("Robust")
	u.choose("Delete claim")
	u.tap("Undo")
	u.openClaim("Robust")
	u.choose("Delete claim")
	u.app.desk.session.Edit("Trial Later 2026", func(b *db.Batch) error { b.PutTrial(appraisal.Trial{Name: "Later 2026"}); return nil }, nil)
	u.tap("Undo")
	u.sees("Something else was done since. Edit → Bin… brings it back.")
	u.trial("Later 2026")
}

func TestUndoingARenamingGivesTheReviewerTheirOldName(t *testing.T) {
	u := newUser(t)
	u.start("")
	s := u.app.desk.session
	u.known("Hanne Olsen")
	s.Edit("Trial A", func(b *db.Batch) error { b.PutTrial(appraisal.Trial{Name: "A"}); return nil }, nil)
	s.RenameReviewer("Hanne Olsen Berg")
	u.choose("Undo name of reviewer Hanne Olsen Berg")
	if got := s.Reviewer().Name; got != "Hanne Olsen" {
		t.Errorf("the reviewer is called %q", got)
	}
	u.choose("Redo name of reviewer Hanne Olsen Berg")
	if got := s.Reviewer().Name; got != "Hanne Olsen Berg" {
		t.Errorf("the reviewer is called %q", got)
	}
}

func TestALongHistoryIsReadPageByPage(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	s, uid := u.app.desk.session, u.trial("Murrough 2013")
	for n := range 45 {
		// Not by the session: every window of it would be drawn anew.
		err := s.Lib.Do(context.Background(), db.Action{Name: fmt.Sprintf("Year of Murrough 2013, try %d", n)}, func(b *db.Batch) error {
			b.PutFact(db.Subject{TrialUID: uid}, appraisal.Fact{Field: appraisal.FieldYear, Value: fmt.Sprint(1950 + n)})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	u.goTo(session.TrialPlace, uid)
	u.choose("History of this trial…")
	u.sees("Year of Murrough 2013, try 44")
	for range 60 {
		u.key("Down")
	}
	u.sees("Year of Murrough 2013, try 5")
	u.seesNot("Starter library")
	u.tap("Older…")
	u.seesNot("Older…")
	u.canvas().Focus(topList(u))
	for range 60 {
		u.key("Down")
	}
	u.sees("Starter library")
	u.tap("Restore this…")
	u.seesNot("Restore this?")
}

// topList is the list of the dialog on top.
func topList(u *user) *widgets.VList {
	u.Helper()
	for _, seen := range uitest.Look(u.canvas()) {
		if l, ok := seen.Object.(*widgets.VList); ok {
			return l
		}
	}
	u.Fatal("no list is open")
	return nil
}
