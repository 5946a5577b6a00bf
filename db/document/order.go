package document

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// compose puts the words of a page into reading order and writes its text. Files hold words in the order in which a
// program drew them, which is mostly, but not always, that of reading: so the order comes from where words stand.
func compose(page *Page, tokens []token) {
	o := order{}
	all := segmentsOf(tokens)
	head, body, foot := o.margins(all)
	o.rows(head)
	o.region(body, 0)
	o.rows(foot)
	o.write(page)
}

// segment is a run of words on one line, with nothing wide between them: a line of a column, or a cell of a table.
type segment struct {
	box
	words []token
}

func (s segment) height() float64 { return s.y1 - s.y0 }
func (s segment) width() float64  { return s.x1 - s.x0 }

// line is a line of a column in reading order.
type line struct {
	segment
	column int
}

// segmentsOf joins words that follow one another in the file and on the page.
func segmentsOf(tokens []token) []segment {
	var all []segment
	for _, t := range tokens {
		if n := len(all); n > 0 && all[n-1].continuedBy(t) {
			s := &all[n-1]
			s.words = append(s.words, t)
			s.x0, s.y0, s.x1, s.y1 = min(s.x0, t.x0), min(s.y0, t.y0), max(s.x1, t.x1), max(s.y1, t.y1)
			continue
		}
		all = append(all, segment{box{t.x0, t.y0, t.x1, t.y1}, []token{t}})
	}
	return all
}

// continuedBy reports whether a word stands after the segment on its line. Gaps of justified lines stay below 0.8 of a
// line's height, those between columns are wider.
func (s segment) continuedBy(t token) bool {
	h := min(s.height(), t.y1-t.y0)
	last := s.words[len(s.words)-1]
	gap := t.x0 - last.x1
	return overlap(s.y0, s.y1, t.y0, t.y1) >= 0.4*h && gap > -0.5*h && gap <= 0.8*max(s.height(), t.y1-t.y0)
}

func overlap(a0, a1, b0, b1 float64) float64 { return min(a1, b1) - max(a0, b0) }

// order collects the lines of a page.
type order struct {
	lines  []line
	column int
}

// grouped are segments in rows from top to bottom, those of a row from left to right.
func grouped(all []segment) [][]segment {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b segment) int { return cmp.Compare(a.y0+a.y1, b.y0+b.y1) })
	var rows [][]segment
	var y0, y1 float64 // of the row
	for _, s := range all {
		if n := len(rows); n > 0 && overlap(y0, y1, s.y0, s.y1) >= 0.5*min(s.height(), y1-y0) {
			rows[n-1] = append(rows[n-1], s)
			if s.height() > y1-y0 && s.height() < 2*(y1-y0) {
				y0, y1 = s.y0, s.y1
			}
			continue
		}
		rows = append(rows, []segment{s})
		y0, y1 = s.y0, s.y1
	}
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b segment) int { return cmp.Compare(a.x0, b.x0) })
	}
	return rows
}

// rows adds segments as the lines of one column.
func (o *order) rows(all []segment) {
	if len(all) == 0 {
		return
	}
	o.column++
	for _, row := range grouped(all) {
		l := line{row[0], o.column}
		for _, s := range row[1:] {
			l.words = append(slices.Clip(l.words), s.words...)
			l.x0, l.y0, l.x1, l.y1 = min(l.x0, s.x0), min(l.y0, s.y0), max(l.x1, s.x1), max(l.y1, s.y1)
		}
		o.lines = append(o.lines, l)
	}
}

// margins parts running heads and feet from the body: at most two rows with a gap to the rest. Else a head's halves
// would be taken for lines of the columns.
func (*order) margins(all []segment) (head, body, foot []segment) {
	rows := grouped(all)
	cut := func(a, b []segment) bool { // a wide gap between a row and the one below it
		bottom, top, h := -math.MaxFloat64, math.MaxFloat64, 0.0
		for _, s := range a {
			bottom, h = max(bottom, s.y1), max(h, s.height())
		}
		for _, s := range b {
			top = min(top, s.y0)
		}
		return top-bottom > 0.6*h
	}
	first, last := 0, len(rows)
	for n := 1; n <= 2 && n < len(rows)-2; n++ {
		if cut(rows[n-1], rows[n]) {
			first = n
		}
	}
	for n := 1; n <= 2 && n < len(rows)-first-2; n++ {
		if cut(rows[len(rows)-n-1], rows[len(rows)-n]) {
			last = len(rows) - n
		}
	}
	return slices.Concat(rows[:first]...), slices.Concat(rows[first:last]...), slices.Concat(rows[last:]...)
}

