package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"

	"claimgrade/appraisal"
)

// File is the file of a document, kept by its content. Files are outside the change log: undo and the bin move only
// the document's pointer (Document.File), and what was once put stays.
type File struct {
	SHA256 string // in hexadecimal; HashOf
	Data   []byte
	Pages  []PageText // what was read from it
}

// PageText is the text of a page of a file.
type PageText struct {
	Number int // from 1
	Text   string
	Layout []byte // where its paragraphs and words stand, as db/document writes it
}

// HashOf is the name under which a file is kept.
func HashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// PutFile keeps a file with the text of its pages. A file that is there already gets these pages in place of those
// it had. Put the file before the document that points to it.
func (b *Batch) PutFile(f File) {
	const what = "The file was not saved"
	if f.SHA256 != HashOf(f.Data) {
		b.refuse(appraisal.Invalid("file", "The file's content and its fingerprint do not belong together. Read the file again."))
	}
	b.putBytes(f.SHA256, f.Data, what)
	b.putPages(f, what)
}

// putBytes keeps the content of a file, unless it is there already.
func (b *Batch) putBytes(sha256 string, data []byte, what string) {
	b.add(statement{
		query: `INSERT INTO file (sha256, size, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING`,
		args:  []any{sha256, int64(len(data)), notNull(data)}, what: what,
	})
}

func (b *Batch) putPages(f File, what string) {
	b.add(statement{query: `DELETE FROM page WHERE sha256 = ?1`, args: []any{f.SHA256}, what: what})
	for _, p := range f.Pages {
		b.add(statement{
			query: `INSERT INTO page (sha256, number, text, layout) VALUES (?1, ?2, ?3, ?4)`,
			args:  []any{f.SHA256, int64(p.Number), clean(p.Text), notNull(p.Layout)}, what: what,
		})
	}
	// Last, since this is what brings the search index up to date.
	b.add(statement{query: `UPDATE file SET pages = ?2 WHERE sha256 = ?1`, args: []any{f.SHA256, int64(len(f.Pages))}, what: what})
}

// notNull makes an empty value of none, which a driver would write as NULL.
func notNull(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// File returns the content of a file, or an error of CodeNotFound.
func (l *Library) File(ctx context.Context, sha256 string) ([]byte, error) {
	var data []byte
	err := l.readers.QueryRowContext(ctx, `SELECT bytes FROM file WHERE sha256 = ?`, sha256).Scan(&data)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, errNoFile()
	case err != nil:
		return nil, fail("The file could not be read", err)
	case HashOf(data) != sha256:
		return nil, errTornFile()
	}
	return data, nil
}

// Pages returns the text of the pages of a file, in order, or an error of CodeNotFound.
func (l *Library) Pages(ctx context.Context, sha256 string) ([]PageText, error) {
	var (
		all  []PageText
		p    PageText
		held int
	)
	err := l.read(ctx, func(q querier) error {
		if err := q.each(`SELECT count(*) FROM file WHERE sha256 = ?`, []any{sha256}, []any{&held}, func() {}); err != nil {
			return err
		}
		return q.each(`SELECT number, text, layout FROM page WHERE sha256 = ? ORDER BY number`,
			[]any{sha256}, []any{&p.Number, &p.Text, &p.Layout}, func() { all = append(all, p) })
	})
	switch {
	case err != nil:
		return nil, fail("The text of the file could not be read", err)
	case held == 0:
		return nil, errNoFile()
	}
	return all, nil
}

func errTornFile() error {
	return &appraisal.Error{Code: appraisal.CodeCorrupt,
		Text: "The file is not what was put into the library: it is damaged. Add the file again, or open a backup."}
}

func errNoFile() error {
	return &appraisal.Error{Code: appraisal.CodeNotFound, Text: "The library does not hold this file. Add it to the document again."}
}
