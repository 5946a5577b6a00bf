package trials_test

import "testing"

// BenchmarkOpenTrial goes back and forth between the two trials with the most facts, laid out but not painted.
func BenchmarkOpenTrial(b *testing.B) {
	d := open(b, look{})
	names := []string{"Jelovac 2025", "Ekstrand 2022"}
	for i := 0; b.Loop(); i++ {
		d.goTo(names[i%2])
	}
}

// BenchmarkTypeInTrial types into a field: stored, read back and shown at every letter.
func BenchmarkTypeInTrial(b *testing.B) {
	d := open(b, look{})
	d.goTo("Jelovac 2025")
	d.focus("DOI")
	for b.Loop() {
		d.canvas.Focused().TypedRune('7')
	}
}
