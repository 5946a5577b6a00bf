// Package glossary explains the words that the window uses, once, for the tooltips of labels and for Help alike. It is
// pure data in our own words: it must not know what shows it.
package glossary

import (
	"slices"
	"strings"
)

// Term is a word with what it means here.
type Term struct {
	Word   string
	Group  string
	Text   string
	Source string   // where the meaning is from; empty where the word is this program's own
	Also   []string // other labels that mean the same, in lower case
}

// Groups are the groups of terms in the order in which they are listed.
var Groups = []string{groupClaim, groupTrial, groupAppraisal, groupBlinding, groupSize, groupTime, groupLoss, groupVerdict}

const (
	groupClaim     = "The claim"
	groupTrial     = "Trials and results"
	groupAppraisal = "Appraising"
	groupBlinding  = "Blinding"
	groupSize      = "Sample size and pooling"
	groupTime      = "Follow-up"
	groupLoss      = "Attrition"
	groupVerdict   = "Certainty and verdict"
)

// All returns every term, group by group.
func All() []Term { return slices.Clone(terms) }

// Define returns what a label on screen means, or nothing if the label is not a word of the glossary.
func Define(label string) string {
	if i, ok := byLabel[fold(label)]; ok {
		return terms[i].Text
	}
	return ""
}

// fold takes away what a label has around its word: capitals, a colon, a number in brackets.
func fold(label string) string {
	const longest = 60 // no label of a term is longer, and texts are not worth the work
	if len(label) > longest {
		return ""
	}
	s := strings.ToLower(strings.TrimSpace(label))
	if at := strings.LastIndex(s, " ("); at > 0 && strings.HasSuffix(s, ")") {
		s = s[:at]
	}
	return strings.TrimSpace(strings.TrimRight(s, ":?…."))
}

// byLabel is where in terms a label is explained.
var byLabel = func() map[string]int {
	m := map[string]int{}
	for i, t := range terms {
		m[fold(t.Word)] = i
		for _, a := range t.Also {
			m[fold(a)] = i
		}
	}
	return m
}()
