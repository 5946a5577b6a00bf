package report

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/report/block"
	"claimgrade/ui/report/docx"
	"claimgrade/ui/report/html"
	"claimgrade/ui/report/markdown"
	"claimgrade/ui/report/pdf"
	"claimgrade/ui/tr"
)

// Version is that of the program, as reports name it.
const Version = "0.1.0"

// content writes the report of a kind; nil where there is no such kind.
func content(k Kind) func(*Source) (block.Document, error) {
	switch k {
	case CAT:
		return (*Source).cat
	case Evidence:
		return (*Source).evidence
	case Letter:
		return (*Source).letter
	case Handout:
		return (*Source).handout
	case Slides:
		return (*Source).slides
	}
	return nil
}

// Compose writes a report of what a library holds, in the language in use. Progress, if given, is told of every claim.
func Compose(ctx context.Context, lib *db.Library, r Request, progress func(done, total int)) (block.Document, error) {
	doc, _, err := compose(ctx, lib, r, progress)
	return doc, err
}

func compose(ctx context.Context, lib *db.Library, r Request, progress func(done, total int)) (block.Document, *Source, error) {
	write := content(r.Kind)
	if write == nil {
		return block.Document{}, nil, appraisal.Invalid("kind", tr.T("There is no report of the kind “%s”. Choose one of: %s.", string(r.Kind), listOf(Kinds)))
	}
	s, err := arranged(ctx, lib, r, progress)
	if err != nil {
		return block.Document{}, nil, err
	}
	doc, err := write(s)
	return doc, s, err
}

// arranged is what a request asks for, the trials of each claim in the order in which all reports and figures show them.
func arranged(ctx context.Context, lib *db.Library, r Request, progress func(done, total int)) (*Source, error) {
	s, err := gather(ctx, lib, r, progress)
	if err != nil {
		return nil, err
	}
	for i := range s.Claims {
		rows := slices.Clone(s.Claims[i].Rows)
		slices.SortStableFunc(rows, func(a, b rules.Row) int { return order(a) - order(b) })
		s.Claims[i].Assessment.Rows = rows
	}
	return s, nil
}

// order is the place of a row: the pool, then what was left out of it, then context.
func order(r rules.Row) int {
	switch {
	case r.Relation == appraisal.Context:
		return 2
	case !r.InPool:
		return 1
	}
	return 0
}

// Render turns a report into a file of a format.
func Render(ctx context.Context, doc block.Document, f Format) ([]byte, error) {
	switch f {
	case PDF:
		return pdf.Render(ctx, doc)
	case HTML:
		return html.Render(ctx, doc)
	case Markdown:
		return markdown.Render(ctx, doc)
	case Plain:
		return markdown.Plain(ctx, doc)
	case DOCX:
		return docx.Render(ctx, doc)
	}
	return nil, appraisal.Invalid("format", tr.T("Reports are not written as “%s”. Choose one of: %s.", string(f), listOf(Formats)))
}

// Make composes a report and turns it into a file.
func Make(ctx context.Context, lib *db.Library, r Request, progress func(done, total int)) (Output, error) {
	doc, s, err := compose(ctx, lib, r, progress)
	if err != nil {
		return Output{}, err
	}
	data, err := Render(ctx, doc, r.Format)
	if err != nil {
		return Output{}, err
	}
	return Output{Data: data, Name: s.fileName()}, nil
}

// fileName is made of the first claim's label, how many more there are, and the kind.
func (s *Source) fileName() string {
	name := plainName(s.Claims[0].Claim.Label)
	if n := len(s.Claims) - 1; n > 0 {
		name += "-" + plainName(tr.N(n, "and 1 more", "and %d more"))
	}
	return strings.Trim(name+"-"+string(s.Kind), "-") + "." + string(s.Format)
}

// longestName is how many letters of a label go into the name of a file.
const longestName = 60

// plainName is a text as a name of a file may hold it on every system: small letters, digits and hyphens.
func plainName(text string) string {
	var b strings.Builder
	letters := 0
	for _, r := range strings.ToLower(text) {
		switch {
		case letters == longestName:
			return strings.Trim(b.String(), "-")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
			letters++
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// listOf names what there is to choose from.
func listOf[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}
