package rules_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

func just[T any](v T) *T { return &v }

// badness orders ratings; those without information stand outside.
var badness = map[appraisal.Rating]int{appraisal.Low: 0, appraisal.SomeConcerns: 1, appraisal.High: 2}

// sound fails unless an outcome can be shown: a rating, a trace whose rules are in the catalogue with its source, the
// rating's rule among them, and figures that are numbers. It returns the outcome as JSON.
func sound(t rapid.TB, out rules.DomainOutcome) []byte {
	t.Helper()
	if !slices.Contains(append(slices.Clone(appraisal.Ratings), appraisal.NotExtracted), out.Rating) {
		t.Fatalf("rating %q", out.Rating)
	}
	named := false
	for _, line := range out.Trace {
		r, ok := rules.Find(line.Rule)
		if !ok || line.Source != r.Source || line.Source == "" || strings.TrimSpace(line.Text) == "" || strings.Contains(line.Text, "%!") {
			t.Fatalf("trace line %+v, rule %+v", line, r)
		}
		named = named || line.Rule == out.Rule
	}
	if !named {
		t.Fatalf("rule %s is not in its trace %+v", out.Rule, out.Trace)
	}
	for name, v := range out.Figures {
		switch x := v.(type) {
		case nil, appraisal.Answer:
		case float64:
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%s is %g", name, x)
			}
		case [2]float64:
			if !(x[0] <= x[1]) {
				t.Fatalf("%s is %v", name, x)
			}
		default:
			t.Fatalf("%s is a %T", name, v)
		}
	}
	first, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	var back rules.DomainOutcome
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Fatalf("JSON changes on the way:\n%s\n%s", first, second)
	}
	return first
}

// traced reports whether a rule is in the trace.
func traced(out rules.DomainOutcome, id rules.ID) bool {
	return slices.ContainsFunc(out.Trace, func(l rules.Line) bool { return l.Rule == id })
}

// refusedAt fails unless err refuses the named field in a sentence.
func refusedAt(t rapid.TB, err error, field string) {
	t.Helper()
	if appraisal.CodeOf(err) != appraisal.CodeInvalid {
		t.Fatalf("error %v, want a refusal of %s", err, field)
	}
	e := err.(*appraisal.Error)
	if e.Field != field || !strings.HasSuffix(e.Text, ".") {
		t.Fatalf("refused %q with %q, want a sentence about %q", e.Field, e.Text, field)
	}
}

// figure compares a figure to the digits printed.
func figure(t rapid.TB, out rules.DomainOutcome, name string, want, half float64) {
	t.Helper()
	got, ok := out.Figures[name].(float64)
	if !ok || math.Abs(got-want) > half {
		t.Errorf("%s = %v, want %v", name, out.Figures[name], want)
	}
}

func TestEveryRuleHasItsOwnNameTextAndSource(t *testing.T) {
	seen := map[rules.ID]bool{}
	for _, r := range rules.All() {
		if r.ID == "" || seen[r.ID] {
			t.Errorf("rule %q is named twice or not at all", r.ID)
		}
		seen[r.ID] = true
		if !strings.HasSuffix(r.Text, ".") || r.Source == "" {
			t.Errorf("%s: text %q, source %q", r.ID, r.Text, r.Source)
		}
		if found, ok := rules.Find(r.ID); !ok || found != r {
			t.Errorf("%s is found as %+v", r.ID, found)
		}
	}
	if _, ok := rules.Find("B-R99"); ok {
		t.Error("a rule that does not exist is found")
	}
}

func TestEveryDomainAsksItsQuestions(t *testing.T) {
	count := map[appraisal.Domain]int{}
	seen := map[appraisal.Question]bool{}
	for _, q := range rules.Questions {
		if seen[q.Key] {
			t.Errorf("%s is asked twice", q.Key)
		}
		seen[q.Key] = true
		count[q.Domain]++
		if !strings.HasSuffix(q.Text, "?") || q.Help == "" || q.Source == "" {
			t.Errorf("%s: %+v", q.Key, q)
		}
	}
	for _, d := range appraisal.Domains {
		if count[d] == 0 {
			t.Errorf("nothing is asked about %s", d)
		}
	}
	if len(seen) != 12 {
		t.Errorf("%d questions, want 12", len(seen))
	}
}
