package timeframe

// set is a list of words to look up.
func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// units are the words for units of time, in days. A lone "m" may be minutes or months and is not read.
var units = map[string]float64{
	"seconds": second, "sec": second, "secs": second,
	"minute": minute, "minutes": minute, "min": minute, "mins": minute,
	"hour": hour, "hours": hour, "hr": hour, "hrs": hour, "h": hour,
	"day": day, "days": day, "d": day, "pod": day, "pods": day,
	"week": week, "weeks": week, "wk": week, "wks": week, "w": week,
	"fortnight": 2 * week, "fortnights": 2 * week,
	"month": month, "months": month, "mo": month, "mos": month, "mth": month, "mths": month,
	"year": year, "years": year, "yr": year, "yrs": year, "y": year,
}

// before are the units that may stand before their number: "Week 8". Short ones only where the number is attached: "D28".
var (
	before      = set("minute", "minutes", "hour", "hours", "day", "days", "pod", "pods", "week", "weeks", "wk", "wks", "month", "months", "year", "years")
	beforeShort = set("d", "w", "wk", "h")
)

// plurals never follow an ordinal as a time: "the first weeks".
var plurals = set("minutes", "hours", "days", "weeks", "months", "years", "seconds")

var small = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19,
}

var tens = map[string]float64{
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var ordinals = map[string]float64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12,
}

// between join the numbers of a list or a range.
var between = set(",", ";", "/", "&", "-", "and", "or", "to", "through", "thru", "at", "then", "after", "until", "+")

// endings are what a time frame may run to instead of a time.
var endings = set("death", "progression", "discharge", "end", "ends", "completion", "last", "final", "relapse", "recurrence", "event",
	"events", "withdrawal", "discontinuation", "eos", "eot", "failure", "delivery", "resolution", "recovery", "closure",
	"remission", "cutoff", "cut", "visit", "visits", "follow", "followup", "period", "cessation", "extubation", "transplant", "transplantation", "progress")

// later are reference points of which nobody knows when they come: a time counted from them is none from the start.
var later = set("last", "end", "final", "completion", "completing", "complete", "cessation", "discontinuation", "discontinuing",
	"stopping", "stop", "discharge", "termination", "withdrawal", "progression", "relapse", "eot", "eos", "extubation", "weaning")

// events and stays say that the phrase is about something that happens.
var (
	events = set("until", "till", "time", "occurrence", "surgery", "operation", "procedure", "dose", "injection", "infusion")
	stays  = set("hospital", "hospitalization", "hospitalisation", "stay", "admission", "inpatient", "icu", "discharge", "nicu")
)

// aroundBaseline are words that may stand with "baseline" without naming another time.
var aroundBaseline = set("at", "the", "only", "a", "visit", "assessment", "assessments", "measured", "measurement", "and", "or", "in", "of",
	"screening", "enrollment", "enrolment", "inclusion", "before", "prior", "to", "pre", "treatment", "intervention",
	"randomization", "randomisation", "pretreatment", "pretest", "predose", "dose", "study", "entry", "value", "time", "period", "data",
	"collected", "assessed", "once", "one")

// statistics are of people's times, not times of measurement.
var statistics = set("median", "mean")

// estimates introduce a length that somebody expects.
var estimates = set("average", "expected", "mean", "median", "approximately", "approx", "usually", "typically", "about", "estimated", "anticipated", "around")

// tests have a time in their name: the 6-minute walk, the 24-hour urine.
var tests = set("walk", "walking", "ambulatory", "urine", "urinary", "recall", "chair", "step", "abpm", "holter", "sprint", "glucose")
