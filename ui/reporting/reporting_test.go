package reporting_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/report"
	"claimgrade/ui/reporting"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) { desk.Main(m) }

// reporter is somebody who takes reports away from a starter library.
type reporter struct {
	*desk.Desk
	r      *reporting.Reporting
	folder string
	opened []string
	claim  appraisal.Claim
}

func open(t testing.TB, l desk.Look) *reporter {
	t.Helper()
	if l.Width == 0 {
		l.Width, l.Height = 1280, 2200
	}
	p := &reporter{Desk: desk.Open(t, l), folder: t.TempDir()}
	p.r = reporting.New(p.Session, p.Canvas, outgoing.Actions{
		Folder: func() string { return p.folder }, Saved: func(string) {}, ChooseFolder: func(done func(string)) { done("") },
		OpenFile: func(path string) { p.opened = append(p.opened, path) }, ShowFolder: func(string) {},
	})
	p.Show(widgets.Body("The window below"))
	all, err := p.Session.Lib.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Key == "a000-01" {
			p.claim = c
		}
	}
	p.r.Open(p.claim.UID)
	return p
}

func (p *reporter) request(k report.Kind, f report.Format) report.Request {
	return report.Request{Kind: k, Format: f, Claims: []string{p.claim.UID}, Date: p.Session.Today()}
}

func (p *reporter) brief() appraisal.Brief {
	p.Helper()
	b, err := p.Session.Lib.Brief(context.Background(), p.claim.UID)
	if err != nil {
		p.Fatal(err)
	}
	return b
}

