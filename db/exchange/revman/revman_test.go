package revman

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgrade/db/exchange"
)

// The tables of a package in their real shape; the review is invented.
const (
	settingsCSV = "Analysis group,Analysis number,Analysis name,Analysis group name,Data source,Data type,Statistical method,Effect measure\n" +
		"1,1,Response,Dovexin versus placebo,Custom input,Dichotomous,Mantel-Haenszel,Risk Ratio\n" +
		"1,2,Depression score,Dovexin versus placebo,Custom input,Continuous,Inverse variance,Mean Difference\n" +
		"1,3,Time to relapse,Dovexin versus placebo,Custom input,Contrast level,Inverse variance,Hazard Ratio\n"
	studiesCSV = "Study,Study year,Data source,ID: CRS,ID: ClinicalTrials.gov,Char: Methods,Char: Notes\n" +
		"Hansen 2012,2012,Published data only,5412,NCT00000123,\"<p>Parallel, randomised</p>\",#N/A\n" +
		"Lie 2015,2015,Published data only,5413,,,\n"
	dataCSV = "Analysis group,Analysis number,Analysis name,Subgroup,Applicability,Study,Study year,GIV Mean,GIV SE,Experimental mean,Experimental SD,Experimental cases,Experimental N,Control mean,Control SD,Control cases,Control N,O-E,Variance,Weight,Mean,CI start,CI end,Footnotes\n" +
		"1,1,Response,,,Hansen 2012,2012,0.4,0.2,0,0,30,60,0,0,20,61,0,0,60,1.5,1,2.2,\n" +
		"1,1,Response,,,Lie 2015,2015,,,0,0,0,40,0,0,0,41,0,0,,,,,\n" +
		"1,2,Depression score,Adults,,Hansen 2012,2012,,,10.5,4.2,0,58,13,4.5,0,57,0,0,100,-2.5,-4,-1,\n" +
		"1,3,Time to relapse,,,Lie 2015,2015,-0.3,0.15,0,0,0,0,0,0,0,0,0,0,100,0.74,0.5,1,\n"
	robCSV = "Study,Domain (judgement): Random sequence generation (selection bias),Domain (support): Random sequence generation (selection bias),Domain (judgement): Allocation concealment (selection bias),Domain (support): Allocation concealment (selection bias)\n" +
		"Hansen 2012,Low risk,\"<p>Computer &amp; list, \"\"blocks\"\" of four</p>\",Unclear risk,\n" +
		"Moe 2019,High risk,Alternated,#N/A,#N/A\n"
)

type file struct{ name, content string }

