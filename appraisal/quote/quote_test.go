package quote

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"claimgrade/appraisal"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// quoted makes a quote of words that stand once in a page.
func quoted(t testing.TB, page, words string) (string, appraisal.Anchor) {
	t.Helper()
	at := strings.Index(page, words)
	if at < 0 {
		t.Fatalf("%q does not stand in %q", words, page)
	}
	start := utf8.RuneCountInString(page[:at])
	exact, a := Make(page, start, start+utf8.RuneCountInString(words))
	a.Page = 1
	return exact, a
}

func TestMakeKeepsTheWordsAround(t *testing.T) {
	page := "Über die Wirkung: “ketamine was better”  than midazolam (p = 0.002) at twenty-four hours in this trial."
	exact, a := Make(page, 17, 40)
	want := appraisal.Anchor{Prefix: "Über die Wirkung: ", Suffix: "  than midazolam (p = 0.002) at ", Start: 18, End: 39}
	if exact != "“ketamine was better”" || a != want {
		t.Errorf("made %q, %+v, want %+v", exact, a, want)
	}
	for _, span := range [][2]int{{-5, 4}, {95, 1000}, {40, 10}, {1000, 2000}} {
		exact, a := Make(page, span[0], span[1])
		if string([]rune(page)[a.Start:a.End]) != exact {
			t.Errorf("%v: %q at %+v", span, exact, a)
		}
	}
}

func TestFindsWhatExtractionChanges(t *testing.T) {
	const old = "The first of them. Efficacy of a treatment-resistant group’s “first” infusion was −7.95 points (95% CI −13.2–2.7). The last."
	exact, a := quoted(t, old, "Efficacy of a treatment-resistant group’s “first” infusion was −7.95 points (95% CI −13.2–2.7)")
	for name, now := range map[string]string{
		"as it was":             exact,
		"other lines":           strings.ReplaceAll(exact, " ", "\n"),
		"no-break spaces":       strings.ReplaceAll(exact, " ", "\u00a0\u2009"),
		"hyphenated":            strings.ReplaceAll(exact, "infusion", "infu-\nsion"),
		"soft hyphen":           strings.ReplaceAll(exact, "infusion", "infu\u00ad\nsion"),
		"soft hyphen in a line": strings.ReplaceAll(exact, "infusion", "infu\u00adsion"),
		"compound broken":       strings.ReplaceAll(exact, "treatment-resistant", "treatment-\nresistant"),
		"compound joined":       strings.ReplaceAll(exact, "treatment-resistant", "treatmentresistant"),
		"ligatures":             strings.NewReplacer("ffi", "ﬃ", "fi", "ﬁ").Replace(exact),
		"straight quotes":       strings.NewReplacer("“", `"`, "”", `"`, "’", "'").Replace(exact),
		"quotes of two signs":   strings.NewReplacer("“", "``", "”", "''").Replace(exact),
		"German quotes":         strings.NewReplacer("“", "„", "”", "“").Replace(exact),
		"hyphen for minus":      strings.NewReplacer("−", "-", "–", "-").Replace(exact),
		"en dash for minus":     strings.ReplaceAll(exact, "−", "–"),
		"spaces about signs":    strings.NewReplacer("95%", "95 %", "(", "( ").Replace(exact),
		"full width":            strings.NewReplacer("7", "７", "(", "（").Replace(exact),
		"zero-width spaces":     strings.ReplaceAll(exact, "points", "po\u200bints"),
	} {
		page := "Before that.\n\n" + now + ". After that."
		m, ok := Find([]string{"Another page.", page}, exact, a)
		if !ok {
			t.Errorf("%s: not found in %q", name, page)
			continue
		}
		if got := string([]rune(page)[m.Start:m.End]); m.Page != 2 || got != now || !m.Moved || m.Ambiguous {
			t.Errorf("%s: found %q, %+v", name, got, m)
		}
	}
}

