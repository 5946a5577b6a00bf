package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"strings"

	"claimgrade/db"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/read"
	"claimgrade/db/intake"
)

// intaking is one run of the import command.
type intaking struct {
	*call
	path        string      // of the library
	lib         *db.Library // nil where there is none yet
	dry, asJSON bool
}

// importFiles is the command that reads files of other programs. With --dry-run it says what it understood; without, it
// stores that in the library as one action, unless a file was refused.
func importFiles(c *call) int {
	flags := c.flags()
	in := &intaking{call: c}
	flags.BoolVar(&in.dry, "dry-run", false, "")
	flags.BoolVar(&in.asJSON, "json", false, "")
	args, code, ok := c.parse(flags, 2, math.MaxInt)
	if !ok {
		return code
	}
	ctx := context.Background()
	in.path = args[0]
	code, err := in.run(ctx, args[1:])
	if in.lib != nil {
		if closed := in.lib.Close(); err == nil {
			err = closed
		}
	}
	var lost unwritten
	switch {
	case errors.As(err, &lost):
		return c.refused("output", lost.error)
	case err != nil:
		return c.refused(in.path, err)
	}
	return code
}

// run reads the files and goes on with what was understood. The error is of the library or of the output; what is wrong
// with a file decides the exit code only.
func (in *intaking) run(ctx context.Context, paths []string) (code int, err error) {
	if err := in.open(ctx); err != nil {
		return exitRefused, err
	}
	var files []exchange.File
	for _, path := range paths {
		f, err := read.Path(ctx, path, nil)
		if err != nil {
			return exitRefused, err
		}
		if f.Refused != "" {
			code = in.refused(path, errors.New(string(f.Refused)))
		}
		if in.asJSON {
			var line bytes.Buffer
			if err := writeJSON(&line, f); err != nil {
				return exitRefused, err
			}
			if err := in.print(&line); err != nil {
				return exitRefused, err
			}
		}
		if !in.dry || !in.asJSON {
			files = append(files, f)
		}
	}
	switch {
	case in.dry && in.asJSON:
		return code, nil
	case in.dry:
		return code, in.list(ctx, files)
	case code != exitOK:
		fmt.Fprintf(in.stderr, "%s: nothing was stored, because a file was refused.\n", in.path)
		return code, nil
	}
	return code, in.store(ctx, files)
}

// open opens the library, for reading only in a dry run. One that is not there counts as empty.
func (in *intaking) open(ctx context.Context) (err error) {
	if _, err := os.Stat(in.path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	in.lib, err = db.Open(ctx, in.path, db.Options{ReadOnly: in.dry})
	return err
}

// list writes for a reader what was understood of each file, and what of it the library holds.
func (in *intaking) list(ctx context.Context, files []exchange.File) error {
	plan, err := intake.Propose(ctx, in.lib, files)
	if err != nil {
		return err
	}
	here := make([]int, len(files))
	for _, it := range plan.Items {
		if it.Proposal == intake.Here {
			here[it.File]++
		}
	}
	rows := [][]string{{"FILE", "FORMAT", "RECORDS", "KNOWN", "WARNINGS"}}
	for i, f := range files {
		format := string(f.Format)
		if format == "" {
			format = "–"
		}
		rows = append(rows, []string{f.Name, format, fmt.Sprint(len(f.Records)), fmt.Sprint(here[i]), fmt.Sprint(len(warningsOf(f)))})
	}
	var b bytes.Buffer
	lines := aligned(rows)
	b.WriteString(lines[0] + "\n")
	for i, f := range files {
		b.WriteString(lines[i+1] + "\n")
		warnings := warningsOf(f)
		for n, w := range warnings {
			if n == warningsShown {
				fmt.Fprintf(&b, "    and %d more; --json lists them all\n", len(warnings)-n)
				break
			}
			b.WriteString("    " + w + "\n")
		}
	}
	return in.print(&b)
}

// warningsShown is how many warnings of a file are written out for a reader.
const warningsShown = 20

// warningsOf are all warnings of a file as lines with their places.
func warningsOf(f exchange.File) (lines []string) {
	add := func(warnings []exchange.Warning) {
		for _, w := range warnings {
			where := w.Path
			if w.Line > 0 {
				where = fmt.Sprintf("line %d", w.Line)
			}
			if where != "" {
				where += ": "
			}
			lines = append(lines, where+w.Message)
		}
	}
	add(f.Warnings)
	for _, r := range f.Records {
		add(r.Warnings)
	}
	return lines
}

// store brings what was understood into the library, which is made if it is not there.
func (in *intaking) store(ctx context.Context, files []exchange.File) (err error) {
	if in.lib == nil {
		if in.lib, err = db.Create(ctx, in.path, db.Options{}); err != nil {
			return err
		}
	}
	reviewer, err := in.lib.CurrentReviewer(ctx)
	if err != nil {
		return err
	}
	plan, err := intake.Propose(ctx, in.lib, files)
	if err != nil {
		return err
	}
	done, err := plan.Store(ctx, in.lib, intake.Storing{Action: "Import from the command line", Reviewer: reviewer})
	if err != nil || in.asJSON {
		return err
	}
	b := bytes.NewBufferString("Stored: " + strings.Join([]string{
		counted(done.Documents, "article"), counted(done.Trials, "trial"), counted(done.Judgements, "row of judgements", "rows of judgements"),
	}, ", ") + fmt.Sprintf(". Left as they are: %d.\n", done.Left))
	return in.print(b)
}

// counted is "1 trial", "2 trials"; the plural is the singular with an s unless it is given.
func counted(n int, one string, many ...string) string {
	switch {
	case n == 1:
		return "1 " + one
	case len(many) > 0:
		return fmt.Sprintf("%d %s", n, many[0])
	}
	return fmt.Sprintf("%d %ss", n, one)
}