func zipped(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = io.WriteString(w, f.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readZip(t testing.TB, data []byte) exchange.File {
	t.Helper()
	f, err := ReadZip(context.Background(), exchange.Source{Name: "package.zip", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func readCSV(t testing.TB, text string) exchange.File {
	t.Helper()
	f, err := Read(context.Background(), exchange.Source{Name: "table.csv", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func whole(t testing.TB) []byte {
	return zipped(t, file{"CD900001/CD900001-analysis-data/CD900001-data-rows.csv", dataCSV},
		file{"CD900001/CD900001-analysis-data/CD900001-overall-estimates-and-settings.csv", settingsCSV},
		file{"CD900001/CD900001-study-data/CD900001-risk-of-bias.csv", robCSV},
		file{"CD900001/CD900001-study-data/CD900001-study-information.csv", studiesCSV},
		file{"CD900001/CD900001-study-data/CD900001-study-arms.csv", "Study,Arm,Description,Intervention\nMoe 2020,Drug,,\n"},
		file{"CD900001/CD900001-other-references/CD900001-additional.ris", "TY  - JOUR\nTI  - Another\nER  - \n"})
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAPackageGivesATrialAStudy(t *testing.T) {
	f := readZip(t, whole(t))
	if f.Refused != "" || f.Format != "revman-zip" {
		t.Fatalf("%+v", f)
	}
	var titles []string
	for _, r := range f.Records {
		titles = append(titles, fmt.Sprintf("%s %s %s", r.Kind, r.Title, asJSON(t, r.Year)))
	}
	if got := strings.Join(titles, "; "); got != "trial Hansen 2012 2012; trial Lie 2015 2015; trial Moe 2019 null" {
		t.Error(got)
	}
	hansen, lie, moe := f.Records[0], f.Records[1], f.Records[2]
	for _, c := range []struct{ name, got, want string }{
		{"results of Hansen", asJSON(t, hansen.Trial.Results), `[{"outcome":"Response","experimental":{"n":60,"events":30,"mean":null,"sd":null},"control":{"n":61,"events":20,"mean":null,"sd":null}},` +
			`{"outcome":"Depression score","experimental":{"n":58,"events":null,"mean":10.5,"sd":4.2},"control":{"n":57,"events":null,"mean":13,"sd":4.5}}]`},
		{"results of Lie", asJSON(t, lie.Trial.Results), `[{"outcome":"Response","experimental":{"n":40,"events":0,"mean":null,"sd":null},"control":{"n":41,"events":0,"mean":null,"sd":null}},` +
			`{"outcome":"Time to relapse","experimental":{"n":null,"events":null,"mean":null,"sd":null},"control":{"n":null,"events":null,"mean":null,"sd":null}}]`},
		{"judgements on Hansen", asJSON(t, hansen.Appraisal), `{"study":"Hansen 2012","tool":"rob1","domains":[` +
			`{"id":"Random sequence generation (selection bias)","judgement":"Low risk","direction":null,"support":"Computer & list, \"blocks\" of four"},` +
			`{"id":"Allocation concealment (selection bias)","judgement":"Unclear risk","direction":null,"support":null}],"overall":null}`},
		{"judgements on Moe", asJSON(t, moe.Appraisal.Domains[1]), `{"id":"Allocation concealment (selection bias)","judgement":null,"direction":null,"support":null}`},
		{"registry", asJSON(t, hansen.RegistryIDs), `["NCT00000123"]`},
	} {
		if got := strings.ReplaceAll(c.got, `\u0026`, "&"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if x := lie.Trial.Results[1]; x.Measure != "Hazard Ratio" || x.Estimate == nil || *x.Estimate != -0.3 || *x.SE != 0.15 {
		t.Errorf("the estimate is %+v", x)
	}
	if lie.Appraisal != nil {
		t.Errorf("Lie is judged: %+v", *lie.Appraisal)
	}
	for _, said := range []string{"additional.ris", "study-arms.csv", "“Char: Methods”"} {
		if !strings.Contains(fmt.Sprint(f.Warnings), said) {
			t.Errorf("%q is missing in %v", said, f.Warnings)
		}
	}
}

func TestZipsInsideTheZipAreReadOnce(t *testing.T) {
	want := asJSON(t, readZip(t, whole(t)).Records)
	inner := zipped(t, file{"a/data.csv", dataCSV}, file{"a/settings.csv", settingsCSV})
	study := zipped(t, file{"b/rob.csv", robCSV}, file{"b/info.csv", studiesCSV})
	if got := asJSON(t, readZip(t, zipped(t, file{"one.zip", string(inner)}, file{"two", string(study)})).Records); !strings.EqualFold(strip(got), strip(want)) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := asJSON(t, readZip(t, zipped(t, file{"one.zip", string(inner)}, file{"data.csv", dataCSV}, file{"two", string(study)})).Records); !strings.EqualFold(strip(got), strip(want)) {
		t.Errorf("twice the same table: %s", got)
	}
}

// strip leaves out the names of members.
func strip(s string) string {
	return strings.NewReplacer("CD900001/CD900001-study-data/CD900001-risk-of-bias.csv", "b/rob.csv").Replace(s)
}

func TestSingleTables(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"data rows, by their numbers", dataCSV, `Hansen 2012 2012 Response 60/30/-/- 61/20/-/-; Depression score 58/-/10.5/4.2 57/-/13/4.5 | Lie 2015 2015 Response 40/0/-/- 41/0/-/-; Time to relapse -/-/-/- -/-/-/-`},
		{"risk of bias", robCSV, `Hansen 2012 null  rob1 | Moe 2019 null  rob1`},
		{"list of studies", studiesCSV, `Hansen 2012 2012  | Lie 2015 2015 `},
		{"RoB 2 of each outcome", "Study,Analysis name,Bias arising from the randomization process (judgement),Bias arising from the randomization process (support),Overall bias (judgement),Overall bias (support)\n" +
			"Hansen 2012,Response,Low risk,<p>1.1: Y</p>,Some concerns,\nHansen 2012,Score,High risk,,High risk,Why\n", `Hansen 2012 null Response -/-/-/- -/-/-/-; Score -/-/-/- -/-/-/- rob2 Some concerns (1)`},
		{"semicolons", strings.ReplaceAll("Study,Study year,Experimental N,Control N,Experimental cases,Control cases\nA,2001,5,6,0,1\n", ",", ";"), `A 2001  5/0/-/- 6/1/-/- (1)`},
		{"what is no number", "Study,Analysis name,Experimental N,Control N,Experimental cases,Control cases\nA,Pain,five,6,-1,1\n", `A null Pain -/-/-/- 6/1/-/- (1)`},
		{"two years", "Study,Study year,Analysis name,Experimental N,Control N\nA,2001,Pain,5,6\n a ,2002,Sleep,5,6\nB,n.d.,Pain,1,1\n", `A 2001 Pain 5/-/-/- 6/-/-/-; Sleep 5/-/-/- 6/-/-/- (1) | B null Pain 1/-/-/- 1/-/-/- (1)`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !Looks(c.text) {
				t.Fatal("is not recognised")
			}
			f := readCSV(t, c.text)
			if f.Refused != "" || f.Format != "revman-csv" {
				t.Fatalf("%+v", f)
			}
			if got := written(t, f); got != c.want {
				t.Errorf("%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// written puts studies into one line: name, year, results as n/events/mean/sd of both groups, tool, overall judgement and
// the number of warnings.
func written(t *testing.T, f exchange.File) string {
	num := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprint(*x)
	}
	side := func(s exchange.Side) string {
		return num(s.N) + "/" + num(s.Events) + "/" + num(s.Mean) + "/" + num(s.SD)
	}
	var out []string
	for _, r := range f.Records {
		var results []string
		for _, x := range r.Trial.Results {
			results = append(results, x.Outcome+" "+side(x.Experimental)+" "+side(x.Control))
		}
		line := fmt.Sprintf("%s %s %s", r.Title, asJSON(t, r.Year), strings.Join(results, "; "))
		if r.Appraisal != nil {
			line += " " + r.Appraisal.Tool
			if r.Appraisal.Overall != "" {
				line += " " + string(r.Appraisal.Overall)
			}
		}
		if n := len(r.Warnings); n > 0 {
			line += fmt.Sprintf(" (%d)", n)
		}
		out = append(out, line)
	}
	return strings.Join(out, " | ")
}

func TestAnEstimateOfAnEffectThatNothingNamesIsLeftOutAndSaid(t *testing.T) {
	f := readCSV(t, dataCSV)
	if x := f.Records[1].Trial.Results[1]; x.Estimate != nil || !strings.Contains(fmt.Sprint(f.Warnings), "estimate of the effect: 1") {
		t.Errorf("%+v, %v", x, f.Warnings)
	}
}

func TestATableOfAPackageWithoutStudiesIsRefused(t *testing.T) {
	for _, text := range []string{settingsCSV, "Study,Outcome,Data type,Effect measure,Arm,Reference arm,Sample size,Cases\nA,Pain,Dichotomous,,Drug,,10,2\n", "Study,Arm,Description,Intervention\nA,Drug,,\n"} {
		if f := readCSV(t, text); !Looks(text) || !strings.Contains(string(f.Refused), "no table of studies from a RevMan data package") {
			t.Errorf("%+v", f)
		}
	}
}

func TestOtherTextsAreNoTablesOfAPackage(t *testing.T) {
	for _, text := range []string{"", "Study\nA\n", "Study,D1,D2,Overall\nA,Low,Low,Low\n", "Title,Year\nA,2001\n", "TY  - JOUR\nTI  - Study\nER  - \n"} {
		if Looks(text) {
			t.Errorf("%q was taken for one", text)
		}
		if f := readCSV(t, text); f.Refused == "" || len(f.Records) > 0 {
			t.Errorf("%q was not refused", text)
		}
	}
	if f := readCSV(t, strings.SplitAfter(dataCSV, "\n")[0]); !strings.Contains(string(f.Refused), "line 1") {
		t.Errorf("%+v", f)
	}
}

// However much of a table is there, it is refused, or it yields the rows that began, and a row that is not whole says so.
func TestACutTableGivesTheRowsThatBegan(t *testing.T) {
	for _, text := range []string{robCSV, "Study,Study year,Experimental N,Control N,Experimental cases,Control cases\nA 2001,2001,50,60,10,11\n"} {
		for n := range len(text) {
			f := readCSV(t, text[:n])
			if (f.Refused == "") == (len(f.Records) == 0) {
				t.Fatalf("%q: refused %q with %d records", text[:n], f.Refused, len(f.Records))
			}
			last := text[strings.LastIndex(text[:n], "\n")+1 : n]
			warned := len(f.Warnings) > 0
			if f.Refused == "" && last != "" && strings.Count(last, ",") < strings.Count(strings.SplitN(text, "\n", 2)[0], ",") && !warned {
				t.Errorf("%q: nothing says that the last row is not whole", text[:n])
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{dataCSV, robCSV, studiesCSV, settingsCSV} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		file := readCSV(t, text)
		if (file.Refused == "") == (len(file.Records) == 0) {
			t.Fatalf("refused %q with %d records", file.Refused, len(file.Records))
		}
		if b := asJSON(t, file); strings.Contains(b, `\ufffd`) && !strings.Contains(text, "\ufffd") {
			t.Fatalf("a letter was broken: %s", b)
		}
	})
}

func TestAnOutcomeWithoutANameIsNull(t *testing.T) {
	text, err := json.Marshal(exchange.Result{Experimental: exchange.Side{}})
	want := `{"outcome":null,"experimental":{"n":null,"events":null,"mean":null,"sd":null},"control":{"n":null,"events":null,"mean":null,"sd":null}}`
	if err != nil || string(text) != want {
		t.Errorf("%s %v", text, err)
	}
	if text, err = json.Marshal(exchange.Result{Outcome: "Pain"}); err != nil || !strings.Contains(string(text), `"outcome":"Pain"`) {
		t.Errorf("%s %v", text, err)
	}
}
