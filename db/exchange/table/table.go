// Package table splits delimited text (comma, semicolon or tab) into rows of cells, finds the row that names the columns,
// and writes such tables. It knows no format: what a column means is its callers' business.
package table

import (
	"slices"
	"strings"

	"claimgrade/db/exchange"
)

// MaxCells is how many cells a row may have: as many as spreadsheets have columns. A row with more is cut, and says so.
const MaxCells = 16384

// headWithin is how many rows are looked at to find the one that names the columns: exports put a title or a search
// above it.
const headWithin = 10

// headBytes is how much of a text is looked at for that: no head is as long.
const headBytes = 1 << 20

// Row is one row of a table.
type Row struct {
	Line  int // on which it starts, from 1
	Cells []string
	Open  bool // its last cell begins with a quotation mark that is never closed: the file was cut off, or the mark is stray
	Stray bool // text follows the closing quotation mark of one of its cells: that mark, or the opening one, is stray
	Wide  bool // it has more than MaxCells cells; the rest was left out
}

// Empty reports whether no cell of the row holds anything.
func (r Row) Empty() bool {
	return !slices.ContainsFunc(r.Cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// Cell returns a cell by its column; "" where the row is too short, or for a column of -1.
func (r Row) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// Rows reads one row after the other. Cells in quotation marks may hold delimiters, line breaks and doubled quotation
// marks; ="123", by which spreadsheets keep a number a text, is 123, and the apostrophe that keeps them from running a
// cell is no part of it. Lines end in LF, CRLF or CR.
type Rows struct {
	text  string
	comma byte
	at    int // in bytes
	line  int
}

// New returns the rows of a text that is divided by comma.
func New(text string, comma byte) *Rows {
	return &Rows{text: strings.TrimPrefix(text, "\ufeff"), comma: comma, line: 1}
}

// Comma is what divides the cells.
func (r *Rows) Comma() byte { return r.comma }

// At says how many bytes have been read.
func (r *Rows) At() int { return r.at }

// Next returns the next row; ok is false behind the last one. Lines without any text are no rows.
func (r *Rows) Next() (row Row, ok bool) {
	for r.at < len(r.text) && (r.text[r.at] == '\n' || r.text[r.at] == '\r') {
		r.endLine()
	}
	if r.at >= len(r.text) {
		return Row{}, false
	}
	row.Line = r.line
	for {
		cell, open, stray := r.cell()
		cell = exchange.UnguardCell(cell)
		row.Stray = row.Stray || stray
		if len(row.Cells) < MaxCells {
			row.Cells = append(row.Cells, cell)
		} else {
			row.Wide = true
		}
		row.Open = row.Open || open
		if r.at >= len(r.text) {
			return row, true
		}
		if r.text[r.at] != r.comma {
			r.endLine()
			return row, true
		}
		r.at++
		if r.at >= len(r.text) { // the text ends behind a delimiter: in an empty cell
			if len(row.Cells) < MaxCells {
				row.Cells = append(row.Cells, "")
			}
			return row, true
		}
	}
}

// endLine steps over one end of a line.
func (r *Rows) endLine() {
	if r.text[r.at] == '\r' && r.at+1 < len(r.text) && r.text[r.at+1] == '\n' {
		r.at++
	}
	r.at++
	r.line++
}

// cell reads to the delimiter or the end of the line behind the cell.
func (r *Rows) cell() (cell string, open, stray bool) {
	start := r.at
	for r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
	quote := r.at
	if strings.HasPrefix(r.text[quote:], `="`) {
		quote++
	}
	if quote >= len(r.text) || r.text[quote] != '"' {
		r.at = start
		return r.plain(), false, false
	}
	r.at = quote + 1
	cell, closed := r.quoted()
	if !closed {
		return cell, true, false
	}
	rest := strings.TrimRight(r.plain(), " ") // such as what follows the closing mark in "a" b
	cell += rest
	if strings.HasPrefix(cell, `="`) && strings.HasSuffix(cell, `"`) && len(cell) > 2 {
		cell = cell[2 : len(cell)-1] // a text of a spreadsheet within quotation marks of the table
	}
	return cell, false, rest != ""
}

func (r *Rows) plain() string {
	rest := r.text[r.at:]
	end := strings.IndexAny(rest, string(rune(r.comma))+"\r\n")
	if end < 0 {
		end = len(rest)
	}
	r.at += end
	return rest[:end]
}

// quoted reads behind an opening quotation mark up to and with the closing one.
func (r *Rows) quoted() (cell string, closed bool) {
	start, doubled := r.at, false
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == '"' && r.at+1 < len(r.text) && r.text[r.at+1] == '"':
			doubled = true
			r.at += 2
		case c == '"':
			cell = r.text[start:r.at]
			r.at++
			if doubled {
				cell = strings.ReplaceAll(cell, `""`, `"`)
			}
			return cell, true
		case c == '\r' || c == '\n':
			r.endLine()
		default:
			r.at++
		}
	}
	cell = r.text[start:]
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	return cell, false
}

// Table is a text whose columns are named. Its rows are those behind the head.
type Table struct {
	Head Row
	*Rows
}

// Find looks within the first rows for the one that isHead accepts, with each of the delimiters, and returns the table of
// the delimiter that gives the head the most columns.
func Find(text string, isHead func(head []string) bool) (Table, bool) {
	var best Table
	found := false
	text = strings.TrimPrefix(text, "\ufeff")
	start := text[:min(len(text), headBytes)]
	for _, comma := range []byte{',', ';', '\t'} {
		rows := New(start, comma)
		for range headWithin {
			row, ok := rows.Next()
			if !ok {
				break
			}
			for i, c := range row.Cells {
				row.Cells[i] = strings.Join(strings.Fields(c), " ")
			}
			if row.Wide || rows.at == len(start) && len(start) < len(text) || !isHead(row.Cells) {
				continue
			}
			if !found || len(row.Cells) > len(best.Head.Cells) {
				rows.text = text
				best, found = Table{Head: row, Rows: rows}, true
			}
			break
		}
	}
	return best, found
}
