package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
)

// claimLine is a claim as `claims --json` prints it, and how `verdict --json` begins. Its keys are public: see
// docs/case-format.md.
type claimLine struct {
	UID            string                     `json:"uid"`
	Key            *string                    `json:"key"`
	Part           int                        `json:"part"`
	Article        *string                    `json:"article"`
	Label          string                     `json:"label"`
	Text           string                     `json:"text"`
	Kind           appraisal.ClaimKind        `json:"kind"`
	Verdict        *appraisal.Verdict         `json:"verdict"`
	WhyNone        *string                    `json:"why_none"`
	Rule           *rules.ID                  `json:"rule"`
	Certainty      *appraisal.Certainty       `json:"certainty"`
	Provisional    bool                       `json:"provisional"`
	Linked         int                        `json:"linked"`
	Pooled         int                        `json:"pooled"`
	UncheckedFacts int                        `json:"unchecked_facts"`
	CitationCheck  *appraisal.CitationFinding `json:"citation_check"`
}

func lineOf(d appraisal.Dossier, a rules.Assessment) claimLine {
	c := d.Claim
	return claimLine{
		UID: c.UID, Key: given(c.Key), Part: c.Part, Article: given(d.Document.Title), Label: c.Label, Text: c.Text, Kind: c.Kind,
		Verdict: given(a.Verdict), WhyNone: given(a.WhyNone), Rule: given(a.Rule), Certainty: given(a.Certainty),
		Provisional: a.Provisional, Linked: a.Linked, Pooled: a.Pooled, UncheckedFacts: len(a.UncheckedFacts),
		CitationCheck: given(c.Citation.Finding),
	}
}

// given is nil, which JSON writes as null, for a word that is not given.
func given[T ~string](word T) *T {
	if word == "" {
		return nil
	}
	return &word
}

// listClaims is the command that lists the claims of a library.
func listClaims(c *call) int {
	fs := c.flags()
	asJSON := fs.Bool("json", false, "")
	name := fs.String("reviewer", "", "")
	args, code, ok := c.parse(fs, 1, 1)
	if !ok {
		return code
	}
	return c.reading(args[0], func(ctx context.Context, lib *db.Library) error {
		reviewer, err := reviewed(ctx, lib, *name)
		if err != nil {
			return err
		}
		dossiers, err := lib.Dossiers(ctx, reviewer.UID)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if !*asJSON {
			writeClaims(&b, dossiers)
			return c.print(&b)
		}
		for _, d := range dossiers {
			if err := writeJSON(&b, lineOf(d, rules.Assess(d))); err != nil {
				return err
			}
		}
		return c.print(&b)
	})
}

// writeJSON adds one line of JSON.
func writeJSON(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// writeClaims lists the claims for a reader, article by article, in columns that go through the whole list.
func writeClaims(b *bytes.Buffer, dossiers []appraisal.Dossier) {
	if len(dossiers) == 0 {
		b.WriteString("The library holds no claims yet.\n")
		return
	}
	rows := make([][]string, len(dossiers))
	for i, d := range dossiers {
		a := rules.Assess(d)
		rows[i] = []string{claimID(d.Claim), verdictWords(a), string(a.Rule), words(a.Certainty), progress(a), d.Claim.Label}
	}
	for i, line := range aligned(rows) {
		if title := titleOf(dossiers[i].Document); i == 0 || title != titleOf(dossiers[i-1].Document) {
			if i > 0 {
				b.WriteString("\n")
			}
			b.WriteString(title + "\n")
		}
		b.WriteString("  " + line + "\n")
	}
}

// aligned makes lines of rows of cells, each column as wide as its widest cell.
func aligned(rows [][]string) []string {
	var wide []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], utf8.RuneCountInString(cell))
		}
	}
	lines := make([]string, len(rows))
	for n, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell + strings.Repeat(" ", wide[i]-utf8.RuneCountInString(cell)+2))
		}
		lines[n] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

func titleOf(d appraisal.Document) string {
	if d.Title == "" {
		return "(no article)"
	}
	return d.Title
}

// claimID is the shortest name by which `verdict` finds the claim again.
func claimID(c appraisal.Claim) string {
	switch {
	case c.Key == "":
		return c.UID
	case c.Part == 0:
		return c.Key
	}
	return fmt.Sprintf("%s.%d", c.Key, c.Part)
}

// verdictWords is the verdict with the mark of one that rests on suggestions, or why there is none.
func verdictWords(a rules.Assessment) string {
	switch {
	case a.Verdict == "":
		return "No verdict yet"
	case a.Provisional:
		return words(a.Verdict) + " (provisional)"
	}
	return words(a.Verdict)
}

// progress is how far the appraisal has come; empty where nothing is to be judged.
func progress(a rules.Assessment) string {
	if a.JudgementsDue == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d judged", a.Judgements, a.JudgementsDue)
}

// words turns a stored word into one to be read: "some-concerns" is "Some concerns".
func words[T ~string](word T) string {
	s := plain(word)
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// plain is words within a sentence.
func plain[T ~string](word T) string { return strings.ReplaceAll(string(word), "-", " ") }
