// Package revman reads and writes the data package of a review made in RevMan: a zip of CSV tables; of these it reads one
// by itself, too. A study of the review becomes a trial with its results and its risk-of-bias judgements. It writes nothing
// to disk, and what the members of an archive are called decides nothing.
package revman

import (
	"context"
	"fmt"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/bias"
	"claimgrade/db/exchange/table"
)

// Looks reports whether a text is a table of a data package.
func Looks(text string) bool {
	_, ok := open(text)
	return ok
}

// Read reads a single table of a package.
func Read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	f := exchange.File{Name: s.Name, Format: exchange.RevManCSV}
	t, ok := open(s.Text)
	if !ok || !t.kind.hasStudies() {
		f.Refused = "This is no table of studies from a RevMan data package: it needs a column Study and columns such as “Experimental N” or “Domain (judgement): …”. Import the zip that RevMan makes, or its table of data rows or of risk of bias."
		return f, nil
	}
	p := newPack(ctx, func(at int) { s.Report(at, len(s.Text)) })
	if err := p.add(t); err != nil {
		return exchange.File{}, err
	}
	if cut := cutOff(t, p.last, s.Text); cut != "" {
		f.Warnings = append(f.Warnings, exchange.Warning{Line: p.last.Line, Message: cut})
	}
	f.Warnings = append(f.Warnings, p.warnings...)
	f.Records = p.records()
	if len(f.Records) == 0 {
		f.Refused = exchange.Text(fmt.Sprintf("This seems to be a table of a RevMan data package, but no row behind its head on line %d names a study. Export it again.", t.Head.Line))
		f.Warnings = nil
	}
	return f, nil
}

// cutOff says that a table ends within its last row; "" if there is no sign of it.
func cutOff(t sheet, last table.Row, text string) string {
	ended := strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\r")
	switch {
	case last.Open:
		return "A quotation mark in this row is never closed: the file seems to be cut off, and the rest stands in one cell. Export it again."
	case !ended && last.Line > 0 && (len(last.Cells) < len(t.Head.Cells) || bias.Begins(last.Cell(len(last.Cells)-1))):
		return "The file seems to be cut off within this row. It was read as far as it goes; export it again."
	}
	return ""
}

// kind is which table of a package a sheet is.
type kind int

const (
	unknown  kind = iota
	settings      // a row an analysis: what type of outcome it is of
	studies       // a row a study
	dataRows      // a row a study in an analysis, with the numbers of both groups
	rob           // a row a study, with judgements
	arms          // a row an arm of a study: which is compared with which, it does not say
)

func (k kind) hasStudies() bool { return k == studies || k == dataRows || k == rob }

// sheet is a table of a package with the columns that it is read by.
type sheet struct {
	table.Table
	kind    kind
	columns map[string]int // the first column of a name, in lower case
}

// open finds the head of a table and tells by it which it is.
func open(text string) (sheet, bool) {
	t, ok := table.Find(text, func(head []string) bool { return kindOf(columnsOf(head), head) != unknown })
	if !ok {
		return sheet{}, false
	}
	c := columnsOf(t.Head.Cells)
	return sheet{t, kindOf(c, t.Head.Cells), c}, true
}

func columnsOf(head []string) map[string]int {
	c := make(map[string]int, len(head))
	for i, h := range head {
		h = strings.ToLower(h)
		if _, twice := c[h]; !twice {
			c[h] = i
		}
	}
	return c
}

func kindOf(c map[string]int, head []string) kind {
	has := func(names ...string) bool {
		for _, n := range names {
			if _, ok := c[n]; !ok {
				return false
			}
		}
		return true
	}
	switch {
	case has("study", "analysis name") || has("study", "experimental n") || has("study", "experimental cases"):
		return dataRows
	case has("analysis number", "data type"), has("analysis number", "statistical method"):
		return settings
	case !has("study"):
		return unknown
	case len(domainsOf(head)) > 0:
		return rob
	case has("arm", "sample size"), has("arm", "intervention"):
		return arms
	}
	for _, h := range head {
		if h = strings.ToLower(h); strings.HasPrefix(h, "char: ") || strings.HasPrefix(h, "id: ") {
			return studies
		}
	}
	if has("study year", "study design") || has("study year", "data source") {
		return studies
	}
	return unknown
}

// at returns the cell of the first column that has one of the names.
func (s sheet) at(row table.Row, names ...string) string {
	for _, n := range names {
		if i, ok := s.columns[n]; ok {
			return strings.TrimSpace(row.Cell(i))
		}
	}
	return ""
}

// domain is a domain of a risk-of-bias table with its columns, -1 for none.
type domain struct {
	id                 string
	judgement, support int
}

// domainsOf finds the domains in a head: "Domain (judgement): Allocation concealment", or "Overall bias (judgement)" as
// RevMan writes those of RoB 2, with the support in a column of its own.
func domainsOf(head []string) []domain {
	var out []domain
	at := map[string]int{} // in out
	add := func(id string) *domain {
		if i, ok := at[id]; ok {
			return &out[i]
		}
		at[id] = len(out)
		out = append(out, domain{id, -1, -1})
		return &out[len(out)-1]
	}
	judged := false
	for i, h := range head {
		if id, ok := named(h, "judgement"); ok {
			add(id).judgement, judged = i, true
		} else if id, ok := named(h, "support"); ok {
			add(id).support = i
		}
	}
	if !judged {
		return nil
	}
	return out
}

// named returns the domain that a head names for a judgement or a support.
func named(head, what string) (id string, ok bool) {
	lower := strings.ToLower(head)
	if prefix := "domain (" + what + "):"; strings.HasPrefix(lower, prefix) {
		id = strings.TrimSpace(head[len(prefix):])
	} else if strings.HasSuffix(lower, "("+what+")") && len(lower) == len(head) {
		id = strings.TrimSpace(head[:len(head)-len(what)-2])
	}
	return id, id != ""
}
