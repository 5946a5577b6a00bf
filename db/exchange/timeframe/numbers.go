package timeframe

// numeral is a number in digits or words, as it stands in a phrase.
type numeral struct {
	value    float64
	ordinal  bool
	negative bool
	signed   bool // a plus stands before it
}

// tok returns the token at an index, or an empty one beyond the ends.
func (p *phrase) tok(i int) token {
	if i < 0 || i >= len(p.tokens) {
		return token{kind: punctuation, at: i}
	}
	return p.tokens[i]
}

func (p *phrase) is(i int, words ...string) bool {
	for k, w := range words {
		if p.tok(i+k).text != w {
			return false
		}
	}
	return true
}

// numeral reads the number that begins at i and returns the index behind it.
func (p *phrase) numeral(i int) (numeral, int, bool) {
	var n numeral
	t := p.tok(i)
	if (t.text == "+" || t.text == "-") && p.tok(i+1).kind == number && p.tok(i+1).attached && !(t.attached && t.text == "-") {
		n.negative, n.signed = t.text == "-", t.text == "+"
		i++
		t = p.tok(i)
	}
	switch {
	case t.kind == number:
		n.value, n.ordinal = t.value, t.ordinal
		i = p.fraction(i+1, &n)
	case t.text == "half":
		n.value = 0.5
		i++
		if p.is(i, "a") || p.is(i, "an") {
			i++
		}
	default:
		v, ordinal, to, ok := p.spelled(i)
		if !ok {
			return n, i, false
		}
		n.value, n.ordinal, i = v, ordinal, to
		if p.is(i, "(") && p.tok(i+1).kind == number && p.tok(i+1).value == v && p.is(i+2, ")") { // six (6)
			i += 3
		}
	}
	i = p.andAHalf(i, &n)
	return n, p.tolerance(i), true
}

// fraction reads what belongs to a number in digits: 1/2, 1 1/2, 0,5.
func (p *phrase) fraction(i int, n *numeral) int {
	part := func(at int) (float64, bool) {
		a, b := p.tok(at), p.tok(at+2)
		if a.kind != number || !p.is(at+1, "/") || b.kind != number || !b.attached || (b.value != 2 && b.value != 4) || a.value >= b.value || a.value == 2 {
			return 0, false
		}
		return a.value / b.value, true
	}
	if v, ok := part(i - 1); ok {
		n.value = v
		return i + 2
	}
	if v, ok := part(i); ok && !p.tok(i).attached {
		n.value += v
		return i + 3
	}
	if n.value == 0 && p.is(i, ",") && p.tok(i).attached && p.tok(i+1).kind == number && p.tok(i+1).attached && len(p.tok(i-1).text) == 1 {
		v := p.tok(i + 1).value
		for range p.tok(i + 1).text {
			v /= 10
		}
		n.value = v
		return i + 2
	}
	return i
}

// spelled reads a number in words: "twenty-four", "one hundred and twenty", "third".
func (p *phrase) spelled(i int) (v float64, ordinal bool, to int, ok bool) {
	w := p.tok(i).text
	if v, ok := ordinals[w]; ok {
		return v, true, i + 1, true
	}
	v, i, ok = p.below100(i)
	if !ok {
		return 0, false, i, false
	}
	if !p.is(i, "hundred") {
		return v, false, i, true
	}
	v *= 100
	i++
	at := i
	if p.is(at, "and") {
		at++
	}
	if more, to, ok := p.below100(at); ok {
		return v + more, false, to, true
	}
	return v, false, i, true
}

func (p *phrase) below100(i int) (float64, int, bool) {
	w := p.tok(i).text
	if v, ok := small[w]; ok {
		return v, i + 1, true
	}
	v, ok := tens[w]
	if !ok {
		return 0, i, false
	}
	at := i + 1
	if p.is(at, "-") {
		at++
	}
	if u, ok := small[p.tok(at).text]; ok && u > 0 && u < 10 {
		return v + u, at + 1, true
	}
	return v, i + 1, true
}

// andAHalf reads the half of "one and a half", with or without hyphens.
func (p *phrase) andAHalf(i int, n *numeral) int {
	at := i
	skip := func() {
		for p.is(at, "-") {
			at++
		}
	}
	skip()
	if !p.is(at, "and") {
		return i
	}
	at++
	skip()
	if p.is(at, "a") {
		at++
	}
	skip()
	if !p.is(at, "half") || units[p.tok(at+1).text] == 0 && !p.is(at+1, "-") {
		return i
	}
	n.value += 0.5
	return at + 1
}

// tolerance steps over how much a visit may be off: 7 ± 2, 6 (± 1).
func (p *phrase) tolerance(i int) int {
	at := i
	open := p.is(at, "(")
	if open {
		at++
	}
	if !p.is(at, "±") || p.tok(at+1).kind != number {
		return i
	}
	at += 2
	if !open {
		return at
	}
	if p.is(at, ")") {
		return at + 1
	}
	return i
}
