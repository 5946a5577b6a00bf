package db

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// How often the store is killed, and the seed of the run, which it prints: `go run ./cmd/dev crash` sets both.
const (
	killsVariable = "CLAIMGRADE_CRASH_KILLS"
	seedVariable  = "CLAIMGRADE_CRASH_SEED"
)

// Lives are kept short, as each round compares the whole history.
const killsPerLife = 25

func fromEnvironment(t testing.TB, variable string, otherwise uint64) uint64 {
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

// A store under a random load is killed over and over at moments of no choosing. Whatever it had said to be saved must
// be there, the step that it was in is there wholly or not at all, and the library is sound.
func TestNothingSavedIsLostWhenTheProgramIsKilled(t *testing.T) {
	kills := int(fromEnvironment(t, killsVariable, 50))
	seed := fromEnvironment(t, seedVariable, uint64(time.Now().UnixNano()%1_000_000))
	t.Logf("seed %d", seed)
	began := time.Now()
	var sum crashes
	var mu sync.Mutex
	t.Run("lives", func(t *testing.T) { // returns when all are over
		for life := 0; life*killsPerLife < kills; life++ {
			lifeSeed := seed + uint64(life)*1_000_003
			t.Run(fmt.Sprint("seed ", lifeSeed), func(t *testing.T) {
				t.Parallel() // as many at once as there are processors
				c := newCrashing(t, lifeSeed)
				for c.kills < min(killsPerLife, kills-life*killsPerLife) {
					c.round(t)
				}
				c.end(t)
				mu.Lock()
				defer mu.Unlock()
				if sum.add(c.crashes); kills > 100 {
					t.Logf("%s in %s", sum, time.Since(began).Round(time.Second))
				}
			})
		}
	})
	t.Logf("seed %d: %s in %s", seed, sum, time.Since(began).Round(100*time.Millisecond))
	if sum.acknowledged == 0 || kills >= 500 && sum.inStep == 0 {
		t.Errorf("%s: the kills did not fall where they should", sum)
	}
}

// crashes counts what came of the kills.
type crashes struct {
	kills        int
	acknowledged int // steps said to be saved
	inStep       int // kills after which a step was there that had not been acknowledged yet
	opening      int // kills while the library was being opened, the -wal file of the kill before beside it
	unfolded     int // kills that left a -wal file with something in it
	copies       int // copies of the library that were looked at
	halves       int // copies that were half-written
}

func (c *crashes) add(d crashes) {
	c.kills, c.acknowledged, c.inStep = c.kills+d.kills, c.acknowledged+d.acknowledged, c.inStep+d.inStep
	c.opening, c.unfolded, c.copies, c.halves = c.opening+d.opening, c.unfolded+d.unfolded, c.copies+d.copies, c.halves+d.halves
}

func (c crashes) String() string {
	return fmt.Sprintf("%d kills (%d while opening), %d left a write-ahead log, %d acknowledged steps all there, "+
		"%d steps there before they were acknowledged, %d copies sound, %d half-written and swept away",
		c.kills, c.opening, c.unfolded, c.acknowledged, c.inStep, c.copies, c.halves)
}

// crashing is a library that is killed and one that is not.
type crashing struct {
	crashes
	path   string
	seed   uint64
	random *rand.Rand
	next   int   // the first step that the killed one does not have
	twin   *load // has the steps before next
	whole  string
}

func newCrashing(t *testing.T, seed uint64) *crashing {
	t.Helper()
	c := &crashing{path: filepath.Join(t.TempDir(), "killed.sqlite"), seed: seed, random: rand.New(rand.NewPCG(seed, 1))}
	spared := filepath.Join(t.TempDir(), "spared.sqlite")
	for _, path := range []string{c.path, spared} {
		copyFile(t, closedSmall(t), otherBeside(path))
	}
	for _, path := range []string{c.path, spared} {
		l := newLibraryAt(t, path)
		must(t, l.Do(context.Background(), Action{Name: "ground", Base: true}, func(b *Batch) error { world(b); return nil }))
		must(t, l.baptise(context.Background())) // else the first copy did two things, and could be killed between them
		must(t, l.Close())
	}
	c.twinOpens(t, spared)
	c.whole = whole(t, c.twin.Library)
	return c
}

// twinOpens opens the spared library without waiting for the disk: nobody kills it.
func (c *crashing) twinOpens(t *testing.T, path string) {
	t.Helper()
	var err error
	c.twin, err = openLoad(path, c.seed)
	must(t, err)
	_, err = c.twin.writer.Exec(`PRAGMA synchronous = OFF`) // the writer has one connection
	must(t, err)
}

func (c *crashing) end(t *testing.T) {
	t.Helper()
	must(t, c.twin.Close())
	for _, path := range []string{c.path, c.twin.Path()} {
		must(t, os.RemoveAll(filepath.Dir(path))) // thousands of kills must not fill the disk
	}
}

// round lets the store work, kills it and compares.
func (c *crashing) round(t *testing.T) {
	t.Helper()
	said := c.work(t, c.next, c.random.IntN(5) == 0)
	if info, err := os.Stat(c.path + "-wal"); err == nil && info.Size() > 0 {
		c.unfolded++
		if c.random.IntN(4) == 0 { // and again, while it finds its way back
			c.work(t, justOpen, true)
		}
	}
	c.compare(t, said)
}

// justOpen is the step of a store that does none.
const justOpen = -1

// work starts the store at a step, kills it, either early or after a number of steps, and returns how many steps it had
// said to be saved. When it is killed early it may have said some, too.
func (c *crashing) work(t *testing.T, from int, early bool) int {
	t.Helper()
	writer := start(t, "step", c.path, crashSeed+"="+fmt.Sprint(c.seed), crashFrom+"="+fmt.Sprint(from))
	kill := func(within time.Duration) {
		time.AfterFunc(time.Duration(c.random.Int64N(int64(within))), func() { _ = writer.cmd.Process.Kill() })
	}
	steps, opened, said := c.random.IntN(30), false, 0
	if early {
		kill(80 * time.Millisecond)
	}
	for line := writer.line(); line != ""; line = writer.line() { // to the end: a line read after the kill was said before it
		if n, err := strconv.Atoi(line); line != "open" && (err != nil || n != from+said) {
			t.Fatalf("seed %d, step %d: the store ended with %q", c.seed, from+said, line)
		}
		if line != "open" {
			said++
		}
		opened = true
		if !early && said == steps {
			steps = -1
			kill(5 * time.Millisecond)
		}
	}
	_ = writer.cmd.Wait() // it was killed
	c.kills++
	c.anHourPasses(t)
	if !opened {
		c.opening++
	}
	return said
}

// compare fails unless the killed library holds the steps that it had said to be saved, and at most the next one.
func (c *crashing) compare(t *testing.T, said int) {
	t.Helper()
	killed, err := openLoad(c.path, c.seed)
	if err != nil {
		t.Fatalf("seed %d, after step %d: %v", c.seed, c.next+said-1, err)
	}
	wantSound(t, killed.Library)
	wantLogAgrees(t, killed.Library)
	found := whole(t, killed.Library)

	c.twin.typing.remember("", 0) // a restart ends a text that was being typed
	for range said {
		c.twinSteps(t)
	}
	c.acknowledged += said
	c.whole = whole(t, c.twin.Library)
	if c.whole != found {
		before := c.whole
		c.twinSteps(t)
		c.whole = whole(t, c.twin.Library)
		if c.whole != found {
			t.Fatalf("seed %d: the library holds neither the %d steps that were said to be saved (-) nor the one after them (+ is found):\n%s",
				c.seed, c.next-1, cmp.Diff(before, found))
		}
		c.inStep++
	}
	c.undoLast(t, killed)
	must(t, killed.Close())
	c.wantSoundCopies(t)
}

// anHourPasses makes what the killed program has left half-written old enough to be swept away. The steps give the same
// names again, which those of a person never do.
func (c *crashing) anHourPasses(t *testing.T) {
	t.Helper()
	for _, folder := range []string{filepath.Dir(c.path), copiesOf(c.path)} {
		left, err := filepath.Glob(filepath.Join(folder, TemporaryNames))
		must(t, err)
		for _, path := range left {
			info, err := os.Stat(path)
			must(t, err)
			if time.Since(info.ModTime()) < abandonedAfter {
				c.halves++
			}
			must(t, os.Chtimes(path, time.Time{}, time.Now().Add(-2*abandonedAfter)))
		}
	}
}

// wantSoundCopies fails unless every copy that has its name is whole: those that were being written have none.
func (c *crashing) wantSoundCopies(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	copies, err := Copies(ctx, copiesOf(c.path), c.path)
	must(t, err)
	for _, found := range copies {
		if found.Problem != "" {
			t.Errorf("seed %d, step %d: %s: %s", c.seed, c.next, found.Path, found.Problem)
		}
	}
	if len(copies) > 0 {
		c.copies++
		if _, err := soundCopy(ctx, copies[0].Path, testOptions()); err != nil {
			t.Errorf("seed %d, step %d: %s: %v", c.seed, c.next, copies[0].Path, err)
		}
	}
}

func (c *crashing) twinSteps(t *testing.T) {
	t.Helper()
	must(t, c.twin.step(c.next))
	c.next++
}

// undoLast takes back the last action of both and does it again.
func (c *crashing) undoLast(t *testing.T, killed *load) {
	t.Helper()
	ctx := context.Background()
	for _, act := range []func(l *load) (string, error){
		func(l *load) (string, error) { return l.Undo(ctx, "r1") },
		func(l *load) (string, error) { return l.Redo(ctx, "r1") },
	} {
		var names, after [2]string
		for i, l := range []*load{c.twin, killed} {
			l.begin(c.next, fmt.Sprint("u", c.kills, "-", len(c.whole)))
			name, err := act(l)
			names[i], after[i] = fmt.Sprint(name, err), whole(t, l.Library)
		}
		if names[0] != names[1] || after[0] != after[1] {
			t.Fatalf("seed %d, step %d: the spared library gives %q (-), the killed one %q (+):\n%s",
				c.seed, c.next, names[0], names[1], cmp.Diff(after[0], after[1]))
		}
		c.whole = after[0]
	}
}
