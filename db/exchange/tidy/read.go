package tidy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/table"
)

// mended is how many stray quotation marks are looked into: each costs a look through the rest of the text.
const mended = 20

// reader reads the rows behind a head.
type reader struct {
	source  exchange.Source
	head    table.Row
	rows    *table.Rows
	columns columns

	offset, lines int // of the text that rows is of, in that of the source
	strays        int
	file          exchange.File
	last          table.Row
}

func (r *reader) read(ctx context.Context) (exchange.File, error) {
	r.file = exchange.File{Name: r.source.Name, Format: exchange.CSV}
	for n := 0; ; n++ {
		if n%100 == 0 {
			if err := ctx.Err(); err != nil {
				return exchange.File{}, err
			}
			r.source.Report(r.offset+r.rows.At(), len(r.source.Text))
		}
		row, stray, ok := r.next()
		if !ok {
			break
		}
		if row.Empty() || r.isHead(row) {
			continue
		}
		r.last = row
		rec := record(row, r.columns)
		r.checkWidth(&rec, row)
		if stray {
			rec.Warn(row.Line, fmt.Sprintf("A quotation mark in line %d is never closed; the row was read without it.", row.Line))
		}
		r.file.Records = append(r.file.Records, rec)
	}
	r.source.Report(len(r.source.Text), len(r.source.Text))
	if len(r.file.Records) == 0 {
		return refused(r.source, fmt.Sprintf("This is a list of references without any: its line %d names the columns, and no row follows. Export the list again.", r.head.Line)), nil
	}
	r.checkEnd()
	return r.file, nil
}

// isHead is true of the head again, where files were joined together.
func (r *reader) isHead(row table.Row) bool {
	return slices.EqualFunc(row.Cells, r.head.Cells, func(a, b string) bool {
		return strings.EqualFold(strings.Join(strings.Fields(strings.TrimPrefix(a, "\ufeff")), " "), b)
	})
}

// next returns the next row; stray says that a quotation mark was taken away that would have swallowed the rows behind it.
func (r *reader) next() (row table.Row, stray, ok bool) {
	before := r.offset + r.rows.At()
	row, ok = r.rows.Next()
	row.Line += r.lines
	if !ok || !row.Open && !row.Stray || r.strays >= mended {
		return row, false, ok
	}
	text := r.source.Text
	for before < len(text) && (text[before] == '\n' || text[before] == '\r') {
		before++
	}
	end := strings.IndexAny(text[before:], "\r\n")
	if end < 0 {
		return row, false, true
	}
	end += before
	if !row.Open && r.offset+r.rows.At() <= end {
		return row, false, true // a mark within one line swallows nothing
	}
	r.strays++
	following, ok := table.New(text[end:], r.rows.Comma()).Next()
	if !ok || following.Open || len(following.Cells) != len(r.head.Cells) {
		return row, false, true // cut off within the cell
	}
	mend, ok := r.mend(text[before:end])
	if !ok || !row.Open && len(mend.Cells) != len(r.head.Cells) {
		return row, false, true
	}
	mend.Line = row.Line
	r.offset, r.lines = end, row.Line-1
	r.rows = table.New(text[end:], r.rows.Comma())
	return mend, true, true
}

// mend reads one line without the quotation mark that is not closed in it.
func (r *reader) mend(line string) (table.Row, bool) {
	var best table.Row
	found := false
	for at, n := len(line), 0; n < 50; n++ {
		if at = strings.LastIndexByte(line[:at], '"'); at < 0 {
			break
		}
		row, ok := table.New(line[:at]+line[at+1:], r.rows.Comma()).Next()
		if !ok || row.Open {
			continue
		}
		if len(row.Cells) == len(r.head.Cells) {
			return row, true
		}
		if !found {
			best, found = row, true
		}
	}
	return best, found
}

// checkWidth says when a row has more or fewer cells than the head names: then they may stand in the wrong columns.
func (r *reader) checkWidth(rec *exchange.Record, row table.Row) {
	cells, want := len(row.Cells), len(r.head.Cells)
	for cells > want && strings.TrimSpace(row.Cells[cells-1]) == "" {
		cells--
	}
	if row.Wide {
		rec.Warn(row.Line, fmt.Sprintf("The row in line %d has more than %d cells; the rest was not read.", row.Line, table.MaxCells))
	} else if cells != want {
		rec.Warn(row.Line, fmt.Sprintf("The row in line %d has %d cells, but the head names %d columns: look whether all stand where they belong.", row.Line, cells, want))
	} else if row.Stray {
		rec.Warn(row.Line, fmt.Sprintf("Text follows the closing quotation mark of a cell in the row in line %d: look whether the cells are read as they were meant.", row.Line))
	}
}

// checkEnd says when the text seems to be cut off: within quotation marks, or in a last line that is too short and has no
// end.
func (r *reader) checkEnd() {
	text := r.source.Text
	ended := strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\r")
	if r.last.Open || !ended && len(r.last.Cells) < len(r.head.Cells) {
		r.file.Warnings = append(r.file.Warnings, exchange.Warning{Line: r.last.Line, Message: fmt.Sprintf(
			"The file ends within the row that begins in line %d, so it seems to be cut off: the row was read as far as it goes, and others may be missing. Export the list again.", r.last.Line)})
	}
}
