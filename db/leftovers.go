package db

import (
	"bytes"
	"os"
	"path/filepath"
	"time"
)

// private makes the file that write is to fill, for its owner's eyes only: a library holds what somebody thinks of other
// people's work. SQLite gives what it puts beside a file the permissions of that file.
func private(write func(temporary string) error) func(temporary string) error {
	return func(temporary string) error {
		f, err := os.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
		return write(temporary)
	}
}

// holdsLibrary reports whether a file that is to be written holds a library, or all that is in one. Reports, figures and
// tables are made to be passed on, and get the permissions that the system gives to any new file.
func holdsLibrary(data []byte) bool {
	return bytes.HasPrefix(data, []byte(beginsDatabase)) || isLibraryJSON(bytes.NewReader(data))
}

// abandonedAfter is when a file that is being written is taken for one that nobody writes any more. Whoever writes one
// changes it all the time, on this machine or another, so an hour without a change is the mark of a program that was
// killed. A machine that slept for that long in the middle of writing is told that the file could not be written, and what
// is saved loses nothing: such a file gets its own name only when it is whole.
const abandonedAfter = time.Hour

// SweepLeftovers removes the half-written files that killed programs have left in a folder: only those of this program's
// own names. What cannot be removed stays, and is tried again next time.
func SweepLeftovers(folder string) {
	for _, names := range []string{TemporaryNames, TemporaryNames + "-*"} { // and what SQLite puts beside them
		found, _ := filepath.Glob(filepath.Join(literally(folder), names)) // the pattern is sound
		for _, path := range found {
			info, err := os.Lstat(path)
			if err == nil && (info.IsDir() || info.Mode().IsRegular()) && time.Since(info.ModTime()) > abandonedAfter {
				_ = os.RemoveAll(path)
			}
		}
	}
}

// TemporaryNames is the pattern of the names of files and folders that are not whole yet.
const TemporaryNames = ".claimgrade-*.part"

// literally takes the meaning from signs that mean something in a pattern.
func literally(path string) string {
	var out []byte
	for i := range len(path) {
		if c := path[i]; c == '*' || c == '?' || c == '[' || c == '\\' && os.PathSeparator != '\\' {
			out = append(out, '\\')
		}
		out = append(out, path[i])
	}
	return string(out)
}
