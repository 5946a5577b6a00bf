package db

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"claimgrade/appraisal"
)

// Hit is something that a search has found.
type Hit struct {
	Entity   Entity // claim, trial or document; of a passage also appraisal, link, quote or fact
	UID      string
	Passage  bool             // the words are in a reason, note or quote: where it belongs is what to open
	ClaimUID string           // of a claim, or the claim that a passage belongs to
	LinkUID  string           // the linked trial that a passage belongs to
	TrialUID string           // of a trial, or the trial that a passage belongs to
	Domain   appraisal.Domain // what the judgement of a passage is about
	Title    string           // a claim's label, a trial's name, a document's title; of a passage: that of its claim, else of its trial
	Trial    string           // the name of the trial that a passage belongs to
	Whole    string           // the label of the claim that a part of a claim belongs to
	Text     string           // a claim's text, a trial's citation, a document's author and outlet, or the passage itself
	Match    Match            // how well the title fits; never better than MatchInside for a passage
}

// Search finds claims, trials, documents and passages that hold all words of the text, the last of them perhaps begun
// only. Of each of these four there are at most limit. The best come first: a title that is what was typed, then one
// that begins with it, then one that has all of it. Case and accents do not matter. A text without a letter or digit
// finds nothing.
func (l *Library) Search(ctx context.Context, text string, limit int) ([]Hit, error) {
	match := matchAll(text)
	if match == "" {
		return nil, nil
	}
	var hits []Hit
	err := l.read(ctx, func(q querier) error {
		ids, err := find(q, text, limit)
		if err != nil {
			return err
		}
		hits, err = resolve(q, ids)
		return err
	})
	if err != nil {
		return nil, fail("The search failed", err)
	}
	return best(hits, text, limit), nil
}

// best orders hits by how well their titles fit and keeps as many of each sort as asked for.
func best(hits []Hit, text string, limit int) []Hit {
	for i := range hits {
		hits[i].Match = MatchInside
		if !hits[i].Passage {
			hits[i].Match = MatchTitle(hits[i].Title, text)
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		if a.Match == b.Match && a.Match == MatchStart { // the shorter, the nearer to what was typed
			return len(a.Title) - len(b.Title)
		}
		return int(a.Match - b.Match)
	})
	kept := map[Entity]int{}
	return slices.DeleteFunc(hits, func(h Hit) bool {
		sort := h.Entity
		if h.Passage {
			sort = "passage"
		}
		kept[sort]++
		return kept[sort] > limit
	})
}

// matchAll writes a text as a query for all its words. It is "" if there is nothing to search for.
func matchAll(text string) string { return strings.Join(terms(text), " ") }

// terms are the words of a text as queries. Each is quoted, so that nothing in it is taken for an operator, and the last
// may be the start of a word.
func terms(text string) (terms []string) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '"' || r == 0 }) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			terms = append(terms, `"`+clean(word)+`"`)
		}
	}
	if n := len(terms); n > 0 {
		terms[n-1] += "*"
	}
	return terms
}

// rankable is how many rows are ranked while a person types (about 10 ms). More match only where little was typed yet;
// then the first of those in the index are looked at.
const (
	rankable = 5_000
	looked   = 1_000
)

