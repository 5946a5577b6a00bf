package session

import (
	"context"
	"sync"

	"claimgrade/appraisal"
	"claimgrade/ui/work"
)

// An edit that the library cannot take for a cause that passes, such as a full disk, is not lost: it waits with those
// after it, in their order, and is tried again before the next one, when the person says so, and when the window closes.

// waiting is an edit that is not stored yet.
type waitingEdit struct {
	key  string
	job  func(context.Context) error
	done func(error)
	err  error
}

// backlog keeps the edits that wait. It is used beside the window, by one job at a time, and asked from the window.
type backlog struct {
	mu    sync.Mutex
	edits []waitingEdit
	ended []waitingEdit // tried again since the window was last told, and now stored or refused
	err   error         // why the first one waits

	settings     map[string]string // not stored yet
	settingsErr  error             // why they wait
	settingsTold bool              // that they wait
}

// waits is what becomes of a job whose edit waits.
type waits struct{ error }

func (w waits) Unwrap() error { return w.error }

// passes reports whether an edit may be taken at another time.
func (s *Session) passes(err error) bool {
	switch appraisal.CodeOf(err) {
	case appraisal.CodeFull, appraisal.CodeDisk, appraisal.CodeLocked, appraisal.CodeReadOnly, appraisal.CodeDenied, appraisal.CodeMoved:
		return !s.Lib.ReadOnly()
	}
	return false
}

// orWait turns the job of an edit into one that puts the edit off instead of failing.
func (s *Session) orWait(e waitingEdit) func(context.Context) error {
	return func(ctx context.Context) error {
		err := s.catchUp(ctx)
		if err == nil {
			if err = e.job(ctx); !s.passes(err) {
				return err
			}
		}
		s.backlog.put(e, err)
		return waits{err}
	}
}

// inTurn turns a job that writes into one that fails as long as earlier edits wait.
func (s *Session) inTurn(job func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := s.catchUp(ctx); err != nil {
			return err
		}
		return job(ctx)
	}
}

// catchUp tries the edits that wait, in their order, until one must go on waiting.
func (s *Session) catchUp(ctx context.Context) error {
	b := &s.backlog
	for {
		b.mu.Lock()
		if len(b.edits) == 0 {
			b.err = nil
			retry := b.settingsErr != nil
			b.mu.Unlock()
			if retry {
				if err := s.storeSettings(ctx); err != nil { // which keeps no edit
					b.mu.Lock()
					b.ended = append(b.ended, waitingEdit{err: err})
					b.mu.Unlock()
				}
			}
			return nil
		}
		next := b.edits[0]
		b.mu.Unlock()
		next.err = next.job(ctx)
		b.mu.Lock()
		if s.passes(next.err) {
			b.err = next.err
			b.mu.Unlock()
			return next.err
		}
		b.edits = b.edits[1:]
		b.ended = append(b.ended, next)
		b.mu.Unlock()
	}
}

// put adds an edit. As in the queue of writes, a text as it stands now makes the text of a moment ago superfluous.
func (b *backlog) put(e waitingEdit, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if last := len(b.edits) - 1; e.key != "" && last >= 0 && b.edits[last].key == e.key {
		b.edits = b.edits[:last]
	}
	b.edits, b.err = append(b.edits, e), err
}

// takeEnded returns what the window has not been told of yet.
func (b *backlog) takeEnded() []waitingEdit {
	b.mu.Lock()
	defer b.mu.Unlock()
	ended := b.ended
	b.ended = nil
	return ended
}

// Unsaved says how many edits wait to be stored, and why. There is a reason without an edit where only details of the
// window wait.
func (s *Session) Unsaved() (edits int, why error) {
	s.backlog.mu.Lock()
	defer s.backlog.mu.Unlock()
	if len(s.backlog.edits) == 0 {
		return 0, s.backlog.settingsErr
	}
	return len(s.backlog.edits), s.backlog.err
}

// GiveUp forgets the edits that wait: the person was asked.
func (s *Session) GiveUp() {
	s.backlog.mu.Lock()
	defer s.backlog.mu.Unlock()
	s.backlog.edits, s.backlog.err = nil, nil
}

// tellEnded tells of edits that had waited.
func (s *Session) tellEnded() {
	for _, e := range s.backlog.takeEnded() {
		s.tell(e.key, e.err, e.done)
	}
	s.tellOfSettings()
}

// SaveAgain tries to store the edits that wait, and says why if it cannot.
func (s *Session) SaveAgain() { s.queue("", func(context.Context) error { return nil }, nil) }

// Settle stores everything that waits and returns why something could not be.
func (s *Session) Settle() error {
	work.FlushAll()
	s.writes.Drain()
	return s.catchUp(context.Background())
}
