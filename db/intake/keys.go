package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"

	"golang.org/x/text/unicode/norm"
)

// plain takes case, accents and signs away: what is left is compared.
func plain(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// titleKey is the same for two records of one text. Without title or year there is none: too much would be alike.
func titleKey(title, year string) string {
	t := plain(title)
	if len(year) < 4 || len([]rune(t)) < 12 {
		return ""
	}
	return t + "|" + year[:4]
}

var yearIn = regexp.MustCompile(`\b(19|20)\d\d`)

// nameKey is the same for two ways of naming a study: "Hansen 2012", "Hansen et al. (2012)". Letters behind the year
// stay, since they tell two studies of one year apart. Without a year there is no key.
func nameKey(name string, year *int) string {
	n := plain(name)
	n = strings.ReplaceAll(n, " et al", "")
	if !yearIn.MatchString(n) {
		if year == nil {
			return ""
		}
		n += " " + strconv.Itoa(*year)
	}
	return strings.ReplaceAll(n, " ", "")
}

func doiKey(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func registryKey(s string) string {
	return strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(s), " ", ""))
}

// registryIDs divides a fact in which several registry numbers may stand.
func registryIDs(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r == ',' || r == ';' || r == '/' && !strings.Contains(s, "CTRI/") || unicode.IsSpace(r)
	})
}

// registryOf is the registry of a number: its leading letters; EudraCT numbers begin with a digit.
func registryOf(id string) string {
	return strings.TrimRightFunc(registryKey(id), func(r rune) bool { return !unicode.IsLetter(r) })
}

func yearText(year *int) string {
	if year == nil {
		return ""
	}
	return strconv.Itoa(*year)
}

// shortName is how a trial is called after its paper: first author and year.
func shortName(r *exchange.Record) string {
	name := string(r.Title)
	if len(r.Authors) > 0 {
		name = r.Authors[0].Family
	}
	if len([]rune(name)) > 60 {
		name = strings.TrimSpace(string([]rune(name)[:59])) + "…"
	}
	if y := yearText(r.Year); y != "" && !strings.HasSuffix(name, y) {
		name = strings.TrimSpace(name + " " + y)
	}
	if name == "" && len(r.RegistryIDs) > 0 {
		name = r.RegistryIDs[0]
	}
	return name
}

// documentOf is the document that a record would become.
func documentOf(r *exchange.Record) appraisal.Document {
	return appraisal.Document{
		UID: newUID(), Kind: "article", Title: string(r.Title), Author: exchange.AuthorsText(r.Authors), Outlet: string(r.Journal),
		Date: yearText(r.Year), DOI: string(r.DOI), PMID: string(r.PMID), URL: string(r.URL), Abstract: string(r.Abstract),
		Volume: string(r.Volume), Issue: string(r.Issue), Pages: string(r.Pages), Language: string(r.Language),
		RegistryIDs: append([]string(nil), r.RegistryIDs...),
	}
}

// yearOf is the year that a text is, if it is one.
func yearOf(text string) *int {
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil {
		return &n
	}
	return nil
}
