// Package session holds what all screens share: the open library, the reviewer, the place where the reader is and the
// verdicts computed so far. Screens never call one another: they go to a place, write through Edit, and are told of
// moves and edits. It must not know any screen or widget.
//
// Everything here is called from the UI goroutine, and every callback comes on it.
package session

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/db"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"

	"github.com/google/uuid"
)

// Kinds of place.
const (
	ClaimPlace   = "claim"
	TrialPlace   = "trial"
	ArticlePlace = "article"
	ReaderPlace  = "reader" // an article being read: UID is the document's
)

// Place is where the reader is. It is small and stored, so that the program reopens where it was left.
type Place struct {
	Kind   string           `json:"kind"`
	UID    string           `json:"uid"`
	Link   string           `json:"link,omitempty"`   // selected row of a claim's board
	Domain appraisal.Domain `json:"domain,omitempty"` // selected tab of the drawer
	Scroll float32          `json:"scroll,omitempty"` // of the centre
	Tab    string           `json:"tab,omitempty"`    // of the left pane: claims, trials, articles
	Filter string           `json:"filter,omitempty"` // of the left pane
	Page   int              `json:"page,omitempty"`   // of the article being read, from 1
	Show   string           `json:"show,omitempty"`   // uid of the claim or quote whose words the article is opened at
}

// Same reports whether two places show the same thing in the centre.
func (p Place) Same(q Place) bool { return p.Kind == q.Kind && p.UID == q.UID }

// Session is one open library in one window.
type Session struct {
	Lib *db.Library

	// OnError shows an error; the shell sets it.
	OnError func(error)
	// AskReviewer asks for the reviewer's name and then calls next; the shell sets it.
	AskReviewer func(next func())
	// OnFirst shows what of a large library can be told at once, before the whole has been read; the shell sets it.
	OnFirst func(Overview)
	// OnDeleted tells that something was deleted and can be brought back; the shell sets it.
	OnDeleted func(action, sentence string)
	// OnOthers tells what another program did last, once whoever shows the library has been told; the shell sets it.
	OnOthers func(action string)
	// OnConflict tells of a value of another program that an edit has written over; the shell sets it.
	OnConflict func(db.Conflict)
	// Held reports whether something is on screen that must not be read anew, such as a form; the shell sets it.
	Held func() bool

	reviewer appraisal.Reviewer
	place    Place
	back     []Place
	forward  []Place
	onPlace  []func(old, now Place)
	onEdit   []func()
	onSaving []func(saving bool)
	others   others
	writes   work.InOrder
	backlog  backlog
	pending  int
	telling  string    // key of the text edit whose end is being told
	overview *Overview // as last read
	touched  touched   // what has changed since
	reading  int       // up to which edit it is being read
	waiting  []func(Overview, error)
	notes    notes
	labels   map[string]string // of the claims by uid, as last read
	views    map[string]View
	memory   rules.Memory // of the claims judged last
	edition  int          // counts the edits, so that what was read before one is not taken for what is there now
	now      func() time.Time

	reviewers atomic.Bool // a reviewer was changed by an action whose end has not been told yet
}

// New opens a session on a library. Restore brings it to where it was left.
func New(lib *db.Library) *Session {
	s := &Session{Lib: lib, views: map[string]View{}, now: time.Now}
	lib.Subscribe(s.notice) // on the writer's goroutine
	return s
}

// settings keys.
const (
	placeKey    = "window.place"
	reviewerKey = "reviewer"
)

// Restore reads the reviewer and the last place from the library. It reads two rows and blocks for that long.
func (s *Session) Restore(ctx context.Context) {
	if text, err := s.Lib.Setting(ctx, placeKey); err == nil && text != "" {
		_ = json.Unmarshal([]byte(text), &s.place) // an unreadable place is no place
	}
	if text, err := s.Lib.Setting(ctx, reviewerKey); err == nil && text != "" {
		_ = json.Unmarshal([]byte(text), &s.reviewer)
	}
	if seen, err := s.Lib.Seen(ctx); err == nil { // else everything is told as new
		s.others.take(seen, 0)
	}
}

// Reviewer is who appraises; the name is empty until it was given. Appraisals, actions and checks name them by UID.
func (s *Session) Reviewer() appraisal.Reviewer { return s.reviewer }

