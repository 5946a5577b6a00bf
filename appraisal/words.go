package appraisal

// Every word below is stored, printed and exported as written here, so that screen, code, database and the command
// line say the same. The empty string always means "not given".

// Domain is one of the four questions asked of every linked result.
type Domain string

// The four domains, in the order in which they are shown.
const (
	Blinding   Domain = "blinding"
	SampleSize Domain = "sample-size"
	FollowUp   Domain = "follow-up"
	Attrition  Domain = "attrition"
)

// Domains lists the four domains in display order.
var Domains = []Domain{Blinding, SampleSize, FollowUp, Attrition}

// Rating is a judgement, or a suggestion for one, in one domain.
type Rating string

// The ratings. NoInformation: the text was read and does not say. NotExtracted: nobody has looked yet.
const (
	Low           Rating = "low"
	SomeConcerns  Rating = "some-concerns"
	High          Rating = "high"
	NoInformation Rating = "no-information"
	NotExtracted  Rating = "not-extracted"
)

// Ratings lists what a reviewer may choose; NotExtracted is never a choice.
var Ratings = []Rating{Low, SomeConcerns, High, NoInformation}

// Answer is an answer to a signalling question, or a recorded yes/no fact.
type Answer string

// The answers of Cochrane's RoB 2; NotReported is used for facts only.
const (
	Yes           Answer = "yes"
	ProbablyYes   Answer = "probably-yes"
	ProbablyNo    Answer = "probably-no"
	No            Answer = "no"
	NoInfo        Answer = "no-information"
	NotReported   Answer = "not-reported"
	NotApplicable Answer = "not-applicable"
)

// Answers lists what a reviewer may answer, in display order.
var Answers = []Answer{Yes, ProbablyYes, ProbablyNo, No, NoInfo}

// ClaimKind says how a claim comes to its verdict (method 0.1, 0.9).
type ClaimKind string

// The kinds of claim.
const (
	KindEffect   ClaimKind = "effect"
	KindEvidence ClaimKind = "evidence"
	KindReport   ClaimKind = "report"
	KindNotShown ClaimKind = "not-shown"
	KindNoTrial  ClaimKind = "not-a-trial-question"
)

// ClaimKinds lists the kinds in display order.
var ClaimKinds = []ClaimKind{KindEffect, KindEvidence, KindReport, KindNotShown, KindNoTrial}

// EffectKind says what an effect claim (or the positive counterpart of a not-shown claim) asserts.
type EffectKind string

// The kinds of effect. DurationLimit is "fades", "lasts a week", "relapse follows" (method 0.16).
const (
	Benefit        EffectKind = "benefit"
	Harm           EffectKind = "harm"
	NoDifference   EffectKind = "no-difference"
	NoBetter       EffectKind = "no-better"
	NonInferiority EffectKind = "non-inferiority"
	DurationLimit  EffectKind = "duration-limit"
)

// EffectKinds lists the kinds of effect in display order.
var EffectKinds = []EffectKind{Benefit, Harm, NoDifference, NoBetter, NonInferiority, DurationLimit}

// Assertiveness is the strength of the claim's wording (A1, A2, A3 of the method).
type Assertiveness string

// The strengths of wording.
const (
	Hedged   Assertiveness = "hedged"
	Plain    Assertiveness = "plain"
	Emphatic Assertiveness = "emphatic"
)

// Magnitude is the size of effect that the claim's words assert.
type Magnitude string

// The magnitudes.
const (
	AnySize   Magnitude = "any"
	Important Magnitude = "important"
	Large     Magnitude = "large"
)

// Horizon is the time for which a claim says its effect holds, or by which it says it starts.
type Horizon string

// The horizons (method 10.4 and 0.10).
const (
	RapidHours Horizon = "rapid-hours"
	RapidDays  Horizon = "rapid-days"
	Short      Horizon = "short"
	Sustained  Horizon = "sustained"
	Long       Horizon = "long"
	AtDay      Horizon = "at-day"
	ThroughDay Horizon = "through-day"
	ByDay      Horizon = "by-day"
	Custom     Horizon = "custom"
)

// Horizons lists the horizons in display order.
var Horizons = []Horizon{RapidHours, RapidDays, Short, Sustained, Long, AtDay, ThroughDay, ByDay, Custom}

