package db

import (
	"context"
	"encoding/json"
	"strings"

	"claimgrade/appraisal"
)

func trialColumns(t *appraisal.Trial) []column {
	return []column{
		{name: "uid", at: &t.UID},
		{name: "key", at: &t.Key},
		{name: "name", at: &t.Name},
		{name: "notes", at: &t.Notes},
		{name: "notes_private", at: &t.NotesPrivate},
	}
}

func armColumns(trialUID *string, a *appraisal.Arm) []column {
	return []column{
		{name: "uid", at: &a.UID},
		{name: "trial_uid", at: trialUID},
		{name: "name", at: &a.Name},
		{name: "role", at: &a.Role},
	}
}

func resultColumns(trialUID *string, r *appraisal.Result) []column {
	return []column{
		{name: "uid", at: &r.UID},
		{name: "trial_uid", at: trialUID},
		{name: "name", at: &r.Name},
		{name: "experimental_uid", at: &r.ExperimentalUID, optional: true},
		{name: "control_uid", at: &r.ControlUID, optional: true},
	}
}

var (
	trialTable  = newTable(EntityTrial, trialColumns(new(appraisal.Trial)), "all")
	armTable    = newTable(EntityArm, armColumns(new(string), new(appraisal.Arm)), "trial_uid")
	resultTable = newTable(EntityResult, resultColumns(new(string), new(appraisal.Result)), "trial_uid")
)

// PutTrial adds or changes the name, key and notes of a trial and returns its uid. Its arms, results and facts are put
// one by one.
func (b *Batch) PutTrial(t appraisal.Trial) (uid string) {
	b.give(&t.UID)
	if strings.TrimSpace(t.Name) == "" {
		b.refuse(appraisal.Invalid("name", "The trial has no name. Enter a short one, such as Murrough 2013."))
	}
	b.put(trialTable, trialColumns(&t), "The trial “"+t.Name+"” was not saved")
	return t.UID
}

// DeleteTrial deletes a trial with its arms, results and facts, and the links and appraisals of them.
func (b *Batch) DeleteTrial(uid string) {
	b.deleteLinks(`trial_uid = ?1`, uid)
	b.exec(`DELETE FROM report WHERE trial_uid = ?1`, uid)
	b.exec(`DELETE FROM fact WHERE result_uid IN (SELECT uid FROM result WHERE trial_uid = ?1)`, uid)
	b.exec(`DELETE FROM fact WHERE arm_uid IN (SELECT uid FROM arm WHERE trial_uid = ?1)`, uid)
	b.exec(`DELETE FROM result WHERE trial_uid = ?1`, uid)
	b.exec(`DELETE FROM arm WHERE trial_uid = ?1`, uid)
	b.remove(trialTable, uid, "The trial was not deleted") // its own facts go last: the search row is then dropped once
}

// PutArm adds or changes the name and role of an arm and returns its uid. An arm stays with its trial.
func (b *Batch) PutArm(trialUID string, a appraisal.Arm) (uid string) {
	b.give(&a.UID)
	b.put(armTable, armColumns(&trialUID, &a), "The arm “"+a.Name+"” was not saved")
	return a.UID
}

// DeleteArm deletes an arm with its facts. Results that compare it lose it.
func (b *Batch) DeleteArm(uid string) {
	b.exec(`DELETE FROM fact WHERE arm_uid = ?1`, uid)
	b.remove(armTable, uid, "The arm was not deleted")
}

// PutResult adds or changes the name and arms of a result and returns its uid. A result stays with its trial.
func (b *Batch) PutResult(trialUID string, r appraisal.Result) (uid string) {
	b.give(&r.UID)
	b.put(resultTable, resultColumns(&trialUID, &r), "The result “"+r.Name+"” was not saved")
	return r.UID
}

// DeleteResult deletes a result with its facts, and the links to it with their appraisals.
func (b *Batch) DeleteResult(uid string) {
	b.deleteLinks(`result_uid = ?1`, uid)
	b.exec(`DELETE FROM fact WHERE result_uid = ?1`, uid)
	b.remove(resultTable, uid, "The result was not deleted")
}

// Trials returns all trials with their arms, results and facts, in the order in which they were added.
func (l *Library) Trials(ctx context.Context) ([]appraisal.Trial, error) {
	var all []appraisal.Trial
	err := l.read(ctx, func(q querier) (err error) {
		all, err = trials(q, nil)
		return err
	})
	if err != nil {
		return nil, fail("The trials could not be read", err)
	}
	return all, nil
}

// Trial returns one trial, or an error of CodeNotFound.
func (l *Library) Trial(ctx context.Context, uid string) (appraisal.Trial, error) {
	var found []appraisal.Trial
	err := l.read(ctx, func(q querier) (err error) {
		found, err = trials(q, []string{uid})
		return err
	})
	if err == nil {
		return one(found, "trial")
	}
	return appraisal.Trial{}, fail("The trial could not be read", err)
}

// set binds a set of uids as one parameter; its rows are `SELECT value FROM json_each(?)`.
func set(uids []string) string {
	text, _ := json.Marshal(uids) // strings always can be
	return string(text)
}

