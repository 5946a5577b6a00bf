package drawer

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// Copy offers to copy the appraisal of the row on screen to the other claims on its trial.
func (d *Drawer) Copy() {
	p := d.s.Place()
	if d.row == nil {
		return
	}
	if d.s.Lib.ReadOnly() {
		dialogs.Tell(d.canvas(), tr.T("Copy the appraisal"), tr.T(readOnly))
		return
	}
	d.s.LoadSiblings(p.UID, p.Link, func(found session.Siblings, err error) {
		trial := found.From.Row.Linked.Trial.Name
		switch {
		case err != nil:
			d.s.Fail(err)
		case nothingGiven(found.From.Row):
			dialogs.Tell(d.canvas(), tr.T("Copy the appraisal"),
				tr.T("You have not appraised %s for this claim yet, so there is nothing to copy. Judge at least one of its domains first.", trial))
		case len(found.To) == 0:
			dialogs.Tell(d.canvas(), tr.T("Copy the appraisal"),
				tr.T("No other claim links %s. Link it to another claim (Ctrl+L), and its appraisal can be copied there.", trial))
		default:
			newCopying(d, found).ask()
		}
	})
}

func (d *Drawer) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(d.root) }

func nothingGiven(r rules.Row) bool {
	for _, v := range r.Domains {
		if !v.Appraisal.Blank() {
			return false
		}
	}
	return true
}

// copying is the dialog that chooses the claims to copy to.
type copying struct {
	d       *Drawer
	found   session.Siblings
	choices []*copyChoice
}

// copyChoice is one claim of the dialog.
type copyChoice struct {
	to      session.Sibling
	tick    *widgets.Check
	replace *widgets.Check // nil where nothing is there
}

func newCopying(d *Drawer, found session.Siblings) *copying {
	c := &copying{d: d, found: found}
	for _, to := range found.To {
		x := &copyChoice{to: to, tick: widgets.NewCheck(to.Claim.Label, nil)}
		if len(to.Copies) == 0 {
			x.tick.SetDisabled(tr.T("Nothing you have judged counts for this claim."))
		}
		if anyThere(to.Copies) {
			x.replace = widgets.NewCheck(tr.T("Replace what I have there"), func(on bool) {
				if on {
					x.tick.SetChecked(true)
				}
			})
		}
		c.choices = append(c.choices, x)
	}
	return c
}

func anyThere(copies []rules.Copy) bool {
	for _, c := range copies {
		if c.There {
			return true
		}
	}
	return false
}

func (c *copying) ask() {
	row := c.found.From.Row
	list := widgets.VStack(14)
	for i, x := range c.choices {
		if i == 0 || x.to.SameArticle != c.choices[i-1].to.SameArticle {
			title := tr.T("In other articles")
			if x.to.SameArticle {
				title = tr.T("In the same article")
			}
			list.Add(widgets.SectionLabel(title))
		}
		list.Add(x.object(c.found.From))
	}
	dialogs.Form(c.d.canvas(), dialogs.FormSpec{
		Title: tr.T("Copy the appraisal of %s to other claims", row.Linked.Trial.Name),
		Intro: tr.T("Answers, reasons and quotes go with it. A judgement that rests on something that differs there is marked to be judged again, and stays open until you have looked."),
		Content: widgets.VStack(12, widgets.HStack(14,
			widgets.NewSmallLink(tr.T("Tick all"), func() { c.tick(func(session.Sibling) bool { return true }) }),
			widgets.NewSmallLink(tr.T("Those of the same article"), func() { c.tick(func(s session.Sibling) bool { return s.SameArticle }) }),
			widgets.NewSmallLink(tr.T("None"), func() { c.tick(func(session.Sibling) bool { return false }) }),
			widgets.Spacer()), list),
		Confirm: tr.T("Copy"), Width: dialogs.Wide, First: c.first(), Validate: c.check, OnConfirm: c.store,
	})
}

func (c *copying) first() fyne.Focusable {
	for _, x := range c.choices {
		if !x.tick.Disabled() {
			return x.tick
		}
	}
	return nil
}

func (c *copying) tick(which func(session.Sibling) bool) {
	for _, x := range c.choices {
		x.tick.SetChecked(which(x.to) && !x.tick.Disabled())
	}
}

// object is the claim with what becomes of each domain there.
func (x *copyChoice) object(from rules.CopySide) fyne.CanvasObject {
	var where []string
	if !x.to.SameArticle { // the heading says it
		where = append(where, x.to.Article)
	}
	if name := x.to.Row.Result.Name; name != "" && x.to.Row.Linked.Link.ResultUID != from.Row.Linked.Link.ResultUID {
		where = append(where, tr.T("result: %s", name))
	}
	lines := widgets.VStack(3)
	if len(where) > 0 {
		lines.Add(widgets.Caption(strings.Join(where, " · ")))
	}
	var stand, there []string
	for _, k := range x.to.Copies {
		name := words.Domain(k.Domain)
		if k.There {
			there = append(there, name+", "+thereWords(x.to.Row.Domains[k.Domain].Appraisal))
		}
		switch {
		case len(k.Again) > 0:
		case k.Appraisal.Judgement != "":
			stand = append(stand, name+", "+words.Rating(k.Appraisal.Judgement))
		default:
			stand = append(stand, name+", "+tr.T("notes without a judgement"))
		}
	}
	if len(stand) > 0 {
		lines.Add(widgets.Small(tr.T("Copied as it is: %s.", strings.Join(stand, "; "))))
	}
	for _, k := range x.to.Copies {
		if len(k.Again) > 0 {
			lines.Add(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall},
				widgets.Run{Text: tr.T("%s: judge again.", words.Domain(k.Domain)) + " ", Bold: true},
				widgets.Run{Text: whyAgain(k, from, x.to.CopySide)}))
		}
	}
	if len(x.to.Copies) == 0 {
		lines.Add(widgets.Small(tr.T("Nothing you have judged counts for this claim.")))
	}
	if x.replace != nil {
		lines.Add(widgets.Small(tr.T("Already there, and kept: %s.", strings.Join(there, "; "))))
		lines.Add(widgets.HStack(0, x.replace, widgets.Spacer()))
	}
	return widgets.VStack(3, x.tick, widgets.Pad(0, 0, 0, 29, lines))
}

