package words_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// The facts are a list of the domain, which the search for keys in the sources does not read.
func TestEveryFactIsNamedAndExplainedInEveryLanguage(t *testing.T) {
	texts, err := tr.Texts(tr.Norwegian)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range appraisal.Fields {
		all := []string{f.Label, f.Group, f.Help}
		for _, c := range f.Choices {
			all = append(all, words.Choice(c)) // in English, which is the key
		}
		for _, text := range all {
			if text != "" && texts[text] == "" {
				t.Errorf("%s: no Norwegian for %q", f.Key, text)
			}
		}
	}
}

func TestTheChoicesOfAFactDifferInEveryLanguage(t *testing.T) {
	for _, l := range tr.Languages {
		if err := tr.Use(l); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = tr.Use(tr.English) })
		for _, f := range appraisal.Fields {
			named(t, string(f.Key), f.Choices, words.Choice)
		}
	}
}

func TestANoteOfTheProgramIsTranslatedAndOneOfAPersonIsNot(t *testing.T) {
	if err := tr.Use(tr.Norwegian); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Use(tr.English) })
	for source, want := range map[string]string{
		"registry": "Blinding: ingen (åpen studie).", appraisal.SourceDerived: "Blinding: ingen (åpen studie).", "full text": "Masking: none (open label).",
	} {
		if got := words.Note(appraisal.Fact{Source: source, Note: "Masking: none (open label)."}); got != want {
			t.Errorf("the note of a fact from %q is %q, want %q", source, got, want)
		}
	}
}
