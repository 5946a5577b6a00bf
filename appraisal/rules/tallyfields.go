package rules

import "claimgrade/appraisal"

// TallyFields are the fields that the tally of a claim about how trials were done reads from a trial of its frame that it
// does not link. all means that any fact may matter, as where ratings are counted. Of very many trials a library then need
// not read the rest.
func TallyFields(c appraisal.Claim) (fields []appraisal.FieldKey, all bool) {
	e := c.Evidence
	fields = []appraisal.FieldKey{appraisal.FieldYear, appraisal.FieldRegistration}
	switch {
	case e.Form == appraisal.FormRank:
		fields = append(fields, e.RankField)
	case e.Form == appraisal.FormAbsence:
		fields = append(fields, appraisal.FieldAllocation, appraisal.FieldDesign, appraisal.FieldConstruct, appraisal.FieldMeasure, appraisal.FieldDay)
	case len(e.Meets) == 0:
		return nil, true
	}
	for _, x := range e.Frame {
		fields = append(fields, x.Field)
	}
	for _, x := range e.Meets {
		fields = append(fields, x.Field)
	}
	return fields, false
}
