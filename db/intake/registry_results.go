package intake

import (
	"fmt"
	"math"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/timeframe"
)

// PrimaryNote begins the note of a result that the registry names as primary outcome.
const PrimaryNote = "Registered primary outcome"

// results makes a result for every posted outcome and pair of arms, and for the primary outcomes that have none posted.
func (x *registered) results() {
	for _, o := range x.in.Outcomes {
		if o.Posted == nil {
			if o.Role == "primary" {
				x.addResult(o, nil, nil)
			}
			continue
		}
		pairs := x.pairsOf(o.Posted)
		if len(pairs) == 0 {
			x.addResult(o, nil, nil)
		}
		for i := range pairs {
			x.addResult(o, &pairs[i], pairs)
		}
	}
}

func (x *registered) addResult(o exchange.Outcome, p *pair, all []pair) {
	r := appraisal.Result{UID: newUID(), Name: resultName(o), Facts: appraisal.Facts{}}
	at := atResults + ", " + o.Name
	notes := []string{}
	if o.Role == "primary" {
		notes = append(notes, PrimaryNote+" ("+orNone(string(o.TimeFrame))+").")
	}
	x.put(r.Facts, appraisal.FieldOutcome, said{value: o.Name, at: at})
	x.instrument(r.Facts, o, at)
	day, values, skipped := reading(o)
	if skipped != "" {
		notes = append(notes, skipped)
	}
	x.times(r.Facts, o, day, at)
	if p != nil {
		r.ExperimentalUID, r.ControlUID = p.experimental.uid, p.control.uid
		if len(all) > 1 {
			r.Name += ", " + p.experimental.name
		}
		g := groupsOf(o, p, values)
		x.groupNumbers(r.Facts, o.Posted, g, at)
		notes = append(notes, x.estimate(r.Facts, o.Posted, g, at)...)
	} else if o.Posted != nil {
		notes = append(notes, "Which arms the posted groups are, and which of them is the control, is not certain: no numbers were taken over.")
	}
	if o.Posted != nil {
		x.put(r.Facts, appraisal.FieldResultText, said{value: short(postedText(o.Posted)), at: at})
		if o.Posted.Population != "" {
			notes = append(notes, "Analysed: "+o.Posted.Population+".")
		}
	}
	x.put(r.Facts, appraisal.FieldScopeNote, said{value: short(strings.Join(notes, " ")), at: at})
	x.out.Results = append(x.out.Results, r)
}

func orNone(frame string) string {
	if frame == "" {
		return "no time frame"
	}
	return frame
}

func resultName(o exchange.Outcome) string {
	name := o.Name
	if r := []rune(name); len(r) > 100 {
		name = strings.TrimSpace(string(r[:99])) + "…"
	}
	if d := daysOf(o); d != nil && *d > 0 {
		name += ", " + appraisal.DaysText(*d)
	}
	return name
}

// times are when the outcome was read. In a parallel trial both arms are compared at every reading of a posted outcome.
func (x *registered) times(fs appraisal.Facts, o exchange.Outcome, day *float64, at string) {
	frame := said{at: at, note: "Time frame: " + orNone(frameOf(o)) + "."}
	if day == nil || *day <= 0 {
		return
	}
	x.days(fs, appraisal.FieldDay, day, frame)
	if x.in.Allocation != "randomized" || x.in.Model == "crossover" {
		return
	}
	first := *day
	if all := timeframe.Points(frameOf(o)); len(all) > 0 {
		first = min(first, all[0])
	}
	x.days(fs, appraisal.FieldFirstDay, &first, frame)
	if o.Posted != nil && x.pairOf(o.Posted) != nil {
		x.days(fs, appraisal.FieldLastControlled, day, frame)
	}
}

// reading picks the values of one reading: all, if there is one number a group, else those of the last time, where the
// classes are times.
func reading(o exchange.Outcome) (day *float64, values []exchange.Value, skipped string) {
	day = daysOf(o)
	if o.Posted == nil {
		return day, nil, ""
	}
	classes, categories := map[string]*float64{}, map[string]bool{}
	for _, v := range o.Posted.Values {
		d, _ := timeframe.Parse(v.Class)
		classes[v.Class], categories[v.Category] = d, true
	}
	const several = "Several numbers a group are posted; see the registry."
	switch {
	case len(categories) > 1:
		return day, nil, several
	case len(classes) <= 1:
		return day, o.Posted.Values, ""
	}
	last, when := "", -1.0
	for name, d := range classes {
		if d == nil {
			return day, nil, several
		}
		if *d > when {
			last, when = name, *d
		}
	}
	for _, v := range o.Posted.Values {
		if v.Class == last {
			values = append(values, v)
		}
	}
	return &when, values, "Several times are posted; the numbers are those of “" + last + "”."
}

