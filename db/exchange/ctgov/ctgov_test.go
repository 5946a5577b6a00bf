package ctgov

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"claimgrade/db/exchange"
)

//go:embed testdata
var data embed.FS

func load(t testing.TB, name string) string {
	t.Helper()
	b, err := data.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func read(t testing.TB, text string) exchange.File {
	t.Helper()
	f, err := Read(context.Background(), exchange.Source{Name: "file.json", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func only(t testing.TB, text string) exchange.Record {
	t.Helper()
	f := read(t, text)
	if len(f.Records) != 1 {
		t.Fatalf("%d records, refused: %s", len(f.Records), f.Refused)
	}
	return f.Records[0]
}

// changed is the study of the test data with some of its texts replaced: old, new, old, new.
func changed(t testing.TB, swaps ...string) exchange.Record {
	t.Helper()
	text := load(t, "study.json")
	for i := 0; i < len(swaps); i += 2 {
		if !strings.Contains(text, swaps[i]) {
			t.Fatalf("the study has no %s", swaps[i])
		}
		text = strings.ReplaceAll(text, swaps[i], swaps[i+1])
	}
	return only(t, text)
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestStudyWithResultsIsRead(t *testing.T) {
	f := read(t, load(t, "study.json"))
	if f.Format != exchange.CTGov || f.Refused != "" || len(f.Warnings) != 0 || len(f.Records) != 1 {
		t.Fatalf("%s", asJSON(t, f))
	}
	r := f.Records[0]
	if r.Kind != exchange.TrialKind || r.Title != "Nasal Kalmizine in Depression That Resists Treatment" {
		t.Errorf("%s %q", r.Kind, r.Title)
	}
	if got := strings.Join(r.RegistryIDs, " "); got != "NCT99000001 2016-009991-12" {
		t.Errorf("registry numbers %s", got)
	}
	d := r.Trial
	for _, tt := range []struct{ what, got, want string }{
		{"design", fmt.Sprintf("%s %s %s %s", d.StudyType, d.Allocation, d.Model, d.Masking), "interventional randomized parallel triple"},
		{"masked", strings.Join(d.Masked, " "), "participant investigator outcomes-assessor"},
		{"masking text", string(d.MaskingText), "Sprays look and taste alike."},
		{"enrolment", asJSON(t, d.Enrolment), `{"count":122,"type":"actual"}`},
		{"arms", asJSON(t, d.Arms), `[{"name":"Kalmizine 40 mg","randomised":60,"completed":52,"analysed":54,"losses":[{"reason":"Adverse Event","n":5},{"reason":"Lost to Follow-up","n":2},{"reason":"Withdrawal by Subject","n":1}]},` +
			`{"name":"Placebo","randomised":61,"completed":55,"analysed":57,"losses":[{"reason":"Adverse Event","n":1},{"reason":"Lost to Follow-up","n":3},{"reason":"Withdrawal by Subject","n":2}]}]`},
		{"papers", asJSON(t, d.Papers), `[{"pmid":"99000101","relation":"result"},{"pmid":"99000102","relation":"background"}]`},
		{"doi", d.Papers[0].DOI, "10.5555/jip.2020.0007"},
		{"period", asJSON(t, d.Periods[0].Groups[0].Milestones), `[{"name":"Received a Dose","n":59}]`},
		{"period", asJSON(t, d.Periods[1].Groups[2]), `{"name":"Open-Label Extension","started":90,"completed":80,"not_completed":10,"losses":[],"milestones":[]}`},
		{"period", asJSON(t, d.Periods[0].Groups[2].Losses), `[{"reason":"Adverse Event","n":0},{"reason":"Lost to Follow-up","n":0},{"reason":"Withdrawal by Subject","n":0}]`},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.what, tt.got, tt.want)
		}
	}
	if !d.ResultsPosted {
		t.Error("results are posted")
	}
}

func TestOutcomesOfTheStudy(t *testing.T) {
	var got []string
	d := changed(t).Trial
	for _, o := range d.Outcomes {
		days := "-"
		if o.TimeDays != nil {
			days = fmt.Sprintf("%.4g", *o.TimeDays)
		}
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%d", o.Role, o.Name, o.TimeFrame, days, len(o.Analysed)))
	}
	want := []string{
		"primary|Change in MADRS Total Score|Baseline, Day 2, 8, 15, 22 and 28|28|2", "secondary|Remission|Day 28|28|2", "secondary|Change in PHQ-9|Baseline to Week 4|28|0",
		"secondary|Time to Relapse|Until relapse|-|0", "other|Dissociation (CADSS)|40 minutes after each dose|0.02778|0", "post-hoc|Response at Day 2|Day 2|2|2",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	p := d.Outcomes[0].Posted
	if p == nil || p.Dispersion != "standard-error" || p.ParamType != "least-squares-mean" || len(p.Values) != 2 || p.TimeFrame != "Baseline, Day 28" {
		t.Fatalf("%+v", p)
	}
	if v := p.Values[1]; v.Group != "2. Kalmizine 40 mg (ITT)" || *v.Value != -15.3 || *v.Spread != 1.2 {
		t.Errorf("%+v", v)
	}
	c := p.Comparisons[0]
	if *c.Estimate != -4.1 || *c.Low != -7.3 || *c.High != -0.9 || *c.Level != 95 || c.Sides != "two-sided" || c.P != "0.012" || c.Parameter != "LS Mean Difference" || c.Groups[0] != "1. Placebo (ITT)" {
		t.Errorf("%+v", c)
	}
	if v := d.Outcomes[5].Posted.Values[0]; v.Value != nil || v.Text != "NA" {
		t.Errorf("a value that is not available: %+v", v)
	}
}

func TestHarmsAndDetail(t *testing.T) {
	d := changed(t).Trial.Detail
	if d.HarmsDays == nil || fmt.Sprintf("%.2f", *d.HarmsDays) != "182.64" || len(d.Harms) != 2 || *d.Harms[0].Serious != 2 || *d.Harms[1].AtOther != 61 {
		t.Errorf("%+v", d.Harms)
	}
	if len(d.Events) != 3 || !d.Events[0].Serious || d.Events[1].Term != "Dissociation" || d.Events[1].Counts[0].Group != "Kalmizine 40 mg" || *d.Events[1].Counts[0].N != 19 {
		t.Errorf("%+v", d.Events)
	}
	if d.Start != "2017-02-06" || d.Version != "2021-03-18" || d.Ages != "18 Years to 64 Years" || strings.Join(d.Countries, " ") != "Norway Denmark" || d.Arms[1].Type != "placebo-comparator" {
		t.Errorf("%+v", d)
	}
}

// TestOlderInterfaceSaysTheSame reads the same trial as the interface of before 2024 wrote it.
func TestOlderInterfaceSaysTheSame(t *testing.T) {
	f := read(t, load(t, "full-studies.json"))
	if f.Format != exchange.CTGovLegacy || len(f.Records) != 1 {
		t.Fatalf("%s, refused: %s", f.Format, f.Refused)
	}
	if len(f.Warnings) != 1 || !strings.Contains(f.Warnings[0].Message, "12") {
		t.Errorf("the search found more: %+v", f.Warnings)
	}
	was, is := f.Records[0], changed(t)
	if len(was.Warnings) != len(is.Warnings) {
		t.Errorf("%+v\n%+v", was.Warnings, is.Warnings)
	}
	if at := was.Warnings[len(was.Warnings)-1].Path; !strings.HasPrefix(at, "FullStudiesResponse.FullStudies[0].Study.") {
		t.Errorf("path %s", at)
	}
	if a, b := asJSON(t, was.Trial), asJSON(t, is.Trial); a != b {
		t.Errorf("%s\n%s", a, b)
	}
	for i := range is.Trial.Outcomes {
		if a, b := asJSON(t, was.Trial.Outcomes[i].Posted), asJSON(t, is.Trial.Outcomes[i].Posted); a != b && !strings.Contains(b, "standard-error-of-mean") {
			t.Errorf("%s\n%s", a, b)
		}
	}
	if a, b := asJSON(t, was.Trial.Detail), asJSON(t, is.Trial.Detail); strings.Replace(a, "phase-3", "phase3", 1) != b {
		t.Errorf("%s\n%s", a, b)
	}
}

func TestSingleFieldsOfTheOlderInterface(t *testing.T) {
	f := read(t, load(t, "study-fields.json"))
	if f.Format != exchange.CTGovLegacy || len(f.Records) != 2 || len(f.Warnings) != 0 {
		t.Fatalf("%s", asJSON(t, f))
	}
	a, b := f.Records[0].Trial, f.Records[1].Trial
	if *a.Enrolment.Count != 122 || a.Masking != "triple" || *a.Outcomes[0].TimeDays != 28 {
		t.Errorf("%s", asJSON(t, a))
	}
	if b.Enrolment != nil || b.Masking != "none" || len(b.Outcomes) != 2 || b.Outcomes[0].TimeDays != nil {
		t.Errorf("which time belongs to which outcome is not known: %s", asJSON(t, b))
	}
}

func TestListsOfStudies(t *testing.T) {
	one := load(t, "study.json")
	var compact strings.Builder
	_ = json.NewEncoder(&compact).Encode(json.RawMessage(one))
	tests := []struct {
		name, text string
		records    int
		warnings   int
	}{
		{"search result", load(t, "search.json"), 3, 1},
		{"one study a line", load(t, "lines.jsonl"), 3, 0},
		{"list", "[" + one + "," + one + "]", 2, 0},
		{"token without total", `{"studies":[` + one + `],"nextPageToken":"abc"}`, 1, 1},
		{"last page", `{"studies":[` + one + `],"totalCount":1}`, 1, 0},
		{"older study alone", `{"FullStudy":` + strings.TrimSuffix(strings.SplitN(load(t, "full-studies.json"), `"FullStudies": [`, 2)[1], "]\n }\n}") + `}`, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !Looks(tt.text) {
				t.Error("not recognised")
			}
			f := read(t, tt.text)
			if len(f.Records) != tt.records || len(f.Warnings) != tt.warnings {
				t.Errorf("%d records, warnings %+v, refused: %s", len(f.Records), f.Warnings, f.Refused)
			}
		})
	}
	f := read(t, load(t, "search.json"))
	if m := f.Warnings[0].Message; !strings.Contains(m, "9 studies") || !strings.Contains(m, "3 of them") {
		t.Error(m)
	}
	if p := f.Records[0].Warnings[0].Path; !strings.HasPrefix(p, "studies[0].resultsSection") {
		t.Errorf("path %s", p)
	}
	bare, obs := f.Records[1].Trial, f.Records[2].Trial
	if asJSON(t, bare.Enrolment) != `{"count":0,"type":"estimated"}` || bare.Allocation != "na" || bare.Masking != "none" || bare.ResultsPosted || asJSON(t, bare.Arms) != `[{"name":"All participants","randomised":null,"completed":null,"analysed":null,"losses":[]}]` {
		t.Errorf("%s", asJSON(t, bare))
	}
	if got := asJSON(t, obs); got != `{"study_type":"observational","allocation":null,"model":null,"masking":null,"masked":[],"masking_text":null,"enrolment":null,"results_posted":false,"arms":[],"periods":[],"outcomes":[],"papers":[],"results":[]}` {
		t.Error(got)
	}
	if len(f.Records[2].Warnings) != 0 {
		t.Errorf("missing modules are no error: %+v", f.Records[2].Warnings)
	}
}

func TestRecordsThatContradictThemselves(t *testing.T) {
	tests := []struct {
		name   string
		record exchange.Record
		want   []string // a word of each warning, beside those of the study as it is
	}{
		{"as it is", changed(t), nil},
		{"enrolment agrees", changed(t, `"count": 122`, `"count": 121`), []string{"-enrolment"}},
		{"estimated enrolment", changed(t, `"count": 122,
        "type": "ACTUAL"`, `"count": 500,
        "type": "ESTIMATED"`), []string{"-enrolment"}},
		{"nobody counted at the start", changed(t, `"STARTED"`, `"Started Somehow"`), []string{"-enrolment"}},
		{"losses do not add up", changed(t, `"numSubjects": "5"`, `"numSubjects": "4"`), []string{"reasons given are for 7"}},
		{"a number in words", changed(t, `"numSubjects": "52"`, `"numSubjects": "about fifty"`), []string{"“about fifty” is no number"}},
		{"eyes", changed(t, `"units": "Participants"`, `"units": "Eyes"`), []string{"other units"}},
		{"clinics", changed(t, `"participantFlowModule": {`, `"participantFlowModule": {"typeUnitsAnalyzed":"Clinics",`), []string{"Clinics"}},
		{"no flow", changed(t, `"participantFlowModule"`, `"somethingElse"`), []string{"no participant flow", "-enrolment", "-periods", "-reasons"}},
		{"masking in other words", changed(t, `"TRIPLE"`, `"Very Blind"`), []string{"Very Blind"}},
		{"masked by other words", changed(t, `"PARTICIPANT"`, `"PHARMACIST"`), []string{"PHARMACIST"}},
	}
	base := map[string]string{"enrolment": "actual enrolment is 122", "periods": "has 2 periods", "reasons": "10 did not complete, and the reasons given are for 0"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all := ""
			for _, w := range tt.record.Warnings {
				all += w.Message + "\n"
				if w.Path == "" {
					t.Errorf("no path: %s", w.Message)
				}
			}
			expected := len(base)
			for _, w := range tt.want {
				if name, gone := strings.CutPrefix(w, "-"); gone {
					expected--
					if strings.Contains(all, base[name]) {
						t.Errorf("still warns of %s:\n%s", name, all)
					}
					continue
				}
				expected++
				if !strings.Contains(all, w) {
					t.Errorf("no warning of %q:\n%s", w, all)
				}
			}
			if len(tt.record.Warnings) != expected {
				t.Errorf("%d warnings, want %d:\n%s", len(tt.record.Warnings), expected, all)
			}
		})
	}
}

func TestAnalysedNumbersAreMatchedByTitleOnly(t *testing.T) {
	tests := []struct {
		title string
		want  string
	}{
		{"2. Kalmizine  40 mg (ITT)", "54"}, {"KALMIZINE 40 MG", "54"}, {"Kalmizine 40 mg [Full Analysis Set]", "54"}, {"3) Kalmizine 40 mg (Per-Protocol Population)", "54"},
		{"Kalmizine 40 mg (first dose)", "null"}, {"Kalmizine", "null"}, {"Kalmizine 80 mg", "null"}, {"Arm A", "null"}, {"Placebo", "null"},
	}
	for _, tt := range tests {
		r := changed(t, "2. Kalmizine  40 mg (ITT)", tt.title)
		if got := asJSON(t, r.Trial.Arms[0].Analysed); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.title, got, tt.want)
		}
	}
	if r := changed(t, `"units": "Participants"`, `"units": "Eyes"`); r.Trial.Arms[0].Analysed != nil {
		t.Error("eyes are no participants")
	}
	if r := changed(t, `"allocation": "RANDOMIZED"`, `"allocation": "NON_RANDOMIZED"`); r.Trial.Arms[0].Randomised != nil || r.Trial.Allocation != "non-randomized" {
		t.Error("nobody was randomised")
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	one := load(t, "study.json")
	tests := []struct{ name, text, why string }{
		{"cut off", one[:len(one)/2], "is cut off at line"},
		{"cut off list", load(t, "search.json")[:4000], "studies[0]"},
		{"cut off line", strings.TrimSuffix(load(t, "lines.jsonl"), "}\n"), "cut off"},
		{"older, cut off", load(t, "full-studies.json")[:9000], "FullStudiesResponse.FullStudies[0]"},
		{"broken", strings.Replace(one, `"phases":`, `"phases"`, 1), "line 74, column 11"},
		{"no number", strings.Replace(one, "NCT99000001", "", 1), "protocolSection.identificationModule"},
		{"no number in a list", `[` + strings.Replace(one, "NCT99000001", "KAL-1", 1) + `]`, "[0].protocolSection"},
		{"no study", `{"studies":[],"totalCount":0}`, "no study"},
		{"something else", `{"a":{"b":[1,2,{"c":null}]}}`, "no study"},
		{"deep", strings.Repeat(`{"a":`, 100000), "nested too deeply"},
		{"deep lists", strings.Repeat(`[`, 100000), ""},
		{"deep in a study", `{"protocolSection":` + strings.Repeat(`{"a":`, 100000), ""},
		{"a number", `12`, ""}, {"empty", ``, ""}, {"list of texts", `["NCT99000001"]`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := read(t, tt.text)
			if f.Refused == "" || len(f.Records) != 0 || !strings.Contains(string(f.Refused), tt.why) {
				t.Errorf("refused: %q, %d records", f.Refused, len(f.Records))
			}
		})
	}
}

