package intake

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/exchange"
)

// shelf is what documents or trials are found by.
type shelf struct {
	doi, pmid, registry, title map[string]int
}

func newShelf() shelf {
	return shelf{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
}

// keep puts a number under a key, unless an earlier one has it.
func keep(m map[string]int, key string, i int) {
	if _, taken := m[key]; key != "" && !taken {
		m[key] = i
	}
}

// library is the content of a library, indexed once: finding something in it takes the same time whatever its size.
type library struct {
	documents []appraisal.Document
	trials    []db.TrialIdentity
	document  shelf
	trial     shelf
	name      map[string][]int // of trials by name and year; several may be alike
	reports   map[[2]string]bool
}

func readLibrary(ctx context.Context, l *db.Library) (*library, error) {
	lib := &library{document: newShelf(), trial: newShelf(), name: map[string][]int{}, reports: map[[2]string]bool{}}
	if l == nil {
		return lib, nil
	}
	var err error
	if lib.documents, err = l.Documents(ctx); err != nil {
		return nil, err
	}
	if lib.trials, err = l.TrialIdentities(ctx); err != nil {
		return nil, err
	}
	reports, err := l.Reports(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		lib.reports[[2]string{r.DocumentUID, r.TrialUID}] = true
	}
	for i, d := range lib.documents {
		lib.document.add(i, d)
	}
	for i, t := range lib.trials {
		keep(lib.trial.doi, doiKey(t.DOI), i)
		keep(lib.trial.pmid, t.PMID, i)
		for _, id := range registryIDs(t.Registration) {
			keep(lib.trial.registry, registryKey(id), i)
		}
		if key := nameKey(t.Name, yearOf(t.Year)); key != "" {
			lib.name[key] = append(lib.name[key], i)
		}
	}
	return lib, nil
}

// add makes a document known. A registry number names a registry record; a paper only reports its trial.
func (s shelf) add(i int, d appraisal.Document) {
	keep(s.doi, doiKey(d.DOI), i)
	keep(s.pmid, d.PMID, i)
	keep(s.title, titleKey(d.Title, d.Date), i)
	if d.Kind == "registry" {
		for _, id := range d.RegistryIDs {
			keep(s.registry, registryKey(id), i)
		}
	}
}

// find says which document is the same, and by what that is known. One that has another DOI or PubMed id is not the
// same, whatever its title; at tells how the numbered document is identified.
func (s shelf) find(d appraisal.Document, at func(int) appraisal.Document) (int, Reason) {
	if d.Kind == "registry" {
		for _, id := range d.RegistryIDs {
			if i, ok := s.registry[registryKey(id)]; ok {
				return i, ByRegistry
			}
		}
		return -1, NoneKnown
	}
	if i, ok := s.doi[doiKey(d.DOI)]; ok {
		return i, ByDOI
	}
	if i, ok := s.pmid[d.PMID]; ok {
		return i, ByPMID
	}
	if i, ok := s.title[titleKey(d.Title, d.Date)]; ok {
		other := at(i)
		if other.Kind != "registry" && !unlike(doiKey(d.DOI), doiKey(other.DOI)) && !unlike(d.PMID, other.PMID) {
			return i, ByTitle
		}
	}
	return -1, NoneKnown
}

// unlike reports whether two ids are known and differ.
func unlike(a, b string) bool { return a != "" && b != "" && a != b }

// trialOf finds the trial whose own paper a record is.
func (lib *library) trialOf(r *exchange.Record) (int, Reason) {
	if i, ok := lib.trial.doi[doiKey(string(r.DOI))]; ok {
		return i, ByDOI
	}
	if i, ok := lib.trial.pmid[string(r.PMID)]; ok {
		return i, ByPMID
	}
	return -1, NoneKnown
}

// trialByPaper finds the trial that has a paper which a registry record names as its result.
func (lib *library) trialByPaper(papers []exchange.Paper) int {
	for _, p := range papers {
		if p.Relation != "result" {
			continue
		}
		if i, ok := lib.trial.pmid[string(p.PMID)]; ok {
			return i
		}
		if i, ok := lib.trial.doi[doiKey(p.DOI)]; ok {
			return i
		}
	}
	return -1
}

// trialByName finds the only trial of a study's name and year.
func (lib *library) trialByName(name string, year *int) int {
	if found := lib.name[nameKey(name, year)]; len(found) == 1 {
		return found[0]
	}
	return -1
}
