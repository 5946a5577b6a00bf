package drawer_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/start"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

func TestAJudgementAsSuggestedIsStoredAtOnceWithoutAReason(t *testing.T) {
	a := at(t, appraisal.SampleSize)
	a.MustSee("Not judged yet. Until then the suggestion counts and the verdict is provisional.")
	a.MustNotSee("Withdraw the judgement")
	a.judge("High")
	a.MustSee("Agrees with the suggestion.", "Withdraw the judgement")
	got := a.stored(appraisal.SampleSize)
	if got.Judgement != appraisal.High || got.Suggestion != appraisal.High || got.Rule != "S-4" || got.RulesVersion != rules.Version || got.JudgedAt == "" || got.Reason != "" {
		t.Errorf("stored %+v", got)
	}
	if name := a.UndoName(); name != "Judgement on Murrough 2013, sample size" {
		t.Errorf("undo is called %q", name)
	}
	a.Undo()
	a.MustSee("Not judged yet.")
	if a.chosen() >= 0 {
		t.Error("the control still shows the judgement that was undone")
	}
}

func TestADifferentJudgementAsksWhyAndCancelLeavesTheOldOne(t *testing.T) {
	a := at(t, appraisal.SampleSize)
	a.judge("High")
	a.judge("Low")
	a.MustSee("Why does your judgement differ?", "The recorded facts suggest High (S-4). You judge Low.")
	for _, empty := range []string{"", "  \t "} {
		a.Type(empty)
		a.Press("Ctrl+Return")
		a.MustSee("Write why, or cancel to leave the judgement as it was.")
	}
	a.Press("Escape")
	if got := a.stored(appraisal.SampleSize); got.Judgement != appraisal.High || got.Reason != "" {
		t.Errorf("cancelled, but stored %+v", got)
	}
	if got := a.chosen(); appraisal.Ratings[got] != appraisal.High {
		t.Errorf("cancelled, but the control shows %q", appraisal.Ratings[got])
	}
	a.MustSee("Agrees with the suggestion.")
	a.judge("Low")
	a.Type(" An outcome nobody can miss. ")
	a.Tap("Overrule the suggestion")
	a.MustSee("Overrules the suggestion (High, S-4).")
	if got := a.stored(appraisal.SampleSize); got.Judgement != appraisal.Low || got.Suggestion != appraisal.High || got.Reason != "An outcome nobody can miss." {
		t.Errorf("stored %+v", got)
	}
	if got := a.Value(a.why()); got != "An outcome nobody can miss." {
		t.Errorf("the reason on the page is %q", got)
	}
}

func TestBlanksAreNoReason(t *testing.T) {
	a := at(t, appraisal.SampleSize)
	a.Focus(a.why())
	a.Type("  ")
	a.judge("Low")
	a.MustSee("Why does your judgement differ?")
	a.Press("Escape")
}

func TestTheReasonOfAnOverruledJudgementCannotBeEmptied(t *testing.T) {
	a := at(t, appraisal.SampleSize)
	a.judge("Low")
	a.Type("Deaths.")
	a.Press("Ctrl+Return")
	a.Retype(a.why(), "")
	a.MustSee("An overruled suggestion needs a reason; the last one is kept until you write another.")
	if got := a.stored(appraisal.SampleSize).Reason; strings.TrimSpace(got) == "" {
		t.Error("the reason is gone")
	}
	a.Type("All deaths.")
	a.MustNotSee("An overruled suggestion needs a reason")
	if got := a.stored(appraisal.SampleSize).Reason; got != "All deaths." {
		t.Errorf("stored %q", got)
	}
	a.judge("High") // agrees again, so no reason is needed
	a.Retype(a.why(), "")
	if got := a.stored(appraisal.SampleSize); got.Reason != "" || got.Judgement != appraisal.High {
		t.Errorf("stored %+v", got)
	}
}

func TestAJudgementWhoseSuggestionMovedSaysSo(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.judge("Some concerns")
	a.MustSee("Agrees with the suggestion.")
	a.give("Did participants know", "Yes")
	a.MustSee("It was Some concerns (B-R7) when you judged: look again.")
}

