package db

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimgrade/appraisal"
)

func init() { roles["obey"] = obey }

// obey is a second process that does what it is told, a line at a time, and answers each with "ok" and what it found, or
// with the code of an error and its sentence.
func obey(string) error {
	ctx := context.Background()
	var l *Library
	second := 0
	o := Options{Now: func() time.Time { second++; return time.Date(2026, 3, 1, 12, 0, second, 0, time.UTC) }}
	commands := map[string]func(argument string) (string, error){
		"offer": func(string) (string, error) { fd, err := offerCalls(); return fmt.Sprint(fd), err },
		"open": func(path string) (_ string, err error) {
			l, err = Open(ctx, path, o)
			return "", err
		},
		"close": func(string) (string, error) { return "", l.Close() },
		"edit": func(name string) (string, error) {
			return "", l.Do(ctx, Action{Name: name}, func(b *Batch) error {
				for range 3 {
					b.PutClaim(appraisal.Claim{Label: name, Text: "One of three.", Kind: appraisal.KindReport})
				}
				return nil
			})
		},
		"look": func(string) (string, error) {
			claims, err := l.Claims(ctx)
			return fmt.Sprint(len(claims)), err
		},
		"setting": func(value string) (string, error) { return "", l.SetSetting(ctx, "window.place", value) },
		"backup":  func(path string) (string, error) { return "", l.Backup(ctx, path) },
		"keep": func(folder string) (string, error) {
			c, err := l.KeepCopy(ctx, folder, CopyDaily)
			return c.Path, err
		},
		"restore": func(folder string) (string, error) { // as laid out by a restorable
			r := restorable{folder}
			_, err := RestoreCopy(ctx, r.library(), r.copy(), r.copies(), o)
			return "", err
		},
		"replace": func(path string) (string, error) {
			return "", WriteFile(path, []byte(strings.Repeat("new ", 9000)), true)
		},
	}
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		word, argument, _ := strings.Cut(in.Text(), " ")
		said, err := commands[word](argument)
		if err != nil {
			fmt.Printf("%s|%s\n", appraisal.CodeOf(err), strings.ReplaceAll(err.Error(), "\n", " / "))
			continue
		}
		fmt.Println("ok " + said)
	}
	return in.Err()
}

// helper is the process that obeys, with the fault layer between it and the files of a folder.
type helper struct {
	*child
	*layer
	t      testing.TB
	folder string
}

func newHelper(t testing.TB, folder string) *helper {
	t.Helper()
	h := &helper{child: start(t, "obey", folder), t: t, folder: folder}
	answer := h.tell("offer", "")
	listener, err := strconv.Atoi(strings.TrimPrefix(answer, "ok "))
	if err != nil {
		t.Skip("the kernel does not let a process hand over its calls: ", answer)
	}
	h.layer = intercept(t, h.cmd.Process.Pid, listener, folder)
	return h
}

// tell gives a command and returns the answer; "" if the process was killed.
func (h *helper) tell(command, argument string) string {
	h.t.Helper()
	if _, err := fmt.Fprintln(h.in, command, argument); err != nil && !errors.Is(err, os.ErrClosed) {
		return ""
	}
	return h.line()
}

// must gives a command that has to succeed and returns what it found.
func (h *helper) must(command, argument string) string {
	h.t.Helper()
	answer := h.tell(command, argument)
	found, ok := strings.CutPrefix(answer, "ok ")
	if !ok {
		h.t.Fatalf("%s gives %q", command, answer)
	}
	return found
}

// faulted gives a command while the n-th write point fails. It returns the answer and whether that point was reached.
func (h *helper) faulted(f fault, n int, command, argument string) (answer string, reached bool) {
	h.t.Helper()
	h.arm(f, n)
	answer = h.tell(command, argument)
	_, hits := h.seen()
	return answer, hits > 0
}

// wantRefusal fails unless an answer is a sentence of a code that fits the fault, which says what to do.
func wantRefusal(t testing.TB, f fault, point, answer string) {
	t.Helper()
	code, text, _ := strings.Cut(answer, "|")
	const full, readOnly, disk, denies = appraisal.CodeFull, appraisal.CodeReadOnly, appraisal.CodeDisk, appraisal.CodeDenied
	fitting := map[string][]appraisal.Code{ // SQLite tells no more of a file that it cannot open than that
		diskFault.name: {disk, denies, readOnly}, diskFull.name: {full, denies}, shortWrite.name: {full},
		diskReadOnly.name: {readOnly, disk, denies}, denied.name: {denies, disk, readOnly},
	}
	fits := slices.Contains(fitting[f.name], appraisal.Code(code)) || strings.HasSuffix(point, "-shm)") && strings.Contains(text, "full or reported a fault")
	if !fits || !strings.HasSuffix(text, ".") || strings.Contains(text, "SQL") {
		t.Errorf("%s at %s: the answer is %q", f.name, point, answer)
	}
}

