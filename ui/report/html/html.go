// Package html turns the blocks of a report into HTML: one file that needs nothing else, to be read on a screen or printed;
// a slide show of the same kind; or a fragment for the clipboard. It must not know what a report is about.
//
// Every text goes through text or attribute, which escape it, so that whatever a library holds is shown and never run. The
// policy in the head of the file forbids the reader's browser everything else as well: no network, no script but our own.
package html

import (
	"context"
	"fmt"
	"regexp"

	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// Render makes a whole file of a document: pages, or a slide show if that is its form.
func Render(ctx context.Context, doc block.Document) ([]byte, error) {
	w := newWriter(ctx, doc)
	var err error
	if doc.Form == block.Slides {
		err = w.slideShow(doc)
	} else {
		err = w.pages(doc)
	}
	if err != nil {
		return nil, fmt.Errorf("writing %q as HTML: %w", block.Clean(doc.Title), err)
	}
	return w.out.Bytes(), nil
}

// Fragment is what the clipboard gets as rich text: tags with a meaning and with styles of their own, which text
// processors and mail programs keep. Figures are said in words, and links within the document are its words alone.
func Fragment(ctx context.Context, doc block.Document) ([]byte, error) {
	w := newWriter(ctx, doc)
	w.fragment = true
	w.open("div", "fragment", "lang", languageOf(doc))
	w.element("h1", "", doc.Title)
	if err := w.blocks(doc.Blocks); err != nil {
		return nil, fmt.Errorf("writing %q for the clipboard: %w", block.Clean(doc.Title), err)
	}
	if doc.Foot != "" {
		w.element("p", "small", doc.Foot)
	}
	w.close("div")
	w.raw("\n")
	return w.out.Bytes(), nil
}

func (w *writer) pages(doc block.Document) error {
	form := "page"
	if doc.Form == block.Sheet {
		form = "sheet"
	}
	w.head(doc, style(pageStyle)+pageBoxes(doc), "")
	w.open("body", form)
	w.raw("\n")
	w.open("a", "skip", "href", "#content")
	w.text(tr.T("Skip to the content"))
	w.close("a")
	w.raw("\n")
	w.open("main", "", "id", "content")
	w.raw("\n")
	w.element("h1", "", doc.Title)
	if err := w.blocks(doc.Blocks); err != nil {
		return err
	}
	w.close("main")
	w.raw("\n")
	if doc.Foot != "" {
		w.open("footer", "")
		w.element("p", "", doc.Foot)
		w.close("footer")
		w.raw("\n")
	}
	w.raw("</body>\n</html>\n")
	return nil
}

// head writes everything before the body. Only the script that is given may run.
func (w *writer) head(doc block.Document, css, script string) {
	policy := "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
	if script != "" {
		policy += "; script-src 'sha256-" + digest(script) + "'"
	}
	w.raw("<!DOCTYPE html>\n")
	w.open("html", "", "lang", languageOf(doc))
	w.raw("\n<head>\n<meta charset=\"utf-8\">\n")
	w.meta("http-equiv", "Content-Security-Policy", policy)
	w.meta("name", "viewport", "width=device-width, initial-scale=1")
	w.meta("name", "generator", "ClaimGrade")
	if doc.Author != "" {
		w.meta("name", "author", oneLine(doc.Author))
	}
	if doc.Date != "" {
		w.meta("name", "dcterms.date", oneLine(doc.Date))
	}
	w.element("title", "", oneLine(doc.Title))
	w.raw("<style>\n" + css + "</style>\n</head>\n")
}

func (w *writer) meta(kind, name, content string) {
	w.open("meta", "", kind, name, "content", content)
	w.raw("\n")
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)

// languageOf is the language of a document as HTML writes it; text that is no language tag is not one.
func languageOf(doc block.Document) string {
	if languageTag.MatchString(doc.Language) {
		return doc.Language
	}
	return string(tr.Current())
}
