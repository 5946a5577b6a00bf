package columns_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/ui/report/columns"
)

func TestColumnsGetWhatTheirWordsNeed(t *testing.T) {
	for _, c := range []struct {
		name string
		all  []columns.Column
		want []float64
		fits bool
	}{
		{"by their shares", []columns.Column{{Share: 3, Least: 10, Whole: 900}, {Share: 1, Least: 10, Whole: 900}}, []float64{75, 25}, true},
		{"the longest word of a narrow share is not broken", []columns.Column{{Share: 3, Least: 10, Whole: 900}, {Share: 1, Least: 40, Whole: 900}}, []float64{60, 40}, true},
		{"empty room goes to words of several lines", []columns.Column{{Share: 1, Least: 10, Whole: 20}, {Share: 1, Least: 10, Whole: 80}}, []float64{20, 80}, true},
		{"words that fit nowhere", []columns.Column{{Least: 200, Whole: 200}, {Least: 200, Whole: 200}}, []float64{50, 50}, false},
		{"none", nil, []float64{}, true},
	} {
		got, fits := columns.Widths(c.all, 100)
		if fits != c.fits || len(got) != len(c.want) {
			t.Errorf("%s: %v %v", c.name, got, fits)
			continue
		}
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 0.01 {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
				break
			}
		}
	}
}

func TestColumnsFillTheRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) columns.Column {
			least := rapid.Float64Range(0, 300).Draw(t, "least")
			return columns.Column{Share: rapid.SampledFrom([]float64{0, 0.5, 1, 3}).Draw(t, "share"), Least: least, Whole: least + rapid.Float64Range(0, 900).Draw(t, "more")}
		}), 1, 12).Draw(t, "columns")
		all[0].Whole++ // a table without any words has no width to divide
		got, fits := columns.Widths(all, 500)
		sum := 0.0
		for i, w := range got {
			sum += w
			if w < 0 || fits && w < all[i].Least-0.02 {
				t.Fatalf("column %d of %v is %v wide", i, all, got)
			}
		}
		if math.Abs(sum-500) > 0.1 {
			t.Fatalf("%v are %v wide", got, sum)
		}
	})
}
