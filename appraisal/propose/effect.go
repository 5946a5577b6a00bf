package propose

import (
	"slices"

	"claimgrade/appraisal"
)

// The rules for what a claim says of the treatment, and of what kind it is.
var (
	ruleNonInferior = Rule{"E-1", "These words say that it is not worse, within a margin."}
	ruleNoDiff      = Rule{"E-2", "These words say that there is no difference."}
	ruleNoBetter    = Rule{"E-3", "A benefit is denied here."}
	ruleLimit       = Rule{"E-4", "These words say that the effect ends."}
	ruleNoHarm      = Rule{"E-5", "A harm is denied here."}
	ruleHarm        = Rule{"E-6", "These words speak of harm."}
	ruleBenefit     = Rule{"E-7", "These words speak of a benefit."}
	ruleWorse       = Rule{"E-8", "An outcome that should go down is said to go up, or one that should go up to go down."}

	ruleNotShown = Rule{"K-1", "These words say that something has not been shown."}
	ruleEvidence = Rule{"K-2", "These words speak of the trials and how they were done."}
	ruleReport   = Rule{"K-3", "These words tell what a source says."}
	ruleNoTrial  = Rule{"K-4", "Trials of a treatment cannot answer this."}
	ruleAsserts  = Rule{"K-5", "The sentence says what a treatment does."}

	ruleStrength  = Rule{"A-1", "This is on the list of words of strength."}
	ruleLargeSize = Rule{"M-1", "These words assert a large effect."}
	ruleMatters   = Rule{"M-2", "These words assert an effect that matters to patients."}
)

// effectAt is an effect that a clause asserts, found at a token.
type effectAt struct {
	kind    appraisal.EffectKind
	at, end int
}

var (
	nonInferior = list("non inferior|noninferior|non inferiority|noninferiority|not inferior|no worse|not worse|at least as effective|at least as good|at least as well|no less effective")
	noDiff      = list("no difference|no differences|no significant difference|no significant differences|no clear difference|no meaningful difference|did not differ|do not differ|does not differ|didn t differ|" +
		"not differ|not significantly differ|not significantly different|not different|no different|similar to|comparable to|comparable with|equivalent to|equally effective|equally well|as effective as|no effect on|little or no difference|little difference|had no effect")
	noBetter = list("no better|not better|no more|not superior|no advantage|no measurable advantage|no added benefit|no additional benefit|no benefit|no significant benefit|no clear benefit|no improvement|" +
		"no superiority|not effective|ineffective|did not work|didn t work|no more effective|not more effective|not outperform|not beat|not separate from|lacked efficacy|no significant improvement|no significant effect|no significant advantage|" +
		"not clinically meaningful|not clinically relevant|not clinically important|not clinically significant|not meaningful|not significant|not statistically significant")
	limits = list("fade|fades|faded|fading|wear off|wears off|wore off|wane|wanes|waned|waning|short lived|transient|transiently|temporary|temporarily|brief|disappear|disappeared|disappears|" +
		"for a while only|did not last|not last|not sustained|not maintained|not persist|did not persist|no longer|relapsed|lose ground|lost ground|returned|lasts only|lasted only|only lasts|only lasted|relapse within|relapsed within|lasts days")
	benefits = list("effective|effectively|efficacious|efficacy|superior|better|beneficial|benefit|benefits|benefited|helps|help|helped|works|work|worked|beat|beats|beating|outperformed|outperforms|" +
		"advantage|advantages|improvement|improvements|antidepressant effect|antidepressant effects|promising|recovered|recover|edge|prevents|prevented|prevent|protects|protected|protective|favours|favors|favoured|favored|relief|" +
		"relieve|relieves|relieved|ease|eases|eased|alleviate|alleviates|alleviated|ameliorate|ameliorates|ameliorated")
	harms = list("harm|harms|harmful|caused|causes|cause|causing|induced|induces|induce|worse|worsen|worsens|worsened|worsening|impair|impairs|impaired|impairing|addictive|toxic|toxicity|dangerous|" +
		"unsafe|damage|damages|poorly tolerated|risk of|increased risk|higher risk|weakened|blunted|dampened")
	safe  = list("safe|safely|well tolerated|tolerable")
	downs = list("reduce|reduces|reduced|reducing|reduction|reductions|lower|lowers|lowered|lowering|decrease|decreases|decreased|decreasing|lessen|lessens|lessened|relieve|relieves|relieved|ease|eases|eased|" +
		"alleviate|alleviates|alleviated|cut|cuts|cutting|fewer|less|diminished|diminishes|shortened|halved|fell|dropped|declined|delayed|delays|ameliorated|attenuated")
	ups      = list("increase|increases|increased|increasing|raise|raises|raised|higher|more|greater|rose|elevated|doubled|boosted|boosts|enhanced|enhances|faster|improve|improves|improved|improving|kept")
	improves = list("improve|improves|improved|improving|enhanced|enhances")
)

