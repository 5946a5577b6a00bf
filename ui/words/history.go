package words

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/tr"
)

// ChangedValue is one changed value of a row in words.
type ChangedValue struct {
	label, before, after string
	op                   string // of its row: a new one had no value before
}

// hidden are columns that mean nothing to a reader: they place a row, or say what its heading says already.
var hidden = map[string]bool{
	"key": true, "position": true, "part": true, "trial_uid": true, "arm_uid": true, "result_uid": true, "link_uid": true,
	"claim_uid": true, "appraisal_uid": true, "reviewer_uid": true, "quote_uid": true, "field": true, "domain": true, "question": true,
	"rule": true, "step": true, "decided_at": true, "rules_version": true, "judged_at": true, "checked_at": true, "prefix": true, "suffix": true,
	"file": true, "page": true, "start_at": true, "end_at": true,
	"wording_prefix": true, "wording_suffix": true, "wording_page": true, "wording_start": true, "wording_end": true,
}

// ChangedValues are the changed values of a row that mean something to a reader.
func ChangedValues(c db.Change) []ChangedValue {
	var out []ChangedValue
	for _, f := range c.Fields {
		if hidden[f.Field] && !(c.Entity == db.EntityLink && f.Field == "result_uid") && !(c.Entity == db.EntityBrief && f.Field == "question") {
			continue
		}
		l := ChangedValue{label: Column(f.Field), before: Stored(f.Field, f.Before), after: Stored(f.Field, f.After), op: c.Op}
		switch {
		case l.before == l.after:
			continue
		case c.Entity == db.EntityFact && f.Field == "value", c.Entity == db.EntityAnswer:
			l.label = "" // the heading says it
		case c.Entity == db.EntityOverrule && f.Field == "value":
			l.label = tr.T("Counts as")
		case Flag(f.Field) && c.Op != "update" && l.before != tr.T("Yes") && l.after != tr.T("Yes"):
			continue // a new row says No to everything
		}
		out = append(out, l)
	}
	return out
}

// Change says what row was changed and how: "Blinding of Murrough 2013", "Arm ketamine, added".
func Change(c db.Change) string {
	s := changed(c)
	switch c.Op {
	case "insert":
		return tr.T("%s, added", s)
	case "delete":
		return tr.T("%s, deleted", s)
	}
	return s
}

func changed(c db.Change) string {
	of := func(s string) string {
		if c.Of == "" {
			return s
		}
		return tr.T("%s of %s", s, c.Of)
	}
	domain := Domain(appraisal.Domain(c.Row["domain"]))
	switch c.Entity {
	case db.EntityClaim:
		return tr.T("Claim %s", Short(c.Row["label"]))
	case db.EntityTrial:
		return tr.T("Trial %s", c.Row["name"])
	case db.EntityArm, db.EntityResult:
		return strings.TrimSpace(Sentence(string(c.Entity)) + " " + Short(c.Row["name"]))
	case db.EntityDocument:
		return tr.T("Article %s", Short(c.Row["title"]))
	case db.EntityLink:
		return tr.T("Link to %s", c.Of)
	case db.EntityAppraisal:
		return of(domain)
	case db.EntityAnswer:
		return of(domain) + ": " + tr.T(strings.ReplaceAll(c.Row["question"], "-", " "))
	case db.EntityOverrule:
		return tr.T("Own decision on %s", tr.T(strings.ReplaceAll(c.Row["step"], "-", " ")))
	case db.EntityBrief:
		return tr.T("Brief")
	case db.EntityQuote:
		return tr.T("Quote")
	case db.EntityReport:
		return tr.T("Report in %s", Short(c.Of))
	case db.EntityFact:
		name := c.Row["field"]
		if f, ok := appraisal.FieldOf(appraisal.FieldKey(name)); ok {
			name = FieldLabel(f)
		}
		return of(name)
	}
	return Sentence(strings.ReplaceAll(string(c.Entity), "_", " "))
}

