package compare_test

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/compare"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) { desk.Main(m) }

// reading is somebody who compares claims, with what was asked of other screens.
type reading struct {
	*desk.Desk
	compare *compare.Compare
	asked   []string
}

func open(t testing.TB, l desk.Look) *reading {
	t.Helper()
	r := &reading{Desk: desk.Open(t, l)}
	r.Show(widgets.NewEntry("What lies below"))
	ask := func(what string) func(string) { return func(uid string) { r.asked = append(r.asked, what+" "+uid) } }
	r.compare = compare.New(r.Session, r.Canvas, compare.Actions{OpenClaim: ask("claim"), ShowRule: ask("rule"),
		OpenRow: func(claim, link string) { r.asked = append(r.asked, "row "+claim+" "+link) }})
	return r
}

// show sets two claims side by side, the second found by typing.
func (r *reading) show(first, typed string) {
	r.Helper()
	r.compare.Ask(r.Claim(first).UID)
	uitest.Settle(r.Canvas)
	r.Type(typed)
	r.Press("Return")
	r.MustSee("Two claims side by side")
}

// view is a claim as the screens get it.
func (r *reading) view(label string) session.View {
	r.Helper()
	var out session.View
	r.Session.LoadClaim("test", r.Claim(label).UID, func(v session.View, err error) {
		if err != nil {
			r.Fatal(err)
		}
		out = v
	})
	return out
}

func TestTheSecondClaimIsChosenByTypingThoseWithTrialsInCommonFirst(t *testing.T) {
	r := open(t, desk.Look{})
	r.compare.Ask(r.Claim("Robust").UID)
	uitest.Settle(r.Canvas)
	r.MustSee("trials in common")
	r.MustNotSee("Robust: ")
	r.Type("ward")
	r.MustSee("No added benefit on the ward: ")
	r.MustNotSee("Replicated consistently: ")
	r.Press("Escape", "Escape") // the first clears what was typed
	if dialogs.Blocked() {
		t.Error("Esc does not leave the choice")
	}
}

func TestBothClaimsAreToldWithWordingVerdictCertaintyAndParts(t *testing.T) {
	r := open(t, desk.Look{Width: 1280, Height: 3000})
	r.show("Robust", "consistently")
	for _, label := range []string{"Robust", "Replicated consistently"} {
		v := r.view(label)
		c := v.Dossier.Claim
		r.MustSee(c.Text, c.Wording, words.Verdict(v.Assessment.Verdict), words.Certainty(v.Assessment.Certainty)+" certainty, GRADE-informed",
			c.Population, c.Intervention, c.Comparator, c.Outcome, words.Horizon(c.Effect))
	}
	said := strings.Join(uitest.Words(r.Canvas), "\n")
	if !strings.Contains(said, "Population\n≠ differs") || strings.Contains(said, "Instrument\n≠ differs") {
		t.Errorf("parts that differ are not told from those that do not: %s", said)
	}
}

func TestTrialsStandOnOneRowForBothClaimsAndDifferencesAreMarked(t *testing.T) {
	r := open(t, desk.Look{Width: 1280, Height: 3000})
	a, b := r.view("Robust"), r.view("Replicated consistently")
	names := map[string]int{}
	for _, row := range append(slices.Clone(a.Assessment.Rows), b.Assessment.Rows...) {
		names[row.Linked.Trial.Name]++
	}
	r.show("Robust", "consistently")
	for name, n := range names {
		seen := 0
		for _, w := range uitest.Words(r.Canvas) {
			if w == name {
				seen++
			}
		}
		if seen != 1 {
			t.Errorf("%s, linked %d times, has %d rows", name, n, seen)
		}
	}
	if marks := r.apart(); marks != 0 {
		t.Errorf("%d signs are marked as different before anything is", marks)
	}
	r.Press("Escape")
	l := r.Linked(b.Dossier.Claim.UID, "Murrough 2013")
	r.Session.Edit("Judge", func(x *db.Batch) error {
		x.PutAppraisal(appraisal.Appraisal{LinkUID: l.Link.UID, Domain: appraisal.Blinding, Reviewer: r.Session.Reviewer().UID,
			Judgement: appraisal.Low, Suggestion: appraisal.SomeConcerns, Rule: "B-R7", Reason: "Guesses were asked."})
		return nil
	}, nil)
	r.show("Robust", "consistently")
	if marks := r.apart(); marks != 1 {
		t.Errorf("one judgement differs, and %d are marked", marks)
	}
	r.MustSee("(1 of the shared trials)")
}

