package bibtex

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"claimgrade/db/exchange"
)

// failer is a test, or one run of a property.
type failer interface {
	Helper()
	Fatal(args ...any)
}

func read(t failer, text string) exchange.File {
	t.Helper()
	file, err := Read(context.Background(), exchange.Source{Name: "refs.bib", Text: text})
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

func TestAnEntryBecomesARecord(t *testing.T) {
	r := one(t, `This line is no entry; write to ref@library.example {if you like}.
@Article {Hansen2012a,
  AUTHOR = "Hansen, Kari and Ludwig van Berg and {Nordic Rain Group} and others",
  Title  = {The {Effect} of rain on 50\% of umbrellas @ home},
  journal = {J. Imagined Med.},
  year = 2012, month = jan # "~12",
  volume = {12}, number = 3, pages = {101--109},
  doi = {https://doi.org/10.1000/ABC_12.x},
  pmid = {12345678},
  url = {https://a.example/~kari/a_b?x=1&y=2},
  abstract = {One.
     Two.},
  language = {english}
}
`)
	want := exchange.Record{
		Kind: exchange.Document, Title: "The Effect of rain on 50% of umbrellas @ home",
		Authors: []exchange.Author{{Family: "Hansen", Given: "Kari"}, {Family: "van Berg", Given: "Ludwig"}, {Family: "Nordic Rain Group"}},
		Year:    number(2012), DOI: "10.1000/abc_12.x", PMID: "12345678", Abstract: "One. Two.", Journal: "J. Imagined Med.",
		Volume: "12", Issue: "3", Pages: "101-109", URL: "https://a.example/~kari/a_b?x=1&y=2", Language: "english",
		At: exchange.Warning{Line: 2},
	}
	if d := cmp.Diff(want, r); d != "" {
		t.Error(d)
	}
}

func number(n int) *int { return &n }

func TestLaTeXIsDecoded(t *testing.T) {
	for in, want := range map[string]string{
		`{\"o} \"{o} \"o {\"{o}}`:                     "ö ö ö ö",
		`\v{c} \v c {\v c} \c{c} \c c`:                "č č č ç ç",
		`Sm{\o}rg{\aa}s, {\O}re \o{}re \o re`:         "Smørgås, Øre øre øre",
		`Stra\ss e Stra{\ss}e`:                        "Straße Straße",
		`na\"{\i}ve na{\"\i}ve na\"\i ve \'{\i} \'\i`: "naïve naïve naïve í í",
		`{\i}rmak`: "ırmak",
		`\'{E}mile \` + "`a" + ` \^o \~n \=a \.z \u{g}`:                "Émile à ô ñ ā ż ğ",
		`\H{o} \r{a} \k{a} \d{h} \b{d} \t{oo}`:                         "ő å ą ḥ ḏ o͡o",
		`\'{\'e}`:                                                      "é́",
		`A \& B, 5\% of a\_b, \$5, \#1, \{x\}`:                         "A & B, 5% of a_b, $5, #1, {x}",
		`12--15 and a --- b`:                                           "12–15 and a — b",
		`Smith~Jones`:                                                  "Smith Jones",
		`\textit{H. pylori} and \emph{x} {\it y} {\em z}`:              "H. pylori and x y z",
		`\textbf{\textsc{Deep}}`:                                       "Deep",
		`the $\alpha$-blocker, $p<0.05$, $p < 0.05$`:                   "the α-blocker, p<0.05, p < 0.05",
		`$\beta_2$-agonist, H$_2$O, H\textsubscript{2}O`:               "β2-agonist, H2O, H2O",
		`10$^{-3}$ \textsuperscript{13}C, 37$^\circ$C`:                 "10-3 13C, 37°C",
		`$5 and $10, cost of $20`:                                      "$5 and $10, cost of $20",
		`$\geq 5$ \ensuremath{\leq} 7 $\pm$ 2`:                         "≥ 5 ≤ 7 ± 2",
		`\url{https://a.example/x_y}`:                                  "https://a.example/x_y",
		`\href{https://a.example}{the site}`:                           "the site",
		"``quoted'' and `single'":                                      "“quoted” and ‘single'",
		`{\textless}i{\textgreater}E. coli{\textless}/i{\textgreater}`: "E. coli",
		`<i>E. coli</i> and CO<sub>2</sub> &amp; more`:                 "E. coli and CO2 & more",
		`p {\textless} 0.05 {\textendash} {\ldots}`:                    "p < 0.05 – …",
		`a\\b \\[2pt] c\,d\ e f\-g\/h`:                                 "a b c d e fgh",
		`{{Double} {b{r}aces}}`:                                        "Double braces",
		`{\~{}}5 \textasciitilde 6`:                                    "~5 ~6",
		`50 % of 3 @ 4`:                                                "50 % of 3 @ 4",
		`\noopsort{2012}Rain`:                                          "Rain",
		`$\frac{1}{2}$ \enquote{yes}`:                                  "1/2 “yes”",
		`\LaTeX{} rules; Ren\'{e}e \L{}\'od\'z`:                        "LaTeX rules; Renée Łódź",
	} {
		r := one(t, "@misc{k, title = {"+in+"}}")
		if string(r.Title) != want {
			t.Errorf("%s\n got %s\nwant %s", in, r.Title, want)
		}
		if len(r.Warnings) > 0 {
			t.Errorf("%s: %v", in, r.Warnings)
		}
	}
}

func TestAnUnknownCommandIsNamed(t *testing.T) {
	r := one(t, `@misc{k, title = {The \fancy{word} and \odd}}`)
	if r.Title != `The word and \odd` {
		t.Error(r.Title)
	}
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].Message, `\fancy, \odd`) {
		t.Error(r.Warnings)
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string][]exchange.Author{
		`Hansen, K. A. and Berg, Ola`:                                           {{Family: "Hansen", Given: "K. A."}, {Family: "Berg", Given: "Ola"}},
		"Hansen, Kari\n   AND\n Berg, Ola":                                      {{Family: "Hansen", Given: "Kari"}, {Family: "Berg", Given: "Ola"}},
		`{World Health Organization}`:                                           {{Family: "World Health Organization"}},
		`{{World Health Organization}} and Berg, O.`:                            {{Family: "World Health Organization"}, {Family: "Berg", Given: "O."}},
		`{Centers for Disease Control and Prevention}`:                          {{Family: "Centers for Disease Control and Prevention"}},
		`{Rain \& Sons, Inc.} and Berg, O.`:                                     {{Family: "Rain & Sons, Inc."}, {Family: "Berg", Given: "O."}},
		`Jan {van der Berg} and {van der Berg}, Jan`:                            {{Family: "van der Berg", Given: "Jan"}, {Family: "van der Berg", Given: "Jan"}},
		`Kari van Dam and van Dam, Kari`:                                        {{Family: "van Dam", Given: "Kari"}, {Family: "van Dam", Given: "Kari"}},
		`{\O}stlund, Per and {\"O}rn {\'A}sbj{\"o}rn`:                           {{Family: "Østlund", Given: "Per"}, {Family: "Ásbjörn", Given: "Örn"}},
		`Hansen A B and Hansen A.B.`:                                            {{Family: "Hansen", Given: "A B"}, {Family: "Hansen", Given: "A.B."}},
		`Hansen, Kari and others`:                                               {{Family: "Hansen", Given: "Kari"}},
		`{\'E}cole du Vent and {\'Ecole Libre du Vent}`:                         {{Family: "du Vent", Given: "École"}, {Family: "École Libre du Vent"}},
		`Anderson, Bo and Sandlund, Jo`:                                         {{Family: "Anderson", Given: "Bo"}, {Family: "Sandlund", Given: "Jo"}},
		`Hansen, Kari and`:                                                      {{Family: "Hansen", Given: "Kari"}},
		`family=Berg, given=Jan, prefix=van der, useprefix=true and Hansen, K.`: {{Family: "van der Berg", Given: "Jan"}, {Family: "Hansen", Given: "K."}},
		`Aristoteles`: {{Family: "Aristoteles"}},
		``:            nil,
	} {
		got := one(t, "@misc{k, title={T}, author = {"+in+"}}").Authors
		if d := cmp.Diff(exchange.List[exchange.Author](want), got); d != "" {
			t.Errorf("%s: %s", in, d)
		}
	}
}

