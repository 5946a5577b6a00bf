package stats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal/stats"
)

// bcg is the BCG vaccine data of Colditz 1994: events and non-events of the vaccinated, then of the controls.
var bcg = [][4]float64{
	{4, 119, 11, 128}, {6, 300, 29, 274}, {3, 228, 11, 209}, {62, 13536, 248, 12619}, {33, 5036, 47, 5761},
	{180, 1361, 372, 1079}, {8, 2537, 10, 619}, {505, 87886, 499, 87892}, {29, 7470, 45, 7232}, {17, 1699, 65, 1600},
	{186, 50448, 141, 27197}, {5, 2493, 3, 2338}, {27, 16886, 29, 17825},
}

func bcgRiskRatios() []stats.Effect {
	var es []stats.Effect
	for _, d := range bcg {
		n1, n2 := d[0]+d[1], d[2]+d[3]
		es = append(es, stats.Effect{Value: math.Log(d[0] / n1 / (d[2] / n2)), SE: math.Sqrt(1/d[0] - 1/n1 + 1/d[2] - 1/n2)})
	}
	return es
}

func bcgOddsRatios() []stats.Effect {
	var es []stats.Effect
	for _, d := range bcg {
		es = append(es, stats.Effect{Value: math.Log(d[0] * d[3] / (d[1] * d[2])), SE: math.Sqrt(1/d[0] + 1/d[1] + 1/d[2] + 1/d[3])})
	}
	return es
}

// raudenbush is the teacher expectancy data of Raudenbush 1985: standardised differences and their variances.
var raudenbush = [][2]float64{
	{.03, .0156}, {.12, .0216}, {-.14, .0279}, {1.18, .1391}, {.26, .1362}, {-.06, .0106}, {-.02, .0106}, {-.32, .0484},
	{.27, .0269}, {.80, .0630}, {.54, .0912}, {.18, .0497}, {-.02, .0835}, {.23, .0841}, {-.18, .0253}, {-.06, .0279},
	{.30, .0193}, {.07, .0088}, {-.07, .0303},
}

func raudenbushEffects() []stats.Effect {
	var es []stats.Effect
	for _, d := range raudenbush {
		es = append(es, stats.Effect{Value: d[0], SE: math.Sqrt(d[1])})
	}
	return es
}

// agrees fails unless got shows the printed digits of want.
func agrees(t *testing.T, what string, got, want, half float64) {
	t.Helper()
	if math.Abs(got-want) > half*1.0001 {
		t.Errorf("%s: got %.6f, published %v", what, got, want)
	}
}

const four = 0.00005 // half a unit of the fourth decimal

