package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// thresholdRow is a set as it is stored: its numbers by their keys, as a JSON object.
type thresholdRow struct {
	uid, name, numbers string
}

func thresholdColumns(r *thresholdRow) []column {
	return []column{
		{name: "uid", at: &r.uid},
		{name: "name", at: &r.name},
		{name: "numbers", at: &r.numbers},
	}
}

// thresholdUse is the one row that says which set is in force.
type thresholdUse struct {
	uid, builtIn, set string
}

// usedThresholds is the uid of that row.
const usedThresholds = "thresholds"

func thresholdUseColumns(u *thresholdUse) []column {
	return []column{
		{name: "uid", at: &u.uid},
		{name: "built_in", at: &u.builtIn},
		{name: "set_uid", at: &u.set, optional: true},
	}
}

var (
	thresholdTable    = newTable(EntityThresholds, thresholdColumns(new(thresholdRow)), "all")
	thresholdUseTable = newTable(EntityThresholdUse, thresholdUseColumns(new(thresholdUse)), "")
)

// ThresholdSet is a set of the user's own.
type ThresholdSet struct {
	UID string
	appraisal.Thresholds
	Problem error // why the numbers in the file cannot be used; the set has then only its name
}

// Thresholds are the sets of a library.
type Thresholds struct {
	Own     []ThresholdSet
	InForce string // the name of a built-in set or the uid of an own one
}

// Set returns the set in force, nil for the default one, or why it cannot be used.
func (t Thresholds) Set() (*appraisal.Thresholds, error) {
	if t.InForce == appraisal.DefaultSet {
		return nil, nil
	}
	if set, ok := appraisal.BuiltIn(t.InForce); ok {
		return &set, nil
	}
	for _, own := range t.Own {
		switch {
		case own.UID != t.InForce:
		case own.Problem != nil:
			return nil, own.Problem
		default:
			return &own.Thresholds, nil
		}
	}
	return nil, &appraisal.Error{Code: appraisal.CodeCorrupt, Text: fmt.Sprintf(
		"The library is set to use the thresholds “%s”, which this program does not know. Choose another set in Thresholds, or open the library with the program that made it.", t.InForce)}
}

// PutThresholds adds or changes a set of the user's own and returns its uid.
func (b *Batch) PutThresholds(uid string, set appraisal.Thresholds) string {
	b.give(&uid)
	set.Name = strings.TrimSpace(set.Name)
	b.refuse(set.Validate())
	if slices.Contains(appraisal.ThresholdSets, strings.ToLower(set.Name)) {
		b.refuse(appraisal.Invalidf("name", "“%s” is a set that comes with the program. Give your own another name.", set.Name))
	}
	if b.err != nil { // JSON has no words for what is no number
		return uid
	}
	numbers, err := encodeThresholds(set)
	b.refuse(err)
	b.put(thresholdTable, thresholdColumns(&thresholdRow{uid, set.Name, numbers}), "The thresholds “"+set.Name+"” were not saved")
	return uid
}

// DeleteThresholds deletes a set of the user's own. If it was in force, the default set is from then on.
func (b *Batch) DeleteThresholds(uid string) {
	b.exec(`DELETE FROM threshold_use WHERE set_uid = ?1`, uid)
	b.remove(thresholdTable, uid, "The thresholds were not deleted")
}

// UseThresholds puts a set in force: the name of a built-in one or the uid of an own one.
func (b *Batch) UseThresholds(which string) {
	use := thresholdUse{uid: usedThresholds}
	switch {
	case which == appraisal.DefaultSet:
		b.exec(`DELETE FROM threshold_use WHERE uid = ?1`, usedThresholds)
		return
	case slices.Contains(appraisal.ThresholdSets, which):
		use.builtIn = which
	case which == "":
		b.refuse(appraisal.Invalid("thresholds", "No set of thresholds is named. Choose one."))
	default:
		use.set = which
	}
	b.put(thresholdUseTable, thresholdUseColumns(&use), "The thresholds were not put in force")
}