// SetReviewer changes who appraises: the reviewer of that name in the library, else a new one, who is stored with the
// first edit.
func (s *Session) SetReviewer(name string) error {
	name = strings.TrimSpace(name)
	if name == "" || name == s.reviewer.Name {
		return nil
	}
	known, err := s.Lib.Reviewers(context.Background())
	if err != nil {
		return err
	}
	r := appraisal.Reviewer{Name: name, Initials: Initials(name)}
	for _, k := range known {
		if strings.EqualFold(k.Name, name) {
			r = k
		}
	}
	if r.UID == "" {
		uid, err := uuid.NewV7()
		if err != nil {
			return err
		}
		r.UID = uid.String()
	}
	s.reviewer = r
	text, _ := json.Marshal(r)
	s.setting(reviewerKey, string(text))
	s.touched.everyClaim() // whose judgements count is another now
	s.edited()
	return nil
}

// RenameReviewer corrects the name of who appraises; their judgements stay theirs.
func (s *Session) RenameReviewer(name string) {
	r := s.reviewer
	r.Name, r.Initials = strings.TrimSpace(name), Initials(name)
	s.reviewer = r
	text, _ := json.Marshal(r)
	s.setting(reviewerKey, string(text))
	s.Edit(tr.T("Name of reviewer %s", r.Name), func(b *db.Batch) error { b.PutReviewer(r); return nil }, nil)
}

// followReviewer takes over the name that the library has for who appraises: an undo may have taken a renaming back.
func (s *Session) followReviewer() {
	if !s.reviewers.Swap(false) {
		return
	}
	known, err := s.Lib.Reviewers(context.Background())
	if err != nil {
		s.fail(err)
		return
	}
	for _, k := range known {
		if k.UID == s.reviewer.UID && k != s.reviewer {
			s.reviewer = k
			text, _ := json.Marshal(k)
			s.setting(reviewerKey, string(text))
		}
	}
}

// Deleted tells that an action has deleted something, which can be brought back.
func (s *Session) Deleted(action, what string) {
	if s.OnDeleted != nil {
		s.OnDeleted(action, tr.T("%s was deleted. Edit → Bin… keeps it.", what))
	}
}

// ReviewerNames are the names of those who have appraised in this library. It reads a few rows and blocks for that long.
func (s *Session) ReviewerNames() ([]string, error) {
	known, err := s.Lib.Reviewers(context.Background())
	if err != nil {
		return nil, err
	}
	names := make([]string, len(known))
	for i, r := range known {
		names[i] = r.Name
	}
	return names, nil
}

// Initials are the first letters of the first and last word of a name.
func Initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first := string([]rune(words[0])[:1])
	if len(words) == 1 {
		return strings.ToUpper(first)
	}
	return strings.ToUpper(first + string([]rune(words[len(words)-1])[:1]))
}

// Place is where the reader is.
func (s *Session) Place() Place { return s.place }

// Go moves to a place. Moves to another claim, trial or article are kept for Back.
func (s *Session) Go(p Place) {
	old := s.place
	if p.Tab == "" {
		p.Tab = old.Tab
	}
	if p.Filter == "" && p.Same(old) {
		p.Filter = old.Filter
	}
	if p == old {
		return
	}
	if !p.Same(old) && old.Kind != "" {
		s.back = append(s.back, old)
		s.forward = nil
	}
	s.move(p)
}

// Replace moves to a place without keeping the present one for Back: it is not there any more, or was never one.
func (s *Session) Replace(p Place) {
	if p != s.place {
		s.move(p)
	}
}

func (s *Session) move(p Place) {
	old := s.place
	s.place = p
	text, _ := json.Marshal(p)
	s.setting(placeKey, string(text))
	for _, f := range s.onPlace {
		f(old, p)
	}
}

// Update changes details of the present place, such as scroll, without telling the screens.
func (s *Session) Update(change func(*Place)) {
	p := s.place
	change(&p)
	if p == s.place {
		return
	}
	s.place = p
	text, _ := json.Marshal(p)
	s.setting(placeKey, string(text))
}

// Back and Forward walk through the places visited; they report whether there was one.
func (s *Session) Back() bool { return s.step(&s.back, &s.forward) }

// Forward undoes Back.
func (s *Session) Forward() bool { return s.step(&s.forward, &s.back) }

// CanBack and CanForward say whether there is a place to go back or forward to.
func (s *Session) CanBack() bool { return len(s.back) > 0 }

// CanForward says whether Back can be undone.
func (s *Session) CanForward() bool { return len(s.forward) > 0 }

func (s *Session) step(from, to *[]Place) bool {
	if len(*from) == 0 {
		return false
	}
	p := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, s.place)
	s.move(p)
	return true
}

// OnPlace calls f after every move.
func (s *Session) OnPlace(f func(old, now Place)) { s.onPlace = append(s.onPlace, f) }

