package tidy

import (
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// However a table is written, every row is a record with what its cells hold.
func TestEveryWayOfWritingATableReadsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		comma := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "comma")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
		word := rapid.SampledFrom([]string{"rain", "Smørgås", "a,b", "c;d", `"so"`, `"`, "x\ny", "e\tf", "10.5", "(g)", "'h'", "=i"})
		quote := func(s string) string {
			if strings.ContainsAny(s, ",;\t\"\n\r=") || rapid.Bool().Draw(t, "quoted") {
				return `"` + strings.ReplaceAll(strings.ReplaceAll(s, "\n", end), `"`, `""`) + `"`
			}
			return s
		}
		columns := rapid.Permutation([]string{"Title", "Abstract", "Journal", "Notes"}).Draw(t, "columns")
		var file strings.Builder
		file.WriteString(rapid.SampledFrom([]string{"", end, "Exported by hand" + end}).Draw(t, "above"))
		file.WriteString(strings.Join(columns, comma) + end)
		var titles, abstracts []string
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			row := map[string]string{"Title": "T", "Abstract": "A", "Journal": "J", "Notes": "N"}
			for _, c := range []string{"Title", "Abstract", "Notes"} {
				row[c] += " " + strings.Join(rapid.SliceOfN(word, 0, 5).Draw(t, c), " ")
			}
			var cells []string
			for _, c := range columns {
				cells = append(cells, quote(row[c]))
			}
			file.WriteString(strings.Join(cells, comma) + end)
			titles = append(titles, strings.Join(strings.Fields(row["Title"]), " "))
			abstracts = append(abstracts, strings.Join(strings.Fields(row["Abstract"]), " "))
		}
		got, err := Read(context.Background(), source(file.String()))
		if err != nil || len(got.Records) != len(titles) {
			t.Fatalf("%v, %d records of %d (%s) in:\n%s", err, len(got.Records), len(titles), got.Refused, file.String())
		}
		for i, r := range got.Records {
			if string(r.Title) != titles[i] || string(r.Abstract) != abstracts[i] || len(r.Warnings) > 0 {
				t.Fatalf("%q, want %q; %q, want %q; %v in:\n%s", r.Title, titles[i], r.Abstract, abstracts[i], r.Warnings, file.String())
			}
		}
	})
}
