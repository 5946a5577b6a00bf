package main

import (
	"encoding/json"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// atThresholds puts a set into an attrition case that loses 7 % in both arms: little by the lenient set, not by the default.
func atThresholds(set string) string {
	return `{"domain": "attrition", "facts": {"experimental": {"randomised": 100, "observed": 93}, "control": {"randomised": 100, "observed": 93}}` + set + `}`
}

func TestACaseIsRatedByTheThresholdsItNames(t *testing.T) {
	for set, want := range map[string]struct{ rating, says string }{
		``:                          {"some-concerns", "the default set"},
		`, "thresholds": null`:      {"some-concerns", "the default set"},
		`, "thresholds": "default"`: {"some-concerns", "the default set"},
		`, "thresholds": "lenient"`: {"low", "the lenient set"},
		`, "thresholds": {"name": "ours", "little_lost": 8, "little_difference": 6}`: {"low", "the set “ours”: little_lost 8 instead of 5, little_difference 6 instead of 5"},
	} {
		got := start(atThresholds(set), "rate", "-")
		var o rules.DomainOutcome
		if err := json.Unmarshal([]byte(got.out), &o); err != nil {
			t.Fatalf("%s: %v %s", set, err, got.stderr)
		}
		if string(o.Rating) != want.rating || !strings.Contains(got.out, want.says) {
			t.Errorf("%s: %s", set, got.out)
		}
	}
}

func TestEveryDomainTakesASetOfThresholds(t *testing.T) {
	d := diceOf(7)
	for _, domain := range domains {
		for range 20 {
			c := d.rateCase(domain)
			c["thresholds"] = "strict"
			got := start(asJSON(t, c), "rate", "-")
			if got.code == exitOK && !strings.Contains(got.out, "the strict set") {
				t.Fatalf("%s: %s", domain, got.out)
			}
		}
	}
}

func TestThresholdsThatAreNoneAreRefusedByTheirPath(t *testing.T) {
	for set, says := range map[string]string{
		`"harsh"`:                           `thresholds: "harsh" is no set that comes with the program. Allowed: strict, default, lenient`,
		`7`:                                 `thresholds: This must be an object, but is 7.`,
		`{"few_people": 60}`:                `thresholds.name: The set has no name.`,
		`{"name": "x", "fewpeople": 60}`:    `thresholds.fewpeople: There is no threshold of this name. Allowed: name, guess_difference, `,
		`{"name": "x", "few_people": "60"}`: `thresholds.few_people: This must be a number, but is "60".`,
		`{"name": "x", "egger_p": 2}`:       `thresholds.egger_p: `,
		`{"name": "x", "few_people": 60, "many_people": 20}`: `thresholds.few_people: “People analysed: few” may not be above`,
		`{"name": "strict", "few_people": 60}`:               `thresholds.name: “strict” is a set that comes with the program.`,
	} {
		got := start(atThresholds(`, "thresholds": `+set), "rate", "-")
		if got.code != exitRefused || !strings.HasPrefix(got.stderr, "standard input: "+says) {
			t.Errorf("%s: exit %d, %s", set, got.code, got.stderr)
		}
		c := diceOf(3).judgeCase()
		c["options"] = json.RawMessage(`{"thresholds": ` + set + `}`)
		got = start(asJSON(t, c), "judge", "-")
		if got.code != exitRefused || !strings.HasPrefix(got.stderr, "standard input: options."+says) {
			t.Errorf("judge %s: exit %d, %s", set, got.code, got.stderr)
		}
	}
}

func TestAClaimIsJudgedByTheThresholdsItsCaseNames(t *testing.T) {
	c := diceOf(3).judgeCase()
	c["options"] = json.RawMessage(`{"direction_of_bias": false, "thresholds": {"name": "ours", "large_factor": 3}}`)
	got := start(asJSON(t, c), "judge", "-")
	if got.code != exitOK || !strings.Contains(got.out, "the set “ours”: large_factor 3 instead of 2") {
		t.Errorf("%+v", got)
	}
}

// What `verdict` prints as its case names the set in force, so that `judge` comes to the same.
func TestAPrintedCaseNamesItsThresholds(t *testing.T) {
	strict, _ := appraisal.BuiltIn(appraisal.StrictSet)
	own, _ := appraisal.BuiltIn(appraisal.DefaultSet)
	own.Name, own.FewPeople = "ours", 60
	plain, _ := appraisal.BuiltIn(appraisal.DefaultSet)
	for want, set := range map[string]*appraisal.Thresholds{
		`{"direction_of_bias":null,"thresholds":"strict"}`:                        &strict,
		`{"direction_of_bias":null,"thresholds":{"few_people":60,"name":"ours"}}`: &own,
		`{"direction_of_bias":null}`:                                              &plain,
	} {
		f := fileOf(&rules.JudgeCase{Options: rules.JudgeOptions{Thresholds: set}})
		if got := asJSON(t, f.Options); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		var again caseFile
		if err := json.Unmarshal([]byte(asJSON(t, f)), &again); err != nil {
			t.Fatal(err)
		}
		if c := again.asCase(); *c.Options.Thresholds.OrDefault() != *set {
			t.Errorf("%s was read as %+v", want, c.Options.Thresholds)
		}
	}
}
