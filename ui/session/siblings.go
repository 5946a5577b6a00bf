package session

import (
	"context"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
)

// Siblings are the other claims that link the same trial as a row, with what of its appraisal can be copied to each.
type Siblings struct {
	From rules.CopySide
	To   []Sibling // those of the same article first, then in the order of the library
}

// Sibling is a row of another claim on the same trial.
type Sibling struct {
	rules.CopySide
	Article     string
	SameArticle bool
	Copies      []rules.Copy
}

// LoadSiblings reads what a row's appraisal can be copied to, beside the window.
func (s *Session) LoadSiblings(claim, link string, done func(Siblings, error)) {
	lib, reviewer := s.Lib, s.reviewer.UID
	var found Siblings
	s.InTurn(func(ctx context.Context) error { // after what was just judged is stored
		d, err := lib.Dossier(ctx, claim, reviewer)
		if err != nil {
			return err
		}
		from, ok := rowOf(d, link)
		if !ok {
			return &appraisal.Error{Code: appraisal.CodeNotFound, Text: "The trial is no longer linked to this claim. Choose it again on the board."}
		}
		all, err := lib.DossiersOf(ctx, from.Linked.Trial.UID, reviewer)
		if err != nil {
			return err
		}
		found = siblings(rules.CopySide{Claim: d.Claim, Row: from}, all, reviewer)
		return nil
	}, func(err error) { done(found, err) })
}

func rowOf(d appraisal.Dossier, link string) (rules.Row, bool) {
	for _, r := range rules.Rows(d) {
		if r.Linked.Link.UID == link {
			return r, true
		}
	}
	return rules.Row{}, false
}

func siblings(from rules.CopySide, all []appraisal.Dossier, reviewer string) Siblings {
	out := Siblings{From: from}
	var others []Sibling
	for _, d := range all {
		if d.Claim.UID == from.Claim.UID || d.Claim.Kind == appraisal.KindReport || d.Claim.Kind == appraisal.KindNoTrial {
			continue // no trial decides those
		}
		for _, r := range rules.Rows(d) {
			if r.Linked.Trial.UID != from.Row.Linked.Trial.UID {
				continue
			}
			to := Sibling{CopySide: rules.CopySide{Claim: d.Claim, Row: r}, Article: ShortName(d.Document),
				SameArticle: d.Claim.DocumentUID == from.Claim.DocumentUID && d.Claim.DocumentUID != ""}
			to.Copies = rules.Copies(from, to.CopySide, reviewer)
			if to.SameArticle {
				out.To = append(out.To, to)
			} else {
				others = append(others, to)
			}
		}
	}
	out.To = append(out.To, others...)
	return out
}

// Copying is what is to be copied to one sibling.
type Copying struct {
	Copies  []rules.Copy
	Replace bool // what the reviewer has there already gives way
}

// Some reports whether anything of the choice would be stored.
func (c Copying) Some() bool {
	return slices.ContainsFunc(c.Copies, func(x rules.Copy) bool { return !x.There || c.Replace })
}

// CopyAppraisal stores copies to any number of siblings as one action.
func (s *Session) CopyAppraisal(name string, all []Copying, done func(error)) {
	s.Edit(name, func(b *db.Batch) error {
		for _, to := range all {
			for _, c := range to.Copies {
				b.CopyAppraisal(c.Appraisal, to.Replace && c.There)
			}
		}
		return nil
	}, done)
}