// longestShown is how many letters of a value a list shows; the rest is read elsewhere.
const longestShown = 90

// Short is a text on one line, cut where it is longer than a list shows.
func Short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > longestShown {
		return strings.TrimSpace(string(r[:longestShown-1])) + "…"
	}
	return s
}

// Sentence is a changed value as one text; cut, if its values are shortened.
func (l ChangedValue) Sentence(cut bool) string {
	show := func(s string) string {
		if s == "" {
			return tr.T("nothing")
		}
		if cut {
			return Short(s)
		}
		return s
	}
	text := show(l.before) + " → " + show(l.after)
	switch l.op {
	case "insert":
		text = show(l.after)
	case "delete":
		text = show(l.before)
	}
	if l.label != "" {
		text = l.label + ": " + text
	}
	return text
}

// Before is what there was, shortened.
func (l ChangedValue) Before() string {
	text := tr.T("nothing")
	if l.before != "" {
		text = Short(l.before)
	}
	if l.label != "" {
		text = l.label + ": " + text
	}
	return text
}

// Told are the changes of a step that are shown: how a quote hangs on an appraisal is told by the quote.
func Told(all []db.Change) []db.Change {
	var out []db.Change
	for i := len(all) - 1; i >= 0; i-- { // as they came
		c := all[i]
		if c.Entity == db.EntityAppraisalQuote || c.Op == "update" && len(ChangedValues(c)) == 0 {
			continue
		}
		out = append(out, c)
	}
	return out
}

// madeNames are what the making of a library is called in its history, whatever the language of its reader.
var madeNames = map[string]string{
	"Starter library":  tr.Key("Starter library"),
	"Import a library": tr.Key("Import a library"),
	"Copy of claims":   tr.Key("Copy of claims"),
}

// StepName is a step's name with what kind of action it was. It is as it was written, in the language of that time.
func StepName(s db.Step) string {
	if made, ok := madeNames[s.Name]; ok {
		return tr.T(made)
	}
	switch s.Kind {
	case "undo":
		return tr.T("Undone: %s", s.Name)
	case "redo":
		return tr.T("Done again: %s", s.Name)
	}
	return s.Name
}

// Who is the person of a step.
func Who(by string) string {
	if by == "" {
		return tr.T("Nobody named")
	}
	return by
}

// StepLines say what a step has changed, the first four changes with their values, and whether they leave anything out.
func StepLines(s db.Step) (lines []string, more bool) {
	const mostChanges, mostValues = 4, 3
	all := Told(s.Changes)
	for i, c := range all {
		if i == mostChanges {
			return append(lines, tr.N(len(all)-mostChanges, "and 1 change more", "and %d changes more")), true
		}
		text := Change(c)
		values := ChangedValues(c)
		if c.Op == "insert" && len(values) > 2 {
			values = nil // the name says enough
			more = true
		}
		for j, v := range values {
			if j == mostValues {
				text += "; …"
				more = true
				break
			}
			text += map[bool]string{true: ": ", false: "; "}[j == 0] + v.Sentence(true)
		}
		lines = append(lines, text)
	}
	return lines, more
}

// The steps of a verdict as the library stores them.
var _ = []string{
	tr.Key("risk of bias"), tr.Key("inconsistency"), tr.Key("indirectness"), tr.Key("imprecision"), tr.Key("publication bias"),
	tr.Key("certainty"), tr.Key("magnitude"), tr.Key("horizon"), tr.Key("scope"), tr.Key("verdict"),
}

// The signalling questions as the library stores them.
var _ = []string{
	tr.Key("participants aware"), tr.Key("assessor aware"), tr.Key("likely influenced"), tr.Key("deviations"), tr.Key("deviations affected"),
	tr.Key("deviations balanced"), tr.Key("data for nearly all"), tr.Key("result robust"), tr.Key("reasons unrelated"), tr.Key("reasons differ"),
	tr.Key("enough information"), tr.Key("long enough"),
}
