package claims

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// choice is a select over stored words, with what each is called on screen.
type choice[T ~string] struct {
	*widgets.Select
	values []T
}

func newChoice[T ~string](placeholder string, values []T, name func(T) string, selected T, changed func()) choice[T] {
	names := make([]string, len(values))
	at := -1
	for i, v := range values {
		names[i] = name(v)
		if v == selected && v != "" {
			at = i
		}
	}
	c := choice[T]{widgets.NewSelect(placeholder, names, func(int) {
		if changed != nil {
			changed()
		}
	}), values}
	c.SetSelected(at)
	return c
}

func (c choice[T]) value() T {
	if i := c.Selected(); i >= 0 {
		return c.values[i]
	}
	var none T
	return none
}

// form is the content of the dialog.
type form struct {
	claim    appraisal.Claim
	articles []appraisal.Document
	table    appraisal.StrengthWords // of strength
	noTable  error                   // why there is none

	article                                  *widgets.Select
	wording, text                            *widgets.TextArea
	label, place                             *widgets.Entry
	kind                                     *widgets.Segmented
	splitting                                *widgets.Check
	population, intervention, comparator     *widgets.Entry
	outcome                                  *widgets.Entry
	effect                                   choice[appraisal.EffectKind]
	construct                                choice[string]
	instrument                               *widgets.Entry
	measure                                  choice[appraisal.Measure]
	strength                                 *widgets.Segmented
	magnitude                                *widgets.Segmented
	horizon                                  choice[appraisal.Horizon]
	days, lowDays, someDays                  *widgets.Entry
	mid, midLow, midHigh, midSource          *widgets.Entry
	margin, sd, risk, tolerable              *widgets.Entry
	search, otherBias, publication, nearly   *widgets.Check
	form                                     choice[appraisal.EvidenceForm]
	domain                                   choice[appraisal.Domain]
	level                                    choice[string]
	quantifier                               choice[appraisal.Quantifier]
	count                                    *widgets.Entry
	complete                                 *widgets.Check
	frame                                    *conditions
	finding                                  choice[appraisal.CitationFinding]
	cited, actual, locator                   *widgets.Entry
	quote, note                              *widgets.TextArea
	pico, effectPart, evidencePart           *fyne.Container
	daysField, lowField, someField           *widgets.FormField
	countField, strengthField                *widgets.FormField
	marginField, tolerableField, nearlyField fyne.CanvasObject
}

var (
	strengths  = []appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic}
	magnitudes = []appraisal.Magnitude{appraisal.AnySize, appraisal.Important, appraisal.Large}
	levels     = []string{"high", "some-and-high", "low"}
)

func levelName(l string) string {
	switch l {
	case "high":
		return words.Rating(appraisal.High)
	case "low":
		return words.Rating(appraisal.Low)
	}
	return tr.T("Some concerns or High")
}

func entry(placeholder, text string) *widgets.Entry {
	e := widgets.NewEntry(placeholder)
	e.SetText(text)
	return e
}

func area(placeholder, text string, rows int) *widgets.TextArea {
	t := widgets.NewTextArea(placeholder, rows)
	t.SetText(text)
	return t
}

func figure(x *float64) string {
	if x == nil {
		return ""
	}
	return tr.Digits(strconv.FormatFloat(*x, 'f', -1, 64))
}

func newForm(c appraisal.Claim, articles []appraisal.Document, table appraisal.StrengthWords) *form {
	f := &form{claim: c, articles: articles, table: table}
	names := make([]string, len(articles))
	at := -1
	for i, d := range articles {
		names[i] = d.Title
		if d.Title == "" {
			names[i] = session.ShortName(d)
		}
		if d.UID == c.DocumentUID {
			at = i
		}
	}
	f.article = widgets.NewSelect(tr.T("No article"), names, nil)
	f.article.SetSelected(at)
	f.wording = area(tr.T("As the article words it"), c.Wording, 2)
	f.wording.OnChanged = func(string) { f.hintStrength() }
	f.text = area(tr.T("One intervention, one outcome, one time"), c.Text, 2)
	f.text.OnChanged = func(string) { f.refresh(); f.hintStrength() }
	f.label = entry(tr.T("A few words for the list"), c.Label)
	f.place = entry(tr.T("Page or section"), c.Place)
	kinds := make([]string, len(appraisal.ClaimKinds))
	selected := 0
	for i, k := range appraisal.ClaimKinds {
		kinds[i] = words.Kind(k)
		if k == c.Kind {
			selected = i
		}
	}
	f.kind = widgets.NewSegmented(widgets.Segments(kinds...), func(int) { f.refresh() })
	f.kind.SetSelected(selected)
	f.splitting = widgets.NewCheck("", nil)
	f.population, f.intervention = entry("", c.Population), entry("", c.Intervention)
	f.comparator, f.outcome = entry("", c.Comparator), entry("", c.Outcome)
	f.newEffect(c.Effect)
	f.newEvidence(c.Evidence)
	f.newCitation(c.Citation)
	return f
}

