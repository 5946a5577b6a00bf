package tidy

import (
	"strings"
)

// Field is what a column holds.
type Field string

// The fields of a reference. None is for a column that is not read.
const (
	None     Field = ""
	Title    Field = "title"
	Authors  Field = "authors"
	Groups   Field = "groups" // collective authors in a column of their own
	Year     Field = "year"
	Abstract Field = "abstract"
	Journal  Field = "journal"
	Volume   Field = "volume"
	Issue    Field = "issue"
	Pages    Field = "pages"
	First    Field = "first" // page
	Last     Field = "last"  // page
	DOI      Field = "doi"
	PMID     Field = "pmid"
	URL      Field = "url"
	Language Field = "language"
	Registry Field = "registry"
	Extra    Field = "extra" // lines such as "PMID: 123", as Zotero keeps them
)

// heads are the names of columns, as they are without signs and capitals. If several of a field's are there, the earlier
// ones count first, and the others where these are empty.
var heads = map[Field][]string{
	Title: {"title", "article title", "title primary", "primary title", "document title", "publication title primary", "paper title",
		"reference title", "study title", "item title", "title original", "original title", "brief title", "public title",
		"scientific title", "official title", "wos ti"},
	Authors: {"authors", "author", "author s", "author names", "first authors", "authors primary", "primary authors", "author list",
		"author full names", "authors full names", "creators", "creator", "wos au", "wos af", "first author"},
	Groups: {"group authors", "group author", "corporate author", "collective name", "wos ca"},
	Year: {"year", "publication year", "published year", "pub year", "year of publication", "year published", "publicationyear", "wos py",
		"publication date", "date of publication", "pub date", "date published", "date", "cover date", "published"},
	Abstract: {"abstract", "abstract note", "abstracts", "abstract text", "abstract summary", "summary", "wos ab"},
	Journal: {"source title", "publication title", "journal book", "journal", "journal title", "journal name", "full journal title",
		"journal full title", "publication name", "periodical", "periodical title", "title secondary", "secondary title", "container title",
		"wos so", "abbreviated source title", "journal abbreviation", "journal iso abbreviation", "journal abbrev", "wos j9", "source"},
	Volume: {"volume", "vol", "wos vl"},
	Issue:  {"issue", "issue number", "journal issue", "number", "wos is"},
	Pages:  {"pages", "page", "page range", "page numbers", "page s", "pagination", "pages range"},
	First:  {"page start", "start page", "first page", "beginning page", "pages start", "wos bp"},
	Last:   {"page end", "end page", "last page", "ending page", "pages end", "wos ep"},
	DOI:    {"doi", "digital object identifier", "digital object identifier doi", "article doi", "doi number", "doi link", "wos di"},
	PMID:   {"pmid", "pubmed id", "medline pmid", "pubmedid", "pubmed", "pubmed pmid", "wos pm"},
	URL:    {"url", "link", "urls", "links", "article url", "full text link", "full text url", "study url"},
	Language: {"language", "language of original document", "article language", "language of article", "original language", "languages",
		"wos la"},
	Registry: {"ctgov id", "clinical trial numbers", "clinical trial number", "clinical trials number", "nct number", "nct id", "nctid",
		"nct", "ictrp id", "trialid", "trial id", "trial registration", "trial registration number", "registration number",
		"registry id", "registry ids", "registry number", "trial registry number", "clinicaltrials gov id", "clinicaltrials gov identifier",
		"registration id", "trial registry id", "registered report id"},
	Extra: {"extra"},
}

// rank is where a name stands in its field's list.
type rank struct {
	field Field
	place int
}

var byHead = func() map[string]rank {
	m := map[string]rank{}
	for f, names := range heads {
		for i, n := range names {
			m[n] = rank{f, i}
		}
	}
	return m
}()

// columns says which columns hold what.
type columns struct {
	of   map[Field][]int // those that count first in front
	stop bool            // PubMed ends its list of authors with a full stop
}

// understand finds what the columns of a head hold.
func understand(head []string) columns {
	names := make([]string, len(head))
	have := map[string]bool{}
	for i, h := range head {
		names[i] = plainHead(h)
		have[names[i]] = true
	}
	if have["pt"] && have["au"] && have["ti"] { // the tags of Web of Science
		for i := range names {
			names[i] = "wos " + names[i]
		}
	}
	found := columns{of: map[Field][]int{}, stop: have["journal book"]}
	places := map[Field][]int{}
	for i, n := range names {
		r, ok := byHead[n]
		if !ok {
			continue
		}
		at := 0
		for at < len(places[r.field]) && places[r.field][at] <= r.place {
			at++
		}
		places[r.field] = insert(places[r.field], at, r.place)
		found.of[r.field] = insert(found.of[r.field], at, i)
	}
	if j := found.of[Journal]; len(j) > 1 && names[j[len(j)-1]] == "source" { // Scopus calls itself the source
		found.of[Journal] = j[:len(j)-1]
	}
	return found
}

func insert(s []int, at, v int) []int {
	s = append(s, 0)
	copy(s[at+1:], s[at:])
	s[at] = v
	return s
}

// identifies reports whether a table with these columns is a list of references.
func (c columns) identifies() bool {
	return len(c.of[Title]) > 0 || len(c.of[DOI]) > 0 || len(c.of[PMID]) > 0 || len(c.of[Registry]) > 0
}

// plainHead is a head in small letters, with single spaces for all other signs.
func plainHead(s string) string {
	if len(s) > 100 {
		return ""
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r < 'a' && (r < '0' || r > '9') || r > 'z' && r < 0xc0
	}), " ")
}