// effects reads each clause for what it says of the treatment.
func (x *reader) effects() {
	for i := 0; i < len(x.tokens); {
		end := x.clauseEnd(i)
		x.clause(i, end)
		i = end
	}
}

// clause finds the effects of one clause: what is denied first, so that "no better" is not read as "better".
func (x *reader) clause(from, to int) {
	say := func(k appraisal.EffectKind, r Rule, i, j int) {
		x.effect = append(x.effect, effectAt{k, i, j})
		x.propose(Effect, string(k), r, i, j)
	}
	for _, l := range []struct {
		list phrases
		kind appraisal.EffectKind
		rule Rule
	}{{nonInferior, appraisal.NonInferiority, ruleNonInferior}, {noDiff, appraisal.NoDifference, ruleNoDiff}, {noBetter, appraisal.NoBetter, ruleNoBetter}} {
		for i := from; i < to; i++ {
			_, end, ok := x.find(i, l.list)
			if !ok || end > to || x.ofPeople[i] {
				continue
			}
			if not, yes := x.negated(i); yes && not >= from { // "not similar to"
				continue
			}
			if l.rule == ruleNoBetter && x.harmful(end, to) { // "no more side effects"
				say(appraisal.NoDifference, ruleNoHarm, i, end)
			} else {
				say(l.kind, l.rule, i, end)
			}
			return
		}
	}
	limit := false
	for i := from; i < to; i++ {
		_, end, ok := x.find(i, limits)
		if !ok || end > to {
			continue
		}
		if _, yes := x.negated(i); yes && !x.is(i, negations) {
			continue
		}
		say(appraisal.DurationLimit, ruleLimit, i, end)
		limit = true
		break
	}
	for i := from; i < to; i++ {
		if x.ofPeople[i] { // "whom earlier drugs had not helped" says it of another treatment
			continue
		}
		if x.assertion(i, from, to, say) {
			return
		}
	}
	if limit {
		return
	}
	for i := from; i < to; i++ { // "safe" is the absence of harm
		if _, end, ok := x.find(i, safe); ok {
			if not, yes := x.negated(i); yes {
				say(appraisal.Harm, ruleHarm, not, end)
			} else {
				say(appraisal.NoDifference, ruleNoHarm, i, end)
			}
			return
		}
	}
}

// assertion reads one word for benefit or harm, with its negation and the outcome that it is said of.
func (x *reader) assertion(i, from, to int, say func(appraisal.EffectKind, Rule, int, int)) bool {
	not, denied := x.negated(i)
	start := i
	if denied {
		start = not
	}
	tell := func(harm bool, r Rule, end int) bool {
		switch {
		case denied && harm:
			say(appraisal.NoDifference, ruleNoHarm, start, end)
		case denied:
			say(appraisal.NoBetter, ruleNoBetter, start, end)
		case harm:
			say(appraisal.Harm, r, i, end)
		default:
			say(appraisal.Benefit, r, i, end)
		}
		return true
	}
	if _, end, ok := x.find(i, harms); ok && end <= to {
		if (x.tokens[i].text == "risk" || end-i == 2) && x.reduced(i, from) { // "reduced the risk of"
			return false
		}
		if x.tokens[i].text[0] == 'c' && x.tokens[i].text != "cutting" && !x.harmful(end, to) { // "caused" wants something bad
			return false
		}
		return tell(true, ruleHarm, end)
	}
	if harm, end, ok := x.moreOrLess(i, from, to); ok {
		if harm {
			return tell(true, ruleWorse, end)
		}
		return tell(false, ruleBenefit, end)
	}
	if _, end, ok := x.find(i, benefits); ok && end <= to && (len(x.mentions) > 0 || x.tokens[i].text != "work" && x.tokens[i].text != "better") {
		return tell(false, ruleBenefit, end)
	}
	return false
}

