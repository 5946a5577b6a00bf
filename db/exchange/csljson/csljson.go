// Package csljson reads and writes references in CSL-JSON, as Zotero, pandoc and Crossref write it. It knows neither the library
// nor the window.
package csljson

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"claimgrade/db/exchange"
)

// Read reads the items of a file: an array of items, or one item. Some programs put the array, or the item, under a name.
func Read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	file := exchange.File{Name: s.Name, Format: exchange.CSLJSON}
	r := &reader{ctx: ctx, source: s, file: &file, dec: json.NewDecoder(cancelled{ctx, strings.NewReader(s.Text)})}
	r.dec.UseNumber()
	err := r.values()
	switch {
	case ctx.Err() != nil:
		return exchange.File{}, ctx.Err()
	case err != nil:
		file.Records, file.Warnings = nil, nil
		file.Refused = exchange.Text(r.refusal(err))
	case len(file.Records) == 0:
		file.Warnings = nil
		file.Refused = exchange.Text("This is JSON, but it holds no CSL-JSON item such as [{\"id\": …, \"type\": …}]. Export the references again as CSL-JSON.")
	}
	s.Report(len(s.Text), len(s.Text))
	return file, nil
}

// cancelled ends a text when its context does.
type cancelled struct {
	ctx  context.Context
	text io.Reader
}

func (c cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.text.Read(p)
}

// reader takes one item after the other from the decoder, so that a large file is never held as a tree.
type reader struct {
	ctx    context.Context
	source exchange.Source
	file   *exchange.File
	dec    *json.Decoder
}

// values reads the values of the file: one, or several if files were joined together.
func (r *reader) values() error {
	for n := 0; ; n++ {
		next, err := r.peek()
		switch {
		case err == io.EOF && n > 0:
			return nil
		case err != nil:
			return err
		case next == '[':
			err = r.array("")
		case next == '{':
			err = r.object(n)
		default:
			var v any
			if err = r.dec.Decode(&v); err == nil {
				r.warn("", "A value that is no item was not read.")
			}
		}
		if err != nil {
			return err
		}
	}
}

// peek is the sign that the next value begins with; io.EOF behind the last one.
func (r *reader) peek() (byte, error) {
	at := int(r.dec.InputOffset())
	for at < len(r.source.Text) {
		switch c := r.source.Text[at]; c {
		case ' ', '\t', '\n', '\r':
			at++
		default:
			return c, nil
		}
	}
	return 0, io.EOF
}

// array reads the items of an array that path leads to.
func (r *reader) array(path string) error {
	if _, err := r.dec.Token(); err != nil {
		return err
	}
	for i := 0; r.dec.More(); i++ {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		var v any
		if err := r.dec.Decode(&v); err != nil {
			return err
		}
		r.item(v, fmt.Sprintf("%s[%d]", path, i))
		if i%100 == 0 {
			r.source.Report(int(r.dec.InputOffset()), len(r.source.Text))
		}
	}
	_, err := r.dec.Token()
	return err
}

// wrapped are the names under which programs put an array of items, or an item.
var wrapped = []string{"items", "references", "message"}

// object reads an item that stands alone, or one that wraps others.
func (r *reader) object(n int) error {
	var v map[string]any
	if err := r.dec.Decode(&v); err != nil {
		return err
	}
	path := ""
	if n > 0 { // one item a line
		path = fmt.Sprintf("[%d]", n)
	}
	r.unwrap(v, path, 0)
	return nil
}

func (r *reader) unwrap(v map[string]any, path string, depth int) {
	for _, name := range wrapped {
		if depth > 1 || isItem(v) {
			break
		}
		below := strings.TrimPrefix(path+"."+name, ".")
		switch inner := v[name].(type) {
		case []any:
			for i, item := range inner {
				r.item(item, fmt.Sprintf("%s[%d]", below, i))
			}
			if total, err := toNumber(v["total-results"]).Int64(); err == nil && int(total) > len(inner) {
				r.warn(path, fmt.Sprintf("The search found %d records; this file holds %d of them.", total, len(inner)))
			}
			return
		case map[string]any:
			r.unwrap(inner, below, depth+1)
			return
		}
	}
	if isItem(v) {
		r.item(v, path)
	}
}

func toNumber(v any) json.Number {
	n, _ := v.(json.Number)
	return n
}

