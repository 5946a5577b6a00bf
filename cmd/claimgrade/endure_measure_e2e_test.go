//go:build e2e

package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimgrade/cmd/claimgrade/trend"
	"claimgrade/ui/figure/onpaper"
)

const mb = 1 << 20

// sample is what the program keeps at one moment of rest.
type sample struct {
	Actions    int     `json:"actions"`
	Minutes    float64 `json:"minutes"`
	Heap       float64 `json:"heap"`      // MB, after a collection of garbage
	Objects    float64 `json:"objects"`   // thousands, of the heap
	InC        float64 `json:"inC"`       // MB, by libraries in C, such as the one that draws
	Anonymous  float64 `json:"anonymous"` // MB resident, of no file
	OfFiles    float64 `json:"ofFiles"`   // MB resident, of files: the program itself and its libraries
	Goroutines float64 `json:"goroutines"`
	Threads    float64 `json:"threads"`
	Handles    float64 `json:"handles"` // of files, pipes and sockets, without the next
	Readers    float64 `json:"readers"` // handles of the library in use, which has up to four connections that read
	Idle       float64 `json:"idle"`    // of the processor, percent, while nobody does anything
	Screen     float64 `json:"screen"`  // MB resident, of the X server
	onDisk
}

// onDisk are those on disk.
type onDisk struct {
	Library float64 `json:"library"` // MB
	WAL     float64 `json:"wal"`     // MB
	Free    float64 `json:"free"`    // pages of the library that hold nothing
	Edits   float64 `json:"edits"`   // actions in the library's history
	Beside  float64 `json:"beside"`  // kB in the folders for data, state, cache and settings, without the libraries
	Files   float64 `json:"files"`   // in these folders
}

// forgets is how long the window's library keeps what has gone out of sight. Where hours are compressed into minutes, so is
// this: it keeps it for a minute otherwise, and how much that is would depend on how fast the driver is.
const forgets = 15 * time.Second

// measure goes to one and the same place and looks what the program keeps there.
func (l *life) measure(actions int, began time.Time) sample {
	l.Helper()
	l.openTrial(l.trials[0])
	l.openClaim(l.claims[0])
	l.atHome()
	l.rest()
	pid := l.run.cmd.Process.Pid
	v := l.ask("vitals").Vitals
	memory := statusOf(v.Status)
	s := sample{Actions: actions, Minutes: time.Since(began).Minutes(),
		Anonymous: memory["RssAnon"] / 1024, OfFiles: (memory["RssFile"] + memory["RssShmem"]) / 1024, Threads: memory["Threads"]}
	s.Heap, s.Objects, s.InC, s.Goroutines = float64(v.Heap)/mb, float64(v.Objects)/1000, float64(v.InC)/mb, float64(v.Goroutines)
	keepProfiles(l, actions, v)
	s.Handles, s.Readers = l.handles(pid)
	s.Screen = status(l, l.server.Pid)["VmRSS"] / 1024
	s.Idle = l.idleShare(pid)
	s.onDisk = l.sizes()
	return s
}

// rest waits until what has gone out of sight is forgotten, which happens at a picture that is drawn later: the pointer
// moves for these.
func (l *life) rest() {
	l.Helper()
	for i, wait := range []time.Duration{forgets, 10 * time.Second} { // it looks every ten seconds what to forget
		<-time.After(wait + time.Second) // this is what is measured, not something to wait for
		l.moveTo(100+50*i, 300+90*i)
	}
	l.atHome()
}

// handles counts what the program has open: all but the library in use, and that.
func (l *life) handles(pid int) (others, library float64) {
	l.Helper()
	folder := fmt.Sprintf("/proc/%d/fd", pid)
	all, err := os.ReadDir(folder)
	if err != nil {
		l.Fatal(err)
	}
	for _, e := range all {
		if to, err := os.Readlink(filepath.Join(folder, e.Name())); err == nil && strings.HasPrefix(to, l.library) {
			library++
		} else {
			others++
		}
	}
	return others, library
}

// keepProfiles writes what the heap, the goroutines and the memory are made of, to be compared where something grows.
func keepProfiles(l *life, actions int, v *vitals) {
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps", l.run.cmd.Process.Pid))
	if err != nil {
		l.Fatal(err)
	}
	for name, bytes := range map[string][]byte{"heap-%06d.pb.gz": v.Sampled, "goroutines-%06d.txt": []byte(v.Stacks), "maps-%06d.txt": maps} {
		path := filepath.Join(os.Getenv(endureVariable), fmt.Sprintf(name, actions))
		if err := os.WriteFile(path, bytes, 0o600); err != nil {
			l.Fatal(err)
		}
	}
}

// status is what the system says of a process: kilobytes and counts.
func status(t testing.TB, pid int) map[string]float64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	return statusOf(string(text))
}

func statusOf(text string) map[string]float64 {
	all := map[string]float64{}
	for _, line := range strings.Split(text, "\n") {
		name, rest, _ := strings.Cut(line, ":")
		if words := strings.Fields(rest); len(words) > 0 {
			if n, err := strconv.ParseFloat(words[0], 64); err == nil {
				all[name] = n
			}
		}
	}
	return all
}

