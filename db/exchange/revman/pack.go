package revman

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/bias"
	"claimgrade/db/exchange/table"
)

// pack gathers what the tables of a package say about each study. Settings must be added before data rows.
type pack struct {
	ctx      context.Context
	report   func(at int)
	place    string // the member of the archive that is being read, for warnings; "" for a single table
	warnings []exchange.Warning
	types    map[analysis]outcomeType // as the settings say
	measures map[analysis]string      // and of which effect
	studies  []*study                 // in the order in which they are named
	byName   map[string]*study
	last     table.Row
}

// study is what is known of one study.
type study struct {
	exchange.Record
	judged string // its row of judgements, to see whether another one differs
	differ bool
	has    map[string]bool // results, by all that they say
}

// analysis names an analysis of the review.
type analysis struct{ group, number string }

func newPack(ctx context.Context, report func(at int)) *pack {
	return &pack{ctx: ctx, report: report, types: map[analysis]outcomeType{}, measures: map[analysis]string{}, byName: map[string]*study{}}
}

// add reads a table to its end.
func (p *pack) add(t sheet) error {
	r := rowReader{pack: p, sheet: t, domains: domainsOf(t.Head.Cells), words: bias.Words{}, filled: make([]bool, len(t.Head.Cells))}
	if t.kind == dataRows {
		r.guessed = guess(t)
	}
	for n := 0; ; n++ {
		row, ok := t.Next()
		if !ok {
			break
		}
		if n%256 == 0 {
			if err := p.ctx.Err(); err != nil {
				return err
			}
			p.report(t.At())
		}
		if p.last = row; !row.Empty() {
			r.read(row)
		}
	}
	r.finish()
	return nil
}

// of returns the study of a name, which is a new one if it was not named before.
func (p *pack) of(name string, line int) *study {
	key := strings.ToLower(strings.Join(strings.Fields(name), " "))
	s := p.byName[key]
	if s == nil {
		s = &study{has: map[string]bool{}, Record: exchange.Record{
			Kind: exchange.TrialKind, Title: exchange.Plain(name), Trial: &exchange.Trial{}, At: exchange.Warning{Line: line},
		}}
		p.byName[key] = s
		p.studies = append(p.studies, s)
	}
	return s
}

// records are the studies as records.
func (p *pack) records() exchange.List[exchange.Record] {
	out := make(exchange.List[exchange.Record], len(p.studies))
	for i, s := range p.studies {
		out[i] = s.Record
	}
	return out
}

// warning names the member of the archive besides the line.
func (p *pack) warning(line int, format string, args ...any) exchange.Warning {
	message := fmt.Sprintf(format, args...)
	if p.place != "" {
		message = p.place + ": " + message
	}
	return exchange.Warning{Line: line, Message: message}
}

func (p *pack) warn(line int, format string, args ...any) {
	p.warnings = append(p.warnings, p.warning(line, format, args...))
}

// rowReader reads the rows of one table.
type rowReader struct {
	*pack
	sheet
	domains []domain
	guessed map[analysis]outcomeType
	words   bias.Words
	judged  []*study
	filled  []bool // which columns hold anything
	only    int    // rows that give only an estimate, and nothing says of which effect
}

func (r *rowReader) read(row table.Row) {
	for i := range min(len(row.Cells), len(r.filled)) {
		r.filled[i] = r.filled[i] || value(row.Cells[i]) != ""
	}
	if r.kind == settings {
		r.setting(row)
		return
	}
	name := r.at(row, "study")
	if exchange.Plain(name) == "" {
		r.warn(row.Line, "The row does not name its study and was left out.")
		return
	}
	s := r.of(name, row.Line)
	say := func(format string, args ...any) {
		s.Warnings = append(s.Warnings, r.warning(row.Line, format, args...))
	}
	switch {
	case row.Wide:
		say("The row has more than %d cells; the rest was left out.", table.MaxCells)
	case len(row.Cells) < len(r.Head.Cells):
		say("The row has %d cells, the head %d: the last ones are missing.", len(row.Cells), len(r.Head.Cells))
	case len(row.Cells) > len(r.Head.Cells) && strings.TrimSpace(strings.Join(row.Cells[len(r.Head.Cells):], "")) != "":
		say("The row has %d cells, the head %d: the last ones were left out. Check whether a cell holds a delimiter.", len(row.Cells), len(r.Head.Cells))
	}
	r.readYear(s, row, say)
	switch r.kind {
	case studies:
		r.readIDs(s, row)
	case dataRows:
		r.readResult(s, row, say)
	}
	if len(r.domains) > 0 {
		r.readJudgements(s, row, say)
	}
}

// value is a cell that says something; "" for an empty one and the marks of an empty one.
func value(cell string) string {
	switch c := strings.TrimSpace(cell); c {
	case "NA", "#N/A":
		return ""
	default:
		return c
	}
}

