package exchange

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AuthorText is an author as one text from which ParseAuthor makes the same author: "Hansen, Kari", or the whole name of
// a group.
func AuthorText(a Author) string {
	family, given := OneLine(a.Family), OneLine(a.Given)
	text := family
	if given != "" {
		text = family + ", " + given
	}
	if back, ok := ParseAuthor(text); ok && back == a || given != "" {
		return text
	}
	return family + "," // a group whose name is like a person's
}

// AuthorsText is a list of authors as one text, as a library keeps it: "Hansen K, Lie BC" where that is enough to tell
// family from given names, else "Hansen, Kari; Lie, Bo". ParseAuthors reads both.
func AuthorsText(authors []Author) string {
	short, long := make([]string, len(authors)), make([]string, len(authors))
	for i, a := range authors {
		short[i] = strings.TrimSpace(OneLine(a.Family) + " " + OneLine(a.Given))
		long[i] = strings.ReplaceAll(AuthorText(a), ";", ",")
	}
	if text := strings.Join(short, ", "); slices.Equal(ParseAuthors(text), authors) {
		return text
	}
	text := strings.Join(long, "; ")
	if len(long) == 1 && strings.HasSuffix(text, ",") {
		text += ";"
	}
	return text
}

// ParseAuthors reads what AuthorsText wrote, and as much as possible of what a person typed: names with initials behind
// them, divided by commas, names divided by semicolons, or one name with degrees behind it. A text that is neither is one
// author, the whole text its name; so nothing of it is lost.
func ParseAuthors(text string) []Author {
	text = withoutRemark(OneLine(text))
	if text == "" {
		return nil
	}
	if strings.Contains(text, ";") {
		return parsedAll(strings.Split(text, ";"))
	}
	parts := outsideBrackets(text)
	switch authors := parsedAll(parts); {
	case len(parts) > 1 && !slices.ContainsFunc(parts[1:], func(p string) bool { return !isDegree(p) }):
		return parsedAll(parts[:1]) // Anna Berg, MD
	case len(parts) == 1 && !lettersApart(parts[0]):
		return []Author{{Family: text}}
	case slices.ContainsFunc(parts, func(p string) bool { return !lettersApart(p) }):
		if len(parts) == 2 && len(strings.Fields(parts[1])) < 4 {
			return parsedAll([]string{text}) // Hansen, Kari
		}
		return []Author{{Family: text}}
	default:
		return authors
	}
}

func parsedAll(names []string) (out []Author) {
	for _, n := range names {
		if a, ok := ParseAuthor(n); ok {
			out = append(out, a)
		}
	}
	return out
}

// lettersApart reports whether a name tells by itself what is family name and what is given: it ends with initials, or it
// is a group's.
func lettersApart(name string) bool {
	words := strings.Fields(name)
	if isCollective(name, name, "") {
		return true
	}
	words, _ = cutSuffix(words)
	return len(words) > 1 && isInitials(words[len(words)-1]) && !isDegree(words[len(words)-1])
}

var degrees = tagSet("md phd mph msc ma mba dphil bsc mbbs mbchb frcp facp dfapa faap rn np do pharmd psyd edd dr prof")

func isDegree(word string) bool {
	return degrees[strings.ToLower(strings.ReplaceAll(strings.TrimSpace(word), ".", ""))]
}

// IsGroup reports whether a name is that of a group, by its words.
func IsGroup(name string) bool { return isCollective(name, name, "") }

// withoutRemark takes off what stands in brackets at the end of a list of authors: where they work, or how sure it is.
func withoutRemark(text string) string {
	if !strings.HasSuffix(text, ")") {
		return text
	}
	depth := 0
	for i := len(text) - 1; i > 0; i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return strings.TrimSpace(text[:i])
			}
		}
	}
	return text
}

// outsideBrackets divides a text at the commas that stand in no brackets.
func outsideBrackets(text string) []string {
	var parts []string
	depth, begin := 0, 0
	for i, r := range text {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(0, depth-1)
		case ',':
			if depth == 0 {
				parts = append(parts, strings.TrimSpace(text[begin:i]))
				begin = i + 1
			}
		}
	}
	return append(parts, strings.TrimSpace(text[begin:]))
}

// ShortName is a name as lists of references in medicine have it: the family name, and the initials of the given ones.
// A group's name stays whole.
func (a Author) ShortName() string {
	initials, suffix := "", ""
	for _, word := range strings.FieldsFunc(a.Given, func(r rune) bool { return r == ' ' || r == ',' }) {
		switch {
		case isSuffix(word):
			suffix = " " + strings.TrimRight(word, ".")
		case isInitials(word):
			initials += strings.Map(func(r rune) rune {
				if strings.ContainsRune(initialMarks, r) {
					return -1
				}
				return r
			}, word)
		default:
			for _, part := range strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune(initialMarks, r) }) {
				first, _ := utf8.DecodeRuneInString(part)
				initials += string(unicode.ToUpper(first))
			}
		}
	}
	return strings.TrimSpace(a.Family+" "+initials) + suffix
}
