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
	Seq    int64
	At     string // RFC 3339 UTC
	Action string
	Kind   string // edit, base, undo or redo
	By     string // the reviewer's name, or the uid they signed with if they are gone; empty if nobody had said
	Entity Entity
	UID    string
	Op     string            // insert, update or delete
	Of     string            // what the row belongs to: the trial of a link or appraisal, the arm or result of a fact; may be empty
	Row    map[string]string // the row after the change, or before it if it was deleted
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
	var all []Change
	err := l.read(ctx, func(q querier) (err error) {
		all, err = changes(q, concerns(entity), uid, string(entity))
		return err
	})
	if err != nil {
		return nil, fail("The history could not be read", err)
	}
	return all, nil
}

// changes reads the changes that meet a condition, the newest first.
func changes(q querier, where string, args ...any) ([]Change, error) {
	var (
		all           []Change
		c             Change
		before, after string
		broken        error
	)
	err := q.each(`
		SELECT c.seq, a.at, a.name, a.kind, coalesce(r.name, a.reviewer), c.entity, c.uid, c.op,
			coalesce(c.before, '{}'), coalesce(c.after, '{}')
		FROM change c
		JOIN action a ON a.id = c.action_id
		LEFT JOIN reviewer r ON r.uid = a.reviewer
		WHERE `+where+`
		ORDER BY c.seq DESC`,
		args,
		[]any{&c.Seq, &c.At, &c.Action, &c.Kind, &c.By, (*string)(&c.Entity), &c.UID, &c.Op, &before, &after},
		func() {
			if err := c.compare(before, after); err != nil {
				broken = err
			}
			all = append(all, c)
		})
	if err == nil {
		err = broken
	}
	return all, err
}

// concerns is the condition on a change c that it is of an entity ?2 with the uid ?1, or of what belongs to it.
func concerns(entity Entity) string {
	if entity.Owner() != entity {
		return `c.uid = ?1 AND c.entity = ?2`
	}
	var owned []string
	for e := range tables {
		if e.Owner() == entity {
			owned = append(owned, string(e))
		}
	}
	slices.Sort(owned)
	// A quote is written before it is attached and deleted after it was detached: then its row cannot name the claim.
	return `c.seq IN (
		SELECT seq FROM change WHERE owner = ?1 AND entity IN (SELECT value FROM json_each(` + quoted(set(owned)) + `))
		UNION
		SELECT q.seq
		FROM change j
		JOIN change q ON q.uid = coalesce(j.after, j.before) ->> 'quote_uid' AND q.entity = 'quote' AND q.action_id = j.action_id
		WHERE j.owner = ?1 AND j.entity = 'appraisal_quote' AND ?2 = 'claim')`
}

// quoted writes a text of ours as an SQL string.
func quoted(s string) string {
	return "'" + string(bytes.ReplaceAll([]byte(s), []byte("'"), []byte("''"))) + "'"
}

// compare lists the columns that differ between two states of a row, in the order of the table.
func (c *Change) compare(before, after string) error {
	old, err := state(before)
	if err != nil {
		return err
	}
	current, err := state(after)
	if err != nil {
		return err
	}
	c.Row, c.Fields = current, nil
	if c.Op == "delete" {
		c.Row = old
	}
	for _, column := range tables[c.Entity].columns {
		if name := column.name; name != "uid" && old[name] != current[name] {
			c.Fields = append(c.Fields, FieldChange{name, old[name], current[name]})
		}
	}
	return nil
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
