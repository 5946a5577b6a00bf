package markdown

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"claimgrade/ui/report/block"
)

// wrap breaks text into lines no wider than a width, the first after one indent and the others after another. Lines of the
// text stay lines of their own. A word is broken only where it alone is wider than a line, unless it is an address.
func wrap(text string, wide int, first, rest string) []string {
	var lines []string
	indent := first
	for _, paragraph := range strings.Split(block.Clean(text), "\n") {
		line, used := "", 0
		room := max(wide-widthOf(indent), 1)
		for _, word := range strings.FieldsFunc(paragraph, breaks) {
			for _, part := range pieces(word, max(wide-widthOf(rest), 1)) {
				wanted := widthOf(part)
				if used > 0 && used+1+wanted > room {
					lines = append(lines, indent+line)
					indent, line, used = rest, "", 0
					room = max(wide-widthOf(indent), 1)
				}
				if used > 0 {
					line, used = line+" ", used+1
				}
				line, used = line+part, used+wanted
			}
		}
		if used > 0 || line != "" || paragraph == "" && len(lines) > 0 {
			lines = append(lines, indent+line)
			indent = rest
		}
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// breaks reports whether a line may be broken at a space: not at one that holds words together.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

// longestAddress is how long an address may be to stay whole.
const longestAddress = 400

// pieces cuts a word that is wider than a line, between characters and never before a mark that belongs to the one before.
func pieces(word string, wide int) []string {
	if widthOf(word) <= wide || len(word) <= longestAddress && strings.Contains(word, "://") {
		return []string{word}
	}
	var parts []string
	start, used := 0, 0
	for i, r := range word {
		wanted := runeWidth(r)
		if used > 0 && used+wanted > wide {
			parts = append(parts, word[start:i])
			start, used = i, 0
		}
		used += wanted
	}
	return append(parts, word[start:])
}

// widthOf is how many columns a text takes on a terminal or in a mail.
func widthOf(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
