package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// appraising is somebody with a name at the drawer of Murrough 2013 for the claim "Robust".
func appraising(t *testing.T, d appraisal.Domain) *user {
	t.Helper()
	u := newUser(t)
	u.start("")
	u.resize(1280, 2000) // the whole drawer in sight
	u.known("Hanne Olsen")
	u.openRow("Robust", "Murrough 2013", d)
	return u
}

// stored is the reviewer's appraisal of the chosen row in a domain.
func (u *user) stored(d appraisal.Domain) appraisal.Appraisal {
	u.Helper()
	s := u.app.desk.session
	dossier, err := s.Lib.Dossier(context.Background(), s.Place().UID, s.Reviewer().UID)
	if err != nil {
		u.Fatal(err)
	}
	for _, l := range dossier.Linked {
		if l.Link.UID == s.Place().Link {
			a, _ := l.DomainAppraisal(s.Reviewer().UID, d)
			return a
		}
	}
	u.Fatal("no row is chosen")
	return appraisal.Appraisal{}
}

func TestFactsAnswerFirstAndAnotherAnswerChangesTheSuggestion(t *testing.T) {
	u := appraising(t, appraisal.Blinding)
	u.sees("Rule B-R7")
	u.sees("The facts propose No information from: Participants blinded: yes · Acute effects perceptible: obvious · Control condition: active")
	u.tapNth("Not answered", 0) // did participants know
	u.tap("Yes")
	u.sees("Your answer. The facts propose No information from: Participants blinded: yes")
	u.seesNot("These answers suggest Some concerns (B-R7).")
	if got := u.stored(appraisal.Blinding).Answers[appraisal.QParticipantsAware]; got != appraisal.Yes {
		t.Errorf("stored %q", got)
	}
	u.tap("Back to what the facts propose")
	u.sees("These answers suggest Some concerns (B-R7).")
	if got := u.stored(appraisal.Blinding); len(got.Answers) != 0 {
		t.Errorf("stored %v", got.Answers)
	}
}

func TestAJudgementThatAgreesNeedsNoReason(t *testing.T) {
	u := appraising(t, appraisal.SampleSize)
	u.sees("0 of 8 judgements given")
	u.tapSegment("High")
	u.sees("Agrees with the suggestion.")
	u.sees("1 of 8 judgements given")
	got := u.stored(appraisal.SampleSize)
	if got.Judgement != appraisal.High || got.Suggestion != appraisal.High || got.Rule != "S-4" || got.Reason != "" || got.JudgedAt == "" {
		t.Errorf("stored %+v", got)
	}
	u.tap("Withdraw the judgement")
	u.sees("Not judged yet.")
	u.choose("Undo judgement withdrawn on Murrough 2013, sample size")
	u.sees("Agrees with the suggestion.")
}

func TestWhoUndoesRightAfterAnEditIsNotToldThatThereIsNothing(t *testing.T) {
	u := appraising(t, appraisal.SampleSize)
	undo := func() {
		for _, c := range u.app.menu.commands {
			if c.label == "Undo the last change" {
				u.app.menu.invoke(c)
			}
		}
		uitest.Settle(u.canvas())
	}
	undo()
	u.sees("There is nothing to undo.")
	u.tapSegment("High")
	u.app.desk.undoName, u.app.desk.readNow = "", true // as long as the name of the step is on its way
	undo()
	u.sees("Not judged yet.")
	u.sees("Undone: judgement on Murrough 2013, sample size")
	u.app.desk.readNow = true
	undo() // the library says it
	u.sees("There is nothing to undo.")
	if dialogs.Blocked() {
		t.Error("that there is nothing to undo is shown as an error")
	}
}

func TestAJudgementThatDiffersNeedsItsReason(t *testing.T) {
	u := appraising(t, appraisal.Blinding)
	u.tapSegment("Low")
	u.sees("Why does your judgement differ?")
	u.key("Ctrl+Return")
	u.sees("Write why, or cancel to leave the judgement as it was.")
	u.key("Escape")
	if got := u.stored(appraisal.Blinding); got.Judgement != "" || dialogs.Blocked() {
		t.Errorf("cancelled, but stored %+v", got)
	}
	u.sees("Not judged yet.")
	u.tapSegment("Low")
	u.write("Raters sat in another building.")
	u.key("Ctrl+Return")
	u.sees("Overrules the suggestion (Some concerns, B-R7).")
	if got := u.stored(appraisal.Blinding); got.Judgement != appraisal.Low || got.Reason != "Raters sat in another building." {
		t.Errorf("stored %+v", got)
	}

	u.focus("Raters sat in another building.") // the reason cannot be taken away from under it
	u.key("Ctrl+A", "BackSpace")
	u.sees("An overruled suggestion needs a reason")
	if got := u.stored(appraisal.Blinding).Reason; got == "" {
		t.Error("the reason is gone")
	}
}