func TestAbbreviationsAreWrittenOut(t *testing.T) {
	r := one(t, `@STRING{jim = "Journal of " # {Imagined Medicine}}
@string(who = {{World Rain Organization}})
@preamble{"\newcommand{\x}{@article{no, title={no}}}"}
@comment{@article{hidden, title = {Hidden}}}
@article(k, title = "A " # {B} # " C", journal = JIM, author = who, year = 2001, month = sep)`)
	if r.Title != "A B C" || r.Journal != "Journal of Imagined Medicine" || len(r.Authors) != 1 || r.Authors[0].Family != "World Rain Organization" {
		t.Errorf("%+v", r)
	}
	if len(r.Warnings) > 0 {
		t.Error(r.Warnings)
	}
	r = one(t, "@article{k, title={T},\n journal = jama}")
	if r.Journal != "jama" || len(r.Warnings) != 1 || r.Warnings[0].Line != 2 {
		t.Errorf("%+v", r)
	}
}

func TestEntriesOfEveryForm(t *testing.T) {
	for name, text := range map[string]string{
		"no key":             `@article{, title = {T}, year = 2001}`,
		"no key, no comma":   `@article{title = {T}, year = 2001}`,
		"no comma after key": "@article{key\n title = {T},\n year = 2001}",
		"key with spaces":    `@article{Hansen 2001, title = {T}, year = 2001}`,
		"key with an @":      `@article{a@b, title = {T}, year = 2001}`,
		"unknown type":       `@Dataset_2{k, title = {T}, year = 2001}`,
		"spaces":             "@ \n article \n { k , TITLE \n = \n {T} , Year={2001} , }",
		"no commas":          "@article{k, title = {T} year = {2001}}",
		"comments within":    "@article{k,\n% a note = {no}\n title = {T}, % said\n year = 2001}",
		"one line each":      "@article{k,title={T}\n,year={2001}\n}",
		"CR":                 "@article{k,\r title={T},\r year={2001}\r}\r",
		"closing too early":  "@article{k, title = {T}},\n year = {2001}}",
		"missing equal sign": "@article{k, title {T}, year = 2001}",
		"escaped braces":     `@article{k, title = {{T}}, note = {0 \} 1}, year = "2001"}`,
		"signs in a name":    "@article{k, UT_(Unique_ID) = {a, b}, Number-of-Pages/Sheets = {1}, title = {T}, year = 2001}",
		"spaces of the web":  "\u00a0@article{k,\n\u00a0\u00a0title\u00a0=\u00a0{T},\n\u00a0year = 2001}",
		"joined files":       "\ufeff@article{k,\n title = {T},\n \ufeffyear = 2001}",
		"joined":             `}@article{k, title = {T}, year = {2001}}`,
		"date":               `@article{k, title = {T}, year = {in press}, date = {2001-05/2002}}`,
		"written year":       `@article{k, title = {T}, year = {c. 2001}}`,
	} {
		file := read(t, text)
		if len(file.Records) != 1 {
			t.Errorf("%s: %d records", name, len(file.Records))
			continue
		}
		if r := file.Records[0]; r.Title != "T" || r.Year == nil || *r.Year != 2001 || strings.HasPrefix(name, "s") && len(r.Warnings) > 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestAParentHandsDownWhatIsMissing(t *testing.T) {
	file := read(t, `@inproceedings{a, title={A}, author={Hansen, K}, crossref={Proc}}
@inproceedings{b, title={B}, year={1999}, crossref={proc}}
@proceedings{proc, title={Rain 2003}, year={2003}, doi={10.1000/whole}, volume={7}, publisher={P}}
@article{c, title={C}, crossref={none}}
@article{d, title={D}, crossref={e}}
@article{e, title={E}, crossref={d}}`)
	if len(file.Records) != 6 {
		t.Fatal(len(file.Records))
	}
	a, b, c := file.Records[0], file.Records[1], file.Records[3]
	if a.Year == nil || *a.Year != 2003 || a.Journal != "Rain 2003" || a.DOI != "" || a.Volume != "7" {
		t.Errorf("%+v", a)
	}
	if *b.Year != 1999 {
		t.Error(*b.Year)
	}
	if len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0].Message, "none") {
		t.Error(c.Warnings)
	}
}

