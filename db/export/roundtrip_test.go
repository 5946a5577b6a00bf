package export_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/exchange"
	"claimgrade/db/export"
	"claimgrade/db/intake"
)

// imported is a new library with what a file holds.
func imported(t *testing.T, name string, data []byte) *db.Library {
	t.Helper()
	ctx := context.Background()
	lib, err := db.Create(ctx, filepath.Join(t.TempDir(), "imported.sqlite"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	plan, err := intake.Propose(ctx, lib, []exchange.File{readBack(t, name, data)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plan.Store(ctx, lib, intake.Storing{Action: "Import"}); err != nil {
		t.Fatal(err)
	}
	return lib
}

const bibliography = "TY  - JOUR\r\nTI  - Rain & <wind>: a {trial} of 50%\r\nAU  - van der Berg, Kari Anne\r\nAU  - Øverås, J.-P.\r\nAU  - Rain Study Group\r\nAU  - King, Martin, Jr.\r\n" +
	"PY  - 2016\r\nT2  - Journal of Rain\r\nVL  - 12\r\nIS  - 3 Suppl 1\r\nSP  - 101\r\nEP  - 109\r\nDO  - 10.1000/xyz.2016.0123\r\nAN  - 12345678\r\nDB  - PubMed\r\n" +
	"N1  - Trial registration: NCT00000123, ISRCTN12345678\r\nUR  - https://example.org/a_b?c=1\r\nLA  - eng\r\nAB  - Background: =1+1 rained.\r\nER  - \r\n" +
	"TY  - JOUR\r\nTI  - Wind\r\nAU  - Hansen, K\r\nAU  - Lie, BC\r\nPY  - 2017\r\nER  - \r\n"

// From a file through a library into a file no field is lost.
func TestABibliographyGoesThroughALibraryWithoutLoss(t *testing.T) {
	want := readBack(t, "x.ris", []byte(bibliography)).Records
	if len(want) != 2 || len(want[0].Authors) != 4 || want[0].Authors[0].Given != "Kari Anne" {
		t.Fatalf("%+v", want)
	}
	lib := imported(t, "x.ris", []byte(bibliography))
	for _, as := range []export.As{export.RIS, export.BibTeX, export.CSLJSON} {
		data, _ := write(t, lib, export.Request{As: as})
		got := readBack(t, "x", data).Records
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(exchange.Record{}, "At", "Warnings", "DuplicateOf"), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: -want +got:\n%s", as, diff)
		}
	}
}

// What RevMan is given makes trials with the same numbers when it is imported: those of the groups, and estimates as they
// were printed.
func TestNumbersOfAReviewAreTheSameAfterAnImport(t *testing.T) {
	lib := starterLibrary(t)
	ctx := context.Background()
	data, _ := write(t, lib, export.Request{As: export.RevMan})
	again, err := imported(t, "review.zip", data).Trials(ctx)
	if err != nil {
		t.Fatal(err)
	}
	dossiers, err := lib.Dossiers(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	compared := map[appraisal.FieldKey]int{}
	for _, d := range dossiers {
		for _, l := range d.Linked {
			result, ok := l.Result()
			if !ok {
				continue
			}
			at := slices.IndexFunc(again, func(x appraisal.Trial) bool { return x.Name == l.Trial.Name })
			if at < 0 {
				t.Errorf("%s is missing", l.Trial.Name)
				continue
			}
			for _, key := range []appraisal.FieldKey{appraisal.FieldRegistration, appraisal.FieldPMID, appraisal.FieldDOI, appraisal.FieldYear} {
				if got, want := again[at].Facts.Text(key), l.Trial.Facts.Text(key); !strings.Contains(strings.ToLower(want), strings.ToLower(got)) || got == "" && want != "" {
					t.Errorf("%s: %s is %q, want %q", l.Trial.Name, key, got, want)
				}
			}
			there := slices.IndexFunc(again[at].Results, func(r appraisal.Result) bool { return r.Name == result.Name })
			if there < 0 {
				continue // no number of it is recorded, which the export says
			}
			for key, f := range again[at].Results[there].Facts {
				if key == appraisal.FieldOutcome || key == appraisal.FieldSE && !result.Facts.Has(key) {
					continue // the name of the result; a standard error that the rules computed
				}
				if got, want := f.Value, result.Facts.Text(key); got != want {
					t.Errorf("%s, %s: %s is %q, want %q", l.Trial.Name, result.Name, key, got, want)
				}
				compared[key]++
			}
		}
	}
	for _, key := range []appraisal.FieldKey{appraisal.FieldEstimate, appraisal.FieldSE, appraisal.FieldMeasure, appraisal.FieldNExp, appraisal.FieldEventsExp} {
		if compared[key] == 0 {
			t.Errorf("no %s was compared: %v", key, compared)
		}
	}
	// a result that several claims rest on comes once: there is nothing to tell its copies by
	for _, x := range again {
		said := map[string]int{}
		for _, r := range x.Results {
			if said[r.Name]++; said[r.Name] == 2 {
				t.Errorf("%s has %s twice", x.Name, r.Name)
			}
		}
	}
	// a hazard ratio is none of the events that stand beside it: what was printed is what is written
	at := slices.IndexFunc(again, func(x appraisal.Trial) bool { return x.Name == "Daly 2019 (SUSTAIN-1)" })
	there := slices.IndexFunc(again[at].Results, func(r appraisal.Result) bool { return r.Name == "Relapse, stable remitters" })
	if f := again[at].Results[there].Facts; f.Text(appraisal.FieldMeasure) != "hazard-ratio" || f.Text(appraisal.FieldEstimate) != "0.49" || !f.Has(appraisal.FieldSE) {
		t.Errorf("the hazard ratio has come as %q %q", f.Text(appraisal.FieldMeasure), f.Text(appraisal.FieldEstimate))
	}
}
