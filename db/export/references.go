package export

import (
	"context"
	"io"
	"regexp"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/bibtex"
	"claimgrade/db/exchange/csljson"
	"claimgrade/db/exchange/ris"
)

// RecordOf is a document as a record of a bibliography: the way back from what an import makes of one. The numbers in its
// address count, too, as they do when a bibliography is imported.
func RecordOf(d appraisal.Document) exchange.Record {
	r := exchange.Record{
		Kind: exchange.Document, Title: line(d.Title), Authors: exchange.ParseAuthors(d.Author), Year: exchange.ParseYear(d.Date),
		PMID: exchange.ParsePMID(d.PMID), Abstract: line(d.Abstract), Journal: line(d.Outlet), Volume: line(d.Volume), Issue: line(d.Issue),
		Pages: line(d.Pages), URL: line(d.URL), Language: line(d.Language),
	}
	r.DOI, _ = exchange.ParseDOI(d.DOI)
	if r.PMID == "" && strings.HasPrefix(d.URL, "http") {
		r.PMID = exchange.ParsePMID(d.URL) // of a page of PubMed
	}
	for _, id := range append(slices.Clone(d.RegistryIDs), exchange.FindRegistryIDs(d.Outlet+" "+d.URL)...) {
		if id = exchange.OneLine(id); !slices.Contains(r.RegistryIDs, id) {
			r.RegistryIDs = append(r.RegistryIDs, id)
		}
	}
	return r
}

func line(s string) exchange.Text { return exchange.Text(exchange.OneLine(s)) }

// writeReferences writes the documents that the claims stand in and rest on, and the publications of their trials.
func writeReferences(ctx context.Context, x *content, w io.Writer) error {
	records, err := x.references(ctx)
	if err != nil {
		return err
	}
	if len(records) == 0 {
		return appraisal.Invalid("claims", "There are no references to export: the claims that were chosen name no document and no trial. Choose others.")
	}
	switch x.As {
	case BibTeX:
		return bibtex.Write(w, records)
	case CSLJSON:
		return csljson.Write(w, records)
	}
	return ris.Write(w, records)
}

func (x *content) references(ctx context.Context) ([]exchange.Record, error) {
	trials, err := x.trials(ctx)
	if err != nil {
		return nil, err
	}
	wanted := x.restOn(trials)
	var records []exchange.Record
	known := map[string]bool{} // identifiers of the records
	days, notes, unread := 0, 0, 0
	for _, d := range x.documents {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(x.Claims) > 0 && !wanted[d.UID] {
			continue
		}
		r := RecordOf(d)
		records = append(records, r)
		known["doi "+string(r.DOI)], known["pmid "+string(r.PMID)] = true, true
		if len(d.Date) > 4 {
			days++
		}
		if d.Note != "" {
			notes++
		}
		if d.DOI != "" && r.DOI == "" || d.PMID != "" && r.PMID == "" {
			unread++
		}
	}
	for _, t := range trials {
		r, ok := published(t)
		if ok && !(r.DOI != "" && known["doi "+string(r.DOI)]) && !(r.PMID != "" && known["pmid "+string(r.PMID)]) && !x.reported(t) {
			records = append(records, r)
		}
	}
	x.leave(days, "Of one date only the year is written.", "Of %d dates only the years are written.")
	x.leave(notes, "The note on one document is left out: references have no place for it.", "The notes on %d documents are left out: references have no place for them.")
	x.leave(unread, "One document has a DOI or PubMed id that is none; it is left out. Look at the document.", "%d documents have a DOI or PubMed id that is none; they are left out. Look at the documents.")
	return records, nil
}

// reported tells whether the library has a paper of a trial, so that what is recorded of its publication says nothing new.
func (x *content) reported(t appraisal.Trial) bool {
	for _, r := range x.reports[t.UID] {
		if d, ok := x.document(r.DocumentUID); ok && d.Kind != "registry" && r.Relation != "background" && r.Relation != "derived" {
			return true
		}
	}
	return false
}

// restOn are the documents that the chosen claims stand in, that report their trials, and that facts and judgements rest on.
func (x *content) restOn(trials []appraisal.Trial) map[string]bool {
	wanted := map[string]bool{}
	for _, c := range x.claims {
		wanted[c.Claim.DocumentUID] = true
		for _, l := range c.Dossier.Linked {
			for _, a := range l.Appraisals {
				for _, q := range a.Quotes {
					wanted[q.DocumentUID] = true
				}
			}
		}
	}
	rest := func(facts appraisal.Facts) {
		for _, f := range facts {
			wanted[f.Document] = true
		}
	}
	for _, t := range trials {
		for _, r := range x.reports[t.UID] {
			wanted[r.DocumentUID] = true
		}
		rest(t.Facts)
		for _, a := range t.Arms {
			rest(a.Facts)
		}
		for _, r := range t.Results {
			rest(r.Facts)
		}
	}
	delete(wanted, "")
	return wanted
}

// published is what is recorded of a trial's publication; false where nothing is.
func published(t appraisal.Trial) (exchange.Record, bool) {
	r := cited(exchange.OneLine(t.Facts.Text(appraisal.FieldCitation)))
	r.DOI, _ = exchange.ParseDOI(t.Facts.Text(appraisal.FieldDOI))
	r.PMID = exchange.ParsePMID(t.Facts.Text(appraisal.FieldPMID))
	if r.Title == "" && r.DOI == "" && r.PMID == "" {
		return r, false
	}
	if r.Title == "" {
		r.Title = line(t.Name)
	}
	if r.Year == nil {
		r.Year = exchange.ParseYear(t.Facts.Text(appraisal.FieldYear))
	}
	r.RegistryIDs = exchange.FindRegistryIDs(t.Facts.Text(appraisal.FieldRegistration))
	return r, true
}

// citation is a reference as journals of medicine print it: authors, title, journal, year and where in the journal.
var citation = regexp.MustCompile(`^([^.]+(?:et al)?)\. (.+?[?!]?)\.? ([A-Z][^.;?!]*) (\d{4})(?:;([^:();]+)(?:\(([^()]*)\))?(?::([A-Za-z0-9]+(?:-[A-Za-z0-9]+)?))?)?\.?$`)

// cited is a printed reference in its parts; if it is not printed in that way, all of it is the title: nothing is guessed.
func cited(text string) exchange.Record {
	r := exchange.Record{Kind: exchange.Document, Title: exchange.Text(text)}
	m := citation.FindStringSubmatch(text)
	if m == nil {
		return r
	}
	names := strings.TrimSuffix(strings.TrimSuffix(m[1], "et al"), ", ")
	authors := exchange.ParseAuthors(names)
	if len(authors) == 0 || len(authors) == 1 && authors[0].Given == "" {
		return r
	}
	r.Authors, r.Title, r.Journal, r.Year = authors, exchange.Text(m[2]), exchange.Text(m[3]), exchange.ParseYear(m[4])
	r.Volume, r.Issue, r.Pages = line(m[5]), line(m[6]), exchange.Text(m[7])
	return r
}
