package rules

import "claimgrade/appraisal"

// JudgeReport judges what one named source is said to have found, by the citation check (method 0.3). While nobody has
// looked there is no verdict and no rule.
func JudgeReport(f appraisal.CitationFinding) (appraisal.Verdict, ID, []Line) {
	var v appraisal.Verdict
	var id ID
	switch f {
	case appraisal.SourceSays:
		v, id = appraisal.Accurate, R1
	case appraisal.SourceSaysPart:
		v, id = appraisal.PartlyAccurate, R2
	case appraisal.SourceDoesNotSay:
		v, id = appraisal.Inaccurate, R3
	case appraisal.SourceSaysOpposite:
		v, id = appraisal.Inaccurate, R4
	case appraisal.NoSuchSource:
		v, id = appraisal.Misattributed, R5
	case appraisal.AnotherSource:
		v, id = appraisal.Misattributed, R6
	case appraisal.NotObtained:
		v, id = appraisal.CannotBeJudged, R7
	default:
		return "", "", nil
	}
	return v, id, []Line{step(id, "%s", byID[id].Text)}
}
