package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgrade/ui/report/block"
)

// marks are what Markdown reads within a line, as GitHub writes it: its own marks, and the beginnings of addresses.
var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`,
	"~", `\~`, "$", `\$`, "@", `\@`, "://", `\://`, "www.", `www\.`, "\t", " ")

var (
	entity   = regexp.MustCompile(`&([#A-Za-z0-9]|$)`)
	atStart  = regexp.MustCompile(`^([-+#=:])`)
	numbered = regexp.MustCompile(`^(\d+)([.)])`)
)

// escaped is a text in Markdown that is read as that text: no marks, no tags, no links of its own. What counts only at the
// start of a line is left to paragraph.
func escaped(s string) string {
	s = marks.Replace(block.Clean(s))
	if strings.Contains(s, "&") {
		s = entity.ReplaceAllString(s, `\&$1`)
	}
	if bare, found := strings.CutSuffix(s, "!"); found { // a link after it would become a picture
		s = bare + `\!`
	}
	return s
}

// paragraph lays out text with its lines: each ends where it should, and none begins as a list, a heading or code does.
// Lines after the first have an indent.
func paragraph(text, indent string) string {
	lines := strings.Split(strings.Trim(text, " \n"), "\n")
	for i, line := range lines {
		line = strings.TrimFunc(line, unicode.IsSpace)
		line = atStart.ReplaceAllString(line, `\$1`)
		line = numbered.ReplaceAllString(line, `$1\$2`)
		if bare, found := strings.CutSuffix(line, `\\`); found && i < len(lines)-1 { // three in a row do not end the line for every reader
			line = bare + "&#92;"
		}
		lines[i] = line
	}
	return strings.Join(lines, "\\\n"+indent)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cell is text in a table, where a line end would end the row.
func cell(s string) string {
	s = strings.TrimFunc(s, unicode.IsSpace)
	return strings.ReplaceAll(s, "\n", "<br>")
}

// emphasized puts marks around text, which may not have space within them.
func emphasized(text, mark string) string {
	inner := strings.TrimFunc(text, unicode.IsSpace)
	if inner == "" {
		return text
	}
	start := strings.Index(text, inner)
	return text[:start] + mark + inner + mark + text[start+len(inner):]
}

// holds reports whether marks of emphasis around text work between its neighbours: marks between punctuation within and a
// letter without are taken for letters themselves, and so are those beside other marks.
func holds(before, inner, after string) bool {
	trimmed := strings.TrimFunc(inner, unicode.IsSpace)
	if trimmed == "" || strings.HasSuffix(before, "*") || strings.HasPrefix(after, "*") {
		return false
	}
	if len(inner) != len(strings.TrimLeftFunc(inner, unicode.IsSpace)) {
		before = " "
	}
	if len(inner) != len(strings.TrimRightFunc(inner, unicode.IsSpace)) {
		after = " "
	}
	first, _ := utf8.DecodeRuneInString(trimmed)
	last, _ := utf8.DecodeLastRuneInString(trimmed)
	left, _ := utf8.DecodeLastRuneInString(before)
	right, _ := utf8.DecodeRuneInString(after)
	return (!isMark(first) || before == "" || apart(left)) && (!isMark(last) || after == "" || apart(right))
}

func isMark(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

func apart(r rune) bool { return unicode.IsSpace(r) || isMark(r) }
