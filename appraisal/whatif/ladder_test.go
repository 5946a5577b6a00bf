package whatif_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
)

func ladderOf(d appraisal.Dossier) []whatif.Rung { return whatif.Ladder(d, rules.Assess(d)) }

func sentences(rungs []whatif.Rung) string {
	var out []string
	for _, r := range rungs {
		out = append(out, string(r.Verdict)+": "+r.Sentence)
	}
	return strings.Join(out, "\n")
}

func TestTheStrongestWordingThatTheTrialsSupportComesFirst(t *testing.T) {
	got := sentences(ladderOf(works()))
	want := `supported: The drug improves depression severity enough to matter compared with placebo in the short term (weeks).
supported: The drug probably improves depression severity by a large amount compared with placebo in the short term (weeks).
supported: The drug works.
supported: The drug may improve depression severity by a large amount compared with placebo in the short term (weeks).
contradicted: The evidence is very uncertain about the effect of the drug on depression severity compared with placebo in the short term (weeks).`
	if got != want {
		t.Errorf("%s", cmp.Diff(want, got))
	}
}

func TestATimeThatNoTrialReachedGivesWayToTheTimeRead(t *testing.T) {
	d := works()
	d.Claim.Effect.Horizon, d.Claim.Effect.Assertiveness = appraisal.Long, appraisal.Emphatic
	rungs := ladderOf(d)
	if got := sentences(rungs); !strings.Contains(got, "overstated: The drug works.") ||
		!strings.HasPrefix(got, "supported: The drug improves depression severity enough to matter compared with placebo after 6 weeks.") {
		t.Errorf("%s", got)
	}
}

func TestAJudgementOfFollowUpCountsForTheClaimsOwnTimeOnly(t *testing.T) {
	d := works()
	d.Reviewer = "r"
	for i := range d.Linked {
		d.Linked[i].Appraisals = []appraisal.Appraisal{{Reviewer: "r", Domain: appraisal.FollowUp, Judgement: appraisal.High, Reason: "too short"}}
	}
	if got := sentences(ladderOf(d)); !strings.Contains(got, "supported: The drug improves depression severity enough to matter compared with placebo after 6 weeks.") {
		t.Errorf("%s", got)
	}
}

func TestTheOppositeIsWordedWhereTheTrialsShowIt(t *testing.T) {
	d := works()
	d.Linked = []appraisal.Linked{linkedTrial("A", "6"), linkedTrial("B", "5.5"), linkedTrial("C", "6.5")}
	if got := sentences(ladderOf(d)); !strings.Contains(got, "supported: Placebo improves depression severity compared with the drug") ||
		!strings.Contains(got, "contradicted: The drug works.") {
		t.Errorf("%s", got)
	}
	d.Linked = []appraisal.Linked{linkedTrial("A", "0.1"), linkedTrial("B", "-0.2"), linkedTrial("C", "0.2")}
	if got := sentences(ladderOf(d)); !strings.Contains(got, "supported: The drug makes little or no difference to depression severity compared with placebo") {
		t.Errorf("%s", got)
	}
}

// TestNoWordingIsBetterThanTheEvidence tries every wording of the claim over trials from good to none.
func TestNoWordingIsBetterThanTheEvidence(t *testing.T) {
	bodies := map[string]func(*appraisal.Dossier){
		"sound": func(*appraisal.Dossier) {},
		"small": func(d *appraisal.Dossier) { d.Claim.Effect.OIS = ptr(5000.0) },
		"tiny":  func(d *appraisal.Dossier) { d.Claim.Effect.OIS = ptr(50000.0) },
		"lean":  func(d *appraisal.Dossier) { d.Linked = []appraisal.Linked{linkedTrial("A", "-1.5")} },
		"none":  func(d *appraisal.Dossier) { d.Linked = nil },
		"against": func(d *appraisal.Dossier) {
			d.Linked = []appraisal.Linked{linkedTrial("A", "6"), linkedTrial("B", "5")}
		},
	}
	for name, change := range bodies {
		for _, kind := range []appraisal.ClaimKind{appraisal.KindEffect, appraisal.KindNotShown} {
			for _, effect := range appraisal.EffectKinds {
				for _, strength := range []appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic} {
					if effect == appraisal.DurationLimit {
						continue
					}
					d := works()
					change(&d)
					d.Claim.Kind, d.Claim.Effect.Kind, d.Claim.Effect.Assertiveness, d.Claim.Effect.Margin = kind, effect, strength, ptr(3.0)
					a := rules.Assess(d)
					rungs := whatif.Ladder(d, a)
					if !cmp.Equal(rungs, whatif.Ladder(d, a)) {
						t.Errorf("%s %s %s %s: another ladder the second time", name, kind, effect, strength)
					}
					checkRungs(t, name+" "+string(kind)+" "+string(effect)+" "+string(strength), rungs, a)
				}
			}
		}
	}
}

