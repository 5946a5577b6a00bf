package tr_test

import (
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"claimgrade/ui/tr"
)

// callers are the functions whose first texts are keys, with how many of their arguments are.
var callers = map[string]struct{ first, count int }{"tr.T": {0, 1}, "tr.Key": {0, 1}, "tr.N": {1, 2}}

// keys finds the English texts in the sources of the window, each with a place where it stands.
func keys(t testing.TB) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			c, ok := callers[called(call.Fun)]
			for i := c.first; ok && i < c.first+c.count && i < len(call.Args); i++ {
				if text, literal := literalOf(call.Args[i]); literal && text != "" {
					found[text] = files.Position(call.Pos()).String()
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func called(e ast.Expr) string {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	pkg, ok := sel.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return pkg.Name + "." + sel.Sel.Name
}

// literalOf is a text written in the source, in one piece or in several with plus signs.
func literalOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		return constant.StringVal(constant.MakeFromLiteral(e.Value, e.Kind, 0)), true
	case *ast.BinaryExpr:
		x, okX := literalOf(e.X)
		y, okY := literalOf(e.Y)
		return x + y, okX && okY
	case *ast.ParenExpr:
		return literalOf(e.X)
	}
	return "", false
}

// own are the keys of the toolkit's own texts, which stand in its files of the same name.
func own(t testing.TB) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("../../assets/lang/fyne.en.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]any
	if err := json.Unmarshal(text, &texts); err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for key := range texts {
		all[key] = true
	}
	return all
}

func TestEveryTextIsThereInEveryLanguage(t *testing.T) {
	here, toolkit := keys(t), own(t)
	maps.Copy(here, spokenKeys(t))
	words := spokenWords(t)
	if len(here) < 1500 {
		t.Fatalf("only %d texts found in the sources: is the search broken?", len(here))
	}
	for _, l := range tr.Languages {
		if l == tr.English { // its texts are the keys themselves
			continue
		}
		there, err := tr.Texts(l)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range slices.Sorted(maps.Keys(here)) {
			if there[text] == "" {
				t.Errorf("%s: %s lacks %q", here[text], l, text)
			}
		}
		for text := range there {
			if here[text] == "" && !toolkit[text] && !words[text] {
				t.Errorf("%s translates %q, which is nowhere in the sources", l, text)
			}
		}
		for text := range toolkit {
			if there[text] == "" {
				t.Errorf("%s lacks the toolkit's %q", l, text)
			}
		}
	}
}

var verbOf = regexp.MustCompile(`%(\[(\d+)\])?[-+#0]*[\d*]*(\.\d+)?([a-zA-Z%])`)

// verbs are those of a format by the argument they take, as in "1d 2s".
func verbs(format string) string {
	var all []string
	next := 1
	for _, m := range verbOf.FindAllStringSubmatch(format, -1) {
		if m[4] == "%" {
			continue
		}
		if m[2] != "" {
			next, _ = strconv.Atoi(m[2])
		}
		all = append(all, strconv.Itoa(next)+m[4])
		next++
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

func TestATranslationPutsInTheSameValues(t *testing.T) {
	for _, l := range tr.Languages {
		texts, err := tr.Texts(l)
		if err != nil {
			t.Fatal(err)
		}
		for english, there := range texts {
			if verbs(english) != verbs(there) {
				t.Errorf("%s: %q takes %q, its translation %q takes %q", l, english, verbs(english), there, verbs(there))
			}
		}
	}
}

// Two files may translate the same English text; then they must agree, or the screen would depend on their order.
func TestNoTextIsTranslatedInTwoWays(t *testing.T) {
	paths, err := filepath.Glob("../../assets/lang/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatal("no files of translations:", err)
	}
	type seen struct{ text, path string }
	all := map[string]seen{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := json.Unmarshal(text, &texts); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		language := strings.Split(filepath.Base(path), ".")[1]
		for english, there := range texts {
			key := language + "\x00" + english
			if s, ok := all[key]; ok && s.text != there {
				t.Errorf("%q is %q in %s and %q in %s", english, s.text, s.path, there, path)
			}
			all[key] = seen{there, path}
		}
	}
}
