package appraisal

// Link joins a claim to a result of a trial, or to the trial as a whole (ResultUID empty: context and evidence claims).
type Link struct {
	UID       string
	ClaimUID  string
	TrialUID  string
	ResultUID string
	Position  int

	Relation Relation // the reviewer's; empty: the derived one holds (method 0.14)
	Reason   string   // why the relation differs from the derived one
	Coder    Relation // what the coder of the starter library wrote
	Why      string   // the coder's words on it
	Context  bool     // never pooled, whatever the interval says

	PICO     PICOMatch
	PICONote string
	Reversed bool // the claim's intervention is the result's control arm
}

// Appraisal is one reviewer's view of one domain of one link.
type Appraisal struct {
	UID           string
	LinkUID       string
	Reviewer      string
	Domain        Domain
	Answers       map[Question]Answer // only those the reviewer changed or confirmed
	Suggestion    Rating              // what the rules proposed when the judgement was given
	Rule          string              // and by which rule
	RulesVersion  string
	Judgement     Rating // empty while not judged
	Reason        string
	BiasDirection BiasDirection
	Quotes        []Quote
	JudgedAt      string // RFC 3339 UTC; empty while not judged
}

// Overruled reports whether the judgement differs from what the rules proposed.
func (a Appraisal) Overruled() bool { return a.Judgement != "" && a.Judgement != a.Suggestion }

// Validate says in one sentence what keeps the appraisal from being stored.
func (a Appraisal) Validate() error {
	switch {
	case !oneOf(a.Domain, Domains):
		return Invalidf("domain", "%q is not one of the four domains.", a.Domain)
	case a.Reviewer == "":
		return Invalid("reviewer", "A judgement needs the reviewer's name.")
	case a.Judgement != "" && !oneOf(a.Judgement, Ratings):
		return Invalidf("judgement", "%q is not a judgement. Choose Low, Some concerns, High or No information.", a.Judgement)
	case a.Overruled() && a.Reason == "":
		return Invalid("reason", "The judgement differs from the suggestion. Write why.")
	}
	return nil
}

// Question is a signalling question, named by a stable word.
type Question string

// The signalling questions of the four domains; rules.Questions describes them.
const (
	QParticipantsAware  Question = "participants-aware"  // RoB 2 2.1, 4.3 for patient-reported outcomes
	QAssessorAware      Question = "assessor-aware"      // RoB 2 4.3
	QLikelyInfluenced   Question = "likely-influenced"   // RoB 2 4.5
	QDeviations         Question = "deviations"          // RoB 2 2.3
	QDeviationsAffected Question = "deviations-affected" // RoB 2 2.4
	QDeviationsBalanced Question = "deviations-balanced" // RoB 2 2.5
	QNearlyAll          Question = "data-for-nearly-all" // RoB 2 3.1
	QNotBiased          Question = "result-robust"       // RoB 2 3.2
	QReasonsUnrelated   Question = "reasons-unrelated"   // RoB 2 3.3, turned round
	QReasonsDiffer      Question = "reasons-differ"      // RoB 2 3.4
	QEnoughInformation  Question = "enough-information"
	QLongEnough         Question = "long-enough"
)

// Reviewer is a person who appraises.
type Reviewer struct {
	UID      string
	Name     string
	Initials string
}

// Linked is a link with the trial it points to and all appraisals of it.
type Linked struct {
	Link       Link
	Trial      Trial
	Appraisals []Appraisal
}

// Result returns the linked result, if the link names one.
func (l Linked) Result() (Result, bool) { return l.Trial.Result(l.Link.ResultUID) }

// Dossier is everything that bears on one claim: what the rules need to come to a verdict, and a screen to show it.
type Dossier struct {
	Claim    Claim
	Document Document
	Parts    []Claim // all parts of the sentence, in order, the claim among them
	Linked   []Linked
	Library  []Trial // the trials that the claim's frame holds, or more of the library; none for a claim without a frame
	Reviewer string  // whose judgements count; empty: nobody's

	Thresholds *Thresholds // nil: the default set
	Overrules  []Overrule  // of all reviewers
}

// DomainAppraisal returns the reviewer's appraisal of a domain.
func (l Linked) DomainAppraisal(reviewer string, d Domain) (Appraisal, bool) {
	for _, a := range l.Appraisals {
		if a.Reviewer == reviewer && a.Domain == d && reviewer != "" {
			return a, true
		}
	}
	return Appraisal{}, false
}
