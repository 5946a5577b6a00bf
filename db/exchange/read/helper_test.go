package read

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/db/exchange"
)

// sample is a small file of a format in the shape in which programs write it.
type sample struct {
	name, format string
	records      int
	data         []byte
}

func samples(t testing.TB) []sample {
	t.Helper()
	var out []sample
	for _, s := range []sample{
		{name: "pubmed.nbib", format: exchange.NBIB}, {name: "embase.ris", format: exchange.RIS},
		{name: "zotero.bib", format: exchange.BibTeX}, {name: "zotero.json", format: exchange.CSLJSON},
		{name: "registry.json", format: exchange.CTGov, records: 1}, {name: "registry-legacy.json", format: exchange.CTGovLegacy, records: 1},
		{name: "robvis.csv", format: exchange.RobvisCSV}, {name: "scopus.csv", format: exchange.CSV},
		{name: "package/CD900001-data-rows.csv", format: exchange.RevManCSV},
		{name: "package/CD900001-risk-of-bias.csv", format: exchange.RevManCSV},
	} {
		data, err := os.ReadFile(filepath.Join("testdata", s.name))
		if err != nil {
			t.Fatal(err)
		}
		if s.data = data; s.records == 0 {
			s.records = 2
		}
		out = append(out, s)
	}
	return append(out, sample{"package.zip", exchange.RevManZip, 2, packed(t)})
}

// packed is the data package as a zip.
func packed(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := z.AddFS(os.DirFS("testdata/package")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readAs(t testing.TB, name string, data []byte) exchange.File {
	t.Helper()
	f, err := File(context.Background(), name, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// understood is what a file yields, without its name and without warnings about the file as a whole.
func understood(t testing.TB, f exchange.File) string {
	t.Helper()
	f.Name, f.Warnings = "", nil
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
