package appraisal

import (
	"math"
	"strconv"
	"strings"
)

// Validate says in one sentence what keeps the fact from being stored.
func (f Fact) Validate() error {
	field, ok := FieldOf(f.Field)
	if !ok {
		return Invalidf(string(f.Field), "%q is not a field of a trial, arm or result.", f.Field)
	}
	if f.Status == StatusNotStated {
		return nil
	}
	return field.Check(f.Value)
}

// Check says in one sentence what is wrong with a value of this field, or returns nil.
func (f Field) Check(value string) error {
	v := strings.TrimSpace(value)
	if v == "" {
		return Invalidf(string(f.Key), "%s: empty. Enter a value, mark it as not reported, or remove the fact.", f.Label)
	}
	switch f.Kind {
	case WholeNumber:
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 {
			return Invalidf(string(f.Key), "%s: %q is not a whole number of 0 or more.", f.Label, value)
		}
	case DecimalNum, DaysValue:
		x, err := strconv.ParseFloat(v, 64)
		if wrong := err != nil || math.IsNaN(x) || math.IsInf(x, 0); wrong && f.Kind == DaysValue {
			return Invalidf(string(f.Key), "%s: %q is no time. Write days, or give the unit, such as 40 min, 2 h or 3 weeks.", f.Label, value)
		} else if wrong {
			return Invalidf(string(f.Key), "%s: %q is not a number. Write it with a decimal point, such as 7.95.", f.Label, value)
		}
		if f.Kind == DaysValue && x < 0 {
			return Invalidf(string(f.Key), "%s: days are counted from the first dose and cannot be below 0.", f.Label)
		}
	case ChoiceValue:
		if !oneOf(v, f.Choices) {
			return Invalidf(string(f.Key), "%s: %q is not one of %s.", f.Label, value, strings.Join(f.Choices, ", "))
		}
	}
	return nil
}