func TestWhatIsTypedStaysWhenTheDomainChanges(t *testing.T) {
	u := appraising(t, appraisal.FollowUp)
	u.focus("What the judgement rests on")
	u.write("Read at day one.")
	u.choose("Attrition")
	u.seesNot("Read at day one.")
	u.choose("Follow-up")
	u.sees("Read at day one.")
	if got := u.stored(appraisal.FollowUp).Reason; got != "Read at day one." {
		t.Errorf("stored %q", got)
	}
	if got := u.stored(appraisal.Attrition).Reason; got != "" {
		t.Errorf("the other domain got %q", got)
	}
}

func TestQuotesAreKeptChangedAndDeleted(t *testing.T) {
	u := appraising(t, appraisal.Blinding)
	u.tap("Add a quote…")
	u.key("Ctrl+Return")
	u.sees("Paste the words of the source, or cancel.")
	u.write("double-blind conditions")
	u.focus("Page, table or paragraph")
	u.write("p. 1137")
	u.tap("Keep the quote")
	u.sees("“double-blind conditions”")
	u.tap("Edit…")
	u.fill("triple-blind conditions")
	u.tap("Keep the quote")
	u.sees("“triple-blind conditions”")
	if q := u.stored(appraisal.Blinding).Quotes; len(q) != 1 || q[0].Locator != "p. 1137" {
		t.Errorf("stored %+v", q)
	}
	u.tap("Delete")
	u.seesNot("“triple-blind conditions”")
	u.choose("Undo quote deleted on Murrough 2013, blinding")
	u.sees("“triple-blind conditions”")
}

func TestTheNameIsAskedForOnceBeforeTheFirstJudgement(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 2000)
	u.openRow("Robust", "Murrough 2013", appraisal.SampleSize)
	u.tapSegment("High")
	u.sees("Who is appraising?")
	u.key("Return")
	u.sees("Enter a name")
	u.write("Kari Dahl")
	u.key("Return")
	u.sees("Agrees with the suggestion.")
	u.choose("Attrition")
	u.tapSegment("Low")
	u.sees("Agrees with the suggestion.")
	u.seesNot("Who is appraising?")
}

func TestTheNextOpenJudgementIsFoundUntilNoneIsLeft(t *testing.T) {
	u := appraising(t, appraisal.Blinding)
	u.app.desk.closeDrawer()
	for i := range 8 {
		u.choose("Next open judgement")
		p := u.app.desk.session.Place()
		if p.Link == "" || u.stored(p.Domain).Judgement != "" {
			t.Fatalf("step %d went to %+v", i+1, p)
		}
		u.judgeAsSuggested()
	}
	u.choose("Next open judgement")
	u.sees("This claim is complete. Next: Transient (16 open). Ctrl+Enter goes there.")
	u.seesNot("Provisional")
	u.sees("8 of 8 judgements given.")
	u.choose("Next open judgement")
	u.sees("0 of 4 domains judged")
	if c := u.onScreen(); c.Label != "Transient" {
		t.Errorf("went to %q", c.Label)
	}
	if u.app.desk.session.Place().Link == "" {
		t.Error("no judgement was opened there")
	}
}

// onScreen is the claim that is shown.
func (u *user) onScreen() session.ClaimItem {
	u.Helper()
	for _, c := range u.app.desk.overview.Claims {
		if c.UID == u.app.desk.session.Place().UID {
			return c
		}
	}
	u.Fatal("no claim is on screen")
	return session.ClaimItem{}
}

func TestTheNextOpenJudgementIsFoundFromAnywhereUntilAllAreGiven(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
	u.key("Ctrl+Return")
	u.choose("Next open judgement")
	if !slices.ContainsFunc(u.onScreen().Trials, func(name string) bool { return name == "Murrough 2013" }) {
		t.Errorf("from the trial one comes to %q, which does not link it", u.onScreen().Label)
	}
	s := u.app.desk.session
	all, err := s.Lib.Dossiers(context.Background(), s.Reviewer().UID)
	if err != nil {
		t.Fatal(err)
	}
	s.Edit("Judge everything", func(b *db.Batch) error {
		for _, d := range all {
			for _, l := range d.Linked {
				for _, dom := range appraisal.Domains {
					b.PutAppraisal(appraisal.Appraisal{LinkUID: l.Link.UID, Reviewer: s.Reviewer().UID, Domain: dom,
						Judgement: appraisal.Low, Suggestion: appraisal.Low, Reason: "Read."})
				}
			}
		}
		return nil
	}, nil)
	uitest.Settle(u.canvas())
	u.choose("Next open judgement")
	u.sees("Everything is judged: no judgement is open on any claim.")
}

