package db

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"claimgrade/appraisal"
)

// strengthRow is the user's own table of words, as JSON; there is one at most.
type strengthRow struct{ uid, words string }

const strengthUID = "strength"

func strengthColumns(r *strengthRow) []column {
	return []column{
		{name: "uid", at: &r.uid},
		{name: "words", at: &r.words},
	}
}

var strengthTable = newTable(EntityStrengthWords, strengthColumns(new(strengthRow)), "")

// PutStrengthWords stores the table of words that propose how strongly a claim is worded. The table that comes with the
// program is not stored: a later version's is then used.
func (b *Batch) PutStrengthWords(w appraisal.StrengthWords) {
	for _, list := range []*[]string{&w.Hedged, &w.Plain, &w.Emphatic} {
		kept := []string{} // never null in the file
		for _, word := range *list {
			kept = append(kept, strings.Join(strings.Fields(clean(word)), " "))
		}
		*list = kept
	}
	b.refuse(w.Validate())
	if w.Equal(appraisal.DefaultStrengthWords()) {
		b.exec(`DELETE FROM strength_words WHERE uid = ?1`, strengthUID)
		return
	}
	text, err := json.Marshal(w)
	b.refuse(err)
	b.put(strengthTable, strengthColumns(&strengthRow{strengthUID, string(text)}), "The words of strength were not saved")
}

// StrengthWords returns the table of words of the library: the user's own, else that of the program.
func (l *Library) StrengthWords(ctx context.Context) (appraisal.StrengthWords, error) {
	var r strengthRow
	columns := strengthColumns(&r)
	err := l.read(ctx, func(q querier) error {
		return q.each(`SELECT `+list("s", columns)+` FROM strength_words s`, nil, targets(columns), func() {})
	})
	switch {
	case err != nil:
		return appraisal.StrengthWords{}, fail("The words of strength could not be read", err)
	case r.uid == "":
		return appraisal.DefaultStrengthWords(), nil
	}
	return decodeStrength(r.words)
}

func decodeStrength(text string) (appraisal.StrengthWords, error) {
	var w appraisal.StrengthWords
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.DisallowUnknownFields()
	err := d.Decode(&w)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("something follows the table")
		}
	}
	if err == nil && (w.Hedged == nil || w.Plain == nil || w.Emphatic == nil) {
		err = errors.New("a list is missing")
	}
	if err == nil {
		err = w.Validate()
	}
	if err != nil {
		return appraisal.StrengthWords{}, &appraisal.Error{Code: appraisal.CodeCorrupt, Err: err,
			Text: "The library's own table of hedging and emphatic words is damaged. Go back to the program's words, or open a backup of the library."}
	}
	return w, nil
}

func (l *Library) checkStrength(ctx context.Context) ([]Problem, error) {
	_, err := l.StrengthWords(ctx)
	var e *appraisal.Error
	if errors.As(err, &e) && e.Code == appraisal.CodeCorrupt {
		return []Problem{{Area: "words", Entity: EntityStrengthWords, UID: strengthUID, Text: e.Text}}, nil
	}
	return nil, err
}
