package session

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
)

// rowOn finds the claim of a label and its link to a trial.
func rowOn(t testing.TB, s *Session, label, trial string) (claim, link string) {
	t.Helper()
	all, err := s.Lib.Dossiers(context.Background(), s.Reviewer().UID)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		for _, l := range d.Linked {
			if d.Claim.Label == label && strings.HasPrefix(l.Trial.Name, trial) {
				return d.Claim.UID, l.Link.UID
			}
		}
	}
	t.Fatalf("%q does not link %q", label, trial)
	return "", ""
}

// judgeAll judges all domains of a row as suggested, with a reason.
func judgeAll(t testing.TB, s *Session, claim, link string) {
	t.Helper()
	d, err := s.Lib.Dossier(context.Background(), claim, s.Reviewer().UID)
	if err != nil {
		t.Fatal(err)
	}
	row, _ := rowOf(d, link)
	s.Edit("Judge all", func(b *db.Batch) error {
		for _, dom := range appraisal.Domains {
			v := row.Domains[dom]
			b.PutAppraisal(appraisal.Appraisal{LinkUID: link, Reviewer: s.Reviewer().UID, Domain: dom, Judgement: v.Suggestion.Rating,
				Suggestion: v.Suggestion.Rating, Rule: string(v.Suggestion.Rule), Reason: "Reason for " + string(dom),
				Quotes: []appraisal.Quote{{Exact: "words on " + string(dom)}}})
		}
		return nil
	}, nil)
}

func siblingsOf(t testing.TB, s *Session, claim, link string) Siblings {
	t.Helper()
	var got Siblings
	s.LoadSiblings(claim, link, func(x Siblings, err error) {
		if err != nil {
			t.Fatal(err)
		}
		got = x
	})
	return got
}

func dump(t testing.TB, s *Session) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Lib.Dump(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSiblingsAreTheOtherClaimsOnTheTrialThoseOfTheArticleFirst(t *testing.T) {
	s := open(t)
	if err := s.SetReviewer("Hanne Olsen"); err != nil {
		t.Fatal(err)
	}
	claim, link := rowOn(t, s, "Robust", "Murrough 2013")
	judgeAll(t, s, claim, link)
	got := siblingsOf(t, s, claim, link)
	if len(got.To) < 3 {
		t.Fatalf("only %d siblings", len(got.To))
	}
	elsewhere := false
	for _, to := range got.To {
		if to.Claim.UID == claim || to.Row.Linked.Trial.UID != got.From.Row.Linked.Trial.UID {
			t.Errorf("%q is no sibling", to.Claim.Label)
		}
		if same := to.Claim.DocumentUID == got.From.Claim.DocumentUID; same != to.SameArticle || same && elsewhere {
			t.Errorf("%q of %s stands in the wrong place", to.Claim.Label, to.Article)
		}
		elsewhere = elsewhere || !to.SameArticle
		for _, c := range to.Copies {
			_, from, again := c.Appraisal.Copied()
			if again != (len(c.Again) > 0) || again && from != claim {
				t.Errorf("%q, %s: marked %v from %q, though the differences are %v", to.Claim.Label, c.Domain, again, from, c.Again)
			}
			if other := to.Row.Linked.Link.ResultUID != got.From.Row.Linked.Link.ResultUID; other != slices.Contains(c.Again, rules.OtherResult) {
				t.Errorf("%q, %s: another result %v, differences %v", to.Claim.Label, c.Domain, other, c.Again)
			}
			e, f := to.Claim.Effect, got.From.Claim.Effect
			if c.Domain == appraisal.FollowUp && (e.Horizon != f.Horizon) != slices.Contains(c.Again, rules.OtherHorizon) {
				t.Errorf("%q: horizon %q beside %q, differences %v", to.Claim.Label, e.Horizon, f.Horizon, c.Again)
			}
			if c.Domain == appraisal.Blinding && slices.Contains(c.Again, rules.OtherHorizon) {
				t.Errorf("%q: blinding does not depend on the horizon", to.Claim.Label)
			}
		}
	}
}

// What was copied counts as judged only where nothing it rests on differs; the rest stays open, with its reason and
// quotes, and undo takes all of it back.
func TestACopyOpensWhatMustBeJudgedAgainAndIsOneStepOfUndo(t *testing.T) {
	s := open(t)
	if err := s.SetReviewer("Hanne Olsen"); err != nil {
		t.Fatal(err)
	}
	claim, link := rowOn(t, s, "Robust", "Murrough 2013")
	judgeAll(t, s, claim, link)
	found := siblingsOf(t, s, claim, link)
	before := dump(t, s)
	var all []Copying
	judged, again := 0, 0
	for _, to := range found.To {
		all = append(all, Copying{Copies: to.Copies})
		for _, c := range to.Copies {
			if len(c.Again) > 0 {
				again++
			} else {
				judged++
			}
		}
	}
	if judged == 0 || again == 0 {
		t.Fatalf("%d stand, %d are to be judged again", judged, again)
	}
	s.CopyAppraisal("Copy of the appraisal", all, nil)
	for _, to := range found.To {
		d, err := s.Lib.Dossier(context.Background(), to.Claim.UID, s.Reviewer().UID)
		if err != nil {
			t.Fatal(err)
		}
		row, _ := rowOf(d, to.Row.Linked.Link.UID)
		for _, c := range to.Copies {
			v := row.Domains[c.Domain]
			if v.Judged != (len(c.Again) == 0) || v.Appraisal.Reason != "Reason for "+string(c.Domain) || len(v.Appraisal.Quotes) != 1 {
				t.Errorf("%q, %s: judged %v, reason %q, %d quotes; differences %v", to.Claim.Label, c.Domain, v.Judged, v.Appraisal.Reason, len(v.Appraisal.Quotes), c.Again)
			}
			if v.Judged && v.Overruled {
				t.Errorf("%q, %s: %s overrules %s by %s: it should have been judged again", to.Claim.Label, c.Domain, v.Rating, v.Suggestion.Rating, v.Suggestion.Rule)
			}
		}
	}
	for _, to := range siblingsOf(t, s, claim, link).To {
		for _, c := range to.Copies {
			if !c.There {
				t.Errorf("%q, %s: nothing is there", to.Claim.Label, c.Domain)
			}
		}
	}
	s.Undo(nil)
	if dump(t, s) != before {
		t.Error("undo left something of the copy")
	}
}
