// Package propose reads one sentence of an article and proposes how it may be coded as a claim: its population,
// intervention, comparator and outcome, its time, its strength and what it says of the treatment. Each proposal names the
// rule by which it was made and the words it rests on. Nothing is proposed that is not in the words or, for a smallest
// difference, in the library's claims; nothing is decided: the reader confirms or not. It must not know of forms, files or the library.
package propose

import (
	"cmp"
	"slices"

	"claimgrade/appraisal"
)

// Field is the part of a claim that is proposed.
type Field string

// The parts, in the order in which a form asks for them.
const (
	Kind         Field = "kind"
	Effect       Field = "effect"
	Population   Field = "population"
	Intervention Field = "intervention"
	Comparator   Field = "comparator"
	Outcome      Field = "outcome"
	Construct    Field = "construct"
	Instrument   Field = "instrument"
	Horizon      Field = "horizon"
	Strength     Field = "strength"
	Magnitude    Field = "magnitude"
	Difference   Field = "difference" // the smallest that matters; not in the words, but on their scale in the library
	Reference    Field = "reference"  // which source the article cites for it: a number of its list, or names and year
)

// Fields lists the parts in display order.
var Fields = []Field{Kind, Effect, Population, Intervention, Comparator, Outcome, Construct, Instrument, Horizon, Strength, Magnitude, Difference, Reference}

// Span is a stretch of the sentence, in characters.
type Span struct{ Start, End int }

// Proposal is one value for one part of the claim.
type Proposal struct {
	Field Field
	Value string   // as the claim stores it: words of the sentence, or a word such as "rapid-days"
	Days  *float64 // of a horizon that names a day; computed from the number in the words
	Rule  Rule
	Span  Span
	From  string // the words at Span

	Scaled *Scaled // of a difference
}

// Rule is why something was proposed.
type Rule struct {
	ID  string
	Why string
}

// Vocabulary are names that the reader's library knows, and the table of words of strength.
type Vocabulary struct {
	Interventions, Comparators, Populations, Outcomes, Instruments []string
	Differences                                                    []Scaled // as DifferencesOf orders them
	Strength                                                       appraisal.StrengthWords
}

// Reading is what the rules make of a sentence.
type Reading struct {
	Proposals []Proposal // by part, the likeliest first
	Parts     []Part     // of a sentence that makes several claims; else none
}

// Of returns the proposals for a part, the likeliest first.
func (r Reading) Of(f Field) []Proposal {
	var out []Proposal
	for _, p := range r.Proposals {
		if p.Field == f {
			out = append(out, p)
		}
	}
	return out
}

// First returns the likeliest proposal for a part.
func (r Reading) First(f Field) (Proposal, bool) {
	for _, p := range r.Proposals {
		if p.Field == f {
			return p, true
		}
	}
	return Proposal{}, false
}

// longest bounds what is read, in characters: a sentence is no page.
const longest = 2000

// Read proposes the parts of the claim that a sentence makes.
func Read(sentence string, v Vocabulary) Reading {
	x := newReader(sentence, v)
	if len(x.tokens) == 0 {
		return Reading{}
	}
	x.roles()
	x.populations()
	x.outcomes()
	x.times()
	x.effects()
	x.kinds()
	x.strength(v.Strength)
	x.magnitudes()
	x.references()
	order := func(a, b Proposal) int {
		return cmp.Compare(slices.Index(Fields, a.Field), slices.Index(Fields, b.Field))
	}
	slices.SortStableFunc(x.found, order)
	return Reading{Proposals: x.found, Parts: x.parts()}
}

// reader is a sentence while it is read.
type reader struct {
	text     []rune
	tokens   []token
	mentions []mention // of treatments, controls, conditions, outcomes and scales, in order
	effect   []effectAt
	ofPeople []bool // by token: whether it describes who was treated
	found    []Proposal
}

// propose adds a value found at tokens i to j (not included), unless the part has that value already.
func (x *reader) propose(f Field, value string, r Rule, i, j int) *Proposal {
	for _, p := range x.found {
		if p.Field == f && sameText(p.Value, value) && (f != Horizon || p.Days == nil) {
			return nil
		}
	}
	s := x.span(i, j)
	x.found = append(x.found, Proposal{Field: f, Value: value, Rule: r, Span: s, From: string(x.text[s.Start:s.End])})
	return &x.found[len(x.found)-1]
}

func (x *reader) span(i, j int) Span { return Span{x.tokens[i].start, x.tokens[j-1].end} }

// words are the words of the sentence from token i to j, not included.
func (x *reader) words(i, j int) string {
	s := x.span(i, j)
	return string(x.text[s.Start:s.End])
}
