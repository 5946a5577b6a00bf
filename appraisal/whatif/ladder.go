package whatif

import (
	"cmp"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Rung is one wording of a claim with the verdict that it gets.
type Rung struct {
	Sentence  string
	Verdict   appraisal.Verdict
	Certainty appraisal.Certainty // empty where the verdict has none
	Rule      rules.ID
	AsWorded  bool // the claim itself
}

// mostRungs is how many wordings are worth reading, and fewestRungs how many make a ladder.
const (
	mostRungs   = 5
	fewestRungs = 3
)

// Ladder words an effect claim again, from the strongest wording that the trials support to the weakest, in the verbs of
// GRADE's statements, each with the verdict that it gets when the changed claim is judged like any other. The claim as
// worded stands among them, at its own height. Every other rung is supported; only where no wording is, the best that
// can be said is partly supported. The last rung, that the evidence is very uncertain, is judged as the claim that the
// effect is not shown: where the trials show more, its verdict says so. Limits on duration, and claims that are not of
// an effect, have no ladder.
func Ladder(d appraisal.Dossier, a rules.Assessment) []Rung {
	if a.Case == nil || a.Judged == nil {
		return nil
	}
	l := &ladder{d: d, a: a, words: speech{d.Claim}, cases: map[caseKey]*rules.JudgeCase{}}
	l.tryAll()
	own := step{rung: Rung{Sentence: d.Claim.Text, Verdict: a.Verdict, Certainty: a.Certainty, Rule: a.Rule, AsWorded: true}, height: l.ownHeight()}
	chosen := append(l.choose(mostRungs-2), own, l.uncertain())
	if len(chosen) < fewestRungs {
		chosen = append(chosen, l.filler())
	}
	slices.SortStableFunc(chosen, func(x, y step) int { return cmp.Compare(y.height, x.height) })
	out := make([]Rung, len(chosen))
	for i, s := range chosen {
		out[i] = s.rung
	}
	return out
}

// step is a rung with its height: how much it asserts.
type step struct {
	rung   Rung
	height int
}

// wording is how a claim may be worded.
type wording struct {
	kind      appraisal.EffectKind
	strength  appraisal.Assertiveness
	magnitude appraisal.Magnitude
	day       *float64 // on which the trials read the outcome, instead of the claim's own time
	turned    bool     // the comparator against the intervention
}

// Heights: a stronger verb counts more than a larger size, and that more than the claim's own time. The uncertain
// statements are the lowest.
const (
	heightOfStrength  = 10
	heightOfMagnitude = 2
	heightNotShown    = 1
)

func (w wording) height() int {
	h := heightOfStrength*(asked(w.strength)-1) + heightOfMagnitude*slices.Index(sizes, w.magnitude)
	if w.day == nil {
		h++
	}
	return h
}

var (
	strengths = []appraisal.Assertiveness{appraisal.Emphatic, appraisal.Plain, appraisal.Hedged}
	sizes     = []appraisal.Magnitude{appraisal.AnySize, appraisal.Important, appraisal.Large}
)

type ladder struct {
	d     appraisal.Dossier
	a     rules.Assessment
	words speech
	cases map[caseKey]*rules.JudgeCase
	tried []step // wordings that are supported or, failing those, partly supported
}

// own is how the claim is worded.
func (l *ladder) own() wording {
	e := l.d.Claim.Effect
	return wording{kind: e.Kind, strength: e.Assertiveness, magnitude: cmp.Or(e.Magnitude, appraisal.AnySize)}
}

func (l *ladder) ownHeight() int {
	if l.d.Claim.Kind == appraisal.KindNotShown {
		return heightNotShown
	}
	return l.own().height()
}

// tryAll judges the wordings of the claim. Where the trials show something else than the claim, that is worded too.
func (l *ladder) tryAll() {
	own := l.own()
	var all []wording
	each := func(kind appraisal.EffectKind, turned bool, magnitudes []appraisal.Magnitude, days []*float64) {
		for _, day := range days {
			for _, m := range magnitudes {
				for _, s := range strengths {
					all = append(all, wording{kind: kind, strength: s, magnitude: m, day: day, turned: turned})
				}
			}
		}
	}
	days := []*float64{nil}
	if day := readOn(l.a, l.d.Claim.Effect); day != nil {
		days = append(days, day)
	}
	e := l.d.Claim.Effect
	magnitudes := sizes[:1]
	shows := own.kind == appraisal.Benefit || own.kind == appraisal.Harm
	if shows && e.MID != nil {
		magnitudes = sizes
	}
	each(own.kind, false, magnitudes, days)
	l.judgeAll(all)
	if len(l.tried) > 0 && l.tried[0].rung.Verdict == appraisal.Supported || !shows {
		return
	}
	best := l.tried
	all, l.tried = nil, nil
	each(own.kind, true, sizes[:1], days)
	if e.MID != nil {
		each(appraisal.NoDifference, false, sizes[:1], days)
	}
	l.judgeAll(all)
	if len(l.tried) == 0 || l.tried[0].rung.Verdict != appraisal.Supported {
		l.tried = best // what is only partly supported is better said in the claim's own direction
	}
}

// judgeAll keeps of the wordings those with the best verdict that a rung may have.
func (l *ladder) judgeAll(all []wording) {
	own := l.own()
	var partly []step
	have := map[wording]bool{} // at the claim's own time: the same at another time says no more
	for _, w := range all {
		atOwn := w
		atOwn.day = nil
		r := l.judge(w)
		if r.Verdict != appraisal.Supported && (r.Verdict != appraisal.PartlySupported || w.strength != appraisal.Hedged || w.magnitude != appraisal.AnySize) || have[atOwn] {
			continue
		}
		have[w] = true
		if l.d.Claim.Kind == appraisal.KindEffect && w == own {
			continue // it is there as worded
		}
		if s := (step{rung: r, height: w.height()}); r.Verdict == appraisal.Supported {
			l.tried = append(l.tried, s)
		} else {
			partly = append(partly, s)
		}
	}
	if len(l.tried) == 0 && !(l.a.Verdict == appraisal.Supported && l.d.Claim.Kind == appraisal.KindEffect) {
		l.tried = partly
	}
	slices.SortStableFunc(l.tried, func(x, y step) int { return cmp.Compare(y.height, x.height) })
}

// judge words a claim and gives it the verdict of the rules.
func (l *ladder) judge(w wording) Rung { return l.verdict(w, false, l.words.sentence(w)) }

// verdict judges a wording, or the claim that it is not shown.
func (l *ladder) verdict(w wording, notShown bool, sentence string) Rung {
	r := Rung{Sentence: sentence}
	c, ok := l.caseOf(w)
	if !ok {
		return r
	}
	c.Claim.Kind, c.Claim.Assertiveness, c.Claim.Magnitude = string(w.kind), w.strength, w.magnitude
	if notShown {
		c.Claim.Kind, c.Claim.PositiveKind = string(appraisal.KindNotShown), w.kind
	}
	o, err := rules.Judge(c)
	if err != nil {
		return r
	}
	r.Verdict, r.Rule = o.Verdict, o.Rule
	if o.Certainty != nil && rules.ShowsCertainty(o) {
		r.Certainty = *o.Certainty
	}
	return r
}

// caseOf is the case for a wording. Verb and size change nothing about the trials; another time, or the arms turned
// round, makes other facts of them count.
func (l *ladder) caseOf(w wording) (rules.JudgeCase, bool) {
	if w.day == nil && !w.turned {
		return *l.a.Case, true
	}
	key := caseKey{otherDay: w.day != nil, turned: w.turned}
	c, ok := l.cases[key]
	if !ok {
		c = rules.CaseOf(l.changed(w))
		l.cases[key] = c
	}
	if c == nil {
		return rules.JudgeCase{}, false
	}
	return *c, true
}

// caseKey tells the cases of a ladder apart: there is one other day at most.
type caseKey struct{ otherDay, turned bool }

// changed is the dossier of the claim at another time, or with its arms turned round. A judgement of follow-up was given
// for the claim's own time, and does not count for another.
func (l *ladder) changed(w wording) appraisal.Dossier {
	d := l.d
	if w.day != nil {
		d.Claim.Effect.Horizon, d.Claim.Effect.HorizonDays = appraisal.AtDay, w.day
	}
	d.Linked = append([]appraisal.Linked{}, d.Linked...)
	for i := range d.Linked {
		x := &d.Linked[i]
		x.Link.Reversed = x.Link.Reversed != w.turned
		if w.day != nil {
			x.Appraisals = slices.DeleteFunc(slices.Clone(x.Appraisals), func(a appraisal.Appraisal) bool { return a.Domain == appraisal.FollowUp })
		}
	}
	return d
}

// choose takes at most n of the wordings tried: the strongest of each verb, then the others from above.
func (l *ladder) choose(n int) []step {
	var first, rest []step
	seen := map[int]bool{}
	for _, s := range l.tried {
		if verb := s.height / heightOfStrength; !seen[verb] {
			seen[verb] = true
			first = append(first, s)
		} else {
			rest = append(rest, s)
		}
	}
	all := append(first, rest...)
	return all[:min(n, len(all))]
}

// uncertain is the statement that the evidence is very uncertain: judged as the claim that not even the most careful
// wording is shown.
func (l *ladder) uncertain() step {
	return step{rung: l.verdict(l.careful(), true, l.words.uncertain())}
}

func (l *ladder) careful() wording {
	w := l.own()
	w.strength, w.magnitude = appraisal.Hedged, appraisal.AnySize
	return w
}

// filler makes the third rung where the trials support nothing: that the claim as worded is not shown or, where this is
// the claim itself, the most careful wording of the effect with what it comes to.
func (l *ladder) filler() step {
	if l.d.Claim.Kind == appraisal.KindNotShown {
		return step{rung: l.judge(l.careful()), height: l.careful().height()}
	}
	return step{rung: l.verdict(l.own(), true, l.words.notShown(l.own(), l.a.Pooled)), height: heightNotShown}
}

// readOn is the day on which the pooled trials read the outcome: the median, or nil where it is the claim's own time
// already or is not known.
func readOn(a rules.Assessment, e appraisal.Effect) *float64 {
	var days []float64
	for _, r := range a.Rows {
		if d := r.Result.Facts.Number(appraisal.FieldDay); r.InPool && d != nil && *d > 0 {
			days = append(days, *d)
		}
	}
	if len(days) == 0 {
		return nil
	}
	slices.Sort(days)
	day := days[(len(days)-1)/2]
	if e.Horizon == appraisal.AtDay && e.HorizonDays != nil && *e.HorizonDays == day {
		return nil
	}
	return &day
}
