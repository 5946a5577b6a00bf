//go:build e2e

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"claimgrade/db/document"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
)

// The sentence that becomes a claim. It crosses the ends of lines, one of them within a word.
const kalmizine = "Nasal kalmizine reduced depressive symptoms on the MADRS more than placebo over four weeks in adults with treatment-resistant depression."

// The task, as given to the facilitator of a journal club:
//
//	"You have the article as a PDF, the trial's record from ClinicalTrials.gov, and its PubMed entry. Make a claim of the
//	sentence on kalmizine, link the trial, and see what the registry already answers. Nothing is to be typed from paper."
func TestAnArticleARegistryRecordAndAReferenceBecomeAGradedClaimWithoutRetyping(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "1440x900")
	pdf := d.file("kalmizine.pdf", kalmizineArticle(t))
	record, err := os.ReadFile("../../db/exchange/ctgov/testdata/study.json")
	if err != nil {
		t.Fatal(err)
	}
	registry := d.file("NCT99000001.json", record)
	reference := d.file("pubmed-kalmizine.nbib", []byte(kalmizineReference))

	d.start(pdf)
	d.waitPart("PDF, 2 pages")
	d.sheet()
	d.key("n") // to the second page
	d.waitText("page 2 of 2")
	d.dragOver(t, pdf, kalmizine)
	d.waitText("Claim this")
	d.shot("selected")
	d.key("c")
	d.waitText("New claim")
	d.waitPart("reduced depressive symptoms")
	d.key("alt+0")
	d.shot("claim-form")
	d.click("Begin with the article's words")
	d.key("ctrl+Return")
	d.waitText("Type two letters of its name")
	d.idle()
	d.key("Escape") // the trial is not here yet
	d.waitGone("Type two letters of its name")

	d.openToo(registry, reference)
	d.waitPart("Import 2")
	d.shot("import")
	d.click("Import 2 records")
	d.waitText("30") // trials
	d.shot("imported")
	d.key("ctrl+l")
	d.waitText("Type two letters of its name")
	d.write("kal")
	d.waitText("KALM-2 (NCT99000001)")
	d.key("Return")
	d.waitText("Supports, as derived from the interval")
	d.click("Link the trial")
	d.waitText("Trial (1 linked)")

	// The registry's facts answer what the four domains ask.
	d.click("KALM-2 (NCT99000001)")
	for domain, rule := range []string{"Rule B-", "Rule S-", "Rule F-", "Rule A-"} {
		d.key("alt+" + strconv.Itoa(domain+1))
		judgement := d.waitText("Your judgement") // it has the keyboard, and so is in sight; what was suggested may be above
		d.hover(judgement)
		d.waitFor("what "+rule+" suggests is in sight", func(w tree) bool {
			_, ok := w.findPart(rule)
			if !ok {
				d.scroll(judgement, -3)
			}
			return ok
		})
		w := d.look()
		if _, missing := w.findPart("nobody has looked yet"); missing {
			t.Errorf("the registry's facts do not answer what is asked in domain %d", domain+1)
		}
		d.shot("suggested")
	}

	// And the sentence is where it was, with its words marked.
	d.click("Read in the article")
	d.waitText("page 2 of 2")
	first, _ := d.words(t, pdf, kalmizine)
	d.waitFor("the words are marked", func(w tree) bool {
		for _, n := range w.Nodes {
			if n.Type == "*canvas.Rectangle" && n.H < 1.5*first.H && n.X <= first.X+2 && n.X+n.W >= first.X+first.W-2 &&
				n.Y <= first.Y+first.H/2 && n.Y+n.H >= first.Y+first.H/2 && n.H > first.H/2 {
				return true
			}
		}
		return false
	})
	d.shot("found-again")

	// One undo takes the import away again, once what was done on top of it is undone.
	d.key("ctrl+z", "ctrl+z")
	d.waitText("29")
}

// sheet is the page on screen, from its top.
func (d *desk) sheet() node {
	d.Helper()
	return d.waitStill("the page", func(w tree) (node, bool) {
		for _, n := range w.Nodes {
			if n.Type == "*canvas.Image" && n.W > 300 && n.H > 300 {
				return n, true
			}
		}
		return node{}, false
	})
}

// dragOver selects a passage of the PDF on screen with the mouse, from its first word to its last.
func (d *desk) dragOver(t *testing.T, path, passage string) {
	t.Helper()
	first, last := d.words(t, path, passage)
	d.moveTo(int(first.X+2), int(first.Y+first.H/2))
	d.must("xdotool", "mousedown", "1")
	d.hover(last)
	d.must("xdotool", "mouseup", "1")
	d.idle()
}

