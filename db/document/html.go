package document

import (
	"bytes"
	"io"
	"net/url"
	"strconv"
	"strings"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// What a web page has at most of which the article is told from what stands around it; of a larger one all is read.
const (
	mostElements   = 20_000
	largestArticle = 2 << 20 // bytes
)

// extractHTML reads the article of a web page. Scripts, pictures and styles are never looked at, let alone fetched.
func extractHTML(data []byte) (Content, error) {
	encoding, _, _ := charset.DetermineEncoding(data, "") // by its mark, then its meta elements, then its bytes
	text, err := io.ReadAll(encoding.NewDecoder().Reader(bytes.NewReader(data)))
	if err != nil {
		return Content{}, refuse("The web page's encoding could not be read (%v). Save it as PDF, and open that.", err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return Content{}, refuse("The web page could not be read: %v. Save it as PDF, and open that.", err)
	}
	title := titleOf(root)
	whole := htmlWriter{}
	whole.walk(root)
	whole.end()
	best := &whole
	if article, ok := articleOf(text, headingOf(root)); ok && article.enough(whole) {
		best = article
	}
	return best.content(title, "The web page")
}

// headingOf is the main heading of a page that has one: the finder of articles takes it away where it repeats the title,
// but what a headline claims is to be quoted too.
func headingOf(root *html.Node) string {
	var found []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if dropped[n.DataAtom] || hiddenElement(n) {
			return
		}
		if n.DataAtom == atom.H1 {
			in := &htmlWriter{}
			in.children(n)
			in.end()
			if text := plainLine(in.text.String()); text != "" {
				found = append(found, text)
			}
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// articleOf is the article with its heading, without what stands around it. A page on which its finder fails is read as a whole.
func articleOf(text []byte, heading string) (w *htmlWriter, ok bool) {
	defer func() {
		if recover() != nil {
			w, ok = nil, false
		}
	}()
	if len(text) > largestArticle {
		return nil, false
	}
	root, err := html.Parse(bytes.NewReader(text)) // anew, since the parser changes what it is given
	if err != nil {
		return nil, false
	}
	dropAll(root, dropped)
	parser := readability.NewParser()
	parser.MaxElemsToParse = mostElements
	article, err := parser.ParseDocument(root, &url.URL{Scheme: "https", Host: "localhost"})
	if err != nil || article.Node == nil {
		return nil, false
	}
	body := &htmlWriter{}
	body.walk(article.Node)
	body.end()
	if heading == "" || strings.Contains(body.text.String(), heading) {
		return body, true
	}
	w = &htmlWriter{}
	w.paragraph(heading)
	w.walk(article.Node)
	w.end()
	return w, true
}

// enough reports whether the article holds most of the page's text, and its references if the page has some: what is
// left out cannot be quoted.
func (w *htmlWriter) enough(whole htmlWriter) bool {
	return w.at*2 > whole.at && (w.hasReferences() || !whole.hasReferences())
}

func (w *htmlWriter) hasReferences() bool {
	for _, line := range strings.Split(w.text.String(), "\n") {
		if isReferencesHeading(line) {
			return true
		}
	}
	return false
}

// dropped are elements whose content is no text of the page.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true, atom.Object: true,
	atom.Embed: true, atom.Svg: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Select: true,
	atom.Textarea: true, atom.Button: true, atom.Input: true, atom.Head: true, atom.Nav: true, atom.Datalist: true,
}

// dropAll takes elements out of a tree, but for its head, which the article's finder reads.
func dropAll(n *html.Node, which map[atom.Atom]bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && which[c.DataAtom] && c.DataAtom != atom.Head {
			n.RemoveChild(c)
		} else {
			dropAll(c, which)
		}
		c = next
	}
}

// blocks are elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true,
	atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Main: true,
	atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Ul: true,
}

// htmlWriter writes the text of a tree of elements.
type htmlWriter struct {
	writer
	line   strings.Builder    // the paragraph that is being written; white space as in the source
	raised bool               // inside a superscript
	items  map[*html.Node]int // by list: the number of its next item
}

// end ends the paragraph: white space collapses, but for the line breaks that were asked for.
func (w *htmlWriter) end() {
	if w.line.Len() == 0 {
		return
	}
	lines := strings.Split(w.line.String(), lineBreak)
	w.line.Reset()
	for i, line := range lines {
		lines[i] = plainLine(printable(line))
	}
	w.paragraph(strings.Join(lines, "\n"))
}

// lineBreak stands for a line break until the paragraph ends: a character that printable would take out.
const lineBreak = "\x1e"

func (w *htmlWriter) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		text := strings.ReplaceAll(n.Data, lineBreak, "")
		if w.raised {
			text = superscript(text)
		}
		w.line.WriteString(text)
		return
	case n.Type == html.ElementNode && (dropped[n.DataAtom] || hiddenElement(n)):
		return
	case n.Type != html.ElementNode && n.Type != html.DocumentNode:
		return
	}
	switch {
	case n.DataAtom == atom.Br:
		w.line.WriteString(lineBreak)
	case n.DataAtom == atom.Table:
		w.end()
		w.table(n)
		w.end()
	case n.DataAtom == atom.Li:
		w.end()
		w.line.WriteString(w.bullet(n))
		w.children(n)
		w.end()
	case n.DataAtom == atom.Sup:
		was := w.raised
		w.raised = true
		w.children(n)
		w.raised = was
	case n.DataAtom == atom.Pre:
		w.end()
		w.pre(n)
		w.end()
	case blocks[n.DataAtom]:
		w.end()
		w.children(n)
		w.end()
	default:
		w.children(n)
	}
}

