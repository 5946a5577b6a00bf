package rules

// The rules over trials: from their estimates and ratings to the pool, the certainty and the verdict.
const (
	P1 ID = "P-1"
	P2 ID = "P-2"
	P3 ID = "P-3"
	P4 ID = "P-4"
	P5 ID = "P-5"
	P6 ID = "P-6"
	P7 ID = "P-7"

	P8  ID = "P-8"
	P9  ID = "P-9"
	P10 ID = "P-10"
	P11 ID = "P-11"
	P12 ID = "P-12"
	P13 ID = "P-13"
	P14 ID = "P-14"
	P15 ID = "P-15"

	C0  ID = "C-0"
	CB0 ID = "C-B0"
	CB1 ID = "C-B1"
	CB2 ID = "C-B2"
	CB3 ID = "C-B3"
	CB4 ID = "C-B4"
	CB5 ID = "C-B5"
	CB6 ID = "C-B6"
	CI0 ID = "C-I0"
	CI1 ID = "C-I1"
	CI2 ID = "C-I2"
	CI3 ID = "C-I3"
	CI9 ID = "C-I9"
	CD  ID = "C-D"
	CD0 ID = "C-D0"
	CP0 ID = "C-P0"
	CP1 ID = "C-P1"
	CP2 ID = "C-P2"
	CP3 ID = "C-P3"
	CU  ID = "C-U"
	CK1 ID = "C-K1"
	CX1 ID = "C-X1"
	CX2 ID = "C-X2"
	CX3 ID = "C-X3"

	W1 ID = "W-1"
	W2 ID = "W-2"
	W3 ID = "W-3"
	W4 ID = "W-4"

	V0  ID = "V-0"
	V1  ID = "V-1"
	V2  ID = "V-2"
	V3  ID = "V-3"
	V4  ID = "V-4"
	V5  ID = "V-5"
	V6  ID = "V-6"
	V7  ID = "V-7"
	V8  ID = "V-8"
	V9  ID = "V-9"
	V10 ID = "V-10"
	V11 ID = "V-11"
	V12 ID = "V-12"
	V13 ID = "V-13"
	V14 ID = "V-14"
	V15 ID = "V-15"
	V16 ID = "V-16"
	V17 ID = "V-17"

	N1 ID = "N-1"
	N2 ID = "N-2"
	N3 ID = "N-3"
	N4 ID = "N-4"

	E0  ID = "E-0"
	E1  ID = "E-1"
	E2  ID = "E-2"
	E3  ID = "E-3"
	E4  ID = "E-4"
	E5  ID = "E-5"
	E6  ID = "E-6"
	E7  ID = "E-7"
	E8  ID = "E-8"
	E9  ID = "E-9"
	E10 ID = "E-10"
	E11 ID = "E-11"
	E12 ID = "E-12"
	E13 ID = "E-13"
	E14 ID = "E-14"

	R1 ID = "R-1"
	R2 ID = "R-2"
	R3 ID = "R-3"
	R4 ID = "R-4"
	R5 ID = "R-5"
	R6 ID = "R-6"
	R7 ID = "R-7"

	D0 ID = "D-0"
	D1 ID = "D-1"
	D2 ID = "D-2"
)

// judgementCatalogues are the rules over trials, in the order in which they are tried.
var judgementCatalogues = [][]Rule{setRules, poolRules, overruleRules, certaintyRules, wordingRules, verdictRules, notShownRules, evidenceRules, reportRules, durationRules}

