package db

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"claimgrade/appraisal"
)

// at are the options of a program on a machine on which every folder is one of the network.
func at(host string) Options {
	o := testOptions()
	o.NewUID = newUID
	o.machine = machine{network: func(string) bool { return true }, host: host, renewal: time.Hour, stale: time.Minute}
	return o
}

// openElsewhere is a library that the machine alder has open.
func openElsewhere(t *testing.T) (*Library, string) {
	t.Helper()
	path := closedSmall(t)
	return openAt(t, path, at("alder")), path
}

// goneQuiet lets time pass in which nothing was heard of the machine that has a library open.
func goneQuiet(t *testing.T, path string, for_ time.Duration) {
	t.Helper()
	then := time.Now().Add(-for_)
	must(t, os.Chtimes(path+".open", then, then))
}

func TestAnotherMachineIsToldWhoHasTheLibraryAndMayRead(t *testing.T) {
	theirs, path := openElsewhere(t)
	do(t, theirs, "Edit", putTrial("t1", "T", ""))
	_, err := Open(t.Context(), path, at("birch"))
	wantCode(t, err, appraisal.CodeLocked)
	h, ok := HolderOf(err)
	if !ok || h.Host != "alder" || h.Stale || !strings.Contains(err.Error(), "“alder”") || !strings.Contains(err.Error(), "2026-03-01") {
		t.Errorf("it is told that %+v has it: %v", h, err)
	}
	over := at("birch")
	over.TakeOver = true
	_, err = Open(t.Context(), path, over)
	wantCode(t, err, appraisal.CodeLocked) // only what is stale can be taken over

	o := at("birch")
	o.ReadOnly = true
	reading := openAt(t, path, o)
	if _, err := reading.Trial(t.Context(), "t1"); err != nil {
		t.Error(err)
	}
	s := seen(t, reading)
	do(t, theirs, "Another", putTrial("t2", "U", ""))
	if e, _ := since(t, reading, s); !e.Concerns(EntityTrial, "t2") {
		t.Errorf("who reads is told of %v", e)
	}
	must(t, reading.Close())
	must(t, theirs.Close())
	must(t, openAt(t, path, at("birch")).Close())
}

func TestWhatAMachineLeftOpenIsTakenOverAndThenNotItsOwnAnyMore(t *testing.T) {
	theirs, path := openElsewhere(t)
	goneQuiet(t, path, 2*time.Minute)
	_, err := Open(t.Context(), path, at("birch"))
	wantCode(t, err, appraisal.CodeLocked)
	if h, ok := HolderOf(err); !ok || !h.Stale || !strings.Contains(err.Error(), "2026-03-01 ") || !strings.Contains(err.Error(), "take it over") {
		t.Errorf("it is told that %+v: %v", h, err)
	}
	o := at("birch")
	o.TakeOver = true
	ours := openAt(t, path, o)
	do(t, ours, "Ours", putTrial("t1", "T", ""))

	edit := func(b *Batch) error { putTrial("t2", "U", "")(b); return nil }
	err = theirs.Do(t.Context(), Action{Name: "Awake again"}, edit)
	wantCode(t, err, appraisal.CodeLocked)
	if h, ok := HolderOf(err); !ok || h.Host != "birch" || h.Stale {
		t.Errorf("the machine that has lost it is told that %+v has it", h)
	}
	wantCode(t, theirs.SetSetting(t.Context(), "a", "b"), appraisal.CodeLocked)
	must(t, ours.Close())
	must(t, theirs.Do(t.Context(), Action{Name: "When the other is done"}, edit))
	if _, err := theirs.Trial(t.Context(), "t1"); err != nil {
		t.Error(err)
	}
}

