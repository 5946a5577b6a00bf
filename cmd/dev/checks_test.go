package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestCommandsBecomeOnePassOrOneFailure(t *testing.T) {
	in := commands{root: writeModule(t, map[string]string{"untidy.go": "package  untidy\n", "tidy/tidy.go": "package tidy\n"})}
	for name, c := range map[string]struct {
		got        tally
		wantFailed int
		wantShown  string
	}{
		"ends well":                     {in.all([]string{"go", "version"}), 0, ""},
		"ends badly after a good one":   {in.all([]string{"go", "version"}, []string{"go", "nonsense"}), 1, "unknown command"},
		"sees the extra environment":    {in.with("GOFLAGS=-nonsense").all([]string{"go", "list", "fmt"}), 1, "nonsense"},
		"prints though it should not":   {in.prints(gofmt(in.root), "-l", "."), 1, "untidy.go"},
		"prints nothing":                {in.prints(gofmt(in.root), "-l", "tidy"), 0, ""},
		"the command itself is missing": {in.prints("no-such-program"), 1, "no-such-program"},
	} {
		if c.got.failed != c.wantFailed || c.got.passed != 1-c.wantFailed {
			t.Errorf("%s: counted %s", name, c.got)
		}
		if c.wantFailed == 1 && !strings.Contains(c.got.failures[0].output, c.wantShown) {
			t.Errorf("%s: shows %q, want it to hold %q", name, c.got.failures[0].output, c.wantShown)
		}
	}
}

func TestTheReportGoesOnAfterAFailureAndEndsWithThePlainLine(t *testing.T) {
	var out bytes.Buffer
	err := report([]check{
		{"first", func() (t tally) { t.fail("pkg TestX", "line one\nline two\n"); return t }},
		{"second", func() tally { return tally{passed: 40, skipped: 2} }},
	}, &out)
	if !errors.Is(err, errChecksFailed) {
		t.Errorf("the error is %v, want errChecksFailed so that the exit code says so", err)
	}
	text := out.String()
	if !strings.HasSuffix(text, "\n40 passed, 1 failed, 2 skipped\n") {
		t.Errorf("the report does not end with the plain line:\n%s", text)
	}
	for _, want := range []string{"    line one\n    line two\n", "=== second\n", "FAILED: pkg TestX\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q:\n%s", want, text)
		}
	}
	if !regexp.MustCompile(`(?m)^second +ok +40 +0 +2 `).MatchString(text) {
		t.Errorf("the table lacks the row of the second check:\n%s", text)
	}
}

func TestAReportWithoutFailuresIsNoErrorAndNamesNoSkips(t *testing.T) {
	var out bytes.Buffer
	if err := report([]check{{"only", func() tally { return tally{passed: 1} }}}, &out); err != nil {
		t.Error(err)
	}
	if !strings.HasSuffix(out.String(), "\n1 passed, 0 failed\n") {
		t.Errorf("the report ends wrongly:\n%s", out.String())
	}
}

func TestEveryNameOfATestThatMayRaceIsThatOfOne(t *testing.T) {
	files, err := filepath.Glob("../../db/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, name := range racing {
		if !regexp.MustCompile(`func Test\w*` + name).MatchString(all.String()) {
			t.Errorf("no test of the library is called %s: it was renamed, and is no longer run under the race detector", name)
		}
	}
}
