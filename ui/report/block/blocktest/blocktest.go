// Package blocktest has documents for the tests of the formats: one that looks like a report, with every kind of block, and
// ones that hold what no report should. It must not know any format.
package blocktest

import (
	"fmt"
	"strings"

	"claimgrade/ui/figure"
	"claimgrade/ui/report/block"
)

// Signs of judgements, as reports have them.
var (
	Low       = block.Sign{Symbol: "+", Tone: "green", Word: "Low", Disc: true}
	Some      = block.Sign{Symbol: "–", Tone: "amber", Word: "Some concerns", Disc: true}
	High      = block.Sign{Symbol: "×", Tone: "red", Word: "High", Disc: true}
	Unclear   = block.Sign{Symbol: "?", Tone: "grey", Word: "No information", Disc: true}
	Suggested = block.Sign{Symbol: "–", Tone: "amber", Word: "Some concerns", Disc: true, Hollow: true}
	Overruled = block.Sign{Symbol: "+", Tone: "green", Word: "Low", Disc: true, Overruled: true}
	Supports  = block.Sign{Symbol: "▲", Tone: "blue", Word: "For the claim"}
)

func bold(s string) block.Run { return block.Run{Text: s, Bold: true} }

func text(s string) block.Run { return block.Run{Text: s} }

func ref(n int) block.Run {
	return block.Run{Text: fmt.Sprint(n), Link: fmt.Sprintf("#ref-%d", n), Raised: true}
}

// Report is a document with every kind of block, in the form that is asked for.
func Report(form block.Form) block.Document {
	doc := block.Document{
		Title:    "Ketamine probably eases depression within a day; whether it lasts is not known",
		Author:   "Kari Nordmann",
		Date:     "2026-03-01",
		Language: "en",
		Form:     form,
		Foot:     "ClaimGrade 1.0 · rules 2026-02 · thresholds: default (smallest difference 3 points)",
	}
	if form == block.Slides {
		doc.Blocks = slides()
		return doc
	}
	doc.Blocks = pages()
	return doc
}

func pages() []block.Block {
	return []block.Block{
		block.Paragraph{Runs: []block.Run{
			text("The claim, as the article words it: "),
			{Text: "“A single infusion of ketamine produces a rapid and sustained antidepressant effect.”", Quote: true},
			text(" Page 4"), ref(1), text(". "),
			{Text: "Most patients in Norway have used two drugs before.", Basis: block.Unbased},
		}},
		block.Band{Tone: "amber", Blocks: []block.Block{
			block.Heading{Level: 2, Text: "Partly supported", ID: "verdict"},
			block.Paragraph{Runs: []block.Run{text("Certainty: "), bold("low"), text(" ⊕⊕◯◯. Rule V4: the trials end before the horizon of the claim."), ref(2)}},
		}},
		block.Beside{
			{block.Heading{Level: 1, Text: "Question"}, block.Pairs{
				{Label: "Population", Runs: block.T("Adults with treatment-resistant depression, in hospital or not")},
				{Label: "Intervention", Runs: block.T("Ketamine 0.5 mg/kg, one infusion")},
				{Label: "Comparator", Runs: block.T("Midazolam or saline")},
				{Label: "Horizon", Runs: block.T("6 months")},
			}},
			{block.Heading{Level: 1, Text: "What would change the verdict"}, block.List{Items: []block.Item{
				{Runs: []block.Run{text("A trial that reads the outcome at 6 months")}},
				{Runs: []block.Run{text("Bang indices of both arms: see "), {Text: "the verdict", Link: "#verdict"}}},
				{Runs: []block.Run{text("The protocol at "), {Text: "ClinicalTrials.gov", Link: "https://clinicaltrials.gov/study/NCT00768430?a=1&b=2"}}},
			}}},
		},
		block.Heading{Level: 1, Text: "Trials"},
		table(6),
		block.Figure{Scene: scene(), Caption: "Effects of the trials, with 95% intervals", Share: 1},
		block.Heading{Level: 1, Text: "Wording that the trials support"},
		block.Paragraph{Runs: []block.Run{{Text: "A single infusion of ketamine ", Italic: true}, bold("reduces symptoms for up to a week"), text(".\nSecond line of the same paragraph.")}},
		block.Paragraph{Small: true, Runs: block.T("Search: MEDLINE, 1 February 2026, ketamine AND depress*.")},
		block.Lines{Label: "What do you think?", Count: 2},
		block.Pages{},
		block.Heading{Level: 1, Text: "References"},
		block.List{Numbered: true, Items: []block.Item{
			{ID: "ref-1", Runs: []block.Run{text("Murrough JW, Iosifescu DV, Chang LC. Antidepressant efficacy of ketamine. Am J Psychiatry. 2013;170(10):1134–42. "), {Text: "doi:10.1176/appi.ajp.2013.13030392", Link: "https://doi.org/10.1176/appi.ajp.2013.13030392"}}},
			{ID: "ref-2", Runs: []block.Run{text("Lapidus KA, Levitch CF, Perez AM. A randomized controlled trial of intranasal ketamine. Biol Psychiatry. 2014;76(12):970–6.")}},
		}},
	}
}

