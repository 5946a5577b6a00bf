package board_test

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"
)

func TestTrialsWithoutAnEstimateAreShownByTheirDirectionInOnePlotOrTheOther(t *testing.T) {
	r := open(t, desk.Look{Height: 3600})
	r.GoToClaim(many)
	missing, all := 0, 0
	for _, row := range r.View().Assessment.Rows {
		if row.Relation == appraisal.Context || row.Linked.Link.ResultUID == "" {
			continue
		}
		all++
		if row.Estimate == nil || !row.OnScale {
			missing++
		}
	}
	if missing == 0 || missing == all {
		t.Fatalf("%d of %d trials have no estimate: another claim must be chosen for this test", missing, all)
	}
	r.MustSee("Which way each trial points", "Effect-direction plot: ", "against the claim", "no difference")
	pictures := desk.All[*widgets.Picture](r.Desk)
	if len(pictures) != 1 {
		t.Fatalf("%d plots", len(pictures))
	}
	r.Canvas.Focus(pictures[0])
	r.Press("Right")
	what, from := pictures[0].Note()
	if !strings.Contains(what, "for the claim") || !strings.HasPrefix(from, "From: ") {
		t.Errorf("the second mark says %q, from %q", what, from)
	}
	verdict := r.View().Assessment.Verdict
	r.Tap("Harvest plot")
	r.MustSee("Harvest plot: a bar a trial")
	r.MustNotSee("Effect-direction plot: ")
	r.GoToClaim("Robust")
	r.MustSee("Harvest plot: a bar a trial") // for the session, whichever claim
	if now := r.View().Assessment.Verdict; now == "" || verdict == "" {
		t.Error("the verdict is gone")
	}
}

func TestTrialsThatAllHaveAnEstimateNeedNoPlotOfDirections(t *testing.T) {
	r := open(t, desk.Look{Height: 3600})
	claims, err := r.Session.Lib.Claims(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[bool]int{}
	for _, c := range claims {
		if c.Kind != appraisal.KindEffect || seen[true] > 2 && seen[false] > 2 {
			continue
		}
		r.GoToClaim(c.Label)
		missing := slices.ContainsFunc(r.View().Assessment.Rows, func(row rules.Row) bool {
			return row.Relation != appraisal.Context && row.Linked.Link.ResultUID != "" && (row.Estimate == nil || !row.OnScale)
		})
		seen[missing]++
		if r.Sees("Which way each trial points") != missing {
			t.Errorf("%s: some trial has no estimate: %v; there is: %s", c.Label, missing, strings.Join(uitest.Words(r.Canvas), " | "))
		}
	}
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("seen only %v", seen)
	}
}
