package ui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
)

func (u *user) dumped() string {
	u.Helper()
	var b bytes.Buffer
	if err := u.app.desk.session.Lib.Dump(context.Background(), &b); err != nil {
		u.Fatal(err)
	}
	return b.String()
}

func TestALibraryLeavesAsJSONAndComesBackWhole(t *testing.T) {
	u := newUser(t)
	u.start(u.path(starterName))
	before := u.dumped()
	u.choose("Export data…")
	u.tap("The whole library as JSON")
	u.key("Ctrl+Return", "Return")
	u.sees("The export is saved")
	u.key("Escape", "Escape")
	path := u.path("ketamine.json")
	if _, err := os.Stat(path); err != nil || dialogs.Blocked() {
		t.Fatalf("nothing was saved, or the window is still up: %v", err)
	}
	u.app.Receive([]string{path})
	u.sees("Make a library of the JSON file")
	u.fill("back")
	u.key("Return")
	if got := filepath.Base(u.app.desk.session.Lib.Path()); got != "back.sqlite" {
		t.Fatalf("open is %q", got)
	}
	if u.dumped() != before {
		t.Error("the library has changed on its way through JSON")
	}
}

func TestTheReportIsAboutWhatIsOnScreen(t *testing.T) {
	u := newUser(t)
	u.start(u.path(starterName))
	u.openClaim("Robust")
	u.choose("Report…")
	u.sees("Robust")
	u.sees("Page 1 of")
	u.key("Escape")
	article := u.app.desk.overview.Articles[3].Document.UID
	u.goTo(session.ArticlePlace, article)
	u.choose("Report…")
	u.sees("claims, first:")
	u.key("Escape")
	u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
	u.choose("Report…")
	u.sees("No claim is chosen. Choose at least one.")
	u.key("Escape")
}

func TestALibraryWithoutClaimsHasNoReportAndSaysWhy(t *testing.T) {
	u := newUser(t)
	u.start(u.path(starterName))
	u.choose("New library…")
	u.key("Return")
	if !u.item("Report…").Disabled {
		t.Error("a report is offered without claims")
	}
	u.choose("Report…")
	u.sees("There is no claim yet.")
}
