package db

import (
	"errors"
	"fmt"
	"strings"
)

// Tables that hold no entities: see the migrations.
const (
	tableFile    Entity = "file"
	tablePrinted Entity = "printed"
	tableSetting Entity = "setting"
	tableAction  Entity = "action"
	tableChange  Entity = "change"
)

// field is a column of a table as a whole library is written and read: see docs/guide/library-json.md.
type field struct {
	name     string
	kind     string // TEXT, INTEGER, REAL, BLOB
	nullable bool
}

// jsonColumns hold JSON, which is written as such.
var jsonColumns = map[string]bool{
	"registry_ids": true, "evidence_levels": true, "evidence_frame": true, "evidence_meets": true, "numbers": true, "words": true,
	"claim_uids": true, "verdicts": true, "before": true, "after": true,
}

// The columns of the tables that are not written column by column: actions are named by their uids, since row numbers
// never leave the file, and the pages of a file stand within it.
var (
	actionFields = []field{{"uid", "TEXT", false}, {"kind", "TEXT", false}, {"name", "TEXT", false}, {"reviewer", "TEXT", false},
		{"at", "TEXT", false}, {"state", "TEXT", false}, {"target", "TEXT", true}}
	changeFields = []field{{"action", "TEXT", false}, {"entity", "TEXT", false}, {"uid", "TEXT", false}, {"owner", "TEXT", false},
		{"op", "TEXT", false}, {"before", "TEXT", true}, {"after", "TEXT", true}}
	fileFields = []field{{"sha256", "TEXT", false}, {"bytes", "BLOB", false}, {"pages", "PAGES", false}}
	pageFields = []field{{"number", "INTEGER", false}, {"text", "TEXT", false}, {"layout", "BLOB", false}}
)

// fieldsOf are the columns of a table, without its row number.
func fieldsOf(q querier, of Entity) ([]field, error) {
	switch of {
	case tableAction:
		return actionFields, nil
	case tableChange:
		return changeFields, nil
	case tableFile:
		return fileFields, nil
	}
	var (
		all      []field
		f        field
		required bool
		key      int
	)
	err := q.each(`SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY cid`, []any{string(of)},
		[]any{&f.name, &f.kind, &required, &key}, func() {
			if f.nullable = !required && key == 0; f.name != "id" {
				all = append(all, f)
			}
		})
	return all, err
}

// leaving says what of a library leaves it.
type leaving struct {
	selection
	private bool // private notes, too
	history bool // the change log, too, and all files that it speaks of
	printed bool // the records of reports, too
	setting bool // the settings that are not about the window, too
}

// visitor is shown the rows of a library, table by table.
type visitor interface {
	table(of Entity, fields []field) error
	row(values []any) error
}

// walk shows a visitor what leaves a library: what is referred to before what refers to it, rows in a stable order.
func (w leaving) walk(q querier, v visitor) error {
	for _, t := range dumped {
		if err := w.walkTable(q, t.entity, v); err != nil {
			return err
		}
	}
	if err := w.walkFiles(q, v); err != nil {
		return err
	}
	for _, t := range []struct {
		entity Entity
		leaves bool
	}{{tablePrinted, w.printed}, {tableSetting, w.setting}, {tableAction, w.history}, {tableChange, w.history}} {
		if !t.leaves {
			continue
		}
		if err := w.walkTable(q, t.entity, v); err != nil {
			return err
		}
	}
	return nil
}

func (w leaving) walkTable(q querier, of Entity, v visitor) error {
	fields, err := fieldsOf(q, of)
	if err != nil {
		return err
	}
	if err := v.table(of, fields); err != nil {
		return err
	}
	names := make([]string, len(fields))
	values, places := make([]any, len(fields)), make([]any, len(fields))
	text, flag := -1, -1 // of a note that may be private
	for i, f := range fields {
		names[i], places[i] = f.name, &values[i]
		switch f.name {
		case notes[of].text:
			text = i
		case notes[of].private:
			flag = i
		}
	}
	var failed error
	query, args := w.query(of, names)
	err = q.each(query, args, places, func() {
		if !w.private && text >= 0 && values[flag] == int64(1) {
			values[text] = ""
		}
		if failed == nil {
			failed = v.row(values)
		}
	})
	return errors.Join(err, failed)
}

