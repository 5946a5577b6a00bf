package db

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/pages"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// fits reports whether a row can be one of the table.
func (t *salvageTable) fits(r pages.Row) bool {
	if len(r.Values) == 0 || len(r.Values) > len(t.columns) {
		return false
	}
	for i, v := range r.Values {
		c := t.columns[i]
		ok := false
		switch v.(type) {
		case nil:
			ok = c.number || !c.required
		case string:
			ok = c.kind == "TEXT"
		case int64:
			ok = !c.number && (c.kind == "INTEGER" || c.kind == "REAL")
		case float64:
			ok = c.kind == "REAL"
		case []byte:
			ok = c.kind == "BLOB"
		}
		if !ok {
			return false
		}
	}
	return true
}

// value is that of a named column; nil if the row is older than the column.
func (t *salvageTable) value(r pages.Row, name string) any {
	i := slices.IndexFunc(t.columns, func(c salvageColumn) bool { return c.name == name })
	if i < 0 || i >= len(r.Values) {
		return nil
	}
	return r.Values[i]
}

// put moves a row and reports whether it could. What the new library refuses is counted.
func (s *salvor) put(t *salvageTable, r pages.Row) bool {
	if s.err != nil {
		return false
	}
	if s.moved++; s.moved%500 == 0 {
		if s.progress != nil {
			s.progress(s.file.Seen(), s.file.Pages())
		}
		s.err = s.ctx.Err()
	}
	if !t.fits(r) || t.Entity == tableFile && !wholeFile(t, r) {
		t.Skipped++
		return false
	}
	values := slices.Clone(r.Values)
	names, marks := make([]string, len(values)), make([]string, len(values))
	for i := range values {
		names[i], marks[i] = t.columns[i].name, "?"
		if t.columns[i].number {
			values[i] = r.ID
		}
	}
	done := s.try(fmt.Sprintf(`INSERT INTO %s (%s) VALUES (%s)`, t.Entity, strings.Join(names, ", "), strings.Join(marks, ", ")), values...)
	if done {
		t.Read++
	} else {
		t.Skipped++
	}
	return done
}

// wholeFile reports whether the bytes of a file are those that were put into the library.
func wholeFile(t *salvageTable, r pages.Row) bool {
	data, _ := t.value(r, "bytes").([]byte)
	return t.value(r, "sha256") == HashOf(data)
}

// try runs a write and reports whether the library accepted it.
func (s *salvor) try(query string, args ...any) bool {
	err := s.v.run(query, args)
	var e *sqlite.Error
	if errors.As(err, &e) && (e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT || e.Code()&0xff == sqlite3.SQLITE_MISMATCH) {
		return false
	}
	if err != nil {
		s.err = err
	}
	return err == nil
}

// readLoose moves the rows of pages to which nobody refers any more. Whose they are shows in what they hold, and in the
// history, which is therefore gathered first: of the tables that have lost pages, the one that is the most particular about
// its rows is asked first. Where another table's rows look the same, it shows in whether what they refer to is there, which
// is asked for before pages are taken whose references lead nowhere.
func (s *salvor) readLoose() error {
	var history, others []*salvageTable
	for _, t := range s.tables {
		switch {
		case !t.lost && t.Broken == 0:
		case t.Entity == tableAction, t.Entity == tableChange:
			history = append(history, t)
		default:
			others = append(others, t)
		}
	}
	slices.SortStableFunc(others, func(a, b *salvageTable) int { return cmp.Compare(len(b.sql), len(a.sql)) })
	taken := map[int]bool{} // pages
	for _, look := range []struct {
		damaged []*salvageTable
		leading bool // only rows whose references lead somewhere
	}{{history, false}, {others, true}, {others, false}} {
		if len(look.damaged) == 0 {
			continue
		}
		s.file.Loose(func(rows []pages.Row) {
			if page := rows[0].Page; !taken[page] {
				taken[page] = slices.ContainsFunc(look.damaged, func(t *salvageTable) bool {
					return (!look.leading || s.lead(t, rows)) && s.take(t, rows)
				})
			}
		})
	}
	return s.err
}

// take moves the rows of a page, if they are a table's, and reports whether any was.
func (s *salvor) take(t *salvageTable, rows []pages.Row) bool {
	if slices.ContainsFunc(rows, func(r pages.Row) bool { return !t.fits(r) }) {
		return false
	}
	skipped, taken := t.Skipped, false
	for _, r := range rows {
		taken = s.belongs(t, r) && s.put(t, r) || taken
	}
	if !taken {
		t.Skipped = skipped // they are not of this table
	}
	return taken
}

