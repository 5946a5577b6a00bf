package robvis

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/db/exchange"
)

func TestATableIsWrittenAsRobvisReadsIt(t *testing.T) {
	study := func(name, a, b, overall string, w float64) Study {
		return Study{exchange.Appraisal{Study: exchange.Text(name), Overall: exchange.Text(overall),
			Domains: []exchange.DomainWord{{ID: "Blinding", Judgement: exchange.Text(a)}, {ID: "Follow-up", Judgement: exchange.Text(b)}}}, w}
	}
	var b bytes.Buffer
	if err := Write(&b, []Study{study("Lie, Moe 2015", "Low", "Some concerns", "Some concerns", 12.345678), study("=cmd", "High", "No information", "High", 0), study("Tiny", "Low", "Low", "Low", 0.0004)}); err != nil {
		t.Fatal(err)
	}
	const want = "Study,Blinding,Follow-up,Overall,Weight\n\"Lie, Moe 2015\",Low,Some concerns,Some concerns,12.346\n'=cmd,High,No information,High,0\nTiny,Low,Low,Low,0\n"
	if b.String() != want {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
	if err := Write(&b, []Study{study("A", "Low", "Low", "Low", 1), {exchange.Appraisal{Study: "B"}, 1}}); err == nil || !strings.Contains(err.Error(), "“B” has 0") {
		t.Errorf("rows of different domains are written: %v", err)
	}
}

func TestWrittenJudgementsAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom(Words)
		var studies []Study
		for range rapid.IntRange(1, 6).Draw(t, "studies") {
			s := Study{Weight: rapid.Float64Range(0, 100).Draw(t, "weight")}
			s.Study = exchange.Text(strings.TrimSpace(rapid.StringMatching(`[a-zÅ"=+,'-][a-z 0-9,"']{1,12}z`).Draw(t, "study")))
			s.Study = exchange.Plain(string(s.Study))
			for _, d := range []string{"Blinding", "Sample size", "Follow-up", "Attrition"} {
				s.Domains = append(s.Domains, exchange.DomainWord{ID: d, Judgement: exchange.Text(words.Draw(t, d))})
			}
			s.Overall = exchange.Text(words.Draw(t, "overall"))
			studies = append(studies, s)
		}
		var b bytes.Buffer
		if err := Write(&b, studies); err != nil {
			t.Fatal(err)
		}
		f, err := Read(context.Background(), exchange.Source{Name: "table.csv", Text: b.String()})
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Records) != len(studies) || len(f.Warnings) > 0 {
			t.Fatalf("%d records, %v (%s) of\n%s", len(f.Records), f.Warnings, f.Refused, b.String())
		}
		for i, r := range f.Records {
			if r.Title != studies[i].Study || domains(r) != domains(exchange.Record{Appraisal: &studies[i].Appraisal}) || r.Appraisal.Overall != studies[i].Overall {
				t.Fatalf("%q %s, want %q, in\n%s", r.Title, domains(r), studies[i].Study, b.String())
			}
		}
	})
}
