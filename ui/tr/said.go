package tr

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Said is a sentence of the rules, the what-ifs, the library or an import in the language in use. These speak English
// only, to scripts and files as to the window, and some of their sentences come back from storage as they were written. So
// a sentence is recognised by the format that it was made from, which is its key; what stands at the verbs is said in turn:
// sentences, words of the domain, numbers. Names and other words of the user stay as they are, and so does a sentence
// that nobody has translated.
func Said(text string) string {
	b := current.Load()
	if b.language == English || text == "" {
		return text
	}
	if there, ok := b.said.get(text); ok {
		return there
	}
	s := speaker{book: b, known: map[string]speech{}}
	there := s.bounded(text)
	b.said.put(text, there)
	return there
}

// longest is how many bytes are read as one text. Nothing composed is that long; what people wrote may be, and the time
// to recognise a text grows faster than its length.
const longest = 1200

// bounded says a text that is longer sentence by sentence, and leaves a sentence as it is that is longer still.
func (s *speaker) bounded(text string) string {
	if len(text) <= longest {
		return s.say(text).text
	}
	sentences := strings.Split(text, ". ")
	for i, x := range sentences {
		if len(x) <= longest {
			sentences[i] = s.say(x).text
		}
	}
	return strings.Join(sentences, ". ")
}

// Cited is the source of a rule, a question or a threshold. A citation stays as it is; what is said beside it is not, nor
// that there is only a convention.
func Cited(source string) string {
	parts := strings.Split(source, "; ")
	for i, part := range parts {
		there := T(part)
		if there == part {
			there = strings.ReplaceAll(part, "convention", T("convention"))
		}
		parts[i] = there
	}
	return strings.Join(parts, "; ")
}

// memory keeps what was said, since the same sentences are shown again and again.
type memory struct {
	mu    sync.Mutex
	texts map[string]string
}

// mostSaid bounds the memory; a full one is forgotten.
const mostSaid = 5000

func (m *memory) get(text string) (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	there, ok := m.texts[text]
	return there, ok
}

func (m *memory) put(text, there string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.texts == nil || len(m.texts) >= mostSaid {
		m.texts = map[string]string{}
	}
	m.texts[text] = there
}

// spoken are the files whose texts are sentences to recognise.
var spoken = []string{"appraisal", "rules", "whatif", "db", "exchange", "document", "fetch", "intake"}

// speech is a text as said, with the parts that were left in the words they had.
type speech struct {
	text string
	left []string
}

// letters left weigh one reading of a sentence against another: the fewer, the better it was understood.
func (s speech) letters() int {
	n := 0
	for _, part := range s.left {
		n += lettersIn(part)
	}
	return n
}

