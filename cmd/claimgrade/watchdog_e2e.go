//go:build e2e

package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// block is a time for which the window answered nothing: no key, no click, no picture.
type block struct {
	Waited float64 `json:"waited"`          // milliseconds on the clock
	Worked float64 `json:"worked"`          // of which the window's thread worked: the rest other programs had the processor
	Where  string  `json:"where,omitempty"` // what the window was doing once it had not answered for tellAfter
}

// tellAfter is how long the window may be busy before the watchdog looks at what it does.
const tellAfter = 50 * time.Millisecond

// watchdog measures how long the window's goroutine lets others wait. It asks again and again for a turn there.
type watchdog struct {
	mu      sync.Mutex
	longest block
	asleep  atomic.Bool  // a window that is asked all the time is never idle
	probed  atomic.Int64 // nanoseconds for which the window's thread worked for the probe
}

// sleepVariable has the watchdog sleep from the start: to be asked all the time takes its time, too.
const sleepVariable = "CLAIMGRADE_WATCHDOG_SLEEPS"

// forProbe does what the probe wants done by the window's goroutine, on which it must be called, and does not count it.
func (w *watchdog) forProbe(f func()) {
	begun := windowWork()
	f()
	w.probed.Add(int64(windowWork() - begun))
}

func (w *watchdog) watch() {
	for again := time.NewTicker(2 * time.Millisecond); ; <-again.C {
		if !w.asleep.Load() {
			w.note(w.ask())
		}
	}
}

// ask waits for one turn.
func (w *watchdog) ask() block {
	worked := func() time.Duration { return windowWork() - time.Duration(w.probed.Load()) }
	begun, before, turn := time.Now(), worked(), make(chan struct{})
	fyne.Do(func() { close(turn) })
	where := ""
	select {
	case <-turn:
	case <-time.After(tellAfter):
		where = windowStack()
		<-turn
	}
	return block{milliseconds(time.Since(begun)), milliseconds(worked() - before), where}
}

func (w *watchdog) note(b block) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if b.Worked > w.longest.Worked {
		w.longest = b
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// windowWork is how long the window's thread, the program's first, has had a processor so far; 0 where the system does not
// tell.
func windowWork() time.Duration {
	pid := strconv.Itoa(os.Getpid())
	text, err := os.ReadFile("/proc/self/task/" + pid + "/schedstat")
	if err != nil {
		return 0
	}
	ns, _, _ := strings.Cut(string(text), " ")
	n, _ := strconv.ParseInt(ns, 10, 64)
	return time.Duration(n)
}

// take returns the longest block since the last call.
func (w *watchdog) take() *block {
	w.mu.Lock()
	defer w.mu.Unlock()
	b := w.longest
	w.longest = block{}
	return &b
}

// windowStack is what the window's goroutine is in the middle of: the functions, the innermost first.
func windowStack() string {
	buf := make([]byte, 1<<20)
	for _, g := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if !strings.Contains(g, "runGL") {
			continue
		}
		var calls []string
		for _, line := range strings.Split(g, "\n")[1:] {
			if !strings.HasPrefix(line, "\t") {
				calls = append(calls, line[:max(strings.LastIndex(line, "("), 0)])
			}
		}
		return strings.Join(calls, " < ")
	}
	return ""
}
