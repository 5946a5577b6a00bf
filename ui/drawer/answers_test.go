package drawer_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"
)

func TestEveryQuestionShowsItsAnswerAndTheFactsItCameFrom(t *testing.T) {
	a := at(t, appraisal.Blinding)
	for _, q := range []struct{ words, from string }{
		{"Did participants know", "The facts propose No information from: Participants blinded: yes · Acute effects perceptible: obvious · Control condition: active"},
		{"Did the person who assessed", "The facts propose No information from: Who yields it: clinician-rated · Assessors blinded: yes"},
		{"Is it likely", "The facts propose Probably yes from: Acute effects perceptible: obvious · Who yields it: clinician-rated"},
		{"Did anyone depart", "The recorded facts propose no answer."},
	} {
		if got := a.answer(q.words); got != "" {
			t.Errorf("%q looks as if %q had been decided", q.words, got)
		}
		_, after, _ := strings.Cut(strings.Join(uitest.Words(a.Canvas), "\n"), q.words)
		after, _, _ = strings.Cut(after, "Where do I find it?")
		if !strings.Contains(after, q.from) {
			t.Errorf("after %q comes %q, want %q", q.words, after, q.from)
		}
	}
	for _, d := range []appraisal.Domain{appraisal.SampleSize, appraisal.FollowUp, appraisal.Attrition} {
		a.drawer.SetDomain(d)
		uitest.Settle(a.Canvas)
		a.MustSee("Computed: ")
	}
}

func TestAComputedAnswerCannotBeGivenAndSaysWhy(t *testing.T) {
	a := at(t, appraisal.SampleSize)
	if selects := desk.All[*widgets.Select](a.Desk); len(selects) != 0 {
		t.Errorf("%d answers can be chosen", len(selects))
	}
	if tips := strings.Join(a.Tips(), "\n"); !strings.Contains(tips, "Correct the facts") {
		t.Errorf("nothing says why: %q", tips)
	}
	a.MustNotSee("Confirm this answer")
}

func TestAnotherAnswerChangesTheSuggestionAndItsRule(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.MustSee("Some concerns — some risk of bias", "Rule B-R7", "These answers suggest Some concerns (B-R7).")
	const know = "Did participants know"
	a.give(know, "Yes")
	a.MustSee("Your answer. The facts propose No information from: Participants blinded: yes", "Back to what the facts propose")
	a.MustNotSee("These answers suggest Some concerns (B-R7).")
	if got := a.stored(appraisal.Blinding); got.Answers[appraisal.QParticipantsAware] != appraisal.Yes || len(got.Answers) != 1 || got.Judgement != "" {
		t.Errorf("stored %+v", got)
	}
	a.Tap("Back to what the facts propose")
	a.MustSee("These answers suggest Some concerns (B-R7).")
	if got := a.answer(know); got != "" {
		t.Errorf("after going back the answer is %q", got)
	}
	a.Undo()
	if got := a.answer(know); got != "Yes" {
		t.Errorf("undo brought back %q", got)
	}
}

func TestAProposedAnswerIsConfirmed(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.Tap("Confirm this answer") // the first question's
	a.MustSee("Confirmed by you from: Participants blinded: yes", "These answers suggest Some concerns (B-R7).")
	if got := a.stored(appraisal.Blinding).Answers; len(got) != 1 || got[appraisal.QParticipantsAware] != appraisal.NoInfo {
		t.Errorf("stored %v", got)
	}
}

func TestTheFactsUsedNameTheirSourceAndTheUncheckedStandOut(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.MustSee("Facts used (2 unchecked)", "Participants blinded: Yes", "Abstract · \"double-blind conditions\"",
		"Assessors blinded: Yes", "Unchecked · Recalled, no source", "Control condition: Active")
	a.Tap("Edit trial facts")
	if want := a.Trial(murrough).UID; a.trial != want {
		t.Errorf("opened the facts of %q, want %q", a.trial, want)
	}
	a.Tap("Relation and fit…")
	if want := a.Session.Place().Link; a.link != want {
		t.Errorf("asked for the relation of %q, want %q", a.link, want)
	}
}

