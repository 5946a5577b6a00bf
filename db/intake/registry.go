package intake

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/timeframe"
)

// sourceRegistry is the kind of source of what a registry record states itself.
const sourceRegistry = "registry"

// Sections of a record as the registry's own pages call them.
const (
	atPlan    = "Study Plan"
	atFlow    = "Participant Flow"
	atResults = "Outcome Measures"
	atHarms   = "Adverse Events"
)

// TrialOf is the trial that a registry record states, with its arms and results. Every fact says where in the record it
// stands, and how it was derived if the record does not state it as such. What the record does not state is absent.
func TrialOf(r exchange.Record, documentUID string) appraisal.Trial {
	x := &registered{document: documentUID, rec: r, in: &exchange.Trial{}}
	if r.Trial != nil {
		x.in = r.Trial
	}
	x.out = appraisal.Trial{Name: x.name(), Facts: appraisal.Facts{}}
	x.report()
	x.question()
	x.makeArms()
	x.design()
	x.blinding()
	x.numbers()
	x.followUp()
	x.harms()
	x.results()
	return x.out
}

// registered builds the trial of one registry record.
type registered struct {
	document string
	rec      exchange.Record
	in       *exchange.Trial
	out      appraisal.Trial
	arms     []armOf
}

// said is a value of the record: where it stands, and how it was derived.
type said struct {
	value, at, note string
	derived         bool // computed or concluded, not stated as such
	doubtful        bool
}

// put keeps a value that the field can hold.
func (x *registered) put(fs appraisal.Facts, k appraisal.FieldKey, v said) {
	f := appraisal.Fact{Field: k, Value: strings.TrimSpace(v.value), Status: appraisal.Reported, Source: sourceRegistry, Document: x.document, Locator: v.at, Confidence: "high", Note: v.note}
	if v.derived {
		f.Source, f.Confidence = appraisal.SourceDerived, "medium"
	}
	if v.doubtful {
		f.Confidence = "low"
	}
	if f.Value == "" || f.Validate() != nil {
		return
	}
	fs[k] = f
}

// notStated keeps that the record was read and does not say.
func (x *registered) notStated(fs appraisal.Facts, k appraisal.FieldKey, v said) {
	fs[k] = appraisal.Fact{Field: k, Status: appraisal.StatusNotStated, Source: sourceRegistry, Document: x.document, Locator: v.at, Confidence: "medium", Note: v.note}
}

func (x *registered) count(fs appraisal.Facts, k appraisal.FieldKey, n *int, v said) {
	if n != nil {
		v.value = strconv.Itoa(*n)
		x.put(fs, k, v)
	}
}

func (x *registered) days(fs appraisal.Facts, k appraisal.FieldKey, d *float64, v said) {
	if d != nil {
		v.value = number(math.Round(*d*1e4) / 1e4) // as days are stored elsewhere
		x.put(fs, k, v)
	}
}

// number writes a number without needless figures.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// rounded writes a number that was computed.
func rounded(v float64) string { return strconv.FormatFloat(v, 'g', 5, 64) }

func (x *registered) name() string {
	id := ""
	if len(x.rec.RegistryIDs) > 0 {
		id = x.rec.RegistryIDs[0]
	}
	switch short := x.in.Detail.Acronym; {
	case short != "" && id != "":
		return short + " (" + id + ")"
	case id != "":
		return id
	}
	if name := shortName(&x.rec); name != "" {
		return name
	}
	return "?"
}

func (x *registered) report() {
	d := x.in.Detail
	x.put(x.out.Facts, appraisal.FieldRegistration, said{value: strings.Join(x.rec.RegistryIDs, ", "), at: "Study Identification"})
	title := strings.TrimRight(string(x.rec.Title), ".")
	if title != "" && len(x.rec.RegistryIDs) > 0 {
		x.put(x.out.Facts, appraisal.FieldCitation, said{value: title + ". Registry record " + x.rec.RegistryIDs[0] + dated(d.Version), at: "Study Identification"})
	}
	x.put(x.out.Facts, appraisal.FieldCountry, said{value: strings.Join(d.Countries, ", "), at: "Locations"})
	funders := append([]string{}, d.Funders...)
	if d.Sponsor != "" {
		funders = append([]string{d.Sponsor + " (sponsor)"}, funders...)
	}
	x.put(x.out.Facts, appraisal.FieldFunding, said{value: strings.Join(funders, ", "), at: "Sponsor and Collaborators"})
}

