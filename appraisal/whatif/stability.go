package whatif

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// midFactors vary the smallest difference that matters where no range is given; published values for one scale differ by
// about this much either way.
var midFactors = []float64{2.0 / 3, 3.0 / 2}

// Stability counts in how many variations of the case the verdict stays. The variations are every combination of the
// smallest difference that matters (for non-inferiority with the margin) times 2/3, 1 and 3/2; the case's own set of
// thresholds and the strict, default and lenient ones; blinding as rated or Low in every trial; and the expected
// direction of bias counted or not. Beside these come the other interval of the pool (that of Hartung and Knapp or
// Wald's) where three trials or more vary and, where more than one trial bears on the claim, the case without each of
// them in turn. The case itself is not counted. For a claim of a library the range of the smallest difference is the
// claim's own where it gives one, a set of thresholds suggests anew what nobody has judged, and each reviewer who
// judged anything is combined with all of these. A stated size of a large effect and the optimal information size stay as
// they are. A case that cannot be judged has no variations.
//
// What the verdict depends on are those variations of one thing alone that lead to another verdict.
func Stability(c rules.JudgeCase) rules.Stability {
	b, ok := newBase(c)
	if !ok {
		return rules.Stability{}
	}
	return b.stability()
}

// setting is a case under one set of thresholds, by one reviewer.
type setting struct {
	c     rules.JudgeCase
	pools *rules.Pools
	off   int    // how many of the two differ from the case's own
	text  string // the one that differs
}

// size is a smallest difference that matters, with the margin that goes with it; text is empty for the claim's own.
type size struct {
	mid, margin *float64
	text        string
}

func (b *base) stability() rules.Stability {
	var s rules.Stability
	// count counts a variation; one that differs in a single thing has words for it.
	count := func(f finding, text string) {
		s.Variations++
		if f.verdict == b.found.verdict {
			s.SameVerdict++
		} else if text != "" {
			s.DependsOn = append(s.DependsOn, rules.Factor{Text: text, Verdict: f.verdict})
		}
	}
	counted := b.c.Options.DirectionOfBias == nil || *b.c.Options.DirectionOfBias
	otherwise := "the direction of bias: not counted"
	if !counted {
		otherwise = "the direction of bias: counted"
	}
	sizes := b.sizes()
	for _, set := range b.settings() {
		blind := append([]rules.JudgeTrial{}, set.c.Trials...)
		for i := range blind {
			blind[i].Blinding = appraisal.Low
		}
		for _, size := range sizes {
			for _, asRated := range []bool{true, false} {
				for _, direction := range []bool{counted, !counted} {
					k := set.c
					k.Claim.MID, k.Claim.Margin = size.mid, size.margin
					k.Options.DirectionOfBias = &direction
					off, text := set.off, set.text
					differs := func(is bool, words string) {
						if is {
							off, text = off+1, words
						}
					}
					differs(size.text != "", size.text)
					differs(!asRated, "blinding: taken as Low in every trial")
					differs(direction != counted, otherwise)
					if off == 0 {
						continue
					}
					if off > 1 {
						text = ""
					}
					if !asRated {
						k.Trials = blind
					}
					count(b.again(k, set.pools), text)
				}
			}
		}
	}
	if b.pooled != nil && b.pooled.OtherCI95 != nil {
		k := b.c
		k.Options.OtherInterval = !k.Options.OtherInterval
		name := "Hartung and Knapp's"
		if b.pooled.Interval == "hk" {
			name = "Wald's"
		}
		count(b.again(k, b.pools), "the interval of the pool: "+name)
	}
	var trials rules.Stability
	for n, f := range b.leftOut() {
		was := len(s.DependsOn)
		count(f, b.name(b.usable[n])+": without it")
		trials.DependsOn = append(trials.DependsOn, s.DependsOn[was:]...)
		s.DependsOn = s.DependsOn[:was]
	}
	slices.SortFunc(trials.DependsOn, func(x, y rules.Factor) int {
		return strings.Compare(x.Text+string(x.Verdict), y.Text+string(y.Verdict))
	})
	s.DependsOn = append(s.DependsOn, trials.DependsOn...)
	return s
}

