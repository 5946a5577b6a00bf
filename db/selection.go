package db

import (
	"context"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// selection says which rows of a library are meant: all, or those of some claims with what they rest on. The main claim
// of a sentence comes with a part of it, since the part hangs on it, and with what it rests on itself, so that its
// verdict stays what it was.
type selection struct {
	all    bool
	claims string // uids of the claims, a JSON array
	trials string // uids of the trials that they link or speak of
}

// The sets of a selection. A query with a condition of it has both as its arguments.
const (
	asked   = `(SELECT value FROM json_each(?1))`
	trialed = `(SELECT value FROM json_each(?2))`

	askedLinks      = `(SELECT uid FROM link WHERE claim_uid IN ` + asked + `)`
	askedAppraisals = `(SELECT uid FROM appraisal WHERE link_uid IN ` + askedLinks + `)`
	askedQuotes     = `(SELECT quote_uid FROM appraisal_quote WHERE appraisal_uid IN ` + askedAppraisals + `)`
	askedFacts      = `(trial_uid IN ` + trialed + `
		OR arm_uid IN (SELECT uid FROM arm WHERE trial_uid IN ` + trialed + `)
		OR result_uid IN (SELECT uid FROM result WHERE trial_uid IN ` + trialed + `))`
	askedDocuments = `(
		SELECT document_uid FROM claim WHERE uid IN ` + asked + `
		UNION SELECT document_uid FROM quote WHERE uid IN ` + askedQuotes + `
		UNION SELECT document_uid FROM fact WHERE ` + askedFacts + `
		UNION SELECT document_uid FROM report WHERE trial_uid IN ` + trialed + `)`
)

// chosen are the conditions on the rows of each table that a selection of claims means. What is not named is left out:
// words of strength, settings, history and what was printed say how this library was worked with.
var chosen = map[Entity]string{
	EntityDocument:       `uid IN ` + askedDocuments,
	EntityReviewer:       `uid IN (SELECT reviewer_uid FROM appraisal WHERE link_uid IN ` + askedLinks + ` UNION SELECT reviewer_uid FROM overrule WHERE claim_uid IN ` + asked + `)`,
	EntityTrial:          `uid IN ` + trialed,
	EntityArm:            `trial_uid IN ` + trialed,
	EntityResult:         `trial_uid IN ` + trialed,
	EntityFact:           askedFacts,
	EntityClaim:          `uid IN ` + asked,
	EntityLink:           `claim_uid IN ` + asked,
	EntityAppraisal:      `link_uid IN ` + askedLinks,
	EntityAnswer:         `appraisal_uid IN ` + askedAppraisals,
	EntityQuote:          `uid IN ` + askedQuotes,
	EntityAppraisalQuote: `appraisal_uid IN ` + askedAppraisals,
	EntityOverrule:       `claim_uid IN ` + asked,
	EntityBrief:          `claim_uid IN ` + asked,
	EntityReport:         `trial_uid IN ` + trialed,
	EntityThresholds:     `uid IN (SELECT set_uid FROM threshold_use)`,
	EntityThresholdUse:   `1`,
	tableFile:            `sha256 IN (SELECT file FROM document WHERE uid IN ` + askedDocuments + `)`,
}

// where is the condition on the rows of a table; both arguments of the selection are in it.
func (s selection) where(e Entity) string {
	condition := `0`
	if s.all {
		condition = `1`
	} else if c, ok := chosen[e]; ok {
		condition = c
	}
	return `(?1 IS NOT NULL AND ?2 IS NOT NULL AND ` + condition + `)`
}

func (s selection) args() []any { return []any{s.claims, s.trials} }

// selected finds what some claims rest on; nil means the whole library.
func selected(q querier, claimUIDs []string) (selection, error) {
	if claimUIDs == nil {
		return selection{all: true, claims: `[]`, trials: `[]`}, nil
	}
	found, err := claims(q, `c.uid IN (SELECT value FROM json_each(?))`, set(claimUIDs))
	if err != nil {
		return selection{}, err
	}
	there := map[string]bool{}
	var parents []string
	for _, c := range found {
		there[c.UID] = true
		if !c.Main() {
			parents = append(parents, c.ParentUID)
		}
	}
	for _, uid := range claimUIDs {
		if !there[uid] {
			return selection{}, &appraisal.Error{Code: appraisal.CodeNotFound, Text: "A claim that was chosen is no longer in the library. Choose again."}
		}
	}
	if found, err = claims(q, `c.uid IN (SELECT value FROM json_each(?))`, set(append(parents, claimUIDs...))); err != nil {
		return selection{}, err
	}
	return gather(q, found)
}

func gather(q querier, found []appraisal.Claim) (selection, error) {
	uids, trialUIDs := []string{}, []string{}
	f := framer{q: q, known: map[string][]string{}}
	for _, c := range found {
		uids = append(uids, c.UID)
		if c.Evidence.SubjectUID != "" {
			trialUIDs = append(trialUIDs, c.Evidence.SubjectUID)
		}
		if !needsLibrary(c) {
			continue
		}
		candidates, err := f.candidates(c)
		if err != nil {
			return selection{}, err
		}
		fields, _ := rules.TallyFields(c) // none for all
		library, err := trialsWith(q, candidates, fields)
		if err != nil {
			return selection{}, err
		}
		trialUIDs = append(trialUIDs, rules.FrameTrials(c, library)...)
	}
	s := selection{claims: set(uids)}
	var uid string
	err := q.each(`SELECT DISTINCT trial_uid FROM link WHERE claim_uid IN `+asked, []any{s.claims}, []any{&uid}, func() { trialUIDs = append(trialUIDs, uid) })
	s.trials = set(trialUIDs)
	return s, err
}

// PrivateNote is a note that leaves the library only when somebody says so.
type PrivateNote struct {
	Entity Entity // claim (a note in its brief), document or trial
	UID    string
	Name   string // of the claim, document or trial
	Text   string
}

// note names the columns of an entity's note.
type note struct{ text, private string }

// notes are the notes that can be private.
var notes = map[Entity]note{
	EntityBrief:    {"note", "private"},
	EntityDocument: {"note", "note_private"},
	EntityTrial:    {"notes", "notes_private"},
}

// PrivateNotes returns what would leave with the claims if private notes were given away, too: the notes of their
// briefs, of the trials they rest on and of the documents of both. With nil it returns those of the whole library.
func (l *Library) PrivateNotes(ctx context.Context, claimUIDs []string) ([]PrivateNote, error) {
	var all []PrivateNote
	err := l.read(ctx, func(q querier) error {
		s, err := selected(q, claimUIDs)
		if err != nil {
			return err
		}
		var n PrivateNote
		for _, query := range []string{
			`SELECT 'claim', c.uid, c.label, b.note FROM brief b JOIN claim c ON c.uid = b.claim_uid
				WHERE b.private AND b.uid IN (SELECT uid FROM brief WHERE ` + s.where(EntityBrief) + `) ORDER BY c.position, c.uid`,
			`SELECT 'document', uid, title, note FROM document WHERE note_private AND ` + s.where(EntityDocument) + ` ORDER BY position, uid`,
			`SELECT 'trial', uid, name, notes FROM trial WHERE notes_private AND ` + s.where(EntityTrial) + ` ORDER BY position, uid`,
		} {
			err := q.each(query, s.args(), []any{(*string)(&n.Entity), &n.UID, &n.Name, &n.Text}, func() {
				if strings.TrimSpace(n.Text) != "" {
					all = append(all, n)
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fail("The private notes could not be read", err)
	}
	return all, nil
}
