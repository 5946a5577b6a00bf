package markdown_test

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	goldhtml "github.com/yuin/goldmark/renderer/html"

	"claimgrade/ui/report/block"
	"claimgrade/ui/report/block/blocktest"
	"claimgrade/ui/report/markdown"
)

var forms = map[string]block.Form{"page": block.Page, "sheet": block.Sheet, "slides": block.Slides}

type renderer func(context.Context, block.Document) ([]byte, error)

func render(t testing.TB, make renderer, doc block.Document) string {
	t.Helper()
	out, err := make(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// reader reads Markdown with everything that GitHub reads in it, and footnotes too.
var reader = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(goldhtml.WithUnsafe()))

var ours = regexp.MustCompile(`^(at-)?[A-Za-z0-9_-]+$`)

// look reads Markdown as its readers do: what is seen, and what in it is markup that no report has.
func look(t testing.TB, text string) (seen string, wrong []string) {
	t.Helper()
	var page bytes.Buffer
	if err := reader.Convert([]byte(text), &page); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			out.WriteString(n.Data)
		case n.Type == html.CommentNode:
			wrong = append(wrong, "a comment")
		case n.Type == html.ElementNode && !strings.Contains(" html head body h1 h2 h3 h4 h5 h6 p ul ol li strong em a br hr table thead tbody tr th td blockquote ", " "+n.Data+" "):
			wrong = append(wrong, "an element "+n.Data)
		}
		for _, a := range n.Attr {
			if bad := badAttribute(n.Data, a); bad != "" {
				wrong = append(wrong, bad)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return out.String(), wrong
}

func badAttribute(element string, a html.Attribute) string {
	good := false
	switch element + " " + a.Key {
	case "a id":
		good = ours.MatchString(a.Val)
	case "a href":
		good = strings.HasPrefix(a.Val, "https://example.org/") || strings.HasPrefix(a.Val, "https://doi.org/") || strings.HasPrefix(a.Val, "https://clinicaltrials.gov/") || strings.HasPrefix(a.Val, "#") && ours.MatchString(a.Val[1:])
	case "th style", "td style":
		good = strings.HasPrefix(a.Val, "text-align:")
	case "ol start":
		good = true
	}
	if good {
		return ""
	}
	return "an attribute " + a.Key + " of " + element + ": " + a.Val
}

func TestAllOfAReportIsInTheTextInItsOrder(t *testing.T) {
	for name, form := range forms {
		doc := blocktest.Report(form)
		text, plain := render(t, markdown.Render, doc), render(t, markdown.Plain, doc)
		if folder := os.Getenv("CLAIMGRADE_PAGES"); folder != "" {
			for file, data := range map[string]string{name + ".md": text, name + ".txt": plain} {
				if err := os.WriteFile(filepath.Join(folder, file), []byte(data), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		seen, wrong := look(t, text)
		if missing := missing(doc, seen); missing != "" || len(wrong) > 0 {
			t.Errorf("%s: Markdown lacks %q, or holds %v", name, missing, wrong)
		}
		if missing := blocktest.Missing(blocktest.BodyTexts(doc), strings.ReplaceAll(unbarred(plain), "↯", "")); missing != "" {
			t.Errorf("%s: plain text lacks %q", name, missing)
		}
		for kind, out := range map[string]string{"Markdown": text, "plain text": plain} {
			if strings.HasSuffix(out, "\n\n") || !strings.HasSuffix(out, "\n") {
				t.Errorf("%s: %s ends in %q", name, kind, out[len(out)-3:])
			}
		}
		if text != render(t, markdown.Render, doc) || plain != render(t, markdown.Plain, doc) {
			t.Errorf("%s: two runs differ", name)
		}
	}
}

// missing does without the ↯ that stands between the symbol of a sign and its words.
func missing(doc block.Document, seen string) string {
	return blocktest.Missing(blocktest.Texts(doc), strings.ReplaceAll(seen, "↯", ""))
}

// unbarred is plain text without the bars beside bands.
func unbarred(plain string) string {
	return regexp.MustCompile(`(?m)^(\| ?)+`).ReplaceAllString(plain, "")
}

func TestWhateverALibraryHoldsStaysText(t *testing.T) {
	for _, nasty := range append(blocktest.Nasty, "*\\\n") {
		for name, form := range forms {
			doc := blocktest.Hostile(form, nasty)
			seen, wrong := look(t, render(t, markdown.Render, doc))
			if missing := missing(doc, seen); missing != "" || len(wrong) > 0 {
				t.Errorf("%s: %.60q: lacks %.60q, or holds %.300q", name, nasty, missing, wrong)
			}
		}
	}
}

func TestAnyTextStaysText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"*", "_", "`", "[", "]", "(", ")", "!", "<", ">", "&", "amp;", "#", "-", "+", "=", "1", ".", "|", "\\", "~", "\n", " ", "\t", "a", "é", "http://x.y", "www.x.y", ":", "—", "“"}), 1, 10)
		nasty := strings.Join(parts.Draw(rt, "text"), "")
		doc := blocktest.Hostile(block.Page, nasty)
		seen, wrong := look(t, render(t, markdown.Render, doc))
		if web := block.Web(nasty); web != "" { // then it was given as an address, too
			wrong = slices.DeleteFunc(wrong, func(w string) bool {
				address, is := strings.CutPrefix(w, "an attribute href of a: ")
				return is && plainly(address) == plainly(web)
			})
		}
		if missing := missing(doc, seen); missing != "" || len(wrong) > 0 {
			rt.Fatalf("lacks %q, or holds %q", missing, wrong)
		}
	})
}