// trials reads whole trials in eight queries, whatever their number: those of the uids, or all if uids is nil.
func trials(q querier, uids []string) ([]appraisal.Trial, error) { return trialsWith(q, uids, nil) }

// trialsWith is trials with no facts but those of some fields, all if fields is nil.
func trialsWith(q querier, uids []string, fields []appraisal.FieldKey) ([]appraisal.Trial, error) {
	r := trialReader{index: map[string]int{}, only: fields}
	in := ` IN (SELECT value FROM json_each(?))`
	args := []any{set(uids)}
	if uids == nil {
		in, args = ` IS NOT NULL`, nil
	}
	for _, read := range []func(q querier, in string, args []any) error{r.readTrials, r.fewParts, r.readArms, r.readResults, r.readFacts} {
		if err := read(q, in, args); err != nil {
			return nil, err
		}
	}
	if r.astray != "" {
		return nil, errAstray(r.astray)
	}
	return r.trials, nil
}

// trialReader puts the rows of several queries together to trials.
type trialReader struct {
	trials []appraisal.Trial
	index  map[string]int // of a trial's uid
	facts  map[string]appraisal.Facts
	only   []appraisal.FieldKey // whose facts are read; nil for all
	astray string               // what was read and belongs to nothing that was, "an arm": the library is damaged
}

// owner is the trial that a row belongs to; nil for one that is not there.
func (r *trialReader) owner(uid string) *appraisal.Trial {
	if at, known := r.index[uid]; known {
		return &r.trials[at]
	}
	r.astray = "a part"
	return nil
}

func errAstray(what string) error {
	return &appraisal.Error{Code: appraisal.CodeCorrupt, Text: "The library is damaged, or another program has changed it: it holds " + what +
		" of a trial that is not in it. Open a backup of it."}
}

func (r *trialReader) readTrials(q querier, in string, args []any) error {
	r.facts = map[string]appraisal.Facts{}
	var t appraisal.Trial
	columns := trialColumns(&t)
	return q.each(`SELECT `+list("t", columns)+` FROM trial t WHERE t.uid`+in+` ORDER BY t.position, t.uid`,
		args, targets(columns), func() {
			t.Facts = r.factsOf(t.UID)
			r.index[t.UID] = len(r.trials)
			r.trials = append(r.trials, t)
		})
}

func (r *trialReader) readArms(q querier, in string, args []any) error {
	var (
		trial string
		a     appraisal.Arm
	)
	columns := armColumns(&trial, &a)
	return q.each(`SELECT `+list("a", columns)+` FROM arm a WHERE a.trial_uid`+in+` ORDER BY a.trial_uid, a.position, a.uid`,
		args, targets(columns), func() {
			if t := r.owner(trial); t != nil {
				a.Facts = r.factsOf(a.UID)
				t.Arms = append(t.Arms, a)
			}
		})
}

func (r *trialReader) readResults(q querier, in string, args []any) error {
	var (
		trial string
		x     appraisal.Result
	)
	columns := resultColumns(&trial, &x)
	return q.each(`SELECT `+list("r", columns)+` FROM result r WHERE r.trial_uid`+in+` ORDER BY r.trial_uid, r.position, r.uid`,
		args, targets(columns), func() {
			if t := r.owner(trial); t != nil {
				x.Facts = r.factsOf(x.UID)
				t.Results = append(t.Results, x)
			}
		})
}

// readFacts needs no order: facts are kept by field. A dossier has thousands of them, and to fetch a column costs more
// than to fetch a row; so each row comes as one text with divided fields (6 ms instead of 10 for 50 trials).
func (r *trialReader) readFacts(q querier, in string, args []any) error {
	var (
		f               appraisal.Fact
		subject, packed string
	)
	fields := targets(factColumns(&f), &subject)
	of := list("f", factColumns(&f))
	only := ""
	args = append([]any{divider}, args...)
	if r.only != nil {
		only = ` AND +f.field IN (SELECT value FROM json_each(?))` // the plus: to look through a trial's facts is quicker than to seek each
		text, _ := json.Marshal(r.only)
		args = append(args, string(text))
	}
	for _, query := range []string{
		`SELECT concat_ws(?, ` + of + `, f.trial_uid) FROM fact f WHERE f.trial_uid` + in,
		`SELECT concat_ws(?, ` + of + `, f.arm_uid) FROM arm a JOIN fact f ON f.arm_uid = a.uid WHERE a.trial_uid` + in,
		`SELECT concat_ws(?, ` + of + `, f.result_uid) FROM result r JOIN fact f ON f.result_uid = r.uid WHERE r.trial_uid` + in,
	} {
		err := q.each(query+only, args, []any{&packed}, func() {
			rest := packed
			for _, field := range fields {
				*field.(*string), rest, _ = strings.Cut(rest, divider)
			}
			if facts := r.facts[subject]; facts != nil {
				facts[f.Field] = f
			} else {
				r.astray = "a fact"
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *trialReader) factsOf(uid string) appraisal.Facts {
	facts := appraisal.Facts{}
	r.facts[uid] = facts
	return facts
}
