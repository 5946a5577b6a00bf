package ui

import (
	"fmt"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/glossary"
	"claimgrade/ui/help"
	"claimgrade/ui/words"
)

// showGlossary explains the words on screen.
func (a *App) showGlossary() {
	var entries []help.Entry
	for _, g := range glossary.Groups {
		for _, t := range glossary.All() {
			if t.Group == g {
				entries = append(entries, help.Entry{Group: g, Title: t.Word, Text: t.Text, Source: t.Source, Also: strings.Join(t.Also, ", ")})
			}
		}
	}
	help.LookUp(a.window.Canvas(), help.LookUpSpec{Title: "Glossary", Placeholder: "A word, such as certainty or Bang", Entries: entries})
}

// ShowRule lists the rules of the method and marks one; an empty id marks none.
func (a *App) ShowRule(id string) {
	help.LookUp(a.window.Canvas(), help.LookUpSpec{Title: "Rules", Placeholder: "An id such as B-R3, or a word", Entries: ruleEntries(), Start: id})
}

// ruleGroups are the parts of the method, by what the ids of their rules begin with.
var ruleGroups = []struct{ prefix, title string }{
	{"K", "Kind of claim"}, {"B", "Blinding"}, {"A", "Attrition"}, {"S", "Sample size"}, {"F", "Follow-up"},
	{"T", "Thresholds"}, {"P", "Pooling"}, {"O", "Overruling"}, {"C", "Certainty"}, {"W", "Size, time and scope as worded"},
	{"V", "Verdict"}, {"N", "Claims that something is not shown"}, {"E", "Claims on how trials were done"},
	{"R", "Claims on what a source says"}, {"D", "Limits on duration"},
}

// ruleEntries are all rules with what they read, group by group.
func ruleEntries() []help.Entry {
	reads := map[string][]string{}
	for _, t := range appraisal.ThresholdList {
		for _, id := range strings.Split(t.Rules, ",") {
			id = strings.TrimSpace(id)
			reads[id] = append(reads[id], "Reads: "+t.Label+", "+thresholdValues(t))
		}
	}
	all := rules.All()
	var entries []help.Entry
	add := func(title string, in func(prefix string) bool) {
		for _, r := range all {
			if prefix, _, _ := strings.Cut(string(r.ID), "-"); in(prefix) {
				entries = append(entries, help.Entry{Group: title, ID: string(r.ID), Text: r.Text, Notes: reads[string(r.ID)], Source: r.Source})
			}
		}
	}
	for _, g := range ruleGroups {
		add(g.title, func(prefix string) bool { return prefix == g.prefix })
	}
	add("Other rules", func(prefix string) bool {
		return !slices.ContainsFunc(ruleGroups, func(g struct{ prefix, title string }) bool { return g.prefix == prefix })
	})
	return entries
}

// thresholdValues are the values of a threshold in the three sets that come with the program.
func thresholdValues(t appraisal.Threshold) string {
	unit := ""
	if t.Unit != "" {
		unit = " " + t.Unit
	}
	return fmt.Sprintf("%s%s (strict %s, lenient %s)", words.Number(t.Default, 5), unit, words.Number(t.Strict, 5), words.Number(t.Lenient, 5))
}

// uncover shows the library again after something covered the whole window in a size of its own. What was made meanwhile
// was made in that size.
func (d *desk) uncover(edited bool) {
	d.app.show(d.root)
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
