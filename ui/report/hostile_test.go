package report

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// Text that would be something else in one format or another: markup, formulas, what turns the direction of writing,
// control characters, and no end.
var hostile = map[string]string{
	"script":   `<script>alert("x")</script><img src=x onerror=alert(1)>`,
	"markdown": "# no heading [no link](javascript:alert(1)) `no code` | no | cell\n\n---\n\n> no quote",
	"formula":  `=HYPERLINK("http://example.org","click")`,
	"signs":    "a\u202eb\u0000c\u0007d\ufffee\U0001F469\u200D\U0001F52C",
	"endless":  strings.Repeat("word ", 20_000),
	"unbroken": strings.Repeat("x", 100_000),
	"verbs":    "100 %d %s %[2]v %!",
	"bytes":    "not UTF-8: \xff\xfe",
}

func TestHostileTextIsTextInEveryReport(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			ctx, lib := context.Background(), library(t)
			uid := uidOf(t, lib, "a001-04", 0)
			d, err := lib.Dossier(ctx, uid, "")
			if err != nil {
				t.Fatal(err)
			}
			write(t, lib, func(b *db.Batch) {
				c, doc := d.Claim, d.Document
				if len(text) > 50_000 { // one field without end is enough of it
					c.Citation.Note = text
					b.PutClaim(c)
					b.PutBrief(appraisal.Brief{ClaimUID: uid, Advice: text})
					return
				}
				c.Label, c.Text, c.Wording, c.Place, c.Population, c.Outcome = text, text, text, text, text, text
				c.Citation.Note, c.Citation.Quote, c.Citation.Cited = text, text, text
				doc.Title, doc.Author, doc.URL, doc.DOI = text, text, text, text
				b.PutClaim(c)
				b.PutDocument(doc)
				b.PutBrief(appraisal.Brief{ClaimUID: uid, BottomLine: text, Question: text, Search: text, Advice: text, PreparedBy: text, CheckedBy: text})
			})
			for _, k := range Kinds {
				for _, f := range Formats {
					out, err := Make(ctx, lib, Request{Kind: k, Format: f, Claims: []string{uid}, Date: "2026-11-28"}, nil)
					if err != nil {
						t.Errorf("%s as %s: %v", k, f, err)
						continue
					}
					if strings.ContainsAny(out.Name, "/\\:*?\"<>|\n\x00") || len([]rune(out.Name)) > 90 {
						t.Errorf("%s as %s is called %.100q", k, f, out.Name)
					}
					if f == HTML && bytes.Contains(out.Data, []byte("<script>alert")) || f == HTML && bytes.Contains(out.Data, []byte("<img src=x")) {
						t.Errorf("%s as %s runs what an article says", k, f)
					}
				}
			}
		})
	}
}
