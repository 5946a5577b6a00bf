// Package export turns a library, or some of its claims, into the files of other programs: judgements for robvis, studies
// for RevMan, tables for R, references, ClaimReview, Argdown, and whole libraries. It maps what a library holds to the types
// of the formats, which the packages below db/exchange write, and says what a format could not hold. It must know no window
// and choose no name of a file.
package export

import (
	"context"
	"fmt"
	"io"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// As is what is written.
type As string

// The formats.
const (
	Robvis      As = "robvis"
	RevMan      As = "revman"
	Tidy        As = "tidy"
	RIS         As = "ris"
	BibTeX      As = "bibtex"
	CSLJSON     As = "csl-json"
	ClaimReview As = "claimreview"
	Argdown     As = "argdown"
	JSON        As = "json"
	Library     As = "library"
)

// Format describes what can be written.
type Format struct {
	As     As
	Ending string // of the file, without a dot
	Text   bool   // so that it can be printed
	Whole  bool   // always holds the whole library, whichever claims are chosen
	Notes  bool   // holds notes that can be private
	write  func(ctx context.Context, x *content, w io.Writer) error
}

// Formats lists them in the order in which they are offered.
var Formats = []Format{
	{As: Robvis, Ending: "csv", Text: true, write: writeRobvis},
	{As: RevMan, Ending: "zip", write: writeRevMan},
	{As: Tidy, Ending: "zip", Notes: true, write: writeTidy},
	{As: RIS, Ending: "ris", Text: true, write: writeReferences},
	{As: BibTeX, Ending: "bib", Text: true, write: writeReferences},
	{As: CSLJSON, Ending: "json", Text: true, write: writeReferences},
	{As: ClaimReview, Ending: "json", Text: true, write: writeClaimReview},
	{As: Argdown, Ending: "argdown", Text: true, write: writeArgdown},
	{As: JSON, Ending: "json", Text: true, Whole: true, Notes: true, write: writeJSON},
	{As: Library, Ending: "sqlite", Notes: true, write: writeLibrary},
}

// FormatOf returns the description of a format.
func FormatOf(as As) (Format, bool) {
	for _, f := range Formats {
		if f.As == as {
			return f, true
		}
	}
	return Format{}, false
}

// Request says what to write.
type Request struct {
	As       As
	Claims   []string // uids; empty: all
	Reviewer string   // uid: whose judgements count; empty: nobody's
	Date     string   // the day it is made, YYYY-MM-DD; may be empty
	Private  bool     // notes marked private are written, too
}

// Write writes what was asked for. left are sentences on what the format could not hold. The same request on the same
// library gives the same bytes. The error is a sentence, or that of the context.
func Write(ctx context.Context, lib *db.Library, r Request, w io.Writer, progress func(done, total int)) (left []string, err error) {
	f, ok := FormatOf(r.As)
	if !ok {
		return nil, appraisal.Invalidf("as", "There is no format “%s” to export to. Choose one of those listed.", r.As)
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	r.Claims = once(r.Claims)
	x := &content{Request: r, lib: lib, progress: progress}
	if r.As != JSON && r.As != Library { // which the library writes by itself
		if err := x.gather(ctx); err != nil {
			return nil, err
		}
	}
	if err := f.write(ctx, x, w); err != nil {
		return nil, err
	}
	return x.left, ctx.Err()
}

// once are the uids without those that are named again.
func once(uids []string) (out []string) {
	seen := map[string]bool{}
	for _, uid := range uids {
		if !seen[uid] {
			seen[uid] = true
			out = append(out, uid)
		}
	}
	return out
}

// leave notes what the format could not hold, in the words for one or for several, with their number; nothing of none.
func (x *content) leave(n int, one, many string) {
	switch {
	case n == 1:
		x.left = append(x.left, one)
	case n > 1:
		x.left = append(x.left, fmt.Sprintf(many, n))
	}
}

// PrivateNotes are the notes marked private that a file would hold if the request asked for them; none where its format
// holds no notes.
func PrivateNotes(ctx context.Context, lib *db.Library, r Request) ([]db.PrivateNote, error) {
	f, ok := FormatOf(r.As)
	if !ok || !f.Notes {
		return nil, nil
	}
	claims := r.Claims
	if f.Whole || len(claims) == 0 {
		claims = nil // all of the library
	}
	notes, err := lib.PrivateNotes(ctx, claims)
	if r.As == Tidy { // which has no column for what people write around a verdict
		notes = slices.DeleteFunc(notes, func(n db.PrivateNote) bool { return n.Entity == db.EntityClaim })
	}
	return notes, err
}
