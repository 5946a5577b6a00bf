package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"claimgrade/db"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/read"
	"claimgrade/db/exchange/robvis"
	"claimgrade/db/export"
)

var update = flag.Bool("update", false, "write the golden files anew")

// claimOf is the uid of the claim of the starter library with this key.
func claimOf(t testing.TB, lib *db.Library, key string) string {
	t.Helper()
	claims, err := lib.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range claims {
		if c.Key == key && c.Part == 0 {
			return c.UID
		}
	}
	t.Fatalf("there is no claim %s", key)
	return ""
}

func TestTheSameRequestGivesTheSameBytes(t *testing.T) {
	lib, other := starterLibrary(t), starterLibrary(t)
	for _, f := range export.Formats {
		if f.As == export.Library { // which holds the time at which it was made
			continue
		}
		r := export.Request{As: f.As, Date: "2026-03-01"}
		first, left := write(t, lib, r)
		for _, l := range []*db.Library{lib, other} {
			if again, leftAgain := write(t, l, r); !bytes.Equal(first, again) || !slices.Equal(left, leftAgain) {
				t.Errorf("%s: another file of the same library", f.As)
			}
		}
		if len(first) == 0 || len(left) == 0 && f.As != export.JSON {
			t.Errorf("%s: %d bytes, left %q", f.As, len(first), left)
		}
		for _, sentence := range left {
			if !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "%!") {
				t.Errorf("%s: %q is no sentence", f.As, sentence)
			}
		}
	}
}

// What one claim becomes, for a person to look at.
func TestOneClaimInEachFormat(t *testing.T) {
	lib := starterLibrary(t)
	for _, f := range export.Formats {
		if !f.Text || f.As == export.JSON {
			continue
		}
		t.Run(string(f.As), func(t *testing.T) {
			got, _ := write(t, lib, export.Request{As: f.As, Date: "2026-03-01", Claims: []string{claimOf(t, lib, "a000-01")}})
			golden := filepath.Join("testdata", "a000-01."+string(f.As))
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("-want +got:\n%s\nIf this is right, run the test with -update.", diff)
			}
		})
	}
}

// The rules of robvis for a table, from its documentation and its checks: see docs/guide/export.md.
func TestTheTableOfJudgementsKeepsTheRulesOfRobvis(t *testing.T) {
	data, _ := write(t, starterLibrary(t), export.Request{As: export.Robvis})
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0], "|"); got != "Study|Blinding|Sample size|Follow-up|Attrition|Overall|Weight" {
		t.Errorf("columns %s", got)
	}
	weight := regexp.MustCompile(`^[-]{0,1}[0-9]{0,}.{0,1}[0-9]{1,}$`) // by which robvis knows the column
	studies := map[string]bool{}
	for _, row := range rows[1:] {
		if studies[row[0]] || row[0] == "" {
			t.Errorf("the study %q stands twice: robvis would draw one over the other", row[0])
		}
		studies[row[0]] = true
		for _, word := range row[1 : len(row)-1] {
			if !slices.Contains(robvis.Words, word) {
				t.Errorf("%s: robvis knows no judgement %q", row[0], word)
			}
		}
		w, err := strconv.ParseFloat(row[len(row)-1], 64)
		if !weight.MatchString(row[len(row)-1]) || err != nil || w < 0 || w > 100 {
			t.Errorf("%s: the weight %q", row[0], row[len(row)-1])
		}
	}
	f := readBack(t, "robvis.csv", data)
	if f.Format != exchange.RobvisCSV || len(f.Records) != len(rows)-1 || len(f.Warnings) > 0 {
		t.Fatalf("%s, %d records of %d, %v", f.Format, len(f.Records), len(rows)-1, f.Warnings)
	}
	for i, r := range f.Records {
		got := []string{string(r.Title)}
		for _, d := range r.Appraisal.Domains {
			got = append(got, string(d.Judgement))
		}
		if got = append(got, string(r.Appraisal.Overall)); !slices.Equal(got, rows[i+1][:6]) {
			t.Fatalf("%q, want %q", got, rows[i+1][:6])
		}
	}
}

func readBack(t testing.TB, name string, data []byte) exchange.File {
	t.Helper()
	f, err := read.File(context.Background(), name, data, nil)
	if err != nil || f.Refused != "" {
		t.Fatalf("%v, refused: %s", err, f.Refused)
	}
	return f
}

