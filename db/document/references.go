package document

import (
	"regexp"
	"strings"
)

var referencesHeading = regexp.MustCompile(`(?i)^\s*(\d+\.?\s+)?(references?( and notes)?|bibliography|literature( cited)?|works cited|cited literature|reference list|referanser|litteratur(liste)?|referenser|literatur(verzeichnis)?|références|bibliographie|referencias|bibliografía)\s*:?\s*$`)

// isReferencesHeading reports whether a line is the heading of a list of references.
func isReferencesHeading(line string) bool {
	return len(line) < 80 && referencesHeading.MatchString(strings.TrimLeft(line, "•# \t"))
}
