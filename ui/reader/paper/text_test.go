package paper

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/quote"

	"pgregory.net/rapid"
)

func flowing(text string) *Text {
	p := Page{Text: text}
	at := 0
	for _, part := range strings.Split(text, "\n\n") {
		n := len([]rune(part))
		p.Paragraphs = append(p.Paragraphs, span(at, at+n))
		at += n + 2
	}
	return NewText([]Page{p})
}

func (t *Text) named(s string) int {
	return slices.IndexFunc(t.words, func(w word) bool { return string(t.runes[w.page][w.Start:w.End]) == s })
}

func TestASentenceEndsWhereAReaderSeesItEnd(t *testing.T) {
	for _, c := range []struct{ text, at, want string }{
		{"One came. Two went home. Three stayed.", "went", "Two went home."},
		{"First. Scores fell by 3.5 points (95% CI 1.2 to 5.8) vs. placebo. Next.", "points", "Scores fell by 3.5 points (95% CI 1.2 to 5.8) vs. placebo."},
		{"Smith et al. 2019 found none. Others did.", "found", "Smith et al. 2019 found none."},
		{"As in Fig. 2 it fell. So what?", "fell.", "As in Fig. 2 it fell."},
		{"J. B. Olsen wrote it. Done.", "wrote", "J. B. Olsen wrote it."},
		{"Is it so? It is! Good.", "It", "It is!"},
		{"He said “it works.” Then he left.", "works.”", "He said “it works.”"},
		{"Some drugs, e.g. ketamine, work. All end.", "ketamine,", "Some drugs, e.g. ketamine, work."},
		{"A heading\n\nThe first line\ngoes on here. Second.", "goes", "The first line\ngoes on here."},
		{"No end of it\n\nAnother", "end", "No end of it"},
		{"It beat placebo.[12] Others did not.[3,4] End.", "Others", "Others did not.[3,4]"},
		{"It beat placebo.¹² Others did not.³⁻⁵ End.", "Others", "Others did not.³⁻⁵"},
		{"It beat placebo.12 Others did not.3,4 End.", "Others", "Others did not.3,4"},
		{"It beat placebo. [12] Others did not. End.", "placebo.", "It beat placebo. [12]"},
		{"It beat placebo [12] and sham [3]. End.", "sham", "It beat placebo [12] and sham [3]."},
		{"A dose of 0.5 mg – not more – beat one of 0.25 mg. End.", "beat", "A dose of 0.5 mg – not more – beat one of 0.25 mg."},
	} {
		x := flowing(c.text)
		at := x.named(c.at)
		if at < 0 {
			t.Fatalf("no word %q in %q", c.at, c.text)
		}
		from, to := x.sentence(at)
		if got := x.String(x.stretches(from, to)[0]); got != c.want {
			t.Errorf("around %q of %q: %q, want %q", c.at, c.text, got, c.want)
		}
	}
}

func TestFindingOverlooksWhatAPrinterDidToTheWords(t *testing.T) {
	for _, c := range []struct {
		text, words string
		want        []string
	}{
		{"Efficacy was shown", "efficacy", []string{"Efficacy"}},
		{"The eﬃcacy of ﬂuoxetine", "efficacy of fluox", []string{"eﬃcacy of ﬂuox"}},
		{"were random-\nised to either", "randomised", []string{"random-\nised"}},
		{"a double-\nblind trial", "double-blind", []string{"double-\nblind"}},
		{"a double-\nblind trial", "doubleblind", []string{"double-\nblind"}},
		{"a double-blind trial", "double-blind", []string{"double-blind"}},
		{"in the\nmorning  hours", "the morning hours", []string{"the\nmorning  hours"}},
		{"the “robust” effect", "\"robust\"", []string{"“robust”"}},
		{"10–20 mg", "10-20", []string{"10–20"}},
		{"Ström et al", "strom", []string{"Ström"}},
		{"soft\u00adware", "software", []string{"soft\u00adware"}},
		{"aa aa aa", "aa", []string{"aa", "aa", "aa"}},
		{"n = 12", "n = 13", nil},
		{"anything", "  ", nil},
		{"end of a word-\n\nNew", "wordnew", nil},
	} {
		x := flowing(c.text)
		var got []string
		for _, s := range NewFinder(x).Find(c.words) {
			got = append(got, x.String(s))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %q, want %q", c.words, c.text, got, c.want)
		}
	}
}

func TestEveryWordIsFoundWhereItStands(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zA-Zäßﬁé0-9,.\-]{1,12}`), 1, 12).Draw(r, "words")
		gaps := rapid.SliceOfN(rapid.SampledFrom([]string{" ", "\n", "\n\n", "  "}), len(words), len(words)).Draw(r, "gaps")
		text := ""
		for i, w := range words {
			text += w + gaps[i]
		}
		x := flowing(text)
		f := NewFinder(x)
		for _, w := range words {
			if strings.Trim(w, "-") == "" {
				continue
			}
			if len(f.Find(w)) == 0 {
				r.Fatalf("%q is not found in %q", w, text)
			}
		}
		for _, s := range f.Find("a") {
			if s.Start < 0 || s.End > len([]rune(text)) || s.Start >= s.End {
				r.Fatalf("%v is no place in %q", s, text)
			}
		}
	})
}

func TestWhatIsCopiedIsReadable(t *testing.T) {
	for text, want := range map[string]string{
		"One line\nand its second":                       "One line and its second",
		"were random-\nised to":                          "were randomised to",
		"a three-\nword-\nbreak":                         "a threewordbreak",
		"a double-\nblind trial, double-blind as it is":  "a double-blind trial, double-blind as it is",
		"treatment-\nresistant cases, as treatment goes": "treatment-resistant cases, as treatment goes",
		"Double-\nblind (double)":                        "Double-blind (double)",
		"treatment-\nresistant":                          "treatmentresistant",
		"depres-\nsion is no pres-\nsure":                "depression is no pressure",
		"The the-\nrapy in an in-\nfusion":               "The therapy in an infusion",
		"day-\ntime by day, or daytime":                  "daytime by day, or daytime",
		"a treatment-resis-\ntant form of treatment":     "a treatment-resistant form of treatment",
		"long-term-\nuse is no term":                     "long-term-use is no term",
		"kept well-known words":                          "kept well-known words",
		"years 2001-\n2005":                              "years 2001- 2005",
		"A heading\n\nA paragraph":                       "A heading A paragraph",
		"soft\u00ad\nware and hard\u00adware":            "software and hardware",
	} {
		x := flowing(text)
		if got := x.Readable(x.stretches(0, len(x.words)-1)); got != want {
			t.Errorf("%q is copied as %q, want %q", text, got, want)
		}
		if m, ok := quote.Find([]string{text}, want, appraisal.Anchor{}); !ok || m.Start != 0 || m.End != len([]rune(text)) {
			t.Errorf("%q is not found again in %q: %+v", want, text, m)
		}
	}
}

func TestASelectionOverPagesIsAStretchOfEach(t *testing.T) {
	x := NewText([]Page{{Text: "one two"}, {Text: ""}, {Text: "three four"}})
	got := x.stretches(1, 2)
	want := []Stretch{{0, span(4, 7)}, {2, span(0, 5)}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
