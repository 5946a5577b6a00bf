package db

import (
	"context"
	"fmt"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/quote"
)

// checkFiles looks whether the file that a document points to is there and is what was put there.
func (l *Library) checkFiles(ctx context.Context) ([]Problem, error) {
	var (
		all           []Problem
		uid, name     string
		sha           string
		data          []byte
		held          bool
		missing, torn []string // hashes
	)
	of := map[string][]Problem{} // by hash: what to say of its documents
	err := l.read(ctx, func(q querier) error {
		err := q.each(`
			SELECT d.uid, d.title, d.file, f.sha256 IS NOT NULL
			FROM document d
			LEFT JOIN file f ON f.sha256 = d.file
			WHERE d.file <> ''
			ORDER BY d.position, d.uid`, nil, []any{&uid, &name, &sha, &held}, func() {
			if of[sha] == nil && !held {
				missing = append(missing, sha)
			}
			of[sha] = append(of[sha], Problem{Area: "files", Entity: EntityDocument, UID: uid, Text: name})
		})
		if err != nil {
			return err
		}
		return q.each(`SELECT sha256, bytes FROM file ORDER BY sha256`, nil, []any{&sha, &data}, func() {
			if HashOf(data) != sha {
				torn = append(torn, sha)
			}
		})
	})
	for _, sha := range missing {
		for _, p := range of[sha] {
			p.Text = fmt.Sprintf("The file of “%s” is not in the library. Add it to the document again.", p.Text)
			all = append(all, p)
		}
	}
	for _, sha := range torn {
		for _, p := range of[sha] {
			p.Text = fmt.Sprintf("The file of “%s” is not what was put into the library. Add it to the document again, or open a backup.", p.Text)
			all = append(all, p)
		}
	}
	return all, err
}

// quotation is a quote that claims to stand in a document.
type quotation struct {
	entity        Entity
	uid, document string
	exact         string
	appraisal.Anchor
}

// checkQuotes looks for every quote in the text of its document, where the library holds that.
func (l *Library) checkQuotes(ctx context.Context) ([]Problem, error) {
	var (
		all    []Problem
		x      quotation
		quotes []quotation
		sha    string
		title  string
	)
	files, titles := map[string]string{}, map[string]string{} // by document
	err := l.read(ctx, func(q querier) error {
		err := q.each(`
			SELECT d.uid, d.title, CASE WHEN EXISTS (SELECT 1 FROM page p WHERE p.sha256 = d.file) THEN d.file ELSE '' END
			FROM document d`, nil, []any{&x.document, &title, &sha}, func() { files[x.document], titles[x.document] = sha, title })
		if err != nil {
			return err
		}
		return q.each(`
			SELECT 'quote', uid, document_uid, exact, prefix, suffix, page, start_at, end_at
			FROM quote WHERE document_uid IS NOT NULL AND exact <> ''
			UNION ALL
			SELECT 'fact', uid, document_uid, quote, '', '', 0, 0, 0
			FROM fact WHERE document_uid IS NOT NULL AND quote <> ''
			UNION ALL
			SELECT 'claim', uid, document_uid, wording, wording_prefix, wording_suffix, wording_page, wording_start, wording_end
			FROM claim WHERE document_uid IS NOT NULL AND wording <> '' AND wording_page > 0
			ORDER BY 3, 1, 2`, nil,
			[]any{(*string)(&x.entity), &x.uid, &x.document, &x.exact, &x.Prefix, &x.Suffix, &x.Page, &x.Start, &x.End},
			func() { quotes = append(quotes, x) })
	})
	if err != nil {
		return nil, err
	}
	unread, read := 0, ""
	var pages *quote.Words
	for _, x := range quotes {
		switch sha := files[x.document]; {
		case sha == "":
			unread++
			continue
		case pages == nil || read != x.document:
			texts, err := l.Pages(ctx, sha)
			if err != nil {
				return nil, err
			}
			pages, read = quote.NewWords(textsOf(texts)), x.document
		}
		if len(pages.Find(x.exact, x.Anchor)) == 0 {
			all = append(all, Problem{Area: "quotes", Entity: x.entity, UID: x.uid, Doubt: true, Text: fmt.Sprintf(
				"“%s” does not stand in the text of “%s”. Open the document and choose the words again.", shortened(x.exact), titles[x.document])})
		}
	}
	if unread > 0 {
		all = append(all, Problem{Area: "quotes", Skipped: true, Text: fmt.Sprintf(
			"%d quotes were not compared with their documents, because the library does not hold the documents' texts.", unread)})
	}
	return all, nil
}

// textsOf are the texts of pages by their numbers.
func textsOf(pages []PageText) []string {
	var texts []string
	for _, p := range pages {
		for len(texts) < p.Number {
			texts = append(texts, "")
		}
		texts[p.Number-1] = p.Text
	}
	return texts
}

// shortened is a quote as a message shows it.
func shortened(s string) string {
	if r := []rune(strings.Join(strings.Fields(s), " ")); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
