package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	module  = "claimgrade"
	fyne    = "fyne.io/fyne/v2"
	fyneApp = fyne + "/app"
)

// pkg is one of the project's packages, as far as the rules of the layout look at it.
type pkg struct {
	path    string   // below the module: "ui/board"
	imports []string // by its own files, tests not counted; the project's packages without the module's name
	tests   []string // by its tests
	reaches []string // everything it is built from
	uses    []string // "time.Now", "fyne.Do", "go statement": what its own files do that some packages must not
}

// in reports whether the package is one of the folders or below one.
func (p pkg) in(folders ...string) bool { return below(p.path, folders...) }

func below(path string, folders ...string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return path == f || strings.HasPrefix(path, f+"/") })
}

// kit are the parts of the window that know no domain; common are those that do and that all screens share.
var (
	kit    = []string{"ui/widgets", "ui/theme", "ui/figure", "ui/work", "ui/dialogs", "ui/tr"}
	common = []string{"ui/session", "ui/words", "ui/signs", "ui/pictures", "ui/report", "ui/internal"}
)

// screenOf is the screen a package belongs to: the folder below ui, unless all screens share it.
func screenOf(path string) string {
	rest, ok := strings.CutPrefix(path, "ui/")
	if !ok || below(path, kit...) || below(path, common...) {
		return ""
	}
	folder, _, _ := strings.Cut(rest, "/")
	return folder
}

// A rule of the layout: what it says, and which of a package's words break it.
type rule struct {
	says   string
	breaks func(p pkg) []string
}

