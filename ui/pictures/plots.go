package pictures

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/figure"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// Names are what the rows are called: by their trials, and by their results too where a trial has several.
func Names(rows []rules.Row) []string {
	count := map[string]int{}
	for _, r := range rows {
		count[r.Linked.Trial.UID]++
	}
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Linked.Trial.Name
		if count[r.Linked.Trial.UID] > 1 && r.Result.Name != "" {
			out[i] += ", " + words.InSentence(r.Result.Name)
		}
		out[i] = strings.Join(strings.Fields(out[i]), " ") // a name in a picture is one line
	}
	return out
}

// drawn are the rows that plots show: context takes no part in the claim.
func drawn(a rules.Assessment) (rows []rules.Row, context int) {
	for _, r := range a.Rows {
		switch {
		case TakesPart(r):
			rows = append(rows, r)
		case r.Relation == appraisal.Context:
			context++
		}
	}
	return rows, context
}

// Forest is the forest plot of a claim; none where no trial has an estimate on its scale.
func Forest(c appraisal.Claim, a rules.Assessment) (figure.Forest, bool) {
	rows, context := drawn(a)
	pool := PoolOf(a)
	f := figure.Forest{Scale: Scale(c, rows, pool), NameHead: tr.T("Trial"), NoteHead: tr.T("n"), NumbersHead: words.EffectTitle(c), Margin: Margin(c)}
	if f.Scale.Max <= f.Scale.Min {
		return f, false
	}
	names := Names(rows)
	for i, r := range rows {
		s := figure.Study{Name: names[i], Effect: Effect(c, r), Numbers: words.RowEstimate(c, r), Weight: words.Weight(r), From: words.NumberFrom(r)}
		if r.N != nil {
			s.Note = strconv.Itoa(*r.N)
		}
		if s.Effect.Note == "" && s.Numbers == "" {
			s.Effect.Note = tr.T("no estimate")
		}
		if !r.InPool {
			s.Why = tr.T("not pooled")
			if r.NotPooled != "" {
				s.Why += " (" + tr.Said(r.NotPooled) + ")"
			}
		}
		if s.Weight != "" {
			f.WeightHead = tr.T("Weight")
		}
		f.Studies = append(f.Studies, s)
	}
	if pool != nil && pool.K > 1 {
		f.Pool = pooled(c, pool)
	} else if pool != nil {
		f.WeightHead = "" // of a single trial it is always all
	}
	f.Notes = append(f.Notes, forestKey(f))
	if pool != nil && pool.K > 1 && words.Prediction(pool) == nil {
		f.Notes = append(f.Notes, words.AboutPrediction(c, pool))
	}
	if context > 0 {
		f.Notes = append(f.Notes, tr.N(context, "1 trial linked as context only is left out.", "%d trials linked as context only are left out."))
	}
	return f, true
}

// pooled is what a forest says of a pool.
func pooled(c appraisal.Claim, p *rules.Pooled) *figure.Pooled {
	interval := tr.T("Wald")
	if p.Interval == "hk" {
		interval = tr.T("Hartung and Knapp")
	}
	out := &figure.Pooled{Name: tr.N(p.K, "Pool of 1 trial", "Pool of %d trials"), Numbers: words.Estimate(c, p.Estimate, p.CI95), Effect: Pool(c, p),
		Method: tr.T("Random effects by restricted maximum likelihood, interval of %s; I² %s %%, τ² %s.", interval, tr.Number(p.I2, 0), tr.Number(p.Tau2, 2))}
	if pi := words.Prediction(p); pi != nil {
		out.Predicted, out.PredictedNumbers = tr.T("95 % prediction interval"), words.Interval(c, *pi)
	}
	return out
}

// Margin says what the dashed lines of a forest are, and who says so.
func Margin(c appraisal.Claim) string {
	if c.Effect.MID == nil || *c.Effect.MID <= 0 {
		return ""
	}
	size := "± " + tr.Number(*c.Effect.MID, 2)
	if c.Effect.Measure.Ratio() {
		size = "× " + tr.T("or") + " ÷ " + tr.Number(words.AsShown(c, *c.Effect.MID), 2)
	}
	text := tr.T("Smallest difference that matters: %s", size)
	if c.Effect.MIDSource != "" {
		text += ". " + tr.T("Source: %s", c.Effect.MIDSource)
	}
	return text
}

