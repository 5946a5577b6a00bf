package read

import (
	"archive/zip"
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/table"
)

// The files that people have instead of one that can be imported, with what to do: for most there is a way.
const (
	toRIS   = "Export the references as RIS instead, and import that."
	toOpen  = "Open it as an article instead."
	toCSV   = "Save the sheet as CSV (UTF-8), and import that."
	toAgain = "Look into it, and export it again as RIS, NBIB, BibTeX, CSL-JSON or CSV."
)

// magic are the first bytes of files that are no text.
var magic = []struct{ begins, is, do string }{
	{"%PDF-", "a PDF document", toOpen},
	{"SQLite format 3\x00", "a database file, such as a ClaimGrade library, or what Zotero and EndNote keep their references in",
		"Open a library, or merge it into yours; from another program, export the references as RIS, and import that."},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)", "Save a sheet as CSV (UTF-8) and a document as .docx."},
	{"{\\rtf", "a document in Rich Text Format", "Save it as plain text or .docx, and open it as an article. For references, export them as RIS."},
	{"\x1f\x8b", "an archive packed by gzip", "Unpack it, and import the file inside."},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it, and import the file inside."},
	{"Rar!", "a RAR archive", "Unpack it, and import the file inside."},
	{"\x89PNG", "a picture", "Import the data that it was drawn from."},
	{"\xff\xd8\xff", "a picture", "Import the data that it was drawn from."},
	{"RDX2\n", "a data file of R", "Write the table as CSV, and import that."},
	{"RDX3\n", "a data file of R", "Write the table as CSV, and import that."},
}

func seems(is, do string) string { return fmt.Sprintf("This seems to be %s. %s", is, do) }

// notText says what kind of file data are that is no text; "" if they may be text.
func notText(data []byte) string {
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.begins)) {
			return seems(m.is, m.do)
		}
	}
	return ""
}

// office says which document of an office program a zip archive is; "" if it is none.
func office(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	has := func(folder string) bool {
		return slices.ContainsFunc(z.File, func(f *zip.File) bool { return strings.HasPrefix(f.Name, folder) })
	}
	switch {
	case has("[Content_Types].xml") && has("word/"):
		return seems("a Word document (.docx)", toOpen)
	case has("[Content_Types].xml") && has("xl/"):
		return seems("an Excel workbook (.xlsx)", toCSV)
	case has("[Content_Types].xml"):
		return seems("an Office document", "Save a sheet as CSV (UTF-8) and a document as .docx.")
	case has("META-INF/manifest.xml") && has("content.xml"):
		return seems("a document of LibreOffice", "Save a sheet as CSV (UTF-8) and a document as .docx.")
	case has("META-INF/container.xml"):
		return seems("an e-book (EPUB)", "Convert it to PDF, and open it as an article.")
	}
	return ""
}

// roots are elements by which markup is known.
var roots = []struct{ element, is, do string }{
	{"html", "a web page", toOpen},
	{"PubmedArticleSet", "PubMed's XML", "At PubMed choose Save, Format: PubMed (or Send to, Citation manager), and import that."},
	{"PubmedBookArticle", "PubMed's XML", "At PubMed choose Save, Format: PubMed (or Send to, Citation manager), and import that."},
	{"PubmedArticle", "PubMed's XML", "At PubMed choose Save, Format: PubMed (or Send to, Citation manager), and import that."},
	{"MedlineCitationSet", "MEDLINE's XML", "At PubMed choose Save, Format: PubMed, and import that."},
	{"COCHRANE_REVIEW", "a review of RevMan 5 (.rm5)", "Convert it in RevMan Web (Help, Convert a RevMan 5 file), export its data package, and import that zip."},
	{"clinical_study", "an old XML record of ClinicalTrials.gov", "Download the record as JSON, and import that."},
	{"clinical_studies", "old XML records of ClinicalTrials.gov", "Download the records as JSON, and import that."},
	{"records", "EndNote's XML", "In EndNote export the references with the style RefMan (RIS), and import that."},
	{"article", "an article in XML", "Import its reference as RIS; to read it, open its PDF or web page as an article."},
	{"modsCollection", "references in MODS", toRIS},
	{"mods", "references in MODS", toRIS},
	{"RDF", "references in RDF, as Zotero writes them", toRIS},
}

