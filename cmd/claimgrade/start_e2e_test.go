//go:build e2e

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkStart measures, on one machine in one run, how long a bare window of the toolkit and ClaimGrade take from the
// command to the first picture that can be used, and how much memory they then keep. ClaimGrade is measured with the
// starter library at its second start, and with so many trials as crowdVariable says.
func BenchmarkStart(b *testing.B) {
	trials, _ := crowd(b)
	bare := filepath.Join(b.TempDir(), "bare")
	build := exec.Command("go", "build", "-buildvcs=false", "-tags", "e2e", "-o", bare, "./bare")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("building the bare window: %v\n%s", err, out)
	}
	b.Run("bare", func(b *testing.B) {
		d := newDesk(b, "")
		for b.Loop() {
			report(b, d.startBare(bare))
		}
	})
	b.Run("starter", func(b *testing.B) {
		d := newDesk(b, "")
		d.start() // the first start makes the library
		d.waitText("53")
		d.kill()
		for b.Loop() {
			report(b, d.startTimed("29"))
		}
	})
	b.Run(strconv.Itoa(trials), func(b *testing.B) {
		d := newDesk(b, "")
		d.patience = 10 * patience
		path := crowdedLibrary(b, d.home, trials)
		for b.Loop() {
			report(b, d.startTimed(strconv.Itoa(trials+29), path))
		}
	})
}

// started is what a start has cost.
type started struct {
	shown, listed time.Duration // until the window can be used, and until the lists are there too
	memory        int           // resident, in MB
}

func report(b *testing.B, s started) {
	b.ReportMetric(float64(s.shown.Milliseconds()), "ms-shown")
	b.ReportMetric(float64(s.listed.Milliseconds()), "ms-listed")
	b.ReportMetric(float64(s.memory), "MB")
}

// startBare starts the bare window and ends it again.
func (d *desk) startBare(program string) started {
	d.Helper()
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display, "HOME="+d.home, "FYNE_SCALE=1", "LIBGL_ALWAYS_SOFTWARE=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.Fatal(err)
	}
	begun := time.Now()
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
	took := time.Since(begun)
	return started{shown: took, listed: took, memory: d.resident(cmd.Process.Pid)}
}

// startTimed starts the program and ends it again; the text is what the lists say once they are there.
func (d *desk) startTimed(text string, args ...string) started {
	d.Helper()
	var s started
	begun := time.Now()
	d.start(args...)
	d.idle()
	s.shown = time.Since(begun)
	d.waitText(text)
	d.idle()
	s.listed = time.Since(begun)
	d.waitSettled()
	s.memory = d.resident(d.run.cmd.Process.Pid)
	d.kill()
	return s
}

// resident is how much memory a program keeps, once that has come to rest.
func (d *desk) resident(pid int) int {
	d.Helper()
	last, same := -1, 0
	read := func() int {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			d.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(text), "VmRSS:")
		kb, _ := strconv.Atoi(strings.Fields(rest)[0])
		return kb / 1024
	}
	again := time.NewTicker(250 * time.Millisecond)
	defer again.Stop()
	for deadline := time.Now().Add(d.patience); same < 4 && time.Now().Before(deadline); <-again.C {
		now := read()
		if now == last {
			same++
		} else {
			last, same = now, 0
		}
	}
	return last
}
