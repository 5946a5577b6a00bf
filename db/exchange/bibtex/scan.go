package bibtex

import (
	"strings"
)

// How the reading of an entry ended.
type ending int

const (
	closed ending = iota
	cutOff        // the text ended
	broken        // another entry began within it, or one of its values does not end
)

// scan reads one entry.
type scan struct {
	*parser
	at      int
	close   byte // what closes the entry
	byLines bool
	end     ending
	open    int // where a value begins that does not end; 0 if every value ends
}

func (s *scan) space() { s.at = skipSpace(s.text, s.at) }

// peek is the sign at the place, 0 behind the last one.
func (s *scan) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// key reads the citation key. Some entries have none, or no comma behind it.
func (s *scan) key(e *entry) {
	s.space()
	i := s.at
	for i < len(s.text) && !strings.ContainsRune(",={\"@", rune(s.text[i])) && s.text[i] != s.close {
		i++
	}
	if i >= len(s.text) {
		e.key, s.at = strings.TrimSpace(s.text[s.at:]), i
		return
	}
	before := s.text[s.at:i]
	switch s.text[i] {
	case ',':
		e.key, s.at = strings.TrimSpace(before), i+1
	case s.close:
		e.key, s.at = strings.TrimSpace(before), i
	case '=': // the name of the first field stands before it
		before = strings.TrimRight(before, " \t\r\n")
		name := strings.LastIndexAny(before, " \t\r\n") + 1
		e.key = strings.TrimSpace(before[:name])
		s.at += name
	case '@':
		if _, _, ok := s.opening(i); !ok { // part of the key
			e.key, s.at = strings.TrimSpace(before), i
			if comma := strings.IndexAny(s.text[i:], ",\r\n"); comma >= 0 {
				e.key, s.at = strings.TrimSpace(s.text[s.at-len(before):i+comma]), i+comma
			}
		}
	}
}

// fields reads the fields up to the end of the entry.
func (s *scan) fields(e *entry) {
	for {
		s.space()
		switch c := s.peek(); {
		case s.at >= len(s.text):
			s.end = cutOff
			return
		case c == ',':
			s.at++
		case c == '%': // as biber does; BibTeX would stumble
			s.restOfLine()
		case c == s.close:
			s.at++
			if !s.fieldFollows() {
				return
			}
			e.warn(s.lineOf(s.at-1), "There is a closing brace too many in line %d, before the end of the entry that begins in line %d.", s.lineOf(s.at-1), e.line)
		case c == '@' && s.anotherEntry(s.at):
			s.end = broken
			return
		default:
			s.field(e)
			if s.end != closed {
				return
			}
		}
	}
}

// restOfLine steps to the end of the line.
func (s *scan) restOfLine() {
	if i := strings.IndexAny(s.text[s.at:], "\r\n"); i >= 0 {
		s.at += i
	} else {
		s.at = len(s.text)
	}
}

// fieldFollows tells whether what stands behind a closing brace is one more field.
func (s *scan) fieldFollows() bool {
	i := skipSpace(s.text, s.at)
	for i < len(s.text) && s.text[i] == ',' {
		i = skipSpace(s.text, i+1)
	}
	return s.fieldAt(i)
}

// fieldAt tells whether a field begins at a place: a name, =, and what a value begins with.
func (s *scan) fieldAt(i int) bool {
	begin := i
	for i < len(s.text) && i-begin < 60 && isName(s.text[i]) {
		i++
	}
	if i == begin || i >= len(s.text) {
		return false
	}
	i = skipSpace(s.text, i)
	if i >= len(s.text) || s.text[i] != '=' {
		return false
	}
	i = skipSpace(s.text, i+1)
	return i >= len(s.text) || s.text[i] == '{' || s.text[i] == '"' || isName(s.text[i])
}