const (
	sourceREML    = "metafor (restricted maximum likelihood by Fisher scoring); Cochrane, random-effects notice 2025"
	sourceBias    = "Cochrane Handbook, table 12.2.d (as PMC5393017 adapts it); Core GRADE 4 (BMJ 2025)"
	sourcePrecise = "GRADE guidance 34 (2022); Core GRADE 2 (BMJ 2025;389:e081904); one level a threshold: convention"
	sourceSize    = "GRADE guidelines 6 (2011), optimal information size"
	sourceCross   = "CINeMA (thresholds crossed by the interval); beyond sampling error: convention"
	// sourceVariants is the chapter on trials that are not two parallel groups of people.
	sourceVariants = "convention, after Cochrane Handbook 6, chapter 23"
	sourceSpin     = "Lazarus 2015 (BMC Med Res Methodol 15:85), kinds of spin; convention"
)

var poolRules = []Rule{
	{P1, "Trials of one outcome on one scale are pooled with random effects: restricted maximum likelihood for the variance between trials, weights by inverse variance.", sourceREML},
	{P2, "Five trials or more that vary, or three or four whose I² is at least 40 %: the interval of Hartung and Knapp, never narrower than Wald's.", "Röver 2015 (PMC4647507); from five trials on, and I² of 40 %: convention"},
	{P3, "Fewer trials, or no variance between them: Wald's interval, by the normal distribution.", convention},
	{P4, "The interval of the pool decides what the trials show: an effect, none that matters, the opposite, or a leaning only. For claims of no difference: the same, different, or open.", "Core GRADE 2 (BMJ 2025;389:e081904); convention"},
	{P5, "Without estimates the directions count. An effect: a sign test below .05, or fewer than six trials, all of one direction, at least two of them with a two-sided p below .05. Otherwise more than half of the trials make a leaning, equal numbers a tie.", "Boon & Thomson 2021 (Res Synth Methods 12:29); convention"},
	{P6, "Trials without an estimate are left out of a pool of estimates.", convention},
	{P7, "A rating that nobody has extracted counts as Some concerns and makes the verdict provisional.", convention},
	{P8, "Several results of one trial, be they of other arms, times or reports: one counts, the one nearest the claim's time, then the larger, then the first by identity. So a control arm that several comparisons share counts once.", sourceVariants + " (which would rather combine arms)"},
	{P9, "Records that share a registry number are one trial reported twice: it counts once.", "convention, after Cochrane Handbook 6, chapters 4 and 5 (the study is the unit, not the report)"},
	{P10, "A crossover trial analysed within each person, or by its first period alone: its interval is taken as it is.", sourceVariants + ", crossover trials"},
	{P11, "A crossover trial analysed as if parallel, or nobody knows how: used, with a flag. What could be wrong makes the interval too wide, so the trial weighs too little.", sourceVariants + ", crossover trials (unit of analysis)"},
	{P12, "A cluster trial whose interval takes clustering into account: taken as it is.", sourceVariants + ", cluster trials"},
	{P13, "A cluster trial analysed as if people were allotted one by one, with cluster size m and intracluster correlation ICC known: the standard error is multiplied by √(1 + (m − 1) · ICC), the people are divided by its square.", sourceVariants + ", cluster trials (design effect)"},
	{P14, "A cluster trial not known to take clustering into account, without cluster size or intracluster correlation: its precision is overstated by an unknown amount, so it is left out of a pool of estimates.", sourceVariants + ", cluster trials (unit of analysis error)"},
	{P15, "A factorial trial is read at its margins, as if neither treatment changed what the other does: used, with a flag.", sourceVariants + ", factorial trials"},
}