// Thresholds returns the user's own sets, in the order in which they were added, and which set is in force.
func (l *Library) Thresholds(ctx context.Context) (Thresholds, error) {
	var t Thresholds
	err := l.read(ctx, func(q querier) (err error) {
		t, err = thresholds(q)
		return err
	})
	if err != nil {
		return Thresholds{}, fail("The thresholds could not be read", err)
	}
	return t, nil
}

func thresholds(q querier) (Thresholds, error) {
	t := Thresholds{InForce: appraisal.DefaultSet}
	var (
		row thresholdRow
		use thresholdUse
	)
	columns := thresholdColumns(&row)
	err := q.each(`SELECT `+list("t", columns)+` FROM threshold_set t ORDER BY t.position, t.uid`, nil, targets(columns), func() {
		own := ThresholdSet{UID: row.uid}
		own.Thresholds, own.Problem = decodeThresholds(row)
		t.Own = append(t.Own, own)
	})
	if err != nil {
		return Thresholds{}, err
	}
	columns = thresholdUseColumns(&use)
	err = q.each(`SELECT `+list("u", columns)+` FROM threshold_use u`, nil, targets(columns), func() { t.InForce = use.builtIn + use.set })
	return t, err
}

// inForce reads the set that a dossier is judged by; nil is the default one.
func inForce(q querier) (*appraisal.Thresholds, error) {
	t, err := thresholds(q)
	if err != nil {
		return nil, err
	}
	return t.Set()
}

func encodeThresholds(set appraisal.Thresholds) (string, error) {
	numbers := make(map[string]float64, len(appraisal.ThresholdList))
	for _, x := range appraisal.ThresholdList {
		numbers[x.Key] = *x.Of(&set)
	}
	text, err := json.Marshal(numbers) // by key, so that equal sets are equal texts
	return string(text), err
}

// decodeThresholds wants every number and none that it does not know: a number that is guessed, or left out, would
// judge claims by a set that nobody chose.
func decodeThresholds(row thresholdRow) (appraisal.Thresholds, error) {
	set := appraisal.Thresholds{Name: row.name}
	damaged := func(why string) (appraisal.Thresholds, error) {
		return appraisal.Thresholds{Name: row.name}, &appraisal.Error{Code: appraisal.CodeCorrupt, Text: fmt.Sprintf(
			"The thresholds “%s” cannot be used: %s. Use another set in Thresholds, or open a backup of the library.", row.name, why)}
	}
	numbers := map[string]*float64{}
	if err := json.Unmarshal([]byte(row.numbers), &numbers); err != nil {
		return damaged("their numbers in the file are damaged")
	}
	for _, x := range appraisal.ThresholdList {
		n, known := numbers[x.Key]
		if !known || n == nil {
			return damaged(fmt.Sprintf("the number “%s” is missing in the file", x.Label))
		}
		*x.Of(&set) = *n
		delete(numbers, x.Key)
	}
	for key := range numbers {
		return damaged(fmt.Sprintf("the file holds a number “%s” that this program does not know", key))
	}
	if err := set.Validate(); err != nil {
		return damaged(strings.TrimSuffix(err.Error(), "."))
	}
	return set, nil
}

// checkThresholds names the sets that cannot be used.
func (l *Library) checkThresholds(ctx context.Context) ([]Problem, error) {
	t, err := l.Thresholds(ctx)
	if err != nil {
		return nil, err
	}
	var all []Problem
	known := slices.Contains(appraisal.ThresholdSets, t.InForce)
	for _, own := range t.Own {
		known = known || own.UID == t.InForce
		if own.Problem != nil {
			all = append(all, Problem{Area: "thresholds", Entity: EntityThresholds, UID: own.UID, Text: own.Problem.Error()})
		}
	}
	if !known {
		_, err := t.Set()
		all = append(all, Problem{Area: "thresholds", Entity: EntityThresholdUse, UID: usedThresholds, Text: err.Error()})
	}
	return all, nil
}
