package work

import (
	"context"
	"sync"
	"time"
)

// Every calls look beside the window again and again, with a pause between, until stop is called. What is to be done about
// what it finds comes back to the window through Do: a look that finds nothing costs the window nothing. stop returns when
// no look is under way any more. In tests that run jobs inline nothing is started.
func Every(pause time.Duration, look func(context.Context)) (stop func()) {
	if std.isInline() {
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	std.spawn(func() {
		defer close(ended)
		ticker := time.NewTicker(pause)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				look(ctx)
			}
		}
	})
	var once sync.Once
	return func() {
		once.Do(func() {
			cancel()
			<-ended
		})
	}
}
