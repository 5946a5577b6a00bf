// Package document reads an article from a file: a PDF, a web page, a Word document or plain text become pages of text
// with paragraphs, and a PDF's pages can be drawn. What the file says is taken as it is: nothing in it is run, and
// nothing that it refers to is fetched. The package must not know libraries or screens.
package document

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"claimgrade/appraisal"
)

// Kind is what a file is.
type Kind string

// The kinds of file that are read.
const (
	KindPDF  Kind = "pdf"
	KindHTML Kind = "html"
	KindDOCX Kind = "docx"
	KindText Kind = "text"
)

// Content is what was read from a file.
type Content struct {
	Kind     Kind
	Title    string // as the file states it; empty if it does not
	Pages    []Page // a PDF's pages; one page of anything else
	Warnings []string
}

// Page is a page of text in reading order. Lines end in \n, paragraphs are parted by \n\n. A hyphen at a line's end
// stays: only a reader can tell whether it belongs to the word.
type Page struct {
	Text       string
	Paragraphs []Span
	Words      []Word  // of a PDF only, in the order of the text
	Width      float64 // of a PDF only, in points
	Height     float64
}

// Span is a stretch of a page's text, in characters (not bytes).
type Span struct{ Start, End int }

// Word is a word with its box on the page, in points from the page's top left.
type Word struct {
	Span
	X, Y, W, H float64
}

// What is read of a file at most. More than that is no article, and would not fit a window.
const (
	MaxFile       = 200 << 20  // bytes
	maxMarkup     = 50 << 20   // bytes of a file that is not a PDF
	maxPages      = 3_000      // of a PDF
	maxCharacters = 10_000_000 // of text
)

// Extract reads a file. Progress, if given, is told how many pages of how many are done. An error is a sentence that
// says what the file is and what to do.
func Extract(ctx context.Context, data []byte, progress func(done, total int)) (Content, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	kind, err := Recognise("", data)
	if err != nil {
		return Content{}, err
	}
	if err := ctx.Err(); err != nil {
		return Content{}, err
	}
	var c Content
	switch kind {
	case KindPDF:
		c, err = extractPDF(ctx, data, progress)
	case KindHTML:
		c, err = extractHTML(data)
	case KindDOCX:
		c, err = extractDOCX(data)
	default:
		c, err = extractText(data)
	}
	if err != nil {
		return Content{}, err
	}
	c.Kind = kind
	if kind != KindPDF {
		progress(1, 1)
	}
	return c, nil
}

// refuse is why a file is not read.
func refuse(format string, args ...any) error { return appraisal.Invalidf("file", format, args...) }

// writer puts a page together, paragraph by paragraph, and counts its characters.
type writer struct {
	text       strings.Builder
	at         int
	paragraphs []Span
	cut        bool // more was there than is read
}

// paragraph adds a paragraph, whose lines may be parted by \n. White space at its ends and empty lines in it go.
func (w *writer) paragraph(text string) {
	lines := strings.Split(text, "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.TrimRight(line, " \t\r\f\v"); strings.TrimSpace(line) != "" {
			kept = append(kept, line)
		}
	}
	if len(kept) == 0 {
		return
	}
	text = strings.TrimLeft(strings.Join(kept, "\n"), " \t")
	n := utf8.RuneCountInString(text)
	if w.at+n > maxCharacters {
		w.cut = true
	}
	if w.cut {
		return
	}
	if w.at > 0 {
		w.text.WriteString("\n\n")
		w.at += 2
	}
	w.text.WriteString(text)
	w.paragraphs = append(w.paragraphs, Span{w.at, w.at + n})
	w.at += n
}

// content is the one page that was written, if anything was.
func (w *writer) content(title, what string) (Content, error) {
	if w.at == 0 {
		return Content{}, refuse("%s has no text. Choose another file, or paste the text.", what)
	}
	c := Content{Title: plainLine(title), Pages: []Page{{Text: w.text.String(), Paragraphs: w.paragraphs}}}
	if w.cut {
		c.Warnings = append(c.Warnings, fmt.Sprintf("The text is longer than %d million characters. What comes after them was not read.", maxCharacters/1_000_000))
	}
	return c, nil
}

// plainLine is a text as one line with single spaces.
func plainLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// printable takes out what no reader sees and no database keeps: control characters, and bytes that are no character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