func TestNeverFindsWhatDiffers(t *testing.T) {
	for _, x := range []struct{ exact, page string }{
		{"p = 0.5", "here p = -0.5 was"}, {"p = 0.5", "here p = −0.5 was"}, {"p = -0.5", "here p = 0.5 was"}, {"p = 0.5", "here p = 05 was"},
		{"0.5", "was -0.5"}, {"0.5", "was – 0.5"}, {"0.5", "was 10.5"}, {"0.5", "was 0.52"}, {"0.5", "was 0.5.1"}, {"5", "was 5.2"}, {"5", "was 1,5"},
		{"5 patients", "15 patients"}, {"5 patients", "of 1.5 patients"}, {".5 mg", "0.5 mg"}, {"28 responded", "28% responded"}, {"of 28", "of 28%"},
		{"n = 12", "n = 123"}, {"n = 12", "n = 1 2"}, {"n = 12", "n = 12-15"}, {"at 10. 5 left", "at 10.5 left"}, {"at 10.5 left", "at 10. 5 left"},
		{"effect", "effective"}, {"effect", "ineffect"}, {"was effective", "was not effective"}, {"no where", "nowhere"}, {"cafe", "café"}, {"cafe", "cafe\u0301"},
		{"the drug", "The drug"}, {"2 to 3", "2 or 3"}, {"α = 0.05", "β = 0.05"}, {"5 mg", "5 μg"}, {"−7.95", "+7.95"}, {"p < 0.05", "p > 0.05"}, {"13–27", "13 27"}, {"−\u00ad5", "5"},
	} {
		if m, ok := Find([]string{"Before. " + x.page + " after."}, x.exact, appraisal.Anchor{}); ok {
			t.Errorf("%q was found in %q: %+v", x.exact, x.page, m)
		}
	}
	for _, nothing := range []string{"", "  ", "–", "“”", "\u00ad", "\u200b", "…"} {
		if _, ok := Find([]string{"Words – “and” … signs."}, nothing, appraisal.Anchor{}); ok {
			t.Errorf("%q was found", nothing)
		}
	}
}

func TestWhatBeganInsideAWordIsFoundInsideIt(t *testing.T) {
	const page = "A double-blind, placebo-controlled 24-week trial of −0.5 points."
	for _, words := range []string{"blind, placebo", "controlled 24", "week trial", "0.5 points", "troll", "5 points"} {
		exact, a := quoted(t, page, words)
		for _, now := range []string{page, "Elsewhere. " + strings.NewReplacer("double-", "double-\n", "placebo-", "pla-\ncebo").Replace(page)} {
			m, ok := Find([]string{now}, exact, a)
			if !ok {
				t.Errorf("%q was not found in %q", words, now)
			} else if got := string([]rune(now)[m.Start:m.End]); fold(got).text != fold(words).text {
				t.Errorf("%q was found as %q", words, got)
			}
		}
	}
}

func TestWhatStandsAroundDecidesBetweenTheSameWords(t *testing.T) {
	pages := []string{
		"In men the drug was better than placebo by far.",
		"In women the drug was better than placebo by far. In children the drug was better than placebo too.",
	}
	exact, a := quoted(t, pages[1][51:], "the drug was better")
	a.Page, a.Start, a.End = 9, 0, 0
	m, ok := Find(pages, exact, a)
	if want := (Match{Page: 2, Start: 62, End: 81, Moved: true}); !ok || m != want {
		t.Errorf("found %+v, want %+v", m, want)
	}
}

func TestThePlaceDecidesWhereWhatStandsAroundIsTheSame(t *testing.T) {
	row := "ketamine 12 patients "
	pages := []string{strings.Repeat(row, 20), strings.Repeat(row, 20)}
	exact, a := Make(pages[1], 210, 230)
	a.Page = 2
	m, ok := Find(pages, exact, a)
	if want := (Match{Page: 2, Start: 210, End: 230}); !ok || m != want {
		t.Errorf("found %+v, want %+v", m, want)
	}
	a.Start, a.End = a.Start+2, a.End+2 // the text has moved a little: nobody can tell
	m, ok = Find(pages, exact, a)
	if want := (Match{Page: 2, Start: 210, End: 230, Moved: true, Ambiguous: true}); !ok || m != want {
		t.Errorf("found %+v, want %+v", m, want)
	}
	m, ok = Find(pages, "12 patients", appraisal.Anchor{})
	if want := (Match{Page: 1, Start: 9, End: 20, Moved: true, Ambiguous: true}); !ok || m != want {
		t.Errorf("typed words: found %+v, want %+v", m, want)
	}
}

