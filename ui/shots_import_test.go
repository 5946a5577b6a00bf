package ui

import (
	"context"
	"os"

	"claimgrade/appraisal"
	"claimgrade/db"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/session"
)

func init() { shots = append(shots, importShots...) }

// Records in the shape of real exports; all of it is invented.
const (
	shotNBIB = `PMID- 91000001
DP  - 2019 Mar
TI  - Nasal kalmizine in depression that resists treatment: a randomised trial
FAU - Solberg, Ingrid
FAU - van der Berg, Jan A
JT  - Journal of Nordic Psychiatry
VI  - 41
IP  - 3
PG  - 201-12
SI  - ClinicalTrials.gov/NCT99000001
AB  - BACKGROUND: Depression that resists treatment is common. METHODS: We gave a nasal spray of kalmizine or placebo. RESULTS: Scores fell more with kalmizine.
LID - 10.1000/jnp.2019.0201 [doi]

PMID- 91000002
DP  - 2020
TI  - Sleep and appetite in the kalmizine trial: a further report
FAU - Aas, Mette
JT  - Sleep and Mood
SI  - ClinicalTrials.gov/NCT99000001

PMID- 91000003
DP  - 2021
TI  - What general practitioners expect of new antidepressants: interviews
FAU - Moen, Kari
JT  - Primary Care Letters
`
	shotRIS = `TY  - JOUR
AU  - Solberg, Ingrid
TI  - Nasal kalmizine in depression that resists treatment: a randomised trial
JO  - J Nord Psych
PY  - 2019
DO  - 10.1000/jnp.2019.0201
ER  -

TY  - JOUR
AU  - Haugen, Per
TI  - Kalmizine and the heart: two years of reports
JO  - Drug Watch
PY  - in press
DO  - doi.org/kalmizine
ER  -
`
	shotOtherRIS = `TY  - JOUR
AU  - Solberg, I.
TI  - Nasal kalmizine in depression that resists treatment: a randomised trial
JO  - Nordic Psychiatry
PY  - 2019
VL  - 41
SP  - 201
EP  - 214
DO  - 10.1000/jnp.2019.0201
AB  - We gave a nasal spray of kalmizine or placebo.
ER  -
`
	shotTable = "Tittel;Hvem;Når;Tidsskrift\nKalmizin ved depresjon: en gjennomgang;Solberg I, Aas M;2021;Nordisk psykiatri\nErfaringer med nesespray;Moen K;2022;Allmennpraksis\n"
)

// records writes files of records and imports them.
func (u *user) imports(texts map[string]string, names ...string) {
	u.Helper()
	var paths []string
	for _, n := range names {
		text, known := texts[n]
		if !known {
			study, err := os.ReadFile("../db/exchange/ctgov/testdata/study.json")
			if err != nil {
				u.Fatal(err)
			}
			text = string(study)
		}
		path := u.path(n)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			u.Fatal(err)
		}
		paths = append(paths, path)
	}
	u.app.Receive(paths)
	u.resize(u.win.Canvas().Size().Width, u.win.Canvas().Size().Height)
}

// merges makes the library of a colleague, who has worked on from the same starter library.
func (u *user) merges() {
	u.Helper()
	path := u.path("colleague.sqlite")
	setting.Copy(u, path)
	other, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		u.Fatal(err)
	}
	murrough := u.trial("Murrough 2013")
	err = other.Do(context.Background(), db.Action{Name: "Work of a colleague"}, func(b *db.Batch) error {
		b.PutFact(db.Subject{TrialUID: murrough}, appraisal.Fact{Field: appraisal.FieldCountry, Value: "United States, two centres", Status: appraisal.Reported, Source: "full text"})
		b.PutFact(db.Subject{TrialUID: murrough}, appraisal.Fact{Field: appraisal.FieldNRandomised, Value: "72", Status: appraisal.Reported, Source: "registry"})
		b.PutTrial(appraisal.Trial{UID: "solberg-2019", Name: "Solberg 2019"})
		return nil
	})
	if err == nil {
		err = other.Close()
	}
	if err != nil {
		u.Fatal(err)
	}
}

var shotTexts = map[string]string{"rob2.csv": "Study,D1,D2,D3,D4,D5,Overall\nMurrough 2013,Low,Some concerns,Low,Some concerns,Low,Some concerns\nSolberg 2019,Low,Low,Low,Low,Low,Low\n",
	"pubmed.nbib": shotNBIB, "scopus.ris": shotRIS, "other.ris": shotOtherRIS, "liste.csv": shotTable,
	"broken.json": `{"protocolSection": {"identificationModule": {"nctId": "NCT9900`}

var importShots = []shot{
	{"import-review", func(u *user) {
		u.imports(shotTexts, "pubmed.nbib", "NCT99000001.json", "scopus.ris")
	}},
	{"import-registry", func(u *user) {
		u.imports(shotTexts, "NCT99000001.json")
	}},
	{"import-conflict", func(u *user) {
		u.imports(shotTexts, "pubmed.nbib")
		u.tap("Import 3 records")
		u.imports(shotTexts, "other.ris")
		u.tap("Leave what is here as it is")
		u.tap("Add what is missing, and replace the fields marked below")
		u.tap("the file's")
	}},
	{"import-refused", func(u *user) {
		u.imports(shotTexts, "broken.json", "liste.csv", "scopus.ris")
	}},
	{"import-csv-columns", func(u *user) {
		u.imports(shotTexts, "liste.csv")
		u.tap("Say what its columns are…")
	}},
	{"import-identifier", func(u *user) {
		u.choose("Import by identifier…")
		u.write("NCT99000001")
	}},
	{"import-appraisals", func(u *user) {
		u.imports(shotTexts, "rob2.csv")
		u.tap("Murrough 2013")
	}},
	{"import-library", func(u *user) {
		u.merges()
		u.app.desk.screens.importing.Open([]string{u.path("colleague.sqlite")})
		u.key("Down")
		u.resize(u.win.Canvas().Size().Width, u.win.Canvas().Size().Height)
	}},
	{"import-stored", func(u *user) {
		u.imports(shotTexts, "pubmed.nbib", "NCT99000001.json")
		u.tap("Import 4 records")
		u.goTo(session.TrialPlace, u.trial("KALM-2 (NCT99000001)"))
	}},
}
