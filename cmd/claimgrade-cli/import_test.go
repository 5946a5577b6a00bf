package main

import (
	"archive/zip"
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files of import anew")

// importSamples are files of all formats in the shape in which programs write them.
const importSamples = "../../db/exchange/read/testdata"

// packed is the data package of a review as a zip.
func packed(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := z.AddFS(os.DirFS(filepath.Join(importSamples, "package"))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return saved(t, "package.zip", b.String())
}

// saved writes a file into a folder of its own and returns its path.
func saved(t *testing.T, name, contents string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(contents), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func sampleOf(name string) string { return filepath.Join(importSamples, name) }

// nowhere is the path of a library that there is not.
func nowhere(t *testing.T) string { return filepath.Join(t.TempDir(), "none.claimgrade") }

func TestImportPrintsWhatWasUnderstoodOfEachFormat(t *testing.T) {
	for _, path := range []string{
		sampleOf("pubmed.nbib"), sampleOf("embase.ris"), sampleOf("zotero.bib"), sampleOf("zotero.json"), sampleOf("registry.json"),
		sampleOf("registry-legacy.json"), sampleOf("robvis.csv"), sampleOf("scopus.csv"), sampleOf("package/CD900001-data-rows.csv"), packed(t),
	} {
		t.Run(filepath.Base(path), func(t *testing.T) {
			library := nowhere(t)
			got := start("", "import", library, path, "--dry-run", "--json")
			if got.code != exitOK || got.stderr != "" || strings.Count(got.out, "\n") != 1 {
				t.Fatalf("exit %d, %s", got.code, got.stderr)
			}
			if _, err := os.Stat(library); err == nil {
				t.Error("a library was made")
			}
			golden := filepath.Join("testdata", "import", filepath.Base(path)+".golden")
			out := strings.Replace(got.out, asJSON(t, path), `"FILE"`, 1)
			if *update {
				if err := os.WriteFile(golden, []byte(out), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), out); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// fileKeys and recordKeys are public, in their order.
var (
	fileKeys   = []string{"file", "format", "records", "warnings", "refused"}
	recordKeys = []string{
		"kind", "title", "authors", "year", "doi", "pmid", "registry_ids", "abstract", "journal", "volume", "issue", "pages", "url",
		"language", "duplicate_of", "trial", "appraisal", "warnings",
	}
)

func TestImportKeysStayAsTheyAreAndAreDescribed(t *testing.T) {
	document, err := os.ReadFile("../../docs/case-format.md")
	if err != nil {
		t.Fatal(err)
	}
	out := start("", "import", nowhere(t), sampleOf("robvis.csv"), "--json", "--dry-run").out
	if diff := cmp.Diff(fileKeys, keysOf(t, out)); diff != "" {
		t.Error(diff)
	}
	v, err := parseJSON([]byte(out))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(recordKeys, v.members["records"].items[0].names); diff != "" {
		t.Error(diff)
	}
	for _, k := range append(fileKeys, recordKeys...) {
		if !strings.Contains(string(document), "`"+k+"`") {
			t.Errorf("docs/case-format.md does not name %q", k)
		}
	}
}

func TestARefusedFileDoesNotKeepTheOthersFromBeingReported(t *testing.T) {
	bad, missing := saved(t, "notes.ris", "Dear colleague"), filepath.Join(t.TempDir(), "missing.ris")
	got := start("", "import", "--json", nowhere(t), bad, sampleOf("embase.ris"), missing, "--dry-run")
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	if got.code != exitRefused || len(lines) != 3 {
		t.Fatalf("exit %d, %d lines, %s", got.code, len(lines), got.stderr)
	}
	for i, want := range []string{`"format":null,"records":[],"warnings":[],"refused":"This text is in no format`, `"format":"ris"`, `"refused":"There is no file`} {
		if !strings.Contains(lines[i], want) {
			t.Errorf("line %d: %s", i+1, lines[i])
		}
	}
	if !strings.HasPrefix(got.stderr, bad+": This text") || !strings.Contains(got.stderr, "\n"+missing+": There is no file") {
		t.Errorf("%q", got.stderr)
	}
}

func TestALargeFileIsRefusedWithoutReadingIt(t *testing.T) {
	path := saved(t, "large.json", "[")
	if err := os.Truncate(path, 1<<30); err != nil {
		t.Fatal(err)
	}
	if got := start("", "import", nowhere(t), path, "--dry-run", "--json"); got.code != exitRefused || !strings.Contains(got.stderr, "1024 MB") {
		t.Errorf("exit %d, %s", got.code, got.stderr)
	}
}

func TestADryRunLeavesTheLibraryAsItWas(t *testing.T) {
	path := mine(t)
	before := folderOf(t, path)
	got := start("", "import", path, sampleOf("embase.ris"), sampleOf("registry.json"), "--dry-run")
	if got.code != exitOK || got.stderr != "" || !strings.Contains(got.out, "ris") {
		t.Errorf("exit %d, %q, %s", got.code, got.stderr, got.out)
	}
	if after := folderOf(t, path); after != before {
		t.Errorf("there is\n%swhere there was\n%s", after, before)
	}
}

func TestImportStoresWhatItUnderstoodOnce(t *testing.T) {
	library := nowhere(t)
	first := start("", "import", library, sampleOf("embase.ris"), sampleOf("registry.json"))
	if first.code != exitOK || first.stderr != "" || !strings.HasPrefix(first.out, "Stored: ") {
		t.Fatalf("exit %d, %q, %s", first.code, first.stderr, first.out)
	}
	if out := start("", "dump", library).out; !strings.Contains(out, "10.1000/xyz.2016.0123") || !strings.Contains(out, "NCT99000001") {
		t.Errorf("the library holds %s", out)
	}
	if got := start("", "import", library, sampleOf("embase.ris"), "--dry-run"); !strings.Contains(got.out, "2        2      0") {
		t.Errorf("it does not know its own records: %s", got.out)
	}
	before := start("", "dump", library).out
	again := start("", "import", library, sampleOf("embase.ris"), sampleOf("registry.json"))
	if again.code != exitOK || start("", "dump", library).out != before {
		t.Errorf("a second import changed the library: %s%s", again.out, again.stderr)
	}
	if got := start("", "check", library); got.code != exitOK {
		t.Errorf("%s%s", got.out, got.stderr)
	}
}

func TestNothingIsStoredIfAFileIsRefused(t *testing.T) {
	library := nowhere(t)
	got := start("", "import", library, sampleOf("embase.ris"), saved(t, "notes.ris", "Dear colleague"))
	if got.code != exitRefused || !strings.Contains(got.stderr, "nothing was stored") {
		t.Errorf("exit %d, %q", got.code, got.stderr)
	}
	if _, err := os.Stat(library); err == nil {
		t.Error("a library was made")
	}
}

func TestImportIntoWhatIsNoLibraryIsRefused(t *testing.T) {
	path := saved(t, "notes.claimgrade", "no library")
	for _, more := range [][]string{{"--dry-run", "--json"}, {}} {
		got := start("", append([]string{"import", path, sampleOf("embase.ris")}, more...)...)
		if got.code != exitRefused || got.out != "" || !strings.HasPrefix(got.stderr, path+": ") {
			t.Errorf("%+v", got)
		}
	}
}

func TestWrongUsageOfImport(t *testing.T) {
	for _, args := range [][]string{{"import"}, {"import", "lib"}, {"import", "lib", "--dry-run"}, {"import", "lib", "a.ris", "--quick"}} {
		if got := start("", args...); got.code != exitUsage || got.out != "" || !strings.Contains(got.stderr, "import LIBRARY FILE...") {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestWarningsAreListedForAReaderWithTheirPlaces(t *testing.T) {
	rows := strings.Repeat("A,High,Low,Low\n", 25)
	got := start("", "import", nowhere(t), saved(t, "many.csv", "Study,D1,D2,Overall\n"+rows), "--dry-run")
	if got.code != exitOK || !strings.Contains(got.out, "    line 2: The overall judgement “Low” is milder") || !strings.Contains(got.out, "    and 5 more; --json lists them all\n") {
		t.Errorf("%+v", got)
	}
}
