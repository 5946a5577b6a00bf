package appraisal

import (
	"errors"
	"testing"
)

func TestACitationCheckRestsOnWordsWithTheirPlaceOrOnANote(t *testing.T) {
	base := Claim{Text: "It works.", Label: "Works", Kind: KindReport}
	for _, c := range []struct {
		name  string
		check Citation
		field string // that is refused; empty if none
	}{
		{"nobody has looked", Citation{Cited: "Newport 2015"}, ""},
		{"words and place", Citation{Finding: SourceSays, Quote: "It works.", Locator: "p. 3"}, ""},
		{"a note", Citation{Finding: NotObtained, Note: "Behind a paywall."}, ""},
		{"nothing", Citation{Finding: SourceDoesNotSay}, "quote"},
		{"blanks", Citation{Finding: SourceDoesNotSay, Quote: " ", Note: "\n"}, "quote"},
		{"words without place", Citation{Finding: SourceSaysPart, Quote: "It works."}, "locator"},
		{"another source, not named", Citation{Finding: AnotherSource, Quote: "x", Locator: "y"}, "actual"},
		{"another source", Citation{Finding: AnotherSource, Actual: "SUSTAIN-1", Quote: "x", Locator: "y"}, ""},
	} {
		claim := base
		claim.Citation = c.check
		err := claim.Validate()
		var refused *Error
		if errors.As(err, &refused) != (c.field != "") || refused != nil && refused.Field != c.field {
			t.Errorf("%s: %v, want %q refused", c.name, err, c.field)
		}
	}
}
