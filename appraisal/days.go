package appraisal

import (
	"math"
	"strconv"
	"strings"
)

// Times are stored in days from the first dose. People write them as reports do: "40 min", "2 h", "3 weeks".

// inDays are the units of time as they are typed, in days. A month and a year are their averages.
var inDays = map[string]float64{
	"min": 1.0 / 1440, "mins": 1.0 / 1440, "minute": 1.0 / 1440, "minutes": 1.0 / 1440,
	"h": 1.0 / 24, "hr": 1.0 / 24, "hrs": 1.0 / 24, "hour": 1.0 / 24, "hours": 1.0 / 24,
	"": 1, "d": 1, "day": 1, "days": 1,
	"w": 7, "wk": 7, "wks": 7, "week": 7, "weeks": 7,
	"mo": 365.25 / 12, "month": 365.25 / 12, "months": 365.25 / 12,
	"y": 365.25, "yr": 365.25, "yrs": 365.25, "year": 365.25, "years": 365.25,
}

// ParseDays reads a time with or without its unit ("7", "40 min", "1.5 h", "3 weeks") as days; ok is false where it is
// none. A decimal comma is read too.
func ParseDays(text string) (days float64, ok bool) {
	s := strings.ToLower(strings.TrimSpace(text))
	s = strings.Replace(s, ",", ".", 1)
	at := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if at < 0 {
		at = len(s)
	}
	x, err := strconv.ParseFloat(s[:at], 64)
	unit, known := inDays[strings.TrimSuffix(strings.TrimSpace(s[at:]), ".")]
	if err != nil || !known || math.IsInf(x, 0) {
		return 0, false
	}
	return x * unit, true
}

// UnitBegins reports whether some unit of time begins with what is typed.
func UnitBegins(typed string) bool {
	for u := range inDays {
		if strings.HasPrefix(u, strings.ToLower(typed)) {
			return true
		}
	}
	return false
}

// DaysValueOf is a typed time as it is stored: days with a decimal point and at most four decimals, which keeps minutes.
// What is no time comes back as it is, so that the check of the field can say what is wrong with it.
func DaysValueOf(typed string) string {
	s := strings.TrimSpace(typed)
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	d, ok := ParseDays(s)
	if !ok {
		return s
	}
	return strconv.FormatFloat(math.Round(d*1e4)/1e4, 'f', -1, 64)
}

// DaysText is a time as a reader says it: minutes below three hours, hours below a day, then days, weeks and years.
func DaysText(d float64) string {
	unit := func(x float64, one, many string) string {
		s := strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
		if s == "1" {
			return "1 " + one
		}
		return s + " " + many
	}
	switch {
	case d > 0 && d < 1:
		minutes := wholeMinutes(d * 1440)
		if minutes < 180 && math.Mod(minutes, 60) != 0 {
			return unit(minutes, "minute", "minutes")
		}
		return unit(minutes/60, "hour", "hours")
	case d <= 31:
		return unit(d, "day", "days")
	case d < 364:
		return unit(d/7, "week", "weeks")
	}
	return unit(d/365.25, "year", "years")
}

// wholeMinutes undoes the rounding of days to three decimals, which is three quarters of a minute: nobody measures 109.4
// minutes after a dose, but 110.
func wholeMinutes(m float64) float64 {
	if five := math.Round(m/5) * 5; five > 0 && math.Abs(m-five) <= 0.75 {
		return five
	}
	return math.Max(math.Round(m), 1)
}
