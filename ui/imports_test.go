package ui

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"claimgrade/ui/session"
	"claimgrade/ui/work"
)

func TestADroppedRegistryRecordIsImportedAndUndone(t *testing.T) {
	u := newUser(t)
	u.start(u.path(starterName))
	before := len(u.app.desk.overview.Trials)
	study, err := os.ReadFile("../db/exchange/ctgov/testdata/study.json")
	if err != nil {
		t.Fatal(err)
	}
	path := u.path("NCT99000001.json")
	if err := os.WriteFile(path, study, 0o600); err != nil {
		t.Fatal(err)
	}
	u.app.Receive([]string{path})
	u.sees("Add the trial with its registry record")
	u.tap("Import 1 record")
	u.sees("Imported: 1 new trial, 1 new article or source.")
	if n := len(u.app.desk.overview.Trials); n != before+1 {
		t.Fatalf("%d trials, before %d", n, before)
	}
	u.goTo(session.TrialPlace, u.trial("KALM-2 (NCT99000001)"))
	u.sees("Registry record")
	u.app.undo()
	if n := len(u.app.desk.overview.Trials); n != before {
		t.Errorf("after undo %d trials, before %d", n, before)
	}
}

func TestTheMenuImportsByIdentifier(t *testing.T) {
	u := newUser(t)
	u.start(u.path(starterName))
	study, err := os.ReadFile("../db/exchange/ctgov/testdata/study.json")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(study) }))
	defer server.Close()
	u.app.desk.screens.importing.Client.Base = map[string]string{"clinicaltrials.gov": server.URL}
	u.choose("Import by identifier…")
	u.write("NCT99000001")
	u.key("Return")
	u.sees("Add the trial with its registry record")
	u.key("Escape")
	if !work.Idle() {
		t.Error("something is still under way")
	}
}
