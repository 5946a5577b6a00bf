package drawer

import (
	"context"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// NextOpen goes to the next judgement of the claim that is open: the next domain of the row, then the next row. done is
// told whether there was one; it comes once what was just judged is stored.
func (d *Drawer) NextOpen(done func(found bool)) {
	stored := func(context.Context) error { return nil }
	d.s.InTurn(stored, func(error) {
		d.s.LoadClaim("next open judgement", d.s.Place().UID, func(v session.View, err error) {
			if err != nil {
				d.s.Fail(err)
				return
			}
			done(d.goToOpen(v))
		})
	})
}

// goToOpen starts behind the row and domain on screen, and comes round to them last.
func (d *Drawer) goToOpen(v session.View) bool {
	type place struct {
		link   string
		domain appraisal.Domain
	}
	var all []place
	at := 0
	for _, r := range v.Assessment.Rows {
		for _, dom := range appraisal.Domains {
			open := rules.Due(v.Dossier.Claim, r, dom) && !r.Domains[dom].Judged
			here := place{r.Linked.Link.UID, dom}
			if open {
				all = append(all, here)
			}
			if here == (place{d.link, d.domain}) {
				at = len(all)
			}
		}
	}
	if len(all) == 0 {
		return false
	}
	p := d.s.Place()
	next := all[at%len(all)]
	p.Link, p.Domain = next.link, next.domain
	d.s.Go(p)
	return true
}

// progressWords say how many domains of the row are judged, and which are open.
func (d *Drawer) progressWords() string {
	judged, due := 0, 0
	var open []string
	for _, dom := range appraisal.Domains {
		given := d.drafts[draftKey{d.link, dom}].Judgement != ""
		if given {
			judged++
		}
		if rules.Due(d.view.Dossier.Claim, *d.row, dom) {
			due++
			if !given {
				open = append(open, lower(words.Domain(dom)))
			}
		}
	}
	said := tr.T("%d of %d domains judged", judged, len(appraisal.Domains))
	switch {
	case due == 0:
		return said + " · " + tr.T("the verdict rests on none of them")
	case len(open) > 0:
		return said + " · " + tr.T("open: %s", strings.Join(open, ", "))
	}
	return said
}
