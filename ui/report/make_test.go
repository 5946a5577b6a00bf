package report

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
)

// A report without one of its parts would look whole.
func TestAFormatRefusesABlockThatItDoesNotKnow(t *testing.T) {
	type unknown struct{ block.Block }
	for _, f := range Formats {
		_, err := Render(context.Background(), block.Document{Title: "T", Language: "en", Blocks: []block.Block{unknown{}}}, f)
		if err == nil || !strings.Contains(err.Error(), "a kind that cannot be written") {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// Who compares a slide with the topic finds each trial in the same place.
func TestTrialsStandInOneOrderEverywhere(t *testing.T) {
	lib := library(t)
	s, err := arranged(context.Background(), lib, Request{Claims: allClaims(t, lib)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	place := func(r rules.Row) string {
		switch {
		case r.Relation == appraisal.Context:
			return "3 context"
		case r.InPool:
			return "1 pool"
		}
		return "2 left out"
	}
	for _, c := range s.Claims {
		for i, r := range c.Rows {
			if i > 0 && place(c.Rows[i-1]) > place(r) {
				t.Errorf("%s: %s (%s) stands after one of %s", c.Claim.Label, r.Linked.Trial.Name, place(r), place(c.Rows[i-1]))
			}
		}
	}
}
