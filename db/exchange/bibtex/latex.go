package bibtex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// decoder turns the LaTeX of a value into plain text. It goes through the text once and never into itself, however deeply
// braces are nested: an accent waits for the letter that comes next, and a command with something to say behind its
// argument leaves that with the argument's brace.
type decoder struct {
	out     strings.Builder
	closers []string // what to write at the closing brace, for every open one
	deeper  int      // braces that are open within as many others as no text has; nothing is written at their end
	closer  string   // for the next opening brace
	marks   []rune   // accents that wait for their letter, the first the innermost
	last    rune     // the last one written
	math    bool
	unknown []string // commands that are not known
}

// deepest is how many open braces are remembered: memory is bounded however many a file has.
const deepest = 10_000

// plain decodes a value; unknown are the commands that could not be: where they have an argument it stays, otherwise they do.
func plain(s string) (text string, unknown []string) {
	if !strings.ContainsAny(s, "\\{}$~`'-") {
		return s, nil
	}
	d := &decoder{}
	for s != "" {
		s = d.step(s)
	}
	d.orphans()
	return norm.NFC.String(d.out.String()), d.unknown
}

// step decodes what the text begins with, and returns the rest.
func (d *decoder) step(s string) string {
	switch c := s[0]; {
	case c == '\\' && len(s) > 1:
		return d.command(s[1:])
	case c == '{':
		if len(d.closers) == deepest {
			d.deeper++
		} else {
			d.closers = append(d.closers, d.closer)
		}
		d.closer = ""
		return s[1:]
	case c == '}':
		d.orphans()
		if d.deeper > 0 {
			d.deeper--
		} else if n := len(d.closers); n > 0 {
			d.write(d.closers[n-1])
			d.closers = d.closers[:n-1]
		}
		return s[1:]
	case c == '$':
		return d.dollar(s)
	case c == '~':
		d.write(" ")
		return s[1:]
	case d.math && (c == '^' || c == '_'), len(d.marks) > 0 && c == ' ':
		return s[1:]
	}
	return d.text(s)
}

// text writes what needs no decoding, up to the next sign that does.
func (d *decoder) text(s string) string {
	if len(d.marks) == 0 && !d.math {
		for _, l := range ligatures {
			if rest, ok := strings.CutPrefix(s, l.typed); ok {
				d.write(l.means)
				return rest
			}
		}
	}
	_, size := utf8.DecodeRuneInString(s)
	for len(d.marks) == 0 && size < len(s) && !special[s[size]] {
		size++
	}
	d.write(s[:size])
	return s[size:]
}

// special are the bytes that step looks at.
var special = func() (set [256]bool) {
	for _, c := range []byte("\\{}$~^_`'-") {
		set[c] = true
	}
	return set
}()

var ligatures = []struct{ typed, means string }{
	{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"`", "‘"},
}

// write writes a text, with the accents that wait behind its first letter.
func (d *decoder) write(s string) {
	if s == "" {
		return
	}
	if len(d.marks) == 0 {
		d.out.WriteString(s)
		d.last, _ = utf8.DecodeLastRuneInString(s)
		return
	}
	first, size := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) {
		d.orphans()
		d.write(s)
		return
	}
	switch first { // under an accent, as TeX wants it, the letters without a dot are the usual ones
	case 'ı':
		first = 'i'
	case 'ȷ':
		first = 'j'
	}
	d.out.WriteRune(first)
	for i := len(d.marks) - 1; i >= 0; i-- {
		d.out.WriteRune(d.marks[i])
	}
	d.marks = d.marks[:0]
	d.out.WriteString(s[size:])
	d.last, _ = utf8.DecodeLastRuneInString(s)
}

// orphans writes the accents that found no letter as signs of their own: \~{} is how some write a tilde.
func (d *decoder) orphans() {
	marks := d.marks
	d.marks = nil
	for _, m := range marks {
		if sign, ok := signs[m]; ok {
			d.write(sign)
		}
	}
}

var signs = map[rune]string{'\u0303': "~", '\u0302': "^", '\u0300': "`", '\u0301': "´", '\u0308': "¨", '\u0304': "¯", '\u0307': "˙"}

