// Package glossary explains the words that the window uses, once, for the tooltips of labels and for Help alike. It is
// pure data in our own words: it must not know what shows it.
package glossary

import (
	"strings"
	"sync"

	"claimgrade/ui/tr"
)

// Term is a word with what it means here.
type Term struct {
	Word   string
	Group  string
	Text   string
	Source string   // where the meaning is from; empty where the word is this program's own
	Also   []string // other labels that mean the same, in lower case
}

// The groups of terms.
var (
	groupClaim     = tr.Key("The claim")
	groupTrial     = tr.Key("Trials and results")
	groupAppraisal = tr.Key("Appraising")
	groupBlinding  = tr.Key("Blinding")
	groupSize      = tr.Key("Sample size and pooling")
	groupTime      = tr.Key("Follow-up")
	groupLoss      = tr.Key("Attrition")
	groupVerdict   = tr.Key("Certainty and verdict")
)

// All returns every term in the language in use, group by group.
func All() []Term {
	all := make([]Term, len(terms))
	for i, t := range terms {
		all[i] = t.here()
	}
	return all
}

// here is a term in the language in use.
func (t Term) here() Term {
	said := Term{Word: tr.T(t.Word), Group: tr.T(t.Group), Text: tr.T(t.Text), Source: tr.T(t.Source)}
	for _, a := range t.Also {
		said.Also = append(said.Also, tr.T(a))
	}
	return said
}

// Define returns what a label on screen means, or nothing if the label is not a word of the glossary.
func Define(label string) string {
	if i, ok := labels(tr.Current())[fold(label)]; ok {
		return tr.T(terms[i].Text)
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

var known = struct {
	sync.Mutex
	labels map[tr.Language]map[string]int
}{labels: map[tr.Language]map[string]int{}}

// labels is where in terms a label is explained, in the language in use.
func labels(l tr.Language) map[string]int {
	known.Lock()
	defer known.Unlock()
	if m, ok := known.labels[l]; ok {
		return m
	}
	m := map[string]int{}
	for i, t := range terms {
		said := t.here()
		m[fold(said.Word)] = i
		for _, a := range said.Also {
			m[fold(a)] = i
		}
	}
	for i, t := range terms { // as the screens write these labels
		for _, label := range append([]string{t.Word}, t.Also...) {
			capital := strings.ToUpper(label[:1]) + label[1:]
			for _, written := range []string{capital, capital + "?"} {
				at := fold(tr.T(written))
				if _, taken := m[at]; !taken {
					m[at] = i
				}
			}
		}
	}
	known.labels[l] = m
	return m
}