// OnEdit calls f after every change to the library: whoever shows its content loads it again.
func (s *Session) OnEdit(f func()) { s.onEdit = append(s.onEdit, f) }

// OnSaving calls f when writing begins and when everything is stored, except what Unsaved tells.
func (s *Session) OnSaving(f func(saving bool)) { s.onSaving = append(s.onSaving, f) }

// Telling is, within a call of OnEdit, the key of the text whose typing was stored; empty for any other edit. Who typed
// it shows it already and need not read it again.
func (s *Session) Telling() string { return s.telling }

func (s *Session) edited() {
	s.edition++
	s.notes.read = nil
	s.views = map[string]View{}
	for _, f := range s.onEdit {
		f()
	}
}

// Edit writes one user action, beside the window and in order. name is what undo calls it ("Judgement on Murrough
// 2013"). done may be nil; errors that it does not take are shown.
func (s *Session) Edit(name string, build func(*db.Batch) error, done func(error)) {
	s.write("", db.Action{Name: name, Reviewer: s.reviewer.UID}, build, done)
}

// EditText is Edit for a text that is being typed: writes of one key that still wait are replaced by the newest, and
// undo takes the typing back as one action.
func (s *Session) EditText(key, name string, build func(*db.Batch) error) {
	s.write(key, db.Action{Name: name, Reviewer: s.reviewer.UID, Group: key}, build, nil)
}

// EditTyped is EditText for a screen that shows what comes of the text without reading it again: it must do so after an
// error, which done gets.
func (s *Session) EditTyped(key, name string, build func(*db.Batch) error, done func(error)) {
	s.write(key, db.Action{Name: name, Reviewer: s.reviewer.UID, Group: key}, build, done)
}

func (s *Session) write(key string, a db.Action, build func(*db.Batch) error, done func(error)) {
	if key != "" {
		s.others.typed = s.now()
	}
	a.Seen, _ = s.others.last()
	reviewer := s.reviewer
	job := func(ctx context.Context) error {
		return s.Lib.Do(ctx, a, func(b *db.Batch) error {
			if reviewer.Name != "" {
				b.PutReviewer(reviewer) // unless there already: undo may have taken the first action away, and them with it
			}
			return build(b)
		})
	}
	if key == "" && done != nil { // whoever waits for the end, such as a form, keeps what was entered and can be asked again
		s.queue(key, job, done)
		return
	}
	s.add(key, s.orWait(waitingEdit{key: key, job: job, done: done}), done)
}

// RestoreStep puts a part of a claim or trial back to how it was before an action; the history offers it.
func (s *Session) RestoreStep(r db.Restoring, done func(error)) {
	s.queue("", func(ctx context.Context) error { return s.Lib.Restore(ctx, r) }, done)
}

// RestoreDeleted brings something back from the bin.
func (s *Session) RestoreDeleted(d db.Deleted, name string, done func(error)) {
	a := db.Action{Name: name, Reviewer: s.reviewer.UID}
	s.queue("", func(ctx context.Context) error { return s.Lib.RestoreDeleted(ctx, d, a) }, done)
}

// queue runs a write after those before it and then tells whoever shows the library.
func (s *Session) queue(key string, job func(context.Context) error, done func(error)) {
	s.add(key, s.inTurn(job), done)
}

func (s *Session) add(key string, job func(context.Context) error, done func(error)) {
	s.saving()
	replaced := s.writes.Add(key, job, func(err error) {
		s.tellEnded()
		s.saved()
		var waiting waits
		if !errors.As(err, &waiting) { // else OnSaving has told that it waits
			s.tell(key, err, done)
		}
	})
	if replaced {
		s.pending-- // the older one is not on its way any more
	}
}

// tell says what came of a write.
func (s *Session) tell(key string, err error, done func(error)) {
	if err == nil {
		s.followReviewer()
		s.telling = key
		s.edited()
		s.telling = ""
		s.tellConflicts()
	}
	switch {
	case done != nil:
		done(err)
	case err != nil:
		s.fail(err)
	}
}

func (s *Session) saving() {
	s.pending++
	if s.pending == 1 {
		for _, f := range s.onSaving {
			f(true)
		}
	}
}

func (s *Session) saved() {
	s.pending--
	if s.pending == 0 {
		for _, f := range s.onSaving {
			f(false)
		}
	}
}

func (s *Session) fail(err error) {
	if s.OnError != nil && !errors.Is(err, context.Canceled) {
		s.OnError(err)
	}
}

