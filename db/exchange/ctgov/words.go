package ctgov

import (
	"strings"
	"unicode"

	"claimgrade/db/exchange"
)

// plain is a text of the registry without tags and entities.
func (s scalar) plain() exchange.Text { return exchange.Plain(string(s)) }

func (s scalar) String() string { return string(s.plain()) }

// word is one of the registry's words in lower case with hyphens: NON_RANDOMIZED, "Non-Randomized" are non-randomized.
func word(s scalar) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(string(s)) {
		switch {
		case r == '/': // N/A
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// beforeBracket cuts what stands in brackets at the end: "Observational [Patient Registry]", "Double (Participant, Investigator)".
func beforeBracket(s scalar) (head scalar, inside string) {
	t := strings.TrimSpace(string(s))
	at := strings.IndexAny(t, "([")
	if at <= 0 {
		return scalar(t), ""
	}
	return scalar(strings.TrimSpace(t[:at])), strings.TrimRight(t[at+1:], ")] ")
}

// studyType, allocation and model are the registry's words.
func studyType(s scalar) exchange.Text {
	head, _ := beforeBracket(s)
	return exchange.Text(word(head))
}

func model(s scalar) exchange.Text {
	return exchange.Text(strings.TrimSuffix(word(s), "-assignment"))
}

var levels = map[string]bool{"none": true, "single": true, "double": true, "triple": true, "quadruple": true}

// level is how many are masked; known is false for a word that the registry does not use for it.
func level(s scalar) (l exchange.Text, known bool) {
	if strings.TrimSpace(string(s)) == "" {
		return "", true
	}
	head, _ := beforeBracket(s)
	w := word(head)
	if !levels[w] {
		return "", false
	}
	return exchange.Text(w), true
}

// roles are those who may be masked; subject and caregiver are the registry's words of before 2017.
var roles = map[string]string{
	"participant": "participant", "subject": "participant", "care-provider": "care-provider", "caregiver": "care-provider",
	"investigator": "investigator", "outcomes-assessor": "outcomes-assessor",
}

// role is an outcome's; the registry's own "Other Pre-specified" is other.
func role(s scalar) string {
	switch w := word(s); w {
	case "other-pre-specified":
		return "other"
	case "post-hoc", "primary", "secondary", "other":
		return w
	}
	return "other"
}

// sameTitle makes titles comparable: case and white space do not matter.
func sameTitle(s scalar) string {
	return strings.ToLower(strings.Join(strings.Fields(s.String()), " "))
}

// day is a date as YYYY-MM-DD or YYYY-MM. The older interface writes "June 4, 2013" and "June 2013".
func (d date) day() string { return isoDate(d.Date) }

var months = map[string]string{
	"january": "01", "february": "02", "march": "03", "april": "04", "may": "05", "june": "06", "july": "07", "august": "08",
	"september": "09", "october": "10", "november": "11", "december": "12",
}

func isoDate(s scalar) string {
	t := s.String()
	parts := strings.Fields(strings.ReplaceAll(strings.ToLower(t), ",", " "))
	if len(parts) < 2 || months[parts[0]] == "" {
		return t
	}
	year := parts[len(parts)-1]
	if len(year) != 4 {
		return t
	}
	out := year + "-" + months[parts[0]]
	if len(parts) == 3 {
		d := parts[1]
		if len(d) == 1 {
			d = "0" + d
		}
		out += "-" + d
	}
	return out
}
