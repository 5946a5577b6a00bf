package report

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// A report is read by people who cannot open the article: it must not quote words as its own that are not in it.
func TestAReportSaysThatQuotedWordsAreNotInTheArticleAnyMore(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	claim, err := lib.Claim(ctx, uidOf(t, lib, "a003-03", 2))
	if err != nil {
		t.Fatal(err)
	}
	document, err := lib.Document(ctx, claim.DocumentUID)
	if err != nil {
		t.Fatal(err)
	}
	said := func(text string) string {
		data := []byte(text)
		document.File = db.HashOf(data)
		claim.Key, claim.Wording, claim.Anchor = "", "The effect is robust.", appraisal.Anchor{Page: 1, Start: 0, End: 21}
		write(t, lib, func(b *db.Batch) {
			b.PutFile(db.File{SHA256: document.File, Data: data, Pages: []db.PageText{{Number: 1, Text: text}}})
			b.PutDocument(document)
			b.PutClaim(claim)
		})
		var all string
		for _, k := range []Kind{CAT, Evidence} {
			out, err := Make(ctx, lib, Request{Kind: k, Format: Plain, Claims: []string{claim.UID}, Date: "2026-11-28"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			all += strings.Join(strings.Fields(string(out.Data)), " ")
		}
		return all
	}
	const warning = "[These words are not in the text of the document as it is now.]"
	if n := strings.Count(said("The effect is robust. It was read."), warning); n != 0 {
		t.Errorf("the words are there, and %d reports say that they are not", n)
	}
	if n := strings.Count(said("The effect is weak. It was read."), warning); n != 2 {
		t.Errorf("the words are not there, and %d of 2 reports say so", n)
	}
}
