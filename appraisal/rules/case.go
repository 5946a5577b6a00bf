package rules

import "claimgrade/appraisal"

// The types of this file are the public JSON of the command line (docs/case-format.md): names and nulls are stable.

// Guesses is how one arm guessed its allocation. A nil count refuses the table.
type Guesses struct {
	Correct  *int `json:"correct"`
	Wrong    *int `json:"wrong"`
	DontKnow *int `json:"dont_know"`
}

// GuessTable is the guesses of two arms.
type GuessTable struct {
	Experimental *Guesses `json:"experimental"`
	Control      *Guesses `json:"control"`
}

// BlindingFacts are the inputs of 10.1. Empty words are null: not reported.
type BlindingFacts struct {
	ParticipantsBlinded appraisal.Answer      `json:"participants_blinded"` // yes, no, not-reported
	AssessorBlinded     appraisal.Answer      `json:"assessor_blinded"`
	OutcomeKind         appraisal.OutcomeKind `json:"outcome_kind"`
	PerceptibleEffects  string                `json:"perceptible_effects"` // none, subtle, obvious
	Control             string                `json:"control"`             // inert, active, open
	RaterSeparated      appraisal.Answer      `json:"rater_separated"`
	ParticipantGuesses  *GuessTable           `json:"participant_guesses"`
	AssessorGuesses     *GuessTable           `json:"assessor_guesses"`
	GuessTiming         string                `json:"guess_timing"` // before, after, not-reported
	LikelyInfluenced    appraisal.Answer      `json:"likely_influenced"`
	Deviations          appraisal.Answer      `json:"deviations"`
	DeviationsAffected  appraisal.Answer      `json:"deviations_affected_outcome"`
	DeviationsBalanced  appraisal.Answer      `json:"deviations_balanced"`
	NotExtracted        bool                  `json:"not_extracted"`

	// Most participants are said to have guessed right, without counts by arm (method 0.20). The window sets it.
	MostGuessedRight appraisal.Answer `json:"-"`

	// Set by a reviewer's answers, never by a case file: they replace B-P and the assessor's row.
	ParticipantsAware appraisal.Answer `json:"-"`
	AssessorAware     appraisal.Answer `json:"-"`

	// Thresholds is the set of numbers in force; nil is the default set.
	Thresholds *appraisal.Thresholds `json:"-"`
}

// ArmFlow is how many of an arm were randomised, and how many had the outcome observed.
type ArmFlow struct {
	Randomised *int `json:"randomised"`
	Observed   *int `json:"observed"`
}

// TotalFlow is the flow of both arms together, where arms are not known (method 0.11).
type TotalFlow struct {
	Randomised  *int `json:"randomised"`
	Observed    *int `json:"observed"`
	SmallestArm *int `json:"smallest_arm"`
}

// AttritionFacts are the inputs of 10.2.
type AttritionFacts struct {
	Experimental         *ArmFlow   `json:"experimental"`
	Control              *ArmFlow   `json:"control"`
	Total                *TotalFlow `json:"total"`
	MinEventsOrNonEvents *int       `json:"min_events_or_non_events"`
	Reasons              string     `json:"reasons"`  // unrelated, related-or-differing, similar, not-reported
	Analysis             string     `json:"analysis"` // mar-model, locf, completer, mnar-sensitivity
	Robust               bool       `json:"robust"`
	NotExtracted         bool       `json:"not_extracted"`

	// Thresholds is the set of numbers in force; nil is the default set.
	Thresholds *appraisal.Thresholds `json:"-"`
}

// SampleSizeClaim is what 10.3 needs of the claim.
type SampleSizeClaim struct {
	Kind          appraisal.EffectKind `json:"kind"`
	MID           *float64             `json:"mid"`
	PlanningSD    *float64             `json:"planning_sd"`
	ControlRisk   *float64             `json:"control_risk"`
	RRR           *float64             `json:"rrr"`
	TolerableRisk *float64             `json:"tolerable_risk"`
	Horizon       appraisal.Horizon    `json:"horizon"`

	// HarmShown marks a harm claim that says a harm was shown: it is rated by S-1 to S-4 (method 0.21). A case file's
	// harm claim goes by S-5.
	HarmShown bool `json:"-"`

	// Thresholds is the set of numbers in force; nil is the default set.
	Thresholds *appraisal.Thresholds `json:"-"`
}

// SampleSizeFacts are the inputs of 10.3.
type SampleSizeFacts struct {
	NExperimental   *int     `json:"n_experimental"`
	NControl        *int     `json:"n_control"`
	SE              *float64 `json:"se"`
	NExposed        *int     `json:"n_exposed"`
	NExposedOneYear *int     `json:"n_exposed_one_year"`
	NotExtracted    bool     `json:"not_extracted"`
}

