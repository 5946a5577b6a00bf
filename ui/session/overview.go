package session

import (
	"context"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"
)

// Overview is what the left pane lists: every claim with its verdict, every trial, every article.
type Overview struct {
	Claims   []ClaimItem
	Trials   []TrialItem
	Articles []ArticleItem
	Counts   Counts
}

// Counts are the numbers of the status bar.
type Counts struct{ Claims, Trials, Articles, Appraisals int }

// ClaimItem is one claim of the list, part or whole.
type ClaimItem struct {
	UID, Key, Parent, DocumentUID string
	Part                          int
	Label, Text, Article          string
	Kind                          appraisal.ClaimKind
	Verdict                       appraisal.Verdict
	WhyNone                       string
	Rule                          rules.ID
	ByRules                       appraisal.Verdict // what the rules come to, where the reviewer decided otherwise
	Certainty                     appraisal.Certainty
	Provisional                   bool
	Judged, Due, Linked, Pooled   int
	Again                         int                // judgements copied from another claim that are to be given again
	Open                          []appraisal.Domain // in which a judgement is still to be given
	Unchecked                     int
	Finding                       appraisal.CitationFinding
	Trials                        []string // names, for the filter
}

// TrialItem is one trial of the list.
type TrialItem struct {
	UID, Name, Design, Drug, Comparator, Population string
	Ids                                             string // registry number, DOI and PubMed id, for the filter
	Arms                                            string // their names, for the filter
	Year                                            int
	N                                               *int
	Links                                           int
	Facts, Unchecked                                int
	Misfits                                         []string // values that do not fit together, in sentences of the language in use
}

// ArticleItem is one article of the list: a document that claims come from.
type ArticleItem struct {
	Document appraisal.Document
	Claims   int
}

// LoadOverview computes the overview beside the window. Whoever asked while one was being computed gets the newest.
func (s *Session) LoadOverview(done func(Overview, error)) {
	if s.overview != nil {
		done(*s.overview, nil)
		return
	}
	s.waiting = append(s.waiting, done)
	reviewer, lib, edition := s.reviewer.UID, s.Lib, s.edition
	work.Latest("overview", func(ctx context.Context) (Overview, error) {
		dossiers, err := lib.Dossiers(ctx, reviewer)
		if err != nil {
			return Overview{}, err
		}
		trials, err := lib.Trials(ctx)
		if err != nil {
			return Overview{}, err
		}
		documents, err := lib.Documents(ctx)
		if err != nil {
			return Overview{}, err
		}
		return makeOverview(ctx, dossiers, trials, documents)
	}, func(o Overview, err error) {
		if err == nil && edition == s.edition {
			s.overview = &o
		}
		if err == nil {
			s.labels = labelsOf(o)
		}
		waiting := s.waiting
		s.waiting = nil
		for _, f := range waiting {
			f(o, err)
		}
	})
}

// ClaimLabel is what a claim is called, as last read; empty where it is not known.
func (s *Session) ClaimLabel(uid string) string { return s.labels[uid] }

func labelsOf(o Overview) map[string]string {
	labels := make(map[string]string, len(o.Claims))
	for _, c := range o.Claims {
		labels[c.UID] = c.Label
	}
	return labels
}

func makeOverview(ctx context.Context, dossiers []appraisal.Dossier, trials []appraisal.Trial, documents []appraisal.Document) (Overview, error) {
	var o Overview
	links := map[string]int{}
	claims := map[string]int{}
	for _, d := range dossiers {
		if ctx.Err() != nil {
			return Overview{}, ctx.Err()
		}
		item := claimItem(d)
		o.Claims = append(o.Claims, item)
		if d.Claim.Main() {
			claims[d.Claim.DocumentUID]++
			o.Counts.Claims++
		}
		seen := map[string]bool{}
		for _, l := range d.Linked {
			if !seen[l.Trial.UID] {
				links[l.Trial.UID]++
				seen[l.Trial.UID] = true
			}
			by := map[string]bool{} // an appraisal is what one reviewer holds of one link, in however many domains
			for _, a := range l.Appraisals {
				if a.Judgement != "" {
					by[a.Reviewer] = true
				}
			}
			o.Counts.Appraisals += len(by)
		}
	}
	for _, t := range trials {
		o.Trials = append(o.Trials, trialItem(t, links[t.UID]))
	}
	for _, d := range documents {
		if d.Kind == "article" {
			o.Articles = append(o.Articles, ArticleItem{Document: d, Claims: claims[d.UID]})
		}
	}
	o.Counts.Trials, o.Counts.Articles = len(o.Trials), len(o.Articles)
	return o, nil
}

