package db

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"claimgrade/appraisal"
)

// Entity names a kind of row of a library, in the change log, in events and in search hits.
type Entity string

// The entities.
const (
	EntityDocument       Entity = "document"
	EntityReviewer       Entity = "reviewer"
	EntityTrial          Entity = "trial"
	EntityArm            Entity = "arm"
	EntityResult         Entity = "result"
	EntityFact           Entity = "fact"
	EntityClaim          Entity = "claim"
	EntityLink           Entity = "link"
	EntityAppraisal      Entity = "appraisal"
	EntityAnswer         Entity = "answer"
	EntityQuote          Entity = "quote"
	EntityAppraisalQuote Entity = "appraisal_quote"
	EntityOverrule       Entity = "overrule"
	EntityReport         Entity = "report"
	EntityBrief          Entity = "brief"
	EntityThresholds     Entity = "threshold_set"
	EntityThresholdUse   Entity = "threshold_use"
	EntityStrengthWords  Entity = "strength_words"
)

// Owner is the entity that a row of this one belongs to: a change of the row is a change of its owner.
func (e Entity) Owner() Entity {
	switch e {
	case EntityArm, EntityResult, EntityFact, EntityReport:
		return EntityTrial
	case EntityLink, EntityAppraisal, EntityAnswer, EntityQuote, EntityAppraisalQuote, EntityOverrule, EntityBrief:
		return EntityClaim
	case EntityThresholdUse:
		return EntityThresholds
	}
	return e
}

// column is a column of a table with a pointer to where its value is kept. One list serves the writes and the reads of
// an entity, so that no field can be stored and not read back.
type column struct {
	name     string
	at       any  // *string, *bool, *int, **int, **float64 or a *list
	optional bool // an empty string is stored as NULL: a reference that is not given
}

// table is how an entity is stored.
type table struct {
	entity  Entity
	columns []column
	upsert  string // inserts a row, or updates the row of that uid (or natural key)
	restore string // puts a row back from the change log: from its state "before" or "after", %s, of change ?1
	replace string // as restore, but takes the place of the row that has its natural key meanwhile, too
	remove  string // deletes the row of that uid

	positioned bool // its rows have an order
}

// key is a natural key: no two rows share it, and a put of a row without uid meets the row that has it.
type key struct {
	columns string
	where   string // of a partial index
}

// newTable prepares the statements of an entity. within is the column that positions are counted within, "all" for
// the whole table, "" if rows have no position of the store's making.
func newTable(entity Entity, columns []column, within string, keys ...key) table {
	t := table{entity: entity, columns: columns, positioned: within != ""}
	var names, marks, sets, logged []string
	for i, c := range columns {
		names = append(names, c.name)
		marks = append(marks, fmt.Sprintf("?%d", i+1))
		if c.name != "uid" {
			sets = append(sets, c.name+" = excluded."+c.name)
		}
	}
	update := " DO UPDATE SET " + strings.Join(sets, ", ")
	if within != "" {
		names = append(names, "position")
		marks = append(marks, "(SELECT coalesce(max(position), 0) + 1 FROM "+string(entity)+t.whereSame(within)+")")
	}
	meets := func(update string) (all string) {
		for _, k := range keys {
			all += " ON CONFLICT (" + k.columns + ")"
			if k.where != "" {
				all += " WHERE " + k.where
			}
			all += update
		}
		return all
	}
	t.upsert = fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", entity, strings.Join(names, ", "), strings.Join(marks, ", ")) +
		meets(update) + " ON CONFLICT (uid)" + update

	sets = nil
	for _, n := range names {
		logged = append(logged, "json_extract(%[1]s, '$."+n+"')")
		if n != "uid" {
			sets = append(sets, n+" = excluded."+n)
		}
	}
	update = " DO UPDATE SET " + strings.Join(sets, ", ")
	from := fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM change WHERE seq = ?1", entity, strings.Join(names, ", "), strings.Join(logged, ", "))
	t.restore = from + " ON CONFLICT (uid)" + update
	t.replace = from + meets(update) + " ON CONFLICT (uid)" + update
	t.remove = fmt.Sprintf("DELETE FROM %s WHERE uid = ?1", entity)
	return t
}

