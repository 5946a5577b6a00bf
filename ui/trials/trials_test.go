package trials_test

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"
)

func TestANewTrialIsFilledFromTheTop(t *testing.T) {
	d := open(t, look{})
	d.trials.NewTrial("")
	uitest.Press(d.canvas, "Return")
	d.mustSee("Enter a short name")
	uitest.Type(d.canvas, "Newton 2027")
	uitest.Press(d.canvas, "Return")
	made := d.trial("Newton 2027")
	if p := d.s.Place(); p.Kind != session.TrialPlace || p.UID != made.UID || p.Tab != "trials" {
		t.Errorf("the reader is at %+v", p)
	}
	d.mustSee("Nothing extracted yet")
	d.mustSee("Not linked to any claim yet")

	d.tap("Add an arm")
	uitest.Type(d.canvas, "ketamine") // replaces the name given for now
	d.choose("Role", "Experimental")
	d.retype("Randomised", "40")
	d.tap("Add an arm")
	uitest.Type(d.canvas, "saline")
	d.tap("Add a result")
	uitest.Type(d.canvas, "MADRS, day 7")
	d.retype("Day", "7")
	d.choose("Control arm", "saline")
	d.retype("Estimate", "-4.5")

	got := d.trial("Newton 2027")
	if len(got.Arms) != 2 || len(got.Results) != 1 {
		t.Fatalf("stored %d arms and %d results", len(got.Arms), len(got.Results))
	}
	a, r := got.Arms[0], got.Results[0]
	if a.Name != "ketamine" || a.Role != "experimental" || a.Facts.Text(appraisal.FieldArmRandomised) != "40" || got.Arms[1].Name != "saline" {
		t.Errorf("stored arms %+v", got.Arms)
	}
	if r.Name != "MADRS, day 7" || r.ExperimentalUID != a.UID || r.ControlUID != got.Arms[1].UID || r.Facts.Text(appraisal.FieldEstimate) != "-4.5" || r.Facts.Text(appraisal.FieldDay) != "7" {
		t.Errorf("stored result %+v", r)
	}
	d.mustSee("−4.5 · 2 facts")
}

func TestANameThatIsGivenMakesTheTrialAtOnce(t *testing.T) {
	d := open(t, look{})
	d.trials.NewTrial(" Newton 2027 ")
	if got := d.trial("Newton 2027"); got.Name != "Newton 2027" || d.s.Place().UID != got.UID {
		t.Errorf("made %q; the reader is at %+v", got.Name, d.s.Place())
	}
}

func TestNameAndNotesAreStored(t *testing.T) {
	d := at(t, murrough)
	before := d.trial(murrough)
	d.retype("Notes", "Read twice.")
	d.tap("Rename…")
	uitest.Type(d.canvas, "Murrough A")
	uitest.Press(d.canvas, "Return")
	got := d.trial("Murrough A")
	want := before
	want.Name, want.Notes = "Murrough A", "Read twice."
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	d.mustSee("Murrough A")
}

func TestNotesAreMarkedPrivateUndoneAndKeptSoWhileTheyAreTyped(t *testing.T) {
	const private = "Private: leaves this library only when you say so"
	d := at(t, murrough)
	d.retype("Notes", "Ask Ana.")
	d.tap(private)
	if got := d.trial(murrough); !got.NotesPrivate || got.Notes != "Ask Ana." {
		t.Errorf("stored %q, private: %v", got.Notes, got.NotesPrivate)
	}
	d.retype("Notes", "Ask Bo.")
	if got := d.trial(murrough); !got.NotesPrivate || got.Notes != "Ask Bo." {
		t.Errorf("after more was typed: %q, private: %v", got.Notes, got.NotesPrivate)
	}
	d.s.Undo(nil)
	d.s.Undo(nil)
	if got := d.trial(murrough); got.NotesPrivate || got.Notes != "Ask Ana." {
		t.Errorf("undone: %q, private: %v", got.Notes, got.NotesPrivate)
	}
	d.retype("Notes", "Ask all.") // what undo has changed is on screen, or this would mark them again
	if got := d.trial(murrough); got.NotesPrivate {
		t.Error("the notes are private again")
	}
	d.tap(private)
	d.tap(private)
	if got := d.trial(murrough); got.NotesPrivate {
		t.Error("two taps leave the notes private")
	}
}

