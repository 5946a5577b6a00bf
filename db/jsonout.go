package db

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
)

// The format of a complete library in JSON: see docs/guide/library-json.md.
const (
	jsonFormat  = "claimgrade-library"
	jsonVersion = 1
)

// WriteJSON writes everything that a library holds, so that CreateFromJSON makes the same library of it: what a dump
// holds, and the order of things, times, files, history, records of reports and settings that are not about the window.
// Without private, private notes are left empty, reports that hold one are left out, and so is the whole history if it
// holds one: see HistoryHoldsPrivate.
func (l *Library) WriteJSON(ctx context.Context, w io.Writer, private bool) error {
	out := &jsonWriter{w: bufio.NewWriterSize(w, 1<<16)}
	err := l.read(ctx, func(q querier) error {
		version, held := 0, false
		err := q.each(`PRAGMA user_version`, nil, []any{&version}, func() {})
		if err == nil && !private {
			held, err = holdsPrivate(q)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(out.w, "{\"format\": %q,\n\"version\": %d,\n\"schema\": %d,\n\"private\": %t,\n\"history\": %t", jsonFormat, jsonVersion, version, private, !held)
		what := leaving{selection: selection{all: true, claims: `[]`, trials: `[]`}, private: private, history: !held, printed: true, setting: true}
		return what.walk(q, out)
	})
	if err == nil {
		err = out.end()
	}
	if err != nil {
		return fail("The library could not be written as JSON", err)
	}
	return nil
}

// HistoryHoldsPrivate reports whether the history speaks of private notes, so that it stays here when they do.
func (l *Library) HistoryHoldsPrivate(ctx context.Context) (held bool, err error) {
	err = l.read(ctx, func(q querier) (err error) {
		held, err = holdsPrivate(q)
		return err
	})
	if err != nil {
		return false, fail("The history could not be read", err)
	}
	return held, nil
}

// jsonWriter writes the rows of a library as JSON, a row a line.
type jsonWriter struct {
	w      *bufio.Writer
	fields []field
	open   bool // a table is being written
	rows   int  // of it
	line   bytes.Buffer
}

func (j *jsonWriter) table(of Entity, fields []field) error {
	if j.open {
		if err := j.close(); err != nil {
			return err
		}
	}
	j.open, j.rows, j.fields = true, 0, fields
	_, err := fmt.Fprintf(j.w, ",\n%q: [", of)
	return err
}

func (j *jsonWriter) close() error {
	end := "]"
	if j.rows > 0 {
		end = "\n]"
	}
	_, err := j.w.WriteString(end)
	return err
}

func (j *jsonWriter) row(values []any) error {
	j.line.Reset()
	if j.rows > 0 {
		j.line.WriteByte(',')
	}
	j.rows++
	j.line.WriteString("\n")
	if err := j.object(j.fields, values); err != nil {
		return err
	}
	_, err := j.w.Write(j.line.Bytes())
	return err
}

func (j *jsonWriter) object(fields []field, values []any) error {
	for i, f := range fields {
		before := byte(',')
		if i == 0 {
			before = '{'
		}
		j.line.WriteByte(before)
		fmt.Fprintf(&j.line, "%q:", f.name)
		if err := j.value(f, values[i]); err != nil {
			return err
		}
	}
	j.line.WriteByte('}')
	return nil
}

func (j *jsonWriter) value(f field, v any) error {
	switch v := v.(type) {
	case string:
		if jsonColumns[f.name] && compact(v) {
			j.line.WriteString(v)
			return nil
		}
	case []byte:
		j.line.WriteByte('"')
		e := base64.NewEncoder(base64.StdEncoding, &j.line)
		if _, err := e.Write(v); err != nil {
			return err
		}
		if err := e.Close(); err != nil {
			return err
		}
		j.line.WriteByte('"')
		return nil
	case []PageText:
		j.line.WriteByte('[')
		for i, p := range v {
			if i > 0 {
				j.line.WriteByte(',')
			}
			if err := j.object(pageFields, []any{int64(p.Number), p.Text, p.Layout}); err != nil {
				return err
			}
		}
		j.line.WriteByte(']')
		return nil
	}
	e := json.NewEncoder(&j.line)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	j.line.Truncate(j.line.Len() - 1) // the encoder ends a line
	return nil
}

func (j *jsonWriter) end() error {
	if err := j.close(); err != nil {
		return err
	}
	if _, err := j.w.WriteString("\n}\n"); err != nil {
		return err
	}
	return j.w.Flush()
}

// compact reports whether a text is JSON, an object or array, without a blank that could be lost. One that is not is
// written as the text that it is.
func compact(text string) bool {
	if text == "" || text[0] != '{' && text[0] != '[' {
		return false
	}
	var out bytes.Buffer
	return json.Compact(&out, []byte(text)) == nil && out.Len() == len(text)
}