// passes reports whether an action went well in spite of a fault. It may where a temporary name could not be taken away, the
// folder not be brought to disk, a name not be given in the first of two ways, and with what SQLite makes anew; not where
// the content of a file did not get to the disk.
func passes(t testing.TB, point, answer string) bool {
	t.Helper()
	if !strings.HasPrefix(answer, "ok") {
		return false
	}
	_, call, _ := strings.Cut(strings.TrimSuffix(point, ")"), "(")
	kind, name, _ := strings.Cut(call, " ")
	anew := strings.HasSuffix(name, "-shm") || strings.HasSuffix(name, "-journal")
	if kind != "unlink" && kind != "link" && !anew && (kind != "sync" || filepath.Ext(name) != "") {
		t.Errorf("%s: the answer is %q", point, answer)
	}
	return true
}

// point names a write point in a message.
func (h *helper) point(n int) string {
	calls, _ := h.seen()
	if n > len(calls) {
		return fmt.Sprint("point ", n)
	}
	return fmt.Sprintf("point %d (%s)", n, calls[n-1])
}

var passing = []fault{diskFault, diskFull, shortWrite, diskReadOnly, denied}

// points are the write points to be tried of those that were counted: all in a long run, else some, with the first, the
// last, and the last at which the content of a file is brought to disk.
func points(t testing.TB, calls []string, some int) (out []int) {
	all := len(calls)
	if os.Getenv("CLAIMGRADE_FAULTS") == "all" || all <= some {
		some = all
	}
	for i := range some {
		out = append(out, 1+i*(all-1)/max(some-1, 1))
	}
	for n, call := range slices.Backward(calls) {
		if strings.HasPrefix(call, "sync ") && filepath.Ext(call) != "" {
			out = append(out, n+1)
			break
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	t.Logf("%d of %d write points", len(out), all)
	return out
}

// content is what another program reads in a library now.
func content(t testing.TB, path string) (all string, claims int) {
	t.Helper()
	ctx := context.Background()
	l, err := Open(ctx, path, Options{ReadOnly: true})
	must(t, err)
	defer l.Close()
	found, err := l.Claims(ctx)
	must(t, err)
	return whole(t, l), len(found)
}

// count gives the write points of commands, which it runs.
func (h *helper) count(f fault, commands ...string) []string {
	h.t.Helper()
	h.arm(f, 0)
	for _, c := range commands {
		word, argument, _ := strings.Cut(c, " ")
		h.must(word, argument)
	}
	calls, _ := h.seen()
	if len(calls) == 0 {
		h.t.Fatalf("%s: the layer sees %q", f.name, calls)
	}
	return calls
}

// wantSoundFile opens a library for writing and checks it.
func wantSoundFile(t testing.TB, path string) {
	t.Helper()
	l, err := Open(context.Background(), path, testOptions())
	must(t, err)
	defer l.Close()
	wantSound(t, l)
	wantLogAgrees(t, l)
}

func TestAnEditThatFailsAtAnyWritePointLeavesTheLibraryAsItWasAndTheNextOneGoesOn(t *testing.T) {
	for _, f := range []fault{diskFault, diskFull, shortWrite, diskReadOnly} { // a permission that is lost does not concern an open file
		t.Run(f.name, func(t *testing.T) {
			path := closedSmall(t)
			h := newHelper(t, filepath.Dir(path))
			h.must("open", path)
			h.must("edit", "first") // makes the files beside the library
			for _, n := range points(t, h.count(f, "edit second"), 4) {
				before, claims := content(t, path)
				answer, reached := h.faulted(f, n, "edit", "edit")
				point := h.point(n)
				if !reached {
					t.Logf("%s was not reached", point)
					continue
				}
				if look := h.must("look", ""); look != fmt.Sprint(claims) {
					t.Errorf("%s: it reads %s claims, want %d", point, look, claims)
				}
				if after, _ := content(t, path); after != before {
					t.Errorf("%s: the library has changed; the answer was %q", point, answer)
				}
				wantRefusal(t, f, point, answer)
				h.arm(fault{}, 0)
				h.must("edit", "again")
				if _, now := content(t, path); now != claims+3 {
					t.Errorf("%s: %d claims after the next edit, want %d", point, now, claims+3)
				}
			}
			h.must("close", "")
			h.end(t)
			wantSoundFile(t, path)
		})
	}
}

// Where the window was left is written beside the edits: a fault there may cost that, and nothing else.
func TestASettingThatFailsAtAnyWritePointIsToldInWordsAndTheNextOneIsStored(t *testing.T) {
	for _, f := range []fault{diskFault, diskFull, shortWrite, diskReadOnly} { // a permission that is lost does not concern an open file
		t.Run(f.name, func(t *testing.T) {
			path := closedSmall(t)
			h := newHelper(t, filepath.Dir(path))
			h.must("open", path)
			h.must("setting", "first")
			for _, n := range points(t, h.count(f, "setting second"), 3) {
				before, _ := content(t, path)
				answer, reached := h.faulted(f, n, "setting", fmt.Sprint("faulted ", n))
				point := h.point(n)
				h.arm(fault{}, 0)
				if !reached {
					t.Logf("%s was not reached", point)
					continue
				}
				wantRefusal(t, f, point, answer)
				if strings.Contains(answer, "window.place") {
					t.Errorf("%s: the answer has a word of the program's: %q", point, answer)
				}
				if after, _ := content(t, path); after != before {
					t.Errorf("%s: the library has changed", point)
				}
				h.must("setting", "next")
			}
			h.must("close", "")
			h.end(t)
			wantSoundFile(t, path)
		})
	}
}

// Closing folds what was written into the library itself. If that fails nothing is lost: it stays where it was written.
func TestWhatIsSavedSurvivesAnyFaultWhileTheLibraryIsClosed(t *testing.T) {
	for _, f := range passing {
		t.Run(f.name, func(t *testing.T) {
			path := closedSmall(t)
			h := newHelper(t, filepath.Dir(path))
			h.must("open", path)
			h.must("edit", "first")
			for _, n := range points(t, h.count(f, "close"), 4) {
				h.arm(fault{}, 0)
				h.must("open", path)
				h.must("edit", "next")
				before, _ := content(t, path)
				answer, _ := h.faulted(f, n, "close", "")
				if !strings.HasPrefix(answer, "ok") {
					wantRefusal(t, f, h.point(n), answer)
				}
				if after, _ := content(t, path); after != before {
					t.Errorf("%s: the library has changed; the answer was %q", h.point(n), answer)
				}
			}
			h.end(t)
			wantSoundFile(t, path)
		})
	}
}

func TestAKillAtAnyWritePointOfAnEditLeavesAllOfItOrNothing(t *testing.T) {
	path := closedSmall(t)
	_, claims := content(t, path)
	h := newHelper(t, filepath.Dir(path))
	h.must("open", path)
	all := h.count(killed, "edit first", "close")
	claims += 3
	h.end(t)
	for _, n := range points(t, all, 8) {
		h := newHelper(t, filepath.Dir(path))
		h.must("open", path)
		said, reached := h.faulted(killed, n, "edit", "edit")
		if said != "" {
			_ = h.tell("close", "")
			_, hits := h.seen()
			reached = hits > 0
		}
		if !reached {
			t.Fatalf("%s was not reached", h.point(n))
		}
		<-h.done // it is gone, and its locks with it
		wantSoundFile(t, path)
		_, now := content(t, path)
		if now != claims && now != claims+3 || said == "ok " && now != claims+3 {
			t.Errorf("%s: %d claims, there were %d; the answer was %q", h.point(n), now, claims, said)
		}
		claims = now
	}
}

func TestABackupThatFailsAtAnyWritePointLeavesNoFileAndTheNextOneIsWhole(t *testing.T) {
	for _, f := range passing {
		t.Run(f.name, func(t *testing.T) {
			path, folder := closedSmall(t), t.TempDir()
			want, _ := content(t, path)
			h := newHelper(t, folder)
			h.must("open", path)
			for _, n := range points(t, h.count(f, "backup "+filepath.Join(folder, "count.sqlite")), 4) {
				copied := filepath.Join(folder, fmt.Sprint("copy ", n, ".sqlite"))
				answer, reached := h.faulted(f, n, "backup", copied)
				point := h.point(n)
				h.arm(fault{}, 0)
				if !reached {
					t.Logf("%s was not reached", point)
					continue
				}
				switch {
				case passes(t, point, answer):
				case exists(copied):
					t.Errorf("%s: there is a file, though the answer was %q", point, answer)
				default:
					wantRefusal(t, f, point, answer)
					h.must("backup", copied)
				}
				if got, _ := content(t, copied); got != want {
					t.Errorf("%s: the copy differs", point)
				}
			}
			h.must("close", "")
		})
	}
}

func TestAFileThatCannotBeReplacedAtAnyWritePointStaysAsItWas(t *testing.T) {
	for _, f := range passing {
		t.Run(f.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "report.html")
			must(t, os.WriteFile(path, []byte("old"), 0o640))
			h := newHelper(t, filepath.Dir(path))
			for _, n := range points(t, h.count(f, "replace "+path), 6) {
				must(t, os.WriteFile(path, []byte("old"), 0o640))
				answer, reached := h.faulted(f, n, "replace", path)
				point := h.point(n)
				if !reached {
					t.Logf("%s was not reached", point)
					continue
				}
				switch now := textOf(t, path); {
				case passes(t, point, answer):
					if !strings.HasPrefix(now, "new ") {
						t.Errorf("%s: it says that the file was written, which is %.20q", point, now)
					}
				case now != "old":
					t.Errorf("%s: the file is %.20q, though the answer was %q", point, now, answer)
				default:
					wantRefusal(t, f, point, answer)
				}
				h.arm(fault{}, 0)
				h.must("replace", path)
			}
		})
	}
}
