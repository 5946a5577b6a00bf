package rules

import (
	"math"

	"claimgrade/appraisal"
)

// Levels of certainty as numbers to take from: Very low is 1.
const (
	levelVeryLow = 1 + iota
	levelLow
	levelModerate
	levelHigh
)

func certaintyOf(level int) appraisal.Certainty {
	switch {
	case level >= levelHigh:
		return appraisal.CertaintyHigh
	case level == levelModerate:
		return appraisal.CertaintyModerate
	case level == levelLow:
		return appraisal.CertaintyLow
	}
	return appraisal.CertaintyVeryLow
}

func levelOf(c appraisal.Certainty) int {
	switch c {
	case appraisal.CertaintyHigh:
		return levelHigh
	case appraisal.CertaintyModerate:
		return levelModerate
	case appraisal.CertaintyLow:
		return levelLow
	}
	return levelVeryLow
}

// certaintyWord is a certainty as the screen says it.
func certaintyWord(level int) string {
	return [...]string{"", "Very low", "Low", "Moderate", "High"}[min(max(level, levelVeryLow), levelHigh)]
}

// graded is the certainty of a body of evidence with what lowered it.
type graded struct {
	level      int
	deductions Deductions
	rules      DeductionRules
	// sound is the finding of the trials not at high risk of bias where these decide the verdict (C-B4), else nil.
	sound *finding
	// countOnce is as in JudgeOutcome.
	countOnce *int
}

// grade comes from what all trials show to the certainty in it (method 10.6 as amended).
func (b *body) grade(all *finding) graded {
	b.relieve(all)
	var g graded
	d, r := &g.deductions, &g.rules
	start := levelHigh
	if b.claim.NonRandomised {
		start = levelLow
		b.tr.say(C0, "Studies that were not randomised start at Low certainty.")
	} else {
		b.tr.say(C0, "Randomised trials start at High certainty.")
	}
	named := func(id ID) *ID { return &id }
	id := CB0
	d.RiskOfBias, id, g.sound = b.riskOfBias(all)
	d.RiskOfBias = b.deduct(appraisal.StepRiskOfBias, d.RiskOfBias)
	r.RiskOfBias = named(id)
	x := 0
	d.Imprecision, id, x = b.imprecision(all)
	d.Imprecision = b.deduct(appraisal.StepImprecision, d.Imprecision)
	r.Imprecision = named(id)
	d.Inconsistency, id = b.inconsistency(all, x)
	d.Inconsistency = b.deduct(appraisal.StepInconsistency, d.Inconsistency)
	r.Inconsistency = named(id)
	g.countOnce = b.countOnce(d)
	d.Indirectness, id = b.indirectness(all)
	d.Indirectness = b.deduct(appraisal.StepIndirectness, d.Indirectness)
	r.Indirectness = named(id)
	if b.publicationBias(all) {
		d.PublicationBias, r.PublicationBias = 1, named(CU)
	}
	d.PublicationBias = b.deduct(appraisal.StepPublicationBias, d.PublicationBias)
	g.level = max(levelVeryLow, start-d.RiskOfBias-d.Inconsistency-d.Indirectness-d.Imprecision-d.PublicationBias)
	g.level, r.Cap = b.cap(g.level)
	g.level = b.ownCertainty(g.level)
	return g
}

// relieve grants C-B6 to the trials whose expected bias runs against what they show (method 0.4, 0.13, 0.21).
func (b *body) relieve(all *finding) {
	if !b.relief {
		return
	}
	switch all.class {
	case classNULL, classOPP, classOppLean, classLEAN, classSAME, classOPEN:
	default:
		return
	}
	if b.byCount {
		return // a direction has no interval that could show an effect or its absence
	}
	for i := range b.members {
		m := &b.members[i]
		if !m.canRelieve || m.push == 0 || m.push*b.y.shows(m.effect) >= 0 {
			continue
		}
		from := m.blinding
		m.blinding--
		b.tr.say(CB6, "%s: the expected bias runs against what this trial shows (%s, %s), so %s for blinding counts as %s.",
			m.name, num(m.effect.Value), interval(m.effect.Interval()), countWord(from), countWord(m.blinding))
	}
}

func countWord(c int) string {
	switch c {
	case countsHigh:
		return "High"
	case countsSome:
		return "Some concerns"
	}
	return "Low"
}

func highRisk(m *member) bool   { return m.riskOfBias() == countsHigh }
func notBlinded(m *member) bool { return m.blinding > countsLow }

