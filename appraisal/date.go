package appraisal

import "time"

// ValidDate accepts a date as far as it is known: a year, a month or a day of the calendar. None is fine.
func ValidDate(s string) bool {
	if s == "" {
		return true
	}
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
