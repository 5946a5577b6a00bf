package importing

import (
	"bytes"
	"context"
	"os"
	"strings"
	"unicode/utf8"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/read"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"
)

// source is a file that was read.
type source struct {
	name     string // without its folder
	file     exchange.File
	data     []byte
	encoding string
	lines    []string // of its text; nil where places in it are no lines
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
		s := source{name: in.name, data: in.data}
		progress := func(done, total int) {
			report(work.Progress{Done: done, Total: total, What: tr.T("Reading %s", in.name)})
		}
		var err error
		if in.path != "" {
			s.data = load(in.path)
		}
		if s.data == nil && in.path != "" {
			s.file, err = read.Path(ctx, in.path, progress) // says why it cannot be read
		} else {
			s.file, err = read.File(ctx, in.name, s.data, progress)
		}
		if err != nil {
			return nil, err
		}
		s.encoding, s.lines = textOf(s.file, s.data)
		out = append(out, s)
	}
	return out, nil
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

// textOf is how a file is encoded, and its lines where warnings point to lines.
func textOf(f exchange.File, data []byte) (encoding string, lines []string) {
	switch f.Format {
	case exchange.RevManZip:
		return tr.T("ZIP archive"), nil
	case exchange.CTGov, exchange.CTGovLegacy, exchange.CSLJSON:
		return encodingOf(data), nil
	}
	text, _, refused := exchange.Decode(f.Name, data)
	if refused != "" {
		return "", nil
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return encodingOf(data), strings.Split(text, "\n")
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
	at := s.file.Records[record].At.Line
	if at < 1 || at > len(s.lines) {
		return nil
	}
	end := len(s.lines)
	if record+1 < len(s.file.Records) {
		if next := s.file.Records[record+1].At.Line; next > at {
			end = min(end, next-1)
		}
	}
	var out []string
	for _, line := range s.lines[at-1 : end] {
		if len(out) == linesShown {
			return append(out, "…")
		}
		if r := []rune(line); len(r) > 300 {
			line = string(r[:300]) + "…"
		}
		if len(out) > 1 && strings.TrimSpace(line) == "" {
			break
		}
		out = append(out, line)
	}
	return out
}
