package trials

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db/starter"

	"pgregory.net/rapid"
)

func facts(pairs ...any) appraisal.Facts {
	fs := appraisal.Facts{}
	for i := 0; i < len(pairs); i += 2 {
		k := pairs[i].(appraisal.FieldKey)
		fs[k] = appraisal.Fact{Field: k, Value: pairs[i+1].(string), Status: appraisal.Reported}
	}
	return fs
}

func TestValuesThatDoNotFitTogetherAreFound(t *testing.T) {
	result := func(pairs ...any) appraisal.Trial {
		return appraisal.Trial{Results: []appraisal.Result{{UID: "r", Facts: facts(pairs...)}}}
	}
	arm := func(pairs ...any) appraisal.Trial {
		return appraisal.Trial{Arms: []appraisal.Arm{{UID: "a", Facts: facts(pairs...)}}}
	}
	parallel := func(n string, arms ...string) appraisal.Trial {
		t := appraisal.Trial{Facts: facts(appraisal.FieldDesign, "parallel", appraisal.FieldNRandomised, n)}
		for _, x := range arms {
			t.Arms = append(t.Arms, appraisal.Arm{Facts: facts(appraisal.FieldArmRandomised, x)})
		}
		return t
	}
	for _, c := range []struct {
		name  string
		trial appraisal.Trial
		want  string // part of the only sentence; empty for none
	}{
		{"analysed above randomised", arm(appraisal.FieldArmRandomised, "47", appraisal.FieldArmAnalysed, "74"), "Analysed (74) is more than randomised (47)."},
		{"all analysed", arm(appraisal.FieldArmRandomised, "47", appraisal.FieldArmAnalysed, "47"), ""},
		{"completed above treated", arm(appraisal.FieldArmTreated, "40", appraisal.FieldArmCompleted, "41"), "Completed (41)"},
		{"more guesses than people", arm(appraisal.FieldArmRandomised, "20", appraisal.FieldGuessCorrect, "15", appraisal.FieldGuessWrong, "6"), "guesses of participants add up to 21"},
		{"guesses of all", arm(appraisal.FieldArmRandomised, "20", appraisal.FieldGuessCorrect, "15", appraisal.FieldGuessWrong, "5"), ""},
		{"arms that add up", parallel("73", "48", "25"), ""},
		{"arms that do not", parallel("73", "48", "26"), "The arms add up to 74 randomised, the trial to 73."},
		{"an arm without number", parallel("73", "48", ""), ""},
		{"estimate inside", result(appraisal.FieldEstimate, "-7.95", appraisal.FieldCILow, "-12.71", appraisal.FieldCIHigh, "-3.2"), ""},
		{"estimate outside", result(appraisal.FieldEstimate, "7.95", appraisal.FieldCILow, "-12.71", appraisal.FieldCIHigh, "-3.2"), "7.95 lies outside its interval, −12.71 to −3.2"},
		{"interval the wrong way round", result(appraisal.FieldCILow, "3", appraisal.FieldCIHigh, "1"), "95 % interval, low (3) is more than 95 % interval, high (1)."},
		{"ratio as a logarithm", result(appraisal.FieldMeasure, "odds-ratio", appraisal.FieldEstimate, "-0.3"), "A ratio and its interval must be above 0"},
		{"ratio as printed", result(appraisal.FieldMeasure, "odds-ratio", appraisal.FieldEstimate, "0.3"), ""},
		{"standard error of nothing", result(appraisal.FieldSE, "0"), "standard error must be above 0"},
		{"p above one", result(appraisal.FieldPTwoSided, "1.2"), "1.2 is not between 0 and 1"},
		{"correlation above one", result(appraisal.FieldICC, "1.2"), "intracluster correlation 1.2 is not between 0 and 1"},
		{"sign against the words", result(appraisal.FieldMeasure, "mean-difference", appraisal.FieldBetter, "lower", appraisal.FieldEstimate, "5",
			appraisal.FieldDirection, "favours-experimental"), "the opposite of the direction"},
		{"sign with the words", result(appraisal.FieldMeasure, "mean-difference", appraisal.FieldBetter, "lower", appraisal.FieldEstimate, "-5",
			appraisal.FieldDirection, "favours-experimental"), ""},
		{"ratio against the words", result(appraisal.FieldMeasure, "risk-ratio", appraisal.FieldBetter, "higher", appraisal.FieldEstimate, "0.8",
			appraisal.FieldDirection, "favours-experimental"), "the opposite of the direction"},
		{"observed above randomised", result(appraisal.FieldRandExp, "20", appraisal.FieldObsExp, "22"), "Observed, experimental (22)"},
		{"more events than people", result(appraisal.FieldNExp, "20", appraisal.FieldEventsExp, "22"), "Events, experimental (22)"},
		{"total of two arms", result(appraisal.FieldNExp, "47", appraisal.FieldNCtl, "25", appraisal.FieldNTotal, "72"), ""},
		{"total of a crossover", result(appraisal.FieldNExp, "18", appraisal.FieldNCtl, "18", appraisal.FieldNTotal, "18"), ""},
		{"total of neither", result(appraisal.FieldNExp, "47", appraisal.FieldNCtl, "25", appraisal.FieldNTotal, "27"), "47 and 25 do not make 27"},
		{"read after the last reading", result(appraisal.FieldDay, "28", appraisal.FieldLastAny, "7"), "Day (28)"},
		{"controlled beyond the end", appraisal.Trial{Facts: facts(appraisal.FieldControlled, "28", appraisal.FieldTotalFollowUp, "7")}, "Controlled phase (28)"},
		{"planned number not reached", appraisal.Trial{Facts: facts(appraisal.FieldPlannedN, "104", appraisal.FieldNRandomised, "65", appraisal.FieldPlannedNMet, "yes")}, "65 of 104"},
		{"a year of five figures", appraisal.Trial{Facts: facts(appraisal.FieldYear, "20133")}, "20133"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := warnings(c.trial)
			if c.want == "" && len(found) > 0 || c.want != "" && (len(found) != 1 || !strings.Contains(found[0].text, c.want)) {
				t.Errorf("found %v, want %q", found, c.want)
			}
		})
	}
}

