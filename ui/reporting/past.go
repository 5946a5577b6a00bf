package reporting

import (
	"context"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/report"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// past lists the reports that were made of the first claim before, with what the verdict was then and is now.
type past struct {
	w      *window
	object fyne.CanvasObject
	fold   *widgets.Disclosure
	rows   *fyne.Container
}

const pastKey = "report past"

func newPast(w *window) *past {
	p := &past{w: w, rows: widgets.VStack(10)}
	p.fold = widgets.NewDisclosure(tr.T("Earlier reports of this claim"), widgets.Pad(4, 0, 4, 0, p.rows))
	p.fold.OnChanged = func(bool) { p.fold.Refresh() }
	p.object = p.fold
	return p
}

func (p *past) load() {
	if len(p.w.request.Claims) == 0 {
		p.show(nil)
		return
	}
	lib, claim := p.w.r.s.Lib, p.w.request.Claims[0]
	work.Latest(pastKey, func(ctx context.Context) ([]db.Printed, error) { return lib.Printed(ctx, claim) }, func(all []db.Printed, err error) {
		if err != nil {
			p.w.r.s.Fail(err)
			return
		}
		p.show(all)
	})
}

func (p *past) close() { work.Cancel(pastKey) }

// pastShown is how many reports are listed; older ones stay in the library.
const pastShown = 50

func (p *past) show(all []db.Printed) {
	p.rows.Objects = nil
	note := tr.T("none")
	if len(all) > 0 {
		note = tr.N(len(all), "1 report", "%d reports")
	} else {
		p.rows.Add(widgets.Caption(tr.T("A report that is saved from here is kept, with the verdict as it was then.")))
	}
	p.fold.SetTitle(tr.T("Earlier reports of this claim"), note)
	for i, x := range all {
		if i == pastShown {
			p.rows.Add(widgets.Caption(tr.N(len(all)-i, "1 older report is in the library, too.", "%d older reports are in the library, too.")))
			break
		}
		p.rows.Add(p.row(x))
	}
	p.rows.Refresh()
	p.fold.Refresh()
}

func (p *past) row(x db.Printed) fyne.CanvasObject {
	day := x.Day
	if t, err := time.Parse(time.DateOnly, x.Day); err == nil {
		day = tr.Date(t)
	}
	title := tr.T("%s: %s, %s", day, kindName(report.Kind(x.Kind)), formatName(report.Format(x.Format)))
	if n := len(x.ClaimUIDs); n > 1 {
		title = tr.T("%s of %d claims", title, n)
	}
	then, now := p.verdicts(x)
	says := tr.T("Verdict then and now: %s.", then)
	ink := theme.ColorMuted
	if then != now {
		says = tr.T("Verdict then: %s. Now: %s.", then, now)
		ink = theme.Amber.Ink()
	}
	if x.Private {
		says += " " + tr.T("Private notes are in it.")
	}
	return widgets.VStack(2, widgets.Body(title), widgets.NewText(says, widgets.TextStyle{Size: theme.SizeSmall, Color: ink}),
		widgets.NewLink(tr.T("Save a copy…"), func() { p.copyOf(x) }))
}

// verdicts are that of the first claim as it was printed, and as it is now.
func (p *past) verdicts(x db.Printed) (then, now string) {
	claim := p.w.item(p.w.request.Claims[0])
	for _, v := range x.Verdicts {
		if v.ClaimUID == claim.UID {
			then = verdictWords(appraisal.Verdict(v.Verdict), appraisal.Certainty(v.Certainty), v.Provisional)
		}
	}
	return then, verdictWords(claim.Verdict, claim.Certainty, claim.Provisional)
}

func verdictWords(v appraisal.Verdict, c appraisal.Certainty, provisional bool) string {
	if v == "" {
		return tr.T("none yet")
	}
	text := words.Verdict(v)
	if c != "" {
		text += ", " + tr.T("certainty %s", words.InSentence(words.Certainty(c)))
	}
	if provisional {
		text += ", " + tr.T("provisional")
	}
	return text
}

// copyOf writes the very bytes of an earlier report to a file.
func (p *past) copyOf(x db.Printed) {
	r := p.w.r
	work.Latest("report copy", func(ctx context.Context) ([]byte, error) { return r.s.Lib.File(ctx, x.SHA256) }, func(data []byte, err error) {
		if err != nil {
			r.s.Fail(err)
			return
		}
		p.w.making.Save(tr.T("Save a copy of the report"), outgoing.File{Data: data, Name: x.FileName}, func(path string) {
			p.w.making.Say(tr.T("Saved to %s", path))
		})
	})
}
