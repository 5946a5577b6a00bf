// Package article prints an article for tests of reading: invented, in two columns, with words divided at the ends of
// lines and Greek letters, as a PDF, a web page and plain text. Only tests import it.
package article

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// Title is what the article is called.
const Title = "Solvarin in the long run: a critical perspective"

// Sentence stands in the first column of the second page, over the end of a line.
const Sentence = "A single infusion of solvarin relieved resistant melancholia within a day, and the gain had faded after two weeks."

// Other is a sentence of the first page.
const Other = "Nobody who took part could be kept from guessing which drug was given."

var pages = [][]string{{
	"Solvarin came into the clinics before anybody knew how long its effect lasts. This article asks what the trials show and what they leave open.",
	"Four trials have compared solvarin with an active placebo. " + Other + " The difference on the Hale scale was β = −4.2 points (95% CI −6.9 to −1.5), measured one day after the infusion.",
	"Two of the trials lost more than a fifth of those who were randomised. Those who stayed were better at the beginning, so the results at the end may look more favourable than they are.",
	"The longest comparison ended after four weeks. What is said about months and years therefore rests on extensions in which everybody knew what they were given and nobody was compared with anybody.",
	"None of the trials was large. The smallest enrolled nineteen people and the largest ninety-one, and the intervals are as wide as one would expect from these numbers.",
}, {
	"The short term is the best known. " + Sentence + " Whether repeated infusions keep the gain was not examined under blinded conditions.",
	"Harm was recorded for the day of the infusion and seldom later. Dissociation was frequent and passed within two hours; the bladder was not looked at in any of the four trials.",
	"The authors of the largest trial conclude that solvarin is a robust and lasting treatment. The trials do not support the second of these words, and the first only for a matter of days.",
	"Until longer comparisons are published, solvarin may be offered as a bridge, with a plan for what comes after it.",
}, {
	"References. 1. Aune B, Lie K. Solvarin and midazine compared. J Invented Psych 2019;4:11-19. 2. Mo T. Weeks after the infusion. Ann Fictional Med 2021;2:5-9.",
}}

// PDF prints the article on three pages of two columns.
func PDF(t testing.TB) []byte {
	t.Helper()
	p := fpdf.New("P", "pt", "A4", "")
	p.AddUTF8FontFromBytes("go", "", goregular.TTF)
	p.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	p.SetAutoPageBreak(false, 0)
	p.SetTitle(Title, true)
	printed := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC) // the same bytes whenever it is printed
	p.SetCreationDate(printed)
	p.SetModificationDate(printed)
	p.SetCatalogSort(true)
	for i, paragraphs := range pages {
		p.AddPage()
		y := 60.0
		if i == 0 {
			p.SetFont("go", "B", 16)
			p.Text(50, y, Title)
			y += 34
		}
		p.SetFont("go", "", 9.5)
		set(p, y, paragraphs)
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// set fills the first column and then the second, line by line.
func set(p *fpdf.Fpdf, top float64, paragraphs []string) {
	const width, pitch, left, right = 235.0, 13.5, 50.0, 310.0
	var lines []string
	for _, text := range paragraphs {
		lines = append(append(lines, wrap(p, text, width)...), "")
	}
	half := (len(lines) + 1) / 2
	x, y := left, top
	for i, line := range lines {
		if i == half {
			x, y = right, top
		}
		p.Text(x, y, line)
		y += pitch
	}
}

// wrap breaks a paragraph into lines and divides long words at their ends.
func wrap(p *fpdf.Fpdf, text string, width float64) []string {
	var lines []string
	line := ""
	for _, w := range strings.Fields(text) {
		next := strings.TrimSpace(line + " " + w)
		if p.GetStringWidth(next) <= width {
			line = next
			continue
		}
		if r := []rune(w); len(r) > 8 && !strings.ContainsAny(w, "0123456789-.,") {
			if head := line + " " + string(r[:4]) + "-"; p.GetStringWidth(head) <= width {
				lines, line = append(lines, head), string(r[4:])
				continue
			}
		}
		lines, line = append(lines, line), w
	}
	return append(lines, line)
}

// Text is the article as plain text, with an empty line between paragraphs.
func Text() string {
	var all []string
	for _, page := range pages {
		all = append(all, page...)
	}
	return strings.Join(all, "\n\n")
}

// HTML is the article as a web page.
func HTML() string {
	var b strings.Builder
	b.WriteString("<!doctype html><html><head><title>" + Title + "</title></head><body><article><h1>" + Title + "</h1>")
	for _, p := range strings.Split(Text(), "\n\n") {
		b.WriteString("<p>" + html.EscapeString(p) + "</p>")
	}
	b.WriteString("</article></body></html>")
	return b.String()
}

// File writes a file into a folder of the test and returns its path.
func File(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
