package document

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
)

func TestMain(m *testing.M) {
	code := m.Run()
	if err := Close(); err != nil {
		fmt.Println(err)
		code = 1
	}
	os.Exit(code)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// paper draws articles as PDF files.
type paper struct {
	*fpdf.Fpdf
}

func newPaper() paper {
	p := paper{fpdf.New("P", "pt", "A4", "")}
	p.AddUTF8FontFromBytes("go", "", goregular.TTF)
	p.SetAutoPageBreak(false, 0)
	p.SetFont("go", "", 9)
	return p
}

func (p paper) bytes(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, p.Output(&out))
	return out.Bytes()
}

// set sets lines of words in a column, justified but for the last, and returns where it ended.
func (p paper) set(x, y, width float64, lines []string) float64 {
	for i, text := range lines {
		words := strings.Fields(text)
		space := p.GetStringWidth(" ")
		if i < len(lines)-1 && len(words) > 1 {
			total := 0.0
			for _, w := range words {
				total += p.GetStringWidth(w)
			}
			space = (width - total) / float64(len(words)-1)
		}
		at := x
		for _, w := range words {
			p.Text(at, y, w)
			at += p.GetStringWidth(w) + space
		}
		y += 12
	}
	return y
}

// wrap breaks a text into lines of a width; long words are hyphenated where they do not fit.
func (p paper) wrap(text string, width float64) []string {
	var lines []string
	line := ""
	for _, w := range strings.Fields(text) {
		next := strings.TrimSpace(line + " " + w)
		if p.GetStringWidth(next) <= width {
			line = next
			continue
		}
		if r := []rune(w); len(r) > 7 && !strings.ContainsAny(w, "0123456789-") {
			head := strings.TrimSpace(line + " " + string(r[:4]) + "-")
			if p.GetStringWidth(head) <= width {
				lines = append(lines, head)
				line = string(r[4:])
				continue
			}
		}
		lines = append(lines, line)
		line = w
	}
	return append(lines, line)
}

const (
	leftText = "Participants with treatment-resistant depression were randomly assigned to one infusion of ketamine " +
		"or midazolam. The primary outcome was the change in the depression rating scale at twenty-four hours, for which the minimal " +
		"important difference was assumed to be three points (α = 0.05, β = 0.20). Assessors were unaware of the allocation, and the " +
		"effectiveness of blinding was examined with a questionnaire after the last visit of every participant."
	rightText = "Of 73 participants, 47 received ketamine and 25 received midazolam. The difference between the groups was −7.95 points " +
		"(95% CI −13.20 to −2.71; p = 0.002). Response was more common after ketamine (64% versus 28%), although confidence intervals " +
		"overlapped considerably. Dissociative symptoms occurred immediately after the infusion and resolved within two hours."
)

// twoColumns is a page with a title across, two columns, a running head and a page number.
func twoColumns(rowByRow bool) paper {
	p := newPaper()
	p.AddPage()
	p.SetFont("go", "", 7)
	p.Text(60, 40, "Journal of Invented Trials")
	p.Text(480, 40, "Vol 12, 2016")
	p.SetFont("go", "", 15)
	p.Text(60, 80, "A single infusion for resistant depression")
	p.SetFont("go", "", 9)
	left, right := p.wrap(leftText, 230), p.wrap(rightText, 230)
	if rowByRow {
		for i := range max(len(left), len(right)) {
			if i < len(left) {
				p.set(60, 120+12*float64(i), 230, left[i:min(i+2, len(left))][:1])
			}
			if i < len(right) {
				p.set(306, 120+12*float64(i), 230, right[i:min(i+2, len(right))][:1])
			}
		}
	} else {
		p.set(60, 120, 230, left)
		p.set(306, 120, 230, right)
	}
	p.SetFont("go", "", 7)
	p.Text(300, 800, "17")
	return p
}

// unwrapped is a text without line ends and the hyphens at them.
func unwrapped(text string) string {
	return strings.NewReplacer("-\n", "", "\n", " ").Replace(text)
}

func TestTwoColumnsAreReadOneAfterTheOther(t *testing.T) {
	for _, rowByRow := range []bool{false, true} {
		t.Run(fmt.Sprintf("drawn row by row %v", rowByRow), func(t *testing.T) {
			c, err := Extract(context.Background(), twoColumns(rowByRow).bytes(t), nil)
			must(t, err)
			if c.Kind != KindPDF || len(c.Pages) != 1 || len(c.Warnings) > 0 {
				t.Fatalf("read %s of %d pages, %v", c.Kind, len(c.Pages), c.Warnings)
			}
			page := c.Pages[0]
			if !strings.Contains(page.Text, "-\n") {
				t.Error("no word is hyphenated: the test proves little")
			}
			want := []string{"Journal of Invented Trials Vol 12, 2016", "A single infusion for resistant depression", leftText, rightText, "17"}
			if got := strings.Split(unwrapped(page.Text), "  "); strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("read:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if page.Width < 590 || page.Height < 840 {
				t.Errorf("the page is %g × %g", page.Width, page.Height)
			}
			checkPage(t, page)
		})
	}
}

// checkPage checks what holds of every page: spans lie in the text, words in paragraphs and on the page.
func checkPage(t testing.TB, p Page) {
	t.Helper()
	text := []rune(p.Text)
	last := 0
	for i, s := range p.Paragraphs {
		if s.Start < last || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("paragraph %d is %v of %d characters", i, s, len(text))
		}
		if between := string(text[last:s.Start]); i > 0 && between != "\n\n" {
			t.Fatalf("before paragraph %d stands %q", i, between)
		}
		last = s.End
	}
	if last != len(text) {
		t.Fatalf("the last paragraph ends at %d of %d", last, len(text))
	}
	for _, w := range p.Words {
		if w.Start < 0 || w.End > len(text) || w.Start >= w.End || strings.ContainsAny(string(text[w.Start:w.End]), " \n") {
			t.Fatalf("word %v is %q", w.Span, string(text[max(0, w.Start):min(len(text), w.End)]))
		}
		if w.W <= 0 || w.H <= 0 || w.X < -1 || w.Y < -1 || w.X+w.W > p.Width+1 || w.Y+w.H > p.Height+1 {
			t.Fatalf("word %q stands at %+v", string(text[w.Start:w.End]), w)
		}
	}
}
