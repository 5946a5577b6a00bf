package starter

import (
	"math"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

// eachFact calls fn with every fact of the library and the name of what it belongs to.
func eachFact(t *testing.T, fn func(of string, f appraisal.Fact)) {
	t.Helper()
	all := func(of string, fs appraisal.Facts) {
		for _, f := range fs {
			fn(of+", "+string(f.Field), f)
		}
	}
	for _, x := range content(t).Trials {
		all(x.Name, x.Facts)
		for _, a := range x.Arms {
			all(x.Name+", "+a.Name, a.Facts)
		}
		for _, r := range x.Results {
			all(x.Name+", "+r.Name, r.Facts)
		}
	}
}

func TestEveryFactNamesWhatItRestsOn(t *testing.T) {
	n := 0
	eachFact(t, func(of string, f appraisal.Fact) {
		n++
		if err := f.Validate(); err != nil {
			t.Errorf("%s: %v", of, err)
		}
		unsourced := f.Source == appraisal.SourceUnsourced || f.Source == appraisal.SourceCoder
		switch {
		case unsourced && f.Document != "":
			t.Errorf("%s: %s, and yet a document is named", of, f.Source)
		case !unsourced && f.Document == "":
			t.Errorf("%s: source %q without its document", of, f.Source)
		case unsourced == f.Checked():
			t.Errorf("%s: source %q, checked %v", of, f.Source, f.Checked())
		case f.Field == appraisal.FieldPerceptible && f.Note == "":
			t.Errorf("%s: a coder's reading needs its reason", of)
		}
	})
	if n < 2000 {
		t.Errorf("%d facts; the library should hold more", n)
	}
}

func TestNumbersAreThoseOfTheSources(t *testing.T) {
	want := map[string]map[string]string{
		"murrough2013/MADRS, day 1": {
			"estimate": "-7.95", "ci_low": "-12.71", "ci_high": "-3.2", "se": "2.426", "n_experimental": "47", "n_control": "25", "mean_experimental": "-16.5", "better": "lower",
		},
		"murrough2013/Response (MADRS), day 1": {"events_experimental": "30", "events_control": "7", "estimate": "35.8"},
		"murrough2013/No explicit suicidal ideation, day 1": {
			"measure": "odds-ratio", "estimate": "3.6", "events_experimental": "25", "p_two_sided": "0.03",
		},
		"jelovac2025/MADRS, end of treatment":                     {"estimate": "-3.16", "ci_low": "-8.54", "ci_high": "2.22", "randomised_total": "65", "observed_total": "62"},
		"jelovac2025/QIDS-SR, end of treatment":                   {"estimate": "-0.002", "outcome_kind": "patient-reported"},
		"lii2023/MADRS, days 1 to 3":                              {"estimate": "-5.82", "ci_low": "-13.3", "ci_high": "1.64", "p_two_sided": "0.13"},
		"lii2023/MADRS, day 3 alone":                              {"estimate": "-0.2", "se": "3.606"},
		"lii2023/MADRS, day 14":                                   {"mean_experimental": "16.9", "mean_control": "16.2", "se": ""},
		"lii2023/Remission (MADRS), day 14":                       {"events_experimental": "8", "events_control": "9", "n_control": "19"},
		"anand2023/Response (QIDS-SR-16), end of treatment":       {"estimate": "14.2", "ci_low": "3.9", "ci_high": "24.2", "randomised_control": "203", "observed_control": "170", "p_two_sided": ""},
		"ekstrand2022/Remission (MADRS), end of treatment":        {"estimate": "17", "ci_low": "2", "ci_high": "30", "p_two_sided": "0.026"},
		"ekstrand2022/Relapse among remitters, 12 months":         {"measure": "single-arm", "p": ".52"},
		"daly2019/Relapse, stable remitters":                      {"measure": "hazard-ratio", "estimate": "0.49", "events_experimental": "24", "n_control": "86"},
		"daly2019/Relapse, stable responders":                     {"estimate": "0.3", "ci_low": "0.16", "ci_high": "0.55"},
		"ionescu2021/MADRS, 4 hours":                              {"estimate": "-4.2", "day": "0.167"},
		"fedgchin2019/MADRS, day 28, 84 mg":                       {"estimate": "-3.2", "observed_experimental": "98"},
		"fedgchin2019/MADRS, day 28, 56 mg":                       {"estimate": "-4.1"},
		"daly2018/MADRS, day 8, 84 mg":                            {"estimate": "-10.5", "se": "2.79", "p_two_sided": ""},
		"ochsross2020/MADRS, day 28, age 65 to 74":                {"estimate": "-4.9"},
		"popova2019/Remission (MADRS), day 28, observed":          {"estimate": "21.5"},
		"anderson2017/MADRS, slope over treatment":                {"measure": "slope", "estimate": "-0.44"},
		"abbar2022/No suicidal ideas, day 3, depressive disorder": {"estimate": "1.3", "ci_high": "5.2"},
		"anand2023/Response (MADRS), end of treatment":            {"estimate": "9.7"},
		"grunebaum2018/SSI, day 1":                                {"estimate": "4.96", "better": "higher"},
		"singh2016/MADRS, day 15, twice weekly":                   {"mean_experimental": "-18.4", "sd_control": "10.2", "estimate": "", "direction": "favours-experimental"},
	}
	for _, x := range content(t).Trials {
		for _, r := range x.Results {
			for k, v := range want[x.Key+"/"+r.Name] {
				if got := r.Facts.Text(appraisal.FieldKey(k)); got != v {
					t.Errorf("%s, %s, %s: %q, want %q", x.Name, r.Name, k, got, v)
				}
			}
			delete(want, x.Key+"/"+r.Name)
		}
	}
	if len(want) > 0 {
		t.Errorf("results missing: %v", want)
	}
}

func TestEkstrandKeepsTheSignOfItsSource(t *testing.T) {
	for _, x := range content(t).Trials {
		if x.Key != "ekstrand2022" {
			continue
		}
		r := x.Results[0]
		if e, c := x.Arm(r.ExperimentalUID).Name, x.Arm(r.ControlUID).Name; e != "ECT" || c != "ketamine" {
			t.Errorf("the printed difference is ECT minus ketamine, here %s minus %s", e, c)
		}
	}
}

// TestStandardErrorsFitTheirIntervals recomputes every standard error from its interval, on the log scale for ratios.
func TestStandardErrorsFitTheirIntervals(t *testing.T) {
	checked := 0
	for _, x := range content(t).Trials {
		for _, r := range x.Results {
			est, low, high, se := r.Facts.Number("estimate"), r.Facts.Number("ci_low"), r.Facts.Number("ci_high"), r.Facts.Number("se")
			if se != nil && (r.Facts.Text("measure") == "" || est == nil) {
				t.Errorf("%s, %s: a standard error of nothing", x.Name, r.Name)
			}
			if low == nil || high == nil {
				continue
			}
			if se == nil || est == nil || *est <= *low || *est >= *high {
				t.Errorf("%s, %s: interval without standard error, or estimate outside", x.Name, r.Name)
				continue
			}
			width := *high - *low
			if appraisal.Measure(r.Facts.Text("measure")).Ratio() {
				width = math.Log(*high) - math.Log(*low)
			}
			if want := width / (2 * 1.959964); math.Abs(*se-want) > 0.0006*math.Max(1, want) {
				t.Errorf("%s, %s: standard error %v, from the interval %v", x.Name, r.Name, *se, want)
			}
			if f := r.Facts["se"]; f.Checked() && !r.Facts["ci_low"].Checked() {
				t.Errorf("%s, %s: checked standard error of an unchecked interval", x.Name, r.Name)
			} else if !strings.HasPrefix(f.Note, "Derived") {
				t.Errorf("%s, %s: the note does not say how the standard error was derived: %q", x.Name, r.Name, f.Note)
			}
			checked++
		}
	}
	if checked < 25 {
		t.Errorf("only %d intervals checked", checked)
	}
}

func TestCountsFitTheirDenominators(t *testing.T) {
	pairs := [][2]appraisal.FieldKey{
		{"events_experimental", "n_experimental"}, {"events_control", "n_control"}, {"observed_experimental", "randomised_experimental"},
		{"observed_control", "randomised_control"}, {"observed_total", "randomised_total"},
	}
	for _, x := range content(t).Trials {
		for _, r := range x.Results {
			for _, p := range pairs {
				part, whole := r.Facts.Number(p[0]), r.Facts.Number(p[1])
				if part != nil && whole != nil && *part > *whole {
					t.Errorf("%s, %s: %s %v of %s %v", x.Name, r.Name, p[0], *part, p[1], *whole)
				}
			}
			if s, n := r.Facts.Number("smallest_arm"), r.Facts.Number("randomised_total"); s != nil && (n == nil || 2**s > *n) {
				t.Errorf("%s, %s: the smallest arm holds more than half", x.Name, r.Name)
			}
		}
	}
}

func TestBlindingFactsLetEveryTrialBeRated(t *testing.T) {
	for _, x := range content(t).Trials {
		for _, k := range []appraisal.FieldKey{"drug", "route", "design", "allocation", "meant_to_be_blind", "perceptible_effects", "control", "year"} {
			if x.Facts.Text(k) == "" {
				t.Errorf("%s: %s is missing", x.Name, k)
			}
		}
		open := x.Facts.Text("meant_to_be_blind") == "no"
		if open != (x.Facts.Text("participants_blinded") == "no") || (open && x.Facts.Text("control") != "open") {
			t.Errorf("%s: facts on blinding disagree", x.Name)
		}
	}
}
