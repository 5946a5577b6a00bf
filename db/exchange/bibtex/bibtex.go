// Package bibtex reads references from BibTeX and biblatex files, and writes BibTeX. It knows neither the library nor the window.
package bibtex

import (
	"context"
	"fmt"
	"strings"

	"claimgrade/db/exchange"
)

// looked is how much of a text Looks goes through.
const looked = 1 << 20

// Looks reports whether a text holds at least one entry.
func Looks(text string) bool {
	p := newParser(text[:min(len(text), looked)])
	for at := 0; ; at++ {
		i := strings.IndexByte(p.text[at:], '@')
		if i < 0 {
			return false
		}
		at += i
		kind, body, ok := p.opening(at)
		if !ok || kind == "media" || kind == "import" { // of a style sheet
			continue
		}
		if before := strings.TrimSpace(p.text[max(0, at-20):at]); !p.startsLine(at) && !strings.HasSuffix(before, "}") && !strings.HasSuffix(before, ")") {
			continue // within a sentence
		}
		if kind == "comment" || kind == "string" || kind == "preamble" || p.beginsKeyOrField(body) || strings.TrimSpace(p.text[body:]) == "" {
			return true
		}
	}
}

// Read reads the entries of a file.
func Read(ctx context.Context, s exchange.Source) (exchange.File, error) {
	file := exchange.File{Name: s.Name, Format: exchange.BibTeX}
	p := newParser(s.Text)
	var entries []entry
	for {
		if err := ctx.Err(); err != nil {
			return exchange.File{}, err
		}
		e, ok := p.next()
		if !ok {
			break
		}
		entries = append(entries, e)
		if len(entries)%100 == 0 {
			s.Report(p.at, len(s.Text))
		}
	}
	file.Warnings = p.warnings
	if n := len(p.hidden); n > 0 {
		file.Warnings = append(file.Warnings, exchange.Warning{Line: p.hidden[0], Message: fmt.Sprintf(
			"Entries behind a %% were not read: %d, the first in line %d. Take the %% away if they are wanted.", n, p.hidden[0])})
	}
	if len(entries) == 0 {
		file.Refused = exchange.Text(fmt.Sprintf("This seems to be a BibTeX file, but no entry such as @article{…} was found in its %s. Export the references again as BibTeX.", lines(p)))
		return file, nil
	}
	parents := map[string]*entry{}
	for i := range entries {
		if key := strings.ToLower(entries[i].key); key != "" && parents[key] == nil {
			parents[key] = &entries[i]
		}
	}
	for i := range entries {
		if i%100 == 0 {
			if err := ctx.Err(); err != nil {
				return exchange.File{}, err
			}
		}
		file.Records = append(file.Records, record(&entries[i], parents))
		if e := &entries[i]; e.cut {
			file.Warnings = append(file.Warnings, exchange.Warning{Line: e.line, Message: fmt.Sprintf(
				"The file ends within the entry that begins in line %d, so it is cut off: the entry was read as far as it goes, and others may be missing. Export the file again.", e.line)})
		}
	}
	s.Report(len(s.Text), len(s.Text))
	return file, nil
}

func lines(p *parser) string {
	if n := p.lineOf(len(p.text)); n > 1 {
		return fmt.Sprintf("%d lines", n)
	}
	return "one line"
}

// record is what an entry says about a document.
func record(e *entry, parents map[string]*entry) exchange.Record {
	r := exchange.Record{Kind: exchange.Document, At: exchange.Warning{Line: e.line}}
	v := values{entry: e, record: &r, first: map[string]field{}}
	v.collect()
	r.Title = v.title()
	r.Authors = v.authors()
	r.Abstract = v.joined("abstract")
	r.DOI = v.doi()
	r.PMID = v.pmid()
	r.RegistryIDs = exchange.FindRegistryIDs(string(v.text("note", "annote", "annotation")))
	r.URL = v.url()
	v.inherit(parents)
	r.Year = v.year()
	r.Journal = v.text("fjournal", "journal", "journaltitle", "booktitle", "shortjournal")
	r.Volume = v.text("volume")
	r.Issue = v.text("number", "issue")
	r.Pages = exchange.PageRange(string(v.text("pages", "page")), "")
	r.Language = v.text("language", "langid")
	v.unknownCommands()
	r.Warnings = append(r.Warnings, e.problems...)
	if r.Title == "" && r.DOI == "" && r.PMID == "" {
		r.Warn(e.line, fmt.Sprintf("The entry%s in line %d has neither title nor DOI nor PMID.", named(e.key), e.line))
	}
	return r
}

func named(key string) string {
	if key == "" {
		return ""
	}
	return " " + shown(key)
}
