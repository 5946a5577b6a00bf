package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"claimgrade/db"
	reports "claimgrade/ui/report"
	"claimgrade/ui/tr"
)

// output are the flags of commands that make a file of claims for people.
type output struct {
	file, format       string
	reviewer, language string
	date               string
	private, replace   bool
}

func (o *output) flags(fs *flag.FlagSet) {
	fs.StringVar(&o.file, "o", "", "")
	fs.StringVar(&o.format, "format", "", "")
	fs.StringVar(&o.reviewer, "reviewer", "", "")
	fs.StringVar(&o.language, "language", string(tr.English), "")
	fs.BoolVar(&o.replace, "replace", false, "")
}

// standard is the name of a file that stands for the standard output.
const standard = "-"

// check says what is wrong with the flags. It finds the format in the name of the file where none is given, and the day
// of a report that has none is today.
func (o *output) check(formats []string) error {
	switch {
	case o.file == "":
		return errors.New("the new file is missing; name it with -o")
	case o.format == "" && o.file == standard:
		return fmt.Errorf("the format is missing; give one with --format: %s", strings.Join(formats, ", "))
	case o.format == "":
		o.format = strings.ToLower(strings.TrimPrefix(filepath.Ext(o.file), "."))
	}
	if !slices.Contains(formats, o.format) {
		return fmt.Errorf("the format %q is none of: %s; end the name of the file with one, or give it with --format", o.format, strings.Join(formats, ", "))
	}
	if !slices.Contains(tr.Languages, tr.Language(o.language)) {
		return fmt.Errorf("the language %q is none of: %s", o.language, joined(tr.Languages))
	}
	if o.date == "" {
		o.date = time.Now().Format(time.DateOnly)
	}
	if _, err := time.Parse(time.DateOnly, o.date); err != nil {
		return fmt.Errorf("the date %q is no day; write it as YYYY-MM-DD", o.date)
	}
	return nil
}

// makeReport is the command that makes what people take away from a library.
func makeReport(c *call) int {
	var o output
	fs := c.flags()
	o.flags(fs)
	kind := fs.String("kind", string(reports.CAT), "")
	fs.StringVar(&o.date, "date", "", "")
	fs.BoolVar(&o.private, "private", false, "")
	args, code, ok := c.parse(fs, 2, 1+mostClaims)
	if !ok {
		return code
	}
	if err := o.check(strings.Split(joined(reports.Formats), ", ")); err != nil {
		return c.misused("%v", err)
	}
	if !slices.Contains(reports.Kinds, reports.Kind(*kind)) {
		return c.misused("the kind %q is none of: %s", *kind, joined(reports.Kinds))
	}
	return c.making(args, o, func(ctx context.Context, lib *db.Library, r reports.Request) (reports.Output, error) {
		r.Kind, r.Format = reports.Kind(*kind), reports.Format(o.format)
		return reports.Make(ctx, lib, r, nil)
	})
}

// makeFigure is the command that makes a figure of a claim as a file.
func makeFigure(c *call) int {
	var o output
	fs := c.flags()
	o.flags(fs)
	kind := fs.String("figure", string(reports.ForestPlot), "")
	args, code, ok := c.parse(fs, 2, 2)
	if !ok {
		return code
	}
	if err := o.check(reports.FigureFormats); err != nil {
		return c.misused("%v", err)
	}
	return c.making(args, o, func(ctx context.Context, lib *db.Library, r reports.Request) (reports.Output, error) {
		return reports.Figure(ctx, lib, r, reports.FigureKind(*kind), o.format)
	})
}

// mostClaims bounds the claims of one report: more are too many for one file to be read.
const mostClaims = 1000

// making opens the library, finds the claims that follow it among the arguments, makes a file of them and writes that.
func (c *call) making(args []string, o output, do func(context.Context, *db.Library, reports.Request) (reports.Output, error)) int {
	if err := tr.Use(tr.Language(o.language)); err != nil {
		return c.refused(o.language, err)
	}
	defer func() { _ = tr.Use(tr.English) }() // so that what another command of this process prints stays as documented
	var made reports.Output
	code := c.reading(args[0], func(ctx context.Context, lib *db.Library) error {
		reviewer, err := reviewed(ctx, lib, o.reviewer)
		if err != nil {
			return err
		}
		r := reports.Request{Reviewer: reviewer.UID, Date: o.date, Private: o.private}
		all, err := lib.Claims(ctx)
		if err != nil {
			return err
		}
		for _, id := range args[1:] {
			claim, err := claimOf(all, id)
			if err != nil {
				return err
			}
			if slices.Contains(r.Claims, claim.UID) {
				return fmt.Errorf("the claim “%s” is named twice. Name each once", id)
			}
			r.Claims = append(r.Claims, claim.UID)
		}
		made, err = do(ctx, lib, r)
		return err
	})
	if code != exitOK {
		return code
	}
	if o.file == standard {
		if _, err := c.stdout.Write(made.Data); err != nil {
			return c.refused("output", err)
		}
		return exitOK
	}
	if err := db.WriteFromLibrary(args[0], o.file, made.Data, o.replace); err != nil {
		return c.refused(o.file, err)
	}
	return exitOK
}

// joined lists words.
func joined[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}
