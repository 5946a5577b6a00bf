package appraisal

import "testing"

func TestADateIsAYearAMonthOrADay(t *testing.T) {
	for date, want := range map[string]bool{
		"": true, "2026": true, "2026-02": true, "2024-02-29": true,
		"2026-99-99": false, "2026-02-29": false, "2026-00": false, "26": false, "May 2026": false, "2026-1-1": false,
	} {
		if ValidDate(date) != want {
			t.Errorf("%q: %v", date, !want)
		}
	}
}
