// Package words turns the words of the domain into the words on screen, in one place, so that a verdict is called the
// same in the list, on the board and in a dialog. Their signs are in package signs, so that reports and scripts can use
// the words without a window. It must not know any screen.
package words

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
)

// Rating is a rating in words.
func Rating(r appraisal.Rating) string {
	switch r {
	case appraisal.Low:
		return tr.T("Low")
	case appraisal.SomeConcerns:
		return tr.T("Some concerns")
	case appraisal.High:
		return tr.T("High")
	case appraisal.NoInformation:
		return tr.T("No information")
	case appraisal.NotExtracted:
		return tr.T("Not extracted")
	}
	return tr.T("Not rated")
}

// Judged is a rating in the words of a summary by domain: what nobody knows is one group there.
func Judged(r appraisal.Rating) string {
	if r == "" || r == appraisal.NotExtracted {
		return tr.T("Not judged")
	}
	return Rating(r)
}

// RatingMeaning says what a rating means in a domain, for tooltips and the suggestion box.
func RatingMeaning(d appraisal.Domain, r appraisal.Rating) string {
	switch r {
	case appraisal.NoInformation:
		return tr.T("The text was read and does not say.")
	case appraisal.NotExtracted:
		return tr.T("Nobody has looked yet. It counts as some concerns until somebody does.")
	}
	return tr.T(meanings[d][r])
}

// meanings are what the ratings say of a domain.
var meanings = map[appraisal.Domain]map[appraisal.Rating]string{
	appraisal.Blinding: {
		appraisal.Low:          tr.Key("Low risk of bias from failed blinding"),
		appraisal.SomeConcerns: tr.Key("Some risk of bias from failed blinding"),
		appraisal.High:         tr.Key("High risk of bias from failed blinding"),
	},
	appraisal.Attrition: {
		appraisal.Low:          tr.Key("Low risk of bias from losses"),
		appraisal.SomeConcerns: tr.Key("Some risk of bias from losses"),
		appraisal.High:         tr.Key("High risk of bias from losses"),
	},
	appraisal.SampleSize: {
		appraisal.Low:          tr.Key("Low concern about precision for this claim"),
		appraisal.SomeConcerns: tr.Key("Some concern about precision for this claim"),
		appraisal.High:         tr.Key("High concern about precision for this claim"),
	},
	appraisal.FollowUp: {
		appraisal.Low:          tr.Key("Low concern about time for this claim"),
		appraisal.SomeConcerns: tr.Key("Some concern about time for this claim"),
		appraisal.High:         tr.Key("High concern about time for this claim"),
	},
}

// Domain is a domain in words.
func Domain(d appraisal.Domain) string {
	switch d {
	case appraisal.Blinding:
		return tr.T("Blinding")
	case appraisal.SampleSize:
		return tr.T("Sample size")
	case appraisal.FollowUp:
		return tr.T("Follow-up")
	case appraisal.Attrition:
		return tr.T("Attrition")
	}
	return ""
}

// Answer is an answer in words; empty for none.
func Answer(a appraisal.Answer) string {
	switch a {
	case appraisal.Yes:
		return tr.T("Yes")
	case appraisal.ProbablyYes:
		return tr.T("Probably yes")
	case appraisal.ProbablyNo:
		return tr.T("Probably no")
	case appraisal.No:
		return tr.T("No")
	case appraisal.NoInfo:
		return tr.T("No information")
	case appraisal.NotReported:
		return tr.T("Not reported")
	case appraisal.NotApplicable:
		return tr.T("Not applicable")
	}
	return ""
}

// Verdict is a verdict in words.
func Verdict(v appraisal.Verdict) string {
	if v == "" {
		return tr.T("No verdict yet")
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
		return tr.T("Effect")
	case appraisal.KindEvidence:
		return tr.T("How trials were done")
	case appraisal.KindReport:
		return tr.T("What a source says")
	case appraisal.KindNotShown:
		return tr.T("Not shown")
	case appraisal.KindNoTrial:
		return tr.T("Not a trial question")
	}
	return ""
}

// EffectKind is what an effect claim asserts, in words.
func EffectKind(k appraisal.EffectKind) string {
	switch k {
	case appraisal.NoBetter:
		return tr.T("No better than")
	case appraisal.NonInferiority:
		return tr.T("Non-inferior")
	case appraisal.DurationLimit:
		return tr.T("Limit on duration")
	}
	return Sentence(string(k))
}

