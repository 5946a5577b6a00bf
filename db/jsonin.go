package db

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"claimgrade/appraisal"
	"claimgrade/db/migrations"
)

// largestEntry bounds what one row of a file in JSON may hold, in bytes: more than any article comes to.
const largestEntry = 512 << 20

// firstSchema is the format of the libraries that were the first to be written as JSON.
const firstSchema = 4

// CreateFromJSON makes a new library at path of what WriteJSON has written, and opens it. A file that is not whole, or
// says something that a library cannot hold, is refused with its place, and nothing is left behind.
func CreateFromJSON(ctx context.Context, path string, r io.Reader, o Options) (*Library, error) {
	what := fmt.Sprintf("The library “%s” was not made from JSON", filepath.Base(path))
	j := &jsonReader{in: &bounded{r: r, left: largestEntry}}
	j.d = json.NewDecoder(j.in)
	j.d.UseNumber()
	first, err := j.head()
	if err != nil {
		return nil, failed(what, err)
	}
	err = grow(ctx, path, o, loading{what: what, name: "Import a library", schema: j.schema, history: j.history, foreign: true, fill: func(v *loader) error {
		return j.tables(first, v)
	}})
	if err != nil {
		return nil, err
	}
	return Open(ctx, path, o)
}

// bounded is a reader that ends with an error where one entry is larger than any may be.
type bounded struct {
	r    io.Reader
	left int
}

var errTooLarge = errors.New("too large")

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// jsonReader reads a library in JSON.
type jsonReader struct {
	in      *bounded
	d       *json.Decoder
	schema  int
	history bool
}

func errNoLibraryJSON() error {
	return appraisal.Invalid("format", "This is not a library in JSON. Choose a file that was exported as a complete library in JSON.")
}

// broken says where the file can no longer be read.
func (j *jsonReader) broken(err error) error {
	if errors.Is(err, errTooLarge) {
		return appraisal.Invalidf("file", "What stands in the file after byte %d is larger than anything that a library holds. It was not read.", j.d.InputOffset())
	}
	var syntax *json.SyntaxError
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &syntax) {
		return appraisal.Invalidf("file", "The file cannot be read beyond byte %d: it is damaged or not whole. Export the library again.", j.d.InputOffset())
	}
	return err // of the disk
}

// sign reads a bracket.
func (j *jsonReader) sign(want json.Delim) error {
	t, err := j.d.Token()
	if err != nil || t != want {
		return j.broken(err)
	}
	return nil
}

// key reads the name of what follows; "" at the end.
func (j *jsonReader) key() (string, error) {
	t, err := j.d.Token()
	if name, ok := t.(string); ok && err == nil {
		return name, nil
	}
	if t == json.Delim('}') {
		return "", nil
	}
	return "", j.broken(err)
}

// head reads what the file says of itself, and the name of the first table.
func (j *jsonReader) head() (first string, err error) {
	var (
		format  string
		version int
		private bool
	)
	steps, err := loadSteps(migrations.Files)
	if err != nil {
		return "", err
	}
	if err := j.sign('{'); err != nil {
		return "", cmp.Or(onlyOfDisk(err), errNoLibraryJSON())
	}
	parts := map[string]any{"format": &format, "version": &version, "schema": &j.schema, "private": &private, "history": &j.history}
	for {
		name, err := j.key()
		if err != nil {
			return "", err
		}
		at, known := parts[name]
		if format != jsonFormat && name != "format" {
			return "", errNoLibraryJSON()
		}
		if !known {
			first = name
			break
		}
		delete(parts, name)
		var value json.RawMessage
		if err := j.d.Decode(&value); err != nil {
			return "", j.broken(err)
		}
		if string(value) == "null" || json.Unmarshal(value, at) != nil {
			return "", errNoLibraryJSON()
		}
	}
	switch {
	case len(parts) > 0:
		return "", appraisal.Invalidf("format", "The file does not say its “%s” before its first table. Export the library again.", slices.Min(slices.Collect(maps.Keys(parts))))
	case version > jsonVersion, j.schema > len(steps):
		return "", &appraisal.Error{Code: appraisal.CodeNewer, Text: "The file was written by a newer ClaimGrade. Install the newer program to import it."}
	case version != jsonVersion, j.schema < firstSchema:
		return "", appraisal.Invalidf("version", "The file is of version %d and format %d, which no ClaimGrade writes. Export the library again.", version, j.schema)
	}
	return first, nil
}

func onlyOfDisk(err error) error {
	if appraisal.CodeOf(err) != "" {
		return nil
	}
	return err
}

// tables reads all tables into a new library.
func (j *jsonReader) tables(name string, v *loader) error {
	known := map[Entity]bool{tableFile: true, tablePrinted: true, tableSetting: true, tableAction: true, tableChange: true}
	for _, t := range dumped {
		known[t.entity] = true
	}
	for name != "" {
		of := Entity(name)
		if !known[of] {
			return appraisal.Invalidf("table", "“%s” in the file is there twice, or is nothing that this program knows. Export the library again, or use a newer program.", shortened(name))
		}
		delete(known, of)
		fields, err := fieldsOf(v.q, of)
		if err != nil {
			return err
		}
		if err := v.table(of, fields); err != nil {
			return err
		}
		if err := j.rows(v); err != nil {
			return err
		}
		if name, err = j.key(); err != nil {
			return err
		}
	}
	if _, err := j.d.Token(); err != io.EOF {
		return appraisal.Invalidf("file", "Something follows the library in the file, after byte %d. Export the library again.", j.d.InputOffset())
	}
	return nil
}