func TestFieldsOfBiblatexAndIdentifiers(t *testing.T) {
	r := one(t, `@online{k, title={T}, subtitle={Sub}, journaltitle={J}, date={2011-03-02}, langid={norsk},
 eprint={00123}, eprinttype={pubmed}, location={Oslo}, doi={not one}}`)
	if r.Title != "T: Sub" || r.Journal != "J" || *r.Year != 2011 || r.Language != "norsk" || r.PMID != "123" || r.DOI != "" {
		t.Errorf("%+v", r)
	}
	if len(r.Warnings) != 1 || r.Warnings[0].Line != 2 {
		t.Error(r.Warnings)
	}
	r = one(t, `@article{k, title={T}, doi={10.1000/a{\_}b\_c}, note={PMID: 555; NCT00000001}, howpublished={\url{https://a.example/b\_c}}}`)
	if r.DOI != "10.1000/a_b_c" || r.PMID != "555" || r.URL != "https://a.example/b_c" || len(r.RegistryIDs) != 1 {
		t.Errorf("%+v", r)
	}
	for text, want := range map[string]string{
		"shortjournal={J. Inv.}": "J. Inv.", "journaltitle={Journal of Inventions}, shortjournal={J. Inv.}": "Journal of Inventions",
		"journal={J. Inv.}, fjournal={Journal of Inventions}": "Journal of Inventions",
	} {
		if r := one(t, "@article{k, title={T}, "+text+"}"); string(r.Journal) != want {
			t.Errorf("%s: %s", text, r.Journal)
		}
	}
	r = one(t, "@article{k, title={T}, year={n.d.}}")
	if r.Year != nil || len(r.Warnings) != 1 {
		t.Errorf("%+v", r)
	}
	if r = one(t, "@article{k, author={Hansen, K}}"); len(r.Warnings) != 1 {
		t.Error("nothing is said about a record without title, DOI and PMID")
	}
	r = one(t, "@article{k, title={T},\ntitle={U},\nabstract={A.}, abstract={B.}}")
	if r.Title != "T" || r.Abstract != "A. B." || len(r.Warnings) != 1 || r.Warnings[0].Line != 2 {
		t.Errorf("%+v", r)
	}
}