// region adds the segments of a region in reading order: where there is a gutter, the left side before the right one,
// between what stands across it.
func (o *order) region(all []segment, depth int) {
	at, ok := gutter(all)
	if depth < deepest && mixed(all, at, ok) {
		if above, below, ok := parted(all); ok { // three columns above two, or a table above columns
			o.region(above, depth+1)
			o.region(below, depth+1)
			return
		}
	}
	if !ok || depth >= deepest {
		o.rows(all)
		return
	}
	var left, right, across []segment
	flush := func() {
		o.rows(across)
		o.region(left, depth+1)
		o.region(right, depth+1)
		left, right, across = nil, nil, nil
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b segment) int { return cmp.Compare(a.y0+a.y1, b.y0+b.y1) })
	for _, s := range sorted {
		switch {
		case s.x0 < at-1 && s.x1 > at+1:
			if len(left)+len(right) > 0 {
				flush()
			}
			across = append(across, s)
		case s.x1 <= at+1:
			left = append(left, s)
		default:
			right = append(right, s)
		}
	}
	flush()
}

// deepest is how many times a page is divided: columns within columns are rare, and made-up pages are not.
const deepest = 8

// mixed reports whether a region has parts that divide otherwise: lines across its gutter stand beside lines of its
// columns; or it has no gutter, but many rows of several segments.
func mixed(all []segment, at float64, gutter bool) bool {
	beside := 0
	for _, row := range grouped(all) {
		across := slices.ContainsFunc(row, func(s segment) bool { return s.x0 < at-1 && s.x1 > at+1 })
		if len(row) > 1 && (across || !gutter) {
			beside++
		}
	}
	return beside > 2
}

// parted parts a region at the widest gap between its rows.
func parted(all []segment) (above, below []segment, ok bool) {
	rows := grouped(all)
	bottom, widest, at := -math.MaxFloat64, 0.0, 0
	for i, row := range rows {
		top, h := math.MaxFloat64, 0.0
		for _, s := range row {
			top, h = min(top, s.y0), max(h, s.height())
		}
		if gap := (top - bottom) / max(h, 1); i > 0 && gap > widest {
			widest, at = gap, i
		}
		for _, s := range row {
			bottom = max(bottom, s.y1)
		}
	}
	return slices.Concat(rows[:at]...), slices.Concat(rows[at:]...), widest > 0.3
}

// What tells columns of prose from those of a table: lines on both sides of the gutter, most of them long.
const (
	fewestLines  = 4
	shortestLine = 8 // heights
)

// gutter finds where two columns part: the place with most lines wholly on either side and fewest across.
func gutter(all []segment) (at float64, ok bool) {
	if len(all) < 2*fewestLines {
		return 0, false
	}
	x0, x1 := math.MaxFloat64, -math.MaxFloat64
	for _, s := range all {
		x0, x1 = min(x0, s.x0), max(x1, s.x1)
	}
	width := int(math.Ceil(x1 - x0))
	if width < 40 || width > 1<<16 {
		return 0, false
	}
	ends, begins := make([]int, width+2), make([]int, width+2) // by point from the left
	for _, s := range all {
		begins[int(s.x0-x0)]++
		ends[min(width+1, int(math.Ceil(s.x1-x0)))]++
	}
	best, from, to := math.Inf(-1), 0, 0
	ended, begun := 0, 0
	for x := range width + 1 {
		ended += ends[x]
		left, right, across := ended, len(all)-begun, begun-ended
		if score := float64(min(left, right) - across); score > best {
			best, from, to = score, x, x
		} else if score == best && x == to+1 {
			to = x
		}
		begun += begins[x]
	}
	at = x0 + float64(from+to)/2
	return at, prose(all, func(s segment) bool { return s.x1 <= at+1 }) && prose(all, func(s segment) bool { return s.x0 >= at-1 }) && besides(all, at)
}

