package reporting

import (
	"context"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/report"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// window is the window while it is open.
type window struct {
	r        *Reporting
	overview session.Overview
	request  report.Request
	closed   bool

	dialog  *dialogs.Dialog
	preview *preview
	brief   *brief
	private *outgoing.Private
	past    *past

	claims *widgets.Text
	of     *fyne.Container // links that choose claims

	making    *outgoing.Making
	save      *widgets.Button
	copy      *widgets.Button
	plain     *widgets.Button
	figures   *widgets.Button
	reviewers []appraisal.Reviewer // that the list offers, in its order; the last one is nobody
	reviewer  *widgets.Select
	kind      *widgets.Options
	format    *widgets.Segmented
}

// The kinds, each with what it is for.
var kindWords = map[report.Kind]struct{ name, purpose string }{
	report.CAT:      {tr.Key("One-page CAT"), tr.Key("What a claim comes to, on one page.")},
	report.Evidence: {tr.Key("Evidence report"), tr.Key("Everything behind the verdict, to be checked.")},
	report.Letter:   {tr.Key("Answer letter"), tr.Key("To who has asked, with basis and references.")},
	report.Handout:  {tr.Key("Handout"), tr.Key("For the room: the claim and an empty grid.")},
	report.Slides:   {tr.Key("Slides"), tr.Key("The board to be shown, one thing a slide.")},
}

// kindName is what a kind of report is called.
func kindName(k report.Kind) string {
	if w, ok := kindWords[k]; ok {
		return tr.T(w.name)
	}
	return string(k)
}

var formatWords = map[report.Format]string{
	report.PDF: tr.Key("PDF"), report.DOCX: tr.Key("Word"), report.HTML: tr.Key("HTML"), report.Markdown: tr.Key("Markdown"), report.Plain: tr.Key("Text"),
}

func formatName(f report.Format) string {
	if w, ok := formatWords[f]; ok {
		return tr.T(w)
	}
	return string(f)
}

// readOnly is why nothing can be written into the library.
var readOnly = tr.Key("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")

// Widths of the two sides at normal size.
const (
	leftWidth, minLeft, minRight = 400, 300, 320
)

// show opens the window.
func (r *Reporting) show(o session.Overview, claims []string) {
	w := &window{r: r, overview: o}
	w.request = report.Request{
		Kind: report.Kind(r.s.Setting(kindSetting)), Format: report.Format(r.s.Setting(formatSetting)),
		Claims: claims, Reviewer: r.s.Reviewer().UID, Date: r.s.Today(),
	}
	if !slices.Contains(report.Kinds, w.request.Kind) {
		w.request.Kind = report.Kinds[0]
	}
	if !slices.Contains(report.Formats, w.request.Format) {
		w.request.Format = report.Formats[0]
	}
	w.preview = newPreview(w)
	w.brief = newBrief(w)
	w.past = newPast(w)
	w.private = outgoing.NewPrivate(r.canvas, func() {
		w.request.Private = w.private.Ticked()
		w.preview.make()
	})
	left := widgets.NewVScroll(widgets.Pad(2, 14, 8, 3, w.choices()))
	panes := widgets.NewPanes(widgets.PaneSpec{Left: left, LeftWidth: leftWidth, MinLeft: minLeft, MinCenter: minRight, Least: 620,
		Center: widgets.Pad(0, 0, 0, 12, w.preview.object)})
	content := outgoing.Tall(r.canvas, widgets.VStack(10, widgets.Title(tr.T("Report")), widgets.NewHairline(),
		widgets.Fill(widgets.MinHeight(160, panes)), widgets.NewHairline(), w.foot()))
	r.open = w
	w.dialog = dialogs.Panel(r.canvas, dialogs.PanelSpec{
		Content: content, Width: outgoing.AsWideAsTheWindow, Stays: true, First: w.kind,
		Lost: func() bool { return w.brief.unsaved() }, OnSubmit: w.saveAs, OnCancel: w.close,
	})
	w.dialog.Then(w.close)
	w.changed()
}

// close stops what is under way.
func (w *window) close() {
	if w.closed {
		return
	}
	w.closed = true
	w.r.open = nil
	w.making.Close()
	w.preview.close()
	w.private.Close()
	w.past.close()
}

// choices is the left side of the window.
func (w *window) choices() fyne.CanvasObject {
	w.claims = widgets.Body("")
	w.of = widgets.VStack(3)
	w.kind = w.kinds()
	labels := make([]string, len(report.Formats))
	for i, f := range report.Formats {
		labels[i] = formatName(f)
	}
	w.format = widgets.NewSegmented(widgets.Segments(labels...), func(i int) {
		w.request.Format = report.Formats[i]
		w.r.s.SetSetting(formatSetting, string(w.request.Format))
		w.preview.make()
	})
	w.format.SetSelected(slices.Index(report.Formats, w.request.Format))
	w.reviewer = widgets.NewSelect("", nil, w.chooseReviewer)
	w.loadReviewers()
	return widgets.VStack(14,
		section(tr.T("Claims"), widgets.VStack(4, w.claims, w.of)),
		section(tr.T("Kind of report"), w.kind),
		widgets.NewFormField(tr.T("Format"), w.format).SetHelp(tr.T("Written in English, the language of the window.")),
		widgets.NewFormField(tr.T("Judgements of"), w.reviewer),
		section(tr.T("Private notes"), w.private.Object()),
		w.brief.object,
		w.past.object,
	)
}

func section(title string, o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.VStack(4, widgets.SectionLabel(title), o)
}

// kinds is the list of the kinds, each with what it is for.
func (w *window) kinds() *widgets.Options {
	all := make([]widgets.Option, len(report.Kinds))
	for i, k := range report.Kinds {
		words := kindWords[k]
		all[i] = widgets.Option{Label: tr.T(words.name), Purpose: tr.T(words.purpose)}
	}
	o := widgets.NewOptions(all, func(i int) {
		w.request.Kind = report.Kinds[i]
		w.r.s.SetSetting(kindSetting, string(w.request.Kind))
		w.preview.make()
	})
	o.SetSelected(slices.Index(report.Kinds, w.request.Kind))
	return o
}

// foot is the row of buttons, with what is being done at its left.
func (w *window) foot() fyne.CanvasObject {
	w.making = outgoing.NewMaking(w.r.s, w.r.canvas, w.r.actions, "report take")
	w.making.Changed = func() {
		w.enable()
		w.dialog.Relayout()
	}
	w.save = widgets.NewPrimaryButton(tr.T("Save as…"), w.saveAs)
	w.save.SetTip(tr.T("Ctrl+Enter"))
	w.copy = widgets.NewButton(tr.T("Copy"), w.copyRich)
	w.copy.SetTip(tr.T("With headings, tables and links, to be pasted into a document or a mail"))
	w.plain = widgets.NewButton(tr.T("Copy plain"), w.copyPlain)
	w.figures = widgets.NewButton(tr.T("Save a figure…"), w.askFigure)
	return widgets.VStack(8, w.making.Object(), widgets.HStack(10, widgets.Spacer(), widgets.NewButton(tr.T("Close"), func() { w.dialog.Cancel() }),
		w.figures, w.plain, w.copy, w.save))
}

// changed shows what other claims bring.
func (w *window) changed() {
	w.describeClaims()
	w.lookForPrivate()
	w.brief.setClaims(w.request.Claims)
	w.past.load()
	w.enable()
	w.preview.make()
}

// edited shows what a change to the library brings: most are made in the form for the brief.
func (w *window) edited() {
	w.lookForPrivate()
	w.loadReviewers()
	w.preview.later()
}

// lookForPrivate finds the private notes of the claims and of what they rest on.
func (w *window) lookForPrivate() {
	lib, claims := w.r.s.Lib, w.request.Claims
	w.private.Look(func(ctx context.Context) ([]db.PrivateNote, error) {
		if len(claims) == 0 {
			return nil, nil // the library takes none for all
		}
		return lib.PrivateNotes(ctx, claims)
	})
}

// enable says which buttons can be pressed now, and why not.
func (w *window) enable() {
	why := ""
	switch {
	case w.making.Busy():
		why = tr.T("A report is being made.")
	case len(w.request.Claims) == 0:
		why = tr.T("No claim is chosen. Choose at least one.")
	}
	for _, b := range []*widgets.Button{w.save, w.copy, w.plain, w.figures} {
		b.SetDisabled(why)
	}
	if missing := w.r.Clipboard.Missing(); why == "" && missing != "" {
		w.copy.SetDisabled(missing)
	}
}
