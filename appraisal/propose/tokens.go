package propose

import (
	"slices"
	"strings"
	"unicode"
)

// token is a word or number of the sentence in lower case. A hyphen parts words, so that "long-term" and "long term" are
// read alike.
type token struct {
	text       string
	start, end int
	gap        string // what stands between this one and the one before
}

// breaks reports whether a comma, bracket or the like stands before the token.
func (t token) breaks() bool { return strings.ContainsAny(t.gap, ",;:.!?()[]—\"“”«»") }

// ends reports whether a clause ends before the token.
func (t token) ends() bool { return strings.ContainsAny(t.gap, ";.!?") }

func tokensOf(text []rune) []token {
	var all []token
	last := 0
	for i := 0; i < len(text); {
		if !isWord(text[i]) {
			i++
			continue
		}
		from, digits := i, unicode.IsDigit(text[i])
		for i < len(text) && (isWord(text[i]) && unicode.IsDigit(text[i]) == digits || digits && inNumber(text, i)) {
			i++
		}
		all = append(all, token{strings.ToLower(string(text[from:i])), from, i, string(text[last:from])})
		last = i
	}
	return all
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// inNumber reports whether a point stands between two digits.
func inNumber(text []rune, i int) bool {
	return (text[i] == '.' || text[i] == '·') && i+1 < len(text) && unicode.IsDigit(text[i+1])
}

func sameText(a, b string) bool {
	return slices.Equal(wordsOf(a), wordsOf(b)) && a != "" || a == b
}

func wordsOf(s string) []string {
	var out []string
	for _, t := range tokensOf([]rune(s)) {
		out = append(out, t.text)
	}
	return out
}

// at reports whether a phrase stands at token i, and where it ends.
func (x *reader) at(i int, phrase []string) (end int, ok bool) {
	if i < 0 || i+len(phrase) > len(x.tokens) || len(phrase) == 0 {
		return 0, false
	}
	for k, w := range phrase {
		if x.tokens[i+k].text != w || k > 0 && x.tokens[i+k].breaks() {
			return 0, false
		}
	}
	return i + len(phrase), true
}

// phrases is a list of phrases by their first word, the longest first.
type phrases map[string][]entry

type entry struct {
	words []string
	value string
}

// list makes phrases of a text that has one in each line or between bars; what stands before a colon is their value.
func list(text string) phrases {
	p := phrases{}
	for _, line := range strings.Split(text, "\n") {
		value, all, ok := strings.Cut(line, ":")
		if !ok {
			value, all = "", line
		}
		for _, s := range strings.Split(all, "|") {
			p.add(s, strings.TrimSpace(value))
		}
	}
	return p
}

func (p phrases) add(phrase, value string) {
	w := wordsOf(phrase)
	if len(w) == 0 {
		return
	}
	all := append(p[w[0]], entry{w, value})
	slices.SortStableFunc(all, func(a, b entry) int { return len(b.words) - len(a.words) })
	p[w[0]] = all
}

// find returns the longest phrase of the list at token i.
func (x *reader) find(i int, p phrases) (value string, end int, ok bool) {
	if i < 0 || i >= len(x.tokens) {
		return "", 0, false
	}
	for _, e := range p[x.tokens[i].text] {
		if end, ok := x.at(i, e.words); ok {
			return e.value, end, true
		}
	}
	return "", 0, false
}

// before returns the longest phrase of the list that ends before token i.
func (x *reader) before(i int, p phrases) (start int, ok bool) {
	for back := 5; back >= 1; back-- {
		if _, end, ok := x.find(i-back, p); ok && end == i {
			return i - back, true
		}
	}
	return 0, false
}

// is reports whether token i is one of the words.
func (x *reader) is(i int, words phrases) bool {
	_, end, ok := x.find(i, words)
	return ok && end == i+1
}

// negations and what undoes them.
var negations = list("not|no|never|neither|nor|cannot|without|nobody|none|hardly|failed to|fails to|fail to|unable to|lack of|absence of|lacked|" +
	"didn|doesn|don|isn|wasn|weren|aren|hasn|haven|hadn|couldn|wouldn|unlikely")

// negated reports whether a negation stands in the clause within a few words before token i.
func (x *reader) negated(i int) (at int, yes bool) {
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		if x.tokens[k+1].breaks() || x.is(k+1, contrasts) {
			return 0, false
		}
		_, end, ok := x.find(k, negations)
		if !ok || end > i {
			continue
		}
		if k+1 < len(x.tokens) && (x.tokens[k+1].text == "only" || x.tokens[k+1].text == "doubt") {
			continue
		}
		if x.tokens[k].text == "without" && i-k > 3 || x.tokens[k].text == "no" && i-k > 4 {
			continue
		}
		return k, true
	}
	return 0, false
}

// contrasts begin another clause.
var contrasts = list("but|while|whereas|although|though|however|yet|because|so|since")

// clauseEnd is the token after the last of the clause that begins at token i.
func (x *reader) clauseEnd(i int) int {
	for i++; i < len(x.tokens) && !x.tokens[i].ends() && !x.is(i, contrasts) && !x.andThen(i); i++ {
	}
	return i
}

// andThen reports whether ", and" begins another clause at token i.
func (x *reader) andThen(i int) bool {
	return x.tokens[i].text == "and" && x.tokens[i].breaks()
}
