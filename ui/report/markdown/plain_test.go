package markdown_test

import (
	"strings"
	"testing"

	"golang.org/x/text/width"
	"pgregory.net/rapid"

	"claimgrade/ui/report/block"
	"claimgrade/ui/report/block/blocktest"
	"claimgrade/ui/report/markdown"
)

func TestPlainTextReadsAsAPersonWouldTypeIt(t *testing.T) {
	low := block.Sign{Symbol: "+", Word: "Low"}
	doc := block.Document{Title: "A title", Foot: "ClaimGrade 1.0", Blocks: []block.Block{
		block.Heading{Level: 1, Text: "Trials"},
		block.Paragraph{Runs: []block.Run{
			{Text: "Patients could tell which of the two drugs they had been given"}, {Text: "1", Raised: true}, {Text: ",", Raised: true}, {Text: "3", Raised: true}, {Text: ", and "},
			{Text: "nobody", Bold: true}, {Text: " asked; see "}, {Text: "the protocol", Link: "https://example.org/p"}, {Text: ". Pay for it.", Basis: block.Unbased},
		}},
		block.Table{Caption: "Both", Columns: []block.Column{{Head: "Trial"}, {Head: "n", Align: block.Right, Narrow: true}, {Head: "Blinding"}},
			Rows: []block.Row{{Cells: [][]block.Run{block.T("山田 2013"), block.T("7"), {{Sign: &low, Text: "Low enough"}}}},
				{Cells: [][]block.Run{block.T("Lapidus 2014"), block.T("18")}}, {Total: true, Cells: [][]block.Run{block.T("All"), block.T("25")}}}},
		block.Table{Columns: []block.Column{{Head: "Trial"}, {Head: strings.Repeat("long", 10), Narrow: true}, {Head: strings.Repeat("wide", 10), Narrow: true}},
			Rows: []block.Row{{Cells: [][]block.Run{block.T("A"), block.T("b"), block.T("c")}}}},
		block.List{Numbered: true, Items: []block.Item{{Runs: []block.Run{{Text: "Lo C. doi:10.1/x", Link: "https://doi.org/10.1/x"}}}}},
		block.Band{Blocks: []block.Block{block.Paragraph{Runs: block.T("Supported")}}},
	}}
	want := `A title
=======


Trials
------

Patients could tell which of the two drugs they had been given [1,3],
and nobody asked; see the protocol <https://example.org/p>. Pay for it.
[not from the library]

Both

Trial          n  Blinding
------------  --  ------------
山田 2013      7  + Low enough
Lapidus 2014  18
------------  --  ------------
All           25

Trial: A
  longlonglonglonglonglonglonglonglonglong: b
  widewidewidewidewidewidewidewidewidewide: c

1. Lo C. doi:10.1/x

| Supported

------------------------------------------------------------------------

ClaimGrade 1.0
`
	if got := render(t, markdown.Plain, doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// checkPlain looks for all texts and for lines that are too wide.
func checkPlain(t testing.TB, fail func(string, ...any), nasty string) {
	for _, form := range forms {
		doc := oneColumn(blocktest.Hostile(form, nasty))
		out := render(t, markdown.Plain, doc)
		if missing := blocktest.Missing(blocktest.BodyTexts(doc), unmarked(out)); missing != "" && !strings.Contains(nasty, "|") {
			fail("%.60q: lacks %.60q", nasty, missing)
		}
		for line := range strings.SplitSeq(out, "\n") {
			if n := displayed(line); n > 72 && !strings.Contains(line, "://") {
				fail("%.60q: a line is %d columns wide: %.80q", nasty, n, line)
			}
		}
	}
}

func TestPlainTextHoldsAllAndIsNoWiderThanAMail(t *testing.T) {
	for _, nasty := range blocktest.Nasty {
		checkPlain(t, t.Errorf, nasty)
	}
}

func TestPlainTextHoldsAnyText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		checkPlain(t, rt.Fatalf, rapid.StringOf(rapid.RuneFrom([]rune("ab  日本é\u0301\n\t👩א—\x00"))).Draw(rt, "text"))
	})
}

// oneColumn leaves its tables one column: lines of cells beside each other stand in no order.
func oneColumn(doc block.Document) block.Document {
	narrow := func(blocks []block.Block) {
		for i, b := range blocks {
			if t, ok := b.(block.Table); ok {
				t.Columns, t.Rows[0].Cells = t.Columns[:1], t.Rows[0].Cells[:1]
				blocks[i] = t
			}
		}
	}
	narrow(doc.Blocks)
	if s, ok := doc.Blocks[0].(block.Slide); ok {
		narrow(s.Blocks)
	}
	return doc
}

// unmarked is plain text without what it adds within texts that it breaks: bars beside bands, and the ↯ of signs.
func unmarked(plain string) string { return strings.ReplaceAll(unbarred(plain), "↯", "") }

// displayed counts columns on its own: wide characters take two, marks on others none.
func displayed(line string) int {
	n := 0
	for _, r := range line {
		switch k := width.LookupRune(r).Kind(); {
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		case r >= 0x300 && r < 0x370 || r >= 0x200b && r <= 0x200f || r == 0xfe0f || r == 0xfeff:
		default:
			n++
		}
	}
	return n
}
