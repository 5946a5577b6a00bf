package backups

import (
	"time"

	"claimgrade/db"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// reasons say why a copy was kept.
var reasons = map[db.CopyKind]string{
	db.CopyDaily: tr.Key("daily copy"), db.CopyMigration: tr.Key("before an update of the file's format"), db.CopyImport: tr.Key("before an import"),
	db.CopyMerge: tr.Key("before a merge"), db.CopyRestore: tr.Key("before a restoring"), db.CopyDamaged: tr.Key("the damaged file as it was"),
}

// Moment is the day and time of a copy, with a word for the last two days.
func Moment(at, now time.Time) string {
	at, now = at.Local(), now.Local()
	day, clock := tr.Date(at), at.Format("15:04")
	switch day {
	case tr.Date(now):
		return tr.T("today, %s", clock)
	case tr.Date(now.AddDate(0, 0, -1)):
		return tr.T("yesterday, %s", clock)
	}
	return day + ", " + clock
}

// headline is when and why a copy was kept.
func headline(c db.Copy, now time.Time) string {
	why := tr.T(reasons[c.Kind])
	if why == "" {
		why = string(c.Kind)
	}
	return tr.Capital(Moment(c.At, now)) + " – " + why
}

// holds says what is in a copy, or why that is not known.
func holds(c db.Copy) string {
	if c.Problem != "" {
		return tr.Said(c.Problem)
	}
	return content(c) + " · " + words.Bytes(c.Size) + " · " + tr.T("checked")
}

func content(c db.Copy) string {
	return tr.N(c.Counts.Claims, "1 claim", "%d claims") + " · " + tr.N(c.Counts.Trials, "1 trial", "%d trials") + " · " +
		tr.N(c.Counts.Appraisals, "1 appraisal", "%d appraisals")
}