func TestAWithdrawnJudgementLeavesTheRestAndUndoBringsItBack(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.judge("Low")
	a.Type("Raters sat elsewhere.")
	a.Press("Ctrl+Return")
	a.Tap("Withdraw the judgement")
	a.MustSee("Not judged yet.")
	if got := a.stored(appraisal.Blinding); got.Judgement != "" || got.Rule != "" || got.JudgedAt != "" || got.Reason != "Raters sat elsewhere." {
		t.Errorf("stored %+v", got)
	}
	a.Undo()
	a.MustSee("Overrules the suggestion")
	if got := a.stored(appraisal.Blinding).Judgement; got != appraisal.Low {
		t.Errorf("undo brought back %q", got)
	}
}

func TestTheDirectionOfBiasIsGivenForBlindingOnly(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.Choose("Likely direction of bias", "Towards the exp")
	if got := a.stored(appraisal.Blinding).BiasDirection; got != appraisal.TowardsExperimental {
		t.Errorf("stored %q", got)
	}
	if got := a.Value("Likely direction of bias"); got != "Towards the experimental arm" {
		t.Errorf("shown is %q", got)
	}
	for _, d := range []appraisal.Domain{appraisal.SampleSize, appraisal.FollowUp, appraisal.Attrition} {
		a.drawer.SetDomain(d)
		uitest.Settle(a.Canvas)
		a.MustNotSee("Likely direction of bias")
	}
}

func TestQuotesAreAttachedEditedAndRemoved(t *testing.T) {
	a := at(t, appraisal.Attrition)
	a.MustSee("No quote yet.")
	a.Tap("Add a quote…")
	a.Press("Ctrl+Return")
	a.MustSee("Paste the words of the source, or cancel.")
	a.Type("one of 73 was lost")
	a.Press("Tab")
	a.Type("p. 1136")
	a.Press("Return")
	a.MustSee("“one of 73 was lost”", "p. 1136")
	a.MustNotSee("No quote yet.")
	a.Tap("Add a quote…")
	a.Type("a second one")
	a.Press("Ctrl+Return")
	a.MustSee("place not given")
	first := a.stored(appraisal.Attrition).Quotes
	a.Tap("Edit…") // the first
	a.Press("Ctrl+A")
	a.Type("one of the 73 was lost")
	a.Press("Ctrl+Return")
	got := a.stored(appraisal.Attrition).Quotes
	if len(got) != 2 || got[0].Exact != "one of the 73 was lost" || got[0].Locator != "p. 1136" || got[0].UID != first[0].UID || got[1].Exact != "a second one" {
		t.Errorf("stored %+v", got)
	}
	a.Tap("Delete")
	a.MustNotSee("“one of the 73 was lost”")
	if got := a.stored(appraisal.Attrition).Quotes; len(got) != 1 || got[0].Exact != "a second one" {
		t.Errorf("stored %+v", got)
	}
	a.Undo()
	a.MustSee("“one of the 73 was lost”", "“a second one”")
}

// asking is somebody whose name is not known; the question is the program's own.
func asking(t *testing.T) (a *appraising, asked *int) {
	t.Helper()
	a, asked = open(t, desk.Look{Anonymous: true}), new(int)
	a.Session.AskReviewer = func(next func()) {
		*asked++
		start.AskName(a.Canvas, start.NameSpec{Done: func(name string) {
			if err := a.Session.SetReviewer(name); err != nil {
				t.Error(err)
			}
			next()
		}})
	}
	a.GoToRow(claim, murrough, appraisal.SampleSize)
	return a, asked
}

func TestTheNameIsAskedForBeforeTheFirstJudgementAndOnlyOnce(t *testing.T) {
	a, asked := asking(t)
	a.MustSee("no reviewer yet")
	a.judge("High")
	a.MustSee("Who is appraising?")
	a.Type("Kari Dahl")
	a.Press("Return")
	a.MustSee("Agrees with the suggestion.", "reviewer KD")
	a.drawer.SetDomain(appraisal.Attrition)
	uitest.Settle(a.Canvas)
	a.judge("Low")
	a.MustSee("Agrees with the suggestion.")
	if *asked != 1 || a.stored(appraisal.SampleSize).Judgement != appraisal.High || a.stored(appraisal.Attrition).Judgement != appraisal.Low {
		t.Errorf("asked %d times; stored %+v", *asked, a.stored(appraisal.SampleSize))
	}
}