// prose reports whether most lines of a side are long.
func prose(all []segment, side func(segment) bool) bool {
	var widths []float64
	for _, s := range all {
		if side(s) && s.height() > 0 {
			widths = append(widths, s.width()/s.height())
		}
	}
	slices.Sort(widths)
	return len(widths) >= fewestLines && widths[len(widths)/2] >= shortestLine
}

// besides reports whether the sides stand beside one another, not one below the other.
func besides(all []segment, at float64) bool {
	l0, l1, r0, r1, h := math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64, 0.0
	for _, s := range all {
		switch {
		case s.x1 <= at+1:
			l0, l1, h = min(l0, s.y0), max(l1, s.y1), max(h, s.height())
		case s.x0 >= at-1:
			r0, r1 = min(r0, s.y0), max(r1, s.y1)
		}
	}
	return overlap(l0, l1, r0, r1) > h
}

// write writes the lines as text with paragraphs, and where each word of it stands.
func (o *order) write(page *Page) {
	var text strings.Builder
	at, start := 0, 0
	for i, l := range o.lines {
		switch {
		case i == 0:
		case o.begins(i):
			page.Paragraphs = append(page.Paragraphs, Span{start, at})
			text.WriteString("\n\n")
			at += 2
			start = at
		default:
			text.WriteString("\n")
			at++
		}
		for j, w := range l.words {
			if j > 0 {
				text.WriteString(" ")
				at++
			}
			n := utf8.RuneCountInString(w.text)
			text.WriteString(w.text)
			page.Words = append(page.Words, Word{Span{at, at + n}, w.x0, w.y0, w.x1 - w.x0, w.y1 - w.y0})
			at += n
		}
	}
	if at > 0 {
		page.Paragraphs = append(page.Paragraphs, Span{start, at})
	}
	page.Text = text.String()
}

// begins reports whether line i begins a paragraph.
func (o *order) begins(i int) bool {
	l, before := o.lines[i], o.lines[i-1]
	if l.column != before.column {
		return !runsOn(before, l)
	}
	h := min(l.height(), before.height())
	if max(l.height(), before.height()) > 1.2*h {
		return true // a heading, a note
	}
	around := o.around(i)
	if l.y0-before.y1 > around.gap+0.4*h {
		return true
	}
	indented := func(l line) bool { return l.x0 > around.left+0.6*h }
	if around.indented > 0.4 { // a list whose items hang out
		return !indented(l) && (indented(before) || before.x1 < around.right-4*h)
	}
	return indented(l) && !indented(before) && l.x0 < around.left+5*h
}

// runsOn reports whether a sentence goes on from the foot of a column to the head of the next.
func runsOn(before, after line) bool {
	end, _ := utf8.DecodeLastRuneInString(before.words[len(before.words)-1].text)
	begin, _ := utf8.DecodeRuneInString(after.words[0].text)
	return end == '-' || unicode.IsLower(begin) && !strings.ContainsRune(".!?:", end)
}

// surroundings are what the lines about a line have in common.
type surroundings struct {
	left, right float64
	gap         float64 // between lines, mostly
	indented    float64 // share of lines that begin further right
}

func (o *order) around(i int) surroundings {
	const reach = 7
	var gaps []float64
	s := surroundings{left: math.MaxFloat64, right: -math.MaxFloat64}
	from, to := max(0, i-reach), min(len(o.lines), i+reach+1)
	for j := from; j < to; j++ {
		if l := o.lines[j]; l.column == o.lines[i].column {
			s.left, s.right = min(s.left, l.x0), max(s.right, l.x1)
			if j > from && o.lines[j-1].column == l.column {
				gaps = append(gaps, l.y0-o.lines[j-1].y1)
			}
		}
	}
	n := 0.0
	for j := from; j < to; j++ {
		if l := o.lines[j]; l.column == o.lines[i].column {
			n++
			if l.x0 > s.left+0.6*l.height() {
				s.indented++
			}
		}
	}
	s.indented /= n
	slices.Sort(gaps)
	s.gap = gaps[(len(gaps)-1)/2] // there is one at least: that above line i
	return s
}
