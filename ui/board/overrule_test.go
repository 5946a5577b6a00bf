package board_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// overrule opens the decision on a step from the tree.
func (r *reading) overrule(s appraisal.Step) {
	r.Helper()
	tip := "Decide otherwise than the rules on " + strings.Replace(rules.StepWord(s), "verdict", "the verdict", 1)
	for _, b := range desk.All[*widgets.Button](r.Desk) {
		if strings.HasPrefix(b.Tip(), tip) {
			r.Canvas.Focus(b)
			r.Press("Return")
			return
		}
	}
	r.Fatalf("no button decides on %s", s)
}

func (r *reading) step(s appraisal.Step) rules.StepView {
	r.Helper()
	v := r.View()
	for _, x := range rules.Steps(v.Dossier, v.Assessment) {
		if x.Step == s {
			return x
		}
	}
	r.Fatalf("the claim has no step %s", s)
	return rules.StepView{}
}

func TestTheTraceIsATreeOfWhatEachStepIsAbout(t *testing.T) {
	r := at(t, "Robust")
	r.Tap("Why this verdict")
	last := float32(0)
	for _, title := range []string{"Thresholds", "What was pooled", "Certainty", "Start", "Risk of bias", "Inconsistency", "Indirectness",
		"Imprecision", "Publication bias", "Caps", "In all", "As worded", "Size", "Time", "Scope", "Verdict"} {
		y := float32(-1)
		for _, s := range uitest.Lines(r.Canvas) {
			if s.Text == title && s.Pos.Y > last {
				y = s.Pos.Y
				break
			}
		}
		if y < 0 {
			t.Fatalf("%q does not stand below %v", title, last)
		}
		last = y
	}
	line := r.View().Assessment.Trace[0].Text
	r.Tap("Thresholds")
	r.MustNotSee(line)
	r.Tap("Thresholds")
	r.Tap("Fold all")
	r.MustNotSee(line, "In all")
	r.GoToClaim("Rapid")
	r.MustNotSee("In all") // what is folded stays so
	r.Tap("Unfold all")
	r.MustSee(line, "In all")
}

func TestALimitOnDurationIsToldBeforeAndAfterTheStatedTime(t *testing.T) {
	r := at(t, "Transient")
	r.Tap("Why this verdict")
	r.MustSee("Controlled differences before the stated time", "Controlled differences after the stated time")
	for _, l := range r.View().Assessment.Trace {
		r.MustSee(strings.TrimSuffix(l.Text, ":"))
	}
	r.MustNotSee("As worded", "Caps")
}

func TestAStepIsOverruledFromTheTreeAndTheVerdictFollows(t *testing.T) {
	r := at(t, "Robust")
	before := r.View().Assessment
	r.Tap("Why this verdict")
	r.overrule(appraisal.StepCertainty)
	r.MustSee("Overrule certainty", "The rules come to: Low certainty.", "Imprecision: certainty −1.", "One step from what the rules come to")
	for _, c := range desk.All[*widgets.ChipButton](r.Desk) {
		if c.Text() == "High" && !c.Disabled() {
			t.Error("two steps are offered")
		}
	}
	r.Press("Ctrl+Return")
	r.MustSee("Choose what it counts as")
	r.Tap("Moderate")
	r.Press("Ctrl+Return")
	r.MustSee("Write why, or cancel")
	r.Canvas.Focus(r.Input("Reason").(fyne.Focusable))
	r.Type("The doses were far above the threshold.")
	r.Press("Ctrl+Return")
	r.MustSee("Moderate certainty", "Certainty overruled: rules say Low.", "The doses were far above the threshold.", "O-2")
	if b, ok := r.Canvas.Focused().(*widgets.Button); !ok || b.Text() != "Change…" {
		t.Errorf("the keyboard is lost to %T", r.Canvas.Focused())
	}
	if r.UndoName() != "Overrule certainty" {
		t.Errorf("undo says %q", r.UndoName())
	}
	r.Undo()
	r.MustSee("Low certainty")
	r.MustNotSee("overruled")
	if a := r.View().Assessment; a.Verdict != before.Verdict || a.Certainty != before.Certainty {
		t.Errorf("%s, %s", a.Verdict, a.Certainty)
	}
}

