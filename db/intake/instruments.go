package intake

import (
	"regexp"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
)

// instrument is a scale with what it measures: facts about the scale, not about a trial.
type instrument struct {
	name      string
	form      *regexp.Regexp
	construct string
	kind      appraisal.OutcomeKind
	better    string
}

func scale(name, form, construct string, kind appraisal.OutcomeKind, better string) instrument {
	return instrument{name, regexp.MustCompile(`(?i)\b(?:` + form + `)\b`), construct, kind, better}
}

// instruments are the scales of the field that a record's words name unmistakably.
var instruments = []instrument{
	scale("MADRS", `MADRS|montgomery[- ](?:and )?.sberg`, "depression severity", appraisal.ClinicianRated, "lower"),
	scale("HAM-D", `HAM-?D(?:-?\d+)?|HDRS(?:-?\d+)?|HRSD(?:-?\d+)?|hamilton (?:rating scale for depression|depression rating scale)`, "depression severity", appraisal.ClinicianRated, "lower"),
	scale("PHQ-9", `PHQ-?9|patient health questionnaire`, "depression severity", appraisal.PatientReported, "lower"),
	scale("BDI-II", `BDI(?:-?II)?|beck depression inventory`, "depression severity", appraisal.PatientReported, "lower"),
	scale("QIDS-SR", `QIDS-?SR(?:-?\d+)?`, "depression severity", appraisal.PatientReported, "lower"),
	scale("IDS-C", `IDS-?C(?:-?\d+)?|QIDS-?C(?:-?\d+)?`, "depression severity", appraisal.ClinicianRated, "lower"),
	scale("BSS", `beck scale for suicid\w+ ideation|BSSI?`, "suicidal ideation", appraisal.PatientReported, "lower"),
	scale("C-SSRS", `C-?SSRS|columbia[- ]suicide`, "suicidal ideation", appraisal.ClinicianRated, "lower"),
	scale("CADSS", `CADSS|clinician[- ]administered dissociative`, "dissociation", appraisal.ClinicianRated, "lower"),
	scale("GAD-7", `GAD-?7`, "anxiety", appraisal.PatientReported, "lower"),
	scale("HAM-A", `HAM-?A|hamilton anxiety`, "anxiety", appraisal.ClinicianRated, "lower"),
	scale("EQ-5D", `EQ-?5D(?:-?[35]L)?|euroqol`, "quality of life", appraisal.PatientReported, "higher"),
	scale("SDS", `sheehan disability`, "other", appraisal.PatientReported, "lower"),
}

// shareWords are outcomes that count people: their construct is theirs, whatever the scale.
var shareWords = []struct {
	form      *regexp.Regexp
	construct string
	better    string
}{
	{regexp.MustCompile(`(?i)\bremi(?:ssion|tters?)\b`), "remission", "higher"},
	{regexp.MustCompile(`(?i)\brelapse`), "relapse", "lower"},
	{regexp.MustCompile(`(?i)\brespon(?:se|ders?)\b`), "response", "higher"},
}

// instrument says what an outcome measures where its words name a known scale, and only one.
func (x *registered) instrument(fs appraisal.Facts, o exchange.Outcome, at string) {
	found := instrumentIn(o.Name)
	if found == nil && o.Posted != nil {
		found = instrumentIn(o.Posted.Description)
	}
	if found == nil {
		for _, s := range shareWords {
			if s.form.MatchString(o.Name) {
				word := said{value: s.construct, at: at, note: "By the outcome's name.", derived: true}
				x.put(fs, appraisal.FieldConstruct, word)
				word.value = s.better
				x.put(fs, appraisal.FieldBetter, word)
				return
			}
		}
		return
	}
	note := "By the scale named: " + found.name + "."
	construct, better := found.construct, found.better
	if o.Posted == nil || o.Posted.ParamType == "" || strings.HasPrefix(o.Posted.ParamType, "count") || o.Posted.ParamType == "number" {
		for _, s := range shareWords {
			if s.form.MatchString(o.Name) {
				construct, better = s.construct, s.better
				break
			}
		}
	}
	for _, f := range []struct {
		key   appraisal.FieldKey
		value string
	}{
		{appraisal.FieldInstrument, found.name}, {appraisal.FieldConstruct, construct}, {appraisal.FieldOutcomeKind, string(found.kind)}, {appraisal.FieldBetter, better},
	} {
		x.put(fs, f.key, said{value: f.value, at: at, note: note, derived: true})
	}
}

func instrumentIn(text string) *instrument {
	var found *instrument
	for i := range instruments {
		if instruments[i].form.MatchString(text) {
			if found != nil {
				return nil
			}
			found = &instruments[i]
		}
	}
	return found
}
