package trials

import (
	"strings"
	"unicode"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
)

// units are those of time that can be typed, of which the reader's language has its own.
var units = []string{
	tr.Key("minute"), tr.Key("minutes"), tr.Key("h"), tr.Key("hour"), tr.Key("hours"), tr.Key("d"), tr.Key("day"), tr.Key("days"),
	tr.Key("w"), tr.Key("week"), tr.Key("weeks"), tr.Key("mo"), tr.Key("month"), tr.Key("months"), tr.Key("y"), tr.Key("year"), tr.Key("years"),
}

// inStoredUnit is a typed time whose unit is that of the reader's language with the unit that the library knows.
func inStoredUnit(typed string) string {
	at := strings.IndexFunc(typed, unicode.IsLetter)
	if at < 0 {
		return typed
	}
	number, unit := typed[:at], strings.TrimSuffix(strings.TrimSpace(typed[at:]), ".")
	for _, u := range units {
		if strings.EqualFold(unit, tr.T(u)) {
			return number + u
		}
	}
	return typed
}

// unitBegins reports whether some unit of time begins with what is typed.
func unitBegins(typed string) bool {
	for _, u := range units {
		if strings.HasPrefix(tr.T(u), strings.ToLower(typed)) {
			return true
		}
	}
	return appraisal.UnitBegins(typed)
}
