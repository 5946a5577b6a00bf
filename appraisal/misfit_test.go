package appraisal

import (
	"strings"
	"testing"
)

func factsOf(pairs ...any) Facts {
	fs := Facts{}
	for i := 0; i < len(pairs); i += 2 {
		k := pairs[i].(FieldKey)
		fs[k] = Fact{Field: k, Value: pairs[i+1].(string), Status: Reported}
	}
	return fs
}

func TestValuesThatDoNotFitTogetherAreFound(t *testing.T) {
	result := func(pairs ...any) Trial {
		return Trial{Results: []Result{{UID: "r", Facts: factsOf(pairs...)}}}
	}
	arm := func(pairs ...any) Trial {
		return Trial{Arms: []Arm{{UID: "a", Facts: factsOf(pairs...)}}}
	}
	parallel := func(n string, arms ...string) Trial {
		t := Trial{Facts: factsOf(FieldDesign, "parallel", FieldNRandomised, n)}
		for _, x := range arms {
			t.Arms = append(t.Arms, Arm{Facts: factsOf(FieldArmRandomised, x)})
		}
		return t
	}
	for _, c := range []struct {
		name  string
		trial Trial
		want  string // part of the only sentence; empty for none
	}{
		{"analysed above randomised", arm(FieldArmRandomised, "47", FieldArmAnalysed, "74"), "Analysed (74) is more than randomised (47)."},
		{"all analysed", arm(FieldArmRandomised, "47", FieldArmAnalysed, "47"), ""},
		{"completed above treated", arm(FieldArmTreated, "40", FieldArmCompleted, "41"), "Completed (41)"},
		{"more guesses than people", arm(FieldArmRandomised, "20", FieldGuessCorrect, "15", FieldGuessWrong, "6"), "guesses of participants add up to 21"},
		{"guesses of all", arm(FieldArmRandomised, "20", FieldGuessCorrect, "15", FieldGuessWrong, "5"), ""},
		{"arms that add up", parallel("73", "48", "25"), ""},
		{"arms that do not", parallel("73", "48", "26"), "The arms add up to 74 randomised, the trial to 73."},
		{"an arm above the trial", parallel("73", "74", ""), "74 were randomised to “”, more than in the whole trial (73)."},
		{"an arm without number", parallel("73", "48", ""), ""},
		{"estimate inside", result(FieldEstimate, "-7.95", FieldCILow, "-12.71", FieldCIHigh, "-3.2"), ""},
		{"estimate outside", result(FieldEstimate, "7.95", FieldCILow, "-12.71", FieldCIHigh, "-3.2"), "7.95 lies outside its interval, −12.71 to −3.2"},
		{"interval the wrong way round", result(FieldCILow, "3", FieldCIHigh, "1"), "95 % interval, low (3) is more than 95 % interval, high (1)."},
		{"ratio as a logarithm", result(FieldMeasure, "odds-ratio", FieldEstimate, "-0.3"), "A ratio and its interval must be above 0"},
		{"ratio as printed", result(FieldMeasure, "odds-ratio", FieldEstimate, "0.3"), ""},
		{"standard error of nothing", result(FieldSE, "0"), "standard error must be above 0"},
		{"p above one", result(FieldPTwoSided, "1.2"), "1.2 is not between 0 and 1"},
		{"correlation above one", result(FieldICC, "1.2"), "intracluster correlation 1.2 is not between 0 and 1"},
		{"sign against the words", result(FieldMeasure, "mean-difference", FieldBetter, "lower", FieldEstimate, "5",
			FieldDirection, "favours-experimental"), "the opposite of the direction"},
		{"sign with the words", result(FieldMeasure, "mean-difference", FieldBetter, "lower", FieldEstimate, "-5",
			FieldDirection, "favours-experimental"), ""},
		{"ratio against the words", result(FieldMeasure, "risk-ratio", FieldBetter, "higher", FieldEstimate, "0.8",
			FieldDirection, "favours-experimental"), "the opposite of the direction"},
		{"observed above randomised", result(FieldRandExp, "20", FieldObsExp, "22"), "Observed, experimental (22)"},
		{"more events than people", result(FieldNExp, "20", FieldEventsExp, "22"), "Events, experimental (22)"},
		{"total of two arms", result(FieldNExp, "47", FieldNCtl, "25", FieldNTotal, "72"), ""},
		{"total of a crossover", result(FieldNExp, "18", FieldNCtl, "18", FieldNTotal, "18"), ""},
		{"total of neither", result(FieldNExp, "47", FieldNCtl, "25", FieldNTotal, "27"), "47 and 25 do not make 27"},
		{"read after the last reading", result(FieldDay, "28", FieldLastAny, "7"), "Day (28)"},
		{"controlled beyond the end", Trial{Facts: factsOf(FieldControlled, "28", FieldTotalFollowUp, "7")}, "Controlled phase (28)"},
		{"planned number not reached", Trial{Facts: factsOf(FieldPlannedN, "104", FieldNRandomised, "65", FieldPlannedNMet, "yes")}, "65 of 104"},
		{"analysed one above randomised", arm(FieldArmRandomised, "47", FieldArmAnalysed, "48"), "Analysed (48) is more than randomised (47)."},
		{"more guesses than analysed", arm(FieldArmRandomised, "30", FieldArmAnalysed, "20", FieldGuessCorrect, "15", FieldGuessWrong, "6"), "add up to 21, but 20 were analysed"},
		{"guesses of all analysed", arm(FieldArmAnalysed, "21", FieldGuessCorrect, "15", FieldGuessWrong, "6"), ""},
		{"first reading after the last", result(FieldFirstDay, "8", FieldLastAny, "7"), "First controlled reading (8) is more than last reading of any kind (7)."},
		{"first reading is the last", result(FieldFirstDay, "7", FieldLastAny, "7"), ""},
		{"hours above minutes", result(FieldFirstDay, "0.167", FieldLastAny, "0.028"), "(4 hours) is more than last reading of any kind (40 minutes)"},
		{"p against the interval", result(FieldMeasure, "mean-difference", FieldCILow, "-1", FieldCIHigh, "3", FieldPTwoSided, "0.01"), "p (0.01) says that there is a difference"},
		{"printed p against the interval", result(FieldMeasure, "odds-ratio", FieldCILow, "0.8", FieldCIHigh, "3", FieldP, "P < .001"), "p (P < .001) says that there is a difference"},
		{"large p against the interval", result(FieldMeasure, "risk-ratio", FieldCILow, "1.1", FieldCIHigh, "3", FieldP, "= 0.2"), "may be no difference"},
		{"p near the line", result(FieldMeasure, "mean-difference", FieldCILow, "-0.1", FieldCIHigh, "3", FieldPTwoSided, "0.047"), ""},
		{"p on the other side of the line", result(FieldMeasure, "mean-difference", FieldCILow, "0.1", FieldCIHigh, "3", FieldPTwoSided, "0.053"), ""},
		{"interval that touches no difference", result(FieldMeasure, "mean-difference", FieldCILow, "0", FieldCIHigh, "3", FieldPTwoSided, "0.01"), ""},
		{"p below a bound that says little", result(FieldMeasure, "mean-difference", FieldCILow, "1", FieldCIHigh, "3", FieldP, "<0.10"), ""},
		{"p in words", result(FieldMeasure, "mean-difference", FieldCILow, "-1", FieldCIHigh, "3", FieldP, "0.01, one-sided"), ""},
		{"p of a slope", result(FieldMeasure, "slope", FieldCILow, "-1", FieldCIHigh, "3", FieldPTwoSided, "0.01"), ""},
		{"means against the estimate", result(FieldMeasure, "mean-difference", FieldEstimate, "4", FieldMeanExp, "10", FieldMeanCtl, "15"), "opposite sign"},
		{"means with the estimate", result(FieldMeasure, "mean-difference", FieldEstimate, "-4", FieldMeanExp, "10", FieldMeanCtl, "15"), ""},
		{"randomised arms and total", result(FieldRandExp, "48", FieldRandCtl, "25", FieldRandTotal, "74"), "Randomised: 48 and 25 do not make 74"},
		{"percentage of no count", result(FieldResultText, "Response in 30 of 47 (46%) and 7 of 25 (28%)"), "Result in words: 30 of 47 is 63.8 %, not 46 %."},
		{"percentage first", result(FieldResultText, "Response in 46.5% (30/47) under ketamine"), "30 of 47 is 63.8 %, not 46.5 %."},
		{"percentage rounded", result(FieldResultText, "Response in 30/47 (64 %), 63.8% (30 of 47)"), ""},
		{"percentage cut off", result(FieldResultText, "30 of 47 (63 %)"), ""},
		{"percentage one too high", result(FieldResultText, "30 of 47 (65 %)"), "not 65 %"},
		{"no share", result(FieldResultText, "given 20/10 (50 %) as planned"), ""},
		{"a year of five figures", Trial{Facts: factsOf(FieldYear, "20133")}, "20133"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := Misfits(c.trial)
			if c.want == "" && len(found) > 0 || c.want != "" && (len(found) != 1 || !strings.Contains(found[0].Text, c.want)) {
				t.Errorf("found %v, want %q", found, c.want)
			}
		})
	}
}

func TestAMisfitNamesItsFieldsAndWhoseTheyAre(t *testing.T) {
	trial := Trial{
		Arms:    []Arm{{UID: "a", Name: "ketamine", Facts: factsOf(FieldArmRandomised, "1", FieldArmTreated, "2")}},
		Results: []Result{{UID: "r", Name: "MADRS", ExperimentalUID: "a", Facts: factsOf(FieldSE, "-1", FieldRandExp, "3")}},
	}
	var got []string
	for _, m := range Misfits(trial) {
		got = append(got, m.Whose(trial)+": "+string(m.Fields[0]))
	}
	if want := "ketamine: treated, MADRS: randomised_experimental, MADRS: se"; strings.Join(got, ", ") != want {
		t.Errorf("found %v, want %s", got, want)
	}
}
