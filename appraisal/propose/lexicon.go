package propose

import "strings"

// The lists hold the words of psychiatry that a sentence is likely to use. They are short on purpose: what a library
// knows by name is added to them, and a name that is not listed is found by the pattern around it.

var treatments = list(strings.Join([]string{
	"esketamine|arketamine|ketamine|psilocybin|mdma|lsd|ayahuasca|naltrexone|lithium|lamotrigine|valproate|quetiapine|aripiprazole",
	"olanzapine|risperidone|clozapine|brexpiprazole|cariprazine|lumateperone|haloperidol|brexanolone|zuranolone|dextromethorphan",
	"fluoxetine|sertraline|paroxetine|citalopram|escitalopram|venlafaxine|desvenlafaxine|duloxetine|mirtazapine|bupropion|agomelatine",
	"vortioxetine|amitriptyline|nortriptyline|imipramine|clomipramine|trazodone|nitrous oxide|botulinum toxin|methylphenidate|lisdexamfetamine",
	"atomoxetine|buprenorphine|methadone|diazepam|lorazepam|pregabalin|melatonin|omega 3|bright light therapy|light therapy",
	"ssri|ssris|snri|snris|antidepressant|antidepressants|oral antidepressant|oral antidepressants|antipsychotic|antipsychotics|mood stabilisers",
	"ect|electroconvulsive therapy|tms|rtms|transcranial magnetic stimulation|repetitive transcranial magnetic stimulation|theta burst stimulation",
	"tdcs|deep brain stimulation|vagus nerve stimulation|cbt|cognitive behavioural therapy|cognitive behavioral therapy|psychotherapy",
	"interpersonal therapy|behavioural activation|behavioral activation|mindfulness|exercise|problem solving therapy|exposure therapy|emdr",
}, "|"))

// controls are what a treatment is compared with; a drug among them may also be a treatment elsewhere.
var controls = list("active placebo|placebo|saline|sham|sham stimulation|midazolam|usual care|treatment as usual|standard care|standard treatment|" +
	"usual treatment|waiting list|waitlist|wait list|no treatment|control group|control groups|control condition|controls|control|attention control|psychoeducation|supportive therapy")

// qualifiers stand before the name of a treatment and belong to it, tails after it.
var (
	qualifiers = list("iv|intravenous|oral|intranasal|subcutaneous|intramuscular|sublingual|single|repeated|serial|low|high|dose|standard|reduced|full|" +
		"racemic|adjunctive|augmentation|maintenance|daily|weekly|twice|thrice|unilateral|bilateral|right|active|inert|newly|started|added|continued|extended|release|saline|" +
		"normal|prolonged|inhaled|transdermal|one|two|three|four|five|six|eight|ten|twelve|online|group|individual|brief|course|of|infusion|infusions|injection|injections|doses|a|an|the")
	tails = list("infusion|infusions|injection|injections|nasal|spray|monotherapy|augmentation|treatment|therapy|alone|course|courses|tablets|" +
		"hydrochloride|mg|kg|µg|g|mcg|per|day|twice|once|weekly|daily|assisted|sessions")
)

// conditions are the diagnoses.
var conditions = list("treatment resistant depression|treatment resistant major depression|treatment refractory depression|resistant depression|" +
	"treatment resistant major depressive disorder|major depressive disorder|major depression|bipolar depression|unipolar depression|psychotic depression|" +
	"postnatal depression|postpartum depression|late life depression|geriatric depression|severe depression|moderate depression|depression|depressive disorder|dysthymia|" +
	"trd|mdd|bipolar disorder|bipolar i disorder|bipolar ii disorder|mania|schizophrenia|psychosis|first episode psychosis|" +
	"generalised anxiety disorder|generalized anxiety disorder|gad|social anxiety disorder|panic disorder|post traumatic stress disorder|ptsd|" +
	"obsessive compulsive disorder|ocd|adhd|attention deficit hyperactivity disorder|autism|anorexia nervosa|bulimia nervosa|binge eating disorder|" +
	"alcohol use disorder|opioid use disorder|cocaine use disorder|alcohol dependence|borderline personality disorder|dementia|insomnia")