func (j *jsonReader) rows(v *loader) error {
	if err := j.sign('['); err != nil {
		return err
	}
	for j.d.More() {
		j.in.left = largestEntry
		var raw json.RawMessage
		if err := j.d.Decode(&raw); err != nil {
			return j.broken(err)
		}
		v.rows++
		values, err := v.object(raw, v.fields)
		if err != nil {
			return err
		}
		if err := v.put(values); err != nil {
			return err
		}
	}
	return j.sign(']')
}

// object reads an entry: every field once, and no other.
func (v *loader) object(raw json.RawMessage, fields []field) ([]any, error) {
	if !utf8.Valid(raw) {
		return nil, v.refuse("it is not in UTF-8.")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, v.refuse("it is no object.")
	}
	values, given := make([]any, len(fields)), make([]bool, len(fields))
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := t.(string)
		i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
		switch {
		case i < 0:
			return nil, v.refuse("the field “%s” is not known.", shortened(name))
		case given[i]:
			return nil, v.refuse("the field “%s” is there twice.", name)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		if values[i], err = v.value(fields[i], value); err != nil {
			return nil, err
		}
		given[i] = true
	}
	if i := slices.Index(given, false); i >= 0 {
		return nil, v.refuse("the field “%s” is missing.", fields[i].name)
	}
	return values, nil
}

// lists are what the columns that hold a list as JSON are read into.
var lists = map[string]func() any{
	"registry_ids":    func() any { return new([]string) },
	"evidence_levels": func() any { return new([]appraisal.Rating) },
	"evidence_frame":  func() any { return new([]appraisal.Condition) },
	"evidence_meets":  func() any { return new([]appraisal.Condition) },
	"claim_uids":      func() any { return new([]string) },
	"verdicts":        func() any { return new([]PrintedVerdict) },
}

// asText reads a text, or JSON where a column holds that, and says whether a library can hold all of it: half a sign (one
// of two escapes that belong together) is read as the sign for what was lost.
func asText(f field, raw json.RawMessage) (s string, ok, storable bool) {
	if jsonColumns[f.name] && (raw[0] == '{' || raw[0] == '[') {
		var out bytes.Buffer
		ok = json.Compact(&out, raw) == nil
		return out.String(), ok, true
	}
	ok = json.Unmarshal(raw, &s) == nil
	const lost = "\uFFFD"
	n := strings.Count(s, lost)
	halved := n > 0 && n > strings.Count(string(raw), lost)+strings.Count(strings.ToLower(string(raw)), `\ufffd`)
	return s, ok, s == clean(s) && !halved
}

// value reads a field as it is stored.
func (v *loader) value(f field, raw json.RawMessage) (any, error) {
	bad := func() (any, error) {
		switch f.kind {
		case "TEXT":
			return nil, v.refuse("the field “%s” must be a text.", f.name)
		case "INTEGER":
			return nil, v.refuse("the field “%s” must be a whole number.", f.name)
		case "REAL":
			return nil, v.refuse("the field “%s” must be a number.", f.name)
		case "BLOB":
			return nil, v.refuse("the field “%s” must be bytes in base64.", f.name)
		}
		return nil, v.refuse("the field “%s” must be a list of pages.", f.name)
	}
	if string(raw) == "null" {
		if f.nullable {
			return nil, nil
		}
		return bad()
	}
	switch f.kind {
	case "TEXT":
		s, ok, storable := asText(f, raw)
		if !ok {
			return bad()
		}
		if !storable {
			return nil, v.refuse("the field “%s” holds a sign that a library cannot hold.", f.name)
		}
		if into := lists[f.name]; into != nil && json.Unmarshal([]byte(s), into()) != nil {
			return nil, v.refuse("the field “%s” is no list as a library holds it.", f.name)
		}
		return s, nil
	case "INTEGER":
		var n int64
		if json.Unmarshal(raw, &n) != nil {
			return bad()
		}
		return n, nil
	case "REAL":
		var x float64
		if json.Unmarshal(raw, &x) != nil || math.IsInf(x, 0) {
			return bad()
		}
		return x, nil
	case "BLOB":
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return bad()
		}
		data, err := base64.StdEncoding.Strict().DecodeString(s)
		if err != nil || strings.ContainsAny(s, "\r\n") {
			return bad()
		}
		return data, nil
	}
	var entries []json.RawMessage
	if json.Unmarshal(raw, &entries) != nil {
		return bad()
	}
	var pages []PageText
	for _, e := range entries {
		values, err := v.object(e, pageFields)
		if err != nil {
			return nil, err
		}
		pages = append(pages, PageText{Number: int(values[0].(int64)), Text: values[1].(string), Layout: values[2].([]byte)})
	}
	return pages, nil
}
