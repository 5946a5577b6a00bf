package figure_test

import (
	"fmt"
	"math"
	"testing"

	"claimgrade/ui/figure"

	"pgregory.net/rapid"
)

// Whatever the numbers, known or not, a picture stays inside its frame and says in words what it shows.
func TestPicturesOfTheDomainsStayInsideTheirFrame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string, lo, hi float64) float64 {
			if rapid.IntRange(0, 4).Draw(rt, name+" unknown") == 0 {
				return math.NaN()
			}
			return rapid.Float64Range(lo, hi).Draw(rt, name)
		}
		env := figure.Env{Width: rapid.Float64Range(250, 900).Draw(rt, "width"), Measure: measure}
		name := rapid.StringMatching(`[a-z .]{0,60}`).Draw(rt, "arm")
		days := func(d float64) string { return fmt.Sprintf("%.0f days", d) }
		index := rapid.Float64Range(-1, 1).Draw(rt, "index")
		est, width := rapid.Float64Range(-20, 20).Draw(rt, "estimate"), rapid.Float64Range(0.1, 30).Draw(rt, "half width")
		randomised := rapid.IntRange(0, 400).Draw(rt, "randomised")
		james := draw("james", 0, 1)
		scenes := map[string]figure.Scene{
			"blinding": figure.Blinding(figure.Guesses{Arms: []figure.Guessing{{Arm: name, N: 12, Index: index, Lo: index - 0.4, Hi: index + 0.4, Unblinding: index > 0.4}},
				James: james, JamesLo: james - 0.1, JamesHi: james + 0.1, Asked: name})(env),
			"sample size": figure.SampleSize(figure.Precision{Est: est, Lo: est - width, Hi: est + width,
				MID: draw("MID", 0.5, 8), Detectable: draw("detectable", 0.1, 60)})(env),
			"follow-up": figure.FollowUp(figure.Timeline{Controlled: draw("controlled", 0.05, 900), Any: draw("any", 0.05, 2000), Covered: draw("covered", 0, 1),
				Read: rapid.Float64Range(0.05, 900).Draw(rt, "read"), Needed: draw("needed", 1, 400), Doses: rapid.IntRange(0, 12).Draw(rt, "doses"),
				Onset: rapid.Bool().Draw(rt, "onset"), Words: days})(env),
			"attrition": figure.Attrition(figure.Losses{Arms: flows(rt, name, randomised),
				Overall: draw("overall", 0, 1), Differential: draw("differential", 0, 100), Cautious: []float64{5, 6, 0}, Optimist: []float64{10, 11, 3, 0}})(env),
		}
		for what, s := range scenes {
			if s.Alt == "" || s.Height <= 0 {
				rt.Errorf("%s: height %v, in words %q", what, s.Height, s.Alt)
			}
			inside(rt, what, s, env)
		}
	})
}

// flows are one or two arms with some of the stages between those randomised and those observed.
func flows(rt *rapid.T, arm string, randomised int) (out []figure.Flow) {
	for range rapid.IntRange(1, 2).Draw(rt, "arms") {
		f := figure.Flow{Arm: arm, Stages: []figure.Stage{{Name: "randomised", N: randomised}}, Reasons: rapid.SampledFrom([]string{"", arm}).Draw(rt, "reasons")}
		for _, stage := range []string{"treated", "completed", "observed"} {
			if rapid.Bool().Draw(rt, stage) {
				f.Stages = append(f.Stages, figure.Stage{Name: stage, N: rapid.IntRange(0, randomised).Draw(rt, stage+" people")})
			}
		}
		out = append(out, f)
	}
	return out
}

// corners are the outermost points of an item that must be inside.
func corners(it figure.Item, env figure.Env) []figure.Point {
	switch v := it.(type) {
	case figure.Line:
		return []figure.Point{v.From, v.To}
	case figure.Rect:
		return []figure.Point{{X: v.X, Y: v.Y}, {X: v.X + v.W, Y: v.Y + v.H}}
	case figure.Poly4:
		return v.P[:]
	case figure.Circle:
		return []figure.Point{v.Center}
	case figure.Text:
		w := env.Measure(v.S, v.Size, v.Bold)
		from := v.At.X - map[figure.Anchor]float64{figure.Start: 0, figure.Middle: w / 2, figure.End: w}[v.Anchor]
		return []figure.Point{{X: from, Y: v.At.Y}, {X: from + w, Y: v.At.Y}}
	}
	return nil
}
