package db

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

// mounts are lines as Linux writes them, of the machine of somebody who keeps a library in many places.
const mounts = `24 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
31 24 0:27 / /home rw,nosuid - btrfs /dev/sda3 rw,space_cache=v2
93 31 0:61 / /home/anna/lab rw,nosuid,nodev,relatime shared:310 - fuse.sshfs anna@lab.example:/srv rw,user_id=1000
94 31 0:62 / /home/anna/lab\040files rw - fuse.gvfsd-fuse gvfsd-fuse rw
95 31 0:63 / /home/anna/stick rw - fuseblk /dev/sdb1 rw,user_id=0
96 31 0:64 / /home/anna/vault rw - fuse.gocryptfs /home/anna/.vault rw
97 24 0:65 / /mnt/host rw - virtiofs share rw
98 24 0:66 / /mnt/twice rw - fuse.gocryptfs x rw
99 24 0:67 / /mnt/twice rw - fuse.rclone remote: rw
a broken line
100 24 0:68 / /short - `

func TestFileSystemsOfTheNetworkAreKnownByNumberAndByName(t *testing.T) {
	for path, want := range map[string]bool{
		"/home/anna/lab/a.sqlite":       true,
		"/home/anna/lab files/a.sqlite": true,
		"/home/anna/lab-2/a.sqlite":     false, // lies beside the mount, not in it
		"/home/anna/stick/a.sqlite":     false,
		"/home/anna/vault/a.sqlite":     false, // a program, but on this machine
		"/mnt/host/a.sqlite":            true,
		"/mnt/twice/a.sqlite":           true, // the later mount covers the earlier
		"/short/a.sqlite":               false,
		"/a.sqlite":                     false,
	} {
		if got := isNetwork(fuse, mountedAs(mounts, path)); got != want {
			t.Errorf("%s, mounted as %q: network is %v, want %v", path, mountedAs(mounts, path), got, want)
		}
	}
	for number, want := range map[uint32]bool{0x6969: true, 0xFF534D42: true, 0xFE534D42: true, 0x01021997: true, 0xEF53: false, 0x9123683E: false, 0x01021994: false, 0x794C7630: false} {
		if got := isNetwork(number, ""); got != want {
			t.Errorf("number %#x: network is %v, want %v", number, got, want)
		}
	}
	if onNetwork(filepath.Join(t.TempDir(), "not there")) {
		t.Error("a file that is not there is taken for one of the network")
	}
}

// openAt opens a library on a machine.
func openAt(t *testing.T, path string, o Options) *Library {
	t.Helper()
	l, err := Open(t.Context(), path, o)
	must(t, err)
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// modeOf is how the library is kept, by what SQLite says.
func modeOf(t *testing.T, l *Library) (mode string) {
	t.Helper()
	must(t, l.readers.QueryRowContext(t.Context(), `PRAGMA journal_mode`).Scan(&mode))
	return mode
}

func TestALibraryInAFolderOfTheNetworkIsKeptWithoutAWriteAheadLog(t *testing.T) {
	l := smallLibrary(t)
	path := l.Path()
	must(t, l.Close())
	for range 2 { // there and back again
		l = openAt(t, path, at("alder"))
		do(t, l, "Here", putTrial("t1", "T", ""))
		if got := modeOf(t, l); got != "delete" || exists(path+"-wal") || exists(path+"-shm") || !l.Shared() {
			t.Errorf("in a folder of the network the mode is %q, with a log beside it: %v", got, exists(path+"-wal"))
		}
		second := openAt(t, path, at("alder")) // a second window of the same machine
		do(t, second, "There", putTrial("t2", "U", ""))
		must(t, second.Backup(t.Context(), filepath.Join(t.TempDir(), "copy.sqlite")))
		must(t, second.Close())
		wantSound(t, l)
		must(t, l.Close())
		if exists(path + ".open") {
			t.Error("the note stays although the library was closed")
		}
		home := testOptions()
		home.NewUID = newUID
		l = openAt(t, path, home)
		do(t, l, "At home", putTrial("t3", "V", ""))
		if got := modeOf(t, l); got != "wal" || l.Shared() {
			t.Errorf("on a disk of this machine the mode is %q", got)
		}
		must(t, l.Close())
	}
}

// leftOpen is a copy of a library as a program that is killed leaves it: with its log beside it.
func leftOpen(t *testing.T) string {
	t.Helper()
	l := smallLibrary(t)
	do(t, l, "In the log", putTrial("t1", "In the log", ""))
	path := filepath.Join(t.TempDir(), "left.sqlite")
	for _, end := range []string{"", "-wal"} {
		copyFile(t, l.Path()+end, path+end)
	}
	return path
}

func TestWhatALogHoldsIsThereAfterALibraryCameIntoAFolderOfTheNetwork(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		o := at("alder")
		o.ReadOnly = readOnly
		l := openAt(t, leftOpen(t), o)
		if _, err := l.Trial(t.Context(), "t1"); err != nil {
			t.Errorf("read-only %v: %v", readOnly, err)
		}
		if got := modeOf(t, l); got != "delete" {
			t.Errorf("read-only %v: the mode is %q", readOnly, got)
		}
	}
}

