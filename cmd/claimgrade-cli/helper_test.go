package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// ran is what one run of the program left behind.
type ran struct {
	code        int
	out, stderr string
}

// start runs the program with a standard input.
func start(stdin string, args ...string) ran {
	var out, stderr bytes.Buffer
	code := run(args, strings.NewReader(stdin), &out, &stderr)
	return ran{code, out.String(), stderr.String()}
}

// file writes a case file into a folder of its own and returns its path.
func file(t testing.TB, contents string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.json")
	if err := os.WriteFile(path, []byte(contents), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// with returns a copy of a JSON object with some members replaced; a dotted name reaches into objects.
func with(t testing.TB, base string, change map[string]any) map[string]any {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal([]byte(base), &object); err != nil {
		t.Fatal(err)
	}
	for name, v := range change {
		at := object
		parts := strings.Split(name, ".")
		for _, p := range parts[:len(parts)-1] {
			at = at[p].(map[string]any)
		}
		at[parts[len(parts)-1]] = v
	}
	return object
}

func asJSON(t rapid.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
