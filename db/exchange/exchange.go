// Package exchange says what reading a file of somebody else's program yields: records, with warnings that name their
// place. Its subpackages read one format each; they know neither the library nor the window.
package exchange

import (
	"bytes"
	"context"
	"encoding/json"
)

// File is what was understood of one file. A file is refused as a whole, or it has at least one record.
type File struct {
	Name     string        `json:"file"`
	Format   Text          `json:"format"`
	Records  List[Record]  `json:"records"`
	Warnings List[Warning] `json:"warnings"`
	Refused  Text          `json:"refused"` // what the file seems to be, what is wrong, where, and what to do

	// Text is what was read, decoded; empty for an archive. Texts of records are parts of it, so that to keep it costs little.
	Text string `json:"-"`
}

// The formats.
const (
	RIS         = "ris"
	NBIB        = "nbib"
	BibTeX      = "bibtex"
	CSLJSON     = "csl-json"
	CTGov       = "ctgov-json"
	CTGovLegacy = "ctgov-json-legacy"
	RobvisCSV   = "robvis-csv"
	RevManZip   = "revman-zip"
	RevManCSV   = "revman-csv"
	CSV         = "csv"
)

// Source is a file to be read, its text already decoded to UTF-8 without a byte-order mark. The bytes of an archive stay
// as they are in Data. Lines end as in the file: LF, CRLF or CR.
type Source struct {
	Name     string // as given, for messages
	Text     string
	Data     []byte
	Progress func(done, total int) // how many bytes of how many have been read; may be nil
}

// Report tells the progress, if anybody asks for it.
func (s Source) Report(done, total int) {
	if s.Progress != nil {
		s.Progress(done, total)
	}
}

// Reader reads a file of one format. What is wrong with the file is in the result: as warnings, or as what it was refused
// for. The error is that of the context.
type Reader func(ctx context.Context, s Source) (File, error)

// Warning is something that was not understood, with its place: a line (from 1) or a JSON path, or none.
type Warning struct {
	Line    int    // 0 where the place is not a line
	Path    string // of a JSON source; "studies[3].protocolSection.designModule"
	Message string
}

// MarshalJSON writes a missing line or path as null.
func (w Warning) MarshalJSON() ([]byte, error) {
	var line *int
	if w.Line > 0 {
		line = &w.Line
	}
	return marshal(struct {
		Line    *int   `json:"line"`
		Path    Text   `json:"path"`
		Message string `json:"message"`
	}{line, Text(w.Path), w.Message})
}

// Kind says what a record is about.
type Kind string

// The kinds of record.
const (
	Document  Kind = "document"
	TrialKind Kind = "trial"     // a registry record, or a study of a review package
	Row       Kind = "appraisal" // a row of a risk-of-bias table
)

// Record is one entry of a file. Texts are plain: no markup, no entities, single spaces.
type Record struct {
	Kind        Kind          `json:"kind"`
	Title       Text          `json:"title"`
	Authors     List[Author]  `json:"authors"`
	Year        *int          `json:"year"`
	DOI         Text          `json:"doi"`  // bare, lower case
	PMID        Text          `json:"pmid"` // digits
	RegistryIDs List[string]  `json:"registry_ids"`
	Abstract    Text          `json:"abstract"`
	Journal     Text          `json:"journal"`
	Volume      Text          `json:"volume"`
	Issue       Text          `json:"issue"`
	Pages       Text          `json:"pages"`
	URL         Text          `json:"url"`
	Language    Text          `json:"language"`
	DuplicateOf *int          `json:"duplicate_of"` // index of the earlier record of this file that it seems to be; found by MarkDuplicates
	Trial       *Trial        `json:"trial"`
	Appraisal   *Appraisal    `json:"appraisal"`
	Warnings    List[Warning] `json:"warnings"`

	At  Warning `json:"-"` // where the record begins: Line or Path
	Raw string  `json:"-"` // a registry record as it stands in its file, to be kept with the trial; a part of the source's text
}

// Warn adds a warning at a line.
func (r *Record) Warn(line int, message string) {
	r.Warnings = append(r.Warnings, Warning{Line: line, Message: message})
}

// Author is a person, or a group with its whole name in Family.
type Author struct {
	Family string `json:"family"`
	Given  string `json:"given"`
}

// Text is written as null when it is empty: unknown.
type Text string

// MarshalJSON writes an empty text as null.
func (t Text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return marshal(string(t))
}

// List is written as [] when it is empty, never as null.
type List[T any] []T

// MarshalJSON writes an empty list as [].
func (l List[T]) MarshalJSON() ([]byte, error) {
	if len(l) == 0 {
		return []byte("[]"), nil
	}
	return marshal([]T(l))
}

// marshal writes <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