// find returns the numbers of the best rows of the index, at most limit of each sort and, before them, those whose
// titles begin with the text. Where too many match to be ranked in time, those whose title matches come first, in the
// order in which they were added, and what was added very late may be missing. Where all that match are returned and
// ranking them would be slow, they are not ranked.
func find(q querier, text string, limit int) ([]int64, error) {
	const (
		unranked = `SELECT rowid, 0.0 FROM search WHERE search MATCH ? LIMIT ?`
		ranked   = `SELECT rowid, rank FROM search WHERE search MATCH ? LIMIT ?`
	)
	match := matchAll(text)
	matching, err := rows(q, unranked, match, rankable+1)
	if err != nil || len(matching) == 0 {
		return nil, err
	}
	if all := bestOfEach(matching, limit); len(matching) <= rankable && len(all) == len(matching) {
		if slow, err := slowToRank(q, text); err != nil || slow {
			return all, err
		}
	}
	begun, err := rows(q, unranked, `{title} : ^ "`+strings.Join(wordsOf(text), " ")+`" *`, looked)
	if err != nil {
		return nil, err
	}
	lists := [][]scored{begun}
	if len(matching) > rankable {
		titles, err := rows(q, unranked, `{title} : (`+match+`)`, looked)
		if err != nil {
			return nil, err
		}
		lists = append(lists, titles, matching[:looked])
	} else {
		found, err := rows(q, ranked, match, rankable)
		if err != nil {
			return nil, err
		}
		lists = append(lists, found)
	}
	var ids []int64
	have := map[int64]bool{}
	for _, list := range lists {
		for _, id := range bestOfEach(list, limit) {
			if !have[id] {
				have[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// slowToRank reports whether one of several words is in many rows, however few hold them all: to rank these few, SQLite
// counts the rows of each word.
func slowToRank(q querier, text string) (bool, error) {
	terms := terms(text)
	if len(terms) == 1 {
		return false, nil
	}
	for _, term := range terms {
		most := 0
		err := q.each(`SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)`, []any{term, looked + 1}, []any{&most}, func() {})
		if err != nil || most > looked {
			return true, err
		}
	}
	return false, nil
}

// rows are those of the index that match, at most so many, with their rank.
func rows(q querier, query, match string, most int) (found []scored, err error) {
	var row scored
	err = q.each(query, []any{match, most}, []any{&row.id, &row.rank}, func() { found = append(found, row) })
	return found, err
}

// scored is a row of the index with its rank: the lower, the better.
type scored struct {
	id   int64
	rank float64
}

// bestOfEach are the best rows, at most limit of each sort: claims, trials, documents and passages. That they are chosen
// here and not by a window in SQL is for speed: SQLite sorts all that match before it heeds a limit inside.
func bestOfEach(rows []scored, limit int) []int64 {
	slices.SortFunc(rows, func(a, b scored) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.id, b.id)) })
	var (
		ids  []int64
		kept [4]int
	)
	for _, r := range rows {
		if sort := min(r.id%8, 3); kept[sort] < limit {
			kept[sort]++
			ids = append(ids, r.id)
		}
	}
	return ids
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
		SELECT h.id * 8, 'claim', c.uid, c.uid, '', '', '', c.label, '', coalesce(w.label, ''), c.text, 0
		FROM hit h JOIN claim c ON c.id = h.id LEFT JOIN claim w ON w.uid = c.parent_uid
		WHERE h.kind = 0
		UNION ALL
		SELECT h.id * 8 + 1, 'trial', t.uid, '', '', t.uid, '', t.name, '', '',
			coalesce((SELECT f.value FROM fact f WHERE f.trial_uid = t.uid AND f.field = 'citation'), ''), 0
		FROM hit h JOIN trial t ON t.id = h.id
		WHERE h.kind = 1
		UNION ALL
		SELECT h.id * 8 + 2, 'document', d.uid, '', '', '', '', d.title, '', '', trim(d.author || ' · ' || d.outlet, ' ·'), 0
		FROM hit h JOIN document d ON d.id = h.id
		WHERE h.kind = 2
		UNION ALL
		SELECT h.id * 8 + 3, 'appraisal', a.uid, c.uid, k.uid, t.uid, a.domain, c.label, t.name, '', a.reason, 1
		FROM hit h JOIN appraisal a ON a.id = h.id JOIN link k ON k.uid = a.link_uid
		JOIN claim c ON c.uid = k.claim_uid JOIN trial t ON t.uid = k.trial_uid
		WHERE h.kind = 3
		UNION ALL
		SELECT h.id * 8 + 4, 'link', k.uid, c.uid, k.uid, t.uid, '', c.label, t.name, '',
			trim(k.reason || ' · ' || k.why || ' · ' || k.pico_note, ' ·'), 1
		FROM hit h JOIN link k ON k.id = h.id JOIN claim c ON c.uid = k.claim_uid JOIN trial t ON t.uid = k.trial_uid
		WHERE h.kind = 4
		UNION ALL
		SELECT h.id * 8 + 5, 'quote', x.uid, c.uid, k.uid, t.uid, a.domain, c.label, t.name, '', x.exact, 1
		FROM hit h JOIN quote x ON x.id = h.id
		JOIN appraisal a ON a.uid = (SELECT min(j.appraisal_uid) FROM appraisal_quote j WHERE j.quote_uid = x.uid)
		JOIN link k ON k.uid = a.link_uid JOIN claim c ON c.uid = k.claim_uid JOIN trial t ON t.uid = k.trial_uid
		WHERE h.kind = 5
		UNION ALL
		SELECT h.id * 8 + 6, 'fact', f.uid, '', '', t.uid, '', t.name, t.name, '', f.quote, 1
		FROM hit h JOIN fact f ON f.id = h.id
		JOIN trial t ON t.uid = coalesce(f.trial_uid, (SELECT m.trial_uid FROM arm m WHERE m.uid = f.arm_uid),
			(SELECT r.trial_uid FROM result r WHERE r.uid = f.result_uid))
		WHERE h.kind = 6
		UNION ALL
		SELECT h.id * 8 + 7, 'claim', c.uid, c.uid, '', '', '', c.label, '', coalesce(w.label, ''),
			trim(concat_ws(' · ', nullif(c.citation_quote, ''), nullif(c.citation_note, ''), nullif(b.question, ''),
				nullif(b.bottom_line, ''), nullif(b.uncertainty, ''), nullif(b.advice, ''), nullif(b.search, ''),
				nullif(b.note, ''), nullif(b.asker, ''), nullif(b.prepared_by, ''), nullif(b.checked_by, ''))), 1
		FROM hit h JOIN claim c ON c.id = h.id LEFT JOIN claim w ON w.uid = c.parent_uid LEFT JOIN brief b ON b.claim_uid = c.uid
		WHERE h.kind = 7`,
		[]any{string(text)}, []any{&id, (*string)(&h.Entity), &h.UID, &h.ClaimUID, &h.LinkUID, &h.TrialUID,
			(*string)(&h.Domain), &h.Title, &h.Trial, &h.Whole, &h.Text, &h.Passage},
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
	UNION ALL SELECT docid, title, body FROM link_text
	UNION ALL SELECT docid, title, body FROM quote_text
	UNION ALL SELECT docid, title, body FROM fact_text
	UNION ALL SELECT docid, title, body FROM citation_text`