// FollowUpClaim is what 10.4 needs of the claim.
type FollowUpClaim struct {
	Kind           appraisal.EffectKind `json:"kind"`
	Horizon        appraisal.Horizon    `json:"horizon"`
	HorizonDays    *float64             `json:"horizon_days"`
	CustomLowDays  *float64             `json:"custom_low_days"`
	CustomSomeDays *float64             `json:"custom_some_days"`

	// Thresholds is the set of numbers in force; nil is the default set.
	Thresholds *appraisal.Thresholds `json:"-"`
}

// FollowUpFacts are the inputs of 10.4, in days from the first dose.
type FollowUpFacts struct {
	FirstAssessmentDay     *float64 `json:"first_assessment_day"`
	ResultDay              *float64 `json:"result_day"`
	LastControlledDay      *float64 `json:"last_controlled_day"`
	LastAnyDay             *float64 `json:"last_any_day"`
	RandomisedWithdrawal   bool     `json:"randomised_withdrawal"`
	CrossoverBeforeHorizon bool     `json:"crossover_before_horizon"`
	CarryOverExcluded      bool     `json:"carry_over_excluded"`
	NotExtracted           bool     `json:"not_extracted"`
}

// DomainOutcome is the suggestion of one domain.
type DomainOutcome struct {
	Rating  appraisal.Rating `json:"rating"`
	Rule    ID               `json:"rule"`
	Figures map[string]any   `json:"figures"` // float64, [2]float64, words or nil, by the names of the case format
	Trace   []Line           `json:"trace"`
}

// JudgeCase is a claim over its trials.
type JudgeCase struct {
	Claim   JudgeClaim   `json:"claim"`
	Options JudgeOptions `json:"options"`
	Trials  []JudgeTrial `json:"trials"`
}

// JudgeClaim is what 10.5 to 10.7 need of the claim.
type JudgeClaim struct {
	Kind                     string                  `json:"kind"` // an EffectKind or not-shown
	PositiveKind             appraisal.EffectKind    `json:"positive_kind"`
	Assertiveness            appraisal.Assertiveness `json:"assertiveness"`
	Magnitude                appraisal.Magnitude     `json:"magnitude"`
	Horizon                  appraisal.Horizon       `json:"horizon"`
	MID                      *float64                `json:"mid"`
	Large                    *float64                `json:"large"`
	Margin                   *float64                `json:"margin"`
	OIS                      *float64                `json:"ois"`
	PublicationBiasSuspected bool                    `json:"publication_bias_suspected"`
	OtherBiasConsidered      bool                    `json:"other_bias_considered"`
	SearchStated             bool                    `json:"search_stated"`

	// LinkedRandomised is the number randomised in all linked effect trials, for C-X3; 0: no cap. The window sets it.
	LinkedRandomised int `json:"-"`
	// PooledRandomised is the number randomised in those of them that are used; 0: the people of the trials' results.
	PooledRandomised int `json:"-"`
	// NonRandomised starts certainty at Low (10.6). The window sets it where the pooled studies were not randomised.
	NonRandomised bool `json:"-"`
}

// JudgeOptions switch optional rules. A nil DirectionOfBias means on.
type JudgeOptions struct {
	DirectionOfBias *bool `json:"direction_of_bias"`
	// OtherInterval takes Wald's interval where the rules take that of Hartung and Knapp, and the other way round. It is
	// for variations, never in a case file.
	OtherInterval bool `json:"-"`
	// Thresholds is the set of numbers in force; nil is the default set.
	Thresholds *appraisal.Thresholds `json:"-"`
	// Overrules are the reviewer's own decisions on steps from the judgements to the certainty, one a step at most.
	Overrules []appraisal.Overrule `json:"-"`
}

// JudgeTrial is one linked trial, its estimate oriented so that + favours the claim.
type JudgeTrial struct {
	Name          string                  `json:"name"`
	Estimate      *float64                `json:"estimate"`
	SE            *float64                `json:"se"`
	N             *int                    `json:"n"`
	PTwoSided     *float64                `json:"p_two_sided"`
	Direction     appraisal.Direction     `json:"direction"`
	Blinding      appraisal.Rating        `json:"blinding"`
	Attrition     appraisal.Rating        `json:"attrition"`
	SampleSize    appraisal.Rating        `json:"sample_size"`
	FollowUp      appraisal.Rating        `json:"follow_up"`
	PICO          appraisal.PICOMatch     `json:"pico"`
	BiasDirection appraisal.BiasDirection `json:"bias_direction"`
	OtherBias     appraisal.Rating        `json:"other_bias"`
}