// sides are the numbers of a pair of arms at one reading.
type sides struct {
	pair
	experimentalValue, controlValue *exchange.Value
	nExperimental, nControl         *int
	percent                         bool // the values are percentages of people
	counts                          bool // the values are numbers of people
}

func groupsOf(o exchange.Outcome, p *pair, values []exchange.Value) sides {
	s := sides{pair: *p, counts: o.Posted.ParamType == "count-of-participants", percent: strings.Contains(strings.ToLower(o.Posted.Unit), "percent")}
	for i := range values {
		switch values[i].Group {
		case p.experimentalTitle:
			s.experimentalValue = &values[i]
		case p.controlTitle:
			s.controlValue = &values[i]
		}
	}
	for _, a := range o.Analysed {
		switch a.Group {
		case p.experimentalTitle:
			s.nExperimental = a.N
		case p.controlTitle:
			s.nControl = a.N
		}
	}
	return s
}

// groupNumbers are the numbers analysed, the events, means and standard deviations of both arms.
func (x *registered) groupNumbers(fs appraisal.Facts, p *exchange.PostedOutcome, s sides, at string) {
	keys := []struct {
		n, observed, events, mean, sd appraisal.FieldKey
		value                         *exchange.Value
		count, randomised             *int
	}{
		{appraisal.FieldNExp, appraisal.FieldObsExp, appraisal.FieldEventsExp, appraisal.FieldMeanExp, appraisal.FieldSDExp, s.experimentalValue, s.nExperimental, s.experimental.n},
		{appraisal.FieldNCtl, appraisal.FieldObsCtl, appraisal.FieldEventsCtl, appraisal.FieldMeanCtl, appraisal.FieldSDCtl, s.controlValue, s.nControl, s.control.n},
	}
	for _, k := range keys {
		x.count(fs, k.n, k.count, said{at: at + ", Overall Number of Participants Analyzed"})
		if k.count != nil && (k.randomised == nil || *k.count <= *k.randomised) {
			x.count(fs, k.observed, k.count, said{at: at + ", Overall Number of Participants Analyzed", note: "Participants analysed; whether any value was imputed is not stated.", derived: true})
		}
		v := k.value
		if v == nil || v.Value == nil {
			continue
		}
		switch {
		case p.ParamType == "count-of-participants" && *v.Value == math.Trunc(*v.Value) && (k.count == nil || *v.Value <= float64(*k.count)):
			x.put(fs, k.events, said{value: number(*v.Value), at: at})
		case p.ParamType == "mean" || p.ParamType == "least-squares-mean":
			note := ""
			if p.ParamType != "mean" {
				note = "Least squares mean."
			}
			x.put(fs, k.mean, said{value: number(*v.Value), at: at, note: note})
			x.put(fs, k.sd, spread(p.Dispersion, v.Spread, k.count, at))
		}
	}
}

// spread is the standard deviation, or what a standard error comes to; empty for other measures of spread.
func spread(kind string, size *float64, n *int, at string) said {
	switch {
	case size == nil || *size <= 0:
	case kind == "standard-deviation":
		return said{value: number(*size), at: at}
	case kind == "standard-error" && n != nil && *n > 0:
		return said{value: rounded(*size * math.Sqrt(float64(*n))), at: at, note: fmt.Sprintf("Derived: standard error %s × √%d.", number(*size), *n), derived: true}
	}
	return said{}
}

// postedText is what was posted, in one line.
func postedText(p *exchange.PostedOutcome) string {
	var parts []string
	for _, v := range p.Values {
		name := v.Group
		for _, s := range []string{v.Class, v.Category} {
			if s != "" {
				name += ", " + s
			}
		}
		t := name + " " + v.Text
		switch {
		case v.Spread != nil && p.Dispersion != "":
			t += " (" + strings.ReplaceAll(p.Dispersion, "-", " ") + " " + number(*v.Spread) + ")"
		case v.Low != nil && v.High != nil:
			t += " (" + number(*v.Low) + " to " + number(*v.High) + ")"
		}
		parts = append(parts, t)
	}
	text := ""
	if len(parts) > 0 {
		text = strings.Join(parts, "; ") + ". "
	}
	if p.Unit != "" && text != "" {
		text = "In " + p.Unit + ": " + text
	}
	for _, c := range p.Comparisons {
		if t := comparisonText(c); t != "" {
			text += t + " "
		}
	}
	return strings.TrimSpace(text)
}

// comparisonText is a posted comparison as it stands.
func comparisonText(c exchange.Comparison) string {
	var parts []string
	if c.Estimate != nil {
		t := c.Parameter + " " + number(*c.Estimate)
		if c.Low != nil && c.High != nil {
			t += fmt.Sprintf(" (%s to %s)", number(*c.Low), number(*c.High))
		}
		parts = append(parts, strings.TrimSpace(t))
	}
	if c.P != "" {
		parts = append(parts, "p "+c.P)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(c.Groups, " and ") + ": " + strings.Join(parts, ", ") + "."
}
