// Package tagged holds what the formats of lines with a tag in front (RIS, MEDLINE) have in common: lines, fields, and the
// count of what was not understood. It knows no format's tags.
package tagged

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"claimgrade/db/exchange"
)

// Line is a line of a text without its end, which is LF, CRLF or CR.
type Line struct {
	Text       string
	N          int // from 1
	Start, End int // offsets of Text
	Last       bool
}

// Lines are the lines of a text.
func Lines(text string) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		lf := -1 // the next LF; looked for once only, however many CR stand before it
		for n, start := 1, 0; start < len(text); n++ {
			if lf < start {
				lf = len(text)
				if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
					lf = start + i
				}
			}
			end, next := lf, lf+1
			if i := strings.IndexByte(text[start:lf], '\r'); i >= 0 {
				end, next = start+i, start+i+1
				if next == lf {
					next++
				}
			}
			if !yield(Line{text[start:end], n, start, end, end == len(text)}) {
				return
			}
			start = next
		}
	}
}

// Parts cuts a line in which files were joined: the byte-order mark of the second stands behind the last words of the
// first, if that has no line end. begins tells whether a text that follows a mark is the beginning of a file.
func (l Line) Parts(begins func(text string) bool) iter.Seq[Line] {
	const mark = "\ufeff"
	return func(yield func(Line) bool) {
		for at := 1; at < len(l.Text); {
			i := strings.Index(l.Text[at:], mark)
			if i < 0 {
				break
			}
			if at += i; !begins(l.Text[at:]) {
				at += len(mark)
				continue
			}
			if !yield(Line{l.Text[:at], l.N, l.Start, l.Start + at, false}) {
				return
			}
			l.Text, l.Start, at = l.Text[at:], l.Start+at, 1
		}
		yield(l)
	}
}

// Scan gives every line to each, tells the progress, and stops when the context ends.
func Scan(ctx context.Context, s exchange.Source, each func(Line)) error {
	const lines, bytes = 50, 1 << 18 // how often the context is asked, and the progress told
	told := 0
	for line := range Lines(s.Text) {
		if line.N%lines == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if line.Start-told >= bytes {
			told = line.Start
			s.Report(told, len(s.Text))
		}
		each(line)
	}
	s.Report(len(s.Text), len(s.Text))
	return ctx.Err()
}

// Field is a tag with its text, which may go on over several lines. Value is a part of the file's text as it stands there.
type Field struct {
	Tag, Value string
	Line       int
	start      int
}

// NewField is the field of a tag whose value begins in a line after skip bytes.
func NewField(tag string, line Line, skip int) Field {
	return Field{tag, line.Text[skip:], line.N, line.Start + skip}
}

// Extend makes the field go on to the end of line.
func (f *Field) Extend(text string, line Line) { f.Value = text[f.start:line.End] }

// Fields are the fields of a record in the order of the file.
type Fields []Field

// All are the fields with one of the tags, in the order of the file.
func (fs Fields) All(tags ...string) iter.Seq[Field] {
	return func(yield func(Field) bool) {
		for _, f := range fs {
			if slices.Contains(tags, f.Tag) && !yield(f) {
				return
			}
		}
	}
}

// First is the plain text of the first tag that has any, in the order of the tags.
func (fs Fields) First(tags ...string) exchange.Text {
	for _, tag := range tags {
		for f := range fs.All(tag) {
			if text := exchange.Plain(f.Value); text != "" {
				return text
			}
		}
	}
	return ""
}

// Joined are the plain texts of all fields with the tag.
func (fs Fields) Joined(tag, between string) exchange.Text {
	var parts []string
	for f := range fs.All(tag) {
		if text := exchange.Plain(f.Value); text != "" {
			parts = append(parts, string(text))
		}
	}
	return exchange.Text(strings.Join(parts, between))
}

// Year is the first plausible year of the tags, in the order of the tags. Text without one gets the record a warning.
func (fs Fields) Year(r *exchange.Record, tags ...string) {
	var unread *Field
	for _, tag := range tags {
		for f := range fs.All(tag) {
			if r.Year = exchange.ParseYear(f.Value); r.Year != nil {
				return
			}
			if unread == nil && strings.Trim(f.Value, " \t\r\n/") != "" {
				unread = &f
			}
		}
	}
	if unread != nil {
		r.Warn(unread.Line, fmt.Sprintf("The date “%s” (%s, line %d) holds no year; the year is left empty.", short(unread.Value), unread.Tag, unread.Line))
	}
}

// WarnNoDOI says that a field should hold a DOI and does not.
func WarnNoDOI(r *exchange.Record, f Field) {
	r.Warn(f.Line, fmt.Sprintf("“%s” (%s, line %d) is no DOI; the DOI is left empty.", short(f.Value), f.Tag, f.Line))
}

// WarnRepeated says that a tag stands more than once with different texts where a record can have one only.
func (fs Fields) WarnRepeated(r *exchange.Record, tags ...string) {
	for _, tag := range tags {
		first, line, more := exchange.Text(""), 0, 0
		for f := range fs.All(tag) {
			switch text := exchange.Plain(f.Value); {
			case first == "":
				first = text
			case text != "" && text != first:
				more++
				if line == 0 {
					line = f.Line
				}
			}
		}
		switch {
		case more == 1:
			r.Warn(line, fmt.Sprintf("%s stands again in line %d with another text; the first one was read.", tag, line))
		case more > 1:
			r.Warn(line, fmt.Sprintf("%s stands %d times more with other texts, the first time in line %d; only the first one was read.", tag, more, line))
		}
	}
}

// WarnNameless says that nothing tells what the record is about, if nothing does.
func WarnNameless(r *exchange.Record) {
	if r.Title == "" && r.DOI == "" && r.PMID == "" {
		r.Warn(r.At.Line, fmt.Sprintf("The record that begins in line %d has no title, no DOI and no PubMed id.", r.At.Line))
	}
}

// AddRegistryIDs adds the registry numbers in the fields, each once.
func AddRegistryIDs(r *exchange.Record, fields iter.Seq[Field]) {
	seen := map[string]bool{}
	for f := range fields {
		for _, id := range exchange.FindRegistryIDs(f.Value) {
			if !seen[id] {
				seen[id] = true
				r.RegistryIDs = append(r.RegistryIDs, id)
			}
		}
	}
}

// short is a text for a message.
func short(s string) string {
	const most = 60
	s = string(exchange.Plain(s[:min(len(s), 8*most)]))
	for i := range s {
		if i >= most {
			return s[:i] + "…"
		}
	}
	return s
}

// Tally counts what was not understood, and says where it begins.
type Tally struct {
	Count, Line int
	names       []string
}

// Add counts a line. The name, if any, is told in the message.
func (t *Tally) Add(line int, name string) {
	if t.Count == 0 {
		t.Line = line
	}
	t.Count++
	if name != "" && len(t.names) < 10 && !slices.Contains(t.names, name) {
		t.names = append(t.names, name)
	}
}

// Warn adds a warning if anything was counted. The formats are for one and for several, with {n}, {line} and {names}.
func (t *Tally) Warn(file *exchange.File, one, many string) {
	if t.Count == 0 {
		return
	}
	format := many
	if t.Count == 1 {
		format = one
	}
	message := strings.NewReplacer("{names}", strings.Join(t.names, ", "), "{n}", fmt.Sprint(t.Count), "{line}", fmt.Sprint(t.Line)).Replace(format)
	file.Warnings = append(file.Warnings, exchange.Warning{Line: t.Line, Message: message})
}