// forestKey says what the marks of a forest are: of those only that it has.
func forestKey(f figure.Forest) string {
	weighted, hollow := false, false
	for _, s := range f.Studies {
		weighted = weighted || s.Weight != ""
		hollow = hollow || s.Effect.Hollow && s.Numbers != ""
	}
	text := tr.T("Square: estimate; line: 95 % confidence interval.")
	switch {
	case weighted && hollow:
		text = tr.T("Square: estimate, its area the weight in the pool, hollow if not pooled; line: 95 % confidence interval.")
	case weighted:
		text = tr.T("Square: estimate, its area the weight in the pool; line: 95 % confidence interval.")
	case hollow:
		text = tr.T("Square: estimate, hollow if not pooled; line: 95 % confidence interval.")
	}
	if f.Pool != nil {
		text += " " + tr.T("Diamond: the pool with its 95 % confidence interval.")
	}
	return text
}

// Lights is the traffic-light plot of a claim; none where there is nothing to judge.
func Lights(a rules.Assessment) (figure.Lights, bool) {
	rows, _ := drawn(a)
	l := figure.Lights{NameHead: tr.T("Trial")}
	for _, d := range appraisal.Domains {
		l.Columns = append(l.Columns, words.Domain(d))
	}
	l.Columns = append(l.Columns, tr.T("Overall"))
	names := Names(rows)
	for i, r := range rows {
		row := figure.LightRow{Name: names[i]}
		suggested := false
		for _, d := range appraisal.Domains {
			v := r.Domains[d]
			light := figure.Light{Rating: Rating(v.Rating), Word: words.Rating(v.Rating), Overruled: v.Overruled, Suggested: !v.Judged}
			suggested = suggested || light.Suggested
			row.Lights = append(row.Lights, light)
		}
		row.Lights = append(row.Lights, figure.Light{Rating: Rating(r.Overall), Word: words.Rating(r.Overall), Suggested: suggested})
		l.Rows = append(l.Rows, row)
	}
	return l, len(rows) > 0
}

// Shares is the summary of the judgements of a claim: by weight where its trials are pooled, else by number; none where
// there is nothing to judge.
func Shares(a rules.Assessment) (figure.Shares, bool) {
	rows, _ := drawn(a)
	if len(rows) == 0 {
		return figure.Shares{}, false
	}
	pooled := 0
	for _, r := range rows {
		if r.InPool && r.Weight > 0 {
			pooled++
		}
	}
	s := figure.Shares{Basis: tr.T("Shares of the trials linked to the claim, %d in all; context is left out.", len(rows))}
	if pooled > 0 {
		s.Basis = tr.N(len(rows), "Shares of the weight in the pool, as risk-of-bias plots have them: the only trial.",
			"Shares of the weight in the pool, as risk-of-bias plots have them: %[2]d of %[1]d trials.", pooled)
	}
	if a.Judgements < a.JudgementsDue {
		s.Basis += " " + tr.T("What nobody has judged yet counts as the rules suggest it.")
	}
	for _, d := range appraisal.Domains {
		s.Rows = append(s.Rows, figure.ShareRow{Name: words.Domain(d), Shares: shares(rows, d, pooled > 0)})
	}
	s.Rows = append(s.Rows, figure.ShareRow{Name: tr.T("Overall"), Shares: shares(rows, "", pooled > 0), Total: true})
	return s, true
}

// shares divide the rows by their ratings in a domain, or overall for none.
func shares(rows []rules.Row, d appraisal.Domain, weighted bool) (out []figure.Share) {
	total := 0.0
	parts, counts := make([]float64, len(RatingGroups)), make([]int, len(RatingGroups))
	for _, r := range rows {
		w := 1.0
		if weighted {
			if w = r.Weight; !r.InPool {
				continue
			}
		}
		for i, group := range RatingGroups {
			for _, rating := range group {
				if rating == RatingIn(r, d) {
					parts[i] += w
					counts[i]++
					total += w
				}
			}
		}
	}
	for i, part := range parts {
		if counts[i] == 0 || total == 0 {
			continue
		}
		share := figure.Share{Rating: Rating(RatingGroups[i][0]), Part: part / total, Word: words.Judged(RatingGroups[i][0]), Label: tr.Number(100*part/total, 0) + " %"}
		if !weighted {
			share.Label = strconv.Itoa(counts[i])
		}
		out = append(out, share)
	}
	return out
}

// Directions is which way each trial of a claim points, for an effect-direction or a harvest plot; none for claims that
// are not about an effect.
func Directions(c appraisal.Claim, a rules.Assessment) (figure.Directions, bool) {
	if c.Kind != appraisal.KindEffect && c.Kind != appraisal.KindNotShown {
		return figure.Directions{}, false
	}
	rows, _ := drawn(a)
	d := figure.Directions{RatingHeadline: tr.T("Overall")}
	names := Names(rows)
	for i, r := range rows {
		t := Directed(r)
		t.Name = names[i]
		d.Trials = append(d.Trials, t)
	}
	d.Against, d.For = words.EffectSides(c)
	return d, len(rows) > 0
}