// thereWords are what the reviewer has of a domain already.
func thereWords(a appraisal.Appraisal) string {
	if a.Judgement != "" {
		return words.Rating(a.Judgement)
	}
	if r, _, ok := a.Copied(); ok {
		return tr.T("%s, to be judged again", words.Rating(r))
	}
	return tr.T("notes without a judgement")
}

// whyAgain are the reasons why a judgement does not stand for the other claim.
func whyAgain(k rules.Copy, from, to rules.CopySide) string {
	var why []string
	for _, d := range k.Again {
		why = append(why, differs(d, k.Domain, from, to))
	}
	return strings.Join(why, " ")
}

func differs(d rules.Difference, dom appraisal.Domain, from, to rules.CopySide) string {
	here, there := from.Claim.Effect, to.Claim.Effect
	switch d {
	case rules.OtherResult:
		name := to.Row.Result.Name
		if name == "" {
			return tr.T("That claim links the trial as a whole, this one the result “%s”.", from.Row.Result.Name)
		}
		switch dom {
		case appraisal.Blinding:
			return tr.T("That claim uses “%s”: another outcome may be assessed by others.", name)
		case appraisal.SampleSize:
			return tr.T("That claim uses “%s”: other people, another interval.", name)
		case appraisal.FollowUp:
			return tr.T("That claim uses “%s”, read at a time of its own.", name)
		}
		return tr.T("That claim uses “%s”: others may be lost to it.", name)
	case rules.OtherKind:
		return tr.T("It asserts something else: %s, not %s.", lowerFirst(words.EffectKind(there.Kind)), lowerFirst(words.EffectKind(here.Kind)))
	case rules.OtherHorizon:
		return tr.T("It speaks of another time: %s, not %s.", horizon(there), horizon(here))
	case rules.OtherMID:
		return tr.T("The smallest difference that matters is another: %s, not %s.", size(there.MID), size(here.MID))
	case rules.OtherPlan:
		return tr.T("It weighs the numbers by another measure, spread or risk.")
	}
	return tr.T("What the facts suggest has changed since you judged it.")
}

func horizon(e appraisal.Effect) string {
	if e.Horizon == "" {
		return tr.T("no time given")
	}
	return lowerFirst(words.Horizon(e))
}

func size(x *float64) string {
	if x == nil {
		return tr.T("none given")
	}
	return tr.Number(*x, 2)
}

// check wants a claim to be chosen to which something would be copied.
func (c *copying) check() error {
	chosen := 0
	for _, x := range c.choices {
		if !x.tick.Checked() {
			continue
		}
		chosen++
		if !x.copying().Some() {
			return appraisal.Invalid("claims", tr.T("Nothing would be copied to “%s”: you have all of it there. Tick “Replace what I have there”, or leave it out.", x.to.Claim.Label))
		}
	}
	if chosen == 0 {
		return appraisal.Invalid("claims", tr.T("Tick the claims to copy to, or cancel."))
	}
	return nil
}

func (x *copyChoice) copying() session.Copying {
	return session.Copying{Copies: x.to.Copies, Replace: x.replace != nil && x.replace.Checked()}
}

// store copies to the chosen claims and says what came of it.
func (c *copying) store() {
	var all []session.Copying
	claims := map[string]bool{}
	stand, again := 0, 0
	for _, x := range c.choices {
		if !x.tick.Checked() {
			continue
		}
		k := x.copying()
		all = append(all, k)
		claims[x.to.Claim.UID] = true
		for _, copied := range k.Copies {
			switch {
			case copied.There && !k.Replace:
			case len(copied.Again) > 0:
				again++
			case copied.Appraisal.Judgement != "":
				stand++
			}
		}
	}
	name := tr.N(len(claims), "Copy of the appraisal of %[2]s to %[1]d claim", "Copy of the appraisal of %[2]s to %[1]d claims", c.found.From.Row.Linked.Trial.Name)
	c.d.s.CopyAppraisal(name, all, func(err error) {
		if err != nil {
			c.d.s.Fail(err)
			return
		}
		if c.d.actions.Say != nil {
			c.d.actions.Say(tr.N(len(claims), "Copied to 1 claim.", "Copied to %d claims.") + " " +
				tr.N(stand, "1 judgement stands,", "%d judgements stand,") + " " +
				tr.N(again, "1 is to be judged again (Ctrl+Enter goes there).", "%d are to be judged again (Ctrl+Enter goes through them)."))
		}
	})
}
