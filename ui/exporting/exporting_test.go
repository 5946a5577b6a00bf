package exporting_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/export"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/exporting"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"
)

func TestMain(m *testing.M) { desk.Main(m) }

// exporter is somebody who takes data away from a starter library.
type exporter struct {
	*desk.Desk
	folder string
	claim  appraisal.Claim
}

func open(t testing.TB) *exporter {
	t.Helper()
	x := &exporter{Desk: desk.Open(t, desk.Look{Width: 1280, Height: 1400}), folder: t.TempDir()}
	x.claim = x.Claim("Robust")
	x.Show(widgets.Body("The window below"))
	x.window()
	return x
}

func (x *exporter) window() {
	exporting.New(x.Session, x.Canvas, outgoing.Actions{
		Folder: func() string { return x.folder }, Saved: func(string) {}, ChooseFolder: func(done func(string)) { done("") },
		OpenFile: func(string) {}, ShowFolder: func(string) {},
	}).Open(x.claim.UID)
}

// save saves what is chosen under a name and returns the file.
func (x *exporter) save(name string) []byte {
	x.Helper()
	x.Press("Ctrl+Return")
	x.MustSee("Save the export")
	x.Press("Ctrl+A")
	x.Type(name)
	x.Press("Return")
	x.MustSee("The export is saved", name)
	data, err := os.ReadFile(filepath.Join(x.folder, name))
	if err != nil {
		x.Fatal(err)
	}
	x.Press("Escape")
	return data
}

func (x *exporter) script(r export.Request) []byte {
	x.Helper()
	var b bytes.Buffer
	r.Date = x.Session.Today() // and by nobody's judgements: nobody has judged in the starter library
	if _, err := export.Write(context.Background(), x.Session.Lib, r, &b, nil); err != nil {
		x.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryFormatIsOfferedWithWhatItIsForAndGivesTheBytesOfAScript(t *testing.T) {
	x := open(t)
	for _, f := range export.Formats {
		if f.As == export.Library {
			continue // a database has no fixed bytes
		}
		name := "out-" + string(f.As) + "." + f.Ending
		if got, want := x.save(name), x.script(export.Request{As: f.As}); !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes from the window, %d from a script", f.As, len(got), len(want))
		}
		x.Press("Down")
	}
}

func TestOnlyTheClaimOnScreenIsExported(t *testing.T) {
	x := open(t)
	x.MustSee("Judgements for robvis", "All claims of the library", "The claim on screen")
	x.Tap("Argdown")
	x.Tap("The claim on screen")
	if got, want := x.save("one.argdown"), x.script(export.Request{As: export.Argdown, Claims: []string{x.claim.UID}}); !bytes.Equal(got, want) {
		t.Error("the file is not of this claim alone")
	}
	x.Tap("Tick claims…")
	x.Type("placebo")
	x.Tap("Tick all shown")
	x.Press("Ctrl+Return")
	x.MustSee("claims that I ticked")
}

func TestPrivateNotesStayInTheLibraryUnlessTicked(t *testing.T) {
	x := open(t)
	x.Press("Escape")
	x.Session.Edit("A note", func(b *db.Batch) error {
		b.PutBrief(appraisal.Brief{ClaimUID: x.claim.UID, Note: "The head of the ward doubts it", Private: true})
		return nil
	}, nil)
	x.window()
	x.Tap("The whole library as JSON")
	x.MustSee("This always holds the whole library.", "1 private note stays here.")
	if bytes.Contains(x.save("without.json"), []byte("head of the ward")) {
		t.Fatal("a private note has left unticked")
	}
	x.Tap("Let notes marked private leave, too")
	x.MustSee("This note is about to leave:", "The head of the ward doubts it")
	if !bytes.Contains(x.save("with.json"), []byte("head of the ward")) {
		t.Error("a private note that was ticked is not in the file")
	}
	x.Tap("References as RIS")
	x.MustNotSee("Private notes")
}

func TestClaimsLeaveAsALibraryThatOpens(t *testing.T) {
	x := open(t)
	x.Tap("Claims as a small library")
	x.Tap("The claim on screen")
	x.save("small.sqlite")
	lib, err := db.Open(context.Background(), filepath.Join(x.folder, "small.sqlite"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	claims, err := lib.Claims(context.Background())
	if err != nil || len(claims) == 0 || !strings.Contains(claims[len(claims)-1].Label, "Robust") {
		t.Errorf("%d claims: %v", len(claims), err)
	}
}

func TestEscLeavesTheWindow(t *testing.T) {
	x := open(t)
	x.Press("Escape")
	if dialogs.Blocked() {
		t.Error("the window is still there")
	}
}
