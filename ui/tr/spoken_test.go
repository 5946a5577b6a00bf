package tr_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The domain speaks English. What it can say is found in its sources: every text of two words or more, a joined one as
// the format that it amounts to. So nobody need mark a sentence there, and none is forgotten.

// composed are the formats that code makes of single words: a number with its noun, a verb with its subject.
var composed = []string{
	"1 trial", "%d trials", "1 person", "1 minute", "%d minutes", "1 hour", "1 day", "1 week", "1 year",
	"%s minutes", "%s days", "%s weeks", "%s years", "%s log unit (%s)", "%s log units (%s)", "%s percentage point",
	"%s percentage points", "%s standard deviation", "%s standard deviations", "%s point on %s", "%s points on %s",
	"%s improve %s", "%s worsen %s", "%s increase %s", "%s reduce %s",
	"%s improves %s", "%s worsens %s", "%s increases %s", "%s reduces %s",
	"%s probably improve %s", "%s probably worsen %s", "%s probably increase %s", "%s probably reduce %s",
	"%s probably improves %s", "%s probably worsens %s", "%s probably increases %s", "%s probably reduces %s",
	"%s may improve %s", "%s may worsen %s", "%s may increase %s", "%s may reduce %s",
	"%s make little or no difference to %s", "%s makes little or no difference to %s", "%s probably make little or no difference to %s",
	"%s probably makes little or no difference to %s", "%s may make little or no difference to %s",
	"%s are no better for %s than %s", "%s is no better for %s than %s", "%s are probably no better for %s than %s",
	"%s is probably no better for %s than %s", "%s may be no better for %s than %s",
	"%s are no worse for %s, within the margin, than %s", "%s is no worse for %s, within the margin, than %s",
	"%s are probably no worse for %s, within the margin, than %s", "%s is probably no worse for %s, within the margin, than %s",
	"%s may be no worse for %s, within the margin, than %s",
	"The trial does not show that %s are no better for %s than %s", "The trial does not show that %s is no better for %s than %s",
	"The trial does not show that %s are no worse for %s, within the margin, than %s", "The trial does not show that %s is no worse for %s, within the margin, than %s",
	"The trials do not show that %s are no better for %s than %s", "The trials do not show that %s is no better for %s than %s",
	"The trials do not show that %s are no worse for %s, within the margin, than %s", "The trials do not show that %s is no worse for %s, within the margin, than %s",
	"No linked trial shows whether %s are no better for %s than %s", "No linked trial shows whether %s is no better for %s than %s",
	"No linked trial shows whether %s are no worse for %s, within the margin, than %s", "No linked trial shows whether %s is no worse for %s, within the margin, than %s",
	"%s compared with %s", "%s within hours", "%s within days", "%s in the short term (weeks)", "%s over months",
	"%s over a year", "%s within %s", "%s after %s", "%s for up to %s", "%s for at least %s", "%s enough to matter",
	"convention, after Cochrane Handbook 6, chapter 23 (which would rather combine arms)",
	"convention, after Cochrane Handbook 6, chapter 23, crossover trials",
	"convention, after Cochrane Handbook 6, chapter 23, crossover trials (unit of analysis)",
	"convention, after Cochrane Handbook 6, chapter 23, cluster trials",
	"convention, after Cochrane Handbook 6, chapter 23, cluster trials (design effect)",
	"convention, after Cochrane Handbook 6, chapter 23, cluster trials (unit of analysis error)",
	"convention, after Cochrane Handbook 6, chapter 23, factorial trials",
	"%s by a large amount", "%s −%d", "%s certainty", "%s (from %s)", "day %s", "%s on day %s", "probable", "uncertain", "untested",
	"1 byte", "%d bytes", "1 byte is", "%d bytes are", "1 byte was", "%d bytes were", "one line", "%d lines", "line %d, column %d",
	"line %d, column %d, at %s", "line %d, column %d, in %s", "it is nested too deeply", "objects are nested too deeply",
	"%v stands where a study should", "%s is no list of studies", "%s is no search result", "and %d more", "%s and %d more", "other units", "nothing",
	"the outcome “%s”", "the outcome “%s”, posted for both arms", "%s is of the type %s", "%s in %d of %d of %s and %d of %d of %s",
	"Derived: %s. Would a participant have noticed?", "no time frame", "Registered primary outcome (%s).",
}

// read are texts of two words that code looks for in others, and those it makes the composed ones of.
var read = []string{
	"three times", "none stated", "not stated", "Low certainty", "compared with", "enough to matter", "by a large amount",
	"%s, cluster trials", "%s, cluster trials (design effect)", "%s, cluster trials (unit of analysis error)", "%s, crossover trials",
	"%s, crossover trials (unit of analysis)", "%s, factorial trials", "%s (which would rather combine arms)",
	"little or no difference to %s", "no better for %s", "no worse for %s, within the margin", "%s probably %s", "probably %s %s",
	"nearly always", "not consistent", "not consistently", "not proved", "not proven", "not robust", "not well established",
	"tend to", "tends to", "well established", "without doubt",
}

// unsaid are texts of the sources that no reader sees, or that are the same in every language: citations, names of data,
// SQL, patterns, how files begin, what others judged.
var unsaid = regexp.MustCompile(`^\(|^\^|^\$|^<!|^SQLite format|content-type:|^Overall: |^et al|SELECT|UPDATE|INSERT|DELETE|VACUUM|PRAGMA|CONFLICT|\b(19|20)\d\d\b|RoB 2|GRADE|Cochrane|convention|` +
	`CINeMA|Wilson's score|rule of three|Newcastle|ICH E1|McIntyre|Works Clearinghouse|^C-D, W-3$`)

