package tr

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file tells of a text by which format it was made, and from what.

// pattern is a format with its translation.
type pattern struct {
	literals []string // before, between and after the verbs
	verbs    []byte
	letters  int      // of the literals: how much there is to know it by
	there    []string // the literals of the translation
	puts     []verbAt // its verbs
	word     string   // one that every text of this format holds; empty where there is none
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+#0]*\d*(?:\.\d+)?([a-zA-Z%])`)

// patternOf reads a format; ok is false of a text without verbs, or with nothing but spaces between them.
func patternOf(format, there string) (p pattern, ok bool) {
	var verbs []verbAt
	p.literals, verbs = cutAtVerbs(format)
	p.there, p.puts = cutAtVerbs(there)
	for _, v := range verbs {
		p.verbs = append(p.verbs, v.letter)
	}
	for _, l := range p.literals {
		p.letters += lettersIn(l)
	}
	p.word = p.longestWord()
	return p, len(p.verbs) > 0 && strings.TrimSpace(strings.Join(p.literals, "")) != ""
}

// verbAt is a verb of a format and the place of its argument.
type verbAt struct {
	letter byte
	arg    int
}

// cutAtVerbs are the literals of a format, before, between and after its verbs.
func cutAtVerbs(format string) (literals []string, verbs []verbAt) {
	literal, end, next := "", 0, 0
	for _, m := range verb.FindAllStringSubmatchIndex(format, -1) {
		literal += format[end:m[0]]
		end = m[1]
		if format[m[4]] == '%' {
			literal += "%"
			continue
		}
		if m[2] >= 0 {
			n, _ := strconv.Atoi(format[m[2]:m[3]])
			next = n - 1
		}
		literals, verbs, literal = append(literals, literal), append(verbs, verbAt{format[m[4]], next}), ""
		next++
	}
	return append(literals, literal+format[end:]), verbs
}

var letters = regexp.MustCompile(`\pL+`)

// longestWord is the longest word of the literals that no verb can make longer.
func (p pattern) longestWord() string {
	longest := ""
	for i, l := range p.literals {
		for _, at := range letters.FindAllStringIndex(l, -1) {
			joins := at[0] == 0 && i > 0 || at[1] == len(l) && i < len(p.verbs)
			if w := l[at[0]:at[1]]; !joins && len(w) > len(longest) {
				longest = w
			}
		}
	}
	return longest
}

// patternsOf are the formats of a language's spoken sentences, by a word that tells whether one is worth trying.
func patternsOf(l Language) (map[string][]pattern, error) {
	texts, err := textsOf(l, func(name string) bool { return slices.Contains(spoken, name) })
	if err != nil {
		return nil, err
	}
	all := map[string][]pattern{}
	for _, format := range slices.Sorted(maps.Keys(texts)) {
		if p, ok := patternOf(format, texts[format]); ok {
			all[p.word] = append(all[p.word], p)
		}
	}
	return all, nil
}

// mostSplits bounds in how many ways a text may be cut at the verbs of one format.
const mostSplits = 40

// splits are the ways in which a text can have been made from the format: what stood at each verb.
func (p pattern) splits(text string) [][]string {
	last := len(p.verbs)
	if !strings.HasPrefix(text, p.literals[0]) || !strings.HasSuffix(text, p.literals[last]) {
		return nil
	}
	for _, l := range p.literals[1:last] {
		if !strings.Contains(text, l) {
			return nil
		}
	}
	c := cutter{pattern: p, at: make([]string, last)}
	c.cut(0, text[len(p.literals[0]):])
	return c.all
}

// cutter finds the splits of a text.
type cutter struct {
	pattern
	at  []string
	all [][]string
}

// cut tries every place at which what stands at the nth verb may end.
func (c *cutter) cut(n int, rest string) {
	next := c.literals[n+1]
	if n == len(c.verbs)-1 {
		if arg, ok := strings.CutSuffix(rest, next); ok && wrote(c.verbs[n], arg) {
			c.at[n] = arg
			c.all = append(c.all, slices.Clone(c.at))
		}
		return
	}
	for from := 0; len(c.all) < mostSplits; {
		i := strings.Index(rest[from:], next)
		if i < 0 {
			return
		}
		from += i
		if wrote(c.verbs[n], rest[:from]) {
			c.at[n] = rest[:from]
			c.cut(n+1, rest[from+len(next):])
		}
		if from == len(rest) {
			return
		}
		_, size := utf8.DecodeRuneInString(rest[from:])
		from += size
	}
}

var figure = regexp.MustCompile(`^[-+−]?\d+(\.\d+)?(e[-+−]?\d+)?$`)

// wrote reports whether a verb can have written this.
func wrote(verb byte, s string) bool {
	switch verb {
	case 's', 'v':
		return true
	case 'q':
		return len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"'
	}
	return figure.MatchString(s)
}

// put writes what was said at the verbs into the translation.
func (p pattern) put(said []string) string {
	var b strings.Builder
	for i, v := range p.puts {
		b.WriteString(p.there[i])
		if v.arg < len(said) {
			b.WriteString(said[v.arg])
		}
	}
	b.WriteString(p.there[len(p.puts)])
	return b.String()
}
