package appraisal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// StrengthWords are the words and phrases by which a wording is hedged or emphatic. They are a proposal to whoever codes
// a claim, never a judgement: the reader sets the strength. Plain lists phrases that hold such a word and are neither,
// such as “not robust”.
type StrengthWords struct {
	Hedged   []string `json:"hedged"`
	Plain    []string `json:"plain"`
	Emphatic []string `json:"emphatic"`
}

// DefaultStrengthWords returns the table that comes with the program. “definite”, “proved”, “consistently”, “robust” and
// “nearly always” are those of the method; the others are conventions of the same kind.
func DefaultStrengthWords() StrengthWords {
	return StrengthWords{
		Hedged: []string{
			"may", "might", "could", "appear", "appears", "appeared", "seem", "seems", "seemed", "suggest", "suggests", "suggested",
			"possible", "possibly", "potential", "potentially", "perhaps", "probably", "likely", "tend to", "tends to", "preliminary",
		},
		Plain: []string{
			"definite", "definitely", "not proved", "not proven", "not robust", "not consistent", "not consistently", "not well established",
		},
		Emphatic: []string{
			"proved", "proven", "proves", "consistent", "consistently", "robust", "robustly", "nearly always", "always", "invariably",
			"well established", "clearly", "conclusive", "conclusively", "undoubtedly", "without doubt", "unequivocal", "unequivocally",
		},
	}
}

// lists returns the lists by the strength that they stand for, in a fixed order.
func (w StrengthWords) lists() []strengthList {
	return []strengthList{{Hedged, w.Hedged}, {Plain, w.Plain}, {Emphatic, w.Emphatic}}
}

type strengthList struct {
	strength Assertiveness
	words    []string
}

// Equal reports whether two tables say the same.
func (w StrengthWords) Equal(o StrengthWords) bool {
	return slices.Equal(w.Hedged, o.Hedged) && slices.Equal(w.Plain, o.Plain) && slices.Equal(w.Emphatic, o.Emphatic)
}

// Validate says in one sentence what keeps the table from being stored; the error's field is the list concerned.
func (w StrengthWords) Validate() error {
	known := map[string]Assertiveness{}
	for _, l := range w.lists() {
		for _, word := range l.words {
			key := strings.Join(wordsOf(word), " ")
			other, twice := known[key]
			switch {
			case key == "":
				return Invalidf(string(l.strength), "“%s” in the list of %s words has no letter. Delete it.", word, l.strength)
			case twice && other == l.strength:
				return Invalidf(string(l.strength), "“%s” is twice in the list of %s words. Delete one.", word, l.strength)
			case twice:
				return Invalidf(string(l.strength), "“%s” is in the list of %s words and in that of %s words. Decide for one.", word, other, l.strength)
			}
			known[key] = l.strength
		}
	}
	return nil
}

// FoundWord is a word or phrase of the table that a wording holds.
type FoundWord struct {
	Word     string // as the table has it
	Strength Assertiveness
}

// StrengthReading is what the table proposes for a wording, and the words it rests on, in the order of the wording.
type StrengthReading struct {
	Proposed Assertiveness
	Found    []FoundWord // each once
}

// Of returns the found words that speak for a strength.
func (r StrengthReading) Of(a Assertiveness) []string {
	var words []string
	for _, f := range r.Found {
		if f.Strength == a {
			words = append(words, f.Word)
		}
	}
	return words
}

// Read looks for the words of the table in a wording: whole words, in any case, the longest phrase first, so that “not
// robust” is not read as “robust”. A wording that is hedged as well as emphatic (“may be robust”) is hedged, since it
// takes back what it says; one with neither is plain.
func (w StrengthWords) Read(wording string) StrengthReading {
	type entry struct {
		FoundWord
		words []string
	}
	var table []entry
	for _, l := range w.lists() {
		for _, word := range l.words {
			if parts := wordsOf(word); len(parts) > 0 {
				table = append(table, entry{FoundWord{word, l.strength}, parts})
			}
		}
	}
	slices.SortStableFunc(table, func(a, b entry) int { return cmp.Compare(len(b.words), len(a.words)) })

	text := wordsOf(wording)
	at := make([]*FoundWord, len(text)) // what begins at each word
	taken := make([]bool, len(text))
	for i := range table {
		e := &table[i]
		for from := 0; from+len(e.words) <= len(text); from++ {
			to := from + len(e.words)
			if slices.Equal(text[from:to], e.words) && !slices.Contains(taken[from:to], true) {
				at[from] = &e.FoundWord
				for k := from; k < to; k++ {
					taken[k] = true
				}
			}
		}
	}
	r := StrengthReading{Proposed: Plain}
	for _, f := range at {
		if f == nil || slices.Contains(r.Found, *f) {
			continue
		}
		r.Found = append(r.Found, *f)
		if f.Strength == Hedged || f.Strength == Emphatic && r.Proposed == Plain {
			r.Proposed = f.Strength
		}
	}
	return r
}

// wordsOf splits a text into words of letters and digits, in lower case. A hyphen parts words, so that “well-established”
// and “well established” are the same.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