// plainly is an address without its escapes, of which some are the format's and some the reader's.
func plainly(address string) string {
	plain, err := url.PathUnescape(address)
	if err != nil {
		return address
	}
	return plain
}

// The check itself must see what it is there for.
func TestWhatIsForeignToAReportIsFound(t *testing.T) {
	for _, planted := range []string{"`code`", "<b>x</b>", "![x](y.png)", "[x](javascript:alert)", "http://x.invalid", "~~x~~", "    code", "<!-- x -->"} {
		if _, wrong := look(t, "# t\n\n"+planted+"\n"); len(wrong) == 0 {
			t.Errorf("%s was not found", planted)
		}
	}
}

func TestMarkdownReadsAsAPersonWouldWriteIt(t *testing.T) {
	sign := block.Sign{Symbol: "–", Word: "Some concerns", Hollow: true, Overruled: true}
	doc := block.Document{Title: "On C# #", Foot: "ClaimGrade 1.0", Blocks: []block.Block{
		block.Heading{Level: 1, Text: "1. Trials"},
		block.Paragraph{ID: "p", Runs: []block.Run{{Text: "A "}, {Text: "bold ", Bold: true}, {Text: "word, see "}, {Text: "1", Link: "#r", Raised: true}, {Text: "."}}},
		block.List{Numbered: true, Items: []block.Item{{ID: "r", Runs: []block.Run{{Text: "Lo C. "}, {Text: "doi", Link: "https://doi.org/10.1/x"}}}}},
		block.List{Numbered: true, Items: []block.Item{{Runs: block.T("Another list")}}},
		block.Pairs{{Label: "Horizon", Runs: block.T("6 months\nor so")}},
		block.Table{Columns: []block.Column{{Head: "Trial"}, {Head: "n", Align: block.Right}}, Rows: []block.Row{
			{Cells: [][]block.Run{block.T("a|b\nc"), block.T("18")}}, {Cells: [][]block.Run{block.S(sign)}}}},
		block.Band{Blocks: []block.Block{block.Paragraph{Runs: block.T("- stands out")}}},
	}}
	want := strings.Join([]string{
		"# On C# \\#", "", "## 1. Trials", "", "A **bold** word, see [\\[1\\]](#r).", "", `1. <a id="r"></a>Lo C. [doi](https://doi.org/10.1/x)`, "",
		"1) Another list", "", "- **Horizon**: 6 months\\", "  or so", "", "| Trial | n |", "| --- | ---: |", `| a\|b<br>c | 18 |`,
		"| –↯ Some concerns, provisional, overruled |  |", "", "> \\- stands out", "", "---", "", "ClaimGrade 1.0", "",
	}, "\n")
	if got := render(t, markdown.Render, doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAListGoesOnWithItsNumbers(t *testing.T) {
	doc := block.Document{Blocks: []block.Block{block.List{Numbered: true, After: 8, Items: []block.Item{{Runs: block.T("nine")}, {Runs: block.T("ten")}}}}}
	for name, render := range map[string]func(context.Context, block.Document) ([]byte, error){"Markdown": markdown.Render, "text": markdown.Plain} {
		out, err := render(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(out), "9. nine\n") || !strings.Contains(string(out), "10. ten") {
			t.Errorf("%s: %q", name, out)
		}
	}
}
