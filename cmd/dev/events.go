package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// threadError is what Fyne prints when a widget is touched from the wrong goroutine. Fyne carries on, so the test passes;
// the released program is built without that safety net, so here it is a failure.
const threadError = "Error in Fyne call thread"

// event is a line of `go test -json`, described by `go doc cmd/test2json` and, for the build, `go help buildjson`.
type event struct {
	Action      string
	Package     string
	Test        string
	Output      string
	FailedBuild string
	ImportPath  string
}

// tally is what a run of tests, or any other check, came to.
type tally struct {
	passed, failed, skipped int
	failures                []failure
}

// failure is something to show in full.
type failure struct {
	name    string
	output  string
	counted bool // false for what only helps to understand another failure
}

func (t *tally) fail(name, output string) {
	t.failed++
	t.failures = append(t.failures, failure{name, output, true})
}

// explain adds what helps to understand failures that are counted elsewhere.
func (t *tally) explain(name, output string) {
	t.failures = append(t.failures, failure{name, output, false})
}

func (t *tally) add(o tally) {
	t.passed += o.passed
	t.failed += o.failed
	t.skipped += o.skipped
	t.failures = append(t.failures, o.failures...)
}

// testID names a test; with an empty test it names what a package prints outside its tests.
type testID struct{ pkg, test string }

func (id testID) String() string {
	if id.test == "" {
		return id.pkg
	}
	return id.pkg + " " + id.test
}

// stream collects a `go test -json` run.
type stream struct {
	tally
	output  map[testID]*strings.Builder
	builds  map[string]*strings.Builder // by import path: what building it printed
	parents map[testID]bool             // tests with subtests: the subtests are what counts
	broken  map[testID]bool             // failed themselves or through a subtest
	stray   strings.Builder             // what was not JSON
}

// readTests counts a `go test -json` stream. A test with subtests is counted by its subtests, unless it failed on its own;
// a package that fails outside any test (it does not build, it panics in TestMain, it runs out of time) is one failure.
// The string is what the stream held besides events.
func readTests(r io.Reader) (tally, string, error) {
	s := stream{
		output:  map[testID]*strings.Builder{},
		builds:  map[string]*strings.Builder{},
		parents: map[testID]bool{},
		broken:  map[testID]bool{},
	}
	lines := bufio.NewReader(r) // not a Scanner: a line of output may be longer than any buffer one would choose
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) == nil && e.Action != "" {
				s.take(e)
			} else {
				s.stray.Write(line)
			}
		}
		if errors.Is(err, io.EOF) {
			return s.tally, s.stray.String(), nil
		}
		if err != nil {
			return s.tally, s.stray.String(), fmt.Errorf("reading the output of the tests: %w", err)
		}
	}
}

func (s *stream) take(e event) {
	id := testID{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		builder(s.builds, e.ImportPath).WriteString(e.Output)
	case "run":
		for i := strings.LastIndex(id.test, "/"); i > 0; i = strings.LastIndex(id.test[:i], "/") {
			s.parents[testID{id.pkg, id.test[:i]}] = true
		}
	case "output":
		builder(s.output, id).WriteString(e.Output)
	case "pass", "fail", "skip":
		if id.test == "" {
			s.packageDone(id, e)
		} else {
			s.testDone(id, e.Action)
		}
		delete(s.output, id)
	}
}

func (s *stream) testDone(id testID, action string) {
	printed := s.text(id)
	inSubtest := s.broken[id]
	switch {
	case action == "fail" && inSubtest:
		s.explain(id.String(), printed) // counted where it broke; shown for what it logged
	case action == "fail":
		s.fail(id.String(), printed)
	case strings.Contains(printed, threadError):
		s.fail(id.String()+" (touches a widget off the window's goroutine)", printed)
	case s.parents[id]:
		return
	case action == "skip":
		s.skipped++
		return
	default:
		s.passed++
		return
	}
	s.broken[testID{id.pkg, ""}] = true
	if i := strings.LastIndex(id.test, "/"); i > 0 {
		s.broken[testID{id.pkg, id.test[:i]}] = true
	}
}

func (s *stream) packageDone(id testID, e event) {
	printed := s.text(id)
	switch {
	case e.FailedBuild != "":
		if b := s.builds[e.FailedBuild]; b != nil {
			printed = b.String()
		}
		s.fail(id.pkg+" (does not build)", printed)
	case e.Action == "fail" && !s.broken[id]:
		for _, open := range s.openTests(id.pkg) {
			printed += open + ":\n" + s.text(testID{id.pkg, open})
		}
		s.fail(id.pkg, printed)
	case e.Action == "fail":
		s.explain(id.pkg, printed)
	case strings.Contains(printed, threadError):
		s.fail(id.pkg+" (touches a widget off the window's goroutine)", printed)
	}
}

// openTests are the package's tests that never ended: the ones a dying test binary took along.
func (s *stream) openTests(pkg string) []string {
	var out []string
	for id := range s.output {
		if id.pkg == pkg && id.test != "" {
			out = append(out, id.test)
		}
	}
	slices.Sort(out)
	return out
}

func (s *stream) text(id testID) string {
	if b := s.output[id]; b != nil {
		return b.String()
	}
	return ""
}

// builder is the map's text for the key, begun when it is not there yet.
func builder[K comparable](m map[K]*strings.Builder, key K) *strings.Builder {
	if m[key] == nil {
		m[key] = &strings.Builder{}
	}
	return m[key]
}