func TestALogThatIsInUseIsNotFoldedFromAnotherMachine(t *testing.T) {
	l := smallLibrary(t) // open where its disk is
	do(t, l, "In the log", putTrial("t1", "T", ""))
	_, err := Open(t.Context(), l.Path(), at("alder"))
	wantCode(t, err, appraisal.CodeLocked)
	do(t, l, "Goes on", putTrial("t2", "U", ""))
	wantSound(t, l)
	if exists(l.Path() + ".open") {
		t.Error("who was refused has left a note")
	}
}

// interrupted is a library of the network as a program leaves it that is killed in the middle of writing.
func interrupted(t *testing.T) string {
	t.Helper()
	l := smallLibrary(t)
	must(t, l.Close())
	l = openAt(t, l.Path(), at("alder"))
	tx, err := l.writer.BeginTx(t.Context(), nil)
	must(t, err)
	defer func() { _ = tx.Rollback() }()
	for i := range 200 { // more than fits into the memory it is given, so that it is written before its end
		if i == 0 {
			_, err := tx.Exec(`PRAGMA cache_size = 5`)
			must(t, err)
		}
		_, err := tx.Exec(`INSERT INTO setting (key, value) VALUES (?, ?)`, fmt.Sprint("half ", i), strings.Repeat("x", 3000))
		must(t, err)
	}
	path := filepath.Join(t.TempDir(), "killed.sqlite")
	if sizeOf(t, l.Path()+"-journal") == 0 {
		t.Fatal("the change is not half-written")
	}
	for _, end := range []string{"", "-journal", ".open"} {
		copyFile(t, l.Path()+end, path+end)
	}
	return path
}

func TestAHalfWrittenChangeIsTakenBackAtTheNextOpening(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		path := interrupted(t)
		o := at("alder")
		o.ReadOnly = readOnly
		l := openAt(t, path, o)
		wantSound(t, l)
		if v, err := l.Setting(t.Context(), "half 1"); err != nil || v != "" {
			t.Errorf("read-only %v: half of a change is there, or cannot be looked for: %v", readOnly, err)
		}
		if exists(path + "-journal") {
			t.Errorf("read-only %v: the journal is still there", readOnly)
		}
	}
}

// Whose locks are not seen here may be writing what looks interrupted.
func TestWhoReadsTakesBackNothingOfAnotherMachine(t *testing.T) {
	path := interrupted(t)
	before := traceOf(t, path)
	o := at("birch")
	o.ReadOnly = true
	_, err := Open(t.Context(), path, o)
	wantCode(t, err, appraisal.CodeLocked)
	if after := traceOf(t, path); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

func TestAFolderOfTheNetworkThatIsCutOffKeepsEditsWaiting(t *testing.T) {
	l := smallLibrary(t)
	must(t, l.Close())
	folder := filepath.Dir(l.Path())
	l = openAt(t, l.Path(), at("alder"))
	must(t, os.Rename(folder, folder+"-away"))
	err := l.Do(context.Background(), Action{Name: "Edit"}, func(b *Batch) error { putTrial("t1", "T", "")(b); return nil })
	wantCode(t, err, appraisal.CodeMoved)
	must(t, os.Rename(folder+"-away", folder))
	do(t, l, "Edit", putTrial("t1", "T", ""))
	for _, e := range cutOff {
		if code := appraisal.CodeOf(fail("It was not saved", &os.PathError{Op: "stat", Path: "x", Err: e})); code != appraisal.CodeDisk {
			t.Errorf("%v has the code %q", e, code)
		}
	}
}