func TestPoolsReproducePublishedResults(t *testing.T) {
	type row struct {
		name             string
		effects          []stats.Effect
		method           stats.Tau2Method
		hk               bool
		est, se, low, hi float64
		tau2, i2         float64
	}
	no := math.NaN()
	for _, c := range []row{
		{"BCG RR, common effect", bcgRiskRatios(), stats.CommonEffect, false, -.4303, .0405, -.5097, -.3509, 0, no},
		{"BCG RR, DerSimonian-Laird", bcgRiskRatios(), stats.DerSimonianLaird, false, -.7141, .1787, -1.0644, -.3638, .3088, 92.1173},
		{"BCG RR, REML, Wald", bcgRiskRatios(), stats.REML, false, -.7145, .1798, -1.0669, -.3622, .3132, no},
		{"BCG RR, REML, HK", bcgRiskRatios(), stats.REML, true, -.7145, .1808, -1.1084, -.3206, .3132, no},
		{"BCG RR, ML", bcgRiskRatios(), stats.MaximumLikelihood, false, -.7112, .1719, -1.0481, -.3743, .2800, no},
		{"BCG RR, Paule-Mandel", bcgRiskRatios(), stats.PauleMandel, false, -.7150, .1809, -1.0695, -.3604, .3181, no},
		{"BCG OR, common effect", bcgOddsRatios(), stats.CommonEffect, false, -.4361, no, no, no, 0, no},
		{"BCG OR, DerSimonian-Laird", bcgOddsRatios(), stats.DerSimonianLaird, false, -.7474, no, -1.1242, -.3706, .3663, 92.6455},
		{"BCG OR, ML", bcgOddsRatios(), stats.MaximumLikelihood, false, math.Log(.4762), no, math.Log(.3360), math.Log(.6749), .3025, no},
		{"BCG OR, REML", bcgOddsRatios(), stats.REML, false, -.7452, no, no, no, .3378, no},
		{"teachers, common effect", raudenbushEffects(), stats.CommonEffect, false, .0604, no, no, no, 0, no},
		{"teachers, REML, Wald", raudenbushEffects(), stats.REML, false, .0837, .0516, no, no, .0188, no},
		{"teachers, REML, HK", raudenbushEffects(), stats.REML, true, .0837, .0616, -.0457, .2131, .0188, no},
	} {
		p := stats.RandomEffects(c.effects, c.method)
		ci := p.Wald()
		if c.hk {
			ci = p.HartungKnapp()
		}
		if !p.Converged {
			t.Errorf("%s: not converged", c.name)
		}
		for _, x := range []struct {
			what      string
			got, want float64
		}{{"estimate", p.Estimate, c.est}, {"SE", ci.SE, c.se}, {"low", ci.Low, c.low}, {"high", ci.High, c.hi}, {"tau2", p.Tau2, c.tau2}, {"I2", 100 * p.I2, c.i2}} {
			if !math.IsNaN(x.want) {
				half := four
				if c.name == "BCG OR, ML" && (x.what == "estimate" || x.what == "low" || x.what == "high") {
					half = 0.00015 // published as ratios with four decimals
				}
				agrees(t, c.name+": "+x.what, x.got, x.want, half)
			}
		}
	}
}

func TestHeterogeneityOfPublishedData(t *testing.T) {
	rr, or, tx := bcgRiskRatios(), bcgOddsRatios(), raudenbushEffects()
	agrees(t, "first log RR", rr[0].Value, -.8893, four)
	agrees(t, "its variance", rr[0].SE*rr[0].SE, .3256, four)
	agrees(t, "Q of the RRs", stats.RandomEffects(rr, stats.REML).Q, 152.2330, four)
	agrees(t, "Q of the ORs", stats.RandomEffects(or, stats.REML).Q, 163.1649, four)
	agrees(t, "Q of the teachers", stats.RandomEffects(tx, stats.REML).Q, 35.8295, four)
	for _, c := range []struct {
		method stats.Tau2Method
		i2     float64
	}{{stats.REML, 92.22}, {stats.MaximumLikelihood, 91.38}, {stats.PauleMandel, 92.33}} {
		agrees(t, "I2", 100*stats.RandomEffects(rr, c.method).I2, c.i2, .005)
	}
	p := stats.RandomEffects(rr, stats.REML)
	agrees(t, "H2", 1/(1-p.I2), 12.86, .005)
	hk := p.HartungKnapp()
	agrees(t, "t", p.Estimate/hk.SE, -3.9522, four)
	agrees(t, "p", stats.TTwoSidedP(p.Estimate/hk.SE, 12), .0019, four)
	agrees(t, "z, common effect", stats.RandomEffects(rr, stats.CommonEffect).Estimate/p.CommonSE, -10.6247, four)
	dl := stats.RandomEffects(rr, stats.DerSimonianLaird)
	agrees(t, "z, DerSimonian-Laird", dl.Estimate/dl.SE, -3.9952, four)
}