func TestAFactThatChangesAnswersAnew(t *testing.T) {
	a := at(t, appraisal.Blinding)
	trial := a.Trial(murrough)
	f := trial.Facts[appraisal.FieldParticipants]
	f.Field, f.Value, f.Status = appraisal.FieldParticipants, "no", ""
	a.Session.Edit("Open label", func(b *db.Batch) error {
		b.PutFact(db.Subject{TrialUID: trial.UID}, f)
		return nil
	}, nil)
	uitest.Settle(a.Canvas)
	a.MustSee("The facts propose Yes from: Participants blinded: no") // an open trial's participants know
}

func TestWhereToFindAnAnswerIsUnfolded(t *testing.T) {
	a := at(t, appraisal.Blinding)
	a.MustNotSee("Where to find it:")
	a.Tap("Where do I find it?")
	a.MustSee("Where to find it:", "RoB 2")
	a.Tap("Where do I find it?")
	a.MustNotSee("Where to find it:")
}

func TestEveryQuestionOfEveryDomainSaysWhereItsAnswerIsFound(t *testing.T) {
	a := at(t, appraisal.Blinding)
	for _, dom := range appraisal.Domains {
		a.drawer.SetDomain(dom)
		uitest.Settle(a.Canvas)
		asked := 0
		for _, q := range rules.Questions {
			if q.Domain != dom {
				continue
			}
			asked++
			a.where(q.Text)
			if q.Help == "" {
				t.Errorf("%q has no help", q.Text)
			}
			a.MustSee(q.Text, "Where to find it: "+q.Help, q.Source)
		}
		if asked == 0 {
			t.Errorf("%s asks nothing", dom)
		}
	}
}

func TestTheKeyboardGetsTheHelpOfTheQuestionItIsAt(t *testing.T) {
	a := at(t, appraisal.Blinding)
	if a.drawer.AtQuestion() {
		t.Error("the keyboard is nowhere yet")
	}
	a.Canvas.Focus(a.field("Did the person who assessed"))
	if !a.drawer.AtQuestion() {
		t.Fatal("the keyboard is at a question")
	}
	a.drawer.Help()
	uitest.Settle(a.Canvas)
	a.MustSee("Where to find it: Methods: outcome assessment")
	a.MustNotSee("Where to find it: Methods: who was masked")
	a.drawer.Help()
	uitest.Settle(a.Canvas)
	a.MustNotSee("Where to find it:")
}

func TestWithoutARowTheDrawerSaysWhatToDo(t *testing.T) {
	a := open(t, desk.Look{})
	a.MustSee("No trial selected", "Select a trial on the board to appraise it.")
	a.GoToClaim(claim)
	a.MustSee("No trial selected")
	a.GoToRow(claim, murrough, "")
	a.MustSee("Murrough 2013", "Did participants know") // the first domain
	link := a.Session.Place().Link
	a.Session.Edit("Unlink", func(b *db.Batch) error { b.DeleteLink(link); return nil }, nil)
	uitest.Settle(a.Canvas)
	a.MustSee("The trial is no longer linked to this claim.")
}

func TestTheHelpOfAQuestionComesIntoSight(t *testing.T) {
	a := open(t, desk.Look{Width: 372, Height: 700})
	a.GoToRow(claim, murrough, appraisal.Blinding)
	a.drawer.Help()
	uitest.Settle(a.Canvas)
	for _, s := range uitest.Look(a.Canvas) {
		if strings.HasPrefix(s.Text, "Where to find it:") {
			if s.Pos.Y < 100 || s.Pos.Y+s.Size.Height > 700 {
				t.Errorf("it stands at %v, %v high", s.Pos.Y, s.Size.Height)
			}
			return
		}
	}
	t.Error("it is not shown")
}
