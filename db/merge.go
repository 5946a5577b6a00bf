package db

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
)

// Merge is what another library holds that this one does not, or holds otherwise, by the claims, trials, documents,
// reviewers and sets of thresholds that it belongs to. What is equal in both is only counted.
type Merge struct {
	Items []MergeItem
	Equal int // claims, trials, documents, reviewers and sets of thresholds that are the same in both

	path  string
	mine  rowsHere
	alike map[string]string // uids of this library by those of the other's rows that are the same by natural key
}

// MergeItem is one claim, trial, document, reviewer or set of thresholds with what belongs to it.
type MergeItem struct {
	Ref
	Name      string
	New       bool // it is not in this library
	Take      bool // what is new in it is added; the person may say no
	Added     int  // rows that are new
	Conflicts []MergeConflict

	rows []mergeRow
}

// MergeConflict is a field that both libraries have, with different values.
type MergeConflict struct {
	Entity       Entity
	Of           string // what the row is called, where it is not the item itself: an arm, a result, the field of a fact
	Field        string
	Mine, Theirs string // references by name
	Take         bool   // the other library's value is to stand; the person decides

	// Of a fact, an appraisal, a link or a quote, whose columns belong together, there is one conflict, about its main
	// column, and these are what else it says: where a value comes from, why a judgement was given.
	MineNote, TheirsNote string

	row int // of the item's
}

// mergeRow is a row of the other library.
type mergeRow struct {
	entity Entity
	uid    string // in this library: that of the row which is the same
	values map[string]any
	mine   map[string]any // the row here; nil if there is none
}

// rowsHere are the rows of a library by entity and uid, each with a fingerprint of its values.
type rowsHere map[Entity]map[string]uint64

var fingerprint = maphash.MakeSeed()

// merged are the tables that are merged. Which set of thresholds is in force, and the words of strength, stay as they
// are here: they say how this library is worked with.
var merged = []table{
	documentTable, reviewerTable, trialTable, armTable, resultTable, factTable, claimTable, linkTable, appraisalTable,
	answerTable, quoteTable, appraisalQuoteTable, overruleTable, briefTable, reportTable, thresholdTable,
}

// stamps are columns that say when something was stored: they alone are no difference.
var stamps = map[string]bool{"judged_at": true, "decided_at": true, "checked_at": true}

// Compare says what another library holds that this one does not. Neither is changed. progress may be nil.
func (l *Library) Compare(ctx context.Context, other *Library, progress func(done, total int)) (*Merge, error) {
	m := &Merge{path: other.Path(), mine: rowsHere{}, alike: map[string]string{}}
	c := comparer{m: m, owners: map[string]Ref{}, items: map[Ref]int{}, natural: map[string]string{}, names: map[Ref]string{}}
	err := l.read(ctx, func(q querier) error {
		for _, t := range merged {
			if err := c.readMine(q, t); err != nil {
				return err
			}
		}
		return other.read(ctx, func(theirs querier) error {
			for i, t := range merged {
				if progress != nil {
					progress(i, len(merged))
				}
				if err := c.readTheirs(theirs, t); err != nil {
					return err
				}
			}
			return c.finish(q)
		})
	})
	if err != nil {
		return nil, fail("The libraries could not be compared", err)
	}
	return m, nil
}

// comparer goes through the tables of both libraries.
type comparer struct {
	m       *Merge
	owners  map[string]Ref    // of the other library's rows by uid
	items   map[Ref]int       // index of the item
	natural map[string]string // uid here by natural key
	pending []mergeRow
	names   map[Ref]string // of the claims, trials and so on of the other library
}

// rowQuery selects the rows of a table as JSON objects, in their order.
func rowQuery(t table) string {
	var parts []string
	for _, c := range t.columns {
		parts = append(parts, fmt.Sprintf("'%s', %s", c.name, c.name))
	}
	order := "uid"
	if t.entity == EntityClaim {
		order = "parent_uid IS NOT NULL, position, uid" // a sentence before its parts
	} else if t.positioned {
		order = "position, uid"
	}
	return fmt.Sprintf("SELECT uid, json_object(%s) FROM %s ORDER BY %s", strings.Join(parts, ", "), t.entity, order)
}

func decodeRow(text string) (map[string]any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var row map[string]any
	err := d.Decode(&row)
	return row, err
}

