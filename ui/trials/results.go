package trials

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// resultGroups are the facts of a result as the rows of tables, each with its heading.
var resultGroups = []struct {
	name string
	rows [][]appraisal.FieldKey
}{
	{tr.Key("Outcome"), [][]appraisal.FieldKey{
		{appraisal.FieldOutcome, appraisal.FieldInstrument},
		{appraisal.FieldConstruct, appraisal.FieldOutcomeKind, appraisal.FieldBetter},
		{appraisal.FieldDay, appraisal.FieldFirstDay, appraisal.FieldLastControlled, appraisal.FieldLastAny},
	}},
	{tr.Key("Estimate"), [][]appraisal.FieldKey{
		{appraisal.FieldMeasure, appraisal.FieldDirection},
		{appraisal.FieldEstimate, appraisal.FieldCILow, appraisal.FieldCIHigh, appraisal.FieldSE},
		{appraisal.FieldP, appraisal.FieldPTwoSided},
		{appraisal.FieldResultText},
		{appraisal.FieldCrossover, appraisal.FieldClustering, appraisal.FieldICC},
	}},
	{tr.Key("Numbers"), [][]appraisal.FieldKey{
		{appraisal.FieldRandExp, appraisal.FieldRandCtl, appraisal.FieldRandTotal},
		{appraisal.FieldObsExp, appraisal.FieldObsCtl, appraisal.FieldObsTotal},
		{appraisal.FieldNExp, appraisal.FieldNCtl, appraisal.FieldNTotal},
		{appraisal.FieldEventsExp, appraisal.FieldEventsCtl, appraisal.FieldSmallestArm},
		{appraisal.FieldMeanExp, appraisal.FieldMeanCtl, ""},
		{appraisal.FieldSDExp, appraisal.FieldSDCtl, ""},
		{appraisal.FieldScopeNote},
	}},
}

// resultCard is one result: a line that opens into its facts. These are made when it is opened first, since a trial has
// many results of many facts.
type resultCard struct {
	page    *page
	uid     string
	object  fyne.CanvasObject
	result  appraisal.Result // as last read
	head    *widgets.Disclosure
	misfits *misfits
	built   bool
	name    *nameField
	arms    [2]*widgets.Select // experimental, control
	armsNow [2]draft[string]
	fields  []*factField
}

func (p *page) resultPart() fyne.CanvasObject {
	p.resultBox = widgets.VStack(columnGap)
	p.resultTitle = widgets.Heading(tr.T("Results"))
	p.noResults = widgets.Muted(tr.T("No results yet. Add one for each outcome at one time point that a claim may rest on."))
	add := widgets.NewButton(tr.T("Add a result"), p.addResult).SetCompact()
	add.SetDisabled(p.readOnly)
	return widgets.Pad(8, 0, 0, 0, widgets.VStack(8, widgets.HStack(12, p.resultTitle, widgets.Spacer(), add), p.noResults, p.resultBox))
}

func (p *page) addResult() {
	trial, r := p.trial.UID, appraisal.Result{Name: tr.T("Result %d", len(p.trial.Results)+1)}
	for _, a := range p.trial.Arms { // the arms that it most likely compares
		switch {
		case (a.Role == "experimental" || a.Role == "both") && r.ExperimentalUID == "":
			r.ExperimentalUID = a.UID
		case a.Role == "control" && r.ControlUID == "":
			r.ControlUID = a.UID
		}
	}
	var uid string
	p.t.s.Edit(tr.T("Add a result to %s", p.trial.Name), func(b *db.Batch) error { uid = b.PutResult(trial, r); return nil }, p.t.added(&uid))
}

func (p *page) refreshResults(saving bool) {
	old := p.results
	p.results = nil
	changed := len(old) != len(p.trial.Results)
	for i, r := range p.trial.Results {
		at := slices.IndexFunc(old, func(c *resultCard) bool { return c.uid == r.UID })
		var c *resultCard
		if at >= 0 {
			c = old[at]
		} else {
			c = newResultCard(p, r)
		}
		changed = changed || at != i
		c.refresh(r, saving)
		p.results = append(p.results, c)
	}
	show(p.noResults, len(p.results) == 0)
	if !changed {
		return
	}
	p.resultTitle.SetText(tr.N(len(p.results), "1 result", "%d results"))
	if len(p.results) == 0 {
		p.resultTitle.SetText(tr.T("Results"))
	}
	p.resultBox.Objects = nil
	for _, c := range p.results {
		p.resultBox.Objects = append(p.resultBox.Objects, c.object)
	}
	relay(p.resultBox)
}

func newResultCard(p *page, r appraisal.Result) *resultCard {
	c := &resultCard{page: p, uid: r.UID, result: r, misfits: newMisfits()}
	c.head = widgets.NewDisclosure(r.Name, widgets.VStack(0))
	c.head.OnChanged = func(open bool) {
		if open {
			c.build()
		}
		c.around()
	}
	c.object = widgets.NewCard(widgets.VStack(8, c.head, c.misfits.object)).SetPadding(12, 9)
	return c
}

// open opens or closes the card.
func (c *resultCard) open(open bool) {
	c.head.SetOpen(open)
	if open {
		c.build()
	}
	c.around()
}

