package trials

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// armRows and guessRows are the facts of an arm as the rows of a table.
var (
	armRows = [][]appraisal.FieldKey{
		{appraisal.FieldArmRandomised, appraisal.FieldArmTreated, appraisal.FieldArmCompleted, appraisal.FieldArmAnalysed},
		{appraisal.FieldArmLosses, appraisal.FieldArmExposedDays},
	}
	guessRows = [][]appraisal.FieldKey{
		{appraisal.FieldGuessCorrect, appraisal.FieldGuessWrong, appraisal.FieldGuessDontKnow},
		{appraisal.FieldRaterCorrect, appraisal.FieldRaterWrong, appraisal.FieldRaterDontKnow},
	}
)

// nameField is the name of an arm or result: stored as it is typed, and never empty.
type nameField struct {
	area    *widgets.TextArea
	draft   draft[string]
	field   *widgets.FormField
	filling bool
}

func newNameField(label, placeholder string, store func(string)) *nameField {
	n := &nameField{}
	typed := func(text string) {
		if n.filling {
			return
		}
		name := trim(text)
		if name == "" {
			n.field.SetError(tr.T("“%s” stays stored until there is another name.", short(n.draft.now)))
			return
		}
		n.field.SetError("")
		if name != n.draft.now {
			n.draft.set(name)
			store(name)
		}
	}
	area, grows := newLine(placeholder, typed, func() {})
	n.area, n.field = area, widgets.NewFormField(label, grows)
	return n
}

func (n *nameField) take(stored string, saving bool) {
	if n.draft.take(stored, saving) {
		n.filling = true
		n.area.SetText(stored)
		n.field.SetError("")
		n.filling = false
	}
}

// armCard is one arm.
type armCard struct {
	page    *page
	uid     string
	object  fyne.CanvasObject
	arm     appraisal.Arm // as last read
	name    *nameField
	role    *widgets.Select
	roleNow draft[string]
	misfits *misfits
	fields  []*factField
	guesses *widgets.Disclosure
	asked   bool // the guesses were shown, so that their fields are there
}

func (p *page) armPart() fyne.CanvasObject {
	p.armColumns = &columns{right: map[fyne.CanvasObject]bool{}}
	p.armBox = newColumns(p.armColumns)
	p.armTitle = widgets.Heading(tr.T("Arms"))
	p.noArms = widgets.Muted(tr.T("No arms yet. Add one for each group that people were randomised to."))
	add := widgets.NewButton(tr.T("Add an arm"), p.addArm).SetCompact()
	add.SetDisabled(p.readOnly)
	return widgets.Pad(8, 0, 0, 0, widgets.VStack(8, widgets.HStack(12, p.armTitle, widgets.Spacer(), add), p.noArms, p.armBox))
}

func (p *page) addArm() {
	trial, name := p.trial.UID, tr.T("Arm %d", len(p.trial.Arms)+1)
	var uid string
	p.t.s.Edit(tr.T("Add an arm to %s", p.trial.Name), func(b *db.Batch) error { uid = b.PutArm(trial, appraisal.Arm{Name: name}); return nil },
		p.t.added(&uid))
}

// added shows what was just made and gives it the keyboard.
func (t *Trials) added(uid *string) func(error) {
	return func(err error) {
		if err != nil {
			t.s.Fail(err)
			return
		}
		t.awaited = *uid
		t.load()
	}
}

func (p *page) refreshArms(saving bool) {
	old := p.arms
	p.arms = nil
	changed := len(old) != len(p.trial.Arms)
	for i, a := range p.trial.Arms {
		at := slices.IndexFunc(old, func(c *armCard) bool { return c.uid == a.UID })
		var c *armCard
		if at >= 0 {
			c = old[at]
		} else {
			c = newArmCard(p, a)
		}
		changed = changed || at != i
		c.refresh(a, saving)
		p.arms = append(p.arms, c)
	}
	show(p.noArms, len(p.arms) == 0)
	if !changed {
		return
	}
	p.armTitle.SetText(tr.N(len(p.arms), "1 arm", "%d arms"))
	if len(p.arms) == 0 {
		p.armTitle.SetText(tr.T("Arms"))
	}
	p.armBox.Objects, p.armColumns.right = nil, map[fyne.CanvasObject]bool{}
	for i, c := range p.arms {
		p.armBox.Objects = append(p.armBox.Objects, c.object)
		p.armColumns.right[c.object] = i%2 == 1
	}
	relay(p.armBox)
}

