package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/starter"
)

// reading opens the library at path for reading only, so that no command can change it, lends it to do and returns the
// exit code. The name of the library stands before every refusal.
func (c *call) reading(path string, do func(context.Context, *db.Library) error) int {
	ctx := context.Background()
	lib, err := db.Open(ctx, path, db.Options{ReadOnly: true})
	if err != nil {
		return c.refused(path, err)
	}
	err = do(ctx, lib)
	if closed := lib.Close(); err == nil {
		err = closed
	}
	var lost unwritten
	switch {
	case errors.As(err, &lost):
		return c.refused("output", lost.error)
	case err != nil:
		return c.refused(path, err)
	}
	return exitOK
}

// unwritten is the failure to write what was asked for: the library is not to blame.
type unwritten struct{ error }

// print writes what a command found, at once: what is printed is whole.
func (c *call) print(b *bytes.Buffer) error {
	if _, err := c.stdout.Write(b.Bytes()); err != nil {
		return unwritten{err}
	}
	return nil
}

// reviewed returns the reviewer of a name, or the one whose judgements count where none is named.
func reviewed(ctx context.Context, lib *db.Library, name string) (appraisal.Reviewer, error) {
	if name == "" {
		return lib.CurrentReviewer(ctx)
	}
	all, err := lib.Reviewers(ctx)
	if err != nil {
		return appraisal.Reviewer{}, err
	}
	var names []string
	for _, r := range all {
		if r.Name == name {
			return r, nil
		}
		names = append(names, "“"+r.Name+"”")
	}
	there := "Nobody has appraised in this library yet."
	if len(names) > 0 {
		there = "Reviewers: " + strings.Join(names, ", ") + "."
	}
	return appraisal.Reviewer{}, fmt.Errorf("there is no reviewer “%s”. %s", name, there)
}

// writeStarter is the command that writes the starter library.
func writeStarter(c *call) int {
	fs := c.flags()
	out := fs.String("o", "", "")
	if _, code, ok := c.parse(fs, 0, 0); !ok {
		return code
	}
	if *out == "" {
		return c.misused("the new file is missing; name it with -o")
	}
	if err := starter.Create(context.Background(), *out, db.Options{}); err != nil {
		return c.refused(*out, err)
	}
	return exitOK
}

// backUp is the command that copies a library.
func backUp(c *call) int {
	fs := c.flags()
	out := fs.String("o", "", "")
	args, code, ok := c.parse(fs, 1, 1)
	if !ok {
		return code
	}
	if *out == "" {
		return c.misused("the new file is missing; name it with -o")
	}
	code = exitOK
	opened := c.reading(args[0], func(ctx context.Context, lib *db.Library) error {
		if err := lib.Backup(ctx, *out); err != nil {
			code = c.refused(*out, err)
		}
		return nil
	})
	return max(opened, code)
}

// fromJSON is the command that makes a library of what export wrote as json.
func fromJSON(c *call) int {
	fs := c.flags()
	out := fs.String("o", "", "")
	args, code, ok := c.parse(fs, 1, 1)
	if !ok {
		return code
	}
	if *out == "" {
		return c.misused("the new library is missing; name it with -o")
	}
	in := c.stdin
	if args[0] != standard {
		f, err := os.Open(args[0])
		if err != nil {
			return c.refused(args[0], err)
		}
		defer f.Close()
		in = f
	}
	lib, err := db.CreateFromJSON(context.Background(), *out, in, db.Options{})
	if err == nil {
		err = lib.Close()
	}
	if err != nil {
		return c.refused(args[0], err)
	}
	return exitOK
}

// dump is the command that prints the content of a library.
func dump(c *call) int {
	args, code, ok := c.parse(c.flags(), 1, 1)
	if !ok {
		return code
	}
	return c.reading(args[0], func(ctx context.Context, lib *db.Library) error { return lib.Dump(ctx, c.stdout) })
}

// areas are what db.Library.Check looks at, in its order, with what is well where it finds nothing.
var areas = []struct{ area, well string }{
	{"file", "whole"},
	{"schema", "of the version this program writes"},
	{"references", "all lead somewhere"},
	{"search", "the index holds every word"},
	{"thresholds", "can be read"},
	{"words", "of strength can be read"},
	{"files", "each is there and whole"},
	{"quotes", "none is out of place"},
	{"values", "of each trial fit together"},
}

// checkLibrary is the command that looks for what is wrong with a library. What it finds is printed area by area; the
// exit code says whether there was a fault.
func checkLibrary(c *call) int {
	args, code, ok := c.parse(c.flags(), 1, 1)
	if !ok {
		return code
	}
	return c.reading(args[0], func(ctx context.Context, lib *db.Library) error {
		problems, err := lib.Check(ctx)
		if err != nil {
			return err
		}
		text, faults := checked(problems)
		if err := c.print(text); err != nil {
			return err
		}
		switch faults {
		case 0:
			return nil
		case 1:
			return errors.New("the check found a fault, listed above")
		}
		return fmt.Errorf("the check found %d faults, listed above", faults)
	})
}

// checked writes what a check found and counts the faults. A damaged file may end the check early, so nothing
// behind the damage is called well.
func checked(problems []db.Problem) (text *bytes.Buffer, faults int) {
	text = &bytes.Buffer{}
	damaged := false
	for _, a := range areas {
		found := false
		for _, p := range problems {
			if p.Area != a.area {
				continue
			}
			found = true
			mark := "FAULT"
			switch {
			case p.Skipped:
				mark = "not checked"
			case p.Doubt:
				mark = "in doubt"
			default:
				faults++
			}
			where := ""
			if p.UID != "" {
				where = fmt.Sprintf(" (%s %s)", p.Entity, p.UID)
			}
			fmt.Fprintf(text, "%-11s %s: %s%s\n", a.area, mark, p.Text, where)
		}
		switch {
		case found:
			damaged = damaged || a.area == "file"
		case damaged:
			fmt.Fprintf(text, "%-11s not certain: the file is damaged\n", a.area)
		default:
			fmt.Fprintf(text, "%-11s ok: %s\n", a.area, a.well)
		}
	}
	return text, faults
}
