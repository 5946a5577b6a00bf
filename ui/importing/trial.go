package importing

import (
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// designWords are the registry's words for designs and for who is masked.
var designWords = map[string]string{
	"interventional": tr.Key("Interventional"), "observational": tr.Key("Observational"), "expanded-access": tr.Key("Expanded access"),
	"randomized": tr.Key("Randomised"), "non-randomized": tr.Key("Not randomised"), "na": tr.Key("Allocation does not apply"),
	"parallel": tr.Key("Parallel"), "crossover": tr.Key("Crossover"), "factorial": tr.Key("Factorial"),
	"single-group": tr.Key("Single group"), "sequential": tr.Key("Sequential"),
	"none": tr.Key("None (open label)"), "single": tr.Key("Single"), "double": tr.Key("Double"), "triple": tr.Key("Triple"), "quadruple": tr.Key("Quadruple"),
	"participant": tr.Key("participant"), "care-provider": tr.Key("care provider"), "investigator": tr.Key("investigator"), "outcomes-assessor": tr.Key("outcomes assessor"),
	"actual": tr.Key("actual"), "estimated": tr.Key("estimated"),
	"primary": tr.Key("primary"), "secondary": tr.Key("secondary"), "other": tr.Key("other"), "post-hoc": tr.Key("post hoc"),
	"result": tr.Key("reports results"), "derived": tr.Key("derived from it"), "background": tr.Key("background"),
}

func designWord(word string) string {
	if w, ok := designWords[word]; ok {
		return tr.T(w)
	}
	return word
}

// trial adds what a registry record or a study of a review says to the page.
func (d *detail) trial(t *exchange.Trial) {
	for _, part := range []fyne.CanvasObject{design(t), flow(t), outcomes(t), estimates(t), results(t), harms(t), papers(t)} {
		if part != nil {
			d.page.Add(part)
		}
	}
}

func design(t *exchange.Trial) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, pair(label, value))
		}
	}
	var kind []string
	for _, word := range []exchange.Text{t.StudyType, t.Allocation, t.Model} {
		if word != "" {
			kind = append(kind, designWord(string(word)))
		}
	}
	add(tr.T("Design"), strings.Join(kind, ", "))
	if t.Masking != "" {
		add(tr.T("Masking"), designWord(string(t.Masking)))
	}
	var masked []string
	for _, who := range t.Masked {
		masked = append(masked, designWord(who))
	}
	if len(masked) > 0 {
		add(tr.T("Who is masked"), strings.Join(masked, ", "))
	} else if t.Masking != "" && t.Masking != "none" {
		add(tr.T("Who is masked"), tr.T("not stated"))
	}
	add(tr.T("Masking, in words"), string(t.MaskingText))
	if e := t.Enrolment; e != nil && e.Count != nil {
		add(tr.T("Enrolment"), joined(strconv.Itoa(*e.Count), bracketed(designWord(string(e.Type)))))
	}
	x := t.Detail
	add(tr.T("Status"), words.Sentence(strings.ToLower(strings.ReplaceAll(x.Status, "_", " "))))
	add(tr.T("Sponsor"), x.Sponsor)
	add(tr.T("Countries"), strings.Join(x.Countries, ", "))
	add(tr.T("Conditions"), strings.Join(x.Conditions, ", "))
	add(tr.T("From, to"), strings.Trim(x.Start+" – "+x.End, " –"))
	for _, a := range x.Arms {
		add(tr.T("Arm"), joined(a.Name, bracketed(strings.Join(a.Interventions, "; "))))
	}
	if len(rows) == 0 {
		return nil
	}
	return widgets.VStack(4, append([]fyne.CanvasObject{section(tr.T("Design and masking"))}, rows...)...)
}

// textColumn is a column of plain words.
func textColumn(title string, least, grow float32, cell func(i int) string) widgets.Column {
	return widgets.Column{Title: title, Min: least, Grow: grow, New: wrapped, Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(cell(i)) }}
}

func numberColumn(title string, width float32, cell func(i int) string) widgets.Column {
	return widgets.Column{Title: title, Width: width, Align: fyne.TextAlignTrailing, New: func() fyne.CanvasObject {
		return widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Align: fyne.TextAlignTrailing})
	}, Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(cell(i)) }}
}

// twoLines is a column of what something is, with what is said of it below.
func twoLines(title string, least float32, cell func(i int) (name, below string)) widgets.Column {
	return widgets.Column{Title: title, Min: least, Grow: 1.4, New: func() fyne.CanvasObject {
		return widgets.VStack(1, wrapped(), widgets.NewText("", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted}))
	}, Update: func(i int, o fyne.CanvasObject) {
		lines := o.(*fyne.Container).Objects
		name, below := cell(i)
		lines[0].(*widgets.Text).SetText(name)
		lines[1].(*widgets.Text).SetText(below)
		lines[1].(*widgets.Text).Hidden = below == ""
	}}
}