func (w *htmlWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
}

// pre keeps the line breaks of the source.
func (w *htmlWriter) pre(n *html.Node) {
	in := &htmlWriter{}
	in.children(n)
	w.line.WriteString(strings.ReplaceAll(strings.ReplaceAll(in.line.String(), "\r", ""), "\n", lineBreak))
}

// table writes a table as one paragraph, a line a row, with bars between the cells.
func (w *htmlWriter) table(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Caption:
			w.walk(c)
		case atom.Tr:
			var cells []string
			for cell := c.FirstChild; cell != nil; cell = cell.NextSibling {
				if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
					in := &htmlWriter{}
					in.children(cell)
					in.end()
					cells = append(cells, plainLine(in.text.String()))
				}
			}
			if w.line.Len() > 0 {
				w.line.WriteString(lineBreak)
			}
			w.line.WriteString(row(cells))
		case atom.Thead, atom.Tbody, atom.Tfoot:
			w.table(c)
		}
	}
}

// row joins cells; empty ones at the end go, and a row of empty cells is none.
func row(cells []string) string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return strings.Join(cells, " | ")
}

// bullet is what a list puts before an item: its number, or a dot.
func (w *htmlWriter) bullet(li *html.Node) string {
	list := li.Parent
	if list == nil || list.DataAtom != atom.Ol {
		return "• "
	}
	n, begun := w.items[list]
	if !begun {
		if w.items == nil {
			w.items = map[*html.Node]int{}
		}
		n = 1
		if start, err := strconv.Atoi(attribute(list, "start")); err == nil {
			n = start
		}
	}
	w.items[list] = n + 1
	return strconv.Itoa(n) + ". "
}

func hiddenElement(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attribute(n, "style")), " ", "")
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return attribute(n, "role") == "navigation" || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// titleOf is the title that the page gives its article, else its own.
func titleOf(root *html.Node) string {
	found := map[string]string{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Meta:
				name := strings.ToLower(attribute(n, "name") + attribute(n, "property"))
				if found[name] == "" {
					found[name] = attribute(n, "content")
				}
			case atom.Title:
				if n.FirstChild != nil && found["title"] == "" {
					found["title"] = n.FirstChild.Data
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	for _, name := range []string{"citation_title", "dc.title", "og:title", "title"} {
		if t := plainLine(found[name]); t != "" {
			return printable(t)
		}
	}
	return ""
}

// superscript raises digits, so that a reference's number does not run into the word before it. Other words stay.
func superscript(s string) string {
	if strings.Trim(s, "0123456789,;-–−+ \t\n") != "" {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return raised[r-'0']
		}
		return r
	}, s)
}
