package work_test

import (
	"context"
	"testing"
	"time"

	"claimgrade/ui/work"
)

func TestEveryLooksUntilItIsStopped(t *testing.T) {
	looks := make(chan bool)
	stop := work.Every(time.Millisecond, func(ctx context.Context) {
		select {
		case looks <- true:
		case <-ctx.Done():
		}
	})
	await(t, looks)
	await(t, looks)
	stop() // while a look waits to be heard: it is told to end
	select {
	case <-looks:
		t.Error("it looks on after it was stopped")
	case <-time.After(20 * time.Millisecond):
	}
	stop()
}
