//go:build e2e

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// started is what a start has cost.
type started struct {
	shown, listed time.Duration // until the window can be used, and until the lists are there too
	cpu           time.Duration // of the processor, until it was ended
	memory        int           // resident, in MB
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
	program := d.run.cmd
	s.memory = d.resident(program.Process.Pid)
	d.kill()
	s.cpu = program.ProcessState.UserTime() + program.ProcessState.SystemTime()
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
