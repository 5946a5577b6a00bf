// Package claims is the form of a claim: new or edited, whole or a part of a sentence. It asks only for what the kind of
// claim needs, and offers to split a sentence that makes two claims.
package claims

import (
	"context"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Claims shows the form over a window.
type Claims struct {
	s      *session.Session
	canvas fyne.Canvas
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

func (c *Claims) open(claim appraisal.Claim, onlyCitation bool) {
	lib := c.s.Lib
	type needed struct {
		documents []appraisal.Document
		words     appraisal.StrengthWords
		noWords   error // without them there is only no hint
	}
	work.Latest("claim form articles", func(ctx context.Context) (n needed, err error) {
		n.words, n.noWords = lib.StrengthWords(ctx)
		n.documents, err = lib.Documents(ctx)
		return n, err
	},
		func(n needed, err error) {
			if err != nil {
				c.s.Fail(err)
				return
			}
			var articles []appraisal.Document
			for _, d := range n.documents {
				if d.Kind == "article" {
					articles = append(articles, d)
				}
			}
			f := newForm(claim, articles, n.words)
			f.noTable = n.noWords
			c.show(f, onlyCitation)
		})
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
		Validate: f.validate, Fields: f.fields(),
		OnConfirm: func() {
			value := f.value()
			var split []appraisal.Claim
			if f.splitting.Checked() && f.splitting.Visible() {
				split = Split(value)
			}
			if len(split) == 0 {
				split = []appraisal.Claim{value}
			}
			c.store(split)
		},
	}
	if onlyCitation {
		spec.Title, spec.Intro, spec.Confirm = tr.T("Does the source say it?"), f.claim.Text, tr.T("Save the check")
		spec.Content, spec.First = f.citation(), f.cited
	} else {
		spec.Content = f.content()
	}
	dialogs.Form(c.canvas, spec)
}

// store writes the claim, or the parts into which it was split, and goes to it.
func (c *Claims) store(parts []appraisal.Claim) {
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
	})
}

// conjunctions join two assertions in one sentence; the words before and after them are then claims of their own.
var conjunctions = []string{" and ", " but ", " as well as ", " or "}

// Split returns the two claims of a sentence whose two adjectives or verbs are joined ("rapid and robust", "safe and
// effective"): the same claim with the one word and with the other. nil where no such pair is seen.
func Split(c appraisal.Claim) []appraisal.Claim {
	first, second, ok := pair(c.Text)
	if !ok {
		return nil
	}
	a, b := c, c
	a.Text, b.Text = first, second
	b.Key, b.Coding = "", ""
	b.Label = shortLabel(second)
	return []appraisal.Claim{a, b}
}

// claimWords are words that make a claim each when they are joined.
var claimWords = map[string]bool{
	"rapid": true, "robust": true, "fast": true, "strong": true, "safe": true, "effective": true, "sustained": true, "durable": true,
	"well-tolerated": true, "large": true, "lasting": true, "transient": true, "quick": true, "quickly": true, "rapidly": true, "safely": true,
	"effectively": true, "efficacious": true, "tolerable": true, "feasible": true, "superior": true, "persistent": true, "immediate": true,
}

// pair finds the joined words and returns the sentence with each alone.
func pair(text string) (first, second string, ok bool) {
	for _, j := range conjunctions {
		at := strings.Index(text, j)
		for at >= 0 {
			before, after := text[:at], text[at+len(j):]
			left, right := lastWord(before), firstWord(after)
			if claimWords[strings.ToLower(left)] && claimWords[strings.ToLower(strings.Trim(right, ".,;"))] {
				return before + after[len(strings.TrimRight(right, ".,;")):], before[:len(before)-len(left)] + after, true
			}
			next := strings.Index(after, j)
			if next < 0 {
				break
			}
			at += len(j) + next
		}
	}
	return "", "", false
}

func lastWord(s string) string {
	if i := strings.LastIndexAny(s, " ("); i >= 0 {
		return s[i+1:]
	}
	return s
}

func firstWord(s string) string {
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return s[:i]
	}
	return s
}

func shortLabel(text string) string {
	words := strings.Fields(strings.TrimRight(text, "."))
	if len(words) > 6 {
		words = words[:6]
	}
	return strings.Join(words, " ")
}