// idleShare is how much of a processor the program takes, in percent, while it is left alone.
func (l *life) idleShare(pid int) float64 {
	used := func() float64 {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/schedstat", pid)) // of the first thread, the window's
		if err != nil {
			l.Fatal(err)
		}
		ns, err := strconv.ParseFloat(strings.Fields(string(text))[0], 64)
		if err != nil {
			l.Fatal(err)
		}
		return ns
	}
	before, began := used(), time.Now()
	<-time.After(2 * time.Second) // this is what is measured, not something to wait for
	return 100 * (used() - before) / float64(time.Since(began).Nanoseconds())
}

// sizes looks at the disk, and into the library as a guest that only reads.
func (l *life) sizes() onDisk {
	l.Helper()
	var s onDisk
	size := func(path string) float64 {
		info, err := os.Stat(path)
		if err != nil {
			return 0 // there is no -wal file
		}
		return float64(info.Size())
	}
	s.Library, s.WAL = size(l.library)/mb, size(l.library+"-wal")/mb
	for _, folder := range []string{"config", "data", "cache", "state"} {
		_ = filepath.WalkDir(filepath.Join(l.home, folder), func(path string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() && !strings.Contains(e.Name(), ".sqlite") {
				s.Beside += size(path) / 1024
				s.Files++
			}
			return nil
		})
	}
	lib, err := sql.Open("sqlite", "file:"+l.library+"?mode=ro")
	if err != nil {
		l.Fatal(err)
	}
	defer lib.Close()
	if err := lib.QueryRow(`SELECT (SELECT count(*) FROM action), freelist_count FROM pragma_freelist_count`).Scan(&s.Edits, &s.Free); err != nil {
		l.Fatal(err)
	}
	return s
}

// series are what is drawn and judged.
func (m *measurements) series() []trend.Series {
	var all []trend.Series
	add := func(name, unit string, allowed float64, of func(s sample) float64) {
		s := trend.Series{Name: name, Unit: unit}
		if allowed >= 0 {
			s.Allowed = &allowed
		}
		for _, x := range m.Samples {
			s.X, s.Y = append(s.X, float64(x.Actions)), append(s.Y, of(x))
		}
		all = append(all, s)
	}
	const shown = -1
	first := m.Samples[0]
	add("Heap after collection", "MB", 1, func(s sample) float64 { return s.Heap })
	add("Objects on the heap", "thousand", 10, func(s sample) float64 { return s.Objects })
	add("Memory in use by C", "MB", 5, func(s sample) float64 { return s.InC })
	add("Resident memory of no file", "MB", 15, func(s sample) float64 { return s.Anonymous })
	add("Resident memory of files", "MB", 5, func(s sample) float64 { return s.OfFiles })
	add("Goroutines", "running", 1, func(s sample) float64 { return s.Goroutines })
	add("Threads", "of the system", 3, func(s sample) float64 { return s.Threads })
	add("Handles of other files", "open", 1, func(s sample) float64 { return s.Handles })
	add("Handles of the library", "open", 8, func(s sample) float64 { return s.Readers })
	add("Window at rest", "% of a processor", 1, func(s sample) float64 { return s.Idle })
	add("The X server's memory", "MB", 5, func(s sample) float64 { return s.Screen })
	add("Files beside the library", "kB", 30, func(s sample) float64 { return s.Beside })
	add("The -wal file", "MB", 1, func(s sample) float64 { return s.WAL })
	add("Free pages of the library", "pages", 50, func(s sample) float64 { return s.Free })
	add("The library, its history kept", "MB", shown, func(s sample) float64 { return s.Library })
	add("Bytes a change adds", "bytes", 300, func(s sample) float64 {
		if s.Edits == first.Edits {
			return 0
		}
		return (s.Library + s.WAL - first.Library - first.WAL) * mb / (s.Edits - first.Edits)
	})
	return all
}

// draw draws the measurements so far: a run that is stopped has its graphs too.
func (m *measurements) draw(t *testing.T, folder string) {
	all := m.series()
	for name, part := range map[string][]trend.Series{"endure-memory.svg": all[:12], "endure-disk.svg": all[12:]} {
		if err := os.WriteFile(filepath.Join(folder, name), onpaper.SVG(trend.Chart("actions", part)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// judge fails for what goes on growing.
func (m *measurements) judge(t *testing.T) {
	for _, s := range m.series() {
		if why := s.Rises(); why != "" {
			t.Error(why)
		}
		if g, ok := s.SecondHalf(); ok {
			t.Logf("%-30s %10s %-16s growth in the second half %s (%s to %s)", s.Name, trend.Short(g.Level), s.Unit, trend.Short(g.By), trend.Short(g.Low), trend.Short(g.High))
		}
	}
	if m.Closed.WAL > 0 {
		t.Errorf("a -wal file of %.1f MB is left when the program has ended", m.Closed.WAL)
	}
}
