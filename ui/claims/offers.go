package claims

import (
	"strconv"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// offers are the suggestions that rules make from the article's words. Each stands below its field and fills it only
// when the reader says so; what it has filled it can take back.
type offers struct {
	f          *form
	vocabulary propose.Vocabulary
	reading    propose.Reading
	head       *fyne.Container // how many there are, and a link that uses all
	count      *widgets.Text
	all        *widgets.Link
	rows       []*offer
}

// offer is the suggestion for one part of the claim.
type offer struct {
	field    propose.Field
	target   target
	object   *fyne.Container
	text     *widgets.Text
	link     *widgets.Link
	proposal propose.Proposal
	there    bool   // the words propose something
	number   int    // with Alt it uses the suggestion; 0 for none
	before   *value // what the field held before the suggestion was used; nil while it is not
}

// value is what a field holds.
type value struct {
	text   string
	days   string    // with a time
	scaled [4]string // with a difference: its range, the planning SD and the source
}

// target is a field that suggestions can fill.
type target struct {
	get func() value
	set func(value)
	say func(propose.Proposal) string // the value as the form shows it
	of  func(propose.Proposal) value
}

func newOffers(f *form) *offers {
	o := &offers{f: f, count: widgets.Caption("")}
	o.all = widgets.NewSmallLink("", o.useAll)
	o.head = widgets.HStack(10, widgets.Fill(o.count), o.all)
	o.head.Hide()
	return o
}

// below puts the suggestion for a part of the claim below its field.
func (o *offers) below(p propose.Field, control fyne.CanvasObject) fyne.CanvasObject {
	return widgets.VStack(3, control, o.of(p))
}

// of is the suggestion for a part of the claim.
func (o *offers) of(p propose.Field) fyne.CanvasObject {
	r := &offer{field: p, target: o.f.targets()[p], text: widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})}
	r.link = widgets.NewSmallLink("", func() { o.toggle(r) })
	r.object = widgets.VStack(1, r.text, widgets.HStack(0, r.link, widgets.Spacer()))
	r.object.Hide()
	o.rows = append(o.rows, r)
	return r.object
}

// read makes the suggestions anew from the article's words.
func (o *offers) read() {
	if len(o.rows) == 0 {
		return
	}
	o.reading = propose.Read(o.f.wording.Text, o.vocabulary)
	for _, r := range o.rows {
		o.readOne(r)
		r.number = 0
	}
	o.numberAll()
	o.refresh()
	o.f.offerSplit()
}

// readOne makes the suggestion for one field anew.
func (o *offers) readOne(r *offer) {
	before := r.proposal
	r.proposal, r.there = o.reading.First(r.field)
	switch {
	case r.field == propose.Difference:
		r.proposal, r.there = o.difference()
	case r.field == propose.Reference && !r.there:
		r.proposal, r.there = o.f.sources.near()
	}
	if !r.there || before.Value != r.proposal.Value {
		r.before = nil
	}
}

// numberAll gives a number to each suggestion that has none.
func (o *offers) numberAll() {
	last := 0
	for _, r := range o.rows {
		last = max(last, r.number)
	}
	for _, r := range o.rows {
		if r.number == 0 && last < 9 && o.wanted(r) {
			last++
			r.number = last
		}
	}
}

// wanted reports whether a suggestion has something to say: of a claim that was coded already, only where nothing was
// entered.
func (o *offers) wanted(r *offer) bool {
	if !r.there {
		return false
	}
	now := r.target.get()
	return r.before != nil || now != r.target.of(r.proposal) && (o.f.claim.UID == "" || now.text == "")
}

// refresh shows each suggestion as it stands now.
func (o *offers) refresh() {
	open, used := 0, 0
	for _, r := range o.rows {
		if r.before != nil && r.target.get() != r.target.of(r.proposal) {
			r.before = nil // the reader has written something else since
		}
		on := o.wanted(r)
		show(r.object, on)
		if !on {
			continue
		}
		switch {
		case r.before != nil:
			used++
			put(r.text, r.origin())
			putLink(r.link, tr.T("Take back"))
		default:
			open++
			put(r.text, r.suggested())
			putLink(r.link, r.use())
		}
		r.text.SetTip(r.why())
		r.link.SetTip(r.why())
	}
	show(o.head, open+used > 0)
	if open > 0 {
		put(o.count, tr.N(open, "1 suggestion from these words", "%d suggestions from these words"))
		putLink(o.all, tr.T("Use all suggestions (Alt+0)"))
	} else {
		put(o.count, tr.T("All suggestions are used."))
		putLink(o.all, tr.T("Take all back"))
	}
}

// put and putLink change words only where they differ: the form is laid out anew for each change.
func put(t *widgets.Text, s string) {
	if t.String() != s {
		t.SetText(s)
	}
}

func putLink(l *widgets.Link, s string) {
	if l.Text() != s {
		l.SetText(s)
	}
}

// why says by which rule the value is proposed and, of a difference, all of its source.
func (r *offer) why() string {
	why := tr.T("%s (rule %s)", tr.Said(r.proposal.Rule.Why), r.proposal.Rule.ID)
	if s := r.proposal.Scaled; s != nil && s.Source != "" {
		why += " " + s.Source
	}
	return why
}

