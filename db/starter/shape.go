package starter

import "claimgrade/appraisal"

// The shapes below have the fields of the types of package appraisal in their order, so that each converts to its type
// and a field added there is missed here by the compiler. What the library makes itself has no name in the JSON.

type documentFile struct {
	Documents []document `json:"documents"`
}

type claimFile struct {
	Claims []claim `json:"claims"`
}

type document struct {
	UID    string `json:"-"`
	Key    string `json:"key"`
	Kind   string `json:"kind"`
	Title  string `json:"title"`
	Author string `json:"author"`
	Outlet string `json:"outlet"`
	Date   string `json:"date"`
	DOI    string `json:"doi"`
	PMID   string `json:"pmid"`
	URL    string `json:"url"`
	Note   string `json:"note"`
}

func (d document) domain() appraisal.Document {
	return appraisal.Document{UID: d.UID, Key: d.Key, Kind: d.Kind, Title: d.Title, Author: d.Author, Outlet: d.Outlet,
		Date: d.Date, DOI: d.DOI, PMID: d.PMID, URL: d.URL, Note: d.Note}
}

type fact struct {
	UID        string               `json:"-"`
	Field      appraisal.FieldKey   `json:"-"` // the key of the map
	Value      string               `json:"value"`
	Status     appraisal.FactStatus `json:"status"`
	Source     string               `json:"source"`
	Document   string               `json:"document"` // key
	Locator    string               `json:"locator"`
	Quote      string               `json:"quote"`
	Confidence string               `json:"confidence"`
	Note       string               `json:"note"`
	CheckedBy  string               `json:"-"`
	CheckedAt  string               `json:"-"`
}

type facts map[appraisal.FieldKey]fact

type arm struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Role  string `json:"role"`
	Facts facts  `json:"facts"`
}

type result struct {
	Key          string `json:"key"`
	Name         string `json:"name"`
	Experimental string `json:"experimental"` // keys of arms
	Control      string `json:"control"`
	Facts        facts  `json:"facts"`
}

type trial struct {
	Key     string   `json:"key"`
	Name    string   `json:"name"`
	Notes   string   `json:"notes"`
	Facts   facts    `json:"facts"`
	Arms    []arm    `json:"arms"`
	Results []result `json:"results"`
}

type claim struct {
	Key      string `json:"key"`
	Part     int    `json:"part"`
	Document string `json:"document"` // key

	Label   string `json:"label"`
	Wording string `json:"wording"`
	Text    string `json:"text"`
	Place   string `json:"place"`
	AsOf    string `json:"as_of"`
	Family  string `json:"family"`
	Coding  string `json:"coding"`

	Kind         appraisal.ClaimKind `json:"kind"`
	Population   string              `json:"population"`
	Intervention string              `json:"intervention"`
	Comparator   string              `json:"comparator"`
	Outcome      string              `json:"outcome"`

	Effect   effect   `json:"effect"`
	Evidence evidence `json:"evidence"`
	Citation citation `json:"citation"`
	Links    []link   `json:"links"`
}

type effect struct {
	Kind          appraisal.EffectKind    `json:"kind"`
	Construct     string                  `json:"construct"`
	Instrument    string                  `json:"instrument"`
	Measure       appraisal.Measure       `json:"measure"`
	Assertiveness appraisal.Assertiveness `json:"assertiveness"`
	Magnitude     appraisal.Magnitude     `json:"magnitude"`

	Horizon        appraisal.Horizon `json:"horizon"`
	HorizonDays    *float64          `json:"horizon_days"`
	CustomLowDays  *float64          `json:"custom_low_days"`
	CustomSomeDays *float64          `json:"custom_some_days"`

	MID           *float64 `json:"mid"`
	MIDLow        *float64 `json:"mid_low"`
	MIDHigh       *float64 `json:"mid_high"`
	MIDSource     string   `json:"mid_source"`
	LargeSize     *float64 `json:"large_size"`
	Margin        *float64 `json:"margin"`
	PlanningSD    *float64 `json:"planning_sd"`
	ControlRisk   *float64 `json:"control_risk"`
	RRR           *float64 `json:"rrr"`
	TolerableRisk *float64 `json:"tolerable_risk"`
	OIS           *float64 `json:"ois"`

	NearlyAll       bool `json:"nearly_all"`
	PublicationBias bool `json:"publication_bias"`
	OtherBias       bool `json:"other_bias"`
	SearchStated    bool `json:"search_stated"`
}

type evidence struct {
	Form       appraisal.EvidenceForm `json:"form"`
	Domain     appraisal.Domain       `json:"domain"`
	Levels     []appraisal.Rating     `json:"levels"`
	Quantifier appraisal.Quantifier   `json:"quantifier"`
	Frame      []appraisal.Condition  `json:"frame"`
	Meets      []appraisal.Condition  `json:"meets"`
	Count      *int                   `json:"count"`
	SubjectUID string                 `json:"subject"` // key of a trial
	RankField  appraisal.FieldKey     `json:"rank_field"`
	Construct  string                 `json:"construct"`
	MinDays    *float64               `json:"min_days"`
	Complete   bool                   `json:"complete"`
}

type citation struct {
	Cited   string                    `json:"cited"`
	Finding appraisal.CitationFinding `json:"finding"`
	Actual  string                    `json:"actual"`
	Quote   string                    `json:"quote"`
	Locator string                    `json:"locator"`
	Note    string                    `json:"note"`
}

type link struct {
	UID       string `json:"-"`
	ClaimUID  string `json:"-"`
	TrialUID  string `json:"trial"`  // key
	ResultUID string `json:"result"` // key
	Position  int    `json:"-"`

	Relation appraisal.Relation `json:"relation"`
	Reason   string             `json:"reason"`
	Coder    appraisal.Relation `json:"coder"`
	Why      string             `json:"why"`
	Context  bool               `json:"context"`

	PICO     appraisal.PICOMatch `json:"pico"`
	PICONote string              `json:"pico_note"`
	Reversed bool                `json:"reversed"`
}
