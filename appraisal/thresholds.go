package appraisal

import "strings"

// Thresholds are the numbers of the method that are choices: bounds that other reviewers may set otherwise. A set is
// named in every trace. What is counted or computed, and the text of the rules, is the same under every set. ThresholdList
// says what each number means, where it comes from and which rules read it. Shares are of 1.
type Thresholds struct {
	Name string `json:"name"`

	GuessDifference float64 `json:"guess_difference"`
	GuessUpper      float64 `json:"guess_upper"`

	LittleLost       float64 `json:"little_lost"`
	LittleDifference float64 `json:"little_difference"`
	SimplyImputed    float64 `json:"simply_imputed"`
	MuchLost         float64 `json:"much_lost"`
	VeryMuchLost     float64 `json:"very_much_lost"`
	TolerableBias    float64 `json:"tolerable_bias"`

	FewPeople       float64 `json:"few_people"`
	ManyPeople      float64 `json:"many_people"`
	PartInformation float64 `json:"part_information"`
	RRR             float64 `json:"rrr"`
	TolerableRisk   float64 `json:"tolerable_risk"`
	ExposedForAYear float64 `json:"exposed_for_a_year"`

	HoursLow      float64 `json:"hours_low"`
	HoursSome     float64 `json:"hours_some"`
	DaysLow       float64 `json:"days_low"`
	DaysSome      float64 `json:"days_some"`
	ShortLow      float64 `json:"short_low"`
	ShortSome     float64 `json:"short_some"`
	SustainedLow  float64 `json:"sustained_low"`
	SustainedSome float64 `json:"sustained_some"`
	LongLow       float64 `json:"long_low"`
	LongSome      float64 `json:"long_some"`
	NearTime      float64 `json:"near_time"`
	PartTime      float64 `json:"part_time"`
	LateFactor    float64 `json:"late_factor"`

	HighWeight     float64 `json:"high_weight"`
	BlindingWeight float64 `json:"blinding_weight"`
	MovedShare     float64 `json:"moved_share"`
	FarInformation float64 `json:"far_information"`
	EggerP         float64 `json:"egger_p"`
	FarWeight      float64 `json:"far_weight"`
	MostWeight     float64 `json:"most_weight"`
	PooledShare    float64 `json:"pooled_share"`

	CoveredWeight float64 `json:"covered_weight"`
	LargeFactor   float64 `json:"large_factor"`
}

// Threshold describes one number of a set.
type Threshold struct {
	Key    string // its name in JSON
	Group  string // a domain's name, "Certainty" or "Verdict"
	Label  string
	Unit   string // "%", "days", "people", "×"; "" for a pure number
	Source string
	Rules  string // the rules that read it, such as "A-3, A-4"
	Of     func(*Thresholds) *float64

	Strict, Default, Lenient float64
	Min, Max                 float64 // what it may be set to
	// Up means that a larger number asks for more before a trial or claim does well; down, a smaller one.
	Up bool
}

const conventional = "convention"

