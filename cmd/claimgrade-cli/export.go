package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"claimgrade/db"
	"claimgrade/db/export"
)

// several is a flag that may be given several times.
type several []string

func (s *several) String() string { return strings.Join(*s, ", ") }

func (s *several) Set(value string) error {
	*s = append(*s, value)
	return nil
}

// exportFlags say what to export, and where to.
type exportFlags struct {
	file, as, reviewer, date string
	claims                   several
	private, replace         bool
}

// exportData is the command that writes data of a library for other programs.
func exportData(c *call) int {
	var f exportFlags
	fs := c.flags()
	fs.StringVar(&f.file, "o", "", "")
	fs.StringVar(&f.as, "as", "", "")
	fs.StringVar(&f.reviewer, "reviewer", "", "")
	fs.StringVar(&f.date, "date", "", "")
	fs.Var(&f.claims, "claim", "")
	fs.BoolVar(&f.private, "private", false, "")
	fs.BoolVar(&f.replace, "replace", false, "")
	args, code, ok := c.parse(fs, 1, 1)
	if !ok {
		return code
	}
	format, known := export.FormatOf(export.As(f.as))
	switch {
	case !known:
		return c.misused("the format %q is none of: %s; give one with --as", f.as, joined(exportFormats()))
	case f.file == "":
		return c.misused("the new file is missing; name it with -o")
	case f.file == standard && !format.Text:
		return c.misused("%s is no text and cannot be printed; name a file with -o", f.as)
	}
	if f.date == "" {
		f.date = time.Now().Format(time.DateOnly)
	} else if _, err := time.Parse(time.DateOnly, f.date); err != nil {
		return c.misused("the date %q is no day; write it as YYYY-MM-DD", f.date)
	}
	var data, said bytes.Buffer
	if code := c.reading(args[0], func(ctx context.Context, lib *db.Library) error { return f.export(ctx, lib, &data, &said) }); code != exitOK {
		return code
	}
	if f.file == standard {
		if _, err := c.stdout.Write(data.Bytes()); err != nil {
			return c.refused("output", err)
		}
	} else if err := db.WriteFromLibrary(args[0], f.file, data.Bytes(), f.replace); err != nil {
		return c.refused(f.file, err)
	}
	_, _ = said.WriteTo(c.stderr) // the data are written; nobody may be listening to what is said of them
	return exitOK
}

func exportFormats() []export.As {
	all := make([]export.As, len(export.Formats))
	for i, f := range export.Formats {
		all[i] = f.As
	}
	return all
}

// export writes the data, and says what is left out, and which private notes leave with them.
func (f exportFlags) export(ctx context.Context, lib *db.Library, data, said io.Writer) error {
	reviewer, err := reviewed(ctx, lib, f.reviewer)
	if err != nil {
		return err
	}
	all, err := lib.Claims(ctx)
	if err != nil {
		return err
	}
	r := export.Request{As: export.As(f.as), Reviewer: reviewer.UID, Date: f.date, Private: f.private}
	for _, id := range f.claims {
		claim, err := claimOf(all, id)
		if err != nil {
			return err
		}
		r.Claims = append(r.Claims, claim.UID)
	}
	notes, err := export.PrivateNotes(ctx, lib, r)
	if err != nil {
		return err
	}
	left, err := export.Write(ctx, lib, r, data, nil)
	if err != nil {
		return err
	}
	for _, sentence := range left {
		fmt.Fprintln(said, sentence)
	}
	if len(notes) == 0 {
		return nil
	}
	fmt.Fprintln(said, map[bool]string{
		true:  "Private notes that leave the library in this file:",
		false: "Private notes that are not in this file (--private writes them, too):",
	}[f.private])
	for _, n := range notes {
		fmt.Fprintf(said, "  on the %s “%s”\n", n.Entity, n.Name)
	}
	return nil
}
