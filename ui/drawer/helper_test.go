package drawer_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/drawer"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2/test"
)

func TestMain(m *testing.M) { desk.Main(m) }

// appraising is somebody at the drawer, with what it asked of other screens.
type appraising struct {
	*desk.Desk
	drawer *drawer.Drawer
	trial  string // opened to edit its facts
	link   string // whose relation was asked for
	closed int
}

func open(t testing.TB, l desk.Look) *appraising {
	t.Helper()
	if l.Width == 0 {
		l.Width, l.Height = 372, 2600
	}
	a := &appraising{Desk: desk.Open(t, l)}
	a.drawer = drawer.New(a.Session, drawer.Actions{OpenTrial: func(uid string) { a.trial = uid },
		EditLink: func(uid string) { a.link = uid }, Close: func() { a.closed++ }})
	a.Show(a.drawer.Object())
	return a
}

const (
	claim    = "Robust"
	murrough = "Murrough 2013"
)

// at is somebody at a domain of Murrough 2013 for the claim "Robust".
func at(t testing.TB, d appraisal.Domain) *appraising {
	t.Helper()
	a := open(t, desk.Look{})
	a.GoToRow(claim, murrough, d)
	return a
}

// stored is the reviewer's appraisal of the selected row as it is in the file.
func (a *appraising) stored(d appraisal.Domain) appraisal.Appraisal {
	a.Helper()
	p := a.Session.Place()
	for _, l := range a.Dossier(p.UID).Linked {
		if l.Link.UID == p.Link {
			got, _ := l.DomainAppraisal(a.Session.Reviewer().UID, d)
			return got
		}
	}
	a.Fatal("no row is selected")
	return appraisal.Appraisal{}
}

func (a *appraising) judge(rating string) { a.Helper(); a.TapBelow("Your judgement", rating) }

// field is the control that takes the answer to the signalling question that contains the words.
func (a *appraising) field(words string) *widgets.Select {
	a.Helper()
	asked := false
	for _, s := range uitest.Look(a.Canvas) {
		if f, ok := s.Object.(*widgets.Select); ok && asked {
			return f
		}
		asked = asked || strings.Contains(s.Text, words) && strings.HasSuffix(s.Text, "?")
	}
	a.Fatalf("no question has %q", words)
	return nil
}

// answer is the reviewer's answer on screen; empty while there is none.
func (a *appraising) answer(words string) string {
	a.Helper()
	if f := a.field(words); f.Selected() >= 0 {
		return f.Options()[f.Selected()]
	}
	return ""
}

// give chooses an answer by the keyboard.
func (a *appraising) give(words, answer string) {
	a.Helper()
	a.Canvas.Focus(a.field(words))
	a.Press("Space")
	a.Type(answer)
	a.Press("Return")
}

// why is the label of the reason, however much it explains.
func (a *appraising) why() string {
	a.Helper()
	labels, _ := a.Inputs()
	for _, l := range labels {
		if strings.HasPrefix(l, "Why") {
			return l
		}
	}
	a.Fatalf("no reason is asked for: %q", labels)
	return ""
}

// chosen is the judgement that the control shows, or -1.
func (a *appraising) chosen() int { return desk.All[*widgets.Segmented](a.Desk)[0].Selected() }

// nextOpen goes to the next open judgement and says whether there was one.
func (a *appraising) nextOpen() bool {
	a.Helper()
	found, told := false, false
	a.drawer.NextOpen(func(f bool) { found, told = f, true })
	a.Await("the next open judgement", func() bool { return told })
	return found
}

// where taps on the help of a question.
func (a *appraising) where(question string) {
	a.Helper()
	asked := false
	for _, s := range uitest.Look(a.Canvas) {
		if l, ok := s.Object.(*widgets.Link); ok && asked && l.Text() == "Where do I find it?" {
			test.TapCanvas(a.Canvas, s.Pos.AddXY(s.Size.Width/2, s.Size.Height/2))
			uitest.Settle(a.Canvas)
			return
		}
		asked = asked || s.Text == question
	}
	a.Fatalf("%q is not asked", question)
}
