package reader

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/appraisal/quote"
	"claimgrade/db"
	"claimgrade/ui/reader/paper"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// place is where the words of a claim or a quote stand in the article.
type place struct {
	uid   string // of the claim or quote
	of    paper.Kind
	words string
	tip   string
	row   session.Place   // the judgement that rests on a quote; zero for a claim
	found []paper.Stretch // where they stand: on two pages if they go on over the next
	kept  bool            // it once stood in this text: where it no longer does, the reader is told
}

// Claims have one line below, quotes two.
const (
	ofClaim = paper.Single
	ofQuote = paper.Double
)

// placesIn finds claims and quotes in a text. It is work for beside the window.
func placesIn(ctx context.Context, a article, all db.Places) []place {
	var out []place
	text := quote.NewWords(a.pages)
	find := func(p place, exact string, at appraisal.Anchor) {
		if exact == "" || ctx.Err() != nil {
			return
		}
		p.words, p.kept = exact, at.Page > 0
		for _, m := range text.Find(exact, at) {
			p.found = append(p.found, paper.Stretch{Page: m.Page - 1, Span: paper.Span{Start: m.Start, End: m.End}})
		}
		out = append(out, p)
	}
	for _, c := range all.Claims {
		find(place{uid: c.UID, of: ofClaim, tip: tr.T("Claim: %s", c.Label)}, c.Wording, c.Anchor)
	}
	for _, q := range all.Quotes {
		find(place{uid: q.Quote.UID, of: ofQuote, tip: tr.T("Quoted for a judgement on %s", lowerFirst(words.Domain(q.Domain))),
			row: session.Place{Kind: session.ClaimPlace, UID: q.ClaimUID, Link: q.LinkUID, Domain: q.Domain}}, q.Quote.Exact, q.Quote.Anchor)
	}
	return out
}

// marks are those that were found.
func (r *Reader) marks() []paper.Mark {
	var out []paper.Mark
	for _, p := range r.places {
		for _, s := range p.found {
			out = append(out, paper.Mark{ID: p.uid, Kind: p.of, Stretch: s, Tip: p.tip})
		}
	}
	return out
}

func (r *Reader) openMark(uid string) {
	for _, p := range r.places {
		switch {
		case p.uid != uid:
		case p.of == ofClaim:
			r.actions.OpenClaim(uid)
			return
		default:
			r.actions.OpenRow(p.row)
			return
		}
	}
}

// reveal goes to the words of a claim or quote and points them out.
func (r *Reader) reveal(uid string) {
	r.showing = uid
	for _, p := range r.places {
		switch {
		case p.uid != uid:
		case len(p.found) > 0:
			r.paper.SetFound(p.found, 0)
			r.paper.Reveal(p.found[0])
			return
		case p.kept:
			r.actions.Say(tr.T("These words are no longer in the text as they were quoted: “%s”", p.words))
			return
		default:
			r.actions.Say(tr.T("These words are not in the text: the claim was paraphrased, or typed from another version. “%s”", p.words))
			return
		}
	}
}

// lost says how many claims and quotes once stood in the text and do not any more, and what shows them.
func (r *Reader) lost() (text string, show func()) {
	var gone []place
	for _, p := range r.places {
		if p.kept && len(p.found) == 0 {
			gone = append(gone, p)
		}
	}
	if len(gone) == 0 {
		return "", nil
	}
	return tr.N(len(gone), "1 claim or quote does not match the text any more. It is kept as it was.", "%d claims and quotes do not match the text any more. They are kept as they were."),
		func() { r.showLost(gone) }
}