// moreOrLess reads a word of more or less at token i with the outcome that it is said of.
func (x *reader) moreOrLess(i, from, to int) (harm bool, end int, ok bool) {
	_, downEnd, down := x.find(i, downs)
	_, upEnd, up := x.find(i, ups)
	if !down && !up {
		return false, 0, false
	}
	_, improveEnd, better := x.find(i, improves) // "improved symptoms"
	o, ok := x.changedBy(i, from, to)
	if !ok {
		return false, improveEnd, better && len(x.mentions) > 0
	}
	end = max(downEnd, upEnd)
	if o.from >= i {
		end = max(end, min(o.to, to))
	}
	return up != (better || x.goodWhenHigh(o)), end, true
}

// reduced reports whether a word of less stands before token i.
func (x *reader) reduced(i, from int) bool {
	for k := i - 1; k >= from && k >= i-4; k-- {
		if x.is(k, downs) || x.tokens[k].text == "prevented" || x.tokens[k].text == "prevents" {
			return true
		}
	}
	return false
}

// changedBy is the outcome that a word of more or less is said of: the next one in the clause, else the one before.
func (x *reader) changedBy(i, from, to int) (mention, bool) {
	for _, m := range x.mentions {
		if x.isOutcome(m) && m.from > i && m.from <= i+7 && m.from < to {
			return m, true
		}
	}
	for _, m := range slices.Backward(x.mentions) {
		if x.isOutcome(m) && m.to <= i && m.from >= from {
			return m, true
		}
	}
	return mention{}, false
}

func (x *reader) isOutcome(m mention) bool {
	return m.sort == outcome || m.sort == instrument || m.sort == condition
}

func (x *reader) goodWhenHigh(m mention) bool {
	if good[m.value] {
		return !x.loss(m)
	}
	_, end, ok := x.find(m.from, goodWords)
	return ok && end == m.to
}

// loss reports whether an outcome is named by what is bad of it: "cognitive impairment".
func (x *reader) loss(m mention) bool {
	return good[m.value] && slices.Contains([]string{"impairment", "loss", "effects", "costs"}, x.tokens[m.to-1].text)
}

// harmful reports whether something bad is named among the tokens.
func (x *reader) harmful(from, to int) bool {
	for _, m := range x.mentions {
		if m.sort == outcome && m.from >= from && m.to <= min(to, from+8) && (slices.Contains(bad, m.value) || x.loss(m)) {
			return true
		}
	}
	for i := from; i < min(to, from+4); i++ {
		if x.tokens[i].text == "harm" || x.tokens[i].text == "harms" {
			return true
		}
	}
	return false
}

var bad = []string{"dissociation", "bladder symptoms", "misuse", "adverse events", "serious adverse events", "stopping for adverse events", "suicidal events", "suicidal ideation", "relapse", "anxiety"}