// Undo takes the last action back; done gets its name.
func (s *Session) Undo(done func(name string, err error)) { s.unwind(s.Lib.Undo, done) }

// Redo brings back what Undo took.
func (s *Session) Redo(done func(name string, err error)) { s.unwind(s.Lib.Redo, done) }

func (s *Session) unwind(act func(context.Context, string) (string, error), done func(string, error)) {
	var name string
	s.saving()
	reviewer := s.reviewer.UID
	s.writes.Add("", s.inTurn(func(ctx context.Context) (err error) { name, err = act(ctx, reviewer); return err }), func(err error) {
		s.tellEnded()
		s.saved()
		if err == nil {
			s.followReviewer()
			s.edited()
		}
		if done != nil {
			done(name, err)
		} else if err != nil {
			s.fail(err)
		}
	})
}

// InTurn runs a job beside the window once everything written so far is stored, such as a backup. Edits that cannot be
// stored do not keep it: a copy elsewhere may be the way out.
func (s *Session) InTurn(job func(context.Context) error, done func(error)) {
	work.FlushAll()
	s.writes.Add("", func(ctx context.Context) error {
		_ = s.catchUp(ctx) // the status line says that they wait
		return job(ctx)
	}, func(err error) {
		s.tellEnded()
		if done != nil {
			done(err)
		}
	})
}

// LoadHistory hands over the names of what Undo and Redo would do; empty where there is nothing.
func (s *Session) LoadHistory(done func(undo, redo string)) {
	type names struct{ undo, redo string }
	lib := s.Lib
	work.Latest("history", func(ctx context.Context) (n names, err error) {
		if n.undo, err = lib.CanUndo(ctx); err == nil {
			n.redo, err = lib.CanRedo(ctx)
		}
		return n, err
	}, func(n names, err error) {
		if err != nil {
			s.fail(err)
		}
		done(n.undo, n.redo)
	})
}

// Close stores everything that waits and closes the library. What cannot be stored is lost then: ask Settle before.
func (s *Session) Close() error {
	if s.others.stop != nil {
		s.others.stop()
	}
	return errors.Join(s.Settle(), s.Lib.Close())
}

// Fail shows an error as an edit's would be.
func (s *Session) Fail(err error) { s.fail(err) }

// Now is the time for stamps on judgements and checks, RFC 3339 in UTC.
func (s *Session) Now() string { return s.now().UTC().Format(time.RFC3339) }

// Clock is the time by which the session stamps.
func (s *Session) Clock() time.Time { return s.now() }

// SetClock replaces the clock.
func (s *Session) SetClock(now func() time.Time) { s.now = now }

// Today is the day for a report, YYYY-MM-DD, as the user's calendar has it.
func (s *Session) Today() string { return s.now().Format(time.DateOnly) }

// WithReviewer calls next once the reviewer's name is known, asking for it if need be.
func (s *Session) WithReviewer(next func()) {
	if s.reviewer.Name != "" {
		next()
		return
	}
	if s.AskReviewer != nil {
		s.AskReviewer(next)
	}
}

// View is a claim with its verdict, and with what would change it.
type View struct {
	Dossier    appraisal.Dossier
	Assessment rules.Assessment
	Ledger     []whatif.LedgerRow // what the claim's words cost
	Ladder     []whatif.Rung      // which wordings the trials support
	Lost       map[string]bool    // uids of the claim and of quotes whose words are not in the text of their document any more
}

// LoadClaim reads a claim, judges it beside the window and hands it over. A newer call drops an older one.
func (s *Session) LoadClaim(key, uid string, done func(View, error)) {
	if v, ok := s.views[uid]; ok {
		done(v, nil)
		return
	}
	reviewer, edition := s.reviewer.UID, s.edition
	lib := s.Lib
	work.Latest("claim "+key, func(ctx context.Context) (View, error) {
		d, err := lib.ToJudge(ctx, uid, reviewer)
		if err != nil {
			return View{}, err
		}
		reviewers, err := lib.Reviewers(ctx)
		if err != nil {
			return View{}, err
		}
		a := s.memory.Assess(d)
		whatif.CompleteClaim(d, &a, reviewers)
		lost, err := lib.LostWords(ctx, d)
		return View{Dossier: d, Assessment: a, Ledger: whatif.Ledger(d, a), Ladder: whatif.Ladder(d, a), Lost: lost}, err
	}, func(v View, err error) {
		if err == nil && edition == s.edition {
			s.views[uid] = v
		}
		done(v, err)
	})
}

// Saving reports whether an edit is still on its way to the file.
func (s *Session) Saving() bool { return s.pending > 0 }
