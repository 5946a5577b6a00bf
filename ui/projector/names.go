package projector

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"claimgrade/ui/tr"
)

// shortest is the length in letters of a part of a name that is looked for by itself: shorter ones are initials and
// particles, which stand in other words' places, too.
const shortest = 3

// hider takes the names of reviewers out of texts that people have written.
type hider struct{ names *regexp.Regexp }

// newHider knows the names of a library, whole and in their parts.
func newHider(names []string) hider {
	var all []string
	for _, name := range names {
		all = append(append(all, strings.TrimSpace(name)), strings.Fields(name)...)
	}
	sort.SliceStable(all, func(i, j int) bool { return len(all[i]) > len(all[j]) }) // a whole name before its parts
	var patterns []string
	for _, name := range all {
		if utf8.RuneCountInString(name) >= shortest {
			patterns = append(patterns, regexp.QuoteMeta(name))
		}
	}
	if len(patterns) == 0 {
		return hider{}
	}
	// Go's \b knows no letters beyond ASCII, so what stands around a name is matched and put back.
	return hider{regexp.MustCompile(`(^|[^\pL\pN])(?:` + strings.Join(patterns, "|") + `)('s|s)?($|[^\pL\pN])`)}
}

// hide puts “a reviewer” in the place of each name.
func (h hider) hide(text string) string {
	if h.names == nil {
		return text
	}
	for range 2 { // two names that share the character between them
		text = h.names.ReplaceAllString(text, "${1}"+tr.T("a reviewer")+"${2}${3}")
	}
	return text
}
