package timeframe

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"testing"
)

//go:embed testdata/phrases.tsv
var phrases string

var unitsOfTable = []struct {
	name string
	days float64
}{{"min", minute}, {"h", hour}, {"d", day}, {"w", week}, {"m", month}, {"y", year}}

// expected reads the first column of the table: "8w", "0", or "-" for none.
func expected(t testing.TB, s string) *float64 {
	t.Helper()
	if s == "-" {
		return nil
	}
	factor := 1.0
	for _, u := range unitsOfTable {
		if n, ok := strings.CutSuffix(s, u.name); ok {
			s, factor = n, u.days
			break
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatalf("phrases.tsv: %q is no time", s)
	}
	v *= factor
	return &v
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// TestPhrasesOfRealRecords reads what real records say. A time that is missed is a pity and counted; a time that no
// person reads there is a defect.
func TestPhrasesOfRealRecords(t *testing.T) {
	seen, hits := map[string]bool{}, 0
	for line := range strings.SplitSeq(strings.TrimSpace(phrases), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		days, phrase, ok := strings.Cut(line, "\t")
		if !ok || seen[phrase] {
			t.Fatalf("phrases.tsv: %q is no new phrase with its time", line)
		}
		seen[phrase] = true
		want := expected(t, days)
		got, kind := Parse(phrase)
		switch {
		case want == nil && got == nil, want != nil && got != nil && near(*got, *want):
			hits++
		case got == nil:
			t.Logf("missed: %q is %s, read as %s", phrase, days, kind)
		default:
			t.Errorf("invented: %q is %s, read as %v days", phrase, days, *got)
		}
	}
	rate := float64(hits) / float64(len(seen))
	t.Logf("%d of %d phrases read as a person reads them: %.1f %%", hits, len(seen), 100*rate)
	if len(seen) < 200 || rate < 0.95 {
		t.Errorf("%d phrases, %.1f %% read right; at least 200 and 95 %% are wanted", len(seen), 100*rate)
	}
}
