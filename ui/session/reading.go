package session

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/words"
	"claimgrade/ui/work"
)

// overviewReader makes an overview of an earlier one and of what was touched since; of none and all.
type overviewReader struct {
	lib      *db.Library
	reviewer string
	before   Overview
	stale    stale // trials nil: all
	memory   *rules.Memory
	quick    bool          // verdicts that rest on trials beyond the linked ones are left pending
	after    time.Duration // to wait before it begins
}

// atOnce is how many claims are read and judged in one step, so that memory does not grow with the library.
const atOnce = 100

// large is from how many trials on a first part is handed over before the whole. Others are there as soon.
const large = 500

// firstShown is left for the first part to be drawn before the rest is read, which would take the processor from it.
const firstShown = 500 * time.Millisecond

// first reads what takes no longer however many trials there are: the claims, with the verdicts that rest on linked trials
// alone, and the articles. Of a library that is not large it reads nothing.
func (r overviewReader) first(ctx context.Context) (Overview, error) {
	trials, err := r.lib.CountTrials(ctx)
	if err != nil || trials < large {
		return Overview{}, err
	}
	r.quick = true
	o := Overview{Reading: true}
	if o.Claims, err = r.claims(ctx); err != nil {
		return Overview{}, err
	}
	if o.Articles, err = r.articles(ctx); err != nil {
		return Overview{}, err
	}
	o.count()
	o.Counts.Trials = trials
	return o, nil
}

// unread is what a first part leaves to be read.
func (o Overview) unread() stale {
	s := stale{claims: map[string]bool{}}
	for _, c := range o.Claims {
		if c.Pending {
			s.claims[c.UID] = true
		}
	}
	return s
}

func (r overviewReader) read(ctx context.Context) (Overview, error) {
	work.Pause(ctx, r.after)
	o := r.before
	o.Reading = false
	var err error
	if r.stale.trials == nil || len(r.stale.trials) > 0 {
		if o.Trials, err = r.trials(ctx); err != nil {
			return Overview{}, err
		}
	}
	if r.stale.all || len(r.stale.claims)+len(r.stale.documents)+len(r.stale.trials) > 0 {
		if o.Claims, err = r.claims(ctx); err != nil {
			return Overview{}, err
		}
	}
	o.Trials = withLinks(o.Trials, o.Claims)
	if r.stale.trials == nil || len(r.stale.documents) > 0 {
		if o.Articles, err = r.articles(ctx); err != nil {
			return Overview{}, err
		}
	}
	o.Articles = slices.Clone(o.Articles)
	o.count()
	return o, nil
}

func (r overviewReader) articles(ctx context.Context) (all []ArticleItem, err error) {
	documents, err := r.lib.Documents(ctx)
	for _, d := range documents {
		if d.Kind == "article" {
			all = append(all, ArticleItem{Document: d})
		}
	}
	return all, err
}

// count works out the numbers of the status bar and of the articles.
func (o *Overview) count() {
	o.Counts = Counts{Trials: len(o.Trials), Articles: len(o.Articles)}
	of := map[string]int{}
	for _, c := range o.Claims {
		o.Counts.Appraisals += c.appraisals
		if c.claim.Main() {
			of[c.DocumentUID]++
			o.Counts.Claims++
		}
	}
	for i := range o.Articles {
		o.Articles[i].Claims = of[o.Articles[i].Document.UID]
	}
}

// trials reads the trials that were touched into the list of before.
func (r overviewReader) trials(ctx context.Context) ([]*TrialItem, error) {
	var uids []string
	all := make([]*TrialItem, 0, len(r.before.Trials)+len(r.stale.trials))
	if r.stale.trials != nil {
		uids = slices.Sorted(maps.Keys(r.stale.trials))
		for _, t := range r.before.Trials {
			if !r.stale.trials[t.UID] {
				all = append(all, t)
			}
		}
	}
	shared := map[string]string{} // many trials have the same few designs and controls
	kept := len(all)
	err := r.lib.EachTrialRow(ctx, uids, func(row db.TrialRow) { all = append(all, trialItem(row, shared)) })
	if err != nil {
		return nil, err
	}
	if kept > 0 && kept < len(all) {
		slices.SortFunc(all, func(a, b *TrialItem) int {
			return cmp.Or(cmp.Compare(a.position, b.position), cmp.Compare(a.UID, b.UID))
		})
	}
	return all, nil
}

