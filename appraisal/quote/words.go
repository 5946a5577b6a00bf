package quote

import (
	"unicode/utf8"

	"claimgrade/appraisal"
)

// Words are the pages of a document in which the words of claims and quotes are looked for.
type Words struct {
	texts []string
	pages *Pages
}

// NewWords prepares pages for looking.
func NewWords(pages []string) *Words { return &Words{texts: pages, pages: NewPages(pages)} }

// Find is where a quote stands: on one page or, where it goes on over the next, on two. Nothing is found where a word
// differs.
func (w *Words) Find(exact string, at appraisal.Anchor) []Match {
	if m, ok := w.pages.Find(exact, at); ok {
		return []Match{m}
	}
	if at.Page < 1 || at.Page >= len(w.texts) {
		return nil
	}
	first := w.texts[at.Page-1] + PageBreak
	both := at
	both.Page = 1
	m, ok := Find([]string{first + w.texts[at.Page]}, exact, both)
	if !ok {
		return nil
	}
	turn := utf8.RuneCountInString(first)
	return []Match{{Page: at.Page, Start: m.Start, End: turn - utf8.RuneCountInString(PageBreak)}, {Page: at.Page + 1, Start: 0, End: m.End - turn}}
}

// PageBreak stands between the pages of a quote that goes on over the next page.
const PageBreak = "\n\n"
