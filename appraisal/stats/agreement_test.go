package stats

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// fromTable spreads a square table of two raters over units.
func fromTable(table [][]float64) Ratings {
	r := Ratings{Categories: len(table)}
	for k, row := range table {
		for l, n := range row {
			for range int(n) {
				r.Units = append(r.Units, []int{k, l})
			}
		}
	}
	return r
}

// fromCounts spreads words like 03003, how many raters chose each category, over raters.
func fromCounts(categories int, rows ...[]int) Ratings {
	r := Ratings{Categories: categories}
	for _, row := range rows {
		var unit []int
		for k, n := range row {
			for range n {
				unit = append(unit, k)
			}
		}
		r.Units = append(r.Units, unit)
	}
	return r
}

// fromWords reads words like 1–31, one digit per rater; lowest is the digit of the first category.
func fromWords(categories int, lowest rune, words string) Ratings {
	r := Ratings{Categories: categories}
	for _, word := range strings.Fields(words) {
		var unit []int
		for _, digit := range word {
			if digit == '-' {
				unit = append(unit, Missing)
			} else {
				unit = append(unit, int(digit-lowest))
			}
		}
		r.Units = append(r.Units, unit)
	}
	return r
}

var (
	// pathologists is table A: the 3 × 3 example of the irrCAC vignettes.
	pathologists = [][]float64{{13, 0, 0}, {0, 20, 7}, {0, 4, 56}}
	// psychiatrists is table B: 15 patients of Fleiss 1971 by 6 raters, as counts per diagnosis.
	psychiatrists = fromCounts(5,
		[]int{0, 0, 0, 6, 0}, []int{0, 3, 0, 0, 3}, []int{0, 1, 4, 0, 1}, []int{0, 0, 0, 0, 6}, []int{0, 3, 0, 3, 0},
		[]int{2, 0, 4, 0, 0}, []int{0, 0, 4, 0, 2}, []int{2, 0, 3, 1, 0}, []int{2, 0, 0, 4, 0}, []int{0, 0, 0, 0, 6},
		[]int{1, 0, 0, 5, 0}, []int{1, 1, 0, 4, 0}, []int{0, 3, 3, 0, 0}, []int{1, 0, 0, 5, 0}, []int{0, 2, 0, 3, 1})
	// krippendorff is table C: 12 units by 4 raters of categories 1 to 5, with ratings missing (Krippendorff 2011).
	krippendorff = fromWords(5, '1', "11-1 2232 3333 3333 2222 1234 4444 1121 2222 -555 --11 --3-")
	// wikipedia is table D: the worked example of Fleiss' kappa in Wikipedia.
	wikipedia = fromCounts(5,
		[]int{0, 0, 0, 0, 14}, []int{0, 2, 6, 4, 2}, []int{0, 0, 3, 5, 6}, []int{0, 3, 9, 2, 0}, []int{2, 2, 8, 1, 1},
		[]int{7, 7, 0, 0, 0}, []int{3, 2, 6, 3, 0}, []int{2, 5, 3, 2, 2}, []int{6, 5, 2, 1, 0}, []int{0, 2, 2, 3, 7})
	// paradox is table E: nearly full agreement that kappa calls none.
	paradox = [][]float64{{118, 5}, {2, 0}}
	// trials is table F: six trials by three reviewers, Low, Some concerns, High.
	trials = fromWords(3, '0', "001 222 111 011 212 222")
)

