package appraisal

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestTheTableProposesTheStrengthOfAWording(t *testing.T) {
	for _, test := range []struct {
		wording  string
		proposed Assertiveness
		found    []string
	}{
		{"Ketamine reduces symptoms within a day.", Plain, nil},
		{"Ketamine may reduce symptoms.", Hedged, []string{"may"}},
		{"KETAMINE MIGHT, it seems, help", Hedged, []string{"might", "seems"}},
		{"A fast and robust effect.", Emphatic, []string{"robust"}},
		{"Its effect is well-established and robust, robust indeed.", Emphatic, []string{"well established", "robust"}},
		{"It nearly always works.", Emphatic, []string{"nearly always"}},
		{"It may be robust.", Hedged, []string{"may", "robust"}},
		{"A robust effect appears within hours.", Hedged, []string{"robust", "appears"}},
		{"The effect is not robust.", Plain, []string{"not robust"}},
		{"It is not robust here, and robust there.", Emphatic, []string{"not robust", "robust"}},
		{"Dismayed, the mighty robustness of mayors.", Plain, nil}, // whole words only
		{"A definite gain.", Plain, []string{"definite"}},
		{"", Plain, nil},
		{"…!?", Plain, nil},
	} {
		r := DefaultStrengthWords().Read(test.wording)
		var found []string
		for _, f := range r.Found {
			found = append(found, f.Word)
		}
		if diff := cmp.Diff(test.found, found); diff != "" || r.Proposed != test.proposed {
			t.Errorf("%q is proposed as %s; found want (-), got (+):\n%s", test.wording, r.Proposed, diff)
		}
	}
	if got := DefaultStrengthWords().Read("It may be robust.").Of(Emphatic); len(got) != 1 || got[0] != "robust" {
		t.Errorf("the emphatic words are %v", got)
	}
}

func TestATableThatContradictsItselfIsRefused(t *testing.T) {
	if err := DefaultStrengthWords().Validate(); err != nil {
		t.Errorf("the table of the program: %v", err)
	}
	if err := (StrengthWords{}).Validate(); err != nil {
		t.Errorf("an empty table: %v", err)
	}
	for _, test := range []struct {
		table StrengthWords
		says  string
	}{
		{StrengthWords{Hedged: []string{"may", "May "}}, "twice in the list of hedged words"},
		{StrengthWords{Hedged: []string{"may"}, Emphatic: []string{"MAY"}}, "in the list of hedged words and in that of emphatic words"},
		{StrengthWords{Plain: []string{"well-set"}, Emphatic: []string{"well set"}}, "Decide for one"},
		{StrengthWords{Emphatic: []string{"!"}}, "has no letter"},
	} {
		if err := test.table.Validate(); err == nil || !strings.Contains(err.Error(), test.says) || CodeOf(err) != CodeInvalid {
			t.Errorf("%+v: %v, want %q", test.table, err, test.says)
		}
	}
}

// Whatever is written, the proposal follows from the words that are named.
func TestTheProposalFollowsFromTheWordsNamed(t *testing.T) {
	table := DefaultStrengthWords()
	all := append(append(append([]string{"the", "effect"}, table.Hedged...), table.Plain...), table.Emphatic...)
	rapid.Check(t, func(r *rapid.T) {
		wording := strings.Join(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(all), rapid.String())).Draw(r, "words"), " ")
		got := table.Read(wording)
		want := Plain
		switch {
		case len(got.Of(Hedged)) > 0:
			want = Hedged
		case len(got.Of(Emphatic)) > 0:
			want = Emphatic
		}
		if got.Proposed != want {
			r.Fatalf("%q: %+v", wording, got)
		}
	})
}
