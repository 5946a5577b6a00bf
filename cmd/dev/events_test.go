package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The files of a small module whose packages end in every way a test run can end.
var unhappyModule = map[string]string{
	"go.mod": "module unhappy\n\ngo 1.21\n",
	"mixed/mixed_test.go": `package mixed
import ("fmt"; "testing")
func TestPasses(t *testing.T) {}
func TestSkips(t *testing.T) { t.Skip("not here") }
func TestFails(t *testing.T) { t.Error("the reason of the failure") }
func TestThread(t *testing.T) { fmt.Println("*** Error in Fyne call thread, this should have been called in fyne.Do ***") }
func TestParent(t *testing.T) {
	t.Log("what the parent logged")
	t.Run("good", func(t *testing.T) {})
	t.Run("bad", func(t *testing.T) { t.Run("deep", func(t *testing.T) { t.Error("deep down") }) })
	t.Run("left out", func(t *testing.T) { t.Skip() })
}
func TestParentAlone(t *testing.T) {
	t.Run("good", func(t *testing.T) {})
	t.Error("the parent's own mistake")
}
`,
	"broken/broken_test.go":   "package broken\nimport \"testing\"\nfunc TestNever(t *testing.T) { undefined() }\n",
	"panics/panics_test.go":   "package panics\nimport \"testing\"\nfunc TestPanics(t *testing.T) { panic(\"out of the blue\") }\n",
	"refuses/refuses_test.go": "package refuses\nimport (\"fmt\"; \"os\"; \"testing\")\nfunc TestMain(m *testing.M) { fmt.Println(\"no database\"); os.Exit(3) }\nfunc TestNever(t *testing.T) {}\n",
	"dies/dies_test.go":       "package dies\nimport (\"os\"; \"testing\")\nfunc TestDies(t *testing.T) { t.Log(\"last words\"); os.Exit(4) }\n",
	"empty/empty.go":          "package empty\n",
}

func writeModule(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestARealTestRunIsCountedByItsLeavesAndEveryWayToFailCountsOnce(t *testing.T) {
	got := commands{root: writeModule(t, unhappyModule)}.tests("./...")

	// Passed: TestPasses, TestParent/good, TestParentAlone/good. Skipped: TestSkips, "left out".
	// Failed: TestFails, TestThread, TestParent/bad/deep, TestParentAlone, and the packages broken, panics, refuses, dies.
	if got.passed != 3 || got.failed != 8 || got.skipped != 2 {
		t.Errorf("counted %s; want 3 passed, 8 failed, 2 skipped\n%+v", got, got.failures)
	}
	shown := map[string]string{}
	for _, f := range got.failures {
		shown[f.name] += f.output
	}
	for name, want := range map[string]string{
		"unhappy/mixed TestFails":                                                "the reason of the failure",
		"unhappy/mixed TestParent/bad/deep":                                      "deep down",
		"unhappy/mixed TestParent":                                               "what the parent logged",
		"unhappy/mixed TestParentAlone":                                          "the parent's own mistake",
		"unhappy/mixed TestThread (touches a widget off the window's goroutine)": "Error in Fyne call thread",
		"unhappy/broken (does not build)":                                        "undefined: undefined",
		"unhappy/panics TestPanics":                                              "out of the blue",
		"unhappy/refuses":                                                        "no database",
	} {
		if !strings.Contains(shown[name], want) {
			t.Errorf("under %q the report shows %q, want it to hold %q", name, shown[name], want)
		}
	}
	if all := strings.Join(values(shown), "\n"); !strings.Contains(all, "last words") {
		t.Errorf("what a dying test printed last is lost:\n%s", all)
	}
}

func values(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

func TestARunWithoutTestsOrWithAWrongPackageFails(t *testing.T) {
	in := commands{root: writeModule(t, map[string]string{"go.mod": "module m\n\ngo 1.21\n", "empty/empty.go": "package empty\n"})}
	for _, pkg := range []string{"./...", "./mistyped"} {
		if got := in.tests(pkg); got.failed != 1 || got.passed != 0 {
			t.Errorf("go test %s counted %s, want one failure", pkg, got)
		}
	}
}

func TestTheStreamIsReadThroughLinesThatAreNoEvents(t *testing.T) {
	stream := strings.Join([]string{
		`go: downloading something`,
		`{"Action":"start","Package":"p"}`,
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"` + strings.Repeat("x", 1<<20) + `\n"}`,
		`{"Action":"pass","Package":"p","Test":"TestA","Elapsed":0}`,
		`{"Action":"output","Package":"p","Output":"*** Error in Fyne call thread ***\n"}`,
		`{"Action":"pass","Package":"p","Elapsed":0}`,
		`{"not":"an event"}`,
	}, "\n")
	got, stray, err := readTests(strings.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	if got.passed != 1 || got.failed != 1 {
		t.Errorf("counted %s; want the test passed and the package failed for its thread error", got)
	}
	if want := "go: downloading something\n{\"not\":\"an event\"}"; stray != want {
		t.Errorf("the rest is %q, want %q", stray, want)
	}
}
