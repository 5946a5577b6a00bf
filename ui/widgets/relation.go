package widgets

import "claimgrade/ui/theme"

// Relation is what a result does to the claim, as a sign.
type Relation int

// The relations.
const (
	RelationNone         Relation = iota
	RelationFor                   // ▲
	RelationAgainst               // ▼
	RelationNoDifference          // ◆
	RelationMixed                 // ●
	RelationInconclusive          // ○
)

// MarkOf returns the sign of a relation, hollow for evidence that is context only.
func (r Relation) MarkOf(context bool) MarkKind {
	switch r {
	case RelationFor:
		return pick(context, MarkUpHollow, MarkUp)
	case RelationAgainst:
		return pick(context, MarkDownHollow, MarkDown)
	case RelationNoDifference:
		return pick(context, MarkDiamondHollow, MarkDiamond)
	case RelationMixed:
		return pick(context, MarkRing, MarkDot)
	case RelationInconclusive:
		return MarkRing
	}
	return MarkNone
}

// NewRelationMark returns the sign of a relation; the Mark's Set with MarkOf changes it.
func NewRelationMark(r Relation, context bool) *Mark {
	return NewMark(r.MarkOf(context), 14, pick(context, theme.ColorMuted, theme.ColorInk))
}

func pick[T any](yes bool, a, b T) T {
	if yes {
		return a
	}
	return b
}
