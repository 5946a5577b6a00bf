// Package claims is the form of a claim: new or edited, whole or a part of a sentence. It asks only for what the kind of
// claim needs, and offers to split a sentence that makes two claims.
package claims

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Claims shows the form over a window, or beside the article whose words become a claim.
type Claims struct {
	s      *session.Session
	canvas fyne.Canvas
	pane   *dialogs.Pane // the form beside the article; nil while there is none

	// Beside shows a form beside the article in the window, and takes it away when it is nil. Without it the form stands
	// over the window.
	Beside func(*dialogs.Pane)
	// LinkTrials offers the trials to link to a claim that was just saved.
	LinkTrials func(claimUID string)
}

// New returns the form for a session in a window.
func New(s *session.Session, c fyne.Canvas) *Claims { return &Claims{s: s, canvas: c} }

// Create asks for a new claim of an article; articleUID may be empty.
func (c *Claims) Create(articleUID string) {
	c.open(appraisal.Claim{
		Kind: appraisal.KindEffect, DocumentUID: articleUID,
		Effect: appraisal.Effect{Kind: appraisal.Benefit, Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize, Horizon: appraisal.Short, Measure: appraisal.MeanDifference},
	}, false)
}

// AddPart asks for a further part of a claim's sentence, starting from what the claim says.
func (c *Claims) AddPart(claimUID string) {
	c.load(claimUID, func(d appraisal.Dossier) {
		part := d.Claim
		part.UID, part.Key, part.Text, part.Label, part.Coding = "", "", "", "", ""
		part.Citation = appraisal.Citation{Cited: part.Citation.Cited} // nobody has checked the new words
		part.ParentUID = d.Parts[0].UID
		part.Part = d.Parts[len(d.Parts)-1].Part + 1
		c.open(part, false)
	})
}

// Edit changes a claim.
func (c *Claims) Edit(claimUID string) {
	c.load(claimUID, func(d appraisal.Dossier) { c.open(d.Claim, false) })
}

// EditCitation changes only what was found in the source that the claim cites.
func (c *Claims) EditCitation(claimUID string) {
	c.load(claimUID, func(d appraisal.Dossier) { c.open(d.Claim, true) })
}

// Delete takes a claim away, with the further parts of its sentence if it is the main one. It asks nothing: the window
// says how it comes back.
func (c *Claims) Delete(claimUID string) {
	c.load(claimUID, func(d appraisal.Dossier) {
		what := tr.T("“%s”", d.Claim.Label)
		if d.Claim.Main() && len(d.Parts) > 1 {
			what = tr.N(len(d.Parts)-1, "“%[2]s” with %[1]d further part", "“%[2]s” with %[1]d further parts", d.Claim.Label)
		}
		name := tr.T("Delete claim %s", d.Claim.Label)
		c.s.Edit(name, func(b *db.Batch) error { b.DeleteClaim(claimUID); return nil }, func(err error) {
			if err != nil {
				c.s.Fail(err)
				return
			}
			if d.Claim.DocumentUID != "" {
				c.s.Go(session.Place{Kind: session.ArticlePlace, UID: d.Claim.DocumentUID})
			}
			c.s.Deleted(name, what)
		})
	})
}

func (c *Claims) load(uid string, then func(appraisal.Dossier)) {
	c.s.LoadClaim("claim form", uid, func(v session.View, err error) {
		if err != nil {
			c.s.Fail(err)
			return
		}
		then(v.Dossier)
	})
}

// needed is what the form wants from the library.
type needed struct {
	articles   []appraisal.Document
	words      appraisal.StrengthWords
	noWords    error // without them there is only no hint
	vocabulary propose.Vocabulary
	sources    sources
}

// need reads it beside the window and hands over a form of the claim.
func (c *Claims) need(claim appraisal.Claim, then func(*form)) {
	lib := c.s.Lib
	work.Latest("claim form articles", func(ctx context.Context) (n needed, err error) {
		n.words, n.noWords = lib.StrengthWords(ctx)
		documents, err := lib.Documents(ctx)
		if err != nil {
			return n, err
		}
		for _, d := range documents {
			if d.Kind == "article" || d.UID == claim.DocumentUID && d.UID != "" {
				n.articles = append(n.articles, d)
			}
		}
		if n.sources, err = readSources(ctx, lib, documents, claim); err != nil {
			return n, err
		}
		n.vocabulary, err = vocabularyOf(ctx, lib, claim.UID)
		n.vocabulary.Strength = n.words
		return n, err
	}, func(n needed, err error) {
		if err != nil {
			c.s.Fail(err)
			return
		}
		f := newForm(claim, n.articles, n.words)
		f.noTable, f.offers.vocabulary, f.sources = n.noWords, n.vocabulary, n.sources
		f.canvas = c.canvas
		then(f)
	})
}

func (c *Claims) open(claim appraisal.Claim, onlyCitation bool) {
	c.need(claim, func(f *form) { c.show(f, onlyCitation) })
}

func (c *Claims) show(f *form, onlyCitation bool) {
	title, confirm := tr.T("New claim"), tr.T("Save the claim")
	switch {
	case f.claim.UID != "":
		title = tr.T("Edit claim")
	case !f.claim.Main():
		title, confirm = tr.T("New part of the sentence"), tr.T("Save the part")
	}
	spec := dialogs.FormSpec{
		Title: title, Confirm: confirm, Width: dialogs.Wide, First: f.wording,
		Validate: f.validate, Fields: f.fields(), Shortcuts: f.offers.shortcuts(),
		OnConfirm: func() { c.store(f.claims(), nil) },
	}
	if f.quoted() {
		spec.First = f.text
	}
	if onlyCitation {
		spec.Title, spec.Intro, spec.Confirm = tr.T("Does the source say it?"), f.claim.Text, tr.T("Save the check")
		spec.Content, spec.First = f.citation(), f.cited
	} else {
		spec.Content = f.content()
	}
	dialogs.Form(c.canvas, spec)
}

// store writes the claim, or the parts into which it was split, goes to it, and then does what is left to do with it.
func (c *Claims) store(parts []appraisal.Claim, then func(uid string)) {
	name := tr.T("Claim %s", parts[0].Label)
	var uid string
	c.s.Edit(name, func(b *db.Batch) error {
		uid = b.PutClaim(parts[0])
		for i, p := range parts[1:] {
			p.UID, p.Part = "", parts[0].Part+1+i
			p.ParentUID = uid
			if !parts[0].Main() {
				p.ParentUID = parts[0].ParentUID
			}
			b.PutClaim(p)
		}
		return nil
	}, func(err error) {
		if err != nil {
			c.s.Fail(err)
			return
		}
		c.s.Go(session.Place{Kind: session.ClaimPlace, UID: uid, Tab: "claims"})
		if then != nil {
			then(uid)
		}
	})
}
