// Package nbib reads references in the tagged format of MEDLINE, as PubMed, ERIC and Ovid write it. It must know neither
// the library nor the window, nor how a file came to be text.
package nbib

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/tagged"
)

// looked is how much of a file Looks looks at.
const looked = 1 << 16

// Looks tells whether text seems to be MEDLINE: a line says PMID or who owns the record, or two lines are fields of a record
// as Ovid writes it.
func Looks(text string) bool {
	fields := map[string]bool{}
	for line := range tagged.Lines(text[:min(len(text), looked)]) {
		tag, _, ok := parseTag(line.Text)
		switch rest, isTY := strings.CutPrefix(strings.TrimLeft(line.Text, "0123456789. \t\ufeff"), "TY"); {
		case isTY && strings.HasPrefix(strings.TrimSpace(rest), "-"): // RIS
			return false
		case !ok:
		case tag == "PMID", tag == "OWN":
			return true
		case known[tag]:
			fields[tag] = true
		}
		if fields["TI"] && (fields["AU"] || fields["FAU"] || fields["SO"] || fields["AB"] || fields["JT"]) {
			return true
		}
	}
	return false
}

// Read reads all records of a file.
func Read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	r := reader{text: s.Text, file: exchange.File{Name: s.Name, Format: exchange.NBIB}}
	if err := tagged.Scan(ctx, s, r.line); err != nil {
		return exchange.File{}, err
	}
	r.finish()
	return r.file, nil
}

// reader goes through a file line by line. Blank lines part the records; but some files have blank lines within records
// too, and some have none at all. So the fields between two blank lines are a block, which begins a record if it has a
// PMID, or a field that a record has only once and the one before has already.
type reader struct {
	text  string
	file  exchange.File
	open  part // the record so far
	block part // what may still turn out to be the beginning of the next record
	blank bool // the line before was blank, or belonged to no field

	cut     bool // the last line is the beginning of a tag
	unended bool // the last line has no line end
	sources int  // how many records have SO, which PubMed writes last

	unknown tagged.Tally // lines with a tag that MEDLINE has not
	outside tagged.Tally // text that belongs to no field
}

// part is a run of fields, and which tags it has.
type part struct {
	fields tagged.Fields
	has    map[string]bool
	pmid   exchange.Text
}

func (p *part) add(f tagged.Field) {
	if p.has == nil {
		p.has = map[string]bool{}
	}
	p.fields = append(p.fields, f)
	p.has[f.Tag] = true
	if f.Tag == "PMID" {
		p.pmid = exchange.Plain(f.Value)
	}
}

func (p *part) clear() {
	p.fields = p.fields[:0]
	clear(p.has)
}

// once are fields that a record has only one time: another one after a blank line belongs to another record.
var once = []string{"PMID", "OWN", "STAT", "TI", "UI", "VN", "DP", "JT", "TA", "SO"}

func (r *reader) line(line tagged.Line) {
	begins := func(text string) bool {
		tag, _, ok := parseTag(text)
		return ok && (tag == "PMID" || tag == "OWN")
	}
	for part := range line.Parts(begins) {
		r.part(part)
	}
}

func (r *reader) part(line tagged.Line) {
	if line.Last {
		r.unended = true
	}
	if strings.Trim(line.Text, " \t\ufeff") == "" {
		r.endBlock()
		r.blank = true
		return
	}
	tag, skip, ok := parseTag(line.Text)
	switch {
	case ok:
		if !known[tag] {
			r.unknown.Add(line.N, tag)
		}
		if r.block.startsAnew(tag, line.Text[skip:]) {
			r.endBlock()
			r.closeRecord()
		}
		r.block.add(tagged.NewField(tag, line, skip))
	case isMarker(line.Text) && (r.blank || r.block.fields == nil || line.Text[0] == '<'):
		r.endBlock()
		r.closeRecord()
	case isCutTag(line) && len(r.open.fields)+len(r.block.fields) > 0:
		r.cut = true
	default:
		r.blank = !r.goesOn(line)
		return
	}
	r.blank = false
}

// startsAnew tells whether a tag within a block begins the next record: files that were joined may have no blank line
// there.
func (p *part) startsAnew(tag, value string) bool {
	switch tag {
	case "PMID":
		return p.has["PMID"] && p.pmid != exchange.Plain(value) || !p.has["PMID"] && p.has["TI"]
	case "OWN", "VN":
		return p.has[tag] && p.has["TI"]
	}
	return false
}

// goesOn takes a line without a tag. It belongs to the field above, unless a blank line stands between and it is not set
// in; then it belongs to none.
func (r *reader) goesOn(line tagged.Line) bool {
	fields := r.block.fields
	if len(fields) == 0 {
		fields = r.open.fields
	}
	indented := strings.HasPrefix(line.Text, " ") || strings.HasPrefix(line.Text, "\t")
	if len(fields) == 0 || r.blank && !indented {
		r.outside.Add(line.N, "")
		return false
	}
	fields[len(fields)-1].Extend(r.text, line)
	return true
}

// endBlock adds the block to the record it belongs to.
func (r *reader) endBlock() {
	if len(r.block.fields) == 0 {
		return
	}
	if r.begins() {
		r.closeRecord()
	}
	for _, f := range r.block.fields {
		r.open.add(f)
	}
	r.block.clear()
}

func (r *reader) begins() bool {
	if r.block.has["PMID"] && r.open.has["TI"] {
		return true
	}
	return slices.ContainsFunc(once, func(tag string) bool { return r.block.has[tag] && r.open.has[tag] })
}

func (r *reader) closeRecord() {
	if len(r.open.fields) == 0 {
		return
	}
	if r.open.has["SO"] {
		r.sources++
	}
	r.file.Records = append(r.file.Records, record(r.open.fields))
	r.open.clear()
}

func (r *reader) finish() {
	r.endBlock()
	cut, line := r.isCutOff()
	r.closeRecord()
	if len(r.file.Records) == 0 {
		r.file.Refused = exchange.Text(fmt.Sprintf("%s holds no MEDLINE record: no line begins with a tag such as “PMID- ”. Export the references in the PubMed format again.", r.file.Name))
		return
	}
	if cut {
		r.file.Warnings = append(r.file.Warnings, exchange.Warning{Line: line, Message: fmt.Sprintf(
			"The last record, which begins in line %d, seems to be cut off. What there is of it was read.", line)})
	}
	r.unknown.Warn(&r.file,
		"Line {line} has a tag that MEDLINE does not have ({names}); it was not read.",
		"{n} lines have tags that MEDLINE does not have ({names}) and were not read; the first is line {line}.")
	r.outside.Warn(&r.file,
		"Line {line} belongs to no field and was not read.",
		"{n} lines belong to no field and were not read; the first is line {line}.")
}

// isCutOff tells whether the file seems to end within its last record, and where that begins. MEDLINE has no mark for the
// end of a record. But PubMed writes SO last, with a full stop, and a line end behind it.
func (r *reader) isCutOff() (cut bool, line int) {
	fields := r.open.fields
	if len(fields) == 0 {
		return false, 0
	}
	last := fields[len(fields)-1]
	switch {
	case r.cut:
		cut = true
	case last.Tag == "SO":
		cut = r.unended && !strings.HasSuffix(strings.TrimSpace(last.Value), ".")
	case !r.open.has["SO"]:
		nameless := !r.open.has["TI"] && !r.open.has["BTI"] && !r.open.has["TT"]
		cut = r.unended || r.sources > 0 || nameless || r.open.has["OWN"] && r.open.has["STAT"]
	}
	return cut, fields[0].Line
}