func TestChanceCorrectedAgreementReproducesPublishedValues(t *testing.T) {
	a, e := fromTable(pathologists), fromTable(paradox)
	type coefficient func(Ratings, Weights) (Agreement, bool)
	fleiss, gwet, bp, conger := coefficient(Ratings.Fleiss), coefficient(Ratings.Gwet), coefficient(Ratings.BrennanPrediger), coefficient(Ratings.Conger)
	for _, c := range []struct {
		name       string
		of         coefficient
		r          Ratings
		w          Weights
		want, half float64
	}{
		{"A, Scott's pi (irrCAC)", fleiss, a, Identity, .7962397, 5e-8},
		{"A, AC1 (irrCAC)", gwet, a, Identity, .8493305, 5e-8},
		{"A, Brennan-Prediger (irrCAC)", bp, a, Identity, .835, 5e-8},
		{"A, pi, quadratic (irrCAC)", fleiss, a, Quadratic, .8921093, 5e-8},
		{"A, AC2, quadratic (irrCAC)", gwet, a, Quadratic, .9402369, 5e-8},
		{"A, Brennan-Prediger, quadratic (irrCAC)", bp, a, Quadratic, .9175, 5e-8},
		{"A, AC2, linear", gwet, a, Linear, .900023, 5e-7},
		{"B, AC1 (irrCAC)", gwet, psychiatrists, Identity, .4448007, 5e-8},
		{"B, Fleiss (irrCAC)", fleiss, psychiatrists, Identity, .4139265, 5e-8},
		{"B, Brennan-Prediger (irrCAC)", bp, psychiatrists, Identity, .4388889, 5e-8},
		{"C, AC1 (irrCAC)", gwet, krippendorff, Identity, .77544, 5e-6},
		{"C, Fleiss (irrCAC)", fleiss, krippendorff, Identity, .76117, 5e-6},
		{"C, Conger (irrCAC)", conger, krippendorff, Identity, .76282, 5e-6},
		{"C, Brennan-Prediger (irrCAC)", bp, krippendorff, Identity, .77273, 5e-6},
		{"C, AC2, quadratic (irrCAC)", gwet, krippendorff, Quadratic, .91400, 5e-6},
		{"C, Fleiss, quadratic (irrCAC)", fleiss, krippendorff, Quadratic, .86494, 5e-6},
		{"D, Fleiss (Wikipedia)", fleiss, wikipedia, Identity, .20993, 5e-6},
		{"E, AC1", gwet, e, Identity, .9408, 5e-5},
		{"F, AC1", gwet, trials, Identity, .51570, 5e-6},
		{"F, Fleiss", fleiss, trials, Identity, .46535, 5e-6},
		{"F, AC2, linear", gwet, trials, Linear, .65310, 5e-6},
		{"F, AC2, quadratic", gwet, trials, Quadratic, .77869, 5e-6},
	} {
		got, ok := c.of(c.r, c.w)
		if !ok {
			t.Errorf("%s is not defined", c.name)
		}
		near(t, c.name, got.Value, c.want, c.half)
	}
}

func TestObservedAndExpectedAgreementReproducePublishedValues(t *testing.T) {
	for _, c := range []struct {
		name       string
		r          Ratings
		w          Weights
		want, half float64
	}{
		{"A (irrCAC)", fromTable(pathologists), Identity, .89, 5e-8},
		{"A, quadratic (irrCAC)", fromTable(pathologists), Quadratic, .9725, 5e-8},
		{"B (irrCAC)", psychiatrists, Identity, .5511111, 5e-8},
		{"C (irrCAC)", krippendorff, Identity, .8181818, 5e-8},
		{"C, quadratic (irrCAC)", krippendorff, Quadratic, .9753788, 5e-8},
		{"E", fromTable(paradox), Identity, .944, 5e-8},
	} {
		got, _ := c.r.Percent(c.w)
		near(t, c.name, got, c.want, c.half)
	}
	gwet, _ := psychiatrists.Gwet(Identity)
	near(t, "B, chance of AC1 (irrCAC)", gwet.Expected, .1914815, 5e-8)
	fleiss, _ := psychiatrists.Fleiss(Identity)
	near(t, "B, chance of Fleiss (irrCAC)", fleiss.Expected, .2340741, 5e-8)
	fleiss, _ = wikipedia.Fleiss(Identity)
	near(t, "D, chance of Fleiss (Wikipedia)", fleiss.Expected, .212755, 5e-7)
}

func TestCohensKappaReproducesPublishedValues(t *testing.T) {
	for _, c := range []struct {
		name      string
		table     [][]float64
		w         Weights
		value, se float64
		half      float64
	}{
		{"A (irrCAC)", pathologists, Identity, .7964094, .05891072, 5e-8},
		{"A, quadratic (irrCAC)", pathologists, Quadratic, .8921569, .03535151, 5e-8},
		{"A, linear", pathologists, Linear, .842902, .047872, 5e-7},
		{"E", paradox, Identity, -.0234, math.NaN(), 5e-5},
	} {
		k, ok := Cohen(c.table, c.w)
		if !ok {
			t.Errorf("%s is not defined", c.name)
		}
		near(t, c.name, k.Value, c.value, c.half)
		if !math.IsNaN(c.se) {
			near(t, c.name+", SE", k.SE, c.se, c.half)
		}
	}
}

func TestKrippendorffsAlphaReproducesPublishedValues(t *testing.T) {
	digits := []float64{1, 2, 3, 4, 5}
	for _, c := range []struct {
		name       string
		r          Ratings
		m          Metric
		values     []float64
		want, half float64
	}{
		{"A, nominal (irrCAC)", fromTable(pathologists), Nominal, nil, .7972585, 5e-8},
		{"B, nominal (irrCAC)", psychiatrists, Nominal, nil, .4204384, 5e-8},
		{"C, nominal (Krippendorff 2011)", krippendorff, Nominal, nil, .74342, 5e-6},
		{"C, ordinal (Krippendorff 2011)", krippendorff, Ordinal, nil, .81539, 5e-6},
		{"C, interval (Krippendorff 2011)", krippendorff, IntervalMetric, nil, .84911, 5e-6},
		{"C, ratio (Krippendorff 2011)", krippendorff, RatioMetric, digits, .79740, 5e-6},
		{"F, nominal", trials, Nominal, nil, .49505, 5e-6},
		{"F, ordinal", trials, Ordinal, nil, .75673, 5e-6},
		{"F, interval", trials, IntervalMetric, nil, .70520, 5e-6},
	} {
		got, ok := c.r.Krippendorff(c.m, c.values)
		if !ok {
			t.Errorf("%s is not defined", c.name)
		}
		near(t, c.name, got, c.want, c.half)
	}
}

