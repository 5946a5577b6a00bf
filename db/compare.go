package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"claimgrade/appraisal"
)

// Comparison is what would change in a library if a copy took its place.
type Comparison struct {
	Library, Copy LastAction
	Kinds         []KindDifference // of every kind in which something differs
}

// LastAction is the last thing that somebody did in a library; the zero value if nobody did anything.
type LastAction struct {
	At   time.Time // UTC
	Name string
}

// KindDifference is what would change of one kind of thing.
type KindDifference struct {
	Entity     Entity
	Goes       Differing // is in the library only
	Returns    Differing // is in the copy only
	Changes    Differing // is in both and differs
	Unreadable bool      // the library is damaged here: what goes may be more, and what returns may be there
}

// Differing is how many things differ, with the names of the first.
type Differing struct {
	Count int
	Names []string // at most mostNamed
}

// mostNamed is how many things are named: more would not be read.
const mostNamed = 50

// comparedKind is a kind that a person knows, and what each row is called, with %[1]s for the database.
type comparedKind struct {
	entity Entity
	name   string
}

var compared = []comparedKind{
	{EntityClaim, `t.label`},
	{EntityTrial, `t.name`},
	{EntityDocument, `t.title`},
	{EntityLink, `(SELECT x.name FROM %[1]s.trial x WHERE x.uid = t.trial_uid) || ' – ' || (SELECT x.label FROM %[1]s.claim x WHERE x.uid = t.claim_uid)`},
	{EntityAppraisal, `t.domain || ': ' || (
		SELECT x.name || ' – ' || c.label FROM %[1]s.link k JOIN %[1]s.trial x ON x.uid = k.trial_uid JOIN %[1]s.claim c ON c.uid = k.claim_uid WHERE k.uid = t.link_uid)`},
	{EntityAnswer, `t.question || ': ' || (
		SELECT x.name || ' – ' || c.label FROM %[1]s.appraisal a JOIN %[1]s.link k ON k.uid = a.link_uid JOIN %[1]s.trial x ON x.uid = k.trial_uid JOIN %[1]s.claim c ON c.uid = k.claim_uid
		WHERE a.uid = t.appraisal_uid)`},
	{EntityOverrule, `(SELECT x.label FROM %[1]s.claim x WHERE x.uid = t.claim_uid)`},
	{EntityArm, `t.name || ' – ' || (SELECT x.name FROM %[1]s.trial x WHERE x.uid = t.trial_uid)`},
	{EntityResult, `t.name || ' – ' || (SELECT x.name FROM %[1]s.trial x WHERE x.uid = t.trial_uid)`},
	{EntityFact, `t.field || ': ' || coalesce(
		(SELECT x.name FROM %[1]s.trial x WHERE x.uid = t.trial_uid),
		(SELECT x.name FROM %[1]s.arm m JOIN %[1]s.trial x ON x.uid = m.trial_uid WHERE m.uid = t.arm_uid),
		(SELECT x.name FROM %[1]s.result r JOIN %[1]s.trial x ON x.uid = r.trial_uid WHERE r.uid = t.result_uid))`},
	{EntityQuote, `t.exact`},
	{EntityReport, `(SELECT x.title FROM %[1]s.document x WHERE x.uid = t.document_uid)`},
	{EntityBrief, `(SELECT x.label FROM %[1]s.claim x WHERE x.uid = t.claim_uid)`},
	{EntityReviewer, `t.name`},
	{EntityThresholds, `t.name`},
	{tablePrinted, `t.file_name`},
}

// Compare says what would change if a copy took the place of a library. It changes neither. The library may be open, also
// elsewhere, or damaged: then what of it can be read is compared.
func Compare(ctx context.Context, library, copy string) (Comparison, error) {
	what := fmt.Sprintf("“%s” and its copy could not be compared", filepath.Base(library))
	copy, err := filepath.Abs(copy)
	if err != nil {
		return Comparison{}, fail(what, err)
	}
	o := Options{ReadOnly: true}.withDefaults()
	if err := inCopy(ctx, copy, o, func(*sql.Conn) error { return nil }); err != nil { // it is none that may be read
		return Comparison{}, failed(what, err)
	}
	l, err := Open(ctx, library, o)
	var damage *Damage
	if code := appraisal.CodeOf(err); code == appraisal.CodeCorrupt || code == appraisal.CodeForeign && exists(library) {
		l, damage, err = OpenDamaged(ctx, library, o)
	}
	if err != nil {
		return Comparison{}, err
	}
	var c Comparison
	err = l.unbound(ctx, func(conn *sql.Conn) error {
		c, err = compareWith(ctx, conn, copy)
		return err
	})
	if err = errors.Join(err, l.Close()); err != nil {
		return Comparison{}, fail(what, err)
	}
	if damage != nil {
		c.doubt(damage)
	}
	return c, nil
}

