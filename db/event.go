package db

// Ref names a claim, trial, document or reviewer.
type Ref struct {
	Entity Entity
	UID    string
}

// Event tells what a committed action has changed: the claims, trials, documents and reviewers themselves, or what
// belongs to them, such as a fact of a trial or an appraisal of a claim's link.
type Event struct {
	Action   string // its name
	Kind     string // edit, base, undo or redo
	Reviewer string
	Entities []Ref

	Conflicts []Conflict // values of other programs that it has written over without having seen them
}

// Concerns reports whether the action changed the entity or anything that belongs to it.
func (e Event) Concerns(entity Entity, uid string) bool {
	for _, r := range e.Entities {
		if r.Entity == entity && r.UID == uid {
			return true
		}
	}
	return false
}

// add adds entities that the event does not name yet.
func (e *Event) add(refs []Ref) {
	known := make(map[Ref]bool, len(e.Entities))
	for _, r := range e.Entities {
		known[r] = true
	}
	for _, r := range refs {
		if !known[r] {
			known[r] = true
			e.Entities = append(e.Entities, r)
		}
	}
}

// Subscribe has fn called after every committed action, until cancel is called. fn runs on the goroutine of the
// writer, which waits for it: it must only pass the event on.
func (l *Library) Subscribe(fn func(Event)) (cancel func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.subscribed++
	id := l.subscribed
	l.subscribers[id] = fn
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.subscribers, id)
	}
}

// publish tells the subscribers, without holding the lock: they may subscribe and cancel.
func (l *Library) publish(e Event) {
	if len(e.Entities) == 0 {
		return
	}
	l.mu.Lock()
	var tell []func(Event)
	for id := 1; id <= l.subscribed; id++ { // in the order in which they came
		if fn := l.subscribers[id]; fn != nil {
			tell = append(tell, fn)
		}
	}
	l.mu.Unlock()
	for _, fn := range tell {
		fn(e)
	}
}
