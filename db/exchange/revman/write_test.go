package revman

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"claimgrade/db/exchange"
)

// Whatever is written is read again: studies with their ids, the numbers of their groups or their estimates, and what was
// judged with its support.
func TestAWrittenPackageIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Package
		want := exchange.List[exchange.Record]{}
		text := func(label string) string {
			return string(exchange.Plain(rapid.StringMatching(`[A-Z=+'"][a-zø,;"' =-]{0,12}z`).Draw(t, label)))
		}
		number := func(label string, lo, hi float64) *float64 {
			x := rapid.Float64Range(lo, hi).Draw(t, label)
			return &x
		}
		count := func(label string) *float64 {
			x := float64(rapid.IntRange(1, 500).Draw(t, label))
			return &x
		}
		for i := range rapid.IntRange(1, 4).Draw(t, "studies") {
			year := rapid.IntRange(1950, 2030).Draw(t, "year")
			s := Study{Name: fmt.Sprintf("%s %d", text("name"), i), Year: &year, RegistryIDs: []string{fmt.Sprintf("NCT%08d", i)}, DOI: fmt.Sprintf("10.1000/a_%d", i), PMID: fmt.Sprint(1 + i)}
			j := Judged{Overall: "High risk"}
			for _, d := range []string{"Blinding", "Follow-up"} {
				j.Domains = append(j.Domains, exchange.DomainWord{ID: d, Judgement: exchange.Text(rapid.SampledFrom([]string{"Low risk", "Some concerns", "High risk"}).Draw(t, d)), Support: exchange.Text(text("support"))})
			}
			s.Judged = []Judged{j}
			p.Studies = append(p.Studies, s)
			want = append(want, exchange.Record{Kind: exchange.TrialKind, Title: exchange.Text(s.Name), Year: &year, RegistryIDs: s.RegistryIDs, DOI: exchange.Text(s.DOI), PMID: exchange.Text(s.PMID), Trial: &exchange.Trial{},
				Appraisal: &exchange.Appraisal{Study: exchange.Text(s.Name), Tool: "other", Domains: j.Domains, Overall: j.Overall}})
		}
		for n := range rapid.IntRange(0, 4).Draw(t, "analyses") {
			a := Analysis{Group: 1, Number: n + 1, Name: text("outcome"), GroupName: text("comparison"), Kind: Kind(rapid.IntRange(0, 2).Draw(t, "kind")), Measure: "Hazard Ratio"}
			for i, s := range p.Studies {
				x := exchange.Result{Outcome: a.Name}
				switch a.Kind {
				case Dichotomous:
					x.Experimental, x.Control = exchange.Side{N: count("n"), Events: count("events")}, exchange.Side{N: count("n"), Events: count("events")}
				case Continuous:
					x.Experimental = exchange.Side{N: count("n"), Mean: number("mean", -99, 99), SD: number("sd", 0.1, 30)}
					x.Control = exchange.Side{N: count("n"), Mean: number("mean", -99, 99), SD: number("sd", 0.1, 30)}
				case Contrast:
					x.Measure, x.Estimate, x.SE = a.Measure, number("estimate", -5, 5), number("se", 1e-9, 5)
					x.Experimental.N = count("n")
				}
				a.Rows = append(a.Rows, Row{s.Name, s.Year, x})
				want[i].Trial.Results = append(want[i].Trial.Results, x)
			}
			p.Analyses = append(p.Analyses, a)
		}
		var b, again bytes.Buffer
		if err := WriteZip(&b, p); err != nil {
			t.Fatal(err)
		}
		if err := WriteZip(&again, p); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Fatalf("the same package is another file: %v", err)
		}
		f, err := ReadZip(context.Background(), exchange.Source{Name: "x.zip", Data: b.Bytes()})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, f.Records, cmpopts.IgnoreFields(exchange.Record{}, "At", "Warnings"), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
		for _, w := range f.Warnings {
			t.Fatal(w.Message)
		}
		for _, r := range f.Records {
			for _, w := range r.Warnings {
				if !strings.Contains(w.Message, "milder") {
					t.Fatal(w.Message)
				}
			}
		}
	})
}
