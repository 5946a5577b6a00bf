package linking_test

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/linking"
	"claimgrade/ui/widgets"

	"github.com/google/go-cmp/cmp"
)

func TestMain(m *testing.M) { desk.Main(m) }

// joining is somebody who links trials to the claim "Robust".
type joining struct {
	*desk.Desk
	linking *linking.Linking
	claim   appraisal.Claim
	created string // the trial that was asked for
	before  int
}

const (
	result   = "Result"
	relation = "What the result does to the claim"
	reason   = "Why the relation is another than derived"
	fit      = "How well the trial fits the claim"
)

func open(t testing.TB) *joining {
	t.Helper()
	j := &joining{Desk: desk.Open(t, desk.Look{})}
	j.linking = linking.New(j.Session, j.Canvas)
	j.linking.NewTrial = func(name string) { j.created = name }
	j.Show(widgets.Body("The window below"))
	j.claim = j.GoToClaim("Robust")
	j.before = len(j.linked())
	return j
}

func (j *joining) linked() []appraisal.Linked { return j.Dossier(j.claim.UID).Linked }

// choose takes the trial that the letters find, by keyboard.
func (j *joining) choose(letters string) {
	j.Helper()
	j.linking.Link(j.claim.UID)
	j.MustSee("Link a trial")
	j.Type(letters)
	j.Press("Return")
}

// made is the link of the board's row, fresh from the file.
func (j *joining) made() appraisal.Link {
	j.Helper()
	for _, l := range j.linked() {
		if l.Link.UID == j.Session.Place().Link {
			return l.Link
		}
	}
	j.Fatalf("the new row is not selected: %+v", j.Session.Place())
	return appraisal.Link{}
}

// refused fails unless the form is still open, says the sentence and has stored nothing.
func (j *joining) refused(sentence string) {
	j.Helper()
	j.Press("Ctrl+Return")
	j.MustSee(sentence)
	if len(j.linked()) != j.before || j.UndoName() != "" || !dialogs.Blocked() {
		j.Fatalf("refused, but stored %q", j.UndoName())
	}
}

func TestATrialIsFoundByTwoLettersAndLinkedByKeyboard(t *testing.T) {
	j := open(t)
	j.linking.Link(j.claim.UID)
	j.MustSee("Link a trial", "linked already", "Abbar 2022")
	j.Type("ii")
	j.MustNotSee("Abbar 2022")
	j.MustSee("Ionescu 2021 (ASPIRE II)")
	j.Type(" aspire")
	j.Press("Down", "Return") // to the list, and its marked row
	j.MustSee("Link Ionescu 2021 (ASPIRE II)", j.claim.Text)
	if got := j.Value(relation); got != "Supports, as derived from the interval" {
		t.Errorf("the relation starts as %q", got)
	}
	j.MustSee("excludes 0, in favour of the claim.")
	if j.Has(reason) {
		t.Error("a derived relation asks for a reason")
	}
	j.Press("Ctrl+Return")
	got := j.made()
	if got.Relation != "" || got.Reason != "" || got.PICO != appraisal.PICONone || got.ResultUID == "" || got.TrialUID != j.Trial("Ionescu 2021").UID {
		t.Errorf("stored %+v", got)
	}
	if name := j.UndoName(); name != "Link Ionescu 2021 (ASPIRE II)" {
		t.Errorf("undo is called %q", name)
	}
	j.Undo()
	if len(j.linked()) != j.before {
		t.Error("undo left the link there")
	}
}

func TestEscapeLinksNothing(t *testing.T) {
	j := open(t)
	j.choose("aspire")
	j.Press("Escape")
	if dialogs.Blocked() || len(j.linked()) != j.before {
		t.Error("linked, or still asking")
	}
}

func TestOverrulingTheDerivedRelationAsksWhy(t *testing.T) {
	j := open(t)
	j.choose("aspire ii")
	j.Choose(relation, "Contradicts")
	j.refused("The interval says “Supports”, you say “Contradicts”. Write why, or take the derived relation.")
	j.Retype(reason, "  ")
	j.refused("Write why, or take the derived relation.")
	j.Choose(relation, "Supports, as derived")
	if j.Has(reason) {
		t.Error("the derived relation still asks for a reason")
	}
	j.Choose(relation, "Contradicts")
	j.Retype(reason, " A spray, not an infusion. ")
	j.Press("Ctrl+Return")
	if got := j.made(); got.Relation != appraisal.Contradicts || got.Reason != "A spray, not an infusion." {
		t.Errorf("stored %+v", got)
	}
}

