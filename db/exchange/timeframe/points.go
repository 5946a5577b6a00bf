package timeframe

// phrase is a time frame in tokens, with the time points found in it.
type phrase struct {
	tokens []token
	points []point
	starts []span // labels of the start, such as "Day 1" of "Baseline (Day 1)"
}

type span struct{ from, to int }

// point is a time of the phrase and where it stands: the tokens from to below to.
type point struct {
	days float64
	span
	unitFirst bool // "Week 8", not "8 weeks"
	unit      float64
	ordinal   bool
}

func read(text string) *phrase {
	p := &phrase{tokens: split(text)}
	for i := 0; i < len(p.tokens); {
		found, to := p.pointsAt(i)
		if to <= i {
			i++
			continue
		}
		p.points = append(p.points, found...)
		i = to
	}
	p.join()
	kept := p.points[:0:0]
	for k, x := range p.points {
		switch {
		case p.isStart(x):
			p.starts = append(p.starts, x.span)
		case !plausible(x.days) || p.notATime(x) || p.restates(k):
		default:
			kept = append(kept, x)
		}
	}
	p.points = kept
	return p
}

// pointsAt reads the times that begin at a token.
func (p *phrase) pointsAt(i int) ([]point, int) {
	t := p.tok(i)
	if before[t.text] || beforeShort[t.text] && !t.attached && p.tok(i+1).kind == number && p.tok(i+1).attached {
		if found, to := p.unitFirst(i); to > i {
			return found, to
		}
	}
	if found, to := p.numberFirst(i); to > i {
		return found, to
	}
	if (t.text == "a" || t.text == "an") && p.countsAsOne(i) {
		u := units[p.tok(i+1).text]
		return []point{{days: u, unit: u, span: span{i, i + 2}}}, i + 2
	}
	return nil, i
}

// countsAsOne reports whether "a week" is one week, and not "twice a week".
func (p *phrase) countsAsOne(i int) bool {
	u := p.tok(i + 1).text
	if units[u] == 0 || plurals[u] || len(u) < 3 {
		return false
	}
	switch p.tok(i - 1).text {
	case "within", "after", "for", "at", "over", "during", "in", "to", "about", "approximately", "of", "least", "than":
		return true
	}
	return false
}

// list reads numbers joined to each other from i. own says which of them has a unit of its own behind it.
func (p *phrase) list(i int) (all []numeral, ends []int) {
	n, to, ok := p.numeral(i)
	if !ok {
		return nil, nil
	}
	all, ends = append(all, n), append(ends, to)
	for {
		at := to
		for range 3 {
			if !between[p.tok(at).text] || p.startsNumber(at) {
				break
			}
			at++
		}
		if at == to {
			return all, ends
		}
		n, end, ok := p.numeral(at)
		if !ok {
			return all, ends
		}
		all, ends, to = append(all, n), append(ends, end), end
	}
}

// startsNumber reports whether a sign belongs to the number behind it.
func (p *phrase) startsNumber(i int) bool {
	t, n := p.tok(i), p.tok(i+1)
	return (t.text == "+" || t.text == "-") && !t.attached && n.kind == number && n.attached
}

// unitAt returns the unit at i, with or without a hyphen before it.
func (p *phrase) unitAt(i int) (float64, int) {
	if p.is(i, "-") {
		i++
	}
	t := p.tok(i)
	u := units[t.text]
	if u == 0 {
		return 0, i
	}
	return u, i + 1
}

// numberFirst reads "12 weeks", "4, 8 and 12 weeks", "3rd month".
func (p *phrase) numberFirst(i int) ([]point, int) {
	all, ends := p.list(i)
	if len(all) == 0 {
		return nil, i
	}
	// The unit stands behind the last number; an earlier number may have one of its own.
	for k := range all {
		u, to := p.unitAt(ends[k])
		if u == 0 {
			continue
		}
		if all[k].ordinal && plurals[p.tok(to-1).text] && k == 0 && small[p.tok(i).text] == 0 && p.tok(i).kind == word {
			return nil, to // the first weeks
		}
		return p.make(all[:k+1], u, span{i, to}), to
	}
	return nil, ends[0]
}

// unitFirst reads "Week 8", "Days 1, 15 and 29".
func (p *phrase) unitFirst(i int) ([]point, int) {
	u := units[p.tok(i).text]
	at := i + 1
	for p.is(at, "#") || p.is(at, ":") || p.is(at, "=") || p.is(at, "s") || p.is(at, "(") && p.is(at+1, "s", ")") {
		at++
		for p.is(at, "s") || p.is(at, ")") {
			at++
		}
	}
	if p.is(at, "-") && p.tok(at).attached && p.tok(at+1).attached && u != day {
		at++ // Week-12; Day-1 may be the day before the start
	}
	all, ends := p.list(at)
	n := 0
	for n < len(all) && !all[n].ordinal {
		if own, to := p.unitAt(ends[n]); own > 0 && (n > 0 || p.tok(to).kind != number) {
			break // Day 1, 4 weeks
		}
		n++
	}
	if n == 0 {
		return nil, i
	}
	found := p.make(all[:n], u, span{i, ends[n-1]})
	kept := found[:0]
	for _, x := range found {
		x.unitFirst = true
		if u != year || x.days < 1900*year {
			kept = append(kept, x)
		}
	}
	return kept, ends[n-1]
}

// make turns numbers and their unit into points. Two numbers as in "1,5 years" may be one, and are none.
func (p *phrase) make(all []numeral, unit float64, at span) []point {
	if len(all) == 2 && p.decimalComma(at.from) {
		return nil
	}
	var found []point
	for _, n := range all {
		if !n.negative {
			found = append(found, point{days: n.value * unit, span: at, unit: unit, ordinal: n.ordinal})
		}
	}
	return found
}

func (p *phrase) decimalComma(i int) bool {
	if p.tok(i).kind != number {
		i++
	}
	return p.tok(i).kind == number && p.is(i+1, ",", "5") && p.tok(i+1).attached && p.tok(i+2).attached
}

// join adds what is one time in two parts: "2 hours 30 minutes", "24 weeks + 30 days".
func (p *phrase) join() {
	var out []point
	for _, x := range p.points {
		if len(out) > 0 {
			y := &out[len(out)-1]
			if p.oneTime(*y, x) {
				y.days, y.to, y.unit = y.days+x.days, x.to, x.unit
				continue
			}
		}
		out = append(out, x)
	}
	p.points = out
}

func (p *phrase) oneTime(a, b point) bool {
	if a.from == b.from || b.unitFirst || a.unitFirst || a.ordinal || b.ordinal {
		return false
	}
	sign := p.tok(a.to)
	switch {
	case sign.text == "+" && b.from <= a.to+1, sign.text == "plus" && b.from == a.to+1:
		return true
	case b.unit >= a.unit || b.days >= a.unit:
		return false
	case b.from == a.to:
		return true
	}
	return p.is(a.to, "and") && b.from == a.to+1 && (a.unit == year && b.unit == month || a.unit == hour && b.unit == minute)
}