func TestAnArmKeepsItsLastNameWhileItHasNone(t *testing.T) {
	d := at(t, murrough)
	d.retype("Arm", "")
	d.mustSee("“ketamine 0.5 mg/kg” stays stored")
	if got := d.trial(murrough).Arms[0].Name; got != "ketamine 0.5 mg/kg" {
		t.Errorf("stored %q", got)
	}
	uitest.Type(d.canvas, "esketamine")
	if got := d.trial(murrough).Arms[0]; got.Name != "esketamine" || got.Role != "experimental" || d.sees("stays stored") {
		t.Errorf("stored %+v", got)
	}
}

func TestADeletedArmComesBackWithUndo(t *testing.T) {
	d := at(t, murrough)
	before := d.trial(murrough)
	tip(d, "Delete this arm")
	d.mustSee("“ketamine 0.5 mg/kg” goes with its 1 fact. 4 results compare it")
	d.tap("Delete the arm")
	if got := d.trial(murrough); len(got.Arms) != 1 || got.Results[0].ExperimentalUID != "" {
		t.Fatalf("stored %+v", got.Arms)
	}
	d.mustSee("1 arm")
	d.s.Undo(nil)
	if diff := cmp.Diff(before, d.trial(murrough)); diff != "" {
		t.Error(diff)
	}
	d.mustSee("2 arms")
}

func TestADeletedResultTakesItsLinksAndComesBackWithUndo(t *testing.T) {
	d := at(t, murrough)
	before := d.trial(murrough)
	d.tap("MADRS, day 1")
	tip(d, "Delete this result")
	d.mustSee("“MADRS, day 1” goes with its 25 facts. It is linked to")
	d.tap("Delete the result")
	if got := d.trial(murrough); len(got.Results) != 3 || got.Results[0].Name == "MADRS, day 1" {
		t.Fatalf("there still are %d results", len(got.Results))
	}
	d.mustSee("3 results")
	d.s.Undo(nil)
	if diff := cmp.Diff(before, d.trial(murrough)); diff != "" {
		t.Error(diff)
	}
	d.mustSee("4 results")
}

// tip taps the first control with a tooltip.
func tip(d *desk, words string) {
	d.Helper()
	for _, s := range uitest.Look(d.canvas) {
		if x, ok := s.Object.(interface {
			Tip() string
			Tapped(*fyne.PointEvent)
		}); ok && x.Tip() == words {
			x.Tapped(nil)
			uitest.Settle(d.canvas)
			return
		}
	}
	d.Fatalf("nothing has the tooltip %q", words)
}

func TestADeletedTrialComesBackWithUndo(t *testing.T) {
	d := at(t, murrough)
	before := d.trial(murrough)
	var said string
	d.s.OnDeleted = func(_, sentence string) { said = sentence }
	d.tap("Delete trial")
	if !strings.Contains(said, "linked to 26 claims, was deleted") {
		t.Errorf("said %q", said)
	}
	d.mustSee("This trial cannot be shown")
	d.s.Undo(nil)
	if diff := cmp.Diff(before, d.trial(murrough)); diff != "" {
		t.Error(diff)
	}
	d.mustSee("Linked to 26 claims")
}

func TestTheClaimsThatRestOnTheTrialAreListedAndOpened(t *testing.T) {
	d := at(t, murrough)
	if d.sees("Robust") {
		t.Error("26 claims are not folded away")
	}
	d.tap("Linked to 26 claims")
	d.tap("Robust")
	var want string
	d.s.LoadOverview(func(o session.Overview, err error) {
		i := slices.IndexFunc(o.Claims, func(c session.ClaimItem) bool { return c.Label == "Robust" })
		want = o.Claims[i].UID
	})
	if d.opened != want || want == "" {
		t.Errorf("opened %q, want %q", d.opened, want)
	}
}