// apart counts the marks between signs that differ.
func (r *reading) apart() int {
	n := 0
	for _, w := range uitest.Words(r.Canvas) {
		if w == "≠" {
			n++
		}
	}
	return n
}

func TestTheFirstRuleThatDiffersIsToldAndLeadsToWhatItSays(t *testing.T) {
	r := open(t, desk.Look{Width: 1280, Height: 3000})
	r.show("Robust", "consistently") // one asserts a size, the other none
	r.MustSee("The first rule that differs is about: the size asserted.", "No further rule fired here.")
	for _, l := range r.view("Robust").Assessment.Trace {
		if l.Section() == rules.SectionSize {
			r.MustSee(l.Text)
			r.Tap(string(l.Rule))
			if !slices.Contains(r.asked, "rule "+string(l.Rule)) {
				t.Errorf("asked %q", r.asked)
			}
			return
		}
	}
	t.Error("the claim has no rule on its size")
}

func TestAClaimBesideItsTwinPartsNowhere(t *testing.T) {
	r := open(t, desk.Look{Width: 1280, Height: 3000})
	uid := r.Claim("Robust").UID
	r.compare.Show(uid, uid)
	uitest.Settle(r.Canvas)
	r.MustSee("The same rules fired in both, with the same words.")
	r.MustNotSee("≠ differs")
}

func TestEscLeavesAndTheKeyboardReachesTheRowsAndTheClaims(t *testing.T) {
	r := open(t, desk.Look{Width: 1280, Height: 800})
	below := desk.All[*widgets.Entry](r.Desk)[0]
	r.Canvas.Focus(below)
	r.show("Robust", "consistently")
	r.Press("Escape")
	if dialogs.Blocked() || r.Canvas.Focused() != fyne.Focusable(below) {
		t.Fatalf("after Esc the keyboard is at %T", r.Canvas.Focused())
	}
	r.show("Robust", "consistently")
	for range 40 {
		if table, ok := r.Canvas.Focused().(*widgets.DataTable); ok {
			r.Press("Home")
			if table.Selected() == 0 {
				break
			}
		}
		r.Press("Tab")
	}
	r.Press("Return")
	claim := r.Claim("Robust").UID
	if len(r.asked) != 1 || !strings.HasPrefix(r.asked[0], "row "+claim+" ") || dialogs.Blocked() {
		t.Errorf("Enter on the first row asked %q", r.asked)
	}
	r.show("Robust", "consistently")
	for _, l := range desk.All[*widgets.Link](r.Desk) {
		if l.Text() == "Open this claim" {
			r.Canvas.Focus(l)
		}
	}
	r.Press("Return")
	if last := r.asked[len(r.asked)-1]; last != "claim "+r.Claim("Replicated consistently").UID {
		t.Errorf("asked %q", r.asked)
	}
}

func TestEveryPairOfKindsCanBeComparedWithoutNonsense(t *testing.T) {
	r := open(t, desk.Look{Width: 1280, Height: 3000})
	all, err := r.Session.Lib.Claims(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	one := map[appraisal.ClaimKind]appraisal.Claim{}
	for _, c := range all {
		one[c.Kind] = c
	}
	for _, a := range one {
		for _, b := range one {
			r.compare.Show(a.UID, b.UID)
			uitest.Settle(r.Canvas)
			r.MustSee(a.Text, b.Text)
			for _, w := range uitest.Words(r.Canvas) {
				for _, bad := range []string{"NaN", "<nil>", "%!", "0001-01-01", " ,", "()"} {
					if strings.Contains(w, bad) {
						t.Errorf("%s beside %s: %q", a.Label, b.Label, w)
					}
				}
			}
			r.Press("Escape")
		}
	}
}

func TestTheComparisonFitsASmallWindowAtDoubleSize(t *testing.T) {
	r := open(t, desk.Look{Width: 1280, Height: 800})
	th := fyne.CurrentApp().Settings().Theme().(*theme.Theme)
	th.SetScale(2)
	fyne.CurrentApp().Settings().SetTheme(th)
	r.show("Robust", "consistently")
	for _, s := range uitest.Look(r.Canvas) {
		switch s.Object.(type) {
		case *widgets.Symbol, *widgets.Link, *widgets.Button:
			if s.Pos.X < 0 || s.Pos.X+s.Size.Width > 1280 {
				t.Errorf("%T reaches from %v over %v", s.Object, s.Pos, s.Size)
			}
		}
	}
	for _, line := range uitest.Illegible(r.Canvas) {
		t.Error(line)
	}
}