// members are the files of an archive.
func members(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func tableOf(t testing.TB, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Our own importer reads the studies of the package, every number of its data rows, and every judgement with its support.
func TestTheReviewIsImportedAgainWithoutLoss(t *testing.T) {
	lib := starterLibrary(t)
	data, _ := write(t, lib, export.Request{As: export.RevMan, Claims: []string{claimOf(t, lib, "a001-01"), claimOf(t, lib, "a000-01"), claimOf(t, lib, "a002-01")}})
	files := members(t, data)
	f := readBack(t, "review.zip", data)
	for _, w := range f.Warnings {
		if !strings.Contains(w.Message, "“Judged for”") {
			t.Errorf("something is left out: %s", w.Message)
		}
	}
	byName := map[string]exchange.Record{}
	for _, r := range f.Records {
		byName[string(r.Title)] = r
	}
	studies := tableOf(t, files["study-data/study-information.csv"])
	if len(studies)-1 != len(f.Records) || len(f.Records) == 0 {
		t.Errorf("%d studies of %d", len(f.Records), len(studies)-1)
	}
	number := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	said := func(x exchange.Result) string {
		e, c := x.Experimental, x.Control
		return strings.Join([]string{x.Outcome, number(x.Estimate), number(x.SE), number(e.Mean), number(e.SD), number(e.Events), number(e.N), number(c.Mean), number(c.SD), number(c.Events), number(c.N)}, "|")
	}
	// a result that stands in several comparisons comes once
	seen := map[string]map[string]bool{}
	for _, row := range tableOf(t, files["analysis-data/data-rows.csv"])[1:] {
		want := strings.Join(append([]string{row[2]}, row[7:17]...), "|")
		if !slices.ContainsFunc(byName[row[5]].Trial.Results, func(x exchange.Result) bool { return said(x) == want }) {
			t.Errorf("%s lacks %q", row[5], want)
		}
		if seen[row[5]] == nil {
			seen[row[5]] = map[string]bool{}
		}
		seen[row[5]][want] = true
	}
	for name, rows := range seen {
		if got := len(byName[name].Trial.Results); got != len(rows) {
			t.Errorf("%s has %d results, want %d", name, got, len(rows))
		}
	}
	judged := map[string]bool{}
	for _, row := range tableOf(t, files["study-data/risk-of-bias.csv"])[1:] {
		if judged[row[0]] {
			continue // the importer takes the first, and says so
		}
		judged[row[0]] = true
		var got []string
		for _, d := range byName[row[0]].Appraisal.Domains {
			got = append(got, string(d.Judgement), string(d.Support))
		}
		if got = append(got, string(byName[row[0]].Appraisal.Overall)); !slices.Equal(got, row[1:10]) {
			t.Errorf("%s: %q, want %q", row[0], got, row[1:10])
		}
	}
	if len(judged) == 0 || len(seen) == 0 {
		t.Error("nothing is judged, or nothing has a result")
	}
}

func TestTheTablesForRAreAsTheirDescriptionSays(t *testing.T) {
	lib := starterLibrary(t)
	data, _ := write(t, lib, export.Request{As: export.Tidy})
	files := members(t, data)
	var about struct {
		Resources []struct {
			Path   string
			Schema struct {
				Fields []struct{ Name, Type, Description string }
			}
		}
	}
	if err := json.Unmarshal(files["datapackage.json"], &about); err != nil {
		t.Fatal(err)
	}
	keys := map[string]map[string]bool{} // uids by table
	for _, r := range about.Resources {
		rows := tableOf(t, files[r.Path])
		if len(rows) < 2 {
			t.Errorf("%s is empty", r.Path)
		}
		keys[r.Path] = map[string]bool{}
		for i, f := range r.Schema.Fields {
			if rows[0][i] != f.Name || f.Description == "" || !strings.Contains(string(files["README.md"]), "`"+f.Name+"`") {
				t.Errorf("%s: column %d is %q, described as %q (%q)", r.Path, i, rows[0][i], f.Name, f.Description)
			}
			for _, row := range rows[1:] {
				if i == 0 {
					keys[r.Path][row[0]] = true
				}
				if !fits(row[i], f.Type) {
					t.Errorf("%s, %s: %q is no %s", r.Path, f.Name, row[i], f.Type)
				}
			}
		}
	}
	for _, row := range tableOf(t, files["results.csv"])[1:] {
		if !keys["claims.csv"][row[0]] || !keys["trials.csv"][row[2]] {
			t.Errorf("a result of the claim %s and the trial %s, which are in no table", row[0], row[2])
		}
	}
	for _, row := range tableOf(t, files["facts.csv"])[1:] {
		if !keys["trials.csv"][row[0]] || row[10] != "" && !keys["documents.csv"][row[10]] {
			t.Errorf("a fact of %s in document %q, which are in no table", row[1], row[10])
		}
	}
}

func fits(cell, kind string) bool {
	var err error
	switch {
	case cell == "" || kind == "string":
	case kind == "number":
		_, err = strconv.ParseFloat(cell, 64)
	case kind == "integer":
		_, err = strconv.Atoi(cell)
	case kind == "boolean":
		return cell == "TRUE" || cell == "FALSE"
	default:
		return false
	}
	return err == nil
}

// Every reference of the library comes back from each format.
func TestReferencesOfTheLibraryComeBack(t *testing.T) {
	lib := starterLibrary(t)
	documents, err := lib.Documents(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var first []exchange.Record
	for _, as := range []export.As{export.RIS, export.BibTeX, export.CSLJSON} {
		data, _ := write(t, lib, export.Request{As: as})
		f := readBack(t, "references", data)
		if len(f.Records) <= len(documents) {
			t.Errorf("%s: %d references, and no paper of a trial beside %d documents", as, len(f.Records), len(documents))
		}
		for i, d := range documents {
			if diff := cmp.Diff(export.RecordOf(d), f.Records[i], cmpopts.IgnoreFields(exchange.Record{}, "At", "Warnings", "DuplicateOf"), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: -want +got:\n%s", as, diff)
			}
		}
		if first == nil {
			first = f.Records
		}
		if diff := cmp.Diff(first, []exchange.Record(f.Records), cmpopts.IgnoreFields(exchange.Record{}, "At", "Warnings", "DuplicateOf"), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s says something else than RIS: -ris +got:\n%s", as, diff)
		}
	}
	murrough := slices.IndexFunc(first, func(r exchange.Record) bool { return r.PMID == "23982301" })
	if murrough < 0 {
		t.Fatal("the paper of Murrough 2013 is missing")
	}
	r := first[murrough]
	if r.Journal != "Am J Psychiatry" || r.Volume != "170" || r.Pages != "1134-42" || len(r.Authors) != 3 || r.Authors[0] != (exchange.Author{Family: "Murrough", Given: "JW"}) ||
		!strings.HasSuffix(string(r.Title), "a two-site randomized controlled trial") {
		t.Errorf("%+v", r)
	}
}