func TestTheVerdictItselfIsOverruledAndTakenBack(t *testing.T) {
	r := at(t, "Robust")
	r.Tap("Why this verdict")
	r.overrule(appraisal.StepVerdict)
	r.MustSee("The rules come to: overstated (V-")
	r.MustNotSee("Accurate", "Misattributed") // verdicts on reports
	r.Tap("Partly supported")
	r.Canvas.Focus(r.Input("Reason").(fyne.Focusable))
	r.Type("Robust is meant of one day.")
	r.Tap("Save")
	r.MustSee("Overruled: rules say Overstated (V-", "Robust is meant of one day.")
	if a := r.View().Assessment; a.Verdict != appraisal.PartlySupported {
		t.Fatalf("the verdict is %s", a.Verdict)
	}
	r.overrule(appraisal.StepVerdict)
	if got := r.Value("Reason"); got != "Robust is meant of one day." {
		t.Errorf("the dialog offers the reason %q", got)
	}
	r.Tap("Take back")
	r.MustNotSee("Overruled: rules say")
	if a := r.View().Assessment; a.Verdict != appraisal.Overstated {
		t.Errorf("the verdict is %s", a.Verdict)
	}
	if r.UndoName() != "Take back the decision on the verdict" {
		t.Errorf("undo says %q", r.UndoName())
	}
}

func TestAFlawChargedTwiceIsAskedAboutAndCountedOnce(t *testing.T) {
	r := at(t, "Safe and effective alternative")
	const ask = "Risk of bias may explain why the trials differ: counted twice?"
	r.MustSee(ask)
	r.Tap("Count once…")
	r.MustSee("Overrule inconsistency", "The rules come to: certainty −2")
	if got := r.Value("Reason"); got != "Bias is why the trials differ; counted once under risk of bias." {
		t.Errorf("the reason offered is %q", got)
	}
	r.Press("Ctrl+Return")
	r.MustNotSee(ask)
	r.MustSee("Inconsistency overruled: no deduction, rules say certainty −2")
	if v := r.step(appraisal.StepInconsistency); v.Value != "0" || v.ByRules != "2" || !v.Overruled() {
		t.Errorf("%+v", v)
	}
	r.Undo()
	r.MustSee(ask)
	r.Tap("Charge both…")
	r.Press("Ctrl+Return")
	r.MustNotSee(ask, "overruled")
	r.MustSee("Decided on inconsistency, as the rules say: certainty −2 (C-I2).")
}

func TestADecisionOfAnotherReviewerDoesNotCount(t *testing.T) {
	r := at(t, "Robust")
	r.Session.Edit("Decide", func(b *db.Batch) error {
		other := appraisal.Reviewer{UID: "other", Name: "Another"}
		b.PutReviewer(other)
		b.PutOverrule(appraisal.Overrule{ClaimUID: r.Session.Place().UID, Reviewer: other.UID, Step: appraisal.StepVerdict, Value: "supported", Reason: "So it is."})
		return nil
	}, nil)
	uitest.Settle(r.Canvas)
	r.MustNotSee("Overruled", "So it is.")
	if a := r.View().Assessment; a.Verdict != appraisal.Overstated {
		t.Errorf("the verdict is %s", a.Verdict)
	}
}