// query selects the rows of a table.
func (w leaving) query(of Entity, names []string) (query string, args []any) {
	switch of {
	case tableAction:
		return `SELECT a.uid, a.kind, a.name, a.reviewer, a.at, a.state, t.uid FROM action a LEFT JOIN action t ON t.id = a.target ORDER BY a.id`, nil
	case tableChange:
		return `SELECT a.uid, c.entity, c.uid, c.owner, c.op, c.before, c.after FROM change c JOIN action a ON a.id = c.action_id ORDER BY c.seq`, nil
	case tableSetting:
		return `SELECT key, value FROM setting WHERE key <> '` + settingLibrary + `' AND key NOT LIKE 'window.%' ORDER BY key`, nil
	case tablePrinted:
		return fmt.Sprintf(`SELECT %s FROM printed WHERE %s ORDER BY uid`, strings.Join(names, ", "), handedOut("?1")), []any{w.private}
	}
	return fmt.Sprintf(`SELECT %s FROM %s WHERE %s ORDER BY uid`, strings.Join(names, ", "), of, w.where(of)), w.args()
}

// handedOut selects the records of reports that leave; private is the parameter that says whether private notes do. If they
// stay, so do reports that hold one, and those from before the last time that a note was marked: it may stand in them.
func handedOut(private string) string {
	var marked []string
	for _, of := range []Entity{EntityBrief, EntityDocument, EntityTrial} {
		n := notes[of]
		marked = append(marked, fmt.Sprintf(`c.entity = '%s' AND c.before ->> '%[2]s' = 0 AND c.after ->> '%[2]s' = 1 AND trim(c.before ->> '%[3]s') <> ''`, of, n.private, n.text))
	}
	return `(` + private + ` OR NOT private AND coalesce(at > (SELECT max(a.at) FROM change c JOIN action a ON a.id = c.action_id WHERE ` +
		strings.Join(marked, ` OR `) + `), 1))`
}

// walkFiles shows one file after the other, so that only one is in memory.
func (w leaving) walkFiles(q querier, v visitor) error {
	if err := v.table(tableFile, fileFields); err != nil {
		return err
	}
	condition, args := w.where(tableFile), w.args()
	if w.all && !w.history { // nothing would lead to the others
		condition = `(?1 = ?1 AND ?2 = ?2 AND (sha256 IN (SELECT file FROM document) OR sha256 IN (SELECT sha256 FROM printed WHERE ` + handedOut("?3") + `)))`
		args = append(args, w.private)
	}
	var all []string
	var sha256 string
	if err := q.each(`SELECT sha256 FROM file WHERE `+condition+` ORDER BY sha256`, args, []any{&sha256}, func() { all = append(all, sha256) }); err != nil {
		return err
	}
	for _, sha256 := range all {
		f := File{SHA256: sha256}
		if err := q.each(`SELECT bytes FROM file WHERE sha256 = ?`, []any{sha256}, []any{&f.Data}, func() {}); err != nil {
			return err
		}
		if HashOf(f.Data) != sha256 {
			return errTornFile()
		}
		var p PageText
		err := q.each(`SELECT number, text, layout FROM page WHERE sha256 = ? ORDER BY number`, []any{sha256},
			[]any{&p.Number, &p.Text, &p.Layout}, func() { f.Pages = append(f.Pages, p) })
		if err != nil {
			return err
		}
		if err := v.row([]any{f.SHA256, f.Data, f.Pages}); err != nil {
			return err
		}
	}
	return nil
}

// holdsPrivate reports whether the change log holds a note that is, or was, private. A single change that speaks of one
// keeps the whole log back: others may hold what was in the note before it was marked.
func holdsPrivate(q querier) (bool, error) {
	held := false
	for _, of := range []Entity{EntityBrief, EntityDocument, EntityTrial} {
		n := notes[of]
		marked := func(state string) string {
			return fmt.Sprintf(`(%s ->> '%s' = 1 AND trim(%s ->> '%s') <> '')`, state, n.private, state, n.text)
		}
		err := q.each(`SELECT EXISTS (SELECT 1 FROM change WHERE entity = ? AND (`+marked("before")+` OR `+marked("after")+`))
			OR EXISTS (SELECT 1 FROM `+string(of)+` WHERE `+n.private+` AND trim(`+n.text+`) <> '')`,
			[]any{string(of)}, []any{&held}, func() {})
		if err != nil || held {
			return held, err
		}
	}
	return false, nil
}
