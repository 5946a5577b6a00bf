package propose_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal/propose"
)

// coded is a claim of the starter library, with its coding.
type coded struct {
	Wording      string
	Kind         string
	Population   string
	Intervention string
	Comparator   string
	Outcome      string
	Effect       struct {
		Kind, Construct, Instrument, Assertiveness, Magnitude, Horizon string
	}
}

// TestTheProposalsForTheStarterLibrary counts how often the rules come to what the coders of the starter library stored.
// It is a measurement: the library's wordings are paraphrases whose coding rests on the whole article. It fails only
// where the rules do no better than they did when they were written.
func TestTheProposalsForTheStarterLibrary(t *testing.T) {
	files, err := filepath.Glob("../../assets/starter/claims/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no claims", err)
	}
	parts := map[string][]coded{} // by wording: what any of the parts says is a right answer
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var all struct{ Claims []coded }
		if err := json.Unmarshal(text, &all.Claims); err != nil {
			if err := json.Unmarshal(text, &all); err != nil {
				t.Fatal(f, err)
			}
		}
		for _, c := range all.Claims {
			parts[c.Wording] = append(parts[c.Wording], c)
		}
	}
	proposed, agreed, compound, parted := map[propose.Field]int{}, map[propose.Field]int{}, 0, 0
	for wording, claims := range parts {
		r := propose.Read(wording, propose.Vocabulary{Strength: vocabulary.Strength})
		if len(claims) > 1 {
			compound++
			if len(r.Parts) > 1 {
				parted++
			}
		}
		for _, f := range propose.Fields {
			p, ok := r.First(f)
			if !ok {
				continue
			}
			proposed[f]++
			for _, c := range claims {
				if agrees(p, c) {
					agreed[f]++
					break
				}
			}
		}
	}
	total, right := 0, 0
	for _, f := range propose.Fields {
		t.Logf("%-13s proposed for %2d of %d wordings, %2d as coded", f, proposed[f], len(parts), agreed[f])
		total, right = total+proposed[f], right+agreed[f]
	}
	t.Logf("all           %d proposals, %d as coded (%d %%); %d of %d compound wordings were parted", total, right, 100*right/max(total, 1), parted, compound)
	if len(parts) < 50 || total < 100 || right*2 < total {
		t.Errorf("%d wordings, %d proposals, %d as coded", len(parts), total, right)
	}
}

// agrees reports whether a proposal says what the claim stores; of texts, whether they share a word that matters.
func agrees(p propose.Proposal, c coded) bool {
	switch p.Field {
	case propose.Kind:
		return p.Value == c.Kind
	case propose.Effect:
		return p.Value == c.Effect.Kind
	case propose.Construct:
		return p.Value == c.Effect.Construct
	case propose.Instrument:
		return strings.EqualFold(p.Value, c.Effect.Instrument)
	case propose.Horizon:
		return p.Value == c.Effect.Horizon
	case propose.Strength:
		return p.Value == c.Effect.Assertiveness
	case propose.Magnitude:
		return p.Value == c.Effect.Magnitude
	}
	stored := map[propose.Field]string{propose.Population: c.Population, propose.Intervention: c.Intervention, propose.Comparator: c.Comparator, propose.Outcome: c.Outcome}[p.Field]
	for _, w := range strings.Fields(strings.ToLower(p.Value)) {
		if len(w) > 3 && w != "with" && w != "people" && w != "treatment" && strings.Contains(strings.ToLower(stored), strings.Trim(w, ",.;")) || w == "ect" && strings.Contains(stored, "ECT") {
			return true
		}
	}
	return false
}
