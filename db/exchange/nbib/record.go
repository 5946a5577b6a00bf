package nbib

import (
	"regexp"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/tagged"
)

// record is what the fields of a record say.
func record(fs tagged.Fields) exchange.Record {
	r := exchange.Record{Kind: exchange.Document, At: exchange.Warning{Line: fs[0].Line}}
	r.Title = fs.First("TI", "BTI", "TT", "CTI")
	r.Authors = authors(fs)
	fs.Year(&r, "DP", "YR", "PY")
	readDOI(&r, fs)
	r.PMID = pmid(fs)
	tagged.AddRegistryIDs(&r, fs.All("SI", "CN"))
	if r.Abstract = fs.Joined("AB", " "); r.Abstract == "" {
		r.Abstract = fs.Joined("OAB", " ")
	}
	r.Journal = fs.First("JT", "TA", "JN", "JA")
	r.Volume = fs.First("VI", "VO")
	r.Issue = fs.First("IP")
	r.Pages = exchange.PageRange(string(fs.First("PG")), "")
	r.URL = address(fs)
	if r.Language = fs.Joined("LA", ", "); r.Language == "" {
		r.Language = fs.Joined("LG", ", ")
	}
	fs.WarnRepeated(&r, "PMID", "TI", "DP", "JT", "VI", "IP", "PG")
	tagged.WarnNameless(&r)
	return r
}

// authors are the full names if there are any, else the short ones, and the groups after them. Ovid has registry numbers in
// CN.
func authors(fs tagged.Fields) []exchange.Author {
	var all []exchange.Author
	for _, tag := range []string{"FAU", "AU"} {
		for f := range fs.All(tag) {
			if a, ok := exchange.ParseAuthor(f.Value); ok {
				all = append(all, a)
			}
		}
		if len(all) > 0 {
			break
		}
	}
	for f := range fs.All("CN") {
		if name := exchange.Plain(f.Value); name != "" && len(exchange.FindRegistryIDs(f.Value)) == 0 {
			all = append(all, exchange.Author{Family: string(name)})
		}
	}
	return all
}

// readDOI takes what is marked as a DOI in LID or AID, or stands in a field of its own, or in the source.
func readDOI(r *exchange.Record, fs tagged.Fields) {
	var wrong *tagged.Field
	for f := range fs.All("LID", "AID", "DO", "DOI", "DI") {
		marked := strings.HasSuffix(strings.TrimSpace(f.Value), "[doi]") || f.Tag != "LID" && f.Tag != "AID"
		doi, ok := exchange.ParseDOI(f.Value)
		switch {
		case ok && (marked || bareDOI.MatchString(f.Value)):
			r.DOI = doi
			return
		case marked && !ok && wrong == nil && strings.TrimSpace(f.Value) != "":
			wrong = &f
		}
	}
	if wrong != nil {
		tagged.WarnNoDOI(r, *wrong)
		return
	}
	for f := range fs.All("SO") {
		if at := strings.LastIndex(strings.ToLower(f.Value), "doi:"); at >= 0 {
			r.DOI, _ = exchange.ParseDOI(f.Value[min(at, len(f.Value)):])
		}
	}
}

// bareDOI is a DOI that is not marked as one, nor as something else: a publisher's [pii] may look like it.
var bareDOI = regexp.MustCompile(`^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.[0-9]{4,9}/\S+\s*$`)

// pmid is PMID, or what Ovid has for it if the database is MEDLINE.
func pmid(fs tagged.Fields) exchange.Text {
	for f := range fs.All("PMID") {
		if id := exchange.ParsePMID(f.Value); id != "" {
			return id
		}
	}
	for f := range fs.All("PM") {
		if id := exchange.ParsePMID(f.Value); id != "" {
			return id
		}
	}
	for db := range fs.All("DB") {
		if !strings.Contains(strings.ToLower(db.Value), "medline") && !strings.Contains(strings.ToLower(db.Value), "pubmed") {
			continue
		}
		for f := range fs.All("UI", "AN") {
			if id := exchange.ParsePMID(f.Value); id != "" {
				return id
			}
		}
	}
	return ""
}

// address is where the record can be seen; ERIC has it in LID.
func address(fs tagged.Fields) exchange.Text {
	for f := range fs.All("URL", "UR", "U", "LID") {
		first, _, _ := strings.Cut(string(exchange.Plain(f.Value)), " ")
		if strings.HasPrefix(strings.ToLower(first), "http") && !bareDOI.MatchString(first) {
			return exchange.Text(first)
		}
	}
	return ""
}
