package db

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// Who edits has a row before them as it was when they read it, and writes all of it. What other programs have changed in
// it meanwhile is found in the change log and put together with the written: what only one of the two has changed is kept,
// and of what both have changed the written is stored and the other value told of, as a conflict. Both stay in the history.

// Conflict is what an edit has written over a value that another program had stored since the editor read the row.
type Conflict struct {
	Change        // of the written; its fields are what both have changed: Before is the other's value, After the one stored
	Other  string // name of the other's action
	Who    string // who did it; empty if nobody had said
	When   string // RFC 3339 UTC
	Gone   bool   // the other had deleted the row, and the written has brought it back
}

// unitOf groups the columns of an entity that are one value together: a fact with where it comes from and who checked it,
// a judgement with when it was given. Half of one value and half of another would be nobody's.
func unitOf(e Entity, column string) string {
	switch e {
	case EntityFact, EntityOverrule, EntityThresholds, EntityThresholdUse, EntityStrengthWords, EntityReport, EntityQuote:
		return ""
	case EntityAppraisal:
		return among(column, "judgement", "suggestion", "rule", "rules_version", "judged_at")
	case EntityLink:
		return among(among(column, "relation", "reason", "coder", "why"), "pico", "pico_note")
	case EntityClaim:
		if effect[column] {
			return "effect"
		}
		for _, part := range []string{"wording", "evidence", "citation"} {
			if column == part || strings.HasPrefix(column, part+"_") {
				return part
			}
		}
	case EntityDocument:
		return among(column, "file", "file_name")
	}
	return column
}

// among is the first of the columns for each of them, else the column itself.
func among(column string, unit ...string) string {
	if slices.Contains(unit, column) {
		return unit[0]
	}
	return column
}

// effect are the columns of what a claim says of an effect.
var effect = func() map[string]bool {
	names := map[string]bool{}
	for _, c := range effectColumns(new(appraisal.Effect)) {
		names[c.name] = true
	}
	return names
}()

// untold are columns in which two edits of the same value differ though the value is the same.
var untold = map[string]bool{"checked_by": true, "checked_at": true, "judged_at": true, "decided_at": true, "suggestion": true,
	"rule": true, "rules_version": true, "position": true, "key": true}

// rowState is a row at one time; nil if there was none.
type rowState map[string]string

// part is a row's columns of one unit.
func (s rowState) part(e Entity, unit string) string {
	var b strings.Builder
	for _, c := range tables[e].columns {
		if c.name != "uid" && unitOf(e, c.name) == unit {
			fmt.Fprintf(&b, "%s%s%s%s", c.name, divider, s[c.name], divider)
		}
	}
	return b.String()
}

func units(e Entity) []string {
	var all []string
	for _, c := range tables[e].columns {
		if u := unitOf(e, c.name); c.name != "uid" && !slices.Contains(all, u) {
			all = append(all, u)
		}
	}
	return all
}

// written is what this write has done to one row.
type written struct {
	entity        Entity
	uid           string
	first         int64 // its first change
	before, after rowState
}

// reconcile puts this write together with what others have stored since somebody saw the library.
func (t *transaction) reconcile(seen Seen) error {
	q := querier{t.ctx, t.tx}
	all, err := t.l.others.note(q)
	if err != nil || seen.version == 0 {
		return err
	}
	foreign := slices.Clone(newer(all, seen.action))
	if seen.tail.action != 0 {
		foreign = append(foreign, seen.tail.action)
	}
	if len(foreign) == 0 {
		return nil
	}
	edits, err := t.edits()
	if err != nil {
		return err
	}
	if err := t.exec(`PRAGMA defer_foreign_keys = ON`); err != nil { // what is put back may refer to what is put back after it
		return err
	}
	deletes := slices.ContainsFunc(edits, func(e written) bool { return e.after == nil && !asSet(e.entity) })
	for _, e := range edits {
		m, err := t.meanwhile(e, foreign, seen)
		if err != nil {
			return err
		}
		if len(m.base) == 0 {
			continue
		}
		if err := t.together(e, m, deletes); err != nil {
			return err
		}
	}
	return nil
}

// asSet reports whether rows of an entity are written and deleted with what they belong to, as a set.
func asSet(e Entity) bool {
	return e == EntityAnswer || e == EntityQuote || e == EntityAppraisalQuote
}

