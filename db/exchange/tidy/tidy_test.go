package tidy

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"claimgrade/db/exchange"
)

func source(text string) exchange.Source { return exchange.Source{Name: "refs.csv", Text: text} }

func read(t testing.TB, text string) exchange.File {
	t.Helper()
	file, err := Read(context.Background(), source(text))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func one(t testing.TB, text string) exchange.Record {
	t.Helper()
	file := read(t, text)
	if len(file.Records) != 1 {
		t.Fatalf("%d records of %q; refused: %s", len(file.Records), text, file.Refused)
	}
	return file.Records[0]
}

func number(n int) *int { return &n }

// people writes authors as "Hansen|K A; Berg|O".
func people(s string) (all exchange.List[exchange.Author]) {
	for _, p := range strings.Split(s, "; ") {
		if family, given, _ := strings.Cut(p, "|"); family != "" {
			all = append(all, exchange.Author{Family: family, Given: given})
		}
	}
	return all
}

func TestTheExportsOfDatabasesAndPrograms(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want exchange.Record
	}{
		"PubMed": {
			"PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\r\n" +
				`"30000001","Rain, wind and umbrellas.","Hansen K, de Oliveira Berg ASB; Nordic Rain Group.","J Imag Med. 2021 Mar;75(2):101-110.","Hansen K","J Imag Med","2021","2021/01/04","","","10.1000/RAIN.21"` + "\r\n",
			exchange.Record{Title: "Rain, wind and umbrellas.", Authors: people("Hansen|K; de Oliveira Berg|ASB; Nordic Rain Group"), Year: number(2021),
				Journal: "J Imag Med", PMID: "30000001", DOI: "10.1000/rain.21"},
		},
		"Scopus": {
			`"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume","Issue","Art. No.","Page start","Page end","Page count","Cited by","DOI","Link","Abstract","Language of Original Document","PubMed ID","Source","EID"` + "\n" +
				`"Hansen, K.; van der Berg, O.B.","Hansen, Kari (57000000001); van der Berg, Ola (57000000002)","57000000001; 57000000002","Rain","2019","Journal of Imagined Medicine","12","3","","101","109","9","4","10.1000/x","https://a.example/s?eid=1","Background: ""wet"" days.","English","31000001","Scopus","2-s2.0-1"` + "\n",
			exchange.Record{Title: "Rain", Authors: people("Hansen|K.; van der Berg|O.B."), Year: number(2019), Journal: "Journal of Imagined Medicine",
				Volume: "12", Issue: "3", Pages: "101-109", DOI: "10.1000/x", URL: "https://a.example/s?eid=1", Abstract: `Background: "wet" days.`,
				Language: "English", PMID: "31000001"},
		},
		"Embase": {
			"Title,Author Names,Source,Publication Year,Volume,Issue,First Page,Last Page,Abstract,Clinical Trial Numbers,Article Language,Medline PMID,PUI,DOI\n" +
				`"Rain","Hansen K., Berg O.-B.","J Imag Med (2012) 12:3 (101-109). Date of Publication: 2012","2012","12","3","101","109","Wet.","ClinicalTrials.gov (NCT00000001, NCT00000002)","English","22000001 (http://www.ncbi.nlm.nih.gov/pubmed/22000001)","L1","10.1000/x"` + "\n",
			exchange.Record{Title: "Rain", Authors: people("Hansen|K.; Berg|O.-B."), Year: number(2012), Journal: "J Imag Med", Volume: "12", Issue: "3",
				Pages: "101-109", Abstract: "Wet.", RegistryIDs: []string{"NCT00000001", "NCT00000002"}, Language: "English", PMID: "22000001", DOI: "10.1000/x"},
		},
		"Web of Science tags": {
			"PT\tAU\tAF\tCA\tTI\tSO\tLA\tAB\tPY\tVL\tIS\tBP\tEP\tDI\tPM\tUT\n" +
				"J\tHansen, K; Berg, OB\tHansen, Kari; Berg, Ola B.\tNordic Rain Grp\tRain\tJOURNAL OF IMAGINED MEDICINE\tEnglish\tWet.\t2012\t12\t3\t101\t109\t10.1000/x\t22000001\tWOS:1\n",
			exchange.Record{Title: "Rain", Authors: people("Hansen|K; Berg|OB; Nordic Rain Grp"), Year: number(2012), Journal: "JOURNAL OF IMAGINED MEDICINE",
				Language: "English", Abstract: "Wet.", Volume: "12", Issue: "3", Pages: "101-109", DOI: "10.1000/x", PMID: "22000001"},
		},
		"Web of Science names": {
			"Publication Type\tAuthors\tBook Authors\tAuthor Full Names\tArticle Title\tSource Title\tPublication Date\tPublication Year\tStart Page\tEnd Page\tDOI\tPubmed Id\n" +
				"J\tHansen, K\t\tHansen, Kari\tRain\tJ Imag\tMAR 3\t2012\te1\t\t10.1000/x\t22000001\n",
			exchange.Record{Title: "Rain", Authors: people("Hansen|K"), Year: number(2012), Journal: "J Imag", Pages: "e1", DOI: "10.1000/x", PMID: "22000001"},
		},
		"Cochrane": {
			`"CENTRAL ID","Title","Author(s)","Source","Year","Volume","Issue","Pages","PubMed ID","Embase ID","CTgov ID","URL","DOI","Abstract"` + "\n" +
				`"CN-00000001","Rain","Hansen K, Berg O","J Imag Med","2012","12","3","101‐109","PUBMED 22000001","","NCT00000001","https://a.example","10.1000/x","Wet."` + "\n",
			exchange.Record{Title: "Rain", Authors: people("Hansen|K; Berg|O"), Year: number(2012), Journal: "J Imag Med", Volume: "12", Issue: "3", Pages: "101-109",
				PMID: "22000001", RegistryIDs: []string{"NCT00000001"}, URL: "https://a.example", DOI: "10.1000/x", Abstract: "Wet."},
		},
		"Rayyan": {
			"key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id\n" +
				"rayyan-1,Rain,2012,3,,J Imag,,12,3,101-109,\"Hansen, Kari and Berg, Ola\",,eng,,,\"Wet.\nVery.\",\"RAYYAN-INCLUSION: {\"\"A\"\"=>\"\"Included\"\"}\",10.1000/x,,22000001,\n",
			exchange.Record{Title: "Rain", Authors: people("Hansen|Kari; Berg|Ola"), Year: number(2012), Journal: "J Imag", Volume: "12", Issue: "3", Pages: "101-109",
				Language: "eng", Abstract: "Wet. Very.", DOI: "10.1000/x", PMID: "22000001"},
		},
		"Covidence": {
			"Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags\n" +
				"Rain,\"Hansen, K.; Berg, O.\",Wet.,2012,,J Imag,12,3,101-109,,10.1000/x,,#1,Hansen 2012,,\n",
			exchange.Record{Title: "Rain", Authors: people("Hansen|K.; Berg|O."), Year: number(2012), Abstract: "Wet.", Journal: "J Imag", Volume: "12", Issue: "3",
				Pages: "101-109", DOI: "10.1000/x"},
		},
		"Zotero": {
			`"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url","Abstract Note","Date","Pages","Issue","Volume","Journal Abbreviation","Language","Extra"` + "\n" +
				`"ABCD","journalArticle","2012","Hansen, Kari; Berg, Ola","Rain <i>in vivo</i>","Journal of Imagined Medicine","","","10.1000/x","https://a.example","Wet.","2012-03","101-109","3","12","J Imag","en","PMID: 22000001"` + "\n",
			exchange.Record{Title: "Rain in vivo", Authors: people("Hansen|Kari; Berg|Ola"), Year: number(2012), Journal: "Journal of Imagined Medicine", DOI: "10.1000/x",
				URL: "https://a.example", Abstract: "Wet.", Pages: "101-109", Issue: "3", Volume: "12", Language: "en", PMID: "22000001"},
		},
		"semicolons, a spreadsheet's texts, stray spaces": {
			"sep=;\n\n TITLE Primary ;first  authors;Year ; PMID;Volume\nRain;Hansen AB, Berg C;\"=\"\"2012\"\"\";=\"22000001\";NA\n",
			exchange.Record{Title: "Rain", Authors: people("Hansen|AB; Berg|C"), Year: number(2012), PMID: "22000001"},
		},
		"identifiers only":   {"DOI\n10.1000/X\n", exchange.Record{DOI: "10.1000/x"}},
		"a statistics table": {"\"\",\"doi\",\"year\",\"pmid\"\n\"1\",\"10.1000/x\",2012.0,22000001.0", exchange.Record{DOI: "10.1000/x", Year: number(2012), PMID: "22000001"}},
	} {
		t.Run(name, func(t *testing.T) {
			if !Looks(c.text) {
				t.Error("it is not recognised")
			}
			r := one(t, c.text)
			c.want.Kind, c.want.At = exchange.Document, r.At
			if d := cmp.Diff(c.want, r); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestListsOfAuthors(t *testing.T) {
	for cell, want := range map[string]string{
		"Hansen A., Berg B.C., van Dam K.":                    "Hansen|A.; Berg|B.C.; van Dam|K.",
		"Hansen, A., Berg, B. C.":                             "Hansen|A.; Berg|B. C.",
		"Hansen, A., & Berg, B.":                              "Hansen|A.; Berg|B.",
		"Hansen, A. and Berg, B. and van Dam, K.":             "Hansen|A.; Berg|B.; van Dam|K.",
		"Hansen, Kari":                                        "Hansen|Kari",
		"de la Cruz, Ana Eva":                                 "de la Cruz|Ana Eva",
		"Hansen A":                                            "Hansen|A",
		"Hansen A, Berg B, World Health Organization":         "Hansen|A; Berg|B; World Health Organization",
		"Hansen A, Berg B, et al.":                            "Hansen|A; Berg|B",
		"Hansen, Kari; Berg, Ola; et al":                      "Hansen|Kari; Berg|Ola",
		"Kari van Dam, Per Hansen, Ola Nord":                  "van Dam|Kari; Hansen|Per; Nord|Ola",
		"Centers for Disease Control and Prevention":          "Centers for Disease Control and Prevention",
		"Kari van Dam and Per Hansen":                         "van Dam|Kari; Hansen|Per",
		"Hansen, Kari (57000000001); Berg, Ola (57000000002)": "Hansen|Kari; Berg|Ola",
		"Hansen, Kari B., Berg, Ola C.":                       "Hansen|Kari B.; Berg|Ola C.",
		"Hansen AB;Berg C":                                    "Hansen|AB; Berg|C",
		"LI, X.; WU, Y.":                                      "LI|X.; WU|Y.",
		"Li X, Wu Y":                                          "Li|X; Wu|Y",
		"":                                                    "",
		"; ;":                                                 "",
	} {
		if d := cmp.Diff(people(want), exchange.List[exchange.Author](authorsOf(cell))); d != "" {
			t.Errorf("%s: %s", cell, d)
		}
	}
}

func TestATableThatIsNoListOfReferencesIsRefusedWithItsColumns(t *testing.T) {
	text := "Study;Arm;Dose\nHansen 2012;A;5\n"
	if Looks(text) {
		t.Error("it looks like a list of references")
	}
	file := read(t, text)
	for _, w := range []string{"Study, Arm, Dose", "line 1"} {
		if !strings.Contains(string(file.Refused), w) {
			t.Errorf("%q is missing in: %s", w, file.Refused)
		}
	}
	for _, text := range []string{"Title,DOI\n", "just text", "", "x\nTitle\nof a poem\n", strings.Repeat("a,b\n", 10) + "Title,DOI\nT,\n"} {
		if file := read(t, text); file.Refused == "" || len(file.Records) > 0 {
			t.Errorf("%q: %+v", text, file)
		}
	}
}

func TestAPersonSaysWhatTheColumnsHold(t *testing.T) {
	text := "A list made by hand\nNo;Artikkel;Forfatter;År;Hva\n1;Regn;Hansen A, Berg B;2012;x\n2;Vind;Nord, C;2013;y\n"
	names, sample, err := Columns(source(text))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"No", "Artikkel", "Forfatter", "År", "Hva"}, names); d != "" {
		t.Error(d)
	}
	if len(sample) != 2 || sample[1][1] != "Vind" {
		t.Error(sample)
	}
	file, err := ReadMapped(context.Background(), source(text), Mapping{None, Title, Authors, Year})
	if err != nil || len(file.Records) != 2 {
		t.Fatalf("%v %+v", err, file)
	}
	if r := file.Records[0]; r.Title != "Regn" || *r.Year != 2012 || len(r.Authors) != 2 || r.At.Line != 3 || len(r.Warnings) > 0 {
		t.Errorf("%+v", r)
	}
	if file, _ := ReadMapped(context.Background(), source(text), Mapping{None}); file.Refused == "" {
		t.Error("a mapping that says nothing was taken")
	}
	if _, _, err := Columns(source("no table\nat all")); err == nil {
		t.Error("a text without columns is a table")
	}
	if g := Guess([]string{"No", "Title", "DOI"}); !slices.Equal(g, Mapping{None, Title, DOI}) {
		t.Error(g)
	}
}

func TestDamagedRows(t *testing.T) {
	t.Run("cut off within a cell", func(t *testing.T) {
		file := read(t, "Title,Year,Abstract\nA,2001,x\nB,2002,\"Some words\nand mo")
		if len(file.Records) != 2 || file.Records[1].Abstract != "Some words and mo" || len(file.Warnings) != 1 || file.Warnings[0].Line != 3 {
			t.Errorf("%+v", file)
		}
	})
	t.Run("cut off between cells", func(t *testing.T) {
		file := read(t, "Title,Year,Abstract\nA,2001,x\nB,20")
		if len(file.Records) != 2 || len(file.Warnings) != 1 {
			t.Errorf("%+v", file)
		}
	})
	t.Run("a stray quotation mark swallows no rows", func(t *testing.T) {
		file := read(t, "Title,Year,DOI\n\"A, b\",2001,10.1000/a\n\"B is open,2002,10.1000/b\nC,2003,10.1000/c\nD,2004,10.1000/d\n")
		if len(file.Records) != 4 {
			t.Fatalf("%+v", file)
		}
		if b := file.Records[1]; b.Title != "B is open" || b.DOI != "10.1000/b" || len(b.Warnings) != 1 || b.Warnings[0].Line != 3 {
			t.Errorf("%+v", b)
		}
		if d := file.Records[3]; d.Title != "D" || d.At.Line != 5 || len(d.Warnings) > 0 {
			t.Errorf("%+v", d)
		}
	})
	t.Run("nor if the mark of a later cell closes it", func(t *testing.T) {
		file := read(t, "Title,Year\n\"A is open,2001\n\"B, b\",2002\nC,2003\n")
		if len(file.Records) != 3 {
			t.Fatalf("%+v", file)
		}
		if a := file.Records[0]; a.Title != "A is open" || *a.Year != 2001 || len(a.Warnings) != 1 || a.Warnings[0].Line != 2 {
			t.Errorf("%+v", a)
		}
		if c := file.Records[2]; c.Title != "C" || c.At.Line != 4 || len(file.Records[1].Warnings)+len(c.Warnings) > 0 {
			t.Errorf("%+v", file.Records)
		}
	})
	t.Run("text behind a closing mark is named", func(t *testing.T) {
		file := read(t, "Title,Year\n\"A\" and more,2001\n\"B\nb \"c\" d\",2002\n\"D\",2003\n")
		if len(file.Records) != 3 || len(file.Records[0].Warnings) != 1 || len(file.Records[1].Warnings) != 1 || len(file.Records[2].Warnings) > 0 {
			t.Errorf("%+v", file)
		}
	})
	t.Run("the head again is no row, with a byte-order mark neither", func(t *testing.T) {
		file := read(t, "Title,Year\nA,2001\n\ufeffTitle,Year\nB,2002\n")
		if len(file.Records) != 2 || file.Records[1].Title != "B" {
			t.Errorf("%+v", file)
		}
	})
	t.Run("a row of another width is named", func(t *testing.T) {
		file := read(t, "Title,Year,DOI\nA,2001,10.1000/a,more\nB\n\n,,\nTitle,Year,DOI\nC,2003,,,\n")
		if len(file.Records) != 3 {
			t.Fatalf("%+v", file)
		}
		for i, want := range []int{1, 1, 0} {
			if w := file.Records[i].Warnings; len(w) != want {
				t.Errorf("%d: %v", i, w)
			}
		}
	})
	t.Run("what is not what its column says", func(t *testing.T) {
		r := one(t, "Title,Year,DOI,PMID,CTgov ID\nA,in press,none yet,see below,soon\n")
		if len(r.Warnings) != 4 || r.Year != nil || r.DOI != "" || r.PMID != "" {
			t.Errorf("%+v", r)
		}
		if r := one(t, "Title,Year,DOI\n,2001,\n"); len(r.Warnings) != 1 {
			t.Errorf("%+v", r)
		}
	})
}

func TestATableTurnedByAQuarter(t *testing.T) {
	file := read(t, "TITLE,\"Rain, again\"\nAUTHOR NAMES,\"Hansen K.\",\"Berg O.\"\nSOURCE,\"J Imag Med (2012) 12:3 (101-109)\"\nPUBLICATION YEAR,2012\nABSTRACT,\"Wet.\"\nMEDLINE PMID,22000001\n\n"+
		"TITLE,Wind\nAUTHOR NAMES,\"Nord C.\"\nDOI,10.1000/x\n")
	if len(file.Records) != 2 {
		t.Fatalf("%+v", file)
	}
	a, b := file.Records[0], file.Records[1]
	if a.Title != "Rain, again" || len(a.Authors) != 2 || *a.Year != 2012 || a.PMID != "22000001" || a.Journal != "J Imag Med" || a.At.Line != 1 {
		t.Errorf("%+v", a)
	}
	if b.Title != "Wind" || b.DOI != "10.1000/x" || b.At.Line != 8 {
		t.Errorf("%+v", b)
	}
}

func TestReadingStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, source("Title\nA\n")); err == nil {
		t.Error("a cancelled reading went on")
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"Title,Authors,Year,DOI,PMID\n\"A, b\",\"Hansen A, Berg B; Group.\",2001,10.1000/x,1\n", "Title;DOI\r\"a\"\"b\r\nc\";\"=\"\"x\"\"\"\r",
		"PT\tAU\tTI\nJ\tHansen, K; Berg, O\tT\n", "Title,Year\n\"A,2001\nB,2002\n", "TITLE,x\nAUTHOR NAMES,a,b\nSOURCE,s\nDOI,d\nTITLE,y", "\nsep=;\nTitle;\n;\n\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("decoding comes before")
		}
		file := read(t, text)
		if (len(file.Records) == 0) == (file.Refused == "") {
			t.Fatalf("%d records, refused: %q", len(file.Records), file.Refused)
		}
		if Looks(text) && len(file.Records) > strings.Count(text, "\n")+strings.Count(text, "\r")+1 {
			t.Fatalf("%d records of %q", len(file.Records), text)
		}
		names, _, err := Columns(source(text))
		if err == nil {
			if _, err := ReadMapped(context.Background(), source(text), Guess(names)); err != nil {
				t.Fatal(err)
			}
		}
		for _, r := range file.Records {
			if s := fmt.Sprintf("%v", r); !utf8.ValidString(s) {
				t.Fatalf("no UTF-8: %q", s)
			}
			for _, a := range r.Authors {
				if a.Family == "" {
					t.Fatalf("an author without a name: %+v", r.Authors)
				}
			}
			if r.Title == "" && r.DOI == "" && r.PMID == "" && len(r.Warnings) == 0 {
				t.Fatal("nothing is known of a record, and nothing is said")
			}
		}
	})
}
