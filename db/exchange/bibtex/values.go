package bibtex

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"claimgrade/db/exchange"
)

// values are the fields of one entry, and the record they become.
type values struct {
	entry   *entry
	record  *exchange.Record
	first   map[string]field // by name: the field that counts
	strange []string         // commands of LaTeX that are not known
}

// several are the fields that may be given more than once; all of them count.
var several = []string{"abstract", "author", "keywords", "keyword", "file", "note", "annote", "url"}

// collect finds the field that counts for every name: the first that says something.
func (v *values) collect() {
	for _, f := range v.entry.fields {
		had, ok := v.first[f.name]
		switch {
		case !ok || strings.TrimSpace(had.value) == "":
			v.first[f.name] = f
		case slices.Contains(several, f.name) || strings.TrimSpace(f.value) == "" || f.value == had.value:
		default:
			v.record.Warn(f.line, fmt.Sprintf("The field %s is given again in line %d; the first one, in line %d, was taken.", shown(f.name), f.line, had.line))
		}
	}
}

// decode is a value as plain text.
func (v *values) decode(s string) exchange.Text {
	text, strange := plain(s)
	for _, c := range strange {
		if !slices.Contains(v.strange, c) {
			v.strange = append(v.strange, c)
		}
	}
	return exchange.Plain(text)
}

func (v *values) unknownCommands() {
	if len(v.strange) > 0 {
		v.record.Warn(v.entry.line, fmt.Sprintf("LaTeX commands that are not known were left as they are or taken away: %s. Look at the entry in line %d.",
			strings.Join(v.strange[:min(len(v.strange), 5)], ", "), v.entry.line))
	}
}

// text is the first of the fields that says something.
func (v *values) text(names ...string) exchange.Text {
	for _, n := range names {
		if t := v.decode(v.first[n].value); t != "" {
			return t
		}
	}
	return ""
}

// joined is all the fields of a name.
func (v *values) joined(name string) exchange.Text {
	var all []string
	for _, f := range v.entry.fields {
		if f.name != name {
			continue
		}
		if t := string(v.decode(f.value)); t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return exchange.Text(strings.Join(all, " "))
}

func (v *values) title() exchange.Text {
	title, sub := v.text("title"), v.text("subtitle")
	switch {
	case title == "" && sub == "":
		if strings.HasPrefix(v.entry.kind, "in") || v.entry.kind == "article" {
			return ""
		}
		return v.text("booktitle", "maintitle")
	case sub == "" || strings.Contains(strings.ToLower(string(title)), strings.ToLower(string(sub))):
		return title
	case title == "":
		return sub
	case strings.ContainsAny(string(title[len(title)-1:]), ":?!."):
		return title + " " + sub
	}
	return title + ": " + sub
}

func (v *values) doi() exchange.Text {
	f, ok := v.first["doi"]
	raw := verbatim(f.value)
	if !ok || raw == "" {
		if strings.EqualFold(verbatim(v.first["eprinttype"].value), "doi") {
			f = v.first["eprint"]
			raw = verbatim(f.value)
		}
		if raw == "" {
			return ""
		}
	}
	doi, ok := exchange.ParseDOI(raw)
	if !ok {
		v.record.Warn(f.line, fmt.Sprintf("What the field %s gives in line %d is no DOI: %s", f.name, f.line, shown(raw)))
	}
	return doi
}

// saysPMID finds a PubMed id in a note: "PMID: 12345678".
var saysPMID = regexp.MustCompile(`(?i)\bPMID[ :]*([0-9]{1,9})\b`)

func (v *values) pmid() exchange.Text {
	for _, name := range []string{"pmid", "pubmedid", "pubmed_id", "pubmed-id"} {
		f, ok := v.first[name]
		raw := verbatim(f.value)
		if !ok || raw == "" {
			continue
		}
		if id := exchange.ParsePMID(raw); id != "" {
			return id
		}
		if strings.Trim(raw, "0") == "" {
			continue
		}
		v.record.Warn(f.line, fmt.Sprintf("What the field %s gives in line %d is no PubMed id: %s", name, f.line, shown(raw)))
	}
	if kind := v.text("eprinttype", "archiveprefix"); strings.EqualFold(string(kind), "pubmed") || strings.EqualFold(string(kind), "pmid") {
		if id := exchange.ParsePMID(verbatim(v.first["eprint"].value)); id != "" {
			return id
		}
	}
	for _, f := range v.entry.fields {
		if f.name != "note" && f.name != "annote" && f.name != "annotation" {
			continue
		}
		if m := saysPMID.FindStringSubmatch(f.value); m != nil {
			return exchange.ParsePMID(m[1])
		}
	}
	return ""
}

var address = regexp.MustCompile(`https?://[^\s{}"<>|]+`)

func (v *values) url() exchange.Text {
	for _, name := range []string{"url", "howpublished"} {
		raw := verbatim(v.first[name].value)
		if a := address.FindString(raw); a != "" {
			return exchange.Plain(a)
		}
		if raw != "" && name == "url" {
			return exchange.Plain(raw)
		}
	}
	return ""
}

// year is that of the field year, else of date.
func (v *values) year() *int {
	for _, name := range []string{"year", "date"} {
		if y := exchange.ParseYear(string(v.text(name))); y != nil {
			return y
		}
	}
	for _, name := range []string{"year", "date"} {
		if t := string(v.text(name)); t != "" {
			f := v.first[name]
			v.record.Warn(f.line, fmt.Sprintf("No year is found in what the field %s gives in line %d: %s", name, f.line, shown(t)))
			break
		}
	}
	return nil
}

// handedDown are the fields that an entry takes from its parent if it has none itself. A parent's DOI, address or abstract
// are of the whole book.
var handedDown = []string{"booktitle", "journal", "journaltitle", "publisher", "volume", "language", "langid"}

// inherit takes what is missing from the entry that crossref names, and from that one's own parent.
func (v *values) inherit(parents map[string]*entry) {
	e := v.entry
	seen := map[*entry]bool{e: true}
	for {
		key := crossref(e)
		if key == "" {
			return
		}
		parent := parents[strings.ToLower(key)]
		if parent == nil {
			v.record.Warn(e.line, fmt.Sprintf("The entry in line %d refers by crossref to %s, which is not in the file.", e.line, shown(key)))
			return
		}
		if seen[parent] {
			return
		}
		seen[parent] = true
		v.take(parent)
		e = parent
	}
}

func (v *values) take(parent *entry) {
	_, year := v.first["year"]
	_, date := v.first["date"]
	for _, f := range parent.fields {
		name := f.name
		switch {
		case (name == "year" || name == "date") && !year && !date:
		case name == "title" && !v.has("booktitle", "journal", "journaltitle"):
			name = "booktitle"
			if hasField(parent, "booktitle") {
				continue
			}
		case slices.Contains(handedDown, name) && !v.has(name):
		default:
			continue
		}
		if _, ok := v.first[name]; !ok {
			v.first[name] = field{name: name, value: f.value, line: f.line}
		}
	}
}

func (v *values) has(names ...string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.TrimSpace(v.first[n].value) != "" })
}

func hasField(e *entry, name string) bool { return crossField(e, name) != "" }

func crossref(e *entry) string { return crossField(e, "crossref") }

func crossField(e *entry, name string) string {
	for _, f := range e.fields {
		if f.name == name {
			return verbatim(f.value)
		}
	}
	return ""
}
