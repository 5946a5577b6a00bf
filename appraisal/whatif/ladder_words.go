package whatif

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgrade/appraisal"
)

// speech builds sentences from the parts of a claim, in the verbs of GRADE's statements: a high certainty reduces, a
// moderate one probably reduces, a low one may reduce.
type speech struct{ claim appraisal.Claim }

// Constructs of which more is good, and of which less is. All others are improved or worsened: what is more of a score
// depends on the scale.
var (
	moreIsGood = []string{"response", "remission"}
	lessIsGood = []string{
		"relapse", "suicidal ideation", "suicidal events", "dissociation", "anxiety", "misuse", "adverse events", "serious adverse events",
		"stopping for adverse events",
	}
)

// sentence words a claim.
func (s speech) sentence(w wording) string {
	subject, against := s.claim.Intervention, s.claim.Comparator
	if w.turned {
		subject, against = against, subject
		if unnamed(subject) {
			subject = "doing without " + s.claim.Intervention
		}
	}
	if unnamed(subject) {
		subject = "the treatment"
	}
	many := plural(subject)
	return s.finish(capital(subject)+comma(subject)+" "+s.verb(w, many), against, w)
}

// verb is the verb of a wording with its object.
func (s speech) verb(w wording, many bool) string {
	outcome := s.outcome()
	base, object := "", outcome
	switch w.kind {
	case appraisal.NoDifference:
		base, object = "make", "little or no difference to "+outcome
	case appraisal.NoBetter:
		base, object = "be", "no better for "+outcome
	case appraisal.NonInferiority:
		base, object = "be", "no worse for "+outcome+", within the margin,"
	default:
		base = s.effectVerb(w.kind == appraisal.Harm)
		switch w.magnitude {
		case appraisal.Important:
			object += " enough to matter"
		case appraisal.Large:
			object += " by a large amount"
		}
	}
	switch w.strength {
	case appraisal.Emphatic:
		return inflect(base, many) + " " + object
	case appraisal.Plain:
		if base == "be" {
			return inflect(base, many) + " probably " + object
		}
		return "probably " + inflect(base, many) + " " + object
	}
	return "may " + base + " " + object
}

func (s speech) effectVerb(harm bool) string {
	construct := s.claim.Effect.Construct
	switch more := slices.Contains(moreIsGood, construct); {
	case !more && !slices.Contains(lessIsGood, construct):
		if harm {
			return "worsen"
		}
		return "improve"
	case more != harm:
		return "increase"
	}
	return "reduce"
}

func inflect(verb string, many bool) string {
	switch {
	case verb == "be" && many:
		return "are"
	case verb == "be":
		return "is"
	case many:
		return verb
	}
	return verb + "s"
}

// notShown says that so many trials do not show a wording.
func (s speech) notShown(w wording, trials int) string {
	w.strength = appraisal.Emphatic
	sentence := s.sentence(w)
	if subject := s.claim.Intervention; strings.HasPrefix(sentence, capital(subject)) {
		sentence = subject + strings.TrimPrefix(sentence, capital(subject))
	}
	switch trials {
	case 0:
		return "No linked trial shows whether " + sentence
	case 1:
		return "The trial does not show that " + sentence
	}
	return "The trials do not show that " + sentence
}

// uncertain is GRADE's statement where certainty is very low.
func (s speech) uncertain() string {
	subject := s.claim.Intervention
	if unnamed(subject) {
		subject = "the treatment"
	}
	subject += comma(subject)
	return s.finish("The evidence is very uncertain about the effect of "+subject+" on "+s.outcome(), s.claim.Comparator, wording{})
}

// finish adds what the intervention is compared with, and the time.
func (s speech) finish(sentence, against string, w wording) string {
	link := " compared with "
	switch w.kind {
	case appraisal.NoBetter, appraisal.NonInferiority:
		link = " than "
	}
	if !unnamed(against) {
		sentence += link + against
	}
	e := s.claim.Effect
	if w.day != nil {
		e.Horizon, e.HorizonDays = appraisal.AtDay, w.day
	}
	when := horizonSays(e)
	if e.Horizon != "" && !(w.day == nil && tellsTime(s.claim.Outcome)) {
		if strings.Contains(against, ",") {
			sentence += ","
		}
		sentence += " " + when
	}
	return sentence + "."
}

func (s speech) outcome() string {
	if strings.TrimSpace(s.claim.Outcome) != "" {
		return s.claim.Outcome
	}
	if s.claim.Effect.Construct != "" {
		return s.claim.Effect.Construct
	}
	return "the outcome"
}

// tellsTime reports whether an outcome names its time itself, such as "response at 3 weeks".
func tellsTime(outcome string) bool {
	for _, w := range strings.FieldsFunc(outcome, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "h", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years":
			return true
		}
	}
	return false
}

// unnamed reports whether a part of a claim names nothing.
func unnamed(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "", "none", "none stated", "not stated":
		return true
	}
	return false
}

// plural guesses whether a subject is one thing or several, by the last word of its head.
func plural(subject string) bool {
	head := subject
	for _, end := range []string{",", " +", " (", " with ", " during ", " before ", " after ", " at ", " in ", " for ", " of ", " outside ", " above ", " three times", " twice", " weekly"} {
		head, _, _ = strings.Cut(head, end)
	}
	head = strings.TrimSpace(head)
	return strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && !strings.HasSuffix(head, "us") && !strings.HasSuffix(head, "is")
}

// comma closes a subject that a comma opened.
func comma(subject string) string {
	if strings.Contains(subject, ",") {
		return ","
	}
	return ""
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