// lead reports whether all that the rows of a page refer to, if they are a table's, is there.
func (s *salvor) lead(t *salvageTable, rows []pages.Row) bool {
	for _, r := range rows {
		for _, f := range t.refers {
			v := t.value(r, f.column)
			if v == nil || s.err != nil {
				continue
			}
			var there bool
			err := s.v.q.tx.QueryRowContext(s.ctx, fmt.Sprintf(`SELECT EXISTS (SELECT 1 FROM %s WHERE %s = ?)`, f.table, f.to), v).Scan(&there)
			if err != nil {
				s.err = err
			}
			if !there {
				return false
			}
		}
	}
	return true
}

// belongs reports whether a row that nobody refers to may be one of the table, as the history says: its uid must not be known
// as that of another kind of thing only, whose rows may look the same, and it must not have been deleted, since its bytes may
// outlive it. Where the history has gaps the deletion may have been taken back: a row too many is better than one lost.
func (s *salvor) belongs(t *salvageTable, r pages.Row) bool {
	if !t.uid || s.err != nil {
		return true
	}
	var ours bool
	var op string
	err := s.v.q.tx.QueryRowContext(s.ctx, `SELECT entity = ?2, op FROM change WHERE uid = ?1 ORDER BY entity = ?2 DESC, seq DESC LIMIT 1`,
		t.value(r, "uid"), string(t.Entity)).Scan(&ours, &op)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		s.err = err
	}
	return err != nil || ours && (op != "delete" || s.historyBroken())
}

func (s *salvor) historyBroken() bool {
	i := slices.IndexFunc(s.tables, func(t *salvageTable) bool { return t.Entity == tableChange })
	return s.tables[i].lost || s.tables[i].Broken > 0
}

// rebuild puts back from the history the rows that a damaged table has lost: it holds each row as it was last.
func (s *salvor) rebuild() error {
	for _, t := range s.tables {
		if _, logged := tables[t.Entity]; !logged || t.Whole() && !t.lost {
			continue
		}
		var seq int64
		var all []int64
		err := s.v.q.each(fmt.Sprintf(`
			SELECT c.seq
			FROM change c
			WHERE c.entity = ?1 AND c.op <> 'delete'
				AND c.seq = (SELECT max(o.seq) FROM change o WHERE o.uid = c.uid AND o.entity = ?1)
				AND NOT EXISTS (SELECT 1 FROM %s t WHERE t.uid = c.uid)
			ORDER BY c.seq`, t.Entity), []any{string(t.Entity)}, []any{&seq}, func() { all = append(all, seq) })
		if err != nil {
			return err
		}
		var names, states []string
		for _, c := range t.columns {
			if !c.number {
				names, states = append(names, c.name), append(states, "json_extract(after, '$."+c.name+"')")
			}
		}
		query := fmt.Sprintf(`INSERT INTO %s (%s) SELECT %s FROM change WHERE seq = ?`, t.Entity, strings.Join(names, ", "), strings.Join(states, ", "))
		for _, seq := range all {
			if s.try(query, seq) {
				t.Rebuilt++
			}
			if s.err != nil {
				return s.err
			}
		}
	}
	return nil
}

// reference is one that leads nowhere.
type reference struct {
	table  string
	row    sql.NullInt64
	column string
}

// mend takes away the references to what is lost: where a row can do without, the reference, else the row. What hangs
// on that goes with it, or is found in the next round.
func (s *salvor) mend() error {
	if s.roots["file"] > 0 || s.result.Format >= 3 { // the format that brought files
		if err := s.v.exec(`UPDATE document SET file = '' WHERE file <> '' AND file NOT IN (SELECT sha256 FROM file)`); err != nil {
			return err
		}
	}
	for {
		var r reference
		var all []reference
		err := s.v.q.each(`
			SELECT c."table", c.rowid, f."from"
			FROM pragma_foreign_key_check c
			JOIN pragma_foreign_key_list(c."table") f ON f.id = c.fkid AND f.seq = 0
			ORDER BY 1, 2, 3`, nil, []any{&r.table, &r.row, &r.column}, func() { all = append(all, r) })
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return nil
		}
		mended := false
		for _, r := range all {
			query := `DELETE FROM ` + r.table + ` WHERE rowid = ?`
			if r.table == "action" { // what it took back or did again is lost; others may refer to it
				query = `UPDATE action SET kind = 'edit', target = NULL WHERE rowid = ?`
			} else if s.try(fmt.Sprintf(`UPDATE %s SET %s = NULL WHERE rowid = ?`, r.table, r.column), r.row) {
				mended = true
				continue
			}
			mended = s.try(query, r.row) || mended
			if s.err != nil {
				return s.err
			}
		}
		if !mended {
			return &appraisal.Error{Code: appraisal.CodeCorrupt, Text: "what is left refers to what is lost, and cannot be kept without it. Restore a copy of the library."}
		}
	}
}