// origin says what a value that was used rests on.
func (r *offer) origin() string {
	if s := r.proposal.Scaled; s != nil {
		return tr.Capital(fromClaim(s))
	}
	if r.proposal.From == "" {
		return tr.Said(r.proposal.Rule.Why)
	}
	return tr.T("From “%s”", r.proposal.From)
}

// suggested names the value, and the words it was found by where these are others.
func (r *offer) suggested() string {
	said := r.target.say(r.proposal)
	if s := r.proposal.Scaled; s != nil {
		return tr.T("Suggested: %s · %s", said, fromClaim(s))
	}
	if r.proposal.From == "" {
		return tr.T("Suggested: %s", said)
	}
	if said != r.proposal.From {
		return tr.T("Suggested: %s · from “%s”", said, r.proposal.From)
	}
	return tr.T("Suggested: “%s”", r.proposal.From)
}

func (r *offer) use() string {
	if r.number == 0 {
		return tr.T("Use")
	}
	return tr.T("Use (Alt+%d)", r.number)
}

// toggle uses a suggestion or takes it back.
func (o *offers) toggle(r *offer) {
	o.put(r, r.before == nil)
	o.f.refresh()
}

func (o *offers) put(r *offer, use bool) {
	switch {
	case use && r.before == nil && o.wanted(r):
		now := r.target.get()
		r.target.set(r.target.of(r.proposal))
		r.before = &now
	case !use && r.before != nil:
		before := *r.before
		r.before = nil
		r.target.set(before)
	}
}

// useAll uses all suggestions; once all are used, it takes them back.
func (o *offers) useAll() {
	use := false
	for _, r := range o.rows {
		use = use || o.wanted(r) && r.before == nil
	}
	for _, r := range o.rows {
		o.put(r, use)
	}
	o.f.refresh()
}

// shortcuts are Alt and the number of a suggestion, and Alt+0 for all.
func (o *offers) shortcuts() []dialogs.Shortcut {
	all := []dialogs.Shortcut{{Keys: altKey(0), Do: o.useAll}}
	for n := 1; n <= 9; n++ {
		all = append(all, dialogs.Shortcut{Keys: altKey(n), Do: func() {
			for _, r := range o.rows {
				if r.number == n && r.object.Visible() {
					o.toggle(r)
				}
			}
		}})
	}
	return all
}

func altKey(n int) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyName(strconv.Itoa(n)), Modifier: fyne.KeyModifierAlt}
}

// targets are the fields that suggestions fill.
func (f *form) targets() map[propose.Field]target {
	return map[propose.Field]target{
		propose.Population: textTarget(f.population), propose.Intervention: textTarget(f.intervention),
		propose.Comparator: textTarget(f.comparator), propose.Outcome: textTarget(f.outcome), propose.Instrument: textTarget(f.instrument),
		propose.Effect:     choiceTarget(f.effect, words.EffectKind),
		propose.Construct:  choiceTarget(f.construct, words.Choice),
		propose.Strength:   rowTarget(f.strength, strengths, words.Assertiveness),
		propose.Magnitude:  rowTarget(f.magnitude, magnitudes, words.Magnitude),
		propose.Kind:       rowTarget(f.kind, appraisal.ClaimKinds, words.Kind),
		propose.Horizon:    f.horizonTarget(),
		propose.Difference: f.differenceTarget(),
		propose.Reference:  f.referenceTarget(),
	}
}

func textTarget(e *widgets.Entry) target {
	return target{
		get: func() value { return value{text: e.Text} }, set: func(v value) { e.SetText(v.text) },
		say: func(p propose.Proposal) string { return p.Value }, of: func(p propose.Proposal) value { return value{text: p.Value} },
	}
}

func choiceTarget[T ~string](c choice[T], name func(T) string) target {
	return target{
		get: func() value { return value{text: string(c.value())} },
		set: func(v value) { c.choose(T(v.text)) },
		say: func(p propose.Proposal) string { return name(T(p.Value)) },
		of:  func(p propose.Proposal) value { return value{text: p.Value} },
	}
}

func rowTarget[T ~string](s *widgets.Segmented, values []T, name func(T) string) target {
	return target{
		get: func() value { return value{text: string(chosen(s, values, ""))} },
		set: func(v value) {
			at := -1
			for i, x := range values {
				if string(x) == v.text {
					at = i
				}
			}
			s.SetSelected(at)
		},
		say: func(p propose.Proposal) string { return name(T(p.Value)) },
		of:  func(p propose.Proposal) value { return value{text: p.Value} },
	}
}

// horizonTarget is the time with its day.
func (f *form) horizonTarget() target {
	return target{
		get: func() value { return value{text: string(f.horizon.value()), days: f.days.Text} },
		set: func(v value) {
			f.horizon.choose(appraisal.Horizon(v.text))
			f.days.SetText(v.days)
		},
		say: func(p propose.Proposal) string {
			return words.Horizon(appraisal.Effect{Horizon: appraisal.Horizon(p.Value), HorizonDays: p.Days})
		},
		of: func(p propose.Proposal) value {
			if p.Days == nil {
				return value{text: p.Value, days: f.days.Text}
			}
			return value{text: p.Value, days: figure(p.Days)}
		},
	}
}