func table(n int, columns ...widgets.Column) fyne.CanvasObject {
	t := widgets.NewBoardTable(columns)
	t.SetRows(n)
	return t
}

func losses(all []exchange.Loss) string {
	var parts []string
	for _, l := range all {
		if l.N > 0 {
			parts = append(parts, l.Reason+" "+strconv.Itoa(l.N))
		}
	}
	return strings.Join(parts, ", ")
}

// flow is who went through the trial: the arms, and each period where there are several.
func flow(t *exchange.Trial) fyne.CanvasObject {
	if len(t.Arms) == 0 {
		return nil
	}
	box := widgets.VStack(8, section(tr.T("Participants")))
	arm := func(i int) (string, string) { return t.Arms[i].Name, losses(t.Arms[i].Losses) }
	analysed := numberColumn(tr.T("Analysed"), 72, func(i int) string { return numberOr(t.Arms[i].Analysed) })
	analysed.Spare = true // the outcomes say it too
	box.Add(table(len(t.Arms), twoLines(tr.T("Arm, and why people left"), 84, arm),
		numberColumn(tr.T("Randomised"), 84, func(i int) string { return numberOr(t.Arms[i].Randomised) }),
		numberColumn(tr.T("Completed"), 80, func(i int) string { return numberOr(t.Arms[i].Completed) }), analysed))
	if len(t.Periods) < 2 {
		return box
	}
	for _, p := range t.Periods {
		box.Add(widgets.Small(tr.T("Period “%s”", p.Name)))
		group := func(i int) (string, string) { return p.Groups[i].Name, losses(p.Groups[i].Losses) }
		box.Add(table(len(p.Groups), twoLines(tr.T("Group, and why people left"), 84, group),
			numberColumn(tr.T("Started"), 70, func(i int) string { return numberOr(p.Groups[i].Started) }),
			numberColumn(tr.T("Completed"), 80, func(i int) string { return numberOr(p.Groups[i].Completed) })))
	}
	return box
}

// timeWords is a time frame with the days it comes to; one that is no duration says so.
func timeWords(frame exchange.Text, days *float64) string {
	switch {
	case frame == "":
		return "–"
	case days == nil:
		return tr.T("%s → no duration: event-driven or not stated", string(frame))
	}
	text := strconv.FormatFloat(*days, 'f', -1, 64)
	if *days == math.Trunc(*days) {
		return tr.T("%s → day %s", string(frame), text)
	}
	return string(frame) + " → " + fieldValue(string(appraisal.FieldDay), appraisal.DaysValueOf(text))
}

// outcomesShown keeps the page of a record with a hundred outcomes in bounds; the rest is counted.
const outcomesShown = 25

func outcomes(t *exchange.Trial) fyne.CanvasObject {
	if len(t.Outcomes) == 0 {
		return nil
	}
	n := min(len(t.Outcomes), outcomesShown)
	box := widgets.VStack(8, section(tr.T("Outcomes")), table(n,
		twoLines(tr.T("Outcome"), 84, func(i int) (string, string) { return t.Outcomes[i].Name, designWord(t.Outcomes[i].Role) }),
		textColumn(tr.T("Time frame → days"), 84, 1, func(i int) string { return timeWords(t.Outcomes[i].TimeFrame, t.Outcomes[i].TimeDays) }),
		textColumn(tr.T("Analysed"), 70, 0.7, func(i int) string { return analysed(t.Outcomes[i].Analysed) })))
	if rest := len(t.Outcomes) - n; rest > 0 {
		box.Add(widgets.Small(tr.N(rest, "1 further outcome", "%d further outcomes")))
	}
	return box
}

func analysed(all []exchange.Analysed) string {
	var parts []string
	for _, a := range all {
		parts = append(parts, a.Group+" "+numberOr(a.N))
	}
	return strings.Join(parts, ", ")
}

func decimal(x *float64) string {
	if x == nil {
		return "–"
	}
	return tr.Digits(strings.Replace(strconv.FormatFloat(*x, 'f', -1, 64), "-", "−", 1))
}