func (c *resultCard) build() {
	if c.built {
		return
	}
	c.built = true
	c.name = newNameField(tr.T("Result"), tr.T("Outcome and time, such as MADRS, day 1"), func(name string) { c.put(tr.T("Name of the result %s", name), "result name "+c.uid) })
	c.name.take(c.result.Name, false)
	for i := range c.arms {
		c.armsNow[i].take(c.armUID(i), false)
		c.arms[i] = widgets.NewSelect(tr.T("Not stated"), nil, func(at int) {
			c.armsNow[i].set(c.page.trial.Arms[at].UID)
			c.put(tr.T("Arms compared by %s", c.name.draft.now), "")
		})
	}
	remove := widgets.NewMarkButton(widgets.MarkCross, tr.T("Delete this result"), c.remove)
	for _, x := range []interface{ SetDisabled(string) }{c.name.area, c.arms[0], c.arms[1], remove} {
		x.SetDisabled(c.page.readOnly)
	}
	o := owner{Subject: db.Subject{ResultUID: c.uid}, uid: c.uid, name: func() string { return c.result.Name }}
	box := []fyne.CanvasObject{
		widgets.HStackTop(10, widgets.FillWeight(5, c.name.field),
			widgets.FillWeight(4, widgets.NewFormField(tr.T("Experimental arm"), c.arms[0])),
			widgets.FillWeight(4, widgets.NewFormField(tr.T("Control arm"), c.arms[1])),
			widgets.Pad(20, 0, 0, 0, widgets.VStack(0, remove))),
	}
	for _, g := range resultGroups {
		box = append(box, widgets.NewHairline(), widgets.Bold(words.FieldGroup(g.name)), table(g.rows, func(k appraisal.FieldKey) *factField {
			field, _ := appraisal.FieldOf(k)
			f := newCell(c.page, o, field)
			f.take(c.result.Facts, false)
			c.fields = append(c.fields, f)
			return f
		}))
	}
	c.fillArms()
	c.head.SetContent(widgets.Pad(4, 4, 8, 4, widgets.VStack(12, box...)))
}

func (c *resultCard) armUID(i int) string {
	if i == 0 {
		return c.result.ExperimentalUID
	}
	return c.result.ControlUID
}

// fillArms offers the arms of the trial and shows those that are compared.
func (c *resultCard) fillArms() {
	names := make([]string, len(c.page.trial.Arms))
	for i, a := range c.page.trial.Arms {
		names[i] = a.Name
	}
	for i, s := range c.arms {
		if !slices.Equal(s.Options(), names) {
			s.SetOptions(names)
		}
		s.SetSelected(slices.IndexFunc(c.page.trial.Arms, func(a appraisal.Arm) bool { return a.UID == c.armsNow[i].now }))
	}
}

func (c *resultCard) put(what, key string) {
	r := appraisal.Result{UID: c.uid, Name: c.name.draft.now, ExperimentalUID: c.armsNow[0].now, ControlUID: c.armsNow[1].now}
	trial := c.page.trial
	write := func(b *db.Batch) error { b.PutResult(trial.UID, r); return nil }
	if key != "" {
		c.page.t.s.EditText(key, what+", "+trial.Name, write)
	} else {
		c.page.t.s.Edit(what+", "+trial.Name, write, nil)
	}
}

func (c *resultCard) refresh(r appraisal.Result, saving bool) {
	c.result = r
	if !c.built {
		return
	}
	c.name.take(r.Name, saving)
	for i := range c.armsNow {
		c.armsNow[i].take(c.armUID(i), saving)
	}
	c.fillArms()
	for _, f := range c.fields {
		f.take(r.Facts, saving)
	}
}

// around brings up to date what is said of the values.
func (c *resultCard) around() {
	c.head.SetTitle(c.result.Name, c.summary())
	var inSight []*factField
	if c.head.Open() {
		inSight = c.fields
	}
	c.misfits.show(c.page.say(inSight, c.uid))
}

func (c *resultCard) summary() string {
	n := tallyOf(c.result.Facts)
	line := resultLine(c.result) + " · " + tr.N(n.facts, "1 fact", "%d facts")
	if n.unchecked > 0 {
		line += ", " + tr.T("%d unchecked", n.unchecked)
	}
	return line
}

func (c *resultCard) unchecked() []func() *factField {
	var open []func() *factField
	for _, g := range resultGroups {
		for _, k := range slices.Concat(g.rows...) {
			f, ok := c.result.Facts[k]
			f.Field = k
			if ok && unchecked(f) {
				open = append(open, func() *factField {
					c.open(true)
					return fieldOf(c.fields, k)
				})
			}
		}
	}
	return open
}

// remove deletes the result; one with facts or links only after a question.
func (c *resultCard) remove() {
	uid, name, linked := c.uid, c.result.Name, c.page.t.links.results[c.uid]
	do := func() {
		c.page.t.s.Edit(tr.T("Delete result %s of %s", name, c.page.trial.Name), func(b *db.Batch) error { b.DeleteResult(uid); return nil }, nil)
	}
	if len(c.result.Facts) == 0 && linked == 0 {
		do()
		return
	}
	text := tr.N(len(c.result.Facts), "“%[2]s” goes with its %[1]d fact.", "“%[2]s” goes with its %[1]d facts.", name) + " "
	if linked > 0 {
		text += tr.N(linked, "It is linked to 1 claim: this link and its appraisals go too.", "It is linked to %d claims: these links and their appraisals go too.") + " "
	}
	dialogs.Confirm(c.page.t.canvas(), dialogs.ConfirmSpec{
		Title: tr.T("Delete this result?"), Text: text + tr.T("Undo brings it back."), Confirm: tr.T("Delete the result"), Danger: true, OnConfirm: do,
	})
}