func which(words []string, bad func(string) bool) []string {
	var out []string
	for _, w := range words {
		if bad(w) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func ours(path string) bool { return below(path, "appraisal", "db", "ui", "cmd", "assets") }

var layout = []rule{
	{"appraisal reaches no window, no database and no network", func(p pkg) []string {
		if !p.in("appraisal") {
			return nil
		}
		return which(p.reaches, func(d string) bool {
			return below(d, "fyne.io", "database/sql", "modernc.org/sqlite", "net", "net/http") && d != "net/url"
		})
	}},
	{"appraisal opens no file and does not talk to the system", func(p pkg) []string {
		if !p.in("appraisal") {
			return nil
		}
		return which(p.imports, func(d string) bool {
			return below(d, "os", "io/fs", "io/ioutil", "path/filepath", "embed", "syscall", "log", "C")
		})
	}},
	{"appraisal does not ask the clock: now is an argument", func(p pkg) []string {
		if !p.in("appraisal") {
			return nil
		}
		return which(p.uses, func(u string) bool { return strings.HasPrefix(u, "time.") })
	}},
	{"the arrows point one way: cmd, ui, db, appraisal", func(p pkg) []string {
		allowed := []string{"appraisal", "db", "ui", "assets"}
		switch {
		case p.in("appraisal"):
			allowed = []string{"appraisal"}
		case p.in("db"):
			allowed = []string{"appraisal", "db", "assets"}
		case p.in("assets"):
			allowed = []string{"assets"}
		case p.in("cmd/dev"):
			allowed = nil
		case p.in("cmd/claimgrade"):
			allowed = append(allowed, "cmd/claimgrade") // its own parts
		}
		return which(p.imports, func(d string) bool { return ours(d) && !below(d, allowed...) })
	}},
	{"assets import only embed", func(p pkg) []string {
		if !p.in("assets") {
			return nil
		}
		return which(p.imports, func(d string) bool { return d != "embed" && !ours(d) })
	}},
	{"cmd/dev is built from the standard library without cgo", func(p pkg) []string {
		if !p.in("cmd/dev") {
			return nil
		}
		return which(slices.Concat(p.imports, p.tests), func(d string) bool {
			return d == "C" || strings.Contains(strings.Split(d, "/")[0], ".")
		})
	}},
	{"db, the words, the reports and the command-line program reach no window", func(p pkg) []string {
		if !p.in("db", "ui/words", "ui/pictures", "ui/figure/onpaper", "ui/report", "cmd/claimgrade-cli") {
			return nil
		}
		return which(p.reaches, func(d string) bool { return below(d, "fyne.io") })
	}},
	{"the reusable parts of the window know no domain", func(p pkg) []string {
		if !p.in(kit...) {
			return nil
		}
		return which(p.reaches, func(d string) bool { return below(d, "appraisal", "db") || below(d, common...) })
	}},
	{"what the screens share knows no screen", func(p pkg) []string {
		if !p.in(kit...) && !p.in(common...) {
			return nil
		}
		return which(p.reaches, func(d string) bool { return d == "ui" || screenOf(d) != "" })
	}},
	{"a screen does not import another screen", func(p pkg) []string {
		screen := screenOf(p.path)
		if screen == "" {
			return nil
		}
		return which(p.imports, func(d string) bool { return screenOf(d) != "" && screenOf(d) != screen })
	}},
	{"only cmd/claimgrade reaches the toolkit's app package, which needs a screen and cgo", func(p pkg) []string {
		if p.path == "cmd/claimgrade" {
			return nil
		}
		return which(slices.Concat(p.reaches, p.tests), func(d string) bool { return d == fyneApp })
	}},
	{"only ui/work starts goroutines and comes back from them; nothing waits for the window", func(p pkg) []string {
		if !p.in("ui") {
			return nil
		}
		return which(p.uses, func(u string) bool {
			return u == "fyne.DoAndWait" || (u == "fyne.Do" || u == "go statement") && !p.in("ui/work")
		})
	}},
	{"only db/fetch asks anything of the network, and the checks for the list of vulnerabilities", func(p pkg) []string {
		if p.in("db/fetch") || p.in("cmd/dev") {
			return nil
		}
		return which(p.imports, func(d string) bool { return below(d, "net/http", "net/rpc", "net/smtp", "golang.org/x/net/websocket") })
	}},
	{"screens are filled with values, not with data bindings", func(p pkg) []string {
		return which(p.imports, func(d string) bool { return d == fyne+"/data/binding" })
	}},
}

// violations names every broken rule, one line for each package and word.
func violations(pkgs []pkg) []string {
	var out []string
	for _, r := range layout {
		for _, p := range pkgs {
			for _, word := range r.breaks(p) {
				out = append(out, fmt.Sprintf("%s: %s breaks %q", p.path, word, r.says))
			}
		}
	}
	return out
}

func TestThePackagesKeepToTheLayout(t *testing.T) {
	root := filepath.Join("..", "..")
	pkgs := readPackages(t, root)
	if len(pkgs) == 0 {
		t.Fatal("no package was found")
	}
	for _, v := range violations(pkgs) {
		t.Error(v)
	}
}

func TestTheTopFolderHoldsOnlyWhatWasAgreed(t *testing.T) {
	agreed := []string{
		"appraisal", "assets", "cmd", "db", "docs", "ui",
		"FyneApp.toml", "LICENSE", "README.md", "go.mod", "go.sum",
		"bin", "claimgrade", "claimgrade-cli", // built, and ignored by git
	}
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if hidden := strings.HasPrefix(e.Name(), "."); !hidden && !slices.Contains(agreed, e.Name()) {
			t.Errorf("%s does not belong into the project's top folder", e.Name())
		}
	}
}

func TestEveryRuleOfTheLayoutCanBeBroken(t *testing.T) {
	for _, c := range []struct {
		p    pkg
		want string // part of the line, or nothing when the package is as it should be
	}{
		{pkg{path: "appraisal/stats", imports: []string{"fmt"}, reaches: []string{"fmt", "os", "net/url", "io/fs"}}, ""},
		{pkg{path: "appraisal/rules", reaches: []string{"fyne.io/fyne/v2"}}, "no window"},
		{pkg{path: "appraisal/rules", reaches: []string{"net/http"}}, "no network"},
		{pkg{path: "appraisal", imports: []string{"os"}}, "opens no file"},
		{pkg{path: "appraisal", uses: []string{"time.Now"}}, "clock"},
		{pkg{path: "appraisal", imports: []string{"db"}}, "one way"},
		{pkg{path: "db", imports: []string{"appraisal/rules", "assets", "os"}, uses: []string{"time.Now", "go statement"}}, ""},
		{pkg{path: "db/exchange/ris", imports: []string{"ui/report"}}, "one way"},
		{pkg{path: "db/document", reaches: []string{"fyne.io/fyne/v2"}}, "reach no window"},
		{pkg{path: "ui/report", reaches: []string{"fyne.io/fyne/v2"}}, "reach no window"},
		{pkg{path: "ui/board", imports: []string{"cmd/claimgrade"}}, "one way"},
		{pkg{path: "assets", imports: []string{"embed", "fmt"}}, "only embed"},
		{pkg{path: "assets", imports: []string{"db"}}, "one way"},
		{pkg{path: "cmd/dev", imports: []string{"github.com/google/uuid"}}, "standard library"},
		{pkg{path: "cmd/dev", imports: []string{"db"}}, "one way"},
		{pkg{path: "ui/widgets", imports: []string{"ui/theme"}, reaches: []string{"ui/theme", "fyne.io/fyne/v2"}}, ""},
		{pkg{path: "ui/widgets/deep", reaches: []string{"appraisal"}}, "no domain"},
		{pkg{path: "ui/figure", reaches: []string{"ui/board"}}, "knows no screen"},
		{pkg{path: "ui/dialogs", reaches: []string{"ui/session"}}, "no domain"},
		{pkg{path: "ui/session", reaches: []string{"db", "appraisal", "ui/work"}}, ""},
		{pkg{path: "ui/session", reaches: []string{"ui"}}, "knows no screen"},
		{pkg{path: "ui/words", reaches: []string{"ui/drawer/cards"}}, "knows no screen"},
		{pkg{path: "ui/board", imports: []string{"ui/board/rows", "ui/widgets", "ui/session", "db"}}, ""},
		{pkg{path: "ui/board", imports: []string{"ui/drawer"}}, "another screen"},
		{pkg{path: "ui", imports: []string{"ui/board", "ui/drawer"}}, ""},
		{pkg{path: "cmd/claimgrade", reaches: []string{fyneApp}, uses: []string{"go statement"}}, ""},
		{pkg{path: "ui", reaches: []string{fyneApp}}, "app package"},
		{pkg{path: "ui/board", tests: []string{fyneApp}}, "app package"},
		{pkg{path: "ui/work", uses: []string{"go statement", "fyne.Do"}}, ""},
		{pkg{path: "ui/work", uses: []string{"fyne.DoAndWait"}}, "nothing waits"},
		{pkg{path: "ui/board", uses: []string{"go statement"}}, "starts goroutines"},
		{pkg{path: "db/fetch", imports: []string{"net/http"}}, ""},
		{pkg{path: "db/document", imports: []string{"net/http"}}, "db/fetch"},
		{pkg{path: "ui/board", imports: []string{fyne + "/data/binding"}}, "data bindings"},
	} {
		got := violations([]pkg{c.p})
		switch {
		case c.want == "" && len(got) > 0:
			t.Errorf("%+v is as it should be, but: %s", c.p, got)
		case c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)):
			t.Errorf("%+v: got %q, want one line about %q", c.p, got, c.want)
		}
	}
}

