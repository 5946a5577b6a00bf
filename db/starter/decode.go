package starter

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"strings"

	"claimgrade/appraisal"
)

// decode reads one JSON file into a shape. Unlike encoding/json it is exact about names, and its errors say where in the
// file something is wrong.
func decode(files fs.FS, name string, into any) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return wrong(name, "", "%s", err)
	}
	var generic any
	if err := json.Unmarshal(data, &generic); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return wrong(name, fmt.Sprintf("line %d", 1+strings.Count(string(data[:min(int(syntax.Offset), len(data))]), "\n")), "%s", err)
		}
		return wrong(name, "", "%s", err)
	}
	if at := unknownField(generic, reflect.TypeOf(into).Elem(), ""); at != "" {
		return wrong(name, at, "there is no such field.")
	}
	if err := json.Unmarshal(data, into); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			return wrong(name, kind.Field, "a %s cannot stand here.", kind.Value)
		}
		return wrong(name, "", "%s", err)
	}
	return nil
}

// unknownField returns the path of the first name in a JSON value that the type does not know, or "".
func unknownField(v any, t reflect.Type, at string) string {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			inner := join(at, name)
			of, known := memberType(t, name)
			if !known {
				return inner
			}
			if bad := unknownField(value, of, inner); bad != "" {
				return bad
			}
		}
	case []any:
		if t.Kind() != reflect.Slice {
			return "" // of the wrong kind: encoding/json says so
		}
		for i, value := range v {
			if bad := unknownField(value, t.Elem(), fmt.Sprintf("%s[%d]", at, i)); bad != "" {
				return bad
			}
		}
	}
	return ""
}

// memberType is the type of a struct's field or of a map's values by its JSON name.
func memberType(t reflect.Type, name string) (reflect.Type, bool) {
	switch t.Kind() {
	case reflect.Map:
		return t.Elem(), true
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.Tag.Get("json") == name && name != "-" {
				return f.Type, true
			}
		}
	}
	return nil, false
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

// wrong is an error about a place in a file.
func wrong(file, at, format string, args ...any) error {
	where := strings.TrimPrefix(file, root+"/")
	if at != "" {
		where += ", " + at
	}
	return appraisal.Invalid(at, where+": "+fmt.Sprintf(format, args...))
}

// jsonFiles lists the files of a folder in order of name.
func jsonFiles(files fs.FS, folder string) ([]string, error) {
	names, err := fs.Glob(files, path.Join(folder, "*.json"))
	if err != nil || len(names) == 0 {
		return nil, wrong(folder, "", "no JSON file found.")
	}
	return names, nil
}
