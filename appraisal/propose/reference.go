package propose

import (
	"regexp"
	"unicode/utf8"
)

var ruleReference = Rule{"R-1", "This is a mark or a name by which the article cites a source."}

// RuleNear is the rule of whoever knows the text around the sentence.
var RuleNear = Rule{"R-2", "The article cites this source right behind these words."}

// marks of references: numbers in brackets or raised, and names with a year.
var referenceMarks = regexp.MustCompile(`\[(\d{1,3})(?:\s?[,;–-]\s?\d{1,3})*\]` + `|\((\d{1,3})(?:\s?[,;–-]\s?\d{1,3})*\)` + `|([⁰¹²³⁴-⁹]{1,3})` +
	`|\((?:see |e\.g\.,? )?(\p{Lu}[\p{L}'’-]+(?: et al\.?| (?:&|and) \p{Lu}[\p{L}'’-]+)?,? (?:19|20)\d\d[a-z]?)(?:[;,][^)]*)?\)` +
	`|(\p{Lu}[\p{L}'’-]+(?: et al\.?| (?:&|and) \p{Lu}[\p{L}'’-]+)?) \((?:19|20)\d\d[a-z]?\)`)

// references finds the sources that the sentence cites.
func (x *reader) references() {
	s := string(x.text)
	for _, at := range referenceMarks.FindAllStringSubmatchIndex(s, 5) {
		for g := 2; g+1 < len(at); g += 2 {
			if at[g] < 0 {
				continue
			}
			value := s[at[g]:at[g+1]]
			if g == 10 { // "Smith (2020)" is cited with its year
				value = s[at[0]:at[1]]
			}
			span := Span{utf8.RuneCountInString(s[:at[0]]), utf8.RuneCountInString(s[:at[1]])}
			x.found = append(x.found, Proposal{Field: Reference, Value: plainDigits(value), Rule: ruleReference, Span: span, From: s[at[0]:at[1]]})
			break
		}
	}
}

// plainDigits lowers raised digits.
func plainDigits(s string) string {
	var out []rune
	for _, r := range s {
		switch r {
		case '¹':
			r = '1'
		case '²':
			r = '2'
		case '³':
			r = '3'
		case '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹':
			r = r - '⁰' + '0'
		}
		out = append(out, r)
	}
	return string(out)
}
