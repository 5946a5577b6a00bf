package widgets

// shareWidths divides a width among parts that would like what is in wants and must have what is in least: if all wishes
// fit, what is left is shared equally; if not, each gets its least and the rest goes where wishes are largest. Where not even that fits, all give way alike.
func shareWidths(total float32, wants, least []float32) []float32 {
	out := make([]float32, len(wants))
	var want, must float32
	for i := range wants {
		want += wants[i]
		must += least[i]
	}
	n := float32(len(wants))
	switch {
	case want <= total:
		// Equal parts look best; only a part that needs more than an equal share gets more.
		equal := true
		for _, w := range wants {
			equal = equal && w <= total/n
		}
		for i := range out {
			if equal {
				out[i] = total / n
			} else {
				out[i] = wants[i] + (total-want)/n
			}
		}
	case must < total:
		for i := range out {
			out[i] = least[i] + (total-must)*(wants[i]-least[i])/(want-must)
		}
	default:
		for i := range out {
			out[i] = total * least[i] / max(must, 1)
		}
	}
	x := float32(0)
	for i := range out {
		end := snap(x + out[i])
		x += out[i]
		out[i] = end - snap(x-out[i])
	}
	return out
}
