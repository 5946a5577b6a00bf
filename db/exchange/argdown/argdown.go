// Package argdown writes maps of arguments in Argdown: statements with the arguments for and against them. It knows no
// library.
package argdown

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgrade/db/exchange"
)

// Map is a text of statements under headings.
type Map struct {
	Title    string
	Author   string
	Sections []Section
}

// Section is the statements under one heading.
type Section struct {
	Heading    string
	Statements []Statement
}

// Statement is a claim with what bears on it. Its title is made one that no other has.
type Statement struct {
	Title, Text string
	Tags        []string
	Data        []Datum
	Arguments   []Argument
}

// Argument bears on a statement.
type Argument struct {
	Title, Text string
	Tags        []string
	Data        []Datum
	Bears       Bearing
}

// Bearing is what an argument does to its statement.
type Bearing int

// The bearings. What is neither for nor against stands beside the statement without a line to it.
const (
	Neither Bearing = iota
	For
	Against
)

// Datum is a value with its name. Value is a text, a number or a truth value.
type Datum struct {
	Name  string
	Value any
}

// Write writes a map.
func Write(w io.Writer, m Map) error {
	p := printer{Writer: bufio.NewWriter(w), statements: map[string]bool{}, arguments: map[string]bool{}}
	p.front(m)
	for _, s := range m.Sections {
		if h := escape(s.Heading); h != "" {
			p.printf("\n# %s\n", h)
		}
		for _, st := range s.Statements {
			p.statement(st)
		}
	}
	return p.Flush() // keeps the first failure
}

type printer struct {
	*bufio.Writer
	statements, arguments map[string]bool // titles that are taken
}

func (p printer) printf(format string, args ...any) { fmt.Fprintf(p, format, args...) }

func (p printer) front(m Map) {
	p.printf("===\ntitle: %s\n", quoted(m.Title))
	if m.Author != "" {
		p.printf("author: %s\n", quoted(m.Author))
	}
	p.printf("===\n")
}

func (p printer) statement(s Statement) {
	p.printf("\n[%s]: %s\n", title(s.Title, p.statements), content(s.Text, s.Tags, s.Data))
	titles := make([]string, len(s.Arguments))
	for i, a := range s.Arguments {
		titles[i] = title(a.Title, p.arguments)
		switch a.Bears {
		case For:
			p.printf("  + <%s>\n", titles[i])
		case Against:
			p.printf("  - <%s>\n", titles[i])
		}
	}
	for i, a := range s.Arguments {
		p.printf("\n<%s>: %s\n", titles[i], content(a.Text, a.Tags, a.Data))
	}
}

// content is a text with its tags and data behind it.
func content(text string, tags []string, data []Datum) string {
	out := escape(text)
	if out == "" {
		out = "…"
	}
	for _, t := range tags {
		if t = tag(t); t != "" {
			out += " #" + t
		}
	}
	if len(data) == 0 {
		return out
	}
	parts := make([]string, len(data))
	for i, d := range data {
		value := fmt.Sprint(d.Value)
		if s, ok := d.Value.(string); ok {
			value = quoted(s)
		}
		parts[i] = d.Name + ": " + value
	}
	return out + " {" + strings.Join(parts, ", ") + "}"
}

// escape is a text in which no sign begins anything: a backslash stands before each that could.
func escape(s string) string {
	s = exchange.OneLine(s)
	var b strings.Builder
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		switch r {
		case '/', '=': // a comment, the front matter
			if strings.HasPrefix(rest, string(r)) {
				b.WriteByte('\\')
			}
		case '.', ':': // the name of a sign, such as :and:
			word, _, _ := strings.Cut(rest, " ")
			if strings.ContainsRune(word, r) {
				b.WriteByte('\\')
			}
		case '\\', '@', '#', '*', '_', '[', ']', '<', '>', '{', '}':
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// title is a title without the signs that would end it, made one that is not taken yet. Titles know no backslash.
func title(s string, taken map[string]bool) string {
	s = exchange.OneLine(strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("[]<>{}#@\\|", r):
			return ' '
		case r == ':':
			return '꞉' // a letter that looks like it
		}
		return r
	}, s))
	if s = strings.TrimLeft(s, "-+_ "); s == "" {
		s = "?"
	}
	if r := []rune(s); len(r) > 120 {
		s = strings.TrimSpace(string(r[:119])) + "…"
	}
	for own, n := s, 2; ; n++ {
		if !taken[own] {
			taken[own] = true
			return own
		}
		own = fmt.Sprintf("%s (%d)", s, n)
	}
}

// tag has letters, digits and hyphens only.
func tag(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return unicode.ToLower(r)
		}
		return '-'
	}, s), "-")
}

// quoted is a text of YAML within quotation marks. Braces and equals signs, by which Argdown finds the ends of data and of
// its front matter, are written by their numbers.
func quoted(s string) string {
	text, err := json.Marshal(exchange.OneLine(s))
	if err != nil { // a text can always be written
		return `""`
	}
	return numbered.Replace(string(text))
}

var numbered = strings.NewReplacer("{", `\u007b`, "}", `\u007d`, "=", `\u003d`)
