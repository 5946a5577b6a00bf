// Package starter makes the library that a first start opens: five articles on ketamine for depression, their claims,
// and the trials that bear on them. It reads them from the JSON built into the program and refuses anything it does not
// know. Two starter libraries are equal, down to the uids.
//
// The JSON follows the types of package appraisal, in snake case, with empty fields left out:
//
//   - articles.json, sources.json: {"documents": […]}, the fields of appraisal.Document. A document's key is what facts
//     and claims name it by.
//   - trials/KEY.json: one appraisal.Trial. "facts" of the trial, of each arm and of each result map a field's key to a
//     fact; a fact's "document" is the key of a document, its "status" is reported unless it says otherwise. A result's
//     "experimental" and "control" are keys of arms.
//   - claims/ARTICLE.json: {"claims": […]}, one entry a part, the main claim first. Part 0 is the main claim of its key,
//     the others belong to it. "document" is the article's key; "links" are the fields of appraisal.Link in the order
//     of the board, with the keys of trial and result; a rank claim names its "subject" by the key of a trial.
//
// Estimates stand as their source prints them, experimental arm minus (or divided by) control.
package starter

import (
	"context"
	"errors"
	"os"

	"claimgrade/appraisal"
	"claimgrade/assets"
	"claimgrade/db"

	"github.com/google/uuid"
)

// namespace is the root of the uids of the starter library. Changing it would make new libraries strangers to old ones.
var namespace = uuid.MustParse("5b0c1f6e-7c55-4c0e-9d0a-6a1f2e0b7c31")

func uid(path string) string { return uuid.NewSHA1(namespace, []byte(path)).String() }

// Content decodes and checks the starter library. An error names the file and the place in it.
func Content() (db.Content, error) {
	c, err := read(assets.Starter)
	if err != nil {
		return db.Content{}, &appraisal.Error{Code: appraisal.CodeOf(err), Text: "The starter library cannot be read: " + err.Error(), Err: err}
	}
	return c, nil
}

// Create writes the starter library into a new file. It never overwrites one, and leaves none behind if it fails.
func Create(ctx context.Context, path string, o db.Options) error {
	c, err := Content()
	if err != nil {
		return err
	}
	lib, err := db.Create(ctx, path, o)
	if err != nil {
		return err
	}
	err = errors.Join(lib.Import(ctx, db.Action{Name: "Starter library", Base: true}, c), lib.Close())
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
