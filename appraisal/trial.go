package appraisal

import (
	"strconv"
	"strings"
)

// Trial is one study, however many papers report it. Everything known of it beyond its name is a Fact with its
// source: of the trial, of an arm, or of a result.
type Trial struct {
	UID   string
	Key   string // the starter library's id ("murrough2013"); empty for the user's own
	Name  string // short name, such as "Murrough 2013"
	Notes string

	NotesPrivate bool // the notes leave the library only when somebody says so

	Facts   Facts
	Arms    []Arm
	Results []Result
}

// Arm is a group of a trial (or, in a crossover trial, a condition).
type Arm struct {
	UID   string
	Name  string
	Role  string // "experimental", "control", "both" (all participants of a crossover) or "other"
	Facts Facts
}

// Result is one outcome of one trial at one time point, for one comparison of two arms. The estimate is the
// experimental arm minus (or divided by) the control arm, as the source prints it; which sign is good for the patient
// is the fact FieldBetter.
type Result struct {
	UID             string
	Name            string // such as "MADRS, day 1"
	ExperimentalUID string // arm; may be empty
	ControlUID      string // arm; may be empty
	Facts           Facts
}

// Facts are the recorded values of one subject by field. A field that is absent was not extracted: nobody has looked.
type Facts map[FieldKey]Fact

// Fact is one recorded value with its source.
type Fact struct {
	UID        string
	Field      FieldKey
	Value      string // canonical text: numbers with a decimal point, words as in the field's choices
	Status     FactStatus
	Source     string // kind of source: abstract, registry, table (PMC), derived, unsourced …
	Document   string // UID of the document, if it is in the library
	Locator    string // place in the document
	Quote      string
	Confidence string // high, medium, low: the recorder's own
	Note       string
	CheckedBy  string // reviewer who checked it against the source; empty if nobody
	CheckedAt  string // RFC 3339 UTC
}

// FactStatus tells a value that was read from one that was looked for in vain.
type FactStatus string

// The statuses of a fact.
const (
	Reported        FactStatus = "reported"
	StatusNotStated FactStatus = "not-reported" // the text was read and does not say
)

// Checked reports whether the fact carries a source with a place to look it up. A fact recalled without a source, and
// one that rests on nothing named, is unchecked.
func (f Fact) Checked() bool {
	if f.CheckedBy != "" {
		return true
	}
	if f.Source == "" || f.Source == SourceUnsourced || f.Source == SourceCoder {
		return false
	}
	return f.Document != "" || f.Locator != "" || f.Quote != ""
}

// Kinds of source with a meaning to the program.
const (
	SourceUnsourced = "unsourced" // recalled, not read
	SourceCoder     = "coder"     // an expert's reading, no text behind it
	SourceDerived   = "derived"   // computed from other facts; Note says how
)

// Has reports whether the field was extracted, be it only as "not reported".
func (f Facts) Has(k FieldKey) bool { _, ok := f[k]; return ok }

// Text returns the value, or "" if the field was not extracted or not reported.
func (f Facts) Text(k FieldKey) string {
	x, ok := f[k]
	if !ok || x.Status == StatusNotStated {
		return ""
	}
	return x.Value
}

// Number returns the value as a number, or nil if there is none.
func (f Facts) Number(k FieldKey) *float64 {
	text := strings.TrimSpace(f.Text(k))
	if text == "" {
		return nil // most fields: an error would have to be made for each
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil
	}
	return &v
}

// Answer returns the value as an answer; NotReported if the text was read and does not say; "" if not extracted.
func (f Facts) Answer(k FieldKey) Answer {
	x, ok := f[k]
	switch {
	case !ok:
		return ""
	case x.Status == StatusNotStated:
		return NotReported
	}
	return Answer(x.Value)
}

// Arm returns the arm with this UID, or an empty one.
func (t Trial) Arm(uid string) Arm {
	for _, a := range t.Arms {
		if a.UID == uid && uid != "" {
			return a
		}
	}
	return Arm{}
}

// Result returns the result with this UID.
func (t Trial) Result(uid string) (Result, bool) {
	for _, r := range t.Results {
		if r.UID == uid && uid != "" {
			return r, true
		}
	}
	return Result{}, false
}

// Measure is how a result compares two arms.
type Measure string

// The measures. Ratios are stored as printed and analysed on the log scale. Slope, WithinGroup and SingleArm never
// enter a pool (method 0.14).
const (
	MeanDifference Measure = "mean-difference"
	StdDifference  Measure = "standardised-mean-difference"
	RiskDifference Measure = "risk-difference" // percentage points
	RiskRatio      Measure = "risk-ratio"
	OddsRatio      Measure = "odds-ratio"
	HazardRatio    Measure = "hazard-ratio"
	Slope          Measure = "slope"
	WithinGroup    Measure = "within-group"
	SingleArm      Measure = "single-arm"
)

// Measures lists the measures in display order.
var Measures = []Measure{MeanDifference, StdDifference, RiskDifference, RiskRatio, OddsRatio, HazardRatio, Slope, WithinGroup, SingleArm}

// Ratio reports whether the measure is analysed on the log scale.
func (m Measure) Ratio() bool { return m == RiskRatio || m == OddsRatio || m == HazardRatio }

// Comparative reports whether the measure compares randomised arms at a time point, so that it may be pooled.
func (m Measure) Comparative() bool {
	switch m {
	case MeanDifference, StdDifference, RiskDifference, RiskRatio, OddsRatio, HazardRatio:
		return true
	}
	return false
}
