package words

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
)

// TallyRead is what was read of a trial that a claim about how trials were done speaks of, with names and units.
func TallyRead(c appraisal.Claim, t appraisal.Trial, r rules.TallyRow) string {
	e := c.Evidence
	switch {
	case e.Form == appraisal.FormRank && r.Counts:
		return factOf(t, e.RankField)
	case e.Form == appraisal.FormRank:
		return tr.T("not known")
	case e.Form == appraisal.FormAbsence || len(e.Meets) == 0:
		return tr.Capital(tr.Said(r.Value))
	}
	parts := make([]string, len(e.Meets))
	for i, x := range e.Meets {
		field, _ := appraisal.FieldOf(x.Field)
		value := factOf(t, x.Field)
		if value == "" {
			value = tr.T("not known")
		}
		parts[i] = InSentence(FieldLabel(field)) + ": " + value
	}
	return tr.Capital(strings.Join(parts, "; "))
}

// factOf is a fact of a trial within a sentence, or what its arms or results have of it, each once.
func factOf(t appraisal.Trial, k appraisal.FieldKey) string {
	field, _ := appraisal.FieldOf(k)
	all := []appraisal.Facts{t.Facts}
	if t.Facts.Text(k) == "" {
		for _, a := range t.Arms {
			all = append(all, a.Facts)
		}
		for _, r := range t.Results {
			all = append(all, r.Facts)
		}
	}
	var values []string
	for _, fs := range all {
		if fs.Text(k) == "" {
			continue
		}
		if v := InSentence(FactValue(field, fs[k])); !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return strings.Join(values, ", ")
}

// TallyReadHead stands over what was read of the trials.
func TallyReadHead(c appraisal.Claim) string {
	e := c.Evidence
	switch {
	case e.Form == appraisal.FormRank:
		if field, ok := appraisal.FieldOf(e.RankField); ok {
			return FieldLabel(field)
		}
	case e.Form == appraisal.FormAbsence:
		return tr.T("Controlled reading found")
	case len(e.Meets) == 0 && e.Domain != "":
		return Domain(e.Domain)
	}
	return tr.T("Read of it")
}

// TallyHead stands over what a trial says about the claim: that depends on what the claim counts.
func TallyHead(e appraisal.Evidence) string {
	switch e.Form {
	case appraisal.FormRank:
		return tr.T("The trial in question")
	case appraisal.FormAbsence:
		return tr.T("Read with a control group")
	}
	return tr.T("Meets the claim")
}

// TallySays is what a trial says about the claim, in a word or two.
func TallySays(e appraisal.Evidence, r rules.TallyRow) string {
	switch {
	case !r.Counts:
		return tr.T("Not counted: not known")
	case e.Form == appraisal.FormRank && r.Meets:
		return tr.T("The trial in question")
	case e.Form == appraisal.FormRank: // another one: nothing to say
		return ""
	case r.Meets:
		return tr.T("Yes")
	}
	return tr.T("No")
}