func TestDamagedFiles(t *testing.T) {
	t.Run("a brace that is missing spoils one entry, and is named", func(t *testing.T) {
		file := read(t, "@article{a,\n title = {An {open brace},\n year = {2001},\n author = {Hansen, K}\n}\n\n@article{b,\n title = {B},\n year = {2002}\n}\n")
		if len(file.Records) != 2 {
			t.Fatalf("%+v", file)
		}
		a := file.Records[0]
		if a.Title != "An open brace" || a.Year == nil || *a.Year != 2001 || len(a.Authors) != 1 || len(a.Warnings) != 1 || a.Warnings[0].Line != 1 {
			t.Errorf("%+v", a)
		}
		if b := file.Records[1]; b.Title != "B" || len(b.Warnings) > 0 {
			t.Errorf("%+v", b)
		}
	})
	t.Run("so does an entry that is not closed", func(t *testing.T) {
		file := read(t, "@article{a,\n title = {A},\n year = {2001}\n\n@article{b,\n title = {B}\n}\n")
		if len(file.Records) != 2 || file.Records[0].Title != "A" || len(file.Records[0].Warnings) != 1 {
			t.Errorf("%+v", file)
		}
	})
	t.Run("an entry within a value is text", func(t *testing.T) {
		r := one(t, "@article{a,\n abstract = {As in\n@article{x, title = {X}}\nit says.},\n title = {A}}")
		if r.Title != "A" || !strings.Contains(string(r.Abstract), "@article") || len(r.Warnings) > 0 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("a file that is cut off gives what it holds", func(t *testing.T) {
		whole := "@article{a,\n title = {A}\n}\n@article{b,\n title = {The second},\n abstract = {Some words"
		file := read(t, whole)
		if len(file.Records) != 2 || file.Records[1].Abstract != "Some words" || len(file.Warnings) != 1 || file.Warnings[0].Line != 4 {
			t.Errorf("%+v", file)
		}
	})
	t.Run("what stands before the cut is in order, wherever that is", func(t *testing.T) {
		for cut, want := range map[string]string{
			"title = {B}, year = 2002, author = {Hansen, K and Ol": "B 2002 2",
			"title = {B}, year = 2002":                             "B 2002 0",
			"title = {B}, year = ":                                 "B - 0",
			"title = {B},\n yea":                                   "B - 0",
			"title = {B},\n year = {2002}\n":                       "B 2002 0",
			"title = {B {b":                                        "B b - 0",
			"title = \"B":                                          "B - 0",
			"":                                                     " - 0",
		} {
			file := read(t, "@article{a, title = {A}}\n@article{b, "+cut)
			if len(file.Records) != 2 || len(file.Warnings) != 1 || file.Warnings[0].Line != 2 {
				t.Errorf("%q: %+v", cut, file)
				continue
			}
			r, year := file.Records[1], "-"
			if r.Year != nil {
				year = fmt.Sprint(*r.Year)
			}
			if got := fmt.Sprintf("%s %s %d", r.Title, year, len(r.Authors)); got != want {
				t.Errorf("%q: %s, want %s", cut, got, want)
			}
		}
		if file := read(t, "@article{a, title = {A}}\n@arti"); len(file.Records) != 1 || len(file.Warnings) != 1 || file.Warnings[0].Line != 2 {
			t.Errorf("%+v", file)
		}
		if file := read(t, "@article{a, title = {A}}\nWrite @home"); len(file.Warnings) > 0 {
			t.Errorf("%+v", file.Warnings)
		}
	})
	t.Run("an entry behind a percent sign is counted", func(t *testing.T) {
		file := read(t, "%@article{old,\n% title={Old}}\n@article{a, title={A}}")
		if len(file.Records) != 1 || len(file.Warnings) != 1 || file.Warnings[0].Line != 1 {
			t.Errorf("%+v", file)
		}
	})
	t.Run("an entry without a brace is named", func(t *testing.T) {
		file := read(t, "@article{a, title={A}, pmid={0}}\n@Article b, title={B}}\nWrite @article or so.")
		if len(file.Records) != 1 || len(file.Records[0].Warnings) > 0 || len(file.Warnings) != 1 || file.Warnings[0].Line != 2 {
			t.Errorf("%+v", file)
		}
	})
	t.Run("no entry, no success", func(t *testing.T) {
		if file := read(t, "@string{a = {b}}\n@comment{c}"); file.Refused == "" || len(file.Records) > 0 {
			t.Errorf("%+v", file)
		}
	})
	t.Run("abbreviations that double one another end", func(t *testing.T) {
		var b strings.Builder
		b.WriteString("@string{a = {xxxxxxxxxxxxxxxxxxxxxxxxxxxx}}\n")
		for range 60 {
			b.WriteString("@string{a = a # a # a}\n")
		}
		b.WriteString("@article{k, title = {T}, note = a}")
		if r := one(t, b.String()); r.Title != "T" {
			t.Errorf("%.200v", r)
		}
	})
}

func TestLooks(t *testing.T) {
	for text, want := range map[string]bool{
		"@article{k, title={T}}":                 true,
		"% a comment\n\n@ARTICLE (k, title={T})": true,
		"@string{a={b}}":                         true,
		"As told @home (in Oslo, 2012).":         false,
		"\ufeff\n  @book{,":                      true,
		"Write to me@home.example {now}":         false,
		"TY  - JOUR\nTI  - An @ in it (x)\n":     false,
		"@media (min-width: 3px) { }":            false,
		`{"a": "b"}`:                             false,
		"":                                       false,
	} {
		if Looks(text) != want {
			t.Errorf("Looks(%q) = %v", text, !want)
		}
	}
}

func TestReadingStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, exchange.Source{Text: "@misc{k, title={T}}"}); err == nil {
		t.Error("a cancelled reading went on")
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"@article{k, title = {A {\\\"o} $x_2$}, author = \"Hansen, K and {Group, The}\", year = 2001}\n",
		"@string{a = \"b\" # {c}}@article(k, journal = a # a,\n title = {x}\n}\n",
		"@article{a,\n title = {An {open},\n year = {2001}\n}\n@article{b,\n title = \"B",
		"@comment{x}\n@inproceedings{a, crossref = b}\n@proceedings{b, title={\\v{\\c c}}, date=2001}",
		"%@article{x\n@misc{title={\\url{a~b}}}} , note = {\\", "@a{=}", "@a{b={\\\"}", "@a{b={$\\'{",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("decoding comes before")
		}
		Looks(text)
		file := read(t, text)
		if (len(file.Records) == 0) == (file.Refused == "") {
			t.Fatalf("%d records, refused: %q", len(file.Records), file.Refused)
		}
		for _, r := range file.Records {
			all := []string{string(r.Title), string(r.Abstract), string(r.Journal), string(r.URL), string(r.DOI), string(r.Pages)}
			for _, a := range r.Authors {
				all = append(all, a.Family, a.Given)
				if a.Family == "" {
					t.Fatalf("an author without a name: %+v", r.Authors)
				}
			}
			for _, w := range r.Warnings {
				all = append(all, w.Message)
			}
			for _, s := range all {
				if !utf8.ValidString(s) {
					t.Fatalf("no UTF-8: %q", s)
				}
			}
			if r.Title == "" && r.DOI == "" && r.PMID == "" && len(r.Warnings) == 0 {
				t.Fatal("nothing is known of a record, and nothing is said")
			}
		}
	})
}

