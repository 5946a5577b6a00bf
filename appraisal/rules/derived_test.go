package rules

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"pgregory.net/rapid"
)

func recorded(pairs ...any) appraisal.Facts {
	fs := appraisal.Facts{}
	for i := 0; i < len(pairs); i += 2 {
		k := pairs[i].(appraisal.FieldKey)
		fs[k] = appraisal.Fact{Field: k, Value: pairs[i+1].(string), Status: appraisal.Reported}
	}
	return fs
}

func TestWhatFollowsFromRecordedValuesIsDerived(t *testing.T) {
	result := func(pairs ...any) appraisal.Trial {
		return appraisal.Trial{Results: []appraisal.Result{{UID: "r", Facts: recorded(pairs...)}}}
	}
	arms := func(randomised, analysed string, own ...any) appraisal.Trial {
		return appraisal.Trial{
			Arms: []appraisal.Arm{{UID: "e", Facts: recorded(appraisal.FieldArmRandomised, randomised, appraisal.FieldArmAnalysed, analysed)},
				{UID: "c", Facts: recorded(appraisal.FieldArmRandomised, "26")}},
			Results: []appraisal.Result{{UID: "r", ExperimentalUID: "e", ControlUID: "c", Facts: recorded(own...)}},
		}
	}
	type key = appraisal.FieldKey
	for _, c := range []struct {
		name  string
		trial appraisal.Trial
		at    key
		want  string // empty for nothing
	}{
		{"lost of an arm", arms("50", "47"), appraisal.FieldArmAnalysed, "= 3 lost (6 %)"},
		{"none lost", arms("50", "50"), appraisal.FieldArmAnalysed, "= 0 lost (0 %)"},
		{"more analysed than there were", arms("47", "50"), appraisal.FieldArmAnalysed, ""},
		{"size from the arm", arms("50", "47"), appraisal.FieldRandExp, "= 50 from the arm"},
		{"analysed from the arm", arms("50", "47"), appraisal.FieldNExp, "= 47 from the arm"},
		{"analysed from the arm's randomised", arms("50", "47"), appraisal.FieldNCtl, "= 26 from the arm"},
		{"total of both", arms("50", "47"), appraisal.FieldRandTotal, "= 76 from both arms"},
		{"total with the result's own number", arms("50", "47", appraisal.FieldRandExp, "49"), appraisal.FieldRandTotal, "= 75 from both arms"},
		{"lost of a result", result(appraisal.FieldRandExp, "80", appraisal.FieldObsExp, "70"), appraisal.FieldObsExp, "= 10 lost (12.5 %)"},
		{"risk", result(appraisal.FieldNExp, "47", appraisal.FieldEventsExp, "30"), appraisal.FieldEventsExp, "= 63.8 % of those analysed"},
		{"more events than people", result(appraisal.FieldNExp, "20", appraisal.FieldEventsExp, "30"), appraisal.FieldEventsExp, ""},
		{"standard error from the interval", result(appraisal.FieldMeasure, "mean-difference", appraisal.FieldCILow, "-12.71", appraisal.FieldCIHigh, "-3.2"), appraisal.FieldSE, "= 2.43 from the interval"},
		{"of a ratio", result(appraisal.FieldMeasure, "odds-ratio", appraisal.FieldCILow, "1", appraisal.FieldCIHigh, "4"), appraisal.FieldSE, "= 0.354 from the interval"},
		{"of a ratio as a logarithm", result(appraisal.FieldMeasure, "odds-ratio", appraisal.FieldCILow, "-1", appraisal.FieldCIHigh, "4"), appraisal.FieldSE, ""},
		{"of an interval upside down", result(appraisal.FieldMeasure, "mean-difference", appraisal.FieldCILow, "4", appraisal.FieldCIHigh, "1"), appraisal.FieldSE, ""},
		{"from p", result(appraisal.FieldMeasure, "mean-difference", appraisal.FieldEstimate, "-1.96", appraisal.FieldPTwoSided, "0.05"), appraisal.FieldSE, "= 1 from p"},
		{"from a p of one", result(appraisal.FieldMeasure, "mean-difference", appraisal.FieldEstimate, "-1.96", appraisal.FieldPTwoSided, "1"), appraisal.FieldSE, ""},
		{"of a slope", result(appraisal.FieldMeasure, "slope", appraisal.FieldCILow, "1", appraisal.FieldCIHigh, "4"), appraisal.FieldSE, ""},
		{"interval", result(appraisal.FieldMeasure, "mean-difference", appraisal.FieldEstimate, "-5", appraisal.FieldSE, "1"), appraisal.FieldCILow, "= −6.96 from the standard error"},
		{"a lower score is better", result(appraisal.FieldMeasure, "mean-difference", appraisal.FieldBetter, "lower", appraisal.FieldEstimate, "-5"), appraisal.FieldEstimate, "= favours experimental"},
		{"more response is better", result(appraisal.FieldMeasure, "risk-ratio", appraisal.FieldBetter, "higher", appraisal.FieldEstimate, "0.8"), appraisal.FieldEstimate, "= favours control"},
		{"no difference", result(appraisal.FieldMeasure, "risk-ratio", appraisal.FieldBetter, "higher", appraisal.FieldEstimate, "1"), appraisal.FieldEstimate, "= no difference"},
		{"nobody says what is better", result(appraisal.FieldMeasure, "risk-ratio", appraisal.FieldEstimate, "0.8"), appraisal.FieldEstimate, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, d := range Derivations(c.trial) {
				if d.Field != c.at {
					continue
				}
				if d.Formula == "" || got != "" {
					t.Errorf("%+v comes second to %q or without formula", d, got)
				}
				got = d.Text
			}
			if got != c.want {
				t.Errorf("derived %q, want %q", got, c.want)
			}
		})
	}
}

// What the page shows must be what the rules reckon with.
func TestTheDerivedStandardErrorIsTheOneThatTheRulesUse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(name string, low, high float64) string {
			return strconv.FormatFloat(rapid.Float64Range(low, high).Draw(t, name), 'f', 3, 64)
		}
		fs := recorded(appraisal.FieldMeasure, string(rapid.SampledFrom(appraisal.Measures).Draw(t, "measure")),
			appraisal.FieldEstimate, number("estimate", 1, 3), appraisal.FieldPTwoSided, number("p", 0.001, 0.9))
		if rapid.Bool().Draw(t, "interval") {
			fs[appraisal.FieldCILow] = appraisal.Fact{Value: number("low", -0.5, 1)}
			fs[appraisal.FieldCIHigh] = appraisal.Fact{Value: number("high", 3, 5)}
		}
		trial := appraisal.Trial{Results: []appraisal.Result{{UID: "r", Facts: fs}}}
		e := readEstimate(newReader(appraisal.Linked{Trial: trial, Link: appraisal.Link{ResultUID: "r"}}))
		for _, d := range Derivations(trial) {
			if d.Field != appraisal.FieldSE {
				continue
			}
			shown, err := strconv.ParseFloat(strings.Fields(d.Text)[1], 64)
			if err != nil || e == nil || e.se == nil || math.Abs(shown-*e.se) > 0.006**e.se {
				t.Fatalf("%q is shown, the rules read %+v", d.Text, e)
			}
		}
	})
}
