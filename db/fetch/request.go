// Package fetch gets one record by its identifier from ClinicalTrials.gov, PubMed or Crossref. It is the only package
// that talks to the network, and does so once for every request that a person has agreed to: a Request says beforehand
// what leaves the computer, and where it goes. It knows neither the library nor the window, and reads no formats.
package fetch

import (
	"net/url"
	"regexp"
	"strings"

	"claimgrade/db/exchange"
)

// Kind says what an identifier is.
type Kind string

// The kinds of identifier.
const (
	Trial  Kind = "NCT"
	PubMed Kind = "PMID"
	DOI    Kind = "DOI"
)

// The public interfaces of the services.
const (
	trialsHost   = "clinicaltrials.gov"
	pubmedHost   = "eutils.ncbi.nlm.nih.gov"
	crossrefHost = "api.crossref.org"
)

// Request is one record to be fetched. URL is all that is sent, besides the program's name.
type Request struct {
	Kind Kind
	ID   string // "NCT00000001", "12345678", "10.1000/xyz"
	Host string // that the request goes to
	URL  string
}

// Service is the name by which people know the host.
func (r Request) Service() string {
	switch r.Kind {
	case Trial:
		return "ClinicalTrials.gov"
	case PubMed:
		return "PubMed"
	default:
		return "Crossref"
	}
}

// longest is the length up to which a pasted text is taken for an identifier, or for a reference that has one.
const longest = 1000

var (
	nct        = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])NCT[ :#-]*([0-9]{8})(?:[^0-9]|$)`)
	pmid       = regexp.MustCompile(`(?i)(?:\bPMID|\bPubMed(?:[ -]?ID)?)[ :#=]*([1-9][0-9]{0,8})\b`)
	pubmedPage = regexp.MustCompile(`(?i)(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|europepmc\.org/(?:article|abstract)/med)/([1-9][0-9]{0,8})\b`)
	digits     = regexp.MustCompile(`^[1-9][0-9]{0,7}$`)
)

// Identify finds the identifier in what a person pasted: a number, an address, or a reference that names one. A trial
// number counts before a PubMed id, and that before a DOI: the services tell more about them, in that order.
func Identify(text string) (Request, bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > longest {
		return Request{}, false
	}
	if m := nct.FindStringSubmatch(text); m != nil {
		id := "NCT" + m[1]
		return Request{Kind: Trial, ID: id, Host: trialsHost, URL: "https://" + trialsHost + "/api/v2/studies/" + id + "?format=json"}, true
	}
	for _, form := range []*regexp.Regexp{pubmedPage, pmid} {
		if m := form.FindStringSubmatch(text); m != nil {
			return article(m[1]), true
		}
	}
	if digits.MatchString(text) {
		return article(text), true
	}
	if doi, ok := exchange.ParseDOI(text); ok {
		id := string(doi)
		return Request{Kind: DOI, ID: id, Host: crossrefHost, URL: "https://" + crossrefHost + "/works/" + url.PathEscape(id) + "/transform/application/vnd.citationstyles.csl+json"}, true
	}
	return Request{}, false
}

func article(id string) Request {
	return Request{Kind: PubMed, ID: id, Host: pubmedHost,
		URL: "https://" + pubmedHost + "/entrez/eutils/efetch.fcgi?db=pubmed&id=" + id + "&rettype=medline&retmode=text"}
}
