// Package ris reads and writes references in RIS, as databases and reference managers write it. It must know neither the library nor
// the window, nor how a file came to be text.
package ris

import (
	"context"
	"fmt"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/tagged"
)

// looked is how much of a file Looks looks at: more text before the first record no database writes.
const looked = 1 << 18

// Looks tells whether text seems to be RIS: a line begins a record.
func Looks(text string) bool {
	for line := range tagged.Lines(text[:min(len(text), looked)]) {
		if _, _, ok := parseStart(line.Text); ok {
			return true
		}
	}
	return false
}

// Read reads all records of a file.
func Read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	r := reader{text: s.Text, file: exchange.File{Name: s.Name, Format: exchange.RIS}}
	if err := tagged.Scan(ctx, s, r.line); err != nil {
		return exchange.File{}, err
	}
	r.finish()
	return r.file, nil
}

// reader goes through a file line by line.
type reader struct {
	text   string
	file   exchange.File
	fields tagged.Fields // of the record that is open
	begin  int           // its line; 0 outside of a record
	style  style

	unknown  tagged.Tally // lines with a tag that RIS has not
	homeless tagged.Tally // fields outside of a record
	outside  tagged.Tally // other text there
	stray    tagged.Tally // text that belongs to no field of its record
	endless  tagged.Tally // records that the next one ended
}

func (r *reader) line(line tagged.Line) {
	for part := range line.Parts(func(text string) bool { _, _, ok := parseStart(text); return ok }) {
		r.part(part)
	}
}

func (r *reader) part(line tagged.Line) {
	if st, skip, ok := parseStart(line.Text); ok {
		if r.begin > 0 {
			r.endless.Add(r.begin, "")
			r.close()
		}
		r.begin, r.style = line.N, st
		r.fields = append(r.fields, tagged.NewField("TY", line, skip))
		return
	}
	if bare := strings.TrimPrefix(line.Text, "\ufeff"); strings.TrimSpace(bare) == "" {
		return
	}
	if r.begin == 0 {
		r.between(line)
		return
	}
	tag, skip, ok := parseTag(line.Text, r.style)
	switch {
	case ok && tag == "ER":
		r.close()
		if _, _, joined := parseStart(line.Text[skip:]); joined { // another file, and no line end between
			r.part(tagged.Line{Text: line.Text[skip:], N: line.N, Start: line.Start + skip, End: line.End, Last: line.Last})
		}
	case ok:
		if !official[tag] && !dialect[tag] {
			r.unknown.Add(line.N, tag)
		}
		r.fields = append(r.fields, tagged.NewField(tag, line, skip))
	case isCutTag(line): // told by the warning that the last record has no end
	default:
		last := &r.fields[len(r.fields)-1]
		if last.Tag == "TY" {
			r.stray.Add(line.N, "")
			return
		}
		last.Extend(r.text, line)
	}
}

// between takes a line outside of the records.
func (r *reader) between(line tagged.Line) {
	tag, _, ok := parseTag(line.Text, style{})
	switch {
	case isPreamble(line.Text), ok && tag == "ER":
	case ok:
		r.homeless.Add(line.N, tag)
	default:
		r.outside.Add(line.N, "")
	}
}

// close ends the record that is open.
func (r *reader) close() {
	r.file.Records = append(r.file.Records, record(r.fields, r.begin))
	r.fields = r.fields[:0]
	r.begin = 0
}

func (r *reader) finish() {
	if r.begin > 0 {
		r.file.Warnings = append(r.file.Warnings, exchange.Warning{Line: r.begin, Message: fmt.Sprintf(
			"The last record, which begins in line %d, has no end (ER): the file may be cut off. What there is of it was read.", r.begin)})
		r.close()
	}
	if len(r.file.Records) == 0 {
		r.file.Warnings = nil
		r.file.Refused = exchange.Text(fmt.Sprintf("%s holds no RIS record: no line begins with “TY  - ”. Export the references as RIS again.", r.file.Name))
		return
	}
	r.endless.Warn(&r.file,
		"The record that begins in line {line} has no end (ER); it was ended where the next one begins.",
		"{n} records have no end (ER); each was ended where the next one begins. The first of them begins in line {line}.")
	r.unknown.Warn(&r.file,
		"Line {line} has a tag that RIS does not have ({names}); it was not read.",
		"{n} lines have tags that RIS does not have ({names}) and were not read; the first is line {line}.")
	r.stray.Warn(&r.file,
		"Line {line} belongs to no field and was not read.",
		"{n} lines belong to no field and were not read; the first is line {line}.")
	r.homeless.Warn(&r.file,
		"The field in line {line} ({names}) stands outside of the records and was not read.",
		"{n} fields ({names}) stand outside of the records and were not read; the first is in line {line}.")
	r.outside.Warn(&r.file,
		"Line {line} is text outside of the records and was not read.",
		"{n} lines are text outside of the records and were not read; the first is line {line}.")
}
