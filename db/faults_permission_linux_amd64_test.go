package db

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"claimgrade/appraisal"
)

func init() {
	roles["obey as nobody"] = func(path string) error {
		if os.Getuid() == 0 { // whom permissions do not bind
			for _, err := range []error{syscall.Setgroups(nil), syscall.Setgid(nobody), syscall.Setuid(nobody)} {
				if err != nil {
					return err
				}
			}
		}
		return obey(path)
	}
}

// somebody is a person who may use the files of a folder, until that is taken away.
func somebody(t *testing.T) (h *helper, folder string) {
	t.Helper()
	folder = openFolder(t)
	return &helper{child: start(t, "obey as nobody", folder), t: t, folder: folder}, folder
}

// own gives a file to the person.
func own(t *testing.T, paths ...string) {
	t.Helper()
	if os.Getuid() != 0 {
		return // they are mine, and I am the person
	}
	for _, path := range paths {
		must(t, os.Chown(path, nobody, nobody))
	}
}

// refused gives a command that must be refused with one of the codes, in a sentence.
func (h *helper) refused(command, argument string, codes ...appraisal.Code) {
	h.t.Helper()
	answer := h.tell(command, argument)
	code, text, _ := strings.Cut(answer, "|")
	for _, c := range codes {
		if string(c) == code && strings.HasSuffix(text, ".") {
			return
		}
	}
	h.t.Errorf("%s gives %q, want one of %q", command, answer, codes)
}

// Who loses the permission to write while they work keeps what they wrote, is told, and goes on when it is given back.
func TestAPermissionThatIsTakenAwayUnderAnOpenLibraryLosesNothing(t *testing.T) {
	const readOnly, denied = appraisal.CodeReadOnly, appraisal.CodeDenied
	h, folder := somebody(t)
	path := filepath.Join(folder, "a.sqlite")
	copyFile(t, closedSmall(t), path)
	own(t, path, folder)
	h.must("open", path)
	h.must("edit", "first")
	want := h.must("look", "")

	must(t, os.Chmod(path, 0o400))
	must(t, os.Chmod(folder, 0o500))
	if answer := h.tell("edit", "in what is open"); answer == "ok " { // the system goes on letting it
		want = h.must("look", "")
	}
	h.refused("backup", filepath.Join(folder, "copy.sqlite"), denied, readOnly)
	if answer := h.tell("close", ""); !strings.HasPrefix(answer, "ok") {
		t.Logf("closing gives %q", answer)
	}
	h.refused("open", path, readOnly, denied)
	must(t, os.Chmod(path, 0))
	h.refused("open", path, denied)

	must(t, os.Chmod(folder, 0o700))
	must(t, os.Chmod(path, 0o600))
	h.must("open", path)
	if now := h.must("look", ""); now != want {
		t.Errorf("there are %s claims, want %s", now, want)
	}
	h.must("edit", "again")
	h.must("backup", filepath.Join(folder, "copy.sqlite"))
	h.must("close", "")
	h.end(t)
	wantSoundFile(t, path)
}

func TestAMigrationWithoutPermissionChangesNothingAndIsDoneOnceItIsGiven(t *testing.T) {
	for _, test := range []struct {
		name         string
		file, folder os.FileMode
	}{{"of the file", 0o400, 0o700}, {"of the folder", 0o600, 0o500}} {
		t.Run(test.name, func(t *testing.T) {
			h, folder := somebody(t)
			path := oldLibrary(t, folder, "old")
			own(t, path, filepath.Dir(path))
			before := fmt.Sprint(countsOf(t, path), sizeOf(t, path))
			must(t, os.Chmod(path, test.file))
			must(t, os.Chmod(filepath.Dir(path), test.folder))
			h.refused("open", path, appraisal.CodeReadOnly, appraisal.CodeDenied)
			if now := fmt.Sprint(countsOf(t, path), sizeOf(t, path)); now != before {
				t.Errorf("the library has changed:\n%s\nwas\n%s", now, before)
			}
			if entries, err := os.ReadDir(filepath.Dir(path)); len(entries) != 1 || err != nil {
				t.Errorf("beside it lie %v, %v", entries, err)
			}
			must(t, os.Chmod(filepath.Dir(path), 0o700))
			must(t, os.Chmod(path, 0o600))
			h.must("open", path)
			h.must("close", "")
			h.end(t)
			wantWholeMigration(t, "without permission", path)
		})
	}
}