func TestF1AtAQuestionSaysWhereItsAnswerIsFound(t *testing.T) {
	u := appraising(t, appraisal.Attrition)
	for _, s := range uitest.Look(u.canvas()) {
		if f, ok := s.Object.(*widgets.Link); ok && f.Text() == "Where do I find it?" {
			u.canvas().Focus(f)
			break
		}
	}
	u.key("F1")
	u.sees("Where to find it: Flow diagram and the numbers beside the result.")
	u.seesNot("Show or hide")
	u.key("F1")
	u.seesNot("Where to find it:")
	u.canvas().Unfocus()
	u.choose("Where do I find it?")
	u.sees("Where to find it: Flow diagram and the numbers beside the result.")
}

func TestAnAppraisalIsCopiedToAnotherClaimAndUndoneInOneStep(t *testing.T) {
	u := appraising(t, appraisal.Blinding)
	u.judgeAsSuggested()
	u.choose("Follow-up")
	u.judgeAsSuggested()
	u.choose("Copy this appraisal to other claims…")
	u.sees("Copy the appraisal of Murrough 2013 to other claims")
	u.tap("Those of the same article")
	u.key("Ctrl+Return")
	u.sees("judgements stand,")
	u.sees("to be judged again")
	u.choose("Next open judgement")
	u.choose("Undo copy of the appraisal of Murrough 2013 to 5 claims")
	u.sees("Undone: copy of the appraisal of Murrough 2013 to 5 claims")
}

func TestAReadOnlyLibraryTakesNoJudgement(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	path := u.path(starterName)
	u.app.openWith(path, func(ctx context.Context) (opened, error) {
		lib, err := db.Open(ctx, path, db.Options{ReadOnly: true})
		return restored(ctx, lib, readOnlyNotice(path), err)
	})
	u.resize(1280, 2000)
	u.openRow("Robust", "Murrough 2013", appraisal.SampleSize)
	u.tapSegment("High")
	if got := u.stored(appraisal.SampleSize); got.Judgement != "" {
		t.Errorf("stored %+v", got)
	}
	why := ""
	for _, o := range uitest.Look(u.canvas()) {
		if c, ok := o.Object.(*widgets.Segmented); ok {
			why = c.Tip()
		}
	}
	if !strings.Contains(why, "reading only") {
		t.Errorf("the judgement cannot be given, because %q", why)
	}
}

// judgeAsSuggested gives the judgement that the drawer suggests.
func (u *user) judgeAsSuggested() {
	u.Helper()
	s := u.app.desk.session
	s.LoadClaim("test", s.Place().UID, func(v session.View, err error) {
		if err != nil {
			u.Fatal(err)
		}
		for _, r := range v.Assessment.Rows {
			if r.Linked.Link.UID == s.Place().Link {
				u.tapSegment(map[appraisal.Rating]string{appraisal.Low: "Low", appraisal.SomeConcerns: "Some concerns", appraisal.High: "High"}[r.Domains[s.Place().Domain].Suggestion.Rating])
				return
			}
		}
	})
	u.sees("Agrees with the suggestion.")
}

// tapSegment taps the judgement of that name.
func (u *user) tapSegment(name string) {
	u.Helper()
	below := float32(0)
	for _, s := range uitest.Look(u.canvas()) {
		if s.Text == "Your judgement" {
			below = s.Pos.Y
		}
	}
	for _, s := range uitest.Lines(u.canvas()) {
		if below > 0 && s.Text == name && s.Pos.Y > below && s.Pos.Y < below+60 {
			u.tapAt(s)
			return
		}
	}
	u.Fatalf("there is no judgement %q below %v", name, below)
}

// focus gives the keyboard to the text field that holds the words, or shows them while it is empty.
func (u *user) focus(words string) {
	u.Helper()
	for _, s := range uitest.Look(u.canvas()) {
		f, ok := s.Object.(fyne.Focusable)
		if e := fieldOf(f); ok && e != nil && (e.Text == words || e.Text == "" && e.PlaceHolder == words) {
			u.canvas().Focus(f)
			uitest.Settle(u.canvas())
			return
		}
	}
	u.Fatalf("there is no field with %q", words)
}

func (u *user) tapAt(s uitest.Seen) {
	test.TapCanvas(u.canvas(), s.Pos.AddXY(s.Size.Width/2, s.Size.Height/2))
	uitest.Settle(u.canvas())
}

// tapNth taps the words where they are shown for the nth time, counted from 0.
func (u *user) tapNth(words string, n int) {
	u.Helper()
	for _, s := range uitest.Lines(u.canvas()) {
		if s.Text == u.says(words) {
			if n == 0 {
				u.tapAt(s)
				return
			}
			n--
		}
	}
	u.Fatalf("%q is not shown so often; the window says %s", words, strings.Join(uitest.Words(u.canvas()), " | "))
}
