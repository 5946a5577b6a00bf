// Package robvis reads and writes tables of risk-of-bias judgements as the R package robvis draws them: a row for a study, a column
// for a domain, and the overall judgement. It knows nothing of the rules of a tool beyond the names in package bias.
package robvis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/bias"
	"claimgrade/db/exchange/table"
)

// Looks reports whether a text is such a table.
func Looks(text string) bool {
	_, _, ok := open(text)
	return ok
}

// Read reads a table.
func Read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	f := exchange.File{Name: s.Name, Format: exchange.RobvisCSV}
	t, l, ok := open(s.Text)
	if !ok {
		f.Refused = "This is no table of risk-of-bias judgements: it needs a line that names a column Study and at least two domains, such as D1 and D2. Name the columns in the first line and import it again."
		return f, nil
	}
	var last table.Row
	for n := 0; ; n++ {
		row, ok := t.Next()
		if !ok {
			break
		}
		if n%256 == 0 {
			if err := ctx.Err(); err != nil {
				return exchange.File{}, err
			}
			s.Report(t.At(), len(s.Text))
		}
		if last = row; row.Empty() {
			continue
		}
		f.Records = append(f.Records, l.record(row))
	}
	s.Report(len(s.Text), len(s.Text))
	if len(f.Records) == 0 {
		f.Refused = exchange.Text(fmt.Sprintf("This seems to be a table of risk-of-bias judgements, but no row follows its head on line %d. Export it again.", t.Head.Line))
		return f, nil
	}
	if cut := l.cut(last, s.Text); cut != "" {
		f.Warnings = append(f.Warnings, exchange.Warning{Line: last.Line, Message: cut})
	}
	if len(l.kinds) > 0 {
		f.Warnings = append(f.Warnings, exchange.Warning{Line: t.Head.Line, Message: fmt.Sprintf(
			"Left out: %s, the type of bias. Judgements and directions are kept.", quoted(l.kinds))})
	}
	if len(l.unread) > 0 {
		f.Warnings = append(f.Warnings, exchange.Warning{Line: t.Head.Line, Message: fmt.Sprintf(
			"Left out, because they hold no judgements: %s.", quoted(l.unread))})
	}
	return f, nil
}

// record reads one row.
func (l layout) record(row table.Row) exchange.Record {
	r := exchange.Record{Kind: exchange.Row, At: exchange.Warning{Line: row.Line}}
	a := &exchange.Appraisal{Study: exchange.Plain(row.Cell(l.study)), Tool: l.tool, Overall: bias.Judgement(row.Cell(l.overall))}
	for _, d := range l.domains {
		a.Domains = append(a.Domains, exchange.DomainWord{
			ID: string(exchange.Plain(d.id)), Judgement: bias.Judgement(row.Cell(d.judgement)), Direction: bias.Judgement(row.Cell(d.direction)),
		})
	}
	r.Title, r.Appraisal = a.Study, a
	r.PMID = exchange.ParsePMID(row.Cell(l.pmid))
	if y := strings.TrimSpace(row.Cell(l.year)); y != "" && y != "NA" {
		if r.Year = exchange.ParseYear(y); r.Year == nil {
			r.Warn(row.Line, fmt.Sprintf("“%s” is no year.", exchange.Plain(y)))
		}
	}
	if d := strings.TrimSpace(row.Cell(l.doi)); d != "" && d != "NA" {
		var ok bool
		if r.DOI, ok = exchange.ParseDOI(d); !ok {
			r.Warn(row.Line, fmt.Sprintf("“%s” is no DOI.", exchange.Plain(d)))
		}
	}
	if a.Study == "" {
		r.Warn(row.Line, "The row does not name its study.")
	}
	switch {
	case row.Wide:
		r.Warn(row.Line, fmt.Sprintf("The row has more than %d cells; the rest was left out.", table.MaxCells))
	case len(row.Cells) < l.width:
		r.Warn(row.Line, fmt.Sprintf("The row has %d cells, the head %d: the last judgements are missing.", len(row.Cells), l.width))
	case len(row.Cells) > l.width:
		if extra := strings.TrimSpace(strings.Join(row.Cells[l.width:], " ")); extra != "" {
			r.Warn(row.Line, fmt.Sprintf("The row has %d cells, the head %d: “%s” was left out. Check whether a cell holds a delimiter.",
				len(row.Cells), l.width, exchange.Plain(short(extra))))
		}
	}
	if m := bias.Milder(a); m != "" {
		r.Warn(row.Line, m)
	}
	return r
}

// cut says that the file ends within its last row; "" if there is no sign of it.
func (l layout) cut(last table.Row, text string) string {
	end := last.Cell(len(last.Cells) - 1)
	ended := strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\r")
	switch {
	case last.Open:
		return "A quotation mark in this row is never closed: the file seems to be cut off, and the rest stands in one cell. Export it again."
	case !ended && (len(last.Cells) < l.width || end == "" && !strings.HasSuffix(text, `"`) || bias.Begins(end)):
		return "The file seems to be cut off within this row. It was read as far as it goes; export it again."
	}
	return ""
}

func quoted(heads []string) string {
	heads = slices.Clone(heads)
	for i, h := range heads {
		heads[i] = "“" + string(exchange.Plain(short(h))) + "”"
	}
	if len(heads) > 12 {
		heads = append(heads[:12], fmt.Sprintf("and %d more", len(heads)-12))
	}
	return strings.Join(heads, ", ")
}

// short keeps a message readable.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
