package db

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// Change is one row that an action has inserted, updated or deleted.
type Change struct {
	At     string // RFC 3339 UTC
	Action string
	Kind   string // edit, base, undo or redo
	By     string // the reviewer's name, or the uid they signed with if they are gone; empty if nobody had said
	Entity Entity
	UID    string
	Op     string // insert, update or delete
	Fields []FieldChange
}

// FieldChange is a column of a changed row: for an update only those that differ, else those that are not empty.
type FieldChange struct {
	Field  string
	Before string
	After  string
}

// Changes returns what has happened to an entity, the newest first. Of a claim, trial, document or reviewer it returns
// also what has happened to what belongs to it: links, appraisals, answers and quotes; arms, results and facts.
func (l *Library) Changes(ctx context.Context, entity Entity, uid string) ([]Change, error) {
	where := `c.uid = ?1 AND c.entity = ?2`
	if entity.Owner() == entity {
		var owned []string
		for e := range tables {
			if e.Owner() == entity {
				owned = append(owned, string(e))
			}
		}
		slices.Sort(owned)
		// A quote is written before it is attached and deleted after it was detached: then its row cannot name the claim.
		where = `c.seq IN (
			SELECT seq FROM change WHERE owner = ?1 AND entity IN (SELECT value FROM json_each(` + quoted(set(owned)) + `))
			UNION
			SELECT q.seq
			FROM change j
			JOIN change q ON q.uid = coalesce(j.after, j.before) ->> 'quote_uid' AND q.entity = 'quote' AND q.action_id = j.action_id
			WHERE j.owner = ?1 AND j.entity = 'appraisal_quote' AND ?2 = 'claim')`
	}
	var (
		all           []Change
		c             Change
		before, after string
		broken        error
	)
	err := l.read(ctx, func(q querier) error {
		return q.each(`
			SELECT a.at, a.name, a.kind, coalesce(r.name, a.reviewer), c.entity, c.uid, c.op,
				coalesce(c.before, '{}'), coalesce(c.after, '{}')
			FROM change c
			JOIN action a ON a.id = c.action_id
			LEFT JOIN reviewer r ON r.uid = a.reviewer
			WHERE `+where+`
			ORDER BY c.seq DESC`,
			[]any{uid, string(entity)},
			[]any{&c.At, &c.Action, &c.Kind, &c.By, (*string)(&c.Entity), &c.UID, &c.Op, &before, &after},
			func() {
				fields, err := compare(c.Entity, before, after)
				if err != nil {
					broken = err
				}
				c.Fields = fields
				all = append(all, c)
			})
	})
	if err == nil {
		err = broken
	}
	if err != nil {
		return nil, fail("The history could not be read", err)
	}
	return all, nil
}

// quoted writes a text of ours as an SQL string.
func quoted(s string) string {
	return "'" + string(bytes.ReplaceAll([]byte(s), []byte("'"), []byte("''"))) + "'"
}

// compare lists the columns that differ between two states of a row, in the order of the table.
func compare(entity Entity, before, after string) ([]FieldChange, error) {
	old, err := state(before)
	if err != nil {
		return nil, err
	}
	current, err := state(after)
	if err != nil {
		return nil, err
	}
	var fields []FieldChange
	for _, c := range tables[entity].columns {
		if c.name != "uid" && old[c.name] != current[c.name] {
			fields = append(fields, FieldChange{c.name, old[c.name], current[c.name]})
		}
	}
	return fields, nil
}

// state reads a logged row: numbers as they were written, null as empty.
func state(text string) (map[string]string, error) {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	var row map[string]any
	if err := d.Decode(&row); err != nil {
		return nil, fmt.Errorf("change log: %w", err)
	}
	words := make(map[string]string, len(row))
	for k, v := range row {
		if v != nil {
			words[k] = fmt.Sprint(v)
		}
	}
	return words, nil
}
