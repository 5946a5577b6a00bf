package ui

import (
	"context"
	"os"
	"time"

	"claimgrade/db"
)

func init() { shots = append(shots, backupShots...) }

var backupShots = []shot{
	{"backups", func(u *user) { u.shelved("Backups…") }},
	{"backups-empty", func(u *user) {
		u.shelved("")
		u.clearCopies()
		u.choose("Backups…")
	}},
	{"backups-preview", func(u *user) {
		u.shelved("Backups…")
		u.key("Down", "Return")
	}},
	{"backup-failed", func(u *user) {
		u.quit()
		u.copies = u.path(starterName) // no folder
		u.start("")
	}},
	{"damaged-backup", func(u *user) { u.shelvedAndSpoilt() }},
	{"damaged-readable", func(u *user) {
		u.shelvedAndSpoilt()
		u.tap("Look at what is readable")
	}},
	{"salvaged", func(u *user) {
		u.shelvedAndSpoilt()
		u.tap("Salvage into a new file…")
		u.key("Return")
	}},
}

// shelved is somebody who has worked for some days, with a copy of each and one that cannot be read; they take an entry
// of the menu, if any.
func (u *user) shelved(entry string) {
	u.Helper()
	u.quit()
	u.copies = u.path("backups")
	today := time.Date(2026, 3, 12, 9, 30, 0, 0, time.Local)
	u.now = func() time.Time { return today }
	for i, k := range []db.CopyKind{db.CopyMigration, db.CopyDaily, db.CopyImport, db.CopyMerge, db.CopyDaily} {
		u.keepsCopy(k, today.AddDate(0, 0, i-5))
	}
	all := u.kept(u.path(starterName))
	if err := os.WriteFile(all[2].Path, []byte("no library"), 0o600); err != nil {
		u.Fatal(err)
	}
	u.start("")
	u.deletes("Works in hours")
	if entry != "" {
		u.choose(entry)
	}
}

// keepsCopy keeps a copy of the starter library at a time, after a change, which it would not be kept without.
func (u *user) keepsCopy(kind db.CopyKind, at time.Time) {
	u.Helper()
	u.now = func() time.Time { return at }
	u.filled(func(ctx context.Context, l *db.Library) error {
		claim, err := named(ctx, l, "Robust")
		if err != nil {
			return err
		}
		claim.Label = "Robust " + at.Format(time.DateOnly)
		if err := l.Do(ctx, db.Action{Name: "Change a claim"}, func(b *db.Batch) error { b.PutClaim(claim); return nil }); err != nil {
			return err
		}
		_, err = l.KeepCopy(ctx, u.copies, kind)
		return err
	})
}

func (u *user) clearCopies() {
	u.Helper()
	if err := os.RemoveAll(u.copies); err != nil {
		u.Fatal(err)
	}
}

func (u *user) shelvedAndSpoilt() {
	u.Helper()
	u.shelved("")
	u.quit()
	u.spoil(u.path(starterName))
	u.start("")
}
