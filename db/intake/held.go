package intake

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/ctgov"
)

// Differences lists where the item's registry record differs from the trial that it is about, or contradicts itself.
func (it Item) Differences() []Difference {
	if !isRegistry(it.Record) {
		return nil
	}
	var here appraisal.Trial
	if it.trial != nil {
		here = *it.trial
	}
	return Compare(TrialOf(*it.Record, it.documentUID()), here)
}

// Held is what a library holds of what is written about a trial.
type Held struct {
	Reports     []Reporting
	Differences []Difference // of the registry records that are kept, against the trial as it is now
}

// Reporting is a document that reports the trial, with its relation to it.
type Reporting struct {
	Document appraisal.Document
	Relation string
}

// HeldOn returns the documents that report a trial, and where the trial as recorded differs from its registry records.
func HeldOn(ctx context.Context, l *db.Library, t appraisal.Trial) (Held, error) {
	var held Held
	reports, err := l.ReportsOf(ctx, t.UID)
	if err != nil {
		return Held{}, err
	}
	for _, r := range reports {
		d, err := l.Document(ctx, r.DocumentUID)
		if err != nil {
			return Held{}, err
		}
		held.Reports = append(held.Reports, Reporting{d, r.Relation})
		if d.Kind != "registry" || d.File == "" {
			continue
		}
		data, err := l.File(ctx, d.File)
		if ctx.Err() != nil {
			return Held{}, ctx.Err()
		}
		if err != nil {
			continue // the library's check tells of files that are gone; the trial can be shown without
		}
		f, err := ctgov.Read(ctx, exchange.Source{Name: d.FileName, Text: string(data)})
		if err != nil {
			return Held{}, err
		}
		for _, r := range f.Records {
			held.Differences = append(held.Differences, Compare(TrialOf(r, d.UID), t)...)
		}
	}
	return held, nil
}