// OutcomeKind says who or what yields an outcome.
type OutcomeKind string

// The kinds of outcome (PRO, CRO and OBJ of the method).
const (
	PatientReported OutcomeKind = "patient-reported"
	ClinicianRated  OutcomeKind = "clinician-rated"
	Objective       OutcomeKind = "objective"
)

// PICOMatch says how far a trial's population, intervention, comparator and outcome are from the claim's.
type PICOMatch string

// The degrees of mismatch.
const (
	PICONone  PICOMatch = "none"
	PICOSome  PICOMatch = "some"
	PICOMajor PICOMatch = "major"
)

// BiasDirection is the reviewer's expectation of where a bias pushes the result.
type BiasDirection string

// The directions of bias.
const (
	TowardsExperimental BiasDirection = "towards-experimental"
	TowardsControl      BiasDirection = "towards-control"
	Unclear             BiasDirection = "unclear"
)

// Direction is what a result without a usable estimate says.
type Direction string

// The directions of a result, seen from the claim's intervention.
const (
	Favours Direction = "favours"
	Against Direction = "against"
	Neither Direction = "none"
)

// Relation is what a linked result does to the claim.
type Relation string

// The relations (method 0.14). Context links never enter a pool.
const (
	Supports     Relation = "supports"
	Contradicts  Relation = "contradicts"
	ShowsNoDiff  Relation = "no-difference"
	Mixed        Relation = "mixed"
	Inconclusive Relation = "inconclusive"
	Context      Relation = "context"
)

// Relations lists the relations in display order.
var Relations = []Relation{Supports, Contradicts, ShowsNoDiff, Mixed, Inconclusive, Context}

// Certainty is the confidence in the body of linked evidence, in GRADE's words; "GRADE-informed" on screen.
type Certainty string

// The levels of certainty.
const (
	CertaintyHigh     Certainty = "high"
	CertaintyModerate Certainty = "moderate"
	CertaintyLow      Certainty = "low"
	CertaintyVeryLow  Certainty = "very-low"
)

// Verdict is what the evidence makes of the claim as worded.
type Verdict string

// The verdicts: of effect, evidence and not-shown claims, then of report claims, then of no trial question.
const (
	Supported        Verdict = "supported"
	PartlySupported  Verdict = "partly-supported"
	Overstated       Verdict = "overstated"
	NotSupported     Verdict = "not-supported"
	Contradicted     Verdict = "contradicted"
	CannotBeJudged   Verdict = "cannot-be-judged"
	Accurate         Verdict = "accurate"
	PartlyAccurate   Verdict = "partly-accurate"
	Inaccurate       Verdict = "inaccurate"
	Misattributed    Verdict = "misattributed"
	NotTrialQuestion Verdict = "not-a-trial-question"
)

// CitationFinding answers "does the source say it?" (method 0.3).
type CitationFinding string

// The findings of a citation check.
const (
	SourceSays         CitationFinding = "says-it"
	SourceSaysPart     CitationFinding = "says-part"
	SourceDoesNotSay   CitationFinding = "does-not-say"
	SourceSaysOpposite CitationFinding = "says-the-opposite"
	NoSuchSource       CitationFinding = "no-such-source"
	AnotherSource      CitationFinding = "another-source"
	NotObtained        CitationFinding = "not-obtained"
)

// CitationFindings lists the findings in display order.
var CitationFindings = []CitationFinding{SourceSays, SourceSaysPart, SourceDoesNotSay, SourceSaysOpposite, NoSuchSource, AnotherSource, NotObtained}

// Quantifier is the word of number in an evidence claim.
type Quantifier string

// The quantifiers (method 0.2).
const (
	All  Quantifier = "all"
	Most Quantifier = "most"
	Many Quantifier = "many"
	Some Quantifier = "some"
	Few  Quantifier = "few"
	None Quantifier = "none"
)

// EvidenceForm is how an evidence claim speaks of its trials (method 0.15).
type EvidenceForm string

// The forms of evidence claim.
const (
	FormShare   EvidenceForm = "share"
	FormRank    EvidenceForm = "rank"
	FormCount   EvidenceForm = "count"
	FormAbsence EvidenceForm = "absence"
)