func checkRungs(t *testing.T, name string, rungs []whatif.Rung, a rules.Assessment) {
	t.Helper()
	own, seen := 0, map[string]bool{}
	if len(rungs) < 3 || len(rungs) > 5 {
		t.Errorf("%s: %d rungs\n%s", name, len(rungs), sentences(rungs))
	}
	for _, r := range rungs {
		if seen[r.Sentence] || !strings.HasSuffix(r.Sentence, ".") || r.Verdict == "" {
			t.Errorf("%s: %+v", name, r)
		}
		seen[r.Sentence] = true
		switch {
		case r.AsWorded:
			own++
			if r.Verdict != a.Verdict || r.Rule != a.Rule {
				t.Errorf("%s: the claim as worded is %s", name, r.Verdict)
			}
		case strings.HasPrefix(r.Sentence, "The evidence is very uncertain"), strings.HasPrefix(r.Sentence, "The trials do not show"),
			strings.HasPrefix(r.Sentence, "The trial does not show"), strings.HasPrefix(r.Sentence, "No linked trial shows whether"):
		case r.Verdict == appraisal.Supported:
			least := map[appraisal.Certainty]int{appraisal.CertaintyHigh: 4, appraisal.CertaintyModerate: 3, appraisal.CertaintyLow: 2, appraisal.CertaintyVeryLow: 1}[r.Certainty]
			need := 4
			if strings.Contains(r.Sentence, " may ") {
				need = 2
			} else if strings.Contains(r.Sentence, " probably ") {
				need = 3
			}
			if least < need {
				t.Errorf("%s: %q at %s certainty", name, r.Sentence, r.Certainty)
			}
		case !strings.Contains(r.Sentence, " may "):
			t.Errorf("%s: %q is %s", name, r.Sentence, r.Verdict)
		}
	}
	if own != 1 {
		t.Errorf("%s: the claim stands %d times", name, own)
	}
}

func TestSentencesReadAsEnglish(t *testing.T) {
	for want, change := range map[string]func(*appraisal.Claim){
		"Six infusions probably improve depression severity by a large amount": func(c *appraisal.Claim) { c.Intervention = "six infusions" },
		"The drug, 10 mg, probably improves depression severity":               func(c *appraisal.Claim) { c.Intervention = "the drug, 10 mg" },
		"The treatment improves depression severity enough to matter in the":   func(c *appraisal.Claim) { c.Intervention, c.Comparator = "", "none" },
		"The drug improves mood on day 3 enough to matter compared with placebo.": func(c *appraisal.Claim) {
			c.Outcome = "mood on day 3"
		},
		"The drug is no better for depression severity than placebo":                  func(c *appraisal.Claim) { c.Effect.Kind = appraisal.NoBetter },
		"The drug worsens depression severity enough to matter compared with placebo": func(c *appraisal.Claim) { c.Effect.Kind = appraisal.Harm },
	} {
		d := works()
		change(&d.Claim)
		switch d.Claim.Effect.Kind {
		case appraisal.NoBetter:
			d.Linked = []appraisal.Linked{linkedTrial("A", "0.1"), linkedTrial("B", "-0.2"), linkedTrial("C", "0.2")}
		case appraisal.Harm:
			d.Linked = []appraisal.Linked{linkedTrial("A", "6"), linkedTrial("B", "5.5"), linkedTrial("C", "6.5")}
		}
		if got := sentences(ladderOf(d)); !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}
