package rules

import (
	"math"
	"strings"

	"claimgrade/appraisal"
)

// inputs checks the facts of one domain and keeps the first refusal: an error that names the JSON path of the field
// and says in a sentence what is wrong. Absent values pass; required says what must be there.
type inputs struct{ err error }

func (in *inputs) refuse(field, format string, args ...any) {
	if in.err == nil {
		in.err = appraisal.Invalidf(field, format, args...)
	}
}

// required refuses a missing value; how says what to do about it.
func (in *inputs) required(field string, given bool, how string) {
	if !given {
		in.refuse(field, "%s", how)
	}
}

// word refuses a value that is not one of the allowed words.
func (in *inputs) word(field, name, value string, allowed []string) {
	if value == "" {
		return
	}
	for _, w := range allowed {
		if w == value {
			return
		}
	}
	in.refuse(field, "%q is not known as %s. Allowed: %s.", value, name, strings.Join(allowed, ", "))
}

// largestCount keeps sums and percentages of counts exact.
const largestCount = 1_000_000_000

// count refuses numbers of people below least or absurdly large.
func (in *inputs) count(field, name string, n *int, least int) {
	switch {
	case n == nil:
	case *n < least:
		in.refuse(field, "%s is %d. It must be a whole number of %d or more.", name, *n, least)
	case *n > largestCount:
		in.refuse(field, "%s is %d, more people than there can be in a trial. Check the number.", name, *n)
	}
}

// largestDay is longer than any trial lasts: about 2700 years. Sizes beyond it would leave the range of numbers.
const largestDay = 1_000_000

// days refuses times below 0, numbers that are none and times that no trial can last.
func (in *inputs) days(field, name string, x *float64) {
	switch {
	case x == nil:
	case !finite(*x) || *x < 0:
		in.refuse(field, "%s is %v. Days are counted from the first dose: a number of 0 or more.", name, *x)
	case *x > largestDay:
		in.refuse(field, "%s is %v, more days than a trial can last. Check the number and its unit.", name, *x)
	}
}

// positive refuses 0, negative values and numbers that are none.
func (in *inputs) positive(field, name string, x *float64) {
	if x != nil && (!finite(*x) || *x <= 0) {
		in.refuse(field, "%s is %v. It must be a number above 0.", name, *x)
	}
}

// share refuses what is not strictly between 0 and 1.
func (in *inputs) share(field, name string, x *float64) {
	if x != nil && (!finite(*x) || *x <= 0 || *x >= 1) {
		in.refuse(field, "%s is %v. It must be a share between 0 and 1, such as 0.25.", name, *x)
	}
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// words are typed words as plain ones.
func words[T ~string](typed []T) []string {
	plain := make([]string, len(typed))
	for i, w := range typed {
		plain[i] = string(w)
	}
	return plain
}

// answerWord is an answer as the screen says it.
func answerWord(a appraisal.Answer) string {
	switch a {
	case appraisal.Yes:
		return "Yes"
	case appraisal.ProbablyYes:
		return "Probably yes"
	case appraisal.ProbablyNo:
		return "Probably no"
	case appraisal.No:
		return "No"
	case appraisal.NoInfo:
		return "No information"
	}
	return ""
}

// noFigures are the figures of a domain before any is computed: every name is there, as null. A quiet rating has none.
func noFigures(quiet bool, names ...string) map[string]any {
	if quiet {
		return nil
	}
	f := make(map[string]any, len(names))
	for _, n := range names {
		f[n] = nil
	}
	return f
}
