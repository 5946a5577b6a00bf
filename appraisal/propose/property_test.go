package propose_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"

	"pgregory.net/rapid"
)

// loose are words that the rules know, and some that they do not, to be strung together without sense.
var loose = strings.Fields("ketamine placebo versus not no reduced improved depression scores within 24 hours 7 days for 6 months two to three weeks twice a week at on MADRS suicidal " +
	"ideation in patients with treatment-resistant but ; , and that while rapid robust may markedly faded non-inferior to ECT long-term “sustained” 0.5 mg/kg ångström 12-week trial " +
	"effect of effects the than with whom who over 40 minutes relapse remission quality of life safe effective and or 3–4 99999999 1e9 · … ½ été 日本 HAM-D17 up until compared")

func TestEveryProposalRestsOnWordsOfTheSentence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(loose), 0, 30).Draw(t, "words"), " ")
		checkReading(t, text)
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range sentences {
		f.Add(s.text)
	}
	f.Add("\xff\xfe within 24\u00a0hours")
	f.Fuzz(func(t *testing.T, text string) { checkReading(t, text) })
}

type failer interface {
	Fatalf(format string, args ...any)
}

// spoken are the parts whose value stands in the sentence word for word.
var spoken = map[propose.Field]bool{propose.Population: true, propose.Intervention: true, propose.Comparator: true, propose.Outcome: true, propose.Instrument: true}

func checkReading(t failer, text string) {
	runes := []rune(text)
	r := propose.Read(text, vocabulary)
	for _, p := range r.Proposals {
		s := p.Span
		if s.Start < 0 || s.Start >= s.End || s.End > len(runes) || string(runes[s.Start:s.End]) != p.From {
			t.Fatalf("%q: %+v does not stand there", text, p)
		}
		if p.Value == "" || p.Rule.ID == "" || p.Rule.Why == "" || !utf8.ValidString(p.Value) {
			t.Fatalf("%q: %+v is empty", text, p)
		}
		if spoken[p.Field] && !strings.Contains(p.From, p.Value) {
			t.Fatalf("%q: %q is not in %q", text, p.Value, p.From)
		}
		if p.Days != nil && !stands(p.From, *p.Days) {
			t.Fatalf("%q: %v days do not stand in %q", text, *p.Days, p.From)
		}
	}
	for _, p := range r.Parts {
		var words []string
		for _, s := range p.Spans {
			words = append(words, string(runes[s.Start:s.End]))
		}
		if strings.Join(words, " ") != p.Text || p.Text == "" {
			t.Fatalf("%q: part %+v", text, p)
		}
	}
}

// stands reports whether some number of the words with some unit of theirs is that many days, give or take the rounding
// of months.
func stands(words string, days float64) bool {
	numbers := map[string]string{"a": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
		"nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fourteen": "14", "sixteen": "16", "eighteen": "18", "twenty": "20", "ninety": "90", "an": "1"}
	fields := wordOrNumber.FindAllString(strings.ReplaceAll(strings.ToLower(words), "·", "."), -1)
	for _, n := range fields {
		if w, ok := numbers[n]; ok {
			n = w
		}
		for _, unit := range fields {
			if d, ok := appraisal.ParseDays(n + " " + unit); ok && d-1 < days && days < d+1 {
				return true
			}
			if d, ok := appraisal.ParseDays(n); ok && d-1 < days && days < d+1 {
				return true
			}
		}
	}
	return false
}

var wordOrNumber = regexp.MustCompile(`\d+(\.\d+)*|\pL+`)

func TestASentenceWithoutCueWordsYieldsNothing(t *testing.T) {
	plain := strings.Fields("the committee met again yesterday under grey skies their garden holds seven apples river walked quietly house letter green was is were it this")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(plain), 0, 25).Draw(t, "words"), " ")
		if r := propose.Read(text, vocabulary); len(r.Proposals) > 0 || len(r.Parts) > 0 {
			t.Fatalf("%q yields %+v", text, r)
		}
	})
}

func TestANegationTurnsTheEffect(t *testing.T) {
	for _, verb := range []string{"reduce", "lower", "decrease", "relieve", "ease", "lessen", "improve"} {
		for _, not := range []string{"did not", "didn't", "does not", "failed to", "could not", "did not significantly", "never seemed to"} {
			text := "Ketamine " + not + " " + verb + " depressive symptoms."
			if p, ok := propose.Read(text, vocabulary).First(propose.Effect); !ok || p.Value != string(appraisal.NoBetter) {
				t.Errorf("%s: %+v", text, p)
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		propose.Read(sentences[2].text, vocabulary)
	}
}