func TestPredictionIntervalsReproducePublishedResults(t *testing.T) {
	p := stats.RandomEffects(bcgRiskRatios(), stats.REML)
	wald, hk := p.Wald(), p.HartungKnapp()
	riley := func(ci stats.Interval) stats.Interval { ci.Critical = stats.TQuantile(.975, 11); return ci }
	teachers := stats.RandomEffects(raudenbushEffects(), stats.REML)
	for _, c := range []struct {
		name    string
		got     [2]float64
		low, hi float64
	}{
		{"z, Wald", p.Prediction(wald), -1.8667, .4376},
		{"t12, HK", p.Prediction(hk), -1.9960, .5670},
		{"t11, Wald", p.Prediction(riley(wald)), -2.0084, .5793},
		{"t11, HK", p.Prediction(riley(hk)), -2.0091, .5800},
		{"teachers, z, Wald", teachers.Prediction(teachers.Wald()), -.2036, .3711},
	} {
		half := four
		if c.name == "teachers, z, Wald" {
			half = 0.00015 // from data rounded to two decimals
		}
		agrees(t, c.name+", low", c.got[0], c.low, half)
		agrees(t, c.name+", high", c.got[1], c.hi, half)
	}
}

func TestASingleEffectIsItsOwnPool(t *testing.T) {
	p := stats.RandomEffects([]stats.Effect{{Value: 8, SE: 2.4}}, stats.REML)
	if p.Estimate != 8 || math.Abs(p.SE-2.4) > 1e-15 || p.Tau2 != 0 || p.I2 != 0 || p.Weights[0] != 1 || !p.Converged {
		t.Errorf("got %+v", p)
	}
}

func TestEqualEstimatesHaveNoHeterogeneity(t *testing.T) {
	for _, k := range []int{2, 3, 50} {
		es := make([]stats.Effect, k)
		for i := range es {
			es[i] = stats.Effect{Value: 0.1, SE: 0.3 + float64(i)}
		}
		for m := stats.CommonEffect; m <= stats.PauleMandel; m++ {
			p := stats.RandomEffects(es, m)
			if p.Tau2 != 0 || p.Q != 0 || math.Abs(p.Estimate-0.1) > 1e-15 {
				t.Errorf("k=%d, method %d: %+v", k, m, p)
			}
		}
	}
}

func anyEffects(t *rapid.T, minK int) []stats.Effect {
	k := rapid.IntRange(minK, 15).Draw(t, "k")
	es := make([]stats.Effect, k)
	for i := range es {
		es[i] = stats.Effect{
			Value: rapid.Float64Range(-20, 20).Draw(t, "value"),
			SE:    math.Exp(rapid.Float64Range(-4, 4).Draw(t, "log se")),
		}
	}
	return es
}

func near(a, b, scale float64) bool { return math.Abs(a-b) <= 1e-7*scale }

func TestREMLFindsTheTopOfTheRestrictedLikelihood(t *testing.T) {
	likelihood := func(es []stats.Effect, tau2 float64) float64 {
		var sw, swy, l float64
		for _, e := range es {
			w := 1 / (e.SE*e.SE + tau2)
			sw, swy, l = sw+w, swy+w*e.Value, l+.5*math.Log(w)
		}
		for _, e := range es {
			l -= .5 * (e.Value - swy/sw) * (e.Value - swy/sw) / (e.SE*e.SE + tau2)
		}
		return l - .5*math.Log(sw)
	}
	rapid.Check(t, func(t *rapid.T) {
		es := anyEffects(t, 2)
		p := stats.RandomEffects(es, stats.REML)
		at := likelihood(es, p.Tau2)
		if dl := likelihood(es, stats.RandomEffects(es, stats.DerSimonianLaird).Tau2); p.Converged && at < dl-1e-9*(1+math.Abs(dl)) {
			t.Fatalf("likelihood %v at %v is below %v at the starting value", at, p.Tau2, dl)
		}
		for _, f := range []float64{.99, 1.01} {
			if l := likelihood(es, p.Tau2*f); p.Converged && l > at+1e-9*(1+math.Abs(at)) {
				t.Fatalf("likelihood %v at %v times tau2 is above %v at tau2 %v", l, f, at, p.Tau2)
			}
		}
	})
}