func TestWarningsNameWhoseValuesTheyAre(t *testing.T) {
	trial := appraisal.Trial{
		Arms:    []appraisal.Arm{{UID: "a", Name: "ketamine", Facts: facts(appraisal.FieldArmRandomised, "1", appraisal.FieldArmTreated, "2")}},
		Results: []appraisal.Result{{UID: "r", Name: "MADRS", Facts: facts(appraisal.FieldSE, "-1")}},
	}
	found := warnings(trial)
	if got := of(found, "r"); !slices.Equal(got, []string{"The standard error must be above 0."}) {
		t.Errorf("of the result: %v", got)
	}
	if got := named(found, trial); len(got) != 2 || !strings.HasPrefix(got[0], "ketamine: Treated (2)") || !strings.HasPrefix(got[1], "MADRS: ") {
		t.Errorf("of all: %v", got)
	}
}

func TestTheStarterLibraryFitsTogether(t *testing.T) {
	c, err := starter.Content()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range c.Trials {
		for _, w := range named(warnings(x), x) {
			t.Errorf("%s: %s", x.Name, w)
		}
	}
}

func TestEveryChoiceHasANameOfItsOwn(t *testing.T) {
	for _, f := range appraisal.Fields {
		seen := map[string]bool{notReported: true, notExtracted: true}
		for _, c := range f.Choices {
			if n := choiceName(c); n == "" || seen[n] {
				t.Errorf("%s: %q is called %q, as another choice is", f.Label, c, n)
			} else {
				seen[n] = true
			}
		}
	}
}

// A draft shows what is typed until the file has it, and otherwise what the file has.
func TestADraftNeverLosesWhatIsTypedNorWhatOthersStored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var d draft[int]
		var file int
		var queue []int // own values on their way to the file
		d.take(file, false)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			switch rapid.IntRange(0, 2).Draw(t, "step") {
			case 0: // typed
				v := rapid.IntRange(0, 3).Draw(t, "typed")
				if v == d.now {
					continue
				}
				d.set(v)
				queue = append(queue[:0:0], v) // a newer value replaces one that waits
			case 1: // stored, then read
				if len(queue) > 0 {
					file, queue = queue[0], nil
				}
				d.take(file, false)
			case 2: // undone or changed elsewhere, which waits for its turn
				if len(queue) == 0 {
					file = rapid.IntRange(0, 3).Draw(t, "elsewhere")
				}
				d.take(file, len(queue) > 0)
			}
			want := file
			if len(queue) > 0 {
				want = queue[0]
			}
			if d.now != want {
				t.Fatalf("shows %d, want %d", d.now, want)
			}
		}
	})
}
