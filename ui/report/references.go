package report

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// references are the sources cited so far, numbered in the order in which they are first cited.
type references struct {
	prefix  string // sets the ids of one list apart from those of another in the same document
	numbers map[string]int
	items   []block.Item
}

func newReferences(prefix string) *references {
	return &references{prefix: prefix, numbers: map[string]int{}}
}

func (r *references) id(n int) string { return "ref-" + r.prefix + strconv.Itoa(n) }

// cite is the number of a source, which is written into the list the first time.
func (r *references) cite(key string, text func() []block.Run) block.Run {
	n, ok := r.numbers[key]
	if !ok {
		n = len(r.items) + 1
		r.numbers[key] = n
		r.items = append(r.items, block.Item{Runs: text(), ID: r.id(n)})
	}
	return block.Run{Text: strconv.Itoa(n), Raised: true, Link: "#" + r.id(n)}
}

// cite is the raised number of a document, which links to it in the list of references; an empty run where the document
// is not in the library.
func (s *Source) cite(documentUID string) block.Run {
	d, ok := s.Documents[documentUID]
	if !ok {
		return block.Run{}
	}
	return s.refs.cite("document "+d.UID, func() []block.Run { return vancouver(d) })
}

// citeTrial are the numbers of the documents that report a trial or, where the library has none of its papers, of what is
// recorded of its publication.
func (s *Source) citeTrial(t appraisal.Trial) []block.Run {
	var numbers []block.Run
	reports, paper := s.reporting(t)
	if text := published(t); !paper && len(text) > 0 {
		numbers = append(numbers, s.refs.cite("trial "+t.UID, func() []block.Run { return text }))
	}
	for _, d := range reports {
		numbers = append(numbers, s.cite(d.UID))
	}
	return listed(numbers)
}

// reporting are the documents that report a trial, and whether one of them is more than a registry record. What only
// draws on the trial or leads up to it does not report it.
func (s *Source) reporting(t appraisal.Trial) (reports []appraisal.Document, paper bool) {
	for _, r := range s.Reports[t.UID] {
		d, ok := s.Documents[r.DocumentUID]
		if !ok || r.Relation == "background" || r.Relation == "derived" {
			continue
		}
		paper = paper || d.Kind != "registry"
		reports = append(reports, d)
	}
	return reports, paper
}

// listed sets raised numbers beside one another.
func listed(numbers []block.Run) []block.Run {
	var out []block.Run
	for i, n := range numbers {
		if i > 0 {
			out = append(out, block.Run{Text: ",", Raised: true})
		}
		out = append(out, n)
	}
	return out
}

// references is the list of what was cited, under its heading; nothing where nothing was.
func (s *Source) references() []block.Block { return s.referencesAt(1) }

func (s *Source) referencesAt(level int) []block.Block {
	if len(s.refs.items) == 0 {
		return nil
	}
	return []block.Block{block.Heading{Level: level, Text: tr.T("References")}, block.List{Items: s.refs.items, Numbered: true, Small: true}}
}

// mostAuthors are named; of more, the first ones, and that there are others.
const mostAuthors = 6

// vancouver is a document as a list of references writes it. What is not known is left out.
func vancouver(d appraisal.Document) []block.Run {
	var b reference
	b.sentence(authors(d.Author))
	if d.Kind == "registry" {
		for _, id := range d.RegistryIDs {
			if !strings.Contains(d.Title, id) {
				b.sentence(id)
			}
		}
	}
	b.sentence(d.Title)
	b.sentence(d.Outlet)
	b.sentence(issueOf(d))
	b.ids(d.DOI, d.PMID)
	if d.DOI == "" && d.PMID == "" {
		b.address(d.URL)
	}
	if len(b.runs) == 0 {
		b.sentence(tr.T("Untitled article"))
	}
	return b.runs
}

