// Package timeframe reads the phrase in which a registry says when an outcome is measured, as days from the start. It
// knows words and numbers only, not the record they come from. A phrase that names no time yields none: a number is
// never guessed.
package timeframe

import (
	"math"
	"slices"
)

// Kind says what sort of time a phrase names.
type Kind string

// The kinds of time frame.
const (
	Duration Kind = "duration" // a time after the start
	Baseline Kind = "baseline" // at the start only
	Event    Kind = "event"    // until something happens: death, discharge, the end of the study
	Unstated Kind = "unstated" // a visit, a date, or nothing that could be read
)

// Days in a unit, as the import contract counts them.
const (
	second = 1.0 / 86400
	minute = 1.0 / 1440
	hour   = 1.0 / 24
	day    = 1.0
	week   = 7.0
	month  = 30.44
	year   = 365.25
)

// longest is the longest follow-up that is believed, in days: two hundred years is a slip of the pen.
const longest = 200 * year

// maxText bounds what is read of a phrase. The registry allows 255 characters.
const maxText = 4000

// Parse returns the days to the last time point that the phrase names, or nil if that is no time after the start.
func Parse(text string) (*float64, Kind) {
	p := read(text)
	if len(p.points) == 0 {
		if p.onlyBaseline() {
			zero := 0.0
			return &zero, Baseline
		}
		return nil, p.withoutTime()
	}
	if p.endsWithEvent() || p.cyclesAlone() {
		return nil, Event
	}
	last := 0.0
	for _, x := range p.points {
		last = max(last, tidy(x.days))
	}
	if last == 0 {
		return &last, Baseline
	}
	return &last, Duration
}

// Points returns every time that the phrase names after the start, in days, ascending: "Baseline, 4 and 8 weeks" is 28
// and 56. It is empty where Parse finds no time.
func Points(text string) []float64 {
	days, kind := Parse(text)
	if days == nil || kind != Duration {
		return nil
	}
	var all []float64
	for _, x := range read(text).points {
		if x.days > 0 {
			all = append(all, tidy(x.days))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// withoutTime tells a phrase about an event from one that names nothing.
func (p *phrase) withoutTime() Kind {
	for _, t := range p.tokens {
		if endings[t.text] || events[t.text] || stays[t.text] {
			return Event
		}
	}
	return Unstated
}

// onlyBaseline reports whether the phrase names the start and nothing else.
func (p *phrase) onlyBaseline() bool {
	found := false
	for _, t := range p.tokens {
		switch {
		case t.text == "baseline":
			found = true
		case t.kind == punctuation || aroundBaseline[t.text] || p.inStart(t):
		default:
			return false
		}
	}
	return found
}

// tidy takes off what binary fractions add: six months are 182.64 days, not 182.64000000000001.
func tidy(days float64) float64 { return math.Round(days*1e9) / 1e9 }

// plausible keeps numbers that can be a time.
func plausible(days float64) bool {
	return !math.IsNaN(days) && days >= 0 && days <= longest
}
