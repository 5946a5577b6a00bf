package ui

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/glossary"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/widgets"
)

func TestTheGlossaryIsSearchedFromTheKeyboard(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("Glossary")
	u.sees("The claim") // the first group
	u.write("bang")
	u.sees("1 if all were right")
	u.sees("Source: Bang 2004")
	u.seesNot("Randomised withdrawal")
	u.key("Escape")
	if dialogs.Blocked() {
		t.Error("Esc did not close the glossary")
	}
}

func TestEveryRuleIsListedInAGroupWithWhatItReads(t *testing.T) {
	entries := ruleEntries()
	if len(entries) != len(rules.All()) {
		t.Errorf("%d of %d rules are listed", len(entries), len(rules.All()))
	}
	read := map[string]bool{}
	for _, e := range entries {
		if e.Group == "Other rules" {
			t.Errorf("rule %s has no group", e.ID)
		}
		for _, n := range e.Notes {
			read[n] = true
		}
	}
	for _, x := range appraisal.ThresholdList {
		if !read["Reads: "+x.Label+", "+thresholdValues(x)] {
			t.Errorf("no rule is said to read %q (%s)", x.Label, x.Rules)
		}
	}
}

func TestARuleIsFoundByItsIdOrAWordAndShownInItsPlace(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("Rules")
	u.write("a-6")
	u.sees("More than 40 % are missing: High.")
	u.sees("Reads: Lost: very much, 40 % (strict 30, lenient 50)")
	u.fill("crossover")
	u.sees("P-10")
	u.key("Escape")
	u.app.ShowRule("V-11")
	uitest.Settle(u.canvas())
	u.sees("two levels or more below what the wording requires")
	u.sees("V-12") // among its neighbours
}

func TestLabelsOnScreenAreExplainedInTheirTooltips(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	for label, term := range map[string]string{
		"GRADE-informed": "Certainty", "Overall": "Overall", "What would change it?": "Stability", "Your judgement": "Judgement",
		"Signalling questions": "Signalling question", "Wording that the trials support": "Wording ladder",
	} {
		want, found := glossary.Define(term), false
		for _, s := range uitest.Look(u.canvas()) {
			if text, ok := s.Object.(*widgets.Text); ok && strings.EqualFold(text.String(), label) {
				found = true
				if !strings.HasPrefix(text.Tip(), want) {
					t.Errorf("the tooltip of %q is %q, want %q", label, text.Tip(), want)
				}
			}
		}
		if !found {
			t.Errorf("nothing on screen is labelled %q", label)
		}
	}
	for _, s := range uitest.Look(u.canvas()) {
		if pill, ok := s.Object.(*widgets.VerdictPill); ok && !strings.HasPrefix(pill.Tip(), glossary.Define("Overstated")) {
			t.Errorf("the tooltip of the verdict is %q", pill.Tip())
		}
	}
}

func TestWhereIsMyDataTellsSizeCountsAndTheLastBackup(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("Where is my data?")
	for _, w := range []string{u.path(starterName), "Holds 53 claims, 29 trials and 5 articles. Size on disk: ", "You have not copied it elsewhere from this computer.", "Open folder"} {
		u.sees(w)
	}
	u.tap("Copy library to…")
	u.sees("Copy the library")
	u.key("Return")
	u.choose("Where is my data?")
	u.sees(", to " + u.home)
	u.seesNot("You have not copied it")
	u.key("Escape")
	u.quit()
	u.start("")
	u.choose("Where is my data?")
	u.sees(", to " + u.home) // remembered
}
