package intake

import (
	"context"
	"maps"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/exchange"

	"github.com/google/uuid"
)

func newUID() string {
	id, err := uuid.NewV7()
	if err != nil { // the system has no randomness
		panic(err)
	}
	return id.String()
}

// proposer goes through the records of an import. The numbers of its maps are those of items.
type proposer struct {
	lib     *library
	files   []exchange.File
	items   []Item
	groups  map[string]*group // by registry number or study
	byTrial map[string]*group // by uid of a trial of the library
	union   union
	seen    shelf // documents of the items so far
}

// Propose says what would come of each record of some files in a library; nil for an empty one. It reads the library
// once, and changes nothing.
func Propose(ctx context.Context, l *db.Library, files []exchange.File) (Plan, error) {
	lib, err := readLibrary(ctx, l)
	if err != nil {
		return Plan{}, err
	}
	p := &proposer{lib: lib, files: files, groups: map[string]*group{}, byTrial: map[string]*group{}, seen: newShelf()}
	for f := range files {
		for i := range files[f].Records {
			p.items = append(p.items, newItem(f, i, &files[f].Records[i]))
		}
	}
	p.gather()
	for i := range p.items {
		if i%500 == 0 && ctx.Err() != nil {
			return Plan{}, ctx.Err()
		}
		p.propose(i)
	}
	if err := p.compareTrials(ctx, l); err != nil {
		return Plan{}, err
	}
	for i := range p.items {
		p.items[i].Choice = p.items[i].Choices()[0]
	}
	plan := Plan{Items: p.items, Files: files, reported: lib.reports, tables: map[string]string{}}
	for _, d := range lib.documents {
		if d.Kind == "secondary" && d.FileName != "" {
			plan.tables[d.FileName] = d.UID
		}
	}
	return plan, nil
}

func newItem(file, index int, r *exchange.Record) Item {
	it := Item{File: file, Index: index, Record: r, Name: string(r.Title)}
	if it.Name == "" && r.Kind != exchange.Document {
		it.Name = studyName(r)
	}
	switch {
	case r.Kind == exchange.Document:
		it.document = documentOf(r)
		if it.Name == "" {
			it.Name = shortName(r)
		}
	case isRegistry(r):
		it.document = registryDocument(r)
	}
	return it
}

// registryDocument is the document that a registry record becomes.
func registryDocument(r *exchange.Record) appraisal.Document {
	d := documentOf(r)
	d.Kind = "registry"
	if d.Outlet == "" && registryOf(r.RegistryIDs[0]) == "NCT" {
		d.Outlet = "ClinicalTrials.gov"
	}
	if r.Trial != nil && r.Trial.Detail.Version != "" {
		d.Date = r.Trial.Detail.Version
	}
	if d.Author == "" && r.Trial != nil {
		d.Author = r.Trial.Detail.Sponsor
	}
	return d
}

// propose decides what would come of one record.
func (p *proposer) propose(i int) {
	it := &p.items[i]
	if it.document.UID != "" && p.known(it, i) {
		return
	}
	if it.document.UID != "" {
		p.seen.add(i, it.document)
	}
	switch {
	case it.Record.Kind == exchange.Row:
		p.proposeRow(it, i)
	case it.Record.Kind == exchange.TrialKind:
		p.proposeTrial(it, i)
	case it.group == nil:
		it.Proposal = NewDocument
	case it.group.here:
		it.Proposal, it.Of, it.OfUID = PaperOfTrial, it.group.name, it.group.uid
		if it.Reason == NoneKnown {
			it.Reason = it.group.by
		}
		it.document.Kind = "report"
	default:
		it.document.Kind = "report"
		p.proposePaper(it, i)
	}
}

