package pdf

import "claimgrade/ui/report/block"

// style are the measures of a form, in points.
type style struct {
	pageW, pageH             float64
	left, top, right, bottom float64 // the margins; the foot stands in the lowest, the running title in the uppermost

	body, small, table float64 // sizes of words
	title              float64
	heading            [5]float64 // by level; 0 is not used
	leading            float64    // from line to line, as a part of the size
	gap                float64    // above a paragraph
	headGap            float64    // above a heading of the first level
	cell               float64    // above and below the words of a cell
	gutter             float64    // between columns
	foot               float64    // size of its words
	footGap            float64    // from the words of a page to its foot
	unit               float64    // of scenes: three quarters of a point are a pixel of 96 an inch
}

func (s style) width() float64  { return s.pageW - s.left - s.right }
func (s style) height() float64 { return s.pageH - s.top - s.bottom }

const (
	a4Width, a4Height = 595.28, 841.89
	onPaper           = 72.0 / 96
)

func styleOf(form block.Form) style {
	switch form {
	case block.Sheet:
		return style{
			pageW: a4Width, pageH: a4Height, left: 37, top: 34, right: 37, bottom: 36,
			body: 8, small: 6.9, table: 7.2, title: 14, heading: [5]float64{0, 9.6, 8.8, 8.2, 8},
			leading: 1.34, gap: 4, headGap: 8.5, cell: 2, gutter: 14, footGap: 16, foot: 6.6, unit: onPaper,
		}
	case block.Slides:
		return style{
			pageW: 960, pageH: 540, left: 54, top: 40, right: 54, bottom: 40,
			body: 12, small: 9.6, table: 10.8, title: 26, heading: [5]float64{0, 15, 13.5, 12.5, 12},
			leading: 1.36, gap: 7, headGap: 11, cell: 3.6, gutter: 24, footGap: 22, foot: 9, unit: 1,
		}
	}
	return style{
		pageW: a4Width, pageH: a4Height, left: 56, top: 58, right: 56, bottom: 58,
		body: 9.6, small: 8.2, table: 8.4, title: 19, heading: [5]float64{0, 13, 11, 10, 9.6},
		leading: 1.45, gap: 6.5, headGap: 17, cell: 3, gutter: 20, footGap: 24, foot: 7, unit: onPaper,
	}
}

// zoomed is the style with larger words and pictures on the same page.
func (s style) zoomed(k float64) style {
	for _, v := range []*float64{&s.body, &s.small, &s.table, &s.gap, &s.headGap, &s.cell, &s.gutter, &s.unit} {
		*v *= k
	}
	for i := range s.heading {
		s.heading[i] *= k
	}
	s.table *= min(k, 1.5) / k // tables hold more words than slides do, and should not break them
	return s
}

// tightened is the style with less room between lines, and smaller words, but none that are hard to read.
func (s style) tightened(to setting) style {
	const least = 6.6
	s = s.zoomed(to.words)
	s.small, s.table, s.title = max(s.small, least), max(s.table, least), s.title*to.words
	for _, v := range []*float64{&s.gap, &s.headGap, &s.cell} {
		*v *= 0.4 + 0.6*to.room
	}
	s.leading = 1.2 + (s.leading-1.2)*to.room
	return s
}
