package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
)

// A shot is one state of the window that a person should look at.
type shot struct {
	name    string
	arrange func(u *user)
}

// shots are the screens and dialogs on the starter library.
var shots = []shot{
	{"board", func(u *user) { u.openClaim("Rapid, robust, transient") }},
	{"board-part", func(u *user) { u.openClaim("Robust") }},
	{"blinding", func(u *user) { u.openRow("Robust", "Murrough 2013", appraisal.Blinding) }},
	{"guesses", func(u *user) { u.openRow("No added benefit on the ward", "Shiroma 2020", appraisal.Blinding) }},
	{"sample-size", func(u *user) { u.openRow("Robust", "Murrough 2013", appraisal.SampleSize) }},
	{"follow-up", func(u *user) { u.openRow("Robust", "Murrough 2013", appraisal.FollowUp) }},
	{"attrition", func(u *user) { u.openRow("Robust", "Murrough 2013", appraisal.Attrition) }},
	{"why", func(u *user) {
		u.openClaim("Robust")
		u.tap("Why this verdict")
	}},
	{"evidence-claim", func(u *user) { u.openClaim("One of the largest, most rigorous trials") }},
	{"report-claim", func(u *user) { u.openClaim("The blind failed") }},
	{"not-a-trial-question", func(u *user) { u.openClaim("Accepted reference dose") }},
	{"not-shown-claim", func(u *user) { u.openClaim("0.5 mg/kg is the right dose") }},
	{"no-difference-claim", func(u *user) { u.openClaim("No added benefit on the ward") }},
	{"trial", func(u *user) { u.goTo(session.TrialPlace, u.trial("Murrough 2013")) }},
	{"article", func(u *user) { u.goTo(session.ArticlePlace, u.app.desk.overview.Articles[3].Document.UID) }},
	{"filter", func(u *user) {
		u.choose("Find")
		u.write("rapid")
	}},
	{"nothing-found", func(u *user) {
		u.choose("Find")
		u.write("no such words")
	}},
	{"palette", func(u *user) {
		u.openClaim("Robust")
		u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
		u.openClaim("The blind failed")
		u.choose("Go to anything…")
	}},
	{"palette-found", func(u *user) {
		u.choose("Go to anything…")
		u.write("murrough")
	}},
	{"palette-commands", func(u *user) {
		u.choose("Go to anything…")
		u.write("trial")
	}},
	{"filter-choices", func(u *user) { u.choose("Filter the claims…") }},
	{"filtered", func(u *user) {
		u.choose("Filter the claims…")
		u.tap("Overstated")
		u.tap("Not started")
		u.key("Escape")
	}},
	{"new-library", func(u *user) { u.choose("New library…") }},
	{"back-up", func(u *user) { u.choose("Back up library…") }},
	{"new-article", func(u *user) { u.choose("New article…") }},
	{"new-trial", func(u *user) { u.choose("New trial…") }},
	{"new-claim", func(u *user) { u.choose("New claim…") }},
	{"edit-claim", func(u *user) {
		u.openClaim("Robust")
		u.choose("Edit claim…")
	}},
	{"citation", func(u *user) {
		u.openClaim("Robust")
		u.choose("Check the citation…")
	}},
	{"link-trial", func(u *user) {
		u.openClaim("Robust")
		u.choose("Link a trial…")
		u.write("an")
	}},
	{"relation", func(u *user) {
		u.openRow("Robust", "Murrough 2013", "")
		u.choose("Relation and fit of the trial…")
	}},
	{"overrule", func(u *user) {
		u.known("Hanne Olsen")
		u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
		u.tap("Low")
	}},
	{"why-overruled", func(u *user) {
		u.overruled("Robust")
		u.tap("Why this verdict")
	}},
	{"why-folded", func(u *user) {
		u.overruled("Robust")
		u.tap("Why this verdict")
		u.tap("Fold all")
	}},
	{"overrule-step", func(u *user) {
		u.overruled("Robust")
		u.tapNth("Change…", 0)
	}},
	{"why-beside-drawer", func(u *user) {
		u.overruled("Robust")
		u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
		u.tap("Why this verdict")
	}},
	{"count-once", func(u *user) {
		u.known("Hanne Olsen")
		u.openClaim("Safe and effective alternative")
	}},
	{"count-once-asked", func(u *user) {
		u.known("Hanne Olsen")
		u.openClaim("Safe and effective alternative")
		u.tap("Count once…")
	}},
	{"reviewer", func(u *user) { u.choose("Reviewer…") }},
	{"strength-words", func(u *user) { u.choose("Words of strength…") }},
	{"thresholds", func(u *user) { u.choose("Thresholds…") }},
	{"thresholds-own", func(u *user) {
		u.choose("Thresholds…")
		u.tap("Lenient")
		u.tap("Make my own from this")
		u.tap("Use for this library")
	}},
	{"shortcuts", func(u *user) { u.choose("Keyboard shortcuts") }},
	{"first-start", func(u *user) {}},
	{"first-start-drawer", func(u *user) {
		u.tap("Next")
		u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	}},
	{"glossary", func(u *user) { u.choose("Glossary") }},
	{"glossary-found", func(u *user) {
		u.choose("Glossary")
		u.write("blind")
	}},
	{"rules", func(u *user) { u.choose("Rules") }},
	{"rule", func(u *user) { u.app.ShowRule("A-7") }},
	{"projector-claim", func(u *user) { u.project("Robust", "", 0) }},
	{"projector-blinding", func(u *user) { u.project("Robust", "", 1) }},
	{"projector-many", func(u *user) { u.project("Replicated consistently", "", 1) }},
	{"projector-guesses", func(u *user) { u.project("No added benefit on the ward", "Shiroma 2020", 1) }},
	{"projector-sample-size", func(u *user) { u.project("Robust", "Murrough 2013", 2) }},
	{"projector-follow-up", func(u *user) { u.project("Robust", "Murrough 2013", 3) }},
	{"projector-attrition", func(u *user) { u.project("Robust", "Murrough 2013", 4) }},
	{"projector-verdict", func(u *user) { u.project("Robust", "", 5) }},
	{"projector-change", func(u *user) { u.project("Robust", "", 6) }},
	{"projector-wording", func(u *user) { u.project("Robust", "", 7) }},
	{"where-is-my-data", func(u *user) { u.choose("Where is my data?") }},
	{"about", func(u *user) { u.choose("About ClaimGrade") }},
	{"delete-claim", func(u *user) {
		u.openClaim("Robust")
		u.choose("Delete claim")
	}},
	{"history-claim", func(u *user) {
		u.edited()
		u.openClaim("Robust")
		u.choose("History of this claim…")
	}},
	{"history-restore", func(u *user) {
		u.edited()
		u.openClaim("Robust")
		u.choose("History of this claim…")
		u.tap("Restore this…")
	}},
	{"history-trial", func(u *user) {
		u.edited()
		u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
		u.choose("History of this trial…")
	}},
	{"bin", func(u *user) {
		u.edited()
		u.choose("Bin…")
	}},
	{"bin-empty", func(u *user) { u.choose("Bin…") }},
}

