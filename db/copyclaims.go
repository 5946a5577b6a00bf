package db

import (
	"context"
	"fmt"
	"path/filepath"

	"claimgrade/appraisal"
)

// CopyClaims writes a small library of some claims into a new file at path, to be sent to a colleague: with the main
// claims that parts hang on, what they link with its trials, facts and documents, files included, all judgements,
// decisions and briefs, and the thresholds in force. The rest is never written there, nor is any history. Private notes
// are left empty unless private is set.
func (l *Library) CopyClaims(ctx context.Context, path string, claimUIDs []string, private bool) error {
	what := fmt.Sprintf("The claims were not copied into “%s”", filepath.Base(path))
	if len(claimUIDs) == 0 {
		return appraisal.Invalid("claims", "No claim is chosen. Choose those to copy.")
	}
	err := l.read(ctx, func(q querier) error {
		version := 0
		if err := q.each(`PRAGMA user_version`, nil, []any{&version}, func() {}); err != nil {
			return err
		}
		s, err := selected(q, claimUIDs)
		if err != nil {
			return err
		}
		return grow(ctx, path, Options{Now: l.options.Now, NewUID: l.options.NewUID}, loading{what: what, name: "Copy of claims", schema: version,
			fill: func(v *loader) error { return leaving{selection: s, private: private}.walk(q, v) }})
	})
	if err != nil {
		return fail(what, err)
	}
	return nil
}
