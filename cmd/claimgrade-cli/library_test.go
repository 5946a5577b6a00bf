package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// starterLibrary is a starter library that the program itself wrote, once for all tests. Nobody may change it: a test
// that wants to takes a copy.
var starterLibrary string

func TestMain(m *testing.M) { os.Exit(withStarter(m)) }

func withStarter(m *testing.M) int {
	folder, err := os.MkdirTemp("", "claimgrade-cli")
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer os.RemoveAll(folder)
	starterLibrary = filepath.Join(folder, "ketamine.claimgrade")
	if got := start("", "starter", "-o", starterLibrary); got != (ran{}) {
		fmt.Printf("the starter library was not made: %+v\n", got)
		return 1
	}
	return m.Run()
}

// mine returns the path of a copy of the starter library, alone in a folder of its own.
func mine(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mine.claimgrade")
	copyFile(t, starterLibrary, path)
	return path
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// folderOf lists the folder of a file with a hash of everything in it.
func folderOf(t testing.TB, path string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(filepath.Dir(path), e.Name()))
		if err != nil && !e.IsDir() {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %d %x\n", e.Name(), len(data), sha256.Sum256(data))
	}
	return b.String()
}

// opened opens a library for writing, as the window would.
func opened(t testing.TB, path string) *db.Library {
	t.Helper()
	lib, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	return lib
}

// reads are the commands that read a library; %s is its path.
var reads = [][]string{
	{"claims", "%s"}, {"claims", "%s", "--json"}, {"verdict", "%s", "a001-01"}, {"verdict", "--json", "%s", "a001-01.1"},
	{"check", "%s"}, {"dump", "%s"}, {"report", "%s", "a001-04", "-o", "-", "--format", "txt"}, {"figure", "%s", "a001-01", "-o", "-", "--format", "svg"},
}

func on(path string, command []string) []string {
	args := make([]string, len(command))
	for i, a := range command {
		args[i] = strings.ReplaceAll(a, "%s", path)
	}
	return args
}

func TestReadingCommandsLeaveTheLibraryAndItsFolderAsTheyWere(t *testing.T) {
	path := mine(t)
	before := folderOf(t, path)
	for _, command := range reads {
		got := start("", on(path, command)...)
		if got.code != exitOK || got.stderr != "" || got.out == "" {
			t.Errorf("%v: exit %d, %q", command, got.code, got.stderr)
		}
		if after := folderOf(t, path); after != before {
			t.Fatalf("%v left\n%swhere there was\n%s", command, after, before)
		}
	}
}

func TestALibraryThatCannotBeUsedIsRefusedInASentenceAndLeftAlone(t *testing.T) {
	change := func(query string) func(t *testing.T) string {
		return func(t *testing.T) string {
			path := mine(t)
			raw, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?_pragma=journal_mode(DELETE)")
			if err != nil {
				t.Fatal(err)
			}
			_, err = raw.Exec(query)
			if err = errors.Join(err, raw.Close()); err != nil {
				t.Fatal(err)
			}
			return path
		}
	}
	in := func(contents string) func(t *testing.T) string {
		return func(t *testing.T) string { return file(t, contents) }
	}
	for _, c := range []struct {
		name, says string
		make       func(t *testing.T) string
	}{
		{"a missing file", "There is no file", func(t *testing.T) string { return filepath.Join(t.TempDir(), "gone.claimgrade") }},
		{"a folder", "It is a folder", func(t *testing.T) string { return t.TempDir() }},
		{"an empty file", "It is empty", in("")},
		{"a text file", "is not a ClaimGrade library", in("These are notes, not a library.\n" + strings.Repeat("x", 5000))},
		{"another program's database", "belongs to another program", change("PRAGMA application_id = 7")},
		{"a newer library", "made by a newer ClaimGrade", change("PRAGMA user_version = 9999")},
		{"an older library", "made by an earlier ClaimGrade", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "older.claimgrade")
			copyFile(t, filepath.Join("..", "..", "db", "testdata", "v3.sqlite"), path)
			return path
		}},
		{"a truncated library", "is damaged", func(t *testing.T) string {
			path := mine(t)
			if err := os.Truncate(path, 200_000); err != nil {
				t.Fatal(err)
			}
			return path
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := c.make(t)
			before := folderOf(t, path)
			for _, command := range append(reads, []string{"backup", "%s", "-o", "%s.copy"}) {
				got := start("", on(path, command)...)
				if got.code != exitRefused || got.out != "" || !strings.HasPrefix(got.stderr, path+": ") || !strings.Contains(got.stderr, c.says) ||
					strings.Count(got.stderr, "\n") != 1 || !strings.HasSuffix(got.stderr, ".\n") {
					t.Errorf("%v: exit %d, stdout of %d bytes, stderr %q", command, got.code, len(got.out), got.stderr)
				}
			}
			if after := folderOf(t, path); after != before {
				t.Errorf("left\n%swhere there was\n%s", after, before)
			}
		})
	}
}