var certaintyRules = []Rule{
	{C0, "Randomised trials start at High certainty, other studies at Low.", "GRADE guidelines 9 (2011)"},
	{CB6, "A blinding rating counts one step better where the expected direction of bias runs against what the trial shows: failed blinding can inflate an effect, it cannot explain that there is none. Never in a pool that shows the effect.", convention},
	{CB3, "Every trial is at High in both blinding and attrition: −2.", sourceBias + "; −2: convention"},
	{CB2, "Trials at high risk of bias hold at least half of the weight, the others do not show what all show together: −2.", sourceBias + "; half of the weight: convention"},
	{CB1, "Trials at high risk of bias hold at least half of the weight: −1.", sourceBias + "; half of the weight: convention"},
	{CB4, "Trials at high risk of bias hold less than half of the weight, but without them the estimate moves by more than half the smallest difference that matters, or the finding changes: −1, and the others decide the verdict.", sourceBias + "; half the difference: convention"},
	{CB5, "Trials whose blinding is not Low hold at least three quarters of the weight: −1.", sourceBias + "; three quarters: convention"},
	{CB0, "No deduction for risk of bias.", sourceBias},
	{CP1, "One level for every threshold inside the interval of sampling error, three at most; with directions only, one level, or two with fewer than six trials or too few people.", sourcePrecise},
	{CP2, "Fewer than 0.3 of the people that one well-powered trial would need: −2.", sourceSize + "; 0.3: convention"},
	{CP3, "Fewer people than one well-powered trial would need: −1.", sourceSize},
	{CP0, "No deduction for imprecision.", sourcePrecise},
	{CI9, "Inconsistency cannot be assessed: one trial, or directions only.", convention},
	{CI2, "Two to four trials: the intervals of two of them, each with a tenth of the weight, do not overlap: −1; −2 if one lies above 0 and the other below.", "Core GRADE 3 (BMJ 2025); a tenth of the weight, and −2: convention"},
	{CI3, "Two to four trials: thresholds inside the pool's interval that sampling error alone does not reach: −1 each, two at most.", sourceCross},
	{CI1, "Five trials or more: thresholds inside the prediction interval that sampling error alone does not reach: −1 each, two at most.", sourceCross},
	{CI0, "No deduction for inconsistency.", "Core GRADE 3 (BMJ 2025)"},
	{CD, "Follow-up too short for the claim, or people, treatments or outcomes other than the claim's, by the weight they hold: −1 or −2.", "GRADE guidelines 7 (duration of follow-up); points and weights: convention"},
	{CD0, "No deduction for indirectness.", "GRADE guidelines 7"},
	{CU, "Publication bias is suspected, or ten trials or more have an asymmetric funnel (Egger's test, p below .10): −1.", "Core GRADE 4 (BMJ 2025); ten trials and .10: convention, after Egger 1997"},
	{CK1, "One trial with fewer people than one well-powered trial would need: Moderate at most.", convention},
	{CX1, "Randomisation, concealment and selective reporting were not considered: Moderate at most.", convention},
	{CX2, "The trials do not come from a stated search: Moderate at most.", convention},
	{CX3, "The pooled trials hold fewer than half of the people randomised in all linked trials of an effect: Low at most.", convention},
}

var wordingRules = []Rule{
	{W1, "Size, where the claim asserts one: met if the whole interval reaches it, probable if the estimate does, not met if the interval stays below, else uncertain; untested without estimates.", convention},
	{W2, "Time: met if trials with follow-up at Low hold half of the weight, partly met if those at Low and Some concerns do, else untested.", convention},
	{W3, "Scope: untested if trials far from the claim hold half of the weight, partly met if those at some distance do, else met.", convention},
	{W4, "\"Nearly all\": met if the lower limit of the share is above 0.8, not met if the upper limit is not, else uncertain; untested without counts.", convention},
}

