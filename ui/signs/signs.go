// Package signs turns verdicts, ratings and relations into their signs and tones on screen, in one place, so that a verdict
// looks the same in the list, on the board and in a dialog. Their words are in package words. It must not know any screen.
package signs

import (
	"claimgrade/appraisal"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
)

// Verdict is the tone and sign of a verdict; no verdict has dots, as something still to come.
func Verdict(v appraisal.Verdict) (theme.Tone, widgets.MarkKind) {
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

// Tile is the small sign of a verdict in lists: hollow while it is provisional or none.
func Tile(v appraisal.Verdict, provisional bool) widgets.Tile {
	tone, mark := Verdict(v)
	return widgets.Tile{Tone: tone, Mark: mark, Hollow: provisional || v == ""}
}

// Pill is the large sign of a verdict on the board.
func Pill(v appraisal.Verdict, provisional bool) widgets.Verdict {
	tone, mark := Verdict(v)
	return widgets.Verdict{Tone: tone, Mark: mark, Text: words.Verdict(v), Provisional: provisional && v != ""}
}

// Rating is the disc of a rating; the empty rating is an empty ring.
func Rating(r appraisal.Rating) widgets.Rating {
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

// Relation is the sign of a relation.
func Relation(r appraisal.Relation) widgets.Relation {
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
