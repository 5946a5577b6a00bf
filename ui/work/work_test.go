package work_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"claimgrade/ui/work"

	"fyne.io/fyne/v2/test"
)

const patience = 10 * time.Second

// await fails when nothing comes.
func await[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatal("nothing came")
		panic("not reached")
	}
}

func TestResultArrives(t *testing.T) {
	test.NewTempApp(t)
	got := make(chan string, 1)
	work.Latest("a", func(context.Context) (string, error) { return "done", nil }, func(s string, err error) {
		if err != nil {
			t.Error(err)
		}
		got <- s
	})
	if s := await(t, got); s != "done" {
		t.Errorf("got %q", s)
	}
	if work.Running("a") {
		t.Error("a job that has delivered is still called running")
	}
}

func TestNewerJobCancelsAndOutlivesTheOlder(t *testing.T) {
	test.NewTempApp(t)
	started, ended := make(chan bool, 1), make(chan error, 1)
	work.Latest("search", func(ctx context.Context) (int, error) {
		started <- true
		<-ctx.Done()
		ended <- ctx.Err()
		return 1, nil // answers all the same, late
	}, func(int, error) { t.Error("a stale answer was delivered") })
	await(t, started)
	got := make(chan int, 1)
	work.Latest("search", func(context.Context) (int, error) { return 2, nil }, func(v int, _ error) { got <- v })
	if err := await(t, ended); !errors.Is(err, context.Canceled) {
		t.Errorf("the older job ended with %v", err)
	}
	if v := await(t, got); v != 2 {
		t.Errorf("got %d", v)
	}
}

func TestJobsOfDifferentKeysDoNotDisturbEachOther(t *testing.T) {
	test.NewTempApp(t)
	release := make(chan bool)
	got := make(chan string, 2)
	work.Latest("one", func(ctx context.Context) (string, error) {
		<-release
		return "one", ctx.Err()
	}, func(s string, err error) {
		if err != nil {
			t.Error(err)
		}
		got <- s
	})
	work.Latest("two", func(context.Context) (string, error) { return "two", nil }, func(s string, _ error) { got <- s })
	if s := await(t, got); s != "two" {
		t.Errorf("first came %q", s)
	}
	close(release)
	if s := await(t, got); s != "one" {
		t.Errorf("then came %q", s)
	}
}

func TestCancelledJobIsNotDelivered(t *testing.T) {
	test.NewTempApp(t)
	started, ended := make(chan bool, 1), make(chan bool, 1)
	work.Latest("import", func(ctx context.Context) (int, error) {
		started <- true
		<-ctx.Done()
		ended <- true
		return 0, ctx.Err()
	}, func(int, error) { t.Error("a cancelled job was delivered") })
	await(t, started)
	work.Cancel("import")
	await(t, ended)
	if work.Running("import") {
		t.Error("a cancelled job is called running")
	}
}

func TestPanicOfAJobBecomesAnErrorWithItsPlace(t *testing.T) {
	test.NewTempApp(t)
	got := make(chan error, 1)
	work.Latest("p", func(context.Context) (int, error) { panic("index out of range") }, func(_ int, err error) { got <- err })
	var p *work.PanicError
	if err := await(t, got); !errors.As(err, &p) || len(p.Stack) == 0 {
		t.Errorf("got %v", err)
	}
}

func TestProgressIsDeliveredBeforeTheEndAndEndsWithTheNewest(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(work.Inline())
	var seen []int
	done := false
	work.Start("count", work.Job[int]{
		Run: func(_ context.Context, report func(work.Progress)) (int, error) {
			for i := 1; i <= 3; i++ {
				report(work.Progress{Done: i, Total: 3})
			}
			return 3, nil
		},
		OnProgress: func(p work.Progress) {
			if done {
				t.Error("progress after the end")
			}
			seen = append(seen, p.Done)
		},
		Done: func(int, error) { done = true },
	})
	if !done || len(seen) != 3 || seen[2] != 3 {
		t.Errorf("done %v, progress %v", done, seen)
	}
}

func TestInlineRunsAtOnceUntilRestored(t *testing.T) {
	test.NewTempApp(t)
	restore := work.Inline()
	got, later := 0, false
	work.Latest("x", func(context.Context) (int, error) { return 7, nil }, func(v int, _ error) { got = v })
	work.Later("y", time.Hour, func() { later = true })
	if got != 7 || !later {
		t.Errorf("inline gave %d, later ran %v", got, later)
	}
	restore()
	ran := false
	work.Later("z", time.Hour, func() { ran = true })
	if ran {
		t.Error("after restore a delayed call still runs at once")
	}
	work.Drop("z")
}

func TestLaterRunsOnceWithTheNewestCall(t *testing.T) {
	test.NewTempApp(t)
	got := make(chan string, 2)
	work.Later("save", time.Hour, func() { got <- "first" })
	work.Later("save", time.Millisecond, func() { got <- "second" })
	if s := await(t, got); s != "second" {
		t.Errorf("ran %q", s)
	}
	if work.Flush("save") {
		t.Error("something still waits")
	}
}

func TestFlushRunsWhatWaits(t *testing.T) {
	test.NewTempApp(t)
	var ran []string
	work.Later("a", time.Hour, func() { ran = append(ran, "a") })
	work.Later("b", time.Hour, func() { ran = append(ran, "b") })
	work.Later("c", time.Hour, func() { t.Error("a dropped call ran") })
	work.Drop("c")
	if !work.Flush("a") || len(ran) != 1 {
		t.Fatalf("flushed %v", ran)
	}
	work.FlushAll()
	if len(ran) != 2 || work.Flush("a") || work.Flush("b") {
		t.Errorf("after FlushAll: %v", ran)
	}
}

func TestDoReachesTheWindow(t *testing.T) {
	test.NewTempApp(t)
	got := make(chan bool, 1)
	work.Do(func() { got <- true })
	await(t, got)
}
