package robvis

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgrade/db/exchange"
)

// Tables in the shapes that people hand to robvis.
const (
	rob2 = "Study,D1,D2,D3,D4,D5,Overall\nHansen 2012,Low,Some concerns,Low,No information,NA,High\n\"Lie, Moe 2015\",High,Low,,Low,Low,Some concerns\n"
	dirs = "\"\",\"result_id\",\"study\",\"type\",\"yi\",\"vi\",\"d1j\",\"d1t\",\"d1d\",\"d2j\",\"d2t\",\"d2d\"\n" +
		"\"1\",\"17-2\",\"Berg 2001\",\"NRSI\",-0.12,0.04,\"High\",\"Add\",\"Favours comparator\",\"Low\",\"None\",\"None\"\n" +
		"\"2\",\"18-1\",\"Dahl 2003\",\"NRSE\",0.5,0.1,\"Moderate\",\"Prop\",\"Unpredictable\",NA,\"None\",\"None\"\n"
	rob1 = "Study,Random.sequence.generation,Allocation.concealment,Blinding.of.participants.and.personnel,Other.sources.of.bias,Overall\n" +
		"Foss 1999,Low,Unclear,Low,High,High\n"
	generic = "Study,Recall,Funding,Overall,Weight\nVik 2008,Low,High,High,12.5\nNæss 2009,Low,Moderate,Low,3\n"
)