func (r *rowReader) readYear(s *study, row table.Row, say func(string, ...any)) {
	cell := value(r.at(row, "study year", "year of study", "publication year", "year"))
	if cell == "" {
		return
	}
	year := exchange.ParseYear(cell)
	switch {
	case year == nil:
		say("“%s” is no year.", exchange.Plain(short(cell)))
	case s.Year == nil:
		s.Year = year
	case *s.Year != *year:
		say("The year is given as %d here and as %d before; the first is kept.", *year, *s.Year)
	}
}

// readIDs looks for registry numbers in the columns for identifiers, and reads those that say what they hold.
func (r *rowReader) readIDs(s *study, row table.Row) {
	for i, h := range r.Head.Cells {
		if !strings.HasPrefix(strings.ToLower(h), "id: ") {
			continue
		}
		switch cell := row.Cell(i); strings.ToLower(h) {
		case "id: doi":
			if doi, ok := exchange.ParseDOI(cell); ok && s.DOI == "" {
				s.DOI = doi
			}
			continue
		case "id: pubmed", "id: pmid":
			if s.PMID == "" {
				s.PMID = exchange.ParsePMID(cell)
			}
			continue
		}
		for _, id := range exchange.FindRegistryIDs(row.Cell(i)) {
			if !slices.Contains(s.RegistryIDs, id) {
				s.RegistryIDs = append(s.RegistryIDs, id)
			}
		}
	}
}

// readJudgements reads the judgements of a row. A study has those of its first row: where RevMan judges each outcome by
// itself, it is said that others differ.
func (r *rowReader) readJudgements(s *study, row table.Row, say func(string, ...any)) {
	a := &exchange.Appraisal{Study: s.Title}
	all, any := "", false
	for _, d := range r.domains {
		w := exchange.DomainWord{ID: string(exchange.Plain(d.id)), Judgement: bias.Judgement(row.Cell(d.judgement)), Support: exchange.Plain(value(row.Cell(d.support)))}
		all += d.id + "\x00" + string(w.Judgement) + "\x00"
		any = any || w.Judgement != "" || w.Support != ""
		r.words.Add(string(w.Judgement))
		if bias.IsOverall(d.id) {
			a.Overall = w.Judgement
			continue
		}
		a.Domains = append(a.Domains, w)
	}
	switch {
	case !any:
	case s.Appraisal == nil:
		s.Appraisal, s.judged = a, all
		r.judged = append(r.judged, s)
		if m := bias.Milder(a); m != "" {
			say("%s", m)
		}
	case s.judged != all && !s.differ:
		s.differ = true
		say("This row judges the study differently, for another outcome it seems. The judgements read first are kept.")
	}
}

// finish says what of the table was left out, and by which tool its studies were judged.
func (r *rowReader) finish() {
	var ids, left []string
	support := false
	for _, d := range r.domains {
		if bias.IsOverall(d.id) {
			support = support || d.support >= 0 && r.filled[d.support]
			continue
		}
		ids = append(ids, d.id)
	}
	for _, s := range r.judged {
		s.Appraisal.Tool = bias.Tool(ids, r.words)
	}
	if support {
		r.warn(r.Head.Line, "The support for the overall judgement was left out; the judgements and the support of the domains are kept.")
	}
	if r.only > 0 {
		r.warn(r.Head.Line, "Rows that give only an estimate of the effect: %d. Nothing says of which, so the estimates were left out; numbers of the groups are kept. Import the whole zip, whose settings say it.", r.only)
	}
	for i, h := range r.Head.Cells {
		if r.filled[i] && !r.knows(h) {
			left = append(left, "“"+string(exchange.Plain(short(h)))+"”")
		}
	}
	if len(left) > 12 {
		left = append(left[:12], fmt.Sprintf("and %d more", len(left)-12))
	}
	if len(left) > 0 {
		r.warn(r.Head.Line, "Left out: %s.", strings.Join(left, ", "))
	}
}

// knows reports whether a column was read, or RevMan computes it from those that were.
func (r *rowReader) knows(head string) bool {
	h := strings.ToLower(head)
	if r.kind == settings {
		return true // how the review pooled is no business of the trials
	}
	if slices.Contains(columns, h) || r.kind == studies && strings.HasPrefix(h, "id: ") {
		return true
	}
	return slices.ContainsFunc(r.domains, func(d domain) bool {
		return d.judgement >= 0 && r.Head.Cells[d.judgement] == head || d.support >= 0 && r.Head.Cells[d.support] == head
	})
}

// columns are read, or name the row, or are computed from what is read.
var columns = []string{
	"", "study", "study year", "year of study", "publication year", "year", "analysis group", "analysis number", "analysis name", "subgroup",
	"subgroup number", "experimental n", "experimental cases", "experimental mean", "experimental sd", "control n", "control cases",
	"control mean", "control sd", "giv mean", "giv se", "o-e", "variance", "weight", "mean", "ci start", "ci end", "analysis id", "study id",
}

// short keeps a message readable.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
