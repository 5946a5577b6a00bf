package db

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

func TestACopyThatFailsAtAnyWritePointLeavesNothingAndTakesNoOlderOneAway(t *testing.T) {
	for _, f := range passing {
		t.Run(f.name, func(t *testing.T) {
			path, folder := closedSmall(t), t.TempDir()
			h := newHelper(t, folder)
			h.must("open", path)
			h.must("keep", folder)
			h.must("edit", "count")
			for _, n := range points(t, h.count(f, "keep "+folder), 2) {
				h.must("edit", fmt.Sprint("before ", n)) // else the last copy would do
				held := func() []string {
					names := namesIn(t, folder)
					if f.calls == "" || strings.Contains(f.calls, "unlink") { // then a temporary name may be left
						names = slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(name, ".claimgrade-") })
					}
					return names
				}
				before := held()
				answer, reached := h.faulted(f, n, "keep", folder)
				point := h.point(n)
				h.arm(fault{}, 0)
				if !reached {
					t.Logf("%s was not reached", point)
					continue
				}
				if !passes(t, point, answer) && !strings.Contains(answer, "A copy was kept") {
					wantRefusal(t, f, point, answer)
					if after := held(); !slices.Equal(after, before) {
						t.Errorf("%s: the folder holds %q, it held %q", point, after, before)
					}
				}
				kept := h.must("keep", folder)
				if got, _ := content(t, kept); got != contentOf(t, path) {
					t.Errorf("%s: the next copy differs", point)
				}
			}
			h.must("close", "")
		})
	}
}

func contentOf(t testing.TB, path string) string {
	t.Helper()
	all, _ := content(t, path)
	return all
}

// restorable is a folder with a library, a copy of an earlier state of it, and a folder for copies.
type restorable struct{ folder string }

func (r restorable) library() string { return filepath.Join(r.folder, "library.sqlite") }
func (r restorable) copy() string    { return filepath.Join(r.folder, "earlier.sqlite") }
func (r restorable) copies() string  { return filepath.Join(r.folder, "copies") }

// twoFiles are a library and a copy of it, as files.
type twoFiles struct{ now, earlier string }

// twoStates makes a library, a copy of it, and goes on in the library.
func twoStates(t testing.TB) twoFiles {
	t.Helper()
	ctx := context.Background()
	l := smallLibrary(t)
	s := twoFiles{l.Path(), filepath.Join(t.TempDir(), "earlier.sqlite")}
	must(t, l.Backup(ctx, s.earlier))
	do(t, l, "Since then", func(b *Batch) { b.PutTrial(appraisal.Trial{UID: "t9", Name: "Since 2026"}) })
	must(t, l.Close())
	return s
}

// put lays both out below a folder.
func (s twoFiles) put(t testing.TB, folder, name string) restorable {
	t.Helper()
	r := restorable{filepath.Join(folder, name)}
	must(t, os.Mkdir(r.folder, 0o700))
	copyFile(t, s.now, r.library())
	copyFile(t, s.earlier, r.copy())
	return r
}

// wantKept fails unless what was in the library's place is among the copies.
func (r restorable) wantKept(t testing.TB, point, want string) {
	t.Helper()
	all, err := Copies(context.Background(), r.copies(), r.library())
	must(t, err)
	if !slices.ContainsFunc(all, func(c Copy) bool { return c.Kind == CopyRestore && contentOf(t, c.Path) == want }) {
		t.Errorf("%s: the library as it was is lost; the copies are %+v", point, all)
	}
}

func TestARestoreThatFailsAtAnyWritePointLeavesTheLibraryAsItWas(t *testing.T) {
	s := twoStates(t)
	now, earlier := contentOf(t, s.now), contentOf(t, s.earlier)
	for _, f := range passing {
		t.Run(f.name, func(t *testing.T) {
			folder := t.TempDir()
			h := newHelper(t, folder)
			for _, n := range points(t, h.count(f, "restore "+s.put(t, folder, "count").folder), 3) {
				r := s.put(t, folder, fmt.Sprint(n))
				answer, reached := h.faulted(f, n, "restore", r.folder)
				point := h.point(n)
				h.arm(fault{}, 0)
				if !reached {
					t.Fatalf("%s was not reached", point)
				}
				if !passes(t, point, answer) {
					wantRefusal(t, f, point, answer)
					if contentOf(t, r.library()) != now {
						t.Errorf("%s: the library is not as it was, though the answer is %q", point, answer)
					}
					h.must("restore", r.folder)
				}
				if contentOf(t, r.library()) != earlier {
					t.Errorf("%s: the library is not the copy", point)
				}
				r.wantKept(t, point, now)
			}
		})
	}
}

