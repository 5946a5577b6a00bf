package main

import "testing"

func TestTheArticleIsARowOfTheTable(t *testing.T) {
	said := "goos: linux\nBenchmarkArticleOf20000Words-2   \t       5\t 412345678.5 ns/op\t     20200 words\nPASS\n"
	if got, want := articleRow(said), "| Article of 20,000 words on screen | ≤ 0.6 s | 412 ms | | |\n"; got != want {
		t.Errorf("the row is %q, want %q", got, want)
	}
	if got := articleRow("FAIL\n"); got != "" {
		t.Errorf("a benchmark that failed gives the row %q", got)
	}
}