// whereSame limits the count of positions to the rows with the same value of a column.
func (t table) whereSame(within string) string {
	for i, c := range t.columns {
		if c.name == within {
			return fmt.Sprintf(" WHERE %s = ?%d", within, i+1)
		}
	}
	return ""
}

// list names the columns for a SELECT, as they are scanned: NULL references as empty strings.
func list(alias string, columns []column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = alias + "." + c.name
		if c.optional {
			names[i] = "coalesce(" + names[i] + ", '')"
		}
	}
	return strings.Join(names, ", ")
}

// targets are the places that a row is scanned into.
func targets(columns []column, more ...any) []any {
	dest := make([]any, len(columns), len(columns)+len(more))
	for i, c := range columns {
		dest[i] = c.at
	}
	return append(dest, more...)
}

// values are what a row is written from, in the order of its columns.
func values(columns []column) ([]any, error) {
	args := make([]any, len(columns))
	for i, c := range columns {
		switch at := c.at.(type) {
		case *string:
			if *at != "" || !c.optional {
				args[i] = clean(*at)
			}
		case **float64:
			if *at != nil {
				if math.IsNaN(**at) || math.IsInf(**at, 0) {
					return nil, appraisal.Invalidf(c.name, "%s: not a number. Enter a finite number, or leave it empty.", strings.ReplaceAll(c.name, "_", " "))
				}
				args[i] = **at
			}
		case **int:
			if *at != nil {
				args[i] = int64(**at)
			}
		case *bool:
			args[i] = int64(0)
			if *at {
				args[i] = int64(1)
			}
		case *int:
			args[i] = int64(*at)
		case driver.Valuer:
			v, err := at.Value()
			if err != nil {
				return nil, err
			}
			args[i] = v
		default:
			panic(fmt.Sprintf("db: column %s is of type %T, which no column can hold", c.name, at))
		}
	}
	return args, nil
}

// divider divides the fields of a row that is read as one text: ASCII's unit separator, which no stored text holds.
const divider = "\x1f"

// clean makes a text storable: SQLite ends texts at a zero byte, JSON knows valid UTF-8 only, and the divider is ours.
func clean(s string) string {
	if strings.ContainsAny(s, "\x00"+divider) {
		s = strings.NewReplacer("\x00", "", divider, "").Replace(s)
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// array keeps a slice as a JSON array in a text column.
type array[T any] struct{ slice *[]T }

// Value writes the array; an empty slice is [].
func (a array[T]) Value() (driver.Value, error) {
	if len(*a.slice) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(*a.slice)
	return clean(string(text)), err
}

// Scan reads the array; [] is a nil slice.
func (a array[T]) Scan(src any) error {
	text, _ := src.(string)
	var read []T
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		return fmt.Errorf("array: %w", err)
	}
	*a.slice = nil
	if len(read) > 0 {
		*a.slice = read
	}
	return nil
}

// tables are all that is logged and restored, by entity.
var tables = map[Entity]table{
	EntityDocument:       documentTable,
	EntityReviewer:       reviewerTable,
	EntityTrial:          trialTable,
	EntityArm:            armTable,
	EntityResult:         resultTable,
	EntityFact:           factTable,
	EntityClaim:          claimTable,
	EntityLink:           linkTable,
	EntityAppraisal:      appraisalTable,
	EntityAnswer:         answerTable,
	EntityQuote:          quoteTable,
	EntityAppraisalQuote: appraisalQuoteTable,
	EntityOverrule:       overruleTable,
	EntityReport:         reportTable,
	EntityBrief:          briefTable,
	EntityThresholds:     thresholdTable,
	EntityThresholdUse:   thresholdUseTable,
	EntityStrengthWords:  strengthTable,
}
