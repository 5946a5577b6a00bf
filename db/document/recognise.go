package document

import (
	"archive/zip"
	"bytes"
	"regexp"
	"strings"

	"claimgrade/db/exchange"
)

// refused are files that are something else, by how they begin.
var refused = []struct{ start, what string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "The file is an older Word document, or one that is locked by a password. Save it as DOCX or PDF without a password, and open that."},
	{"{\\rtf", "The file is rich text (RTF). Save it as DOCX or PDF, and open that."},
	{"\x89PNG", pictured}, {"\xff\xd8\xff", pictured}, {"GIF8", pictured}, {"II*\x00", pictured}, {"MM\x00*", pictured},
	{"SQLite format 3\x00", "The file is a database. A library is opened with Open library."},
	{"%!PS", "The file is PostScript. Convert it to PDF, and open that."},
}

const pictured = "The file is a picture: it has no text. Open the PDF or the web page of the article, or paste its text."

// Recognise tells what a file is by its content. The name decides only between a web page and plain text, where the
// content could be either; it may be empty.
func Recognise(name string, data []byte) (Kind, error) {
	switch {
	case len(data) > MaxFile:
		return "", refuse("The file has %d MB, and at most %d MB are read. Open a smaller copy, or paste the text.", len(data)>>20, MaxFile>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return "", refuse("The file is empty. Perhaps a download was cut short: get it again.")
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")): // some begin with other bytes
		return KindPDF, nil
	case len(data) > maxMarkup:
		return "", refuse("The file has %d MB, and at most %d MB of text are read. Open a smaller copy, or paste the text.", len(data)>>20, maxMarkup>>20)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return recogniseZip(data)
	}
	for _, r := range refused {
		if bytes.HasPrefix(data, []byte(r.start)) {
			return "", refuse("%s", r.what)
		}
	}
	head, _, binary := exchange.Decode("The file", data[:min(len(data), 16<<10)])
	if binary != "" {
		return "", refuse("The file is none that is read here. Choose a PDF, a web page, a Word document (DOCX) or plain text.")
	}
	head = strings.ToLower(strings.TrimSpace(head))
	switch {
	case strings.HasPrefix(head, "mime-version:"), strings.Contains(head, "\ncontent-type: multipart/related"):
		return "", refuse("The file is a web archive (MHTML). Save the page as “Web page, HTML only” or as PDF, and open that.")
	case page.MatchString(head), markup.MatchString(head) && named(name, ".html", ".htm", ".xhtml"), len(tags.FindAllString(head, 6)) == 6:
		return KindHTML, nil
	}
	return KindText, nil
}

var (
	page   = regexp.MustCompile(`^(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<(!doctype html|html|head|body)\b`)
	markup = regexp.MustCompile(`<[a-z!][^>]*>`)
	tags   = regexp.MustCompile(`</(p|div|span|a|h[1-6]|li|td|section|article|head|title|b|i|em|strong|sup|sub)\s*>`)
)

func named(name string, ends ...string) bool {
	for _, end := range ends {
		if strings.HasSuffix(strings.ToLower(name), end) {
			return true
		}
	}
	return false
}

func recogniseZip(data []byte) (Kind, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", refuse("The file is a Word document or an archive that is damaged or cut short. Get it again.")
	}
	what := "The file is an archive (zip). Unpack it, and open the article that is in it."
	for _, f := range z.File {
		switch {
		case f.Name == "word/document.xml" || f.Name == "word/document2.xml":
			return KindDOCX, nil
		case strings.HasPrefix(f.Name, "xl/"), strings.HasPrefix(f.Name, "ppt/"):
			what = "The file is a spreadsheet or a presentation. Save it as PDF, and open that."
		case f.Name == "content.xml":
			what = "The file is an OpenDocument text. Save it as DOCX or PDF, and open that."
		case strings.HasPrefix(f.Name, "META-INF/container.xml"):
			what = "The file is an e-book (EPUB). Open the PDF or the web page of the article."
		}
	}
	return "", refuse("%s", what)
}
