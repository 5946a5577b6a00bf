package propose

import "slices"

// about stands before the people of whom a sentence speaks.
var about = list("in|among|amongst|for|of|treating|between|helps|helped")

// having joins people and what they have.
var having = list("with|who|whose|having|suffering from|diagnosed with|aged|whom|on|under|at|experiencing|presenting with")

// modifiers may stand before the noun of people.
var modifiers = list("hospital|hospitalised|hospitalized|depressed|elderly|older|younger|young|adult|suicidal|outpatient|inpatient|pregnant|postpartum|severely|acutely|medicated|unmedicated|" +
	"treatment|resistant|refractory|bipolar|unipolar|swedish|us|most|many|some|drug|free|naive|psychotic|nonpsychotic|non|healthy|anxious|male|female|clinical|opioid|dependent")

// populations finds who was treated.
func (x *reader) populations() {
	for i := range x.tokens {
		if !x.is(i, people) {
			continue
		}
		from := i
		for from > 0 && !x.tokens[from].breaks() && (x.is(from-1, modifiers) || isNumber(x.tokens[from-1].text)) {
			from--
		}
		start := from
		if from > 0 && !x.tokens[from].breaks() && x.is(from-1, about) {
			start = from - 1
		}
		to := i + 1
		_, end, has := x.find(to, having)
		if has && !x.tokens[to].breaks() {
			to = x.described(i, end)
		}
		if start == from && to == i+1 && from == i { // "patients" alone says nothing of whom
			continue
		}
		if x.tokens[i].text == "those" && to == i+1 {
			continue
		}
		x.proposeWords(Population, ruleWhom, [2]int{start, to}, [2]int{from, to})
		x.use(from, to)
		for k := i; k < to; k++ {
			x.ofPeople[k] = true
		}
	}
	for k, m := range x.mentions {
		if m.sort != condition || m.used {
			continue
		}
		from, to := m.from, m.to
		before := from > 0 && x.is(from-1, inCondition) && !x.tokens[from].breaks()
		plain := slices.Contains([]string{"depression", "psychosis", "insomnia", "mania"}, x.words(from, to))
		if plain && !(before && x.tokens[from-1].text != "for") {
			continue // "lowered depression" names the outcome
		}
		start := from
		if before {
			start--
		}
		x.proposeWords(Population, ruleDiagnosis, [2]int{start, to}, [2]int{from, to})
		x.mentions[k].used = true
	}
}

var inCondition = list("in|with|for|of|against|treat|treating")

// described is where the description of people ends: after a name of a diagnosis, or before a stop word.
func (x *reader) described(noun, i int) int {
	if i < len(x.tokens) && x.is(i, relative) {
		i++
	}
	for _, m := range x.mentions {
		if m.sort == condition && m.from >= i && m.from <= i+3 && !x.breakBetween(i, m.from) {
			return m.to
		}
	}
	verb := x.tokens[noun+1].text == "who" || x.tokens[noun+1].text == "whom" || x.tokens[noun+1].text == "whose"
	to := i
	for to < len(x.tokens) && to-i < 7 && !x.tokens[to].breaks() && (verb && !x.is(to, contrasts) && !x.is(to, ends) || !x.is(to, stops)) {
		to++
	}
	if to == i {
		return noun + 1
	}
	return to
}

// ends close a description that has a verb of its own.
var ends = list("and|or|than|versus|compared|improved|improves|reduced|lowered")

func (x *reader) breakBetween(from, to int) bool {
	for k := from + 1; k <= to && k < len(x.tokens); k++ {
		if x.tokens[k].breaks() {
			return true
		}
	}
	return false
}

// use marks the names among the tokens as taken.
func (x *reader) use(from, to int) {
	for k := range x.mentions {
		if x.mentions[k].from >= from && x.mentions[k].to <= to {
			x.mentions[k].used = true
		}
	}
}

// outcomes finds what is measured.
func (x *reader) outcomes() {
	for _, m := range x.mentions {
		switch {
		case m.used:
		case m.sort == instrument:
			x.proposeWords(Instrument, ruleScale, [2]int{m.from, m.to}, [2]int{m.from, m.to})
		case m.sort == outcome && m.known:
			x.proposeWords(Outcome, ruleLibraryO, [2]int{m.from, m.to}, [2]int{m.from, m.to})
		case m.sort == outcome:
			x.proposeWords(Outcome, ruleOutcome, [2]int{m.from, m.to}, [2]int{m.from, m.to})
			x.propose(Construct, m.value, ruleConstruct, m.from, m.to)
		case m.sort == condition && x.changed(m.from):
			x.proposeWords(Outcome, ruleObject, [2]int{m.from, m.to}, [2]int{m.from, m.to})
			if x.tokens[m.to-1].text == "depression" {
				x.propose(Construct, "depression severity", ruleConstruct, m.from, m.to)
			}
		}
	}
	if _, _, ok := x.any(Outcome); ok {
		return
	}
	for i := range x.tokens {
		_, end, ok := x.find(i, changes)
		if x.tokens[i].text == "on" && i > 0 { // "the effect of X on Y"
			end, ok = i+1, x.effectBefore(i)
		}
		if !ok {
			continue
		}
		from := x.past(end, len(x.tokens), determiners)
		to := x.phraseEnd(from, 4)
		if to > from && !x.overlaps(from, to) && !isNumber(x.tokens[from].text) && !x.is(from, units) && !x.tokens[from].breaks() {
			x.proposeWords(Outcome, ruleObject, [2]int{i, to}, [2]int{from, to})
			return
		}
	}
}

// changes are verbs whose object is the outcome, and "effect on".
var changes = list("reduced|reduces|reduce|reducing|lowered|lowers|lower|lowering|decreased|decreases|decrease|improved|improves|improve|improving|increased|increases|increase|" +
	"relieved|relieves|relieve|eased|eases|prevented|prevents|prevent|worsened|worsens|worsen|raised|raises|alleviated|alleviates|shortened|shortens|impaired|impairs|impair|effect on|effects on|impact on|influence on|treat|treats|lessens|lessened")

var determiners = list("the|a|an|their|its|his|her|overall|clinician|rated|self|reported|total|mean")

// changed reports whether a condition stands where an outcome does: after a verb of change or "for" or "on".
func (x *reader) changed(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4 && !x.tokens[k+1].breaks(); k-- {
		if _, end, ok := x.find(k, changes); ok && end <= i {
			return true
		}
	}
	return i > 0 && (x.tokens[i-1].text == "on" || x.tokens[i-1].text == "for" || x.tokens[i-1].text == "of") && !x.tokens[i].breaks()
}

var relative = list("whom|who")

// effectBefore reports whether "effect of" or the like stands within a few words before token i.
func (x *reader) effectBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		if x.is(k, effectNouns) && k+1 < i && x.tokens[k+1].text == "of" {
			return true
		}
	}
	return false
}

var effectNouns = list("effect|effects|impact|influence|efficacy")
