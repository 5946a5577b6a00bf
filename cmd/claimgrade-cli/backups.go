package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"claimgrade/db"
)

// copyLine is a copy as the commands print it with --json. Its keys are public: see docs/case-format.md.
type copyLine struct {
	Path       string      `json:"path"`
	Kind       db.CopyKind `json:"kind"`
	At         time.Time   `json:"at"`
	Size       int64       `json:"size"`
	Format     int         `json:"format"`
	Claims     int         `json:"claims"`
	Trials     int         `json:"trials"`
	Appraisals int         `json:"appraisals"`
	Problem    *string     `json:"problem"`
}

func copyLineOf(c db.Copy) copyLine {
	line := copyLine{Path: c.Path, Kind: c.Kind, At: c.At, Size: c.Size, Format: c.Format,
		Claims: c.Counts.Claims, Trials: c.Counts.Trials, Appraisals: c.Counts.Appraisals}
	if c.Problem != "" {
		line.Problem = &c.Problem
	}
	return line
}

// backing are the flags of the commands about copies.
type backing struct {
	folder, out string
	asJSON      bool
}

// parseBacking reads the flags, of which some must be given, and so many arguments.
func (c *call) parseBacking(arguments int, needed ...string) (b backing, args []string, code int, ok bool) {
	fs := c.flags()
	fs.BoolVar(&b.asJSON, "json", false, "")
	for _, name := range needed {
		switch name {
		case "in":
			fs.StringVar(&b.folder, "in", "", "")
		case "o":
			fs.StringVar(&b.out, "o", "", "")
		}
	}
	if args, code, ok = c.parse(fs, arguments, arguments); !ok {
		return b, nil, code, false
	}
	missing := ""
	fs.VisitAll(func(f *flag.Flag) {
		if f.Value.String() == "" {
			missing = map[string]string{"in": "the folder of the copies is missing; name it with --in", "o": "the new library is missing; name it with -o"}[f.Name]
		}
	})
	if missing != "" {
		return b, nil, c.misused("%s", missing), false
	}
	return b, args, exitOK, true
}

// say prints what a command found, as an object or for a reader.
func (c *call) say(asJSON bool, object any, text func(b *bytes.Buffer)) int {
	var b bytes.Buffer
	if asJSON {
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(object); err != nil {
			return c.refused("output", err)
		}
	} else {
		text(&b)
	}
	if err := c.print(&b); err != nil {
		return c.refused("output", err)
	}
	return exitOK
}

// listCopies is the command that lists the copies of a library, one a line.
func listCopies(c *call) int {
	flags, args, code, ok := c.parseBacking(1, "in")
	if !ok {
		return code
	}
	if _, err := os.Stat(flags.folder); err != nil {
		return c.refused(flags.folder, fmt.Errorf("there is no such folder. Name the one that holds the copies"))
	}
	all, err := db.Copies(context.Background(), flags.folder, args[0])
	if err != nil {
		return c.refused(args[0], err)
	}
	rows, lines := [][]string{{"WHEN", "KIND", "CLAIMS", "TRIALS", "APPRAISALS", "FILE"}}, []copyLine{}
	for _, x := range all {
		lines = append(lines, copyLineOf(x))
		row := []string{x.At.Format(time.DateTime), string(x.Kind), "–", "–", "–", filepath.Base(x.Path)}
		if x.Problem == "" {
			row[2], row[3], row[4] = fmt.Sprint(x.Counts.Claims), fmt.Sprint(x.Counts.Trials), fmt.Sprint(x.Counts.Appraisals)
		}
		rows = append(rows, row)
	}
	return c.say(flags.asJSON, lines, func(b *bytes.Buffer) {
		if len(all) == 0 {
			b.WriteString("There is no copy of this library in the folder.\n")
			return
		}
		for i, line := range aligned(rows) {
			b.WriteString(line + "\n")
			if i > 0 && all[i-1].Problem != "" {
				b.WriteString("    " + all[i-1].Problem + "\n")
			}
		}
	})
}

// keepCopy is the command that keeps a copy of a library as it is now.
func keepCopy(c *call) int {
	flags, args, code, ok := c.parseBacking(1, "in")
	if !ok {
		return code
	}
	var kept db.Copy
	if code := c.reading(args[0], func(ctx context.Context, lib *db.Library) (err error) {
		kept, err = lib.KeepCopy(ctx, flags.folder, db.CopyDaily)
		return err
	}); code != exitOK {
		return code
	}
	return c.say(flags.asJSON, copyLineOf(kept), func(b *bytes.Buffer) { fmt.Fprintln(b, kept.Path) })
}

// differingLine is what differs in one direction; kindLine of one kind of thing; comparisonLine is all of it.
type differingLine struct {
	Count int      `json:"count"`
	Names []string `json:"names"`
}

type kindLine struct {
	Kind       db.Entity     `json:"kind"`
	Goes       differingLine `json:"goes"`
	Returns    differingLine `json:"returns"`
	Changes    differingLine `json:"changes"`
	Unreadable bool          `json:"unreadable"`
}

type actionLine struct {
	At   time.Time `json:"at"`
	Name string    `json:"name"`
}

