package ui

import (
	"context"

	"claimgrade/db"
	"claimgrade/ui/backups"
	"claimgrade/ui/tr"
)

// shelf is the open library with its copies.
func (a *App) shelf() backups.Spec {
	d := a.desk
	return backups.Spec{
		Library: d.session.Lib.Path(), Folder: a.config.Copies, Now: d.session.Clock(), ReadOnly: d.session.Lib.ReadOnly(),
		Actions: backups.Actions{Keep: d.copyNow, Restore: a.restore, CopyTo: a.askCopy, OpenFolder: a.openFolder},
	}
}

// restore puts a copy in the place of the open library, which is closed meanwhile, and offers the way back.
func (a *App) restore(from db.Copy) {
	s := a.shelf()
	a.openSaying(tr.T("Restoring the copy of %s…", backups.Moment(from.At, s.Now)), s.Library, func(ctx context.Context) (opened, error) {
		kept, failure := db.RestoreCopy(ctx, s.Library, from.Path, s.Folder, a.options())
		o, err := a.openLibrary(ctx, s.Library) // whatever came of it, a whole library is there
		if err != nil {
			return o, err
		}
		o.after = func() {
			if failure != nil {
				a.fail(failure)
				return
			}
			a.desk.status.offer(tr.T("The copy of %s was restored. What was there before is kept.", backups.Moment(from.At, s.Now)),
				tr.T("Go back to it…"), func() { backups.Preview(a.window.Canvas(), a.shelf(), kept) })
		}
		return o, nil
	})
}
