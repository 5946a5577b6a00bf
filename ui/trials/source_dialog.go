package trials

import (
	"context"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// place is where a fact was read, kept to be offered for the next one.
type place struct{ kind, document, locator string }

// sourceForm is the content of the dialog "Source of this fact".
type sourceForm struct {
	f        *factField
	kinds    []string
	document string // uid

	status     *widgets.Segmented
	kind       *widgets.Select
	title      *widgets.Text
	choose     *widgets.Button
	none       *widgets.Link
	locator    *widgets.Entry
	quote      *widgets.TextArea
	confidence *widgets.Select
	note       *widgets.TextArea
	checked    *widgets.Check
	reading    *fyne.Container // everything that only an extracted fact has
}

var (
	statuses    = []appraisal.FactStatus{appraisal.Reported, appraisal.StatusNotStated, ""}
	confidences = []string{"", "high", "medium", "low"}
)

// editSource asks where the fact comes from, and whether somebody has compared it with that place.
func (f *factField) editSource() {
	now := f.fact.now
	form := newSourceForm(f)
	value := short(f.display(now.Value))
	if now.Status == appraisal.StatusNotStated {
		value = tr.T("not reported")
	}
	spec := dialogs.FormSpec{
		Title: tr.T("Source of this fact"), Intro: words.FieldLabel(f.field) + ": " + value + ". " + words.FieldHelp(f.field),
		Content: form.content(), Width: dialogs.Medium, First: form.kind,
		Validate: form.validate,
		Fields:   map[string]fyne.CanvasObject{"source": form.kind, "checked": form.checked},
		OnConfirm: func() {
			if form.checked.Checked() && now.CheckedBy == "" {
				f.page.t.s.WithReviewer(func() { f.storeSource(form.value()) })
				return
			}
			f.storeSource(form.value())
		},
	}
	if last := f.page.t.last; last != (place{}) && last != form.place() {
		again := widgets.NewSmallLink(tr.T("As for the fact before"), nil)
		again.SetTip(placeWords(appraisal.Fact{Source: last.kind, Document: last.document, Locator: last.locator}, f.page.documents))
		again.OnTapped = func() { form.take(last) }
		spec.Extra = again
	}
	dialogs.Form(f.page.t.canvas(), spec)
}

// storeSource keeps what the dialog says. Its value stays; without a status there is no fact any more.
func (f *factField) storeSource(fact appraisal.Fact, keep bool) {
	if !keep {
		f.remove()
		return
	}
	f.page.t.last = place{fact.Source, fact.Document, fact.Locator}
	if fact == f.fact.now {
		return
	}
	f.fact.set(fact)
	subject := f.owner.Subject
	f.page.t.s.Edit(f.name(sourceChanged), func(b *db.Batch) error { b.PutFact(subject, fact); return nil }, nil)
	f.fill()
}

func newSourceForm(f *factField) *sourceForm {
	now := f.fact.now
	s := &sourceForm{f: f, document: now.Document}
	s.status = widgets.NewSegmented(widgets.Segments(tr.T("Reported"), notReported(), notExtracted()), func(int) { s.refresh() })
	s.status.SetSelected(slices.Index(statuses, now.Status))
	var names []string
	for _, k := range words.SourceKinds {
		s.kinds, names = append(s.kinds, k), append(names, words.Source(k))
	}
	if now.Source != "" && !slices.Contains(s.kinds, now.Source) {
		s.kinds, names = append(s.kinds, now.Source), append(names, words.Source(now.Source))
	}
	s.kind = widgets.NewSelect(tr.T("Choose"), names, nil)
	s.kind.SetSelected(slices.Index(s.kinds, now.Source))
	s.title = widgets.NewText("", widgets.TextStyle{MaxLines: 2})
	s.choose = widgets.NewButton(tr.T("Choose…"), s.chooseDocument).SetCompact()
	s.none = widgets.NewSmallLink(tr.T("None"), func() { s.setDocument("") })
	s.locator = widgets.NewEntry(tr.T("Page, table or paragraph"))
	s.locator.SetText(now.Locator)
	s.quote = widgets.NewTextArea(tr.T("The exact words of the source"), 2)
	s.quote.SetText(now.Quote)
	s.confidence = widgets.NewSelect("", []string{tr.T("Not stated"), tr.T("High"), tr.T("Medium"), tr.T("Low")}, nil)
	s.confidence.SetSelected(slices.Index(confidences, now.Confidence))
	s.note = widgets.NewTextArea(tr.T("How it was read or computed"), 2)
	s.note.SetText(now.Note)
	s.checked = widgets.NewCheck(tr.T("Checked against the source by me"), nil)
	s.checked.SetChecked(now.CheckedBy != "")
	if now.CheckedBy != "" && now.CheckedBy != f.page.t.s.Reviewer().UID {
		s.checked.SetText(tr.T("Checked against the source"))
	}
	s.setDocument(now.Document)
	return s
}

func (s *sourceForm) content() fyne.CanvasObject {
	help := widgets.Caption(tr.T("A fact counts as unchecked until it names a document, a place in one or its words, or somebody has compared it with its source."))
	if who := checkedWords(s.f.fact.now, s.f.page.reviewers); who != "" {
		help.SetText(tr.T("%s. A changed value has to be checked anew.", who))
	}
	s.reading = widgets.VStack(12,
		cells(160, widgets.NewFormField(tr.T("Kind of source"), s.kind), widgets.NewFormField(tr.T("Confidence in the reading"), s.confidence)),
		widgets.NewFormField(tr.T("Document"), widgets.NewWell(widgets.HStack(10, widgets.Fill(s.title), s.none, s.choose)).SetPadding(10, 5)),
		widgets.NewFormField(tr.T("Place in it"), s.locator),
		widgets.NewFormField(tr.T("Quote"), s.quote),
		widgets.NewFormField(tr.T("Note"), s.note),
		widgets.VStack(3, s.checked, help))
	s.refresh()
	return widgets.VStack(12, s.status, s.reading)
}

func (s *sourceForm) refresh() {
	if s.reading != nil {
		show(s.reading, statuses[max(s.status.Selected(), 0)] != "")
	}
}

func (s *sourceForm) setDocument(uid string) {
	s.document = uid
	style := widgets.TextStyle{MaxLines: 2}
	if d, ok := s.f.page.documents[uid]; ok {
		s.title.SetText(documentName(d))
	} else {
		s.title.SetText(tr.T("None of the library"))
		style.Color = theme.ColorMuted
	}
	s.title.SetStyle(style)
	show(s.none, uid != "")
}

// chooseDocument offers the library's documents, those that other facts of the trial rest on first.
func (s *sourceForm) chooseDocument() {
	lib := s.f.page.t.s.Lib
	work.Latest("trial documents", func(ctx context.Context) ([]appraisal.Document, error) { return lib.Documents(ctx) },
		func(all []appraisal.Document, err error) {
			if err != nil {
				s.f.page.t.s.Fail(err)
				return
			}
			used := s.f.page.documents
			slices.SortStableFunc(all, func(a, b appraisal.Document) int {
				_, first := used[a.UID]
				_, second := used[b.UID]
				switch {
				case first && !second:
					return -1
				case second && !first:
					return 1
				}
				return 0
			})
			choices := make([]dialogs.Choice, len(all))
			byUID := map[string]appraisal.Document{}
			for i, d := range all {
				choices[i] = dialogs.Choice{ID: d.UID, Title: documentName(d), Sub: documentSub(d, used)}
				byUID[d.UID] = d
			}
			dialogs.Choose(s.f.page.t.canvas(), dialogs.ChooseSpec{
				Title: tr.T("Document of the fact"), Placeholder: tr.T("Author, title or journal"), Choices: choices,
				Empty: tr.T("No document of the library has these words. Name the source under “Place in it” instead."),
				OnChosen: func(c dialogs.Choice) {
					d := byUID[c.ID]
					used[d.UID] = d
					s.setDocument(d.UID)
					if k := s.selectedKind(); k == "" || k == appraisal.SourceUnsourced || k == appraisal.SourceCoder || k == words.SourceReviewer {
						s.kind.SetSelected(slices.Index(s.kinds, kindOf(d, s.f.page.trial)))
					}
				},
			})
		})
}

func documentSub(d appraisal.Document, used map[string]appraisal.Document) string {
	sub := words.DocumentKind(d.Kind)
	if _, ok := used[d.UID]; ok {
		sub += " · " + tr.T("used by this trial")
	}
	for _, s := range []string{d.Author, d.Date} {
		if s != "" {
			sub += " · " + s
		}
	}
	return sub
}

func (s *sourceForm) selectedKind() string {
	if i := s.kind.Selected(); i >= 0 {
		return s.kinds[i]
	}
	return ""
}

func (s *sourceForm) place() place {
	return place{s.selectedKind(), s.document, s.locator.Text}
}

func (s *sourceForm) take(p place) {
	s.kind.SetSelected(slices.Index(s.kinds, p.kind))
	s.setDocument(p.document)
	s.locator.SetText(p.locator)
}

// value is the fact as the form has it; keep is false if there is to be none.
func (s *sourceForm) value() (fact appraisal.Fact, keep bool) {
	f := s.f.fact.now
	f.Status = statuses[max(s.status.Selected(), 0)]
	f.Source, f.Document = s.selectedKind(), s.document
	f.Locator, f.Quote, f.Note = trim(s.locator.Text), trim(s.quote.Text), trim(s.note.Text)
	f.Confidence = confidences[max(s.confidence.Selected(), 0)]
	if f.Status == appraisal.StatusNotStated {
		f.Value = ""
	}
	session := s.f.page.t.s
	switch {
	case !s.checked.Checked():
		f.CheckedBy, f.CheckedAt = "", ""
	case f.CheckedBy == "":
		f.CheckedBy, f.CheckedAt = session.Reviewer().UID, session.Now()
	}
	return f, f.Status != ""
}

func (s *sourceForm) validate() error {
	f, keep := s.value()
	switch {
	case !keep:
		return nil
	case f.Status == appraisal.Reported && trim(f.Value) == "":
		return appraisal.Invalid("value", tr.T("The fact has no value yet. Cancel and enter it first; its source can then be named."))
	case f.Document != "" && f.Source == "":
		return appraisal.Invalid("source", tr.T("Say what kind of source the document is."))
	case s.checked.Checked() && f.Document == "" && f.Locator == "" && f.Quote == "":
		return appraisal.Invalid("checked", tr.T("Name the document, the place or the words that you have compared it with."))
	}
	return nil
}
