package revman

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/table"
)

// outcomeType says which numbers an outcome has. RevMan writes 0 into the columns of the others.
type outcomeType int

const (
	unsaid      outcomeType = iota
	dichotomous             // numbers and events; also of observed minus expected
	continuous              // numbers, means and standard deviations
	contrast                // only an estimate of the effect, and numbers at times
)

// setting reads which type of outcome an analysis is of.
func (r *rowReader) setting(row table.Row) {
	a := r.analysisOf(row)
	said := unsaid
	switch word := strings.ToLower(r.at(row, "data type")); {
	case strings.HasPrefix(word, "dichotomous"), strings.HasPrefix(word, "o-e"):
		said = dichotomous
	case strings.HasPrefix(word, "continuous"):
		said = continuous
	case strings.HasPrefix(word, "contrast"), strings.HasPrefix(word, "generic inverse"):
		said = contrast
	}
	if before, known := r.types[a]; known && before != said {
		said = unsaid // two reviews in one archive: the numbers must tell
	}
	r.types[a] = said
	measure := string(exchange.Plain(r.at(row, "effect measure")))
	if before, known := r.measures[a]; known && before != measure {
		measure = ""
	}
	r.measures[a] = measure
}

func (s sheet) analysisOf(row table.Row) analysis {
	return analysis{s.at(row, "analysis group"), s.at(row, "analysis number")}
}

// seen is what the rows of an analysis have: something else than 0, or anything at all.
type seen struct{ events, spread, effect, cases bool }

func (s seen) outcome() outcomeType {
	switch {
	case s.events && s.spread:
		return unsaid
	case s.spread:
		return continuous
	case s.events || s.cases && !s.effect: // or nobody had an event
		return dichotomous
	case s.effect:
		return contrast
	}
	return unsaid
}

// guess goes through the rows to see by their numbers which type of outcome each analysis is of.
func guess(t sheet) map[analysis]outcomeType {
	of := map[analysis]seen{}
	rows := *t.Rows
	for {
		row, ok := rows.Next()
		if !ok {
			break
		}
		other := func(names ...string) bool {
			return slices.ContainsFunc(names, func(n string) bool {
				x, _ := number(t.at(row, n))
				return x != nil && *x != 0
			})
		}
		a := t.analysisOf(row)
		s := of[a]
		s.events = s.events || other("experimental cases", "control cases")
		s.spread = s.spread || other("experimental sd", "control sd", "experimental mean", "control mean")
		s.effect = s.effect || other("giv se")
		s.cases = s.cases || value(t.at(row, "experimental cases")) != ""
		of[a] = s
	}
	out := make(map[analysis]outcomeType, len(of))
	for a, s := range of {
		out[a] = s.outcome()
	}
	return out
}

// readResult reads the numbers of both groups.
func (r *rowReader) readResult(s *study, row table.Row, say func(string, ...any)) {
	a := r.analysisOf(row)
	is := r.types[a]
	if is == unsaid {
		is = r.guessed[a]
	}
	side := func(group string) exchange.Side {
		read := func(name string) *float64 {
			x, ok := number(r.at(row, group+" "+name))
			if !ok {
				say("%s %s: “%s” is no number of persons or measurement.", group, name, exchange.Plain(short(r.at(row, group+" "+name))))
			}
			return x
		}
		out := exchange.Side{N: count(read("n"))}
		switch is {
		case dichotomous:
			out.Events = count(read("cases"))
		case continuous:
			out.Mean, out.SD = read("mean"), read("sd")
		case contrast:
			if out.N != nil && *out.N == 0 {
				out.N = nil
			}
		case unsaid:
			out.Events, out.Mean, out.SD = count(read("cases")), read("mean"), read("sd")
		}
		return out
	}
	result := exchange.Result{Outcome: string(exchange.Plain(r.at(row, "analysis name"))), Experimental: side("experimental"), Control: side("control")}
	if result.Outcome == "" {
		say("The row does not name its analysis.")
	}
	if is == contrast {
		r.readEstimate(&result, row, a)
	}
	if key := allOf(result); !s.has[key] { // one result in several comparisons is still one
		s.has[key] = true
		s.Trial.Results = append(s.Trial.Results, result)
	}
}

// allOf is everything that a result says.
func allOf(x exchange.Result) string {
	parts := []string{x.Outcome, x.Measure}
	for _, n := range []*float64{x.Estimate, x.SE, x.Experimental.N, x.Experimental.Events, x.Experimental.Mean, x.Experimental.SD,
		x.Control.N, x.Control.Events, x.Control.Mean, x.Control.SD} {
		parts = append(parts, numberText(n))
	}
	return strings.Join(parts, "\x00")
}

// readEstimate reads the estimate of a row that has no numbers of groups to compute it from. RevMan writes 0 for none.
func (r *rowReader) readEstimate(x *exchange.Result, row table.Row, a analysis) {
	estimate, _ := number(r.at(row, "giv mean"))
	se, _ := number(r.at(row, "giv se"))
	switch x.Measure = r.measures[a]; {
	case estimate == nil || se == nil || *se <= 0:
	case x.Measure == "":
		r.only++
	default:
		x.Estimate, x.SE = estimate, se
	}
}

// number reads a cell. It is nil where the cell is empty; ok is false where it holds something else.
func number(cell string) (x *float64, ok bool) {
	cell = value(cell)
	if cell == "" {
		return nil, true
	}
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return nil, false
	}
	return &n, true
}

// count is nil for what cannot be a number of persons.
func count(x *float64) *float64 {
	if x != nil && *x < 0 {
		return nil
	}
	return x
}