// riskOfBias tries C-B3, C-B2, C-B1, C-B4 and C-B5 in this order; the first that applies counts.
func (b *body) riskOfBias(all *finding) (int, ID, *finding) {
	high, open := b.share(all, highRisk), b.share(all, notBlinded)
	const weights = "Weight of trials at high risk of bias %s, of trials whose blinding is not low %s"
	t := b.set
	if atLeast(high, t.HighWeight) {
		if b.all(func(m *member) bool { return m.blinding == countsHigh && m.attrition == countsHigh }) {
			b.tr.say(CB3, weights+": every trial is at High in both blinding and attrition: certainty −2.", share2(high), share2(open))
			return 2, CB3, nil
		}
		sound := b.soundFinding()
		if sound != nil && noEffect(sound.class) && !noEffect(all.class) {
			b.tr.say(CB2, weights+" (threshold %s). All trials show %s, those not at high risk %s%s: certainty −2.", share2(high), share2(open), share2(t.HighWeight), all.class, sound.class, sound.figures())
			return 2, CB2, nil
		}
		b.tr.say(CB1, weights+" (threshold %s): certainty −1.", share2(high), share2(open), share2(t.HighWeight))
		return 1, CB1, nil
	}
	if high > 0 {
		if sound := b.soundFinding(); sound != nil && b.differs(all, sound) {
			threshold := "another class"
			if all.pooled != nil && b.y.mid > 0 {
				threshold += ", or a move by more than " + num(t.MovedShare*b.y.mid).String()
			}
			b.tr.say(CB4, weights+". Without the trials at high risk the finding goes from %s%s to %s%s (threshold: %s): certainty −1, and these trials decide the verdict.",
				share2(high), share2(open), all.class, all.figures(), sound.class, sound.figures(), threshold)
			return 1, CB4, sound
		}
	}
	if atLeast(open, t.BlindingWeight) {
		b.tr.say(CB5, weights+" (threshold %s): certainty −1.", share2(high), share2(open), share2(t.BlindingWeight))
		return 1, CB5, nil
	}
	b.tr.say(CB0, weights+" (thresholds %s and %s): no deduction.", share2(high), share2(open), share2(t.HighWeight), share2(t.BlindingWeight))
	return 0, CB0, nil
}

func (f *finding) figures() string {
	if f.pooled == nil {
		return ""
	}
	return " (" + num(f.pooled.Estimate).String() + ", " + interval(f.pooled.CI95).String() + ")"
}

func (b *body) all(holds func(*member) bool) bool {
	for i := range b.members {
		if !holds(&b.members[i]) {
			return false
		}
	}
	return true
}

// soundFinding is what the trials not at high risk of bias show, or nil where there is none.
func (b *body) soundFinding() *finding {
	at := make([]int, 0, len(b.members))
	for i := range b.members {
		if !highRisk(&b.members[i]) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return nil
	}
	f := b.find(at)
	return &f
}

// differs reports whether the sounder trials tell another story (C-B4).
func (b *body) differs(all, sound *finding) bool {
	if all.class != sound.class {
		return true
	}
	if all.pooled == nil {
		return false
	}
	return math.Abs(all.pooled.Estimate-sound.pooled.Estimate) > b.set.MovedShare*b.y.mid*(1+epsilon)
}

// imprecision is the larger of the thresholds that sampling error reaches and the step for information size (method
// 0.17). It returns the number of thresholds too: inconsistency counts only those beyond them.
func (b *body) imprecision(all *finding) (deduction int, rule ID, x int) {
	if b.byCount {
		k := all.signs.k()
		deduction = 1
		if k < 6 || below(b.n, b.ois) {
			deduction = 2
		}
		b.tr.say(CP1, "Directions only, of %s (threshold 6) with %s people (%s needed): certainty −%d.", plural(k, "trial"), num(b.n), num(b.ois), deduction)
		return deduction, CP1, 0
	}
	t := b.targetsOf(all)
	x = t.inside(all.pooled.SamplingCI95)
	size, sizeRule := 0, CP0
	switch {
	case below(b.n, b.set.FarInformation*b.ois):
		size, sizeRule = 2, CP2
	case below(b.n, b.ois):
		size, sizeRule = 1, CP3
	}
	deduction, rule = min(3, x), CP1
	if size > deduction {
		deduction, rule = size, sizeRule
	}
	if deduction == 0 {
		rule = CP0
	}
	if !b.tr.quiet {
		b.tr.say(rule, "By sampling error alone %s (%s) holds %d of the thresholds %s; %s people, %s of the %s needed: %s.",
			num(all.pooled.Estimate), interval(all.pooled.SamplingCI95), x, t.String(), num(b.n), share2(b.n/b.ois), num(b.ois), lowered(deduction))
	}
	return deduction, rule, x
}

func lowered(n int) string {
	if n == 0 {
		return "no deduction"
	}
	return "certainty −" + string(rune('0'+n))
}