// doubt marks the kinds of which a damaged library has lost something.
func (c *Comparison) doubt(damage *Damage) {
	for _, t := range damage.Tables {
		if t.Whole() || !slices.ContainsFunc(compared, func(k comparedKind) bool { return k.entity == t.Entity }) {
			continue
		}
		i := slices.IndexFunc(c.Kinds, func(d KindDifference) bool { return d.Entity == t.Entity })
		if i < 0 {
			c.Kinds, i = append(c.Kinds, KindDifference{Entity: t.Entity}), len(c.Kinds)
		}
		c.Kinds[i].Unreadable = true
	}
}

// compareWith compares the library of a connection with a copy.
func compareWith(ctx context.Context, conn *sql.Conn, copy string) (c Comparison, err error) {
	if _, err := conn.ExecContext(ctx, `ATTACH ? AS copy`, address(copy)+"?"+asCopy(copy)); err != nil {
		return c, err
	}
	defer func() {
		_, detached := conn.ExecContext(context.WithoutCancel(ctx), `DETACH copy`) // the connection goes back to its pool
		err = errors.Join(err, detached)
	}()
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // one state of the library
	if err != nil {
		return c, err
	}
	defer func() { _ = tx.Rollback() }() // a read has nothing to commit
	q := querier{ctx, tx}
	if c.Library, err = lastAction(q, "main"); err != nil {
		return c, err
	}
	if c.Copy, err = lastAction(q, "copy"); err != nil {
		return c, err
	}
	for _, k := range compared {
		d, err := differ(q, k.entity, k.name)
		if err != nil {
			return c, err
		}
		if d.Goes.Count+d.Returns.Count+d.Changes.Count > 0 {
			c.Kinds = append(c.Kinds, d)
		}
	}
	return c, nil
}

// lastAction is the last that has changed something: the mark that a salvage leaves has not.
func lastAction(q querier, schema string) (LastAction, error) {
	var a LastAction
	var at string
	err := q.each(`SELECT at, name FROM `+schema+`.action WHERE id = (SELECT max(action_id) FROM `+schema+`.change)`, nil, []any{&at, &a.Name}, func() {})
	a.At, _ = time.Parse(time.RFC3339, at) // an unreadable time is none
	return a, err
}

// differ compares the rows of a table by their uids, in the columns that both libraries have.
func differ(q querier, of Entity, name string) (KindDifference, error) {
	d := KindDifference{Entity: of}
	columns, err := sharedColumns(q, of)
	if err != nil {
		return d, err
	}
	named := func(schema string) string { return "coalesce(" + strings.ReplaceAll(name, "%[1]s", schema) + ", '')" }
	if len(columns) == 0 { // the copy is older than the table
		return d, d.Goes.read(q, fmt.Sprintf(`SELECT %s FROM main.%s t`, named("main"), of))
	}
	if err := d.Goes.read(q, fmt.Sprintf(`SELECT %s FROM main.%[2]s t WHERE NOT EXISTS (SELECT 1 FROM copy.%[2]s o WHERE o.uid = t.uid)`, named("main"), of)); err != nil {
		return d, err
	}
	if err := d.Returns.read(q, fmt.Sprintf(`SELECT %s FROM copy.%[2]s t WHERE NOT EXISTS (SELECT 1 FROM main.%[2]s o WHERE o.uid = t.uid)`, named("copy"), of)); err != nil {
		return d, err
	}
	return d, d.Changes.read(q, fmt.Sprintf(`SELECT %s FROM main.%[2]s t JOIN copy.%[2]s o ON o.uid = t.uid WHERE (t.%[3]s) IS NOT (o.%[4]s)`,
		named("main"), of, strings.Join(columns, ", t."), strings.Join(columns, ", o.")))
}

// sharedColumns are those that a table has in both libraries. The row number is none: it says nothing.
func sharedColumns(q querier, of Entity) ([]string, error) {
	var column string
	var columns []string
	err := q.each(`
		SELECT m.name
		FROM pragma_table_info(?1, 'main') m
		JOIN pragma_table_info(?1, 'copy') c ON c.name = m.name
		WHERE m.name <> 'id'
		ORDER BY m.cid`, []any{string(of)}, []any{&column}, func() { columns = append(columns, column) })
	return columns, err
}

func (d *Differing) read(q querier, query string) error {
	var name string
	return q.each(query, nil, []any{&name}, func() {
		if d.Count++; len(d.Names) < mostNamed {
			d.Names = append(d.Names, shortened(name))
		}
	})
}
