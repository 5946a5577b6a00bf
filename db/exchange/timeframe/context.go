package timeframe

// This file tells times of measurement from other times that stand in a phrase: how often, how long before, how old,
// how long a cycle is, how much a visit may be off.

// notATime reports whether the words around a point say that it is no time after the start.
func (p *phrase) notATime(x point) bool {
	return p.howOften(x) || p.earlier(x) || p.ofAge(x) || p.ofCycle(x) || p.fromLater(x) || p.expectedStay(x)
}

func (p *phrase) howOften(x point) bool {
	switch p.tok(x.from - 1).text {
	case "every", "each", "per", "q", "±", "intervals", "interval":
		return true
	case "of":
		if p.is(x.from-2, "intervals") || p.is(x.from-2, "interval") || p.is(x.from-2, "window") {
			return true
		}
	case "other":
		return p.is(x.from-2, "every")
	case "minus":
		return p.is(x.from-3, "plus", "or")
	}
	after := p.tok(x.to)
	switch after.text {
	case "apart", "interval", "intervals", "window", "windows", "per", "gap":
		return true
	case "a", "an", "/", "each", "every":
		return units[p.tok(x.to+1).text] > 0 || p.is(x.to+1, "cycle")
	case "of":
		return p.is(x.to+1, "every") || p.is(x.to+1, "each")
	case "-":
		return tests[p.tok(x.to+1).text] || p.is(x.to+1, "interval") || p.is(x.to+1, "intervals")
	}
	return tests[after.text]
}

// earlier reports whether the time lies before the start or before the visit.
func (p *phrase) earlier(x point) bool {
	switch p.tok(x.from - 1).text {
	case "past", "previous", "preceding", "prior", "last":
		return true
	}
	switch p.tok(x.to).text {
	case "before", "pre", "prior", "preceding", "previous", "ago", "predose", "preop", "preoperative", "preoperatively", "earlier":
		return !p.is(x.to+1, "and", "after") && !p.is(x.to+1, "and", "post")
	}
	return false
}

func (p *phrase) ofAge(x point) bool {
	for i := x.from - 3; i < x.from; i++ {
		if p.is(i, "age") || p.is(i, "aged") || p.is(i, "ages") {
			return true
		}
	}
	for i := x.to; i < x.to+3; i++ {
		switch p.tok(i).text {
		case "age", "old", "gestation", "gestational", "postmenstrual", "corrected", "pma", "postnatal":
			return true
		case ",", ";", "(", ")":
			return false
		}
	}
	return false
}

func cycle(w string) bool { return w == "cycle" || w == "cycles" || w == "course" || w == "courses" }

// ofCycle reports whether the time is the length of a cycle, or a day of one: how many cycles a person gets is not known.
func (p *phrase) ofCycle(x point) bool {
	for i := x.to; i < x.to+5; i++ {
		t := p.tok(i)
		if cycle(t.text) {
			return true
		}
		if t.kind == punctuation && t.text != "-" && t.text != "/" || t.text == "and" || t.text == "after" {
			break
		}
	}
	for i := x.from - 1; i > x.from-6 && i >= 0; i-- {
		t := p.tok(i)
		if t.text == "c" && p.tok(i+1).kind == number && p.tok(i+1).attached {
			return true
		}
		if cycle(t.text) {
			return !p.firstCycle(i, x.from)
		}
		if x.unitFirst && t.text != "," && t.kind != number && t.text != "(" && t.text != ":" || t.text == ";" || t.text == ")" || t.text == "to" && !p.is(i-1, "up") {
			break
		}
	}
	return false
}

// cyclesAlone reports whether a sentence counts cycles and names no time: then the last time point is not known.
func (p *phrase) cyclesAlone() bool {
	counted, timed, from := false, false, 0
	for i := 0; i <= len(p.tokens); i++ {
		if cycle(p.tok(i).text) && p.tok(i-1).kind == number && p.tok(i-1).value > 1 {
			counted = true
		}
		if i < len(p.tokens) && !p.is(i, ".") && !p.is(i, ";") {
			continue
		}
		for _, x := range p.points {
			first := x.unitFirst && x.days <= day // where the cycles begin
			timed = timed || x.from >= from && x.from < i && !first
		}
		if counted && !timed {
			return true
		}
		counted, timed, from = false, false, i
	}
	return false
}

// firstCycle reports whether "Cycle 1 (28 days)" or "first cycle (28 days)" says how long the one cycle is.
func (p *phrase) firstCycle(i, point int) bool {
	switch {
	case p.is(i+1, "1", "(") && i+3 == point:
		return !p.is(i-1, "of") && !p.is(i-1, "to")
	case p.is(i+1, "(") && i+2 == point:
		return p.is(i-1, "first") || p.is(i-1, "one") || p.is(i-1, "1")
	}
	return false
}

