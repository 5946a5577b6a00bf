package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimgrade/appraisal"
)

// eachCase reads the case file named by the only argument, one case or an array of them, and prints what do makes of
// each as one line of JSON. It stops at the first case that is refused, so that line n is case n.
func (c *call) eachCase(do func(value) (any, error)) int {
	args, code, ok := c.parse(c.flags(), 1, 1)
	if !ok {
		return code
	}
	name, data, err := c.read(args[0])
	if err != nil {
		return c.refused(name, err)
	}
	top, err := parseJSON(data)
	if err != nil {
		return c.refused(name, placed(err, ""))
	}
	cases, paths := []value{top}, []string{""}
	if top.kind == array {
		cases, paths = top.items, make([]string, len(top.items))
		for i := range paths {
			paths[i] = "[" + strconv.Itoa(i) + "]"
		}
	}
	for i, v := range cases {
		out, err := do(v)
		if err != nil {
			return c.refused(name, placed(err, paths[i]))
		}
		enc := json.NewEncoder(c.stdout)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(out); err != nil {
			return c.refused("output", err)
		}
	}
	return exitOK
}

// read returns the contents of a file, or of the standard input for "-", with a name for messages.
func (c *call) read(file string) (name string, data []byte, err error) {
	if file == "-" {
		data, err = io.ReadAll(c.stdin)
		return "standard input", data, err
	}
	data, err = os.ReadFile(file)
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = fmt.Errorf("cannot be read: %w", pe.Err)
	}
	return file, data, err
}

// placed puts the JSON path before a refusal.
func placed(err error, path string) error {
	var e *appraisal.Error
	if !errors.As(err, &e) || path+e.Field == "" {
		return err
	}
	return fmt.Errorf("%s: %w", strings.TrimSuffix(join(path, e.Field), "."), err)
}

func join(path, name string) string {
	if path == "" || strings.HasPrefix(name, "[") {
		return path + name
	}
	return path + "." + name
}

// kind is what a JSON value is.
type kind string

const (
	object kind = "an object"
	array  kind = "an array"
	text   kind = "a text"
	number kind = "a number"
	truth  kind = "true or false"
	null   kind = "null"
)

// value is a JSON value as written: numbers keep their digits, so that nothing is lost before it is checked.
type value struct {
	kind    kind
	members map[string]value
	names   []string // of the members, in order
	items   []value
	word    string // of texts and numbers
	yes     bool
}

