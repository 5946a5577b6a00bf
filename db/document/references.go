package document

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Reference is an entry of an article's list of references.
type Reference struct {
	Number int    // as the list numbers it; its place in a list without numbers
	Text   string // as one line
	DOI    string // in lower case; empty if the entry has none
	PMID   string

	named bool // the list has no numbers: it is cited by name and year
}

var (
	referencesHeading = regexp.MustCompile(`(?i)^\s*(\d+\.?\s+)?(references?( and notes)?|bibliography|literature( cited)?|works cited|cited literature|reference list|referanser|litteratur(liste)?|referenser|literatur(verzeichnis)?|références|bibliographie|referencias|bibliografía)\s*:?\s*$`)
	afterReferences   = regexp.MustCompile(`(?i)^\s*(appendix|appendices|supplement(ary|al)?( (material|information|data|appendix).*)?|supporting information.*|figure legends?|tables?|figures?|acknowledge?ments?|funding|author contributions?|(conflicts?|declarations?|competing) of? ?interests?.*|about the authors?|footnotes)\s*:?\s*$`)
	entryNumber       = regexp.MustCompile(`^\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]?)\s+(\S.*)$`)
	entryName         = regexp.MustCompile(`^(?:(?:van|von|de|der|den|di|da|la|le|du|dos|el|al|ter|zu)[ -])*\p{Lu}[\p{L}'’\-]+(?: \p{Lu}[\p{L}'’\-]+)?(?:,? \p{Lu}{1,3}\b|,? (?:\p{Lu}\.[ -]?)+|, \p{Lu}\p{Ll}+|, ?(?:\p{Lu}\.)|\. )`)
	year              = regexp.MustCompile(`\b(?:19|20)\d\d[a-z]?\b`)
	doi               = regexp.MustCompile(`(?i)\b10\.\d{4,9}/[^\s"<>“”]+`)
	pmid              = regexp.MustCompile(`(?i)(?:\bPMID:?\s*|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(?:\?term=)?)(\d{1,8})\b`)
)

// isReferencesHeading reports whether a line is the heading of a list of references.
func isReferencesHeading(line string) bool {
	return len(line) < 80 && referencesHeading.MatchString(strings.TrimLeft(line, "•# \t"))
}

// What bounds the work on a text that was made to be long: no article has more headings or longer entries.
const (
	mostHeadings = 5
	longestEntry = 3_000
)

// References finds the list of references of an article by its heading and reads its entries, whether they are
// numbered or begin with the authors' names. It is nil where there is no such list.
func References(pages []string) []Reference {
	lines := strings.Split(strings.Join(pages, "\n\n"), "\n")
	var headings []int
	for i, line := range lines {
		if isReferencesHeading(line) {
			headings = append(headings, i)
		}
	}
	var best []Reference
	for _, i := range headings[max(0, len(headings)-mostHeadings):] {
		rest := lines[i+1:]
		for j, after := range rest {
			if afterReferences.MatchString(after) {
				rest = rest[:j]
				break
			}
		}
		found := numbered(rest)
		if len(found) < 2 {
			found = byName(rest)
		}
		if len(found) >= len(best) { // a heading in the contents has fewer entries
			best = found
		}
	}
	return best
}

// numbered reads entries whose numbers count up from 1.
func numbered(lines []string) []Reference {
	var all []Reference
	var text strings.Builder
	end := func() {
		if len(all) > 0 {
			all[len(all)-1].fill(text.String())
		}
		text.Reset()
	}
	for _, line := range lines {
		m := entryNumber.FindStringSubmatch(line)
		if m != nil {
			if n, _ := strconv.Atoi(m[1] + m[2] + m[3]); n == len(all)+1 {
				end()
				all = append(all, Reference{Number: n})
				line = m[4]
			}
		}
		if len(all) > 0 && strings.TrimSpace(line) != "" {
			joinLine(&text, line)
		}
	}
	end()
	return all
}

// byName reads entries that begin with a name and hold a year: each a paragraph, or lines up to the next such line.
func byName(lines []string) []Reference {
	var all []Reference
	var text strings.Builder
	end := func() {
		if s := text.String(); year.MatchString(s) && entryName.MatchString(s) {
			r := Reference{Number: len(all) + 1, named: true}
			r.fill(s)
			all = append(all, r)
		}
		text.Reset()
	}
	for _, line := range lines {
		line = strings.TrimLeft(strings.TrimSpace(line), "•*– ")
		switch {
		case line == "":
			if ended(text.String()) {
				end()
			}
			continue
		case entryName.MatchString(line) && ended(text.String()) && year.MatchString(text.String()):
			end()
		}
		joinLine(&text, line)
	}
	end()
	return all
}

