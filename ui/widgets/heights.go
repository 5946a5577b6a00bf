package widgets

// heights keeps the heights of many rows so that the position of any row, and the row at any position, are found in
// logarithmic time, and changing one height is as cheap. It is a Fenwick tree over the rows.
type heights struct {
	each []float32
	tree []float64 // tree[i] sums the rows i-lowbit(i) .. i-1, counted from 1
}

func (h *heights) reset(n int, height func(i int) float32) {
	h.each = make([]float32, n)
	h.tree = make([]float64, n+1)
	for i := range h.each {
		h.each[i] = height(i)
		h.tree[i+1] += float64(h.each[i])
		if j := i + 1 + (i+1)&-(i+1); j <= n {
			h.tree[j] += h.tree[i+1]
		}
	}
}

func (h *heights) set(i int, v float32) (changed bool) {
	d := v - h.each[i]
	if d == 0 {
		return false
	}
	h.each[i] = v
	for j := i + 1; j < len(h.tree); j += j & -j {
		h.tree[j] += float64(d)
	}
	return true
}

// top is the position of the upper edge of row i; top(n) is the height of all rows.
func (h *heights) top(i int) float32 {
	var s float64
	for j := i; j > 0; j -= j & -j {
		s += h.tree[j]
	}
	return float32(s)
}

func (h *heights) total() float32 { return h.top(len(h.each)) }

// at is the row at position y; positions before the first and after the last row give those.
func (h *heights) at(y float32) int {
	n := len(h.each)
	step := 1
	for step*2 <= n {
		step *= 2
	}
	pos, rest := 0, float64(y)
	for ; step > 0; step /= 2 {
		if next := pos + step; next <= n && h.tree[next] <= rest {
			pos, rest = next, rest-h.tree[next]
		}
	}
	return min(pos, max(n-1, 0))
}