func TestWithoutANameNothingIsTakenForJudgedOrAnswered(t *testing.T) {
	a, _ := asking(t)
	a.judge("High")
	a.Press("Escape")
	if a.chosen() >= 0 {
		t.Error("the control shows a judgement that nobody gave")
	}
	a.drawer.SetDomain(appraisal.Blinding)
	uitest.Settle(a.Canvas)
	a.give("Did participants know", "Yes")
	a.Press("Escape")
	if got := a.answer("Did participants know"); got != "" {
		t.Errorf("the answer shows %q, which nobody gave", got)
	}
	a.Choose("Likely direction of bias", "Unclear")
	a.Press("Escape")
	if got := a.Value("Likely direction of bias"); got != "" {
		t.Errorf("the direction shows %q, which nobody gave", got)
	}
	if dialogs.Blocked() || a.UndoName() != "" {
		t.Errorf("stored %q", a.UndoName())
	}
}

func TestAReasonTypedBeforeTheNameIsKnownIsKept(t *testing.T) {
	a, asked := asking(t)
	a.Focus(a.why())
	a.Type("B")
	a.MustSee("Who is appraising?")
	a.Type("Kari Dahl")
	a.Press("Return")
	a.Type("lood is red.")
	if got := a.stored(appraisal.SampleSize).Reason; got != "Blood is red." || *asked != 1 {
		t.Errorf("stored %q, asked %d times", got, *asked)
	}
}

func TestTheTextOfOneReviewerNeverPassesForAnothers(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.Focus(a.why())
	a.Type("Hanna wrote this.")
	if err := a.Session.SetReviewer("Kari Dahl"); err != nil {
		t.Fatal(err)
	}
	uitest.Settle(a.Canvas)
	if got := a.Value(a.why()); got != "" {
		t.Errorf("Kari reads %q as her own", got)
	}
	a.Type("K")
	if got := a.stored(appraisal.Blinding).Reason; got != "K" {
		t.Errorf("Kari's reason is %q", got)
	}
	if err := a.Session.SetReviewer(desk.Reviewer); err != nil {
		t.Fatal(err)
	}
	uitest.Settle(a.Canvas)
	if got := a.Value(a.why()); got != "Hanna wrote this." {
		t.Errorf("Hanna reads %q", got)
	}
}

func TestNextOpenJudgementWalksThroughAllThatCount(t *testing.T) {
	a := open(t, desk.Look{})
	a.GoToClaim(claim) // with no row selected
	due := a.View().Assessment.JudgementsDue
	if due == 0 {
		t.Fatal("nothing to judge")
	}
	for i := range due {
		if !a.nextOpen() {
			t.Fatalf("after %d of %d none is open", i, due)
		}
		p := a.Session.Place()
		for _, r := range a.View().Assessment.Rows {
			if r.Linked.Link.UID == p.Link {
				v := r.Domains[p.Domain]
				if v.Judged {
					t.Fatalf("went to %s of %s, which is judged", p.Domain, r.Linked.Trial.Name)
				}
				a.judge(words.Rating(v.Suggestion.Rating))
			}
		}
		a.MustSee("Agrees with the suggestion.")
	}
	if a.nextOpen() {
		t.Errorf("another one is open: %+v", a.Session.Place())
	}
	if v := a.View().Assessment; v.Provisional || v.Judgements != due {
		t.Errorf("%d of %d judged, provisional %v", v.Judgements, due, v.Provisional)
	}
}

func TestNextOpenJudgementIsOfTheClaimOnScreen(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.GoToClaim("Esketamine lowers symptoms at 4 weeks")
	if !a.nextOpen() {
		t.Fatal("none is open")
	}
	a.MustNotSee("no longer linked", "Murrough")
	a.MustSee("Did participants know")
}

func TestALibraryOpenedForReadingOnlySaysWhyNothingCanBeChanged(t *testing.T) {
	a := open(t, desk.Look{Library: db.Options{ReadOnly: true}})
	a.GoToRow(claim, murrough, appraisal.Blinding)
	labels, controls := a.Inputs()
	for i, c := range controls {
		d := c.(interface {
			fyne.Disableable
			Tip() string
		})
		if !d.Disabled() || !strings.Contains(d.Tip(), "reading only") && !strings.Contains(d.Tip(), "Correct the facts") {
			t.Errorf("%q is disabled %v, because %q", labels[i], d.Disabled(), d.Tip())
		}
	}
	a.judge("Low")
	a.Tap("Add a quote…")
	a.MustNotSee("Add a quote to", "Keep the quote", "Confirm this answer", "Why does your judgement differ?")
	for _, l := range desk.All[*widgets.Link](a.Desk) {
		if l.Text() == "Add a quote…" && (!l.Disabled() || !strings.Contains(l.Tip(), "reading only")) {
			t.Errorf("adding a quote is disabled %v, because %q", l.Disabled(), l.Tip())
		}
	}
}
