// Package exporting is the window in which data are taken away: what for, of which claims, by whose judgements, and which
// private notes leave with them. It must not know what a format looks like, nor any other screen.
package exporting

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/export"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Exporting shows the window for data.
type Exporting struct {
	s       *session.Session
	canvas  fyne.Canvas
	actions outgoing.Actions
}

// New returns a window that is closed.
func New(s *session.Session, c fyne.Canvas, a outgoing.Actions) *Exporting {
	return &Exporting{s: s, canvas: c, actions: a}
}

// formatWords are what can be written, and who for.
var formatWords = map[export.As]struct{ name, purpose string }{
	export.Robvis:      {tr.Key("Judgements for robvis"), tr.Key("A CSV file, for the traffic-light figures of that program.")},
	export.RevMan:      {tr.Key("Studies for RevMan"), tr.Key("CSV files of studies and judgements, for a Cochrane review.")},
	export.Tidy:        {tr.Key("Tables for R"), tr.Key("CSV files with a row a thing, for an analysis.")},
	export.RIS:         {tr.Key("References as RIS"), tr.Key("For EndNote, Zotero and other keepers of references.")},
	export.BibTeX:      {tr.Key("References as BibTeX"), tr.Key("For LaTeX.")},
	export.CSLJSON:     {tr.Key("References as CSL-JSON"), tr.Key("For Pandoc and Zotero.")},
	export.ClaimReview: {tr.Key("ClaimReview"), tr.Key("For a fact-check on the web, as search engines read it.")},
	export.Argdown:     {tr.Key("Argdown"), tr.Key("The arguments for and against, as a map in plain text.")},
	export.JSON:        {tr.Key("The whole library as JSON"), tr.Key("Complete, to be kept or read by a program. Import… makes the same library of it.")},
	export.Library:     {tr.Key("Claims as a small library"), tr.Key("To be sent to a colleague, who opens it or merges it.")},
}

// formatName is what a format is called.
func formatName(as export.As) string {
	if w, ok := formatWords[as]; ok {
		return tr.T(w.name)
	}
	return string(as)
}

// asSetting remembers what was chosen last.
const asSetting = "export.as"

// window is the window while it is open.
type window struct {
	e         *Exporting
	overview  session.Overview
	request   export.Request
	here      []string // the claims on screen
	dialog    *dialogs.Dialog
	formats   *widgets.Options
	scope     *widgets.Options
	scopes    [][]string // the claims of each choice; nil is the whole library
	scopeBox  *fyne.Container
	whole     *widgets.Text // why there is nothing to choose
	by        *widgets.FormField
	reviewer  *widgets.Select
	reviewers []appraisal.Reviewer
	private   *outgoing.Private
	notes     fyne.CanvasObject
	making    *outgoing.Making
	save      *widgets.Button
	closed    bool
}

// Open shows the window; here are the claims on screen.
func (e *Exporting) Open(here ...string) {
	e.s.LoadOverview(func(o session.Overview, err error) {
		if err != nil {
			e.s.Fail(err)
			return
		}
		e.show(o, here)
	})
}

func (e *Exporting) show(o session.Overview, here []string) {
	w := &window{e: e, overview: o, here: here}
	w.request = export.Request{As: export.As(e.s.Setting(asSetting)), Reviewer: e.s.Reviewer().UID, Date: e.s.Today()}
	if _, known := export.FormatOf(w.request.As); !known {
		w.request.As = export.Formats[0].As
	}
	w.making = outgoing.NewMaking(e.s, e.canvas, e.actions, "export")
	w.private = outgoing.NewPrivate(e.canvas, func() { w.request.Private = w.private.Ticked() })
	w.save = widgets.NewPrimaryButton(tr.T("Save as…"), w.saveAs)
	w.save.SetTip(tr.T("Ctrl+Enter"))
	body := widgets.NewPanes(widgets.PaneSpec{
		Left: widgets.NewVScroll(widgets.Pad(2, 14, 6, 3, w.choiceOfFormat())), LeftWidth: 430, MinLeft: 280, MinCenter: 260, Least: 560,
		Center: widgets.NewVScroll(widgets.Pad(2, 3, 6, 16, w.choices())),
	})
	foot := widgets.VStack(8, w.making.Object(), widgets.HStack(10, widgets.Spacer(),
		widgets.NewButton(tr.T("Close"), func() { w.dialog.Cancel() }), w.save))
	content := widgets.VStack(10, widgets.Title(tr.T("Export data")), widgets.NewHairline(),
		widgets.Fill(widgets.MinHeight(120, body)), widgets.NewHairline(), foot)
	w.dialog = dialogs.Panel(e.canvas, dialogs.PanelSpec{
		Content: outgoing.Tall(e.canvas, content), Width: 960, Stays: true, First: w.formats, OnSubmit: w.saveAs, OnCancel: w.close,
	})
	w.making.Changed = func() {
		w.save.SetDisabled("")
		if w.making.Busy() {
			w.save.SetDisabled(tr.T("An export is being made."))
		}
		w.dialog.Relayout()
	}
	w.dialog.Then(w.close)
	w.changed()
}

func (w *window) close() {
	if !w.closed {
		w.closed = true
		w.making.Close()
		w.private.Close()
		work.Cancel(reviewersKey)
	}
}

// choiceOfFormat is the left side.
func (w *window) choiceOfFormat() fyne.CanvasObject {
	options := make([]widgets.Option, len(export.Formats))
	chosen := 0
	for i, f := range export.Formats {
		options[i] = widgets.Option{Label: formatName(f.As), Purpose: tr.T(formatWords[f.As].purpose)}
		if f.As == w.request.As {
			chosen = i
		}
	}
	w.formats = widgets.NewOptions(options, func(i int) {
		w.request.As = export.Formats[i].As
		w.e.s.SetSetting(asSetting, string(w.request.As))
		w.changed()
	})
	w.formats.SetSelected(chosen)
	return widgets.VStack(4, widgets.SectionLabel(tr.T("What for")), w.formats)
}