// ThresholdList lists the numbers of a set in the order in which they are shown. The strict and the lenient values are
// conventions everywhere, those of the sources named are the default.
var ThresholdList = []Threshold{
	{"guess_difference", "Blinding", "Difference in guesses between the arms that shows unblinding", "", "convention, after Bang 2004 as the R package BI reports it (0.20)", "B-P2",
		func(t *Thresholds) *float64 { return &t.GuessDifference }, 0.15, 0.20, 0.30, 0.01, 1, false},
	{"guess_upper", "Blinding", "Upper limit of that difference below which blinding held", "", conventional, "B-P2",
		func(t *Thresholds) *float64 { return &t.GuessUpper }, 0.25, 0.30, 0.40, 0.01, 1, false},

	{"little_lost", "Attrition", "Lost: little", "%", "5-and-20 rule (Dumville 2006); RoB 2, 3.1", "A-1",
		func(t *Thresholds) *float64 { return &t.LittleLost }, 3, 5, 10, 0, 100, false},
	{"little_difference", "Attrition", "Difference between the arms: little", "percentage points", conventional, "A-1",
		func(t *Thresholds) *float64 { return &t.LittleDifference }, 3, 5, 8, 0, 100, false},
	{"simply_imputed", "Attrition", "Lost: too many for completers or carried observations", "%", conventional, "A-8",
		func(t *Thresholds) *float64 { return &t.SimplyImputed }, 5, 10, 20, 0, 100, false},
	{"much_lost", "Attrition", "Lost: much", "%", "5-and-20 rule (Dumville 2006); strict: PEDro (85 % followed)", "A-2, A-3, A-4, A-7",
		func(t *Thresholds) *float64 { return &t.MuchLost }, 15, 20, 30, 0, 100, false},
	{"very_much_lost", "Attrition", "Lost: very much", "%", conventional, "A-6",
		func(t *Thresholds) *float64 { return &t.VeryMuchLost }, 30, 40, 50, 0, 100, false},
	{"tolerable_bias", "Attrition", "Bias from attrition that is tolerable", "standard deviations", "What Works Clearinghouse, Standards Handbook 4.1 (0.05); other values by the model of Deke and Chiang 2017, its parameters fitted here", "A-5, A-7, A-8, A-9",
		func(t *Thresholds) *float64 { return &t.TolerableBias }, 0.04, 0.05, 0.10, 0.01, 0.5, false},

	{"few_people", "Sample size", "People analysed: few", "people", "Dechartres 2013 (trials below 50 show larger effects); convention (High)", "S-1",
		func(t *Thresholds) *float64 { return &t.FewPeople }, 100, 50, 30, 0, 10000, true},
	{"many_people", "Sample size", "People analysed: enough for Low", "people", conventional, "S-2",
		func(t *Thresholds) *float64 { return &t.ManyPeople }, 200, 100, 50, 0, 100000, true},
	{"part_information", "Sample size", "Share of the information needed that leaves some concerns", "", conventional, "S-3, S-4, S-5",
		func(t *Thresholds) *float64 { return &t.PartInformation }, 0.6, 0.5, 0.33, 0.01, 1, true},
	{"rrr", "Sample size", "Relative risk reduction to detect, where the claim gives none", "", "Core GRADE FAQ (20 or 25 %)", "S-I",
		func(t *Thresholds) *float64 { return &t.RRR }, 0.20, 0.25, 0.30, 0.01, 0.99, false},
	{"tolerable_risk", "Sample size", "Largest risk of harm that would be tolerated, where the claim gives none", "", "rule of three; convention (1 %)", "S-5",
		func(t *Thresholds) *float64 { return &t.TolerableRisk }, 0.005, 0.01, 0.02, 0.00001, 0.5, false},
	{"exposed_for_a_year", "Sample size", "People exposed for a year that a long claim of no harm needs", "people", "convention, after ICH E1", "S-5",
		func(t *Thresholds) *float64 { return &t.ExposedForAYear }, 300, 100, 100, 0, 100000, true},

	{"hours_low", "Follow-up", "Onset in hours: first controlled reading, Low", "days", conventional, "F-1",
		func(t *Thresholds) *float64 { return &t.HoursLow }, 1, 1, 2, 0.01, 1000, false},
	{"hours_some", "Follow-up", "Onset in hours: Some concerns", "days", conventional, "F-2",
		func(t *Thresholds) *float64 { return &t.HoursSome }, 3, 7, 14, 0.01, 1000, false},
	{"days_low", "Follow-up", "Onset in days: first controlled reading, Low", "days", "McIntyre (one to two weeks)", "F-1",
		func(t *Thresholds) *float64 { return &t.DaysLow }, 7, 7, 14, 0.01, 1000, false},
	{"days_some", "Follow-up", "Onset in days: Some concerns", "days", "McIntyre (one to two weeks)", "F-2",
		func(t *Thresholds) *float64 { return &t.DaysSome }, 10, 14, 28, 0.01, 1000, false},
	{"short_low", "Follow-up", "Short course: last controlled reading, Low", "days", conventional, "F-4",
		func(t *Thresholds) *float64 { return &t.ShortLow }, 56, 42, 28, 1, 10000, true},
	{"short_some", "Follow-up", "Short course: Some concerns", "days", conventional, "F-5",
		func(t *Thresholds) *float64 { return &t.ShortSome }, 28, 28, 14, 1, 10000, true},
	{"sustained_low", "Follow-up", "Sustained: last controlled reading, Low", "days", "Möller 2011 (six months)", "F-4",
		func(t *Thresholds) *float64 { return &t.SustainedLow }, 182, 182, 84, 1, 10000, true},
	{"sustained_some", "Follow-up", "Sustained: Some concerns", "days", conventional, "F-5",
		func(t *Thresholds) *float64 { return &t.SustainedSome }, 120, 84, 42, 1, 10000, true},
	{"long_low", "Follow-up", "Long term: last controlled reading, Low", "days", "ICH E1 (chronic use); convention (52 weeks)", "F-4, F-6",
		func(t *Thresholds) *float64 { return &t.LongLow }, 364, 364, 182, 1, 10000, true},
	{"long_some", "Follow-up", "Long term: Some concerns", "days", "ICH E1 (six months)", "F-5",
		func(t *Thresholds) *float64 { return &t.LongSome }, 273, 182, 84, 1, 10000, true},
	{"near_time", "Follow-up", "Share of a stated day that a reading must reach, Low", "", conventional, "F-10",
		func(t *Thresholds) *float64 { return &t.NearTime }, 1, 0.9, 0.75, 0.1, 1, true},
	{"part_time", "Follow-up", "Share of a stated day: Some concerns", "", conventional, "F-10, F-11",
		func(t *Thresholds) *float64 { return &t.PartTime }, 0.67, 0.5, 0.33, 0.01, 1, true},
	{"late_factor", "Follow-up", "Times a stated day by which an effect should be there: Some concerns", "×", conventional, "F-12",
		func(t *Thresholds) *float64 { return &t.LateFactor }, 1.5, 2, 3, 1, 100, false},

	{"high_weight", "Certainty", "Weight of trials at high risk of bias that lowers certainty", "", conventional, "C-B1, C-B2, C-B3, C-B4",
		func(t *Thresholds) *float64 { return &t.HighWeight }, 0.33, 0.50, 0.67, 0.01, 1, false},
	{"blinding_weight", "Certainty", "Weight of trials whose blinding is not low that lowers certainty", "", conventional, "C-B5",
		func(t *Thresholds) *float64 { return &t.BlindingWeight }, 0.50, 0.75, 0.90, 0.01, 1, false},
	{"moved_share", "Certainty", "Move of the estimate without those trials, as a share of the smallest difference that matters", "", conventional, "C-B4",
		func(t *Thresholds) *float64 { return &t.MovedShare }, 0.33, 0.5, 0.75, 0.01, 10, false},
	{"far_information", "Certainty", "Share of the people needed below which imprecision counts twice", "", conventional, "C-P2",
		func(t *Thresholds) *float64 { return &t.FarInformation }, 0.5, 0.3, 0.2, 0, 1, true},
	{"egger_p", "Certainty", "p of Egger's test below which publication bias is charged", "", "convention, after Egger 1997", "C-U",
		func(t *Thresholds) *float64 { return &t.EggerP }, 0.10, 0.10, 0.05, 0, 1, true},
	{"far_weight", "Certainty", "Weight of trials too short, or apart from the question, that counts", "", conventional, "C-D, W-3",
		func(t *Thresholds) *float64 { return &t.FarWeight }, 0.33, 0.50, 0.67, 0.01, 1, false},
	{"most_weight", "Certainty", "Weight of trials too short that counts twice", "", conventional, "C-D",
		func(t *Thresholds) *float64 { return &t.MostWeight }, 0.75, 0.90, 1, 0.01, 1, false},
	{"pooled_share", "Certainty", "Share of all linked people that the trials used must hold", "", conventional, "C-X3",
		func(t *Thresholds) *float64 { return &t.PooledShare }, 0.67, 0.5, 0.33, 0, 1, true},

	{"covered_weight", "Verdict", "Weight of trials that must cover the claim's time", "", conventional, "W-2",
		func(t *Thresholds) *float64 { return &t.CoveredWeight }, 0.67, 0.50, 0.33, 0.01, 1, true},
	{"large_factor", "Verdict", "A large effect, in smallest differences that matter, where the claim gives none", "×", conventional, "W-1",
		func(t *Thresholds) *float64 { return &t.LargeFactor }, 2.5, 2, 1.5, 1, 100, true},
}