func TestAKillAtAnyWritePointOfARestoreLeavesEitherStateWhole(t *testing.T) {
	s := twoStates(t)
	now, earlier := contentOf(t, s.now), contentOf(t, s.earlier)
	folder := t.TempDir()
	all := newHelper(t, folder).count(killed, "restore "+s.put(t, folder, "count").folder)
	for _, n := range points(t, all, 5) {
		h := newHelper(t, folder)
		r := s.put(t, folder, fmt.Sprint(n))
		answer, reached := h.faulted(killed, n, "restore", r.folder)
		if !reached || answer != "" {
			t.Fatalf("%s: the answer is %q", h.point(n), answer)
		}
		<-h.done
		point := h.point(n)
		switch contentOf(t, r.library()) {
		case now:
		case earlier:
			r.wantKept(t, point, now)
		default:
			t.Errorf("%s: the library is neither as it was nor the copy", point)
		}
		wantSoundFile(t, r.library())
		_, err := RestoreCopy(context.Background(), r.library(), r.copy(), r.copies(), Options{})
		if err != nil || contentOf(t, r.library()) != earlier {
			t.Errorf("%s: the next restore: %v", point, err)
		}
	}
}

// A damaged file is no library any more, but it may be the only one: its bytes, and those of the log beside it, are always
// somewhere.
func TestAKillWhileADamagedLibraryIsReplacedLosesNoneOfItsBytes(t *testing.T) {
	s := twoStates(t)
	earlier := contentOf(t, s.earlier)
	folder := t.TempDir()
	damaged := func(name string) restorable {
		r := s.put(t, folder, name)
		damage(t, r.library(), func([]byte) {}, 3, 5, 9)
		must(t, os.WriteFile(r.library()+"-wal", []byte("the end of it"), 0o600))
		return r
	}
	// found are the bytes of all files of a folder, by the beginnings and ends of their names.
	found := func(t *testing.T, r restorable) map[string]string {
		all := map[string]string{}
		must(t, filepath.WalkDir(r.folder, func(path string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() && strings.HasPrefix(e.Name(), "library") {
				all[textOf(t, path)] = path
			}
			return err
		}))
		return all
	}
	before := slices.Sorted(maps.Keys(found(t, damaged("before"))))
	all := newHelper(t, folder).count(killed, "restore "+damaged("count").folder)
	for _, n := range points(t, all, 5) {
		h := newHelper(t, folder)
		r := damaged(fmt.Sprint(n))
		if answer, reached := h.faulted(killed, n, "restore", r.folder); !reached || answer != "" {
			t.Fatalf("%s: the answer is %q", h.point(n), answer)
		}
		<-h.done
		after := found(t, r)
		for _, bytes := range before {
			if after[bytes] == "" {
				t.Errorf("%s: %d bytes are in no file any more", h.point(n), len(bytes))
			}
		}
		_, err := RestoreCopy(context.Background(), r.library(), r.copy(), r.copies(), Options{})
		if err != nil || contentOf(t, r.library()) != earlier {
			t.Errorf("%s: the next restore: %v", h.point(n), err)
		}
	}
}