func TestPauleMandelResidualsHaveTheirExpectedSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := anyEffects(t, 2)
		p := stats.RandomEffects(es, stats.PauleMandel)
		var q float64
		for _, e := range es {
			q += (e.Value - p.Estimate) * (e.Value - p.Estimate) / (e.SE*e.SE + p.Tau2)
		}
		df := float64(len(es) - 1)
		if p.Tau2 > 0 && !near(q, df, df*10) || p.Tau2 == 0 && q > df*(1+1e-6) {
			t.Fatalf("Q at tau2 %v is %v, expected %v", p.Tau2, q, df)
		}
	})
}

func TestAPoolKnowsNeitherOrderNorUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := anyEffects(t, 1)
		unit := math.Exp(rapid.Float64Range(-20, 20).Draw(t, "log unit"))
		perm := rapid.Permutation(indices(len(es))).Draw(t, "order")
		other := make([]stats.Effect, len(es))
		for i, j := range perm {
			other[i] = stats.Effect{Value: es[j].Value * unit, SE: es[j].SE * unit}
		}
		for m := stats.CommonEffect; m <= stats.PauleMandel; m++ {
			a, b := stats.RandomEffects(es, m), stats.RandomEffects(other, m)
			if !near(b.Estimate/unit, a.Estimate, 20) || !near(b.SE/unit, a.SE, a.SE) || !near(b.Tau2/unit/unit, a.Tau2, a.Tau2+a.CommonSE*a.CommonSE) || !near(a.I2, b.I2, 1) {
				t.Fatalf("method %d: %+v became %+v in units of %v", m, a, b, unit)
			}
			for i, j := range perm {
				if !near(b.Weights[i], a.Weights[j], 1) {
					t.Fatalf("method %d: weight %v of effect %d became %v", m, a.Weights[j], j, b.Weights[i])
				}
			}
		}
	})
}

func indices(n int) []int {
	x := make([]int, n)
	for i := range x {
		x[i] = i
	}
	return x
}

func TestPoolsStayFiniteHoweverUnequalTheTrials(t *testing.T) {
	finite := func(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 6).Draw(t, "k")
		es := make([]stats.Effect, k)
		for i := range es {
			sign := float64(1 - 2*rapid.IntRange(0, 1).Draw(t, "sign"))
			es[i] = stats.Effect{Value: sign * math.Pow(10, rapid.Float64Range(-30, 30).Draw(t, "value")), SE: math.Pow(10, rapid.Float64Range(-30, 30).Draw(t, "se"))}
		}
		for m := stats.CommonEffect; m <= stats.PauleMandel; m++ {
			p := stats.RandomEffects(es, m)
			for _, x := range []float64{p.Estimate, p.SE, p.CommonSE, p.Tau2, p.I2, p.Q, p.Wald().Low, p.Wald().High, p.Prediction(p.Wald())[0]} {
				if !finite(x) {
					t.Fatalf("method %d: %+v", m, p)
				}
			}
			if k > 1 && !finite(p.HartungKnapp().High) {
				t.Fatalf("method %d: HK of %+v", m, p)
			}
			var sum float64
			for _, w := range p.Weights {
				sum += w
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Fatalf("weights add up to %v", sum)
			}
		}
	})
}

func TestHartungKnappIsNeverNarrowerThanWald(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := stats.RandomEffects(anyEffects(t, 2), stats.REML)
		w, h := p.Wald(), p.HartungKnapp()
		if h.Low > w.Low || h.High < w.High {
			t.Fatalf("HK %+v inside Wald %+v", h, w)
		}
	})
}

func BenchmarkREMLOfFiftyTrials(b *testing.B) {
	es := make([]stats.Effect, 50)
	for i := range es {
		es[i] = stats.Effect{Value: math.Sin(float64(i)) * 5, SE: 1 + float64(i%7)}
	}
	for b.Loop() {
		stats.RandomEffects(es, stats.REML)
	}
}