func TestAccentsHaveOneOrder(t *testing.T) {
	const page = "Việt Nam, Ångström, Müller, naïve, piñata, q̣̇ and more"
	exact, a := quoted(t, page, "Việt Nam, Ångström, Müller, naïve, piñata, q̣̇")
	for _, form := range []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD} {
		now := form.String(page)
		if m, ok := Find([]string{now}, exact, a); !ok || string([]rune(now)[m.Start:m.End]) != form.String(exact) {
			t.Errorf("not found in %q: %+v", now, m)
		}
	}
	if m, ok := Find([]string{"q\u0307\u0323 is written otherwise"}, "q\u0323\u0307 is", appraisal.Anchor{}); !ok || m.End != 6 {
		t.Errorf("found %v, %+v", ok, m)
	}
}

// article draws a text in the shape of a trial report. Every sentence has a number of its own, so that none is there
// twice.
func article(r *rand.Rand) string {
	words := strings.Fields(`participants randomised infusion ketamine midazolam difficult efficacy affect final flow office
		depression severity naïve Müller coefficient significantly treatment-resistant double-blind placebo-controlled follow-up
		α β μg ≥ ± “unclear” ‘blind’ patients’ baseline (Table confidence interval of in the was with and to at — - self-reported
		low-dose well-being week-long 24-hour COVID-19 IL-6 5-HT p<0.05 p = per cent score scores scale reduction`)
	var b strings.Builder
	for i := range 6 + r.IntN(10) {
		fmt.Fprintf(&b, "In %d of %d.%d ", 1000+i*37+r.IntN(30), r.IntN(90), r.IntN(100))
		for range 4 + r.IntN(14) {
			switch w := words[r.IntN(len(words))]; r.IntN(12) {
			case 0:
				fmt.Fprintf(&b, "%.2f ", r.Float64()*100-50)
			case 1:
				fmt.Fprintf(&b, "(−%d.%d to %d%%) ", r.IntN(30), r.IntN(10), r.IntN(100))
			case 2:
				fmt.Fprintf(&b, "%d–%d %s ", r.IntN(9), 10+r.IntN(90), w)
			default:
				b.WriteString(w + " ")
			}
		}
		b.WriteString("at day " + fmt.Sprint(r.IntN(500)) + ". ")
	}
	return strings.TrimSpace(b.String())
}

// extractedAnew changes a text as another extraction might, and tells for each of its characters where it came from.
func extractedAnew(r *rand.Rand, text string) (now string, from []int) {
	ligatures := r.IntN(2) == 0
	width := 20 + r.IntN(70)
	dashes, quotes := r.IntN(3), r.IntN(3)
	spaces := []string{" ", "\u00a0", "  ", " \t"}[r.IntN(4)]
	var out []rune
	put := func(i int, s string) {
		for _, c := range s {
			out, from = append(out, c), append(from, i)
		}
	}
	runes := []rune(text)
	column := 0
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		column++
		switch next := func(n int) rune {
			if i+n < len(runes) {
				return runes[i+n]
			}
			return 0
		}; {
		case c == ' ' && column >= width:
			put(i, []string{"\n", " \n", "\n\n"}[r.IntN(3)])
			column = 0
		case c == ' ':
			put(i, spaces)
		case ligatures && c == 'f' && next(1) == 'f' && next(2) == 'i':
			put(i, "ﬃ")
			i += 2
		case ligatures && c == 'f' && strings.ContainsRune("fil", next(1)):
			put(i, map[rune]string{'f': "ﬀ", 'i': "ﬁ", 'l': "ﬂ"}[next(1)])
			i++
		case strings.ContainsRune("-–−—", c) && dashes > 0:
			put(i, []string{"-", "–"}[dashes-1])
		case strings.ContainsRune("“”", c) && quotes > 0:
			put(i, []string{`"`, "„"}[quotes-1])
		case strings.ContainsRune("‘’", c) && quotes > 0:
			put(i, "'")
		default:
			put(i, string(c))
		}
		if i+1 < len(runes) && isLetter(c) && isLetter(runes[i+1]) && column >= width-6 && r.IntN(3) == 0 {
			put(i, []string{"-\n", "\u00ad\n", "\u2010\n"}[r.IntN(3)])
			column = 0
		}
	}
	now = string(out)
	if form := r.IntN(5); form < 4 {
		normal := norm.Form(form).String(now)
		if utf8.RuneCountInString(normal) == len(out) { // else the characters would have to be counted anew
			now = normal
		} else {
			now, from = normal, nil
		}
	}
	return now, from
}

