package words

import (
	"claimgrade/appraisal"
	"claimgrade/db/intake"
	"claimgrade/ui/tr"
)

var differences = map[intake.DifferenceKind]string{
	intake.NumbersDiffer:    tr.Key("The numbers differ"),
	intake.EnrolmentNotFlow: tr.Key("Enrolment is not what the flow says"),
	intake.PlanNotReached:   tr.Key("Fewer were randomised than planned"),
	intake.OutcomeChanged:   tr.Key("The registered primary outcome is not among the results"),
	intake.TimeChanged:      tr.Key("The primary outcome was read at another time"),
	intake.MaskingDiffers:   tr.Key("Masking differs"),
	intake.DesignDiffers:    tr.Key("The design differs"),
}

// DifferenceRow is a point on which a registry record and a paper differ, as a table shows it.
type DifferenceRow struct{ What, Registry, Paper string }

// Difference puts a difference into words.
func Difference(d intake.Difference) DifferenceRow {
	row := DifferenceRow{What: tr.T(differences[d.Kind]), Registry: factOr(d.Registry), Paper: factOr(d.Paper)}
	field, known := appraisal.FieldOf(d.Field)
	switch {
	case d.Subject != "":
		row.What += ": " + d.Subject
	case known && (d.Kind == intake.NumbersDiffer || d.Kind == intake.MaskingDiffers || d.Kind == intake.DesignDiffers):
		row.What += ": " + FieldLabel(field)
	}
	return row
}

func factOr(f appraisal.Fact) string {
	field, known := appraisal.FieldOf(f.Field)
	if !known || f.Value == "" && f.Status != appraisal.StatusNotStated {
		return "–"
	}
	return FactValue(field, f)
}

var relations = map[string]string{
	"registry": tr.Key("Registry record"), "result": tr.Key("Reports results"), "derived": tr.Key("Derived from it"), "background": tr.Key("Background"),
}

// ReportRelation is what a document is to the trial that it reports.
func ReportRelation(relation string) string {
	if w, ok := relations[relation]; ok {
		return tr.T(w)
	}
	return tr.T("Paper")
}
