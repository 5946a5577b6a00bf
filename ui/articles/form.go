package articles

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// edit asks what an article is.
func (p *Articles) edit(d appraisal.Document, heading, confirm string) {
	entry := func(placeholder, text string) *widgets.Entry {
		e := widgets.NewEntry(placeholder)
		e.SetText(text)
		return e
	}
	name := widgets.NewTextArea(tr.T("As printed"), 2)
	name.SetText(d.Title)
	author, outlet := entry("", d.Author), entry(tr.T("Journal, site or register"), d.Outlet)
	date, doi := entry(tr.T("2026-03-03, 2026-03 or 2026"), d.Date), entry("10.…", d.DOI)
	pmid, url := entry("", d.PMID), entry("", d.URL)
	note := widgets.NewTextArea(tr.T("What was read of it, doubts about its date"), 2)
	note.SetText(d.Note)
	private := widgets.NewCheck(words.PrivateNote(), nil)
	private.SetChecked(d.NotePrivate)
	dialogs.Form(p.canvas(), dialogs.FormSpec{
		Title: heading, Confirm: confirm, Width: dialogs.Wide, First: name,
		Content: widgets.VStack(12, widgets.NewFormField(tr.T("Title"), name),
			widgets.NewFormField(tr.T("Author"), author),
			widgets.NewFormField(tr.T("Published in"), outlet),
			widgets.HStackTop(12, widgets.Fill(widgets.NewFormField(tr.T("Date"), date)), widgets.Fill(widgets.NewFormField(tr.T("DOI"), doi)), widgets.Fill(widgets.NewFormField(tr.T("PubMed id"), pmid))),
			widgets.NewFormField(tr.T("Web address"), url),
			widgets.VStack(5, widgets.NewFormField(tr.T("Note"), note), private)),
		Fields: map[string]fyne.CanvasObject{"title": name, "date": date},
		Validate: func() error {
			if trim(name.Text) == "" {
				return appraisal.Invalid("title", tr.T("The article has no title. Enter it as printed, or a few words that name it."))
			}
			if !appraisal.ValidDate(trim(date.Text)) {
				return appraisal.Invalid("date", tr.T("“%s” is not a date. Write it as year, month and day (2026-03-03), as far as it is known.", trim(date.Text)))
			}
			return nil
		},
		OnConfirm: func() {
			d.Title, d.Author, d.Outlet, d.Date = oneLine(name.Text), trim(author.Text), trim(outlet.Text), trim(date.Text)
			d.DOI, d.PMID, d.URL, d.Note = bareDOI(trim(doi.Text)), trim(pmid.Text), trim(url.Text), trim(note.Text)
			d.NotePrivate = private.Checked()
			p.store(d)
		},
	})
}

// bareDOI takes the web address away from a DOI that was pasted with it.
func bareDOI(s string) string {
	for _, prefix := range []string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:", "DOI:"} {
		if rest, found := strings.CutPrefix(s, prefix); found {
			return trim(rest)
		}
	}
	return s
}

// oneLine joins the lines of a title copied from a page.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func trim(s string) string { return strings.TrimSpace(s) }
