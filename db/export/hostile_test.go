package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/exchange"
	"claimgrade/db/export"
)

// evil are texts that mean something to one program or another.
var evil = map[string]string{
	"script":   `</script><script>alert(1)</script>`,
	"formula":  `=cmd|'/C calc'!A0`,
	"plus":     `+1+HYPERLINK("http://evil.example","x")`,
	"minus":    `-2+3`,
	"at":       `@SUM(1,1)`,
	"tab":      "\t=1+1",
	"quote":    `'=1+1`,
	"control":  "a\x1b[31m\x07b\x7f\u0085c",
	"lines":    "a\r\nER  - \r\nTY  - JOUR\r\n\r\n[x]: y\n  + <z>",
	"rtl":      "abc \u202e\u2066xyz\u2069 עברית",
	"long":     "Long " + strings.Repeat("åbc, \"d\" ", 12_000), // 100 kB
	"emoji":    "👩🏽\u200d⚕️ 😀",
	"latex":    `\input{/etc/passwd} $x$ % {`,
	"argdown":  "===\n[a]: <b> {c: \"d\"} #e @[f] // g /* h */ <!-- i --> :and: .~. ] > }",
	"csv":      "a,\"b\";c\td",
	"json":     `"},{"@type":"ClaimReview`,
	"markdown": "# x [y](javascript:alert(1)) `z`",
}

