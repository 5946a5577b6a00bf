package rules

import "claimgrade/appraisal"

// Questions are the signalling questions of the four domains in display order, in our words. Those of RoB 2 keep its
// meaning and name its number; the official text is at riskofbias.info.
var Questions = []Question{
	{
		appraisal.QParticipantsAware, appraisal.Blinding,
		"Did participants know, or come to know, which treatment they received?",
		"Methods: who was masked and how. Results: guesses of allocation. Side effects known to belong to one treatment count as knowing.",
		"RoB 2, 2.1; 4.3 for patient-reported outcomes",
	},
	{
		appraisal.QAssessorAware, appraisal.Blinding,
		"Did the person who assessed the outcome know which treatment the participant received?",
		"Methods: outcome assessment, independent or remote raters, who attended the dosing sessions. Where participants report the outcome, they are the assessors.",
		"RoB 2, 4.3",
	},
	{
		appraisal.QLikelyInfluenced, appraisal.Blinding,
		"Is it likely that knowing the treatment moved the assessment of the outcome?",
		"Not stated as such: think of the strength of beliefs about the treatment, how much judgement the measure leaves, and reported expectancy.",
		"RoB 2, 4.5",
	},
	{
		appraisal.QDeviations, appraisal.Blinding,
		"Did anyone depart from the intended treatment because of being in the trial, for instance out of disappointment with the allocation?",
		"Results: other treatments taken, switching, stopping. Changes that would happen in ordinary care do not count.",
		"RoB 2, 2.3",
	},
	{
		appraisal.QDeviationsAffected, appraisal.Blinding,
		"If so: are these departures likely to have affected the outcome?",
		"Results: how many departed, and whether what they took instead acts on the outcome.",
		"RoB 2, 2.4",
	},
	{
		appraisal.QDeviationsBalanced, appraisal.Blinding,
		"If so: were these departures balanced between the arms?",
		"Results: departures counted for each arm.",
		"RoB 2, 2.5",
	},
	{
		appraisal.QEnoughInformation, appraisal.SampleSize,
		"Does the trial hold enough information to detect the smallest effect that matters, or to exclude a harm of the tolerable size?",
		"Results: numbers analysed in each arm, and the interval of the effect. Methods: sample size calculation.",
		"GRADE 6 and GRADE 34 (optimal information size)",
	},
	{
		appraisal.QLongEnough, appraisal.FollowUp,
		"Were the arms compared at the time the claim speaks of: early enough for an onset, long enough for a duration?",
		"Methods: schedule of assessments, end of the randomised phase, crossover. Figures: last point with both arms.",
		"Newcastle–Ottawa Scale, outcome 2; convention",
	},
	{
		appraisal.QNearlyAll, appraisal.Attrition,
		"Was the outcome observed in all, or nearly all, who were randomised?",
		"Flow diagram and the numbers beside the result. Imputed values count as missing.",
		"RoB 2, 3.1",
	},
	{
		appraisal.QNotBiased, appraisal.Attrition,
		"If not: is there evidence that the missing outcomes did not bias the result?",
		"Methods and supplement: sensitivity analyses that assume worse outcomes among those lost. Carrying the last observation forward is no such evidence.",
		"RoB 2, 3.2",
	},
	{
		appraisal.QReasonsUnrelated, appraisal.Attrition,
		"If not: are the reasons for loss documented and unrelated to the outcome?",
		"Flow diagram: reasons such as moving away or a broken device.",
		"RoB 2, 3.3",
	},
	{
		appraisal.QReasonsDiffer, appraisal.Attrition,
		"If not: are losses likely to be related to the outcome, or do reasons or numbers differ between the arms?",
		"Flow diagram: lack of effect, side effects, worsening, by arm.",
		"RoB 2, 3.4",
	},
}