func TestAReportIsSavedByteForByteAsAScriptMakesItAndTheLibraryKeepsARecord(t *testing.T) {
	p := open(t, desk.Look{})
	p.MustSee("One-page CAT", "These are the pages of the file.", "Page 1 of")
	p.TapBelow("Format", "HTML")
	p.Press("Ctrl+Return")
	p.MustSee("Save the report")
	p.Press("Ctrl+A")
	p.Type("mine")
	p.Press("Return")
	p.MustSee("The report is saved", "mine.html")
	p.Tap("Open")
	path := filepath.Join(p.folder, "mine.html")
	if len(p.opened) != 1 || p.opened[0] != path {
		t.Errorf("opened %q", p.opened)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := report.Make(context.Background(), p.Session.Lib, p.request(report.CAT, report.HTML), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Data) {
		t.Error("the file differs from what report.Make gives")
	}
	records, err := p.Session.Lib.Printed(context.Background(), p.claim.UID)
	if err != nil || len(records) != 1 {
		t.Fatalf("%d records: %v", len(records), err)
	}
	if r := records[0]; r.Kind != "cat" || r.Format != "html" || r.FileName != "mine.html" || len(r.Verdicts) != 1 || r.Verdicts[0].Verdict == "" {
		t.Errorf("the record is %+v", r)
	}
	p.Press("Escape")
	p.Tap("Earlier reports of this claim")
	p.MustSee("One-page CAT, HTML", "Verdict then and now:")
	p.Tap("Save a copy…")
	p.Press("Ctrl+A")
	p.Type("again")
	p.Press("Return")
	if again, err := os.ReadFile(filepath.Join(p.folder, "again.html")); err != nil || !bytes.Equal(again, got) {
		t.Errorf("the copy differs from what was saved: %v", err)
	}
}

func TestWhatOnlyAPersonCanSayIsStoredAsItIsTypedAndUndone(t *testing.T) {
	p := open(t, desk.Look{})
	p.Retype("Bottom line", "Works for hours, not for weeks")
	if got := p.brief().BottomLine; got != "Works for hours, not for weeks" || p.UndoName() != "Bottom line of "+p.claim.Label {
		t.Fatalf("stored %q as %q", got, p.UndoName())
	}
	p.Retype("Question", "Does it work?")
	p.Press("Escape")
	if dialogs.Blocked() {
		t.Fatal("Esc asks about texts that are stored")
	}
	if b := p.brief(); b.Question != "Does it work?" || b.BottomLine != "Works for hours, not for weeks" {
		t.Errorf("stored %+v", b)
	}
	p.Undo()
	if b := p.brief(); b.Question != "" || b.BottomLine == "" {
		t.Errorf("undo took back %+v", b)
	}
	p.r.Open(p.claim.UID)
	if p.Value("Bottom line") != "Works for hours, not for weeks" || p.Value("Question") != "" {
		t.Errorf("shown again: %q, %q", p.Value("Bottom line"), p.Value("Question"))
	}
}

func TestADateThatIsNoneIsSaidAtItsFieldAndKeepsNothingElseBack(t *testing.T) {
	p := open(t, desk.Look{})
	p.Retype("Re-check by", "2027-13-40")
	p.MustSee("“2027-13-40” is not a date")
	p.Retype("Advice", "Wait for the next trial")
	if b := p.brief(); b.RecheckBy != "" || b.Advice != "Wait for the next trial" {
		t.Errorf("stored %+v", b)
	}
	p.Press("Ctrl+Return")
	p.MustNotSee("Save the report")
	p.Press("Escape")
	p.MustSee("Throw it away")
	p.Tap("Go on typing")
	p.Retype("Re-check by", "2027-11-30")
	p.MustNotSee("is not a date")
	if b := p.brief(); b.RecheckBy != "2027-11-30" {
		t.Errorf("stored %+v", b)
	}
}

func TestPrivateNotesStayUnlessTickedAndThenAreListed(t *testing.T) {
	p := open(t, desk.Look{})
	p.MustSee("No note is marked private.")
	p.Retype("Note", "The head of the ward doubts it")
	p.Tap("The note is private")
	p.MustSee("1 private note stays here.")
	p.MustNotSee("This note is about to leave:")
	p.Tap("Let notes marked private leave, too")
	p.MustSee("This note is about to leave:", "Note on the report of "+p.claim.Label)
}

func TestANoteMarkedPrivateIsCountedOnceItIsStored(t *testing.T) {
	p := open(t, desk.Look{Width: 1280, Height: 2200, Queued: true})
	p.Await("the form", func() bool {
		return p.Sees("No note is marked private.") && !p.Input("Note").(fyne.Disableable).Disabled()
	})
	p.Retype("Note", "The head of the ward doubts it")
	p.Tap("The note is private")
	p.Await("the note is counted", func() bool { return p.Sees("1 private note stays here.") })
}

func TestWhoAskedIsKeptAndNotPrinted(t *testing.T) {
	p := open(t, desk.Look{})
	p.Retype("Asked by", "Dr Zebulon Quist")
	if b := p.brief(); b.Asker != "Dr Zebulon Quist" {
		t.Errorf("stored %+v", b)
	}
	for _, k := range report.Kinds {
		out, err := report.Make(context.Background(), p.Session.Lib, p.request(k, report.HTML), nil)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(out.Data, []byte("Quist")) {
			t.Errorf("%s names who asked", k)
		}
	}
}

func TestLookingAtAReportStoresNothing(t *testing.T) {
	p := open(t, desk.Look{})
	p.Press("Escape")
	if err := p.Session.SetReviewer("Somebody New"); err != nil {
		t.Fatal(err)
	}
	before := p.UndoName()
	p.r.Open(p.claim.UID)
	p.MustSee("Page 1 of", "Nobody: what the rules suggest")
	if after := p.UndoName(); after != before {
		t.Errorf("undo offers %q, and %q before", after, before)
	}
	p.Retype("Advice", "Wait")
	p.Press("Escape")
	p.r.Open(p.claim.UID)
	p.MustSee("Somebody New")
}

func TestTickedClaimsAreNotLostUnasked(t *testing.T) {
	p := open(t, desk.Look{})
	p.Tap("Choose claims…")
	p.Press("Escape")
	p.MustNotSee("Tick all shown", "Throw it away")
	p.Tap("Choose claims…")
	p.Type("placebo")
	p.Tap("Tick all shown")
	p.Press("Escape")
	p.Tap("Go on typing")
	p.Press("Ctrl+Return")
	p.MustSee("claims, first: ")
}

func TestTheFieldBeingFilledIsSeenWithItsHelp(t *testing.T) {
	p := open(t, desk.Look{Width: 1280, Height: 800})
	for _, f := range []struct{ label, help string }{
		{"Question", "As it was asked, in your words."}, {"Re-check by", "The date on which the answer is to be looked at again."},
	} {
		p.Focus(f.label)
		p.MustSee(f.help)
	}
	p.Retype("Re-check by", "soon")
	p.MustSee("“soon” is not a date")
}

func TestAReportOfSeveralClaims(t *testing.T) {
	p := open(t, desk.Look{})
	p.Tap("Choose claims…")
	p.MustSee("1 claim ticked")
	p.Type("placebo")
	p.Tap("Tick all shown")
	p.Press("Ctrl+Return")
	p.MustSee("What only a person can say", "claims, first: ", "Only the first")
	p.Tap("Only the first")
	p.MustNotSee("Only the first")
}

func TestTextFormatsAreShownAsTheyAre(t *testing.T) {
	p := open(t, desk.Look{})
	p.TapBelow("Format", "Markdown")
	p.MustSee("This is the text of the file.")
	p.MustNotSee("Page 1 of")
	out, err := report.Make(context.Background(), p.Session.Lib, p.request(report.CAT, report.Markdown), nil)
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := bytes.Cut(out.Data, []byte("\n"))
	p.MustSee(string(first))
}

func TestAFigureIsSaved(t *testing.T) {
	p := open(t, desk.Look{})
	p.Tap("Save a figure…")
	p.MustSee("Traffic-light plot")
	p.Press("Ctrl+Return")
	p.MustSee("Save the figure")
	p.Press("Ctrl+A")
	p.Type("forest")
	p.Press("Return")
	if data, err := os.ReadFile(filepath.Join(p.folder, "forest.svg")); err != nil || !bytes.Contains(data, []byte("<svg")) {
		t.Errorf("saved %.60q: %v", data, err)
	}
	p.MustSee("Saved to ")
}

func TestALibraryOpenForReadingOnlyGivesReportsAndSaysThatItKeepsNoRecord(t *testing.T) {
	p := open(t, desk.Look{Library: db.Options{ReadOnly: true}})
	for _, f := range desk.All[*widgets.TextArea](p.Desk) {
		if !f.Disabled() {
			t.Errorf("%q can be typed in", f.Text)
		}
	}
	p.Press("Ctrl+Return", "Return")
	p.MustSee("The report is saved", "it keeps no record of this report")
}

func TestPlainTextIsCopied(t *testing.T) {
	p := open(t, desk.Look{})
	p.Tap("Copy plain")
	p.MustSee("Copied as plain text.")
	doc, err := report.Compose(context.Background(), p.Session.Lib, p.request(report.CAT, report.Plain), nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := report.Render(context.Background(), doc, report.Plain)
	if err != nil {
		t.Fatal(err)
	}
	if got := fyne.CurrentApp().Clipboard().Content(); got != string(want) {
		t.Errorf("the clipboard holds %.80q", got)
	}
}

func TestALongReportIsCancelledAndNothingIsWritten(t *testing.T) {
	p := open(t, desk.Look{Width: 1280, Height: 800, Queued: true})
	p.Await("the window", func() bool { return p.Sees("One-page CAT") })
	all, err := p.Session.Lib.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var uids []string
	for _, c := range all {
		uids = append(uids, c.UID)
	}
	p.Press("Escape")
	p.r.Open(uids...)
	p.Await("the window", func() bool { return p.Sees("claims, first: ") })
	p.Press("Ctrl+Return")
	p.MustSee("Making the report")
	p.Tap("Cancel") // the preview's
	p.MustSee("The preview was cancelled.", "Show the preview")
	p.Tap("Cancel") // the report's
	p.MustSee("Cancelled. Nothing was written.")
	if left, err := os.ReadDir(p.folder); err != nil || len(left) > 0 {
		t.Errorf("written: %v, %v", left, err)
	}
	p.Press("Escape")
	if dialogs.Blocked() {
		t.Error("the window is still up")
	}
}
