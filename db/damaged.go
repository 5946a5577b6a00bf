package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	folder, err := os.MkdirTemp("", "claimgrade-") // with permissions for its owner only
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
