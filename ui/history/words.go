package history

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// line is one changed value in words.
type line struct {
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

// lines are the changed values of a row that mean something to a reader.
func lines(c db.Change) []line {
	var out []line
	for _, f := range c.Fields {
		if hidden[f.Field] && (c.Entity != db.EntityLink || f.Field != "result_uid") {
			continue
		}
		l := line{label: words.Column(f.Field), before: words.Stored(f.Field, f.Before), after: words.Stored(f.Field, f.After), op: c.Op}
		switch {
		case l.before == l.after:
			continue
		case c.Entity == db.EntityFact && f.Field == "value", c.Entity == db.EntityAnswer:
			l.label = "" // the heading says it
		case c.Entity == db.EntityOverrule && f.Field == "value":
			l.label = tr.T("Counts as")
		case words.Flag(f.Field) && c.Op != "update" && l.before != tr.T("Yes") && l.after != tr.T("Yes"):
			continue // a new row says No to everything
		}
		out = append(out, l)
	}
	return out
}

// subject says what row was changed and how: "Blinding of Murrough 2013", "Arm ketamine, added".
func subject(c db.Change) string {
	s := what(c)
	switch c.Op {
	case "insert":
		return tr.T("%s, added", s)
	case "delete":
		return tr.T("%s, deleted", s)
	}
	return s
}

func what(c db.Change) string {
	of := func(s string) string {
		if c.Of == "" {
			return s
		}
		return tr.T("%s of %s", s, c.Of)
	}
	domain := words.Domain(appraisal.Domain(c.Row["domain"]))
	switch c.Entity {
	case db.EntityClaim:
		return tr.T("Claim %s", short(c.Row["label"]))
	case db.EntityTrial:
		return tr.T("Trial %s", c.Row["name"])
	case db.EntityArm, db.EntityResult:
		return strings.TrimSpace(words.Sentence(string(c.Entity)) + " " + short(c.Row["name"]))
	case db.EntityDocument:
		return tr.T("Article %s", short(c.Row["title"]))
	case db.EntityLink:
		return tr.T("Link to %s", c.Of)
	case db.EntityAppraisal:
		return of(domain)
	case db.EntityAnswer:
		return of(domain) + ": " + tr.T(strings.ReplaceAll(c.Row["question"], "-", " "))
	case db.EntityOverrule:
		return tr.T("Own decision on %s", tr.T(strings.ReplaceAll(c.Row["step"], "-", " ")))
	case db.EntityQuote:
		return tr.T("Quote")
	case db.EntityReport:
		return tr.T("Report in %s", short(c.Of))
	case db.EntityFact:
		name := c.Row["field"]
		if f, ok := appraisal.FieldOf(appraisal.FieldKey(name)); ok {
			name = words.FieldLabel(f)
		}
		return of(name)
	}
	return words.Sentence(strings.ReplaceAll(string(c.Entity), "_", " "))
}

// longest is how many letters of a value the list shows; the rest is read by opening the step.
const longest = 90

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > longest {
		return strings.TrimSpace(string(r[:longest-1])) + "…"
	}
	return s
}

// sentence is a line as one text; cut, if its values are shortened.
func (l line) sentence(cut bool) string {
	show := func(s string) string {
		if s == "" {
			return tr.T("nothing")
		}
		if cut {
			return short(s)
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

// told are the changes of a step that are shown: how a quote hangs on an appraisal is told by the quote.
func told(all []db.Change) []db.Change {
	var out []db.Change
	for i := len(all) - 1; i >= 0; i-- { // as they came
		c := all[i]
		if c.Entity == db.EntityAppraisalQuote || c.Op == "update" && len(lines(c)) == 0 {
			continue
		}
		out = append(out, c)
	}
	return out
}

// starterName is what the making of the starter library is called in its history, whatever the language of its reader.
var starterName = tr.Key("Starter library")

// done is a step's name with what kind of action it was. It is as it was written, in the language of that time.
func done(s db.Step) string {
	if s.Name == starterName {
		return tr.T(starterName)
	}
	switch s.Kind {
	case "undo":
		return tr.T("Undone: %s", s.Name)
	case "redo":
		return tr.T("Done again: %s", s.Name)
	}
	return s.Name
}

// who is the person of a step.
func who(by string) string {
	if by == "" {
		return tr.T("Nobody named")
	}
	return by
}
