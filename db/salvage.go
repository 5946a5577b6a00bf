package db

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"claimgrade/appraisal"
	"claimgrade/db/migrations"
	"claimgrade/db/pages"
)

// Salvaged is what became of each table of a damaged library.
type Salvaged struct {
	Format     int  // of the damaged file, as far as that can be known
	HeaderLost bool // the file does not even begin as a library
	Tables     []SalvagedTable
}

// SalvagedTable is what became of one table.
type SalvagedTable struct {
	Entity  Entity // or the name of a table that holds no entities: action, change, file, page, printed, setting
	Read    int    // rows that were read from the file
	Rebuilt int    // rows that were lost and were put back from the history
	Skipped int    // rows that could not be kept: they are garbled, or refer to what is lost
	Broken  int    // pages that could not be read; how many rows were on them nobody knows
	Kept    int    // rows in the new library
}

// Whole reports whether nothing of the table is known to be lost.
func (t SalvagedTable) Whole() bool { return t.Skipped == 0 && t.Broken == 0 }

// Whole reports whether nothing is known to be lost.
func (s Salvaged) Whole() bool {
	for _, t := range s.Tables {
		if !t.Whole() {
			return false
		}
	}
	return !s.HeaderLost
}

// Salvage makes a new library of every row that can be read of a damaged one. It only reads the damaged file, which must
// not be open in this program. What the file has lost is put back from its history where that still tells it; what then
// refers to something that is lost is left out. The new library is sound. progress counts pages and may be nil.
func Salvage(ctx context.Context, damaged, to string, progress func(done, total int)) (Salvaged, error) {
	return salvage(ctx, damaged, to, Options{}.withDefaults(), progress)
}

func salvage(ctx context.Context, damaged, to string, o Options, progress func(done, total int)) (Salvaged, error) {
	what := fmt.Sprintf("“%s” was not salvaged", filepath.Base(damaged))
	file, closeFile, err := openPages(damaged)
	if err != nil {
		return Salvaged{}, fail(what, err)
	}
	defer closeFile()
	steps, err := loadSteps(migrations.Files)
	if err != nil {
		return Salvaged{}, fail(what, err)
	}
	if file.HasHeader() && file.Application() != applicationID {
		return Salvaged{}, errForeign(damaged, "It belongs to another program")
	}
	s := salvor{ctx: ctx, file: file, o: o, progress: progress, result: Salvaged{HeaderLost: !file.HasHeader()}}
	s.readRoots()
	if s.result.Format = s.format(len(steps)); s.result.Format > len(steps) {
		return Salvaged{}, errNewer(s.result.Format, len(steps))
	}
	err = grow(ctx, to, o, loading{what: what, schema: s.result.Format, history: true, fill: s.fill})
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return s.result, err
}

// openPages opens a file, and the write-ahead log beside it, for reading only.
func openPages(path string) (*pages.File, func(), error) {
	main, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := main.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errForeign(path, "It is not an ordinary file")
	}
	if err == nil && info.Size() == 0 && !exists(path+"-wal") {
		err = &appraisal.Error{Code: appraisal.CodeCorrupt, Text: fmt.Sprintf("“%s” is empty: there is nothing to salvage. Restore a copy of it.", filepath.Base(path))}
	}
	if err != nil {
		_ = main.Close()
		return nil, nil, err
	}
	log, err := os.Open(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return pages.Open(main, info.Size(), nil), func() { _ = main.Close() }, nil
	}
	if err != nil {
		_ = main.Close()
		return nil, nil, err
	}
	return pages.Open(main, info.Size(), io.ReaderAt(log)), func() { _, _ = main.Close(), log.Close() }, nil
}

// salvor moves rows from a damaged file into a new library.
type salvor struct {
	ctx      context.Context
	file     *pages.File
	o        Options
	progress func(done, total int)
	result   Salvaged

	roots     map[string]int // first pages of the tables, by name
	rootsLost bool           // some may be missing

	v      *loader
	tables []*salvageTable
	moved  int // rows
	err    error
}

// salvageTable is a table of the new library with what it gets.
type salvageTable struct {
	SalvagedTable
	columns []salvageColumn
	sql     string
	uid     bool // it has a uid, so that the history tells of it
	lost    bool // its first page is not known
	refers  []salvageReference
}

// salvageReference is a column that names a row of another table, by one of its columns.
type salvageReference struct{ column, table, to string }

type salvageColumn struct {
	name, kind string
	required   bool
	number     bool // it is the row's number, which stands beside the row
}

