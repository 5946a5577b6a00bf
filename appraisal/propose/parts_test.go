package propose_test

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal/propose"
)

func TestACompoundSentenceIsParted(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Ketamine worked at first, but the benefit faded.", []string{"Ketamine worked at first", "the benefit faded"}},
		{"Scores fell quickly on ketamine; relapse followed within weeks.", []string{"Scores fell quickly on ketamine", "relapse followed within weeks"}},
		{"Lithium prevented relapse while placebo did not reduce relapse.", []string{"Lithium prevented relapse", "placebo did not reduce relapse"}},
		{"Sertraline improved mood and sleep.", []string{"Sertraline improved mood", "Sertraline improved sleep"}},
		{"Sertraline improved mood, sleep and quality of life in adults with PTSD.", []string{
			"Sertraline improved mood in adults with PTSD", "Sertraline improved sleep in adults with PTSD", "Sertraline improved quality of life in adults with PTSD"}},
		{"Ketamine is rapid and robust against depression.", []string{"Ketamine is rapid against depression", "Ketamine is robust against depression"}},
		{"Infusions are a safe and effective alternative.", []string{"Infusions are a safe alternative", "Infusions are a effective alternative"}},
		{"Ketamine lowered scores at 24 hours and at 7 days.", []string{"Ketamine lowered scores at 24 hours", "Ketamine lowered scores at 7 days"}},
		{"Six infusions did not beat midazolam, and responders relapsed within weeks.", []string{"Six infusions did not beat midazolam", "responders relapsed within weeks"}},
		{"Ketamine is not only rapid but also effective.", nil},
		{"Ketamine lowered depression scores.", nil},
		{"Ketamine and midazolam were compared.", nil},
		{"Anger and joy.", nil},
	} {
		var got []string
		for _, p := range propose.Read(c.text, vocabulary).Parts {
			got = append(got, p.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n  parts are %q\n  want      %q", c.text, got, c.want)
		}
	}
}

func TestThePartsAreWordsOfTheSentence(t *testing.T) {
	const text = "“Sertraline” improved mood, sleep and quality of life – until week 8; the benefit then faded."
	runes := []rune(text)
	parts := propose.Read(text, vocabulary).Parts
	if len(parts) < 2 {
		t.Fatal(parts)
	}
	for _, p := range parts {
		var words []string
		for _, s := range p.Spans {
			words = append(words, string(runes[s.Start:s.End]))
		}
		if got := strings.Join(words, " "); got != p.Text {
			t.Errorf("%q is not %q", got, p.Text)
		}
	}
}
