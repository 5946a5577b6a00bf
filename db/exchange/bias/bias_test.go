package bias

import (
	"strings"
	"testing"

	"claimgrade/db/exchange"
)

func TestTool(t *testing.T) {
	for _, c := range []struct{ want, heads, words string }{
		{"rob2", "D1,D2,D3,D4,D5", "Low,Some concerns,High"},
		{"rob2", "D1,D2,D3,D4,D5", "Low,No information"},
		{"rob2", "Domain 1,Domain 2,Domain 3,Domain 4,Domain 5", "Low risk,High risk"},
		{"other", "D1,D2,D3,D4,D5", "Low,Moderate"},
		{"other", "D1,D2,D3,D4,D5", "gering,hoch"},
		{"rob2-cluster", "D1,D1b,D2,D3,D4,D5", "Low,Not applicable,High"},
		{"rob2-cluster", "D1a,D1b,D2,D3,D4,D5", "Low"},
		{"other", "D1,DS,D2,D3,D4,D5", "Low,Some concerns,High"},
		{"quadas-2", "D1,D2,D3,D4", "Low,Some concerns,High"},
		{"quadas-2", "D1,D2,D3,D4", "Low,Unclear"},
		{"quips", "D1,D2,D3,D4,D5,D6", "Low,Moderate,High"},
		{"robins-i", "D1,D2,D3,D4,D5,D6", "Low,Moderate,Serious"},
		{"other", "D1,D2,D3,D4,D5,D6", "Low,Moderate"},
		{"robins-i", "D1,D2,D3,D4,D5,D6,D7", "Low,Moderate,Serious,Critical,No information"},
		{"robins-i", "D1,D2,D3,D4,D5,D6,D7", "Low,Moderate"},
		{"robins-e", "D1,D2,D3,D4,D5,D6,D7", "Low,Some concerns,High,Very high"},
		{"rob1", "D1,D2,D3,D4,D5,D6,D7", "Low,Unclear,High"},
		{"other", "D1,D2,D3,D4,D5,D6,D7", "Low,High"},
		{"other", "d1,d2,d3,d4,d5,d6,d7", "Low,Moderate,High"},
		{"rob1", "Random.sequence.generation,Allocation.concealment,Other.sources.of.bias", "Low"},
		{"rob1", "Random sequence generation (selection bias),Blinding of participants and personnel (performance bias): All outcomes", ""},
		{"rob2", "Bias arising from the randomization process,Bias due to deviations from intended interventions", ""},
		{"robins-i", "Bias due to confounding,Bias due to deviations from intended interventions", ""},
		{"robins-e", "Confounding,Measurement of the exposure", ""},
		{"quadas-2", "Patient selection,Index test,Reference standard,Flow and timing", ""},
		{"quips", "Study participation,Study attrition,Prognostic factor measurement,Study confounding", ""},
		{"other", "Recall,Funding", "Low,High"},
	} {
		words := Words{}
		for _, w := range strings.Split(c.words, ",") {
			words.Add(w)
		}
		if got := Tool(strings.Split(c.heads, ","), words); got != c.want {
			t.Errorf("%s with %s: %s, want %s", c.heads, c.words, got, c.want)
		}
	}
}

func TestMilder(t *testing.T) {
	for _, c := range []struct {
		overall, domains string
		says             string
	}{
		{"Low", "Low,Low", ""},
		{"High", "Some concerns,Some concerns", ""},
		{"Some concerns", "Low,High", "D2, “High”"},
		{"Low risk of bias", "Moderate,Low", "D1, “Moderate”"},
		{"Serious", "Critical,Serious", "D1, “Critical”"},
		{"High", "Very high,Low", "D1, “Very high”"},
		{"", "High", ""},
		{"No information", "High", ""},
		{"Low", "No information,Not applicable", ""},
		{"gering", "hoch", ""},
	} {
		a := exchange.Appraisal{Overall: exchange.Text(c.overall)}
		for i, j := range strings.Split(c.domains, ",") {
			a.Domains = append(a.Domains, exchange.DomainWord{ID: "D" + string(rune('1'+i)), Judgement: exchange.Text(j)})
		}
		if got := Milder(&a); (got == "") != (c.says == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s over %s: %q", c.overall, c.domains, got)
		}
	}
}

func TestJudgementsStayAsTheyAre(t *testing.T) {
	for cell, want := range map[string]exchange.Text{
		"": "", " ": "", "NA": "", "#N/A": "", "Not applicable": "Not applicable", "No information": "No information", "NI": "NI",
		" Critical ": "Critical", "low": "low", "N/A": "N/A",
	} {
		if got := Judgement(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}

func TestHeads(t *testing.T) {
	for _, h := range []string{"D1", "d1", "D1b", "Domain 5", "D2: Deviations", "DS", "Allocation.concealment", "Flow and timing"} {
		if !IsDomain(h) || IsOverall(h) {
			t.Errorf("%s is not taken for a domain", h)
		}
	}
	for _, h := range []string{"DOI", "Date", "Study", "Overall", "Weight", "Year", "D", "D123"} {
		if IsDomain(h) && h != "D1 study" {
			t.Errorf("%s is taken for a domain", h)
		}
	}
}
