package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// How many copies are kept of a library: of the daily ones the last of each of so many days, weeks and months in which
// there are any; of each other kind the newest.
const (
	keptDays   = 7
	keptWeeks  = 4
	keptMonths = 12
	keptOthers = 5
)

// rotate returns those copies of one library, given the newest first, that are no longer needed. The newest of a kind
// always stays. What cannot be read is no copy to rely on: it takes no other's place, and is left for a person to look
// at. So is what a clock that was wrong has dated into the future.
func rotate(copies []Copy, now time.Time) (gone []Copy) {
	others := map[CopyKind]int{}
	days, weeks, months := map[string]bool{}, map[string]bool{}, map[string]bool{}
	// first reports whether a copy is the first, so the newest, of a period, of which so many are kept.
	first := func(seen map[string]bool, period string, kept int) bool {
		if seen[period] || len(seen) == kept {
			return false
		}
		seen[period] = true
		return true
	}
	for _, c := range copies {
		if c.Problem != "" || c.Kind == CopyDamaged || c.At.After(now.Add(24*time.Hour)) {
			continue
		}
		keep := false
		if c.Kind == CopyDaily {
			at := c.At.UTC()
			year, week := at.ISOWeek()
			day := first(days, at.Format(time.DateOnly), keptDays)
			inWeek := first(weeks, fmt.Sprint(year, week), keptWeeks)
			inMonth := first(months, at.Format("2006-01"), keptMonths)
			keep = day || inWeek || inMonth
		} else {
			others[c.Kind]++
			keep = others[c.Kind] <= keptOthers
		}
		if !keep {
			gone = append(gone, c)
		}
	}
	return gone
}

// rotate removes the copies that the new one makes superfluous: only of this library in this place, since a second
// library that was copied from it has copies of its own.
func (k keeping) rotate(ctx context.Context, kept Copy) error {
	all, err := namedCopies(filepath.Dir(kept.Path), func(owner string) bool { return owner == kept.owner })
	if err != nil {
		return err
	}
	for i := range all {
		c, err := readCopy(ctx, all[i].Path, k.o)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		all[i] = c
	}
	for _, c := range rotate(all, k.o.Now()) {
		if c.Path == kept.Path || exists(c.Path+"-wal") || exists(c.Path+".open") { // somebody has it open
			continue
		}
		if err := os.Remove(c.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