// fromLater reports whether the time is counted from a point that nobody knows the time of: "30 days after the last dose",
// "end of treatment + 28 days".
func (p *phrase) fromLater(x point) bool {
	switch p.tok(x.to).text {
	case "after", "post", "following", "from", "of", "beyond", "since", "past":
		if p.namesLater(x.to+1, +1) {
			return true
		}
	}
	sign := x.from
	if p.is(x.from-1, "+") || p.is(x.from-1, "plus") {
		sign--
	}
	if (p.is(sign, "+") || p.is(sign, "plus")) && p.tok(sign-1).kind == word && units[p.tok(sign-1).text] == 0 {
		return true
	}
	return p.clauseAfterLater(x)
}

// namesLater looks for a later reference point among the next words of the clause.
func (p *phrase) namesLater(i, step int) bool {
	for range 7 {
		t := p.tok(i)
		switch {
		case later[t.text]:
			return true
		case t.kind == punctuation && t.text != "-", t.text == "to", t.text == "until", t.text == "through", t.text == "and", t.text == "or":
			return false
		}
		i += step
	}
	return false
}

// clauseAfterLater reports whether the clause before the time runs from a later point: "after discharge, up to" is another
// clause, "after discharge up to" is the same.
func (p *phrase) clauseAfterLater(x point) bool {
	seen := false
	for i := x.from - 1; i >= 0 && i > x.from-9; i-- {
		t := p.tok(i)
		switch {
		case later[t.text]:
			seen = true
		case t.text == "after" || t.text == "post" || t.text == "following":
			return seen
		case t.kind == punctuation && t.text != "-", t.text == "and", t.text == "or":
			return false
		}
	}
	return false
}

// expectedStay reports whether the time is how long somebody expects a hospital stay to be, or a statistic of people's
// own times.
func (p *phrase) expectedStay(x point) bool {
	expected := false
	for i := x.from - 1; i >= 0; i-- {
		t := p.tok(i)
		if statistics[t.text] || t.text == "exposure" && p.is(i-2, "duration") {
			return true
		}
		if t.text == ";" || t.text == "." {
			break
		}
		expected = expected || estimates[t.text] && i > x.from-5
	}
	if !expected {
		return false
	}
	for _, t := range p.tokens {
		if stays[t.text] {
			return true
		}
	}
	return false
}

// isStart reports whether the point is a label of the start: "Baseline (Day 1)".
func (p *phrase) isStart(x point) bool {
	if !x.unitFirst || x.unit != day || x.days > 1 {
		return false
	}
	at := x.from - 1
	for p.is(at, "(") || p.is(at, ",") || p.is(at, "/") || p.is(at, "-") || p.is(at, "visit") || p.is(at, "=") {
		at--
	}
	if p.is(at, "baseline") && at < x.from-1 {
		return true
	}
	return p.is(x.to, "(", "baseline") || p.is(x.to, "/", "baseline")
}

func (p *phrase) inStart(t token) bool {
	for _, s := range p.starts {
		if t.at >= s.from && t.at < s.to {
			return true
		}
	}
	return false
}

// restates reports whether the point says the one before it again in another unit: "12 weeks (3 months)".
func (p *phrase) restates(k int) bool {
	if k == 0 {
		return false
	}
	x, y := p.points[k], p.points[k-1]
	if y.days == 0 || x.from == y.from {
		return false
	}
	at := x.from - 1
	for estimates[p.tok(at).text] || p.is(at, "=") || p.is(at, "or") || p.is(at, ".") || p.is(at, "i") || p.is(at, "e") || p.is(at, "ie") || p.is(at, ",") || p.is(at, "equivalent") || p.is(at, "to") {
		at--
	}
	return p.is(at, "(") && at == y.to && x.days/y.days > 0.8 && x.days/y.days < 1.25
}

// endsWithEvent reports whether the phrase runs on from its last time to something that happens: "From Day 1 until
// progression", "Week 4 and end of treatment". An event beside the time is no such end: "12 weeks or until discharge".
func (p *phrase) endsWithEvent() bool {
	i := 0
	for _, x := range p.points {
		i = max(i, x.to)
	}
	for p.is(i, ")") || p.is(i, ".") {
		i++
	}
	if p.listsEvent(i) {
		return true
	}
	for ; i < len(p.tokens); i++ {
		switch p.tok(i).text {
		case "from", "between", "or", "whichever":
			return false
		case "to", "until", "till", "til", "through", "thru", "throughout":
			for k := i + 1; k < i+9; k++ {
				if p.is(k, "or") {
					break
				}
				if endings[p.tok(k).text] {
					return true
				}
			}
		}
	}
	return false
}

// listsEvent reports whether the next item of the list is an event.
func (p *phrase) listsEvent(i int) bool {
	at := i
	for p.is(at, ",") || p.is(at, ";") || p.is(at, "and") || p.is(at, "&") {
		at++
	}
	if at == i {
		return false
	}
	for k := at; k < at+4; k++ {
		t := p.tok(k)
		if t.text == "or" || t.kind == punctuation && t.text != "-" || t.text == "early" || t.text == "every" || t.text == "from" {
			return false
		}
		if endings[t.text] && t.text != "events" && t.text != "event" {
			return true
		}
	}
	return false
}