func (r *reader) item(v any, path string) {
	if item, ok := v.(map[string]any); ok {
		r.file.Records = append(r.file.Records, record(item, path))
		return
	}
	r.warn(path, fmt.Sprintf("What stands at %s is no item and was not read.", path))
}

func (r *reader) warn(path, message string) {
	r.file.Warnings = append(r.file.Warnings, exchange.Warning{Path: path, Message: message})
}

// refusal says where the JSON breaks off or goes wrong.
func (r *reader) refusal(err error) string {
	text := r.source.Text
	at := len(text)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = wrongAt(text, int(r.dec.InputOffset()))
	}
	cut := errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || at >= len(strings.TrimRight(text, " \t\r\n"))
	line, column, path := placeOf(text, at)
	where := fmt.Sprintf("line %d, column %d", line, column)
	if path != "" {
		where += ", at " + path
	}
	if cut {
		return fmt.Sprintf("This seems to be CSL-JSON, but it is cut off: it ends in %s. Export the references again and import the whole file.", where)
	}
	return fmt.Sprintf("This seems to be CSL-JSON, but it is no valid JSON: %s in %s. Mend that place, or export the references again.", wrong(err), where)
}

// wrong is what the decoder found, in words that need no programmer.
func wrong(err error) string {
	s := err.Error()
	if strings.Contains(s, "max depth") {
		return "it is nested too deeply"
	}
	if what, _, ok := strings.Cut(s, " looking for"); ok {
		s = what
	}
	return strings.TrimPrefix(s, "json: ")
}

// itemTypes are the types of CSL, and those of Crossref.
var itemTypes = words(`article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript
map motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog
regulation report review review-book software song speech standard thesis treaty webpage journal-article journal-issue journal
posted-content proceedings proceedings-article book-chapter book-section monograph edited-book reference-entry dissertation preprint
peer-review component other`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// names are those that an item has and other JSON hardly does.
var names = []string{"title", "author", "issued", "container-title", "DOI", "PMID", "publisher-place", "citation-key"}

// isItem reports whether an object looks like an item: its type is one of CSL, or it has an id and what only items have.
func isItem(v map[string]any) bool {
	kind, ok := v["type"].(string)
	if ok && itemTypes[kind] {
		return true
	}
	_, id := v["id"]
	return has(v, names[2:]...) || (id || ok) && has(v, names...)
}

func has(v map[string]any, names ...string) bool {
	for _, n := range names {
		if _, ok := v[n]; ok {
			return true
		}
	}
	return false
}

// looked is how much of a text Looks goes through.
const looked = 1 << 20

// Looks reports whether a text begins as CSL-JSON does: with an item, or with an array of them. The file may be cut off.
func Looks(text string) bool {
	if nothing.MatchString(text[:min(len(text), looked)]) {
		return true
	}
	dec := json.NewDecoder(strings.NewReader(text[:min(len(text), looked)]))
	for depth := 0; depth < 3 && firstObject(dec); depth++ {
		item, inside := keys(dec)
		if !inside {
			return isItem(item)
		}
	}
	return false
}

// nothing is what programs export of a selection without items.
var nothing = regexp.MustCompile(`^\s*\[\s*\]\s*$`)

// firstObject steps into an object, or into the first one of an array.
func firstObject(dec *json.Decoder) bool {
	t, err := dec.Token()
	if err == nil && t == json.Delim('[') {
		t, err = dec.Token()
	}
	return err == nil && t == json.Delim('{')
}

// keys reads the keys of the object that was opened, and its values that are texts, as far as there are any. inside says
// that it stopped before the value of a key that wraps items.
func keys(dec *json.Decoder) (item map[string]any, inside bool) {
	item = map[string]any{}
	for {
		key, err := dec.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			return item, false
		}
		if slices.Contains(wrapped, name) && !isItem(item) {
			return item, true
		}
		item[name] = nil
		value, err := dec.Token()
		if err != nil {
			return item, false
		}
		if _, nested := value.(json.Delim); !nested {
			item[name] = value
		} else if !skip(dec) {
			return item, false
		}
	}
}

// skip steps over the rest of an array or object that was just opened.
func skip(dec *json.Decoder) bool {
	for depth := 1; depth > 0; {
		t, err := dec.Token()
		if err != nil {
			return false
		}
		switch t {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
	}
	return true
}