// element finds the first elements behind declarations and comments.
var element = regexp.MustCompile(`<(?:[A-Za-z]+:)?([A-Za-z_][A-Za-z_0-9]*)`)

// begins is how markup begins.
var begins = regexp.MustCompile(`^(?i:<\?xml|<!doctype|<!--|<(?:[a-z]+:)?[a-z_][a-z_0-9]*(?:\s+[a-z:_-]+\s*=|\s*/?>))`)

// markup says which XML or HTML a text is; "" if it is none.
func markup(text string) string {
	head := strings.TrimLeft(text[:min(len(text), 1<<16)], " \t\r\n\ufeff")
	if !begins.MatchString(head) {
		return ""
	}
	for i, found := range element.FindAllStringSubmatch(head, 3) {
		for _, r := range roots {
			if strings.EqualFold(found[1], r.element) && (i == 0 || r.element != "article") {
				return seems(r.is, r.do)
			}
		}
	}
	if strings.HasPrefix(strings.ToLower(head), "<!doctype html") {
		return seems("a web page", toOpen)
	}
	return seems("XML of a kind that is not read", toAgain)
}

// wordings are lines by which formats of text are known that are not read.
var wordings = []struct {
	line   *regexp.Regexp
	is, do string
}{
	{regexp.MustCompile(`(?m)^%0 \w`), "references in EndNote's tagged format (.enw)", "Choose RIS instead at the database, or the style RefMan (RIS) in EndNote, and import that."},
	{regexp.MustCompile(`(?m)^FN (?:Clarivate|Thomson|ISI)`), "Web of Science's plain text", "At Web of Science choose Export, RIS, and import that."},
	{regexp.MustCompile(`(?m)^PT [JBSP]\s*$`), "Web of Science's plain text", "At Web of Science choose Export, RIS, and import that."},
	{regexp.MustCompile(`^\s*[\[{]`), "JSON, but neither CSL-JSON nor records of ClinicalTrials.gov", "Choose one of these where you exported it, or RIS."},
	{regexp.MustCompile(`(?m)^PMID:? ?\d+|\bPMID: \d+`), "PubMed's summaries as text", "At PubMed choose Save, Format: PubMed, and import that."},
}

// unknown says what a text seems to be that no format fits.
func unknown(text string) string {
	head := text[:min(len(text), 1<<16)]
	for _, w := range wordings {
		if w.line.MatchString(head) {
			return seems(w.is, w.do)
		}
	}
	if t, ok := table.Find(text, func(head []string) bool { return len(head) > 1 && !slices.Contains(head, "") }); ok && len(t.Head.Cells) > 1 {
		if row, more := t.Next(); more && len(row.Cells) == len(t.Head.Cells) {
			return seems("a table with the columns "+columns(t.Head.Cells),
				"None of them is known as a title, a DOI, a PubMed id or a risk-of-bias domain. Name one column Title (or Study, with D1, D2 …) in its first line, and import it again.")
		}
	}
	return fmt.Sprintf("This text is in no format that is known; it begins with “%s”. %s", short(string(exchange.Plain(firstLine(head)))), toAgain)
}

func columns(head []string) string {
	var out []string
	for _, h := range head[:min(len(head), 12)] {
		out = append(out, "“"+short(string(exchange.Plain(h)))+"”")
	}
	if n := len(head) - len(out); n > 0 {
		out = append(out, fmt.Sprintf("and %d more", n))
	}
	return strings.Join(out, ", ")
}

func firstLine(text string) string {
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if strings.TrimSpace(line) != "" {
			return line
		}
	}
	return ""
}

// short keeps a message readable.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