// plainly is a text without the space and signs that join it to its neighbours.
func plainly(s string) string {
	s = strings.TrimLeft(strings.TrimSpace(s), ",;:· ")
	return strings.TrimRight(s, ",;: ")
}

var words2 = regexp.MustCompile(`\pL[\pL'’-]*[,;:]? +(%\S+ +)*[“(]?\pL`)

// word is one that a format may be known by.
var word = regexp.MustCompile(`(^|[ (])[\p{Lu}\p{Ll}]\p{Ll}{3,}($|[ :;,.)])`)

// formatters are the functions whose texts are formats; in all others a per cent sign is one.
var formatters = map[string]bool{
	"say": true, "step": true, "decided": true, "refuse": true, "apply": true, "Sprintf": true, "Fprintf": true, "Errorf": true, "Invalidf": true,
}

func spokenKeys(t testing.TB) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, c := range composed {
		found[c] = "composed"
	}
	for _, path := range sources(t, spokenIn...) {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		s := spoken{files: files, found: found, sentences: sentencesOnly(filepath.ToSlash(path))}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
				s.look(d, false)
			}
		}
	}
	for _, text := range read {
		delete(found, text)
	}
	return found
}

// spokenWords are all single texts of the domain: its words, of which it makes sentences.
func spokenWords(t testing.TB) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, path := range sources(t, spokenIn...) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if text, ok := literalOf(lit); ok {
					found[text], found[plainly(text)] = true, true
					for _, part := range strings.Split(text, "; ") { // of a source
						found[part] = true
					}
				}
			}
			return true
		})
	}
	return found
}

var spokenIn = []string{
	"../../appraisal", "../../appraisal/rules", "../../appraisal/whatif", "../../appraisal/propose", "../../appraisal/quote",
	"../../db", "../../db/document", "../../db/exchange", "../../db/exchange/*", "../../db/export", "../../db/fetch", "../../db/intake",
}

// sentencesOnly reports whether only the sentences of a source are said: where the other texts are data, such as the
// words and names by which a file is understood.
func sentencesOnly(path string) bool {
	return strings.HasPrefix(path, "../../appraisal/propose/") || strings.HasPrefix(path, "../../db/") &&
		!strings.HasPrefix(path, "../../db/document/") && !strings.HasPrefix(path, "../../db/exchange/read/")
}

func sources(t testing.TB, dirs ...string) (paths []string) {
	t.Helper()
	for _, dir := range dirs {
		all, err := filepath.Glob(dir + "/*.go")
		if err != nil || len(all) == 0 {
			t.Fatal("no sources in", dir, err)
		}
		for _, path := range all {
			if !strings.HasSuffix(path, "_test.go") {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

type spoken struct {
	files     *token.FileSet
	found     map[string]string
	sentences bool // only whole ones, and what failed
}

// look gathers the texts below a node; format says whether they are formats.
func (s spoken) look(n ast.Node, format bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field: // its tag
			s.look(n.Type, false)
			return false
		case *ast.CallExpr:
			is := formatters[lastName(n.Fun)]
			for _, a := range n.Args {
				s.look(a, is)
				if text, ok := s.folded(a, is); ok && s.sentences && lastName(n.Fun) == "fail" {
					s.found[plainly(text)] = s.files.Position(a.Pos()).String()
				}
			}
			s.look(n.Fun, false)
			return false
		case *ast.BinaryExpr:
			if text, ok := s.folded(n, format); ok {
				s.keep(text, n.Pos())
				s.below(n)
				return false
			}
		case *ast.BasicLit:
			if text, ok := s.folded(n, format); ok {
				s.keep(text, n.Pos())
			}
		}
		return true
	})
}

// below looks into the parts of a joined text that are no texts themselves.
func (s spoken) below(e ast.Expr) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		s.below(e.X)
		s.below(e.Y)
	case *ast.BasicLit:
	default:
		s.look(e, false)
	}
}

// folded is a joined text as a format: what is computed becomes a verb.
func (s spoken) folded(e ast.Expr, format bool) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, ok := literalOf(e)
		return text, ok
	case *ast.ParenExpr:
		return s.folded(e.X, format)
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false
		}
		x, okX := s.folded(e.X, format)
		y, okY := s.folded(e.Y, format)
		if !okX && !okY {
			return "", false
		}
		if !format && !written.MatchString(x+y) { // a per cent sign is one
			x, y = perCent(e.X, x), perCent(e.Y, y)
		}
		if !okX {
			x = "%s"
		}
		if !okY {
			y = "%s"
		}
		return x + y, true
	}
	return "", false
}

// written finds the verbs of a format that stands apart from its call.
var written = regexp.MustCompile(`%[sdvq]`)

// perCent doubles the per cent signs of a text that is joined with others to what amounts to a format.
func perCent(e ast.Expr, text string) string {
	if _, ok := e.(*ast.BasicLit); ok {
		return strings.ReplaceAll(text, "%", "%%")
	}
	return text
}

func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// failed is what a sentence about a failure of the library says first.
var failed = regexp.MustCompile(`\b(was|were|could) not\b|cannot be read`)

// sentence is how a whole one ends: with a full stop, or with what it is about.
var sentence = regexp.MustCompile(`\.$|^\p{Lu}.*\pL: %s$`)

// counted turns what a tally puts into its sentences into verbs.
var counted = strings.NewReplacer("{n}", "%d", "{line}", "%d", "{names}", "%s")

func (s spoken) keep(text string, at token.Pos) {
	text = counted.Replace(text)
	if !words2.MatchString(text) && !(written.MatchString(text) && word.MatchString(text)) || unsaid.MatchString(text) || s.sentences && !sentence.MatchString(text) && !failed.MatchString(text) {
		return
	}
	s.found[plainly(text)] = s.files.Position(at).String()
}
