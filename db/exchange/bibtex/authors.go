package bibtex

import (
	"fmt"
	"strings"

	"claimgrade/db/exchange"
)

// authors reads the names of all the author fields. Braces say what belongs together: {World Health Organization} is a
// group, {van der Berg} one family name.
func (v *values) authors() []exchange.Author {
	var all []exchange.Author
	for _, f := range v.entry.fields {
		if f.name != "author" && f.name != "authors" {
			continue
		}
		names := splitNames(f.value)
		if len(names) == 1 && strings.Contains(outsideBraces(names[0]), ";") {
			names = strings.Split(names[0], ";")
			v.record.Warn(f.line, fmt.Sprintf("The authors in line %d are divided by semicolons, not by “and”.", f.line))
		}
		for _, n := range names {
			if a, ok := v.author(n); ok {
				all = append(all, a)
			}
		}
	}
	return all
}

// splitNames divides at the word and, where it stands in no braces.
func splitNames(s string) []string {
	s += " " // a list may end with the word
	var names []string
	depth, begin := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '{':
			depth++
		case c == '}':
			depth = max(0, depth-1)
		case depth == 0 && blank(c) && i+4 < len(s) && strings.EqualFold(s[i+1:i+4], "and") && blank(s[i+4]):
			names = append(names, s[begin:i])
			begin = i + 4
			i += 3
		}
	}
	return append(names, s[begin:])
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// author reads one name.
func (v *values) author(raw string) (exchange.Author, bool) {
	raw = strings.TrimSpace(raw)
	if inner, ok := wholly(raw); ok {
		name := v.decode(inner)
		return exchange.Author{Family: string(name)}, name != ""
	}
	bare := outsideBraces(raw)
	if strings.Contains(bare, "family=") {
		return v.parts(raw, bare)
	}
	if comma := strings.IndexByte(bare, ','); comma >= 0 {
		family, given := raw[:comma], raw[comma+1:]
		name := string(v.decode(family))
		_, whole := wholly(strings.TrimSpace(family))
		if whole || strings.Contains(name, ",") { // a comma within braces is part of the name
			return exchange.Author{Family: name, Given: string(v.decode(given))}, true
		}
		return exchange.ParseAuthor(string(v.decode(raw)))
	}
	if last := lastGroup(raw, bare); last > 0 {
		family, given := string(v.decode(raw[last:])), string(v.decode(raw[:last]))
		if family != "" && given != "" {
			return exchange.Author{Family: family, Given: given}, true
		}
	}
	return exchange.ParseAuthor(string(v.decode(raw)))
}

// parts reads a name in biblatex's long form: family=Berg, given=Jan, prefix=van der, useprefix=true.
func (v *values) parts(raw, bare string) (exchange.Author, bool) {
	said := map[string]string{}
	for begin, end := 0, 0; begin < len(raw); begin = end + 1 {
		end = len(raw)
		if comma := strings.IndexByte(bare[begin:], ','); comma >= 0 {
			end = begin + comma
		}
		name, value, _ := strings.Cut(raw[begin:end], "=")
		said[strings.ToLower(strings.TrimSpace(name))] = string(v.decode(value))
	}
	family := strings.TrimSpace(said["prefix"] + " " + said["family"])
	return exchange.Author{Family: family, Given: strings.TrimSpace(said["given"] + " " + said["suffix"])}, family != ""
}

// wholly returns what stands in the braces around the whole of a name, if they are not those of an accented letter.
func wholly(s string) (string, bool) {
	if len(s) < 2 || s[0] != '{' || s[1] == '\\' && !strings.Contains(s, " ") {
		return "", false
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[1:i], i == len(s)-1
			}
		}
	}
	return "", false
}

// outsideBraces is a text, as long as it was, with all that stands in braces and every escaped sign blotted out.
func outsideBraces(s string) string {
	b := []byte(s)
	depth := 0
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\\' && i+1 < len(b):
			b[i] = 0
			if !letter(b[i+1]) {
				i++
				b[i] = 0
			}
		case c == '{':
			depth++
			b[i] = 0
		case c == '}':
			depth = max(0, depth-1)
			b[i] = 0
		case depth > 0:
			b[i] = 0
		}
	}
	return string(b)
}

// lastGroup is where the last word of a name without a comma begins, if it is a group of several words in braces: Jan {van
// der Berg}. Otherwise it is 0.
func lastGroup(raw, bare string) int {
	if !strings.HasSuffix(raw, "}") {
		return 0
	}
	i := len(bare)
	for i > 0 && bare[i-1] == 0 {
		i--
	}
	if i == 0 || !blank(bare[i-1]) || raw[i] != '{' || strings.HasPrefix(raw[i:], `{\`) || !strings.Contains(raw[i:], " ") {
		return 0
	}
	return i
}