// The sets that come with the program.
const (
	StrictSet  = "strict"
	DefaultSet = "default"
	LenientSet = "lenient"
)

// ThresholdSets lists their names in display order.
var ThresholdSets = []string{StrictSet, DefaultSet, LenientSet}

var builtIn = map[string]*Thresholds{
	StrictSet:  newSet(StrictSet, func(t Threshold) float64 { return t.Strict }),
	DefaultSet: newSet(DefaultSet, func(t Threshold) float64 { return t.Default }),
	LenientSet: newSet(LenientSet, func(t Threshold) float64 { return t.Lenient }),
}

func newSet(name string, value func(Threshold) float64) *Thresholds {
	s := &Thresholds{Name: name}
	for _, t := range ThresholdList {
		*t.Of(s) = value(t)
	}
	return s
}

// BuiltIn returns a copy of a set that comes with the program; ok is false for any other name.
func BuiltIn(name string) (set Thresholds, ok bool) {
	s, ok := builtIn[name]
	if !ok {
		return Thresholds{}, false
	}
	return *s, true
}

// OrDefault is the set itself, or the default set where none is given. Nobody changes what it points to.
func (t *Thresholds) OrDefault() *Thresholds {
	if t == nil {
		return builtIn[DefaultSet]
	}
	return t
}

