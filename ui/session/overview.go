package session

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"
)

// Overview is what the left pane lists: every claim with its verdict, every trial, every article.
type Overview struct {
	Claims   []ClaimItem
	Trials   []*TrialItem // not to be changed: overviews share them
	Articles []ArticleItem
	Counts   Counts
	Reading  bool // a first part: trials are counted and not listed yet, and some claims are Pending; all else is whole
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
	Pending                       bool // its verdict is still being worked out
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

	linked     []string // uids of the trials linked, each once
	frame      []string // uids of the trials that the claim speaks of beyond them
	appraisals int      // see Counts
	claim      appraisal.Claim
}

// TrialItem is one trial of the list. A library may hold a hundred thousand: it has the words of its row and no more, and
// what does not fit in it is found when the row is shown (Note).
type TrialItem struct {
	UID, Name, Design, Comparator string
	Words                         string // what the filter looks through, in lower case; it begins with the name
	Year, N                       int    // 0 where not known
	Links                         int    // claims that link it
	position                      int
}

// ArticleItem is one article of the list: a document that claims come from.
type ArticleItem struct {
	Document appraisal.Document
	Claims   int
}

// LoadOverview hands over what the library holds now. It is read beside the window: all of it at first, then what edits
// have touched. Whoever asks while it is being read gets the newest. Before a large library has been read for the first
// time, OnFirst gets what can be told at once.
func (s *Session) LoadOverview(done func(Overview, error)) {
	stale := s.touched.now()
	if s.overview != nil && stale.none() {
		done(*s.overview, nil)
		return
	}
	s.waiting = append(s.waiting, done)
	if len(s.waiting) > 1 && s.reading == stale.until {
		return // what is being read is the newest
	}
	s.reading = stale.until
	r := overviewReader{lib: s.Lib, reviewer: s.reviewer.UID, stale: stale, memory: &s.memory}
	if s.overview != nil {
		r.before = *s.overview
		s.readWhole(r, stale)
		return
	}
	r.stale.all, r.stale.trials = true, nil
	work.Latest("overview", r.first, func(o Overview, err error) {
		if err == nil && o.Reading { // an error will meet whoever waits for the whole
			s.labels = labelsOf(o)
			if s.OnFirst != nil {
				s.OnFirst(o)
			}
			r.before, r.stale, r.after = o, o.unread(), firstShown
		}
		if s.reading == stale.until { // else whoever was told has asked for what an edit has changed since
			s.readWhole(r, stale)
		}
	})
}

// readWhole reads the rest of an overview and hands it to those who wait for it.
func (s *Session) readWhole(r overviewReader, stale stale) {
	work.Latest("overview", r.read, func(o Overview, err error) {
		if err == nil {
			s.touched.done(stale)
			s.overview = &o
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

func claimItem(d appraisal.Dossier, a rules.Assessment) ClaimItem {
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
	item.claim = c
	item.frame = rules.FrameTrials(c, d.Library)
	for _, l := range d.Linked {
		item.Trials = append(item.Trials, l.Trial.Name)
		if !slices.Contains(item.linked, l.Trial.UID) {
			item.linked = append(item.linked, l.Trial.UID)
		}
		by := map[string]bool{} // an appraisal is what one reviewer holds of one link, in however many domains
		for _, a := range l.Appraisals {
			if a.Judgement != "" {
				by[a.Reviewer] = true
			}
		}
		item.appraisals += len(by)
	}
	return item
}

// pendingItem is a claim of which the verdict is not known yet.
func pendingItem(d appraisal.Dossier) ClaimItem {
	item := claimItem(d, rules.Assessment{Linked: len(d.Linked)})
	item.Pending = true
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
