package propose

import (
	"math"

	"claimgrade/appraisal"
)

// The rules for the time of a claim.
var (
	ruleWithin   = Rule{"H-1", "“Within” or “by” a time says when the effect is there at the latest."}
	ruleAt       = Rule{"H-2", "“At”, “on” or “after” a time says when the outcome was read."}
	ruleFor      = Rule{"H-3", "“For”, “up to” or “lasting” a time says how long the effect holds."}
	ruleLength   = Rule{"H-4", "This is how long the trial or its follow-up was. The claim speaks at most of that time."}
	ruleRapid    = Rule{"H-5", "These words speak of the beginning of the effect, without a number."}
	ruleShort    = Rule{"H-6", "These words speak of weeks or a short course, without a number."}
	ruleLasting  = Rule{"H-7", "These words say that the effect lasts, without a number."}
	ruleLongTerm = Rule{"H-8", "These words speak of years or of long use, without a number."}
)

var units = list("minute: minutes|minute|min|mins\nhour: hours|hour|hr|hrs|h\nday: days|day|d\nweek: weeks|week|wk|wks\nmonth: months|month\nyear: years|year|yr|yrs")

// written are numbers in words.
var written = map[string]float64{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "sixteen": 16, "eighteen": 18, "twenty": 20, "ninety": 90}

// period is a time in the sentence: tokens from to to.
type period struct {
	from, to int
	days     float64 // 0 where no number is given: "within hours"
	unit     string
}

// period reads "24 hours", "three to four days", "week 4" or "weeks" at token i.
func (x *reader) period(i int) (p period, ok bool) {
	p.from = i
	if unit, end, isUnit := x.find(i, units); isUnit && len(x.tokens[i].text) > 1 {
		p.unit, p.to = unit, end
		if n, ok := x.digits(end); ok && !x.tokens[end].breaks() && (unit == "week" || unit == "day" || unit == "month") { // "week 4"
			if _, _, more := x.find(end+1, units); !more && x.tokens[end].gap != "" {
				p.to, p.days = end+1, inDays(n, unit)
			}
		}
		return p, true
	}
	n, ok := x.number(i)
	if !ok {
		return p, false
	}
	k := i + 1
	if k < len(x.tokens) && (x.tokens[k].text == "to" || x.tokens[k].text == "or") { // the smaller number is what is claimed at the least
		if _, ok := x.number(k + 1); ok {
			k = k + 2
		}
	} else if k < len(x.tokens) && (x.tokens[k].gap == "-" || x.tokens[k].gap == "–") {
		if _, ok := x.digits(k); ok {
			k = k + 1
		}
	}
	unit, end, ok := x.find(k, units)
	if !ok || x.tokens[k].breaks() || len(x.tokens[k].text) == 1 && !isNumber(x.tokens[k-1].text) { // "a d" is no day
		return p, false
	}
	p.unit, p.to, p.days = unit, end, inDays(n, unit)
	return p, p.days > 0
}

func (x *reader) digits(i int) (float64, bool) {
	if i >= len(x.tokens) || !isNumber(x.tokens[i].text) {
		return 0, false
	}
	n, ok := appraisal.ParseDays(x.tokens[i].text)
	return n, ok && n < 10000
}

func (x *reader) number(i int) (float64, bool) {
	if i >= len(x.tokens) {
		return 0, false
	}
	if n, ok := written[x.tokens[i].text]; ok {
		return n, true
	}
	return x.digits(i)
}

// inDays rounds months and years to whole days.
func inDays(n float64, unit string) float64 {
	per, _ := appraisal.ParseDays("1 " + unit)
	d := n * per
	if unit == "month" || unit == "year" {
		d = math.Round(d)
	}
	return math.Round(d*1e4) / 1e4
}

var (
	withinCues = list("within|in under|in less than|inside|as early as|by|as soon as")
	forCues    = list("for|beyond|up to|for up to|for as long as|as long as|until|through|throughout|lasting|lasts|lasted|over|over the|for about|for around|for at least|at least|for the|persisted for|maintained for|during|during the")
	atCues     = list("at|after|on|about|from|at about|by the end of|at the end of|around")
	often      = list("once|twice|thrice|times|time|doses|sessions|infusions|every|per|each")
	lengths    = list("trial|study|course|phase|follow|rct|treatment|period|extension|programme|program")
	laters     = list("later|afterwards|after|following|post")
)

// times finds the time for which a claim holds.
func (x *reader) times() {
	for i := 0; i < len(x.tokens); i++ {
		p, ok := x.period(i)
		if x.ofPeople[i] {
			continue // how long people were treated before says nothing of the effect
		}
		if !ok {
			x.vague(i)
			continue
		}
		if p.days == 0 {
			x.unnumbered(p)
		} else {
			x.numbered(p)
		}
		i = p.to - 1
	}
}