// ended reports whether an entry may be over: a page's end may stand in the middle of one.
func ended(s string) bool {
	s = strings.TrimRight(s, " ")
	if s == "" {
		return true
	}
	last := rune(s[len(s)-1])
	return strings.ContainsRune(".)]", last) || isDigit(last) || doi.MatchString(lastWord(s))
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// joinLine adds a line: a word that was broken is joined, and so is an address.
func joinLine(text *strings.Builder, line string) {
	line = strings.TrimSpace(line)
	s := text.String()
	switch {
	case len(s) > longestEntry:
		return
	case s == "":
	case strings.HasSuffix(s, "-") && startsLower(line) && !strings.Contains(lastWord(s), "/"):
		text.Reset()
		text.WriteString(s[:len(s)-1])
	case strings.ContainsAny(lastWord(s), "/") && strings.ContainsRune("/.-_", rune(s[len(s)-1])):
	default:
		text.WriteByte(' ')
	}
	text.WriteString(line)
}

func startsLower(s string) bool {
	for _, r := range s {
		return unicode.IsLower(r)
	}
	return false
}

func (r *Reference) fill(text string) {
	r.Text = plainLine(text)
	if m := doi.FindString(r.Text); m != "" {
		m = strings.ToLower(strings.TrimRight(m, ".,;:'’"))
		for strings.HasSuffix(m, ")") && strings.Count(m, "(") < strings.Count(m, ")") {
			m = strings.TrimRight(strings.TrimSuffix(m, ")"), ".,;:")
		}
		r.DOI = strings.TrimSuffix(m, "]")
	}
	if m := pmid.FindStringSubmatch(r.Text); m != nil {
		r.PMID = m[1]
	}
}

// surname is the first author's family name.
func (r Reference) surname() string {
	text := r.Text
	if i := strings.IndexAny(text, ",.("); i >= 0 {
		text = text[:i]
	}
	words := strings.Fields(text)
	for len(words) > 1 && isInitials(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

func isInitials(s string) bool {
	return len(s) <= 4 && strings.ToUpper(s) == s
}

// year is the year of publication, with its letter if it has one.
func (r Reference) year() string { return year.FindString(r.Text) }

// The marks by which a sentence cites.
var (
	inSquare   = regexp.MustCompile(`\[\s*(\d{1,3}(?:\s*[,;–−‐-]\s*\d{1,3})*)\s*\]`)
	inRound    = regexp.MustCompile(`\(\s*(\d{1,3}(?:\s*[,;–−‐-]\s*\d{1,3})*)\s*\)`)
	aboveLine  = regexp.MustCompile(`[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:\s?[,;–−‐⁻-]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*`)
	afterWord  = regexp.MustCompile(`(?:\p{Ll}{4}|\p{Ll}\)|\p{Ll}[.,;:”’"])(\d{1,3}(?:[,–−-]\d{1,3})*)(?:[\s.,;:]|$)`)
	listParts  = regexp.MustCompile(`\s*([,;])\s*|\s*([–−‐⁻-])\s*`)
	notRaised  = regexp.MustCompile(`(?:\d|(?:^|[^\p{L}])(?:[cmkdµμ]?m|kg|R|r|χ|I|η|s|x|p))$`)
	undoRaised = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9", "⁻", "-")
)

// mark is a place at which a sentence cites a reference.
type mark struct{ at, reference int }

// CitedIn returns the references that a sentence cites, in the order in which it does: [9], (9), a raised 9, "9,10" at
// the end of a word, or “Smith et al., 2019”.
func CitedIn(sentence string, refs []Reference) []Reference {
	if len(refs) == 0 {
		return nil
	}
	marks := citedByName(sentence, refs)
	if !refs[0].named {
		for _, form := range []func(string, []Reference) []mark{citedInSquare, citedAbove, citedInRound, citedAfterWords} {
			if found := form(sentence, refs); len(found) > 0 {
				marks = append(marks, found...)
				break // an article cites in one form
			}
		}
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.at - b.at })
	var all []Reference
	seen := map[int]bool{}
	for _, m := range marks {
		if !seen[m.reference] {
			seen[m.reference] = true
			all = append(all, refs[m.reference])
		}
	}
	return all
}

func citedInSquare(s string, refs []Reference) []mark { return bracketed(inSquare, s, refs) }
func citedInRound(s string, refs []Reference) []mark  { return bracketed(inRound, s, refs) }

func citedAfterWords(s string, refs []Reference) []mark { return bracketed(afterWord, s, refs) }

func bracketed(form *regexp.Regexp, s string, refs []Reference) []mark {
	var all []mark
	for _, m := range form.FindAllStringSubmatchIndex(s, -1) {
		all = append(all, numbersOf(s[m[2]:m[3]], m[2], refs)...)
	}
	return all
}

func citedAbove(s string, refs []Reference) []mark {
	var all []mark
	for _, m := range aboveLine.FindAllStringIndex(s, -1) {
		if !notRaised.MatchString(s[:m[0]]) { // 10⁶, m²
			all = append(all, numbersOf(undoRaised.Replace(s[m[0]:m[1]]), m[0], refs)...)
		}
	}
	return all
}

// numbersOf reads a list of numbers and ranges. A number that the list does not have means that it is none of
// references.
func numbersOf(list string, at int, refs []Reference) []mark {
	var all []mark
	last, through := 0, false
	for list != "" {
		next, separator := list, ""
		if m := listParts.FindStringSubmatchIndex(list); m != nil {
			next, separator, list = list[:m[0]], strings.TrimSpace(list[m[0]:m[1]]), list[m[1]:]
		} else {
			list = ""
		}
		n, err := strconv.Atoi(strings.TrimSpace(next))
		if err != nil || n < 1 || n > len(refs) || through && n <= last {
			return nil
		}
		from := n
		if through {
			from = last + 1
		}
		for i := from; i <= n; i++ {
			all = append(all, mark{at, i - 1})
		}
		last, through = n, separator != "" && !strings.ContainsAny(separator, ",;")
	}
	return all
}

// citedByName finds references whose first author and year stand close together.
func citedByName(s string, refs []Reference) []mark {
	var all []mark
	years := year.FindAllStringIndex(s, -1)
	for i, r := range refs {
		name, published := r.surname(), r.year()
		if len(name) < 2 || published == "" || len(years) == 0 {
			continue
		}
		for _, y := range years {
			if s[y[0]:y[1]] != published {
				continue
			}
			before := s[max(0, y[0]-80):y[0]]
			if j := strings.LastIndex(before, name); j >= 0 && citesName(before[j+len(name):]) && !endsInLetter(before[:j]) {
				all = append(all, mark{y[0], i})
				break
			}
		}
	}
	return all
}

var betweenNameAndYear = regexp.MustCompile(`^(?:['’]s?)?(?:,? et al\.?|,? (?:and|&|og|und|et|y) (?:colleagues|co-workers|[\p{L}'’\- ]+)|(?:, \p{Lu}[\p{L}'’\-]+)+,? (?:and|&) \p{Lu}[\p{L}'’\-]+)?[,\s(\[]*(?:(?:19|20)\d\d[a-z]?[,;]\s*)*(?:in\s)?$`)

// citesName reports whether what stands between a name and a year is what stands there in a citation.
func citesName(between string) bool { return betweenNameAndYear.MatchString(between) }

func endsInLetter(s string) bool {
	r := []rune(s)
	return len(r) > 0 && (unicode.IsLetter(r[len(r)-1]) || r[len(r)-1] == '-')
}

// CitedNear returns the references cited at a stretch of a page's text: by a mark inside it or right behind it, else by
// the sentence in which it stands.
func CitedNear(page string, s Span, refs []Reference) []Reference {
	text := []rune(page)
	start := max(0, min(s.Start, len(text)))
	end := max(start, min(s.End, len(text)))
	behind := end
	for behind < len(text) && behind < end+24 && !unicode.IsLetter(text[behind]) {
		behind++
	}
	if cited := CitedIn(asLine(text[start:behind]), refs); len(cited) > 0 {
		return cited
	}
	for start > 0 && !sentenceEnds(text, start-1) {
		start--
	}
	for behind < len(text) && !sentenceEnds(text, behind-1) {
		behind++
	}
	return CitedIn(asLine(text[start:behind]), refs)
}

// asLine is a stretch of a page without line ends.
func asLine(text []rune) string {
	return strings.NewReplacer("-\n", "", "\n", " ").Replace(string(text))
}

// sentenceEnds reports whether a sentence ends behind a character: a full stop, with what closes it or cites, then
// white space and a capital letter; or the end of a paragraph.
func sentenceEnds(text []rune, i int) bool {
	if i < 0 || i+1 >= len(text) {
		return true
	}
	if text[i] == '\n' && i > 0 && text[i-1] == '\n' {
		return true
	}
	if !unicode.IsSpace(text[i]) || !unicode.IsUpper(text[i+1]) {
		return false
	}
	for j := i - 1; j >= 0 && j > i-16; j-- {
		switch r := text[j]; {
		case r == '.' || r == '!' || r == '?':
			return true
		case unicode.IsDigit(r) || unicode.IsNumber(r) || strings.ContainsRune(",;–-])”\"’ ", r):
		default:
			return false
		}
	}
	return false
}
