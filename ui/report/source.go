package report

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/db"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// Source is everything that a report is written from. Notes marked private are in it only if the request says so: what
// is not here cannot be printed.
type Source struct {
	Request
	Claims    []Claim
	Reviewer  appraisal.Reviewer            // whose judgements count; zero: nobody's
	Reviewers map[string]appraisal.Reviewer // by uid
	Documents map[string]appraisal.Document // by uid: those that the claims, their trials, facts and quotes name
	Reports   map[string][]appraisal.Report // by trial: the documents that report it
	lost      map[string]bool               // uids of claims and quotes whose words are not in their document any more
	history   []past                        // of the claims, in their order; for evidence reports only
	refs      *references
}

// Claim is one claim with its verdict and with what would change it: the same as the window shows.
type Claim struct {
	appraisal.Dossier
	rules.Assessment
	Brief  appraisal.Brief    // empty where nobody wrote one
	Ledger []whatif.LedgerRow // empty where no trial is pooled
	Ladder []whatif.Rung
	Steps  []rules.StepView // on the way to the verdict
}

// onePass is from how many claims on the whole library is read at once instead of claim by claim.
const onePass = 8

// gather reads what a request is about and judges its claims. Progress, if given, is told of every claim; ctx stops it
// between two.
func gather(ctx context.Context, lib *db.Library, r Request, progress func(done, total int)) (*Source, error) {
	s := &Source{Request: r, Reviewers: map[string]appraisal.Reviewer{}, Documents: map[string]appraisal.Document{},
		Reports: map[string][]appraisal.Report{}, refs: newReferences(""), lost: map[string]bool{}}
	if len(r.Claims) == 0 {
		return nil, appraisal.Invalid("claims", tr.T("No claim is chosen. Choose at least one."))
	}
	reviewers, err := lib.Reviewers(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range reviewers {
		s.Reviewers[x.UID] = x
	}
	s.Reviewer = s.Reviewers[r.Reviewer]
	dossiers, err := dossiersOf(ctx, lib, r)
	if err != nil {
		return nil, err
	}
	briefs, err := briefsOf(ctx, lib)
	if err != nil {
		return nil, err
	}
	for i, d := range dossiers {
		if progress != nil {
			progress(i, len(dossiers))
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := judged(d, reviewers)
		lost, err := lib.LostWords(ctx, d)
		if err != nil {
			return nil, err
		}
		maps.Copy(s.lost, lost)
		c.Brief = briefs[d.Claim.UID]
		s.Claims = append(s.Claims, c)
	}
	if err := s.readDocuments(ctx, lib); err != nil {
		return nil, err
	}
	if r.Kind == Evidence {
		if err := s.readHistory(ctx, lib); err != nil {
			return nil, err
		}
	}
	if !r.Private {
		s.withhold()
	}
	if progress != nil {
		progress(len(dossiers), len(dossiers))
	}
	return s, nil
}

// lostWords says so behind words that are not in their document any more; nothing behind others.
func (s *Source) lostWords(uid string) []block.Run {
	if !s.lost[uid] {
		return nil
	}
	return []block.Run{{Text: " " + tr.T("[These words are not in the text of the document as it is now.]"), Bold: true}}
}

// dossiersOf reads the claims of a request in its order.
func dossiersOf(ctx context.Context, lib *db.Library, r Request) ([]appraisal.Dossier, error) {
	found := make([]appraisal.Dossier, 0, len(r.Claims))
	if len(r.Claims) < onePass {
		for _, uid := range r.Claims {
			d, err := lib.Dossier(ctx, uid, r.Reviewer)
			if err != nil {
				return nil, err
			}
			found = append(found, d)
		}
		return found, nil
	}
	all, err := lib.Dossiers(ctx, r.Reviewer)
	if err != nil {
		return nil, err
	}
	by := make(map[string]appraisal.Dossier, len(all))
	for _, d := range all {
		by[d.Claim.UID] = d
	}
	for _, uid := range r.Claims {
		d, ok := by[uid]
		if !ok {
			return nil, &appraisal.Error{Code: appraisal.CodeNotFound, Text: tr.T("A claim of the report is no longer in the library. Choose the claims again.")}
		}
		found = append(found, d)
	}
	return found, nil
}

// briefsOf reads what people wrote around the verdicts, by claim.
func briefsOf(ctx context.Context, lib *db.Library) (map[string]appraisal.Brief, error) {
	all, err := lib.Briefs(ctx)
	by := make(map[string]appraisal.Brief, len(all))
	for _, b := range all {
		by[b.ClaimUID] = b
	}
	return by, err
}

// withhold takes out the notes that are marked private.
func (s *Source) withhold() {
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.Brief.Private {
			c.Brief.Note = ""
		}
		if c.Document.NotePrivate {
			c.Document.Note = ""
		}
		for n := range c.Dossier.Linked {
			c.Dossier.Linked[n].Trial = withheld(c.Dossier.Linked[n].Trial)
		}
		for n := range c.Rows {
			c.Rows[n].Linked.Trial = withheld(c.Rows[n].Linked.Trial)
		}
		c.Library = slices.Clone(c.Library) // the claims share it
		for n := range c.Library {
			c.Library[n] = withheld(c.Library[n])
		}
	}
	for uid, d := range s.Documents {
		if d.NotePrivate {
			d.Note = ""
			s.Documents[uid] = d
		}
	}
}

func withheld(t appraisal.Trial) appraisal.Trial {
	if t.NotesPrivate {
		t.Notes = ""
	}
	return t
}

// judged is a claim with all that is computed of it.
func judged(d appraisal.Dossier, reviewers []appraisal.Reviewer) Claim {
	a := rules.Assess(d)
	whatif.CompleteClaim(d, &a, reviewers)
	c := Claim{Dossier: d, Assessment: a, Ladder: whatif.Ladder(d, a), Steps: rules.Steps(d, a)}
	if a.Pooled > 0 {
		c.Ledger = whatif.Ledger(d, a)
	}
	return c
}

// readDocuments reads the documents that the claims and their evidence name, and which of them report which trial.
func (s *Source) readDocuments(ctx context.Context, lib *db.Library) error {
	wanted, trials := map[string]bool{}, map[string]bool{}
	for _, c := range s.Claims {
		wanted[c.Claim.DocumentUID] = true
		for _, l := range c.Dossier.Linked {
			named(l.Trial, wanted)
			trials[l.Trial.UID] = true
			for _, a := range l.Appraisals {
				for _, q := range a.Quotes {
					wanted[q.DocumentUID] = true
				}
			}
		}
		for _, t := range c.Library {
			named(t, wanted)
			trials[t.UID] = true
		}
	}
	reports, err := lib.Reports(ctx)
	if err != nil {
		return err
	}
	for _, r := range reports {
		if trials[r.TrialUID] {
			s.Reports[r.TrialUID] = append(s.Reports[r.TrialUID], r)
			wanted[r.DocumentUID] = true
		}
	}
	delete(wanted, "")
	documents, err := lib.DocumentsOf(ctx, slices.Sorted(maps.Keys(wanted)))
	for _, d := range documents {
		s.Documents[d.UID] = d
	}
	return err
}

// named adds the documents that the facts of a trial rest on.
func named(t appraisal.Trial, wanted map[string]bool) {
	add := func(fs appraisal.Facts) {
		for _, f := range fs {
			wanted[f.Document] = true
		}
	}
	add(t.Facts)
	for _, a := range t.Arms {
		add(a.Facts)
	}
	for _, r := range t.Results {
		add(r.Facts)
	}
}

// document begins a report: its title and form, with what all reports say of themselves.
func (s *Source) document(title string, form block.Form) block.Document {
	return block.Document{Title: title, Author: s.Reviewer.Name, Date: s.Date, Language: string(tr.Current()), Form: form, Foot: s.foot()}
}

// foot says what made the report, by which rules and thresholds, and how much of what it rests on is unchecked.
func (s *Source) foot() string {
	foot := fmt.Sprintf("ClaimGrade %s · %s · %s", Version, tr.T("rules %s", rules.Version),
		tr.T("thresholds: %s", tr.Said(s.Claims[0].Thresholds.OrDefault().Name)))
	unchecked, used := 0, 0
	for _, c := range s.Claims {
		unchecked += len(c.UncheckedFacts)
		used += c.FactsUsed
	}
	if used > 0 {
		foot += " · " + tr.N(used, "%[2]d of 1 fact unchecked", "%[2]d of %[1]d facts unchecked", unchecked)
	}
	return foot
}
