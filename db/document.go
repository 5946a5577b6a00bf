package db

import (
	"context"

	"claimgrade/appraisal"
)

func documentColumns(d *appraisal.Document) []column {
	return []column{
		{name: "uid", at: &d.UID},
		{name: "key", at: &d.Key},
		{name: "kind", at: &d.Kind},
		{name: "title", at: &d.Title},
		{name: "author", at: &d.Author},
		{name: "outlet", at: &d.Outlet},
		{name: "date", at: &d.Date},
		{name: "doi", at: &d.DOI},
		{name: "pmid", at: &d.PMID},
		{name: "url", at: &d.URL},
		{name: "note", at: &d.Note},
		{name: "note_private", at: &d.NotePrivate},
		{name: "file", at: &d.File},
		{name: "file_name", at: &d.FileName},
		{name: "abstract", at: &d.Abstract},
		{name: "volume", at: &d.Volume},
		{name: "issue", at: &d.Issue},
		{name: "pages", at: &d.Pages},
		{name: "language", at: &d.Language},
		{name: "registry_ids", at: array[string]{&d.RegistryIDs}},
	}
}

var documentTable = newTable(EntityDocument, documentColumns(new(appraisal.Document)), "all")

// PutDocument adds or changes a document and returns its uid.
func (b *Batch) PutDocument(d appraisal.Document) (uid string) {
	b.give(&d.UID)
	b.put(documentTable, documentColumns(&d), "The document “"+d.Title+"” was not saved")
	return d.UID
}

// DeleteDocument deletes a document with its claims, their links and appraisals. A document on which a fact or a
// quote rests is kept, and the batch fails with CodeConflict.
func (b *Batch) DeleteDocument(uid string) {
	const claims = `SELECT uid FROM claim WHERE document_uid = ?1 UNION SELECT c.uid FROM claim c JOIN claim p ON p.uid = c.parent_uid WHERE p.document_uid = ?1`
	b.deleteLinks(`claim_uid IN (`+claims+`)`, uid)
	b.exec(`DELETE FROM overrule WHERE claim_uid IN (`+claims+`)`, uid)
	b.exec(`DELETE FROM brief WHERE claim_uid IN (`+claims+`)`, uid)
	b.exec(`DELETE FROM claim WHERE uid IN (`+claims+`)`, uid)
	b.exec(`DELETE FROM report WHERE document_uid = ?1`, uid)
	b.remove(documentTable, uid, "The document was not deleted")
}

// Documents returns all documents in the order in which they were added.
func (l *Library) Documents(ctx context.Context) ([]appraisal.Document, error) {
	var all []appraisal.Document
	err := l.read(ctx, func(q querier) (err error) {
		all, err = documents(q, `1`)
		return err
	})
	if err != nil {
		return nil, fail("The documents could not be read", err)
	}
	return all, nil
}

// DocumentsOf returns those documents of the given uids that are in the library, in the order in which they were added.
func (l *Library) DocumentsOf(ctx context.Context, uids []string) ([]appraisal.Document, error) {
	var found []appraisal.Document
	err := l.read(ctx, func(q querier) (err error) {
		found, err = documents(q, `d.uid IN (SELECT value FROM json_each(?))`, set(uids))
		return err
	})
	if err != nil {
		return nil, fail("The documents could not be read", err)
	}
	return found, nil
}

// Document returns one document, or an error of CodeNotFound.
func (l *Library) Document(ctx context.Context, uid string) (appraisal.Document, error) {
	var found []appraisal.Document
	err := l.read(ctx, func(q querier) (err error) {
		found, err = documents(q, `d.uid = ?`, uid)
		return err
	})
	if err == nil {
		return one(found, "document")
	}
	return appraisal.Document{}, fail("The document could not be read", err)
}

func documents(q querier, where string, args ...any) ([]appraisal.Document, error) {
	var (
		all []appraisal.Document
		d   appraisal.Document
	)
	columns := documentColumns(&d)
	err := q.each(`SELECT `+list("d", columns)+` FROM document d WHERE `+where+` ORDER BY d.position, d.uid`,
		args, targets(columns), func() { all = append(all, d) })
	return all, err
}

// one returns the only element, or says that it is gone.
func one[T any](found []T, what string) (T, error) {
	if len(found) == 0 {
		var none T
		return none, &appraisal.Error{Code: appraisal.CodeNotFound,
			Text: "This " + what + " is no longer in the library. Go back and reload."}
	}
	return found[0], nil
}
