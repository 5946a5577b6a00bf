package nbib_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/nbib"
)

// Wherever lines are folded, however they end and whatever parts the records, the records are the same.
func TestWhereLinesAreFoldedDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zæøåα-ω]{1,9}`), 1, 30)
		pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
		end := pick("line end", "\n", "\r\n", "\r")
		space := pick("after the hyphen", " ", "", "  ")
		between := pick("between", "", end, end+end, "\ufeff", end+"\ufeff")

		var b strings.Builder
		var want []exchange.Record
		for i := range rapid.IntRange(1, 4).Draw(t, "records") {
			fold := func(label string, words []string) string {
				var s strings.Builder
				for j, w := range words {
					if j > 0 {
						s.WriteString(pick("fold "+label, " ", " "+end+"      ", end+"      ", end+"\t"))
					}
					s.WriteString(w)
				}
				return s.String()
			}
			title, abstract := words.Draw(t, "title"), words.Draw(t, "abstract")
			year := rapid.IntRange(1900, 2030).Draw(t, "year")
			for _, f := range []string{
				fmt.Sprintf("PMID|%d", 100+i), "OWN|NLM", "STAT|MEDLINE",
				"DP|" + fmt.Sprint(year) + pick("date", "", " Jan", " Jan 5", " Spring", " Jan-Feb", " Dec-2031 Jan"),
				"TI|" + fold("title", title), "LID|" + fmt.Sprintf("10.1000/X.%d [doi]", i), "AB|" + fold("abstract", abstract),
				"FAU|van Dam, Kari A", "AU|van Dam KA", "AD|" + fold("address", words.Draw(t, "address")), "JT|Journal", "SO|J. 2016.",
			} {
				tag, value, _ := strings.Cut(f, "|")
				fmt.Fprintf(&b, "%-4s-%s%s%s", tag, space, value, end)
			}
			b.WriteString(between)
			want = append(want, exchange.Record{
				Kind: exchange.Document, Title: exchange.Text(strings.Join(title, " ")), Abstract: exchange.Text(strings.Join(abstract, " ")), Year: &year,
				Authors: exchange.List[exchange.Author]{{Family: "van Dam", Given: "Kari A"}}, DOI: exchange.Text(fmt.Sprintf("10.1000/x.%d", i)),
				PMID: exchange.Text(fmt.Sprint(100 + i)), Journal: "Journal",
			})
		}
		f, err := nbib.Read(context.Background(), exchange.Source{Text: b.String()})
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
