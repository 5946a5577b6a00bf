package propose

import "strings"

// What a mention is of.
type sort int

const (
	treatment sort = iota
	control
	condition
	outcome
	instrument
)

// mention is a listed or known name in the sentence: tokens from to to (not included).
type mention struct {
	sort     sort
	from, to int
	value    string
	known    bool // by the library, not the list
	used     bool
}

// The rules for population, intervention, comparator and outcome.
var (
	ruleWhom      = Rule{"P-1", "These words say who was treated."}
	ruleDiagnosis = Rule{"P-2", "This is the name of a diagnosis."}
	ruleSubject   = Rule{"I-1", "This treatment is named before what it is compared with."}
	ruleEffectOf  = Rule{"I-2", "The words before it say that its effect or use is meant."}
	ruleTreatment = Rule{"I-3", "This is the name of a treatment."}
	ruleLibraryI  = Rule{"I-4", "Your library knows this treatment by name."}
	ruleSays      = Rule{"I-5", "This is what the sentence says it of."}
	ruleVersus    = Rule{"C-1", "The words before it make a comparison with it."}
	ruleControl   = Rule{"C-2", "This is the name of a control."}
	ruleOutcome   = Rule{"O-1", "This is the name of an outcome."}
	ruleObject    = Rule{"O-2", "This is what the treatment is said to change."}
	ruleConstruct = Rule{"O-3", "These words name an outcome of this sort."}
	ruleScale     = Rule{"O-4", "This is the name of a scale."}
	ruleLibraryO  = Rule{"O-5", "Your library knows this outcome by name."}
)

func newReader(sentence string, v Vocabulary) *reader {
	x := &reader{text: []rune(sentence)}
	if len(x.text) > longest {
		x.text = x.text[:longest]
	}
	x.tokens = tokensOf(x.text)
	x.ofPeople = make([]bool, len(x.tokens))
	own := map[sort]phrases{}
	for s, names := range map[sort][]string{treatment: v.Interventions, control: v.Comparators, condition: v.Populations, outcome: v.Outcomes, instrument: v.Instruments} {
		own[s] = known(names)
	}
	lists := []struct {
		sort sort
		list phrases
	}{{instrument, instrumentWords}, {outcome, outcomeWords}, {condition, conditions}, {control, controls}, {treatment, treatments}}
	for i := 0; i < len(x.tokens); {
		best := mention{to: i}
		for _, l := range lists {
			if value, end, ok := x.find(i, l.list); ok && end > best.to && (l.sort != instrument || x.capital(i, end)) {
				best = mention{sort: l.sort, from: i, to: end, value: value}
			}
		}
		for _, l := range lists {
			if _, end, ok := x.find(i, own[l.sort]); ok && end > best.to {
				best = mention{sort: l.sort, from: i, to: end, known: true}
			}
		}
		if best.to > i {
			x.mentions = append(x.mentions, best)
			i = best.to
		} else {
			i++
		}
	}
	return x
}

// capital reports whether a name is written as one: "CAPS" is a scale, "caps" are none.
func (x *reader) capital(from, to int) bool {
	s := x.words(from, to)
	return s != strings.ToLower(s)
}

// nameless are entries of a library that name nothing.
var nameless = list("none|none stated|not stated|various|varied|control|controls|control group|any|other|people|patients|depression|field|practice|treatment|standard|usual|response|duration|drug")

// known makes phrases of the library's own names: of two letters or more, and not of words that name nothing.
func known(names []string) phrases {
	p := phrases{}
	for _, n := range names {
		w := wordsOf(n)
		if len(w) == 0 || len(w) > 8 || len(strings.Join(w, "")) < 3 {
			continue
		}
		y := &reader{tokens: tokensOf([]rune(n))}
		if _, end, ok := y.find(0, nameless); ok && end == len(w) {
			continue
		}
		p.add(n, "")
	}
	return p
}

var actions = list("effect|effects|action|actions|activity|properties|response|efficacy|trials|trial")

// comparing ends before the name of a comparator.
var comparing = list("versus|vs|v|compared with|compared to|compared against|comparison with|relative to|rather than|than|against|over|beat|beats|beating|outperformed|outperform|" +
	"outperforms|superior to|inferior to|differ from|differed from|differs from|different from|similar to|comparable to|comparable with|equivalent to|effective as|well as|good as|instead of|exceeded")

// fillers may stand between a comparison and the name.
var fillers = list("with|in|the|to|for|on|those|people|patients|given|receiving|who|got|a|an|after|from|did|that|of|adding|course")

// using stands before a treatment that is used.
var using = list("effect of|effects of|efficacy of|effectiveness of|benefit of|benefits of|safety of|treatment with|treated with|therapy with|receiving|received|given|" +
	"addition of|adding|use of|response to|infusion of|infusions of|dose of|doses of|augmentation with|taking|administration of|course of|courses of")

// joining makes one treatment of two.
var joining = list("plus|together with|combined with|in combination with|added to|on top of|paired with|alongside|with")

// roles finds interventions and comparators.
func (x *reader) roles() {
	var rest []int
	for k := range x.mentions {
		m := x.mentions[k]
		if m.sort != treatment && m.sort != control || x.is(m.to, actions) { // "antidepressant effects" name no treatment
			continue
		}
		from, to := x.whole(m)
		if cue, ok := x.compared(from, m.from); ok {
			x.proposeWords(Comparator, ruleVersus, [2]int{cue, to}, [2]int{from, to})
			x.mentions[k].used = true
		} else if m.sort == control {
			if x.tokens[m.from].text != "control" && x.tokens[m.from].text != "controls" || m.to-m.from > 1 {
				x.proposeWords(Comparator, ruleControl, [2]int{from, to}, [2]int{from, to})
			}
			x.mentions[k].used = true
		} else {
			rest = append(rest, k)
		}
	}
	x.interventions(rest)
	x.unlisted()
}