func newArmCard(p *page, a appraisal.Arm) *armCard {
	c := &armCard{page: p, uid: a.UID, arm: a, misfits: newMisfits()}
	c.name = newNameField(tr.T("Arm"), tr.T("What this group got, with its dose"), func(name string) {
		c.put(tr.T("Name of the arm %s", name), "arm name "+c.uid)
	})
	options := make([]string, len(roles))
	for i, r := range roles {
		options[i] = tr.T(r.words)
	}
	c.role = widgets.NewSelect(tr.T("Not stated"), options, func(i int) {
		c.roleNow.set(roles[i].key)
		c.put(tr.T("Role of %s", c.arm.Name), "")
	})
	remove := widgets.NewMarkButton(widgets.MarkCross, tr.T("Delete this arm"), c.remove)
	for _, x := range []interface{ SetDisabled(string) }{c.name.area, c.role, remove} {
		x.SetDisabled(p.readOnly)
	}
	c.guesses = widgets.NewDisclosure(tr.T("Guesses of the treatment"), widgets.VStack(0))
	c.guesses.OnChanged = func(open bool) {
		if open {
			c.showGuesses()
		}
		c.around()
	}
	c.object = widgets.NewCard(widgets.VStack(10,
		widgets.HStackTop(10, widgets.FillWeight(5, c.name.field), widgets.FillWeight(3, widgets.NewFormField(tr.T("Role"), c.role)),
			widgets.Pad(20, 0, 0, 0, widgets.VStack(0, remove))),
		c.misfits.object,
		c.table(armRows), c.guesses))
	if hasGuesses(a.Facts) {
		c.guesses.SetOpen(true)
		c.showGuesses()
	}
	return c
}

func hasGuesses(fs appraisal.Facts) bool {
	for _, row := range guessRows {
		for _, k := range row {
			if fs.Has(k) {
				return true
			}
		}
	}
	return false
}

func (c *armCard) owner() owner {
	return owner{Subject: db.Subject{ArmUID: c.uid}, uid: c.uid, name: func() string { return c.arm.Name }}
}

func (c *armCard) table(rows [][]appraisal.FieldKey) fyne.CanvasObject {
	o := c.owner()
	return table(rows, func(k appraisal.FieldKey) *factField {
		field, _ := appraisal.FieldOf(k)
		f := newCell(c.page, o, field)
		f.take(c.arm.Facts, false)
		c.fields = append(c.fields, f)
		return f
	})
}

// table lays fields out as rows of equal columns; an empty key leaves a column empty.
func table(rows [][]appraisal.FieldKey, cell func(appraisal.FieldKey) *factField) fyne.CanvasObject {
	box := make([]fyne.CanvasObject, 0, len(rows))
	for _, row := range rows {
		parts := make([]fyne.CanvasObject, len(row))
		least := float32(100)
		for i, k := range row {
			if k != "" {
				f := cell(k)
				parts[i] = f.object
				if f.field.Kind != appraisal.WholeNumber && f.field.Kind != appraisal.DecimalNum {
					least = 150
				}
			}
		}
		box = append(box, cells(least, parts...))
	}
	return widgets.VStack(10, box...)
}

func (c *armCard) showGuesses() {
	if !c.asked {
		c.asked = true
		c.guesses.SetContent(widgets.Pad(4, 0, 0, 0, c.table(guessRows)))
	}
}

// put stores name and role; a text that is being typed gives a key.
func (c *armCard) put(what, key string) {
	a := appraisal.Arm{UID: c.uid, Name: c.name.draft.now, Role: c.roleNow.now}
	trial := c.page.trial
	write := func(b *db.Batch) error { b.PutArm(trial.UID, a); return nil }
	if key != "" {
		c.page.t.s.EditText(key, what+", "+trial.Name, write)
	} else {
		c.page.t.s.Edit(what+", "+trial.Name, write, nil)
	}
}