// field reads name = value.
func (s *scan) field(e *entry) {
	start := s.at
	for s.at < len(s.text) && s.text[s.at] != s.close && (isName(s.text[s.at]) || strings.IndexByte("/*'!?&$;<>|[]()", s.text[s.at]) >= 0) {
		s.at++
	}
	name := strings.ToLower(strings.Trim(s.text[start:s.at], "\u00a0\ufeff"))
	line := s.lineOf(start)
	s.space()
	switch c := s.peek(); {
	case name != "" && c == '=':
		s.at++
	case name != "" && (c == '{' || c == '"'):
		e.warn(line, "There is no = between the field %s and its value in line %d.", shown(name), line)
	default:
		s.noField(e, start)
		return
	}
	value := s.value(e, name)
	e.fields = append(e.fields, field{name: name, value: value, line: line})
}

// noField steps over what is no field, and says so.
func (s *scan) noField(e *entry, start int) {
	line := s.lineOf(start)
	if s.at >= len(s.text) {
		s.end = cutOff
		if said := shown(s.text[start:]); said != "" {
			e.warn(line, "The file ends in line %d within a field: %s", line, said)
		}
		return
	}
	if s.at == start {
		s.at++
	}
	for s.at < len(s.text) && !strings.ContainsRune(",\r\n", rune(s.text[s.at])) && s.text[s.at] != s.close {
		s.at++
	}
	e.warn(line, "What stands in line %d is no field and was not read: %s", line, shown(s.text[start:s.at]))
}

