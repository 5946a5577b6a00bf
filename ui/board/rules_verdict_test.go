package board_test

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"
)

// decided has the reviewer decide a step of the claim on screen.
func (r *reading) decided(s appraisal.Step, value, reason string) {
	r.Helper()
	o := appraisal.Overrule{ClaimUID: r.Session.Place().UID, Reviewer: r.Session.Reviewer().UID, Step: s, Value: value, Reason: reason}
	r.Session.Edit("Decide", func(b *db.Batch) error { b.PutOverrule(o); return nil }, nil)
	uitest.Settle(r.Canvas)
}

func TestARuleInTheTraceLeadsToWhatItSays(t *testing.T) {
	r := at(t, "Robust")
	r.Tap("Why this verdict")
	r.Tap("C-P3")
	if want := []string{"rule C-P3"}; !slices.Equal(r.asked, want) {
		t.Errorf("asked %q, want %q", r.asked, want)
	}
	for _, l := range desk.All[*widgets.Link](r.Desk) {
		if l.Text() == "V-11" {
			r.Canvas.Focus(l)
			r.Press("Return")
			break
		}
	}
	if len(r.asked) != 2 || r.asked[1] != "rule V-11" {
		t.Errorf("from the keyboard asked %q", r.asked)
	}
}

func TestWhatWouldChangeIsSaidToBeAboutTheRulesVerdictOnceItIsOverruled(t *testing.T) {
	r := at(t, "Robust")
	const about = "about the verdict that the rules come to"
	r.MustSee("Without them the verdict would be: ")
	r.MustNotSee(about, "By the rules: ")
	r.decided(appraisal.StepVerdict, "supported", "A word of the trade.")
	r.MustSee(about+", overstated, not about the reviewer's: supported.", "By the rules: 2 trials of 112 people",
		"Without them the rules would come to: ", "instead of overstated")
	r.MustNotSee("Without them the verdict would be: ")
	r.Undo()
	r.MustNotSee(about)
}

func TestTheSummaryTellsTheCertaintyThatTheReviewerDecided(t *testing.T) {
	r := at(t, "Robust")
	r.MustSee("Certainty lowered for imprecision", "At most Low")
	r.decided(appraisal.StepCertainty, "moderate", "The others point the same way.")
	r.MustSee("Moderate certainty is the reviewer's decision.", "the trials give Moderate")
	for _, w := range uitest.Words(r.Canvas) {
		if strings.Contains(w, "112 people") && (strings.Contains(w, "At most Low") || strings.Contains(w, "lowered")) {
			t.Errorf("the summary still says why the certainty is lower: %s", w)
		}
	}
}

func TestAPartWhoseNameIsCutCanBeReadInItsTooltip(t *testing.T) {
	long := strings.Repeat("A label that nobody made short ", 5)
	r := open(t, desk.Look{Width: 420, Height: 1600})
	c := r.Claim("Robust")
	c.Label = long
	r.Session.Edit("Label", func(b *db.Batch) error { b.PutClaim(c); return nil }, nil)
	r.GoToClaim(long)
	found := false
	for _, x := range desk.All[*widgets.ChipButton](r.Desk) {
		if strings.Contains(x.Text(), long) {
			found = true
			if !strings.Contains(x.Tip(), long) || !strings.Contains(x.Tip(), c.Text) {
				t.Errorf("the tooltip says %q", x.Tip())
			}
		} else if strings.Contains(x.Tip(), x.Text()) {
			t.Errorf("%q is not cut, and its tooltip repeats it", x.Text())
		}
	}
	if !found {
		t.Error("the part is not on screen")
	}
}
