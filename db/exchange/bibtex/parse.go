package bibtex

import (
	"fmt"
	"regexp"
	"strings"

	"claimgrade/db/exchange"
)

// entry is one @article{…} as it stands in the file.
type entry struct {
	kind, key string // as written, the kind in lower case
	fields    []field
	line      int
	cut       bool // the file ends within it
	problems  []exchange.Warning
}

// field is one name = value; value is LaTeX, its pieces joined and its outer braces or quotation marks gone.
type field struct {
	name  string // in lower case
	value string
	line  int
}

func (e *entry) warn(line int, format string, args ...any) {
	if len(e.problems) < maxProblems {
		e.problems = append(e.problems, exchange.Warning{Line: line, Message: fmt.Sprintf(format, args...)})
	}
}

const (
	maxProblems = 20       // of one entry; what stands behind them is read all the same
	lookAhead   = 64 << 10 // how far behind the beginning of another entry the end of a value is looked for
	allAhead    = 16 << 20 // and how far in the whole file
	maxExpanded = 32 << 20 // how many bytes abbreviations may put in: they can double one another
)

// parser goes through the text from one entry to the next.
type parser struct {
	text     string
	at       int
	strings  map[string]string // abbreviations, by their names in lower case
	expanded int
	ahead    int // bytes that may still be looked ahead
	warnings []exchange.Warning
	hidden   []int // lines of entries behind a %

	lineAt, line int // the line of a place that was asked for before
}

func newParser(text string) *parser {
	p := &parser{text: text, strings: map[string]string{}, ahead: allAhead, line: 1}
	for _, m := range strings.Fields("January February March April May June July August September October November December") {
		p.strings[strings.ToLower(m[:3])] = m
	}
	return p
}

// lineOf is the line, from 1, of a place in the text.
func (p *parser) lineOf(at int) int {
	from, to, step := p.lineAt, at, 1
	if at < p.lineAt {
		from, to, step = at, p.lineAt, -1
	}
	for i := from; i < to && i < len(p.text); i++ {
		if p.text[i] == '\n' || p.text[i] == '\r' && !strings.HasPrefix(p.text[i+1:], "\n") {
			p.line += step
		}
	}
	p.lineAt = at
	return p.line
}

// next returns the next entry; false at the end of the text. What stands between entries is text that nobody reads.
func (p *parser) next() (entry, bool) {
	for {
		i := strings.IndexByte(p.text[p.at:], '@')
		if i < 0 {
			p.at = len(p.text)
			return entry{}, false
		}
		start := p.at + i
		kind, body, ok := p.opening(start)
		switch {
		case !ok:
			p.at = start + 1
			p.noBrace(start)
			p.cutBefore(start)
		case p.behindPercent(start):
			p.at = start + 1
			if kind != "comment" && kind != "string" && kind != "preamble" {
				p.hidden = append(p.hidden, p.lineOf(start))
			}
		case kind == "comment" || kind == "preamble":
			p.skip(start, body)
		case kind == "string":
			e := p.entry(start, body, func(e *entry, in *scan) { in.fields(e) })
			for _, f := range e.fields {
				p.strings[f.name] = f.value
			}
			p.warnings = append(p.warnings, e.problems...)
		default:
			e := p.entry(start, body, func(e *entry, in *scan) { in.key(e); in.fields(e) })
			e.kind = kind
			return e, true
		}
	}
}

var usual = regexp.MustCompile(`(?i)^@(?:article|book|booklet|inbook|incollection|inproceedings|conference|manual|mastersthesis|misc|online|phdthesis|proceedings|report|techreport|thesis|unpublished)\b`)

// noBrace says that a line begins as an entry does but is none.
func (p *parser) noBrace(at int) {
	if !p.startsLine(at) || len(p.warnings) >= maxProblems || !usual.MatchString(p.text[at:min(len(p.text), at+20)]) {
		return
	}
	line := p.lineOf(at)
	p.warnings = append(p.warnings, exchange.Warning{Line: line, Message: fmt.Sprintf(
		"Line %d begins as an entry does, but no brace follows, so it was not read: %s", line, shown(p.text[at:min(len(p.text), at+20)]))})
}

// cutBefore says that the file ends where an entry begins, before its first brace.
func (p *parser) cutBefore(at int) {
	rest := p.text[at+1:]
	if rest == "" || len(rest) > 20 || !p.startsLine(at) || strings.IndexFunc(rest, func(c rune) bool { return c > 'z' || !letter(byte(c)) }) >= 0 {
		return
	}
	line := p.lineOf(at)
	p.warnings = append(p.warnings, exchange.Warning{Line: line, Message: fmt.Sprintf(
		"The file ends in line %d where an entry begins, so it is cut off: others may be missing. Export the file again.", line)})
}

