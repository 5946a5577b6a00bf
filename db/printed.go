package db

import (
	"context"

	"claimgrade/appraisal"
)

// Printed is the record of a report that was handed out: what it was about, what the verdicts were then and by which
// rules, and the file itself. It is outside the change log, as the history is: undo does not take it back, it is never
// changed, and it stays when its claims are deleted. A dump leaves it out for the same reason; WriteJSON holds it.
type Printed struct {
	UID          string
	At           string // when it was stored: RFC 3339 UTC
	ClaimUIDs    []string
	Kind         string // cat, evidence, letter, handout, slides …
	Format       string // html, pdf, docx …
	Language     string
	Day          string // as printed on it
	RulesVersion string
	Thresholds   string // the name of the set in force
	Verdicts     []PrintedVerdict
	Private      bool   // private notes are in it
	SHA256       string // of its file; see File
	FileName     string
	Data         []byte // its file, to be put; not read back, see File
}

// PrintedVerdict is what a claim's verdict was when it was printed, in the words in which the library keeps them.
type PrintedVerdict struct {
	ClaimUID    string `json:"claim_uid"`
	Label       string `json:"label"`
	Verdict     string `json:"verdict"`
	Certainty   string `json:"certainty"`
	Rule        string `json:"rule"`
	Provisional bool   `json:"provisional"`
}

func printedColumns(p *Printed) []column {
	return []column{
		{name: "uid", at: &p.UID},
		{name: "at", at: &p.At},
		{name: "claim_uids", at: array[string]{&p.ClaimUIDs}},
		{name: "kind", at: &p.Kind},
		{name: "format", at: &p.Format},
		{name: "language", at: &p.Language},
		{name: "day", at: &p.Day},
		{name: "rules_version", at: &p.RulesVersion},
		{name: "thresholds", at: &p.Thresholds},
		{name: "verdicts", at: array[PrintedVerdict]{&p.Verdicts}},
		{name: "private", at: &p.Private},
		{name: "sha256", at: &p.SHA256},
		{name: "file_name", at: &p.FileName},
	}
}

// PutPrinted keeps the record of a report with its file. An action that does nothing else leaves no step to undo.
func (b *Batch) PutPrinted(p Printed) (uid string) {
	const what = "The record of the report was not saved"
	b.give(&p.UID)
	if p.At == "" {
		p.At = b.now
	}
	if len(p.ClaimUIDs) == 0 {
		b.refuse(appraisal.Invalid("claims", "The record of the report names no claim. Say which claims the report is about."))
	}
	if p.SHA256 = HashOf(p.Data); len(p.Data) == 0 {
		b.refuse(appraisal.Invalid("file", "The record of the report holds no file. Make the report again."))
	}
	// Not PutFile: a report that is also a document of the library keeps the text of its pages.
	b.putBytes(p.SHA256, p.Data, what)
	columns := printedColumns(&p)
	args, err := values(columns)
	b.refuse(err)
	b.add(statement{query: insertOf("printed", columns), args: args, what: what})
	return p.UID
}

// Printed returns what was printed of a claim, the newest first.
func (l *Library) Printed(ctx context.Context, claimUID string) ([]Printed, error) {
	return l.printed(ctx, `EXISTS (SELECT 1 FROM json_each(p.claim_uids) WHERE value = ?)`, claimUID)
}

func (l *Library) printed(ctx context.Context, where string, args ...any) ([]Printed, error) {
	var (
		all []Printed
		p   Printed
	)
	columns := printedColumns(&p)
	err := l.read(ctx, func(q querier) error {
		return q.each(`SELECT `+list("p", columns)+` FROM printed p WHERE `+where+` ORDER BY p.at DESC, p.uid DESC`,
			args, targets(columns), func() { all = append(all, p) })
	})
	if err != nil {
		return nil, fail("The records of reports could not be read", err)
	}
	return all, nil
}

// HeldReports is how many reports stay here when private notes do: those that hold one, and those in which one may stand.
func (l *Library) HeldReports(ctx context.Context) (n int, err error) {
	err = l.read(ctx, func(q querier) error {
		return q.each(`SELECT count(*) FROM printed WHERE NOT `+handedOut("?1"), []any{false}, []any{&n}, func() {})
	})
	if err != nil {
		return 0, fail("The records of reports could not be read", err)
	}
	return n, nil
}
