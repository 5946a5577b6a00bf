package exchange

import (
	"net/url"
	"regexp"
	"strings"
)

// doiStart is a DOI's beginning; the sign after the digits is percent-coded in some addresses.
var doiStart = regexp.MustCompile(`(?i)(?:^|[^0-9.])(10\.[0-9]{4,9})(/|%2f)`)

// longestDOI bounds what is taken for one. The handle system allows more, but no registrant uses a tenth of it.
const longestDOI = 1000

// ParseDOI is the DOI in s, bare and in lower case. It tells false if s has none.
func ParseDOI(s string) (Text, bool) {
	s = string(Plain(s))
	m := doiStart.FindStringSubmatchIndex(s)
	if m == nil {
		return "", false
	}
	before, prefix, rest := s[:m[2]], s[m[2]:m[3]], s[m[5]:]
	if end := strings.IndexByte(rest, ' '); end >= 0 {
		rest = rest[:end]
	}
	if strings.Contains(before, "//") { // an address
		rest, _, _ = strings.Cut(rest, "?")
		if decoded, err := url.PathUnescape(rest); err == nil {
			rest = decoded
		}
	}
	if rest = trimDOI(rest[:min(len(rest), longestDOI+1)]); rest == "" || len(rest) > longestDOI {
		return "", false
	}
	return Plain(strings.ToLower(prefix + "/" + rest)), true
}

// trimDOI takes off what the sentence around a DOI put behind it: a full stop, a bracket that was not opened in it.
func trimDOI(s string) string {
	for s != "" {
		last := s[len(s)-1]
		switch {
		case strings.IndexByte(`.,;:"'/`, last) >= 0,
			last == ')' && strings.Count(s, "(") < strings.Count(s, ")"),
			last == ']' && strings.Count(s, "[") < strings.Count(s, "]"),
			last == '}' && strings.Count(s, "{") < strings.Count(s, "}"),
			last == '>' && strings.Count(s, "<") < strings.Count(s, ">"):
			s = s[:len(s)-1]
		default:
			return s
		}
	}
	return s
}

var pmidForm = regexp.MustCompile(`(?i)^(?:https?://[a-z0-9./]*?(?:pubmed|medline)[a-z0-9./]*?/)?` +
	`(?:(?:pmid|pubmed|medline|id|number|no\.?)[\s:#=_-]*)*0*([1-9][0-9]{0,7})(?:\.0+)?(?:$|[^0-9A-Za-z.])`)

var shortened = regexp.MustCompile(`^[0-9][.,][0-9]+[eE]\+?[0-9]+$`)

// ParsePMID is the PubMed id in s ("12345678", "PMID: 12345678", "12345678 [pmid]"), without leading zeros; empty if there
// is none. It has eight digits at most: the nine of an Embase number are none, and neither are the first of 1,23E+07, to
// which a spreadsheet shortened one.
func ParsePMID(s string) Text {
	s = strings.TrimSpace(s)
	if m := pmidForm.FindStringSubmatch(s); m != nil && !shortened.MatchString(s) {
		return Text(m[1])
	}
	return ""
}