var (
	notShown = list("not been shown|not been proven|not been proved|not been established|not been demonstrated|not been found|not yet been shown|not yet been established|never been shown|never been proven|not proven|not proved|" +
		"not established|not yet established|unproven|no evidence that|no evidence of|no evidence for|no convincing evidence|no good evidence|insufficient evidence|do not show|does not show|did not show that|unclear whether|unknown whether|" +
		"remains unclear|remains unknown|remains to be shown|remains to be seen|is unknown|whether it works|not known whether")
	evidenceWords = list("most trials|many trials|few trials|several trials|some trials|all trials|no trials|no trial|only trials|trials are|trials were|trials have been|most studies|many studies|few studies|no studies|no study|studies were|studies are|" +
		"controlled trials examined|trials examined|trials tested|largest trials|largest randomised|largest randomized|biggest|not been studied|never been studied|poorly studied|poorly researched|thinly studied|understudied|little studied|had studied|little is known|no long term data|lack of data|" +
		"evidence base|the typical trial|double blind but|unblinded|functional unblinding|blinding failed|small trials|of trials|trials lasted|trials did not")
	reportWords = list("according to|the authors concluded|authors concluded|authors reported|was approved|approved|cleared|meta analysis found|meta analysis reported|meta analysis judged|review found|review concluded|guideline|guidelines|one trial found|" +
		"trial found|study found|trial reported|study reported|in that trial|in this trial|pooled analysis|task force|reported that|concluded that|judged|an open trial|recommended by")
	noTrialWords = list("prevalence|prevalent|mediated by|mechanism|mechanisms|synapse|synaptic|synaptogenesis|nmda receptor|nmda receptors|receptor|receptors|neuroplasticity|policy|insurers|reimbursed|legal|illegal|should be|needs to be|are needed|is needed|" +
		"in mice|in rats|in animals|animal studies|regulators|licensed|price|prices|typically means|ethical|ethics|burden of disease|one participant|a worry")
)

// kinds says of what kind the claim is.
func (x *reader) kinds() {
	for i := range x.tokens {
		if _, end, ok := x.find(i, notShown); ok {
			start := i
			if i > 0 && (x.tokens[i-1].text == "has" || x.tokens[i-1].text == "have") {
				start--
			}
			x.propose(Kind, string(appraisal.KindNotShown), ruleNotShown, start, end)
		}
	}
	for _, l := range []struct {
		list phrases
		kind appraisal.ClaimKind
		rule Rule
	}{{evidenceWords, appraisal.KindEvidence, ruleEvidence}, {reportWords, appraisal.KindReport, ruleReport}, {noTrialWords, appraisal.KindNoTrial, ruleNoTrial}} {
		for i := range x.tokens {
			if _, end, ok := x.find(i, l.list); ok {
				x.propose(Kind, string(l.kind), l.rule, i, end)
				break
			}
		}
	}
	if len(x.effect) > 0 {
		x.propose(Kind, string(appraisal.KindEffect), ruleAsserts, x.effect[0].at, x.effect[0].end)
	}
}

// strength reads the words of the reader's own table.
func (x *reader) strength(table appraisal.StrengthWords) {
	r := table.Read(string(x.text))
	for _, f := range r.Found {
		if f.Strength != r.Proposed || f.Strength == appraisal.Plain && r.Proposed != appraisal.Plain {
			continue
		}
		words := wordsOf(f.Word)
		for i := range x.tokens {
			if end, ok := x.sequence(i, words); ok {
				x.propose(Strength, string(r.Proposed), ruleStrength, i, end)
				return
			}
		}
	}
}

// sequence is at, but over commas: the table of strength reads words only.
func (x *reader) sequence(i int, words []string) (int, bool) {
	if len(words) == 0 || i+len(words) > len(x.tokens) {
		return 0, false
	}
	for k, w := range words {
		if x.tokens[i+k].text != w {
			return 0, false
		}
	}
	return i + len(words), true
}

var (
	largeWords = list("markedly|marked|substantially|substantial|dramatic|dramatically|profound|profoundly|large effect|large effects|large reduction|large improvement|large benefit|strong effect|huge|striking|strikingly|powerful|greatly|considerably|very effective|highly effective|fast and strong")
	matters    = list("clinically meaningful|clinically important|clinically relevant|clinically significant|meaningful|meaningfully|important improvement|important benefit|worthwhile")
)

// magnitudes finds words of the size of the effect.
func (x *reader) magnitudes() {
	for i := range x.tokens {
		for _, l := range []struct {
			list phrases
			size appraisal.Magnitude
			rule Rule
		}{{largeWords, appraisal.Large, ruleLargeSize}, {matters, appraisal.Important, ruleMatters}} {
			if _, end, ok := x.find(i, l.list); ok {
				if _, not := x.negated(i); !not {
					x.propose(Magnitude, string(l.size), l.rule, i, end)
				}
			}
		}
	}
}
