package claims

import (
	"cmp"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
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

// choose selects a value; one that is not offered selects none.
func (c choice[T]) choose(v T) {
	at := -1
	for i, x := range c.values {
		if x == v && v != "" {
			at = i
		}
	}
	c.SetSelected(at)
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
	split                                    *fyne.Container // the offer to make parts, with what each would be
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
	says                                     fyne.CanvasObject // what it says about the treatment, and of what outcome
	daysField, lowField, someField           *widgets.FormField
	countField, strengthField                *widgets.FormField
	marginField, tolerableField, nearlyField fyne.CanvasObject
	calculation, source                      *fold // what is asked for less often; nil in a dialog, which has room
	offers                                   *offers
	parts                                    []propose.Part // of the sentence, if it says several things
	sources                                  sources
	resolved                                 *widgets.Text
	canvas                                   fyne.Canvas
	beside                                   bool // the form stands beside the article
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
	f.wording.OnChanged = func(string) { f.hintStrength(); f.offers.read() }
	f.text = area(tr.T("One intervention, one outcome, one time"), c.Text, 3)
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
	f.split = widgets.VStack(6)
	f.population, f.intervention = entry("", c.Population), entry("", c.Intervention)
	f.comparator, f.outcome = entry("", c.Comparator), entry("", c.Outcome)
	f.newEffect(c.Effect)
	f.newEvidence(c.Evidence)
	f.newCitation(c.Citation)
	f.offers = newOffers(f)
	for _, e := range []*widgets.Entry{f.population, f.intervention, f.comparator, f.outcome, f.days, f.cited,
		f.mid, f.midLow, f.midHigh, f.midSource, f.sd} {
		e.OnChanged = func(string) { f.offers.refresh() }
	}
	f.instrument.OnChanged = func(string) { f.offers.readDifference() }
	return f
}

func (f *form) newEffect(e appraisal.Effect) {
	f.effect = newChoice(tr.T("Choose"), appraisal.EffectKinds, words.EffectKind, e.Kind, f.refresh)
	field, _ := appraisal.FieldOf(appraisal.FieldConstruct)
	f.construct = newChoice(tr.T("Choose"), field.Choices, words.Choice, e.Construct, func() { f.offers.refresh() })
	f.instrument = entry(tr.T("Such as MADRS"), e.Instrument)
	f.measure = newChoice(tr.T("Choose"), appraisal.Measures, func(m appraisal.Measure) string { return words.Choice(string(m)) }, e.Measure, func() { f.offers.readDifference() })
	f.strength = segmented(strengths, words.Assertiveness, e.Assertiveness)
	f.magnitude = segmented(magnitudes, words.Magnitude, e.Magnitude)
	f.strength.OnChanged = func(int) { f.offers.refresh() }
	f.magnitude.OnChanged = f.strength.OnChanged
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

// chosen is what a row of choices stands at; without a choice it is what the claim had.
func chosen[T ~string](s *widgets.Segmented, values []T, had T) T {
	if i := s.Selected(); i >= 0 {
		return values[i]
	}
	return had
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
	if c.Text == "" && f.splits() {
		c.Text = sentenceOf(f.parts[0].Text)
	}
	if c.Label == "" && f.beside {
		c.Label = shortLabel(c.Text)
	}
	c.Kind = appraisal.ClaimKinds[max(f.kind.Selected(), 0)]
	c.Population, c.Intervention, c.Comparator, c.Outcome = t(f.population.Text), t(f.intervention.Text), t(f.comparator.Text), t(f.outcome.Text)
	e := &c.Effect
	e.Kind, e.Construct, e.Instrument, e.Measure = f.effect.value(), f.construct.value(), t(f.instrument.Text), f.measure.value()
	e.Assertiveness, e.Magnitude = chosen(f.strength, strengths, e.Assertiveness), chosen(f.magnitude, magnitudes, e.Magnitude)
	if c.UID == "" { // nothing said of strength or size is a plain statement of any size
		e.Assertiveness, e.Magnitude = cmp.Or(e.Assertiveness, appraisal.Plain), cmp.Or(e.Magnitude, appraisal.AnySize)
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
