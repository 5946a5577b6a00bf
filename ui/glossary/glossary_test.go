package glossary

import (
	"slices"
	"strings"
	"testing"
)

func TestEveryLabelIsExplainedOnce(t *testing.T) {
	seen := map[string]string{}
	for _, term := range terms {
		if term.Text == "" || !strings.HasSuffix(term.Text, ".") {
			t.Errorf("%q is not explained in sentences: %q", term.Word, term.Text)
		}
		if !slices.Contains(Groups, term.Group) {
			t.Errorf("%q is in no group that is listed", term.Word)
		}
		for _, label := range append([]string{term.Word}, term.Also...) {
			if other, ok := seen[fold(label)]; ok {
				t.Errorf("%q and %q both explain %q", term.Word, other, label)
			}
			seen[fold(label)] = term.Word
		}
	}
	if len(terms) < 40 {
		t.Errorf("only %d terms", len(terms))
	}
}

func TestALabelIsFoundHoweverItStandsOnScreen(t *testing.T) {
	for label, word := range map[string]string{
		"Blinding": "Blinding", "FACTS USED": "Fact", "Facts used (7)": "Fact", "What would change it?": "Stability",
		"Low certainty": "Certainty", "GRADE-informed": "Certainty", "Your judgement": "Judgement",
	} {
		i := slices.IndexFunc(terms, func(t Term) bool { return t.Word == word })
		if got := Define(label); got == "" || got != terms[i].Text {
			t.Errorf("%q is explained as %q", label, got)
		}
	}
	for _, label := range []string{"", "Murrough 2013", strings.Repeat("blinding ", 20)} {
		if got := Define(label); got != "" {
			t.Errorf("%q is explained as %q", label, got)
		}
	}
}