func TestTheNameIsAskedForBeforeTheFirstDecision(t *testing.T) {
	r := open(t, desk.Look{Anonymous: true})
	asked := 0
	r.Session.AskReviewer = func(next func()) {
		asked++
		if err := r.Session.SetReviewer("Kari Dahl"); err != nil {
			t.Fatal(err)
		}
		next()
	}
	r.GoToClaim("Safe and effective alternative")
	r.Tap("Count once…")
	r.Press("Ctrl+Return")
	r.MustSee("Inconsistency overruled")
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

func TestNothingIsOverruledInALibraryOpenForReading(t *testing.T) {
	r := open(t, desk.Look{Library: db.Options{ReadOnly: true}})
	r.GoToClaim("Safe and effective alternative")
	r.Tap("Why this verdict")
	n := 0
	for _, b := range desk.All[*widgets.Button](r.Desk) {
		if b.Text() == "Overrule…" || b.Text() == "Count once…" {
			n++
			if !b.Disabled() || !strings.Contains(b.Tip(), "reading only") {
				t.Errorf("%s is offered: %q", b.Text(), b.Tip())
			}
		}
	}
	if n < 9 {
		t.Errorf("there are %d buttons", n)
	}
}

func TestClaimsWithoutAPoolHaveOnlyTheirVerdictOverruled(t *testing.T) {
	for _, label := range []string{"The blind failed", "One of the largest, most rigorous trials"} {
		r := at(t, label)
		r.Tap("Why this verdict")
		steps := rules.Steps(r.View().Dossier, r.View().Assessment)
		if len(steps) != 1 || steps[0].Step != appraisal.StepVerdict {
			t.Errorf("%s has the steps %+v", label, steps)
		}
		r.overrule(appraisal.StepVerdict)
		var offered []string
		for _, c := range desk.All[*widgets.ChipButton](r.Desk) {
			if !c.Disabled() {
				offered = append(offered, c.Text())
			}
		}
		r.Tap(offered[len(offered)-1])
		r.Canvas.Focus(r.Input("Reason").(fyne.Focusable))
		r.Type("Read it myself.")
		r.Press("Ctrl+Return")
		r.MustSee("Overruled: rules say")
		if v := r.step(appraisal.StepVerdict); !v.Overruled() {
			t.Errorf("%s: %+v", label, v)
		}
	}
}

func TestAStepIsOverruledByKeyboardAlone(t *testing.T) {
	r := at(t, "Robust")
	r.Tap("Why this verdict")
	to := func(what string, here func() bool) {
		t.Helper()
		for range 120 {
			if here() {
				return
			}
			r.Press("Tab")
		}
		t.Fatalf("Tab does not come to %s", what)
	}
	to("imprecision", func() bool {
		b, ok := r.Canvas.Focused().(*widgets.Button)
		return ok && b.Tip() == "Decide otherwise than the rules on imprecision"
	})
	r.Press("Space")
	first, ok := r.Canvas.Focused().(*widgets.ChipButton)
	if !ok || first.Text() != "No deduction" {
		t.Fatalf("the keyboard is at %T", r.Canvas.Focused())
	}
	r.Press("Space")
	to("the reason", func() bool { _, ok := r.Canvas.Focused().(*widgets.TextArea); return ok })
	r.Type("Two thirds of the people are enough here.")
	r.Press("Ctrl+Return")
	r.MustSee("Imprecision overruled: no deduction, rules say certainty −1 (C-P3).")
}

// What is decided twice is one decision: the later.
func TestADecisionIsChanged(t *testing.T) {
	r := at(t, "Robust")
	r.Tap("Why this verdict")
	for _, x := range []struct{ words, value string }{{"Certainty −1", "1"}, {"Certainty −2", "2"}} {
		r.overrule(appraisal.StepIndirectness)
		r.Tap(x.words)
		r.Retype("Reason", "Other people, "+x.words)
		r.Press("Ctrl+Return")
		if v := r.step(appraisal.StepIndirectness); v.Value != x.value {
			t.Errorf("%+v", v)
		}
	}
	if n := len(r.Dossier(r.Session.Place().UID).Overrules); n != 1 {
		t.Errorf("%d decisions are stored", n)
	}
}
