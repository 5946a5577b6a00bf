package html_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/ui/report/block"
	"claimgrade/ui/report/block/blocktest"
	"claimgrade/ui/report/html"
)

var forms = map[string]block.Form{"page": block.Page, "sheet": block.Sheet, "slides": block.Slides}

func render(t testing.TB, doc block.Document) []byte {
	t.Helper()
	out, err := html.Render(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func fragment(t testing.TB, doc block.Document) []byte {
	t.Helper()
	out, err := html.Fragment(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// With CLAIMGRADE_PAGES=folder the pages of the tests are there to be looked at.
func TestTheSameReportGivesTheSameBytes(t *testing.T) {
	for name, form := range forms {
		doc := blocktest.Report(form)
		first := render(t, doc)
		if !bytes.Equal(first, render(t, doc)) || !bytes.Equal(fragment(t, doc), fragment(t, doc)) {
			t.Errorf("%s: two runs differ", name)
		}
		if folder := os.Getenv("CLAIMGRADE_PAGES"); folder != "" {
			for file, data := range map[string][]byte{name: first, name + "-fragment": fragment(t, doc)} {
				if err := os.WriteFile(filepath.Join(folder, file+".html"), data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
