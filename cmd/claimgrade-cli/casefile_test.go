package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRefusalsNameFileAndPath(t *testing.T) {
	set := func(base string, c change) string { return asJSON(t, with(t, base, c)) }
	for _, c := range []struct{ name, contents, says string }{
		{"unknown field", set(attritionCase, change{"facts.robst": true}), "facts.robst: There is no field of this name here. Allowed: experimental, control, total"},
		{"unknown field in an arm", set(attritionCase, change{"facts.experimental.analysed": 3}), "facts.experimental.analysed: There is no field"},
		{"unknown field at the top", set(attritionCase, change{"claim": nil}), "claim: There is no field"},
		{"reviewer's answers are no facts", set(blindingCase, change{"facts.ParticipantsAware": "yes"}), "facts.ParticipantsAware: There is no field"},
		{"field in other letters", set(attritionCase, change{"facts.Robust": true}), "facts.Robust: There is no field"},
		{"unknown word", set(blindingCase, change{"facts.control": "placebo"}), `facts.control: "placebo" is not known as a control condition. Allowed: inert, active, open.`},
		{"missing word", set(blindingCase, change{"facts.control": nil}), "facts.control: The control condition is not given."},
		{"missing count", set(blindingCase, change{"facts.participant_guesses": change{"experimental": change{"correct": 1, "wrong": 2, "dont_know": nil}, "control": change{"correct": 1, "wrong": 2, "dont_know": 3}}}), "facts.participant_guesses.experimental.dont_know: A count of guesses is missing."},
		{"text for a number", set(attritionCase, change{"facts.control.observed": "80"}), `facts.control.observed: This must be a number, but is "80".`},
		{"number for a word", set(attritionCase, change{"facts.analysis": 1}), "facts.analysis: This must be a text, but is 1."},
		{"text for yes or no", set(attritionCase, change{"facts.robust": "no"}), `facts.robust: This must be true or false, but is "no".`},
		{"list for an object", set(attritionCase, change{"facts.control": []int{1}}), "facts.control: This must be an object, but is an array."},
		{"part of a person", set(attritionCase, change{"facts.control.observed": 80.5}), "facts.control.observed: This must be a whole number, but is 80.5."},
		{"more people than numbers hold", set(attritionCase, change{"facts.control.randomised": 1e17}), "facts.control.randomised: This must be a whole number"},
		{"more observed than randomised", set(attritionCase, change{"facts.control.observed": 101}), "facts.control.observed: 101 were observed, but only 100 randomised."},
		{"negative count", set(sampleCase, change{"facts.n_control": -1}), "facts.n_control: The number in the control arm is -1."},
		{"both kinds of target", set(sampleCase, change{"claim.control_risk": 0.3}), "claim.control_risk: The claim has both"},
		{"neither kind of target", set(sampleCase, change{"claim.mid": nil}), "claim.mid: The claim has neither"},
		{"half a custom horizon", set(followCase, change{"claim.horizon": "custom", "claim.custom_low_days": 90}), "claim.custom_some_days: A custom horizon needs both bounds"},
		{"number out of range", strings.Replace(sampleCase, "2.385", "1e999", 1), "facts.se: 1e999 is outside the range of numbers."},
		{"no facts", `{"domain":"blinding"}`, "facts: The case has no facts."},
		{"no claim", set(followCase, change{"claim": nil}), "claim: The case has no claim."},
		{"no domain", `{}`, "domain: The domain is missing. Allowed: blinding, attrition, sample-size, follow-up."},
		{"another domain", `{"domain":"randomisation","facts":{}}`, `domain: "randomisation" is not a domain.`},
		{"domain is null", `{"domain":null,"facts":{}}`, "domain: The domain is missing."},
		{"domain is a number", `{"domain":3,"facts":{}}`, "domain: This must be a text, but is 3."},
		{"domain is an object", `{"domain":{},"facts":{}}`, "domain: This must be a text, but is an object."},
		{"null", `null`, "A case must be an object, but is null."},
		{"null in the list", `[null]`, "[0]: A case must be an object, but is null."},
		{"facts are null", `{"domain":"follow-up","claim":{"kind":"benefit","horizon":"short"},"facts":null}`, "facts: The case has no facts."},
		{"facts are a list", `{"domain":"attrition","facts":[]}`, "facts: This must be an object, but is an array."},
		{"nobody in an arm", set(attritionCase, change{"facts.control.randomised": 0}), "facts.control.randomised: The number randomised is 0."},
		{"a number", `3`, "A case must be an object, but is 3."},
		{"given twice", `{"domain":"attrition","facts":{"robust":true,"robust":false}}`, "facts.robust: This is given twice."},
		{"given twice in a list", `[{"domain":"attrition","facts":{}},{"domain":"attrition","domain":"blinding"}]`, "[1].domain: This is given twice."},
		{"fourth case", "[" + strings.Repeat(blindingCase+",", 3) + set(blindingCase, change{"facts.control": "x"}) + "]", `[3].facts.control: "x" is not known`},
		{"no object in the list", `[` + attritionCase + `, 7]`, "[1]: A case must be an object, but is 7."},
		{"list in the list", `[[]]`, "[0]: A case must be an object, but is an array."},
		{"syntax", "{\"domain\":\n  \"attrition\",}", "line 2, column 15: not JSON"},
		{"two values", attritionCase + "\n{}", "not JSON: invalid character '{' after top-level value"},
		{"text after the case", attritionCase + " x", "not JSON"},
		{"cut off", `{"domain": "attr`, "line 1, column 16: not JSON: unexpected end"},
		{"empty", "", "line 1, column 1: not JSON"},
		{"not a number", strings.Replace(sampleCase, "2.385", "NaN", 1), "not JSON"},
		{"Latin-1", "{\"domain\":\"\xe9\"}", "This is not UTF-8 text."},
		{"too deep", strings.Repeat("[", 20000), "not JSON"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := file(t, c.contents)
			got := start("", "rate", path)
			if got.code != exitRefused {
				t.Fatalf("exit %d, %s%s", got.code, got.out, got.stderr)
			}
			if !strings.HasPrefix(got.stderr, path+": ") || !strings.Contains(got.stderr, c.says) || strings.Count(got.stderr, "\n") != 1 {
				t.Errorf("stderr %q, want %q", got.stderr, c.says)
			}
			if in := start(c.contents, "rate", "-"); in.stderr != strings.Replace(got.stderr, path, "standard input", 1) {
				t.Errorf("from the standard input: %q", in.stderr)
			}
		})
	}
}

