package ris

import (
	"regexp"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/tagged"
)

// record is what the fields of a record say.
func record(fs tagged.Fields, line int) exchange.Record {
	r := exchange.Record{Kind: exchange.Document, At: exchange.Warning{Line: line}}
	r.Title = fs.First("TI", "T1", "BT", "CT")
	r.Authors = authors(fs)
	fs.Year(&r, "PY", "DA", "Y1", "YR")
	readDOI(&r, fs)
	r.PMID = pmid(fs)
	tagged.AddRegistryIDs(&r, fs.All("AN", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "CN", "ID", "JA", "JF", "JO", "L1", "L2", "L3",
		"LB", "LK", "M2", "M3", "N1", "SI", "T2", "T3", "U1", "U2", "U3", "U4", "U5", "UR"))
	if r.Abstract = fs.Joined("AB", " "); r.Abstract == "" {
		r.Abstract = fs.Joined("N2", " ")
	}
	r.Journal = fs.First("JF", "T2", "JO", "JA", "J2", "J1", "JI", "J9")
	r.Volume = fs.First("VL")
	r.Issue = issue(fs)
	r.Pages = exchange.PageRange(string(fs.First("SP", "PG")), string(fs.First("EP")))
	r.URL = address(fs)
	r.Language = fs.Joined("LA", ", ")
	fs.WarnRepeated(&r, "TI", "T1", "PY", "VL", "IS", "SP", "EP")
	tagged.WarnNameless(&r)
	return r
}

// authors are those of AU and A1; A2 and the rest are editors and the like. Some programs write all names in one field.
func authors(fs tagged.Fields) []exchange.Author {
	var all []exchange.Author
	for f := range fs.All("AU", "A1") {
		for name := range strings.SplitSeq(string(exchange.Plain(f.Value)), ";") {
			if a, ok := exchange.ParseAuthor(name); ok {
				all = append(all, a)
			}
		}
	}
	return all
}

// readDOI reads DO. Where there is none, a DOI that is the whole of another field counts, and the address of a resolver.
func readDOI(r *exchange.Record, fs tagged.Fields) {
	var wrong *tagged.Field
	for f := range fs.All("DO", "DI") {
		if doi, ok := exchange.ParseDOI(f.Value); ok {
			r.DOI = doi
			return
		}
		if wrong == nil && strings.TrimSpace(f.Value) != "" {
			wrong = &f
		}
	}
	if wrong != nil {
		tagged.WarnNoDOI(r, *wrong)
		return
	}
	for f := range fs.All("M3", "L3", "L2", "UR", "LK", "L1", "N1", "AN", "ID", "C7", "U1", "U2", "U3", "U4", "U5") {
		for word := range strings.FieldsSeq(f.Value) {
			if doi, ok := exchange.ParseDOI(word); ok && wholeDOI.MatchString(word) {
				r.DOI = doi
				return
			}
			label := strings.EqualFold(strings.Trim(word, ":"), "doi")
			if !label && f.Tag != "UR" && f.Tag != "LK" { // which may hold several addresses
				break
			}
		}
	}
}

// wholeDOI is a DOI with nothing but a resolver or a label in front. The address of an article may hold a DOI too, but what
// stands behind it there is no part of it.
var wholeDOI = regexp.MustCompile(`(?i)^(?:https?://(?:dx\.)?doi\.org/|(?:dx\.)?doi\.org/|doi:?)?10\.[0-9]{4,9}/`)

// Where a field says itself that it holds a PubMed id.
var (
	labelled = regexp.MustCompile(`(?i)^(?:pmid|pubmed|medline)[\s:#]*[0-9]+|^[0-9]+\s*\[pmid\]|^https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/[0-9]+`)
	inList   = regexp.MustCompile(`(?i)\b(?:pubmed|pmid|medline)[\s:]+([0-9]+)`) // C3 of Cochrane: EMBASE 123,PUBMED 456
)

func pmid(fs tagged.Fields) exchange.Text {
	for f := range fs.All("PM") {
		if id := exchange.ParsePMID(f.Value); id != "" {
			return id
		}
	}
	for f := range fs.All("U1", "U2", "U3", "U4", "U5", "C1", "C2", "C4", "C5", "C6", "C7", "C8", "AN", "ID", "N1", "M2", "LB", "UR", "LK", "L2") {
		if value := strings.TrimSpace(f.Value); labelled.MatchString(value) {
			if id := exchange.ParsePMID(value); id != "" {
				return id
			}
		}
	}
	for f := range fs.All("C3") {
		if m := inList.FindStringSubmatch(f.Value); m != nil {
			if id := exchange.ParsePMID(m[1]); id != "" {
				return id
			}
		}
	}
	if fromPubMed(fs) {
		for f := range fs.All("AN") {
			if id := exchange.ParsePMID(f.Value); id != "" && !strings.Contains(f.Value, ";") { // ProQuest puts its own number in front
				return id
			}
		}
	}
	return ""
}

// fromPubMed tells whether the record's database is PubMed, under whatever name.
func fromPubMed(fs tagged.Fields) bool {
	for f := range fs.All("DB", "DP") {
		name := strings.ReplaceAll(strings.ToLower(f.Value), "pubmed central", "") // has numbers of its own
		for _, word := range []string{"pubmed", "medline", "nlm", "national library of medicine"} {
			if strings.Contains(name, word) {
				return true
			}
		}
	}
	return false
}

// issue is IS; old files have it in CP, which is a place elsewhere.
func issue(fs tagged.Fields) exchange.Text {
	if is := fs.First("IS"); is != "" {
		return is
	}
	if cp := fs.First("CP"); strings.ContainsAny(string(cp), "0123456789") {
		return cp
	}
	return ""
}

// address is the first address of the record.
func address(fs tagged.Fields) exchange.Text {
	first, _, _ := strings.Cut(string(fs.First("UR", "LK")), " ")
	return exchange.Text(strings.TrimRight(first, ";"))
}
