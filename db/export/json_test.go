package export_test

import (
	"context"
	"strings"
	"testing"

	"claimgrade/db"
	"claimgrade/db/export"
)

// A report with a private note in it stays when private notes do, and the export says so.
func TestReportsThatStayBecauseOfPrivateNotesAreCounted(t *testing.T) {
	lib, claim := withSecrets(t)
	put := func(private bool, text string) {
		t.Helper()
		err := lib.Do(context.Background(), db.Action{Name: "Report"}, func(b *db.Batch) error {
			b.PutPrinted(db.Printed{At: "2099-01-01T00:00:00Z", ClaimUIDs: []string{claim}, Kind: "cat", Format: "html", Language: "en", Day: "2026-03-01",
				RulesVersion: "1.0", Thresholds: "default", Private: private, FileName: "cat.html", Data: []byte(text)})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	says := func(private bool) string {
		t.Helper()
		_, left := write(t, lib, export.Request{As: export.JSON, Private: private})
		return strings.Join(left, " ")
	}
	put(false, "open")
	if got := says(false); strings.Contains(got, "earlier report") {
		t.Errorf("without a private report it says %q", got)
	}
	put(true, "one")
	if got := says(false); !strings.Contains(got, "One earlier report is left out") {
		t.Errorf("of one it says %q", got)
	}
	put(true, "two")
	if got := says(false); !strings.Contains(got, "2 earlier reports are left out") {
		t.Errorf("of two it says %q", got)
	}
	if got := says(true); strings.Contains(got, "earlier report") {
		t.Errorf("of reports that leave it says %q", got)
	}
}
