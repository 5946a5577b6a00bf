package propose

import "strings"

// subject finds a treatment on no list as what a clause says something of: "solvarin spray clearly reduced symptoms".
func (x *reader) subject() {
	for i := range x.tokens {
		if i > 0 && !x.tokens[i].breaks() && !x.is(i-1, opening) {
			continue
		}
		from := x.past(i, len(x.tokens), articles)
		to := x.phraseEnd(from, 6)
		verb := to
		for verb < len(x.tokens) && (x.is(verb, leading) || isNumber(x.tokens[verb].text)) {
			verb++
		}
		for to > from && adverb(x.tokens[to-1].text) {
			to--
		}
		if to == from || !x.is(verb, changes) && !x.is(verb, praising) || !x.names(from, to) {
			continue
		}
		x.proposeWords(Intervention, ruleSays, [2]int{from, verb + 1}, [2]int{from, to})
		return
	}
}

// names reports whether the words may be a treatment's name: neither vague nor the name of something else.
func (x *reader) names(from, to int) bool {
	if isNumber(x.tokens[from].text) || x.overlaps(from, to) {
		return false
	}
	for i := from; i < to; i++ {
		if x.is(i, vague) || x.is(i, people) || x.is(i, units) || x.ofPeople[i] || adverb(x.tokens[i].text) {
			return false
		}
	}
	return true
}

func adverb(word string) bool { return len(word) > 4 && strings.HasSuffix(word, "ly") }

var (
	// opening words begin a clause after them.
	opening = list("but|and|while|whereas|although|though|that|yet|because|whether|overall|here")
	// leading words may stand between a treatment and the verb: its dose, and helping verbs.
	leading = list("at|mg|kg|g|µg|mcg|per|day|daily|is|was|are|were|be|been|has|have|had|may|might|could|can|will|would|did|does|do|not|also|more|less|much|far|often|probably|possibly|" +
		"significantly|markedly|substantially|clearly|rapidly|quickly|further|only|both|strongly|consistently|greatly|effectively|slightly|modestly|robustly")
	// praising words say of a treatment that it works.
	praising = list("superior|inferior|effective|efficacious|outperformed|outperforms|outperform|beat|beats|exceeded|helps|helped|works|worked|delayed|delays|halved|doubled|caused|causes|induced|induces|produced|produces|protects|protected")
	// vague words name no treatment that could be looked for.
	vague = list("it|they|this|these|that|those|we|he|she|i|you|there|here|what|which|who|its|their|our|his|her|one|both|all|most|many|some|several|few|none|no|nothing|neither|nobody|each|" +
		"result|results|finding|findings|trial|trials|study|studies|analysis|analyses|review|reviews|meta|data|evidence|author|authors|researcher|researchers|investigator|investigators|" +
		"treatment|treatments|therapy|therapies|drug|drugs|medicine|medicines|medication|medications|intervention|interventions|use|dose|doses|dosing|approach|arm|arms|group|groups|" +
		"difference|differences|effect|effects|efficacy|response|responses|outcome|outcomes|score|scores|rate|rates|rating|ratings|symptom|symptoms|change|changes|benefit|benefits|risk|risks|" +
		"time|week|weeks|day|days|month|months|year|years|quality|incidence|frequency|number|numbers|proportion|share|attrition|dropout|blinding|placebo|control|controls|conclusion|conclusions|background|methods|table|figure|ref|doctor|doctors|clinician|clinicians|participant")
)