func (f *form) newEffect(e appraisal.Effect) {
	f.effect = newChoice(tr.T("Choose"), appraisal.EffectKinds, words.EffectKind, e.Kind, f.refresh)
	field, _ := appraisal.FieldOf(appraisal.FieldConstruct)
	f.construct = newChoice(tr.T("Choose"), field.Choices, words.Choice, e.Construct, nil)
	f.instrument = entry(tr.T("Scale, such as MADRS"), e.Instrument)
	f.measure = newChoice(tr.T("Choose"), appraisal.Measures, func(m appraisal.Measure) string { return words.Choice(string(m)) }, e.Measure, nil)
	f.strength = segmented(strengths, words.Assertiveness, e.Assertiveness)
	f.magnitude = segmented(magnitudes, words.Magnitude, e.Magnitude)
	f.horizon = newChoice(tr.T("Choose"), appraisal.Horizons, words.HorizonName, e.Horizon, f.refresh)
	f.days = entry(tr.T("Days"), figure(e.HorizonDays))
	f.lowDays, f.someDays = entry(tr.T("Days"), figure(e.CustomLowDays)), entry(tr.T("Days"), figure(e.CustomSomeDays))
	f.mid, f.midLow, f.midHigh = entry("", figure(e.MID)), entry("", figure(e.MIDLow)), entry("", figure(e.MIDHigh))
	f.midSource = entry(tr.T("Author, year, or convention"), e.MIDSource)
	f.margin, f.sd = entry("", figure(e.Margin)), entry("", figure(e.PlanningSD))
	f.risk, f.tolerable = entry(tr.T("Share, such as 0.4"), figure(e.ControlRisk)), entry(tr.T("Share, such as 0.01"), figure(e.TolerableRisk))
	f.search = check(tr.T("The trials come from a stated search"), e.SearchStated)
	f.otherBias = check(tr.T("Randomisation, concealment and selective reporting were considered"), e.OtherBias)
	f.publication = check(tr.T("Publication bias is suspected"), e.PublicationBias)
	f.nearly = check(tr.T("Said of nearly everybody"), e.NearlyAll)
}

func check(text string, on bool) *widgets.Check {
	c := widgets.NewCheck(text, nil)
	c.SetChecked(on)
	return c
}

func segmented[T ~string](values []T, name func(T) string, selected T) *widgets.Segmented {
	names := make([]string, len(values))
	at := -1
	for i, v := range values {
		names[i] = name(v)
		if v == selected {
			at = i
		}
	}
	s := widgets.NewSegmented(widgets.Segments(names...), nil)
	s.SetSelected(at)
	return s
}

func (f *form) newEvidence(e appraisal.Evidence) {
	sentence := func(q appraisal.Quantifier) string { return words.Sentence(string(q)) }
	offered := []appraisal.EvidenceForm{appraisal.FormShare, appraisal.FormCount, appraisal.FormAbsence}
	if e.Form == appraisal.FormRank { // only kept: the form does not ask for the trial whose rank it is
		offered = append(offered, appraisal.FormRank)
	}
	f.form = newChoice(tr.T("Choose"), offered, formName, e.Form, f.refresh)
	f.count = entry(tr.T("Such as 3"), whole(e.Count))
	f.domain = newChoice(tr.T("Choose"), appraisal.Domains, words.Domain, e.Domain, nil)
	level := "high"
	switch {
	case len(e.Levels) == 2:
		level = "some-and-high"
	case len(e.Levels) == 1 && e.Levels[0] == appraisal.Low:
		level = "low"
	}
	f.level = newChoice(tr.T("Choose"), levels, levelName, level, nil)
	f.quantifier = newChoice(tr.T("Choose"), []appraisal.Quantifier{appraisal.All, appraisal.Most, appraisal.Many, appraisal.Some, appraisal.Few, appraisal.None}, sentence, e.Quantifier, nil)
	f.complete = check(tr.T("The library holds all trials known"), e.Complete)
	f.frame = newConditions(e.Frame)
}

