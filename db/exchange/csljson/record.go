package csljson

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"claimgrade/db/exchange"
)

// item is one object of the file and the record it becomes.
type item struct {
	values map[string]any
	path   string
	record *exchange.Record
}

func record(values map[string]any, path string) exchange.Record {
	r := exchange.Record{Kind: exchange.Document, At: exchange.Warning{Path: path}}
	it := item{values: values, path: path, record: &r}
	r.Title = it.title()
	r.Authors = it.authors()
	r.Year = it.year()
	note := it.note()
	r.DOI = it.doi(note)
	r.PMID = it.pmid(note)
	r.RegistryIDs = exchange.FindRegistryIDs(note + " " + it.trialNumbers())
	r.Abstract = it.text("abstract")
	r.Journal = it.text("container-title", "container-title-short", "journalAbbreviation", "short-container-title")
	r.Volume = it.text("volume")
	r.Issue = it.text("issue")
	r.Pages = exchange.PageRange(string(it.text("page", "page-first")), "")
	r.URL = it.text("URL", "url")
	r.Language = it.text("language")
	if r.Title == "" && r.DOI == "" && r.PMID == "" {
		it.warn("", fmt.Sprintf("The item%s has neither title nor DOI nor PMID.", it.named()))
	}
	return r
}

func (it item) named() string {
	if id := it.text("id"); id != "" {
		return " " + shown(string(id))
	}
	return ""
}

// below is the path of something within the item.
func (it item) below(name string) string { return strings.TrimPrefix(it.path+"."+name, ".") }

func (it item) warn(name, message string) {
	path := it.path
	if name != "" {
		path = it.below(name)
	}
	it.record.Warnings = append(it.record.Warnings, exchange.Warning{Path: path, Message: message})
}

// text is the first of the values that says something. Crossref has lists of one.
func (it item) text(names ...string) exchange.Text {
	for _, n := range names {
		v, ok := it.values[n]
		if !ok || v == nil {
			continue
		}
		if list, ok := v.([]any); ok {
			if len(list) == 0 {
				continue
			}
			v = list[0]
		}
		s, ok := scalar(v)
		if !ok {
			it.warn(n, fmt.Sprintf("What stands at %s is no text and was not read.", it.below(n)))
			continue
		}
		if t := exchange.Plain(s); t != "" {
			return t
		}
	}
	return ""
}

// scalar is a text or a number as a text.
func scalar(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case nil:
		return "", true
	}
	return "", false
}

func (it item) title() exchange.Text {
	title, sub := it.text("title"), it.text("subtitle")
	switch {
	case sub == "" || strings.Contains(strings.ToLower(string(title)), strings.ToLower(string(sub))):
		return title
	case title == "":
		return sub
	}
	return title + ": " + sub
}