// dollar begins or ends a formula. A dollar without a partner is money, and so are two of them with a space before the
// second or a digit behind it.
func (d *decoder) dollar(s string) string {
	rest := strings.TrimPrefix(s[1:], "$")
	if d.math {
		d.math = false
		return rest
	}
	end := strings.IndexByte(rest, '$')
	// no formula of a title or an abstract is longer; so a text of dollars is not searched again and again
	if end > 2000 {
		end = -1
	}
	if end <= 0 || rest[0] == ' ' && len(rest) == len(s)-1 || end > 0 && rest[end-1] == ' ' && rest[0] != ' ' ||
		end+1 < len(rest) && rest[end+1] >= '0' && rest[end+1] <= '9' {
		d.write("$")
		return s[1:]
	}
	d.math = true
	return rest
}

// command decodes a command; s is what follows its backslash.
func (d *decoder) command(s string) string {
	c := s[0]
	if mark, ok := accents[s[:1]]; ok && !letter(c) {
		d.marks = append(d.marks, mark)
		return s[1:]
	}
	if !letter(c) {
		return d.symbol(s)
	}
	n := 1
	for n < len(s) && letter(s[n]) {
		n++
	}
	name, rest := s[:n], s[n:]
	after := strings.TrimLeft(rest, " \t\r\n") // a command swallows the spaces behind it
	if mark, ok := accents[name]; ok {
		d.marks = append(d.marks, mark)
		return after
	}
	if text, ok := characters[name]; ok {
		d.write(text)
		if !d.math || spaced(rest) {
			return after
		}
		return rest
	}
	if after, ok := d.format(name, after); ok {
		return after
	}
	return d.strange(name, rest, after)
}

// spaced: in a formula "\alpha b" is set without a space; but behind "\leq 5" a reader expects one.
func spaced(rest string) bool { return !strings.HasPrefix(rest, " ") }

// symbol decodes a backslash with a sign.
func (d *decoder) symbol(s string) string {
	switch s[0] {
	case '\\': // a line break, perhaps with the space below it
		d.write(" ")
		rest := strings.TrimPrefix(s[1:], "*")
		if inner, ok := strings.CutPrefix(rest, "["); ok {
			if length, behind, ok := strings.Cut(inner, "]"); ok && len(length) < 12 {
				return behind
			}
		}
		return rest
	case ' ', ',', ';', ':', '>', '\t', '\n', '\r':
		d.write(" ")
	case '-', '/', '!', '@', '(', ')', '[', ']':
	default:
		_, size := utf8.DecodeRuneInString(s)
		d.write(s[:size])
		return s[size:]
	}
	return s[1:]
}

// format knows the commands that say how their argument looks, or what stands around it.
func (d *decoder) format(name, after string) (string, bool) {
	switch {
	case looks[name]:
		return after, true
	case drops[name]:
		return skipGroup(after), true
	}
	switch name {
	case "href":
		return skipGroup(after), true
	case "enquote", "mkbibquote":
		d.write("“")
		d.closer = "”"
	case "frac", "tfrac", "dfrac", "nicefrac":
		d.closer = "/"
	default:
		return after, false
	}
	if !strings.HasPrefix(after, "{") {
		d.closer = ""
	}
	return after, true
}

// strange keeps what an unknown command says.
func (d *decoder) strange(name, rest, after string) string {
	if len(d.unknown) < 5 {
		d.unknown = append(d.unknown, `\`+name)
	}
	if strings.HasPrefix(after, "{") {
		return after
	}
	d.write(`\` + name)
	return rest
}

// skipGroup returns what follows the braces that the text begins with.
func skipGroup(s string) string {
	if !strings.HasPrefix(s, "{") {
		return s
	}
	depth := 0
	for i := range min(len(s), 1000) { // so that many open braces are not gone through again and again
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[i+1:]
			}
		}
	}
	return s[1:]
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// verbatim decodes a value in which the signs of LaTeX are signs: an address or an identifier.
func verbatim(s string) string {
	if !strings.ContainsAny(s, `\{}`) {
		return strings.TrimSpace(s)
	}
	s = strings.ReplaceAll(s, `\url`, "")
	s = escapes.Replace(s)
	return strings.TrimSpace(braces.Replace(s))
}

var braces = strings.NewReplacer("{", "", "}", "")

var escapes = strings.NewReplacer(`\textasciitilde`, "~", `\~{}`, "~", `\textunderscore`, "_", `{\_}`, "_", `\_`, "_", `\&`, "&",
	`\%`, "%", `\#`, "#", `\$`, "$", `\~`, "~", `\textless`, "<", `\textgreater`, ">", `\{`, "", `\}`, "")
