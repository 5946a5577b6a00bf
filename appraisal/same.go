package appraisal

import (
	"maps"
	"slices"
)

// Same reports whether a link, its trial and what was appraised of it say the same. It is for those who have worked
// something out from a link and wonder whether it still holds.
func (l Linked) Same(o Linked) bool {
	return l.Link == o.Link && l.Trial.Same(o.Trial) && slices.EqualFunc(l.Appraisals, o.Appraisals, Appraisal.Same)
}

// Same reports whether two appraisals say the same.
func (a Appraisal) Same(b Appraisal) bool {
	return a.UID == b.UID && a.LinkUID == b.LinkUID && a.Reviewer == b.Reviewer && a.Domain == b.Domain &&
		a.Suggestion == b.Suggestion && a.Rule == b.Rule && a.RulesVersion == b.RulesVersion && a.Judgement == b.Judgement &&
		a.Reason == b.Reason && a.BiasDirection == b.BiasDirection && a.JudgedAt == b.JudgedAt &&
		maps.Equal(a.Answers, b.Answers) && slices.Equal(a.Quotes, b.Quotes)
}

// Same reports whether two trials say the same.
func (t Trial) Same(u Trial) bool {
	return t.UID == u.UID && t.Key == u.Key && t.Name == u.Name && t.Notes == u.Notes && t.NotesPrivate == u.NotesPrivate &&
		maps.Equal(t.Facts, u.Facts) &&
		slices.EqualFunc(t.Arms, u.Arms, func(a, b Arm) bool {
			return a.UID == b.UID && a.Name == b.Name && a.Role == b.Role && maps.Equal(a.Facts, b.Facts)
		}) &&
		slices.EqualFunc(t.Results, u.Results, func(a, b Result) bool {
			return a.UID == b.UID && a.Name == b.Name && a.ExperimentalUID == b.ExperimentalUID && a.ControlUID == b.ControlUID && maps.Equal(a.Facts, b.Facts)
		})
}
