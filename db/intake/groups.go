package intake

import (
	"cmp"

	"claimgrade/db/exchange"
)

// group is a trial that records of the import are about: all that share a registry number.
type group struct {
	uid   string // of the trial of the library, or the one that a new trial gets
	here  bool   // it is in the library
	name  string
	by    Reason // how the library's trial was recognised
	items []int
}

// union joins registry numbers to trials: a record with two numbers says that they are of one.
type union map[string]string

func (u union) root(key string) string {
	for u[key] != "" && u[key] != key {
		if up := u[u[key]]; up != "" {
			u[key] = up // halves the way
		}
		key = u[key]
	}
	return key
}

func (u union) join(a, b string) {
	if a, b = u.root(a), u.root(b); a != b {
		u[b] = a
	}
}

// ownIDs are the registry numbers of the one trial that a record reports. A paper with two numbers of one registry
// reports two trials, so it has none of its own.
func ownIDs(r *exchange.Record) (own []string, several bool) {
	seen := map[string]bool{}
	known := map[string]bool{}
	for _, id := range r.RegistryIDs {
		id = registryKey(id)
		if known[id] || id == "" {
			continue
		}
		known[id] = true
		several = several || seen[registryOf(id)]
		seen[registryOf(id)] = true
		own = append(own, id)
	}
	return own, several && r.Kind == exchange.Document
}

// study is a key of the trial that a row of a table or a study of a review package is about, apart from registry numbers.
func study(name string, year *int) string {
	if key := nameKey(name, year); key != "" {
		return "study:" + key
	}
	return "study:" + plain(name)
}

func studyName(r *exchange.Record) string {
	if r.Appraisal != nil && r.Appraisal.Study != "" {
		return string(r.Appraisal.Study)
	}
	return string(r.Title)
}

// isRegistry reports whether a record is one of a trial registry: it is kept as it stands there. A study of a review may
// name its number, too.
func isRegistry(r *exchange.Record) bool {
	return r.Kind == exchange.TrialKind && len(r.RegistryIDs) > 0 && r.Raw != ""
}

// gather puts each item into the group of its trial, and finds those trials in the library.
func (p *proposer) gather() {
	u := union{}
	for i := range p.items {
		if own, several := ownIDs(p.items[i].Record); !several && len(own) > 1 {
			for _, id := range own[1:] {
				u.join(own[0], id)
			}
		}
	}
	for i := range p.items {
		r := p.items[i].Record
		own, several := ownIDs(r)
		switch {
		case several: // later, when all groups are known
		case len(own) > 0:
			p.enter(i, u.root(own[0]))
		case r.Kind != exchange.Document:
			p.enter(i, study(studyName(r), r.Year))
		}
	}
	for i := range p.items { // the library's trials by registry numbers: those of all members
		it := &p.items[i]
		if it.group == nil || it.group.here {
			continue
		}
		own, _ := ownIDs(it.Record)
		for _, id := range own {
			if at, ok := p.lib.trial.registry[id]; ok {
				p.meet(it.group, at, ByRegistry)
				break
			}
		}
	}
	for i := range p.items { // and by papers and names, where the registry numbers say nothing
		if it := &p.items[i]; it.group != nil && !it.group.here {
			p.meetOtherwise(it)
		}
	}
	p.union = u
	p.gatherPapers()
}

func (p *proposer) enter(i int, key string) {
	g := p.groups[key]
	if g == nil {
		g = &group{uid: newUID()}
		p.groups[key] = g
	}
	g.items = append(g.items, i)
	p.items[i].group = g
}

// meet says that a group's trial is one of the library.
func (p *proposer) meet(g *group, at int, by Reason) {
	t := p.lib.trials[at]
	g.uid, g.name, g.here, g.by = t.UID, t.Name, true, by
	if p.byTrial[t.UID] == nil {
		p.byTrial[t.UID] = g
	}
}