// edits are the rows that this write has changed, in their order.
func (t *transaction) edits() ([]written, error) {
	var (
		all           []written
		at            = map[Ref]int{}
		seq           int64
		ref           Ref
		before, after string
		broken        error
	)
	err := querier{t.ctx, t.tx}.each(`
		SELECT seq, entity, uid, coalesce(before, ''), coalesce(after, '') FROM change WHERE action_id = ? AND seq > ? ORDER BY seq`,
		[]any{t.action, t.before}, []any{&seq, (*string)(&ref.Entity), &ref.UID, &before, &after}, func() {
			was, is, err := states(before, after)
			if err != nil {
				broken = err
			}
			i, known := at[ref]
			if !known {
				i, at[ref] = len(all), len(all)
				all = append(all, written{entity: ref.Entity, uid: ref.UID, first: seq, before: was})
			}
			all[i].after = is
		})
	if err == nil {
		err = broken
	}
	return all, err
}

func states(before, after string) (was, is rowState, err error) {
	for _, s := range []struct {
		text string
		to   *rowState
	}{{before, &was}, {after, &is}} {
		if s.text == "" {
			continue
		}
		row, err := state(s.text)
		if err != nil {
			return nil, nil, err
		}
		*s.to = row
	}
	return was, is, nil
}

// meanwhile is what others have done to a row: its units that they have changed, as they were before, with the action
// that changed them last.
type meanwhile struct {
	base   map[string]rowState
	action map[string]int64
}

// meanwhile goes through what has happened to a row since it was seen. What this program itself has written over is over.
func (t *transaction) meanwhile(e written, foreign []int64, seen Seen) (meanwhile, error) {
	m := meanwhile{base: map[string]rowState{}, action: map[string]int64{}}
	var (
		seq, action   int64
		before, after string
		broken        error
	)
	err := querier{t.ctx, t.tx}.each(`
		SELECT seq, action_id, coalesce(before, ''), coalesce(after, '')
		FROM change
		WHERE uid = ?1 AND entity = ?2 AND seq < ?3 AND action_id >= ?4
		ORDER BY seq`,
		[]any{e.uid, string(e.entity), e.first, slices.Min(foreign)}, []any{&seq, &action, &before, &after}, func() {
			theirs := slices.Contains(foreign, action)
			if action == seen.tail.action && action <= seen.action {
				switch {
				case seq < seen.tail.seq:
					return // it was seen
				case seq == seen.tail.seq:
					before = seen.tail.after // so far it was seen
				}
			}
			was, is, err := states(before, after)
			if err != nil {
				broken = err
			}
			for _, u := range units(e.entity) {
				if (was == nil) == (is == nil) && was.part(e.entity, u) == is.part(e.entity, u) {
					continue
				}
				if _, pending := m.base[u]; !theirs {
					delete(m.base, u)
				} else if m.action[u] = action; !pending {
					m.base[u] = was
				}
			}
		})
	if err == nil {
		err = broken
	}
	return m, err
}

// together keeps, of one row, what only the others have changed, and notes what both have.
func (t *transaction) together(e written, m meanwhile, deletes bool) error {
	some := slices.Sorted(maps.Keys(m.base))[0]
	base := m.base[some]
	switch {
	case e.after == nil: // deleted with the rest of a set that it was not seen in
		if base != nil || e.before == nil || deletes || !asSet(e.entity) {
			return nil
		}
		if err := t.run(statement{query: fmt.Sprintf(tables[e.entity].restore, "before"), args: []any{e.first}, what: "It was not saved"}); err != nil {
			return err
		}
		return t.settle(e)
	case e.before == nil: // they have deleted it
		if base == nil {
			return nil
		}
		if asSet(e.entity) && maps.Equal(e.after, base) {
			if err := t.run(statement{query: tables[e.entity].remove, args: []any{e.uid}, what: "It was not saved"}); err != nil {
				return err
			}
			return t.settle(e)
		}
		return t.conflict(e, m, []string{some}, true)
	}
	var theirs, both []string
	for _, u := range slices.Sorted(maps.Keys(m.base)) {
		was, stored, now := m.base[u].part(e.entity, u), e.before.part(e.entity, u), e.after.part(e.entity, u)
		switch {
		case stored == now, stored == was:
		case now == was:
			theirs = append(theirs, u)
		default:
			both = append(both, u)
		}
	}
	if err := t.keep(e, theirs); err != nil {
		return err
	}
	return t.conflict(e, m, both, false)
}

