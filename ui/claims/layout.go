package claims

import (
	"errors"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

func row(objects ...fyne.CanvasObject) fyne.CanvasObject {
	for i, o := range objects {
		objects[i] = widgets.Fill(o)
	}
	return widgets.HStackTop(12, objects...)
}

// line puts fields with long labels beside each other in a dialog. Beside an article there is no room for that.
func (f *form) line(objects ...fyne.CanvasObject) fyne.CanvasObject {
	if f.beside {
		return widgets.VStack(12, objects...)
	}
	return row(objects...)
}

func field(label string, o fyne.CanvasObject) *widgets.FormField {
	return widgets.NewFormField(label, o)
}

// quoted reports whether the claim's words were taken from the text of a document, where they are found again.
func (f *form) quoted() bool { return f.claim.Anchor != (appraisal.Anchor{}) }

func (f *form) content() fyne.CanvasObject {
	with := f.offers.below
	f.makeFields()
	kind := with(propose.Kind, field(tr.T("Kind of claim"), f.kind))
	f.says = f.line(with(propose.Effect, field(tr.T("What it says about the treatment"), f.effect.Select)), with(propose.Construct, field(tr.T("What is measured"), f.construct.Select)))
	f.pico = widgets.VStack(12,
		row(with(propose.Population, field(tr.T("Population"), f.population)), with(propose.Intervention, field(tr.T("Intervention"), f.intervention))),
		row(with(propose.Comparator, field(tr.T("Comparator"), f.comparator)), with(propose.Outcome, field(tr.T("Outcome"), f.outcome))))
	numbers := f.numbersPart()
	f.effectPart = widgets.VStack(12,
		row(with(propose.Instrument, field(tr.T("Scale"), f.instrument)), field(tr.T("Measure"), f.measure.Select)),
		with(propose.Horizon, f.line(field(tr.T("Holds for how long?"), f.horizon.Select), f.daysField, f.lowField, f.someField)),
		with(propose.Strength, f.strengthField),
		with(propose.Magnitude, field(tr.T("How large an effect does it assert?"), f.magnitude)),
		numbers)
	f.evidencePart = f.evidenceFields()
	parts := append(f.sentence(),
		f.split,
		field(tr.T("Label"), f.label),
		kind, f.says, f.pico, f.effectPart, f.evidencePart)
	if f.beside {
		f.source = newFold(tr.T("What the source says"), f.found())
		parts = append(parts, widgets.SectionLabel(tr.T("Does the article cite a source for it?")), f.citing(), f.source.object)
	} else {
		parts = append(parts, widgets.SectionLabel(tr.T("Does the source say it?")), f.citation())
	}
	content := widgets.VStack(14, parts...)
	f.offers.read()
	f.hintStrength()
	f.refresh()
	return content
}

// makeFields makes the fields that come and go.
func (f *form) makeFields() {
	f.daysField, f.lowField, f.someField = field(tr.T("Day"), f.days), field(tr.T("Low from day"), f.lowDays), field(tr.T("Some concerns from day"), f.someDays)
	f.marginField = field(tr.T("Margin"), f.margin)
	f.tolerableField = field(tr.T("Largest harm risk tolerated"), f.tolerable)
	f.nearlyField = f.nearly
	f.strengthField = field(tr.T("How strongly is it worded?"), f.strength)
	f.countField = field(tr.T("Number of trials it states"), f.count)
}

// sentence is the top of the form: the article's words, what was found in them, and the reader's own sentence.
func (f *form) sentence() []fyne.CanvasObject {
	restated := field(tr.T("Restated in one sentence"), f.text)
	if !f.quoted() {
		return []fyne.CanvasObject{
			row(field(tr.T("Article"), f.article), field(tr.T("Place in the article"), f.place)),
			field(tr.T("In the article's words"), f.wording), f.offers.head, restated,
		}
	}
	label := tr.T("In the article's words")
	if f.claim.Place != "" {
		label = tr.T("In the article's words · %s", f.claim.Place)
	}
	words := widgets.NewText(tr.T("“%s”", f.claim.Wording), widgets.TextStyle{MaxLines: 12})
	quote := widgets.NewWell(words).SetColors(theme.ColorMark, theme.ColorMark)
	top := []fyne.CanvasObject{field(label, quote)}
	if f.claim.UID == "" {
		same := widgets.NewSmallLink(tr.T("Begin with the article's words"), func() { f.text.SetText(f.claim.Wording) })
		top = append(top, f.offers.head, widgets.VStack(4, restated, same))
		return top
	}
	return append(top, f.offers.head, restated)
}

// numbersPart is what the calculation needs of an effect. Beside the article it is folded, since it can wait.
func (f *form) numbersPart() fyne.CanvasObject {
	difference := f.line(field(tr.T("Smallest difference that matters"), f.mid), field(tr.T("Plausible, low"), f.midLow), field(tr.T("Plausible, high"), f.midHigh))
	offer := f.offers.of(propose.Difference)
	if !f.beside {
		difference = widgets.VStack(3, difference, offer)
	}
	all := widgets.VStack(12,
		difference,
		field(tr.T("Source of that difference"), f.midSource),
		f.line(field(tr.T("Planning SD"), f.sd), field(tr.T("Risk without treatment"), f.risk), f.tolerableField),
		f.marginField,
		f.nearlyField, f.search, f.otherBias, f.publication)
	if !f.beside {
		return all
	}
	f.calculation = newFold(tr.T("For the calculation"), all, offer)
	return f.calculation.object
}

func (f *form) evidenceFields() *fyne.Container {
	return widgets.VStack(12,
		f.line(field(tr.T("How it speaks of the trials"), f.form.Select), field(tr.T("Domain"), f.domain.Select)),
		f.line(field(tr.T("Ratings that count"), f.level.Select), field(tr.T("Word of number"), f.quantifier.Select), f.countField),
		field(tr.T("Trials it speaks of (none: the linked ones)"), f.frame.object),
		f.complete)
}

// citation is the part of the form that says what was found in the source; it also stands alone.
func (f *form) citation() fyne.CanvasObject { return widgets.VStack(14, f.citing(), f.found()) }

func (f *form) found() fyne.CanvasObject {
	return widgets.VStack(14,
		row(field(tr.T("Right source"), f.actual), field(tr.T("Place in the source"), f.locator)),
		field(tr.T("Quote"), f.quote),
		field(tr.T("Note"), f.note))
}

// refresh shows what the kind of claim needs.
func (f *form) refresh() {
	if f.effectPart == nil {
		return
	}
	kind := appraisal.ClaimKinds[max(f.kind.Selected(), 0)]
	effect := kind == appraisal.KindEffect || kind == appraisal.KindNotShown
	show(f.pico, kind != appraisal.KindNoTrial)
	show(f.says, effect || kind == appraisal.KindEvidence)
	show(f.effectPart, effect || kind == appraisal.KindEvidence)
	show(f.evidencePart, kind == appraisal.KindEvidence)
	h := f.horizon.value()
	show(f.daysField, h == appraisal.AtDay || h == appraisal.ThroughDay || h == appraisal.ByDay || f.effect.value() == appraisal.DurationLimit)
	show(f.countField, f.form.value() == appraisal.FormCount)
	show(f.lowField, h == appraisal.Custom)
	show(f.someField, h == appraisal.Custom)
	show(f.marginField, f.effect.value() == appraisal.NonInferiority)
	show(f.nearlyField, f.effect.value() == appraisal.DurationLimit)
	f.offerSplit()
	f.offers.refresh()
}

// show shows or hides a part, if that is a change.
func show(o fyne.CanvasObject, on bool) {
	switch {
	case on == o.Visible():
	case on:
		o.Show()
	default:
		o.Hide()
	}
}

// unfold opens what is folded around the field that an error is about, so that the error can be seen.
func (f *form) unfold(err error) error {
	var e interface{ About() string }
	if !errors.As(err, &e) {
		return err
	}
	wrong := f.fields()[e.About()]
	for _, part := range []*fold{f.calculation, f.source} {
		if part != nil && wrong != nil && part.holds(wrong) {
			part.show(true)
		}
	}
	return err
}

// fold is a part of the form that is shown on request. What is typed in it counts while it is hidden, too.
type fold struct {
	object *fyne.Container
	inner  fyne.CanvasObject
}

// newFold makes a closed one. What is told of it is in sight while it is closed, too.
func newFold(title string, inner fyne.CanvasObject, told ...fyne.CanvasObject) *fold {
	f := &fold{inner: inner}
	head := widgets.HStack(0, widgets.NewLink(title, func() { f.show(!inner.Visible()) }).WithArrow(), widgets.Spacer())
	f.object = widgets.VStack(10, widgets.VStack(3, append([]fyne.CanvasObject{head}, told...)...), inner)
	inner.Hide()
	return f
}

func (f *fold) show(on bool) {
	show(f.inner, on)
	f.object.Refresh()
}

func (f *fold) holds(o fyne.CanvasObject) (found bool) {
	widgets.Walk(f.inner, func(in fyne.CanvasObject) bool {
		found = found || in == o
		return !found
	})
	return found
}
