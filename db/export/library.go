package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"claimgrade/appraisal"
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
			x.left = append(x.left, "The history speaks of private notes, so it is left out, and so are reports in which one may stand.")
		}
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
	folder, err := os.MkdirTemp("", "claimgrade-export-")
	if err != nil {
		return &appraisal.Error{Code: appraisal.CodeFull, Err: err,
			Text: fmt.Sprintf("The library could not be put together, because no temporary file can be made (%v). Make room on the disk, and try again.", err)}
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "claims.sqlite")
	if err := x.lib.CopyClaims(ctx, path, claims, x.Private); err != nil {
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
