package tidy

import (
	"context"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/table"
)

// upright is a table turned by a quarter, as Embase offers it: every row is one field, its name in the first cell, and a
// reference begins with its title.
type upright struct {
	rows  []table.Row
	order []Field
}

// looksUpright is how many rows behind the first are looked at, and uprightFields how many of them must be fields.
const (
	looksUpright  = 15
	uprightFields = 3
)

// fieldsByRow reports whether what was taken for the head is the first field of an upright table.
func fieldsByRow(text string, t table.Table) (upright, bool) {
	if len(t.Head.Cells) < 2 || byHead[plainHead(t.Head.Cells[0])].field != Title || len(understand(t.Head.Cells).of) > 1 {
		return upright{}, false
	}
	for _, comma := range []byte{',', ';', '\t'} {
		rows := table.New(text, comma)
		known := map[Field]bool{}
		for n := 0; n < t.Head.Line+looksUpright; n++ {
			row, ok := rows.Next()
			if !ok {
				break
			}
			if f := byHead[plainHead(row.Cells[0])].field; row.Line > t.Head.Line && len(row.Cells) > 1 && f != None && f != Title {
				known[f] = true
			}
		}
		if len(known) >= uprightFields {
			return turn(table.New(text, comma)), true
		}
	}
	return upright{}, false
}

// turn makes a row of every reference, a column of every field.
func turn(rows *table.Rows) upright {
	u := upright{}
	column := map[Field]int{}
	for f := range heads {
		column[f] = len(u.order)
		u.order = append(u.order, f)
	}
	for {
		row, ok := rows.Next()
		if !ok {
			return u
		}
		f := byHead[plainHead(row.Cells[0])].field
		if f == None || len(row.Cells) < 2 {
			continue
		}
		said := strings.Join(row.Cells[1:], "; ")
		if f != Authors && f != Groups {
			said = strings.Join(row.Cells[1:], " ")
		}
		if f == Title || len(u.rows) == 0 {
			u.rows = append(u.rows, table.Row{Line: row.Line, Cells: make([]string, len(u.order))})
		}
		last := &u.rows[len(u.rows)-1]
		if cell := &last.Cells[column[f]]; *cell == "" {
			*cell = said
		}
		last.Open = last.Open || row.Open
	}
}

func (u upright) read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	c := columns{of: map[Field][]int{}}
	for i, f := range u.order {
		c.of[f] = []int{i}
	}
	r := &reader{source: s, file: exchange.File{Name: s.Name, Format: exchange.CSV}}
	for i, row := range u.rows {
		if i%100 == 0 {
			if err := ctx.Err(); err != nil {
				return exchange.File{}, err
			}
		}
		r.file.Records = append(r.file.Records, record(row, c))
		r.last = row
	}
	r.head.Cells = make([]string, len(u.order))
	r.checkEnd()
	s.Report(len(s.Text), len(s.Text))
	return r.file, nil
}
