// Package linking joins a trial's result to a claim: it offers trials as one types, and asks what the result does to
// the claim and how well it fits.
package linking

import (
	"context"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Linking shows the dialogs over a window.
type Linking struct {
	s      *session.Session
	canvas fyne.Canvas
	// NewTrial makes a trial of the name typed and goes to its form.
	NewTrial func(name string)
}

// New returns the dialogs for a session in a window.
func New(s *session.Session, c fyne.Canvas) *Linking { return &Linking{s: s, canvas: c} }

// Link offers the library's trials and then asks how the chosen one bears on the claim.
func (l *Linking) Link(claimUID string) {
	l.s.LoadOverview(func(o session.Overview, err error) {
		if err != nil {
			l.s.Fail(err)
			return
		}
		l.s.LoadClaim("linking", claimUID, func(v session.View, err error) {
			if err != nil {
				l.s.Fail(err)
				return
			}
			l.choose(o, v)
		})
	})
}

func (l *Linking) choose(o session.Overview, v session.View) {
	linked := map[string]int{}
	for _, x := range v.Dossier.Linked {
		linked[x.Trial.UID]++
	}
	choices := make([]dialogs.Choice, len(o.Trials))
	for i, t := range o.Trials {
		sub := []string{}
		if t.Design != "" {
			sub = append(sub, words.Choice(t.Design))
		}
		if t.N > 0 {
			sub = append(sub, tr.T("n %d", t.N))
		}
		if t.Comparator != "" {
			sub = append(sub, t.Comparator)
		}
		if linked[t.UID] > 0 {
			sub = append(sub, tr.T("linked already"))
		}
		choices[i] = dialogs.Choice{ID: t.UID, Title: t.Name, Sub: strings.Join(sub, " · ")}
	}
	spec := dialogs.ChooseSpec{
		Title:       tr.T("Link a trial"),
		Placeholder: tr.T("Type two letters of its name"),
		Confirm:     tr.T("Continue"),
		Choices:     choices,
		Empty:       tr.T("No trial of the library has this name."),
		Create:      tr.T("Add it as a new trial…"),
		OnCreate:    l.NewTrial,
		OnChosen: func(c dialogs.Choice) {
			l.load(c.ID, func(t appraisal.Trial) {
				link := appraisal.Link{ClaimUID: v.Dossier.Claim.UID, TrialUID: t.UID, PICO: appraisal.PICONone, Position: len(v.Dossier.Linked)}
				link.ResultUID = bestResult(v.Dossier.Claim, t, taken(v.Dossier, link))
				l.form(v.Dossier, t, link)
			})
		},
	}
	dialogs.Choose(l.canvas, spec)
}

func (l *Linking) load(trialUID string, then func(appraisal.Trial)) {
	lib := l.s.Lib
	work.Latest("linking trial", func(ctx context.Context) (appraisal.Trial, error) { return lib.Trial(ctx, trialUID) },
		func(t appraisal.Trial, err error) {
			if err != nil {
				l.s.Fail(err)
				return
			}
			then(t)
		})
}

// Edit changes the relation and fit of a link.
func (l *Linking) Edit(claimUID, linkUID string) {
	l.s.LoadClaim("linking", claimUID, func(v session.View, err error) {
		if err != nil {
			l.s.Fail(err)
			return
		}
		for _, x := range v.Dossier.Linked {
			if x.Link.UID == linkUID {
				l.form(v.Dossier, x.Trial, x.Link)
			}
		}
	})
}

// taken are the results of the link's trial that other links of the claim have; "" is the trial as a whole.
func taken(d appraisal.Dossier, link appraisal.Link) map[string]bool {
	out := map[string]bool{}
	for _, x := range d.Linked {
		if x.Link.TrialUID == link.TrialUID && x.Link.UID != link.UID {
			out[x.Link.ResultUID] = true
		}
	}
	return out
}

// bestResult proposes the result on the claim's outcome and scale, else the first; none that is linked already.
func bestResult(c appraisal.Claim, t appraisal.Trial, taken map[string]bool) string {
	best, score := "", -1
	for _, r := range t.Results {
		if taken[r.UID] {
			continue
		}
		n := 0
		if c.Effect.Construct != "" && r.Facts.Text(appraisal.FieldConstruct) == c.Effect.Construct {
			n += 4
		}
		if c.Effect.Instrument != "" && strings.EqualFold(r.Facts.Text(appraisal.FieldInstrument), c.Effect.Instrument) {
			n += 2
		}
		if r.Facts.Text(appraisal.FieldEstimate) != "" {
			n++
		}
		if n > score {
			best, score = r.UID, n
		}
	}
	return best
}

// linkForm is the form behind the dialog.
type linkForm struct {
	claim    appraisal.Claim
	trial    appraisal.Trial
	link     appraisal.Link
	taken    map[string]bool // results that are linked already
	derived  appraisal.Relation
	results  []string // uids; "" is the trial as a whole
	result   *widgets.Select
	why      *widgets.Text
	relation *widgets.Select
	reason   *widgets.TextArea
	reasonAt *widgets.FormField
	pico     *widgets.Segmented
	note     *widgets.Entry
	reversed *widgets.Check
	context  *widgets.Check
}

var picos = []appraisal.PICOMatch{appraisal.PICONone, appraisal.PICOSome, appraisal.PICOMajor}

// chosen relations: the derived one stands first, as an empty word.
var chosen = append([]appraisal.Relation{""}, appraisal.Relations[:len(appraisal.Relations)-1]...)

func (l *Linking) form(d appraisal.Dossier, t appraisal.Trial, link appraisal.Link) {
	c := d.Claim
	f := &linkForm{claim: c, trial: t, link: link, taken: taken(d, link)}
	f.build()
	title, confirm := tr.T("Link %s", t.Name), tr.T("Link the trial")
	if link.UID != "" {
		title, confirm = tr.T("Relation and fit of %s", t.Name), tr.T("Save")
	}
	dialogs.Form(l.canvas, dialogs.FormSpec{
		Title: title, Intro: c.Label + " — " + c.Text, Confirm: confirm, Width: dialogs.Wide,
		Content:  f.content(),
		First:    f.result,
		Validate: f.validate,
		Fields:   map[string]fyne.CanvasObject{"result": f.result, "reason": f.reason},
		OnConfirm: func() {
			var uid string
			out := f.value()
			l.s.Edit(title, func(b *db.Batch) error { uid = b.PutLink(out); return nil }, func(err error) {
				if err != nil {
					l.s.Fail(err)
					return
				}
				p := l.s.Place()
				if p.Kind == session.ClaimPlace && p.UID == c.UID {
					p.Link = uid
					l.s.Go(p)
				}
			})
		},
	})
}

func (f *linkForm) build() {
	var names []string
	for _, r := range f.trial.Results {
		f.results = append(f.results, r.UID)
		names = append(names, r.Name)
	}
	f.results, names = append(f.results, ""), append(names, tr.T("The trial as a whole"))
	f.result = widgets.NewSelect("", names, func(int) { f.refresh() })
	for i, uid := range f.results {
		if uid == f.link.ResultUID {
			f.result.SetSelected(i)
		}
	}
	f.why = widgets.Caption("")
	f.relation = widgets.NewSelect("", nil, func(int) { f.refresh() })
	f.reason = widgets.NewTextArea(tr.T("What in the trial makes it so"), 2)
	f.reason.SetText(f.link.Reason)
	f.reasonAt = widgets.NewFormField(tr.T("Why the relation is another than derived"), f.reason)
	f.pico = widgets.NewSegmented(widgets.Segments(words.PICO(appraisal.PICONone), words.PICO(appraisal.PICOSome), words.PICO(appraisal.PICOMajor)), nil)
	for i, p := range picos {
		if p == f.link.PICO {
			f.pico.SetSelected(i)
		}
	}
	f.note = widgets.NewEntry(tr.T("Population, intervention, comparator or outcome that differs"))
	f.note.SetText(f.link.PICONote)
	f.reversed = widgets.NewCheck(tr.T("The claim's intervention is this result's control arm"), func(bool) { f.refresh() })
	f.reversed.SetChecked(f.link.Reversed)
	f.context = widgets.NewCheck(tr.T("Context only: shown, never pooled"), func(bool) { f.refresh() })
	f.context.SetChecked(f.link.Context)
	f.refresh()
	for i, r := range chosen {
		if r == f.link.Relation {
			f.relation.SetSelected(i)
		}
	}
	f.refresh()
}

func (f *linkForm) content() fyne.CanvasObject {
	return widgets.VStack(14,
		widgets.NewFormField(tr.T("Result"), f.result),
		f.reversed,
		widgets.VStack(4, widgets.NewFormField(tr.T("What the result does to the claim"), f.relation), f.why),
		f.reasonAt,
		widgets.NewFormField(tr.T("How well the trial fits the claim"), f.pico),
		widgets.NewFormField(tr.T("What differs"), f.note),
		f.context,
	)
}

// value is the link as the form has it.
func (f *linkForm) value() appraisal.Link {
	out := f.link
	if i := f.result.Selected(); i >= 0 {
		out.ResultUID = f.results[i]
	}
	out.Relation = ""
	if i := f.relation.Selected(); i > 0 {
		out.Relation = chosen[i]
	}
	out.Reason, out.PICONote = strings.TrimSpace(f.reason.Text), strings.TrimSpace(f.note.Text)
	if i := f.pico.Selected(); i >= 0 {
		out.PICO = picos[i]
	}
	out.Reversed, out.Context = f.reversed.Checked(), f.context.Checked()
	return out
}

// refresh derives the relation anew and shows what it asks for.
func (f *linkForm) refresh() {
	v := f.value()
	derived, why := rules.Derive(f.claim, appraisal.Linked{Link: v, Trial: f.trial})
	f.derived = derived
	names := make([]string, len(chosen))
	for i, r := range chosen {
		names[i] = words.Relation(r)
	}
	names[0] = tr.T("Inconclusive, as nothing is derived")
	if derived != "" {
		names[0] = tr.T("%s, as derived from the interval", words.Relation(derived))
	}
	selected := max(f.relation.Selected(), 0)
	f.relation.SetOptions(names)
	f.relation.SetSelected(selected)
	f.why.SetText(tr.Said(why))
	if f.needsReason(v) || v.Reason != "" {
		f.reasonAt.Show()
	} else {
		f.reasonAt.Hide()
	}
	if v.Context {
		f.relation.SetDisabled(tr.T("A context link takes no part in the verdict."))
	} else {
		f.relation.SetDisabled("")
	}
	f.why.SetStyle(widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
}

// needsReason: a relation that is not the derived one.
func (f *linkForm) needsReason(v appraisal.Link) bool {
	return !v.Context && v.Relation != "" && v.Relation != f.derived
}

func (f *linkForm) validate() error {
	v := f.value()
	if f.taken[v.ResultUID] {
		return appraisal.Invalid("result", tr.T("This result is linked to the claim already. Choose another result, or cancel and change that link."))
	}
	if f.needsReason(v) && v.Reason == "" {
		if f.derived == "" {
			return appraisal.Invalid("reason", tr.T("Nothing can be derived from an interval, so the relation is your reading. Write what it rests on."))
		}
		return appraisal.Invalid("reason", tr.T("The interval says “%s”, you say “%s”. Write why, or take the derived relation.", words.Relation(f.derived), words.Relation(v.Relation)))
	}
	return nil
}
