package propose_test

import (
	"strconv"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
)

var vocabulary = propose.Vocabulary{
	Interventions: []string{"IV ketamine", "zelquistinel", "none"}, Comparators: []string{"diphenhydramine"},
	Populations: []string{"field"}, Outcomes: []string{"time to first drink"}, Instruments: []string{"SHAPS"},
	Strength: appraisal.DefaultStrengthWords(),
}

// Each row is a sentence as articles write them, and what must be the first proposal for a part; "-part" wants none.
var sentences = []struct{ text, want string }{
	// Comparisons.
	{"Ketamine reduced depression scores more than placebo did.", "intervention=Ketamine; comparator=placebo; outcome=depression scores; construct=depression severity; effect=benefit; kind=effect"},
	{"Escitalopram versus placebo was tested in adults with generalised anxiety disorder.", "intervention=Escitalopram; comparator=placebo; population=adults with generalised anxiety disorder; -effect"},
	{"Compared with midazolam, a single ketamine infusion lowered MADRS scores.", "comparator=midazolam; intervention=single ketamine infusion; instrument=MADRS; effect=benefit"},
	{"Sertraline was superior to sham stimulation.", "comparator=sham stimulation; intervention=Sertraline; effect=benefit"},
	{"In the placebo-controlled phase lithium prevented relapse.", "comparator=placebo; intervention=lithium; construct=relapse; effect=benefit"},
	{"More people remitted on ECT than on ketamine.", "intervention=ECT; comparator=ketamine; construct=remission; effect=benefit"},
	{"Fewer patients relapsed on lithium than on placebo.", "comparator=placebo; construct=relapse"},
	{"Psilocybin outperformed escitalopram on the BDI-II.", "intervention=Psilocybin; comparator=escitalopram; instrument=BDI-II; effect=benefit"},
	{"Exercise relative to usual care eased depressive symptoms.", "intervention=Exercise; comparator=usual care; effect=benefit"},
	{"Zelquistinel beat diphenhydramine.", "intervention=Zelquistinel; comparator=diphenhydramine; effect=benefit"},
	{"Six sessions of CBT against a waiting list improved sleep.", "comparator=waiting list; outcome=sleep; effect=benefit"},
	{"Response was 46% v 63%.", "construct=response; -comparator"},
	// The effect of something on something.
	{"The effect of naltrexone on drinking was examined.", "intervention=naltrexone; outcome=drinking; -effect"},
	{"The effect of tramiprosate on apathy was examined.", "intervention=tramiprosate; outcome=apathy"},
	{"Treatment with quetiapine improved sleep quality.", "intervention=quetiapine; outcome=sleep quality; effect=benefit"},
	{"Adding lamotrigine to quetiapine helped people with bipolar depression.", "intervention=lamotrigine; population=people with bipolar depression; effect=benefit"},
	{"Ketamine plus psychotherapy increased remission rates.", "intervention=Ketamine plus psychotherapy; construct=remission; effect=benefit"},
	{"Intranasal esketamine spray raised blood pressure.", "intervention=Intranasal esketamine spray; construct=adverse events; effect=harm"},
	{"IV ketamine 0.5 mg/kg relieved suicidal ideation.", "intervention=IV ketamine 0.5 mg/kg; construct=suicidal ideation; effect=benefit"},
	// Populations.
	{"In patients with treatment-resistant depression, rTMS worked.", "population=patients with treatment-resistant depression; intervention=rTMS; effect=benefit"},
	{"Among older adults with major depression, mirtazapine was not effective.", "population=older adults with major depression; effect=no-better"},
	{"For adolescents whom earlier drugs had not helped, fluoxetine was effective.", "population=adolescents whom earlier drugs had not helped; effect=benefit"},
	{"Hospital inpatients improved on clozapine.", "population=Hospital inpatients; intervention=clozapine; effect=benefit"},
	{"Brexanolone is effective in postpartum depression.", "population=postpartum depression; intervention=Brexanolone; effect=benefit"},
	{"Prazosin had no effect on nightmares in veterans with PTSD.", "population=veterans with PTSD; effect=no-difference; outcome=nightmares"},
	{"Patients improved.", "-population; -intervention; -comparator"},
	{"Ketamine lowered depression in women.", "outcome=depression; construct=depression severity; intervention=Ketamine; population=women; effect=benefit"},
	// Negation.
	{"Ketamine did not reduce suicidal ideation.", "effect=no-better; construct=suicidal ideation; intervention=Ketamine"},
	{"Lamotrigine didn't improve depressive symptoms.", "effect=no-better"},
	{"Omega-3 failed to lower anxiety.", "effect=no-better; intervention=Omega-3; construct=anxiety"},
	{"No benefit of rTMS over sham was seen.", "effect=no-better; comparator=sham; intervention=rTMS"},
	{"Midazolam and ketamine did not differ in remission.", "effect=no-difference; construct=remission"},
	{"There was no significant difference between quetiapine and placebo.", "effect=no-difference; comparator=placebo"},
	{"Ketamine was no better than saline.", "effect=no-better; comparator=saline"},
	{"Ketamine did not cause cognitive impairment.", "effect=no-difference; construct=cognition"},
	{"Lithium does not increase the risk of suicide.", "effect=no-difference"},
	{"No more side effects occurred with agomelatine.", "effect=no-difference; construct=adverse events"},
	{"Patients on placebo neither improved nor worsened.", "effect=no-better"},
	{"Ketamine is not only fast but also effective.", "effect=benefit; intervention=Ketamine"},
	{"The effect was not rapid.", "-horizon"},
	{"The improvement was not clinically meaningful.", "-magnitude; effect=no-better"},
	{"The effect did not fade.", "-effect"},
	// Non-inferiority and sameness.
	{"Ketamine was non-inferior to ECT.", "effect=non-inferiority; intervention=Ketamine; comparator=ECT"},
	{"Twice-weekly ketamine was at least as effective as ECT.", "effect=non-inferiority; comparator=ECT"},
	{"Bupropion was as effective as sertraline.", "effect=no-difference; intervention=Bupropion; comparator=sertraline"},
	{"Right unilateral ECT was similar to bilateral ECT for remission.", "effect=no-difference; construct=remission"},
	// Limits on duration.
	{"The benefit of ketamine fades after one week.", "effect=duration-limit; intervention=ketamine; horizon=at-day 7"},
	{"The antidepressant effect is transient.", "effect=duration-limit"},
	{"Most responders relapsed within a month.", "effect=duration-limit; horizon=by-day 30"},
	{"Relief was short-lived.", "effect=duration-limit"},
	// Harm.
	{"Ketamine caused dissociation.", "effect=harm; construct=dissociation"},
	{"Quetiapine increased weight.", "effect=harm"},
	{"Clozapine reduced the risk of suicide.", "effect=benefit; construct=suicidal events"},
	{"Long-term ketamine use can damage the bladder.", "effect=harm; horizon=long"},
	{"Venlafaxine worsened anxiety.", "effect=harm; construct=anxiety"},
	{"Escitalopram lowered remission rates.", "effect=harm; construct=remission"},
	{"Esketamine is safe and well tolerated.", "effect=no-difference"},
	{"Ketamine may impair memory.", "effect=harm; construct=cognition; strength=hedged"},
	// Times.
	{"Ketamine relieves depression within 24 hours.", "horizon=by-day 1; effect=benefit"},
	{"Ketamine acts within hours.", "horizon=rapid-hours"},
	{"Symptoms fell within a few days.", "horizon=rapid-days"},
	{"Remission was more common at 4 weeks.", "horizon=at-day 28; effect=benefit"},
	{"MADRS scores were lower at week 4.", "horizon=at-day 28; instrument=MADRS; effect=benefit"},
	{"The gain held for 6 months.", "horizon=through-day 183"},
	{"The benefit lasted up to 12 weeks.", "horizon=through-day 84"},
	{"It still worked at three to four days.", "horizon=at-day 3"},
	{"Scores were read on day 14.", "horizon=at-day 14"},
	{"A 12-week trial found that vortioxetine improved cognition.", "horizon=at-day 84; effect=benefit; construct=cognition; kind=report"},
	{"Long-term treatment with lithium prevents suicide.", "horizon=long; effect=benefit"},
	{"Ketamine has a rapid effect.", "horizon=rapid-days"},
	{"The response was sustained for years.", "horizon=sustained"},
	{"In the short term, lorazepam eases anxiety.", "horizon=short; effect=benefit; intervention=lorazepam"},
	{"Ketamine was infused over 40 minutes.", "-horizon"},
	{"Ketamine was given twice a week.", "-horizon"},
	{"Participants were 65 years old.", "-horizon"},
	{"Rapid cycling was common.", "-horizon"},
	// Strength and size.
	{"Ketamine may possibly help.", "strength=hedged; effect=benefit"},
	{"Ketamine is a proven, robust treatment.", "strength=emphatic"},
	{"Ketamine helps.", "-strength; effect=benefit"},
	{"Ketamine markedly reduced depressive symptoms.", "magnitude=large; effect=benefit"},
	{"Quetiapine brought a clinically meaningful improvement.", "magnitude=important; effect=benefit"},
	// Kinds.
	{"Whether esketamine prevents suicide has not been established.", "kind=not-shown; construct=suicidal events; intervention=esketamine"},
	{"There is no evidence that a higher dose works better.", "kind=not-shown"},
	{"Most trials are small and short.", "kind=evidence"},
	{"According to a recent review, lithium lowers suicide.", "kind=report; effect=benefit"},
	{"The prevalence of depression is rising.", "kind=not-a-trial-question"},
	{"New synapses mediate the response: the mechanism is plastic.", "kind=not-a-trial-question"},
	{"A single infusion of solvarin relieved resistant melancholia within a day.", "intervention=solvarin; outcome=resistant melancholia; effect=benefit; horizon=by-day 1"},
	{"Esketamine plus an oral antidepressant delayed relapse in patients who had reached remission after 16 weeks.", "intervention=Esketamine plus an oral antidepressant; effect=benefit; construct=relapse; -horizon"},
	{"The antidepressant effects of ketamine have not been shown to last beyond one week.", "kind=not-shown; intervention=ketamine; horizon=through-day 7"},
	{"Remission rates were significantly higher in the esketamine group than in the quetiapine group at week 8 (27.1% vs 17.6%).", "intervention=esketamine; comparator=quetiapine; effect=benefit; horizon=at-day 56"},
	// Treatments that are on no list.
	{"Esvetamine spray significantly reduced depressive symptoms on the MADRS compared with placebo at week 4.", "intervention=Esvetamine spray; comparator=placebo; instrument=MADRS"},
	{"In adults with treatment-resistant depression, intravenous brelamine at 0.5 mg/kg was superior to midazolam for response at 24 hours.", "intervention=intravenous brelamine; comparator=midazolam; construct=response"},
	{"Overall, the kalmizine patch was more effective than placebo.", "intervention=kalmizine patch; comparator=placebo; effect=benefit"},
	{"This significantly reduced depressive symptoms.", "-intervention"},
	{"Longer follow-up of these patients improved the estimates.", "-intervention"},
	{"The new treatment was effective.", "-intervention"},
	{"Response rates increased.", "-intervention"},
	{"Only 12 of 40 people improved.", "-intervention"},
	// What is cited.
	{"Ketamine lowered depression scores [9].", "reference=9; effect=benefit"},
	{"Ketamine lowered depression scores.¹²", "reference=12"},
	{"Lithium prevents suicide (3, 4).", "reference=3"},
	{"Lithium prevents suicide (Berg et al., 2013).", "reference=Berg et al., 2013"},
	{"Berg and Holm (2013) found that lithium prevents suicide.", "reference=Berg and Holm (2013)"},
	{"Response was higher with CBT (63%, n = 40).", "-reference"},
	// The library's own words, and adverse events.
	{"Naltrexone prolonged the time to first drink.", "outcome=time to first drink"},
	{"SHAPS scores fell on ketamine.", "instrument=SHAPS; intervention=ketamine"},
	{"Serious adverse events were more frequent with olanzapine than with placebo.", "construct=serious adverse events; effect=harm; intervention=olanzapine; comparator=placebo"},
}

func TestASentenceIsReadAsAPersonWould(t *testing.T) {
	if len(sentences) < 80 {
		t.Fatalf("only %d sentences", len(sentences))
	}
	for _, c := range sentences {
		r := propose.Read(c.text, vocabulary)
		for _, want := range strings.Split(c.want, "; ") {
			if part, none := strings.CutPrefix(want, "-"); none {
				if p, ok := r.First(propose.Field(part)); ok {
					t.Errorf("%s\n  proposes %s = %q from “%s” (%s)", c.text, p.Field, p.Value, p.From, p.Rule.ID)
				}
				continue
			}
			part, value, _ := strings.Cut(want, "=")
			p, ok := r.First(propose.Field(part))
			if got := shown(p); !ok || got != value {
				t.Errorf("%s\n  %s is %q, want %q (rule %s, from “%s”)", c.text, part, got, value, p.Rule.ID, p.From)
			}
		}
	}
}

func shown(p propose.Proposal) string {
	if p.Days == nil {
		return p.Value
	}
	return p.Value + " " + strconv.FormatFloat(*p.Days, 'f', -1, 64)
}
