package report

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/words"
)

// otherwise is a claim of which somebody thinks the opposite of everything: what is reported stays, all judgements change.
func otherwise(c Claim) Claim {
	c.Verdict, c.ByRules, c.Rule, c.ByRule = appraisal.Contradicted, appraisal.Supported, "X-1", "X-2"
	c.Certainty, c.Provisional, c.Summary, c.WhyNone = appraisal.CertaintyHigh, !c.Provisional, "Nothing of it.", "None."
	c.Judged, c.Case, c.Duration, c.Trace, c.Steps, c.Ledger, c.Ladder, c.Assessment.Notes = nil, nil, nil, nil, nil, nil, nil, nil
	c.Brief = appraisal.Brief{BottomLine: "Do not believe it.", Advice: "Advise against it.", Uncertainty: "None at all."}
	rows := make([]rules.Row, len(c.Rows))
	for i, r := range c.Rows {
		if r.Relation != appraisal.Context {
			r.Relation, r.Derived = appraisal.Contradicts, appraisal.Supports
		}
		r.Why, r.Overrule, r.Overall, r.InPool, r.NotPooled, r.Weight, r.PICO = "Because.", true, appraisal.High, !r.InPool, "no reason", 1-r.Weight, appraisal.PICOMajor
		views := map[appraisal.Domain]rules.DomainView{}
		for d, v := range r.Domains {
			views[d] = rules.DomainView{Domain: d, Inputs: v.Inputs, Rating: appraisal.High, Judged: true, Overruled: true,
				Suggestion: rules.DomainOutcome{Rating: appraisal.Low, Rule: "X-3"}, Appraisal: appraisal.Appraisal{Judgement: appraisal.High, Reason: "So it is."}}
		}
		r.Domains = views
		rows[i] = r
	}
	c.Rows = rows
	if c.Evidence != nil {
		e := *c.Evidence
		e.Tally = nil
		for _, t := range c.Evidence.Tally {
			t.Value, t.Meets, t.Counts = "High", !t.Meets, !t.Counts
			e.Tally = append(e.Tally, t)
		}
		c.Evidence = &e
	}
	return c
}

// A journal club is to come to its own judgement: whatever anybody or the rules think of a claim, its handout is the same.
func TestAHandoutGivesNoVerdictAway(t *testing.T) {
	lib := library(t)
	s, err := gather(context.Background(), lib, Request{Kind: Handout, Claims: allClaims(t, lib), Date: "2026-03-01"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	claims := s.Claims
	for _, c := range claims {
		write := func(c Claim) block.Document {
			s.Claims, s.refs = []Claim{c}, newReferences("")
			doc, err := s.handout()
			if err != nil {
				t.Fatal(err)
			}
			return doc
		}
		doc := write(c)
		if !reflect.DeepEqual(doc, write(otherwise(c))) {
			t.Errorf("the handout on %q changes with what people think of it", c.Claim.Label)
		}
		inBlocks(doc.Blocks, func(r block.Run) {
			if r.Sign != nil {
				t.Errorf("the handout on %q has the sign %q", c.Claim.Label, r.Sign.Symbol)
			}
			if v := words.Verdict(c.Verdict); c.Verdict != "" && strings.Contains(r.Text, v) && !strings.Contains(c.Claim.Text+c.Claim.Wording, v) {
				t.Errorf("the handout on %q says %q", c.Claim.Label, r.Text)
			}
		})
	}
}

// inBlocks calls a function for every run of blocks, also in tables, lists and slides.
func inBlocks(blocks []block.Block, each func(block.Run)) {
	runs := func(rs []block.Run) {
		for _, r := range rs {
			each(r)
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case block.Paragraph:
			runs(b.Runs)
		case block.List:
			for _, it := range b.Items {
				runs(it.Runs)
			}
		case block.Pairs:
			for _, p := range b {
				runs(p.Runs)
			}
		case block.Table:
			for _, r := range b.Rows {
				for _, cell := range r.Cells {
					runs(cell)
				}
			}
			for _, n := range b.Notes {
				runs(n)
			}
		case block.Band:
			inBlocks(b.Blocks, each)
		case block.Slide:
			inBlocks(b.Blocks, each)
			runs(b.Notes)
		case block.Beside:
			for _, side := range b {
				inBlocks(side, each)
			}
		}
	}
}

func TestAHandoutHasItsTrialsAnEmptyGridAndFourQuestions(t *testing.T) {
	lib := library(t)
	for _, key := range []struct {
		key  string
		part int
		want []string
	}{
		{"a004-04", 0, []string{"Popova 2019 (TRANSFORM-2)", "Fedgchin 2019 (TRANSFORM-1)", "Ochs-Ross 2020 (TRANSFORM-3)"}}, // an effect
		{"a000-11", 0, []string{"", "", ""}}, // no trial at all: rows to fill in
	} {
		doc, err := Compose(context.Background(), lib, Request{Kind: Handout, Claims: []string{uidOf(t, lib, key.key, key.part)}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var grid block.Table
		questions := 0
		for _, b := range doc.Blocks {
			switch b := b.(type) {
			case block.Table:
				grid = b // the last one
			case block.Lines:
				if b.Count < 1 {
					t.Errorf("%q has no line to write on", b.Label)
				}
				if strings.HasSuffix(b.Label, "?") {
					questions++
				}
			}
		}
		if questions != 4 || len(grid.Columns) != 5 || len(grid.Rows) != len(key.want) {
			t.Fatalf("%s: %d questions, a grid of %d × %d", key.key, questions, len(grid.Rows), len(grid.Columns))
		}
		for i, r := range grid.Rows {
			if got := block.Text(r.Cells[0]); !strings.HasPrefix(got, key.want[i]) {
				t.Errorf("%s: row %d is %q, want %q", key.key, i+1, got, key.want[i])
			}
			for _, cell := range r.Cells[1:] {
				if strings.Trim(block.Text(cell), "\u00a0\n") != "" {
					t.Errorf("%s: the grid is not empty: %q", key.key, block.Text(cell))
				}
			}
		}
	}
}