// The clocks of two machines need not agree: a program that is hours ahead of the folder's machine must not think that
// everybody is gone, nor one that is behind that everybody is there.
func TestClocksThatDifferDoNotMatter(t *testing.T) {
	for _, ahead := range []time.Duration{-9 * time.Hour, 9 * time.Hour} {
		for _, quiet := range []time.Duration{0, 2 * time.Minute} {
			_, path := openElsewhere(t)
			goneQuiet(t, path, quiet)
			o := at("birch")
			o.Now = func() time.Time { return time.Now().Add(ahead) }
			_, err := Open(t.Context(), path, o)
			if h, _ := HolderOf(err); h.Stale != (quiet > 0) || o.Now().Sub(h.Heard).Round(time.Minute) != quiet {
				t.Errorf("%v ahead, quiet for %v: stale is %v, heard of %v ago", ahead, quiet, h.Stale, o.Now().Sub(h.Heard))
			}
		}
	}
}

func TestANoteThatCannotBeUnderstoodKeepsOthersOutUntilItIsStale(t *testing.T) {
	for name, text := range map[string]string{"nothing": "", "no note": "{", "another's": `{"host": 3}`, "endless": strings.Repeat("x", 1<<20)} {
		path := closedSmall(t)
		must(t, os.WriteFile(path+".open", []byte(text), 0o600))
		_, err := Open(t.Context(), path, at("birch"))
		if h, ok := HolderOf(err); !ok || h.Host != "?" || h.Stale {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
		goneQuiet(t, path, time.Hour)
		o := at("birch")
		o.TakeOver = true
		must(t, openAt(t, path, o).Close())
	}
	path := closedSmall(t)
	must(t, os.Mkdir(path+".open", 0o700))
	_, err := Open(t.Context(), path, at("birch"))
	wantCode(t, err, appraisal.CodeLocked)
}

func TestNamesInANoteAreShownAsNames(t *testing.T) {
	path := closedSmall(t)
	text, err := json.Marshal(Holder{Host: "a\x1b[2J\nb", User: strings.Repeat("u", 3000), Since: time.Now()})
	must(t, err)
	must(t, os.WriteFile(path+".open", text, 0o600))
	_, err = Open(t.Context(), path, at("birch"))
	wantCode(t, err, appraisal.CodeLocked)
	if strings.ContainsAny(err.Error(), "\x1b\n") || len(err.Error()) > 500 {
		t.Errorf("told is %q", err)
	}
}

// A disk of this machine may be the folder of the network of another: the note tells.
func TestANoteCountsOnADiskOfThisMachineAsWell(t *testing.T) {
	_, path := openElsewhere(t)
	o := testOptions()
	_, err := Open(t.Context(), path, o)
	wantCode(t, err, appraisal.CodeLocked)
	goneQuiet(t, path, time.Hour)
	o.TakeOver = true
	l := openAt(t, path, o)
	if got := modeOf(t, l); got != "delete" {
		t.Errorf("the mode is %q", got)
	}
}

func TestTheNoteIsKeptFreshAndComesBackWhenItWasRemoved(t *testing.T) {
	path := closedSmall(t)
	o := at("alder")
	o.machine.renewal = time.Millisecond
	l := openAt(t, path, o)
	goneQuiet(t, path, time.Hour)
	until(t, "the note is touched", func() bool {
		info, err := os.Stat(path + ".open")
		return err == nil && time.Since(info.ModTime()) < time.Minute
	})
	must(t, os.Remove(path+".open"))
	until(t, "the note is back", func() bool { return exists(path + ".open") })
	must(t, l.Close())
	if exists(path + ".open") {
		t.Error("the note stays after closing")
	}
}

func TestAMachineOfTheSameNameIsAnother(t *testing.T) {
	path := closedSmall(t)
	o := at("localhost")
	o.machine.id = "1"
	openAt(t, path, o)
	o.machine.id = "2"
	_, err := Open(t.Context(), path, o)
	wantCode(t, err, appraisal.CodeLocked)
}

// until waits for something that another goroutine is about to do.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 20 s: %s", what)
		}
	}
}