func trialItem(r db.TrialRow, shared map[string]string) *TrialItem {
	same := func(s string) string {
		if _, ok := shared[s]; !ok {
			shared[s] = s
		}
		return shared[s]
	}
	t := &TrialItem{UID: r.UID, Name: r.Name, Design: same(r.Design), Comparator: same(r.Comparator), position: r.Position}
	number := func(text string) int {
		x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			return 0
		}
		return int(x)
	}
	t.Year, t.N = number(r.Year), number(r.Randomised)
	t.Words = strings.ToLower(strings.Join([]string{r.Name, r.Design, words.Choice(r.Design), r.Drug, r.Comparator, r.Population,
		r.Registration, r.DOI, r.PMID, r.Arms, r.Year}, "\n"))
	return t
}

// withLinks counts how many claims link each trial. Trials whose number is another than before are copied.
func withLinks(trials []*TrialItem, claims []ClaimItem) []*TrialItem {
	links := map[string]int{}
	for _, c := range claims {
		for _, uid := range c.linked {
			links[uid]++
		}
	}
	copied := false
	for i, t := range trials {
		n := links[t.UID]
		if n == t.Links {
			continue
		}
		if !copied { // earlier overviews have the list, too
			trials, copied = slices.Clone(trials), true
		}
		other := *t
		other.Links = n
		trials[i] = &other
	}
	return trials
}

// claims judges those claims anew that what was touched bears on, and puts them beside the others in the library's order.
func (r overviewReader) claims(ctx context.Context) ([]ClaimItem, error) {
	order, err := r.lib.Claims(ctx)
	if err != nil {
		return nil, err
	}
	items, err := r.standing(ctx)
	if err != nil {
		return nil, err
	}
	var plain, framed []string // claims that speak of many trials share them, and are read together
	for _, c := range order {
		switch _, known := items[c.UID]; {
		case known:
		case len(c.Evidence.Frame) > 0:
			framed = append(framed, c.UID)
		default:
			plain = append(plain, c.UID)
		}
	}
	assess := rules.Assess
	if len(plain) == 1 && r.memory != nil { // most edits touch the claim that is shown, and nothing else
		assess = r.memory.Assess
	}
	for _, some := range append(slices.Collect(slices.Chunk(plain, atOnce)), slices.Collect(slices.Chunk(framed, atOnce))...) {
		read := r.lib.Judging
		if r.quick {
			read = r.lib.WithLinks
		}
		dossiers, err := read(ctx, some, r.reviewer)
		if err != nil {
			return nil, err
		}
		for _, d := range dossiers {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if r.quick && len(d.Claim.Evidence.Frame) > 0 {
				items[d.Claim.UID] = pendingItem(d)
			} else {
				items[d.Claim.UID] = claimItem(d, assess(d))
			}
		}
	}
	all := make([]ClaimItem, 0, len(order))
	for _, c := range order {
		if item, ok := items[c.UID]; ok {
			all = append(all, item)
		}
	}
	return all, nil
}

// standing are the claims of before whose verdicts nothing that was touched bears on.
func (r overviewReader) standing(ctx context.Context) (map[string]ClaimItem, error) {
	items := map[string]ClaimItem{}
	if r.stale.all {
		return items, nil
	}
	trialUIDs := slices.Sorted(maps.Keys(r.stale.trials))
	linking, err := r.lib.ClaimsLinking(ctx, trialUIDs)
	if err != nil {
		return nil, err
	}
	trials, err := r.lib.TrialsOf(ctx, trialUIDs)
	if err != nil {
		return nil, err
	}
	concerned := func(uids []string) bool {
		return slices.ContainsFunc(uids, func(uid string) bool { return r.stale.trials[uid] })
	}
	for _, c := range r.before.Claims {
		switch {
		case r.stale.claims[c.UID], r.stale.documents[c.DocumentUID], slices.Contains(linking, c.UID):
		case len(c.claim.Evidence.Frame) > 0 && (concerned(c.frame) || slices.ContainsFunc(trials, func(t appraisal.Trial) bool { return rules.Framed(t, c.claim) })):
			// a trial that was in its frame, or is now
		default:
			items[c.UID] = c
		}
	}
	return items, nil
}
