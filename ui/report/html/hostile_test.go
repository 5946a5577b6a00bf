package html_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"claimgrade/ui/report/block"
	"claimgrade/ui/report/block/blocktest"
)

// elements are all that a report may be made of.
var elements = strings.Fields(`html head meta title style body a main h1 h2 h3 h4 h5 h6 p ul ol li dl div dt dd table caption
	colgroup col thead tbody tr th td figure figcaption hr footer section strong em sup span small bdi br svg desc rect line polygon circle text
	nav button dialog script`)

// attributes are all they may have, with what may stand in them. Words may stand where a reader's program shows them as such.
var attributes = map[string]*regexp.Regexp{
	"class": regexp.MustCompile(`^[a-z ]+$`), "id": regexp.MustCompile(`^[A-Za-z0-9_-]+$`), "lang": regexp.MustCompile(`^(en|nb)$`),
	"href": regexp.MustCompile(`^(#[A-Za-z0-9_-]+|https?://.*)$`), "style": regexp.MustCompile(`^[-A-Za-z0-9 #%.,:;]+$`),
	"role": regexp.MustCompile(`^[a-z-]+$`), "scope": regexp.MustCompile(`^(row|col)$`), "tabindex": regexp.MustCompile(`^0$`),
	"type": regexp.MustCompile(`^button$`), "content": nil, "name": nil, "charset": nil, "http-equiv": nil, "title": nil, "data-words": nil, "data-of": nil,
}

// look reads a page as a browser does: what is seen, and what is wrong with it.
func look(t testing.TB, page []byte) (seen string, wrong []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var walk func(n *html.Node, drawn bool)
	walk = func(n *html.Node, drawn bool) {
		switch n.Type {
		case html.CommentNode:
			wrong = append(wrong, "a comment")
		case html.TextNode:
			out.WriteString(n.Data)
		case html.ElementNode:
			wrong = append(wrong, faults(n, drawn)...)
			if n.Data == "style" || n.Data == "script" || n.Data == "head" && n.Namespace == "" {
				return
			}
			drawn = drawn || n.Data == "svg"
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, drawn)
		}
	}
	walk(root, false)
	return out.String(), wrong
}

func faults(n *html.Node, drawn bool) []string {
	var wrong []string
	if !slices.Contains(elements, n.Data) {
		wrong = append(wrong, "an element "+n.Data)
	}
	for _, a := range n.Attr {
		allowed, known := attributes[a.Key]
		switch {
		case drawn || n.Data == "svg" || strings.HasPrefix(a.Key, "aria-"): // drawn from numbers; or shown as words
			if strings.HasPrefix(a.Key, "on") || a.Key == "href" || a.Key == "style" {
				wrong = append(wrong, "an attribute "+a.Key+" in a picture")
			}
		case !known || allowed != nil && !allowed.MatchString(a.Val):
			wrong = append(wrong, "an attribute "+a.Key+" of "+n.Data+": "+a.Val)
		}
	}
	return wrong
}

func TestAllOfAReportIsOnThePageInItsOrder(t *testing.T) {
	for name, form := range forms {
		doc := blocktest.Report(form)
		for _, page := range [][]byte{render(t, doc), fragment(t, doc)} {
			seen, wrong := look(t, page)
			if missing := blocktest.Missing(blocktest.Texts(doc), seen); missing != "" || wrong != nil {
				t.Errorf("%s lacks %q, or holds %v", name, missing, wrong)
			}
		}
	}
}

func TestWhateverALibraryHoldsIsShownAndNotRun(t *testing.T) {
	for _, nasty := range blocktest.Nasty {
		for name, form := range forms {
			doc := blocktest.Hostile(form, nasty)
			for _, page := range [][]byte{render(t, doc), fragment(t, doc)} {
				seen, wrong := look(t, page)
				if missing := blocktest.Missing(blocktest.Texts(doc), seen); missing != "" || wrong != nil {
					t.Errorf("%s: %.60q: lacks %.60q, or holds %.300q", name, nasty, missing, wrong)
				}
			}
		}
	}
}

func TestAnyTextIsShown(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		nasty := rapid.SliceOfN(rapid.SampledFrom([]string{"<", ">", "&", "\"", "'", "/", "script", "-->", "]]>", "\n", "\x00", "\u202e", "a", " ", "é", "א", "#", ":"}), 1, 12).Draw(rt, "text")
		doc := blocktest.Hostile(block.Page, strings.Join(nasty, ""))
		seen, wrong := look(t, render(t, doc))
		if missing := blocktest.Missing(blocktest.Texts(doc), seen); missing != "" || wrong != nil {
			rt.Fatalf("lacks %q, or holds %q", missing, wrong)
		}
	})
}

// The check itself must see what it is there for.
func TestWhatIsForeignToAReportIsFound(t *testing.T) {
	for _, planted := range []string{`<img src=x>`, `<a href="javascript:alert(1)">x</a>`, `<p onclick="x()">`, `<p style="background:url(//x)">`, `<!-- x -->`, `<svg onload=x()></svg>`} {
		page := strings.Replace(string(render(t, blocktest.Report(block.Page))), "</main>", planted+"</main>", 1)
		if _, wrong := look(t, []byte(page)); len(wrong) == 0 {
			t.Errorf("%s: found %v", planted, wrong)
		}
	}
}

func TestLinksGoOnlyWhereSomethingIs(t *testing.T) {
	links := []struct{ link, want string }{
		{"#here", `href="#at-here"`}, {"#nowhere", ""}, {"#", ""}, {"https://example.org/a?b=1&c=2", `href="https://example.org/a?b=1&amp;c=2"`},
		{"javascript:alert(1)", ""}, {"data:text/html,x", ""}, {"//example.org", ""}, {"file:///etc", ""}, {"https://", ""}, {"h ttp://x", ""},
	}
	for _, c := range links {
		doc := block.Document{Title: "t", Blocks: []block.Block{
			block.Paragraph{ID: "here", Runs: []block.Run{{Text: "words", Link: c.link}}}, block.Paragraph{ID: "here"},
		}}
		page := string(render(t, doc))
		if got := regexp.MustCompile(`<a href="[^"]*">words</a>`).FindString(page); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s became %q, want %q", c.link, got, c.want)
		}
		if n := strings.Count(page, `id="at-here"`); n != 1 {
			t.Errorf("the place is there %d times", n)
		}
	}
}

func TestHeadingsHaveNoGaps(t *testing.T) {
	doc := block.Document{Title: "t", Blocks: []block.Block{
		block.Heading{Level: 3, Text: "a"}, block.Heading{Level: 9, Text: "b"}, block.Heading{Level: -1, Text: "c"}, block.Heading{Level: 2, Text: "d"},
	}}
	got := regexp.MustCompile(`<h\d`).FindAllString(string(render(t, doc)), -1)
	if want := []string{"<h1", "<h2", "<h3", "<h2", "<h3"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
