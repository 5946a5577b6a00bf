// Package words turns the words of the domain into the words on screen, in one place, so that a verdict is called the
// same in the list, on the board and in a dialog; and into their signs and tones. It must not know any screen.
package words

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
)

// Rating is a rating in words.
func Rating(r appraisal.Rating) string {
	switch r {
	case appraisal.Low:
		return "Low"
	case appraisal.SomeConcerns:
		return "Some concerns"
	case appraisal.High:
		return "High"
	case appraisal.NoInformation:
		return "No information"
	case appraisal.NotExtracted:
		return "Not extracted"
	}
	return "Not rated"
}

// RatingMeaning says what a rating means in a domain, for tooltips and the suggestion box.
func RatingMeaning(d appraisal.Domain, r appraisal.Rating) string {
	switch r {
	case appraisal.NoInformation:
		return "The text was read and does not say."
	case appraisal.NotExtracted:
		return "Nobody has looked yet. It counts as some concerns until somebody does."
	}
	subject := map[appraisal.Domain]string{
		appraisal.Blinding: "risk of bias from failed blinding", appraisal.Attrition: "risk of bias from losses",
		appraisal.SampleSize: "concern about precision for this claim", appraisal.FollowUp: "concern about time for this claim",
	}[d]
	switch r {
	case appraisal.Low:
		return "Low " + subject
	case appraisal.SomeConcerns:
		return "Some " + subject
	case appraisal.High:
		return "High " + subject
	}
	return ""
}

// Domain is a domain in words.
func Domain(d appraisal.Domain) string {
	switch d {
	case appraisal.Blinding:
		return "Blinding"
	case appraisal.SampleSize:
		return "Sample size"
	case appraisal.FollowUp:
		return "Follow-up"
	case appraisal.Attrition:
		return "Attrition"
	}
	return ""
}

// Answer is an answer in words; empty for none.
func Answer(a appraisal.Answer) string {
	switch a {
	case appraisal.Yes:
		return "Yes"
	case appraisal.ProbablyYes:
		return "Probably yes"
	case appraisal.ProbablyNo:
		return "Probably no"
	case appraisal.No:
		return "No"
	case appraisal.NoInfo:
		return "No information"
	case appraisal.NotReported:
		return "Not reported"
	case appraisal.NotApplicable:
		return "Not applicable"
	}
	return ""
}

// Verdict is a verdict in words.
func Verdict(v appraisal.Verdict) string {
	if v == "" {
		return "No verdict yet"
	}
	return Sentence(string(v))
}

// Certainty is a level of certainty in words.
func Certainty(c appraisal.Certainty) string { return Sentence(string(c)) }

// CertaintyLevel is the number of filled circles, 1 to 4; 0 where there is none.
func CertaintyLevel(c appraisal.Certainty) int {
	switch c {
	case appraisal.CertaintyHigh:
		return 4
	case appraisal.CertaintyModerate:
		return 3
	case appraisal.CertaintyLow:
		return 2
	case appraisal.CertaintyVeryLow:
		return 1
	}
	return 0
}

// Kind is a kind of claim in words.
func Kind(k appraisal.ClaimKind) string {
	switch k {
	case appraisal.KindEffect:
		return "Effect"
	case appraisal.KindEvidence:
		return "How trials were done"
	case appraisal.KindReport:
		return "What a source says"
	case appraisal.KindNotShown:
		return "Not shown"
	case appraisal.KindNoTrial:
		return "Not a trial question"
	}
	return ""
}

// EffectKind is what an effect claim asserts, in words.
func EffectKind(k appraisal.EffectKind) string {
	switch k {
	case appraisal.NoBetter:
		return "No better than"
	case appraisal.NonInferiority:
		return "Non-inferior"
	case appraisal.DurationLimit:
		return "Limit on duration"
	}
	return Sentence(string(k))
}

// Assertiveness is the strength of wording in words.
func Assertiveness(a appraisal.Assertiveness) string { return Sentence(string(a)) }

// Magnitude is the asserted size in words.
func Magnitude(m appraisal.Magnitude) string {
	switch m {
	case appraisal.AnySize:
		return "Any size"
	case appraisal.Important:
		return "Large enough to matter"
	case appraisal.Large:
		return "Large"
	}
	return ""
}

// Horizon is the claim's time in words, with its day where it has one.
func Horizon(e appraisal.Effect) string {
	day := ""
	if e.HorizonDays != nil {
		day = Days(*e.HorizonDays)
	}
	switch e.Horizon {
	case appraisal.AtDay:
		return "At " + day
	case appraisal.ThroughDay:
		return "Up to " + day
	case appraisal.ByDay:
		return "Within " + day
	case appraisal.Custom:
		if e.CustomLowDays != nil {
			return "At least " + Days(*e.CustomLowDays)
		}
	}
	return HorizonName(e.Horizon)
}

// HorizonName is a horizon without its day.
func HorizonName(h appraisal.Horizon) string {
	switch h {
	case appraisal.RapidHours:
		return "Within hours"
	case appraisal.RapidDays:
		return "Within days"
	case appraisal.Short:
		return "Short term (weeks)"
	case appraisal.Sustained:
		return "Sustained (months)"
	case appraisal.Long:
		return "Long term (a year)"
	case appraisal.AtDay:
		return "At a stated day"
	case appraisal.ThroughDay:
		return "Up to a stated day"
	case appraisal.ByDay:
		return "By a stated day"
	case appraisal.Custom:
		return "Own bounds"
	}
	return "No time stated"
}

// Days is a number of days in the unit a reader thinks in: hours below a day, else days, and weeks above a month.
func Days(d float64) string { return appraisal.DaysText(d) }

// Relation is a relation in words.
func Relation(r appraisal.Relation) string {
	switch r {
	case appraisal.ShowsNoDiff:
		return "Shows no difference"
	case appraisal.Context:
		return "Context only"
	}
	return Sentence(string(r))
}

// PICO is a degree of mismatch in words.
func PICO(p appraisal.PICOMatch) string {
	switch p {
	case appraisal.PICONone:
		return "Fits the claim"
	case appraisal.PICOSome:
		return "Some mismatch"
	case appraisal.PICOMajor:
		return "Major mismatch"
	}
	return ""
}

// BiasDirection is an expected direction of bias in words.
func BiasDirection(b appraisal.BiasDirection) string {
	switch b {
	case appraisal.TowardsExperimental:
		return "Towards the experimental arm"
	case appraisal.TowardsControl:
		return "Towards the control"
	case appraisal.Unclear:
		return "Unclear"
	}
	return ""
}

// CitationFinding is the finding of a citation check in words.
func CitationFinding(f appraisal.CitationFinding) string {
	switch f {
	case appraisal.SourceSays:
		return "The source says it"
	case appraisal.SourceSaysPart:
		return "The source says part of it"
	case appraisal.SourceDoesNotSay:
		return "The source does not say it"
	case appraisal.SourceSaysOpposite:
		return "The source says the opposite"
	case appraisal.NoSuchSource:
		return "No such source"
	case appraisal.AnotherSource:
		return "Another source says it"
	case appraisal.NotObtained:
		return "Source not obtained"
	}
	return "Not checked"
}

// Sentence turns a stored word ("partly-supported") into its words on screen ("Partly supported").
func Sentence(word string) string {
	s := strings.ReplaceAll(word, "-", " ")
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Number prints a figure with a true minus sign and at most the given decimals.
func Number(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		s = "0"
	}
	return strings.Replace(s, "-", "−", 1)
}

// Count prints a number with its noun: "1 trial", "3 trials".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