func TestALibraryThatAnotherProgramHasOpenIsCopiedButNotReplaced(t *testing.T) {
	ctx := context.Background()
	s := twoStates(t)
	r := s.put(t, t.TempDir(), "used")
	h := newHelper(t, t.TempDir())
	h.must("open", r.library())
	h.must("edit", "there")
	l, err := Open(ctx, r.library(), testOptions())
	must(t, err)
	kept, err := l.KeepCopy(ctx, r.copies(), CopyImport)
	must(t, err)
	must(t, l.Close())
	if contentOf(t, kept.Path) != contentOf(t, r.library()) {
		t.Error("the copy does not hold what the other program has stored")
	}
	before := namesIn(t, r.copies())
	_, err = RestoreCopy(ctx, r.library(), r.copy(), r.copies(), testOptions())
	if wantCode(t, err, appraisal.CodeLocked); !strings.Contains(err.Error(), "Close it there") && !strings.Contains(err.Error(), "Close that program") {
		t.Errorf("it says %q", err)
	}
	if after := namesIn(t, r.copies()); !slices.Equal(after, before) {
		t.Errorf("the copies were %q and are %q", before, after)
	}
	h.must("edit", "after")
	if claims := h.must("look", ""); claims != "9" {
		t.Errorf("the other program has %s claims, want 9", claims)
	}
	h.must("close", "")
	_, err = RestoreCopy(ctx, r.library(), r.copy(), r.copies(), testOptions())
	if must(t, err); contentOf(t, r.library()) != contentOf(t, s.earlier) {
		t.Error("the library is not the copy")
	}
}

// Who opens a library while it is replaced waits for the old file's lock, and must not go on with that file.
func TestALibraryThatIsReplacedWhileItIsOpenedIsOpenedAsItIsThen(t *testing.T) {
	ctx := context.Background()
	s := twoStates(t)
	r := s.put(t, t.TempDir(), "replaced")
	db, err := connect(r.library(), Options{}.withDefaults(), "mode=rw", "locking_mode(EXCLUSIVE)") // as RestoreCopy does
	must(t, err)
	defer db.Close()
	conn, err := db.Conn(ctx)
	must(t, err)
	for _, query := range []string{`PRAGMA journal_mode = DELETE`, `BEGIN EXCLUSIVE`, `COMMIT`} {
		_, err := conn.ExecContext(ctx, query)
		must(t, err)
	}
	h := newHelper(t, t.TempDir())
	answer := make(chan string)
	go func() { answer <- h.tell("open", r.library()) }()
	until(t, "the other program has the file open for writing", func() bool {
		all, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", h.cmd.Process.Pid))
		return slices.ContainsFunc(all, func(fd string) bool {
			to, _ := os.Readlink(fd)
			info, err := os.Lstat(fd)
			return err == nil && to == r.library() && info.Mode().Perm()&0o200 != 0
		})
	})
	must(t, supplant(r.library(), newUID(), func(temporary string) error { copyFile(t, s.earlier, temporary); return nil }))
	must(t, conn.Close())
	must(t, db.Close())
	if said := <-answer; !strings.HasPrefix(said, "ok") {
		if !strings.HasPrefix(said, string(appraisal.CodeMoved)) || !strings.Contains(said, "another file has taken its place") {
			t.Errorf("it says %q", said)
		}
		h.must("open", r.library())
	}
	h.must("edit", "after")
	h.must("close", "")
	if _, claims := content(t, r.library()); claims != 6 {
		t.Errorf("%d claims are in the library, want 6: what was saved is in no file", claims)
	}
	wantSoundFile(t, r.library())
}

// SQLite does not tell that it could not take its log away, which looks as if another program had the library open.
func TestALogThatCouldNotBeTakenAwayIsNotTakenForAnotherProgram(t *testing.T) {
	s := twoStates(t)
	folder := t.TempDir()
	h := newHelper(t, folder)
	away := slices.IndexFunc(h.count(diskFault, "restore "+s.put(t, folder, "count").folder), func(call string) bool {
		return call == "unlink library.sqlite-wal"
	})
	if away < 0 {
		t.Fatal("no log is taken away")
	}
	r := s.put(t, folder, "faulted")
	if answer, reached := h.faulted(diskFault, away+1, "restore", r.folder); !reached || !strings.HasPrefix(answer, "ok") {
		t.Errorf("%s: the answer is %q", h.point(away+1), answer)
	}
	r = s.put(t, folder, "lasting")
	lasts := diskFault
	lasts.lasts = true
	if answer, _ := h.faulted(lasts, away+1, "restore", r.folder); strings.HasPrefix(answer, "ok") || strings.Contains(answer, "another program") {
		t.Errorf("%s: the answer is %q", h.point(away+1), answer)
	}
	h.arm(fault{}, 0)
	h.must("restore", r.folder)
	if contentOf(t, r.library()) != contentOf(t, s.earlier) {
		t.Error("the library is not the copy")
	}
}