// pick takes a stretch of whole words as a quote.
func pick(r *rand.Rand, text string) (exact string, a appraisal.Anchor) {
	words := strings.Split(text, " ")
	from := r.IntN(len(words))
	to := min(len(words), from+3+r.IntN(40))
	from = max(0, to-(3+r.IntN(40)))
	start := utf8.RuneCountInString(strings.Join(words[:from], " "))
	end := utf8.RuneCountInString(strings.Join(words[:to], " "))
	return Make(text, start, end)
}

// 6,000 quotes are found again in texts extracted anew, where they stand.
func TestQuotesAreFoundAgain(t *testing.T) {
	const n = 6_000
	r := rand.New(rand.NewPCG(1, 2))
	missed, checked := 0, 0
	for range n {
		text := article(r)
		exact, a := pick(r, text)
		a.Page = 1
		now, from := extractedAnew(r, text)
		m, ok := Find([]string{"Some page before. 17", now}, exact, a)
		if !ok || m.Page != 2 {
			if missed++; missed < 4 {
				t.Logf("missed %q\nin %q", exact, now)
			}
			continue
		}
		if got := string([]rune(now)[m.Start:m.End]); fold(got).text != fold(exact).text {
			t.Fatalf("found %q for %q", got, exact)
		}
		if from != nil && !m.Ambiguous {
			checked++
			if from[m.Start] != a.Start {
				t.Fatalf("%q stood at %d, found at %d that was %d", exact, a.Start, m.Start, from[m.Start])
			}
		}
	}
	if missed > n/1000 || checked < n/3 {
		t.Errorf("%d of %d were missed; the place of %d was checked", missed, n, checked)
	}
	t.Logf("%d of %d were missed; the place of %d was checked", missed, n, checked)
}

// change alters one thing in a quote's words as they stand in a text: a digit, a word, a sign, a point.
func change(r *rand.Rand, text []rune, start, end int) (changed []rune, what string) {
	at := func(fits func(i int) bool) int {
		var all []int
		for i := start; i < end; i++ {
			if fits(i) {
				all = append(all, i)
			}
		}
		if len(all) == 0 {
			return -1
		}
		return all[r.IntN(len(all))]
	}
	begins := func(i int) bool { return i > start && text[i-1] == ' ' && (isLetter(text[i])) }
	switch r.IntN(6) {
	case 0:
		if i := at(func(i int) bool { return isDigit(text[i]) }); i >= 0 {
			out := slices.Clone(text)
			out[i] = '0' + (text[i]-'0'+1+rune(r.IntN(9)))%10
			return out, "a digit"
		}
	case 1:
		if i := at(begins); i >= 0 {
			return slices.Concat(text[:i], []rune("not "), text[i:]), "a word more"
		}
	case 2:
		if i := at(begins); i >= 0 {
			j := i
			for j < len(text) && text[j] != ' ' {
				j++
			}
			return slices.Concat(text[:i], []rune("another"), text[j:]), "a word"
		}
	case 3:
		if i := at(func(i int) bool {
			return isDigit(text[i]) && i > start && text[i-1] == ' ' && isLetter(text[max(0, i-2)])
		}); i >= 0 {
			return slices.Concat(text[:i], []rune("−"), text[i:]), "a sign more"
		}
	case 4:
		if i := at(func(i int) bool { return text[i] == '−' }); i >= 0 {
			return slices.Concat(text[:i], text[i+1:]), "a sign less"
		}
	case 5:
		if i := at(func(i int) bool {
			return text[i] == '.' && i+1 < end && isDigit(text[i+1]) && i > start && isDigit(text[i-1])
		}); i >= 0 {
			return slices.Concat(text[:i], text[i+1:]), "a point less"
		}
	}
	return nil, ""
}

