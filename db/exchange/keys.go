package exchange

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Keys are short names for records, each once, by which a text cites them: hansen2012rain. A record has the same one in
// every file unless another record of the file would have it, too; then the later one ends in a letter.
func Keys(records []Record) []string {
	keys := make([]string, len(records))
	used := map[string]bool{}
	for i, r := range records {
		base := keyOf(r)
		key := base
		for n := 1; used[key]; n++ {
			key = base + "-" + letters(n)
		}
		used[key] = true
		keys[i] = key
	}
	return keys
}

func keyOf(r Record) string {
	name, year, word := "anon", "", ""
	if len(r.Authors) > 0 {
		of := r.Authors[0].Family
		if r.Authors[0].Given == "" { // a group, or a name that nobody divided
			of, _, _ = strings.Cut(of, " ")
		}
		if n := ascii(of); n != "" {
			name = n
		}
	}
	if r.Year != nil {
		year = strconv.Itoa(*r.Year)
	}
	for w := range strings.FieldsSeq(string(r.Title)) {
		if w = ascii(w); len(w) > 3 {
			word = w
			break
		}
	}
	return name + year + word
}

// ascii has the first letters of a text, in small letters without accents; of a script that has none of these, nothing.
func ascii(s string) string {
	const most = 24
	s = strings.NewReplacer("ø", "o", "Ø", "o", "æ", "ae", "Æ", "ae", "ß", "ss", "ł", "l", "Ł", "l", "đ", "d", "Đ", "d", "œ", "oe").Replace(s[:min(len(s), 4*most)])
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToValidUTF8(s, "")) {
		if r = unicode.ToLower(r); r >= 'a' && r <= 'z' && b.Len() < most {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// letters are b, c … z, ba, bb …: the first of its name has none.
func letters(n int) string {
	s := string(rune('a' + n%26))
	for n /= 26; n > 0; n /= 26 {
		s = string(rune('a'+n%26)) + s
	}
	return s
}

// registrationNote is how a format without a place for them holds the registry numbers of a trial.
const registrationNote = "Trial registration: "

// RegistrationNote says which numbers a record's trial has in registries; empty if none is known.
func RegistrationNote(r Record) string {
	if len(r.RegistryIDs) == 0 {
		return ""
	}
	return registrationNote + OneLine(strings.Join(r.RegistryIDs, ", "))
}
