package rules

import (
	"math"
	"strings"

	"claimgrade/appraisal"
)

// targets are the thresholds that an interval should not hold.
type targets struct {
	at  [4]float64
	n   int
	any bool    // the claim asserts any effect: 0 counts once, and twice where a size that matters is inside as well
	mid float64 // for any
}

func (t *targets) add(xs ...float64) {
	for _, x := range xs {
		t.at[t.n] = x
		t.n++
	}
}

func (t *targets) inside(ci [2]float64) int {
	s := spanOf(ci)
	x := 0
	for _, th := range t.at[:t.n] {
		if s.holds(th) {
			x++
		}
	}
	if t.any && x > 0 && (s.holds(t.mid) || s.holds(-t.mid)) {
		x++
	}
	return x
}

func (t *targets) String() string {
	if t.any {
		return "0"
	}
	parts := make([]string, t.n)
	for i, x := range t.at[:t.n] {
		parts[i] = num(x).String()
	}
	return strings.Join(parts, ", ")
}

// targetsOf chooses the thresholds by the kind of claim, its size word and where the estimate lies (method 10.6, 0.5,
// 0.17).
func (b *body) targetsOf(all *finding) targets {
	t := targets{mid: b.y.mid}
	asserted := b.claim.Magnitude == appraisal.Important || b.claim.Magnitude == appraisal.Large
	switch {
	case b.y.kind == appraisal.NoDifference:
		t.add(-b.y.mid, b.y.mid)
	case b.y.kind == appraisal.NoBetter:
		t.add(b.y.mid)
	case b.y.kind == appraisal.NonInferiority:
		t.add(-b.y.margin)
	case all.class == classNULL || (asserted && math.Abs(all.pooled.Estimate) < b.y.mid*(1-epsilon)):
		t.add(-b.y.mid, b.y.mid)
	case asserted:
		t.add(-b.y.mid, 0, b.y.mid)
	default:
		t.add(0)
		t.any = true
	}
	if all.class == classOPEN {
		t.add(0)
	}
	return t
}
