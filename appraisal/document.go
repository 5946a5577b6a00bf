package appraisal

// Document is an article, a trial report, a registry record or another text that a claim, a fact or a judgement
// points to.
type Document struct {
	UID    string
	Key    string // the starter library's id ("a000", "karma-abs"); empty for the user's own
	Kind   string // article, report, registry, secondary, other
	Title  string
	Author string
	Outlet string // journal, site or register
	Date   string // as far as known: YYYY, YYYY-MM or YYYY-MM-DD
	DOI    string
	PMID   string
	URL    string
	Note   string // what was read of it, doubts about its date
}

// Quote is a stretch of a document or a passage typed in by the reviewer: what a judgement or fact rests on.
type Quote struct {
	UID         string
	DocumentUID string // empty while the source is not in the library
	Exact       string
	Prefix      string
	Suffix      string
	Locator     string // page, paragraph or table, in words
}
