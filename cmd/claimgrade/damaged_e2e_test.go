//go:build e2e

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestADamagedLibraryGoesOnFromItsNewestBackupByKeyboardAlone(t *testing.T) {
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	data := filepath.Join(d.home, "data", "claimgrade")
	d.poll("the copy of the day", func() bool {
		kept, _ := filepath.Glob(filepath.Join(data, "backups", "ketamine (daily *).sqlite"))
		return len(kept) == 1
	})
	d.key("ctrl+q")
	d.waitEnd()
	path := filepath.Join(data, "ketamine.sqlite")
	library, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(library) / 3; i < len(library); i++ {
		library[i] = byte(i * 7)
	}
	if err := os.WriteFile(path, library, 0o600); err != nil {
		t.Fatal(err)
	}

	d.start()
	d.waitText("The library file is damaged")
	offer := d.waitPart("Go on with the backup of today")
	d.shot("damaged-backup")
	d.pressUntil("Tab", 10, "the offer of the backup", func(w tree) bool {
		n, ok := w.focused()
		return ok && (strings.HasPrefix(n.Text, offer.Text) || n.X <= offer.X && n.Y <= offer.Y && n.Y+n.H >= offer.Y+offer.H)
	})
	d.key("Return")
	d.waitText("53")
	d.waitText("ketamine-backup.sqlite")
	d.waitPart("The damaged file is still there, as it was.")
	d.shot("opened-backup")
	d.key("ctrl+q")
	if code := d.waitEnd(); code != 0 {
		t.Fatalf("the program ended with exit code %d:\n%s", code, d.stderr())
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, library) {
		t.Errorf("the damaged file was changed: %v", err)
	}
	d.start()
	d.waitText("ketamine-backup.sqlite") // what was gone on with is what opens
}