// hostile is a library in which every text is evil: a claim, its article, trial, arms, results, facts and judgements.
func hostile(t testing.TB, text string) *db.Library {
	t.Helper()
	detail := text
	if len(text) > 10_000 { // the index of a library takes its time over long texts: they stand where texts are long
		detail = text[:1000]
	}
	fact := func(k appraisal.FieldKey, value string) appraisal.Fact {
		return appraisal.Fact{Field: k, Value: value, Status: appraisal.Reported, Source: detail, Document: "d", Locator: detail, Quote: detail, Note: detail}
	}
	facts := func(pairs ...string) appraisal.Facts {
		fs := appraisal.Facts{}
		for i := 0; i < len(pairs); i += 2 {
			fs[appraisal.FieldKey(pairs[i])] = fact(appraisal.FieldKey(pairs[i]), pairs[i+1])
		}
		return fs
	}
	mid := 3.0
	c := db.Content{
		Documents: []appraisal.Document{{UID: "d", Kind: "article", Title: text, Author: text, Outlet: text, Date: "2020", DOI: text, PMID: text, URL: detail, Note: detail,
			Abstract: text, Volume: detail, Issue: detail, Pages: detail, Language: detail}},
		Reviewers: []appraisal.Reviewer{{UID: "r", Name: text, Initials: "X"}},
		Trials: []appraisal.Trial{{UID: "t", Name: text, Notes: detail, Facts: facts("citation", text, "population", text, "registration", detail, "doi", detail, "pmid", detail),
			Arms: []appraisal.Arm{{UID: "e", Name: detail, Role: "experimental", Facts: facts("losses", detail)}, {UID: "k", Name: detail, Role: "control"}},
			Results: []appraisal.Result{{UID: "x", Name: text, ExperimentalUID: "e", ControlUID: "k", Facts: facts("outcome", detail, "result_text", text, "p", detail, "instrument", detail,
				"measure", "mean-difference", "estimate", "-5", "ci_low", "-9", "ci_high", "-1", "better", "lower")}}}},
		Claims: []appraisal.Claim{{UID: "c", DocumentUID: "d", Label: text, Wording: text, Text: text, Kind: appraisal.KindEffect, Population: detail, Intervention: detail, Comparator: detail,
			Outcome: detail, Effect: appraisal.Effect{Kind: appraisal.Benefit, Instrument: detail, Measure: appraisal.MeanDifference, Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize,
				Horizon: appraisal.Short, MID: &mid}}},
		Links: []appraisal.Link{{UID: "l", ClaimUID: "c", TrialUID: "t", ResultUID: "x", Relation: appraisal.Contradicts, Reason: detail, Why: detail, PICONote: detail}},
		Appraisals: []appraisal.Appraisal{{UID: "a", LinkUID: "l", Reviewer: "r", Domain: appraisal.Blinding, Judgement: appraisal.Low, Suggestion: appraisal.High, Rule: "B-R1",
			Reason: text, Quotes: []appraisal.Quote{{UID: "q", DocumentUID: "d", Exact: text, Locator: detail}}}},
	}
	lib, err := db.Create(context.Background(), filepath.Join(t.TempDir(), "hostile.sqlite"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	if err := lib.Import(context.Background(), db.Action{Name: "x"}, c); err != nil {
		t.Fatal(err)
	}
	return lib
}

// Whatever the texts of a library hold, they are text in every format, and a parser of that format finds them.
func TestHostileTextsAreTextInEveryFormat(t *testing.T) {
	for name, text := range evil {
		t.Run(name, func(t *testing.T) {
			lib := hostile(t, text)
			for _, f := range export.Formats {
				if whole := f.As == export.JSON || f.As == export.Library; whole && !slices.Contains([]string{"control", "lines", "long", "emoji"}, name) {
					continue // these are tested where they are written; making libraries takes its time
				}
				data, _ := write(t, lib, export.Request{As: f.As, Reviewer: "r", Date: "2026-03-01"})
				check := map[export.As]func(testing.TB, string, []byte){
					export.Robvis: checkRobvis, export.RevMan: checkRevMan, export.Tidy: checkTidy, export.RIS: checkReferences, export.BibTeX: checkReferences,
					export.CSLJSON: checkReferences, export.ClaimReview: checkClaimReview, export.Argdown: checkArgdown,
					export.JSON: checkJSON, export.Library: checkLibrary,
				}[f.As]
				if check == nil {
					t.Fatalf("nothing checks %s", f.As)
				}
				t.Run(string(f.As), func(t *testing.T) { check(t, text, data) })
			}
		})
	}
}

// checkCells reads a table and says which cells a spreadsheet would run.
func checkCells(t testing.TB, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, c := range row {
			if exchange.GuardCell(exchange.UnguardCell(c)) != c {
				t.Errorf("a spreadsheet would run %.80q", c)
			}
		}
	}
	return rows
}

func checkRobvis(t testing.TB, text string, data []byte) {
	rows := checkCells(t, data)
	if len(rows) != 2 || exchange.UnguardCell(rows[1][0]) != exchange.OneLine(text) || rows[1][1] != "Low" {
		t.Errorf("%.200q", rows)
	}
}

func checkRevMan(t testing.TB, text string, data []byte) {
	for _, member := range members(t, data) {
		checkCells(t, member)
	}
	f := readBack(t, "x.zip", data)
	if len(f.Records) != 1 || len(f.Records[0].Trial.Results) != 1 || f.Records[0].Trial.Results[0].Estimate == nil {
		t.Fatalf("%d records", len(f.Records))
	}
	if got, want := string(f.Records[0].Title), string(exchange.Plain(text)); !strings.HasPrefix(want, got) || len(got) < min(len(want), 5000) {
		t.Errorf("the study is %.80q, want %.80q", got, want)
	}
}

func checkTidy(t testing.TB, text string, data []byte) {
	files := members(t, data)
	found := 0
	for name, member := range files {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		for _, row := range checkCells(t, member) {
			for _, c := range row {
				// encoding/csv reads CRLF within a cell as LF
				if exchange.UnguardCell(c) == text || exchange.UnguardCell(c) == strings.ReplaceAll(text, "\r\n", "\n") {
					found++
				}
			}
		}
	}
	if least := 8; found < least || len(text) < 10_000 && found < 4*least {
		t.Errorf("the text is found in %d cells", found)
	}
	if !json.Valid(files["datapackage.json"]) {
		t.Error("the description is no JSON")
	}
}

func checkReferences(t testing.TB, text string, data []byte) {
	f := readBack(t, "x", data)
	if len(f.Records) != 2 { // the article, and the publication of the trial
		t.Fatalf("%d records in\n%.2000s", len(f.Records), data)
	}
	got, want := string(f.Records[0].Abstract), string(exchange.Plain(exchange.OneLine(text)))
	if got == "" && want != "" || !strings.HasPrefix(want, got) || len(got) < min(len(want), 30_000) {
		t.Errorf("the abstract is %.80q, want %.80q", got, want)
	}
	noControls(t, data)
}

func noControls(t testing.TB, data []byte) {
	t.Helper()
	for _, r := range string(data) {
		if r < ' ' && r != '\n' && r != '\r' || r == 0x7f || r == 0x85 {
			t.Fatalf("a control character %q is in the file", r)
		}
	}
}

func checkClaimReview(t testing.TB, text string, data []byte) {
	var reviews []struct {
		Type   string `json:"@type"`
		Said   string `json:"claimReviewed"`
		Author struct{ Name string }
		Item   struct {
			Type, Text string
			Appearance struct{ Headline, URL string }
		} `json:"itemReviewed"`
		Rating struct{ AlternateName, RatingExplanation string } `json:"reviewRating"`
		Date   string                                            `json:"datePublished"`
	}
	if err := json.Unmarshal(data, &reviews); err != nil {
		t.Fatal(err)
	}
	if len(reviews) != 1 {
		t.Fatalf("%d reviews", len(reviews))
	}
	r, want := reviews[0], exchange.OneLine(text)
	if r.Type != "ClaimReview" || r.Said != want || r.Author.Name != want || r.Item.Text != want || r.Item.Appearance.Headline != want || r.Rating.AlternateName == "" || r.Date != "2026-03-01" {
		t.Errorf("%.2000s", data)
	}
	if bytes.Contains(data, []byte("</script")) || bytes.Contains(data, []byte("<!--")) {
		t.Error("a text could end the script of a page")
	}
}

// What begins something in Argdown where no backslash stands before it.
var argdownSign = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*([@*_\[\]<>{}]|//|==)`)

func checkArgdown(t testing.TB, text string, data []byte) {
	noControls(t, data)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	// front matter of four lines, heading, statement, relation, argument; an empty line before each but the relation
	if len(lines) != 11 || lines[0] != "===" || lines[3] != "===" || !strings.HasPrefix(lines[5], "# ") && exchange.OneLine(text) != "" || lines[8] == "" {
		t.Fatalf("%d lines:\n%.3000s", len(lines), data)
	}
	for _, line := range []string{lines[7], lines[10]} {
		title, rest, ok := strings.Cut(line, ": ")
		rest, data, _ := cutLast(rest, " {")
		if !ok || strings.Count(title, "[")+strings.Count(title, "<") != 1 || argdownSign.MatchString(rest) {
			t.Errorf("%.300q: %.300q", title, rest)
		}
		if strings.ContainsAny(data[:len(data)-1], "{}") {
			t.Errorf("data %.300q", data)
		}
	}
	if !strings.HasPrefix(lines[8], "  - <") || strings.TrimPrefix(lines[8], "  - ")+":" != strings.SplitAfter(lines[10], ">:")[0] {
		t.Errorf("the relation %.300q is not that of %.300q", lines[8], lines[10])
	}
}

func cutLast(s, at string) (before, after string, ok bool) {
	i := strings.LastIndex(s, at)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(at):], true
}

func checkJSON(t testing.TB, text string, data []byte) {
	if !json.Valid(data) {
		t.Fatal("no JSON")
	}
	lib, err := db.CreateFromJSON(context.Background(), filepath.Join(t.TempDir(), "again.sqlite"), bytes.NewReader(data), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sameClaim(t, lib, text)
}

func checkLibrary(t testing.TB, text string, data []byte) {
	sameClaim(t, open(t, fileOf(t, data)), text)
}

func sameClaim(t testing.TB, lib *db.Library, text string) {
	t.Helper()
	d, err := lib.Dossier(context.Background(), "c", "r")
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range []string{d.Claim.Text, d.Document.Title, d.Linked[0].Trial.Name, d.Linked[0].Appraisals[0].Reason, d.Linked[0].Trial.Facts.Text(appraisal.FieldPopulation)} {
		if got != text {
			t.Errorf("%.80q, want %.80q", got, text)
		}
	}
	if p, err := lib.Check(context.Background()); err != nil || strings.Contains(fmt.Sprint(p), "FAULT") {
		t.Errorf("%v %v", p, err)
	}
}