// numbered proposes a time with a number, by the words around it.
func (x *reader) numbered(p period) {
	if p.from > 0 && x.is(p.from-1, often) && !x.tokens[p.from].breaks() || p.to < len(x.tokens) && x.tokens[p.to].text == "old" {
		return // "twice a week", "65 years old"
	}
	dated := func(h appraisal.Horizon, r Rule, from, to int) {
		if got := x.propose(Horizon, string(h), r, from, to); got != nil {
			days := p.days
			got.Days = &days
		}
	}
	cue := func(list phrases) (int, bool) {
		if p.from == 0 || x.tokens[p.from].breaks() {
			return 0, false
		}
		return x.before(p.from, list)
	}
	if to, ok := x.lengthOf(p); ok {
		dated(appraisal.AtDay, ruleLength, p.from, to)
		return
	}
	if from, ok := cue(withinCues); ok {
		dated(appraisal.ByDay, ruleWithin, from, p.to)
	} else if from, ok := cue(forCues); ok {
		if x.tokens[from].text == "over" && (p.unit == "minute" || p.unit == "hour") {
			return // how long an infusion takes
		}
		dated(appraisal.ThroughDay, ruleFor, from, p.to)
	} else if from, ok := cue(atCues); ok {
		dated(appraisal.AtDay, ruleAt, from, p.to)
	} else if p.to < len(x.tokens) && x.is(p.to, laters) && !x.tokens[p.to].breaks() {
		dated(appraisal.AtDay, ruleAt, p.from, p.to+1)
	}
}

// lengthOf reports whether a time is the length of a trial: "a three-week open trial", "six months of follow-up".
func (x *reader) lengthOf(p period) (to int, ok bool) {
	for k := p.to; k < len(x.tokens) && k <= p.to+3 && !x.tokens[k].breaks(); k++ {
		if x.is(k, lengths) {
			if x.tokens[k].text == "treatment" && k > p.to && x.tokens[k-1].text != "of" || x.tokens[p.to].text == "after" || x.tokens[p.to].text == "later" {
				return 0, false
			}
			to = k + 1
			if to < len(x.tokens) && x.tokens[to].text == "up" {
				to++
			}
			return to, true
		}
		if x.is(k, stops) {
			break
		}
	}
	return 0, false
}

// unnumbered proposes a time without a number: "within hours", "for years".
func (x *reader) unnumbered(p period) {
	if p.from == 0 || x.tokens[p.from].breaks() {
		return
	}
	start := p.from
	for start > 0 && x.is(start-1, few) {
		start--
	}
	if from, ok := x.before(start, withinCues); ok {
		switch p.unit {
		case "minute", "hour":
			x.propose(Horizon, string(appraisal.RapidHours), ruleRapid, from, p.to)
		case "day":
			x.propose(Horizon, string(appraisal.RapidDays), ruleRapid, from, p.to)
		case "week":
			x.propose(Horizon, string(appraisal.Short), ruleShort, from, p.to)
		}
		return
	}
	if from, ok := x.before(start, forCues); ok {
		switch p.unit {
		case "week":
			x.propose(Horizon, string(appraisal.Short), ruleShort, from, p.to)
		case "month":
			x.propose(Horizon, string(appraisal.Sustained), ruleLasting, from, p.to)
		case "year":
			x.propose(Horizon, string(appraisal.Long), ruleLongTerm, from, p.to)
		}
	}
}

var few = list("several|some|many|a|few|the|first|couple|of")

// vagueTimes are times in words, by their horizon.
var vagueTimes = list("rapid-days: rapid|rapidly|quick|quickly|fast|fast acting|immediate|immediately|promptly|swift|swiftly|at once|early\n" +
	"short: short term|acutely|acute phase|acute treatment|in the short run\n" +
	"sustained: sustained|lasting|long lasting|durable|durably|enduring|persistent|maintained|persists|persisted|prolong|prolongs|prolonged benefit\n" +
	"long: long term|prolonged use|long run|lifelong|lifetime|chronic use|long term use")

var vagueRules = map[string]Rule{"rapid-days": ruleRapid, "short": ruleShort, "sustained": ruleLasting, "long": ruleLongTerm}

func (x *reader) vague(i int) {
	value, end, ok := x.find(i, vagueTimes)
	if !ok || end < len(x.tokens) && (x.tokens[end].text == "cycling" || x.tokens[end].text == "detection" || x.tokens[end].text == "onset" && x.tokens[i].text == "early") {
		return
	}
	if x.tokens[i].text == "early" && !(end < len(x.tokens) && x.is(end, list("improvement|effect|response|benefit|gain|gains"))) {
		return
	}
	if _, not := x.negated(i); not && value != "long" {
		return
	}
	if value == "sustained" && end < len(x.tokens) && x.tokens[end].text == "release" {
		return
	}
	x.propose(Horizon, value, vagueRules[value], i, end)
}