// issueOf is "2019;176(5):401-409", or the date alone where neither volume nor pages are known.
func issueOf(d appraisal.Document) string {
	if d.Volume == "" && d.Pages == "" {
		return d.Date
	}
	text := d.Date
	if len(text) > 4 {
		text = text[:4]
	}
	if d.Volume != "" {
		text += ";" + d.Volume
	}
	if d.Issue != "" {
		text += "(" + d.Issue + ")"
	}
	if d.Pages != "" {
		text += ":" + d.Pages
	}
	return strings.TrimLeft(text, ";:")
}

// authors are the names with initials for the given ones, the first six of more. What is not a list of names stays as it is.
func authors(text string) string {
	all := exchange.ParseAuthors(text)
	if len(all) == 1 && all[0].Given == "" {
		return text
	}
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = a.ShortName()
	}
	if len(names) > mostAuthors {
		names = append(names[:mostAuthors], "et al")
	}
	return strings.Join(names, ", ")
}

// published is what a trial's own facts say of where it was published; nothing where none says it.
func published(t appraisal.Trial) []block.Run {
	var b reference
	f := t.Facts
	citation := f.Text(appraisal.FieldCitation)
	b.sentence(stopped(citation))
	if citation == "" {
		if f.Text(appraisal.FieldDOI)+f.Text(appraisal.FieldPMID)+f.Text(appraisal.FieldRegistration) == "" {
			return nil
		}
		b.sentence(t.Name)
	}
	missing := func(k appraisal.FieldKey) string {
		if v := f.Text(k); !strings.Contains(citation, v) {
			return v
		}
		return ""
	}
	b.ids(missing(appraisal.FieldDOI), missing(appraisal.FieldPMID))
	if id := missing(appraisal.FieldRegistration); id != "" {
		b.sentence(id)
	}
	if c, ok := f[appraisal.FieldCitation]; ok && citation != "" && !c.Checked() {
		b.sentence(tr.T("(The reference was not checked.)"))
	}
	return b.runs
}

// journalYear is where a citation goes on from the name of its journal to the year; a list of references has a full stop
// there.
var journalYear = regexp.MustCompile(`([\pL)]) ((?:19|20)\d\d(?:;|\.?$))`)

// stopped is a citation with the full stop behind its journal, where it was written without.
func stopped(citation string) string {
	at := journalYear.FindStringSubmatchIndex(citation)
	if at == nil {
		return citation
	}
	return citation[:at[3]] + "." + citation[at[3]:]
}

// reference collects what a list of references says of one source, sentence by sentence.
type reference struct{ runs []block.Run }

func (b *reference) space() {
	if n := len(b.runs); n > 0 {
		b.runs[n-1].Text += " "
	}
}

// sentence adds a part that ends with a full stop.
func (b *reference) sentence(text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") && !strings.HasSuffix(text, "!") && !strings.HasSuffix(text, ".)") {
		text += "."
	}
	b.plain(text)
}

// plain adds text as it is.
func (b *reference) plain(text string) {
	b.space()
	if n := len(b.runs); n > 0 && b.runs[n-1].Link == "" {
		b.runs[n-1].Text += text
		return
	}
	b.runs = append(b.runs, block.Run{Text: text})
}

// ids adds the numbers by which libraries find a paper.
func (b *reference) ids(doi, pmid string) {
	link := func(text, address string) {
		b.space()
		b.runs = append(b.runs, block.Run{Text: text, Link: address}, block.Run{Text: "."})
	}
	if doi = strings.TrimSpace(doi); doi != "" {
		link("doi:"+doi, "https://doi.org/"+(&url.URL{Path: doi}).EscapedPath())
	}
	if pmid = strings.TrimSpace(pmid); pmid != "" {
		link("PMID: "+pmid, "https://pubmed.ncbi.nlm.nih.gov/"+url.PathEscape(pmid)+"/")
	}
}

// address adds where a text is found on the web. Only addresses of the web become links: the text is data.
func (b *reference) address(text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	b.plain(tr.T("Available from:"))
	run := block.Run{Text: text}
	if u, err := url.Parse(text); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		run.Link = text
	}
	b.space()
	b.runs = append(b.runs, run)
}
