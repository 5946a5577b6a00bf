//go:build e2e

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// started is what a start has cost.
type started struct {
	drawn  cost // until the first picture
	usable cost // until the picture with the lists
	done   cost // until nothing is left to do
	memory memory
}

// memory is what a program keeps resident, in MB: its own, and files mapped into it, which programs share and the system
// takes back when it needs room.
type memory struct{ own, files int }

func (m memory) all() int { return m.own + m.files }

func (m memory) String() string {
	return fmt.Sprintf("%d MB (%d its own, %d of files)", m.all(), m.own, m.files)
}

// startBare starts the bare window and ends it again.
func (d *desk) startBare(program string) (s started) {
	d.Helper()
	begun := time.Now()
	d.whileBare(program, func(pid int) {
		took := cost{time.Since(begun), processWork(d.TB, pid)}
		s = started{drawn: took, usable: took, done: took, memory: d.resident(pid)}
	})
	return s
}

// whileBare does something while the bare window is on the screen, by the number of its process.
func (d *desk) whileBare(program string, do func(pid int)) {
	d.Helper()
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display, "HOME="+d.home, "FYNE_SCALE=1", "LIBGL_ALWAYS_SOFTWARE=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		d.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "drawn\n" {
		d.Fatalf("the bare window says %q: %v", line, err)
	}
	do(cmd.Process.Pid)
}

// startTimed starts the program and ends it again; the text is what the lists say once they are there. The program itself
// tells when it has drawn what, since asking it all the time would take what is measured.
func (d *desk) startTimed(text string, args ...string) started {
	d.Helper()
	begun := time.Now()
	d.launch(nil, args...)
	pid := d.run.cmd.Process.Pid
	when := func(request string) cost {
		at := d.ask(request).Drawn
		return cost{time.Unix(0, at).Sub(begun), processWork(d.TB, pid)}
	}
	s := started{drawn: when("drawn"), usable: when("drawn " + text)}
	d.waitSettled()
	s.done = when("drawn")
	s.memory = d.resident(pid)
	// Not killed: the next start would check every page of the library first.
	if err := d.run.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		d.Fatal(err)
	}
	d.waitEnd()
	return s
}

// resident is how much memory a program keeps, once that has come to rest.
func (d *desk) resident(pid int) memory {
	d.Helper()
	const rest = 10 // looks: a second after its lists are whole the program gives back what it needs no more
	last, same := memory{}, 0
	read := func() memory {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			d.Fatal(err)
		}
		mb := func(name string) int {
			_, rest, _ := strings.Cut(string(text), name+":")
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb / 1024
		}
		return memory{mb("RssAnon"), mb("RssFile") + mb("RssShmem")}
	}
	again := time.NewTicker(250 * time.Millisecond)
	defer again.Stop()
	for deadline := time.Now().Add(d.patience); same < rest && time.Now().Before(deadline); <-again.C {
		now := read()
		if now == last {
			same++
		} else {
			last, same = now, 0
		}
	}
	return last
}

// starts measures the start beside a bare window of the toolkit.
func (b *budgets) starts(paths map[int]string) {
	bare := filepath.Join(b.TempDir(), "bare")
	build := exec.Command("go", "build", "-buildvcs=false", "-tags", releasedTags, "-o", bare, "./bare")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("building the bare window: %v\n%s", err, out)
	}
	b.Setenv(sleepVariable, "1")
	d := newDesk(b, "")
	d.patience = 10 * patience
	window := medianStart(func() started { return d.startBare(bare) })
	row := func(what, budget, memoryBudget string, s started) {
		beside := func(of, window cost) (string, string) {
			return "bare window: " + window.String(), times(of.wall, window.wall) + " (" + times(of.cpu, window.cpu) + ")"
		}
		with, ratio := beside(s.drawn, window.drawn)
		b.row("Start to the first picture, "+what, budget, s.drawn.String(), with, ratio)
		with, ratio = beside(s.usable, window.usable)
		b.row("Start to the picture with the lists, "+what, budget, s.usable.String(), with, ratio)
		b.row("Start until all is worked out, "+what, "", s.done.String(), "", "")
		b.row("Resident memory after the start, "+what, memoryBudget, s.memory.String(), "bare window: "+window.memory.String(),
			fmt.Sprintf("%.2f ×", float64(s.memory.all())/float64(window.memory.all())))
	}
	d.start() // the first start makes the library
	d.waitText("53")
	d.waitSettled() // and the first start of a day keeps a copy
	d.kill()
	row("starter library", "≤ 1.5 ×", "≤ 1.3 ×", medianStart(func() started { return d.startTimed("29") }))
	b.rests(d, bare)
	at := map[int]started{}
	for _, n := range sizes {
		path := filepath.Join(d.home, fmt.Sprintf("crowd-%d.sqlite", n))
		copyFile(b, paths[n], path)
		d.startTimed(strconv.Itoa(n+29), path) // the first start of a day keeps a copy
		at[n] = medianStart(func() started { return d.startTimed(strconv.Itoa(n+29), path) })
		b.must(os.Remove(path))
		row(fmt.Sprintf("%d trials", n), "≤ 2 ×", "", at[n])
	}
	few, many := at[10_000], at[100_000]
	b.row("Growth of the start to the first picture from 10,000 to 100,000 trials", "≤ 2 ×", many.drawn.String(), few.drawn.String(), times(many.drawn.cpu, few.drawn.cpu))
	b.row("Growth of the start to the picture with the lists", "≤ 2 ×", many.usable.String(), few.usable.String(), times(many.usable.cpu, few.usable.cpu))
	b.row("Growth of the memory", "≤ 2 ×", many.memory.String(), few.memory.String(), fmt.Sprintf("%.2f ×", float64(many.memory.all())/float64(few.memory.all())))
}

// rests measures what a window takes of a processor in which nothing happens.
func (b *budgets) rests(d *desk, bare string) {
	const of = 5 * time.Second
	share := func(x float64) string { return fmt.Sprintf("%.1f %%", 100*x) }
	window := 0.0
	d.whileBare(bare, func(pid int) { window = d.busyShare(pid, of) })
	d.start()
	d.waitText("53")
	d.waitResting("a claim is open")
	ours := d.busyShare(d.run.cmd.Process.Pid, of)
	d.kill()
	b.row("Of one processor while nothing happens", "", share(ours), "bare window: "+share(window), fmt.Sprintf("%.2f ×", ours/window))
}

// medianStart starts something a few times and takes the middle of each number.
func medianStart(start func() started) started {
	var all []started
	for range 3 {
		all = append(all, start())
	}
	middle := func(of func(started) int64) int64 {
		var some []int64
		for _, s := range all {
			some = append(some, of(s))
		}
		slices.Sort(some)
		return some[len(some)/2]
	}
	mid := func(of func(started) cost) cost {
		return cost{time.Duration(middle(func(s started) int64 { return int64(of(s).wall) })), time.Duration(middle(func(s started) int64 { return int64(of(s).cpu) }))}
	}
	return started{
		drawn: mid(func(s started) cost { return s.drawn }), usable: mid(func(s started) cost { return s.usable }), done: mid(func(s started) cost { return s.done }),
		memory: memory{own: int(middle(func(s started) int64 { return int64(s.memory.own) })), files: int(middle(func(s started) int64 { return int64(s.memory.files) }))},
	}
}