func (p *proposer) meetOtherwise(it *Item) {
	r := it.Record
	at, by := -1, NoneKnown
	switch {
	case r.Kind == exchange.Document:
		at, by = p.lib.trialOf(r)
	case isRegistry(r):
		at, by = p.lib.trialByPaper(r.Trial.Papers), ByPaper
	default:
		at, by = p.lib.trialByName(studyName(r), r.Year), ByName
	}
	if at < 0 {
		return
	}
	// A trial that is registered under another number is another trial.
	if own, _ := ownIDs(r); len(own) > 0 {
		for _, id := range registryIDs(p.lib.trials[at].Registration) {
			for _, mine := range own {
				if registryOf(id) == registryOf(mine) {
					return
				}
			}
		}
	}
	p.meet(it.group, at, by)
}

// gatherPapers finds the trials of papers that name none, or several: those whose registry record names the paper, and
// those of the library whose own paper it is.
func (p *proposer) gatherPapers() {
	named := map[string][]*group{} // by "pmid:…" and "doi:…" of papers that registry records name
	relations := map[string]string{}
	for i := range p.items {
		it := &p.items[i]
		if !isRegistry(it.Record) || it.Record.Trial == nil {
			continue
		}
		for _, paper := range it.Record.Trial.Papers {
			if paper.Relation == "background" {
				continue
			}
			for _, key := range paperKeys(string(paper.PMID), paper.DOI) {
				named[key] = append(named[key], it.group)
				relations[key] = string(paper.Relation)
			}
			p.paperHere(it, paper)
		}
	}
	for i := range p.items {
		it := &p.items[i]
		if it.Record.Kind != exchange.Document {
			continue
		}
		var all []*group
		if it.group != nil {
			all = append(all, it.group)
		}
		for _, key := range paperKeys(string(it.Record.PMID), string(it.Record.DOI)) {
			all = append(all, named[key]...)
			it.relation = cmp.Or(it.relation, relations[key])
		}
		all = append(all, p.ofSeveral(it.Record)...)
		if at, by := p.lib.trialOf(it.Record); at >= 0 {
			all = append(all, p.groupOf(at, by))
		}
		all = distinct(all)
		if len(all) == 0 {
			continue
		}
		if it.group == nil {
			it.Reason = ByPaper
			all[0].items = append(all[0].items, i)
		}
		it.group, it.more = all[0], all[1:]
	}
}

// paperHere notes that a registry record names a document of the library.
func (p *proposer) paperHere(it *Item, paper exchange.Paper) {
	at, known := p.lib.document.pmid[string(paper.PMID)]
	if !known {
		at, known = p.lib.document.doi[doiKey(paper.DOI)]
	}
	if !known {
		return
	}
	if it.papersHere == nil {
		it.papersHere = map[string]string{}
	}
	it.papersHere[p.lib.documents[at].UID] = string(paper.Relation)
}

func paperKeys(pmid, doi string) (keys []string) {
	if pmid != "" {
		keys = append(keys, "pmid:"+pmid)
	}
	if doi != "" {
		keys = append(keys, "doi:"+doiKey(doi))
	}
	return keys
}

// ofSeveral are the trials that a paper of several reports, as far as they are here or in the import.
func (p *proposer) ofSeveral(r *exchange.Record) (all []*group) {
	own, several := ownIDs(r)
	if !several {
		return nil
	}
	for _, id := range own {
		if g := p.groups[p.union.root(id)]; g != nil {
			all = append(all, g)
		} else if at, ok := p.lib.trial.registry[id]; ok {
			all = append(all, p.groupOf(at, ByRegistry))
		}
	}
	return all
}

// groupOf is the group of a trial of the library.
func (p *proposer) groupOf(at int, by Reason) *group {
	t := p.lib.trials[at]
	if g := p.byTrial[t.UID]; g != nil {
		return g
	}
	g := &group{}
	p.meet(g, at, by)
	return g
}

// distinct leaves each trial once.
func distinct(all []*group) (out []*group) {
	seen := map[string]bool{}
	for _, g := range all {
		if !seen[g.uid] {
			seen[g.uid] = true
			out = append(out, g)
		}
	}
	return out
}
