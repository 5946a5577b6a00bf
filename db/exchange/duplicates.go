package exchange

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MarkDuplicates sets DuplicateOf of every record that seems to be an earlier one: the same DOI, else the same PMID, else
// the same registry id, else the same title and year. Titles are compared by their letters and digits alone.
func MarkDuplicates(records []Record) {
	seen := make(map[string]int, 2*len(records))
	for i := range records {
		r := &records[i]
		r.DuplicateOf = nil
		for _, key := range keys(r) {
			earlier, known := seen[key]
			switch {
			case !known:
				seen[key] = i
			case earlier != i && r.DuplicateOf == nil:
				r.DuplicateOf = &earlier
			}
		}
	}
}

// keys are what a record is known by, the surest first. A record of one kind is none of another.
func keys(r *Record) []string {
	kind := string(r.Kind)
	var keys []string
	if r.DOI != "" {
		keys = append(keys, kind+" doi "+strings.ToLower(string(r.DOI)))
	}
	if r.PMID != "" {
		keys = append(keys, kind+" pmid "+string(r.PMID))
	}
	for _, id := range r.RegistryIDs {
		keys = append(keys, kind+" registry "+strings.ToUpper(id))
	}
	if title := titleKey(string(r.Title)); title != "" && r.Year != nil {
		keys = append(keys, kind+" title "+strconv.Itoa(*r.Year)+" "+title)
	}
	return keys
}

// titleKey has the letters and digits of a title, in lower case and without accents.
func titleKey(title string) string {
	var b strings.Builder
	b.Grow(len(title))
	for i := range len(title) {
		if title[i] >= 0x80 {
			title = norm.NFKD.String(title)
			break
		}
	}
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