// What would make a careless reader go over the same text again and again.
func TestHostileTextsEnd(t *testing.T) {
	const n = 20_000
	for name, text := range map[string]string{
		"open braces":           "@a{k, t = " + strings.Repeat("{", n),
		"entries within values": strings.Repeat("@a{k, b={\n", n),
		"one line of entries":   strings.Repeat("@a{k, b={", n),
		"comments":              "@a{k,title={T}}" + strings.Repeat("@comment{\n", n),
		"at signs":              strings.Repeat("@ ", n) + "@a{k,title={T}}",
		"percent signs":         strings.Repeat("%", n) + strings.Repeat("@a{k}", n),
		"dollars":               "@a{k, title={" + strings.Repeat("$ a", n) + "}}",
		"accents":               "@a{k, title={" + strings.Repeat(`\"{`, n) + "}}",
		"dropped groups":        "@a{k, title={" + strings.Repeat(`\hspace{`, n/10) + "}}",
		"names":                 "@a{k, author={" + strings.Repeat("{ and ", n) + "}}",
		"quotation marks":       strings.Repeat("@a{k, b=\"{\"\n", n),
	} {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		file, err := Read(ctx, exchange.Source{Text: text})
		cancel()
		if err != nil || len(file.Records) == 0 {
			t.Errorf("%s: %v, %s", name, err, file.Refused)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	entry := `@article{k, author = {Hansen, Kari and {\"O}rn, Per and {Nordic Rain Group}}, title = {The {Effect} of rain \& wind on $\beta$},
 journal = {J. Imagined Med.}, year = {2012}, volume = {12}, number = {3}, pages = {101--109}, doi = {10.1000/x},
 abstract = {` + strings.Repeat("It rained, and umbrellas were opened in 50\\% of the cases. ", 25) + "}\n}\n"
	text := strings.Repeat(entry, 5000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if file := read(b, text); len(file.Records) != 5000 {
			b.Fatal(len(file.Records))
		}
	}
}
