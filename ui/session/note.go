package session

import (
	"context"
	"slices"
	"time"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"
)

// Note is what a row of the list of trials says besides the words of its item. It takes the whole trial to know, so it is
// read for the rows that are shown.
type Note struct {
	Facts   int      // of the trial, its arms and results
	Misfits []string // values that do not fit together, in sentences of the language in use
}

const (
	notesKept = 2_000                 // a window shows some dozens
	notePause = 30 * time.Millisecond // rows come into view together: they are read together
)

// notes are those read so far.
type notes struct {
	read   map[string]Note
	wanted []string
	told   []func()
}

// Note is the note of a trial, if it is known already. Else it is read, and whoever gave a function to OnNotes is told.
func (s *Session) Note(trialUID string) (n Note, known bool) {
	if n, known = s.notes.read[trialUID]; known {
		return n, true
	}
	if !slices.Contains(s.notes.wanted, trialUID) {
		s.notes.wanted = append(s.notes.wanted, trialUID)
	}
	work.Later("trial notes", notePause, s.readNotes)
	n, known = s.notes.read[trialUID] // tests run it at once
	return n, known
}

// OnNotes calls f when notes that were not known have been read.
func (s *Session) OnNotes(f func()) { s.notes.told = append(s.notes.told, f) }

func (s *Session) readNotes() {
	lib, edition, uids := s.Lib, s.edition, s.notes.wanted
	if len(uids) > notesKept {
		uids = uids[len(uids)-notesKept:] // one has scrolled on
	}
	work.Latest("trial notes", func(ctx context.Context) (map[string]Note, error) {
		trials, err := lib.TrialsOf(ctx, uids)
		if err != nil {
			return nil, err
		}
		read := map[string]Note{}
		for _, uid := range uids {
			read[uid] = Note{} // gone meanwhile
		}
		for _, t := range trials {
			read[t.UID] = noteOf(t)
		}
		return read, nil
	}, func(read map[string]Note, err error) {
		switch {
		case err != nil:
			s.notes.wanted = nil // whoever shows the row asks again
			s.fail(err)
			return
		case edition != s.edition:
			s.readNotes() // of before an edit
			return
		}
		if len(s.notes.read)+len(read) > notesKept {
			s.notes.read = nil
		}
		if s.notes.read == nil {
			s.notes.read = map[string]Note{}
		}
		for uid, n := range read {
			s.notes.read[uid] = n
		}
		s.notes.wanted = slices.DeleteFunc(slices.Clone(s.notes.wanted), func(uid string) bool { _, ok := s.notes.read[uid]; return ok })
		for _, f := range s.notes.told {
			f()
		}
	})
}

func noteOf(t appraisal.Trial) Note {
	n := Note{Facts: len(t.Facts)}
	for _, a := range t.Arms {
		n.Facts += len(a.Facts)
	}
	for _, r := range t.Results {
		n.Facts += len(r.Facts)
	}
	for _, m := range appraisal.Misfits(t) {
		n.Misfits = append(n.Misfits, tr.Said(m.Text))
	}
	return n
}