func formName(f appraisal.EvidenceForm) string {
	switch f {
	case appraisal.FormShare:
		return tr.T("A share of the trials")
	case appraisal.FormRank:
		return tr.T("One trial's rank")
	case appraisal.FormCount:
		return tr.T("A number of trials")
	case appraisal.FormAbsence:
		return tr.T("Little or not studied")
	}
	return ""
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func (f *form) newCitation(c appraisal.Citation) {
	f.cited = entry(tr.T("Reference as the article gives it"), c.Cited)
	f.finding = newChoice(tr.T("Not checked"), appraisal.CitationFindings, words.CitationFinding, c.Finding, nil)
	f.actual = entry(tr.T("The right source, if it is another"), c.Actual)
	f.quote = area(tr.T("What the source says, in its words"), c.Quote, 2)
	f.locator = entry(tr.T("Page, table or paragraph"), c.Locator)
	f.note = area(tr.T("Why there is no quote, or what differs"), c.Note, 2)
}

func row(objects ...fyne.CanvasObject) fyne.CanvasObject {
	for i, o := range objects {
		objects[i] = widgets.Fill(o)
	}
	return widgets.HStackTop(12, objects...)
}

func field(label string, o fyne.CanvasObject) *widgets.FormField {
	return widgets.NewFormField(label, o)
}

func (f *form) content() fyne.CanvasObject {
	f.daysField, f.lowField, f.someField = field(tr.T("Day"), f.days), field(tr.T("Low from day"), f.lowDays), field(tr.T("Some concerns from day"), f.someDays)
	f.marginField = field(tr.T("Margin"), f.margin)
	f.tolerableField = field(tr.T("Largest harm risk tolerated"), f.tolerable)
	f.nearlyField = f.nearly
	f.pico = widgets.VStack(12,
		row(field(tr.T("Population"), f.population), field(tr.T("Intervention"), f.intervention)),
		row(field(tr.T("Comparator"), f.comparator), field(tr.T("Outcome"), f.outcome)))
	f.strengthField = field(tr.T("How strongly is it worded?"), f.strength)
	f.hintStrength()
	f.effectPart = widgets.VStack(12,
		row(field(tr.T("What it says about the treatment"), f.effect.Select), field(tr.T("What is measured"), f.construct.Select)),
		row(field(tr.T("Scale"), f.instrument), field(tr.T("Measure"), f.measure.Select)),
		row(field(tr.T("Holds for how long?"), f.horizon.Select), f.daysField, f.lowField, f.someField),
		f.strengthField,
		field(tr.T("How large an effect does it assert?"), f.magnitude),
		row(field(tr.T("Smallest difference that matters"), f.mid), field(tr.T("Plausible, low"), f.midLow), field(tr.T("Plausible, high"), f.midHigh)),
		field(tr.T("Source of that difference"), f.midSource),
		row(field(tr.T("Planning SD"), f.sd), field(tr.T("Risk without treatment"), f.risk), f.tolerableField),
		f.marginField,
		f.nearlyField, f.search, f.otherBias, f.publication)
	f.countField = field(tr.T("Number of trials it states"), f.count)
	f.evidencePart = widgets.VStack(12,
		row(field(tr.T("How it speaks of the trials"), f.form.Select), field(tr.T("Domain"), f.domain.Select)),
		row(field(tr.T("Ratings that count"), f.level.Select), field(tr.T("Word of number"), f.quantifier.Select), f.countField),
		field(tr.T("Trials it speaks of (none: the linked ones)"), f.frame.object),
		f.complete)
	content := widgets.VStack(14,
		row(field(tr.T("Article"), f.article), field(tr.T("Place in the article"), f.place)),
		field(tr.T("In the article's words"), f.wording),
		field(tr.T("Restated in one sentence"), f.text),
		f.splitting,
		field(tr.T("Label"), f.label),
		field(tr.T("Kind of claim"), f.kind),
		f.pico, f.effectPart, f.evidencePart,
		widgets.SectionLabel(tr.T("Does the source say it?")), f.citation())
	f.refresh()
	return content
}

// citation is the part of the form that says what was found in the source; it also stands alone.
func (f *form) citation() fyne.CanvasObject {
	return widgets.VStack(14,
		row(field(tr.T("Source cited"), f.cited), field(tr.T("Finding"), f.finding.Select)),
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
	show(f.effectPart, effect || kind == appraisal.KindEvidence)
	show(f.evidencePart, kind == appraisal.KindEvidence)
	h := f.horizon.value()
	show(f.daysField, h == appraisal.AtDay || h == appraisal.ThroughDay || h == appraisal.ByDay || f.effect.value() == appraisal.DurationLimit)
	show(f.countField, f.form.value() == appraisal.FormCount)
	show(f.lowField, h == appraisal.Custom)
	show(f.someField, h == appraisal.Custom)
	show(f.marginField, f.effect.value() == appraisal.NonInferiority)
	show(f.nearlyField, f.effect.value() == appraisal.DurationLimit)
	if first, second, ok := pair(f.text.Text); ok && kind == appraisal.KindEffect {
		f.splitting.SetText(tr.T("This makes two claims. Save them as parts: “%s” and “%s”", first, second))
		f.splitting.Show()
	} else {
		f.splitting.Hide()
	}
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// value is the claim as the form has it.
func (f *form) value() appraisal.Claim {
	c := f.claim
	c.DocumentUID = ""
	if i := f.article.Selected(); i >= 0 {
		c.DocumentUID = f.articles[i].UID
		if c.AsOf == "" {
			c.AsOf = f.articles[i].Date
		}
	}
	t := strings.TrimSpace
	c.Wording, c.Text, c.Label, c.Place = t(f.wording.Text), t(f.text.Text), t(f.label.Text), t(f.place.Text)
	c.Kind = appraisal.ClaimKinds[max(f.kind.Selected(), 0)]
	c.Population, c.Intervention, c.Comparator, c.Outcome = t(f.population.Text), t(f.intervention.Text), t(f.comparator.Text), t(f.outcome.Text)
	e := &c.Effect
	e.Kind, e.Construct, e.Instrument, e.Measure = f.effect.value(), f.construct.value(), t(f.instrument.Text), f.measure.value()
	if i := f.strength.Selected(); i >= 0 {
		e.Assertiveness = strengths[i]
	}
	if i := f.magnitude.Selected(); i >= 0 {
		e.Magnitude = magnitudes[i]
	}
	e.Horizon = f.horizon.value()
	_ = f.numbers(e) // checked by validate
	e.MIDSource = t(f.midSource.Text)
	e.SearchStated, e.OtherBias, e.PublicationBias, e.NearlyAll = f.search.Checked(), f.otherBias.Checked(), f.publication.Checked(), f.nearly.Checked()
	if c.Kind == appraisal.KindEvidence {
		c.Evidence.Form, c.Evidence.Domain, c.Evidence.Quantifier = f.form.value(), f.domain.value(), f.quantifier.value()
		if c.Evidence.Domain == "" {
			c.Evidence.Levels = nil // it counts facts, not ratings
		} else {
			c.Evidence.Levels = map[string][]appraisal.Rating{"high": {appraisal.High}, "some-and-high": {appraisal.SomeConcerns, appraisal.High}, "low": {appraisal.Low}}[f.level.value()]
		}
		c.Evidence.Frame, c.Evidence.Complete = f.frame.value(), f.complete.Checked()
		c.Evidence.Count = nil
		if n, err := strconv.Atoi(t(f.count.Text)); err == nil && n >= 0 {
			c.Evidence.Count = &n
		}
		if c.Evidence.Form == appraisal.FormAbsence && (c.Evidence.Construct == "" || f.construct.value() != f.claim.Effect.Construct) {
			c.Evidence.Construct = f.construct.value()
		}
	}
	c.Citation = appraisal.Citation{
		Cited: t(f.cited.Text), Finding: f.finding.value(), Actual: t(f.actual.Text),
		Quote: t(f.quote.Text), Locator: t(f.locator.Text), Note: t(f.note.Text),
	}
	return c
}
