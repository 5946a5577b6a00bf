//go:build e2e

package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A window in which nothing happens waits for events 60 times a second and does nothing else, which takes about 1 % of one
// processor, as a bare window does. One that draws picture after picture takes all that it can get: on a busy machine that
// is less than a whole processor, but never so little.
const (
	restShare = 0.05
	restTime  = time.Second // over which the share is taken
)

// waitResting waits until the window has done nothing for restTime. The watchdog keeps the window busy, so it is gone
// after this.
func (d *desk) waitResting(what string) {
	d.Helper()
	d.ask("sleep")
	d.waitSettled()
	share := 0.0
	for deadline := time.Now().Add(d.patience); time.Now().Before(deadline); {
		if share = d.busyShare(d.run.cmd.Process.Pid, restTime); share < restShare {
			return
		}
	}
	d.Errorf("%s: nothing happens, and the program takes %.0f %% of a processor all the same: something is drawn for ever", what, share*100)
}

// busyShare is how much of one processor a program takes for the time to come.
func (d *desk) busyShare(pid int, of time.Duration) float64 {
	d.Helper()
	worked, begun := processWork(d.TB, pid), time.Now()
	<-time.After(of)
	return float64(processWork(d.TB, pid)-worked) / float64(time.Since(begun))
}

// processWork is how long all threads of a program have had a processor so far.
func processWork(t testing.TB, pid int) time.Duration {
	t.Helper()
	threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		t.Fatalf("looking at the program's threads: %v", err)
	}
	sum := time.Duration(0)
	for _, thread := range threads {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%s/schedstat", pid, thread.Name()))
		if err != nil {
			continue // it has ended since
		}
		ns, _, _ := strings.Cut(string(text), " ")
		n, err := strconv.ParseInt(ns, 10, 64)
		if err != nil {
			t.Fatalf("reading how long a thread has worked: %v", err)
		}
		sum += time.Duration(n)
	}
	return sum
}

// With each change of the looks all words are drawn anew. The pictures of before must go.
func TestChangesOfTheLooksKeepNoPictures(t *testing.T) {
	t.Parallel()
	const allowed = 2 << 20 // one change that keeps its pictures takes more
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	keeps := func(changes int) uint64 {
		for range changes {
			d.key("ctrl+shift+k") // high contrast, on and off
		}
		return d.ask("vitals").Vitals.InC
	}
	before := keeps(2)
	after := keeps(2)
	t.Logf("%.1f MB, then %.1f", float64(before)/mb, float64(after)/mb)
	if after > before+allowed {
		t.Errorf("after two more changes the renderer keeps %d MB instead of %d", after/mb, before/mb)
	}
}
