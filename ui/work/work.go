// Package work runs jobs beside the window and brings their results back to it. It is the only place that starts
// goroutines or asks Fyne to run something later. It must not know widgets or what the jobs do.
package work

import (
	"context"
	"runtime/debug"
	"sync"
	"time"

	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
)

// Progress is how far a job has come. Total 0 means that the end is not known.
type Progress struct {
	Done, Total int
	What        string // what is being done now, in words
}

// Job is work with progress and a way to stop it. Run gets values, never widgets, and must heed its context.
type Job[T any] struct {
	Run        func(ctx context.Context, report func(Progress)) (T, error)
	OnProgress func(Progress)           // on the UI goroutine; may be nil; only the newest report is delivered
	Done       func(value T, err error) // on the UI goroutine; not called when the job was cancelled or replaced
}

// Latest runs job beside the window and calls done with its result on the UI goroutine. A job started earlier under the
// same key is cancelled and its result dropped, so that a late answer can never replace a newer one.
// Call it from the UI goroutine.
func Latest[T any](key string, job func(ctx context.Context) (T, error), done func(T, error)) {
	Start(key, Job[T]{
		Run:  func(ctx context.Context, _ func(Progress)) (T, error) { return job(ctx) },
		Done: done,
	})
}

// Start is Latest for a job that reports progress.
func Start[T any](key string, job Job[T]) {
	ctx, ticket := std.begin(key)
	reports := &latestReport{deliver: func(p Progress) {
		if job.OnProgress != nil && std.current(key, ticket) {
			job.OnProgress(p)
		}
	}}
	run := func() {
		value, err := guarded(ctx, job.Run, reports.report)
		std.post(func() {
			if std.finish(key, ticket) && job.Done != nil {
				job.Done(value, err)
			}
		})
	}
	std.spawn(run)
}

// Pause waits within a job, until it is cancelled at most, so that the window gets to something first. Where jobs run inline
// there is nothing to wait for.
func Pause(ctx context.Context, d time.Duration) {
	if std.isInline() {
		return
	}
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// Cancel stops the job of a key; its done is not called.
func Cancel(key string) { std.cancel(key) }

// Running says whether a job of the key is under way.
func Running(key string) bool { return std.running(key) }

// Idle says whether no job is under way and no call waits for its time.
func Idle() bool {
	std.mu.Lock()
	defer std.mu.Unlock()
	return len(std.jobs) == 0 && len(std.later) == 0
}

// Do runs f on the UI goroutine soon. It may be called from any goroutine. Nothing that must be saved may wait here:
// what is queued when the program quits is dropped.
func Do(f func()) { std.post(f) }

// PanicError is a panic of a job, turned into an error so that one failed job does not end the program.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string {
	return tr.T("Something went wrong inside the program: %v. Nothing was changed by it; please report it with the details.", e.Value)
}

func guarded[T any](ctx context.Context, run func(context.Context, func(Progress)) (T, error), report func(Progress)) (value T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &PanicError{Value: r, Stack: debug.Stack()}
		}
	}()
	return run(ctx, report)
}

// latestReport keeps one report in flight: a job that reports faster than the window can show must not queue thousands.
type latestReport struct {
	mu      sync.Mutex
	next    Progress
	queued  bool
	deliver func(Progress)
}

func (l *latestReport) report(p Progress) {
	l.mu.Lock()
	l.next = p
	if l.queued {
		l.mu.Unlock()
		return
	}
	l.queued = true
	l.mu.Unlock()
	std.post(func() {
		l.mu.Lock()
		p := l.next
		l.queued = false
		l.mu.Unlock()
		l.deliver(p)
	})
}

// ticket numbers the jobs, so that a result can tell whether it is still wanted.
type ticket uint64

type runner struct {
	mu     sync.Mutex
	jobs   map[string]entry
	last   ticket
	inline bool
	later  map[string]*delayed
}

type entry struct {
	ticket ticket
	cancel context.CancelFunc
}

var std = &runner{jobs: map[string]entry{}, later: map[string]*delayed{}}

func (r *runner) begin(key string) (context.Context, ticket) {
	ctx, cancel := context.WithCancel(context.Background())
	r.mu.Lock()
	defer r.mu.Unlock()
	if old, ok := r.jobs[key]; ok {
		old.cancel()
	}
	r.last++
	r.jobs[key] = entry{r.last, cancel}
	return ctx, r.last
}

func (r *runner) current(key string, t ticket) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.jobs[key]
	return ok && e.ticket == t
}

// finish takes the job off the list and says whether its result is still wanted.
func (r *runner) finish(key string, t ticket) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.jobs[key]
	if !ok || e.ticket != t {
		return false
	}
	e.cancel() // frees the context
	delete(r.jobs, key)
	return true
}

func (r *runner) cancel(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, ok := r.jobs[key]; ok {
		e.cancel()
		delete(r.jobs, key)
	}
}

func (r *runner) running(key string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, ok := r.jobs[key]
	return ok
}

func (r *runner) isInline() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.inline
}

func (r *runner) spawn(f func()) {
	if r.isInline() {
		f()
		return
	}
	go f()
}

func (r *runner) post(f func()) {
	if r.isInline() {
		f()
		return
	}
	fyne.Do(f)
}

// Inline makes every job run at once on the calling goroutine, and every delayed call at once, until restore is called.
// It is for tests, in which a click is then followed by its result without waiting.
func Inline() (restore func()) {
	std.mu.Lock()
	defer std.mu.Unlock()
	before := std.inline
	std.inline = true
	return func() {
		std.mu.Lock()
		defer std.mu.Unlock()
		std.inline = before
	}
}

// delayed is a call that waits for its time or for Flush.
type delayed struct {
	timer *time.Timer
	f     func()
}

// Later calls f on the UI goroutine after d, unless Later is called again with the key (which starts the wait anew with
// the new f), or Flush runs it earlier, or Drop forgets it. Call it from the UI goroutine.
func Later(key string, d time.Duration, f func()) {
	if std.isInline() {
		f()
		return
	}
	std.mu.Lock()
	defer std.mu.Unlock()
	if old, ok := std.later[key]; ok {
		old.timer.Stop()
	}
	mine := &delayed{f: f}
	mine.timer = time.AfterFunc(d, func() {
		std.post(func() {
			if std.take(key, mine) {
				f()
			}
		})
	})
	std.later[key] = mine
}

func (r *runner) take(key string, mine *delayed) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.later[key] != mine {
		return false
	}
	delete(r.later, key)
	return true
}

// Flush calls what waits under the key now, on the calling goroutine, and says whether there was something.
func Flush(key string) bool {
	std.mu.Lock()
	mine, ok := std.later[key]
	if ok {
		mine.timer.Stop()
		delete(std.later, key)
	}
	std.mu.Unlock()
	if ok {
		mine.f()
	}
	return ok
}

// FlushAll calls everything that waits, so that a window that closes loses nothing.
func FlushAll() {
	std.mu.Lock()
	keys := make([]string, 0, len(std.later))
	for k := range std.later {
		keys = append(keys, k)
	}
	std.mu.Unlock()
	for _, k := range keys {
		Flush(k)
	}
}

// Drop forgets what waits under the key.
func Drop(key string) {
	std.mu.Lock()
	defer std.mu.Unlock()
	if old, ok := std.later[key]; ok {
		old.timer.Stop()
		delete(std.later, key)
	}
}
