package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// published are the tables of the CRISP trial (Bang 2004, table 7) and of SOX (Houweling 2014, table 2) with their
// indices; Bang limits are one-sided 95 %.
var published = []struct {
	name             string
	treated, control Guesses
	james, bangT     [4]float64 // value, SE, limits
	bangP            [4]float64
}{
	{"CRISP", Guesses{82, 25, 170}, Guesses{29, 27, 83}, [4]float64{0.7479, 0.0217, 0.7053, 0.7905}, [4]float64{0.2058, 0.0352, 0.1478, 0.2637}, [4]float64{0.0144, 0.0538, -0.0741, 0.1029}},
	{"SOX investigators", Guesses{48, 4, 330}, Guesses{30, 22, 319}, [4]float64{0.8964, 0.0109, 0.8750, 0.9178}, [4]float64{0.1152, 0.0179, 0.0857, 0.1447}, [4]float64{0.0216, 0.0194, -0.0104, 0.0535}},
	{"SOX coordinators", Guesses{94, 11, 289}, Guesses{44, 52, 284}, [4]float64{0.8234, 0.0133, 0.7973, 0.8494}, [4]float64{0.2107, 0.0237, 0.1716, 0.2497}, [4]float64{-0.0211, 0.0258, -0.0634, 0.0213}},
	{"SOX patients", Guesses{143, 14, 188}, Guesses{57, 104, 175}, [4]float64{0.7051, 0.0159, 0.6739, 0.7364}, [4]float64{0.3739, 0.0302, 0.3242, 0.4236}, [4]float64{-0.1399, 0.0370, -0.2007, -0.0790}},
}

func TestBlindingIndicesMatchPublishedTables(t *testing.T) {
	check := func(what string, x Index, ok bool, level float64, want [4]float64) {
		t.Helper()
		if !ok {
			t.Fatalf("%s is not defined", what)
		}
		ci := x.Interval(level)
		for k, got := range []float64{x.Value, x.SE, ci[0], ci[1]} {
			near(t, what, got, want[k], 5.1e-5)
		}
	}
	for _, p := range published {
		j, ok := James(p.treated, p.control)
		check(p.name+" James", j, ok, 0.95, p.james)
		b, ok := Bang(p.treated)
		check(p.name+" Bang treated", b, ok, 0.90, p.bangT)
		b, ok = Bang(p.control)
		check(p.name+" Bang control", b, ok, 0.90, p.bangP)
	}
}

func TestBangIndexOfTableWithoutDontKnow(t *testing.T) {
	x, _ := Bang(Guesses{Correct: 20, Wrong: 10})
	near(t, "20 of 30", x.Value, 0.3333, 5e-5)
	near(t, "its SE", x.SE, 0.1721, 5e-5)
}

func TestGradedBangIndexWeighsSureGuessesTwice(t *testing.T) {
	x, _ := BangGraded([5]float64{38, 44, 170, 21, 4})
	near(t, "graded index", x.Value, 0.16426, 5e-6)
	near(t, "its SE", x.SE, 0.02572, 5e-6)
}

func TestNobodyDaredToGuess(t *testing.T) {
	if x, ok := Bang(Guesses{DontKnow: 7}); !ok || x != (Index{}) {
		t.Errorf("Bang = %v, %v; want 0 with SE 0", x, ok)
	}
	if x, ok := James(Guesses{DontKnow: 7}, Guesses{DontKnow: 9}); !ok || x != (Index{Value: 1}) {
		t.Errorf("James = %v, %v; want 1 with SE 0", x, ok)
	}
}

func TestIndicesWithoutGuessesAreNotDefined(t *testing.T) {
	if _, ok := Bang(Guesses{}); ok {
		t.Error("Bang of no guesses is defined")
	}
	if _, ok := BangGraded([5]float64{}); ok {
		t.Error("graded Bang of no guesses is defined")
	}
	if _, ok := James(Guesses{}, Guesses{}); ok {
		t.Error("James of no guesses is defined")
	}
	if _, ok := James(Guesses{Correct: 9}, Guesses{DontKnow: 9}); ok {
		t.Error("James is defined although agreement by chance is certain")
	}
	if _, ok := SimpleBlinding(Guesses{}, Guesses{Correct: 1}); ok {
		t.Error("the difference in belief is defined with an empty group")
	}
}

