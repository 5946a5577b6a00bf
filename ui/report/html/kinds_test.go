package html_test

import (
	"context"
	"path/filepath"
	"testing"

	"claimgrade/db"
	"claimgrade/db/starter"
	"claimgrade/ui/report"
	"claimgrade/ui/report/html"
)

// Claims of different kinds of the library that the program comes with: an effect, a limit on duration, a citation, what
// no trial can answer, the state of the evidence.
var starterClaims = []string{"a000-03", "a001-01", "a000-02", "a000-06", "a001-09"}

func TestEveryKindOfReportCanBeReadByEverybody(t *testing.T) {
	chromium(t)
	axe(t)
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "starter.sqlite")
	if err := starter.Create(ctx, path, db.Options{}); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	dossiers, err := lib.Dossiers(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	uids := map[string]string{}
	for _, d := range dossiers {
		if d.Claim.Part == 0 {
			uids[d.Claim.Key] = d.Claim.UID
		}
	}
	r := report.Request{Format: report.HTML, Date: "2026-03-01"}
	for _, key := range starterClaims {
		if uids[key] == "" {
			t.Fatalf("the starter library holds no claim %s", key)
		}
		r.Claims = append(r.Claims, uids[key])
	}
	for _, kind := range report.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			r.Kind = kind
			doc, err := report.Compose(ctx, lib, r, nil)
			if err != nil {
				t.Fatal(err)
			}
			page, err := html.Render(ctx, doc)
			if err != nil {
				t.Fatal(err)
			}
			before := ""
			if kind == report.Slides {
				before = `document.documentElement.classList.remove("live");`
			}
			for _, v := range violations(t, page, before) {
				t.Error(v)
			}
		})
	}
}
