package thresholds_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/thresholds"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) { desk.Main(m) }

const (
	muchLost   = "Lost: much"
	littleLost = "Lost: little"
)

// reading is somebody with the dialog open over the claim "Robust".
type reading struct {
	*desk.Desk
	claim appraisal.Claim
}

func open(t testing.TB, look desk.Look) *reading {
	t.Helper()
	r := &reading{Desk: desk.Open(t, look)}
	r.Show(widgets.Body("The window below"))
	r.claim = r.GoToClaim("Robust")
	r.show()
	return r
}

func (r *reading) show() {
	r.Helper()
	thresholds.New(r.Session, r.Canvas).Show()
	r.MustSee("Thresholds")
}

func (r *reading) stored() db.Thresholds {
	r.Helper()
	sets, err := r.Session.Lib.Thresholds(context.Background())
	if err != nil {
		r.Fatal(err)
	}
	return sets
}

// own makes a set of the strict numbers and returns it as it is in the file.
func (r *reading) own() db.ThresholdSet {
	r.Helper()
	r.Tap("Strict")
	r.Tap("Make my own from this")
	sets := r.stored()
	if len(sets.Own) != 1 {
		r.Fatalf("stored %+v", sets)
	}
	return sets.Own[0]
}

func (r *reading) disabled(button string) (bool, string) {
	r.Helper()
	for _, b := range desk.All[*widgets.Button](r.Desk) {
		if b.Text() == button {
			return b.Disabled(), b.Tip()
		}
	}
	r.Fatalf("no button %q", button)
	return false, ""
}

func TestEveryNumberIsShownWithItsSourceAndItsRules(t *testing.T) {
	r := open(t, desk.Look{Width: 1100, Height: 900})
	r.Tap("Strict")
	for _, x := range appraisal.ThresholdList {
		r.MustSee(x.Group, x.Label, x.Source+" · rules "+x.Rules)
		if x.Unit != "" {
			r.MustSee(x.Unit)
		}
	}
	r.MustSee("default 20", "cannot be changed, so that its name means the same numbers in every library")
	if len(desk.All[*widgets.Entry](r.Desk)) > 0 {
		t.Error("a set of the program can be typed into")
	}
	r.Tap("Default")
	r.MustNotSee("default 20")
	if off, why := r.disabled("Use for this library"); !off || why != "It is in use already." {
		t.Errorf("the set in force can be put in force: %v, %q", !off, why)
	}
}

func TestAStrictSetInForceChangesTheVerdictAndUndoTakesItBack(t *testing.T) {
	r := open(t, desk.Look{})
	judged := func() (set string, a rules.Assessment) {
		v := r.View()
		if v.Dossier.Thresholds != nil {
			set = v.Dossier.Thresholds.Name
		}
		return set, v.Assessment
	}
	edits := 0
	r.Session.OnEdit(func() { edits++ })
	r.Tap("Strict")
	r.Tap("Use for this library")
	r.MustSee("In use · ", "judged by these numbers")
	if set, _ := judged(); set != appraisal.StrictSet || edits == 0 {
		t.Errorf("judged by %q, the screens were told %d times", set, edits)
	}
	if name := r.UndoName(); name != "Use the strict thresholds" {
		t.Errorf("undo is called %q", name)
	}
	r.Press("Escape")
	if dialogs.Blocked() {
		t.Fatal("Esc leaves the dialog open")
	}
	r.Undo()
	if set, _ := judged(); set != "" {
		t.Errorf("after undo judged by %q", set)
	}
}

func TestOnesOwnSetIsNamedAndChangedByKeyboard(t *testing.T) {
	r := open(t, desk.Look{})
	r.own()
	if name := r.UndoName(); name != "Add the thresholds “My strict”" {
		t.Errorf("undo is called %q", name)
	}
	r.Type("Our department") // over the name, which is selected
	if got := r.stored().Own[0].Name; got != "Our department" {
		t.Errorf("the name is %q", got)
	}
	r.Retype(muchLost, "17,5")
	own := r.stored().Own[0]
	if own.MuchLost != 17.5 || r.UndoName() != "Change the threshold “Lost: much”" {
		t.Errorf("stored %v as %q", own.MuchLost, r.UndoName())
	}
	r.Press("Return")
	if got := r.Value(muchLost); got != "17.5" {
		t.Errorf("the field shows %q once it is left", got)
	}
	r.Undo()
	r.Undo()
	if own := r.stored().Own[0]; own.MuchLost != 15 || own.Name != "My strict" {
		t.Errorf("two steps back: %+v", own)
	}
}

