package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// Damage is what of a damaged library could be read, and what not.
type Damage struct {
	Path string // of the damaged file
	Salvaged
}

// OpenDamaged opens what can be read of a damaged library, for reading only. What is opened is a library salvaged from it
// into a private folder, which Close removes: so every screen finds sound rows, also what the -wal file holds is there, and
// neither the damaged file nor its folder is ever written.
func OpenDamaged(ctx context.Context, path string, o Options) (*Library, *Damage, error) {
	what := fmt.Sprintf("“%s” could not be opened", filepath.Base(path))
	o = o.withDefaults()
	o.ReadOnly = false
	sweepDamaged()
	folder, err := os.MkdirTemp("", damagedNames+strconv.Itoa(os.Getpid())+"-") // with permissions for its owner only
	if err != nil {
		return nil, nil, fail(what, err)
	}
	to := filepath.Join(folder, filepath.Base(path))
	found, err := salvage(ctx, path, to, o, nil)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(folder))
	}
	o.ReadOnly = true
	l, err := Open(ctx, to, o)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(folder))
	}
	l.private = folder
	return l, &Damage{Path: path, Salvaged: found}, nil
}

// damagedNames is how the folders begin that hold what can be read of a damaged library. The number of the process follows
// that looks at it.
const damagedNames = "claimgrade-damaged-"

// sweepDamaged removes the folders whose process has ended without removing them: they hold a whole library.
func sweepDamaged() {
	found, _ := filepath.Glob(filepath.Join(literally(os.TempDir()), damagedNames+"*")) // the pattern is sound
	for _, folder := range found {
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(folder), damagedNames), "-")
		if id, err := strconv.Atoi(number); err == nil && id > 0 && !alive(id) {
			_ = os.RemoveAll(folder) // or the next time
		}
	}
}

// alive reports whether there is a process of a number, maybe another one than was meant.
func alive(id int) bool {
	p, err := os.FindProcess(id)
	if err != nil || runtime.GOOS == "windows" { // which finds only those that are there
		return err == nil
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