func TestASearchWithoutHitsIsKnownForOne(t *testing.T) {
	for text, want := range map[string]bool{"{\"studies\": [ ]}": true, `{"studies":[],"nextPageToken":"x"}`: true, `{"studies":[1]}`: false, `{"a":{"studies":[]}}`: false} {
		if Looks(text) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}

func TestOneRecordWithoutNumberAmongOthersIsKept(t *testing.T) {
	f := read(t, strings.Replace(load(t, "search.json"), "NCT99000002", "", 1))
	if len(f.Records) != 3 || len(f.Records[1].Warnings) != 1 || f.Records[1].Warnings[0].Path != "studies[1].protocolSection.identificationModule" {
		t.Errorf("%s", asJSON(t, f))
	}
}

func TestWrongKindsAreToldAndTheRestIsRead(t *testing.T) {
	r := changed(t, `"conditions": [
        "Depressive Disorder, Treatment-Resistant"
      ]`, `"conditions": {"a": 1}`)
	if len(r.Warnings) != 4 || r.Warnings[3].Path != "protocolSection.conditionsModule.conditions" || len(r.Trial.Arms) != 2 {
		t.Errorf("%+v", r.Warnings)
	}
}

func TestReadingIsCancelled(t *testing.T) {
	one := load(t, "study.json")
	text := "[" + strings.TrimSuffix(strings.Repeat(one+",", 3000), ",") + "]"
	ctx, cancel := context.WithCancel(context.Background())
	var at time.Time
	_, err := Read(ctx, exchange.Source{Name: "big.json", Text: text, Progress: func(done, total int) {
		if at.IsZero() && done > total/10 {
			at = time.Now()
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("%v", err)
	}
	if took := time.Since(at); took > 200*time.Millisecond {
		t.Errorf("it took %v", took)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"study.json", "search.json", "lines.jsonl", "full-studies.json", "study-fields.json"} {
		f.Add(load(f, name))
	}
	f.Add(`{"protocolSection":{"identificationModule":{"nctId":"NCT99000009"},"designModule":{"enrollmentInfo":{"count":"1e400"}}}}`)
	f.Add(`[{"Study":{"ProtocolSection":{"IdentificationModule":{"NCTId":["NCT99000009"]}}}},null,[]]`)
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Read(context.Background(), exchange.Source{Name: "f", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if (len(file.Records) == 0) != (file.Refused != "") {
			t.Fatalf("%d records, refused: %q", len(file.Records), file.Refused)
		}
		b, err := json.Marshal(file)
		if err != nil || !utf8.Valid(b) {
			t.Fatalf("%v", err)
		}
		for _, r := range file.Records {
			if !utf8.ValidString(string(r.Title)) {
				t.Fatalf("%q is no text", r.Title)
			}
		}
	})
}

// A record is kept with its trial as it stood in its file: read alone, it says the same.
func TestARecordAloneSaysWhatItSaidAmongOthers(t *testing.T) {
	for _, name := range []string{"study.json", "search.json", "full-studies.json", "lines.jsonl"} {
		whole, err := Read(context.Background(), exchange.Source{Name: name, Text: load(t, name)})
		if err != nil || whole.Refused != "" {
			t.Fatal(name, whole.Refused, err)
		}
		for i, r := range whole.Records {
			alone, err := Read(context.Background(), exchange.Source{Name: name, Text: r.Raw})
			if err != nil || len(alone.Records) != 1 {
				t.Fatalf("%s, record %d alone: %q, %v", name, i, alone.Refused, err)
			}
			got := alone.Records[0]
			if got.Title != r.Title || strings.Join(got.RegistryIDs, " ") != strings.Join(r.RegistryIDs, " ") || len(got.Trial.Outcomes) != len(r.Trial.Outcomes) {
				t.Errorf("%s, record %d: %q alone, %q among others", name, i, got.Title, r.Title)
			}
		}
	}
}

func TestAnOutcomeWithoutNumbersMayHaveAnotherTimeFrame(t *testing.T) {
	r := changed(t, "\"reportingStatus\": \"NOT_POSTED\",\n          \"timeFrame\": \"Baseline to Week 4\"",
		"\"reportingStatus\": \"NOT_POSTED\",\n          \"timeFrame\": \"Week 6\"")
	for _, o := range r.Trial.Outcomes {
		if o.Name == "Change in PHQ-9" && (o.TimeFrame != "Baseline to Week 4" || o.Posted != nil) {
			t.Errorf("%+v", o)
		}
	}
}