// opening reads what begins an entry: an @, a word, a brace or parenthesis. body is the place behind that.
func (p *parser) opening(at int) (kind string, body int, ok bool) {
	if at > 0 && p.text[at-1] < 0x80 && (isName(p.text[at-1]) || p.text[at-1] == '@') {
		return "", 0, false // an address of electronic mail
	}
	i := skipSpace(p.text, at+1)
	begin := i
	for i < len(p.text) && i-begin < 50 && isName(p.text[i]) {
		i++
	}
	kind = strings.ToLower(p.text[begin:i])
	i = skipSpace(p.text, i)
	if kind == "" || i >= len(p.text) {
		return "", 0, false
	}
	switch p.text[i] {
	case '{':
		return kind, i + 1, true
	case '(':
		return kind, i + 1, kind == "comment" || kind == "preamble" || p.beginsKeyOrField(i+1)
	}
	return "", 0, false
}

// beginsKeyOrField tells a parenthesis that opens an entry from one in a sentence.
func (p *parser) beginsKeyOrField(at int) bool {
	i := skipSpace(p.text, at)
	begin := i
	for i < len(p.text) && i-begin < 200 && !strings.ContainsRune(" \t\r\n,=(){}\"", rune(p.text[i])) {
		i++
	}
	i = skipSpace(p.text, i)
	return i < len(p.text) && (p.text[i] == ',' || p.text[i] == '=')
}

func (p *parser) behindPercent(at int) bool {
	begin := at
	for begin > max(0, at-500) && p.text[begin-1] != '\n' && p.text[begin-1] != '\r' { // a line may be as long as the file
		begin--
	}
	return strings.HasPrefix(strings.TrimLeft(p.text[begin:at], " \t"), "%")
}

// skip steps over a comment or a preamble; over its first line alone if its braces do not end.
func (p *parser) skip(start, body int) {
	depth := 1
	limit := min(len(p.text), body+p.ahead)
	for i := body; i < limit; i++ {
		switch p.text[i] {
		case '{', '(':
			if p.text[i] == p.text[body-1] {
				depth++
			}
		case '}', ')':
			if p.text[i] != closing(p.text[body-1]) {
				continue
			}
			if depth--; depth == 0 {
				p.at = i + 1
				return
			}
		}
	}
	p.ahead -= limit - body
	p.at = len(p.text)
	if end := strings.IndexAny(p.text[body:], "\r\n"); end >= 0 {
		p.at = body + end
	}
	line := p.lineOf(start)
	p.warnings = append(p.warnings, exchange.Warning{Line: line, Message: fmt.Sprintf(
		"The comment that begins in line %d has no closing brace; only its first line was taken as the comment.", line)})
}

func closing(open byte) byte {
	if open == '(' {
		return ')'
	}
	return '}'
}

// entry reads an entry as BibTeX does. If its braces turn out not to match, it is read again by its lines: then a value
// ends where a line does and the next begins with a field. An entry that only ends too early, with the file, is read once:
// what stands before the cut is in order.
func (p *parser) entry(start, body int, read func(*entry, *scan)) entry {
	e := entry{line: p.lineOf(start)}
	in := &scan{parser: p, at: body, close: closing(p.text[body-1])}
	read(&e, in)
	switch {
	case in.end == cutOff && !in.swallowed():
		e.cut = true
	case in.end != closed:
		cut := in.end == cutOff
		e = entry{line: p.lineOf(start)}
		in = &scan{parser: p, at: body, close: closing(p.text[body-1]), byLines: true}
		read(&e, in)
		e.cut = cut && in.end == cutOff
		if !e.cut {
			e.warn(e.line, "The braces or quotation marks of the entry that begins in line %d do not match; its fields were told apart by their lines. Look at it in line %d.", e.line, e.line)
		}
	}
	p.at = max(in.at, body)
	return e
}

// skipSpace steps over white space, that of web pages and the byte-order marks of joined files too.
func skipSpace(s string, at int) int {
	for at < len(s) {
		switch c := s[at]; {
		case c == ' ' || c >= '\t' && c <= '\r':
			at++
		case c == 0xc2 && strings.HasPrefix(s[at:], "\u00a0"):
			at += len("\u00a0")
		case c == 0xef && strings.HasPrefix(s[at:], "\ufeff"):
			at += len("\ufeff")
		default:
			return at
		}
	}
	return at
}

// isName is true of the signs that names of entries and fields are made of.
func isName(c byte) bool {
	return letter(c) || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '+' || c == '.' || c == ':' || c >= 0x80
}
