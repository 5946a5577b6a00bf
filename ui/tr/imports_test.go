package tr_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"claimgrade/db/document"
	exchangeread "claimgrade/db/exchange/read"
	"claimgrade/ui/tr"
)

func inNorwegian(t testing.TB) {
	t.Helper()
	if err := tr.Use(tr.Norwegian); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Use(tr.English) })
}

// imports are the packages that read files of others. Their sentences hold names, titles and places of any kind.
var imports = []string{"/db/exchange/", "/db/document/", "/db/fetch/", "/db/intake/"}

func TestEverySentenceOfAnImportIsKnownByItsFormat(t *testing.T) {
	inNorwegian(t)
	there, err := tr.Texts(tr.Norwegian)
	if err != nil {
		t.Fatal(err)
	}
	found, known := spokenKeys(t), 0
	for _, format := range slices.Sorted(maps.Keys(found)) {
		at := found[format]
		if !slices.ContainsFunc(imports, func(dir string) bool { return strings.Contains(at, dir) }) {
			continue
		}
		var args []any
		for i, m := range verbOf.FindAllStringSubmatch(format, -1) {
			switch verb := m[4]; verb {
			case "%":
			case "d":
				args = append(args, 3+i)
			case "g":
				args = append(args, float64(3+i))
			default:
				args = append(args, fmt.Sprintf("Xyzzy%d", i))
			}
		}
		english, want := format, there[format]
		if strings.Contains(format, "%") {
			english, want = fmt.Sprintf(format, args...), fmt.Sprintf(want, args...)
		}
		known++
		if got := tr.Said(english); got != want {
			t.Errorf("%s: %q is said\n%q, want\n%q", at, english, got, want)
		}
	}
	if known < 200 {
		t.Errorf("only %d sentences were found", known)
	}
}

func TestWhatIsWrongWithAFileIsSaidInNorwegian(t *testing.T) {
	inNorwegian(t)
	for _, test := range []struct{ name, data, want string }{
		{"empty.ris", "", "empty.ris er tom: Eksporter den på nytt, eller velg en annen fil."},
		{"paper.ris", "%PDF-1.7\n", "Dette ser ut til å være et PDF-dokument. Åpne den som artikkel i stedet."},
		{"list.csv", "Colour,Weight\nred,3\n", "Dette ser ut til å være en tabell med kolonnene «Colour», «Weight». Ingen av dem er kjent som tittel, DOI, PubMed-id eller " +
			"domene for risiko for skjevhet. Kall en kolonne Title (eller Study, med D1, D2 …) på første linje, og importer den på nytt."},
		{"open.ris", "TY  - JOUR\nTI  - A trial\nQQ  - what\n", "Den siste oppføringen, som begynner på linje 1, har ingen slutt (ER): Filen kan være avkuttet. Det som finnes av den, ble lest." +
			"|Linje 3 har en feltkode som ikke finnes i RIS (QQ); den ble ikke lest."},
		{"year.ris", "TY  - JOUR\nTI  - A trial\nPY  - in press, see 2.5\nER  - \n", "Datoen «in press, see 2.5» (PY, linje 3) har ikke noe årstall; året står tomt."},
		{"cut.json", `{"studies":[{"protocolSection":{"identificationModule":{"nctId":"NCT01234567"`,
			"Dette ser ut som en fil fra ClinicalTrials.gov, men JSON-teksten er avkuttet på linje 1, kolonne 78, i studies[0]. Ingenting ble lest; last ned filen på nytt."},
		{"rob.csv", "Study,D1,D2,Overall\nAlpha 2014,High,Low,Low\n", "Den samlede bedømmelsen «Low» er mildere enn den for D1, «High». Begge beholdes slik tabellen har dem; kontroller dem der."},
	} {
		file, err := exchangeread.File(context.Background(), test.name, []byte(test.data), nil)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		if file.Refused != "" {
			said = append(said, tr.Said(string(file.Refused)))
		}
		for _, w := range file.Warnings {
			said = append(said, tr.Said(w.Message))
		}
		for _, r := range file.Records {
			for _, w := range r.Warnings {
				said = append(said, tr.Said(w.Message))
			}
		}
		if got := strings.Join(said, "|"); got != test.want {
			t.Errorf("%s is said\n%s, want\n%s", test.name, got, test.want)
		}
	}
	_, err := document.Extract(context.Background(), []byte("{\\rtf1 words}"), nil)
	if want := "Filen er rik tekst (RTF). Lagre den som DOCX eller PDF, og åpne det."; err == nil || tr.Said(err.Error()) != want {
		t.Errorf("rich text is refused with %q, want %q", tr.Said(fmt.Sprint(err)), want)
	}
}