// shotLook is how the window is coloured and sized in a picture.
type shotLook struct {
	name     string
	mode     theme.Mode
	contrast bool
	symbols  theme.Symbols
	scale    float32
}

func (u *user) look(l shotLook) {
	u.app.setMode(l.mode)
	u.app.setHighContrast(l.contrast)
	u.app.setSymbols(l.symbols)
	if l.scale != 0 {
		u.app.setSize(l.scale)
	}
}

// The common looks are drawn of every screen, the rare ones of the board and the drawer.
var (
	commonLooks = []shotLook{{name: "light", mode: theme.Light}, {name: "dark", mode: theme.Dark}, {name: "contrast", mode: theme.Light, contrast: true}}
	rareLooks   = []shotLook{
		{name: "contrast-dark", mode: theme.Dark, contrast: true},
		{name: "safe-light", mode: theme.Light, symbols: theme.SafeSymbols},
		{name: "safe-dark", mode: theme.Dark, symbols: theme.SafeSymbols},
		{name: "safe-contrast", mode: theme.Light, contrast: true, symbols: theme.SafeSymbols},
		{name: "cochrane-light", mode: theme.Light, symbols: theme.CochraneLike},
		{name: "cochrane-dark", mode: theme.Dark, symbols: theme.CochraneLike},
		{name: "light-double", mode: theme.Light, scale: 2},
		{name: "dark-double", mode: theme.Dark, scale: 2},
	}
)

