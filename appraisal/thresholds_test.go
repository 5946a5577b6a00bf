package appraisal

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"
)

func TestEveryNumberOfASetIsListedOnce(t *testing.T) {
	fields := reflect.TypeOf(Thresholds{})
	keys := map[string]bool{}
	for _, x := range ThresholdList {
		if keys[x.Key] {
			t.Errorf("%s is listed twice", x.Key)
		}
		keys[x.Key] = true
		var s Thresholds
		*x.Of(&s) = 7
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var read map[string]any
		if err := json.Unmarshal(text, &read); err != nil {
			t.Fatal(err)
		}
		if read[x.Key] != 7.0 {
			t.Errorf("%s is another number in JSON", x.Key)
		}
	}
	if len(keys) != fields.NumField()-1 { // all but the name
		t.Errorf("%d of %d numbers are listed", len(keys), fields.NumField()-1)
	}
}

func TestTheProgramsOwnSetsAreValidAndInOrder(t *testing.T) {
	for _, name := range ThresholdSets {
		s, ok := BuiltIn(name)
		if !ok {
			t.Fatalf("no set %s", name)
		}
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, x := range ThresholdList {
		low, high := x.Strict, x.Lenient
		if x.Up {
			low, high = high, low
		}
		if x.Default < low || x.Default > high {
			t.Errorf("%s: %v, %v, %v are not in order", x.Key, x.Strict, x.Default, x.Lenient)
		}
	}
}

func TestASetThatContradictsItselfIsRefusedAtTheNumber(t *testing.T) {
	for _, c := range []struct {
		name   string
		field  string
		change func(*Thresholds)
	}{
		{"no name", "name", func(s *Thresholds) { s.Name = " " }},
		{"the name of another set", "name", func(s *Thresholds) { s.Name = "Strict" }},
		{"not a number", "much_lost", func(s *Thresholds) { s.MuchLost = math.NaN() }},
		{"out of range", "rrr", func(s *Thresholds) { s.RRR = 1.5 }},
		{"little above much", "little_lost", func(s *Thresholds) { s.LittleLost = 30 }},
		{"a part after the whole", "short_some", func(s *Thresholds) { s.ShortSome = 100 }},
	} {
		s, _ := BuiltIn(DefaultSet)
		s.Name = "ours"
		c.change(&s)
		var e *Error
		if !errors.As(s.Validate(), &e) || e.Field != c.field {
			t.Errorf("%s: %v", c.name, s.Validate())
		}
	}
}
