package reporting

import (
	"context"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/report"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// brief is the form of what only a person can say about a claim. It is stored as it is typed.
type brief struct {
	w      *window
	object *fyne.Container
	claims []string
	which  *widgets.Select // of which claim, where there are several
	now    appraisal.Brief // as it is on screen
	date   string          // of the re-check, as it is stored
	loaded bool

	fields  []*briefField
	recheck *widgets.FormField
	private *widgets.Check
	bottom  *widgets.TextArea
	author  *widgets.Entry
}

// briefField is a text of the brief, with what undo calls it.
type briefField struct {
	name  string // as undo calls its change: "Question of %s"
	text  func(b *appraisal.Brief) *string
	set   func(string)
	input interface{ SetDisabled(why string) }
}

// recheckName is what undo calls a change of the one text that can be wrong.
var recheckName = tr.Key("Date of the re-check of %s")

func newBrief(w *window) *brief {
	b := &brief{w: w}
	area := func(label, help, hint string, rows int, name string, at func(*appraisal.Brief) *string) *widgets.TextArea {
		t := widgets.NewTextArea(hint, rows)
		f := &briefField{name: name, text: at, set: t.SetText, input: t}
		t.OnChanged = func(s string) { b.typed(f, s) }
		b.fields = append(b.fields, f)
		b.object.Add(widgets.NewFormField(label, t).SetHelp(help))
		return t
	}
	line := func(label, help, hint, name string, at func(*appraisal.Brief) *string) (*widgets.Entry, *widgets.FormField) {
		e := widgets.NewEntry(hint)
		f := &briefField{name: name, text: at, set: e.SetText, input: e}
		e.OnChanged = func(s string) { b.typed(f, s) }
		b.fields = append(b.fields, f)
		field := widgets.NewFormField(label, e).SetHelp(help)
		b.object.Add(field)
		return e, field
	}
	b.which = widgets.NewSelect("", nil, func(i int) { b.load(b.claims[i]) })
	b.object = widgets.VStack(10, widgets.Pad(6, 0, 0, 0, widgets.Heading(tr.T("What only a person can say"))),
		widgets.Caption(tr.T("Kept with the claim as you type. What is empty is left out of the report.")), b.which)
	area(tr.T("Question"), tr.T("As it was asked, in your words."), "", 2, tr.Key("Question of %s"), func(x *appraisal.Brief) *string { return &x.Question })
	line(tr.T("Asked by"), tr.T("For the record. It is never printed in a report."), "", tr.Key("Who asked about %s"), func(x *appraisal.Brief) *string { return &x.Asker })
	b.bottom = area(tr.T("Bottom line"), tr.T("In place of the wording above, which the trials support."), "", 3, tr.Key("Bottom line of %s"), func(x *appraisal.Brief) *string { return &x.BottomLine })
	area(tr.T("Search"), tr.T("Where, when and with what words, a line each."), "", 3, tr.Key("Search for %s"), func(x *appraisal.Brief) *string { return &x.Search })
	area(tr.T("Uncertainty"), tr.T("What is uncertain, and for whom."), "", 2, tr.Key("Uncertainty of %s"), func(x *appraisal.Brief) *string { return &x.Uncertainty })
	area(tr.T("Advice"), tr.T("What to do."), "", 2, tr.Key("Advice on %s"), func(x *appraisal.Brief) *string { return &x.Advice })
	b.author, _ = line(tr.T("Prepared by"), "", "", tr.Key("Author on %s"), func(x *appraisal.Brief) *string { return &x.PreparedBy })
	line(tr.T("Checked by"), tr.T("The second person. Empty: the report says that nobody has checked it."), "", tr.Key("Second checker of %s"), func(x *appraisal.Brief) *string { return &x.CheckedBy })
	_, b.recheck = line(tr.T("Re-check by"), tr.T("The date on which the answer is to be looked at again."), tr.T("YYYY-MM-DD"), recheckName, func(x *appraisal.Brief) *string { return &x.RecheckBy })
	area(tr.T("Note"), "", "", 2, tr.Key("Note on the report of %s"), func(x *appraisal.Brief) *string { return &x.Note })
	b.private = widgets.NewCheck(tr.T("The note is private"), func(on bool) {
		b.now.Private = on
		b.store(tr.Key("Privacy of the note on %s"), "")
	})
	b.object.Add(b.private)
	return b
}

// setReviewer proposes a name as the author.
func (b *brief) setReviewer(name string) { b.author.SetPlaceHolder(name) }

// setClaims shows the brief of the first of some claims, and offers those of the others.
func (b *brief) setClaims(claims []string) {
	b.claims = claims
	var labels []string
	for _, uid := range claims {
		labels = append(labels, b.w.item(uid).Label)
	}
	b.which.SetOptions(labels)
	b.which.Hidden = len(claims) < 2
	b.object.Hidden = len(claims) == 0
	b.object.Refresh()
	if len(claims) > 0 {
		b.which.SetSelected(0)
		b.load(claims[0])
	}
}

// load reads the brief of a claim.
func (b *brief) load(claim string) {
	b.loaded = false
	b.enable(tr.T("It is being read."))
	s := b.w.r.s
	var found appraisal.Brief
	s.InTurn(func(ctx context.Context) (err error) { // after what was typed is stored
		found, err = s.Lib.Brief(ctx, claim)
		return err
	}, func(err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		b.show(found)
	})
	s.LoadClaim("report", claim, func(v session.View, err error) {
		if err == nil && b.now.ClaimUID == claim {
			b.propose(v)
		}
	})
}

// propose shows what stands as the bottom line while nobody has written another.
func (b *brief) propose(v session.View) {
	b.bottom.SetPlaceHolder(report.ProposedBottomLine(report.Claim{Dossier: v.Dossier, Assessment: v.Assessment, Ladder: v.Ladder}))
}

func (b *brief) show(x appraisal.Brief) {
	b.now, b.date = x, x.RecheckBy
	for _, f := range b.fields {
		f.set(*f.text(&x))
	}
	b.private.SetChecked(x.Private)
	b.recheck.SetError("")
	b.loaded = true
	b.enable("")
	if b.w.r.s.Lib.ReadOnly() {
		b.enable(tr.T(readOnly))
	}
}

func (b *brief) enable(why string) {
	for _, f := range b.fields {
		f.input.SetDisabled(why)
	}
	b.private.SetDisabled(why)
}

// typed stores a text as it stands now. One that cannot be stored is said at its field.
func (b *brief) typed(f *briefField, text string) {
	at := f.text(&b.now)
	if !b.loaded || *at == text {
		return
	}
	*at = text
	b.store(f.name, f.name)
}

func (b *brief) store(name, key string) {
	x := b.now
	x.RecheckBy = strings.TrimSpace(x.RecheckBy)
	b.recheck.SetError("")
	if err := x.Validate(); err != nil { // only the date can be wrong: the other texts are stored all the same
		b.recheck.SetError(dialogs.Sentence(err))
		widgets.Reveal(b.recheck)
		x.RecheckBy = b.date
		if name == recheckName {
			return
		}
	}
	b.date = x.RecheckBy
	s, action := b.w.r.s, tr.T(name, b.w.item(x.ClaimUID).Label)
	write := func(batch *db.Batch) error { batch.PutBrief(x); return nil }
	if key == "" {
		s.Edit(action, write, nil)
		return
	}
	s.EditText("brief "+key+" "+x.ClaimUID, action, write)
}

// unsaved says whether something typed cannot be stored, so that leaving would lose it.
func (b *brief) unsaved() bool { return b.recheck.Error() != "" }

// point gives the field the keyboard whose text cannot be stored.
func (b *brief) point() {
	if f := widgets.FirstFocusable(b.recheck.Control()); f != nil {
		b.w.r.canvas.Focus(f)
	}
}
