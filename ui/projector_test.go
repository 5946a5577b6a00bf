package ui

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// steps walks through the projector view to its end and returns what each step says.
func (u *user) steps() []string {
	u.Helper()
	u.key("Home")
	var said []string
	for range 40 {
		s := strings.Join(uitest.Words(u.canvas()), "\n")
		if len(said) > 0 && said[len(said)-1] == s {
			return said
		}
		said = append(said, s)
		u.key("Right")
	}
	u.Fatal("the steps do not end")
	return nil
}

func TestTheProjectorTellsAClaimStepByStep(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openClaim("Robust")
	u.key("F5")
	if !u.app.desk.screens.projector.Shown() || !u.win.FullScreen() {
		t.Fatal("F5 shows no projector view")
	}
	said := u.steps()
	for i, want := range []string{"robust", "Blinding", "Sample size", "Follow-up", "Attrition", "Overstated", "What it would take", "What the trials let one say"} {
		if i >= len(said) || !strings.Contains(said[i], want) {
			t.Errorf("step %d of %d does not say %q: %q", i+1, len(said), want, said)
		}
	}
	if !strings.Contains(said[1], "Murrough 2013") || !strings.Contains(said[1], "Some concerns") {
		t.Errorf("blinding shows no rows: %q", said[1])
	}
	if !strings.Contains(said[0], "1 / 8   The claim") {
		t.Errorf("it does not say which step it is: %q", said[0])
	}
	u.key("Home", "Next") // Page Down
	u.sees("2 / 8   Blinding")
	test.TapCanvas(u.canvas(), fyne.NewPos(600, 400))
	u.sees("3 / 8   Sample size")
	u.key("Prior", "Left") // Page Up
	u.sees("1 / 8")
	u.key("Escape")
	if u.app.desk.screens.projector.Shown() || u.win.FullScreen() || u.app.theme.Scale() != 1 {
		t.Error("Esc did not leave the projector view")
	}
	u.sees("What would change it?")
	u.choose("Projector view")
	u.sees("1 / 8")
	u.key("F5")
	u.seesNot("1 / 8")
}

func TestTheProjectorShowsThePictureOfTheChosenTrialInEveryDomain(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openRow("Robust", "Murrough 2013", appraisal.Attrition)
	u.key("F5")
	u.key("Right", "Right", "Right", "Right")
	u.sees("5 / 8   Attrition")
	u.sees("73 randomised") // the picture
	u.sees("72 observed")
	u.key("Up")
	u.key("Down", "Down")
	u.sees("5 / 8   Attrition")
	for range 6 {
		u.key("Up") // until none is chosen
	}
	u.sees("5 / 8   Attrition")
}

func TestTheProjectorHidesReviewersAndFollowsTheLibrary(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	s := u.app.desk.session
	link := s.Place().Link
	judge := func(r appraisal.Rating) {
		s.Edit("Judgement", func(b *db.Batch) error {
			b.PutAppraisal(appraisal.Appraisal{LinkUID: link, Domain: appraisal.Blinding, Reviewer: s.Reviewer().UID, Judgement: r,
				Suggestion: appraisal.SomeConcerns, Rule: "B-R7", RulesVersion: "1.0", JudgedAt: s.Now(), Reason: "The raters watched the infusions."})
			return nil
		}, func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		})
		uitest.Settle(u.canvas())
	}
	u.key("F5")
	u.key("Right")
	u.seesNot("The raters watched the infusions.")
	judge(appraisal.High)
	u.sees("The raters watched the infusions.")
	u.sees("2 / ")
	for _, text := range u.steps() {
		for _, name := range []string{"Hanne", "Olsen", "HO"} {
			if strings.Contains(text, name) {
				t.Errorf("the room reads %q in %q", name, text)
			}
		}
	}
	u.key("Escape")
	u.sees("Murrough 2013")
}

func TestTheProjectorShowsEverySortOfClaim(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 720)
	seen := map[string]bool{}
	for _, c := range u.app.desk.overview.Claims {
		sort := string(c.Kind) + string(c.Verdict)
		if seen[sort] {
			continue // one of each sort tells as much
		}
		seen[sort] = true
		u.goTo(session.ClaimPlace, c.UID)
		u.key("F5")
		for i, text := range u.steps() {
			if strings.TrimSpace(text) == "" {
				t.Errorf("step %d of %q is empty", i+1, c.Label)
			}
		}
		u.key("Escape")
	}
}

func TestNoNameOfAReviewerIsShownToARoom(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	s := u.app.desk.session
	s.Edit("Judge", func(b *db.Batch) error {
		b.PutReviewer(appraisal.Reviewer{UID: "kari", Name: "Kari Dahl", Initials: "KD"})
		for uid, rating := range map[string]appraisal.Rating{"kari": appraisal.High, s.Reviewer().UID: appraisal.Low} {
			b.PutAppraisal(appraisal.Appraisal{LinkUID: s.Place().Link, Reviewer: uid, Domain: appraisal.Blinding, Judgement: rating,
				Suggestion: appraisal.SomeConcerns, Rule: "B-R7", Reason: "Kari Dahl and Hanne read the protocol."})
		}
		return nil
	}, nil)
	uitest.Settle(u.canvas())
	u.key("F5")
	said := strings.Join(u.steps(), "\n")
	if !strings.Contains(said, "a reviewer and a reviewer read the protocol.") {
		t.Errorf("the reason is not shown without its names: %q", said)
	}
	for _, name := range []string{"Kari", "Dahl", "Hanne", "Olsen"} {
		if strings.Contains(said, name) {
			t.Errorf("a room reads %q in %q", name, said)
		}
	}
}

// The keyboard was in the drawer of a row, which has gone since another claim was opened.
func TestTheKeyboardIsInTheClaimAfterTheProjectorWhereWhatHadItIsGone(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	u.focus("What the judgement rests on")
	before := u.canvas().Focused()
	u.choose("Projector view")
	u.key("Escape")
	if now := u.canvas().Focused(); now != before {
		t.Errorf("%T has the keyboard, not the field that had it", now)
	}
	u.openClaim("Rapid")
	u.choose("Projector view")
	u.key("Escape")
	now := u.canvas().Focused()
	if _, ok := now.(*widgets.DataTable); !ok {
		t.Errorf("%T has the keyboard, not the claim's trials", now)
	}
}