func TestCasesBeforeARefusedOneArePrinted(t *testing.T) {
	got := start("["+attritionCase+","+followCase+`,{"domain":"x"},`+attritionCase+"]", "rate", "-")
	if got.code != exitRefused || strings.Count(got.out, "\n") != 2 || !strings.Contains(got.stderr, "[2].domain: ") {
		t.Errorf("exit %d, %d lines, %q", got.code, strings.Count(got.out, "\n"), got.stderr)
	}
}

func TestAnEmptyListOfCasesPrintsNothing(t *testing.T) {
	if got := start(" [ ] ", "rate", "-"); got != (ran{code: exitOK}) {
		t.Errorf("%+v", got)
	}
}

func TestWholeNumbersMayBeWrittenInAnyWay(t *testing.T) {
	want := start(attritionCase, "rate", "-")
	for _, hundred := range []string{"100.0", "1e2", "1000E-1"} {
		if got := start(strings.ReplaceAll(attritionCase, "100", hundred), "rate", "-"); got != want {
			t.Errorf("%s: %+v", hundred, got)
		}
	}
}

func TestByteOrderMarkOfAnEditorIsIgnored(t *testing.T) {
	if got, want := start("\ufeff"+attritionCase, "rate", "-"), start(attritionCase, "rate", "-"); got != want {
		t.Errorf("%+v", got)
	}
}

func TestMissingFileIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no such.json")
	got := start("", "rate", path)
	if got.code != exitRefused || !strings.HasPrefix(got.stderr, path+": cannot be read: ") || got.out != "" {
		t.Errorf("%+v", got)
	}
}

func TestWrongUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"frobnicate"}, {"rate"}, {"rate", "a.json", "b.json"}, {"rate", "--fast", "a.json"}, {"rate", "a.json", "-x"}} {
		got := start("", args...)
		if got.code != exitUsage || got.out != "" || !strings.Contains(got.stderr, "CASE.json") {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestHelpIsPrinted(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}, {"rate", "-h"}, {"rate", "case.json", "--help"}} {
		got := start("", args...)
		if got.code != exitOK || got.stderr != "" || !strings.Contains(got.out, "rate CASE.json") {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestOutputThatCannotBeWrittenIsReported(t *testing.T) {
	closed, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	var stderr strings.Builder
	if code := run([]string{"rate", "-"}, strings.NewReader(attritionCase), closed, &stderr); code != exitRefused || !strings.HasPrefix(stderr.String(), "output: ") {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}

func TestNumbersKeepTheirDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-1e300, 1e300).Draw(t, "x")
		n := rapid.IntRange(-1<<53, 1<<53).Draw(t, "n")
		var read struct {
			X *float64 `json:"x"`
			N *int     `json:"n"`
		}
		v, err := parseJSON([]byte(asJSON(t, map[string]any{"x": x, "n": n})))
		if err != nil {
			t.Fatal(err)
		}
		if err := decode(v, &read); err != nil {
			t.Fatal(err)
		}
		if math.Float64bits(*read.X) != math.Float64bits(x) || *read.N != n {
			t.Fatalf("%v and %d came back as %v and %d", x, n, *read.X, *read.N)
		}
	})
}