func (it item) authors() []exchange.Author {
	v := it.values["author"]
	if v == nil {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var authors []exchange.Author
	for i, v := range list {
		a, ok := it.author(v)
		if !ok {
			place := fmt.Sprintf("author[%d]", i)
			it.warn(place, fmt.Sprintf("What stands at %s is no name and was not read.", it.below(place)))
			continue
		}
		if a.Family != "" {
			authors = append(authors, a)
		}
	}
	return authors
}

// author reads one name: its parts, or the whole as a literal. ok is false for what is no name; a name of "others" is none
// to be listed.
func (it item) author(v any) (a exchange.Author, ok bool) {
	if s, ok := v.(string); ok {
		a, _ = exchange.ParseAuthor(s)
		return a, true
	}
	parts, ok := v.(map[string]any)
	if !ok {
		return a, false
	}
	part := func(name string) string {
		s, _ := scalar(parts[name])
		return string(exchange.Plain(s))
	}
	family := joined(part("non-dropping-particle"), part("family"))
	given := joined(part("given"), part("dropping-particle"))
	if suffix := part("suffix"); suffix != "" && given != "" {
		given += ", " + suffix
	} else if suffix != "" {
		given = suffix
	}
	whole := part("literal")
	if whole == "" {
		whole = part("name")
	}
	switch {
	case family != "":
		a = exchange.Author{Family: family, Given: given}
	case whole != "":
		a = exchange.Author{Family: whole}
	default:
		a = exchange.Author{Family: given}
	}
	if a.Family == "" {
		return a, false
	}
	if _, named := exchange.ParseAuthor(a.Family); !named && a.Given == "" { // et al.
		return exchange.Author{}, true
	}
	return a, true
}

func joined(a, b string) string {
	if strings.HasSuffix(a, "'") || strings.HasSuffix(a, "’") { // d'Alembert
		return a + b
	}
	return strings.TrimSpace(a + " " + b)
}

// year is that of issued, else of the date on which Crossref knows it to have been published.
func (it item) year() *int {
	said := ""
	for _, name := range []string{"issued", "published", "published-print", "published-online"} {
		v, ok := it.values[name]
		if !ok {
			continue
		}
		year, text := yearOf(v)
		if year != nil {
			return year
		}
		if name == "issued" {
			said = text
		}
	}
	if v, ok := it.values["issued"]; ok && v != nil {
		message := "No year is found in the date."
		if said != "" {
			message = "No year is found in the date: " + shown(said)
		}
		it.warn("issued", message)
	}
	return nil
}

// yearOf reads a date: {"date-parts": [[2016, 3]]}, {"raw": …}, {"literal": …}, a text or a number. said is what stands
// there.
func yearOf(v any) (year *int, said string) {
	switch v := v.(type) {
	case string, json.Number:
		s, _ := scalar(v)
		return exchange.ParseYear(s), s
	case []any:
		if len(v) > 0 {
			return yearOf(v[0])
		}
	case map[string]any:
		for _, name := range []string{"date-parts", "raw", "literal", "year", "date-time"} {
			if v[name] == nil {
				continue
			}
			y, text := yearOf(v[name])
			if y != nil {
				return y, text
			}
			if text != "" {
				said = text
			}
		}
	}
	return nil, said
}

// note is the lines that Zotero keeps beside the fields of CSL: "PMID: 12345678".
func (it item) note() string {
	for _, name := range []string{"note", "annote"} {
		if s, ok := it.values[name].(string); ok {
			return s
		}
	}
	return ""
}

var (
	noteDOI  = regexp.MustCompile(`(?im)^\s*DOI\s*:\s*(\S+)`)
	notePMID = regexp.MustCompile(`(?i)\bPMID\s*:?\s*([0-9]{1,9})\b`)
)

func (it item) doi(note string) exchange.Text {
	said := it.text("DOI", "doi")
	if said == "" {
		if m := noteDOI.FindStringSubmatch(note); m != nil {
			doi, _ := exchange.ParseDOI(m[1])
			return doi
		}
		return ""
	}
	doi, ok := exchange.ParseDOI(string(said))
	if !ok {
		it.warn("DOI", "This is no DOI: "+shown(string(said)))
	}
	return doi
}

func (it item) pmid(note string) exchange.Text {
	said := it.text("PMID", "pmid")
	if said == "" {
		if m := notePMID.FindStringSubmatch(note); m != nil {
			return exchange.ParsePMID(m[1])
		}
		return ""
	}
	id := exchange.ParsePMID(string(said))
	if id == "" && strings.Trim(string(said), "0") != "" {
		it.warn("PMID", "This is no PubMed id: "+shown(string(said)))
	}
	return id
}

// trialNumbers are those that Crossref lists.
func (it item) trialNumbers() string {
	list, _ := it.values["clinical-trial-number"].([]any)
	var all []string
	for _, v := range list {
		if m, ok := v.(map[string]any); ok {
			s, _ := scalar(m["clinical-trial-number"])
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}