type comparisonLine struct {
	Library *actionLine `json:"library"`
	Copy    *actionLine `json:"copy"`
	Kinds   []kindLine  `json:"kinds"`
}

// compareCopy is the command that says what restoring a copy would change.
func compareCopy(c *call) int {
	flags, args, code, ok := c.parseBacking(2)
	if !ok {
		return code
	}
	found, err := db.Compare(context.Background(), args[0], args[1])
	if err != nil {
		return c.refused(args[0], err)
	}
	differing := func(d db.Differing) differingLine {
		return differingLine{Count: d.Count, Names: append([]string{}, d.Names...)}
	}
	last := func(a db.LastAction) *actionLine {
		if a == (db.LastAction{}) {
			return nil
		}
		return &actionLine{At: a.At, Name: a.Name}
	}
	out := comparisonLine{Library: last(found.Library), Copy: last(found.Copy), Kinds: []kindLine{}}
	for _, k := range found.Kinds {
		out.Kinds = append(out.Kinds, kindLine{k.Entity, differing(k.Goes), differing(k.Returns), differing(k.Changes), k.Unreadable})
	}
	return c.say(flags.asJSON, out, func(b *bytes.Buffer) {
		for _, x := range []struct {
			of   string
			last *actionLine
		}{{"library", out.Library}, {"copy", out.Copy}} {
			if x.last != nil {
				fmt.Fprintf(b, "The last step in the %s: %s, %s\n", x.of, x.last.At.Format(time.DateTime), x.last.Name)
			}
		}
		if len(out.Kinds) == 0 {
			b.WriteString("Both hold the same.\n")
			return
		}
		b.WriteString("If the copy takes the place of the library:\n")
		for _, k := range out.Kinds {
			kind := strings.ReplaceAll(string(k.Kind), "_", " ")
			if k.Unreadable {
				fmt.Fprintf(b, "  %s: the library is damaged here, so this is not certain\n", kind)
			}
			for _, d := range []struct {
				what string
				differingLine
			}{{"go", k.Goes}, {"come back", k.Returns}, {"change", k.Changes}} {
				if d.Count > 0 {
					fmt.Fprintf(b, "  %s: %d %s: %s\n", kind, d.Count, d.what, named(d.differingLine))
				}
			}
		}
	})
}

// named lists the first names.
func named(d differingLine) string {
	const most = 5
	names := d.Names[:min(most, len(d.Names))]
	text := strings.Join(names, "; ")
	if more := d.Count - len(names); more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	return text
}

// restoreCopy is the command that puts a copy in the place of a library.
func restoreCopy(c *call) int {
	flags, args, code, ok := c.parseBacking(2, "in")
	if !ok {
		return code
	}
	kept, err := db.RestoreCopy(context.Background(), args[0], args[1], flags.folder, db.Options{})
	if err != nil {
		return c.refused(args[0], err)
	}
	if kept.Path == "" { // nothing was in the library's place
		return c.say(flags.asJSON, nil, func(b *bytes.Buffer) { b.WriteString("Restored.\n") })
	}
	return c.say(flags.asJSON, copyLineOf(kept), func(b *bytes.Buffer) { fmt.Fprintf(b, "Restored. What was there before is kept: %s\n", kept.Path) })
}

// tableLine is what became of one table; salvagedLine is all of it.
type tableLine struct {
	Table       db.Entity `json:"table"`
	Kept        int       `json:"kept"`
	Rebuilt     int       `json:"rebuilt"`
	Skipped     int       `json:"skipped"`
	BrokenPages int       `json:"broken_pages"`
}

type salvagedLine struct {
	Format     int         `json:"format"`
	HeaderLost bool        `json:"header_lost"`
	Whole      bool        `json:"whole"`
	Tables     []tableLine `json:"tables"`
}

// salvageLibrary is the command that makes a new library of what can be read of a damaged one.
func salvageLibrary(c *call) int {
	flags, args, code, ok := c.parseBacking(1, "o")
	if !ok {
		return code
	}
	found, err := db.Salvage(context.Background(), args[0], flags.out, nil)
	if err != nil {
		return c.refused(args[0], err)
	}
	out := salvagedLine{Format: found.Format, HeaderLost: found.HeaderLost, Whole: found.Whole(), Tables: []tableLine{}}
	rows := [][]string{{"TABLE", "KEPT", "OF THESE REBUILT", "SKIPPED", "BROKEN PAGES"}}
	for _, t := range found.Tables {
		out.Tables = append(out.Tables, tableLine{t.Entity, t.Kept, t.Rebuilt, t.Skipped, t.Broken})
		if t.Kept > 0 || !t.Whole() {
			rows = append(rows, []string{string(t.Entity), fmt.Sprint(t.Kept), fmt.Sprint(t.Rebuilt), fmt.Sprint(t.Skipped), fmt.Sprint(t.Broken)})
		}
	}
	return c.say(flags.asJSON, out, func(b *bytes.Buffer) {
		for _, line := range aligned(rows) {
			b.WriteString(line + "\n")
		}
		if out.Whole {
			b.WriteString("Nothing is known to be lost.\n")
		} else {
			b.WriteString("The file is damaged: look through the new library, and compare it with a copy.\n")
		}
	})
}