// Assertiveness is the strength of wording in words.
func Assertiveness(a appraisal.Assertiveness) string { return Sentence(string(a)) }

// Magnitude is the asserted size in words.
func Magnitude(m appraisal.Magnitude) string {
	switch m {
	case appraisal.AnySize:
		return tr.T("Any size")
	case appraisal.Important:
		return tr.T("Large enough to matter")
	case appraisal.Large:
		return tr.T("Large")
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
		return tr.T("At %s", day)
	case appraisal.ThroughDay:
		return tr.T("Up to %s", day)
	case appraisal.ByDay:
		return tr.T("Within %s", day)
	case appraisal.Custom:
		if e.CustomLowDays != nil {
			return tr.T("At least %s", Days(*e.CustomLowDays))
		}
	}
	return HorizonName(e.Horizon)
}

// HorizonName is a horizon without its day.
func HorizonName(h appraisal.Horizon) string {
	switch h {
	case appraisal.RapidHours:
		return tr.T("Within hours")
	case appraisal.RapidDays:
		return tr.T("Within days")
	case appraisal.Short:
		return tr.T("Short term (weeks)")
	case appraisal.Sustained:
		return tr.T("Sustained (months)")
	case appraisal.Long:
		return tr.T("Long term (a year)")
	case appraisal.AtDay:
		return tr.T("At a stated day")
	case appraisal.ThroughDay:
		return tr.T("Up to a stated day")
	case appraisal.ByDay:
		return tr.T("By a stated day")
	case appraisal.Custom:
		return tr.T("Own bounds")
	}
	return tr.T("No time stated")
}

// Days is a number of days in the unit a reader thinks in: hours below a day, else days, and weeks above a month.
func Days(d float64) string {
	number, unit, _ := strings.Cut(appraisal.DaysText(d), " ")
	return tr.Digits(number) + " " + tr.T(unit)
}

// The units of Days.
var _ = []string{
	tr.Key("minute"), tr.Key("minutes"), tr.Key("hour"), tr.Key("hours"), tr.Key("day"), tr.Key("days"),
	tr.Key("week"), tr.Key("weeks"), tr.Key("year"), tr.Key("years"),
}

// Relation is a relation in words.
func Relation(r appraisal.Relation) string {
	switch r {
	case appraisal.ShowsNoDiff:
		return tr.T("Shows no difference")
	case appraisal.Context:
		return tr.T("Context only")
	}
	return Sentence(string(r))
}

// PICO is a degree of mismatch in words.
func PICO(p appraisal.PICOMatch) string {
	switch p {
	case appraisal.PICONone:
		return tr.T("Fits the claim")
	case appraisal.PICOSome:
		return tr.T("Some mismatch")
	case appraisal.PICOMajor:
		return tr.T("Major mismatch")
	}
	return ""
}

// BiasDirection is an expected direction of bias in words.
func BiasDirection(b appraisal.BiasDirection) string {
	switch b {
	case appraisal.TowardsExperimental:
		return tr.T("Towards the experimental arm")
	case appraisal.TowardsControl:
		return tr.T("Towards the control")
	case appraisal.Unclear:
		return tr.T("Unclear")
	}
	return ""
}

// CitationFinding is the finding of a citation check in words.
func CitationFinding(f appraisal.CitationFinding) string {
	switch f {
	case appraisal.SourceSays:
		return tr.T("The source says it")
	case appraisal.SourceSaysPart:
		return tr.T("The source says part of it")
	case appraisal.SourceDoesNotSay:
		return tr.T("The source does not say it")
	case appraisal.SourceSaysOpposite:
		return tr.T("The source says the opposite")
	case appraisal.NoSuchSource:
		return tr.T("No such source")
	case appraisal.AnotherSource:
		return tr.T("Another source says it")
	case appraisal.NotObtained:
		return tr.T("Source not obtained")
	}
	return tr.T("Not checked")
}

// Sentence turns a stored word ("partly-supported") into its words on screen ("Partly supported"). A word that is none
// of the program's, such as one a reader typed, stays in its own language.
func Sentence(word string) string {
	if word == "" {
		return ""
	}
	return tr.T(upper(word))
}

// upper is a stored word as the key of its translation.
func upper(word string) string {
	s := strings.ReplaceAll(word, "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}
