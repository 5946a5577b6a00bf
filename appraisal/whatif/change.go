package whatif

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/stats"
)

// mostChanges is how many changes are worth reading.
const mostChanges = 8

// Kinds of change, the smallest first: something to state, to word otherwise, to rate otherwise, to leave out, to do.
const (
	sizeStatement = iota
	sizeWording
	sizeMagnitude
	sizeRating
	sizeDrop
	sizeNewTrial
)

// candidate is a change that moves the verdict or the certainty, with what it is sorted by.
type candidate struct {
	finding
	moves  bool // the verdict, not the certainty alone
	size   int
	weight float64 // of the trial changed
	text   func() string
}

// WouldChange returns the single changes that would move the verdict or its certainty, at most eight: those that move
// the verdict first, then by size of the change, a light trial's before a heavy one's. The changes are: what the
// reviewer states of search, other bias and publication bias; the wording one step weaker or stronger; another word of
// size; one domain of one trial rated one step better or worse (sample size is left out: it decides nothing over
// trials); one trial left out; one more trial of the optimal information size, sound in every domain, with the pooled
// result or with none. The certainty of a not-shown claim is that in the effect it denies. It is never nil.
func WouldChange(c rules.JudgeCase) []rules.Change {
	b, ok := newBase(c)
	if !ok {
		return []rules.Change{}
	}
	return b.wouldChange()
}

