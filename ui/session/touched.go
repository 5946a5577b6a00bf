package session

import (
	"sync"

	"claimgrade/db"
)

// touched remembers what edits have changed since the overview was read. Edits tell of it on the writer's goroutine.
type touched struct {
	mu    sync.Mutex
	count int // edits so far
	refs  map[db.Ref]int
	all   int // the last edit after which every claim is to be judged anew
}

// stale is what was touched at one time, up to an edit.
type stale struct {
	until             int
	all               bool // every claim
	claims, documents map[string]bool
	trials            map[string]bool
}

func (s stale) none() bool {
	return !s.all && len(s.claims) == 0 && len(s.documents) == 0 && len(s.trials) == 0
}

func (t *touched) add(refs []db.Ref) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count++
	if t.refs == nil {
		t.refs = map[db.Ref]int{}
	}
	for _, r := range refs {
		switch r.Entity {
		case db.EntityClaim, db.EntityTrial, db.EntityDocument:
			t.refs[r] = t.count
		default: // reviewers, thresholds, words of strength: any verdict may rest on them
			t.all = t.count
		}
	}
}

// everyClaim makes every verdict be worked out anew.
func (t *touched) everyClaim() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count++
	t.all = t.count
}

func (t *touched) now() stale {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := stale{until: t.count, all: t.all > 0, claims: map[string]bool{}, documents: map[string]bool{}, trials: map[string]bool{}}
	for r := range t.refs {
		switch r.Entity {
		case db.EntityClaim:
			s.claims[r.UID] = true
		case db.EntityTrial:
			s.trials[r.UID] = true
		default:
			s.documents[r.UID] = true
		}
	}
	return s
}

// done forgets what was read, but not what was touched again meanwhile.
func (t *touched) done(s stale) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for r, at := range t.refs {
		if at <= s.until {
			delete(t.refs, r)
		}
	}
	if t.all <= s.until {
		t.all = 0
	}
}
