package appraisal

import "strings"

// Claim is one atomic assertion of a document: one intervention and comparator, one outcome, one horizon, one
// direction, one magnitude word. The parts of a compound sentence are siblings: Part 0 is the main claim, the others
// point to it with ParentUID.
type Claim struct {
	UID         string
	Key         string // the starter library's id ("a000-01"), shared by all parts; empty for the user's own
	Part        int
	ParentUID   string // empty for part 0
	DocumentUID string

	Label   string // a few words for lists
	Wording string // what the article says, in its own words or paraphrased
	Anchor  Anchor // where the wording stands in the document; zero if it was typed
	Text    string // the atomic claim, restated in one sentence
	Place   string // where in the article
	AsOf    string // date to which the claim speaks: the article's; YYYY, YYYY-MM or YYYY-MM-DD
	Family  string // claims of one family rest on the same results
	Coding  string // the coder's note on how the wording was read

	Kind         ClaimKind
	Population   string
	Intervention string
	Comparator   string
	Outcome      string

	Effect   Effect
	Evidence Evidence
	Citation Citation
}

// Effect is what an effect claim asserts, or the positive counterpart of a not-shown claim. Optional numbers are nil
// when not given. MID, Large, Margin and the estimates they are compared with share one unit: points of the
// instrument, percentage points for risk differences, log units for ratios.
type Effect struct {
	Kind          EffectKind
	Construct     string // what is measured, such as "depression severity"
	Instrument    string // the one scale on which trials are pooled, such as "MADRS"; empty for events
	Measure       Measure
	Assertiveness Assertiveness
	Magnitude     Magnitude

	Horizon        Horizon
	HorizonDays    *float64 // N of at-day, through-day, by-day; the stated time of a duration limit
	CustomLowDays  *float64
	CustomSomeDays *float64

	MID           *float64 // smallest difference that matters
	MIDLow        *float64 // plausible range
	MIDHigh       *float64
	MIDSource     string
	LargeSize     *float64 // default 2 MID
	Margin        *float64 // non-inferiority margin
	PlanningSD    *float64
	ControlRisk   *float64 // share of 1, risk of the bad outcome without the intervention
	RRR           *float64 // relative risk reduction to detect, default 0.25
	TolerableRisk *float64 // largest harm risk that would be tolerated, default 0.01
	OIS           *float64 // optimal information size, total participants; computed where nil

	NearlyAll       bool // a duration limit said of nearly everybody
	PublicationBias bool // publication bias suspected
	OtherBias       bool // randomisation, concealment and selective reporting were considered
	SearchStated    bool // the trials come from a stated search
}

// Evidence is what an evidence claim asserts of a frame of trials.
type Evidence struct {
	Form       EvidenceForm
	Domain     Domain
	Levels     []Rating // ratings that count, such as High, or Some concerns and High
	Quantifier Quantifier
	Frame      []Condition // which trials of the library it speaks of; empty: the linked ones
	Meets      []Condition // count and share over facts: what a counted trial meets (instead of Domain and Levels)
	Count      *int        // the number a count claim states
	SubjectUID string      // rank: the trial that is said to stand among the largest
	RankField  FieldKey    // rank: by which number, such as n_randomised
	Construct  string      // absence: the outcome whose controlled readings are counted
	MinDays    *float64    // absence: the reading must be at or after this day
	Complete   bool        // the frame holds all trials known
}

// Condition is one line of a frame: a trial is in it when its fact meets all conditions. Op is "is", "is-not",
// "at-least", "at-most" or "one-of" (values divided by "|"). A trial without that fact does not meet it.
type Condition struct {
	Field FieldKey `json:"field"`
	Op    string   `json:"op"`
	Value string   `json:"value"`
}

// Citation is the check whether the source cited for a claim says it.
type Citation struct {
	Cited   string          // the source as the article cites it; empty if it cites none
	Finding CitationFinding // empty while nobody has looked
	Actual  string          // the right source, where the cited one is another
	Quote   string
	Locator string
	Note    string // why there is no quote, or what differs
}

// Main reports whether the claim is the main claim of its sentence.
func (c Claim) Main() bool { return c.ParentUID == "" }

// Validate says in one sentence what keeps the claim from being stored.
func (c Claim) Validate() error {
	switch {
	case strings.TrimSpace(c.Text) == "":
		return Invalid("text", "The claim has no text. Restate it in one sentence.")
	case strings.TrimSpace(c.Label) == "":
		return Invalid("label", "The claim has no label. Give it a few words for the list.")
	case !oneOf(c.Kind, ClaimKinds):
		return Invalidf("kind", "%q is not a kind of claim. Choose one of the kinds offered.", c.Kind)
	case c.Kind == KindEffect && !oneOf(c.Effect.Kind, EffectKinds):
		return Invalid("effect", "Say what the claim asserts: benefit, harm, no difference, no better, non-inferiority or a limit on duration.")
	}
	if err := c.Citation.validate(); err != nil {
		return err
	}
	return c.Effect.validate(c.Kind)
}

// validate wants what a check rests on: the words of the source with their place, or a note why there are none (method 0.3).
func (c Citation) validate() error {
	blank := func(s string) bool { return strings.TrimSpace(s) == "" }
	switch {
	case c.Finding == "" || !blank(c.Note):
		return nil
	case c.Finding == AnotherSource && blank(c.Actual):
		return Invalid("actual", "Name the right source, or write in the note why it is not known.")
	case blank(c.Quote):
		return Invalid("quote", "Quote what the source says, or write in the note why there is no quote.")
	case blank(c.Locator):
		return Invalid("locator", "Say where in the source the quote stands, or write in the note why that is not known.")
	}
	return nil
}

func (e Effect) validate(kind ClaimKind) error {
	if kind != KindEffect && kind != KindNotShown {
		return nil
	}
	needsDay := e.Horizon == AtDay || e.Horizon == ThroughDay || e.Horizon == ByDay
	switch {
	case needsDay && (e.HorizonDays == nil || *e.HorizonDays <= 0):
		return Invalid("horizon_days", "The horizon names a day, but no day is given. Enter days from the first dose, above 0.")
	case e.Horizon == Custom && (e.CustomLowDays == nil || e.CustomSomeDays == nil):
		return Invalid("horizon", "A custom horizon needs both bounds, in days.")
	case e.MID != nil && *e.MID <= 0:
		return Invalid("mid", "The smallest difference that matters must be above 0, in the unit of the outcome.")
	case e.MIDLow != nil && e.MIDHigh != nil && *e.MIDLow > *e.MIDHigh:
		return Invalid("mid_low", "The plausible range of the smallest difference that matters is upside down: its low end is above its high end.")
	case e.ControlRisk != nil && (*e.ControlRisk <= 0 || *e.ControlRisk >= 1):
		return Invalid("control_risk", "The control risk is a share between 0 and 1, such as 0.4.")
	}
	return nil
}

func oneOf[T comparable](v T, of []T) bool {
	for _, x := range of {
		if v == x {
			return true
		}
	}
	return false
}