func (b *base) wouldChange() []rules.Change {
	f := &finder{base: b}
	f.statements()
	f.wording()
	f.ratings()
	f.drops()
	f.newTrials()
	slices.SortFunc(f.all, func(x, y candidate) int {
		if x.moves != y.moves {
			if x.moves {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(x.size, y.size), cmp.Compare(x.weight, y.weight), cmp.Compare(x.text(), y.text()))
	})
	changes := make([]rules.Change, 0, mostChanges)
	for _, x := range f.all[:min(len(f.all), mostChanges)] {
		changes = append(changes, rules.Change{Change: x.text(), Verdict: x.verdict, Certainty: x.certainty})
	}
	return changes
}

type finder struct {
	*base
	all []candidate
}

// keep keeps a variation that moves something; text describes it.
func (f *finder) keep(x finding, size int, weight float64, text func() string) {
	if x != f.found {
		f.all = append(f.all, candidate{finding: x, moves: x.verdict != f.found.verdict, size: size, weight: weight, text: text})
	}
}

func (f *finder) statements() {
	flag := func(set func(*rules.JudgeClaim) *bool, ifSet, ifCleared string) {
		k := f.c
		b := set(&k.Claim)
		*b = !*b
		text := ifCleared
		if *b {
			text = ifSet
		}
		f.keep(f.again(k, f.pools), sizeStatement, 0, func() string { return text })
	}
	flag(func(c *rules.JudgeClaim) *bool { return &c.SearchStated }, "The trials come from a stated search", "No search is stated")
	flag(func(c *rules.JudgeClaim) *bool { return &c.OtherBiasConsidered },
		"Randomisation, concealment and selective reporting are considered", "Randomisation, concealment and selective reporting are not considered")
	flag(func(c *rules.JudgeClaim) *bool { return &c.PublicationBiasSuspected }, "Publication bias is suspected", "Publication bias is not suspected")
}

func (f *finder) wording() {
	steps := []appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic}
	at := slices.Index(steps, f.c.Claim.Assertiveness)
	for _, i := range []int{at - 1, at + 1} {
		if i < 0 || i >= len(steps) {
			continue
		}
		k := f.c
		k.Claim.Assertiveness = steps[i]
		f.keep(f.again(k, f.pools), sizeWording, 0, func() string {
			return fmt.Sprintf("The claim is worded %s instead of %s", steps[i], steps[at])
		})
	}
	if kind := f.kind(); kind != appraisal.Benefit && kind != appraisal.Harm {
		return // claims of no difference assert no size
	}
	for _, m := range []appraisal.Magnitude{appraisal.AnySize, appraisal.Important, appraisal.Large} {
		if m == f.c.Claim.Magnitude {
			continue
		}
		k := f.c
		k.Claim.Magnitude = m
		f.keep(f.again(k, f.pools), sizeMagnitude, 0, func() string {
			return fmt.Sprintf("The claim asserts %s instead of %s", sizeWords(m), sizeWords(f.c.Claim.Magnitude))
		})
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

// domains are the ratings that decide over trials, with how No information counts in each.
var domains = []struct {
	name    string
	rating  func(*rules.JudgeTrial) *appraisal.Rating
	unknown appraisal.Rating
}{
	{"blinding", func(t *rules.JudgeTrial) *appraisal.Rating { return &t.Blinding }, appraisal.SomeConcerns},
	{"follow-up", func(t *rules.JudgeTrial) *appraisal.Rating { return &t.FollowUp }, appraisal.High},
	{"attrition", func(t *rules.JudgeTrial) *appraisal.Rating { return &t.Attrition }, appraisal.High},
}

func (f *finder) ratings() {
	for _, i := range f.usable {
		t := &f.c.Trials[i]
		for _, d := range domains {
			rating := d.rating(t)
			was := *rating
			for _, next := range neighbours(was, d.unknown) {
				*rating = next
				f.keep(f.again(f.c, f.pools), sizeRating, f.weight(i), func() string {
					return fmt.Sprintf("%s: %s rated %s instead of %s", f.name(i), d.name, rules.RatingWord(next), rules.RatingWord(recorded(was)))
				})
			}
			*rating = was
		}
	}
}

// recorded is a rating of a case: none is No information.
func recorded(r appraisal.Rating) appraisal.Rating {
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
		f.keep(x, sizeDrop, f.weight(at), func() string { return "Without " + f.name(at) })
	}
}

// newTrials adds one sound trial of the optimal information size. Its standard error is what such a trial would have:
// 80 % power for the smallest difference that matters or, where none is given, the sampling error of the pool scaled
// to its size. Beside directions only an estimate would push all of them out, so nothing is added there.
func (f *finder) newTrials() {
	if f.pooled == nil && len(f.usable) > 0 {
		return
	}
	n := int(math.Ceil(*f.c.Claim.OIS))
	se, ok := f.errorOf(n)
	if !ok {
		return
	}
	add := func(estimate float64, result string) {
		k := f.c
		k.Trials = append(append(make([]rules.JudgeTrial, 0, len(f.c.Trials)+1), f.c.Trials...), rules.JudgeTrial{
			Name: "a new trial", Estimate: &estimate, SE: &se, N: &n,
			Blinding: appraisal.Low, Attrition: appraisal.Low, SampleSize: appraisal.Low, FollowUp: appraisal.Low, PICO: appraisal.PICONone,
		})
		f.keep(f.again(k, nil), sizeNewTrial, 0, func() string { return fmt.Sprintf("One more sound trial of %d people %s", n, result) })
	}
	if f.pooled != nil {
		add(f.pooled.Estimate, "with the pooled result")
	} else {
		add(se*powered, "that finds the smallest difference that matters")
	}
	add(0, "without any difference")
}

// powered is the sum of the quantiles for two-sided 5 % error and 80 % power: a difference of so many standard errors
// is found by four trials in five.
const powered = stats.Z975 + 0.8416212335729143

func (f *finder) errorOf(n int) (float64, bool) {
	size := f.c.Claim.MID
	if size == nil && f.kind() == appraisal.NonInferiority {
		size = f.c.Claim.Margin
	}
	if size != nil {
		return *size / powered, true
	}
	people := 0
	for _, i := range f.usable {
		if x := f.c.Trials[i].N; x != nil {
			people += *x
		}
	}
	if f.pooled == nil || people == 0 {
		return 0, false
	}
	sampling := (f.pooled.SamplingCI95[1] - f.pooled.SamplingCI95[0]) / (2 * stats.Z975)
	return sampling * math.Sqrt(float64(people)/float64(n)), true
}

// weight is the share of the pool that a trial holds or, without a pool, its number of people.
func (f *finder) weight(at int) float64 {
	if f.pooled != nil {
		return f.pooled.Weights[at]
	}
	if n := f.c.Trials[at].N; n != nil {
		return float64(*n)
	}
	return 0
}

func (f *finder) name(at int) string {
	if n := f.c.Trials[at].Name; n != "" {
		return n
	}
	return fmt.Sprintf("Trial %d", at+1)
}
