package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// Merged is what a merge has done.
type Merged struct {
	Added   int // claims, trials, documents and so on that are new
	Changed int // those that were here and got something
	Skipped int // rows that were left out, because what they belong to or rest on was
}

// Merge brings what was taken from another library into this one, as one action.
func (l *Library) Merge(ctx context.Context, a Action, other *Library, m *Merge, progress func(done, total int)) (Merged, error) {
	w := merger{m: m, other: other, ctx: ctx, written: map[Ref]bool{}}
	for _, it := range m.Items {
		w.total += len(it.rows)
	}
	err := l.commit(ctx, a, func(t *transaction) error {
		if err := t.exec(`PRAGMA defer_foreign_keys = ON`); err != nil {
			return err
		}
		b := l.batch()
		b.run = t.run
		w.b = b
		// Table by table, so that what is referred to is there before what refers to it.
		for _, table := range merged {
			for i := range m.Items {
				for j, r := range m.Items[i].rows {
					if r.entity != table.entity {
						continue
					}
					if err := w.row(&m.Items[i], j); err != nil {
						return err
					}
					if w.done++; progress != nil && w.done%64 == 0 {
						progress(w.done, w.total)
					}
				}
			}
		}
		return b.err
	})
	return w.result, err
}

// merger writes the rows of another library.
type merger struct {
	ctx         context.Context
	m           *Merge
	other       *Library
	b           *Batch
	written     map[Ref]bool
	counted     map[Ref]bool
	result      Merged
	done, total int
}

// row writes a row of an item, if it was taken.
func (w *merger) row(it *MergeItem, index int) error {
	r := it.rows[index]
	values := map[string]any{}
	if r.mine == nil {
		if !it.Take {
			return nil
		}
		for k, v := range r.values {
			values[k] = w.known(v)
		}
		if !w.refer(r.entity, values) {
			w.result.Skipped++
			return nil
		}
	} else {
		changed := false
		for k, v := range r.mine {
			values[k] = v
		}
		for _, c := range it.Conflicts {
			if c.row != index || !c.Take {
				continue
			}
			changed = true
			if _, whole := together[r.entity]; whole {
				w.takeWhole(r, values)
			} else {
				values[c.Field] = w.known(r.values[c.Field])
				if n, ok := notes[r.entity]; ok && n.text == c.Field && r.values[n.private] == json.Number("1") {
					values[n.private] = r.values[n.private] // a private note stays private where it is taken to
				}
			}
		}
		if !changed || !w.refer(r.entity, values) {
			return nil
		}
	}
	if err := w.file(r.entity, values); err != nil {
		return err
	}
	args, err := rowArgs(tables[r.entity], values)
	if err != nil {
		return err
	}
	w.b.add(statement{query: tables[r.entity].upsert, args: args, what: fmt.Sprintf("The library was not merged, because of “%s”", it.Name)})
	w.written[Ref{r.entity, r.uid}] = true
	w.count(it)
	return w.b.err
}

// known is a value with the uid of this library, where it is one of a row that is the same here.
func (w *merger) known(v any) any {
	if s, ok := v.(string); ok && w.m.alike[s] != "" {
		return w.m.alike[s]
	}
	return v
}

// takeWhole takes all of a row but its identity.
func (w *merger) takeWhole(r mergeRow, values map[string]any) {
	for k, v := range r.values {
		if k != "uid" {
			values[k] = w.known(v)
		}
	}
}

func (w *merger) count(it *MergeItem) {
	if w.counted == nil {
		w.counted = map[Ref]bool{}
	}
	if w.counted[it.Ref] {
		return
	}
	w.counted[it.Ref] = true
	if it.New {
		w.result.Added++
	} else {
		w.result.Changed++
	}
}

// refer reports whether all that a row refers to is here. A reference that can be missing is then emptied.
func (w *merger) refer(e Entity, values map[string]any) bool {
	for _, col := range tables[e].columns {
		to, ok := refers[col.name]
		uid, given := values[col.name].(string)
		if !ok || !given || uid == "" || w.here(Ref{to, uid}) {
			continue
		}
		if !col.optional || owns(e, col.name) {
			return false
		}
		values[col.name] = nil
	}
	return true
}

// owns reports whether a row belongs to what a column refers to, though the column may be empty.
func owns(e Entity, column string) bool {
	switch e {
	case EntityFact:
		return column == "trial_uid" || column == "arm_uid" || column == "result_uid"
	case EntityClaim:
		return column == "parent_uid"
	case EntityLink:
		return column == "result_uid"
	}
	return false
}

func (w *merger) here(ref Ref) bool {
	_, mine := w.m.mine[ref.Entity][ref.UID]
	return mine || w.written[ref]
}

// file takes the file of a document along.
func (w *merger) file(e Entity, values map[string]any) error {
	sha, _ := values["file"].(string)
	if e != EntityDocument || sha == "" {
		return nil
	}
	data, err := w.other.File(w.ctx, sha)
	if appraisal.CodeOf(err) == appraisal.CodeNotFound {
		return nil // it is here already, or nowhere
	}
	if err != nil {
		return err
	}
	pages, err := w.other.Pages(w.ctx, sha)
	if err != nil {
		return err
	}
	w.b.PutFile(File{SHA256: sha, Data: data, Pages: pages})
	return w.b.err
}

// rowArgs are the values of a row in the order of its table's columns.
func rowArgs(t table, values map[string]any) ([]any, error) {
	args := make([]any, len(t.columns))
	for i, c := range t.columns {
		v := values[c.name]
		if n, ok := v.(json.Number); ok {
			var err error
			if strings.ContainsAny(n.String(), ".eE") {
				v, err = n.Float64()
			} else {
				v, err = n.Int64()
			}
			if err != nil {
				return nil, err
			}
		}
		args[i] = v
	}
	return args, nil
}

// Differing reports whether any item has fields that differ.
func (m *Merge) Differing() bool {
	return slices.ContainsFunc(m.Items, func(it MergeItem) bool { return len(it.Conflicts) > 0 })
}
