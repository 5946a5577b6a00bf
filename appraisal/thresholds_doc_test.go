package appraisal

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The marks between which docs/method.md holds the table of thresholds; all around them is written by hand.
const (
	thresholdsStart = "<!-- thresholds: start -->\n"
	thresholdsEnd   = "<!-- thresholds: end -->\n"
)

// thresholdTable is the table of every number of a set, one line a number.
func thresholdTable() string {
	var b strings.Builder
	b.WriteString("| group | threshold | key | strict | default | lenient | unit | source of the default | rules |\n" +
		"| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
	cell := strings.NewReplacer("|", "\\|").Replace
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	for _, x := range ThresholdList {
		fmt.Fprintf(&b, "| %s | %s | `%s` | %s | %s | %s | %s | %s | %s |\n", x.Group, cell(x.Label), x.Key,
			number(x.Strict), number(x.Default), number(x.Lenient), x.Unit, cell(x.Source), x.Rules)
	}
	return b.String()
}

// TestTheTableOfThresholdsIsUpToDate compares docs/method.md with the list of thresholds. UPDATE_DOCS=1 writes the table
// anew.
func TestTheTableOfThresholdsIsUpToDate(t *testing.T) {
	path := filepath.Join("..", "docs", "method.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), thresholdsStart)
	written, after, ended := strings.Cut(rest, thresholdsEnd)
	if !found || !ended {
		t.Fatalf("docs/method.md has lost the marks %q and %q around its table of thresholds: put them back", thresholdsStart, thresholdsEnd)
	}
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.WriteFile(path, []byte(before+thresholdsStart+thresholdTable()+thresholdsEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if written != thresholdTable() {
		t.Error("the thresholds in docs/method.md are not the program's: run this test with UPDATE_DOCS=1 and read section 14.1")
	}
}

// Every number has a source or says that it is a convention.
func TestEveryThresholdSaysWhereItComesFrom(t *testing.T) {
	for _, x := range ThresholdList {
		if x.Source == "" || x.Rules == "" || x.Label == "" {
			t.Errorf("%s: label %q, source %q, rules %q", x.Key, x.Label, x.Source, x.Rules)
		}
	}
}
