package drawer_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2/test"
)

// judged is somebody at Murrough 2013 for the claim "Robust" who has judged it as suggested in all domains.
func judged(t *testing.T) *appraising {
	t.Helper()
	a := open(t, desk.Look{Width: 1280, Height: 6000}) // the whole list of claims in sight
	a.GoToRow(claim, murrough, appraisal.Blinding)
	link := a.Session.Place().Link
	rows := a.View().Assessment.Rows
	a.Session.Edit("Judge all", func(b *db.Batch) error {
		for _, r := range rows {
			if r.Linked.Link.UID != link {
				continue
			}
			for _, dom := range appraisal.Domains {
				s := r.Domains[dom].Suggestion
				b.PutAppraisal(appraisal.Appraisal{LinkUID: link, Reviewer: a.Session.Reviewer().UID, Domain: dom,
					Judgement: s.Rating, Suggestion: s.Rating, Rule: string(s.Rule), Reason: "Read for " + string(dom)})
			}
		}
		return nil
	}, nil)
	uitest.Settle(a.Canvas)
	return a
}

// of is what the reviewer has of Murrough 2013 for a claim in a domain.
func (a *appraising) of(label string, dom appraisal.Domain) appraisal.Appraisal {
	a.Helper()
	c := a.Claim(label)
	got, _ := a.Linked(c.UID, murrough).DomainAppraisal(a.Session.Reviewer().UID, dom)
	return got
}

func (a *appraising) dump() string {
	a.Helper()
	var b bytes.Buffer
	if err := a.Session.Lib.Dump(context.Background(), &b); err != nil {
		a.Fatal(err)
	}
	return b.String()
}

// tick ticks or clears the box of a claim, or one that follows it.
func (a *appraising) tick(label string, after int) {
	a.Helper()
	boxes := desk.All[*widgets.Check](a.Desk)
	for i, b := range boxes {
		if b.Text() == label && i+after < len(boxes) {
			test.Tap(boxes[i+after])
			uitest.Settle(a.Canvas)
			return
		}
	}
	a.Fatalf("%q is not offered", label)
}

const sibling = "Transient" // of the same sentence, on the same trial, with another horizon

func TestACopyToAnotherClaimMarksWhatMustBeJudgedAgainAndOneUndoTakesItBack(t *testing.T) {
	a := judged(t)
	before := a.dump()
	a.drawer.Copy()
	uitest.Settle(a.Canvas)
	a.MustSee("Copy the appraisal of Murrough 2013 to other claims", "In the same article", "In other articles", "Follow-up: judge again.")
	a.Press("Ctrl+Return")
	a.MustSee("Tick the claims to copy to, or cancel.")
	a.tick(sibling, 0)
	a.Tap("Copy")
	if dialogs.Blocked() {
		t.Fatalf("the dialog stays: %q", uitest.Words(a.Canvas))
	}
	if want := "Copy of the appraisal of Murrough 2013 to 1 claim"; a.UndoName() != want {
		t.Errorf("undo offers %q, want %q", a.UndoName(), want)
	}
	again, stands := appraisal.Domain(""), 0
	for _, dom := range appraisal.Domains {
		got := a.of(sibling, dom)
		if got.Reason != "Read for "+string(dom) {
			t.Errorf("%s: %+v", dom, got)
		}
		if _, _, ok := got.Copied(); ok {
			again = dom
		} else if got.Judgement != "" {
			stands++
		}
	}
	if again == "" || stands == 0 {
		t.Fatalf("%d stand, and %q is to be judged again", stands, again)
	}
	a.GoToRow(sibling, murrough, again)
	a.MustSee("was copied", "Judge it again for this claim.", "Not judged yet.")
	a.Undo()
	if a.dump() != before {
		t.Error("undo left something of the copy")
	}
	a.MustNotSee("Judge it again for this claim.")
}

// copiedTo copies to the sibling and goes to the domain that must be judged again.
func copiedTo(t *testing.T) (*appraising, appraisal.Domain) {
	t.Helper()
	a := judged(t)
	a.drawer.Copy()
	uitest.Settle(a.Canvas)
	a.tick(sibling, 0)
	a.Tap("Copy")
	for _, dom := range appraisal.Domains {
		if _, _, ok := a.of(sibling, dom).Copied(); ok {
			a.GoToRow(sibling, murrough, dom)
			return a, dom
		}
	}
	t.Fatal("nothing is to be judged again")
	return nil, ""
}

func TestACopiedJudgementCountsAsOpenUntilItIsConfirmedOrChanged(t *testing.T) {
	a, dom := copiedTo(t)
	rating, _, _ := a.of(sibling, dom).Copied()
	due := a.View().Assessment
	if !a.nextOpen() {
		t.Error("nothing is open")
	}
	a.GoToRow(sibling, murrough, dom)
	if a.chosen() >= 0 {
		t.Error("the copy looks as if it had been decided")
	}
	for _, b := range desk.All[*widgets.Button](a.Desk) {
		if strings.HasPrefix(b.Text(), "Keep ") {
			test.Tap(b)
			break
		}
	}
	uitest.Settle(a.Canvas)
	got := a.of(sibling, dom)
	if _, _, marked := got.Copied(); marked || got.Judgement != rating || got.JudgedAt == "" {
		t.Errorf("kept, but stored %+v", got)
	}
	a.MustNotSee("Judge it again for this claim.")
	if now := a.View().Assessment; now.Judgements != due.Judgements+1 {
		t.Errorf("%d judgements after %d", now.Judgements, due.Judgements)
	}
	a.Undo()
	a.MustSee("Judge it again for this claim.")
}

func TestACopyKeepsWhatIsThereUnlessToldToReplaceIt(t *testing.T) {
	a := judged(t)
	c := a.Claim(sibling)
	link := a.Linked(c.UID, murrough).Link.UID
	own := appraisal.Appraisal{LinkUID: link, Reviewer: a.Session.Reviewer().UID, Domain: appraisal.Attrition, Judgement: appraisal.High,
		Suggestion: appraisal.Low, Reason: "Seen otherwise here."}
	a.Session.Edit("Own", func(b *db.Batch) error { b.PutAppraisal(own); return nil }, nil)
	a.drawer.Copy()
	uitest.Settle(a.Canvas)
	a.MustSee("Already there, and kept: Attrition, High.")
	a.tick(sibling, 0)
	a.Tap("Copy")
	if got := a.of(sibling, appraisal.Attrition); got.Judgement != appraisal.High || got.Reason != own.Reason {
		t.Errorf("what was there became %+v", got)
	}
	if got := a.of(sibling, appraisal.Blinding); got.Blank() {
		t.Error("what was free got nothing")
	}
	a.drawer.Copy()
	uitest.Settle(a.Canvas)
	a.tick(sibling, 0)
	a.Press("Ctrl+Return")
	a.MustSee("Nothing would be copied to “Transient”")
	a.tick(sibling, 1)
	a.Press("Ctrl+Return")
	if got := a.of(sibling, appraisal.Attrition); got.Reason != "Read for attrition" {
		t.Errorf("replaced, but stored %+v", got)
	}
}

func TestWithoutAnAppraisalThereIsNothingToCopy(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.drawer.Copy()
	uitest.Settle(a.Canvas)
	a.MustSee("You have not appraised Murrough 2013 for this claim yet")
}
