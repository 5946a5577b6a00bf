package read

import (
	"fmt"
	"unicode/utf8"

	"claimgrade/db/exchange"
)

// How many characters the texts of a record may have. No title or abstract comes near; what is longer is a file without
// line ends, or no file of records, and would keep every screen that shows it waiting.
const (
	longestAbstract = 30_000
	longestText     = 5_000
)

// bound cuts the texts of a record that are too long, and says so.
func bound(r *exchange.Record) {
	cut := func(what string, text string, longest int) string {
		if len(text) <= longest || utf8.RuneCountInString(text) <= longest {
			return text
		}
		r.Warnings = append(r.Warnings, exchange.Warning{Line: r.At.Line, Path: r.At.Path, Message: fmt.Sprintf(
			"The %s has %d characters: only the first %d were taken. Look whether the file has lost its line ends.",
			what, utf8.RuneCountInString(text), longest)})
		return string([]rune(text)[:longest])
	}
	for _, x := range []struct {
		what    string
		text    *exchange.Text
		longest int
	}{
		{"title", &r.Title, longestText}, {"abstract", &r.Abstract, longestAbstract}, {"journal", &r.Journal, longestText},
		{"volume", &r.Volume, longestText}, {"issue", &r.Issue, longestText}, {"pages", &r.Pages, longestText},
		{"URL", &r.URL, longestText}, {"language", &r.Language, longestText}, {"DOI", &r.DOI, longestText},
	} {
		*x.text = exchange.Text(cut(x.what, string(*x.text), x.longest))
	}
	for i := range r.Authors {
		r.Authors[i].Family = cut("name", r.Authors[i].Family, longestText)
		r.Authors[i].Given = cut("name", r.Authors[i].Given, longestText)
	}
}