// readPackages asks the go command what each package is built from and reads what its own files do. Reading the files here
// also tells the go command's test cache that this test depends on them.
func readPackages(t testing.TB, root string) []pkg {
	t.Helper()
	// -e: a package that does not build is a matter for the other checks.
	list := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,GoFiles,Imports,TestImports,XTestImports,Deps", "./...")
	list.Dir = root
	var complaints bytes.Buffer
	list.Stderr = &complaints
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaints.String())
	}
	uses := readUses(t, root)
	var pkgs []pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath                               string
			Imports, TestImports, XTestImports, Deps []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatalf("reading what go list printed: %v", err)
		}
		path := strings.TrimPrefix(p.ImportPath, module+"/")
		pkgs = append(pkgs, pkg{
			path:    path,
			imports: shorten(p.Imports),
			tests:   shorten(slices.Concat(p.TestImports, p.XTestImports)),
			reaches: shorten(p.Deps),
			uses:    uses[path],
		})
	}
}

func shorten(paths []string) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = strings.TrimPrefix(p, module+"/")
	}
	return out
}

// watched are the calls the rules speak of, by the package they come from.
var watched = map[string][]string{
	"time": {"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"},
	fyne:   {"Do", "DoAndWait"},
}

// readUses finds the watched calls and the go statements of every package's own files, tests not counted.
func readUses(t testing.TB, root string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if path != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil // not Go yet: the build says so
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		dir = filepath.ToSlash(dir)
		out[dir] = append(out[dir], usesOf(file)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func usesOf(file *ast.File) []string {
	names := map[string]string{} // as the file calls a watched package, to its path
	for _, i := range file.Imports {
		path := strings.Trim(i.Path.Value, `"`)
		if _, ok := watched[path]; !ok {
			continue
		}
		name := map[string]string{"time": "time", fyne: "fyne"}[path]
		if i.Name != nil {
			name = i.Name.Name
		}
		names[name] = path
	}
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			out = append(out, "go statement")
		case *ast.SelectorExpr:
			from, ok := n.X.(*ast.Ident)
			if !ok {
				break
			}
			if path := names[from.Name]; slices.Contains(watched[path], n.Sel.Name) {
				out = append(out, map[string]string{"time": "time.", fyne: "fyne."}[path]+n.Sel.Name)
			}
		}
		return true
	})
	return out
}

func TestForbiddenCallsAreSeenUnderAnyImportName(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", `package x
import (
	clock "time"
	"fyne.io/fyne/v2"
)
func f(time struct{ Now func() }) {
	go clock.Now()
	fyne.Do(func() { time.Now() })
	_ = clock.Duration(1)
}
`, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"go statement", "time.Now", "fyne.Do"}
	if got := usesOf(file); !slices.Equal(got, want) {
		t.Errorf("saw %q, want %q", got, want)
	}
}
