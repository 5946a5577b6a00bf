package glossary

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/ui/tr"
)

func TestEveryLabelIsExplainedOnce(t *testing.T) {
	for _, l := range tr.Languages {
		t.Run(string(l), func(t *testing.T) {
			if err := tr.Use(l); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = tr.Use(tr.English) })
			explainedOnce(t)
		})
	}
}

func explainedOnce(t *testing.T) {
	seen := map[string]string{}
	var groups []string
	for _, term := range All() {
		if term.Text == "" || !strings.HasSuffix(term.Text, ".") {
			t.Errorf("%q is not explained in sentences: %q", term.Word, term.Text)
		}
		if n := len(groups); n == 0 || groups[n-1] != term.Group {
			if slices.Contains(groups, term.Group) {
				t.Errorf("%q does not stand with the others of its group", term.Word)
			}
			groups = append(groups, term.Group)
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