func read(t testing.TB, text string) exchange.File {
	t.Helper()
	f, err := Read(context.Background(), exchange.Source{Name: "table.csv", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// domains writes the judgements of a record: id=judgement, with /direction where there is one; - for null.
func domains(r exchange.Record) string {
	var out []string
	for _, d := range r.Appraisal.Domains {
		s := d.ID + "=" + string(d.Judgement)
		if d.Judgement == "" {
			s += "-"
		}
		if d.Direction != "" {
			s += "/" + string(d.Direction)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestTables(t *testing.T) {
	for _, c := range []struct{ name, text, tool, study, domains, overall, warning string }{
		{"RoB 2", rob2, "rob2", "Hansen 2012", "D1=Low D2=Some concerns D3=Low D4=No information D5=-", "High", ""},
		{"RoB 2 with semicolons", strings.ReplaceAll(rob2, ",", ";"), "rob2", "Hansen 2012", "D1=Low D2=Some concerns D3=Low D4=No information D5=-", "High", ""},
		{"cluster RoB 2", "Study\tD1\tD1b\tD2\tD3\tD4\tD5\tOverall\nLie 2015\tHigh\tNot applicable\tLow\tLow\tLow\tSome concerns\tHigh\n", "rob2-cluster",
			"Lie 2015", "D1=High D1b=Not applicable D2=Low D3=Low D4=Low D5=Some concerns", "High", ""},
		{"ROBINS-I with row numbers", "\"\",\"Study\",\"D1\",\"D2\",\"D3\",\"D4\",\"D5\",\"D6\",\"D7\",\"Overall\"\n\"1\",\"Ness 2018\",\"Moderate\",\"Critical\",\"Low\",\"Low\",\"Low\",\"Low\",\"Serious\",\"Critical\"\n", "robins-i",
			"Ness 2018", "D1=Moderate D2=Critical D3=Low D4=Low D5=Low D6=Low D7=Serious", "Critical", ""},
		{"ROBINS-E", "Study,D1,D2,D3,D4,D5,D6,D7,Overall\nNess 2018,Some concerns,Very high,Low,Low,Low,Low,High,Very high\n", "robins-e",
			"Ness 2018", "D1=Some concerns D2=Very high D3=Low D4=Low D5=Low D6=Low D7=High", "Very high", ""},
		{"QUADAS-2 with weights", "Study,D1,D2,D3,D4,Overall,Weight\nRud 2011,Low,High,Low,Low,High,33.3333\n", "quadas-2", "Rud 2011", "D1=Low D2=High D3=Low D4=Low", "High", ""},
		{"QUIPS", "Study,D1,D2,D3,D4,D5,D6,Overall\nRud 2011,Low,Moderate,Low,Low,High,Low,High\n", "quips", "Rud 2011",
			"D1=Low D2=Moderate D3=Low D4=Low D5=High D6=Low", "High", ""},
		{"ROB1", rob1, "rob1", "Foss 1999",
			"Random.sequence.generation=Low Allocation.concealment=Unclear Blinding.of.participants.and.personnel=Low Other.sources.of.bias=High", "High", ""},
		{"generic", generic, "other", "Vik 2008", "Recall=Low Funding=High", "High", ""},
		{"directions", dirs, "other", "Berg 2001", "d1=High/Favours comparator d2=Low/None", "", ""},
		{"without overall", "Study,D1,D2,D3,D4,D5\nA 2001,Low,Low,High,Low,Low\n", "rob2", "A 2001", "D1=Low D2=Low D3=High D4=Low D5=Low", "", ""},
		{"overall milder", "Study,D1,D2,D3,D4,D5,Overall\nA 2001,Low,Low,High,Low,Low,Low\n", "rob2", "A 2001", "D1=Low D2=Low D3=High D4=Low D5=Low", "Low", "milder"},
		{"row too short", "Study,D1,D2,D3,D4,D5,Overall\nA 2001,Low,Low\n", "rob2", "A 2001", "D1=Low D2=Low D3=- D4=- D5=-", "", "3 cells, the head 7"},
		{"row too long", "Study,D1,D2,Overall\nA 2001,Low,Low,Low,see text\n", "other", "A 2001", "D1=Low D2=Low", "Low", "“see text” was left out"},
		{"without study", "Study,D1,D2,Overall\n,Low,Low,Low\n", "other", "", "D1=Low D2=Low", "Low", "does not name its study"},
		{"markup and entities", "Study,D1,D2,Overall\n\"O&#39;Neil  <i>2001</i>\",Low,Low,Low\n", "other", "O'Neil 2001", "D1=Low D2=Low", "Low", ""},
		{"line above the head", "Appraisals of 2021\n\nStudy,D1,D2,Overall\nA,Low,Low,Low\n", "other", "A", "D1=Low D2=Low", "Low", ""},
		{"names of rows", "\"\",D1,D2,Overall\nA 2001,Low,High,High\n", "other", "A 2001", "D1=Low D2=High", "High", ""},
		{"byte-order mark and CR", "\ufeffStudy,D1,D2,Overall\rA 2001,Low,High,High\r", "other", "A 2001", "D1=Low D2=High", "High", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !Looks(c.text) {
				t.Fatal("is not recognised")
			}
			f := read(t, c.text)
			if f.Refused != "" {
				t.Fatal(f.Refused)
			}
			r := f.Records[0]
			if a := r.Appraisal; r.Kind != exchange.Row || a.Tool != c.tool || string(a.Study) != c.study || string(r.Title) != c.study || string(a.Overall) != c.overall {
				t.Errorf("%+v", *a)
			}
			if got := domains(r); got != c.domains {
				t.Errorf("%s\nwant %s", got, c.domains)
			}
			if said := fmt.Sprint(r.Warnings); (c.warning == "") != (len(r.Warnings) == 0) || !strings.Contains(said, c.warning) {
				t.Errorf("warnings %s", said)
			}
		})
	}
}

func TestTheTypeOfBiasAndOtherColumnsAreNamedAsLeftOut(t *testing.T) {
	said := fmt.Sprint(read(t, dirs).Warnings)
	for _, head := range []string{"“d1t”", "“d2t”", "“result_id”", "“yi”"} {
		if !strings.Contains(said, head) {
			t.Errorf("%s is missing in %s", head, said)
		}
	}
	for _, text := range []string{rob2, rob1, generic} {
		if f := read(t, text); len(f.Warnings) > 0 {
			t.Errorf("%v", f.Warnings)
		}
	}
}

func TestHeadsAreWrittenPlain(t *testing.T) {
	f := read(t, "Study,Randomisation\x01 &amp; process,Deviations from intended interventions,Missing outcome data,Measurement of the outcome,Selection of the reported result\nA,Low,Low,Low,Low,Low\n")
	if got := f.Records[0].Appraisal.Domains[0].ID; got != "Randomisation & process" {
		t.Errorf("%q", got)
	}
}

func TestARowWithoutAStudyNamesNone(t *testing.T) {
	f := read(t, "Study,D1,D2,D3,D4,D5,Overall\n,Low,Low,Low,Low,Low,Low\n")
	if text, err := json.Marshal(f.Records[0].Appraisal); err != nil || !strings.Contains(string(text), `"study":null`) {
		t.Errorf("%s %v", text, err)
	}
	if len(f.Records[0].Warnings) != 1 {
		t.Error(f.Records[0].Warnings)
	}
}

func TestYearAndIdentifiersAreReadWhereTheTableHasThem(t *testing.T) {
	r := read(t, "Author,Year,DOI,PMID,D1,D2,Overall\nAas,2004,https://doi.org/10.1000/AAS.4,1234567,Low,Low,Low\n").Records[0]
	if r.Appraisal.Study != "Aas" || r.Year == nil || *r.Year != 2004 || r.DOI != "10.1000/aas.4" || r.PMID != "1234567" || len(r.Warnings) > 0 {
		t.Errorf("%+v", r)
	}
	r = read(t, "Study,Year,DOI,D1,D2,Overall\nAas,n.d.,none,Low,Low,Low\n").Records[0]
	if r.Year != nil || r.DOI != "" || len(r.Warnings) != 2 {
		t.Errorf("%+v", r)
	}
}

func TestOtherTablesAreNoneOfJudgements(t *testing.T) {
	for _, text := range []string{
		"", "Study", "Study,D1\n", "Title,Authors,Year,DOI\nA study,Berg,2001,10.1000/1\n", "Study,Overall score,Age\nA,12,50\n",
		"Title,Overall,Use\nA,Low,High\n", "TY  - JOUR\nTI  - Overall, low\nER  - \n", `{"Study": "D1,D2"}`,
		"Study,Study year,Experimental N,Control N\nA,2001,10,10\n",
	} {
		if Looks(text) {
			t.Errorf("%q was taken for one", text)
		}
		if f := read(t, text); f.Refused == "" || len(f.Records) > 0 {
			t.Errorf("%q was not refused", text)
		}
	}
}

func TestAHeadWithoutRowsIsRefusedWithItsLine(t *testing.T) {
	if f := read(t, "\n\nStudy,D1,D2,Overall\n,,,\n"); !strings.Contains(string(f.Refused), "line 3") || len(f.Records) > 0 {
		t.Errorf("%+v", f)
	}
}

// However much of a file is there, it is refused, or it yields the rows that began, and a row that is not whole says so.
func TestACutFileGivesTheRowsThatBegan(t *testing.T) {
	whole := read(t, rob2)
	for n := range len(rob2) {
		cut := rob2[:n]
		f := read(t, cut)
		if (f.Refused == "") == (len(f.Records) == 0) {
			t.Fatalf("%q: refused %q with %d records", cut, f.Refused, len(f.Records))
		}
		rows := strings.Count(strings.TrimRight(cut, "\n\""), "\n")
		if f.Refused == "" && len(f.Records) != rows {
			t.Errorf("%q: %d records", cut, len(f.Records))
		}
		same := len(f.Records) > 0 && domains(f.Records[len(f.Records)-1]) == domains(whole.Records[len(f.Records)-1]) &&
			f.Records[len(f.Records)-1].Appraisal.Overall == whole.Records[len(f.Records)-1].Appraisal.Overall
		warned := len(f.Warnings) > 0
		if f.Refused == "" && !same && !warned {
			t.Errorf("%q: nothing says that the last row is not whole", cut)
		}
	}
}

func TestReadingIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, exchange.Source{Text: rob2}); err == nil {
		t.Error("it went on")
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{rob2, dirs, rob1, generic, "Study;D1;D2\rA;\"Low"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		file := read(t, text)
		if (file.Refused == "") == (len(file.Records) == 0) {
			t.Fatalf("refused %q with %d records", file.Refused, len(file.Records))
		}
		for _, r := range file.Records {
			a := r.Appraisal
			texts := []string{string(a.Study), string(a.Overall), a.Tool}
			for _, d := range a.Domains {
				texts = append(texts, d.ID, string(d.Judgement), string(d.Direction))
			}
			if a.Tool == "" || slices.ContainsFunc(texts, func(s string) bool { return !utf8.ValidString(s) }) {
				t.Fatalf("%+v", a)
			}
		}
	})
}
