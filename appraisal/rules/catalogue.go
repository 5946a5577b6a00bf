package rules

import "fmt"

// convention marks a threshold or reading that no published source states, or whose source was not read.
const convention = "convention"

// catalogues are the rules of the four domains, one slice a file; judgementCatalogues hold those over trials.
var catalogues = [][]Rule{kindRules, blindingRules, attritionRules, sampleSizeRules, followUpRules}

// byID is filled once: every trace line looks its source up here.
var byID = func() map[ID]Rule {
	m := map[ID]Rule{}
	for _, r := range All() {
		m[r.ID] = r
	}
	return m
}()

// All returns every rule, the domains' first, in the order in which they are tried.
func All() []Rule {
	var all []Rule
	for _, c := range catalogues {
		all = append(all, c...)
	}
	for _, c := range judgementCatalogues {
		all = append(all, c...)
	}
	return all
}

// Find returns the rule with this ID.
func Find(id ID) (Rule, bool) { r, ok := byID[id]; return r, ok }

// step is a trace line: what the rule read and what followed, with the catalogue's source.
func step(id ID, format string, args ...any) Line {
	return Line{Rule: id, Text: fmt.Sprintf(format, args...), Source: byID[id].Source}
}