// Of 6,000 quotes in which a digit, word, sign or point differs, none is found.
func TestQuotesThatDifferAreNeverFound(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	tried := map[string]int{}
	for total := 0; total < 6_000; {
		text := article(r)
		exact, a := pick(r, text)
		a.Page = 1
		changed, what := change(r, []rune(text), a.Start, a.End)
		if what == "" || len(strings.Fields(exact)) < 3 || strings.Count(fold(text).text, fold(exact).text) > 1 {
			continue
		}
		now := string(changed)
		if r.IntN(2) == 0 {
			now, _ = extractedAnew(r, now)
		}
		total++
		tried[what]++
		if m, ok := Find([]string{"Some page before.", now}, exact, a); ok {
			t.Fatalf("%s: %q was found as %q in\n%s", what, exact, string([]rune(now)[m.Start:m.End]), now)
		}
	}
	for _, what := range []string{"a digit", "a word more", "a word", "a sign more", "a sign less", "a point less"} {
		if tried[what] < 200 {
			t.Errorf("%s: only %d tried", what, tried[what])
		}
	}
}

// Whatever the text, a quote made from it is found in it.
func TestAQuoteIsFoundWhereItWasMade(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		page := rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune("ab1.-−\u00ad\u0301 \n'\"%(ﬁ")), rapid.Rune())).Draw(r, "page")
		n := utf8.RuneCountInString(page)
		start := rapid.IntRange(0, n).Draw(r, "start")
		end := rapid.IntRange(start, n).Draw(r, "end")
		exact, a := Make(page, start, end)
		a.Page = 1
		m, ok := Find([]string{page}, exact, a)
		if !ok {
			if strings.ContainsFunc(fold(exact).text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				r.Fatalf("%q was not found in %q", exact, page)
			}
			return
		}
		if m.Ambiguous {
			return
		}
		if got := string([]rune(page)[m.Start:m.End]); !strings.Contains(fold(got).text, strings.Trim(fold(exact).text, " -'\"")) {
			r.Fatalf("%q was found as %q", exact, got)
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("The effect was −0.5 (95% CI −1.2 to 0.3).\nIt was treat-\nment-resistant.", "−0.5 (95% CI", 15, 27)
	f.Add("ﬁrst ﬃ “x” ``y'' \u00ad\n e\u0301\u0323", "first", 0, 5)
	f.Fuzz(func(t *testing.T, page, exact string, start, end int) {
		if m, ok := Find([]string{page}, exact, appraisal.Anchor{Start: start, End: end}); ok {
			n := utf8.RuneCountInString(page)
			if m.Page != 1 || m.Start < 0 || m.End > n || m.Start >= m.End {
				t.Fatalf("found %+v of %d characters", m, n)
			}
		}
		made, a := Make(page, start, end)
		if !strings.Contains(page, made) && utf8.ValidString(page) {
			t.Fatalf("made %q, %+v", made, a)
		}
		Find([]string{page, exact}, made, a)
	})
}

// words is a text of many words, in pages.
func words(n int) []string {
	r := rand.New(rand.NewPCG(5, 6))
	var pages []string
	for count := 0; count < n; {
		var b strings.Builder
		for len(strings.Fields(b.String())) < 600 {
			b.WriteString(article(r) + "\n\n")
		}
		count += len(strings.Fields(b.String()))
		pages = append(pages, b.String())
	}
	return pages
}

func BenchmarkFindIn20000Words(b *testing.B) {
	pages := words(20_000)
	exact, a := Make(pages[len(pages)-1], 500, 700)
	for b.Loop() {
		if _, ok := Find(pages, exact, a); !ok {
			b.Fatal("not found")
		}
	}
}

func BenchmarkFind100QuotesIn20000Words(b *testing.B) {
	pages := words(20_000)
	exact, a := Make(pages[len(pages)-1], 500, 700)
	for b.Loop() {
		p := NewPages(pages)
		for range 100 {
			p.Find(exact, a)
		}
	}
}
