package ris_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/ris"
)

// However a program spaces, orders, folds and ends its lines, the records are the same.
func TestTheWayAFileIsWrittenDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zæøåα-ω]{1,9}`), 1, 12)
		pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
		end := pick("line end", "\n", "\r\n", "\r")
		before, after := pick("before the hyphen", "  ", " ", "\t", "   "), pick("after", " ", "  ", "\t")
		small := rapid.Bool().Draw(t, "small")

		var b strings.Builder
		var want []exchange.Record
		for range rapid.IntRange(1, 4).Draw(t, "records") {
			title, abstract := words.Draw(t, "title"), words.Draw(t, "abstract")
			year := rapid.IntRange(1900, 2030).Draw(t, "year")
			number := rapid.IntRange(1, 99_999_999).Draw(t, "number")
			fields := rapid.Permutation([]string{
				pick("TI", "TI", "T1") + "|" + strings.Join(title, " "),
				pick("AU", "AU", "A1") + "|van Dam, K. A.",
				pick("PY", "PY", "DA", "Y1") + "|" + fmt.Sprint(year) + pick("date", "", "/05//", "///", "/05/12/Spring"),
				pick("AB", "AB", "N2") + "|" + strings.Join(abstract, pick("fold", " ", end, end+"  ", end+end+" ")),
				"DO|" + pick("DOI", "", "https://doi.org/", "doi:", "http://dx.doi.org/") + fmt.Sprintf("10.1000/X.%d", number),
				pick("PM", "PM|%d", "U1|%d[pmid]", "C3|PUBMED %d", "C2|PMID: %d"),
				pick("journal", "JF", "T2", "JO", "JA", "J2") + "|Journal",
				"KW|" + strings.Join(words.Draw(t, "keyword"), end),
			}).Draw(t, "order")
			b.WriteString(pick("preamble", "", "1. "+end, "Record #1 of 2"+end+"Provider: Somebody"+end+end, "\ufeff", "<3. >"+end))
			for _, f := range append(append([]string{"TY|JOUR"}, fields...), "ER|") {
				tag, value, _ := strings.Cut(f, "|")
				if strings.Contains(value, "%d") {
					value = fmt.Sprintf(value, number)
				}
				if small {
					tag = strings.ToLower(tag)
				}
				b.WriteString(tag + before + "-" + after + value + end)
			}
			b.WriteString(pick("blank", "", end, end+end))
			want = append(want, exchange.Record{
				Kind: exchange.Document, Title: exchange.Text(strings.Join(title, " ")), Abstract: exchange.Text(strings.Join(abstract, " ")), Year: &year,
				Authors: authors("van Dam", "K. A."), DOI: exchange.Text(fmt.Sprintf("10.1000/x.%d", number)), PMID: exchange.Text(fmt.Sprint(number)), Journal: "Journal",
			})
		}
		f, err := ris.Read(context.Background(), exchange.Source{Text: b.String()})
		if err != nil {
			t.Fatal(err)
		}
		for i := range f.Records {
			f.Records[i].At = exchange.Warning{}
		}
		if d := cmp.Diff(exchange.List[exchange.Record](want), f.Records); d != "" || len(f.Warnings) > 0 {
			t.Fatalf("%s\n%v\n%q", d, f.Warnings, b.String())
		}
	})
}
