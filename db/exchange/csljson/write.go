package csljson

import (
	"encoding/json"
	"io"

	"claimgrade/db/exchange"
)

// name is an author as an item has it: a person, or a group by its whole name.
type name struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type date struct {
	Parts [][]int `json:"date-parts"`
}

// written is an item as it is written.
type written struct {
	ID       string        `json:"id"`
	Type     string        `json:"type"`
	Title    exchange.Text `json:"title,omitempty"`
	Author   []name        `json:"author,omitempty"`
	Issued   *date         `json:"issued,omitempty"`
	Journal  exchange.Text `json:"container-title,omitempty"`
	Volume   exchange.Text `json:"volume,omitempty"`
	Issue    exchange.Text `json:"issue,omitempty"`
	Page     exchange.Text `json:"page,omitempty"`
	DOI      exchange.Text `json:"DOI,omitempty"`
	PMID     exchange.Text `json:"PMID,omitempty"`
	URL      exchange.Text `json:"URL,omitempty"`
	Language exchange.Text `json:"language,omitempty"`
	Abstract exchange.Text `json:"abstract,omitempty"`
	Note     string        `json:"note,omitempty"`
}

// Write writes records as an array of items in which Read finds every field of them.
func Write(w io.Writer, records []exchange.Record) error {
	keys := exchange.Keys(records)
	items := make([]written, len(records))
	for i, r := range records {
		it := written{
			ID: keys[i], Type: "article-journal", Title: r.Title, Journal: r.Journal, Volume: r.Volume, Issue: r.Issue, Page: r.Pages,
			DOI: r.DOI, PMID: r.PMID, URL: r.URL, Language: r.Language, Abstract: r.Abstract, Note: exchange.RegistrationNote(r),
		}
		if r.Journal == "" {
			it.Type = "document"
		}
		for _, a := range r.Authors {
			if a.Given == "" {
				it.Author = append(it.Author, name{Literal: a.Family})
			} else {
				it.Author = append(it.Author, name{Family: a.Family, Given: a.Given})
			}
		}
		if r.Year != nil {
			it.Issued = &date{[][]int{{*r.Year}}}
		}
		items[i] = it
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(items)
}
