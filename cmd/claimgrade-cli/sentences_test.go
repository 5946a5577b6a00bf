package main

import (
	"regexp"
	"strings"
	"testing"
)

// What a reader stumbles over, in whatever sentence it turns up.
var stumbles = map[string]*regexp.Regexp{
	"one of several":         regexp.MustCompile(`(^|[^0-9.,])1 (trials|points|people|percentage points|days|weeks|hours|minutes|log units)\b`),
	"a day that is a moment": regexp.MustCompile(`\bday 0\.\d`),
	"two marks":              regexp.MustCompile(`[a-z0-9]( ,| ;|,,|;;|: \.|\.\.)( |$)`),
	"two spaces":             regexp.MustCompile(`^  [A-Z]-[A-Z0-9]+ \|.*[a-z.,]  [a-zA-Z]`),
	"a verdict as a thing":   regexp.MustCompile(`judged cannot be judged|\bis is\b|\bthe the\b`),
	"too many digits":        regexp.MustCompile(`\d\.\d{5,}`),
}

func TestNoSentenceOfAVerdictMakesAReaderStumble(t *testing.T) {
	for _, c := range oneOfEach(t) {
		for _, line := range strings.Split(start("", "verdict", starterLibrary, c.UID).out, "\n") {
			for what, is := range stumbles {
				if is.MatchString(line) {
					t.Errorf("%s: %s: %s", c.UID, what, line)
				}
			}
		}
	}
}