func dated(version string) string {
	if version == "" {
		return ""
	}
	return ", as of " + version
}

// longestText bounds what is taken over of long descriptions.
const longestText = 2000

func short(s string) string {
	if r := []rune(s); len(r) > longestText {
		return strings.TrimSpace(string(r[:longestText-1])) + "…"
	}
	return s
}

// question is who was given what.
func (x *registered) question() {
	d := x.in.Detail
	var who []string
	for _, s := range []string{strings.Join(d.Conditions, ", "), d.Ages, d.Eligibility} {
		if s != "" {
			who = append(who, s)
		}
	}
	x.put(x.out.Facts, appraisal.FieldPopulation, said{value: short(strings.Join(who, ". ")), at: "Participation Criteria"})
	var given, compared []string
	drugs := map[string]bool{}
	for _, a := range d.Arms {
		text := a.Name
		if a.Description != "" {
			text += ": " + a.Description
		}
		switch roleOfType[a.Type] {
		case "control":
			compared = append(compared, text)
		case "experimental":
			given = append(given, text)
			for _, n := range a.Interventions {
				if drug, ok := strings.CutPrefix(n, "Drug: "); ok && !isInert(drug) {
					drugs[strings.ToLower(drug)] = true
				}
			}
		}
	}
	x.put(x.out.Facts, appraisal.FieldIntervention, said{value: short(strings.Join(given, "; ")), at: atPlan + ", Arms and Interventions"})
	x.put(x.out.Facts, appraisal.FieldComparator, said{value: short(strings.Join(compared, "; ")), at: atPlan + ", Arms and Interventions"})
	if len(drugs) == 1 {
		for name := range drugs {
			x.put(x.out.Facts, appraisal.FieldDrug, said{value: name, at: atPlan + ", Arms and Interventions"})
		}
	}
}

var designs = map[exchange.Text]string{"parallel": "parallel", "crossover": "crossover", "factorial": "factorial", "single-group": "single-arm"}

func (x *registered) design() {
	f := x.out.Facts
	x.put(f, appraisal.FieldDesign, said{value: designs[x.in.Model], at: atPlan + ", Interventional Model"})
	switch x.in.Allocation {
	case "randomized":
		x.put(f, appraisal.FieldAllocation, said{value: "randomised", at: atPlan + ", Allocation"})
	case "non-randomized":
		x.put(f, appraisal.FieldAllocation, said{value: "non-randomised", at: atPlan + ", Allocation"})
	}
}

// blinding is who is masked. Roles that the record does not list are not reported; a level without roles says nothing of
// any of them.
func (x *registered) blinding() {
	f, at := x.out.Facts, atPlan+", Masking"
	roles := []struct {
		key  appraisal.FieldKey
		role string
	}{{appraisal.FieldParticipants, "participant"}, {appraisal.FieldClinicians, "care-provider"}, {appraisal.FieldAssessors, "outcomes-assessor"}}
	switch x.in.Masking {
	case "":
	case "none":
		x.put(f, appraisal.FieldMeantBlind, said{value: "no", at: at})
		for _, r := range roles {
			x.put(f, r.key, said{value: "no", at: at, note: "Masking: none (open label)."})
		}
	default:
		x.put(f, appraisal.FieldMeantBlind, said{value: "yes", at: at, note: "Masking: " + string(x.in.Masking) + "."})
	}
	if len(x.in.Masked) > 0 && x.in.Masking != "none" {
		list := strings.Join(x.in.Masked, ", ")
		for _, r := range roles {
			if contains(x.in.Masked, r.role) {
				x.put(f, r.key, said{value: "yes", at: at})
			} else {
				x.notStated(f, r.key, said{at: at, note: "The registry lists as masked: " + list + "."})
			}
		}
	}
	x.control()
	x.perceptible()
}