// What irrCAC calls ordinal weights, 1 − C(|k−l|+1, 2)/C(q, 2), is another thing than Krippendorff's ordinal metric.
func TestOrdinalWeightsAreNotTheOrdinalMetric(t *testing.T) {
	got, ok := krippendorff.alpha(func(k, l int, _ []float64) float64 { return float64((k-l+1)*(k-l)) / (5 * 4) })
	if !ok {
		t.Error("not defined")
	}
	near(t, "C, alpha with ordinal weights (irrCAC)", got, .83364, 5e-6)
}

func TestAgreementIsNotMadeUp(t *testing.T) {
	nobody := Ratings{Categories: 3}
	alone := fromWords(3, '0', "0-- -1- --2")
	for _, r := range []Ratings{nobody, alone} {
		if _, ok := r.Percent(Identity); ok {
			t.Error("agreement of one rater per trial is defined")
		}
		for _, of := range []func(Ratings, Weights) (Agreement, bool){Ratings.Fleiss, Ratings.Gwet, Ratings.BrennanPrediger, Ratings.Conger} {
			if _, ok := of(r, Identity); ok {
				t.Error("a coefficient of one rater per trial is defined")
			}
		}
		if _, ok := r.Krippendorff(Ordinal, nil); ok {
			t.Error("alpha of one rater per trial is defined")
		}
	}
	if _, ok := Cohen([][]float64{{0, 0}, {0, 0}}, Identity); ok {
		t.Error("kappa of no trials is defined")
	}
}

func TestFullAgreementOnOneCategoryLeavesKappaUndefined(t *testing.T) {
	r := fromWords(3, '0', "111 111 1-1")
	if _, ok := r.Fleiss(Linear); ok {
		t.Error("Fleiss' kappa is defined")
	}
	if _, ok := r.Krippendorff(Nominal, nil); ok {
		t.Error("alpha is defined")
	}
	if _, ok := Cohen(r.Table(0, 1), Identity); ok {
		t.Error("Cohen's kappa is defined")
	}
	if a, ok := r.Gwet(Identity); !ok || a.Value != 1 {
		t.Errorf("AC1 = %v, %v; want 1", a, ok)
	}
}

func TestATableLeavesOutWhatOneOfTheTwoDidNotRate(t *testing.T) {
	got := krippendorff.Table(0, 2)
	var n float64
	for _, row := range got {
		n += total(row)
	}
	if n != 8 || got[0][1] != 1 || got[1][1] != 2 || got[1][2] != 1 || got[0][2] != 1 {
		t.Errorf("table of raters 1 and 3: %v", got)
	}
}

// anyRatings draws ratings of 2 to 5 raters, some missing.
func anyRatings(t *rapid.T) Ratings {
	r := Ratings{Categories: rapid.IntRange(2, 5).Draw(t, "categories")}
	raters := rapid.IntRange(2, 5).Draw(t, "raters")
	for range rapid.IntRange(1, 20).Draw(t, "units") {
		r.Units = append(r.Units, rapid.SliceOfN(rapid.IntRange(Missing, r.Categories-1), raters, raters).Draw(t, "unit"))
	}
	return r
}

func TestAgreementStaysInItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRatings(t)
		w := Weights(rapid.IntRange(int(Identity), int(Quadratic)).Draw(t, "weights"))
		observed, ok := r.Percent(w)
		if ok && (observed < -1e-12 || observed > 1+1e-12) {
			t.Fatalf("agreement %g", observed)
		}
		for i, of := range []func(Ratings, Weights) (Agreement, bool){Ratings.Fleiss, Ratings.Gwet, Ratings.BrennanPrediger, Ratings.Conger} {
			a, ok := of(r, w)
			if ok && (math.IsNaN(a.Value) || a.Value > 1+1e-12 || (a.Value > 0) != (a.Observed > a.Expected)) {
				t.Fatalf("coefficient %d: %+v", i, a)
			}
			if ok && math.Abs(observed-1) < 1e-12 && math.Abs(a.Value-1) > 1e-9 {
				t.Fatalf("full agreement gives %+v", a)
			}
		}
		for m := Nominal; m <= IntervalMetric; m++ {
			if alpha, ok := r.Krippendorff(m, nil); ok && (math.IsNaN(alpha) || alpha > 1+1e-12) {
				t.Fatalf("alpha %g", alpha)
			}
		}
		k, ok := Cohen(r.Table(0, 1), w)
		if ok && (math.IsNaN(k.Value) || k.Value < -1-1e-9 || k.Value > 1+1e-12 || math.IsNaN(k.SE) || k.SE < 0) {
			t.Fatalf("kappa %+v", k)
		}
	})
}

