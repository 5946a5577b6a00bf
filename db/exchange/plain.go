package exchange

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain is s as plain text: tags gone, entities decoded, single spaces. A "<" that begins no tag stays ("p < 0.05"). What
// is plain already is not copied.
func Plain(s string) Text {
	s = strings.TrimSpace(s)
	if isPlain(s) {
		return Text(s)
	}
	// Some databases escape twice ("&amp;lt;i&amp;gt;"), hence the second and third look.
	for range 3 {
		before := s
		if strings.IndexByte(s, '<') >= 0 {
			s = withoutTags(s)
		}
		if strings.IndexByte(s, '&') >= 0 {
			s = withoutEntities(s)
		}
		if s == before {
			break
		}
	}
	return Text(singleSpaced(s))
}

// isPlain tells whether s is text without anything to clean, the ends apart.
func isPlain(s string) bool {
	ascii := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ' || c == 0x7f || c == '<' || c == '&':
			return false
		case c == ' ' && i > 0 && s[i-1] == ' ':
			return false
		}
	}
	return ascii || utf8.ValidString(s) && strings.IndexFunc(s, isUnplain) < 0
}

// isUnplain is true of what is not ASCII and does not stay as it is.
func isUnplain(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsSpace(r) || unicode.IsControl(r) || invisible(r))
}

// invisible are marks that are no part of a text: byte-order marks of joined files, zero-width spaces of web pages.
func invisible(r rune) bool { return r == '\ufeff' || r == '\u200b' || r == '\u2060' }

// singleSpaced has one space for every run of white space and control characters.
func singleSpaced(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s { // a byte that is no UTF-8 comes as U+FFFD
		switch {
		case invisible(r):
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = true
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// withoutEntities decodes entities that end with a semicolon. Those without one are left: an address may have "&copy=1".
func withoutEntities(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		n := entity(s)
		decoded := html.UnescapeString(s[:n])
		if strings.HasSuffix(decoded, ";") && s[:n] != "&semi;" {
			decoded = s[:n] // no name of an entity; only its beginning is, as in "&notes;"
		}
		b.WriteString(decoded)
		s = s[n:]
	}
}

// longestEntity is the length of the longest name of an entity in HTML, with & and the semicolon.
const longestEntity = 33

// entity is the length of the entity that s begins with, 1 if "&" begins none.
func entity(s string) int {
	for i := 1; i < len(s) && i < longestEntity; i++ {
		switch c := s[i]; {
		case c == ';':
			return i + 1
		case c == '#' && i == 1, isAlnum(c):
		default:
			return 1
		}
	}
	return 1
}

func isAlnum(c byte) bool { return isDigit(c) || isLetter(c) }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// inlineTags and blockTags are what HTML, JATS and the databases put into titles and abstracts. Only these are removed,
// so that "<LOD>" and "x<y and y>z" stay. A block's tag leaves a space.
var (
	inlineTags = tagSet("a abbr acronym alternatives b bdi bdo big bold cite code del dfn em emph ext-link font " +
		"formula i img inf inline-formula inline-graphic ins italic kbd mark math mi mn mo monospace mover mrow mstyle " +
		"mspace msub msubsup msup mtext named-content overline q roman s samp sans-serif sc scp script semantics small span " +
		"strike strong styled-content sub sup tex-math tt u uline underline var xref xlink annotation mfrac msqrt munder " +
		"munderover mfenced mtable mtr mtd inter-ref citeref scp_sub")
	blockTags = tagSet("abstract abstracttext article blockquote body br caption center dd disp-formula div dl dt fig h1 " +
		"h2 h3 h4 h5 h6 head hr html label li list list-item ol p para pre sec section sect table tbody td th thead title tr ul")
)

func tagSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// withoutTags removes tags, comments and the marks around CDATA.
func withoutTags(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	noComment, noQuestion := false, false // no end of one follows: looking again for every "<" would take a square of time
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		n, block := tag(s)
		switch {
		case n > 0 && block:
			b.WriteByte(' ')
		case n > 0:
		case strings.HasPrefix(s, "<![CDATA["):
			n = len("<![CDATA[")
		case strings.HasPrefix(s, "<!--") && !noComment:
			n = endOf(s, "-->")
			noComment = n == 0
		case strings.HasPrefix(s, "<?xml") && !noQuestion:
			n = endOf(s, "?>")
			noQuestion = n == 0
		}
		if n == 0 {
			b.WriteByte('<')
			n = 1
		}
		s = s[n:]
	}
}

func endOf(s, mark string) int {
	if i := strings.Index(s, mark); i >= 0 {
		return i + len(mark)
	}
	return 0
}

// How far the end of a tag is looked for. Without a bound, text made of beginnings of tags would take a square of time.
const (
	longestTag     = 500
	mostAttributes = 12
)

// tag is the length of the known tag that s begins with, 0 if it begins with none.
func tag(s string) (n int, block bool) {
	start := 1
	if strings.HasPrefix(s, "</") {
		start = 2
	}
	i := start + nameLength(s[start:])
	name := strings.ToLower(s[start:min(i, start+40)])
	if at := strings.IndexByte(name, ':'); at >= 0 { // jats:p, mml:mi
		name = name[at+1:]
	}
	block = blockTags[name]
	if !block && !inlineTags[name] {
		return 0, false
	}
	for range mostAttributes + 1 {
		for i < len(s) && isBlank(s[i]) {
			i++
		}
		switch {
		case strings.HasPrefix(s[i:], ">"):
			return i + 1, block
		case strings.HasPrefix(s[i:], "/>"):
			return i + 2, block
		}
		end := attribute(s, i)
		if end == i || end > longestTag {
			return 0, false
		}
		i = end
	}
	return 0, false
}

// nameLength is the length of the name of a tag or an attribute that s begins with.
func nameLength(s string) int {
	n := 0
	for n < len(s) && (isAlnum(s[n]) || s[n] == ':' || s[n] == '-' || s[n] == '_') {
		n++
	}
	return n
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// attribute is where the attribute at s[i:] ends: name="value", name='value' or name=value; i if there is none.
func attribute(s string, i int) int {
	at := i + nameLength(s[i:])
	if at == i || at+1 >= len(s) || s[at] != '=' {
		return i
	}
	at++
	if q := s[at]; q == '"' || q == '\'' {
		end := strings.IndexByte(s[at+1:min(len(s), at+longestTag)], q)
		if end < 0 {
			return i
		}
		return at + end + 2
	}
	for at < len(s) && !isBlank(s[at]) && s[at] != '>' {
		at++
	}
	return at
}