var verdictRules = []Rule{
	{V0, "No linked result can be used: cannot be judged.", convention},
	{V1, "The opposite is shown, at Low certainty or better: contradicted.", convention},
	{V2, "The opposite is shown, but at Very low certainty: cannot be judged.", convention},
	{V3, "No effect that matters is shown, at Moderate certainty or better: contradicted.", convention},
	{V4, "No effect that matters is shown, at Low certainty: not supported.", convention},
	{V5, "No effect that matters is shown, but at Very low certainty: cannot be judged.", convention},
	{V6, "The trials only lean, at Very low certainty: cannot be judged.", convention},
	{V7, "The trials lean to a claim that is hedged: partly supported.", convention},
	{V8, "The trials only lean: not supported.", convention},
	{V9, "Shown, but at Very low certainty even for a hedged claim: cannot be judged.", convention},
	{V10, "Shown, but a size, time or scope that the claim asserts is not met or not tested: overstated.", sourceSpin},
	{V11, "Shown, but certainty is two levels or more below what the wording requires: overstated.", sourceSpin},
	{V12, "Shown, but certainty is one level below what the wording requires, or part of what it asserts is met in part: partly supported.", convention},
	{V13, "Shown as worded: supported.", convention},
	{V14, "A difference beyond the margin is shown, at Low certainty or better: contradicted.", convention},
	{V15, "The interval still holds a difference that matters: absence of evidence, not supported.", "Core GRADE 2 (BMJ 2025;389:e081904); convention"},
	{V16, "A claim of no difference at Very low certainty: cannot be judged.", convention},
	{V17, "As many trials for the claim as against it: not supported.", convention},
}

var notShownRules = []Rule{
	{N1, "The effect cannot be judged, is not supported or is contradicted, or no trial measured it: that it is not shown is supported.", convention},
	{N2, "The effect is partly supported or overstated: that it is not shown is partly supported.", convention},
	{N3, "The effect is supported at Moderate certainty or better: that it is not shown is contradicted.", convention},
	{N4, "The effect is supported below Moderate certainty: that it is not shown is partly supported.", convention},
}

const sourceShare = "Wilson's score interval; boundaries: convention"

var evidenceRules = []Rule{
	{E0, "Fewer than two trials can be counted, or what the claim counts is not known: cannot be judged.", convention},
	{E1, "The share meets the claim's word of number, and so does its whole interval with five trials or more, or the trials are all there are: supported.", sourceShare},
	{E2, "The share meets the claim's word of number, but few trials were counted or the interval does not: partly supported.", sourceShare},
	{E3, "The share does not meet the claim's word of number, nor does any of its interval; for all and none one counter-example does: contradicted.", sourceShare},
	{E4, "The share does not meet the claim's word of number, but its interval might: not supported.", sourceShare},
	{E5, "Largest, or in the top quarter: supported.", convention},
	{E6, "In the top half: partly supported.", convention},
	{E7, "Below the top half: contradicted.", convention},
	{E8, "As many trials as the claim says: supported.", convention},
	{E9, "More trials than the claim says: partly supported.", convention},
	{E10, "Fewer trials than the claim says, but with those not known, or not in the frame, it could be as many: not supported.", convention},
	{E11, "Fewer trials than the claim says, even with those not known, of all trials there are: contradicted.", convention},
	{E12, "At most a third of the trials have a controlled reading: supported.", convention},
	{E13, "More than a third have a controlled reading, and so says the whole interval; or the claim says none and one trial has: contradicted.", sourceShare},
	{E14, "More than a third have a controlled reading, but the interval reaches below: not supported.", sourceShare},
}

var reportRules = []Rule{
	{R1, "The source says it: accurate.", convention},
	{R2, "The source says part of it: partly accurate.", convention},
	{R3, "The source does not say it: inaccurate.", convention},
	{R4, "The source says the opposite: inaccurate.", convention},
	{R5, "There is no such source: misattributed.", convention},
	{R6, "Another source says it: misattributed.", convention},
	{R7, "The source was not obtained: cannot be judged.", convention},
}

var durationRules = []Rule{
	{D0, "Neither controlled differences around the stated time, nor a randomised withdrawal, nor counts of relapse: cannot be judged.", convention},
	{D1, "A limit on duration is read from controlled differences before and after the stated time, or from a randomised withdrawal.", convention},
	{D2, "Relapse counted in a single arm can make a limit on duration partly supported at most: most relapsed, by the lower limit of their share; nearly all needs a lower limit above 0.8.", "Wilson's score interval; convention"},
}