// inconsistency charges what the trials differ by, beyond sampling error.
func (b *body) inconsistency(all *finding, x int) (int, ID) {
	if b.byCount || all.pooled.K == 1 {
		b.tr.say(CI9, "Inconsistency cannot be assessed: %s.", map[bool]string{true: "directions only", false: "one trial"}[b.byCount])
		return 0, CI9
	}
	t := b.targetsOf(all)
	p := all.pooled
	if p.K >= 5 {
		d := min(2, max(0, t.inside(*p.Prediction95)-x))
		rule := CI1
		if d == 0 {
			rule = CI0
		}
		b.tr.say(rule, "Thresholds inside the prediction interval %s: %d, within sampling error: %d: %s.", interval(*p.Prediction95), t.inside(*p.Prediction95), x, lowered(d))
		return d, rule
	}
	pair := b.apart(all)
	crossed := min(2, max(0, t.inside(p.CI95)-x))
	d, rule := pair, CI2
	if crossed > pair {
		d, rule = crossed, CI3
	}
	if d == 0 {
		rule = CI0
	}
	b.tr.say(rule, "%s; thresholds inside the pool's interval %s: %d, within sampling error: %d; I² %s %%: %s.",
		[...]string{"The intervals of the trials overlap", "The intervals of two trials do not overlap", "Of two trials one lies above 0, the other below"}[pair],
		interval(p.CI95), t.inside(p.CI95), x, num(p.I2), lowered(d))
	return d, rule
}

// apart grades the most distant pair of trials that hold a tenth of the weight each: 1 if their intervals do not
// overlap, 2 if moreover one lies above 0 and the other below (C-I2).
func (b *body) apart(all *finding) int {
	worst := 0
	for i := range b.members {
		for j := range i {
			if below(all.weights[i], 0.1) || below(all.weights[j], 0.1) {
				continue
			}
			a, c := spanOf(b.members[i].effect.Interval()), spanOf(b.members[j].effect.Interval())
			if !a.apart(c) {
				continue
			}
			worst = max(worst, 1)
			if (a.over(0) && c.under(0)) || (a.under(0) && c.over(0)) {
				worst = 2
			}
		}
	}
	return worst
}

// indirectness adds points for follow-up and for distance from the claim, by weight (C-D).
func (b *body) indirectness(all *finding) (int, ID) {
	short := b.share(all, func(m *member) bool { return m.followUp == countsHigh })
	partly := b.share(all, func(m *member) bool { return m.followUp >= countsSome })
	far := b.share(all, func(m *member) bool { return m.pico == appraisal.PICOMajor })
	off := b.share(all, func(m *member) bool { return m.pico != appraisal.PICONone })
	time, distance := 0.0, 0.0
	switch {
	case atLeast(short, b.set.MostWeight):
		time = 2
	case atLeast(short, b.set.FarWeight):
		time = 1
	case atLeast(partly, b.set.FarWeight):
		time = 0.5
	}
	switch {
	case atLeast(far, b.set.FarWeight):
		distance = 1
	case atLeast(off, b.set.FarWeight):
		distance = 0.5
	}
	d, rule := min(2, int(time+distance)), CD
	if d == 0 {
		rule = CD0
	}
	b.tr.say(rule, "Weight of trials with follow-up at High %s, at Some concerns or High %s: %s; far from the claim's question %s, at some distance or far %s: %s. Whole points count: %s.",
		share2(short), share2(partly), pointWords(time), share2(far), share2(off), pointWords(distance), lowered(d))
	return d, rule
}

// pointWords are what follow-up and distance add up to, in words.
func pointWords(x float64) string {
	if x == 1 {
		return "1 point"
	}
	return num(x).String() + " points"
}

// publicationBias reports whether it is suspected by the reviewer or by Egger's test.
func (b *body) publicationBias(all *finding) bool {
	if b.claim.PublicationBiasSuspected {
		b.tr.say(CU, "Publication bias is suspected: certainty −1.")
		return true
	}
	if b.byCount || all.pooled.K < 10 {
		return false
	}
	e, ok := b.pools.eggers(b.members)
	if !ok || !below(e.P, b.set.EggerP) {
		return false
	}
	b.tr.say(CU, "Egger's test of %d trials: intercept %s, p %s (threshold %s): certainty −1.", all.pooled.K, num(e.Intercept), num(e.P), num(b.set.EggerP))
	return true
}

// cap applies the caps one after the other and names the first that applies, even where it does not bite.
func (b *body) cap(level int) (int, *ID) {
	var first *ID
	apply := func(id ID, most int, format string, args ...any) {
		if first == nil {
			first = &id
		}
		level = min(level, most)
		b.tr.say(id, format, args...)
	}
	if len(b.members) == 1 && below(b.n, b.ois) {
		apply(CK1, levelModerate, "One trial with %s of the %s people needed: Moderate at most.", num(b.n), num(b.ois))
	}
	if !b.claim.OtherBiasConsidered {
		apply(CX1, levelModerate, "Randomisation, concealment and selective reporting are not marked as considered: Moderate at most.")
	}
	if !b.claim.SearchStated {
		apply(CX2, levelModerate, "No search is stated, the verdict is on the trials linked: Moderate at most.")
	}
	used := float64(b.claim.PooledRandomised)
	if used == 0 {
		used = b.n
	}
	if all := float64(b.claim.LinkedRandomised); below(used, b.set.PooledShare*all) {
		apply(CX3, levelLow, "The trials used hold %s of the %s people randomised in all linked trials (threshold %s): Low at most.", num(used), num(all), shareWord(b.set.PooledShare))
	}
	return level, first
}