func lettersIn(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// speaker says one text; what it has said already it knows.
type speaker struct {
	*book
	known map[string]speech
	read  int // bytes, those read again for another reading included
}

// mostRead bounds the work on one text, so that names from a file, with any signs in them, do not keep the window waiting.
// Sentences of the program need a quarter of it at most. What is not read by then stays as it is.
const mostRead = 1 << 19

var decimal = regexp.MustCompile(`(\d)\.(\d)`)

// code is a name of the method or of data, the same in every language: a class such as OPP_LEAN, a key such as egger_p.
var code = regexp.MustCompile(`^(\p{Lu}[\p{Lu}_]+|\p{Ll}+(_\p{Ll}+)+|rrr|[A-Z]-[A-Z]?\d+)$`)

// named are names in quotation marks, such as those of columns, and how many more there are.
var named = regexp.MustCompile(`^(“[^“”]*”(?:, “[^“”]*”)*)(, and \d+ more)?$`)

var quotes = strings.NewReplacer("“", "«", "”", "»")

// apart stands between facts that are listed, and nowhere else.
const apart = " · "

// joiners are the signs that join the parts of a sentence.
const joiners = " ,;:="

func (s *speaker) say(text string) speech {
	if code.MatchString(text) {
		return speech{text: text}
	}
	if lettersIn(text) == 0 || figure.MatchString(text) {
		return speech{text: decimal.ReplaceAllString(text, "${1}"+Digits(".")+"${2}")}
	}
	if there, ok := s.word(text); ok {
		return speech{text: there}
	}
	if strings.HasPrefix(text, "“") {
		if all := named.FindStringSubmatch(text); all != nil {
			return speech{text: quotes.Replace(all[1]) + s.say(all[2]).text}
		}
	}
	if x, ok := s.known[text]; ok {
		return x
	}
	s.known[text] = speech{text, []string{text}} // should it lead back to itself
	var x speech
	if core := strings.Trim(text, joiners); core != text {
		x = s.say(core)
		x.text = strings.Replace(text, core, x.text, 1)
	} else {
		x = s.best(text)
	}
	s.known[text] = x
	return x
}

// best is the reading of a text that leaves the fewest letters.
func (s *speaker) best(text string) speech {
	if first, rest, ok := strings.Cut(text, apart); ok {
		return s.joined(first, apart, rest)
	}
	best, own := speech{text, []string{text}}, 0
	if s.read += len(text); s.read > mostRead {
		return best
	}
	left := best.letters()
	take := func(x speech, literal int) {
		if n := x.letters(); n < left || n == left && literal > own && own > 0 {
			best, left, own = x, n, literal
		}
	}
	if strings.Count(text, ", ") >= longList {
		if s.listed(text, take); left == 0 {
			return best
		}
	}
	several := strings.Contains(text, ". ") // sentences, which no loose format makes
	tried := map[string]bool{}
	for _, word := range append(letters.FindAllString(text, -1), "") {
		if tried[word] {
			continue
		}
		tried[word] = true
		for i := range s.patterns[word] {
			p := &s.patterns[word][i]
			if several && p.letters < handful {
				continue
			}
			for _, args := range p.splits(text) {
				s.read += len(text)
				if x, ok := s.fill(p, args); ok {
					take(x, p.letters)
				}
			}
		}
	}
	for _, way := range []func(string, func(speech, int)){s.sentence, s.sequence, s.headed, s.listed} {
		if left > 0 {
			way(text, take)
		}
	}
	if whole := lettersIn(text); left == whole {
		s.within(text, take)
	}
	return best
}

// longList is how many commas a text has that is tried as a list first: many formats fit its parts in many ways.
const longList = 8

// A format with few letters of its own must be borne out by what stands at its verbs: of a handful of letters by one of
// them, of fewer by all. “%s to %s” says something of numbers only.
const (
	handful = 7
	few     = 3
)

// fill says what stands at the verbs of a format.
func (s *speaker) fill(p *pattern, args []string) (x speech, ok bool) {
	said := make([]string, len(args))
	understood := 0
	for i, a := range args {
		quoted := p.verbs[i] == 'q' || strings.HasSuffix(p.literals[i], "“")
		part := speech{a, []string{a}}
		if quoted {
			part.left = nil // the user's own words
		} else if strings.TrimSpace(a) != "" || len(args) > 1 {
			part = s.say(a)
		}
		if len(part.left) == 0 {
			understood++
		}
		said[i], x.left = part.text, append(x.left, part.left...)
	}
	if p.letters < few && understood < len(args) || p.letters < handful && understood == 0 {
		return speech{}, false
	}
	x.text = p.put(said)
	return x, true
}

// word is a text without verbs, be it written with a capital where its key has none or the other way round.
func (s *speaker) word(text string) (string, bool) {
	if there, ok := s.texts[text]; ok && !strings.Contains(there, "%s") && !strings.Contains(there, "%d") {
		return there, true
	}
	first, _ := utf8.DecodeRuneInString(text)
	if unicode.IsLower(first) {
		if there, ok := s.texts[Capital(text)]; ok && !strings.Contains(there, "%s") && !strings.Contains(there, "%d") {
			return lowerFirst(there), true
		}
	}
	if spaced := strings.ReplaceAll(text, "-", " "); spaced != text {
		return s.word(spaced) // a stored word, such as partly-supported
	}
	return "", false
}

// Capital is a text with a capital first, as a line of its own has.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}

// sentence takes the full stop from what may be a sentence or a part of one.
func (s *speaker) sentence(text string, take func(speech, int)) {
	if part, ok := strings.CutSuffix(text, "."); ok {
		x := s.say(part)
		x.text += "."
		take(x, 0)
	}
}

// sequence says the first of several sentences and then the rest.
func (s *speaker) sequence(text string, take func(speech, int)) {
	for from := 0; s.read < mostRead; {
		i := strings.Index(text[from:], ". ")
		if i < 0 {
			return
		}
		from += i + 2
		take(s.joined(text[:from-1], " ", text[from:]), 0)
	}
}

// headed says what stands before a colon, such as the name of a trial, and what it heads; and before a comma a clause,
// if what follows is fully understood.
func (s *speaker) headed(text string, take func(speech, int)) {
	for _, between := range []string{": ", ", "} {
		if between == ", " && strings.Contains(text, ". ") {
			return // a comma does not reach beyond its sentence
		}
		for from := 0; s.read < mostRead; {
			i := strings.Index(text[from:], between)
			if i < 0 {
				break
			}
			from += i + len(between)
			if between == ": " || len(s.say(text[from:]).left) == 0 {
				take(s.joined(text[:from-len(between)], between, text[from:]), 0)
			}
		}
	}
}

// within says a sentence that stands within another and so begins with a small letter.
func (s *speaker) within(text string, take func(speech, int)) {
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLower(first) || !strings.Contains(text, " ") {
		return
	}
	x := s.say(Capital(text))
	x.text = lowerFirst(x.text)
	take(x, 0)
}

func (s *speaker) joined(first, between, rest string) speech {
	s.read += len(first) + len(rest)
	x, y := s.say(first), s.say(rest)
	return speech{x.text + between + y.text, append(slices.Clone(x.left), y.left...)}
}

// listed says the parts of a list where at least half of them are understood: the others are names.
func (s *speaker) listed(text string, take func(speech, int)) {
	if strings.Contains(text, ". ") {
		return
	}
	for _, between := range []string{"; ", ", "} {
		parts := strings.Split(text, between)
		if len(parts) < 2 {
			continue
		}
		var x speech
		understood := 0
		for i, part := range parts {
			y := s.say(part)
			if len(y.left) == 0 {
				understood++
			}
			parts[i], x.left = y.text, append(x.left, y.left...)
		}
		if 2*understood >= len(parts) {
			x.text = strings.Join(parts, between)
			take(x, 0)
		}
	}
}
