package importing_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/importing"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"
)

func TestMain(m *testing.M) { desk.Main(m) }

// importer is somebody who brings files into a starter library.
type importer struct {
	*desk.Desk
	im     *importing.Importing
	action string // what was stored, as undo calls it
	said   string
	folder string
}

func open(t testing.TB) *importer {
	t.Helper()
	i := &importer{Desk: desk.Open(t, desk.Look{Width: 1280, Height: 1000}), folder: t.TempDir()}
	i.im = importing.New(i.Session, i.Canvas, importing.Actions{Stored: func(action, sentence string) { i.action, i.said = action, sentence }})
	i.Show(widgets.Body("The window below"))
	return i
}

// file writes a file and returns its path.
func (i *importer) file(name, text string) string {
	i.Helper()
	path := filepath.Join(i.folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		i.Fatal(err)
	}
	return path
}

func (i *importer) dump() string {
	i.Helper()
	var b bytes.Buffer
	if err := i.Session.Lib.Dump(context.Background(), &b); err != nil {
		i.Fatal(err)
	}
	return b.String()
}

func (i *importer) documents() map[string]appraisal.Document {
	i.Helper()
	all, err := i.Session.Lib.Documents(context.Background())
	if err != nil {
		i.Fatal(err)
	}
	out := map[string]appraisal.Document{}
	for _, d := range all {
		out[d.Title] = d
	}
	return out
}

const twoReferences = `TY  - JOUR
AU  - Solberg, Ingrid
AU  - van der Berg, Jan A.
TI  - Evening light against placebo light in winter tiredness
JO  - Journal of Winter Medicine
PY  - 2016
VL  - 12
SP  - 101
EP  - 109
DO  - 10.1000/winter.2016.0101
ER  -

TY  - JOUR
AU  - Aas, Mette
TI  - Sleep after evening light: an open follow-up
PY  - in press
DO  - 10.1000/winter.2017.0007
ER  -
`