func table(rows int) block.Table {
	t := block.Table{
		Caption: "The trials, and how far each can be trusted",
		Columns: []block.Column{
			{Head: "Trial", Share: 3}, {Head: "n", Share: 1, Align: block.Right, Narrow: true}, {Head: "Outcome read", Share: 2},
			{Head: "Lost", Share: 1.5, Align: block.Right, Narrow: true}, {Head: "Effect (95% CI)", Share: 3, Align: block.Right, Narrow: true},
			{Head: "Blinding", Share: 1, Align: block.Center, Narrow: true}, {Head: "Size", Share: 1, Align: block.Center, Narrow: true},
			{Head: "Follow-up", Share: 1, Align: block.Center, Narrow: true}, {Head: "Attrition", Share: 1, Align: block.Center, Narrow: true},
		},
		Notes: [][]block.Run{{{Text: "Lost: intervention / comparator. "}, {Sign: &Suggested}, {Text: " is the suggestion of the rules, which nobody has confirmed."}}},
	}
	for i := range rows {
		t.Rows = append(t.Rows, block.Row{ID: fmt.Sprintf("trial-%d", i+1), Cells: [][]block.Run{
			{text([]string{"Murrough 2013", "Lapidus 2014", "Zarate 2006"}[i%3]), ref(i%2 + 1)}, block.T(fmt.Sprint(18 + 13*i)), block.T("24 hours"),
			block.T(fmt.Sprintf("%d / %d", i, i+2)), block.T(fmt.Sprintf("−%d.4 (−%d.1 to −%d.8)", 5+i, 9+i, i+1)),
			block.S(Low), block.S([]block.Sign{High, Some}[i%2]), block.S(Suggested), block.S([]block.Sign{Overruled, Unclear}[i%2]),
		}})
	}
	t.Rows = append(t.Rows, block.Row{Total: true, Cells: [][]block.Run{
		block.T("Pooled"), block.T("211"), nil, nil, block.T("−6.9 (−9.2 to −4.6)"), nil, nil, nil, nil,
	}})
	return t
}

func slides() []block.Block {
	return []block.Block{
		block.Slide{Title: "The claim", Notes: block.T("Ask who believes it."), Blocks: []block.Block{
			block.Paragraph{Runs: []block.Run{{Text: "“A single infusion of ketamine produces a rapid and sustained antidepressant effect.”", Quote: true}, ref(1)}},
			block.Band{Tone: "amber", Blocks: []block.Block{block.Paragraph{Runs: []block.Run{bold("Partly supported"), text(", certainty low")}}}},
		}},
		block.Slide{Title: "The trials", Blocks: []block.Block{table(6)}},
		block.Slide{Title: "Their effects", Blocks: []block.Block{block.Figure{Scene: scene(), Caption: "Effects, with 95% intervals"}}},
		block.Slide{Title: "Question and doubts", Blocks: []block.Block{block.Beside{
			{block.Heading{Level: 1, Text: "Question"}, block.Pairs{{Label: "Population", Runs: block.T("Adults")}, {Label: "Horizon", Runs: block.T("6 months")}}},
			{block.Heading{Level: 1, Text: "Doubts"}, block.List{Items: []block.Item{{Runs: block.T("Patients could tell")}, {Runs: block.T("Nobody was followed")}}}},
		}}},
		block.Slide{Title: "References", Blocks: []block.Block{block.List{Numbered: true, Items: []block.Item{
			{ID: "ref-1", Runs: block.T("Murrough JW. Antidepressant efficacy of ketamine. Am J Psychiatry. 2013.")},
			{ID: "ref-2", Runs: block.T("Lapidus KA. Intranasal ketamine. Biol Psychiatry. 2014.")},
		}}}},
	}
}

