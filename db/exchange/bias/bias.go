// Package bias knows the words of risk-of-bias tables: how bad a judgement is, which column is a domain, and by which
// tool the table was made. It reads no file; judgements stay as they are written.
package bias

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"claimgrade/db/exchange"
)

// Words are judgements as they occur in a table, normalised.
type Words map[string]bool

// Add notes a judgement.
func (w Words) Add(judgement string) {
	if n := normal(judgement); n != "" && n != "na" {
		w[n] = true
	}
}

// normal makes heads and judgements comparable: R writes "Allocation.concealment", others "Allocation concealment".
func normal(s string) string {
	s = strings.NewReplacer(".", " ", "_", " ", "-", " ").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// ranks say how bad a judgement is; the words of the tools side by side.
var ranks = map[string]int{
	"low": 1, "low (except for concerns about uncontrolled confounding)": 1,
	"some concerns": 2, "moderate": 2, "unclear": 2,
	"high": 3, "serious": 3,
	"very high": 4, "critical": 4,
}

// silent are the judgements that say nothing about how bad it is.
var silent = []string{"no information", "ni", "not applicable", "n/a", "not reported", "not assessed"}

// rank is 0 for a judgement that cannot be ranked.
func rank(judgement string) int { return ranks[bare(normal(judgement))] }

// bare is a normalised judgement without "risk of bias" behind it.
func bare(n string) string { return strings.TrimSuffix(strings.TrimSuffix(n, " of bias"), " risk") }

// IsWord reports whether a cell holds a judgement of one of the tools.
func IsWord(cell string) bool { return rank(cell) > 0 || slices.Contains(silent, normal(cell)) }

// Begins reports whether a cell is the beginning of a judgement, but none itself: as where a file was cut off.
func Begins(cell string) bool {
	begun := normal(cell)
	if begun == "" || IsWord(cell) {
		return false
	}
	for word := range ranks {
		if strings.HasPrefix(word, begun) {
			return true
		}
	}
	return slices.ContainsFunc(silent, func(w string) bool { return strings.HasPrefix(w, begun) })
}

// Judgement is a cell as a judgement: nil where it is empty or NA.
func Judgement(cell string) exchange.Text {
	switch t := exchange.Plain(cell); t {
	case "NA", "#N/A":
		return ""
	default:
		return t
	}
}

// numbered is the head of a domain without a name: D1, D1b, Domain 3, D2: deviations, and DS of crossover trials.
var numbered = regexp.MustCompile(`^(?:(?:d ?|domain )\d{1,2}[a-z]?|ds)\b`)

// IsNumbered reports whether a head is that of a domain by its number.
func IsNumbered(head string) bool { return numbered.MatchString(normal(head)) }

// named are the parts of heads by which the domains of the tools are known.
var named = []string{
	"sequence generation", "allocation concealment", "blinding of participants", "blinding of personnel", "blinding of outcome",
	"incomplete outcome data", "selective reporting", "selective outcome reporting", "other bias", "other sources of bias",
	"randomization process", "randomisation process", "deviations from", "missing outcome data", "measurement of the outcome",
	"selection of the reported result", "recruitment of", "confounding", "selection of participants", "classification of interventions",
	"missing data", "measurement of outcomes", "measurement of exposure", "measurement of the exposure", "post exposure interventions",
	"patient selection", "selection of patients", "index test", "reference standard", "flow and timing", "patient flow",
	"study participation", "study attrition", "prognostic factor", "outcome measurement", "statistical analysis and reporting",
}

// IsDomain reports whether a head is that of a domain, by its number or its name.
func IsDomain(head string) bool {
	return IsNumbered(head) || has(normal(head), named...) && !IsOverall(head)
}

// IsOverall reports whether a head is that of the overall judgement.
func IsOverall(head string) bool { return strings.HasPrefix(normal(head), "overall") }

func has(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// Tool returns the tool that a table with these domains and words was made by; "other" where they do not tell.
func Tool(domains []string, words Words) string {
	heads := make([]string, len(domains))
	count := 0
	for i, d := range domains {
		heads[i] = normal(d)
		if IsNumbered(d) {
			count++
		}
	}
	if tool := byName(strings.Join(heads, "|")); tool != "" {
		return tool
	}
	if count == len(domains) {
		return byNumber(heads, words)
	}
	return "other"
}

// byName goes by the names of domains that only one tool has; "" where none is among them.
func byName(heads string) string {
	switch {
	case has(heads, "prognostic factor", "study participation"):
		return "quips"
	case has(heads, "index test", "reference standard"):
		return "quadas-2"
	case has(heads, "confounding") && has(heads, "exposure"):
		return "robins-e"
	case has(heads, "confounding", "classification of interventions"):
		return "robins-i"
	case has(heads, "allocation concealment", "sequence generation", "selective reporting", "incomplete outcome data"):
		return "rob1"
	case !has(heads, "randomization process", "randomisation process", "selection of the reported result"):
		return ""
	case has(heads, "recruitment of"):
		return "rob2-cluster"
	}
	return "rob2"
}

// tools are those that number and words tell of a table with numbered domains: RoB 2 has five, of low to high with some
// concerns, QUADAS-2 four, QUIPS six with moderate, ROBINS-I six or seven up to serious and critical, ROBINS-E seven
// with some concerns and very high, and the first risk-of-bias tool seven with unclear.
var tools = []struct {
	name        string
	least, most int      // domains
	oneOf       []string // of these words one must be there; nil: none is needed
	within      []string // no other words than these
}{
	{"quadas-2", 4, 4, nil, []string{"low", "some concerns", "unclear", "high"}},
	{"rob2", 5, 5, nil, []string{"low", "some concerns", "high"}},
	{"quips", 6, 6, []string{"high"}, []string{"low", "moderate", "high"}},
	{"robins-i", 6, 7, []string{"serious", "critical"}, []string{"low", "moderate", "serious", "critical"}},
	{"robins-i", 7, 7, []string{"moderate"}, []string{"low", "moderate"}},
	{"robins-e", 7, 7, []string{"some concerns", "very high"}, []string{"low", "some concerns", "high", "very high"}},
	{"rob1", 7, 7, []string{"unclear"}, []string{"low", "unclear", "high"}},
}

func byNumber(heads []string, words Words) string {
	used := map[string]bool{}
	for w := range words {
		if w = bare(w); !slices.Contains(silent, w) {
			used[w] = true
		}
	}
	within := func(allowed []string) bool {
		for w := range used {
			if !slices.Contains(allowed, w) {
				return false
			}
		}
		return true
	}
	n := len(heads)
	clustered := slices.ContainsFunc(heads, func(h string) bool { return strings.HasSuffix(h, "1a") || strings.HasSuffix(h, "1b") })
	if clustered {
		if n <= 7 && within([]string{"low", "some concerns", "high"}) {
			return "rob2-cluster"
		}
		return "other"
	}
	for _, t := range tools {
		needed := t.oneOf == nil || slices.ContainsFunc(t.oneOf, func(w string) bool { return used[w] })
		if n >= t.least && n <= t.most && needed && within(t.within) {
			return t.name
		}
	}
	return "other"
}

// Milder says that the overall judgement is milder than the worst domain; "" if it is not.
func Milder(a *exchange.Appraisal) string {
	overall := rank(string(a.Overall))
	worst, at := 0, exchange.DomainWord{}
	for _, d := range a.Domains {
		if r := rank(string(d.Judgement)); r > worst {
			worst, at = r, d
		}
	}
	if overall == 0 || overall >= worst {
		return ""
	}
	return fmt.Sprintf("The overall judgement “%s” is milder than that on %s, “%s”. Both are kept as the table has them; check them there.",
		a.Overall, at.ID, at.Judgement)
}