func TestRecordsAreShownBeforeAnythingIsStored(t *testing.T) {
	i := open(t)
	before := i.dump()
	i.im.Open([]string{i.file("winter.ris", twoReferences)})
	i.MustSee("Evening light against placebo light in winter tiredness")
	i.MustSee("RIS")
	i.MustSee("New article")
	i.MustSee("Import 2 records")
	if i.dump() != before {
		t.Fatal("something was stored before the person decided")
	}
	i.Tap("Import 2 records")
	if i.dump() == before || dialogs.Blocked() {
		t.Fatal("nothing was stored, or the window is still up")
	}
	d := i.documents()["Evening light against placebo light in winter tiredness"]
	if d.DOI != "10.1000/winter.2016.0101" || d.Author != "Solberg, Ingrid; van der Berg, Jan A." || d.Pages != "101-109" || d.Kind != "article" {
		t.Errorf("stored %+v", d)
	}
	if !strings.Contains(i.said, "2 new articles") || i.UndoName() != i.action || i.action != "Import of winter.ris" {
		t.Errorf("said %q of %q; undo offers %q", i.said, i.action, i.UndoName())
	}
	if _, err := i.Session.Lib.Undo(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	if i.dump() != before {
		t.Error("undo left something of the import")
	}
}

func TestAWarningIsShownWithItsLineAndSource(t *testing.T) {
	i := open(t)
	i.im.Open([]string{i.file("winter.ris", twoReferences)})
	i.Press("Down")
	i.MustSee("Line ")
	i.MustSee("PY  - in press")
}

func TestARecordIsLeftOutByKeyboard(t *testing.T) {
	i := open(t)
	i.im.Open([]string{i.file("winter.ris", twoReferences)})
	i.Press("Down", "Return")
	i.MustSee("Left out")
	i.MustSee("Import 1 record")
	i.Press("Ctrl+Return")
	if len(i.documents()) == 0 || i.documents()["Sleep after evening light: an open follow-up"].UID != "" {
		t.Error("the record that was left out is stored")
	}
}

func TestWhatIsHereAlreadyIsLeftAsItIsUnlessChosen(t *testing.T) {
	i := open(t)
	path := i.file("winter.ris", twoReferences)
	i.im.Open([]string{path})
	i.Tap("Import 2 records")
	i.im.Open([]string{i.file("again.ris", strings.Replace(twoReferences, "JO  - Journal of Winter Medicine", "JO  - J Winter Med\nIS  - 3", 1))})
	i.MustSee("Already here (same DOI)")
	i.MustSee("Nothing to import")
	i.Press("Return") // what is missing is added
	i.MustSee("Import 1 record")
	i.Tap("Import 1 record")
	d := i.documents()["Evening light against placebo light in winter tiredness"]
	if d.Issue != "3" || d.Outlet != "Journal of Winter Medicine" {
		t.Errorf("completed to issue %q, journal %q", d.Issue, d.Outlet)
	}
}

func TestAFieldIsReplacedWhenMarked(t *testing.T) {
	i := open(t)
	i.im.Open([]string{i.file("winter.ris", twoReferences)})
	i.Tap("Import 2 records")
	i.im.Open([]string{i.file("again.ris", strings.Replace(twoReferences, "Journal of Winter Medicine", "J Winter Med", 1))})
	i.Choose("What comes of it", "Add what is missing, and replace the fields marked below")
	i.MustSee("the file's")
	i.Tap("the file's")
	i.Tap("Import 1 record")
	if d := i.documents()["Evening light against placebo light in winter tiredness"]; d.Outlet != "J Winter Med" {
		t.Errorf("the journal is %q", d.Outlet)
	}
}

func TestARefusedFileDoesNotStopTheOthers(t *testing.T) {
	i := open(t)
	i.im.Open([]string{i.file("broken.json", `{"protocolSection": {`), i.file("winter.ris", twoReferences), filepath.Join(i.folder, "not-there.ris")})
	i.MustSee("broken.json: ")
	i.MustSee("not-there.ris: ")
	i.MustSee("Import 2 records")
}

func TestOnlyRefusedFilesLeaveNothingToImport(t *testing.T) {
	i := open(t)
	i.im.Open([]string{i.file("empty.ris", "")})
	i.MustSee("No record could be read")
	i.Press("Escape")
	if dialogs.Blocked() {
		t.Error("Esc does not leave the window")
	}
}

func TestEscAsksBeforeChoicesAreLost(t *testing.T) {
	i := open(t)
	i.im.Open([]string{i.file("winter.ris", twoReferences)})
	i.Press("Return") // leaves the first out
	i.Press("Escape")
	i.MustSee("Throw it away")
	i.Tap("Go on typing")
	i.MustSee("Import 1 record")
}

func TestTheColumnsOfAnUnknownTableAreNamed(t *testing.T) {
	i := open(t)
	i.im.Open([]string{i.file("liste.csv", "Tittel;Hvem;Når\nEvening light in winter;Solberg I;2016\nA second list entry;Aas M;2017\n")})
	i.MustSee("No record could be read")
	i.Tap("Say what its columns are…")
	i.MustSee("Evening light in winter · A second list entry")
	i.Press("Ctrl+Return")
	i.MustSee("Say which column holds the titles")
	i.Choose("Evening light in winter · A second list entry", "Title")
	i.Choose("Solberg I · Aas M", "Authors")
	i.Choose("2016 · 2017", "Year")
	i.Press("Ctrl+Return")
	i.MustSee("Import 2 records")
	i.Tap("Import 2 records")
	if d := i.documents()["Evening light in winter"]; d.Date != "2016" || d.Author != "Solberg I" {
		t.Errorf("stored %+v", d)
	}
}

func TestAnotherLibraryIsMergedFieldByField(t *testing.T) {
	i := open(t)
	theirs := filepath.Join(i.folder, "theirs.sqlite")
	desk.Copy(t, theirs)
	other, err := db.Open(context.Background(), theirs, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	murrough := i.trial("Murrough 2013")
	err = other.Do(context.Background(), db.Action{Name: "Edit"}, func(b *db.Batch) error {
		b.PutTrial(appraisal.Trial{UID: murrough.UID, Key: murrough.Key, Name: "Murrough and others 2013", Notes: murrough.Notes})
		b.PutTrial(appraisal.Trial{UID: "theirs-1", Name: "Solberg 2016"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	before := i.dump()
	i.im.Open([]string{theirs})
	i.MustSee("Merge with theirs.sqlite")
	i.MustSee("Only in the other library")
	i.MustSee("Murrough and others 2013")
	i.Tap("Merge 1 thing")
	if i.trial("Solberg 2016").UID != "theirs-1" || i.trial("Murrough 2013").UID == "" {
		t.Error("the new trial is not here, or a name was replaced unasked")
	}
	if _, err := i.Session.Lib.Undo(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	if i.dump() != before {
		t.Error("undo left something of the merge")
	}
	i.im.Open([]string{theirs})
	i.Tap("theirs")
	i.Tap("Merge 2 things")
	if i.trial("Murrough and others 2013").UID != murrough.UID {
		t.Error("the chosen name was not taken")
	}
}

func (i *importer) trial(name string) appraisal.Trial {
	i.Helper()
	all, err := i.Session.Lib.Trials(context.Background())
	if err != nil {
		i.Fatal(err)
	}
	for _, x := range all {
		if x.Name == name {
			return x
		}
	}
	return appraisal.Trial{}
}

func TestAThousandRecordsAreImportedInOneStep(t *testing.T) {
	i := open(t)
	var b strings.Builder
	for n := range 1000 {
		fmt.Fprintf(&b, "TY  - JOUR\nTI  - Report number %d of a long series\nPY  - 2010\nDO  - 10.1000/s.%d\nER  - \n\n", n, n)
	}
	before := i.dump()
	i.im.Open([]string{i.file("series.ris", b.String())})
	i.Tap("Import 1000 records")
	if i.UndoName() != "Import of series.ris" {
		t.Fatalf("undo offers %q", i.UndoName())
	}
	if _, err := i.Session.Lib.Undo(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	if i.dump() != before {
		t.Error("undo left something")
	}
}

func TestARecordIsFetchedOnlyAfterItIsSaidWhatLeaves(t *testing.T) {
	i := open(t)
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		fmt.Fprint(w, "PMID- 12345678\nTI  - Evening light in winter tiredness\nDP  - 2016\n")
	}))
	defer server.Close()
	i.im.Client.Base = map[string]string{"eutils.ncbi.nlm.nih.gov": server.URL}
	i.im.AskIdentifier()
	i.MustSee("Nothing is sent yet.")
	i.Type("winter light")
	i.MustSee("nothing can be fetched for it")
	i.Press("Ctrl+Return")
	i.MustSee("Type a number such as")
	i.Press("Ctrl+A")
	i.Type("12345678")
	i.MustSee("The number 12345678 is sent to eutils.ncbi.nlm.nih.gov (PubMed), with the name of this program; nothing else leaves this computer.")
	if asked != 0 {
		t.Fatal("something was sent before the person agreed")
	}
	i.Tap("Fetch")
	i.MustSee("Evening light in winter tiredness")
	i.MustSee("Import 1 record")
	if asked != 1 {
		t.Errorf("the service was asked %d times", asked)
	}
}

func TestWhatCannotBeFetchedIsSaidBesideTheNumber(t *testing.T) {
	i := open(t)
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	i.im.Client.Base = map[string]string{"clinicaltrials.gov": server.URL}
	i.im.AskIdentifier()
	i.Type("NCT01234567")
	i.Press("Return")
	i.MustSee("ClinicalTrials.gov")
	if i.Value("Number") != "NCT01234567" {
		t.Errorf("the number is gone; the field has %q", i.Value("Number"))
	}
	i.MustNotSee("Import 1 record")
}