func TestALibraryLeftByACrashIsReadWholeAndLeftAsItWas(t *testing.T) {
	source := mine(t)
	lib := opened(t, source)
	do(t, lib, func(b *db.Batch) {
		b.PutClaim(appraisal.Claim{Label: "Saved at the last moment", Text: "Saved just before the crash.", Kind: appraisal.KindReport})
	})
	path := filepath.Join(t.TempDir(), "crashed.claimgrade")
	for _, end := range []string{"", "-wal", "-shm"} {
		copyFile(t, source+end, path+end)
	}
	names := func() string {
		var s []string
		for _, line := range strings.Split(folderOf(t, path), "\n") {
			if !strings.Contains(line, "-shm ") { // an index of the -wal file, made anew by whoever opens it
				s = append(s, line)
			}
		}
		return strings.Join(s, "\n")
	}
	before := names()
	for _, command := range append(reads, []string{"backup", "%s", "-o", filepath.Join(t.TempDir(), "copy")}) {
		got := start("", on(path, command)...)
		if got.code != exitOK || got.stderr != "" {
			t.Errorf("%v: %+v", command, got)
		}
		if command[0] == "claims" && !strings.Contains(got.out, "Saved at the last moment") {
			t.Errorf("%v lacks what was saved last", command)
		}
		if after := names(); after != before {
			t.Fatalf("%v left\n%swhere there was\n%s", command, after, before)
		}
	}
}

