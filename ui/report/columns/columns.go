// Package columns divides the width of a table among its columns, so that a table looks alike in every format that sets
// pages. It must know neither fonts nor blocks: who asks has measured the words.
package columns

import "math"

// Column is what is known of a column.
type Column struct {
	Share float64 // of the width; 0: as much as its words need
	Least float64 // what its longest word needs
	Whole float64 // what its longest cell needs on one line
}

// Widths divides room among columns. It reports whether no word must be broken.
func Widths(all []Column, room float64) ([]float64, bool) {
	widths := wanted(all, room)
	balance(widths, all, room)
	return widths, widen(widths, all, room)
}

func sane(x float64) bool { return x > 0 && !math.IsInf(x, 0) }

// wanted are the widths by the shares of the columns. Those without a share get what their words need on one line, up to
// twice an even part; if none has one, what is left over is given out by what they need.
func wanted(all []Column, room float64) []float64 {
	out := make([]float64, len(all))
	shares, taken := 0.0, 0.0
	for i, c := range all {
		if sane(c.Share) {
			shares += c.Share
			continue
		}
		out[i] = max(min(c.Whole, 2*room/float64(len(all))), min(c.Least, room/2))
		taken += out[i]
	}
	if shares > 0 {
		left := max(room-taken, room/4)
		for i, c := range all {
			if sane(c.Share) {
				out[i] = left * c.Share / shares
			}
		}
		taken += left
	}
	if taken > 0 {
		for i := range out {
			out[i] *= room / taken
		}
	}
	return out
}

// balance gives what columns have beyond their words to those whose words take several lines.
func balance(widths []float64, all []Column, room float64) {
	over, under := 0.0, 0.0
	for i, w := range widths {
		if d := w - min(all[i].Whole, room); d > 0 {
			over += d
		} else {
			under -= d
		}
	}
	if over == 0 || under == 0 {
		return
	}
	given := min(over, under)
	for i, w := range widths {
		if d := w - min(all[i].Whole, room); d > 0 {
			widths[i] -= d * given / over
		} else {
			widths[i] -= d * given / under
		}
	}
}

// widen gives columns what their longest words need from those that have more. It reports whether that was enough; if not,
// all get a part of the room by what they need, and words that are longer are broken.
func widen(widths []float64, all []Column, room float64) bool {
	need, spare := 0.0, 0.0
	for i := range widths {
		if d := all[i].Least - widths[i]; d > 0 {
			need += d
		} else {
			spare -= d
		}
	}
	if need <= spare+0.01 {
		for i := range widths {
			if all[i].Least > widths[i] {
				widths[i] = all[i].Least
			} else if spare > 0 {
				widths[i] -= (widths[i] - all[i].Least) * need / spare
			}
		}
		return true
	}
	even, sum := room/float64(len(widths)), 0.0
	for i := range widths {
		widths[i] = max(min(all[i].Least, 2*even), even/4)
		sum += widths[i]
	}
	for i := range widths {
		widths[i] *= room / sum
	}
	return false
}
