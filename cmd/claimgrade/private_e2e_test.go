//go:build e2e

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every journey shows that the program keeps to itself what the library holds: nothing of it stands in the log or in what
// the program prints, and when the program has ended nothing lies about but what docs/guide/privacy.md lists.

// kept are the files that the program leaves in the home of a person, by their paths there.
var kept = regexp.MustCompile(`^(` + strings.Join([]string{
	`data/claimgrade/[^/]+\.sqlite(-(wal|shm))?`, // the latter of a program that was closed while it opened the library
	`data/claimgrade/settings\.json`,
	`data/claimgrade/backups/[^/]+(/[^/]+)?\.sqlite`,
	`state/claimgrade/claimgrade\.log(\.old)?`,
	`state/claimgrade/window\.sock\.lock`,
	// Of a program that was closed before its first library was whole: the next start makes that anew.
	`data/claimgrade/(\.claimgrade-[0-9a-f-]+|ketamine\.sqlite)\.part(-(wal|shm|journal))?`,
	`data/claimgrade/cat\.(html|pdf)`, // where a journey saves its report
	`cache/font_index_v\d+\.cache`,    // which fonts the machine has
	`config/fyne/org\.claimgrade\.ClaimGrade/preferences\.json`,
	`cache/claimgrade/pdf/.+`,         // the PDF reader, made ready for this machine
	`cache/mesa_shader_cache[^/]*/.*`, // of the system's graphics
}, "|") + `)$`)

// readable are those of them that hold nothing of a library nor of its reader, or are made to be passed on.
var readable = regexp.MustCompile(`^(cache|config)/|/cat\.`)

// temporary is the folder for temporary files of the person at the desk.
func (d *desk) temporary() string {
	d.Helper()
	folder := filepath.Join(d.home, "tmp")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		d.Fatal(err)
	}
	return folder
}

// wantPrivate fails a journey whose program has told something of the library, or left something behind. A program that
// was killed may leave what the next start removes.
func (d *desk) wantPrivate(said []byte, ended bool) {
	d.Helper()
	log, err := os.ReadFile(filepath.Join(d.home, "state", "claimgrade", "claimgrade.log"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		d.Error(err)
	}
	for _, word := range wordsOf(d.typed) {
		if strings.Contains(string(log)+string(said), word) {
			d.Errorf("%q of the library stands in the log or in what the program printed:\n%s\n%s", word, log, said)
		}
	}
	if !ended {
		return
	}
	for _, top := range []string{"data", "state", "config", "cache", "tmp"} {
		for _, odd := range oddFiles(d.home, top) {
			d.Errorf("the program left %s", odd)
		}
	}
}

// wordsOf are what must not be told: some words of the starter library, and what was typed unless it is as short as a command.
func wordsOf(typed []string) []string {
	words := []string{"ketamine", "Ketamine", "Berman", "MADRS", "antidepress"}
	for _, t := range typed {
		if t = strings.TrimSpace(t); len(t) > 5 && !strings.Contains(t, "/") { // paths are no content
			words = append(words, t)
		}
	}
	return words
}

// oddFiles are files below home/top that are not kept, or that others may read.
func oddFiles(home, top string) (odd []string) {
	_ = filepath.WalkDir(filepath.Join(home, top), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil // a folder that is not there holds nothing
		}
		name, _ := filepath.Rel(home, path)
		info, err := e.Info()
		switch {
		case err != nil:
		case !kept.MatchString(filepath.ToSlash(name)):
			odd = append(odd, name+", which is not listed")
		case info.Mode().Perm()&0o077 != 0 && !readable.MatchString(filepath.ToSlash(name)):
			odd = append(odd, name+" with the permissions "+info.Mode().Perm().String())
		}
		return nil
	})
	return odd
}

func TestWhatIsLeftOrTooOpenIsSeen(t *testing.T) {
	home := t.TempDir()
	for name, mode := range map[string]os.FileMode{
		"data/claimgrade/library.sqlite": 0o600, "state/claimgrade/claimgrade.log": 0o600, // fine
		"data/claimgrade/open.sqlite": 0o644, "data/claimgrade/copy.tmp": 0o600, "tmp/.claimgrade-x.part": 0o600,
	} {
		path := filepath.Join(home, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, mode)); err != nil {
			t.Fatal(err)
		}
	}
	var all []string
	for _, top := range []string{"data", "state", "tmp", "cache"} {
		all = append(all, oddFiles(home, top)...)
	}
	if got := strings.Join(all, "; "); len(all) != 3 || !strings.Contains(got, "open.sqlite with") || !strings.Contains(got, "copy.tmp, which") || !strings.Contains(got, ".part, which") {
		t.Errorf("seen: %s", got)
	}
}