func scene() figure.Scene {
	s := figure.Scene{Width: 640, Height: 150, Alt: "Forest plot of three trials. All three favour ketamine: Murrough −5.4, Lapidus −6.4, Zarate −7.4."}
	for i, name := range []string{"Murrough 2013", "Lapidus 2014", "Zarate 2006"} {
		y := 24 + 32*float64(i)
		s.Add(figure.Text{At: figure.Point{X: 0, Y: y}, S: name, Size: 13, Tone: figure.Ink},
			figure.Line{From: figure.Point{X: 260 - 20*float64(i), Y: y}, To: figure.Point{X: 380, Y: y}, Tone: figure.Ink, Width: 1.5},
			figure.Rect{X: 310, Y: y - 5, W: 10, H: 10, Fill: figure.BlueFill})
	}
	s.Add(figure.Line{From: figure.Point{X: 440, Y: 6}, To: figure.Point{X: 440, Y: 120}, Tone: figure.Axis, Dash: 3},
		figure.Text{At: figure.Point{X: 440, Y: 134}, S: "0", Anchor: figure.Middle, Tone: figure.Muted})
	return s
}

// Nasty are texts that a library may hold, and that must come out as text.
var Nasty = []string{
	`<script>alert("x")</script>`,
	`</style></title></svg></table><img src=x onerror=alert(1)>`,
	`<!-- comment --> <![CDATA[ x ]]> &lt;b&gt; &amp; &#60;`,
	`"><a href="javascript:alert(1)">click</a>`,
	`' onmouseover='alert(1)`,
	`javascript:alert(1)`,
	`[link](javascript:alert(1)) ![image](http://x.invalid/y.png) <http://x.invalid>`,
	"`code` *emph* _under_ __bold__ ~~gone~~ # no heading | cell | \\",
	"1. not a list", "- not a list", "+ not a list", "# not a heading", "> not a quote", "---", "===", "```", "    not code", "| a | b |",
	"=HYPERLINK(\"http://x.invalid\")", "@SUM(1+1)", "+1", "-1",
	"line one\nline two\r\nline three\u2028line four",
	"\ta tab\tand another",
	"nul \x00 escape \x1b[31m del \x7f bell \a c1 \u009b",
	"not \xff\xfe UTF-8",
	"turned \u202egnp.exe\u202c and \u2066isolated\u2069",
	"שלום עולם", "مرحبا بالعالم",
	"👩🏽‍⚕️ 🇳🇴 𝔘𝔫𝔦 e\u0301 日本語のとても長い文章です",
	"[^1] [1]: http://x.invalid www.x.invalid http://x.invalid/a_b_c user@x.invalid",
	"\\<b\\> \\` &copy; &nbsp; <br> **", "$math$ $$x$$ :smile: @someone #123 ~sub~ ^sup^",
	strings.Repeat("Word ", 20_000), strings.Repeat("x", 100_000),
}

// Hostile is a document with a nasty text in every place that takes one.
func Hostile(form block.Form, nasty string) block.Document {
	sign := block.Sign{Symbol: "+", Tone: nasty, Word: nasty, Disc: true, Hollow: true, Overruled: true}
	runs := []block.Run{
		{Text: nasty}, {Text: nasty, Bold: true, Italic: true, Quote: true, Link: nasty, Basis: block.Unbased},
		{Text: nasty, Link: "#" + nasty, Raised: true}, {Text: nasty, Link: "https://example.org/" + nasty}, {Sign: &sign, Text: nasty},
	}
	blocks := []block.Block{
		block.Heading{Level: 1, Text: nasty, ID: nasty},
		block.Paragraph{Runs: runs, ID: nasty + "p"},
		block.List{Items: []block.Item{{Runs: runs, ID: nasty + "i"}, {Runs: runs}}},
		block.List{Numbered: true, Items: []block.Item{{Runs: runs}}},
		block.Pairs{{Label: nasty, Runs: runs}},
		block.Table{Caption: nasty, Columns: []block.Column{{Head: nasty, Share: 1}, {Head: nasty, Share: 1, Align: block.Right}},
			Rows: []block.Row{{Cells: [][]block.Run{runs, runs}, ID: nasty + "r"}}, Notes: [][]block.Run{runs}},
		block.Figure{Scene: figure.Scene{Width: 100, Height: 20, Alt: nasty, Items: []figure.Item{figure.Text{S: nasty}}}, Caption: nasty},
		block.Band{Tone: nasty, Blocks: []block.Block{block.Paragraph{Runs: runs}}},
		block.Lines{Label: nasty, Count: 1},
	}
	doc := block.Document{Title: nasty, Author: nasty, Date: nasty, Language: nasty, Foot: nasty, Form: form, Blocks: blocks}
	if form == block.Slides {
		doc.Blocks = []block.Block{block.Slide{Title: nasty, Notes: runs, Blocks: blocks}}
	}
	return doc
}
