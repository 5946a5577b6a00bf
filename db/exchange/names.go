package exchange

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParseAuthor reads one name. It tells false where there is none: an empty text, "et al.", "and others".
func ParseAuthor(s string) (Author, bool) {
	plain := string(Plain(s))
	name := withoutOthers(plain)
	if name == "" {
		return Author{}, false
	}
	if strings.HasSuffix(plain, ",") && isMarkedGroup(name) {
		return collective(name)
	}
	family, given, comma := strings.Cut(name, ",")
	family, given = strings.TrimSpace(family), strings.TrimSpace(given)
	switch {
	case comma && given == "":
		return collective(family)
	case family == "": // ", Kari"
		return collective(strings.Trim(given, ", "))
	case isCollective(name, family, given):
		return Author{Family: name}, true
	case comma && isSuffix(given):
		a := withoutComma(strings.Fields(family))
		a.Given = joined(a.Given, given)
		return a, true
	case comma:
		family, suffix := cutSuffix(strings.Fields(family))
		return Author{Family: strings.Join(family, " "), Given: joined(given, suffix)}, true
	}
	return withoutComma(strings.Fields(name)), true
}

// isMarkedGroup tells whether a name with a comma at its end, by which EndNote marks a group, is one: a person's has such
// a comma where a list was divided carelessly.
func isMarkedGroup(name string) bool {
	words := strings.Fields(name)
	return !strings.Contains(name, ",") && len(words) > 1 && !isInitials(words[len(words)-1])
}

func collective(name string) (Author, bool) { return Author{Family: name}, name != "" }

// withoutOthers is name without "et al." and the like at its end, which stand for names that are not given.
func withoutOthers(name string) string {
	for {
		name = strings.Trim(name, " ,;")
		cut := name
		for _, others := range []string{"et al.", "et al", "and others", "et. al.", "u. a.", "others"} {
			rest, ok := cutSuffixFold(name, others)
			if !ok || rest != "" && !strings.HasSuffix(rest, " ") && !strings.HasSuffix(rest, ",") {
				continue
			}
			if rest != "" && (others == "others" || others == "u. a.") {
				continue // a word of a group's name, or initials
			}
			cut = rest
			break
		}
		if cut == name {
			return name
		}
		name = cut
	}
}

func cutSuffixFold(s, suffix string) (string, bool) {
	at := len(s) - len(suffix)
	if at < 0 || !strings.EqualFold(s[at:], suffix) {
		return s, false
	}
	return s[:at], true
}

// withoutComma reads a name that no comma divides.
func withoutComma(words []string) Author {
	words, suffix := cutSuffix(words)
	first := len(words) // of the initials at the end
	for first > 1 && (isInitials(words[first-1]) || isShortened(words[first-1])) {
		first--
	}
	if first < len(words) {
		if first > 1 || !isInitials(words[0]) || utf8.RuneCountInString(words[0]) > 1 && !strings.ContainsAny(words[0], initialMarks) { // "LI W"
			family, inner := cutSuffix(words[:first])
			return Author{Family: strings.Join(family, " "), Given: joined(joined(strings.Join(words[first:], " "), inner), suffix)}
		}
		return Author{Family: strings.Join(words, " "), Given: suffix} // initials only
	}
	first = len(words) - 1
	for first > 0 && isParticle(words[first-1], words[len(words)-1]) {
		first--
	}
	return Author{Family: strings.Join(words[first:], " "), Given: joined(strings.Join(words[:first], " "), suffix)}
}

func joined(given, suffix string) string { return strings.TrimSpace(given + " " + suffix) }

var suffixes = tagSet("jr jr. sr sr. ii iii iv 2nd 3rd 4th 5th junior senior")

// isSuffix is not true of "JR" and "SR": written so, they are the initials of "De Luca JR".
func isSuffix(word string) bool {
	return suffixes[strings.ToLower(word)] && word != "JR" && word != "SR"
}

// cutSuffix divides "Hansen Jr." into name and suffix. A name that is nothing else stays a name.
func cutSuffix(words []string) (name []string, suffix string) {
	if n := len(words) - 1; n > 0 && isSuffix(words[n]) && !strings.EqualFold(words[n], "junior") && !strings.EqualFold(words[n], "senior") {
		return words[:n], words[n]
	}
	return words, ""
}

// isInitials is true of "A", "A.", "AB", "A.B.", "J.-P.": at most five capital letters, three if no mark parts them.
func isInitials(word string) bool {
	capitals, last := 0, rune(0)
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case capitals == 0 || r == '.' && last == '.':
			return false
		case !unicode.Is(unicode.Mn, r) && !strings.ContainsRune(initialMarks, r):
			return false
		}
		last = r
	}
	if strings.ContainsAny(word, initialMarks) {
		return capitals <= 5 && longestRun(word) <= 2
	}
	return capitals > 0 && capitals <= 3
}

// initialMarks stand between initials.
const initialMarks = ".-‐‑"

// longestRun is the length of the longest run of letters.
func longestRun(word string) int {
	longest := 0
	for _, part := range strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) {
		longest = max(longest, utf8.RuneCountInString(part))
	}
	return longest
}

// isShortened is true of a first name cut to a few letters, as in "Ivanov Yu. A." and "Hansen Chr.".
func isShortened(word string) bool {
	return strings.HasSuffix(word, ".") && utf8.RuneCountInString(word) <= 4 && startsUpper(word)
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

var particles = tagSet("af al auf av ben bin d d' da dal dalla das de degli dei del dela della den der des di do dos du e " +
	"el ibn la las le los op san santa st ten ter 't te tot und van vom von y z zu zum zur")

// isParticle tells whether word goes with the family name after it. In a name written wholly in small letters only words
// that are known as particles do.
func isParticle(word, last string) bool {
	word = strings.ReplaceAll(word, "’", "'")
	if particles[word] {
		return true
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "'"))
	return unicode.IsLower(r) && startsUpper(last)
}

// groupWords stand in names of groups, and are hardly the name of a person.
var groupWords = tagSet("group groups groupe grupo gruppo gruppe arbeitsgruppe studiengruppe study studies trial trials " +
	"trialists investigators collaborators collaboration collaborative consortium committee network society association " +
	"organization organisation institute institutes institut instituto university universität université foundation " +
	"ministry department agency council federation project program programme initiative registry alliance academy " +
	"commission corporation company authority working force center centre centers centres hospital researchers " +
	"team panel taskforce gmbh inc inc. ltd ltd. llc")

// linkWords stand in the names of groups only: "Doctors for Health", "The Writers of ACME".
var linkWords = tagSet("the for of on and & in behalf")

// isCollective tells a group's name by its words. Before a comma a single word is a family name ("Group, Anna").
func isCollective(name, family, given string) bool {
	words := strings.Fields(strings.ToLower(name))
	if given != "" {
		before := strings.Fields(strings.ToLower(family))
		return len(before) > 1 && hasWord(before, groupWords) ||
			len(before) > 2 && hasWord(before[1:], linkWords) && !hasWord(before[1:2], particles) ||
			hasWord(strings.Fields(strings.ToLower(given)), groupWords)
	}
	return len(words) > 1 && (hasWord(words, groupWords) || hasWord(words, linkWords) || strings.ContainsAny(name, "0123456789") && !isSuffix(words[len(words)-1]))
}

func hasWord(words []string, set map[string]bool) bool {
	for _, w := range words {
		if set[strings.Trim(w, "().:;")] || set[w] {
			return true
		}
	}
	return false
}
