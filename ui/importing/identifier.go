package importing

import (
	"context"
	"errors"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/db/fetch"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// fetchKey is the job that fetches a record.
const fetchKey = "import fetch"

// AskIdentifier asks for the number of one record, says what leaves the computer for it, and fetches it.
func (im *Importing) AskIdentifier() { im.askIdentifier("", nil) }

// askIdentifier shows the question, with what was typed before and why that came to nothing.
func (im *Importing) askIdentifier(text string, failed error) {
	entry := widgets.NewEntry(tr.T("NCT number, PubMed number or DOI"))
	entry.SetText(text)
	leaves := widgets.NewText("", widgets.TextStyle{})
	address := widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
	show := func() {
		r, ok := fetch.Identify(entry.Text)
		switch {
		case ok:
			leaves.SetText(tr.T("The number %s is sent to %s, with the name of this program; nothing else leaves this computer.", r.ID, hostOf(r)))
			address.SetText(r.URL)
		case strings.TrimSpace(entry.Text) == "":
			leaves.SetText(tr.T("Nothing is sent yet. Here it will say what leaves this computer, and where it goes."))
			address.SetText("")
		default:
			leaves.SetText(tr.T("This is none of these numbers, so nothing can be fetched for it."))
			address.SetText("")
		}
	}
	entry.OnChanged = func(string) { show() }
	show()
	parts := []fyne.CanvasObject{widgets.NewFormField(tr.T("Number"), entry), widgets.NewWell(widgets.MinHeight(64, widgets.VStack(4, leaves, address)))}
	if failed != nil {
		parts = append([]fyne.CanvasObject{widgets.NewBanner(theme.Red, dialogs.Sentence(failed), "", nil)}, parts...)
	}
	dialogs.Form(im.canvas, dialogs.FormSpec{
		Title: tr.T("Import by identifier"), Confirm: tr.T("Fetch"), First: entry, Width: dialogs.Medium,
		Intro:   tr.T("The record of one trial or article is fetched from ClinicalTrials.gov, PubMed or Crossref, and shown before anything is stored."),
		Content: widgets.VStack(14, parts...),
		Fields:  map[string]fyne.CanvasObject{"number": entry},
		Validate: func() error {
			if _, ok := fetch.Identify(entry.Text); !ok {
				return appraisal.Invalid("number", tr.T("Type a number such as NCT01234567, 12345678 (PubMed) or 10.1000/xyz (DOI)."))
			}
			return nil
		},
		OnConfirm: func() { im.fetch(entry.Text) },
	})
}

func (im *Importing) fetch(text string) {
	r, ok := fetch.Identify(text)
	if !ok {
		return
	}
	wait := im.wait(tr.T("Asking %s", r.Service()), fetchKey)
	client := im.Client
	work.Start(fetchKey, work.Job[exchange.Source]{
		Run: func(ctx context.Context, _ func(work.Progress)) (exchange.Source, error) { return client.Get(ctx, r) },
		Done: func(s exchange.Source, err error) {
			wait.close()
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				im.askIdentifier(text, err)
			default:
				im.OpenFetched(s)
			}
		},
	})
}

// hostOf is where a request goes: the host, with the service that people know it by.
func hostOf(r fetch.Request) string {
	if strings.EqualFold(r.Host, r.Service()) {
		return r.Host
	}
	return r.Host + " (" + r.Service() + ")"
}