// keep writes units of a row as they were before this write.
func (t *transaction) keep(e written, units []string) error {
	if len(units) == 0 {
		return nil
	}
	err := t.run(statement{query: putBackUnits(e.entity, units, "before"), args: []any{e.first, e.uid}, what: "It was not saved"})
	if err != nil {
		return err
	}
	return t.settle(e)
}

// putBackUnits is the statement that takes some units of a row, ?2, from a change, ?1.
func putBackUnits(e Entity, units []string, from string) string {
	var sets []string
	for _, c := range tables[e].columns {
		if c.name != "uid" && slices.Contains(units, unitOf(e, c.name)) {
			sets = append(sets, fmt.Sprintf("%[1]s = json_extract(x.%[2]s, '$.%[1]s')", c.name, from))
		}
	}
	return fmt.Sprintf(`UPDATE %[1]s SET %[2]s FROM change x WHERE x.seq = ?1 AND x.uid = ?2 AND %[1]s.uid = ?2`, e, strings.Join(sets, ", "))
}

// settle makes one change of those of this write to a row, and none of those that end where they began.
func (t *transaction) settle(e written) error {
	const mine = ` action_id = ?1 AND uid = ?2 AND entity = ?3 AND seq >= ?4 `
	const last = `(SELECT after FROM change WHERE ` + mine + ` ORDER BY seq DESC LIMIT 1)`
	const whole = ` AND (SELECT before FROM change WHERE seq = ?4) IS NOT NULL AND ` + last + ` IS NOT NULL `
	for _, query := range []string{
		`DELETE FROM change WHERE ` + mine + ` AND (SELECT before FROM change WHERE seq = ?4) IS ` + last,
		`UPDATE change SET after = ` + last + `, op = 'update' WHERE seq = ?4` + whole,
		`DELETE FROM change WHERE ` + mine + ` AND seq > ?4 ` + whole,
	} {
		if err := t.exec(query, t.action, e.uid, string(e.entity), e.first); err != nil {
			return err
		}
	}
	return nil
}

// conflict notes that both have changed some units of a row.
func (t *transaction) conflict(e written, m meanwhile, units []string, gone bool) error {
	if len(units) == 0 {
		return nil
	}
	q := querier{t.ctx, t.tx}
	found, err := changes(q, `c.seq = ?`, e.first)
	if err != nil || len(found) == 0 {
		return err
	}
	if err := (namer{q: q, rows: map[Ref]map[string]string{}}).name(found); err != nil {
		return err
	}
	x := Conflict{Change: found[0], Gone: gone}
	if !gone {
		x.Fields = slices.DeleteFunc(x.Fields, func(f FieldChange) bool { return !slices.Contains(units, unitOf(e.entity, f.Field)) })
		if !slices.ContainsFunc(x.Fields, func(f FieldChange) bool { return !untold[f.Field] }) {
			return nil
		}
	}
	err = q.tx.QueryRowContext(q.ctx, `SELECT a.name, coalesce(r.name, a.reviewer), a.at
		FROM action a LEFT JOIN reviewer r ON r.uid = a.reviewer WHERE a.id = ?`, m.action[units[0]]).Scan(&x.Other, &x.Who, &x.When)
	if err == nil {
		t.event.Conflicts = append(t.event.Conflicts, x)
	}
	return err
}

// TakeTheirs stores the other's value of a conflict after all, as a new action. A row that they had deleted is not
// deleted again: that is its owner's to do.
func (l *Library) TakeTheirs(ctx context.Context, c Conflict, a Action) error {
	var taken []string
	for _, f := range c.Fields {
		if u := unitOf(c.Entity, f.Field); !slices.Contains(taken, u) {
			taken = append(taken, u)
		}
	}
	return l.commit(ctx, a, func(t *transaction) error {
		return t.run(statement{query: putBackUnits(c.Entity, taken, "before"), args: []any{c.Seq, c.UID},
			what: "The other value was not taken", must: true})
	})
}
