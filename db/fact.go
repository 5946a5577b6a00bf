package db

import (
	"claimgrade/appraisal"
)

// Subject is whose fact a fact is: exactly one of the three is given.
type Subject struct {
	TrialUID  string
	ArmUID    string
	ResultUID string
}

// scope says what the subject is; "" if it is not exactly one.
func (s Subject) scope() appraisal.Scope {
	switch {
	case s.TrialUID != "" && s.ArmUID == "" && s.ResultUID == "":
		return appraisal.OfTrial
	case s.TrialUID == "" && s.ArmUID != "" && s.ResultUID == "":
		return appraisal.OfArm
	case s.TrialUID == "" && s.ArmUID == "" && s.ResultUID != "":
		return appraisal.OfResult
	}
	return ""
}

func factColumns(f *appraisal.Fact) []column {
	return []column{
		{name: "uid", at: &f.UID},
		{name: "field", at: (*string)(&f.Field)},
		{name: "value", at: &f.Value},
		{name: "status", at: (*string)(&f.Status)},
		{name: "source", at: &f.Source},
		{name: "document_uid", at: &f.Document, optional: true},
		{name: "locator", at: &f.Locator},
		{name: "quote", at: &f.Quote},
		{name: "confidence", at: &f.Confidence},
		{name: "note", at: &f.Note},
		{name: "checked_by", at: &f.CheckedBy},
		{name: "checked_at", at: &f.CheckedAt},
	}
}

func subjectColumns(s *Subject) []column {
	return []column{
		{name: "trial_uid", at: &s.TrialUID, optional: true},
		{name: "arm_uid", at: &s.ArmUID, optional: true},
		{name: "result_uid", at: &s.ResultUID, optional: true},
	}
}

var factTable = newTable(EntityFact, append(factColumns(new(appraisal.Fact)), subjectColumns(new(Subject))...), "",
	key{"trial_uid, field", "trial_uid IS NOT NULL"},
	key{"arm_uid, field", "arm_uid IS NOT NULL"},
	key{"result_uid, field", "result_uid IS NOT NULL"})

// PutFact adds or changes the fact of a subject in a field. A subject has one fact in a field, which keeps the uid it
// was first given; so a fact needs no uid. A fact checked by somebody without a time was checked now.
func (b *Batch) PutFact(s Subject, f appraisal.Fact) {
	b.give(&f.UID)
	b.refuse(f.Validate())
	if field, known := appraisal.FieldOf(f.Field); known && field.Scope != s.scope() {
		b.refuse(appraisal.Invalidf(string(f.Field), "%s is a fact of a %s. Record it there.", field.Label, field.Scope))
	}
	switch {
	case f.CheckedBy == "":
		f.CheckedAt = ""
	case f.CheckedAt == "":
		f.CheckedAt = b.now
	}
	b.put(factTable, append(factColumns(&f), subjectColumns(&s)...), "The fact “"+string(f.Field)+"” was not saved")
}

// DeleteFact deletes the fact of a subject in a field: it is then as if nobody had looked for it.
func (b *Batch) DeleteFact(s Subject, k appraisal.FieldKey) {
	var uid, of string
	switch s.scope() {
	case appraisal.OfTrial:
		uid, of = s.TrialUID, "trial_uid"
	case appraisal.OfArm:
		uid, of = s.ArmUID, "arm_uid"
	case appraisal.OfResult:
		uid, of = s.ResultUID, "result_uid"
	default:
		b.refuse(appraisal.Invalid(string(k), "The fact has no subject. Say of which trial, arm or result it is."))
		return
	}
	b.add(statement{
		query: `DELETE FROM fact WHERE ` + of + ` = ?1 AND field = ?2`,
		args:  []any{uid, string(k)},
		what:  "The fact was not deleted",
		must:  true,
	})
}