// TestShots draws every screen into the folder named by CLAIMGRADE_SHOTS, for a person to look at.
func TestShots(t *testing.T) {
	dir := os.Getenv("CLAIMGRADE_SHOTS")
	if dir == "" {
		t.Skip("set CLAIMGRADE_SHOTS to a folder to get pictures of the window")
	}
	sizes := []fyne.Size{{Width: 1280, Height: 800}, {Width: 1920, Height: 1080}}
	for _, look := range commonLooks {
		for _, size := range sizes {
			for _, s := range shots {
				t.Run(s.name, func(t *testing.T) { s.take(t, look, size) })
			}
			for _, s := range []shot{{"empty", func(u *user) {
				u.choose("New library…")
				u.key("Return")
			}}, {"damaged", nil}} {
				t.Run(s.name, func(t *testing.T) { s.take(t, look, size) })
			}
		}
	}
	for _, look := range rareLooks {
		for _, s := range shots {
			if s.name == "board-part" || s.name == "blinding" {
				t.Run(s.name, func(t *testing.T) { s.take(t, look, sizes[0]) })
			}
		}
	}
}

// take draws one screen in one look. A screen without a way to it is that of a library which does not open.
func (s shot) take(t *testing.T, l shotLook, size fyne.Size) {
	u := newUser(t)
	if s.arrange == nil {
		damaged(t, u.path("odd.sqlite"))
		u.start(u.path("odd.sqlite"))
	} else {
		u.start("")
	}
	u.look(l)
	u.resize(size.Width, size.Height)
	if s.arrange != nil {
		s.arrange(u)
	}
	u.resize(size.Width, size.Height)
	dir := os.Getenv("CLAIMGRADE_SHOTS")
	uitest.Save(t, filepath.Join(dir, fmt.Sprintf("%s-%s-%.0f.png", s.name, l.name, size.Width)), u.canvas().Capture())
}

func (u *user) goTo(kind, uid string) {
	u.app.desk.session.Go(session.Place{Kind: kind, UID: uid})
	uitest.Settle(u.canvas())
}

func (u *user) openClaim(label string) {
	u.Helper()
	for _, c := range u.app.desk.overview.Claims {
		if c.Label == label {
			u.goTo(session.ClaimPlace, c.UID)
			return
		}
	}
	u.Fatalf("no claim is labelled %q", label)
}

func (u *user) trial(name string) string {
	u.Helper()
	for _, x := range u.app.desk.overview.Trials {
		if x.Name == name {
			return x.UID
		}
	}
	u.Fatalf("no trial is called %q", name)
	return ""
}

// openRow chooses a row of a claim's board, and a tab of the drawer.
func (u *user) openRow(claim, trial string, d appraisal.Domain) {
	u.Helper()
	u.openClaim(claim)
	s := u.app.desk.session
	s.LoadClaim("test", s.Place().UID, func(v session.View, err error) {
		if err != nil {
			u.Fatal(err)
		}
		for _, l := range v.Dossier.Linked {
			if l.Trial.Name == trial {
				p := s.Place()
				p.Link, p.Domain = l.Link.UID, d
				s.Go(p)
				break
			}
		}
	})
	uitest.Settle(u.canvas())
}

// overruled is a claim whose certainty, time and verdict the reviewer has decided on.
func (u *user) overruled(claim string) {
	u.Helper()
	u.known("Hanne Olsen")
	u.openClaim(claim)
	s := u.app.desk.session
	s.Edit("Decide", func(b *db.Batch) error {
		for _, o := range []appraisal.Overrule{
			{Step: appraisal.StepCertainty, Value: "moderate", Reason: "The trials left out of the pool point the same way, on scales of their own."},
			{Step: appraisal.StepHorizon, Value: "PARTIAL", Reason: "Robust is read as lasting a week; one trial was read on day one only."},
			{Step: appraisal.StepVerdict, Value: "supported", Reason: "Robust is a word of the trade for large and quick."},
		} {
			o.ClaimUID, o.Reviewer = s.Place().UID, s.Reviewer().UID
			b.PutOverrule(o)
		}
		return nil
	}, nil)
	uitest.Settle(u.canvas())
}

// known has the reviewer's name stored already.
func (u *user) known(name string) {
	u.Helper()
	if err := u.app.desk.session.SetReviewer(name); err != nil {
		u.Fatal(err)
	}
}

// project shows a step of a claim in the projector view, with the picture of a row if its trial is named.
func (u *user) project(claim, trial string, step int) {
	u.Helper()
	if trial == "" {
		u.openClaim(claim)
	} else {
		u.openRow(claim, trial, "")
	}
	u.choose("Projector view")
	for range step {
		u.key("Right")
	}
}