// choices is the right side.
func (w *window) choices() fyne.CanvasObject {
	w.scopeBox = widgets.VStack(4)
	w.fillScope(nil)
	w.whole = widgets.Caption(tr.T("This always holds the whole library."))
	w.reviewer = widgets.NewSelect("", nil, func(i int) { w.request.Reviewer = w.reviewers[i].UID })
	w.by = widgets.NewFormField(tr.T("Judgements of"), w.reviewer)
	w.loadReviewers()
	w.notes = widgets.VStack(4, widgets.SectionLabel(tr.T("Private notes")), w.private.Object())
	return widgets.VStack(16, widgets.VStack(4, widgets.SectionLabel(tr.T("Claims")), w.scopeBox, w.whole), w.by, w.notes)
}

// fillScope offers which claims are meant: all of them, those on screen, and those that were ticked.
func (w *window) fillScope(ticked []string) {
	w.scopes = [][]string{nil}
	options := []widgets.Option{{Label: tr.T("All claims of the library")}}
	add := func(label string, claims []string) {
		if len(claims) > 0 {
			options, w.scopes = append(options, widgets.Option{Label: label}), append(w.scopes, claims)
		}
	}
	add(tr.N(len(w.here), "The claim on screen", "The %d claims on screen"), w.here)
	add(tr.N(len(ticked), "1 claim that I ticked", "%d claims that I ticked"), ticked)
	w.scope = widgets.NewOptions(options, func(i int) {
		w.request.Claims = w.scopes[i]
		w.lookForPrivate()
	})
	if len(ticked) > 0 {
		w.scope.SetSelected(len(options) - 1)
		w.request.Claims = ticked
	}
	w.scopeBox.Objects = []fyne.CanvasObject{w.scope, widgets.NewLink(tr.T("Tick claims…"), func() {
		outgoing.ChooseClaims(w.e.canvas, w.overview.Claims, w.request.Claims, func(claims []string) {
			w.fillScope(claims)
			w.changed()
		})
	})}
	w.scopeBox.Refresh()
}

const reviewersKey = "export reviewers"

// loadReviewers fills the list of those by whose judgements an export can go.
func (w *window) loadReviewers() {
	lib := w.e.s.Lib
	work.Latest(reviewersKey, func(ctx context.Context) ([]appraisal.Reviewer, error) { return lib.Reviewers(ctx) },
		func(all []appraisal.Reviewer, err error) {
			if err != nil {
				w.e.s.Fail(err)
				return
			}
			w.reviewers = append(all, appraisal.Reviewer{})
			var names []string
			chosen := len(all)
			for i, x := range all {
				names = append(names, x.Name)
				if x.UID == w.request.Reviewer {
					chosen = i
				}
			}
			w.reviewer.SetOptions(append(names, tr.T("Nobody: what the rules suggest")))
			w.reviewer.SetSelected(chosen)
			w.request.Reviewer = w.reviewers[chosen].UID
		})
}

// judged says whether a format holds judgements of one reviewer.
func judged(as export.As) bool {
	switch as {
	case export.RIS, export.BibTeX, export.CSLJSON, export.JSON, export.Library:
		return false
	}
	return true
}

// changed shows what a format asks for.
func (w *window) changed() {
	f, _ := export.FormatOf(w.request.As)
	w.scopeBox.Hidden, w.whole.Hidden = f.Whole, !f.Whole
	w.by.Hidden = !judged(f.As)
	w.notes.(*fyne.Container).Hidden = !f.Notes
	w.lookForPrivate()
	w.making.Say("")
}

// lookForPrivate finds the private notes that the file would hold.
func (w *window) lookForPrivate() {
	lib, r := w.e.s.Lib, w.request
	w.private.Look(func(ctx context.Context) ([]db.PrivateNote, error) { return export.PrivateNotes(ctx, lib, r) })
}

// written is what an export brings.
type written struct {
	file outgoing.File
	left []string
}

// saveAs makes the file, asks where it goes, and writes it.
func (w *window) saveAs() {
	lib, r := w.e.s.Lib, w.request
	f, _ := export.FormatOf(r.As)
	if f.Whole {
		r.Claims = nil
	}
	r.Private = r.Private && f.Notes
	name := fileName(lib.Path(), f)
	outgoing.Make(w.making, tr.T("Making the export"), func(ctx context.Context, progress func(done, total int)) (written, error) {
		var b bytes.Buffer
		left, err := export.Write(ctx, lib, r, &b, progress)
		return written{outgoing.File{Data: b.Bytes(), Name: name}, left}, err
	}, func(x written) {
		w.making.Save(tr.T("Save the export"), x.file, func(path string) {
			var notes []string
			for _, sentence := range x.left {
				notes = append(notes, tr.Said(sentence))
			}
			outgoing.ShowSaved(w.e.canvas, w.e.actions, outgoing.SavedSpec{Title: tr.T("The export is saved"), Path: path, Notes: notes})
		})
	})
}

// fileName is a name made of the library's and of what is written.
func fileName(library string, f export.Format) string {
	stem := strings.TrimSuffix(filepath.Base(library), filepath.Ext(library))
	switch f.As {
	case export.JSON:
		return stem + ".json"
	case export.Library:
		return stem + "-claims.sqlite"
	case export.RIS, export.BibTeX, export.Argdown:
		return stem + "." + f.Ending
	}
	return stem + "-" + string(f.As) + "." + f.Ending
}
