//go:build e2e

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"claimgrade/db"
	"claimgrade/db/starter"
)

// How long the long life is, its seed, and the folder that gets its measurements: `go run ./cmd/dev endure` sets them.
const (
	actionsVariable    = "CLAIMGRADE_ENDURE_ACTIONS"
	endureSeedVariable = "CLAIMGRADE_ENDURE_SEED"
	endureVariable     = "CLAIMGRADE_ENDURE"
)

// talk has the run tell what it does.
var talk = os.Getenv("CLAIMGRADE_ENDURE_TALK") != ""

// life is a person at work for hours, in the time that the window needs to follow.
type life struct {
	*desk
	random  *rand.Rand
	library string        // the file that they work in
	other   string        // another one that they look into
	claims  []db.ClaimRow // those with trials and a label that no other has
	trials  []string      // names
	paths   map[deedFile]string
	names   int // given so far
	heard   int // of what the program has printed
	did     map[string]int
}

// Somebody uses the program for hours. What it keeps levels off: memory, goroutines, open files, and the bytes that an edit
// adds to the library.
func TestHoursOfUseLevelOff(t *testing.T) {
	folder := os.Getenv(endureVariable)
	if folder == "" {
		t.Skip(endureVariable + " names no folder for the measurements")
	}
	actions := int(fromEnvironment(t, actionsVariable, 10_000))
	seed := fromEnvironment(t, endureSeedVariable, uint64(time.Now().UnixNano()%1_000_000))
	t.Logf("seed %d", seed)
	t.Setenv("FYNE_CACHE", forgets.String())
	l := newLife(t, seed)
	l.start()
	l.settleIn()
	l.ask("sleep") // the watchdog: a window that is asked all the time is never idle

	run := measurements{Seed: seed, Began: time.Now(), Did: l.did}
	stopped := make(chan os.Signal, 1) // whoever has no more time has the graphs of what there is
	signal.Notify(stopped, os.Interrupt)
	for first := l.inputs; l.inputs-first < actions && len(stopped) == 0; {
		for part := range slices.Chunk(l.bag(), handful) {
			if len(stopped) > 0 {
				break
			}
			for _, x := range part {
				l.act(x)
			}
			run.Samples = append(run.Samples, l.measure(l.inputs-first, run.Began))
			run.write(t, folder)
		}
	}
	l.key("ctrl+q")
	l.waitEnd()
	run.Closed = l.sizes()
	run.write(t, folder)
	wantSoundLibrary(t, l.home)
	run.judge(t)
}

// newLife sets up a desk with what a person has at hand.
func newLife(t *testing.T, seed uint64) *life {
	l := &life{desk: newDesk(t, ""), random: rand.New(rand.NewPCG(seed, 2)), did: map[string]int{}}
	l.patience = 4 * patience
	l.library = filepath.Join(l.home, "data", "claimgrade", "ketamine.sqlite")
	l.other = filepath.Join(l.home, "other.sqlite")
	l.paths = deedFiles(t, l.desk)
	ctx := context.Background()
	if err := starter.Create(ctx, l.other, db.Options{}); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(ctx, l.other, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	rows, err := lib.ClaimRows(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]int{}
	for _, r := range rows {
		called[r.Label]++
	}
	for _, r := range rows {
		if r.Linked > 0 && called[r.Label] == 1 {
			l.claims = append(l.claims, r)
		}
	}
	trials, err := lib.Trials(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range trials {
		l.trials = append(l.trials, x.Name)
	}
	return l
}

// settleIn closes the hint of the first start and says who is appraising.
func (l *life) settleIn() {
	l.Helper()
	l.waitText("53")
	l.key("ctrl+shift+r")
	l.click("First name and surname")
	l.write("Hanne Olsen")
	l.key("Return")
	l.waitGone("First name and surname")
	l.waitPart("New here?")
	l.key("Escape")
	l.atHome()
}

// handful is how many deeds of a bag are done between two measurements.
const handful = 10

// bag holds every deed as often as people do it, in an order of no choosing. So every stretch of some measurements holds
// the same work.
func (l *life) bag() []deed {
	var bag []deed
	for _, x := range deeds {
		for range x.often {
			bag = append(bag, x)
		}
	}
	l.random.Shuffle(len(bag), func(i, j int) { bag[i], bag[j] = bag[j], bag[i] })
	return bag
}

// act does one thing and comes home.
func (l *life) act(x deed) {
	l.Helper()
	l.did[x.name]++
	began := time.Now()
	x.do(l)
	l.atHome()
	if talk {
		fmt.Fprintf(os.Stderr, "%6.1f s, %d actions: %s\n", time.Since(began).Seconds(), l.inputs, x.name)
	}
	if said := l.stderr(); len(said) > l.heard {
		if complaint := complaintIn(said[l.heard:]); complaint != "" {
			l.Errorf("%s: the program reported %q:\n%s", x.name, complaint, said[l.heard:])
		}
		l.heard = len(said)
	}
}

// atHome leaves whatever lies over the window and waits until nothing is going on.
func (l *life) atHome() {
	l.Helper()
	l.poll("the window comes to rest", func() bool {
		w := l.look()
		if _, over := first(w.all(func(n node) bool { return n.Layer > 1 })); over {
			l.key("Escape")
			return false
		}
		_, saved := w.find("All changes saved")
		return saved && !l.ask("busy").Busy
	})
}

// measurements are what a run has found, as they are kept for the graphs.
type measurements struct {
	Seed    uint64         `json:"seed"`
	Began   time.Time      `json:"began"`
	Did     map[string]int `json:"did"`
	Samples []sample       `json:"samples"`
	Closed  onDisk         `json:"closed"` // when the program had ended
}

func (m *measurements) write(t *testing.T, folder string) {
	t.Helper()
	m.draw(t, folder)
	text, err := json.MarshalIndent(m, "", " ")
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "endure.json"), text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
