package rules

import "claimgrade/appraisal"

// Assessment is the verdict on a claim of a library with everything a screen, a script or a report shows of it.
type Assessment struct {
	Verdict     appraisal.Verdict // empty while there is none; then WhyNone says why
	WhyNone     string
	Rule        ID
	ByRules     appraisal.Verdict   // where the reviewer decided otherwise: what the rules come to
	ByRule      ID                  // and by which rule
	Certainty   appraisal.Certainty // empty for kinds of claim that have none, and beside "absence of evidence"
	Provisional bool                // rests on suggestions or on facts nobody has extracted
	Summary     string              // one sentence: why this verdict
	Rows        []Row               // one per linked result, in the order of the links
	Judged      *JudgeOutcome       // effect and not-shown claims
	Case        *JudgeCase          // what Judged was judged from, for package whatif
	Evidence    *EvidenceOutcome    // evidence claims
	Duration    *DurationOutcome    // limits on duration
	Notes       []string            // what the reader must know: trials not pooled and why, caps, scales left out
	Trace       []Line

	Linked         int // links
	Pooled         int // results in the pool, or trials in the tally
	Judgements     int // given, of the claim's reviewer
	JudgementsDue  int // four for each link that bears on the verdict
	UncheckedFacts []FactUsed
	FactsUsed      int
	CheckedOnly    appraisal.Verdict // the verdict with unchecked facts taken as No information (method 0.6)

	// Where trials that bear on a dated claim are younger than it, its other verdict (method 0.19): of an effect claim the
	// one when it was made, of a not-shown claim, which later trials never change, the one with them.
	OtherTime     appraisal.Verdict
	OtherTimeNote string // the note that tells it, also among Notes

	quiet bool // made for its verdict, rule and case only
}

// Row is one linked result as the evidence board shows it.
type Row struct {
	Linked   appraisal.Linked
	Result   appraisal.Result // zero where the link names none
	Domains  map[appraisal.Domain]DomainView
	Overall  appraisal.Rating   // worst of the four: fitness for this claim
	Relation appraisal.Relation // the reviewer's, else the derived one
	Derived  appraisal.Relation // from the interval; empty where there is none
	Why      string             // how the relation was derived
	Overrule bool               // the reviewer's relation differs from the derived one

	// Effect, oriented so that + favours the claim's intervention; on the log scale for ratios. Nil where unknown.
	Estimate, SE, Low, High *float64
	OnScale                 bool // measured as the claim's pool is, so that it may be drawn on the common scale
	N                       *int
	Direction               appraisal.Direction
	InPool                  bool
	NotPooled               string  // why not
	Weight                  float64 // share of the pool
	PICO                    appraisal.PICOMatch
	Design                  DesignView

	read []FactUsed // what the estimate and the number of people came from
}

// DomainView is one domain of one row: suggestion, answers, judgement and the facts they came from.
type DomainView struct {
	Domain     appraisal.Domain
	Inputs     DomainInputs
	Suggestion DomainOutcome
	WouldBe    appraisal.Rating // where the suggestion is not-extracted: the rating if the missing facts stay unreported
	Missing    []appraisal.FieldKey
	Questions  []QuestionView
	Rating     appraisal.Rating // the judgement, else the suggestion
	Judged     bool
	Overruled  bool
	Appraisal  appraisal.Appraisal // the reviewer's; zero while there is none
	Facts      []FactUsed
}

// DomainInputs are what the rules of a view's domain were given, for pictures of it; those of other domains are zero.
type DomainInputs struct {
	Blinding        BlindingFacts
	Attrition       AttritionFacts
	SampleSizeClaim SampleSizeClaim
	SampleSize      SampleSizeFacts
	FollowUpClaim   FollowUpClaim
	FollowUp        FollowUpFacts
}

// QuestionView is a signalling question with the answer that the facts propose and the one the reviewer gave.
type QuestionView struct {
	Question Question
	Proposed appraisal.Answer // empty where facts propose none
	From     string           // the facts the proposal came from, in words
	Given    appraisal.Answer // the reviewer's; empty while not answered
}

// Answer is the answer that counts: the reviewer's, else the proposed one.
func (q QuestionView) Answer() appraisal.Answer {
	if q.Given != "" {
		return q.Given
	}
	return q.Proposed
}

// Question describes a signalling question.
type Question struct {
	Key    appraisal.Question
	Domain appraisal.Domain
	Text   string // in our words
	Help   string // where a report states it
	Source string // such as "RoB 2, 4.3"
}

// FactUsed is a fact that a suggestion or estimate rests on.
type FactUsed struct {
	Trial   string // name
	Subject string // "", the arm's or the result's name
	Fact    appraisal.Fact
}

// EvidenceOutcome is the tally behind the verdict on an evidence claim (method 0.2, 0.15).
type EvidenceOutcome struct {
	Form  appraisal.EvidenceForm
	N, X  int        // trials counted, and those that meet the claim
	Share float64    // X / N
	CI95  [2]float64 // Wilson
	Rank  int        // rank claims: 1 is the largest
	Tally []TallyRow // every trial of the frame
	Rule  ID
	Trace []Line
}

// TallyRow is one trial of the frame.
type TallyRow struct {
	TrialUID string
	Trial    string
	Value    string // what was read of it: a rating, a number
	Counts   bool   // has a judgement or fact, so is among N
	Meets    bool   // is among X
}

// DurationOutcome is the comparison behind the verdict on a limit on duration (method 0.16).
type DurationOutcome struct {
	Before, After   *Pooled
	BeforeClass     string
	AfterClass      string
	Withdrawal      *Pooled // randomised withdrawal: + means that those taken off did worse
	WithdrawalClass string
	Rule            ID
	Trace           []Line
}