func do(t testing.TB, lib *db.Library, build func(b *db.Batch)) {
	t.Helper()
	err := lib.Do(context.Background(), db.Action{Name: "Test"}, func(b *db.Batch) error {
		build(b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOutputNeverReplacesAFile(t *testing.T) {
	path := mine(t)
	existing := filepath.Join(filepath.Dir(path), "existing.claimgrade")
	copyFile(t, file(t, "precious"), existing)
	before := folderOf(t, path)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"starter", "-o", existing}, existing + ": The library “existing.claimgrade” was not created: there is a file of that name already."},
		{[]string{"backup", path, "-o", existing}, existing + ": The copy “existing.claimgrade” was not written: there is a file of that name already."},
		{[]string{"backup", path, "-o", path}, path + ": The copy “mine.claimgrade” was not written: there is a file of that name already."},
		{[]string{"starter", "-o", filepath.Join(path, "x")}, "the file or its folder"},
		{[]string{"backup", "-o", filepath.Join(existing+".gone", "x"), path}, "the file or its folder does not exist"},
	} {
		if got := start("", c.args...); got.code != exitRefused || got.out != "" || !strings.Contains(got.stderr, c.says) {
			t.Errorf("%v: %+v", c.args, got)
		}
	}
	if after := folderOf(t, path); after != before {
		t.Errorf("left\n%swhere there was\n%s", after, before)
	}
}

func TestABackupOfALibraryInUseHoldsAllOfIt(t *testing.T) {
	path := mine(t)
	lib := opened(t, path) // as a window that stays open
	do(t, lib, func(b *db.Batch) { b.PutReviewer(appraisal.Reviewer{Name: "Ada"}) })
	copied := filepath.Join(t.TempDir(), "copy.claimgrade")
	if got := start("", "backup", path, "-o", copied); got != (ran{}) {
		t.Fatalf("%+v", got)
	}
	want, have := start("", "dump", path), start("", "dump", copied)
	if want.code != exitOK || have != want || !strings.Contains(want.out, `"Ada"`) {
		t.Errorf("the copy dumps %d bytes, the library %d: %s%s", len(have.out), len(want.out), want.stderr, have.stderr)
	}
	if got := start("", "check", copied); got.code != exitOK {
		t.Errorf("%+v", got)
	}
}

func TestALibraryInJSONIsMadeALibraryAgain(t *testing.T) {
	path := mine(t)
	do(t, opened(t, path), func(b *db.Batch) { b.PutReviewer(appraisal.Reviewer{Name: "Ada"}) })
	text := filepath.Join(t.TempDir(), "library.json")
	if got := start("", "export", path, "--as", "json", "-o", text); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	again, whole := filepath.Join(t.TempDir(), "again.claimgrade"), start("", "export", path, "--as", "json", "-o", "-")
	if got := start("", "from-json", text, "-o", again); got != (ran{}) {
		t.Fatalf("%+v", got)
	}
	want, have := start("", "dump", path), start("", "dump", again)
	if want.code != exitOK || have != want || start("", "export", again, "--as", "json", "-o", "-").out != whole.out {
		t.Errorf("the library dumps %d bytes, the one made of its JSON %d: %s", len(want.out), len(have.out), have.stderr)
	}
	piped := filepath.Join(t.TempDir(), "piped.claimgrade")
	if got := start(whole.out, "from-json", "-", "-o", piped); got != (ran{}) || start("", "dump", piped) != want {
		t.Errorf("through a pipe: %+v", got)
	}
	for _, args := range [][]string{{text, "-o", again}, {path, "-o", piped + "2"}, {text + "2", "-o", piped + "2"}} {
		if got := start("", append([]string{"from-json"}, args...)...); got.code != exitRefused || got.stderr == "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if got := start("", "from-json", text); got.code != exitUsage {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat(piped + "2"); err == nil {
		t.Error("a refused file has left a library")
	}
}

func TestEqualLibrariesDumpEqualBytes(t *testing.T) {
	again := filepath.Join(t.TempDir(), "again.claimgrade")
	if got := start("", "starter", "-o", again); got != (ran{}) {
		t.Fatalf("%+v", got)
	}
	one, other := start("", "dump", starterLibrary), start("", "dump", again)
	if one.code != exitOK || one.out == "" || one != other {
		t.Errorf("%d bytes and %d bytes", len(one.out), len(other.out))
	}
	lib := opened(t, again)
	do(t, lib, func(b *db.Batch) { b.PutReviewer(appraisal.Reviewer{Name: "Ada"}) })
	if changed := start("", "dump", again); changed.out == one.out {
		t.Error("a library with a reviewer more dumps the same")
	}
}

func TestCheckSaysAreaByAreaWhatItFound(t *testing.T) {
	got := start("", "check", starterLibrary)
	if got.code != exitOK || got.stderr != "" || strings.Count(got.out, "\n") != len(areas) || strings.Contains(got.out, "FAULT") {
		t.Errorf("a sound library: %+v", got)
	}
	for i, line := range strings.Split(strings.TrimSpace(got.out), "\n") {
		if !strings.HasPrefix(line, areas[i].area) {
			t.Errorf("line %d is %q", i+1, line)
		}
	}

	path := mine(t)
	raw, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?_pragma=journal_mode(DELETE)&_pragma=foreign_keys(0)")
	if err != nil {
		t.Fatal(err)
	}
	var log string // the trigger, which comes back word for word: else the library would be refused
	err = raw.QueryRow(`SELECT sql FROM sqlite_schema WHERE name = 'trial_delete'`).Scan(&log)
	for _, query := range []string{`DROP TRIGGER trial_delete`, `DELETE FROM trial WHERE key = 'murrough2013'`, log} {
		if err == nil {
			_, err = raw.Exec(query)
		}
	}
	if err = errors.Join(err, raw.Close()); err != nil {
		t.Fatal(err)
	}
	got = start("", "check", path)
	if got.code != exitRefused || !strings.HasPrefix(got.stderr, path+": the check found ") || !strings.Contains(got.out, "references  FAULT: A link refers to a trial that is not there.") {
		t.Errorf("a link to nothing: exit %d, %q\n%s", got.code, got.stderr, got.out)
	}
}

func TestWhatCouldNotBeCheckedIsNoFault(t *testing.T) {
	text, faults := checked([]db.Problem{{Area: "quotes", Skipped: true, Text: "2 quotes were not compared."}})
	if faults != 0 || !strings.Contains(text.String(), "quotes      not checked: 2 quotes were not compared.") {
		t.Errorf("%d faults\n%s", faults, text)
	}
	text, faults = checked([]db.Problem{{Area: "values", Doubt: true, Entity: db.EntityTrial, UID: "u", Text: "Fava, ketamine: Analysed (3) is more than randomised (2)."}})
	if faults != 0 || !strings.Contains(text.String(), "values      in doubt: Fava, ketamine: Analysed (3) is more than randomised (2). (trial u)") {
		t.Errorf("%d faults\n%s", faults, text)
	}
	text, faults = checked([]db.Problem{{Area: "file", Text: "The file is damaged."}})
	if faults != 1 || strings.Contains(text.String(), "ok") {
		t.Errorf("%d faults behind damage\n%s", faults, text)
	}
}

func TestWrongUsageOfLibraryCommands(t *testing.T) {
	for _, args := range [][]string{
		{"starter"}, {"starter", "-o"}, {"starter", "-o", ""}, {"starter", "x", "-o", "y"}, {"claims"}, {"claims", "a", "b"}, {"claims", "a", "--xml"},
		{"verdict", "a"}, {"verdict", "a", "b", "c"}, {"check"}, {"backup", "a"}, {"backup", "-o", "b"}, {"dump"}, {"dump", "a", "-o", "b"},
	} {
		got := start("", args...)
		if got.code != exitUsage || got.out != "" || !strings.Contains(got.stderr, "claimgrade-cli "+args[0]+" ") {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestOutputOfLibraryCommandsThatCannotBeWrittenIsReported(t *testing.T) {
	for _, command := range reads {
		closed, err := os.Create(filepath.Join(t.TempDir(), "out"))
		if err != nil {
			t.Fatal(err)
		}
		closed.Close()
		var stderr strings.Builder
		if code := run(on(starterLibrary, command), strings.NewReader(""), closed, &stderr); code != exitRefused || !strings.Contains(stderr.String(), "closed") {
			t.Errorf("%v: exit %d, %q", command, code, stderr.String())
		}
	}
}
