package reporting

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"
)

// item is a claim of the library by its uid.
func (w *window) item(uid string) session.ClaimItem {
	for _, c := range w.overview.Claims {
		if c.UID == uid {
			return c
		}
	}
	return session.ClaimItem{UID: uid, Label: w.r.s.ClaimLabel(uid)}
}

// ofArticle are the claims of an article, without the parts they have, in the order of the library.
func (w *window) ofArticle(document string) []string {
	var out []string
	for _, c := range w.overview.Claims {
		if c.DocumentUID == document && document != "" && c.Parent == "" {
			out = append(out, c.UID)
		}
	}
	return out
}

// describeClaims names the claims that the report is about, and offers others.
func (w *window) describeClaims() {
	claims := w.request.Claims
	w.of.Objects = nil
	switch len(claims) {
	case 0:
		w.claims.SetText(tr.T("No claim is chosen."))
	case 1:
		w.claims.SetText(w.item(claims[0]).Label)
	default:
		w.claims.SetText(tr.T("%s, first: %s", tr.N(len(claims), "1 claim", "%d claims"), w.item(claims[0]).Label))
	}
	w.of.Add(widgets.NewLink(tr.T("Choose claims…"), func() {
		outgoing.ChooseClaims(w.r.canvas, w.overview.Claims, w.request.Claims, w.take)
	}))
	if len(claims) > 0 {
		first := w.item(claims[0])
		if all := w.ofArticle(first.DocumentUID); len(all) > 1 && len(all) != len(claims) {
			w.of.Add(widgets.NewLink(tr.T("All %d claims of %s", len(all), first.Article), func() { w.take(all) }))
		}
	}
	if len(claims) > 1 {
		w.of.Add(widgets.NewLink(tr.T("Only the first"), func() { w.take(w.request.Claims[:1]) }))
	}
	w.of.Refresh()
}

// take makes the report about other claims.
func (w *window) take(claims []string) {
	w.request.Claims = claims
	w.changed()
}

// loadReviewers fills the list of those by whose judgements a report can go.
func (w *window) loadReviewers() {
	lib := w.r.s.Lib
	work.Latest("report reviewers", func(ctx context.Context) ([]appraisal.Reviewer, error) { return lib.Reviewers(ctx) },
		func(all []appraisal.Reviewer, err error) {
			if err != nil {
				w.r.s.Fail(err)
				return
			}
			w.fillReviewers(all)
		})
}

// fillReviewers offers those whom the library knows. Who has given their name but changed nothing yet is not among them:
// there is no judgement of theirs, and looking at a report stores nothing.
func (w *window) fillReviewers(all []appraisal.Reviewer) {
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
	w.brief.setReviewer(w.reviewers[chosen].Name)
}

func (w *window) chooseReviewer(i int) {
	w.request.Reviewer = w.reviewers[i].UID
	w.brief.setReviewer(w.reviewers[i].Name)
	w.preview.make()
}
