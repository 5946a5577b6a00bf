package whatif

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Bounds of the search for two changes together.
const (
	heaviest  = 3 // trials whose ratings and presence are tried
	mostPairs = 2 // found of each direction
)

// pairs tries two changes together, the smallest first, where no single one raises the verdict or none lowers it. Neither
// half of a pair does it alone: all single changes have been tried.
func (f *finder) pairs() []*edit {
	want := map[bool]int{}
	for _, up := range []bool{true, false} {
		ends := appraisal.Contradicted
		if up {
			ends = appraisal.Supported
		}
		if f.found.verdict != ends && !slices.ContainsFunc(f.tried, func(x *edit) bool { return f.moves(x.found, up) }) {
			want[up] = mostPairs
		}
	}
	if len(want) == 0 {
		return nil
	}
	type pair struct {
		x, y   *edit
		size   int
		weight float64
	}
	var all []pair
	halves := f.halves()
	for i, x := range halves {
		for _, y := range halves[i+1:] {
			if together(x.slot, y.slot) {
				all = append(all, pair{x, y, x.size + y.size, x.weight + y.weight})
			}
		}
	}
	slices.SortStableFunc(all, func(p, q pair) int { return cmp.Or(cmp.Compare(p.size, q.size), cmp.Compare(p.weight, q.weight)) })
	var found []*edit
	for _, p := range all {
		if want[true] <= 0 && want[false] <= 0 {
			break
		}
		e := join2(p.x, p.y)
		pools := f.pools
		switch {
		case p.x.repool && p.y.repool:
			pools = nil
		case p.x.repool:
			pools = p.x.pools
		case p.y.repool:
			pools = p.y.pools
		}
		e.found = f.again(f.with(e), pools)
		if e.found.verdict == p.x.found.verdict || e.found.verdict == p.y.found.verdict {
			continue // one half comes to that verdict alone
		}
		for _, up := range []bool{true, false} {
			if want[up] > 0 && f.moves(e.found, up) {
				want[up]--
				found = append(found, e)
			}
		}
	}
	return found
}

// moves reports whether a finding has a better verdict than the case or, where up is false, a worse one.
func (f *finder) moves(x finding, up bool) bool {
	return x.verdict != f.found.verdict && raises(f.found, x) == up
}

// halves are the changes that pairs are made of, in an order that does not depend on that of the trials: what is stated,
// worded, rated and left out of the heaviest trials, and a new trial.
func (f *finder) halves() []*edit {
	heavy := slices.Clone(f.usable)
	slices.SortFunc(heavy, func(x, y int) int {
		return cmp.Or(cmp.Compare(f.weight(y), f.weight(x)), strings.Compare(f.name(x), f.name(y)))
	})
	heavy = heavy[:min(len(heavy), heaviest)]
	var halves []*edit
	for _, x := range f.tried {
		switch x.slot.what {
		case sizeHorizon:
			continue // another time changes the ratings: the other half would not fit them
		case sizeFact, sizeRating, sizeDrop:
			if !slices.Contains(heavy, x.slot.trial) {
				continue
			}
		}
		halves = append(halves, x)
	}
	slices.SortStableFunc(halves, func(x, y *edit) int {
		return cmp.Or(cmp.Compare(x.size, y.size), cmp.Compare(x.weight, y.weight), strings.Compare(x.text(), y.text()))
	})
	return halves
}

// together reports whether two changes can be made at once.
func together(x, y slot) bool {
	ofTrial := func(s slot) bool { return s.what == sizeFact || s.what == sizeRating || s.what == sizeDrop }
	if ofTrial(x) && ofTrial(y) && x.trial == y.trial {
		rates := func(s slot) bool { return s.what == sizeRating }
		return rates(x) && rates(y) && strings.Fields(x.rates)[0] != strings.Fields(y.rates)[0]
	}
	return ofTrial(x) || ofTrial(y) || x.what != y.what || (x.what == sizeStatement && x.trial != y.trial)
}

// join2 is two changes as one. What leaves a trial out comes after what is changed in another, the later place first, so
// that the places stay right.
func join2(x, y *edit) *edit {
	first, second := x, y
	drop := func(e *edit) bool { return e.slot.what == sizeDrop }
	if drop(x) && (!drop(y) || y.slot.trial > x.slot.trial) {
		first, second = y, x
	}
	return &edit{
		halves: []*edit{x, y}, slot: slot{what: sizePair}, size: sizePair + x.size + y.size, weight: x.weight + y.weight,
		text:  func() string { return x.text() + ", and " + inner(y) },
		apply: func(c *rules.JudgeCase) { first.apply(c); second.apply(c) },
	}
}

// inner is a change as the second half of a sentence: the names of trials keep their capital.
func inner(x *edit) string {
	text := x.text()
	switch x.slot.what {
	case sizeFact, sizeRating:
		return text
	}
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(r)) + text[n:]
}