func TestSimpleBlindingIndexMatchesNewcombesTable(t *testing.T) {
	for _, c := range []struct {
		a, b      Guesses // guesses of T in the treated and control group, right and wrong
		d, lo, hi float64
	}{
		{Guesses{56, 14, 0}, Guesses{32, 48, 0}, 0.2, 0.0524, 0.3339},
		{Guesses{9, 1, 0}, Guesses{7, 3, 0}, 0.6, 0.1705, 0.8090},
		{Guesses{6, 1, 0}, Guesses{5, 2, 0}, 0.5714, 0.0582, 0.8062},
		{Guesses{5, 51, 0}, Guesses{29, 0, 0}, 0.0893, -0.0381, 0.1926},
		{Guesses{0, 10, 0}, Guesses{20, 0, 0}, 0, -0.1611, 0.2775},
		{Guesses{10, 0, 0}, Guesses{20, 0, 0}, 1, 0.6791, 1},
		{published[0].treated, published[0].control, 0.1101, 0.0091, 0.2091},
		{published[3].treated, published[3].control, 0.1170, 0.0445, 0.1879},
	} {
		x, ok := SimpleBlinding(c.a, c.b)
		if !ok {
			t.Fatalf("%v against %v is not defined", c.a, c.b)
		}
		ci := x.Interval(0.95)
		near(t, "index", x.Value(), c.d, 5.1e-5)
		near(t, "lower limit", ci[0], c.lo, 5.1e-5)
		near(t, "upper limit", ci[1], c.hi, 5.1e-5)
	}
}

func guesses(t *rapid.T, name string) Guesses {
	n := rapid.IntRange(0, 60)
	return Guesses{float64(n.Draw(t, name+" right")), float64(n.Draw(t, name+" wrong")), float64(n.Draw(t, name+" don't know"))}
}

func TestBlindingIndicesStayInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := guesses(t, "a"), guesses(t, "b")
		if x, ok := Bang(a); ok && (math.Abs(x.Value) > 1 || math.IsNaN(x.SE) || x.SE < 0) {
			t.Fatalf("Bang %v", x)
		}
		if x, ok := James(a, b); ok && (x.Value < -1e-12 || x.Value > 1+1e-12 || math.IsNaN(x.SE)) {
			t.Fatalf("James %v", x)
		}
		x, ok := SimpleBlinding(a, b)
		if !ok {
			return
		}
		ci := x.Interval(0.9)
		if ci[0] < -1-1e-12 || ci[1] > 1+1e-12 || ci[0] > x.Value()+1e-12 || ci[1] < x.Value()-1e-12 {
			t.Fatalf("interval %v around %g", ci, x.Value())
		}
	})
}

func TestSimpleBlindingIndexIsTheMeanOfTheBangIndices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := guesses(t, "a"), guesses(t, "b")
		x, ok := SimpleBlinding(a, b)
		if !ok {
			return
		}
		ba, _ := Bang(a)
		bb, _ := Bang(b)
		if math.Abs(x.Value()-(ba.Value+bb.Value)/2) > 1e-12 {
			t.Fatalf("index %g, mean of Bang %g", x.Value(), (ba.Value+bb.Value)/2)
		}
		swapped, _ := SimpleBlinding(b, a)
		u, v := x.Interval(0.95), swapped.Interval(0.95)
		if math.Abs(x.Value()-swapped.Value()) > 1e-12 || math.Abs(u[0]-v[0]) > 1e-12 || math.Abs(u[1]-v[1]) > 1e-12 {
			t.Fatalf("swapping the groups changes %g %v to %g %v", x.Value(), u, swapped.Value(), v)
		}
	})
}