func TestHowTheTrialFitsIsStoredAndChangedLater(t *testing.T) {
	j := open(t)
	j.choose("aspire ii")
	j.Choose(fit, "Some mismatch")
	j.Retype("What differs", "esketamine by nose")
	j.Press("Return")
	link := j.made()
	if link.PICO != appraisal.PICOSome || link.PICONote != "esketamine by nose" {
		t.Errorf("stored %+v", link)
	}
	j.linking.Edit(j.claim.UID, link.UID)
	j.MustSee("Relation and fit of Ionescu 2021 (ASPIRE II)")
	if got := j.Value("What differs"); got != "esketamine by nose" {
		t.Errorf("the form shows %q", got)
	}
	j.Choose(fit, "Major mismatch")
	j.Tap("Context only")
	j.Press("Ctrl+Return")
	want := link
	want.PICO, want.Context = appraisal.PICOMajor, true
	if diff := cmp.Diff(want, j.made()); diff != "" {
		t.Error(diff)
	}
}

func TestAContextLinkHasNoRelationToChoose(t *testing.T) {
	j := open(t)
	j.choose("aspire ii")
	j.Choose(relation, "Contradicts")
	j.Tap("Context only")
	s := j.Input(relation).(*widgets.Select)
	if !s.Disabled() || !strings.Contains(s.Tip(), "takes no part in the verdict") {
		t.Errorf("disabled %v, because %q", s.Disabled(), s.Tip())
	}
	j.Press("Ctrl+Return") // without a reason
	if got := j.made(); !got.Context {
		t.Errorf("stored %+v", got)
	}
}

func TestAResultWithoutAnIntervalLeavesTheRelationToTheReader(t *testing.T) {
	j := open(t)
	j.choose("aspire ii")
	j.Choose(result, "The trial as a whole")
	j.MustSee("The trial as a whole has no interval to derive a relation from.")
	if got := j.Value(relation); got != "Inconclusive, as nothing is derived" {
		t.Errorf("the relation is %q", got)
	}
	j.Choose(relation, "Supports")
	j.refused("Nothing can be derived from an interval, so the relation is your reading. Write what it rests on.")
}

func TestAResultIsLinkedOnce(t *testing.T) {
	j := open(t)
	murrough := j.Linked(j.claim.UID, "Murrough 2013")
	results := len(murrough.Trial.Results)
	taken := 0
	for _, l := range j.linked() {
		if l.Trial.UID == murrough.Trial.UID {
			taken++
		}
	}
	j.choose("murrough 2013")
	if taken >= results {
		if got := j.Value(result); got != "The trial as a whole" {
			t.Errorf("proposed is %q, which is linked already", got)
		}
	}
	if got := j.Value(result); got == murrough.Trial.Results[0].Name && murrough.Link.ResultUID == murrough.Trial.Results[0].UID {
		t.Errorf("proposed is %q, which is linked already", got)
	}
	for _, r := range murrough.Trial.Results {
		if r.UID == murrough.Link.ResultUID {
			j.Choose(result, r.Name)
		}
	}
	j.refused("This result is linked to the claim already. Choose another result, or cancel and change that link.")
	j.Press("Escape")
	j.Tap("Throw it away")
	j.linking.Edit(j.claim.UID, murrough.Link.UID) // its own link does not stand in its way
	j.Press("Ctrl+Return")
	if dialogs.Blocked() {
		j.MustSee("saved")
	}
}

// The form refuses a result that is linked twice, so no starter claim may hold one: its link could not be edited.
func TestTheStarterLinksEveryResultOnce(t *testing.T) {
	j := open(t)
	all, err := j.Session.Lib.Dossiers(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		seen := map[string]bool{}
		for _, l := range d.Linked {
			key := l.Trial.Name + " " + l.Link.ResultUID
			if seen[key] {
				t.Errorf("%s: %s is linked twice", d.Claim.Label, l.Trial.Name)
			}
			seen[key] = true
		}
	}
}

func TestATrialThatIsNotThereIsMadeUnderTheNameTyped(t *testing.T) {
	j := open(t)
	j.linking.Link(j.claim.UID)
	j.Type("Newton 2027")
	j.MustSee("No trial of the library has this name.")
	j.Press("Return")
	j.MustSee("Link a trial") // Enter takes nothing
	j.Tap("Add it as a new trial…")
	if j.created != "Newton 2027" || dialogs.Blocked() {
		t.Errorf("made %q", j.created)
	}
}

func TestAReversedResultDerivesTheOppositeRelation(t *testing.T) {
	j := open(t)
	j.choose("aspire ii")
	j.Tap("The claim's intervention is this result's control arm")
	if got := j.Value(relation); got != "Contradicts, as derived from the interval" {
		t.Errorf("the relation is %q", got)
	}
	j.Press("Ctrl+Return")
	if got := j.made(); !got.Reversed {
		t.Errorf("stored %+v", got)
	}
}
