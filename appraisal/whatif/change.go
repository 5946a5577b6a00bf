package whatif

import (
	"cmp"
	"fmt"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// mostChanges is how many changes are worth reading.
const mostChanges = 8

// Kinds of change, the smallest first: something to state, to word otherwise, to find otherwise in a report, to rate
// otherwise, to leave out, to do. Two changes together are larger than any one.
const (
	sizeStatement = iota
	sizeWording
	sizeMagnitude
	sizeHorizon
	sizeFact
	sizeRating
	sizeDrop
	sizeNewTrial
	sizePair
)

// WouldChange returns what would move the verdict or its certainty, at most eight changes: those that move the verdict
// first, then by size of the change, a light trial's before a heavy one's; among them the best change that raises it and
// the best that lowers it, if there are any. The changes are: what the reviewer states of search, other bias and
// publication bias; the wording one step weaker or stronger; another word of size; one domain of one trial rated one
// step better or worse (sample size is left out: it decides nothing over trials); one trial left out; one more trial of
// the optimal information size, sound in every domain, with the pooled result or with none. For a claim of a library also:
// another time of which the claim speaks, and facts behind ratings that nobody has judged. Where no single change
// raises the verdict, or none lowers it, two together are tried. The certainty of a not-shown claim is that in the
// effect it denies. It is never nil.
func WouldChange(c rules.JudgeCase) []rules.Change {
	b, ok := newBase(c)
	if !ok {
		return []rules.Change{}
	}
	return b.wouldChange()
}

func (b *base) wouldChange() []rules.Change {
	changes := []rules.Change{}
	for _, x := range b.changes() {
		changes = append(changes, rules.Change{
			Change: x.text(), Verdict: x.found.verdict, Certainty: x.found.certainty, Raises: raises(b.found, x.found),
		})
	}
	return changes
}

// changes are those worth reading.
func (b *base) changes() []*edit {
	f := &finder{base: b, factual: map[slot]bool{}}
	f.statements()
	f.wording()
	f.horizons()
	f.facts()
	f.ratings()
	f.drops()
	f.newTrials()
	var all []*edit
	for _, x := range f.tried {
		if x.found != b.found {
			all = append(all, x)
		}
	}
	all = append(all, f.pairs()...)
	before := func(x, y *edit) int {
		if m, n := x.found.verdict != b.found.verdict, y.found.verdict != b.found.verdict; m != n {
			if m {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(x.size, y.size), cmp.Compare(x.weight, y.weight), cmp.Compare(x.text(), y.text()))
	}
	slices.SortFunc(all, before)
	if len(all) <= mostChanges {
		return all
	}
	shown := all[:mostChanges:mostChanges]
	up := func(x *edit) bool { return raises(b.found, x.found) }
	first := up(shown[0])
	if !slices.ContainsFunc(shown, func(x *edit) bool { return up(x) != first }) {
		if at := slices.IndexFunc(all, func(x *edit) bool { return up(x) != first }); at >= 0 {
			shown = append(slices.Clone(shown[:mostChanges-1]), all[at])
		}
	}
	return shown
}

// slot is what an edit changes. Two edits of one slot exclude each other.
type slot struct {
	what  int    // one of the sizes
	trial int    // place of the trial, else which of several
	rates string // the domain and the rating given
}

// edit is a change of the case with what it leads to.
type edit struct {
	slot   slot
	size   int
	weight float64 // of the trials changed
	text   func() string
	apply  func(*rules.JudgeCase) // changes the copy of a case; its trials are a copy too
	pools  *rules.Pools           // of the trials as changed; nil where the estimates stay as they are
	repool bool                   // the estimates change
	found  finding
	halves []*edit // of a pair
}

// finder collects the single changes that were tried.
type finder struct {
	*base
	tried   []*edit
	factual map[slot]bool // ratings that a fact would change: the fact says more
}

// with is the case as edited.
func (b *base) with(edits ...*edit) rules.JudgeCase {
	c := b.c
	c.Trials = b.copied()
	for _, x := range edits {
		x.apply(&c)
	}
	return c
}

// try keeps an edit with what it leads to.
func (f *finder) try(x edit) {
	if x.repool {
		x.pools = f.pools.Others()
	} else {
		x.pools = f.pools
	}
	x.found = f.again(f.with(&x), x.pools)
	f.tried = append(f.tried, &x)
}

func said(text string) func() string { return func() string { return text } }

func (f *finder) statements() {
	flag := func(n int, at func(*rules.JudgeClaim) *bool, ifSet, ifCleared string) {
		text := ifSet
		if *at(&f.c.Claim) {
			text = ifCleared
		}
		f.try(edit{slot: slot{what: sizeStatement, trial: n}, size: sizeStatement, text: said(text), apply: func(c *rules.JudgeCase) {
			b := at(&c.Claim)
			*b = !*b
		}})
	}
	flag(0, func(c *rules.JudgeClaim) *bool { return &c.SearchStated }, "The trials come from a stated search", "No search is stated")
	flag(1, func(c *rules.JudgeClaim) *bool { return &c.OtherBiasConsidered },
		"Randomisation, concealment and selective reporting are considered", "Randomisation, concealment and selective reporting are not considered")
	flag(2, func(c *rules.JudgeClaim) *bool { return &c.PublicationBiasSuspected }, "Publication bias is suspected", "Publication bias is not suspected")
}

func (f *finder) wording() {
	steps := []appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic}
	at := slices.Index(steps, f.c.Claim.Assertiveness)
	for _, i := range []int{at - 1, at + 1} {
		if i < 0 || i >= len(steps) {
			continue
		}
		f.try(edit{slot: slot{what: sizeWording}, size: sizeWording, text: said(fmt.Sprintf("The claim is worded %s instead of %s", steps[i], steps[at])),
			apply: func(c *rules.JudgeCase) { c.Claim.Assertiveness = steps[i] }})
	}
	if kind := f.kind(); kind != appraisal.Benefit && kind != appraisal.Harm {
		return // claims of no difference assert no size
	}
	for _, m := range []appraisal.Magnitude{appraisal.AnySize, appraisal.Important, appraisal.Large} {
		if m == f.c.Claim.Magnitude {
			continue
		}
		f.try(edit{slot: slot{what: sizeMagnitude}, size: sizeMagnitude,
			text:  said(fmt.Sprintf("The claim asserts %s instead of %s", sizeWords(m), sizeWords(f.c.Claim.Magnitude))),
			apply: func(c *rules.JudgeCase) { c.Claim.Magnitude = m }})
	}
}

func sizeWords(m appraisal.Magnitude) string {
	switch m {
	case appraisal.Important:
		return "an important effect"
	case appraisal.Large:
		return "a large effect"
	}
	return "any effect"
}

// ratedDomain is a rating that decides over trials, with how No information counts in it.
type ratedDomain struct {
	domain  appraisal.Domain
	rating  func(*rules.JudgeTrial) *appraisal.Rating
	unknown appraisal.Rating
}

var domains = []ratedDomain{
	{appraisal.Blinding, func(t *rules.JudgeTrial) *appraisal.Rating { return &t.Blinding }, appraisal.SomeConcerns},
	{appraisal.FollowUp, func(t *rules.JudgeTrial) *appraisal.Rating { return &t.FollowUp }, appraisal.High},
	{appraisal.Attrition, func(t *rules.JudgeTrial) *appraisal.Rating { return &t.Attrition }, appraisal.High},
}

func (f *finder) ratings() {
	for _, i := range f.usable {
		for _, d := range domains {
			was := *d.rating(&f.c.Trials[i])
			for _, next := range neighbours(was, d.unknown) {
				s := slot{sizeRating, i, string(d.domain) + " " + string(next)}
				if f.factual[s] {
					continue
				}
				f.try(edit{slot: s, size: sizeRating, weight: f.weight(i), apply: func(c *rules.JudgeCase) { *d.rating(&c.Trials[i]) = next }, text: func() string {
					return fmt.Sprintf("%s: %s rated %s instead of %s", f.name(i), d.domain, rules.RatingWord(next), rules.RatingWord(given(was)))
				}})
			}
		}
	}
}

// given is a rating of a case: none is No information.
func given(r appraisal.Rating) appraisal.Rating {
	if r == "" {
		return appraisal.NoInformation
	}
	return r
}

// neighbours are the ratings one step better and worse than the one given counts.
func neighbours(r, unknown appraisal.Rating) []appraisal.Rating {
	switch r {
	case appraisal.NotExtracted:
		r = appraisal.SomeConcerns
	case appraisal.NoInformation, "":
		r = unknown
	}
	if r == appraisal.SomeConcerns {
		return []appraisal.Rating{appraisal.Low, appraisal.High}
	}
	return []appraisal.Rating{appraisal.SomeConcerns}
}

func (f *finder) drops() {
	for n, x := range f.leftOut() {
		at := f.usable[n]
		f.tried = append(f.tried, &edit{slot: slot{what: sizeDrop, trial: at}, size: sizeDrop, weight: f.weight(at), repool: true, pools: f.leftPool[n], found: x,
			text: func() string { return "Without " + f.name(at) }, apply: func(c *rules.JudgeCase) { c.Trials = without(c.Trials, at) }})
	}
}

// newTrials adds one sound trial of the optimal information size. Beside directions only an estimate would push all of
// them out, so nothing is added there.
func (f *finder) newTrials() {
	if f.pooled == nil && len(f.usable) > 0 {
		return
	}
	n := f.needed()
	se, ok := f.errorOf(n)
	if !ok {
		return
	}
	add := func(estimate float64, result string) {
		f.try(edit{slot: slot{what: sizeNewTrial}, size: sizeNewTrial, repool: true, apply: func(c *rules.JudgeCase) { join(c, soundTrial(estimate, se, n)) },
			text: func() string { return fmt.Sprintf("One more sound trial of %d people %s", n, result) }})
	}
	if f.pooled != nil {
		add(f.pooled.Estimate, "with the pooled result")
	} else {
		add(f.smallest(), "that finds the smallest difference that matters")
	}
	add(0, "without any difference")
}