func TestANewLinkIsListed(t *testing.T) {
	d := open(t, look{})
	d.trials.NewTrial("Newton 2027")
	d.s.Edit("Link", func(b *db.Batch) error {
		claim := b.PutClaim(appraisal.Claim{Kind: appraisal.KindNoTrial, Label: "Apples fall", Text: "Apples fall."})
		b.PutLink(appraisal.Link{ClaimUID: claim, TrialUID: d.s.Place().UID, Context: true})
		return nil
	}, nil)
	uitest.Settle(d.canvas)
	d.mustSee("Linked to 1 claim")
	d.mustSee("Apples fall")
}

func TestValuesThatDoNotFitTogetherAreShownAndStoredAllTheSame(t *testing.T) {
	d := at(t, murrough)
	d.tap("MADRS, day 1")
	d.retype("Estimate", "-79.5")
	const sentence = "The estimate −79.5 lies outside its interval, −12.71 to −3.2."
	seen := 0
	for _, w := range uitest.Words(d.canvas) {
		if strings.HasSuffix(w, sentence) {
			seen++
		}
	}
	if seen != 2 { // at the top of the page, with the name of the result, and in its card
		t.Errorf("the sentence is shown %d times: %v", seen, uitest.Words(d.canvas))
	}
	if f, _ := resultFact(d, "MADRS, day 1", appraisal.FieldEstimate); f.Value != "-79.5" {
		t.Errorf("stored %q", f.Value)
	}
	d.retype("Estimate", "-7.95")
	if d.sees(sentence) {
		t.Error("the sentence stays when the value is right again")
	}
}

func TestEachMisfitIsListedOnTopFlaggedAtItsFieldsAndLeadsThere(t *testing.T) {
	d := at(t, murrough)
	if d.sees("not fit") {
		t.Fatal("the starter trial does not fit together")
	}
	d.retype("Randomised", "200") // of the first arm
	d.mustSee("were randomised to “ketamine 0.5 mg/kg”, more than in the whole trial (73)")
	d.tap("MADRS, day 1")
	d.retype("Estimate", "-79.5")
	d.mustSee("2 things do not fit")
	d.mustSee("Does not fit “Estimate”.") // at both ends of the interval
	d.tap("MADRS, day 1")                 // folded away, the card itself says it
	const sentence = "The estimate −79.5 lies outside its interval, −12.71 to −3.2."
	if !d.sees(sentence) || d.sees("Does not fit “Estimate”.") {
		t.Error("a folded result does not say what is wrong in it")
	}
	shows := 0
	for _, s := range uitest.Look(d.canvas) {
		if l, ok := s.Object.(*widgets.Link); ok && l.Text() == "Show" {
			if shows++; shows == 2 {
				l.Tapped(nil)
			}
		}
	}
	uitest.Settle(d.canvas)
	if got := d.canvas.Focused(); shows != 2 || got != d.input("Estimate").(fyne.Focusable) {
		t.Errorf("of %d links the second leads to %T", shows, got)
	}
	uid := d.trial(murrough).UID
	item, known := d.s.Note(uid)
	if !known || len(item.Misfits) != 2 || item.Misfits[1] != sentence {
		t.Errorf("the list of trials is told %q", item.Misfits)
	}
}

func TestThePageFollowsTheReaderAndReturnsToWhereTheyWere(t *testing.T) {
	d := open(t, look{Width: 1000, Height: 600})
	d.goTo(murrough)
	d.tap("Results")
	at := d.s.Place().Scroll
	if at < 500 {
		t.Fatalf("the link to the results has scrolled to %v", at)
	}
	d.goTo("Fava")
	d.mustSee("Fava 2018/2020")
	if y := d.s.Place().Scroll; y != 0 {
		t.Errorf("another trial opens at %v", y)
	}
	d.s.Back()
	uitest.Settle(d.canvas)
	d.mustSee(murrough)
	if y := d.s.Place().Scroll; y != at {
		t.Errorf("back at %v, was at %v", y, at)
	}
}