func (x *reader) interventions(rest []int) {
	for n := 0; n < len(rest); n++ {
		m := x.mentions[rest[n]]
		from, to := x.whole(m)
		if n+1 < len(rest) { // "ketamine plus psychotherapy" is one
			next := x.mentions[rest[n+1]]
			nextFrom, nextTo := x.whole(next)
			if _, end, ok := x.find(to, joining); ok && x.past(end, nextFrom+1, articles) == nextFrom && !x.tokens[to].breaks() {
				to = nextTo
				n++
			}
		}
		rule := ruleTreatment
		start := from
		switch cue, ok := x.before(from, using); {
		case ok:
			rule, start = ruleEffectOf, cue
		case m.known:
			rule = ruleLibraryI
		case x.comparesAfter(to):
			rule = ruleSubject
		}
		x.proposeWords(Intervention, rule, [2]int{start, to}, [2]int{from, to})
	}
}

// comparesAfter reports whether the sentence makes a comparison after a token.
func (x *reader) comparesAfter(i int) bool {
	for _, p := range x.found {
		if p.Field == Comparator && p.Rule == ruleVersus && i < len(x.tokens) && p.Span.Start >= x.tokens[i].start {
			return true
		}
	}
	return false
}

// proposeWords proposes words of the sentence, found by a wider stretch.
func (x *reader) proposeWords(f Field, r Rule, by, words [2]int) {
	x.propose(f, x.words(words[0], words[1]), r, by[0], by[1])
}

// whole is the name with what belongs to it before and after.
func (x *reader) whole(m mention) (from, to int) {
	from, to = m.from, m.to
	for from > 0 && !x.tokens[from].breaks() && (x.is(from-1, qualifiers) || isNumber(x.tokens[from-1].text) && from-1 > 0 && x.is(from, qualifiers)) {
		from--
	}
	for from < m.from && x.is(from, articles) {
		from++
	}
	for to < len(x.tokens) && !x.tokens[to].breaks() && (x.is(to, tails) || isNumber(x.tokens[to].text) && to+1 < len(x.tokens) && x.is(to+1, doses)) {
		to++
	}
	for to > m.to && x.is(to-1, dangling) { // a tail must not end on "per" or a number
		to--
	}
	return from, to
}

var (
	articles = list("a|an|the|of")
	doses    = list("mg|µg|g|mcg")
	dangling = list("per|twice|once|day")
)

func isNumber(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// compared finds the comparison before a name, over a few filling words.
func (x *reader) compared(from, name int) (cue int, ok bool) {
	for _, at := range []int{from, name} {
		for skipped := 0; at >= 0 && skipped <= 4; skipped++ {
			if cue, ok := x.before(at, comparing); ok && !x.overTime(cue, at) {
				return cue, true
			}
			if at == 0 || x.tokens[at].breaks() || !x.is(at-1, fillers) {
				break
			}
			at--
		}
	}
	return 0, false
}

// overTime reports whether "over" speaks of a time or of usual doses: "over 40 minutes".
func (x *reader) overTime(cue, name int) bool {
	return x.tokens[cue].text == "over" && name < len(x.tokens) && (isNumber(x.tokens[name].text) || x.is(name, units))
}

// stops end a phrase that has no list.
var stops = list("and|or|but|versus|vs|v|than|compared|relative|was|were|is|are|be|been|has|have|had|did|does|do|may|might|could|can|will|would|should|which|that|who|when|while|" +
	"although|though|within|after|at|for|by|over|during|in|on|with|without|to|from|as|not|no|reduced|reduces|reduce|improved|improves|improve|lowered|showed|shows|led|because|so|up|until|more|less|better|worse")

// unlisted finds treatments that are on no list by the words around them.
func (x *reader) unlisted() {
	if _, _, ok := x.any(Intervention); ok {
		return
	}
	for i := range x.tokens {
		_, end, ok := x.find(i, effectOf)
		if !ok {
			continue
		}
		to := x.phraseEnd(end, 4)
		if to > end && !x.overlaps(end, to) {
			x.proposeWords(Intervention, ruleEffectOf, [2]int{i, to}, [2]int{x.past(end, to, articles), to})
			return
		}
	}
	x.subject()
}

var effectOf = list("infusion of|infusions of|injection of|injections of|dose of|doses of|course of|courses of|effect of|effects of|efficacy of|effectiveness of|treatment with|treated with|therapy with|augmentation with|adding")

func (x *reader) any(f Field) (int, Proposal, bool) {
	for i, p := range x.found {
		if p.Field == f {
			return i, p, true
		}
	}
	return 0, Proposal{}, false
}

// past is the first token from i on that is not of a list, but before to.
func (x *reader) past(i, to int, p phrases) int {
	for i < to-1 && x.is(i, p) {
		i++
	}
	return i
}

// phraseEnd is where a phrase from token i ends: before a stop word or a comma, after most words.
func (x *reader) phraseEnd(i, most int) int {
	to := i
	for to < len(x.tokens) && to-i < most && !x.is(to, stops) && !x.is(to, changes) && !(to > i && x.tokens[to].breaks()) {
		to++
	}
	return to
}

// overlaps reports whether a name stands among the tokens.
func (x *reader) overlaps(from, to int) bool {
	for _, m := range x.mentions {
		if m.from < to && from < m.to {
			return true
		}
	}
	return false
}
