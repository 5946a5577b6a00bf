package ris

import (
	"strings"

	"claimgrade/db/exchange/tagged"
)

// The tags of the format, and those that databases added. Most are known only to be told from text and from mistakes.
var (
	official = tagSet("A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DO DP ED EP ER ET ID IS J1 J2 " +
		"JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PM PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TT TY U1 U2 U3 U4 " +
		"U5 UR VL VO Y1 Y2")
	dialect = tagSet("A5 A6 AE AF AI AP AR BN CC CH CI CL CO CR DE DI DS EM EN EU FD FU FX GR H1 H2 IN IP J9 JI JT K1 LI LS NO NS OA OI " +
		"PA PG PI PT PU RD RS SC SF SI SL SO SR T4 TS U6 U7 U8 U9 UI US UT WE WP WT XR XT YR")
)

func tagSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// style is how a record is written, as its TY line shows: text that goes on from line to line must not be taken for a tag
// only because some other file writes its tags so.
type style struct {
	indent string // before every tag
	small  bool   // tags in small letters
	narrow bool   // one space before the hyphen, or a tab
}

// parseTag reads the tag of a line. The value begins after skip bytes of the line.
func parseTag(line string, st style) (tag string, skip int, ok bool) {
	rest, found := strings.CutPrefix(line, st.indent)
	if !found || !startsWithTag(rest) {
		return "", 0, false
	}
	tag = strings.ToUpper(rest[:2])
	if tag != rest[:2] && !st.small {
		return "", 0, false
	}
	gap, tab := blanks(rest[2:])
	value, found := strings.CutPrefix(rest[2+gap:], "-")
	if !found {
		return "", 0, false
	}
	after, _ := blanks(value)
	separate := after > 0 || value == ""
	return tag, len(st.indent) + 2 + gap + 1 + after, st.isTag(tag, gap, tab, separate)
}

func startsWithTag(s string) bool {
	return len(s) > 2 && isLetter(s[0]) && (isLetter(s[1]) || isDigit(s[1]))
}

// isTag tells whether two letters with a hyphen behind them are a tag: the less known they are as one, the more they must
// look like one. The gap is the white space in front of the hyphen; separate tells whether there is some behind it.
func (st style) isTag(tag string, gap int, tab, separate bool) bool {
	wide := gap > 1 || tab
	switch {
	case gap == 0:
		return separate && (tag == "TY" || tag == "ER")
	case official[tag]:
		return separate || wide
	case dialect[tag]:
		return separate && (wide || st.narrow)
	}
	return separate && wide && !tab
}

// blanks is the length of the white space that s begins with, and whether a tab is in it. Pages copied from the web have
// no-break spaces.
func blanks(s string) (n int, tab bool) {
	for n < len(s) {
		switch {
		case s[n] == ' ':
			n++
		case s[n] == '\t':
			n, tab = n+1, true
		case strings.HasPrefix(s[n:], "\u00a0"):
			n += len("\u00a0")
		default:
			return n, tab
		}
	}
	return n, tab
}

// parseStart reads a line that begins a record, and the style it shows. Ovid may put the record's number in front.
func parseStart(line string) (st style, skip int, ok bool) {
	text := strings.TrimPrefix(line, "\ufeff")
	before := len(line) - len(text)
	indent, _ := blanks(text)
	st.indent = text[:indent]
	if number := leadingNumber(text[indent:]); number > 0 {
		before += indent + number
		st.indent, text = "", text[indent+number:]
	}
	st.small = true
	tag, skip, ok := parseTag(text, st)
	if !ok || tag != "TY" {
		return style{}, 0, false
	}
	at := len(st.indent)
	gap, tab := blanks(text[at+2:])
	st.small = text[at:at+2] != "TY"
	st.narrow = gap == 1 || tab
	return st, before + skip, true
}

// leadingNumber is the length of "12. " in front of a tag.
func leadingNumber(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	if n == 0 || n >= len(s) || s[n] != '.' {
		return 0
	}
	after, _ := blanks(s[n+1:])
	return n + 1 + after
}

// isPreamble tells whether a line outside of the records is one that a database writes before or after each.
func isPreamble(text string) bool {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "<") && strings.HasSuffix(text, ">") {
		text = strings.TrimSpace(text[1 : len(text)-1])
	}
	if strings.Trim(text, "0123456789. ") == "" || text == "EF" || text == "Scopus" {
		return true
	}
	for _, word := range []string{"Record #", "Record ", "Provider:", "Database:", "EXPORT DATE:", "Content:", "Content-Type:", "Link to the Ovid Full Text", "Link to the External Link Resolver"} {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}

// isCutTag tells whether the last line of a file is the beginning of a tag.
func isCutTag(line tagged.Line) bool {
	text := strings.TrimRight(line.Text, " ")
	return line.Last && len(text) <= 2 && len(text) > 0 && text == strings.ToUpper(text) && isLetter(text[0])
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
