package backups

import (
	"context"
	"strings"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

const compareKey = "compare backup"

// Preview shows what would change if a copy took the place of the library, and restores it if the person says so.
func Preview(c fyne.Canvas, s Spec, from db.Copy) {
	library := s.Library
	wait := dialogs.Wait(c, dialogs.ProgressSpec{
		Title: tr.T("Restore a backup"), What: tr.T("Comparing the library with the copy"), Cancel: func() { work.Cancel(compareKey) },
	})
	work.Latest(compareKey, func(ctx context.Context) (db.Comparison, error) { return db.Compare(ctx, library, from.Path) },
		func(found db.Comparison, err error) {
			wait.Close()
			if err != nil {
				dialogs.Error(c, err)
				return
			}
			when := Moment(from.At, s.Now)
			if len(found.Kinds) == 0 {
				dialogs.Tell(c, tr.T("Nothing to restore"), tr.T("The copy of %s holds the same as the library does now.", when))
				return
			}
			dialogs.Form(c, dialogs.FormSpec{
				Title:   tr.T("Restore the copy of %s?", when),
				Intro:   tr.T("The library goes back to how it was then. How it is now is kept as a copy first, so that you can come back to it."),
				Content: differences(found, s.Now), Confirm: tr.T("Restore"), Width: dialogs.Wide,
				OnConfirm: func() { s.Actions.Restore(from) },
			})
		})
}

func (l *list) preview() {
	c, ok := l.chosen()
	if !ok || !restorable(c) || l.spec.ReadOnly {
		return
	}
	s := l.spec
	restore := s.Actions.Restore
	s.Actions.Restore = func(c db.Copy) {
		l.dialog.Close()
		restore(c)
	}
	Preview(l.canvas, s, c)
}

// kinds are what the kinds of things are called.
var kinds = map[db.Entity]string{
	db.EntityClaim: tr.Key("Claims"), db.EntityTrial: tr.Key("Trials"), db.EntityDocument: tr.Key("Articles and sources"),
	db.EntityLink: tr.Key("Links of trials to claims"), db.EntityAppraisal: tr.Key("Judgements"), db.EntityAnswer: tr.Key("Answers"),
	db.EntityOverrule: tr.Key("Decisions about verdicts"), db.EntityArm: tr.Key("Arms"), db.EntityResult: tr.Key("Results"),
	db.EntityFact: tr.Key("Facts"), db.EntityQuote: tr.Key("Quotes"), db.EntityReport: tr.Key("Reports of trials"),
	db.EntityBrief: tr.Key("Briefs"), db.EntityReviewer: tr.Key("Reviewers"), db.EntityThresholds: tr.Key("Sets of thresholds"),
	db.EntityAppraisalQuote: tr.Key("Quotes of judgements"), db.EntityThresholdUse: tr.Key("Choice of thresholds"), db.EntityStrengthWords: tr.Key("Words of strength"),
	"printed": tr.Key("Printed reports"), "file": tr.Key("Files of articles"), "page": tr.Key("Texts of articles"), "setting": tr.Key("Settings"),
	"action": tr.Key("Steps of the history"), "change": tr.Key("Changes in the history"),
}

func kind(e db.Entity) string {
	if s, ok := kinds[e]; ok {
		return tr.T(s)
	}
	return string(e)
}

// differences are the numbers first, and then the names.
func differences(c db.Comparison, now time.Time) fyne.CanvasObject {
	counts, names := widgets.VStack(4), widgets.VStack(4)
	for _, k := range c.Kinds {
		counts.Add(widgets.HStackTop(10, widgets.MinWidth(210, widgets.Bold(kind(k.Entity))), widgets.Fill(widgets.Body(counted(k)))))
		for _, d := range []struct {
			head string
			of   db.Differing
		}{{tr.T("Would go"), k.Goes}, {tr.T("Would come back"), k.Returns}, {tr.T("Would be as before"), k.Changes}} {
			if d.of.Count > 0 {
				names.Add(widgets.Pad(8, 0, 0, 0, widgets.SectionLabel(kind(k.Entity)+" – "+d.head)))
				names.Add(widgets.Small(named(k.Entity, d.of)))
			}
		}
	}
	last := widgets.VStack(2, widgets.Muted(tr.T("Last change in the library: %s", action(c.Library, now))), widgets.Muted(tr.T("Last change in the copy: %s", action(c.Copy, now))))
	return widgets.VStack(12, counts, last, widgets.NewHairline(), names)
}

// counted says how many things of a kind would be otherwise.
func counted(k db.KindDifference) string {
	var parts []string
	for _, x := range []struct {
		n         int
		one, many string
	}{
		{k.Goes.Count, tr.Key("1 would go"), tr.Key("%d would go")},
		{k.Returns.Count, tr.Key("1 would come back"), tr.Key("%d would come back")},
		{k.Changes.Count, tr.Key("1 would be as before"), tr.Key("%d would be as before")},
	} {
		if x.n > 0 {
			parts = append(parts, tr.N(x.n, x.one, x.many))
		}
	}
	if k.Unreadable {
		parts = append(parts, tr.T("not all can be read in the library"))
	}
	return strings.Join(parts, " · ")
}

// mostNames is how many names of a kind are shown: the numbers say how many there are.
const mostNames = 12

func named(e db.Entity, d db.Differing) string {
	var lines []string
	for i, n := range d.Names {
		if i == mostNames {
			break
		}
		lines = append(lines, called(e, n))
	}
	if more := d.Count - len(lines); more > 0 {
		lines = append(lines, tr.N(more, "and 1 more", "and %d more"))
	}
	return strings.Join(lines, "\n")
}

// called is a name as the screens have it: a judgement goes by its domain, a fact by its field.
func called(e db.Entity, name string) string {
	head, rest, ok := strings.Cut(name, ": ")
	switch {
	case name == "":
		return tr.T("without a title")
	case ok && e == db.EntityAppraisal:
		return words.Domain(appraisal.Domain(head)) + ": " + rest
	case ok && e == db.EntityFact:
		if f, known := appraisal.FieldOf(appraisal.FieldKey(head)); known {
			return words.FieldLabel(f) + ": " + rest
		}
	}
	return name
}

func action(a db.LastAction, now time.Time) string {
	if a.At.IsZero() {
		return tr.T("none")
	}
	return Moment(a.At, now) + " – " + tr.Said(words.Short(a.Name))
}
