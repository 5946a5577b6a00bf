package work

import (
	"context"
	"sync"
)

// InOrder runs jobs one after the other, in the order of their calls, beside the window. Unlike Latest it drops none:
// it is for writes. A job that waits under the same non-empty key is replaced by the newer one (the text of a field as
// it stands now makes the text of a moment ago superfluous); the replaced job's done is not called.
type InOrder struct {
	mu    sync.Mutex
	queue []ordered
	busy  bool
	idle  *sync.Cond
}

type ordered struct {
	key string
	run func()
}

// Add queues job; done is called on the UI goroutine with its error. It reports whether a waiting job was replaced,
// whose done will then never be called.
func (o *InOrder) Add(key string, job func(context.Context) error, done func(error)) (replaced bool) {
	run := func() {
		_, err := guarded(context.Background(), func(ctx context.Context, _ func(Progress)) (struct{}, error) {
			return struct{}{}, job(ctx)
		}, nil)
		if done != nil {
			std.post(func() { done(err) })
		}
	}
	if std.isInline() {
		run()
		return false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for i := range o.queue {
		if key != "" && o.queue[i].key == key {
			// The newer job takes the last place: what was queued between must not see it early.
			o.queue = append(o.queue[:i], o.queue[i+1:]...)
			replaced = true
			break
		}
	}
	o.queue = append(o.queue, ordered{key, run})
	if !o.busy {
		o.busy = true
		std.spawn(o.work)
	}
	return replaced
}

func (o *InOrder) work() {
	for {
		o.mu.Lock()
		if len(o.queue) == 0 {
			o.busy = false
			if o.idle != nil {
				o.idle.Broadcast()
			}
			o.mu.Unlock()
			return
		}
		next := o.queue[0]
		o.queue = o.queue[1:]
		o.mu.Unlock()
		next.run()
	}
}

// Busy reports whether a job runs or waits.
func (o *InOrder) Busy() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.busy
}

// Drain returns when every job added so far has run. The window calls it before it closes.
func (o *InOrder) Drain() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.idle == nil {
		o.idle = sync.NewCond(&o.mu)
	}
	for o.busy {
		o.idle.Wait()
	}
}