// Changed lists the numbers that differ from those of the default set.
func (t *Thresholds) Changed() []Threshold {
	var changed []Threshold
	for _, x := range ThresholdList {
		if *x.Of(t) != x.Default {
			changed = append(changed, x)
		}
	}
	return changed
}

// ordered are pairs of numbers of which the first may not be above the second.
var ordered = [][2]string{
	{"guess_difference", "guess_upper"}, {"little_lost", "much_lost"}, {"simply_imputed", "much_lost"}, {"much_lost", "very_much_lost"},
	{"few_people", "many_people"}, {"hours_low", "hours_some"}, {"days_low", "days_some"},
	{"short_some", "short_low"}, {"sustained_some", "sustained_low"}, {"long_some", "long_low"}, {"part_time", "near_time"},
	{"far_weight", "most_weight"},
}

// Validate says in one sentence what keeps the set from being stored; the error's field is the key of the number.
func (t *Thresholds) Validate() error {
	name := strings.TrimSpace(t.Name)
	switch {
	case name == "":
		return Invalid("name", "The set has no name. Give it one, so that a trace can say which numbers it used.")
	case builtIn[strings.ToLower(name)] != nil && *t != *builtIn[strings.ToLower(name)]:
		return Invalidf("name", "“%s” is a set that comes with the program. Give your own another name.", name)
	}
	by := map[string]Threshold{}
	for _, x := range ThresholdList {
		by[x.Key] = x
		if v := *x.Of(t); !(v >= x.Min && v <= x.Max) { // also refuses what is no number
			return Invalidf(x.Key, "%s: it must lie between %v and %v.", x.Label, x.Min, x.Max)
		}
	}
	for _, pair := range ordered {
		if low, high := by[pair[0]], by[pair[1]]; *low.Of(t) > *high.Of(t) {
			return Invalidf(low.Key, "“%s” may not be above “%s”.", low.Label, high.Label)
		}
	}
	return nil
}