// estimates are the posted comparisons of the groups.
func estimates(t *exchange.Trial) fyne.CanvasObject {
	type line struct {
		outcome string
		c       exchange.Comparison
	}
	var lines []line
	for _, o := range t.Outcomes {
		if o.Posted == nil {
			continue
		}
		for _, c := range o.Posted.Comparisons {
			lines = append(lines, line{o.Name, c})
		}
	}
	if len(lines) == 0 {
		return nil
	}
	n := min(len(lines), outcomesShown)
	box := widgets.VStack(8, section(tr.T("Estimates")), table(n,
		textColumn(tr.T("Outcome"), 66, 1, func(i int) string { return lines[i].outcome }),
		textColumn(tr.T("Measure, groups"), 70, 1, func(i int) string {
			return joined(lines[i].c.Parameter, bracketed(strings.Join(lines[i].c.Groups, " / ")))
		}),
		textColumn(tr.T("Estimate"), 70, 0.8, func(i int) string { return estimate(lines[i].c) }),
		widgets.Column{Title: tr.T("p"), Width: 56, New: wrapped, Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(lines[i].c.P) }}))
	if rest := len(lines) - n; rest > 0 {
		box.Add(widgets.Small(tr.N(rest, "1 further estimate", "%d further estimates")))
	}
	return box
}

func estimate(c exchange.Comparison) string {
	text := decimal(c.Estimate)
	if c.Low != nil || c.High != nil {
		level := "95"
		if c.Level != nil {
			level = decimal(c.Level)
		}
		text += " " + tr.T("(%s %% interval %s to %s)", level, decimal(c.Low), decimal(c.High))
	}
	return text
}

// results are the numbers of a review's study.
func results(t *exchange.Trial) fyne.CanvasObject {
	if len(t.Results) == 0 {
		return nil
	}
	side := func(s exchange.Side) string {
		var parts []string
		if s.Events != nil {
			parts = append(parts, tr.T("%s events", decimal(s.Events)))
		}
		if s.Mean != nil {
			parts = append(parts, tr.T("mean %s", decimal(s.Mean)))
		}
		if s.SD != nil {
			parts = append(parts, tr.T("SD %s", decimal(s.SD)))
		}
		if s.N != nil {
			parts = append(parts, tr.T("n %s", decimal(s.N)))
		}
		if len(parts) == 0 {
			return "–"
		}
		return strings.Join(parts, ", ")
	}
	n := min(len(t.Results), outcomesShown)
	box := widgets.VStack(8, section(tr.T("Results in the review")), table(n,
		textColumn(tr.T("Outcome"), 80, 1, func(i int) string { return t.Results[i].Outcome }),
		textColumn(tr.T("Experimental"), 80, 0.8, func(i int) string { return side(t.Results[i].Experimental) }),
		textColumn(tr.T("Control"), 80, 0.8, func(i int) string { return side(t.Results[i].Control) })))
	if rest := len(t.Results) - n; rest > 0 {
		box.Add(widgets.Small(tr.N(rest, "1 further outcome", "%d further outcomes")))
	}
	return box
}

func harms(t *exchange.Trial) fyne.CanvasObject {
	x := t.Detail
	if len(x.Harms) == 0 {
		return nil
	}
	of := func(n, at *int) string {
		if n == nil {
			return "–"
		}
		if at == nil {
			return strconv.Itoa(*n)
		}
		return tr.T("%d of %d", *n, *at)
	}
	box := widgets.VStack(8, section(tr.T("Harms")))
	if x.HarmsFrame != "" {
		box.Add(widgets.Small(timeWords(exchange.Text(x.HarmsFrame), x.HarmsDays)))
	}
	box.Add(table(len(x.Harms),
		textColumn(tr.T("Group"), 76, 1, func(i int) string { return x.Harms[i].Group }),
		numberColumn(tr.T("Deaths"), 66, func(i int) string { return of(x.Harms[i].Deaths, x.Harms[i].AtRiskDeaths) }),
		numberColumn(tr.T("Serious"), 66, func(i int) string { return of(x.Harms[i].Serious, x.Harms[i].AtSerious) }),
		numberColumn(tr.T("Other"), 66, func(i int) string { return of(x.Harms[i].Other, x.Harms[i].AtOther) })))
	return box
}

func papers(t *exchange.Trial) fyne.CanvasObject {
	if len(t.Papers) == 0 {
		return nil
	}
	box := widgets.VStack(5, section(tr.T("Papers that the registry names")))
	for i, p := range t.Papers {
		if i == outcomesShown {
			box.Add(widgets.Small(tr.N(len(t.Papers)-i, "1 further paper", "%d further papers")))
			break
		}
		text := p.Citation
		if p.PMID != "" {
			text = joined(text, "PMID "+string(p.PMID))
		} else if p.DOI != "" {
			text = joined(text, p.DOI)
		}
		box.Add(pair(words.Sentence(designWord(string(p.Relation))), text))
	}
	return box
}
