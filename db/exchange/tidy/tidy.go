// Package tidy reads lists of references from tables (comma, semicolon or tab): one row a reference, its columns named in
// a head. It knows what the columns of the databases' and reference managers' exports are called. It writes tables for
// statistics with a description of every column. It knows neither the library nor the window.
package tidy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/table"
)

// Looks reports whether a text is a table whose head, within its first ten lines, names a title or an identifier.
func Looks(text string) bool {
	_, ok := find(text)
	return ok
}

func find(text string) (table.Table, bool) {
	t, ok := table.Find(text, func(head []string) bool { return understand(head).identifies() })
	if ok && len(t.Head.Cells) == 1 && t.Head.Line > 1 { // a word in a line of its own
		return t, false
	}
	return t, ok
}

// Read reads the rows of a table whose columns it knows by their names.
func Read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	t, ok := find(s.Text)
	if !ok {
		return refused(s, noHead(s)), nil
	}
	c := understand(t.Head.Cells)
	if upright, ok := fieldsByRow(s.Text, t); ok {
		return upright.read(ctx, s)
	}
	return (&reader{source: s, head: t.Head, rows: t.Rows, columns: c}).read(ctx)
}

// Mapping says what a table's columns hold, in their order. A person makes it for a table whose names are not known.
type Mapping []Field

// Guess is the mapping that Read would use for columns of these names.
func Guess(names []string) Mapping {
	m := make(Mapping, len(names))
	for f, columns := range understand(names).of {
		for _, c := range columns {
			m[c] = f
		}
	}
	return m
}

// noTable is the error of a text that has no columns.
type noTable struct{}

func (noTable) Error() string {
	return "This is no table: no line of it is divided by commas, semicolons or tabs. Choose another file, or export the list as CSV."
}

// sampled is how many rows Columns shows.
const sampled = 5

// Columns returns the names of a table's columns and its first rows, for a person to say what they hold. The error is a
// sentence: the text is no table.
func Columns(s exchange.Source) (names []string, sample [][]string, err error) {
	t, ok := widest(s.Text)
	if !ok {
		return nil, nil, noTable{}
	}
	for len(sample) < sampled {
		row, ok := t.Next()
		if !ok {
			break
		}
		if row.Empty() {
			continue
		}
		cells := make([]string, len(t.Head.Cells))
		for i := range cells {
			cells[i] = shown(said(row.Cell(i)))
		}
		sample = append(sample, cells)
	}
	return t.Head.Cells, sample, nil
}

// ReadMapped reads a table whose columns hold what a person said.
func ReadMapped(ctx context.Context, s exchange.Source, m Mapping) (exchange.File, error) {
	t, ok := widest(s.Text)
	if !ok {
		return refused(s, noHead(s)), nil
	}
	c := columns{of: map[Field][]int{}, stop: understand(t.Head.Cells).stop}
	for i, f := range m {
		if f != None && i < len(t.Head.Cells) {
			c.of[f] = append(c.of[f], i)
		}
	}
	if len(c.of) == 0 {
		return refused(s, "No column has a meaning yet. Say at least which one holds the title, the DOI or the PMID."), nil
	}
	return (&reader{source: s, head: t.Head, rows: t.Rows, columns: c}).read(ctx)
}

// widest is the table of a text whose columns need not be known: its head is the one that Read would take, else the first
// row with as many cells as any of the first ten has.
func widest(text string) (table.Table, bool) {
	if t, ok := find(text); ok {
		return t, true
	}
	cells := 1
	named := func(head []string) int {
		return len(head) - len(slices.DeleteFunc(slices.Clone(head), func(c string) bool { return c != "" }))
	}
	table.Find(text, func(head []string) bool {
		cells = max(cells, named(head))
		return false
	})
	if cells == 1 {
		return table.Table{}, false
	}
	return table.Find(text, func(head []string) bool { return named(head) == cells })
}

func refused(s exchange.Source, sentence string) exchange.File {
	return exchange.File{Name: s.Name, Format: exchange.CSV, Refused: exchange.Text(sentence)}
}

func noHead(s exchange.Source) string {
	t, ok := widest(s.Text)
	if !ok {
		return "This is no list of references: none of its first ten lines names columns such as Title, DOI or PMID. Choose another file, or export the list as CSV with its column names."
	}
	names := t.Head.Cells
	more := ""
	if len(names) > 20 {
		names, more = names[:20], fmt.Sprintf(" and %d more", len(names)-20)
	}
	shownNames := make([]string, len(names))
	for i, n := range names {
		shownNames[i] = shown(n)
	}
	return fmt.Sprintf("This is a table, but none of its first ten lines names a column Title, DOI or PMID. The columns found in line %d are: %s%s. Name a column Title, or say what the columns hold when importing.",
		t.Head.Line, strings.Join(shownNames, ", "), more)
}