func TestAgreementKnowsNeitherTheOrderOfTrialsNorTheirNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRatings(t)
		units := rapid.Permutation(r.Units).Draw(t, "order")
		other := Ratings{Categories: r.Categories}
		for _, unit := range units { // categories counted from the other end
			var turned []int
			for _, k := range unit {
				if k != Missing {
					k = r.Categories - 1 - k
				}
				turned = append(turned, k)
			}
			other.Units = append(other.Units, turned)
		}
		for i, of := range []func(Ratings, Weights) (Agreement, bool){Ratings.Fleiss, Ratings.Gwet, Ratings.BrennanPrediger, Ratings.Conger} {
			a, okA := of(r, Linear)
			b, okB := of(other, Linear)
			if okA != okB || okA && math.Abs(a.Value-b.Value) > 1e-9*(1+math.Abs(a.Value)) {
				t.Fatalf("coefficient %d: %+v became %+v", i, a, b)
			}
		}
		for m := Nominal; m <= IntervalMetric; m++ {
			a, okA := r.Krippendorff(m, nil)
			b, okB := other.Krippendorff(m, nil)
			if okA != okB || math.Abs(a-b) > 1e-9*(1+math.Abs(a)) {
				t.Fatalf("alpha %g became %g", a, b)
			}
		}
	})
}

func TestTwoRatersWithFullTablesNeedOneConger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Ratings{Categories: 3}
		for range rapid.IntRange(1, 20).Draw(t, "units") {
			r.Units = append(r.Units, rapid.SliceOfN(rapid.IntRange(0, 2), 2, 2).Draw(t, "unit"))
		}
		a, okA := r.Conger(Quadratic)
		b, okB := Cohen(r.Table(0, 1), Quadratic)
		if okA != okB || okA && math.Abs(a.Value-b.Value) > 1e-9 {
			t.Fatalf("Conger of two raters is %g, Cohen's kappa %g", a.Value, b.Value)
		}
	})
}

func ac2(r Ratings) (float64, bool) {
	a, ok := r.Gwet(Linear)
	return a.Value, ok
}

func TestBootstrapIntervalsRepeatBySeed(t *testing.T) {
	how := Resampling{Draws: 200, Seed: 7, Level: .95}
	rapid.Check(t, func(t *rapid.T) {
		r := anyRatings(t)
		a, okA := r.Bootstrap(how, ac2)
		b, okB := r.Bootstrap(how, ac2)
		if a != b || okA != okB {
			t.Fatalf("%v, then %v", a, b)
		}
		if okA && !(a[0] <= a[1] && a[1] <= 1+1e-12) {
			t.Fatalf("interval %v", a)
		}
	})
	one, _ := krippendorff.Bootstrap(how, ac2)
	how.Seed = 8
	other, _ := krippendorff.Bootstrap(how, ac2)
	if one == other {
		t.Errorf("two seeds give one interval, %v", one)
	}
}

func TestBootstrapIntervalHoldsTheCoefficient(t *testing.T) {
	value, _ := ac2(krippendorff)
	ci, ok := krippendorff.Bootstrap(UsualResampling, ac2)
	if !ok || ci[0] >= value || ci[1] <= value || ci[0] < .4 {
		t.Errorf("interval %v, %v around %g", ci, ok, value)
	}
	narrow := UsualResampling
	narrow.Level = .5
	if inner, _ := krippendorff.Bootstrap(narrow, ac2); inner[0] < ci[0] || inner[1] > ci[1] {
		t.Errorf("50 %% interval %v outside the 95 %% one %v", inner, ci)
	}
}

func TestBootstrapOfSameRatingsIsNotDefined(t *testing.T) {
	alpha := func(r Ratings) (float64, bool) { return r.Krippendorff(Nominal, nil) }
	for _, r := range []Ratings{{Categories: 2}, fromWords(2, '0', "11 11 11")} {
		if ci, ok := r.Bootstrap(UsualResampling, alpha); ok {
			t.Errorf("interval %v", ci)
		}
	}
}

func BenchmarkBootstrapOfFiftyTrials(b *testing.B) {
	r := Ratings{Categories: 3}
	for i := range 50 {
		r.Units = append(r.Units, []int{i % 3, (i + i/7) % 3, i * i % 3})
	}
	for b.Loop() {
		r.Bootstrap(UsualResampling, ac2)
	}
}
