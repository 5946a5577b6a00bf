// Package read brings a file of any format that is known to its reader: it looks at the content, never at the name. It
// knows the formats by two functions each and nothing of what they read.
package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/bibtex"
	"claimgrade/db/exchange/csljson"
	"claimgrade/db/exchange/ctgov"
	"claimgrade/db/exchange/nbib"
	"claimgrade/db/exchange/revman"
	"claimgrade/db/exchange/ris"
	"claimgrade/db/exchange/robvis"
	"claimgrade/db/exchange/tidy"
)

// Largest is how many bytes a file may have. Its text is held in memory, several times at the worst.
const Largest = 256 << 20

// format is a format of text with the functions of its package.
type format struct {
	name  string
	looks func(text string) bool
	read  exchange.Reader
}

// formats are in the order in which they are tried; the first that fits reads the file. Those that are surest of their
// looks come first, so that no file's name is needed to choose between two.
var formats = []format{
	{exchange.CTGov, ctgov.Looks, ctgov.Read},
	{exchange.CSLJSON, csljson.Looks, csljson.Read},
	{exchange.NBIB, nbib.Looks, nbib.Read},
	{exchange.RIS, ris.Looks, ris.Read},
	{exchange.BibTeX, bibtex.Looks, bibtex.Read},
	{exchange.RevManCSV, revman.Looks, revman.Read},
	{exchange.RobvisCSV, robvis.Looks, robvis.Read},
	{exchange.CSV, tidy.Looks, tidy.Read},
}

// File reads a file that is in memory. What is wrong with it is in the result; the error is that of the context.
func File(ctx context.Context, name string, data []byte, progress func(done, total int)) (exchange.File, error) {
	f, err := file(ctx, exchange.Source{Name: name, Data: data, Progress: progress})
	if err != nil {
		return exchange.File{}, err
	}
	f.Name = name
	if f.Refused == "" && len(f.Records) == 0 {
		f.Refused = "No record was found in this file. Look into it, and export it again."
	}
	if f.Refused != "" {
		f.Records = nil
	}
	byLine := func(a, b exchange.Warning) int { return a.Line - b.Line }
	slices.SortStableFunc(f.Warnings, byLine)
	for i := range f.Records {
		bound(&f.Records[i])
		slices.SortStableFunc(f.Records[i].Warnings, byLine)
	}
	exchange.MarkDuplicates(f.Records)
	return f, nil
}

// Path reads a file of the disk.
func Path(ctx context.Context, path string, progress func(done, total int)) (exchange.File, error) {
	data, why := load(path)
	if why != "" {
		return exchange.File{Name: path, Refused: exchange.Text(why)}, nil
	}
	return File(ctx, path, data, progress)
}

// load reads a file into memory unless it is too large, or says why not.
func load(path string) (data []byte, why string) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(err)
	}
	defer f.Close()
	var b bytes.Buffer
	switch info, err := f.Stat(); {
	case err != nil:
		return nil, unreadable(err)
	case info.IsDir():
		return nil, "This is a folder. Choose the files in it."
	case info.Size() > Largest:
		return nil, tooLarge(info.Size())
	default:
		b.Grow(int(info.Size()) + bytes.MinRead) // all at once, so that a large file is not copied
	}
	if _, err = b.ReadFrom(io.LimitReader(f, Largest+1)); err != nil {
		return nil, unreadable(err)
	}
	return b.Bytes(), ""
}

func tooLarge(size int64) string {
	return fmt.Sprintf("This file has %d MB; files of up to %d MB are read. Export it in parts.", size>>20, Largest>>20)
}

func unreadable(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "There is no file of this name. Look whether it was moved, or the name is mistyped."
	case errors.Is(err, fs.ErrPermission):
		return "You may not read this file. Ask its owner for permission, or copy it to another folder."
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Sprintf("This file cannot be read (%v). Copy it to another folder and try again.", err)
}

// file finds the reader for a source and runs it.
func file(ctx context.Context, s exchange.Source) (exchange.File, error) {
	refused := func(why string) (exchange.File, error) {
		return exchange.File{Refused: exchange.Text(why)}, ctx.Err()
	}
	if len(s.Data) > Largest {
		return refused(tooLarge(int64(len(s.Data))))
	}
	if revman.LooksZip(s.Data) {
		if why := office(s.Data); why != "" {
			return refused(why)
		}
		return run(ctx, format{exchange.RevManZip, nil, revman.ReadZip}, s)
	}
	if why := notText(s.Data); why != "" {
		return refused(why)
	}
	text, warnings, why := exchange.Decode(s.Name, s.Data)
	if why != "" {
		return refused(why)
	}
	s.Text, s.Data = text, nil
	if why := markup(text); why != "" {
		return refused(why)
	}
	for _, format := range formats {
		if format.looks(text) {
			f, err := run(ctx, format, s)
			f.Text, f.Warnings = text, append(f.Warnings, warnings...)
			return f, err
		}
	}
	return exchange.File{Refused: exchange.Text(unknown(text)), Text: text}, ctx.Err()
}

// run starts a reader. Readers are tested not to panic on anything; should one do so all the same, the file is refused
// and the program goes on.
func run(ctx context.Context, format format, s exchange.Source) (f exchange.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = exchange.File{Format: exchange.Text(format.name), Refused: exchange.Text(fmt.Sprintf(
				"This file looks like %s, but reading it failed by a mistake of this program (%.200s). Please report it, with the file if you may.",
				format.name, strings.ToValidUTF8(fmt.Sprint(p), "�")))}, nil
		}
	}()
	f, err = format.read(ctx, s)
	if err != nil {
		return exchange.File{}, err
	}
	if f.Format == "" {
		f.Format = exchange.Text(format.name)
	}
	return f, nil
}
