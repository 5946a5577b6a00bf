package trials

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// draft is a value as it is on screen. Writes take a moment, and what is being typed must not be replaced by what was
// read before it was stored.
type draft[T comparable] struct {
	now T
	own bool // given on screen, and not seen in the file yet
}

// set gives the value on screen.
func (d *draft[T]) set(v T) { d.now, d.own = v, true }

// take is given what is in the file and reports whether the screen must change: somebody else has changed the value, or
// undo has. While the program is saving, a value of our own that is not in the file yet is on its way there.
func (d *draft[T]) take(stored T, saving bool) bool {
	if stored == d.now {
		d.own = false
		return false
	}
	if d.own && saving {
		return false
	}
	d.now, d.own = stored, false
	return true
}

// extracted reports whether there is a fact, be it only that the text does not say.
func extracted(f appraisal.Fact) bool { return f.Field != "" }

// plain is a fact as it is compared: a fact is known by its subject and field, and an unstated status is "reported".
func plain(f appraisal.Fact) appraisal.Fact {
	f.UID = ""
	if f.Status == "" {
		f.Status = appraisal.Reported
	}
	return f
}

// changed is a fact after a person has given it another value: it is their own now, and nobody has checked it. It keeps
// the place where it can be looked up.
func changed(old appraisal.Fact, k appraisal.FieldKey, status appraisal.FactStatus, value string) appraisal.Fact {
	f := old
	f.Field, f.Status, f.Value = k, status, value
	f.CheckedBy, f.CheckedAt = "", ""
	placed := f.Document != "" || f.Locator != "" || f.Quote != ""
	if !placed || f.Source == appraisal.SourceDerived {
		f.Source = words.SourceReviewer
	}
	return f
}

// canonical is a typed value as it is stored: numbers with a plain minus and a decimal point, whatever the text it was
// copied from prints and whatever the reader's language writes; times in days.
func canonical(f appraisal.Field, typed string) string {
	v := strings.TrimSpace(typed)
	switch f.Kind {
	case appraisal.WholeNumber, appraisal.DecimalNum, appraisal.DaysValue:
		v = strings.NewReplacer("−", "-", "–", "-").Replace(v)
		if _, err := tr.Parse(v); err == nil {
			v = strings.Replace(v, ",", ".", 1)
		}
	}
	if f.Kind == appraisal.DaysValue {
		return appraisal.DaysValueOf(inStoredUnit(v))
	}
	return v
}

// unfinished reports whether what is typed is the beginning of a number or of its unit, of which nothing should be said
// yet.
func unfinished(f appraisal.Field, typed string) bool {
	switch f.Kind {
	case appraisal.DecimalNum, appraisal.DaysValue:
		switch canonical(f, typed) {
		case "-", "+", ".", "-.", "+.", ",", "-,", "+,":
			return true
		}
		letters := strings.TrimLeft(strings.TrimSpace(typed), "0123456789.,")
		return f.Kind == appraisal.DaysValue && letters != "" && letters != strings.TrimSpace(typed) && unitBegins(strings.TrimSpace(letters))
	}
	return false
}
