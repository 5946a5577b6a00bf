// Package report makes what people take away from a library: the critically appraised topic, the evidence report, the
// letter that answers an enquiry, the handout and the slides for a journal club. It reads a library, writes blocks, and has a
// package for each format turn them into a file. The same request gives the same bytes, from the window and from a script.
// It must not know any window.
package report

// Kind is what is made.
type Kind string

// The kinds.
const (
	CAT      Kind = "cat"      // one page: the critically appraised topic
	Evidence Kind = "evidence" // everything behind a claim
	Letter   Kind = "letter"   // the answer to an enquiry
	Handout  Kind = "handout"  // for the room: the claim and an empty grid
	Slides   Kind = "slides"   // the board, to be shown
)

// Kinds lists them in the order in which they are offered.
var Kinds = []Kind{CAT, Evidence, Letter, Handout, Slides}

// Format is what kind of file it becomes.
type Format string

// The formats.
const (
	HTML     Format = "html"
	PDF      Format = "pdf"
	DOCX     Format = "docx"
	Markdown Format = "md"
	Plain    Format = "txt"
)

// Formats lists them in the order in which they are offered.
var Formats = []Format{PDF, DOCX, HTML, Markdown, Plain}

// Request says what to make.
type Request struct {
	Kind     Kind
	Format   Format
	Claims   []string // uids, in the order in which they appear
	Reviewer string   // uid: whose judgements count; empty: nobody's
	Date     string   // the day it is made, YYYY-MM-DD
	Private  bool     // notes marked private are printed, too
}

// Output is a report as a file.
type Output struct {
	Data []byte
	Name string // a name for the file, made from the claim, with the ending of its format
}
