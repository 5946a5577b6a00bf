package exchange

// Trial is a registry record or a study of a review package. Words are the registry's, in lower case with hyphens; what is
// not stated is empty or nil.
type Trial struct {
	StudyType     Text          `json:"study_type"`
	Allocation    Text          `json:"allocation"`
	Model         Text          `json:"model"`
	Masking       Text          `json:"masking"`
	Masked        List[string]  `json:"masked"`
	MaskingText   Text          `json:"masking_text"`
	Enrolment     *Enrolment    `json:"enrolment"`
	ResultsPosted bool          `json:"results_posted"`
	Arms          List[Arm]     `json:"arms"`
	Periods       List[Period]  `json:"periods"`
	Outcomes      List[Outcome] `json:"outcomes"`
	Papers        List[Paper]   `json:"papers"`
	Results       List[Result]  `json:"results"`

	// What the registry states beyond that: read, shown and stored, but not part of the command line's answer.
	Detail TrialDetail `json:"-"`
}

// Enrolment is a number of participants.
type Enrolment struct {
	Count *int `json:"count"`
	Type  Text `json:"type"` // actual or estimated
}

// Arm is a group of the randomised comparison with its numbers of participants.
type Arm struct {
	Name       string     `json:"name"`
	Randomised *int       `json:"randomised"`
	Completed  *int       `json:"completed"`
	Analysed   *int       `json:"analysed"`
	Losses     List[Loss] `json:"losses"`
}

// Loss is how many left for one reason.
type Loss struct {
	Reason string `json:"reason"`
	N      int    `json:"n"`
}

// Period is a stage of the participant flow.
type Period struct {
	Name   string      `json:"name"`
	Groups List[Group] `json:"groups"`
}

// Group is one group's way through a period.
type Group struct {
	Name         string          `json:"name"`
	Started      *int            `json:"started"`
	Completed    *int            `json:"completed"`
	NotCompleted *int            `json:"not_completed"`
	Losses       List[Loss]      `json:"losses"`
	Milestones   List[Milestone] `json:"milestones"`
}

// Milestone is another event of the flow that participants were counted at.
type Milestone struct {
	Name string `json:"name"`
	N    *int   `json:"n"`
}

// Outcome is a registered or posted outcome.
type Outcome struct {
	Name      string         `json:"name"`
	Role      string         `json:"role"` // primary, secondary, other, post-hoc
	TimeFrame Text           `json:"time_frame"`
	TimeDays  *float64       `json:"time_days"` // to the last time point named; nil if it is no duration
	Analysed  List[Analysed] `json:"analysed"`

	Posted *PostedOutcome `json:"-"` // its measurements and comparisons, if posted
}

// Analysed is how many of a group were analysed for an outcome.
type Analysed struct {
	Group string `json:"group"`
	N     *int   `json:"n"`
}

// Paper is an article that the registry names.
type Paper struct {
	PMID     Text `json:"pmid"`
	Relation Text `json:"relation"`

	Citation string `json:"-"`
	DOI      string `json:"-"`
}

// Result is an outcome of a review's study: numbers of two groups.
type Result struct {
	Outcome      string `json:"outcome"`
	Experimental Side   `json:"experimental"`
	Control      Side   `json:"control"`

	// Where a review has an estimate instead of numbers of the groups: stored, but not part of the command line's answer.
	Measure  string   `json:"-"` // as the review names it: "Hazard Ratio"
	Estimate *float64 `json:"-"` // of ratios their logarithm, as reviews have it
	SE       *float64 `json:"-"`
}

// MarshalJSON writes an outcome without a name as null.
func (r Result) MarshalJSON() ([]byte, error) {
	type rest Result
	return marshal(struct {
		Outcome Text `json:"outcome"`
		rest
	}{Text(r.Outcome), rest(r)})
}

// Side is one group of a review's result; what the type of outcome does not have is nil.
type Side struct {
	N      *float64 `json:"n"`
	Events *float64 `json:"events"`
	Mean   *float64 `json:"mean"`
	SD     *float64 `json:"sd"`
}

// Appraisal is a row of a risk-of-bias table, its words as they stand there.
type Appraisal struct {
	Study   Text             `json:"study"`
	Tool    string           `json:"tool"` // rob2, rob2-cluster, rob1, robins-i, robins-e, quadas-2, quips, other
	Domains List[DomainWord] `json:"domains"`
	Overall Text             `json:"overall"`
}

// DomainWord is the judgement on one domain.
type DomainWord struct {
	ID        string `json:"id"`
	Judgement Text   `json:"judgement"`
	Direction Text   `json:"direction"`
	Support   Text   `json:"support"`
}

// TrialDetail is what a registry record states besides its design and flow.
type TrialDetail struct {
	OfficialTitle string
	Acronym       string
	Status        string
	Sponsor       string
	Funders       []string
	Countries     []string
	Conditions    []string
	Summary       string
	Start         string // YYYY-MM or YYYY-MM-DD
	PrimaryEnd    string
	End           string
	Phases        []string
	Arms          []ArmDetail
	Harms         []Harm
	HarmsFrame    string // time frame of the harms, verbatim
	HarmsDays     *float64
	Limitations   string
	Version       string // date of the record
	Eligibility   string // who could take part, in the record's words
	Ages          string // "18 Years to 64 Years, female"
	Events        []HarmEvent
}

// HarmEvent is one kind of adverse event with how many of each group had it.
type HarmEvent struct {
	Term, Organ string
	Serious     bool
	Counts      []HarmCount
}

// HarmCount is how many of a group had an adverse event.
type HarmCount struct {
	Group     string
	N, AtRisk *int
}

// ArmDetail is a registered arm with what is given in it.
type ArmDetail struct {
	Name          string
	Type          string // experimental, placebo-comparator, active-comparator, sham-comparator, no-intervention, other
	Description   string
	Interventions []string
}

// Harm is how many of a group had an adverse event.
type Harm struct {
	Group                   string
	Deaths, Serious, Other  *int
	AtRiskDeaths, AtSerious *int
	AtOther                 *int
}

// PostedOutcome is what was measured and how the groups were compared.
type PostedOutcome struct {
	Description string
	Population  string // who was analysed
	Unit        string
	ParamType   string // mean, median, number, count-of-participants …
	Dispersion  string // standard-deviation, standard-error, 95-ci …
	TimeFrame   string // where it differs from the registered one
	Values      []Value
	Comparisons []Comparison
}

// Value is one number of one group, of a class or category if the outcome has several.
type Value struct {
	Group, Class, Category string
	Value, Spread          *float64
	Low, High              *float64
	Text                   string // as posted: "NA" and the like stay visible
}

// Comparison is a posted analysis between groups.
type Comparison struct {
	Groups             []string
	Type               string // superiority, non-inferiority, …
	Method             string
	Parameter          string // as posted: "Mean Difference (Net)"
	Estimate           *float64
	Low, High          *float64
	Level              *float64 // percent of the interval
	Sides              string   // two-sided, one-sided
	SpreadType         string   // standard-error, standard-deviation
	Spread             *float64
	P                  string
	Text               string // comments of the record
	NonInferiorityNote string
}
