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

	NotePrivate bool // the note leaves the library only when somebody says so

	File        string // SHA-256 of its file in the library, in hexadecimal; empty if there is none
	FileName    string // as the file was called where it came from
	Abstract    string
	Volume      string
	Issue       string
	Pages       string   // first-last, in the journal
	Language    string   // as its source writes it: "eng", "en"
	RegistryIDs []string // numbers of the trials it reports
}

// Report says that a document reports a trial: several papers and a registry record may report one.
type Report struct {
	UID         string
	DocumentUID string
	TrialUID    string
	Relation    string // in a source's words: result, background, derived, registry; empty if not known
}

// Anchor is where a stretch of a document's text stands. The words around it find it again when the text is extracted
// anew; page and offsets are hints for where it stood last.
type Anchor struct {
	Prefix string // about 32 characters before it
	Suffix string // and after it
	Page   int    // from 1; 0: not known
	Start  int    // characters (not bytes) into the page's text
	End    int
}

// Quote is a stretch of a document or a passage typed in by the reviewer: what a judgement or fact rests on.
type Quote struct {
	UID         string
	DocumentUID string // empty while the source is not in the library
	Exact       string
	Anchor
	Locator string // page, paragraph or table, in words
}
