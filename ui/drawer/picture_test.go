package drawer_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// notes walks the marks of the picture that has the focus and returns what they say.
func (a *appraising) notes() (all []string) {
	a.Helper()
	p := desk.All[*widgets.Picture](a.Desk)[0]
	a.Canvas.Focus(p)
	a.Press("Home")
	for {
		what, from := p.Note()
		if note := what + "\n" + from; len(all) == 0 || all[len(all)-1] != note {
			all = append(all, note)
			a.MustSee(what)
		} else {
			return all
		}
		a.Press("Right")
	}
}

// Every mark of the four pictures says where its number came from, and which facts nobody has checked.
func TestEveryMarkOfThePicturesSaysWhereItsNumberCameFrom(t *testing.T) {
	for _, c := range []struct {
		claim, trial string
		domain       appraisal.Domain
		want         []string // each on one of the notes, in this order
	}{
		{claim, murrough, appraisal.SampleSize, []string{"Smallest difference that matters: ± 3", "Estimate: −7.95. Unchecked: ", "2.80 times the standard error"}},
		{claim, murrough, appraisal.FollowUp, []string{"Controlled to 7 days", "1 dose", "The outcome was read at 1 day", "The claim's horizon: Within days.", "by rule F-1"}},
		{claim, murrough, appraisal.Attrition, []string{"Both arms: 73 randomised", "1 fewer observed than randomised", "Both arms: 72 observed", "optimistic", "cautious",
			"This trial: 1.4 % overall"}},
		{"Helps many who had not responded", "Anand 2023", appraisal.Attrition, []string{"ketamine: 200 randomised", "5 fewer observed", "195 observed", "ECT: 203 randomised",
			"ECT, losses by reason: 33 withdrew before", "Derived by rule A-D"}},
		{"Blinding rarely holds", "Shiroma 2020", appraisal.Blinding, []string{"Derived by the index of Bang (2004)", "participants guessed right: 25. Checked: ",
			"Zone of chance", "James index 0.29", "Derived by the index of James"}},
	} {
		a := open(t, desk.Look{})
		a.GoToRow(c.claim, c.trial, c.domain)
		all := strings.Join(a.notes(), "\n")
		rest := all
		for _, want := range c.want {
			_, after, found := strings.Cut(rest, want)
			if !found {
				t.Errorf("%s, %s: no mark says %q after those before it; they say:\n%s", c.trial, c.domain, want, all)
				break
			}
			rest = after
		}
	}
}

// lostSlider is the slider of the what-if, and its arrow keys move it.
func (a *appraising) lostSlider() *widgets.Slider {
	a.Helper()
	all := desk.All[*widgets.Slider](a.Desk)
	if len(all) != 1 {
		a.Fatalf("there are %d sliders", len(all))
	}
	a.Canvas.Focus(fyne.Focusable(all[0]))
	return all[0]
}

func TestTheFateOfTheLostIsAssumedByTheKeyboardAndTipsWhereItSays(t *testing.T) {
	a := open(t, desk.Look{})
	a.GoToRow("Esketamine lowers symptoms at 4 weeks", "Popova 2019", appraisal.Attrition)
	a.MustSee("What if the lost had fared otherwise?", "fared like those followed there", "tipping point", "Tipping point: 5.8 points of MADRS worse.",
		"The conclusion stays: the interval still excludes “no difference”.", "Nothing of this is stored.")
	s := a.lostSlider()
	for range 29 {
		a.Press("Right")
	}
	a.MustSee("5.8 points of MADRS worse", "The conclusion stays") // the tipping point is 5.82
	a.Press("Right")
	a.MustSee("Assume for the 13 lost from esketamine", ": 6 points of MADRS worse.", "The conclusion changes: the interval now includes “no difference”.")
	at := s.Value()
	a.judge("Some concerns") // stores, so that the drawer shows the row anew
	if got := a.lostSlider().Value(); got != at {
		t.Errorf("after a judgement the slider is at %d, was at %d", got, at)
	}
	if a.stored(appraisal.Attrition).Judgement != appraisal.SomeConcerns {
		t.Error("the judgement is not stored")
	}
}

func TestEventsOfTheLostAreAssumed(t *testing.T) {
	a := open(t, desk.Look{})
	a.GoToRow("Helps many who had not responded", "Anand 2023", appraisal.Attrition)
	a.MustSee("Assume that 2 of the 5 lost from ketamine had the bad outcome", "and so is too narrow", "No tipping point: whatever became of the lost from ketamine")
	a.lostSlider()
	a.Press("End")
	a.MustSee("Assume that 5 of the 5 lost from ketamine")
}

func TestWithoutTheNumbersADrawerSaysWhyTheLostCannotBeAsked(t *testing.T) {
	a := at(t, appraisal.Attrition)
	a.MustSee("What the lost could have changed cannot be asked: how many were randomised to and observed in each arm is not recorded.")
	a.MustNotSee("What if the lost had fared otherwise?")
	a.drawer.SetDomain(appraisal.SampleSize)
	a.MustNotSee("What the lost could have changed")
}
