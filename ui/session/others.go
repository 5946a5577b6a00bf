package session

import (
	"context"
	"sync"
	"time"

	"claimgrade/db"
	"claimgrade/ui/work"
)

// Another program may change the library: a second window, the command line. The session looks for it beside the window,
// and tells whoever shows the library as after an edit of its own.

// Times of looking.
const (
	lookPause   = time.Second
	typingPause = 2 * time.Second // after which what others have changed may take the place of what is shown
)

// others is how far the library was seen.
type others struct {
	mu   sync.Mutex
	seen db.Seen
	turn int // counts what was taken, so that what was found before is not taken again
	stop func()

	conflicts []db.Conflict // not told yet

	typed time.Time // when a text was last being typed
}

func (o *others) last() (db.Seen, int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.seen, o.turn
}

// take goes on from what was found, unless something else was taken meanwhile.
func (o *others) take(seen db.Seen, turn int) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if turn != o.turn {
		return false
	}
	o.seen, o.turn = seen, turn+1
	return true
}

// Watch begins to look for what other programs change. Close ends it.
func (s *Session) Watch() {
	s.others.stop = work.Every(lookPause, func(ctx context.Context) {
		s.look(ctx, func(found func()) { work.Do(found) })
	})
}

// Look looks at once: the window has come to the front.
func (s *Session) Look() {
	var tell func()
	work.Latest("others", func(ctx context.Context) (struct{}, error) {
		s.look(ctx, func(found func()) { tell = found })
		return struct{}{}, nil
	}, func(struct{}, error) {
		if tell != nil {
			tell()
		}
	})
}

// look runs beside the window, and hands over what is to be done in it if there is something. That a library cannot be
// looked at is not told: the next edit or reading says why.
func (s *Session) look(ctx context.Context, found func(func())) {
	before, turn := s.others.last()
	event, seen, err := s.Lib.Since(ctx, before)
	switch {
	case err != nil:
	case len(event.Entities) == 0:
		s.others.take(seen, turn)
	default:
		found(func() { s.tellOfOthers(event, seen, turn) })
	}
}

// tellOfOthers tells what others have changed. While somebody is typing or has a form open, it waits: what they see is
// what they write on, and what they write is compared with what others have written since (Action.Seen).
func (s *Session) tellOfOthers(e db.Event, seen db.Seen, turn int) {
	if s.Held != nil && s.Held() || s.now().Sub(s.others.typed) < typingPause || !s.others.take(seen, turn) {
		return
	}
	s.notice(e)
	s.followReviewer()
	s.edited()
	if s.OnOthers != nil {
		s.OnOthers(e.Action)
	}
}

// notice remembers what an action has changed. It comes on any goroutine.
func (s *Session) notice(e db.Event) {
	if len(e.Conflicts) > 0 {
		s.others.mu.Lock()
		s.others.conflicts = append(s.others.conflicts, e.Conflicts...)
		s.others.mu.Unlock()
	}
	s.touched.add(e.Entities)
	for _, r := range e.Entities {
		if r.Entity == db.EntityReviewer {
			s.reviewers.Store(true)
		}
	}
}

// tellConflicts tells of values that an edit has written over without having seen them.
func (s *Session) tellConflicts() {
	s.others.mu.Lock()
	found := s.others.conflicts
	s.others.conflicts = nil
	s.others.mu.Unlock()
	for _, c := range found {
		if s.OnConflict != nil {
			s.OnConflict(c)
		}
	}
}

// TakeTheirs stores the value of another program that an edit has written over.
func (s *Session) TakeTheirs(c db.Conflict, name string) {
	a := db.Action{Name: name, Reviewer: s.reviewer.UID}
	s.queue("", func(ctx context.Context) error { return s.Lib.TakeTheirs(ctx, c, a) }, nil)
}
