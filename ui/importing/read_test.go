package importing

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"claimgrade/db/exchange"
	"claimgrade/ui/work"
)

// wide is a text in UTF-16 with its mark.
func wide(text string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

// readText reads a text as a file of the disk.
func readText(t testing.TB, text string) source {
	t.Helper()
	path := filepath.Join(t.TempDir(), "given.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := readAll(context.Background(), []input{{path: path, name: "given.txt"}}, func(work.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

func TestARecordIsShownAsItStandsInItsFile(t *testing.T) {
	const two = "Some preamble\nTY  - JOUR\nTI  - Ærlig svar\nAB  - Words\n\nof an abstract\nER  - \nTY  - JOUR\nTI  - Another\nER  - \n"
	first := []string{"TY  - JOUR", "TI  - Ærlig svar", "AB  - Words"}
	second := []string{"TY  - JOUR", "TI  - Another", "ER  - "}
	for _, test := range []struct{ name, text string }{
		{"LF", two}, {"CRLF", strings.ReplaceAll(two, "\n", "\r\n")}, {"CR", strings.ReplaceAll(two, "\n", "\r")},
		{"UTF-16", wide(two)}, {"a mark", "\ufeff" + two}, {"Windows-1252", strings.ReplaceAll(two, "Æ", "\xc6")},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := readText(t, test.text)
			if len(s.file.Records) != 2 {
				t.Fatalf("%d records, refused %q", len(s.file.Records), s.file.Refused)
			}
			if a, b := s.excerpt(0), s.excerpt(1); !slices.Equal(a, first) || !slices.Equal(b, second) {
				t.Errorf("the records stand there as %q and %q", a, b)
			}
		})
	}
	long := readText(t, "TY  - JOUR\nTI  - "+strings.Repeat("å", 400)+"\n"+strings.Repeat("KW  - x\n", 20)+"ER  - \n").excerpt(0)
	if len(long) != linesShown+1 || len([]rune(long[1])) != 301 {
		t.Errorf("a long record is shown in %d lines, a long line with %d characters", len(long), len([]rune(long[1])))
	}
}

// The budget of a large file: while its records are looked at, memory holds at most four times its size.
func TestALargeFileDoesNotFillMemory(t *testing.T) {
	var b strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&b, "PMID- %d\nTI  - A report numbered %d of an invented trial\nAB  - A question", 1000+i, i)
		for range 20 {
			b.WriteString("\n      of some words that fill a line as the abstracts of a database do it")
		}
		b.WriteString(".\nFAU - Hansen, Kari\nDP  - 2016\nSO  - X. 2016.\n\n")
	}
	text := b.String()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s := readText(t, text)
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(s)
	held := float64(after.HeapAlloc) - float64(before.HeapAlloc)
	if len(s.file.Records) != 2000 || held > 4*float64(len(text)) {
		t.Errorf("%d records; %.1f times the file's size is held", len(s.file.Records), held/float64(len(text)))
	}
	if f := s.file; f.Format != exchange.NBIB || s.encoding != "UTF-8" {
		t.Errorf("read as %s, %s", f.Format, s.encoding)
	}
}
