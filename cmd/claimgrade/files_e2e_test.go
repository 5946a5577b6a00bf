//go:build e2e

package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileThatIsNoUsableLibraryIsExplainedAndLeftAsItIs(t *testing.T) {
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	d.key("ctrl+q")
	d.waitEnd()
	library, err := os.ReadFile(filepath.Join(d.home, "data", "claimgrade", "ketamine.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	newer := bytes.Clone(library)
	copy(newer[60:64], []byte{0, 0, 0x27, 0x0f}) // the header's user_version: 9999
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"diary.sqlite":   {[]byte("Dear diary, nothing was significant today."), "This is not a ClaimGrade library"},
		"nothing.sqlite": {nil, "This is not a ClaimGrade library"},
		"half.sqlite":    {library[:len(library)/2], "The library file is damaged"},
		"new.sqlite":     {newer, "This library needs a newer ClaimGrade"},
	} {
		path := filepath.Join(d.home, name)
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		d.start(path)
		d.waitText(c.says)
		d.waitText("Open the starter library") // what can be done
		d.shot(name)
		d.closeWindow()
		d.waitEnd()
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, c.content) {
			t.Errorf("%s was changed: %v", name, err)
		}
	}
	d.start(d.home)
	d.waitPart("It is a folder")
	d.click("Open the starter library")
	d.waitText("53")
}

func TestALibraryInAReadOnlyFolderIsShownAndLeftAsItIs(t *testing.T) {
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	d.key("ctrl+q")
	d.waitEnd()
	library, err := os.ReadFile(filepath.Join(d.home, "data", "claimgrade", "ketamine.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(d.home, "lent")
	path := filepath.Join(folder, "lent.sqlite")
	if err := errors.Join(os.Mkdir(folder, 0o700), os.WriteFile(path, library, 0o600), os.Chmod(folder, 0o500)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o700) }) // or it could not be removed

	d.startAs(mereUser(), path)
	d.waitPart("Read-only: “lent.sqlite” or its folder cannot be written.")
	d.waitText("Save a copy…") // what can be done
	d.waitText("53")
	d.shot("read-only")
	d.key("ctrl+q")
	d.waitEnd()
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, library) {
		t.Errorf("the library was changed: %v", err)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Errorf("the folder holds %v: %v", files, err)
	}
}

// mereUser is what a command is run with so that the rights of files hold for it, also where the tests run as root.
func mereUser() []string {
	if os.Geteuid() != 0 {
		return nil
	}
	return []string{"setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"}
}
