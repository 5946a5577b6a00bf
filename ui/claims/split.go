package claims

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// offerSplit shows what parts the sentence has, with what each would be saved as. The reader's own sentence is looked at,
// and only without it the article's words.
func (f *form) offerSplit() {
	if f.effectPart == nil {
		return
	}
	before := f.parts
	f.parts = nil
	kind := appraisal.ClaimKinds[max(f.kind.Selected(), 0)]
	if f.claim.UID == "" || kind == appraisal.KindEffect {
		f.parts = f.read(f.sentenceText()).Parts
	}
	if samePartTexts(before, f.parts) && len(f.split.Objects) > 0 {
		f.showParts()
		return
	}
	f.splitting.SetChecked(false)
	f.splitting.SetText(tr.N(len(f.parts), "This sentence says one thing", "This sentence says %d things. Save each as a part of its own."))
	lines := []fyne.CanvasObject{f.splitting}
	for _, p := range f.parts {
		text := tr.T("“%s”", p.Text)
		if as := f.codedAs(p); as != "" {
			text = tr.T("“%s” – %s", p.Text, as)
		}
		t := widgets.NewText(text, widgets.TextStyle{Size: theme.SizeSmall})
		t.SetTip(tr.T("%s (rule %s)", tr.Said(p.Rule.Why), p.Rule.ID))
		lines = append(lines, widgets.Pad(0, 0, 0, 26, t))
	}
	f.split.Objects = lines
	f.showParts()
	f.split.Refresh()
}

func (f *form) showParts() {
	show(f.split, len(f.parts) > 1)
	show(f.splitting, len(f.parts) > 1)
}

func samePartTexts(a, b []propose.Part) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Text != b[i].Text {
			return false
		}
	}
	return true
}

func (f *form) sentenceText() string {
	if strings.TrimSpace(f.text.Text) != "" {
		return f.text.Text
	}
	return f.wording.Text
}

func (f *form) read(sentence string) propose.Reading {
	return propose.Read(sentence, f.offers.vocabulary)
}

// codedAs says in a few words what a part would be saved as, where its own words say so.
func (f *form) codedAs(p propose.Part) string {
	r := f.read(p.Text)
	var said []string
	if e, ok := r.First(propose.Effect); ok {
		said = append(said, words.EffectKind(appraisal.EffectKind(e.Value)))
	}
	if o, ok := r.First(propose.Outcome); ok {
		said = append(said, o.Value)
	}
	if h, ok := r.First(propose.Horizon); ok {
		said = append(said, f.targets()[propose.Horizon].say(h))
	}
	return strings.Join(said, " · ")
}

// claims are what the form saves: one claim, or one for each part of the sentence. A part takes from its own words what
// the list of parts has shown; the rest is as the form has it.
func (f *form) claims() []appraisal.Claim {
	whole := f.value()
	if !f.splits() {
		return []appraisal.Claim{whole}
	}
	out := make([]appraisal.Claim, len(f.parts))
	for i, p := range f.parts {
		c := whole
		c.Text = sentenceOf(p.Text)
		if i > 0 {
			c.Key, c.Coding, c.Label = "", "", shortLabel(sentenceOf(p.Text))
		}
		out[i] = f.ownWords(c, p)
	}
	return out
}

// splits reports whether the reader wants the parts.
func (f *form) splits() bool { return len(f.parts) > 1 && f.splitting.Checked() }

func (f *form) ownWords(c appraisal.Claim, p propose.Part) appraisal.Claim {
	r := f.read(p.Text)
	if e, ok := r.First(propose.Effect); ok {
		c.Effect.Kind = appraisal.EffectKind(e.Value)
	}
	if o, ok := r.First(propose.Outcome); ok {
		if !strings.EqualFold(o.Value, c.Outcome) { // the scale of one outcome, and what matters on it, is not that of another
			c.Effect.Construct, c.Effect.Instrument = "", ""
			c.Effect.MID, c.Effect.MIDLow, c.Effect.MIDHigh, c.Effect.MIDSource, c.Effect.PlanningSD = nil, nil, nil, "", nil
		}
		c.Outcome = o.Value
	}
	if i, ok := r.First(propose.Instrument); ok {
		c.Effect.Instrument = i.Value
	}
	if k, ok := r.First(propose.Construct); ok {
		c.Effect.Construct = k.Value
	}
	if h, ok := r.First(propose.Horizon); ok {
		c.Effect.Horizon, c.Effect.HorizonDays = appraisal.Horizon(h.Value), h.Days
	}
	return c
}

// sentenceOf begins a part with a capital and ends it with a full stop.
func sentenceOf(text string) string {
	r := []rune(strings.TrimSpace(text))
	if len(r) == 0 {
		return ""
	}
	first := strings.ToUpper(string(r[:1]))
	s := first + string(r[1:])
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

func shortLabel(text string) string {
	words := strings.Fields(strings.TrimRight(text, "."))
	if len(words) > 6 {
		words = words[:6]
	}
	return strings.Join(words, " ")
}
