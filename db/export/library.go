package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// writeJSON writes the complete library, whichever claims are chosen.
func writeJSON(ctx context.Context, x *content, w io.Writer) error {
	if len(x.Claims) > 0 {
		x.left = append(x.left, "The complete JSON holds the whole library, not only the claims that were chosen. To pass on some claims, export a library.")
	}
	if err := x.withhold(ctx, nil); err != nil {
		return err
	}
	if !x.Private {
		held, err := x.lib.HistoryHoldsPrivate(ctx)
		if err != nil {
			return err
		}
		if held {
			x.left = append(x.left, "The history speaks of private notes, so it is left out.")
		}
		reports, err := x.lib.HeldReports(ctx)
		if err != nil {
			return err
		}
		x.leave(reports, "One earlier report is left out, because a private note stands in it or may stand in it.",
			"%d earlier reports are left out, because private notes stand in them or may stand in them.")
	}
	return x.lib.WriteJSON(ctx, w, x.Private)
}

// writeLibrary writes a library of the claims and what they rest on.
func writeLibrary(ctx context.Context, x *content, w io.Writer) (err error) {
	claims := x.Claims
	if len(claims) == 0 {
		all, err := x.lib.Claims(ctx)
		if err != nil {
			return err
		}
		for _, c := range all {
			claims = append(claims, c.UID)
		}
		if len(claims) == 0 {
			return appraisal.Invalid("claims", "There are no claims to export. Choose at least one.")
		}
	}
	x.left = append(x.left, "The history is left out, and so are trials and documents that no chosen claim rests on.")
	if err := x.withhold(ctx, claims); err != nil {
		return err
	}
	db.SweepLeftovers(os.TempDir())
	folder, err := os.MkdirTemp("", db.TemporaryNames)
	if err != nil {
		return noRoom(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "claims.sqlite")
	if err := x.lib.CopyClaims(ctx, path, claims, x.Private); appraisal.CodeOf(err) == appraisal.CodeFull {
		return noRoom(err)
	} else if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// noRoom says where there is no room: the folder is none that the user has chosen.
func noRoom(err error) error {
	return &appraisal.Error{Code: appraisal.CodeFull, Err: err,
		Text: fmt.Sprintf("The library could not be put together in the folder for temporary files, “%s”: there is no room, or nobody may write there. Mend that, and try again.", os.TempDir())}
}

// withhold says how many private notes stay here.
func (x *content) withhold(ctx context.Context, claims []string) error {
	if x.Private {
		return nil
	}
	notes, err := x.lib.PrivateNotes(ctx, claims)
	if err != nil {
		return err
	}
	x.leave(len(notes), "One private note is left out.", "%d private notes are left out.")
	return nil
}
