package drawer

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// target is the judgement that a quote is for.
type target struct {
	claim, link string
	domain      appraisal.Domain
}

// AddQuote puts words of a source below a judgement: that of the row and domain opened last, else one that is chosen.
func (d *Drawer) AddQuote(q appraisal.Quote) {
	d.s.WithReviewer(func() {
		if d.last.link != "" {
			d.quoteFor(d.last, q)
			return
		}
		d.chooseFor(q)
	})
}

// quoteFor stores a quote with a judgement. The row may have been unlinked meanwhile: then another is chosen.
func (d *Drawer) quoteFor(to target, q appraisal.Quote) {
	lib, reviewer := d.s.Lib, d.s.Reviewer().UID
	work.Latest("drawer quote", func(ctx context.Context) (appraisal.Dossier, error) { return lib.Dossier(ctx, to.claim, reviewer) },
		func(found appraisal.Dossier, err error) {
			for _, l := range found.Linked {
				if err == nil && l.Link.UID == to.link {
					d.putQuote(to, found.Claim, l, q)
					return
				}
			}
			if err != nil && appraisal.CodeOf(err) != appraisal.CodeNotFound {
				d.s.Fail(err)
				return
			}
			d.last = target{}
			d.chooseFor(q)
		})
}

func (d *Drawer) putQuote(to target, c appraisal.Claim, l appraisal.Linked, q appraisal.Quote) {
	reviewer := d.s.Reviewer().UID
	a, _ := l.DomainAppraisal(reviewer, to.domain)
	a.LinkUID, a.Domain, a.Reviewer = to.link, to.domain, reviewer
	a.Quotes = append(a.Quotes[:len(a.Quotes):len(a.Quotes)], q)
	if a.Answers == nil {
		a.Answers = map[appraisal.Question]appraisal.Answer{}
	}
	delete(d.drafts, draftKey{to.link, to.domain})
	domain := lower(words.Domain(to.domain))
	d.s.Edit(tr.T(quoted, l.Trial.Name, domain), func(b *db.Batch) error { b.PutAppraisal(a); return nil }, func(err error) {
		if err != nil {
			d.s.Fail(err)
			return
		}
		d.last = to
		d.actions.Say(tr.T("Quoted for the judgement on %s, %s (claim “%s”).", l.Trial.Name, domain, c.Label))
	})
}

// chooseFor asks for which judgement the words are. Without any they are copied.
func (d *Drawer) chooseFor(q appraisal.Quote) {
	lib, reviewer := d.s.Lib, d.s.Reviewer().UID
	type list struct {
		choices []dialogs.Choice
		targets map[string]target
	}
	work.Latest("drawer quote", func(ctx context.Context) (list, error) {
		all, err := lib.Dossiers(ctx, reviewer)
		if err != nil {
			return list{}, err
		}
		out := list{targets: map[string]target{}}
		for _, x := range all {
			for _, l := range x.Linked {
				for _, dom := range appraisal.Domains {
					id := l.Link.UID + " " + string(dom)
					out.targets[id] = target{x.Claim.UID, l.Link.UID, dom}
					out.choices = append(out.choices, dialogs.Choice{ID: id, Title: l.Trial.Name + " · " + words.Domain(dom), Sub: x.Claim.Label})
				}
			}
		}
		return out, ctx.Err()
	}, func(x list, err error) {
		switch {
		case err != nil:
			d.s.Fail(err)
		case len(x.choices) == 0:
			fyne.CurrentApp().Clipboard().SetContent(q.Exact)
			dialogs.Tell(d.window(), tr.T("There is no judgement to quote for yet"),
				tr.T("The words were copied. Link a trial to a claim (Ctrl+L) and open it: then quotes go straight below its judgement."))
		default:
			dialogs.Choose(d.window(), dialogs.ChooseSpec{
				Title: tr.T("For which judgement are these words?"), Placeholder: tr.T("A trial, a domain or a claim"), Confirm: tr.T("Quote for it"),
				Choices: x.choices, Empty: tr.T("No judgement has these words. Type fewer."),
				OnChosen: func(c dialogs.Choice) { d.quoteFor(x.targets[c.ID], q) },
			})
		}
	})
}

// window is the canvas, also while the drawer is not on it.
func (d *Drawer) window() fyne.Canvas {
	if c := d.canvas(); c != nil {
		return c
	}
	return fyne.CurrentApp().Driver().AllWindows()[0].Canvas()
}

// remember keeps which judgement was opened last, for words quoted while an article is read.
func (d *Drawer) remember(p session.Place, dom appraisal.Domain) { d.last = target{p.UID, p.Link, dom} }