// readRoots looks up where the tables begin. Where the list of tables is damaged, pages that nobody refers to may have it.
func (s *salvor) readRoots() {
	s.roots = map[string]int{}
	note := func(r pages.Row) {
		if len(r.Values) != 5 || r.Values[0] != "table" {
			return
		}
		name, named := r.Values[1].(string)
		root, placed := r.Values[3].(int64)
		if _, known := s.roots[name]; named && placed && !known && root > 1 && root <= int64(s.file.Pages()) {
			s.roots[name] = int(root)
		}
	}
	found := s.file.Table(1, note)
	if s.rootsLost = found.Broken+found.Garbled > 0; s.rootsLost {
		s.file.Loose(func(rows []pages.Row) {
			for _, r := range rows {
				note(r)
			}
		})
	}
}

// format is the version of the file: what its header says, or else what its tables tell. Where the list of tables has gaps,
// the newest is taken: it has room for whatever the older ones hold.
func (s *salvor) format(newest int) int {
	if v := s.file.Version(); v > 0 {
		return v
	}
	if s.rootsLost {
		return newest
	}
	for _, since := range []struct {
		table   string
		version int
	}{{"brief", 4}, {"file", 3}, {"threshold_set", 2}} {
		if s.roots[since.table] > 0 {
			return since.version
		}
	}
	return 1
}

// fill does the work, within the transaction in which the new library is written.
func (s *salvor) fill(v *loader) error {
	s.v = v
	for _, do := range []func() error{s.describe, s.readTables, s.readLoose, s.rebuild, s.mend, s.count} {
		if err := do(); err != nil {
			return err
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// describe lists the tables that the new library has in the format of the damaged one. What the migrations themselves
// put into tables, and the search index, which is made anew, are not moved.
func (s *salvor) describe() error {
	var name, sql string
	err := s.v.q.each(`
		SELECT name, sql FROM sqlite_schema
		WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'search%' AND name <> 'current_action'
		ORDER BY rowid`, nil, []any{&name, &sql}, func() {
		t := &salvageTable{sql: sql}
		t.Entity = Entity(name)
		s.tables = append(s.tables, t)
	})
	if err != nil {
		return err
	}
	for _, t := range s.tables {
		var c salvageColumn
		var key int
		err := s.v.q.each(`SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY cid`, []any{string(t.Entity)},
			[]any{&c.name, &c.kind, &c.required, &key}, func() {
				c.number = key > 0 && c.kind == "INTEGER"
				t.columns = append(t.columns, c)
				t.uid = t.uid || c.name == "uid"
			})
		if err != nil {
			return err
		}
		var r salvageReference
		err = s.v.q.each(`SELECT "from", "table", coalesce("to", 'uid') FROM pragma_foreign_key_list(?)`, []any{string(t.Entity)},
			[]any{&r.column, &r.table, &r.to}, func() { t.refers = append(t.refers, r) })
		if err != nil {
			return err
		}
	}
	return nil
}

// readTables moves the rows of the tables whose first page is known.
func (s *salvor) readTables() error {
	for _, t := range s.tables {
		root, known := s.roots[string(t.Entity)]
		if !known {
			t.lost = s.rootsLost
			continue
		}
		found := s.file.Table(root, func(r pages.Row) { s.put(t, r) })
		t.Broken += found.Broken
		t.Skipped += found.Garbled
		if s.err != nil {
			return s.err
		}
	}
	return nil
}

// count notes what is in the new library, and leaves a mark in its history, below which undo does not go: steps that are
// there in part only must not be taken back.
func (s *salvor) count() error {
	kept := 0
	for _, t := range s.tables {
		if err := s.v.q.each(`SELECT count(*) FROM `+string(t.Entity), nil, []any{&t.Kept}, func() {}); err != nil {
			return err
		}
		t.Skipped = max(t.Skipped, t.Skipped+t.Read+t.Rebuilt-t.Kept) // with those that went because of a reference
		if t.lost {
			t.Broken = max(t.Broken, 1)
		}
		s.result.Tables = append(s.result.Tables, t.SalvagedTable)
		kept += t.Kept
	}
	if kept == 0 && !s.result.Whole() {
		return &appraisal.Error{Code: appraisal.CodeCorrupt, Text: "nothing of a library can be read in it. Restore a copy of the library."}
	}
	return s.v.exec(`INSERT INTO action (uid, kind, name, reviewer, at, state) VALUES (?, 'base', 'Salvage a damaged library', '', ?, 'done')`,
		s.o.NewUID(), (&Library{options: s.o}).now())
}
