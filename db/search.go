package db

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// Hit is something that a search has found.
type Hit struct {
	Entity   Entity // claim, trial, document, appraisal or link
	UID      string
	ClaimUID string // of a claim, appraisal or link: the claim to open
	Title    string // a claim's label, a trial's name, a document's title; of a reason: the label of its claim
	Text     string // a claim's text, a trial's citation, a document's author and outlet, or the reason itself
}

// Search finds claims, trials, documents and reasons that hold all words of the text, the last of them perhaps begun
// only; the best first, at most limit. Case and accents do not matter. A text without a letter or digit finds nothing.
func (l *Library) Search(ctx context.Context, text string, limit int) ([]Hit, error) {
	match := matchAll(text)
	if match == "" {
		return nil, nil
	}
	var hits []Hit
	err := l.read(ctx, func(q querier) error {
		ids, err := find(q, match, limit)
		if err != nil {
			return err
		}
		hits, err = resolve(q, ids)
		return err
	})
	if err != nil {
		return nil, fail("The search failed", err)
	}
	return hits, nil
}

// matchAll writes a text as a query in which each word is quoted, so that nothing in it is taken for an operator, and
// the last may be the start of a word. It is "" if there is nothing to search for.
func matchAll(text string) string {
	var terms []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '"' || r == 0 }) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			terms = append(terms, `"`+clean(word)+`"`)
		}
	}
	if len(terms) == 0 {
		return ""
	}
	return strings.Join(terms, " ") + "*"
}

// rankable is how many rows are ranked while a person types (about 10 ms). More match only where little was typed yet.
const rankable = 10_000

// find returns the numbers of the best rows of the index, the best first. Where too many match to be ranked in time,
// those whose title matches come first, in the order in which they were added.
func find(q querier, match string, limit int) ([]int64, error) {
	matching := 0
	err := q.each(`SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)`,
		[]any{match, rankable + 1}, []any{&matching}, func() {})
	if err != nil {
		return nil, err
	}
	queries := []string{match}
	order := `ORDER BY rank, rowid`
	if matching > rankable {
		queries = []string{`{title} : (` + match + `)`, match}
		order = `ORDER BY rowid`
	}
	var (
		ids []int64
		id  int64
	)
	for _, match := range queries {
		err := q.each(`SELECT rowid FROM search WHERE search MATCH ? `+order+` LIMIT ?`,
			[]any{match, limit}, []any{&id}, func() {
				if len(ids) < limit && !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			})
		if err != nil || len(ids) == limit {
			return ids, err
		}
	}
	return ids, nil
}

// resolve reads what a screen shows of each hit, in the order of the ids.
func resolve(q querier, ids []int64) ([]Hit, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	text, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	var (
		found = make(map[int64]Hit, len(ids))
		id    int64
		h     Hit
	)
	err = q.each(`
		WITH hit (kind, id) AS MATERIALIZED (SELECT value % 8, value / 8 FROM json_each(?1))
		SELECT h.id * 8, 'claim', c.uid, c.uid, c.label, c.text
		FROM hit h JOIN claim c ON c.id = h.id
		WHERE h.kind = 0
		UNION ALL
		SELECT h.id * 8 + 1, 'trial', t.uid, '', t.name,
			coalesce((SELECT f.value FROM fact f WHERE f.trial_uid = t.uid AND f.field = 'citation'), '')
		FROM hit h JOIN trial t ON t.id = h.id
		WHERE h.kind = 1
		UNION ALL
		SELECT h.id * 8 + 2, 'document', d.uid, '', d.title, trim(d.author || ' · ' || d.outlet, ' ·')
		FROM hit h JOIN document d ON d.id = h.id
		WHERE h.kind = 2
		UNION ALL
		SELECT h.id * 8 + 3, 'appraisal', a.uid, c.uid, c.label, a.reason
		FROM hit h JOIN appraisal a ON a.id = h.id JOIN link k ON k.uid = a.link_uid JOIN claim c ON c.uid = k.claim_uid
		WHERE h.kind = 3
		UNION ALL
		SELECT h.id * 8 + 4, 'link', k.uid, c.uid, c.label, trim(k.reason || ' · ' || k.why || ' · ' || k.pico_note, ' ·')
		FROM hit h JOIN link k ON k.id = h.id JOIN claim c ON c.uid = k.claim_uid
		WHERE h.kind = 4`,
		[]any{string(text)}, []any{&id, (*string)(&h.Entity), &h.UID, &h.ClaimUID, &h.Title, &h.Text},
		func() { found[id] = h })
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, 0, len(ids))
	for _, id := range ids {
		if h, ok := found[id]; ok {
			hits = append(hits, h)
		}
	}
	return hits, nil
}

// Reindex makes the search index anew from the texts it is made of.
func (l *Library) Reindex(ctx context.Context) error {
	const what = "The search index was not made anew"
	if l.writer == nil {
		return errReadOnly(what)
	}
	tx, err := l.writer.BeginTx(ctx, nil)
	if err != nil {
		return fail(what, err)
	}
	defer func() { _ = tx.Rollback() }() // no effect after the commit
	if _, err := tx.ExecContext(ctx, `INSERT INTO search (search) VALUES ('delete-all')`); err != nil {
		return fail(what, err)
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO search (rowid, title, body) `+indexed); err != nil {
		return fail(what, err)
	}
	if err := tx.Commit(); err != nil {
		return fail(what, err)
	}
	return nil
}

// indexed selects all that the search index holds.
const indexed = `
	SELECT docid, title, body FROM claim_text
	UNION ALL SELECT docid, title, body FROM trial_text
	UNION ALL SELECT docid, title, body FROM document_text
	UNION ALL SELECT docid, title, body FROM appraisal_text
	UNION ALL SELECT docid, title, body FROM link_text`
