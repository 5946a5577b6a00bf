package words

import (
	"claimgrade/appraisal"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
)

// VerdictSign is the tone and sign of a verdict; no verdict has dots, as something still to come.
func VerdictSign(v appraisal.Verdict) (theme.Tone, widgets.MarkKind) {
	switch v {
	case appraisal.Supported, appraisal.Accurate:
		return theme.Green, widgets.MarkCheck
	case appraisal.PartlySupported, appraisal.PartlyAccurate:
		return theme.Amber, widgets.MarkMinus
	case appraisal.Overstated:
		return theme.Amber, widgets.MarkExclaim
	case appraisal.NotSupported, appraisal.Inaccurate:
		return theme.Red, widgets.MarkCross
	case appraisal.Contradicted:
		return theme.Red, widgets.MarkDown
	case appraisal.Misattributed:
		return theme.Red, widgets.MarkExclaim
	case appraisal.CannotBeJudged:
		return theme.Grey, widgets.MarkQuestion
	case appraisal.NotTrialQuestion:
		return theme.Grey, widgets.MarkRing
	}
	return theme.Grey, widgets.MarkDots
}

// VerdictTile is the small sign of a verdict in lists: hollow while it is provisional or none.
func VerdictTile(v appraisal.Verdict, provisional bool) widgets.Tile {
	tone, mark := VerdictSign(v)
	return widgets.Tile{Tone: tone, Mark: mark, Hollow: provisional || v == ""}
}

// VerdictPill is the large sign of a verdict on the board.
func VerdictPill(v appraisal.Verdict, provisional bool) widgets.Verdict {
	tone, mark := VerdictSign(v)
	return widgets.Verdict{Tone: tone, Mark: mark, Text: Verdict(v), Provisional: provisional && v != ""}
}

// RatingSign is the disc of a rating; the empty rating is an empty ring.
func RatingSign(r appraisal.Rating) widgets.Rating {
	switch r {
	case appraisal.Low:
		return widgets.RatingLow
	case appraisal.SomeConcerns:
		return widgets.RatingSome
	case appraisal.High:
		return widgets.RatingHigh
	case appraisal.NoInformation:
		return widgets.RatingNoInfo
	case appraisal.NotExtracted:
		return widgets.RatingNotExtracted
	}
	return widgets.RatingEmpty
}

// RelationSign is the sign of a relation.
func RelationSign(r appraisal.Relation) widgets.Relation {
	switch r {
	case appraisal.Supports:
		return widgets.RelationFor
	case appraisal.Contradicts:
		return widgets.RelationAgainst
	case appraisal.ShowsNoDiff:
		return widgets.RelationNoDifference
	case appraisal.Mixed:
		return widgets.RelationMixed
	case appraisal.Inconclusive:
		return widgets.RelationInconclusive
	}
	return widgets.RelationNone
}
