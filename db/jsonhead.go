package db

import (
	"encoding/json"
	"io"
	"os"
)

// IsLibraryJSON reports whether a file begins as a library written as JSON does; see WriteJSON.
func IsLibraryJSON(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	return isLibraryJSON(f)
}

func isLibraryJSON(from io.Reader) bool {
	d := json.NewDecoder(from)
	for _, want := range []json.Token{json.Delim('{'), "format", jsonFormat} {
		if t, err := d.Token(); err != nil || t != want {
			return false
		}
	}
	return true
}