// people are the nouns of those who took part.
var people = list("patients|patient|people|persons|adults|inpatients|outpatients|participants|women|men|children|adolescents|teenagers|veterans|" +
	"subjects|individuals|volunteers|responders|remitters|students|mothers|carers|those|youth|sufferers|elderly")

// outcomeWords are what is measured, by its construct. A good one is better when it is higher.
var outcomeWords = list(`depression severity: depression scores|depression score|depression severity|depressive symptoms|depressive symptom|severity of depression|depressive symptomatology|symptoms of depression|depression ratings|depression rating scores|symptom severity|depressive severity|mood|depressed mood|low mood
response: response|responses|response rate|response rates|responded|responder rate|responder rates
remission: remission|remissions|remission rate|remission rates|remitted|full remission
relapse: relapse|relapses|relapse rate|relapse rates|relapsed|relapsing|recurrence|recurrences|risk of relapse|time to relapse
suicidal ideation: suicidal ideation|suicidal thoughts|suicidal thinking|thoughts of suicide|suicidality|suicidal feelings
suicidal events: suicide|suicides|suicide attempts|suicidal behaviour|suicidal behavior|attempted suicide|suicidal acts|self harm
cognition: cognition|cognitive function|cognitive functioning|cognitive performance|cognitive impairment|memory|thinking|attention|memory loss|cognitive side effects
quality of life: quality of life|wellbeing|well being
cost-effectiveness: cost effectiveness|costs|value for money
dissociation: dissociation|dissociative symptoms|dissociative effects
anxiety: anxiety|anxiety symptoms|symptoms of anxiety|anxiety scores|worry
bladder symptoms: bladder symptoms|bladder injury|cystitis|bladder damage|urinary symptoms
misuse: misuse|abuse|addiction|dependence|craving|cravings
adverse events: adverse events|adverse event|adverse effects|side effects|side effect|nausea|vomiting|headache|headaches|dizziness|sedation|weight gain|weight|blood pressure|hypertension|akathisia|sexual dysfunction
serious adverse events: serious adverse events|serious adverse event|serious side effects|deaths|mortality|death
stopping for adverse events: discontinuation due to adverse events|discontinuations due to adverse events|dropout due to adverse events|stopping for adverse events|discontinuation because of adverse events
blinding: blinding|the blind|masking
other: hospitalisation|hospitalization|readmission|readmissions|functioning|social functioning|sleep|sleep quality|fatigue|pain|anhedonia|psychotic symptoms|positive symptoms|negative symptoms|manic symptoms|symptoms|drinking|heavy drinking days|abstinence|survival|disability`)

// good outcomes are better when there is more of them.
var good = map[string]bool{"response": true, "remission": true, "cognition": true, "quality of life": true, "cost-effectiveness": true}

var goodWords = list("functioning|sleep|sleep quality|abstinence|survival|mood|social functioning")

// instruments are scales as they are abbreviated, and some in full.
var instrumentWords = list("madrs|hamd|ham d|ham d 17|hamd 17|ham d17|hdrs|hdrs 17|hdrs 21|hrsd|hrsd 17|hrsd 21|hrsd 24|bdi|bdi ii|phq 9|qids|qids sr|qids c|ids|ids c|ids sr|cgi|cgi s|cgi i|" +
	"panss|bprs|ymrs|gad 7|ham a|hama|bai|ssi|bss|c ssrs|cssrs|cadss|caps|caps 5|pcl 5|y bocs|ybocs|eq 5d|sf 36|gaf|whodas|epds|hads|stai|isi|mmse|moca|" +
	"montgomery åsberg depression rating scale|montgomery asberg depression rating scale|hamilton depression rating scale|hamilton rating scale for depression|beck depression inventory|clinical global impression|patient health questionnaire")
