package table

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/db/exchange"
)

// Every text comes back as it was, whatever signs are in it; and to another program no cell is a formula.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	cell := rapid.SliceOfN(rapid.SampledFrom([]string{"=", "+", "-", "@", "'", `"`, ",", ";", "\t", "\n", "\r", " ", "1", "a", "å", "😀", "\u202e", `="1"`, `\.`, "<script>"}), 0, 8)
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 4).Draw(t, "width")
		var rows [][]string
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			row := make([]string, width)
			for i := range row {
				row[i] = strings.Join(cell.Draw(t, "cell"), "")
			}
			rows = append(rows, row)
		}
		var b bytes.Buffer
		if err := Write(&b, rows[0], rows[1:]); err != nil {
			t.Fatal(err)
		}
		read := all(b.String(), ',')
		if len(read) != len(rows) {
			t.Fatalf("%d rows of %d in %q", len(read), len(rows), b.String())
		}
		for i := range rows {
			if !slices.Equal(read[i].Cells, rows[i]) || read[i].Stray || read[i].Open {
				t.Fatalf("%q, want %q, in %q", read[i].Cells, rows[i], b.String())
			}
		}
		others, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range others {
			for _, c := range row {
				if exchange.GuardCell(exchange.UnguardCell(c)) != c {
					t.Fatalf("a spreadsheet would run %q", c)
				}
			}
		}
	})
}
