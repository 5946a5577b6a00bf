package ui

import (
	"context"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

func TestAFirstStartMakesTheStarterLibraryAndOpensOnAClaimWorthArguingAbout(t *testing.T) {
	u := &user{TB: t, home: t.TempDir()}
	t.Cleanup(work.Inline())
	u.start("")
	if _, err := os.Stat(u.path(starterName)); err != nil {
		t.Fatalf("no starter library was made: %v", err)
	}
	u.sees(starterName)
	u.sees("All changes saved")
	o := u.app.desk.overview
	if o.Counts.Claims == 0 || o.Counts.Trials == 0 || o.Counts.Articles == 0 {
		t.Fatalf("the starter library counts %+v", o.Counts)
	}
	if p := u.app.desk.session.Place(); p.Kind != session.ClaimPlace || p.UID != opening(o) {
		t.Errorf("the window opens at %+v, want the claim chosen for it", p)
	}
	u.sees("The antidepressant effect of a ketamine infusion is robust.")
	u.sees("Overstated")
	if left, _ := filepath.Glob(u.path("*.part*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// atTheFirstClaim is as if the window had opened on the first claim of the list.
func (u *user) atTheFirstClaim() {
	u.app.desk.session.Replace(session.Place{Kind: session.ClaimPlace, UID: u.app.desk.overview.Claims[0].UID})
	uitest.Settle(u.canvas())
}

func TestTypingInTheSearchFieldNarrowsEveryList(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.atTheFirstClaim()
	all := u.app.desk.overview
	u.choose("Find")
	u.write("midazolam")
	if got := len(u.app.desk.library.Shown()); got == 0 || got >= len(all.Claims) {
		t.Fatalf("%d of %d claims are listed", got, len(all.Claims))
	}
	u.sees(" of 53") // below the tab Claims
	u.choose("Trials")
	u.sees("Murrough 2013")
	u.seesNot("Zarate 2006") // saline
	u.choose("Find")
	u.fill("no such words")
	u.sees("No trial matches")
	u.tap("Clear the filter")
	u.seesNot("No trial matches")
	if got := len(u.app.desk.library.Shown()); got != len(all.Trials) {
		t.Errorf("after clearing the filter %d of %d trials are listed", got, len(all.Trials))
	}
}

func TestChoosingAClaimGoesThereAndBackComesBack(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.atTheFirstClaim()
	s := u.app.desk.session
	first := s.Place().UID
	if !u.item("Back").Disabled {
		t.Error("Back is offered at the first place")
	}
	u.choose("Claims")
	u.key("Down")
	second := s.Place().UID
	if second == first || second != u.app.desk.overview.Claims[1].UID {
		t.Fatalf("Down went to %s", second)
	}
	u.choose("Next in the list")
	if s.Place().UID != u.app.desk.overview.Claims[2].UID {
		t.Errorf("Next in the list went to %+v", s.Place())
	}
	u.choose("Back")
	u.choose("Back")
	if s.Place().UID != first {
		t.Errorf("Back came to %s, want %s", s.Place().UID, first)
	}
	u.choose("Forward")
	if s.Place().UID != second {
		t.Errorf("Forward came to %s, want %s", s.Place().UID, second)
	}
}

func TestTheLeftPaneFollowsTheReaderToATrial(t *testing.T) {
	u := newUser(t)
	u.start("")
	d := u.app.desk
	last := d.overview.Trials[len(d.overview.Trials)-1]
	d.session.Go(session.Place{Kind: session.TrialPlace, UID: last.UID}) // as a link on a board does
	uitest.Settle(u.canvas())
	if got := d.library.Selected(); got != last.UID {
		t.Errorf("selected in the list is %q, want %q", got, last.UID)
	}
	u.sees(last.Name) // scrolled into view
	u.choose("Back")
	if got := d.library.Selected(); got != d.session.Place().UID || d.session.Place().Kind != session.ClaimPlace {
		t.Errorf("back at %+v, selected is %q", d.session.Place(), got)
	}
}

func TestTheNextStartComesBackToThePlaceAndTheFilter(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("Find")
	u.write("placebo")
	u.key("Down") // to the list
	u.key("Down", "Down")
	place := u.app.desk.session.Place()
	u.quit()
	u.start("")
	if got := u.app.desk.session.Place(); got != place || got.Filter != "placebo" {
		t.Errorf("reopened at %+v, left at %+v", got, place)
	}
	if got := u.app.desk.toolbar.search.Text; got != "placebo" {
		t.Errorf("the search field says %q", got)
	}
	if got := u.app.desk.library.Selected(); got != place.UID {
		t.Errorf("selected is %q, want %q", got, place.UID)
	}
}

func TestUndoIsCalledAfterWhatItUndoes(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.atTheFirstClaim()
	s := u.app.desk.session
	if it := u.item("Undo"); !it.Disabled {
		t.Error("the starter library itself can be undone")
	}
	c, err := s.Lib.Claim(context.Background(), s.Place().UID)
	if err != nil {
		t.Fatal(err)
	}
	label := c.Label
	c.Label = "Quite another label"
	s.Edit("Claim “Quite another label”", func(b *db.Batch) error { b.PutClaim(c); return nil }, nil)
	listed := func() string { return u.app.desk.library.Shown()[0].Title }
	if got := listed(); got != "Quite another label" {
		t.Fatalf("the list says %q", got)
	}
	u.choose("Undo claim “Quite another label”")
	u.sees("Undone: claim “Quite another label”")
	if got := listed(); got != label {
		t.Errorf("after undo the list says %q", got)
	}
	u.choose("Redo claim “Quite another label”")
	if got := listed(); got != "Quite another label" {
		t.Errorf("after redo the list says %q", got)
	}
}

func TestUndoInAFieldTakesBackTypingFirst(t *testing.T) {
	u := newUser(t)
	u.start("")
	s := u.app.desk.session
	c, err := s.Lib.Claim(context.Background(), s.Place().UID)
	if err != nil {
		t.Fatal(err)
	}
	c.Label = "Renamed"
	s.Edit("Rename the claim", func(b *db.Batch) error { b.PutClaim(c); return nil }, nil)
	u.choose("Find")
	u.write("abc")
	undo := u.item("Undo rename the claim")
	undo.Action() // the driver gives Ctrl+Z to the menu before the field
	if got := u.app.desk.toolbar.search.Text; got != "" {
		t.Fatalf("the field says %q after Ctrl+Z", got)
	}
	u.sees("Renamed")
	undo.Action()
	u.seesNot("Renamed")
}

func TestTheMenusShortcutsBelongToTheDialogWhileOneIsOpen(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("New library…")
	u.fill("mine")
	u.item("Undo").Action() // Ctrl+Z
	if got := fieldOf(u.canvas().Focused()); got == nil || got.Text == "mine" {
		t.Errorf("Ctrl+Z did not reach the dialog's field: %+v", got)
	}
	place := u.app.desk.session.Place()
	u.choose("Next in the list")
	if u.app.desk.session.Place() != place {
		t.Error("a shortcut acted on what lies below the dialog")
	}
	u.key("Escape")
	u.tap("Throw it away")
	if dialogs.Blocked() {
		t.Error("Esc did not close the dialog")
	}
}

func TestTheReviewerIsAskedOnceAndRemembered(t *testing.T) {
	u := newUser(t)
	u.start("")
	judged := 0
	u.app.desk.session.WithReviewer(func() { judged++ })
	u.sees("Who is appraising?")
	u.key("Return")
	u.sees("Enter a name")
	u.write("Hanne Olsen")
	u.key("Return")
	if judged != 1 {
		t.Fatal("what needed the name was not done after it was given")
	}
	u.app.desk.session.WithReviewer(func() { judged++ })
	if judged != 2 || dialogs.Blocked() {
		t.Fatal("the name is asked for again")
	}
	u.sees("HO")
	u.quit()
	u.start("")
	u.sees("HO")
}

func TestThemeAndSizeAreSwitchedAndRemembered(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("Dark theme")
	if !theme.IsDark() || !u.item("Dark theme").Checked || u.item("Light theme").Checked {
		t.Error("the dark theme is not on, or not ticked")
	}
	u.choose("Larger")
	u.sees("Interface size 110 %")
	u.quit()
	u.start("")
	if !theme.IsDark() || u.app.theme.Scale() != 1.1 {
		t.Errorf("after a restart dark is %v and the size %v", theme.IsDark(), u.app.theme.Scale())
	}
	u.choose("Light theme")
	if theme.IsDark() {
		t.Error("the light theme is not on")
	}
	for range interfaceSizes {
		u.choose("Larger")
		uitest.Settle(u.canvas())
		if least := u.canvas().Content().MinSize(); least.Width > 1280 || least.Height > 720 {
			t.Errorf("at size %v the window needs %v and does not fit a small screen", u.app.theme.Scale(), least)
		}
	}
	if u.app.theme.Scale() != largest || !u.item("Larger").Disabled {
		t.Errorf("the size ends at %v", u.app.theme.Scale())
	}
	u.choose("Larger")
	u.sees("This is the largest size.")
}

func TestHighContrastAndColoursOfSymbolsAreSwitchedAndRemembered(t *testing.T) {
	u := newUser(t)
	u.start("")
	green := theme.Color(theme.Green.Fill())
	u.choose("Dark theme")
	u.choose("High contrast")
	if !u.item("High contrast").Checked || !theme.IsDark() || theme.Color(theme.ColorCard) != color.Color(color.NRGBA{A: 0xff}) {
		t.Errorf("high contrast on a dark ground gives cards of %v", theme.Color(theme.ColorCard))
	}
	u.choose("Symbols in Cochrane's colours")
	u.quit()
	u.start("")
	if !u.app.theme.HighContrast() || u.app.theme.Symbols() != theme.CochraneLike || !u.item("Symbols in Cochrane's colours").Checked {
		t.Error("after a restart the palette is another")
	}
	u.choose("Symbols safe for the colour-blind")
	if got := theme.Color(theme.Green.Fill()); got != color.Color(color.NRGBA{B: 0xb2, G: 0x72, A: 0xff}) {
		t.Errorf("Low is drawn in %v", got)
	}
	u.choose("High contrast")
	u.choose("Light theme")
	u.choose("Symbols in green, amber, red")
	if u.app.theme.HighContrast() || theme.Color(theme.Green.Fill()) != green {
		t.Error("there is no way back to the plain palette")
	}
}

func TestTheWindowOpensInTheSizeItHadLast(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1100, 760)
	u.quit()
	p := fyne.CurrentApp().Preferences()
	if w, h := p.Float(widthKey), p.Float(heightKey); w != 1100 || h != 760 {
		t.Errorf("remembered is %v × %v", w, h)
	}
}

func TestABackupIsWrittenAndNeverOverwritesAFile(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("Copy library to…")
	u.fill(starterName)
	u.key("Return")
	u.sees("There is a file of that name already.")
	u.fill("copy")
	u.key("Return")
	u.sees("Copied to " + u.path("copy.sqlite"))
	lib, err := db.Open(context.Background(), u.path("copy.sqlite"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	claims, err := lib.Claims(context.Background())
	if err != nil || len(claims) != len(u.app.desk.overview.Claims) {
		t.Errorf("the copy holds %d claims (%v)", len(claims), err)
	}
}

func TestANewLibraryIsEmptyAndSaysTheNextStep(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("New library…")
	u.fill("a/b")
	u.key("Return")
	u.sees("The name has a sign in it")
	u.fill("mine")
	u.key("Return")
	u.sees("mine.sqlite")
	u.sees("No claims yet")
	u.choose("Open library…")
	u.sees(starterName)
	u.key("Return")
	u.sees("53 claims")
	if got := u.win.Title(); got != starterName+" – ClaimGrade" {
		t.Errorf("the window is called %q", got)
	}
}

func TestSettingsSurviveAnythingInTheirFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	for _, text := range []string{"", "{", "[]", `{"size": "big"}`, "\x00\xff"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := LoadSettings(path); got.Library != "" || got.size() != 1 {
			t.Errorf("from %q: %+v", text, got)
		}
	}
	want := Settings{Library: "/somewhere/a.sqlite", Theme: "dark", Size: 1.5}
	for range 2 { // over nothing, and over a file
		if err := want.Save(path); err != nil {
			t.Fatal(err)
		}
		if got := LoadSettings(path); got.Library != want.Library || got.mode() != theme.Dark || got.size() != 1.5 {
			t.Errorf("read back %+v", got)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestHelpTellsWhereThingsAreAndEveryShortcut(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.choose("Where is my data?")
	u.sees(u.path(starterName))
	u.key("Escape")
	u.choose("About ClaimGrade")
	u.sees("1.2.3")
	u.sees("MIT")
	u.key("Return")
	u.choose("Keyboard shortcuts")
	said := strings.Join(uitest.Words(u.canvas()), "\n")
	for _, c := range u.app.menu.commands {
		if text := shortcutText(c.shortcut); text != "" && !strings.Contains(said, text) {
			t.Errorf("the help does not list %s for %q", text, c.text())
		}
	}
	u.key("Escape")
	if dialogs.Blocked() {
		t.Error("Esc did not close the help")
	}
}

func TestErrorsOfTheLibraryAreShownAsTheirSentence(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.app.desk.session.Edit("New claim", func(b *db.Batch) error { b.PutClaim(appraisal.Claim{}); return nil }, nil)
	u.sees("The claim has no text. Restate it in one sentence.")
	u.key("Escape")
}
