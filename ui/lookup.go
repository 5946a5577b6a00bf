package ui

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/glossary"
	"claimgrade/ui/help"
	"claimgrade/ui/tr"
)

// showGlossary explains the words on screen.
func (a *App) showGlossary() {
	var entries []help.Entry
	for _, t := range glossary.All() {
		entries = append(entries, help.Entry{Group: t.Group, Title: t.Word, Text: t.Text, Source: t.Source, Also: strings.Join(t.Also, ", ")})
	}
	help.LookUp(a.window.Canvas(), help.LookUpSpec{Title: tr.T("Glossary"), Placeholder: tr.T("A word, such as certainty or Bang"), Entries: entries})
}

// ShowRule lists the rules of the method and marks one; an empty id marks none.
func (a *App) ShowRule(id string) {
	help.LookUp(a.window.Canvas(), help.LookUpSpec{Title: tr.T("Rules"), Placeholder: tr.T("An id such as B-R3, or a word"), Entries: ruleEntries(), Start: id})
}

// ruleGroups are the parts of the method, by what the ids of their rules begin with.
var ruleGroups = []struct{ prefix, title string }{
	{"K", tr.Key("Kind of claim")}, {"B", tr.Key("Blinding")}, {"A", tr.Key("Attrition")}, {"S", tr.Key("Sample size")}, {"F", tr.Key("Follow-up")},
	{"T", tr.Key("Thresholds")}, {"P", tr.Key("Pooling")}, {"O", tr.Key("Overruling")}, {"C", tr.Key("Certainty")}, {"W", tr.Key("Size, time and scope as worded")},
	{"V", tr.Key("Verdict")}, {"N", tr.Key("Claims that something is not shown")}, {"E", tr.Key("Claims on how trials were done")},
	{"R", tr.Key("Claims on what a source says")}, {"D", tr.Key("Limits on duration")},
}

// ruleEntries are all rules with what they read, group by group.
func ruleEntries() []help.Entry {
	reads := map[string][]string{}
	for _, t := range appraisal.ThresholdList {
		for _, id := range strings.Split(t.Rules, ",") {
			id = strings.TrimSpace(id)
			reads[id] = append(reads[id], tr.T("Reads: %s, %s", tr.T(t.Label), thresholdValues(t)))
		}
	}
	all := rules.All()
	var entries []help.Entry
	add := func(title string, in func(prefix string) bool) {
		for _, r := range all {
			if prefix, _, _ := strings.Cut(string(r.ID), "-"); in(prefix) {
				entries = append(entries, help.Entry{Group: title, ID: string(r.ID), Text: tr.T(r.Text), Notes: reads[string(r.ID)], Source: tr.Cited(r.Source)})
			}
		}
	}
	for _, g := range ruleGroups {
		add(tr.T(g.title), func(prefix string) bool { return prefix == g.prefix })
	}
	add(tr.T("Other rules"), func(prefix string) bool {
		return !slices.ContainsFunc(ruleGroups, func(g struct{ prefix, title string }) bool { return g.prefix == prefix })
	})
	return entries
}

// thresholdValues are the values of a threshold in the three sets that come with the program.
func thresholdValues(t appraisal.Threshold) string {
	unit := ""
	if t.Unit != "" {
		unit = " " + tr.T(t.Unit)
	}
	return tr.T("%s%s (strict %s, lenient %s)", tr.Number(t.Default, 5), unit, tr.Number(t.Strict, 5), tr.Number(t.Lenient, 5))
}

// uncover shows the library again after something covered the whole window in a size of its own. What was made meanwhile
// was made in that size, and what had the keyboard may have gone.
func (d *desk) uncover(edited bool) {
	d.app.show(d.root)
	d.focusCentre()
	if edited {
		d.app.appearanceChanged()
	}
}

// project shows the claim to a room. The menu cannot see F5, which has no modifier, so the canvas asks here, too.
func (a *App) project() {
	if why := a.onClaim(); why != "" {
		a.say(why)
		return
	}
	p := a.desk.session.Place()
	a.desk.screens.projector.Show(p.UID, p.Link)
}