// sizes are the smallest differences that are tried, the claim's own first.
func (b *base) sizes() []size {
	mid, margin := b.c.Claim.MID, b.c.Claim.Margin
	all := []size{{mid: mid, margin: margin}}
	if mid == nil && margin == nil {
		return all
	}
	for i, factor := range midFactors {
		x := size{mid: times(mid, factor), margin: times(margin, factor)}
		if b.recorded != nil && mid != nil {
			e := b.recorded.d.Claim.Effect
			if end := []*float64{e.MIDLow, e.MIDHigh}[i]; end != nil && *end > 0 {
				if *end == *mid {
					continue // the range ends at the claim's own value
				}
				x.mid, x.margin = end, times(margin, *end / *mid)
			}
		}
		if x.mid != nil {
			x.text = "the smallest difference that matters: at " + strconv.FormatFloat(*x.mid, 'g', 3, 64)
		} else {
			x.text = "the margin: at " + strconv.FormatFloat(*x.margin, 'g', 3, 64)
		}
		all = append(all, x)
	}
	return all
}

// settings are the case's own, then the other sets of thresholds and, of a library, the other reviewers under each set.
func (b *base) settings() []setting {
	all := []setting{{c: b.c, pools: b.pools}}
	sets := otherSets(b.c.Options.Thresholds)
	if b.recorded == nil {
		for _, set := range sets {
			k := b.c
			k.Options.Thresholds = set
			all = append(all, setting{c: k, pools: b.pools, off: 1, text: "the set of thresholds: " + set.Name})
		}
		return all
	}
	r := b.recorded
	for _, who := range r.judges() {
		for i, set := range append([]*appraisal.Thresholds{r.d.Thresholds}, sets...) {
			if i == 0 && who == r.d.Reviewer {
				continue
			}
			d := r.d
			d.Reviewer, d.Thresholds = who, set
			c := rules.CaseOf(d)
			if c == nil {
				continue // under these assumptions there is nothing to judge
			}
			s := setting{c: *c, pools: b.poolsOf(c.Trials)}
			s.c.Options.Thresholds = set
			if i > 0 {
				s.off, s.text = s.off+1, "the set of thresholds: "+set.Name
			}
			if who != r.d.Reviewer {
				s.off, s.text = s.off+1, r.judgesWords(who)
			}
			all = append(all, s)
		}
	}
	return all
}

// otherSets are the sets that come with the program, but for the one in force under whatever name.
func otherSets(own *appraisal.Thresholds) []*appraisal.Thresholds {
	var others []*appraisal.Thresholds
	for _, name := range appraisal.ThresholdSets {
		set, _ := appraisal.BuiltIn(name)
		same := *own.OrDefault()
		same.Name = set.Name
		if same != set {
			others = append(others, &set)
		}
	}
	return others
}

// poolsOf are the pools that the case's own trials share with these, if the estimates are the same; else new ones.
func (b *base) poolsOf(trials []rules.JudgeTrial) *rules.Pools {
	same := func(x, y *float64) bool { return x == y || (x != nil && y != nil && *x == *y) }
	if !slices.EqualFunc(b.c.Trials, trials, func(x, y rules.JudgeTrial) bool {
		return same(x.Estimate, y.Estimate) && same(x.SE, y.SE) && same(x.PTwoSided, y.PTwoSided)
	}) {
		return b.pools.Others()
	}
	return b.pools
}

func times(x *float64, factor float64) *float64 {
	if x == nil || factor == 1 {
		return x
	}
	y := *x * factor
	return &y
}

// name is a trial as a reader knows it.
func (b *base) name(at int) string {
	if n := b.c.Trials[at].Name; n != "" {
		return n
	}
	return fmt.Sprintf("Trial %d", at+1)
}
