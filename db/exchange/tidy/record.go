package tidy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/table"
)

// line is one row of a table, its columns known, and the record it becomes.
type line struct {
	row     table.Row
	columns columns
	record  *exchange.Record
}

func record(row table.Row, c columns) exchange.Record {
	r := exchange.Record{Kind: exchange.Document, At: exchange.Warning{Line: row.Line}}
	l := line{row, c, &r}
	r.Title = exchange.Plain(l.first(Title))
	r.Authors = l.authors()
	r.Year = l.year()
	r.DOI = l.doi()
	r.PMID = l.pmid()
	r.RegistryIDs = l.registryIDs()
	r.Abstract = exchange.Text(strings.Join(l.all(Abstract), " "))
	r.Journal = journal(l.first(Journal))
	r.Volume = exchange.Plain(l.first(Volume))
	r.Issue = exchange.Plain(l.first(Issue))
	if r.Pages = exchange.PageRange(l.first(Pages), ""); r.Pages == "" {
		r.Pages = exchange.PageRange(l.first(First), l.first(Last))
	}
	r.URL = exchange.Plain(l.first(URL))
	r.Language = exchange.Plain(l.first(Language))
	if r.Title == "" && r.DOI == "" && r.PMID == "" {
		l.warn("The row in line %d has neither title nor DOI nor PMID.", row.Line)
	}
	return r
}

func (l line) warn(format string, args ...any) {
	l.record.Warn(l.row.Line, fmt.Sprintf(format, args...))
}

// all is what the columns of a field say, each thing once.
func (l line) all(f Field) []string {
	var all []string
	for _, c := range l.columns.of[f] {
		if s := said(l.row.Cell(c)); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

func (l line) first(f Field) string {
	for _, c := range l.columns.of[f] {
		if s := said(l.row.Cell(c)); s != "" {
			return s
		}
	}
	return ""
}

// said is what a cell says: nothing, if it holds what statistical programs write for that.
func said(cell string) string {
	switch cell = string(exchange.Plain(cell)); cell {
	case "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "<NA>":
		return ""
	}
	return cell
}

func (l line) authors() []exchange.Author {
	list := l.first(Authors)
	if l.columns.stop {
		list = strings.TrimSuffix(list, ".")
	}
	authors := authorsOf(list)
	for _, g := range strings.Split(l.first(Groups), ";") {
		g = strings.TrimSpace(g)
		if g != "" && !slices.ContainsFunc(authors, func(a exchange.Author) bool { return a.Given == "" && strings.EqualFold(a.Family, g) }) {
			authors = append(authors, exchange.Author{Family: g})
		}
	}
	return authors
}

func (l line) year() *int {
	all := l.all(Year)
	for _, s := range all {
		if y := exchange.ParseYear(s); y != nil {
			return y
		}
	}
	if len(all) > 0 {
		l.warn("No year is found in “%s” (line %d).", shown(all[0]), l.row.Line)
	}
	return nil
}

func (l line) doi() exchange.Text {
	all := l.all(DOI)
	for _, s := range all {
		if doi, ok := exchange.ParseDOI(s); ok {
			return doi
		}
	}
	if len(all) > 0 {
		l.warn("“%s” is no DOI (line %d).", shown(all[0]), l.row.Line)
	}
	return ""
}

var notePMID = regexp.MustCompile(`(?i)\bPMID\s*:?\s*([0-9]{1,9})\b`)

func (l line) pmid() exchange.Text {
	all := l.all(PMID)
	for _, s := range all {
		if id := exchange.ParsePMID(s); id != "" {
			return id
		}
	}
	if len(all) > 0 && strings.Trim(all[0], "0") != "" {
		l.warn("“%s” is no PubMed id (line %d).", shown(all[0]), l.row.Line)
	}
	if m := notePMID.FindStringSubmatch(l.first(Extra)); m != nil {
		return exchange.ParsePMID(m[1])
	}
	return ""
}

func (l line) registryIDs() []string {
	var ids []string
	for _, s := range l.all(Registry) {
		found := exchange.FindRegistryIDs(s)
		if len(found) == 0 {
			l.warn("“%s” is not known as the number of a registry (line %d).", shown(s), l.row.Line)
		}
		for _, id := range found {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// citation is what stands behind a journal's name where the column holds the whole source: "Rain Med (2012) 12:3 (1-9)".
var citation = regexp.MustCompile(`\s*\((?:19|20)[0-9]{2}\).*$`)

func journal(s string) exchange.Text { return exchange.Plain(citation.ReplaceAllString(s, "")) }

// shown is as much of a text as a message has room for.
func shown(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