// shown is as much of a text as a message has room for.
func shown(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// value reads a value: texts, numbers and abbreviations, joined by #.
func (s *scan) value(e *entry, name string) string {
	var parts []string
	for {
		s.space()
		switch s.peek() {
		case '{':
			parts = append(parts, s.quoted('}'))
		case '"':
			parts = append(parts, s.quoted('"'))
		default:
			parts = append(parts, s.word(e, name))
		}
		if s.end != closed {
			break
		}
		next := skipSpace(s.text, s.at)
		if next >= len(s.text) || s.text[next] != '#' {
			break
		}
		s.at = next + 1
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return strings.Join(parts, "")
}

// quoted reads a text in braces or quotation marks, without these.
func (s *scan) quoted(last byte) string {
	if s.byLines {
		return s.quotedByLines(last)
	}
	begin := s.at + 1
	depth, limit := 0, len(s.text)
	seen := -1 // where within it another entry seems to begin
	for i := begin; i < limit; i++ {
		switch c := s.text[i]; {
		case s.escaped(i):
			i++
		case c == '@' && seen < 0 && s.anotherEntry(i):
			seen = i
			limit = min(limit, i+min(lookAhead, s.ahead))
		case c == '{':
			depth++
		case c == '}' && depth > 0:
			depth--
		case c == last && depth == 0:
			s.at = i + 1
			return s.text[begin:i]
		}
	}
	s.end, s.open = cutOff, begin
	if seen >= 0 {
		s.ahead -= limit - seen
		s.end = broken
	}
	s.at = len(s.text)
	return s.text[min(begin, len(s.text)):]
}

// escaped tells whether a backslash and a sign that it protects stand at a place.
func (s *scan) escaped(i int) bool {
	return s.text[i] == '\\' && i+1 < len(s.text) && strings.IndexByte(`\{}"`, s.text[i+1]) >= 0
}

// quotedByLines reads a text whose braces do not match: to where its field seems to end.
func (s *scan) quotedByLines(last byte) string {
	begin := s.at + 1
	for i := begin; i < len(s.text); i++ {
		switch {
		case s.escaped(i) && !s.endsField(i+1, last):
			i++
		case s.endsField(i, last):
			s.at = i + 1
			return s.text[begin:i]
		case s.text[i] == '@' && s.anotherEntry(i):
			s.at, s.end = i, broken
			return strings.TrimRight(s.text[begin:i], " \t\r\n,}")
		}
	}
	s.at, s.end = len(s.text), cutOff
	return s.text[min(begin, len(s.text)):]
}

// swallowed tells whether the value that does not end holds what looks like further fields, each on its line: then it is a
// brace that is missing, not the rest of the file.
func (s *scan) swallowed() bool {
	if s.open == 0 {
		return false
	}
	for i := s.open; ; {
		next := strings.IndexAny(s.text[i:], "\r\n")
		if next < 0 {
			return false
		}
		if i = skipSpace(s.text, i+next); i < len(s.text) && s.fieldAt(i) {
			return true
		}
	}
}

// startsLine tells whether only blanks stand before a place in its line.
func (p *parser) startsLine(at int) bool {
	before := strings.TrimRight(p.text[max(0, at-200):at], " \t\u00a0\ufeff")
	return before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, "\r")
}

// anotherEntry tells whether an entry begins at a place: at the start of a line, with a key.
func (s *scan) anotherEntry(at int) bool {
	if !s.startsLine(at) {
		return false
	}
	_, body, ok := s.opening(at)
	return ok && s.beginsKeyOrField(body)
}

// endsField tells, for an entry whose braces do not match, whether the brace or quotation mark at a place is the last of
// its field: nothing but a comma or the end of the entry follows in its line, and then a field, an entry or nothing.
func (s *scan) endsField(at int, last byte) bool {
	if s.text[at] != last {
		return false
	}
	i := at + 1
	blank := func() {
		for i < len(s.text) && (s.text[i] == ' ' || s.text[i] == '\t') {
			i++
		}
	}
	blank()
	if i < len(s.text) && s.text[i] == ',' {
		i++
		blank()
	}
	entryEnds := i < len(s.text) && s.text[i] == s.close
	if entryEnds {
		i++
		blank()
	}
	if i < len(s.text) && s.text[i] != '\n' && s.text[i] != '\r' {
		return false
	}
	i = skipSpace(s.text, i)
	if i >= len(s.text) || s.text[i] == '@' {
		return true
	}
	return !entryEnds && (s.text[i] == s.close || s.fieldAt(i))
}

// word reads a value without braces: a number, or an abbreviation.
func (s *scan) word(e *entry, name string) string {
	start := s.at
	for s.at < len(s.text) && !strings.ContainsRune(" \t\r\n,#{}\"", rune(s.text[s.at])) && s.text[s.at] != s.close {
		s.at++
	}
	word := s.text[start:s.at]
	line := s.lineOf(start)
	if word != "" && !s.valueEnds(skipSpace(s.text, s.at)) {
		for s.at < len(s.text) && !strings.ContainsRune(",\r\n", rune(s.text[s.at])) && s.text[s.at] != s.close {
			s.at++
		}
		word = strings.TrimSpace(s.text[start:s.at])
		e.warn(line, "The value of %s in line %d stands in no braces; it was read to the next comma or line: %s", name, line, shown(word))
		return word
	}
	if s.at >= len(s.text) {
		s.end = cutOff
	}
	known, ok := s.strings[strings.ToLower(word)]
	switch {
	case ok && s.expanded+len(known) > maxExpanded:
		e.warn(line, "The abbreviation %s in line %d was not written out: the abbreviations of this file would fill the memory.", word, line)
	case ok:
		s.expanded += len(known)
		return known
	case name != "month" && isAbbreviation(word):
		e.warn(line, "The abbreviation %s of the field %s in line %d is not defined in the file; it stays as it is.", shown(word), name, line)
	}
	return word
}

// valueEnds tells whether what stands behind a word is no part of its value.
func (s *scan) valueEnds(at int) bool {
	return at >= len(s.text) || strings.IndexByte(",#%", s.text[at]) >= 0 || s.text[at] == s.close || s.fieldAt(at) || s.anotherEntry(at)
}

func isAbbreviation(word string) bool {
	for i := range len(word) {
		if c := word[i]; !letter(c) && (i == 0 || c != '_' && c != '-') {
			return false
		}
	}
	return word != ""
}