func (c *armCard) refresh(a appraisal.Arm, saving bool) {
	c.arm = a
	c.name.take(a.Name, saving)
	c.roleNow.take(a.Role, saving)
	at := -1
	for i, r := range roles {
		if r.key == c.roleNow.now && r.key != "" {
			at = i
		}
	}
	c.role.SetSelected(at)
	for _, f := range c.fields {
		f.take(a.Facts, saving)
	}
}

// around brings up to date what is said of the values.
func (c *armCard) around() {
	c.guesses.SetTitle(tr.T("Guesses of the treatment"), guessLine(c.arm.Facts))
	inSight := c.fields
	if !c.guesses.Open() {
		inSight = slices.DeleteFunc(slices.Clone(c.fields), func(f *factField) bool { return isGuess(f.field.Key) })
	}
	c.misfits.show(c.page.say(inSight, c.uid))
}

func isGuess(k appraisal.FieldKey) bool { return slices.Contains(slices.Concat(guessRows...), k) }

// field is a field of the card, unfolded where it is a guess.
func (c *armCard) field(k appraisal.FieldKey) *factField {
	if isGuess(k) {
		c.guesses.SetOpen(true)
		c.showGuesses()
	}
	return fieldOf(c.fields, k)
}

// guessLine is what is recorded of the guesses, in a line.
func guessLine(fs appraisal.Facts) string {
	right, wrong := fs.Text(appraisal.FieldGuessCorrect), fs.Text(appraisal.FieldGuessWrong)
	raterRight, raterWrong := fs.Text(appraisal.FieldRaterCorrect), fs.Text(appraisal.FieldRaterWrong)
	switch {
	case right != "" && wrong != "":
		return tr.T("participants: %s right, %s wrong", right, wrong)
	case raterRight != "" && raterWrong != "":
		return tr.T("assessors: %s right, %s wrong", raterRight, raterWrong)
	case hasGuesses(fs):
		return ""
	}
	return tr.T("none recorded")
}

func (c *armCard) unchecked() []func() *factField {
	var open []func() *factField
	for _, row := range slices.Concat(armRows, guessRows) {
		for _, k := range row {
			f, ok := c.arm.Facts[k]
			f.Field = k
			if !ok || !unchecked(f) {
				continue
			}
			open = append(open, func() *factField { return c.field(k) })
		}
	}
	return open
}

func fieldOf(fields []*factField, k appraisal.FieldKey) *factField {
	at := slices.IndexFunc(fields, func(f *factField) bool { return f.field.Key == k })
	return fields[at]
}

// remove deletes the arm; one with facts or results only after a question.
func (c *armCard) remove() {
	var compared []string
	for _, r := range c.page.trial.Results {
		if r.ExperimentalUID == c.uid || r.ControlUID == c.uid {
			compared = append(compared, r.Name)
		}
	}
	uid, name := c.uid, c.arm.Name
	do := func() {
		c.page.t.s.Edit(tr.T("Delete arm %s of %s", name, c.page.trial.Name), func(b *db.Batch) error { b.DeleteArm(uid); return nil }, nil)
	}
	if len(c.arm.Facts) == 0 && len(compared) == 0 {
		do()
		return
	}
	text := tr.N(len(c.arm.Facts), "“%[2]s” goes with its %[1]d fact.", "“%[2]s” goes with its %[1]d facts.", name) + " "
	if len(compared) > 0 {
		text += tr.N(len(compared), "1 result compares it and will name no arm in its place.", "%d results compare it and will name no arm in its place.") + " "
	}
	dialogs.Confirm(c.page.t.canvas(), dialogs.ConfirmSpec{
		Title: tr.T("Delete this arm?"), Text: text + tr.T("Undo brings it back."), Confirm: tr.T("Delete the arm"), Danger: true, OnConfirm: do,
	})
}