func TestANumberThatCannotBeIsExplainedAtItsFieldAndNotStored(t *testing.T) {
	for _, test := range []struct{ field, typed, says string }{
		{muchLost, "many", "“many” is not a number. Write it like 20."},
		{muchLost, "101", "it must lie between 0 and 100."},
		{muchLost, "1", "“Lost: little” may not be above “Lost: much”."},
		{littleLost, "16", "“Lost: little” may not be above “Lost: much”."},
		{muchLost, "NaN", "“NaN” is not a number."},
		{muchLost, "1e999", "is not a number."},
	} {
		t.Run(test.typed, func(t *testing.T) {
			r := open(t, desk.Look{})
			r.own()
			r.Retype(test.field, test.typed)
			own := r.stored().Own[0] // "101" is typed by way of "10", which can be
			kept := map[string]float64{muchLost: own.MuchLost, littleLost: own.LittleLost}[test.field]
			r.MustSee(test.says, fmt.Sprintf("“%v” stays stored.", kept))
			if err := own.Validate(); err != nil || own.Problem != nil {
				t.Errorf("stored %+v: %v, %v", own.Thresholds, err, own.Problem)
			}
			r.Retype(test.field, "6")
			if test.field == littleLost {
				r.MustNotSee("stays stored.")
			}
		})
	}
}

func TestTheBeginningOfANumberIsNoMistakeUntilTheFieldIsLeft(t *testing.T) {
	r := open(t, desk.Look{})
	r.own()
	r.Retype(muchLost, "")
	r.MustNotSee("not a number")
	r.Focus(littleLost)
	r.MustSee("“” is not a number.")
	r.Retype(muchLost, "18")
	r.MustNotSee("not a number")
}

func TestANumberGoesBackToItsDefault(t *testing.T) {
	r := open(t, desk.Look{})
	r.own()
	r.TapBelow(muchLost, "Back to default 20")
	if got := r.stored().Own[0].MuchLost; got != 20 || r.Value(muchLost) != "20" {
		t.Errorf("stored %v, shown %q", got, r.Value(muchLost))
	}
	if name := r.UndoName(); name != "Threshold “Lost: much” back to default" {
		t.Errorf("undo is called %q", name)
	}
	r.MustNotSee("Back to default 20")
}

func TestANameThatIsTakenIsRefused(t *testing.T) {
	r := open(t, desk.Look{})
	r.own()
	r.Tap("Strict")
	r.Tap("Make my own from this")
	if sets := r.stored(); len(sets.Own) != 2 || sets.Own[1].Name != "My strict 2" {
		t.Fatalf("stored %+v", sets.Own)
	}
	for typed, says := range map[string]string{
		"LENIENT": "is a set that comes with the program", "my strict": "Another set of yours is called “My strict”", " ": "has no name",
	} {
		r.Retype("Name", typed)
		r.MustSee(says)
		if got := r.stored().Own[1].Name; strings.EqualFold(got, typed) {
			t.Errorf("%q is stored", got)
		}
	}
}

func TestADeletedSetInForceLeavesTheDefault(t *testing.T) {
	r := open(t, desk.Look{})
	own := r.own()
	r.Tap("Use for this library")
	if got := r.stored().InForce; got != own.UID {
		t.Fatalf("%q is in force", got)
	}
	if name := r.UndoName(); name != "Use the thresholds “My strict”" {
		t.Errorf("undo is called %q", name)
	}
	r.Tap("Delete")
	r.MustSee("“My strict” is deleted, and the default set is in use.")
	if sets := r.stored(); sets.InForce != appraisal.DefaultSet || len(sets.Own) != 0 {
		t.Errorf("left %+v", sets)
	}
	if name := r.UndoName(); name != "Delete the thresholds “My strict”" {
		t.Errorf("undo is called %q", name)
	}
	r.Press("Escape")
	r.Undo()
	r.show()
	r.MustSee("My strict", "In use · ")
	if got := r.stored().InForce; got != own.UID {
		t.Errorf("after undo %q is in force", got)
	}
}

func TestTheSetsAreWalkedThroughByKeyboard(t *testing.T) {
	r := open(t, desk.Look{Width: 1280, Height: 800})
	r.Press("Up")
	r.MustSee("default 20") // strict
	r.Press("Down", "Down")
	r.MustSee("default 20", "30") // lenient
	r.Press("Tab", "Return")
	if got := r.stored().InForce; got != appraisal.LenientSet {
		t.Errorf("%q is in force", got)
	}
	r.Press("Escape")
	if dialogs.Blocked() {
		t.Error("Esc leaves the dialog open")
	}
}

func TestAReadOnlyLibraryShowsItsThresholdsAndSaysWhyTheyStay(t *testing.T) {
	r := open(t, desk.Look{Library: db.Options{ReadOnly: true}, Anonymous: true})
	r.Tap("Lenient")
	for _, b := range []string{"Use for this library", "Make my own from this"} {
		if off, why := r.disabled(b); !off || !strings.Contains(why, "for reading only") {
			t.Errorf("%s: disabled %v, because %q", b, off, why)
		}
	}
}

// No word of the dialog is cut at the sizes that people have.
func TestNothingIsCut(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1280, Height: 800}, {Width: 1000, Height: 700}} {
		r := open(t, desk.Look{Width: size.Width, Height: size.Height})
		r.own()
		r.Tap("Use for this library")
		for _, text := range desk.All[*widgets.Text](r.Desk) {
			if text.Tip() == text.String() && text.String() != "" {
				t.Errorf("%v: %q is cut", size, text.String())
			}
		}
		r.Press("Escape")
	}
}
