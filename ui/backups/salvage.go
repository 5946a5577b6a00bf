package backups

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

const salvageKey = "salvage"

// Salvage writes what can be read of a damaged library into a new one, and shows what came of it; open opens the new one.
func Salvage(c fyne.Canvas, damaged, to string, open func()) {
	wait := dialogs.Wait(c, dialogs.ProgressSpec{
		Title: tr.T("Salvage into a new file"), What: tr.T("Reading %s", filepath.Base(damaged)), Cancel: func() { work.Cancel(salvageKey) },
	})
	work.Start(salvageKey, work.Job[db.Salvaged]{
		Run: func(ctx context.Context, report func(work.Progress)) (db.Salvaged, error) {
			return db.Salvage(ctx, damaged, to, func(done, total int) { report(work.Progress{Done: done, Total: total}) })
		},
		OnProgress: wait.Set,
		Done: func(s db.Salvaged, err error) {
			wait.Close()
			if err != nil {
				dialogs.Error(c, err)
				return
			}
			dialogs.Form(c, dialogs.FormSpec{
				Title: tr.T("What was salvaged"), Intro: tr.T("%s is a new library. The damaged file stays as it is.", filepath.Base(to)),
				Content: salvaged(s), Confirm: tr.T("Open it"), Cancel: tr.T("Close"), OnConfirm: open,
			})
		},
	})
}

// salvaged are the numbers of a salvage, by kind.
func salvaged(s db.Salvaged) fyne.CanvasObject {
	rows := widgets.VStack(4)
	for _, t := range s.Tables {
		if t.Kept > 0 || !t.Whole() {
			rows.Add(widgets.HStackTop(10, widgets.MinWidth(230, widgets.Bold(kind(t.Entity))), widgets.Fill(widgets.Body(outcome(t)))))
		}
	}
	if len(rows.Objects) == 0 {
		rows.Add(widgets.Body(tr.T("Nothing could be read.")))
	}
	if s.Whole() {
		rows.Add(widgets.Pad(8, 0, 0, 0, widgets.Muted(tr.T("As far as can be told, nothing is lost."))))
	}
	return rows
}

// outcome is what became of a kind of thing.
func outcome(t db.SalvagedTable) string {
	parts := []string{tr.N(t.Kept, "1 kept", "%d kept")}
	if t.Rebuilt > 0 {
		parts = append(parts, tr.N(t.Rebuilt, "1 found in the history", "%d found in the history"))
	}
	return strings.Join(append(parts, losses(t)...), " · ")
}

// losses say what of a kind is known to be lost.
func losses(t db.SalvagedTable) []string {
	var parts []string
	if t.Skipped > 0 {
		parts = append(parts, tr.N(t.Skipped, "1 left out", "%d left out"))
	}
	if t.Broken > 0 {
		parts = append(parts, tr.N(t.Broken, "1 page cannot be read", "%d pages cannot be read"))
	}
	return parts
}

// Notice says of a damaged library that is shown what is missing.
func Notice(path string, s db.Salvaged) string {
	var lost []string
	for _, t := range s.Tables {
		if !t.Whole() {
			lost = append(lost, kind(t.Entity)+" ("+strings.Join(losses(t), ", ")+")")
		}
	}
	text := tr.T("“%s” is damaged. What can be read of it is shown, for reading only.", filepath.Base(path))
	if len(lost) == 0 {
		return text + " " + tr.T("As far as can be told, nothing is lost.")
	}
	return text + " " + tr.T("Not all could be read of: %s.", strings.Join(lost, ", "))
}

// Good is the newest sound copy of a damaged library, with what the library holds beyond it.
type Good struct {
	Copy     db.Copy // without a path if there is none
	compared bool
	beyond   []string
}

// NewestGood looks for it.
func NewestGood(ctx context.Context, folder, library string) (Good, error) {
	c, ok, err := db.NewestGood(ctx, folder, library)
	if err != nil || !ok {
		return Good{}, err
	}
	good := Good{Copy: c}
	if found, err := db.Compare(ctx, library, c.Path); err == nil { // where nothing can be read, the backup is offered all the same
		good.compared = true
		for _, k := range found.Kinds {
			if n := k.Goes.Count + k.Changes.Count; n > 0 {
				good.beyond = append(good.beyond, kind(k.Entity)+" ("+strconv.Itoa(n)+")")
			}
		}
	}
	return good, nil
}

// lacks says what the damaged file holds beyond its backup.
func (g Good) lacks() string {
	switch {
	case !g.compared:
		return tr.T("What it lacks cannot be told: too little of the damaged file can be read.")
	case len(g.beyond) == 0:
		return tr.T("It holds everything that can be read of the damaged file.")
	}
	return tr.T("It lacks what was added or changed since: %s.", strings.Join(g.beyond, ", "))
}
