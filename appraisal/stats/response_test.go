package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The tables are those of the What Works Clearinghouse, Standards Handbook 4.1, table II.1; method 4.1 names how near
// the model comes.
func TestResponseModelsYieldTheTablesOfTheClearinghouse(t *testing.T) {
	for _, c := range []struct {
		name       string
		model      ResponseModel
		table      func(int) (float64, bool)
		last       int
		difference float64
	}{{"cautious", CautiousModel, CautiousBoundary, 57, 0.10}, {"optimistic", OptimisticModel, OptimisticBoundary, 65, 0.14}} {
		for percent := 8; percent <= c.last; percent++ {
			want, _ := c.table(percent)
			got, ok := c.model.Boundary(float64(percent) / 100)
			if !ok {
				t.Errorf("%s at %d %%: none is low", c.name, percent)
			}
			near(t, c.name, got, want, c.difference+0.005)
		}
	}
}

func TestNoDifferenceIsLowWhereTooManyAreLost(t *testing.T) {
	for _, m := range []ResponseModel{CautiousModel, OptimisticModel} {
		for _, overall := range []float64{-0.1, 0.75, 0.99, 1} {
			if points, ok := m.Boundary(overall); ok {
				t.Errorf("%+v at %g: %g points are low", m, overall, points)
			}
		}
	}
}

func TestTheDifferenceIsNoMoreThanAttritionAllows(t *testing.T) {
	for _, overall := range []float64{0, 0.01, 0.02} {
		points, ok := CautiousModel.Boundary(overall)
		if !ok || points > 200*overall {
			t.Errorf("at %g: %g, %v", overall, points, ok)
		}
	}
}

func TestBiasIsTheDifferenceOfMeanLeanings(t *testing.T) {
	m := ResponseModel{ShareTreated: 1, ShareControl: 1}
	near(t, "half of one group lost", m.Bias(0.5, 0), math.Sqrt(2/math.Pi), 1e-12)
	near(t, "the same of both", m.Bias(0.3, 0.3), 0, 1e-15)
	near(t, "no tie to the outcome", ResponseModel{}.Bias(0.5, 0.1), 0, 0)
}

func TestBoundaryFallsWithTheTieToTheOutcomeAndRisesWithTheTolerance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(low, high float64, name string) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
		m := ResponseModel{draw(0, 0.5, "treated"), draw(0, 0.5, "control"), draw(0.01, 0.3, "tolerance")}
		overall := draw(0.01, 0.9, "overall")
		points, ok := m.Boundary(overall)
		if swapped, _ := (ResponseModel{m.ShareControl, m.ShareTreated, m.Tolerance}).Boundary(overall); math.Abs(swapped-points) > 1e-6 {
			t.Fatalf("swapping the groups changes %g to %g", points, swapped)
		}
		more := m
		more.Tolerance *= 1.5
		if p, okMore := more.Boundary(overall); ok && (!okMore || p < points-1e-9) {
			t.Fatalf("a higher tolerance lowers %g to %g", points, p)
		}
		if !ok || points >= 200*math.Min(overall, 1-overall)-1e-6 {
			return
		}
		d := points / 200
		worst := math.Max(math.Abs(m.Bias(overall+d, overall-d)), math.Abs(m.Bias(overall-d, overall+d)))
		if math.Abs(worst-m.Tolerance) > 1e-7 {
			t.Fatalf("bias %g at the boundary, tolerance %g", worst, m.Tolerance)
		}
	})
}
