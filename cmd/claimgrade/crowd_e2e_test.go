//go:build e2e

package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"claimgrade/db/crowd"
)

// crowdVariable says how many trials the crowded library holds. The checks make do with a few, since the window has to
// stay as quick with them; 100000 takes minutes, most of them to make the library, and is for looking at figures.
const (
	crowdVariable = "CLAIMGRADE_CROWD"
	fewTrials     = 2_000
)

// Limits of how long the window may answer nothing. The checks allow much more: they run on
// machines that do other things as well, and draw in software.
const (
	longestBlock    = 50   // milliseconds, with the number of trials asked for
	longestBlockFew = 1000 // milliseconds, in the checks
)

func crowdSize(t testing.TB) (trials int, asked bool) {
	text := os.Getenv(crowdVariable)
	if text == "" {
		return fewTrials, false
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s is %q, want a number of trials", crowdVariable, text)
	}
	return n, true
}

// crowdedLibrary is a copy of the starter library with so many more trials.
func crowdedLibrary(t testing.TB, folder string, trials int) string {
	t.Helper()
	path := filepath.Join(folder, "crowd.sqlite")
	if kept := os.Getenv(benchVariable); kept != "" {
		copyFile(t, keptCrowd(t, kept, trials), path)
		return path
	}
	if err := crowd.Make(context.Background(), path, trials); err != nil {
		t.Fatal(err)
	}
	return path
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// Whatever a person does in a library with very many trials, the window answers at once.
func TestTheWindowAnswersAtOnceInACrowdedLibrary(t *testing.T) {
	trials, asked := crowdSize(t)
	limit := float64(longestBlockFew)
	if asked {
		limit = longestBlock
	}
	d := newDesk(t, "")
	path := crowdedLibrary(t, d.home, trials)
	d.patience = 4 * patience // all trials are read and judged anew after each edit
	d.useCrowded(path, trials, func(what string, b *block) {
		t.Helper()
		t.Logf("%-32s the window worked at most %6.1f ms in one go (%.1f on the clock)", what, b.Worked, b.Waited)
		if b.Worked > limit {
			t.Errorf("%s: the window answered nothing for %.0f ms, at most %.0f are allowed. It was at %s", what, b.Worked, limit, b.Where)
		}
	})
}

// useCrowded does what a person does in a library with so many more trials, and tells after each deed for how long the
// window answered nothing.
func (d *desk) useCrowded(path string, trials int, told func(what string, b *block)) {
	d.Helper()
	listed := strconv.Itoa(trials + 29)
	did := func(what string) {
		d.Helper()
		told(what, d.ask("block").Block)
	}
	d.start(path)
	d.waitText(listed)
	did("start")

	d.key("ctrl+f")
	for _, r := range "author12" {
		d.write(string(r))
	}
	d.waitPart(" of " + listed)
	did("filter as one types")
	d.key("Escape")
	d.waitText(listed)
	did("clear the filter")

	d.click("Robust")
	d.waitText("The antidepressant effect of a ketamine infusion is robust.")
	d.waitText("Trial (5 linked)")
	did("open a claim")
	d.key("ctrl+2")
	d.waitPart("Author0 1990")
	did("list the trials")
	d.key("End", "Home")
	did("to the end of the list and back")

	d.key("ctrl+k")
	for _, r := range "murrough 2013" {
		d.write(string(r))
	}
	d.waitText("Murrough 2013")
	did("search in the palette")
	d.key("Return")
	d.waitPart("Linked to 26 claims")
	did("open a trial")

	d.click("Year")
	d.tabToField("Year")
	d.key("ctrl+a")
	d.write("2012")
	d.key("Tab")
	d.waitText("All changes saved")
	d.waitPart("· 2012 ·")
	d.waitSettled()
	did("edit a fact")
	d.key("ctrl+1")
	d.key("ctrl+z")
	d.waitPart("· 2013 ·")
	d.waitSettled()
	did("undo")
	d.key("ctrl+shift+f")
	d.waitText("Which claims are listed")
	d.click("Overstated")
	d.key("Escape")
	did("filter the claims")
}

// waitSettled waits until the lists have been read anew after an edit.
func (d *desk) waitSettled() {
	d.Helper()
	d.poll("the lists are read", func() bool { return !d.ask("busy").Busy })
}
