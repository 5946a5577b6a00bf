//go:build e2e

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimgrade/db"
)

// How often the program is killed, and the seed of the run: `go run ./cmd/dev crash -window` sets both.
const (
	killsVariable = "CLAIMGRADE_CRASH_KILLS"
	seedVariable  = "CLAIMGRADE_CRASH_SEED"
)

func fromEnvironment(t *testing.T, variable string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		t.Fatalf("%s=%q is not a number", variable, text)
	}
	return n
}

// Somebody types a reason, and the program is killed at a moment of no choosing. What stood in the field while the window
// said that all is saved must be there again, and nothing that was never typed.
func TestNothingSavedIsLostWhenTheWindowIsKilled(t *testing.T) {
	kills := int(fromEnvironment(t, killsVariable, 3))
	seed := fromEnvironment(t, seedVariable, uint64(time.Now().UnixNano()%1_000_000))
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	d := atARow(t)
	typed, began, unacknowledged := "", time.Now(), 0
	for round := range kills {
		d.focusReason()
		saved := typed
		for n := random.IntN(4); ; n-- {
			words := fmt.Sprintf("k%d.%d %s ", round, n, strings.Repeat("x", random.IntN(12)))
			typed += words
			if n < 0 {
				killAfter := time.Duration(random.Int64N(int64(400 * time.Millisecond)))
				process := d.run.cmd.Process
				time.AfterFunc(killAfter, func() { _ = process.Kill() })
				saved = d.typeUntilDead(words, saved)
				break
			}
			d.write(words)
			if text, all := d.reasonNow(); all {
				saved = text
			}
		}
		d.waitEnd()
		wantSoundLibrary(t, d.home)
		d.start()
		now := d.waitReason()
		if !holds(now, saved) || !madeOf(now, typed) {
			t.Fatalf("seed %d, kill %d: the window said that this is saved:\n%q\ntyped was:\n%q\nafter the restart there is:\n%q", seed, round, saved, typed, now)
		}
		if len(now) > len(saved) {
			unacknowledged++
		}
		typed = now
		if len(typed) > 600 { // a new page, before the field gets slow to look at
			d.focusReason()
			d.key("ctrl+a", "BackSpace")
			typed = ""
			d.waitText("All changes saved")
		}
	}
	t.Logf("seed %d: %d kills in %s, all that was said to be saved was there; %d times more than that", seed, kills,
		time.Since(began).Round(time.Second), unacknowledged)
}

// holds reports whether a text is another into which something was typed, wherever the cursor stood.
func holds(text, other string) bool {
	for _, sign := range other {
		at := strings.IndexRune(text, sign)
		if at < 0 {
			return false
		}
		text = text[at+1:] // the signs are all of one byte
	}
	return true
}

// madeOf reports whether a text has no sign more often than another.
func madeOf(text, other string) bool {
	for _, sign := range text {
		if strings.Count(text, string(sign)) > strings.Count(other, string(sign)) {
			return false
		}
	}
	return true
}

// reason is the field of the reason in a tree.
func (w tree) reason() (node, bool) {
	return first(w.all(func(n node) bool { return n.Hint == "What the judgement rests on" }))
}

func (d *desk) focusReason() {
	d.Helper()
	d.clickOn(d.waitStill("the field of the reason", tree.reason), 1, 1)
}

// reasonNow is what stands in the field, and whether the window says that all is saved.
func (d *desk) reasonNow() (text string, saved bool) {
	d.Helper()
	w := d.look()
	n, _ := w.reason()
	_, saved = w.find("All changes saved")
	return n.Text, saved
}

// waitReason is the text of the field once the window has opened where it was left.
func (d *desk) waitReason() string {
	d.Helper()
	return d.waitStill("the field of the reason", tree.reason).Text
}

// typeUntilDead types while somebody else kills the program, looking at the window as long as it answers, and returns what
// it last said to be saved.
func (d *desk) typeUntilDead(words, saved string) string {
	d.Helper()
	typing := d.x("xdotool", "type", "--delay", "8", "--", words)
	if err := typing.Start(); err != nil {
		d.Fatal(err)
	}
	defer func() { _ = typing.Wait() }() // the keys that come too late reach nobody
	for {
		reply, err := d.run.ask("tree")
		if err != nil {
			return saved
		}
		n, _ := reply.Tree.reason()
		if _, all := reply.Tree.find("All changes saved"); all {
			saved = n.Text
		}
	}
}

// wantSoundLibrary checks the libraries of a home that the program was killed in.
func wantSoundLibrary(t *testing.T, home string) {
	t.Helper()
	var found []string
	_ = filepath.WalkDir(home, func(path string, _ os.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".sqlite" {
			found = append(found, path)
		}
		return nil
	})
	if len(found) == 0 {
		t.Fatal("there is no library")
	}
	for _, path := range found {
		l, err := db.Open(context.Background(), path, db.Options{})
		if err != nil {
			t.Fatal(err)
		}
		problems, err := l.Check(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if !p.Skipped && !p.Doubt {
				t.Errorf("%s: %+v", path, p)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
