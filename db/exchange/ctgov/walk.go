package ctgov

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"claimgrade/db/exchange"
)

// walk goes through a file, one study at a time.
type walk struct {
	ctx  context.Context
	text string
	src  exchange.Source
	dec  *json.Decoder

	records []exchange.Record
	old     bool   // a record of the older interface was found
	at      string // the JSON path of the study being read
	noID    string // the path of the first study without a registry number
	more    bool   // the search result has further pages
	total   *int   // how many studies the search result says there are
	nested  int
}

// deepest bounds how far objects may be nested where nothing is read of them.
const deepest = 200

var errDeep = errors.New("objects are nested too deeply")

func newWalk(ctx context.Context, s exchange.Source) *walk {
	w := &walk{ctx: ctx, text: s.Text, src: s}
	w.dec = json.NewDecoder(&paced{ctx: ctx, r: strings.NewReader(s.Text)})
	return w
}

// paced hands out a text in portions, so that reading one large study can be cancelled.
type paced struct {
	ctx context.Context
	r   io.Reader
}

func (p *paced) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b[:min(len(b), 256<<10)])
}

// file reads one JSON value after the other: usually one, or one study a line.
func (w *walk) file() error {
	for n := 0; ; n++ {
		prefix := ""
		if n > 0 {
			prefix = fmt.Sprintf("[%d]", n)
		}
		err := w.value(prefix)
		if errors.Is(err, io.EOF) && n > 0 && w.at == "" {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// value reads a list of studies, or an object that is a study or holds some.
func (w *walk) value(path string) error {
	t, err := w.dec.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		return w.list(path)
	case json.Delim('{'):
		return w.object(path)
	}
	return fmt.Errorf("%v stands where a study should", t)
}

// list reads studies up to the end of the list.
func (w *walk) list(path string) error {
	for i := 0; w.dec.More(); i++ {
		at := fmt.Sprintf("%s[%d]", path, i)
		w.at = at
		var e entry
		from := w.dec.InputOffset()
		if err := w.decode(&e, at); err != nil {
			return err
		}
		w.add(e, at)
		w.keep(from)
		w.at = ""
		w.src.Report(int(w.dec.InputOffset()), len(w.text))
		if err := w.ctx.Err(); err != nil {
			return err
		}
	}
	return w.end()
}

// end reads the bracket that closes a list or an object.
func (w *walk) end() error {
	_, err := w.dec.Token()
	return whole(err)
}

// whole makes the end of the file in the midst of a value what it is: a file that is cut off.
func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// decode reads a value. What is of another kind than expected is left out of it, with a warning on its record.
func (w *walk) decode(e *entry, path string) error {
	err := w.dec.Decode(e)
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		e.misread = append(e.misread, misread(path, kind))
		return nil
	}
	return whole(err)
}

// misread warns of a part that is of another kind than the registry writes.
func misread(path string, kind *json.UnmarshalTypeError) exchange.Warning {
	field := strings.TrimPrefix(strings.TrimPrefix(kind.Field, "study."), "fields.")
	return exchange.Warning{Path: join(path, field), Message: "This is not what the registry writes here (" + kind.Value + "): this part of the record was not read."}
}

func join(path, field string) string {
	if path == "" || field == "" {
		return path + field
	}
	return path + "." + field
}

// object reads a search result, the wrapping of one, or a single study key by key.
func (w *walk) object(path string) error {
	if w.nested++; w.nested > deepest {
		return errDeep
	}
	defer func() { w.nested-- }()
	from := w.dec.InputOffset() - 1 // before the bracket
	var single entry
	isStudy := false
	for w.dec.More() {
		t, err := w.dec.Token()
		if err != nil {
			return whole(err)
		}
		key, _ := t.(string)
		at := join(path, key)
		switch key {
		case "studies", "FullStudies", "StudyFields":
			err = w.listAt(at)
		case "FullStudiesResponse", "StudyFieldsResponse":
			w.old = true
			err = w.wrapped(at)
		case "nextPageToken", "totalCount", "NStudiesFound":
			err = w.extent(key)
		default:
			if !ofStudy[key] {
				err = w.skip()
				break
			}
			isStudy, w.at = true, at
			err = w.part(&single, key, path)
			w.at = ""
		}
		if err != nil {
			return err
		}
	}
	if !isStudy {
		return w.end()
	}
	w.add(single, path)
	if err := w.end(); err != nil {
		return err
	}
	w.keep(from)
	return nil
}

// ofStudy are the keys that a study has in one of its wrappings.
var ofStudy = map[string]bool{
	"protocolSection": true, "resultsSection": true, "derivedSection": true, "hasResults": true, "Study": true, "FullStudy": true,
	"ProtocolSection": true, "ResultsSection": true, "DerivedSection": true,
}

// part reads one section of a single study.
func (w *walk) part(e *entry, key, path string) error {
	var raw json.RawMessage
	if err := w.dec.Decode(&raw); err != nil {
		return whole(err)
	}
	one := make([]byte, 0, len(raw)+len(key)+5)
	one = append(append(append(one, `{"`+key+`":`...), raw...), '}')
	var kind *json.UnmarshalTypeError
	err := json.Unmarshal(one, e)
	if errors.As(err, &kind) {
		e.misread = append(e.misread, misread(path, kind))
		return nil
	}
	return err
}

func (w *walk) listAt(path string) error {
	t, err := w.dec.Token()
	if err != nil {
		return whole(err)
	}
	if t == nil {
		return nil
	}
	if t != json.Delim('[') {
		return fmt.Errorf("%s is no list of studies", path)
	}
	return w.list(path)
}

func (w *walk) wrapped(path string) error {
	t, err := w.dec.Token()
	if err != nil {
		return whole(err)
	}
	if t != json.Delim('{') {
		return fmt.Errorf("%s is no search result", path)
	}
	return w.object(path)
}

// extent reads what a search result says of its size.
func (w *walk) extent(key string) error {
	var s scalar
	if err := w.dec.Decode(&s); err != nil {
		return whole(err)
	}
	if key == "nextPageToken" {
		w.more = w.more || s != ""
		return nil
	}
	if n := s.whole(); n != nil {
		w.total = n
	}
	return nil
}

// skip passes over a value of which nothing is read, without keeping it.
func (w *walk) skip() error {
	for depth := 0; ; {
		t, err := w.dec.Token()
		if err != nil {
			return whole(err)
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > deepest {
				return errDeep
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// add turns a study into a record.
func (w *walk) add(e entry, path string) {
	s, old := e.asStudy(path)
	w.old = w.old || old
	r := record(s)
	r.Warnings = append(r.Warnings, e.misread...)
	r.At = exchange.Warning{Path: path}
	if len(r.RegistryIDs) == 0 && w.noID == "" {
		w.noID = s.places.identification
	}
	w.records = append(w.records, r)
}

// keep notes how the record that was added last stands in the text, which was read up to its end.
func (w *walk) keep(from int64) {
	raw := w.text[max(from, 0):w.dec.InputOffset()]
	w.records[len(w.records)-1].Raw = strings.Trim(raw, ", \t\r\n")
}

func (w *walk) anyID() bool {
	for _, r := range w.records {
		if len(r.RegistryIDs) > 0 {
			return true
		}
	}
	return false
}

// warnings are about the file as a whole.
func (w *walk) warnings() []exchange.Warning {
	n := len(w.records)
	switch {
	case w.total != nil && *w.total > n:
		return []exchange.Warning{{Message: fmt.Sprintf("The search found %d studies, and this file holds %d of them. Download the further pages as well.", *w.total, n)}}
	case w.more:
		return []exchange.Warning{{Path: "nextPageToken", Message: fmt.Sprintf("The search result has further pages; this file holds %d studies. Download the other pages as well.", n)}}
	}
	return nil
}

// offset is where in the text an error stands.
func (w *walk) offset(err error) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset > 0 {
		return max(int(syntax.Offset)-1, int(w.dec.InputOffset()))
	}
	return int(w.dec.InputOffset())
}