// registryForms are the numbers of the registries of the WHO's platform: the letters they begin with, what follows, with
// one group, and what the registry writes in front of that, whatever the source did. JPRN, EUCTR and CTIS are prefixes of
// the platform, not of the registries.
var registryForms = []struct{ begin, form, name string }{
	{"NCT", `[ \-:]?([0-9]{8})`, "NCT"},
	{"ISRCTN", `[ \-:]?([0-9]{8})`, "ISRCTN"},
	{"EUCTR", `((?:19|20)[0-9]{2}` + europeanTail, ""},
	{"EudraCT", `((?:19|20)[0-9]{2}` + europeanTail, ""},
	{"CTIS", `((?:19|20)[0-9]{2}` + europeanTail, ""},
	{"19", `([0-9]{2}` + europeanTail, "19"},
	{"20", `([0-9]{2}` + europeanTail, "20"},
	{"ChiCTR", `((?:-[A-Z]{2,6})?-?[0-9]{8,10})`, "ChiCTR"},
	{"ACTRN", `[ \-:]?([0-9]{14})[NP]?`, "ACTRN"},
	{"UMIN", `[ \-]?([0-9]{9})`, "UMIN"},
	{"jRCT", `(s?[0-9]{9,10})`, "jRCT"},
	{"JapicCTI", `[ \-]?([0-9]{6})`, "JapicCTI-"},
	{"JMA", `-?IIA([0-9]{5})`, "JMA-IIA"},
	{"DRKS", `[ \-]?([0-9]{8})`, "DRKS"},
	{"CTRI", `[/ ]([0-9]{4}/[0-9]{2,3}/[0-9]{6})`, "CTRI/"},
	{"NTR", `[ \-]?([0-9]{1,4})`, "NTR"},
	{"NL-OMON", `([0-9]{4,5})`, "NL-OMON"},
	{"IRCT", `([0-9]{8,17}N[0-9]{1,3})`, "IRCT"},
	{"KCT", `[ \-]?([0-9]{7})`, "KCT"},
	{"TCTR", `[ \-]?([0-9]{11})`, "TCTR"},
	{"PACTR", `[ \-]?([0-9]{15,16})`, "PACTR"},
	{"SLCTR/", `([0-9]{4}/[0-9]{3})`, "SLCTR/"},
	{"RBR", `-?([0-9][0-9a-z]{5,8})`, "RBR-"},
	{"RPCEC", `[ \-]?([0-9]{8})`, "RPCEC"},
	{"PER-", `([0-9]{3}-[0-9]{2})`, "PER-"},
	{"LBCTR", `[ \-]?([0-9]{10})`, "LBCTR"},
	{"HKUCTR-", `([0-9]{1,5})`, "HKUCTR-"},
	{"SNCTP", `[ \-]?([0-9]{9})`, "SNCTP"},
}

// europeanTail is what follows the year in a number of EudraCT, or of its successor CTIS with two digits more; the platform
// adds the country.
const europeanTail = `-[0-9]{6}-[0-9]{2}(?:-0[0-9])?)(?:-[A-Z]{2})?`

// longestRegistryID bounds how far a number is looked for from its first letter.
const longestRegistryID = 64

// registryForm is one of registryForms as it is looked for.
type registryForm struct {
	begin, name string
	form        *regexp.Regexp
}

// registryStarts are the forms by their first letter. One expression for all would be twenty times slower, and the numbers
// are looked for in all kinds of fields.
var registryStarts = func() map[byte][]registryForm {
	starts := map[byte][]registryForm{}
	for _, f := range registryForms {
		first := lower(f.begin[0])
		starts[first] = append(starts[first], registryForm{f.begin, f.name, regexp.MustCompile(`(?i)^` + f.form + `\b`)})
	}
	return starts
}()

// FindRegistryIDs are the registry numbers in s, each once, as their registries print them.
func FindRegistryIDs(s string) []string {
	var found []string
	seen := map[string]bool{}
	for i := 0; i < len(s); i++ {
		if i > 0 && (isAlnum(s[i-1]) || s[i-1] == '_') {
			continue
		}
		for _, f := range registryStarts[lower(s[i])] {
			rest, ok := cutPrefixFold(s[i:min(len(s), i+longestRegistryID)], f.begin)
			if !ok {
				continue
			}
			m := f.form.FindStringSubmatchIndex(rest)
			if m == nil {
				continue
			}
			if id := f.name + registryCase(f.name, rest[m[2]:m[3]]); !seen[id] {
				seen[id] = true
				found = append(found, id)
			}
			i += len(f.begin) + m[3] - 1
			break
		}
	}
	return found
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// registryCase writes the letters in a number as its registry does.
func registryCase(name, number string) string {
	if name == "RBR-" || name == "jRCT" {
		return strings.ToLower(number)
	}
	return strings.ToUpper(number)
}