func claimItem(d appraisal.Dossier) ClaimItem {
	a := rules.Assess(d)
	c := d.Claim
	item := ClaimItem{
		UID: c.UID, Key: c.Key, Parent: c.ParentUID, DocumentUID: c.DocumentUID, Part: c.Part,
		Label: c.Label, Text: c.Text, Article: ShortName(d.Document), Kind: c.Kind,
		Verdict: a.Verdict, WhyNone: a.WhyNone, Rule: a.Rule, ByRules: a.ByRules, Certainty: a.Certainty, Provisional: a.Provisional,
		Judged: a.Judgements, Due: a.JudgementsDue, Linked: a.Linked, Pooled: a.Pooled,
		Unchecked: len(a.UncheckedFacts), Finding: c.Citation.Finding,
	}
	item.Open = openDomains(d.Claim, a)
	for _, r := range a.Rows {
		for _, dom := range appraisal.Domains {
			if _, _, again := r.Domains[dom].Appraisal.Copied(); again && rules.Due(d.Claim, r, dom) {
				item.Again++
			}
		}
	}
	for _, l := range d.Linked {
		item.Trials = append(item.Trials, l.Trial.Name)
	}
	return item
}

// openDomains lists the domains in which a judgement is still due on some trial of a claim.
func openDomains(c appraisal.Claim, a rules.Assessment) []appraisal.Domain {
	var open []appraisal.Domain
	for _, dom := range appraisal.Domains {
		if slices.ContainsFunc(a.Rows, func(r rules.Row) bool { return rules.Due(c, r, dom) && !r.Domains[dom].Judged }) {
			open = append(open, dom)
		}
	}
	return open
}

func trialItem(t appraisal.Trial, links int) TrialItem {
	f := t.Facts
	item := TrialItem{
		UID: t.UID, Name: t.Name, Design: f.Text(appraisal.FieldDesign), Drug: f.Text(appraisal.FieldDrug),
		Comparator: f.Text(appraisal.FieldComparator), Population: f.Text(appraisal.FieldPopulation), Links: links,
	}
	for _, k := range []appraisal.FieldKey{appraisal.FieldRegistration, appraisal.FieldDOI, appraisal.FieldPMID} {
		item.Ids += f.Text(k) + " "
	}
	for _, a := range t.Arms {
		item.Arms += a.Name + " "
	}
	if y := f.Number(appraisal.FieldYear); y != nil {
		item.Year = int(*y)
	}
	if n := f.Number(appraisal.FieldNRandomised); n != nil {
		whole := int(*n)
		item.N = &whole
	}
	count := func(fs appraisal.Facts) {
		for _, x := range fs {
			item.Facts++
			if !x.Checked() && x.Status != appraisal.StatusNotStated {
				item.Unchecked++
			}
		}
	}
	for _, m := range appraisal.Misfits(t) {
		item.Misfits = append(item.Misfits, tr.Said(m.Text))
	}
	count(f)
	for _, a := range t.Arms {
		count(a.Facts)
	}
	for _, r := range t.Results {
		count(r.Facts)
	}
	return item
}

// ShortName is how lists call a document: first author and year, else its outlet or title.
func ShortName(d appraisal.Document) string {
	year := ""
	if len(d.Date) >= 4 {
		year = " " + d.Date[:4]
	}
	switch {
	case d.Outlet != "":
		return d.Outlet + year
	case d.Title != "":
		return d.Title
	}
	return tr.T("Untitled article")
}
