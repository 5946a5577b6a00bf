package main

import (
	"encoding/json"
	"strings"

	"claimgrade/appraisal"
)

// thresholdSet is a set of thresholds as a case file gives it: the name of one that comes with the program, or an object
// with a name of its own and the numbers that differ from the default set.
type thresholdSet struct{ set *appraisal.Thresholds }

func (t *thresholdSet) fillFrom(v value, path string) error {
	switch v.kind {
	case text:
		set, ok := appraisal.BuiltIn(v.word)
		if !ok {
			return appraisal.Invalidf(path, "%q is no set that comes with the program. Allowed: %s, or an object with a name and the numbers that differ from the default.",
				v.word, strings.Join(appraisal.ThresholdSets, ", "))
		}
		t.set = &set
		return nil
	case object:
		return t.fillNumbers(v, path)
	}
	return v.wrong(path, object)
}

func (t *thresholdSet) fillNumbers(v value, path string) error {
	set, _ := appraisal.BuiltIn(appraisal.DefaultSet)
	set.Name = ""
	known, keys := map[string]appraisal.Threshold{}, []string{"name"}
	for _, x := range appraisal.ThresholdList {
		known[x.Key], keys = x, append(keys, x.Key)
	}
	for _, name := range v.names {
		at, member := join(path, name), v.members[name]
		x, ok := known[name]
		var err error
		switch {
		case name == "name":
			err = decodeAt(member, &set.Name, at)
		case !ok:
			err = appraisal.Invalidf(at, "There is no threshold of this name. Allowed: %s.", strings.Join(keys, ", "))
		default:
			err = decodeAt(member, x.Of(&set), at)
		}
		if err != nil {
			return err
		}
	}
	if err := set.Validate(); err != nil {
		return within(err, path)
	}
	t.set = &set
	return nil
}

// MarshalJSON writes what fillFrom reads.
func (t thresholdSet) MarshalJSON() ([]byte, error) {
	if own, ok := appraisal.BuiltIn(t.set.Name); ok && own == *t.set {
		return json.Marshal(t.set.Name)
	}
	members := map[string]any{"name": t.set.Name}
	for _, x := range t.set.Changed() {
		members[x.Key] = *x.Of(t.set)
	}
	return json.Marshal(members)
}

// UnmarshalJSON reads a set that the program wrote.
func (t *thresholdSet) UnmarshalJSON(data []byte) error {
	v, err := parseJSON(data)
	if err != nil {
		return err
	}
	return t.fillFrom(v, "thresholds")
}
