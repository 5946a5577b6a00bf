package session

import (
	"context"
	"unicode/utf8"

	"claimgrade/appraisal"
	"claimgrade/appraisal/quote"
	"claimgrade/db"
)

// lostWords are the uids of the claim and of the quotes of its judgements that once stood in the text of a document and
// do not any more. They are kept, and whoever shows them says so.
func lostWords(ctx context.Context, lib *db.Library, d appraisal.Dossier) (map[string]bool, error) {
	lost := map[string]bool{}
	pages := map[string]*Words{} // by document
	look := func(uid, document, exact string, at appraisal.Anchor) error {
		if at.Page == 0 || document == "" {
			return nil
		}
		text, read := pages[document]
		if !read {
			var err error
			if text, err = wordsOf(ctx, lib, document); err != nil {
				return err
			}
			pages[document] = text
		}
		if text != nil {
			if len(text.Find(exact, at)) == 0 {
				lost[uid] = true
			}
		}
		return ctx.Err()
	}
	if err := look(d.Claim.UID, d.Claim.DocumentUID, d.Claim.Wording, d.Claim.Anchor); err != nil {
		return nil, err
	}
	for _, l := range d.Linked {
		for _, a := range l.Appraisals {
			for _, q := range a.Quotes {
				if err := look(q.UID, q.DocumentUID, q.Exact, q.Anchor); err != nil {
					return nil, err
				}
			}
		}
	}
	return lost, nil
}

// wordsOf is the text of a document; nil where the library has no file of it.
func wordsOf(ctx context.Context, lib *db.Library, documentUID string) (*Words, error) {
	d, err := lib.Document(ctx, documentUID)
	if appraisal.CodeOf(err) == appraisal.CodeNotFound || err == nil && d.File == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	kept, err := lib.Pages(ctx, d.File)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(kept))
	for i, p := range kept {
		texts[i] = p.Text
	}
	return NewWords(texts), nil
}

// Words are the pages of a document in which the words of claims and quotes are looked for.
type Words struct {
	texts []string
	pages *quote.Pages
}

// NewWords prepares pages for looking.
func NewWords(pages []string) *Words { return &Words{texts: pages, pages: quote.NewPages(pages)} }

// Find is where a quote stands: on one page or, where it goes on over the next, on two. Nothing is found where a word
// differs.
func (w *Words) Find(exact string, at appraisal.Anchor) []quote.Match {
	if m, ok := w.pages.Find(exact, at); ok {
		return []quote.Match{m}
	}
	if at.Page < 1 || at.Page >= len(w.texts) {
		return nil
	}
	first := w.texts[at.Page-1] + PageBreak
	both := at
	both.Page = 1
	m, ok := quote.Find([]string{first + w.texts[at.Page]}, exact, both)
	if !ok {
		return nil
	}
	turn := utf8.RuneCountInString(first)
	return []quote.Match{{Page: at.Page, Start: m.Start, End: turn - utf8.RuneCountInString(PageBreak)}, {Page: at.Page + 1, Start: 0, End: m.End - turn}}
}

// PageBreak stands between the pages of a quote that goes on over the next page.
const PageBreak = "\n\n"
