package importing

import (
	"bytes"
	"context"
	"os"
	"strings"
	"unicode/utf8"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/read"
	"claimgrade/db/exchange/tagged"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"
)

// source is a file that was read.
type source struct {
	name     string // without its folder
	file     exchange.File
	encoding string
	starts   []int // of each record: where its line begins in the text; nil where places in the file are no lines
}

func filesOf(sources []source) []exchange.File {
	files := make([]exchange.File, len(sources))
	for i, s := range sources {
		files[i] = s.file
	}
	return files
}

// readAll reads the files one after the other. The error is that of the context: what is wrong with a file is said of it.
func readAll(ctx context.Context, all []input, report func(work.Progress)) ([]source, error) {
	var out []source
	for _, in := range all {
		report(work.Progress{What: tr.T("Reading %s", in.name)})
		s, err := readOne(ctx, in, func(done, total int) {
			report(work.Progress{Done: done, Total: total, What: tr.T("Reading %s", in.name)})
		})
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// readOne keeps the file's text and not its bytes as well: large files are held in memory while they are looked at.
func readOne(ctx context.Context, in input, progress func(done, total int)) (s source, err error) {
	s.name = in.name
	data := in.data
	if in.path != "" {
		data = load(in.path)
	}
	encoding := encodingOf(data)
	if data == nil && in.path != "" {
		s.file, err = read.Path(ctx, in.path, progress) // says why it cannot be read
	} else {
		s.file, err = read.File(ctx, in.name, data, progress)
	}
	switch s.file.Format {
	case exchange.RevManZip:
		s.encoding = tr.T("ZIP archive")
	case exchange.CTGov, exchange.CTGovLegacy, exchange.CSLJSON:
		s.encoding, s.file.Text = encoding, ""
	default:
		s.encoding, s.starts = encoding, startsOf(s.file)
	}
	return s, err
}

// load brings a file into memory; nil if it cannot be read or is too large.
func load(path string) []byte {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > read.Largest {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	return data
}

// startsOf is where the line of each record begins in the file's text; -1 for none.
func startsOf(f exchange.File) []int {
	starts, of := make([]int, len(f.Records)), map[int][]int{} // records by line
	for i, r := range f.Records {
		starts[i] = -1
		of[r.At.Line] = append(of[r.At.Line], i)
	}
	for line := range tagged.Lines(f.Text) {
		for _, i := range of[line.N] {
			starts[i] = line.Start
		}
	}
	return starts
}

// encodingOf is the name of the encoding that a text seems to have.
func encodingOf(data []byte) string {
	head := data[:min(len(data), 4096)]
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return "UTF-8"
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")), bytes.Count(head, []byte{0}) > len(head)/4:
		return "UTF-16"
	case utf8.Valid(data):
		return "UTF-8"
	}
	return "Windows-1252"
}

// linesShown is how much of a record's source is shown.
const linesShown = 14

// excerpt is the beginning of a record in its file.
func (s source) excerpt(record int) []string {
	if record >= len(s.starts) || s.starts[record] < 0 {
		return nil
	}
	text := s.file.Text[s.starts[record]:]
	if record+1 < len(s.starts) && s.starts[record+1] > s.starts[record] {
		text = text[:s.starts[record+1]-s.starts[record]]
	}
	var out []string
	for line := range tagged.Lines(text) {
		switch {
		case len(out) == linesShown:
			return append(out, "…")
		case len(out) > 1 && strings.TrimSpace(line.Text) == "":
			return out
		}
		out = append(out, shortened(line.Text))
	}
	return out
}

// shortened is at most the first 300 characters of a line.
func shortened(line string) string {
	const most = 300
	n := 0
	for at := range line {
		if n++; n > most {
			return line[:at] + "…"
		}
	}
	return line
}