// naturalKey is what no two rows of a table share, beside the uid; empty where there is no such thing. alike maps the
// uids that it is made of.
func naturalKey(e Entity, row map[string]any, alike map[string]string) string {
	of := func(names ...string) string {
		key := string(e)
		for _, n := range names {
			v, _ := row[n].(string)
			key += divider + cmp.Or(alike[v], v)
		}
		return key
	}
	switch e {
	case EntityFact:
		return of("trial_uid", "arm_uid", "result_uid", "field")
	case EntityReport:
		return of("document_uid", "trial_uid")
	case EntityAppraisal:
		return of("link_uid", "reviewer_uid", "domain")
	case EntityAnswer:
		return of("appraisal_uid", "question")
	case EntityBrief:
		return of("claim_uid")
	case EntityOverrule:
		return of("claim_uid", "reviewer_uid", "step")
	case EntityLink:
		if row["result_uid"] != nil {
			return of("claim_uid", "result_uid")
		}
	}
	return ""
}

func (c *comparer) readMine(q querier, t table) error {
	rows := map[string]uint64{}
	c.m.mine[t.entity] = rows
	var uid, text string
	var failed error
	err := q.each(rowQuery(t), nil, []any{&uid, &text}, func() {
		rows[uid] = maphash.String(fingerprint, text)
		if !hasNaturalKey(t.entity) {
			return
		}
		row, err := decodeRow(text)
		if err != nil {
			failed = err
			return
		}
		if key := naturalKey(t.entity, row, nil); key != "" {
			c.natural[key] = uid
		}
	})
	return cmp.Or(err, failed)
}

func hasNaturalKey(e Entity) bool {
	return e == EntityOverrule || e == EntityBrief || e == EntityFact || e == EntityReport || e == EntityAppraisal || e == EntityAnswer || e == EntityLink
}

func (c *comparer) readTheirs(q querier, t table) error {
	rows := c.m.mine[t.entity]
	var uid, text string
	var failed error
	err := q.each(rowQuery(t), nil, []any{&uid, &text}, func() {
		print, here := rows[uid]
		same := here && print == maphash.String(fingerprint, text)
		if same && t.entity == EntityFact { // nobody's owner
			return
		}
		row, err := decodeRow(text)
		if err != nil {
			failed = err
			return
		}
		c.own(t.entity, uid, row)
		if same {
			return
		}
		mine := uid
		if !here {
			if key := naturalKey(t.entity, row, c.m.alike); key != "" && c.natural[key] != "" {
				mine = c.natural[key]
				c.m.alike[uid] = mine
			}
		}
		c.pending = append(c.pending, mergeRow{entity: t.entity, uid: mine, values: row})
	})
	return cmp.Or(err, failed)
}

// own notes what a row of the other library belongs to.
func (c *comparer) own(e Entity, uid string, row map[string]any) {
	at := func(column string) string { v, _ := row[column].(string); return v }
	switch e {
	case EntityDocument, EntityReviewer, EntityTrial, EntityClaim, EntityThresholds:
		c.owners[uid] = Ref{e, uid}
		c.names[Ref{e, uid}] = rowName(e, row)
	case EntityArm, EntityResult, EntityReport:
		c.owners[uid] = Ref{EntityTrial, at("trial_uid")}
	case EntityFact:
		c.owners[uid] = Ref{EntityTrial, at("trial_uid")}
		if part := cmp.Or(at("arm_uid"), at("result_uid")); part != "" {
			c.owners[uid] = c.owners[part]
		}
	case EntityLink, EntityOverrule, EntityBrief:
		c.owners[uid] = Ref{EntityClaim, at("claim_uid")}
	case EntityAppraisal:
		c.owners[uid] = c.owners[at("link_uid")]
	case EntityAnswer:
		c.owners[uid] = c.owners[at("appraisal_uid")]
	case EntityAppraisalQuote:
		c.owners[uid] = c.owners[at("appraisal_uid")]
		c.owners[at("quote_uid")] = c.owners[at("appraisal_uid")]
	}
}

// finish puts the differing rows to what they belong to, with the fields in which they differ.
func (c *comparer) finish(q querier) error {
	for _, r := range c.pending {
		uid, _ := r.values["uid"].(string)
		ref := c.owners[uid]
		if ref.UID == "" {
			continue // a quote that nothing uses
		}
		if _, here := c.m.mine[r.entity][r.uid]; here {
			mine, err := rowHere(q, r.entity, r.uid)
			if err != nil {
				return err
			}
			r.mine = mine
		}
		conflicts, err := c.differing(q, r)
		if err != nil {
			return err
		}
		if r.mine != nil && len(conflicts) == 0 {
			continue
		}
		i, known := c.items[ref]
		if !known {
			_, here := c.m.mine[ref.Entity][ref.UID]
			i = len(c.m.Items)
			c.items[ref] = i
			c.m.Items = append(c.m.Items, MergeItem{Ref: ref, Name: c.names[ref], New: !here, Take: true})
		}
		it := &c.m.Items[i]
		if r.mine == nil {
			it.Added++
		}
		for _, x := range conflicts {
			x.row = len(it.rows)
			it.Conflicts = append(it.Conflicts, x)
		}
		it.rows = append(it.rows, r)
	}
	c.m.Equal = len(c.names) - len(c.m.Items)
	rank := func(e Entity) int { return slices.Index([]Entity{EntityClaim, EntityTrial, EntityDocument}, e) & 3 }
	slices.SortStableFunc(c.m.Items, func(a, b MergeItem) int { return cmp.Compare(rank(a.Entity), rank(b.Entity)) })
	return nil
}

