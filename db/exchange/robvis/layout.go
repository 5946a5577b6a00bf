package robvis

import (
	"slices"
	"strings"

	"claimgrade/db/exchange/bias"
	"claimgrade/db/exchange/table"
)

// layout says what the columns of a table hold; -1 for a column that there is not.
type layout struct {
	study, year, doi, pmid, overall int
	domains                         []domain
	kinds                           []string // heads of columns with the type of bias
	unread                          []string // heads of other columns that are left out
	lists                           bool     // a title or an abstract is among them, as in a list of references
	width                           int
	tool                            string
	words                           bias.Words
}

// domain is one domain with its columns.
type domain struct {
	id                   string
	judgement, direction int
}

// names of the columns that are no judgement, in the order in which they are looked for.
var (
	studyNames = []string{"study", "study id", "studyid", "study name", "studies", "study label", "studlab", "trial", "trial name",
		"first author", "author", "authors", "author year", "author (year)", "reference", "citation", "publication", "paper", "article", "title"}
	yearNames = []string{"year", "publication year", "year of publication", "study year"}
	passed    = []string{"", "weight", "weights"} // row numbers; and a weight is no judgement on the study
)

// mostColumns is more than any tool has: a wider table is of something else.
const mostColumns = 256

var marks = strings.NewReplacer(".", " ", "_", " ")

func normal(head string) string {
	return strings.Join(strings.Fields(marks.Replace(strings.ToLower(head))), " ")
}

// find returns the first column of one of the names, in the order of the names. Heads are normalised.
func find(heads []string, names ...string) int {
	for _, name := range names {
		if i := slices.Index(heads, name); i >= 0 {
			return i
		}
	}
	return -1
}

// open finds the table in a text and what its columns hold. The rows of the table it returns have not been read.
func open(text string) (table.Table, layout, bool) {
	t, ok := table.Find(text, isHead)
	if !ok {
		return t, layout{}, false
	}
	l, again := layoutOf(t.Head.Cells), *t.Rows
	l.readWords(t)
	t.Rows = &again
	if len(l.domains) < 2 && (len(l.domains) == 0 || l.overall < 0) {
		return t, layout{}, false
	}
	return t, l, true
}

// isHead accepts a line that names domains, or a study and an overall judgement: whether what stands between them are
// domains, the cells below must tell.
func isHead(head []string) bool {
	if len(head) > mostColumns {
		return false
	}
	l := layoutOf(head)
	if l.study < 0 {
		return false
	}
	return len(l.domains) >= 2 || l.overall >= 0 && !l.lists && len(head) > 2
}

// layoutOf goes by the heads alone.
func layoutOf(head []string) layout {
	heads := make([]string, len(head))
	for i, h := range head {
		heads[i] = normal(h)
	}
	l := layout{width: len(head), study: find(heads, studyNames...), year: find(heads, yearNames...), doi: find(heads, "doi"),
		pmid: find(heads, "pmid", "pubmed id"), overall: slices.IndexFunc(head, bias.IsOverall),
		lists: find(heads, "title", "article title", "abstract") >= 0, words: bias.Words{}}
	for i, h := range head {
		if i == l.study || i == l.overall {
			continue
		}
		if base, ok := strings.CutSuffix(heads[i], "j"); ok && bias.IsNumbered(base) {
			l.domains = append(l.domains, domain{h[:len(h)-1], i, find(heads, base+"d")})
			if t := find(heads, base+"t"); t >= 0 {
				l.kinds = append(l.kinds, head[t])
			}
		}
	}
	if len(l.domains) == 0 {
		for i, h := range head {
			if i != l.study && bias.IsDomain(h) {
				l.domains = append(l.domains, domain{h, i, -1})
			}
		}
	}
	if l.study < 0 && len(l.domains) >= 2 && !l.taken(0) {
		l.study = 0 // the names of the rows, as R writes them
	}
	return l
}

// taken reports whether a column has a meaning already.
func (l layout) taken(i int) bool {
	return slices.Contains([]int{l.study, l.year, l.doi, l.pmid, l.overall}, i) ||
		slices.ContainsFunc(l.domains, func(d domain) bool { return d.judgement == i || d.direction == i })
}

// readWords goes through the cells: a column is a domain, too, if most of what it holds are judgements, unless the domains
// are numbered. Then it knows the tool.
func (l *layout) readWords(t table.Table) {
	numbered := slices.ContainsFunc(l.domains, func(d domain) bool { return bias.IsNumbered(d.id) })
	filled, judged, isDomain := make([]int, l.width), make([]int, l.width), make([]bool, l.width)
	for _, d := range l.domains {
		isDomain[d.judgement] = true
	}
	rows := *t.Rows
	for {
		row, ok := rows.Next()
		if !ok {
			break
		}
		for i, c := range row.Cells[:min(len(row.Cells), l.width)] {
			if bias.Judgement(c) == "" {
				continue
			}
			filled[i]++
			if bias.IsWord(c) {
				judged[i]++
			}
			if isDomain[i] && len(l.words) < 64 {
				l.words.Add(c)
			}
		}
	}
	for i, h := range t.Head.Cells {
		switch {
		case l.taken(i) || slices.Contains(passed, normal(h)) || slices.Contains(l.kinds, h):
		case !numbered && 2*judged[i] > filled[i]:
			l.domains = append(l.domains, domain{h, i, -1})
		case filled[i] > 0:
			l.unread = append(l.unread, h)
		}
	}
	slices.SortFunc(l.domains, func(a, b domain) int { return a.judgement - b.judgement })
	ids := make([]string, len(l.domains))
	for i, d := range l.domains {
		ids[i] = d.id
	}
	l.tool = bias.Tool(ids, l.words)
}