func contains(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

// control is what the control condition was, by the type of its arm.
func (x *registered) control() {
	kinds := map[string]bool{}
	var words []string
	for _, a := range x.in.Detail.Arms {
		switch a.Type {
		case "placebo-comparator", "sham-comparator":
			kinds["inert"] = true
		case "active-comparator":
			kinds["active"] = true
		case "no-intervention":
			kinds["open"] = true
		default:
			continue
		}
		words = append(words, a.Name+" is of the type "+strings.ReplaceAll(a.Type, "-", " "))
	}
	if len(kinds) != 1 {
		return
	}
	for k := range kinds {
		x.put(x.out.Facts, appraisal.FieldControl, said{value: k, at: atPlan + ", Arms and Interventions", note: strings.Join(words, "; ") + ".", derived: true})
	}
}

// numbers is how many were planned, randomised and lost.
func (x *registered) numbers() {
	f := x.out.Facts
	started, lost := x.flow()
	e := x.in.Enrolment
	switch {
	case started != nil:
		x.count(f, appraisal.FieldNRandomised, started, said{at: atFlow + x.firstPeriod(), note: "Sum of the groups that started.", derived: len(x.in.Arms) > 1})
	case e != nil && e.Count != nil && e.Type == "actual" && x.in.Allocation == "randomized":
		x.count(f, appraisal.FieldNRandomised, e.Count, said{at: atPlan + ", Enrollment", note: "Actual enrolment; no participant flow is posted.", derived: true})
	}
	if e != nil && e.Count != nil && *e.Count > 0 && e.Type == "estimated" {
		x.count(f, appraisal.FieldPlannedN, e.Count, said{at: atPlan + ", Enrollment"})
	}
	x.put(f, appraisal.FieldAttrition, said{value: strings.Join(lost, " "), at: atFlow + x.firstPeriod()})
	if e != nil && e.Count != nil && e.Type == "actual" && started != nil && *started != *e.Count {
		x.put(f, appraisal.FieldConflicts, said{value: fmt.Sprintf("Registry: actual enrolment %d, but %d started%s.", *e.Count, *started, x.firstPeriod()), at: atPlan + ", Enrollment; " + atFlow})
	}
}

// flow is how many were randomised in all, nil if an arm has no number, and how many of each arm completed.
func (x *registered) flow() (total *int, lost []string) {
	sum := 0
	for _, a := range x.in.Arms {
		if a.Randomised == nil {
			return nil, nil
		}
		sum += *a.Randomised
		if a.Completed != nil {
			s := fmt.Sprintf("%s: %d of %d completed", a.Name, *a.Completed, *a.Randomised)
			if r := reasons(a.Losses); r != "" {
				s += " (" + r + ")"
			}
			lost = append(lost, s+".")
		}
	}
	if len(x.in.Arms) == 0 {
		return nil, nil
	}
	return &sum, lost
}

func reasons(all []exchange.Loss) string {
	var out []string
	for _, l := range all {
		out = append(out, fmt.Sprintf("%s %d", l.Reason, l.N))
	}
	return strings.Join(out, ", ")
}

func (x *registered) firstPeriod() string {
	if len(x.in.Periods) == 0 || x.in.Periods[0].Name == "" {
		return ""
	}
	return ", " + x.in.Periods[0].Name
}

// followUp is how long the arms were compared, and how long anybody was followed.
func (x *registered) followUp() {
	var compared, any longestTime
	for _, o := range x.in.Outcomes {
		d := daysOf(o)
		any.see(d, "the outcome “"+o.Name+"”")
		if o.Posted != nil && x.pairOf(o.Posted) != nil {
			compared.see(d, "the outcome “"+o.Name+"”, posted for both arms")
		}
	}
	any.see(x.in.Detail.HarmsDays, "adverse events")
	f := x.out.Facts
	if x.in.Allocation == "randomized" && x.in.Model != "crossover" {
		x.days(f, appraisal.FieldControlled, compared.days, said{at: atResults, note: "The last time at which both arms were read: " + compared.what + ".", derived: true})
	}
	x.days(f, appraisal.FieldTotalFollowUp, any.days, said{at: atResults + "; " + atHarms, note: "The longest time frame of the record: " + any.what + ".", derived: true})
}

type longestTime struct {
	days *float64
	what string
}

func (l *longestTime) see(d *float64, what string) {
	if d != nil && *d > 0 && (l.days == nil || *d > *l.days) {
		l.days, l.what = d, what
	}
}

// daysOf is when an outcome was read: as posted, where that differs from what was registered.
func daysOf(o exchange.Outcome) *float64 {
	if frame := frameOf(o); frame != string(o.TimeFrame) {
		d, _ := timeframe.Parse(frame)
		return d
	}
	return o.TimeDays
}

func frameOf(o exchange.Outcome) string {
	if o.Posted != nil && o.Posted.TimeFrame != "" {
		return o.Posted.TimeFrame
	}
	return string(o.TimeFrame)
}
