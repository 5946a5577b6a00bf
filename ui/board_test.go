package ui

import (
	"context"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
)

func TestEveryKindOfClaimHasItsBoard(t *testing.T) {
	for _, c := range []struct {
		label    string
		sees     []string
		seesNone []string
	}{
		{"Robust", []string{"Overstated", "Provisional", "Low certainty", "GRADE-informed", "MADRS, day 1 · parallel · n 72 · active control",
			"Difference in MADRS (95 % CI)", "Pool", "What would change it?"}, []string{"Does the source say it?"}},
		{"No added benefit on the ward", []string{"Cannot be judged", "absence of evidence"}, []string{"Low certainty", "GRADE-informed"}},
		{"The blind failed", []string{"Accurate", "Does the source say it?", "News summary of the trial"}, []string{"certainty", "Provisional"}},
		{"One of the largest, most rigorous trials", []string{"Contradicted", "The trials it speaks of (15)"}, []string{"certainty", "(95 % CI)"}},
		{"Accepted reference dose", []string{"Not a trial question"}, []string{"certainty", "(95 % CI)", "Provisional"}},
		{"0.5 mg/kg is the right dose", []string{"Supported", "that of: benefit"}, []string{"GRADE-informed"}},
	} {
		t.Run(c.label, func(t *testing.T) {
			u := newUser(t)
			u.start("")
			u.resize(1280, 2200)
			u.app.desk.toolbar.search.SetText("no such claim") // so that the list of claims says nothing
			u.openClaim(c.label)
			for _, s := range c.sees {
				u.sees(s)
			}
			for _, s := range c.seesNone {
				u.seesNot(s)
			}
		})
	}
}

func TestTheStepsOfAVerdictNameTheirRuleAndSource(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 2200)
	u.openClaim("Robust")
	u.seesNot("C-P3")
	u.tap("Why this verdict")
	u.sees("V-11")
	u.sees("Lazarus 2015")
	u.sees("C-P3")
	u.sees("GRADE guidelines 6 (2011), optimal information size")
	u.openClaim("Rapid")
	u.sees("C-P3") // what is unfolded stays so
}

func TestPartsOfASentenceLeadToOneAnother(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openClaim("Rapid, robust, transient")
	u.sees("Accurate")
	u.tap("4. Transient")
	u.sees("Before and after the stated time")
	u.choose("Back")
	u.seesNot("Before and after the stated time")
}

func TestRowsAreChosenFromTheKeyboardAndTheDrawerFollows(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 1200)
	u.openClaim("Robust")
	u.app.desk.focusCentre()
	u.key("Down", "Down")
	u.sees("Suggested from the recorded facts")
	row := u.app.desk.session.Place().Link
	u.key("Down")
	if next := u.app.desk.session.Place().Link; next == row || next == "" {
		t.Errorf("Down went from %q to %q", row, next)
	}
	u.choose("Unlink the trial")
	u.sees("Trial (4 linked)")
	u.seesNot("Suggested from the recorded facts")
	u.choose("Undo unlink a trial")
	u.sees("Trial (5 linked)")
}

func TestANewTrialIsLinkedItsFactsCorrectedAndTheVerdictFollows(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 2200)
	u.openClaim("Robust")
	u.sees("2 trials of 112 people")
	u.choose("Link a trial…")
	u.write("aspire ii")
	u.key("Return")
	u.sees("Link Ionescu 2021 (ASPIRE II)")
	u.sees("Supports, as derived from the interval")
	u.tap("Supports, as derived from the interval")
	u.tap("Contradicts")
	u.tap("Link the trial")
	u.sees("The interval says “Supports”, you say “Contradicts”. Write why, or take the derived relation.")
	u.focus("What in the trial makes it so")
	u.write("It is a spray.")
	u.tap("Link the trial")
	u.sees("3 trials of 339 people")
	u.sees("Ionescu 2021 (ASPIRE II)")
	u.choose("Undo link Ionescu 2021 (ASPIRE II)")
	u.sees("2 trials of 112 people")
}

func TestAClaimIsWrittenWithWhatItsKindNeeds(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 2200)
	u.choose("New claim…")
	u.key("Ctrl+Return")
	u.sees("The claim has no text. Restate it in one sentence.")
	u.focus("One intervention, one outcome, one time")
	u.write("Ketamine is safe and effective.")
	u.sees("This sentence says 2 things.")
	u.focus("A few words for the list")
	u.write("Safe and effective")
	u.tap("Not a trial question")
	u.seesNot("Smallest difference that matters")
	u.tap("Save the claim")
	u.sees("Ketamine is safe and effective.")
	place := u.app.desk.session.Place()
	got, err := u.app.desk.session.Lib.Claim(context.Background(), place.UID)
	if err != nil || got.Kind != appraisal.KindNoTrial || got.Label != "Safe and effective" {
		t.Errorf("stored %+v, %v", got, err)
	}
	u.choose("Undo claim Safe and effective")
	u.seesNot("Ketamine is safe and effective.")
}

func TestANumberThatIsNoneIsRefusedInAClaimAndNothingIsStored(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 2200)
	u.openClaim("Robust")
	u.choose("Edit claim…")
	u.focus("3")
	u.fill("three")
	u.tap("Save the claim")
	u.sees("Smallest difference that matters: “three” is not a number. Write it like 3 or 0.4.")
	u.key("Escape")
	u.tap("Throw it away")
	if dialogs.Blocked() {
		t.Error("Esc and its question do not leave the form")
	}
	if u.app.desk.undoName != "" {
		t.Errorf("stored: %s", u.app.desk.undoName)
	}
}

func TestACitationCheckNeedsAQuoteOrANote(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 2200)
	u.openClaim("Robust")
	u.choose("Check the citation…")
	u.sees("Does the source say it?")
	u.tap("Not checked")
	u.tap("The source does not say it")
	u.tap("Save the check")
	u.sees("Quote what the source says, or write in the note why there is no quote.")
	u.focus("Why there is no quote, or what differs")
	u.write("The abstract gives no size.")
	u.tap("Save the check")
	u.sees("The abstract gives no size.")
	u.sees("The source does not say it")
}

func TestADeletedClaimComesBackWithUndo(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openClaim("Robust")
	u.choose("Delete claim")
	u.sees("“Robust” was deleted. Edit → Bin… keeps it.")
	if p := u.app.desk.session.Place(); p.Kind != session.ArticlePlace {
		t.Errorf("the reader is at %+v", p)
	}
	u.choose("Undo delete claim Robust")
	u.openClaim("Robust")
	u.sees("The antidepressant effect of a ketamine infusion is robust.")
	u.sees("Trial (5 linked)")
}
