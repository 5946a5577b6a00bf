package rules_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

const unasked appraisal.Answer = ""

// paths walks all ways through a domain's questions: it asks question after question in order as long as rate waits for
// an answer or a question must be asked, and counts the proposals at the ends.
type paths struct {
	rate func(answers []appraisal.Answer) (appraisal.Rating, bool)
	// asked says whether a question is asked, given the answers to those before it.
	asked    func(question int, before []appraisal.Answer) bool
	options  func(question int) []appraisal.Answer
	question int // how many there are
	counts   map[appraisal.Rating]int
}

func (p *paths) walk(t *testing.T, answers []appraisal.Answer) {
	q := len(answers)
	if q == p.question {
		r, ok := p.rate(answers)
		if !ok {
			t.Fatalf("%v: all that is asked is answered, and there is no proposal", answers)
		}
		p.counts[r]++
		return
	}
	if !p.asked(q, answers) {
		p.walk(t, append(answers, unasked))
		return
	}
	// Without an answer to a question that is asked there is no proposal.
	open := make([]appraisal.Answer, p.question)
	copy(open, answers)
	if r, ok := p.rate(open); ok {
		t.Fatalf("%v: question %d is asked and not answered, and yet the proposal is %s", answers, q+1, r)
	}
	for _, a := range p.options(q) {
		p.walk(t, append(answers[:q:q], a))
	}
}

func no(a appraisal.Answer) bool  { return a == appraisal.No || a == appraisal.ProbablyNo }
func yes(a appraisal.Answer) bool { return a == appraisal.Yes || a == appraisal.ProbablyYes }

func allAnswers(int) []appraisal.Answer { return appraisal.Answers }

func (p *paths) expect(t *testing.T, low, some, high int) {
	t.Helper()
	p.counts = map[appraisal.Rating]int{}
	p.walk(t, nil)
	if p.counts[appraisal.Low] != low || p.counts[appraisal.SomeConcerns] != some || p.counts[appraisal.High] != high || len(p.counts) != 3 {
		t.Errorf("paths %v, want Low %d, Some concerns %d, High %d", p.counts, low, some, high)
	}
}

// The counts of the three tests are those of the official flow charts (method 1.2 to 1.4).

func TestEveryPathThroughDomain2OfRoB2(t *testing.T) {
	p := paths{question: 7, options: allAnswers}
	p.rate = func(a []appraisal.Answer) (appraisal.Rating, bool) {
		return rules.RoB2Deviations(rules.RoB2DeviationAnswers{
			ParticipantsAware: a[0], CarersAware: a[1], Deviations: a[2], AffectedOutcome: a[3], Balanced: a[4], RightAnalysis: a[5], Impact: a[6],
		})
	}
	p.asked = func(q int, a []appraisal.Answer) bool {
		switch q {
		case 2:
			return !no(a[0]) || !no(a[1])
		case 3:
			return yes(a[2])
		case 4:
			return a[3] != unasked && !no(a[3])
		case 6:
			return !yes(a[5])
		}
		return true
	}
	p.expect(t, 92, 3132, 10053)
}

func TestEveryPathThroughDomain3OfRoB2(t *testing.T) {
	p := paths{question: 4}
	p.options = func(q int) []appraisal.Answer {
		if q == 1 { // 3.2 cannot be answered "no information"
			return []appraisal.Answer{appraisal.Yes, appraisal.ProbablyYes, appraisal.ProbablyNo, appraisal.No}
		}
		return appraisal.Answers
	}
	p.rate = func(a []appraisal.Answer) (appraisal.Rating, bool) {
		return rules.RoB2MissingData(rules.RoB2MissingDataAnswers{NearlyAll: a[0], NotBiased: a[1], CouldDepend: a[2], LikelyDepend: a[3]})
	}
	p.asked = func(q int, a []appraisal.Answer) bool {
		switch q {
		case 1:
			return !yes(a[0])
		case 2:
			return no(a[1])
		case 3:
			return a[2] != unasked && !no(a[2])
		}
		return true
	}
	p.expect(t, 20, 36, 54)
	if r, ok := rules.RoB2MissingData(rules.RoB2MissingDataAnswers{NearlyAll: appraisal.No, NotBiased: appraisal.NoInfo}); ok {
		t.Errorf("3.2 has no \"no information\", and yet the proposal is %s", r)
	}
}

func TestEveryPathThroughDomain4OfRoB2(t *testing.T) {
	p := paths{question: 5, options: allAnswers}
	p.rate = func(a []appraisal.Answer) (appraisal.Rating, bool) {
		return rules.RoB2Measurement(rules.RoB2MeasurementAnswers{Inappropriate: a[0], Differed: a[1], AssessorsAware: a[2], CouldInfluence: a[3], LikelyInfluenced: a[4]})
	}
	p.asked = func(q int, a []appraisal.Answer) bool {
		switch q {
		case 2:
			return !yes(a[0]) && !yes(a[1])
		case 3, 4:
			return a[q-1] != unasked && !no(a[q-1])
		}
		return true
	}
	p.expect(t, 48, 186, 259)
}

func TestLackOfBlindingAloneIsNeverHighInDomain2(t *testing.T) {
	for _, analysis := range []appraisal.Answer{appraisal.Yes, appraisal.ProbablyYes} {
		for _, deviations := range []appraisal.Answer{appraisal.No, appraisal.ProbablyNo, appraisal.NoInfo} {
			r, ok := rules.RoB2Deviations(rules.RoB2DeviationAnswers{ParticipantsAware: appraisal.Yes, CarersAware: appraisal.Yes, Deviations: deviations, RightAnalysis: analysis})
			if !ok || r == appraisal.High {
				t.Errorf("deviations %s: %s, %v", deviations, r, ok)
			}
		}
	}
}
