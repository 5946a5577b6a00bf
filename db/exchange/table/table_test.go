package table

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func all(text string, comma byte) (rows []Row) {
	r := New(text, comma)
	for {
		row, ok := r.Next()
		if !ok {
			return rows
		}
		rows = append(rows, row)
	}
}

func TestRows(t *testing.T) {
	for _, c := range []struct {
		name, text string
		comma      byte
		want       []Row
	}{
		{"plain", "a,b\nc,d\n", ',', []Row{{Line: 1, Cells: []string{"a", "b"}}, {Line: 2, Cells: []string{"c", "d"}}}},
		{"no end of line at the end", "a,b", ',', []Row{{Line: 1, Cells: []string{"a", "b"}}}},
		{"ends with a delimiter", "a,", ',', []Row{{Line: 1, Cells: []string{"a", ""}}}},
		{"CRLF", "a;b\r\nc;d\r\n", ';', []Row{{Line: 1, Cells: []string{"a", "b"}}, {Line: 2, Cells: []string{"c", "d"}}}},
		{"CR only", "a\tb\rc\td\r", '\t', []Row{{Line: 1, Cells: []string{"a", "b"}}, {Line: 2, Cells: []string{"c", "d"}}}},
		{"empty lines are counted, but no rows", "a\n\n\nb\n", ',', []Row{{Line: 1, Cells: []string{"a"}}, {Line: 4, Cells: []string{"b"}}}},
		{"quoted delimiter", `"a,b",c`, ',', []Row{{Line: 1, Cells: []string{"a,b", "c"}}}},
		{"quoted line breaks count as lines", "\"a\nb\",c\nd,e", ',', []Row{{Line: 1, Cells: []string{"a\nb", "c"}}, {Line: 3, Cells: []string{"d", "e"}}}},
		{"doubled quotes", `"a ""b"" c",d`, ',', []Row{{Line: 1, Cells: []string{`a "b" c`, "d"}}}},
		{"quote within a cell", `5" nail,b`, ',', []Row{{Line: 1, Cells: []string{`5" nail`, "b"}}}},
		{"text behind the closing quote", `"a" b,c`, ',', []Row{{Line: 1, Cells: []string{"a b", "c"}}}},
		{"space before the opening quote", `a, "b,c"`, ',', []Row{{Line: 1, Cells: []string{"a", "b,c"}}}},
		{"number kept as a text", `="0123",b`, ',', []Row{{Line: 1, Cells: []string{"0123", "b"}}}},
		{"number kept as a text, quoted", `"=""0123""",b`, ',', []Row{{Line: 1, Cells: []string{"0123", "b"}}}},
		{"never closed", "a,\"b\nc,d", ',', []Row{{Line: 1, Cells: []string{"a", "b\nc,d"}, Open: true}}},
		{"byte-order mark", "\ufeff\"a\",b", ',', []Row{{Line: 1, Cells: []string{"a", "b"}}}},
		{"nothing", "", ',', nil},
		{"only ends of lines", "\r\n\r\n", ',', nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := all(c.text, c.comma)
			if !slices.EqualFunc(got, c.want, func(a, b Row) bool {
				return a.Line == b.Line && a.Open == b.Open && slices.Equal(a.Cells, b.Cells)
			}) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func TestHeadIsFoundBehindATitleWithAnyDelimiter(t *testing.T) {
	isHead := func(head []string) bool { return slices.Contains(head, "Study") && len(head) > 1 }
	for _, comma := range []string{",", ";", "\t"} {
		text := "Appraisals, of the review; 2020\n\n" + strings.Join([]string{" Study ", "D1", "Over\nall"}, comma)
		text = strings.Replace(text, "Over\nall", "\"Over\nall\"", 1) + "\nA" + comma + "Low" + comma + "High\n"
		got, ok := Find(text, isHead)
		if !ok || got.Head.Line != 3 || !slices.Equal(got.Head.Cells, []string{"Study", "D1", "Over all"}) {
			t.Fatalf("%q: %v, %+v", comma, ok, got.Head)
		}
		if row, ok := got.Next(); !ok || row.Line != 5 || row.Cell(2) != "High" || row.Cell(3) != "" || row.Cell(-1) != "" {
			t.Errorf("%q: %v, %+v", comma, ok, row)
		}
	}
	if _, ok := Find(strings.Repeat("x\n", 10)+"Study,D1\n", isHead); ok {
		t.Error("a head on the eleventh row was found")
	}
}

func TestARowWiderThanASpreadsheetIsCutAndSaysSo(t *testing.T) {
	rows := all(strings.Repeat("a,", MaxCells+5)+"\nb", ',')
	if len(rows) != 2 || len(rows[0].Cells) != MaxCells || !rows[0].Wide || rows[1].Wide {
		t.Errorf("%d rows, %d cells", len(rows), len(rows[0].Cells))
	}
}

// Whatever cells hold, writing them as CSV and reading them gives them back.
func TestCellsSurviveWritingAndReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		comma := rapid.SampledFrom([]byte{',', ';', '\t'}).Draw(t, "comma")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "end")
		cell := rapid.StringMatching(`[a-zé,;"\t\n ]*x`)
		want := rapid.SliceOfN(rapid.SliceOfN(cell, 1, 4), 1, 4).Draw(t, "rows")
		var b strings.Builder
		for _, row := range want {
			for i, c := range row {
				if i > 0 {
					b.WriteByte(comma)
				}
				b.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
			}
			b.WriteString(end)
		}
		got := all(b.String(), comma)
		if !slices.EqualFunc(got, want, func(r Row, w []string) bool { return slices.Equal(r.Cells, w) && !r.Open }) {
			t.Fatalf("%q gave %+v", b.String(), got)
		}
	})
}

func FuzzRows(f *testing.F) {
	f.Add("a,\"b\r\nc\"\"\",=\"1\"\n;\t", byte(0))
	f.Fuzz(func(t *testing.T, text string, which byte) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		comma := []byte{',', ';', '\t'}[which%3]
		line, length := 0, 0
		for _, row := range all(text, comma) {
			if row.Line <= line || len(row.Cells) == 0 {
				t.Fatalf("row %+v behind line %d", row, line)
			}
			line = row.Line
			for _, c := range row.Cells {
				length += len(c)
				if !utf8.ValidString(c) {
					t.Fatalf("%q is not UTF-8", c)
				}
			}
		}
		if length > len(text) {
			t.Fatalf("cells of %d bytes from %d", length, len(text))
		}
	})
}