// Pooled is a random-effects pool.
type Pooled struct {
	K            int         `json:"k"`
	Estimate     float64     `json:"estimate"`
	SE           float64     `json:"se"`
	CI95         [2]float64  `json:"ci95"`
	Tau2         float64     `json:"tau2"`
	I2           float64     `json:"i2"` // percent
	Prediction95 *[2]float64 `json:"prediction95"`
	Weights      []float64   `json:"weights"` // shares in input order, 0 for trials not pooled
	SamplingCI95 [2]float64  `json:"sampling_ci95"`
	Interval     string      `json:"interval"` // hk or wald
	Warnings     []string    `json:"warnings"`

	// OtherCI95 is the interval not taken: Wald's beside that of Hartung and Knapp, and the other way round (method 0.12).
	// Nil where there is no choice: fewer than three trials, or no variance between them.
	OtherCI95 *[2]float64 `json:"-"`
}

// Deductions are the levels taken from the starting certainty.
type Deductions struct {
	RiskOfBias      int `json:"risk_of_bias"`
	Inconsistency   int `json:"inconsistency"`
	Indirectness    int `json:"indirectness"`
	Imprecision     int `json:"imprecision"`
	PublicationBias int `json:"publication_bias"`
}

// DeductionRules name the rule behind each deduction; nil where the case format says null.
type DeductionRules struct {
	RiskOfBias      *ID `json:"risk_of_bias"`
	Inconsistency   *ID `json:"inconsistency"`
	Indirectness    *ID `json:"indirectness"`
	Imprecision     *ID `json:"imprecision"`
	PublicationBias *ID `json:"publication_bias"`
	Cap             *ID `json:"cap"`
}

// Components say how far the asserted parts of the claim are met; nil where not asserted.
type Components struct {
	Magnitude *string `json:"magnitude"`
	Horizon   *string `json:"horizon"`
	Scope     *string `json:"scope"`
}

// Stability counts the variations of thresholds and options under which the verdict stays.
type Stability struct {
	Variations  int `json:"variations"`
	SameVerdict int `json:"same_verdict"`

	// DependsOn are the single assumptions that lead to another verdict, all else as in the case.
	DependsOn []Factor `json:"-"`
}

// Factor is one assumption made otherwise, in words, and the verdict that it leads to.
type Factor struct {
	Text    string            `json:"factor"` // such as "the smallest difference that matters: at 4.5"
	Verdict appraisal.Verdict `json:"verdict"`
}

// Change is one thing, or two together, that would move the verdict or certainty.
type Change struct {
	Change    string              `json:"change"`
	Verdict   appraisal.Verdict   `json:"verdict"`
	Certainty appraisal.Certainty `json:"certainty"`

	// Raises is true of a change after which the claim stands better, false of one after which it stands worse.
	Raises bool `json:"-"`
}

// Study is the smallest further trial that would settle the claim or, where none does, the largest that was tried and
// what is in the way.
type Study struct {
	Settles  bool     `json:"settles"`
	People   int      `json:"people"` // in all; 0 where none can be named
	PerArm   int      `json:"per_arm"`
	Day      *float64 `json:"day"`    // to be read on; nil where the claim's time names no day
	Onset    bool     `json:"onset"`  // the day is the last for the first reading, not the first for the last
	Needs    []string `json:"needs"`  // of blinding and of those lost
	Effect   float64  `json:"effect"` // found if the claim is right; oriented and scaled as the case's estimates are
	None     float64  `json:"none"`   // found if it is wrong
	Unit     string   `json:"unit"`   // of both; empty where the case names none
	IfFound  Finding  `json:"if_effect"`
	IfNone   Finding  `json:"if_none"`
	InTheWay []string `json:"in_the_way"` // empty where the study settles the claim
}

// Finding is a verdict with its certainty.
type Finding struct {
	Verdict   appraisal.Verdict   `json:"verdict"`
	Certainty appraisal.Certainty `json:"certainty"`
}

// JudgeOutcome is a verdict on a claim with everything behind it. Empty words are printed as null.
type JudgeOutcome struct {
	Class              *string              `json:"class"`
	Pooled             *Pooled              `json:"pooled"`
	PooledNonHigh      *Pooled              `json:"pooled_non_high"`
	Deductions         *Deductions          `json:"deductions"`
	Rules              *DeductionRules      `json:"rules"`
	Certainty          *appraisal.Certainty `json:"certainty"`
	Components         *Components          `json:"components"`
	Provisional        bool                 `json:"provisional"`
	NotExtractedWeight float64              `json:"not_extracted_weight"`
	Positive           *JudgeOutcome        `json:"positive"`
	Verdict            appraisal.Verdict    `json:"verdict"`
	Rule               ID                   `json:"rule"`
	Trace              []Line               `json:"trace"`
	Stability          *Stability           `json:"stability"`
	WhatWouldChange    []Change             `json:"what_would_change"`

	// CountOnce is what inconsistency would cost if it were merged with risk of bias, where both are charged and one may
	// be the cause of the other; nil elsewhere (method 10.9).
	CountOnce *int `json:"-"`

	// Study is what would settle the claim; package whatif fills it.
	Study *Study `json:"-"`
}
