package db

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/appraisal/quote"
)

// LostWords returns the uids of the claim and of the quotes of its judgements that once stood in the text of a document and
// do not any more. They are kept, and whoever shows them says so.
func (l *Library) LostWords(ctx context.Context, d appraisal.Dossier) (map[string]bool, error) {
	lost := map[string]bool{}
	pages := map[string]*quote.Words{} // by document
	look := func(uid, document, exact string, at appraisal.Anchor) error {
		if at.Page == 0 || document == "" {
			return nil
		}
		text, read := pages[document]
		if !read {
			var err error
			if text, err = l.wordsOf(ctx, document); err != nil {
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
	for _, k := range d.Linked {
		for _, a := range k.Appraisals {
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
func (l *Library) wordsOf(ctx context.Context, documentUID string) (*quote.Words, error) {
	d, err := l.Document(ctx, documentUID)
	if appraisal.CodeOf(err) == appraisal.CodeNotFound || err == nil && d.File == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	kept, err := l.Pages(ctx, d.File)
	if err != nil {
		return nil, err
	}
	return quote.NewWords(textsOf(kept)), nil
}