// known finds the record in the library, or an earlier one of the import that is the same.
func (p *proposer) known(it *Item, i int) bool {
	if at, by := p.lib.document.find(it.document, func(i int) appraisal.Document { return p.lib.documents[i] }); at >= 0 {
		here := p.lib.documents[at]
		it.Proposal, it.Reason, it.Of, it.OfUID, it.target = Here, by, here.Title, here.UID, &here
		it.Conflicts = compareDocuments(here, it.document)
		return true
	}
	if at, by := p.seen.find(it.document, func(i int) appraisal.Document { return p.items[i].document }); at >= 0 {
		earlier := p.items[at]
		it.Proposal, it.Reason, it.Of, it.Earlier = Here, by, earlier.Name, &at
		it.Conflicts = compareDocuments(earlier.document, it.document)
		return true
	}
	return false
}

// first is the first item of a group that makes its trial: a registry record or study before any paper.
func (p *proposer) first(g *group) int {
	for _, i := range g.items {
		if r := p.items[i].Record; r.Kind == exchange.TrialKind {
			return i
		}
	}
	for _, i := range g.items {
		if p.items[i].Record.Kind == exchange.Row {
			return i
		}
	}
	return g.items[0]
}

// proposePaper: of several papers of one new trial, the first makes the trial.
func (p *proposer) proposePaper(it *Item, i int) {
	first := p.first(it.group)
	if first == i {
		it.Proposal = NewTrial
		it.group.name = shortName(it.Record)
		return
	}
	it.Proposal, it.Of = PaperOfTrial, p.trialName(first)
	if it.Reason == NoneKnown {
		it.Reason = ByRegistry
	}
}

// trialName is what the trial that an item makes will be called.
func (p *proposer) trialName(i int) string {
	g := p.items[i].group
	if g.name == "" {
		g.name = trialFrom(p.items[i].Record, "", "").Name
	}
	return g.name
}

func (p *proposer) proposeTrial(it *Item, i int) {
	g := it.group
	first := p.first(g)
	switch {
	case g.here:
		it.Proposal, it.Reason, it.Of, it.OfUID = OfTrialHere, g.by, g.name, g.uid
		if !isRegistry(it.Record) {
			it.Proposal = Here // a study of a review package brings no document of its own
		}
	case first != i:
		it.Proposal, it.Reason, it.Of, it.Earlier = Here, ByName, p.trialName(first), &first
		if isRegistry(it.Record) {
			it.Reason = ByRegistry
		}
	default:
		it.Proposal = NewTrial
		p.trialName(i)
	}
}

func (p *proposer) proposeRow(it *Item, i int) {
	g := it.group
	first := p.first(g)
	switch {
	case g.here:
		it.Proposal, it.Reason, it.Of, it.OfUID = Judgements, g.by, g.name, g.uid
	case first != i:
		it.Proposal, it.Reason, it.Of = Judgements, ByName, p.trialName(first)
	default:
		it.Proposal = NewTrial
		p.trialName(i)
	}
}

// compareTrials reads the trials of the library that registry records and studies are about, and compares them.
func (p *proposer) compareTrials(ctx context.Context, l *db.Library) error {
	wanted := map[string]bool{}
	for _, it := range p.items {
		if it.group != nil && it.group.here && it.Record.Kind != exchange.Document {
			wanted[it.group.uid] = true
		}
	}
	uids := slices.Sorted(maps.Keys(wanted))
	if l == nil || len(uids) == 0 {
		return nil
	}
	found, err := l.TrialsOf(ctx, uids)
	if err != nil {
		return err
	}
	at := map[string]*appraisal.Trial{}
	for i := range found {
		at[found[i].UID] = &found[i]
	}
	for i := range p.items {
		it := &p.items[i]
		if it.Record.Kind == exchange.Document {
			continue
		}
		it.trial = at[it.trialUID()]
		if it.trial != nil && it.Record.Kind == exchange.TrialKind {
			it.Conflicts = append(it.Conflicts, compareTrials(*it.trial, trialFrom(it.Record, it.documentUID(), p.files[it.File].Name))...)
		}
	}
	return nil
}

// trialUID is the uid of the trial that the item is about; empty if it is of none.
func (it Item) trialUID() string {
	if it.group == nil {
		return ""
	}
	return it.group.uid
}

// documentUID is the uid of the record's document: that of the library, if it is there.
func (it Item) documentUID() string {
	if it.target != nil {
		return it.target.UID
	}
	return it.document.UID
}