// rowName is what a row is called.
func rowName(e Entity, row map[string]any) string {
	column := map[Entity]string{EntityClaim: "label", EntityDocument: "title", EntityFact: "field", EntityAppraisal: "domain",
		EntityAnswer: "question", EntityQuote: "exact", EntityOverrule: "step"}[e]
	name, _ := row[cmp.Or(column, "name")].(string)
	return name
}

func rowHere(q querier, e Entity, uid string) (row map[string]any, err error) {
	var text, id string
	query := strings.Replace(rowQuery(tables[e]), " ORDER BY", " WHERE uid = ? ORDER BY", 1)
	if err := q.each(query, []any{uid}, []any{&id, &text}, func() {}); err != nil || text == "" {
		return nil, err
	}
	return decodeRow(text)
}

// together are the rows that are taken as a whole, since their columns belong together: a value and its source, a
// judgement and its reason. It names their main column and what is shown beside it.
var together = map[Entity]struct{ main, note string }{
	EntityFact: {"value", "source"}, EntityAppraisal: {"judgement", "reason"}, EntityLink: {"relation", "reason"},
	EntityQuote: {"exact", "locator"}, EntityOverrule: {"value", "reason"}, EntityAnswer: {"answer", ""}, EntityReport: {"relation", ""},
}

// differing are the fields in which two rows of one thing differ.
func (c *comparer) differing(q querier, r mergeRow) (out []MergeConflict, err error) {
	if r.mine == nil {
		return nil, nil
	}
	of := ""
	if r.entity.Owner() != r.entity {
		of = rowName(r.entity, r.mine)
	}
	for _, col := range tables[r.entity].columns {
		mine, theirs := r.mine[col.name], r.values[col.name]
		if s, ok := theirs.(string); ok && c.m.alike[s] != "" {
			theirs = c.m.alike[s]
		}
		if col.name == "uid" || stamps[col.name] || mine == theirs || wordOf(mine) == wordOf(theirs) || heldBack(r, col.name) {
			continue
		}
		if whole, ok := together[r.entity]; ok {
			return []MergeConflict{{Entity: r.entity, Of: of, Field: whole.main,
				Mine: wordOf(r.mine[whole.main]), Theirs: wordOf(r.values[whole.main]),
				MineNote: wordOf(r.mine[whole.note]), TheirsNote: wordOf(r.values[whole.note])}}, nil
		}
		x := MergeConflict{Entity: r.entity, Of: of, Field: col.name, Mine: wordOf(mine), Theirs: wordOf(theirs)}
		if to, ok := refers[col.name]; ok {
			if x.Mine, err = c.nameOf(q, Ref{to, x.Mine}); err != nil {
				return nil, err
			}
			if x.Theirs, err = c.nameOf(q, Ref{to, x.Theirs}); err != nil {
				return nil, err
			}
		}
		out = append(out, x)
	}
	return out, nil
}

// heldBack reports whether a text is a private note that the other library came without.
func heldBack(r mergeRow, column string) bool {
	n, ok := notes[r.entity]
	return ok && column == n.text && r.values[n.text] == "" && r.values[n.private] == json.Number("1") && r.mine[n.private] == json.Number("1")
}

// nameOf is what a row of either library is called; a row without a name keeps its uid.
func (c *comparer) nameOf(q querier, ref Ref) (string, error) {
	if ref.UID == "" || c.names[ref] != "" {
		return c.names[ref], nil
	}
	for _, r := range c.pending { // an arm that only the other library has
		if r.entity == ref.Entity && r.uid == ref.UID {
			return rowName(r.entity, r.values), nil
		}
	}
	row, err := rowHere(q, ref.Entity, ref.UID)
	return cmp.Or(rowName(ref.Entity, row), ref.UID), err
}

func wordOf(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}
