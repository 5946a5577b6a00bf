package propose

import (
	"slices"
	"strings"
)

// Part is one of the claims that a compound sentence makes: words of the sentence, with nothing added.
type Part struct {
	Text  string
	Spans []Span // of the words, in order
	Rule  Rule
}

// The rules for the parts of a sentence.
var (
	ruleClauses  = Rule{"S-1", "“But”, “while”, a semicolon or the like joins two statements here."}
	ruleOutcomes = Rule{"S-2", "The sentence says this of several outcomes."}
	rulePair     = Rule{"S-3", "Two words are joined that make a claim each."}
	ruleTimes    = Rule{"S-4", "The sentence says this of several times."}
)

// parts are the claims of a compound sentence: its clauses, else the outcomes, words or times that are joined in it.
func (x *reader) parts() []Part {
	for _, find := range []func() []Part{x.clauses, x.pairs, x.joinedOutcomes, x.joinedTimes} {
		if p := find(); len(p) > 1 {
			return p
		}
	}
	return nil
}

// part is made of stretches of tokens.
func (x *reader) part(r Rule, stretches ...[2]int) Part {
	p := Part{Rule: r}
	var texts []string
	for _, s := range stretches {
		if s[0] < s[1] {
			span := x.span(s[0], s[1])
			p.Spans = append(p.Spans, span)
			texts = append(texts, string(x.text[span.Start:span.End]))
		}
	}
	p.Text = strings.Join(texts, " ")
	return p
}

// joiners begin a second statement, if there is a claim on either side; only the first word is asked for.
var joiners = list("but|while|whereas|although|though|and that|yet")

// clauses parts a sentence at semicolons and at words such as "but". Each side must hold a proposal of its own.
func (x *reader) clauses() []Part {
	var out []Part
	from := 0
	add := func(from, to int) {
		if to-from >= 3 && x.says(from, to) {
			out = append(out, x.part(ruleClauses, [2]int{from, to}))
		}
	}
	for i := 1; i < len(x.tokens); i++ {
		_, end, joins := x.find(i, joiners)
		switch {
		case x.is(i, list("but")) && i > 0 && x.notOnly(i):
		case strings.Contains(x.tokens[i].gap, ";"):
			add(from, i)
			from = i
		case joins && i-from >= 3:
			add(from, i)
			from = end
		case x.andThen(i) && x.effectIn(from, i) && x.effectIn(i+1, x.clauseEnd(i)):
			add(from, i)
			from = i + 1
		}
	}
	add(from, len(x.tokens))
	return out
}

// notOnly reports whether a "but" belongs to "not only … but also".
func (x *reader) notOnly(i int) bool {
	for k := i - 1; k > 0; k-- {
		if x.tokens[k].text == "only" && x.tokens[k-1].text == "not" {
			return true
		}
	}
	return false
}

// says reports whether something of a claim was found among the tokens, other than names alone.
func (x *reader) says(from, to int) bool {
	s := x.span(from, to)
	for _, p := range x.found {
		if p.Span.Start >= s.Start && p.Span.End <= s.End && (p.Field == Effect || p.Field == Horizon || p.Field == Kind || p.Field == Magnitude) {
			return true
		}
	}
	return x.effectIn(from, to)
}

func (x *reader) effectIn(from, to int) bool {
	return slices.ContainsFunc(x.effect, func(e effectAt) bool { return e.at >= from && e.at < to })
}

// pairWords are words that make a claim each when they are joined: "rapid and robust", "safe and effective".
var pairWords = list("rapid|robust|fast|strong|safe|effective|sustained|durable|well tolerated|large|lasting|transient|quick|quickly|rapidly|safely|effectively|efficacious|tolerable|feasible|superior|persistent|immediate|short lived")

func (x *reader) pairs() []Part {
	for i := range x.tokens {
		_, first, ok := x.find(i, pairWords)
		if !ok || first >= len(x.tokens) || x.tokens[first].text != "and" && x.tokens[first].text != "or" && x.tokens[first].text != "but" {
			continue
		}
		if _, second, ok := x.find(first+1, pairWords); ok {
			n := len(x.tokens)
			return []Part{
				x.part(rulePair, [2]int{0, first}, [2]int{second, n}),
				x.part(rulePair, [2]int{0, i}, [2]int{first + 1, n}),
			}
		}
	}
	return nil
}

// joinedOutcomes parts a list of outcomes: "improved mood, sleep and quality of life".
func (x *reader) joinedOutcomes() []Part {
	var names []mention
	for _, m := range x.mentions {
		if m.sort == outcome && !m.used {
			names = append(names, m)
		}
	}
	for k := 0; k < len(names); k++ {
		run := []mention{names[k]}
		for k+1 < len(names) && x.joined(names[k].to, names[k+1].from) {
			k++
			run = append(run, names[k])
		}
		if len(run) > 1 {
			return x.each(ruleOutcomes, run)
		}
	}
	return nil
}

// joined reports whether only a comma, "and" or "or" stands between two tokens.
func (x *reader) joined(from, to int) bool {
	switch to - from {
	case 0:
		return strings.TrimSpace(x.tokens[to].gap) == ","
	case 1:
		return x.tokens[from].text == "and" || x.tokens[from].text == "or"
	}
	return false
}

// each is the sentence with one of the joined names at a time.
func (x *reader) each(r Rule, run []mention) []Part {
	var out []Part
	first, last := run[0].from, run[len(run)-1].to
	for _, m := range run {
		out = append(out, x.part(r, [2]int{0, first}, [2]int{m.from, m.to}, [2]int{last, len(x.tokens)}))
	}
	return out
}

// joinedTimes parts two times: "at 24 hours and at seven days".
func (x *reader) joinedTimes() []Part {
	var times []mention
	for _, p := range x.found {
		if p.Field == Horizon && p.Days != nil {
			m := mention{}
			for i, t := range x.tokens {
				if t.start == p.Span.Start {
					m.from = i
				}
				if t.end == p.Span.End {
					m.to = i + 1
				}
			}
			times = append(times, m)
		}
	}
	slices.SortFunc(times, func(a, b mention) int { return a.from - b.from })
	for k := 0; k+1 < len(times); k++ {
		if x.joined(times[k].to, times[k+1].from) {
			return x.each(ruleTimes, times[k:k+2])
		}
	}
	return nil
}