// words are the places in the window of the first and last word of a passage on the second page of the PDF.
func (d *desk) words(t *testing.T, path, passage string) (first, last node) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content, err := document.Extract(context.Background(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	page, sheet := content.Pages[1], d.sheet()
	scale := float64(sheet.W) / page.Width
	ends := strings.Fields(passage)
	for _, w := range page.Words {
		at := node{X: sheet.X + float32(w.X*scale), Y: sheet.Y + float32(w.Y*scale), W: float32(w.W * scale), H: float32(w.H * scale)}
		switch string([]rune(page.Text)[w.Start:w.End]) {
		case ends[0]:
			first = at
		case ends[len(ends)-1]:
			last = at
		}
	}
	if first.W == 0 || last.W == 0 {
		t.Fatalf("the page has not the ends of %q:\n%s", passage, page.Text)
	}
	return first, last
}

// file writes a file into the person's folder.
func (d *desk) file(name string, data []byte) string {
	d.Helper()
	path := filepath.Join(d.home, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		d.Fatal(err)
	}
	return path
}

// openToo starts the program a second time with files, as a file manager does; the window that is open takes them.
func (d *desk) openToo(paths ...string) {
	d.Helper()
	again := exec.Command(programUnderTest, paths...)
	again.Dir, again.Env = d.home, d.run.cmd.Env
	if out, err := again.CombinedOutput(); err != nil {
		d.Fatalf("handing %v over: %v\n%s", paths, err, out)
	}
	d.idle()
}

// kalmizineArticle prints an invented article on two pages of two columns, with divided words and Greek letters.
func kalmizineArticle(t *testing.T) []byte {
	t.Helper()
	const width, pitch = 235.0, 14.0
	p := fpdf.New("P", "pt", "A4", "")
	p.AddUTF8FontFromBytes("go", "", goregular.TTF)
	p.SetTitle("Kalmizine by nose: what four weeks show", true)
	for _, columns := range [][]string{{
		"Kalmizine by nose: what four weeks show. The effect size was written as β, and the error of the first kind was set at " +
			"α = 0.05, as is usual. We searched two databases and a register for comparisons with placebo, and wrote to those who " +
			"had finished a trial without printing it. Two reviewers read every record, and a third was asked where they differed.",
		"Trials of nasal drugs are hard to keep blind, since a spray that tastes of something can be told from one that does " +
			"not. We therefore asked how the sprays were made, who rated the outcome, and whether anybody had asked those who took " +
			"part what they believed they had been given. Losses were counted for each arm with the reasons that were stated.",
	}, {
		"We found one trial that answers the question. " + kalmizine + " Whether the difference of β = −3.4 points lasts was not " +
			"examined, and nobody was followed without treatment. The sprays looked alike, and those who rated did not see the dosing.",
		"Longer comparisons are under way. Until they end nobody can say how the drug does over a year, and what is said about " +
			"months rests on people who knew what they were given. A register lists three such trials, the largest with eight " +
			"hundred places, and the first of them is to end in two years. We shall then look at the question again.",
	}} {
		p.AddPage()
		p.SetFont("go", "", 10)
		for i, text := range columns {
			y := 90.0
			for _, line := range setLines(p, text, width) {
				p.Text(50+float64(i)*260, y, line)
				y += pitch
			}
		}
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// setLines breaks a text into lines and divides long words at their ends.
func setLines(p *fpdf.Fpdf, text string, width float64) (lines []string) {
	line := ""
	for _, w := range strings.Fields(text) {
		next := strings.TrimSpace(line + " " + w)
		if p.GetStringWidth(next) <= width {
			line = next
			continue
		}
		if head := line + " " + w[:min(4, len(w))] + "-"; len(w) > 8 && !strings.Contains(w, "-") && p.GetStringWidth(head) <= width {
			lines, line = append(lines, head), w[4:]
			continue
		}
		lines, line = append(lines, line), w
	}
	return append(lines, line)
}

// kalmizineReference is the invented trial's entry as PubMed exports it.
const kalmizineReference = `
PMID- 99000001
OWN - NLM
STAT- MEDLINE
DP  - 2021 Mar
TI  - Nasal kalmizine in depression that resists treatment: a randomised,
      double-blind trial.
PG  - 101-109
LID - 10.9999/inv.2021.0101 [doi]
FAU - Vik, Randi
AU  - Vik R
LA  - eng
SI  - ClinicalTrials.gov/NCT99000001
TA  - J Invented Psych
JT  - Journal of invented psychiatry
SO  - J Invented Psych. 2021 Mar;6(2):101-109.
`