// parseJSON reads one JSON value, refusing what follows it and members that are given twice.
func parseJSON(data []byte) (value, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors on Windows write a byte order mark
	if !utf8.Valid(data) {
		return value{}, appraisal.Invalid("", "This is not UTF-8 text. Save the file as UTF-8.")
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		var se *json.SyntaxError
		if errors.As(err, &se) {
			line, column := position(data, int(se.Offset))
			return value{}, fmt.Errorf("line %d, column %d: not JSON: %w", line, column, err)
		}
		return value{}, fmt.Errorf("not JSON: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	return parseValue(dec, "")
}

// position is the line and column, from 1, of the byte before offset: where the syntax error was seen.
func position(data []byte, offset int) (line, column int) {
	before := data[:min(max(offset-1, 0), len(data))]
	line = 1 + bytes.Count(before, []byte("\n"))
	return line, 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
}

// parseValue reads the next value; the syntax is known to be right.
func parseValue(dec *json.Decoder, path string) (value, error) {
	tok, err := dec.Token()
	if err != nil {
		return value{}, err
	}
	switch t := tok.(type) {
	case json.Delim:
		v := value{kind: array}
		if t == '{' {
			v = value{kind: object, members: map[string]value{}}
		}
		for dec.More() {
			if err := v.parseMember(dec, path); err != nil {
				return value{}, err
			}
		}
		_, err := dec.Token()
		return v, err
	case string:
		return value{kind: text, word: t}, nil
	case json.Number:
		return value{kind: number, word: t.String()}, nil
	case bool:
		return value{kind: truth, yes: t}, nil
	}
	return value{kind: null}, nil
}

func (v *value) parseMember(dec *json.Decoder, path string) error {
	if v.kind == array {
		item, err := parseValue(dec, path+"["+strconv.Itoa(len(v.items))+"]")
		v.items = append(v.items, item)
		return err
	}
	tok, err := dec.Token()
	if err != nil {
		return err
	}
	name, _ := tok.(string)
	at := join(path, name)
	if _, twice := v.members[name]; twice {
		return appraisal.Invalid(at, "This is given twice. Remove one of them.")
	}
	member, err := parseValue(dec, at)
	v.members[name] = member
	v.names = append(v.names, name)
	return err
}

// decode fills a struct from an object by the names of its JSON tags. It refuses unknown names and wrong types with
// the path inside the case. null leaves the field at its zero value.
func decode(v value, into any) error { return decodeAt(v, into, "") }

// decodeAt does the same for a value that has a path in its case.
func decodeAt(v value, into any, path string) error {
	return v.fill(reflect.ValueOf(into).Elem(), path)
}

// within puts a path before that of a refusal.
func within(err error, path string) error {
	var e *appraisal.Error
	if !errors.As(err, &e) {
		return err
	}
	placed := *e
	placed.Field = join(path, e.Field)
	return &placed
}

func (v value) fill(into reflect.Value, path string) error {
	if v.kind == null {
		return nil
	}
	if own, ok := into.Addr().Interface().(interface {
		fillFrom(v value, path string) error
	}); ok {
		return own.fillFrom(v, path)
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		return v.fill(into.Elem(), path)
	case reflect.Struct:
		return v.fillStruct(into, path)
	case reflect.Slice:
		return v.fillSlice(into, path)
	case reflect.String:
		if v.kind != text {
			return v.wrong(path, text)
		}
		into.SetString(v.word)
	case reflect.Bool:
		if v.kind != truth {
			return v.wrong(path, truth)
		}
		into.SetBool(v.yes)
	default:
		if v.kind != number {
			return v.wrong(path, number)
		}
		return v.fillNumber(into, path)
	}
	return nil
}

func (v value) wrong(path string, want kind) error {
	found := string(v.kind)
	switch v.kind {
	case text:
		found = strconv.Quote(v.word)
	case number:
		found = v.word
	}
	if path == "" {
		return appraisal.Invalidf("", "A case must be %s, but is %s.", want, found)
	}
	return appraisal.Invalidf(path, "This must be %s, but is %s.", want, found)
}

func (v value) fillStruct(into reflect.Value, path string) error {
	if v.kind != object {
		return v.wrong(path, object)
	}
	fields := map[string]reflect.Value{}
	var known []string
	for i := range into.NumField() {
		if tag, _, _ := strings.Cut(into.Type().Field(i).Tag.Get("json"), ","); tag != "-" {
			fields[tag] = into.Field(i)
			known = append(known, tag)
		}
	}
	for _, name := range v.names {
		at := join(path, name)
		field, ok := fields[name]
		if !ok {
			return appraisal.Invalidf(at, "There is no field of this name here. Allowed: %s.", strings.Join(known, ", "))
		}
		if err := v.members[name].fill(field, at); err != nil {
			return err
		}
	}
	return nil
}

func (v value) fillSlice(into reflect.Value, path string) error {
	if v.kind != array {
		return v.wrong(path, array)
	}
	items := reflect.MakeSlice(into.Type(), len(v.items), len(v.items))
	for i, item := range v.items {
		at := path + "[" + strconv.Itoa(i) + "]"
		if item.kind == null {
			return item.wrong(at, object)
		}
		if err := item.fill(items.Index(i), at); err != nil {
			return err
		}
	}
	into.Set(items)
	return nil
}

// fillNumber takes whole numbers as JSON writes them: 100, 100.0 and 1e2 are the same.
func (v value) fillNumber(into reflect.Value, path string) error {
	x, err := strconv.ParseFloat(v.word, 64)
	if err != nil {
		return appraisal.Invalidf(path, "%s is outside the range of numbers.", v.word)
	}
	if into.Kind() == reflect.Float64 {
		into.SetFloat(x)
		return nil
	}
	if x != math.Trunc(x) || math.Abs(x) > 1<<53 {
		return appraisal.Invalidf(path, "This must be a whole number, but is %s.", v.word)
	}
	into.SetInt(int64(x))
	return nil
}
