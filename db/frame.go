package db

import (
	"slices"
	"strings"
	"unicode"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// needsLibrary reports whether a claim speaks of trials of the library beyond those that it links.
func needsLibrary(c appraisal.Claim) bool {
	return len(c.Evidence.Frame) > 0 && (c.Kind == appraisal.KindEvidence || c.Kind == appraisal.KindNotShown && c.Evidence.Form != "")
}

// speaking is the claim, if it speaks of trials of the library.
func speaking(c appraisal.Claim) []appraisal.Claim {
	if needsLibrary(c) {
		return []appraisal.Claim{c}
	}
	return nil
}

// framer finds the trials that claims speak of. Claims of one article often speak of the same.
type framer struct {
	q     querier
	known map[string][]string // uids by the conditions

	fields map[appraisal.FieldKey]bool // whose values are in the search index
}

// candidates are the uids of trials that may be in the frame of a claim: the rules decide on those that are. They meet
// what SQL can tell of each condition, which may be little, so that no trial of the frame is missing.
func (f *framer) candidates(c appraisal.Claim) ([]string, error) {
	var where, exists []string // the search index first: it knows most trials at once not to be meant
	args, atWords := []any{}, 0
	for _, x := range c.Evidence.Frame {
		args = append(args, string(x.Field))
		value := `f.value <> ''`
		if wanted := equals(x); wanted != nil {
			// Letters beyond ASCII are left to the rules, which know their capitals.
			value = `(f.value COLLATE NOCASE IN (?` + strings.Repeat(`, ?`, len(wanted)-1) + `) OR f.value GLOB '*[^ -~]*')`
			for _, w := range wanted {
				args = append(args, w)
			}
		}
		of := `FROM fact f WHERE f.trial_uid = t.uid AND `
		switch field, _ := appraisal.FieldOf(x.Field); field.Scope {
		case appraisal.OfArm:
			of = `FROM arm a JOIN fact f ON f.arm_uid = a.uid WHERE a.trial_uid = t.uid AND `
		case appraisal.OfResult:
			of = `FROM result r JOIN fact f ON f.result_uid = r.uid WHERE r.trial_uid = t.uid AND `
		}
		if words := f.searched(x); words != "" {
			where = append(where, `t.id IN (SELECT (rowid - 1) / 8 FROM search WHERE search MATCH ? AND rowid % 8 = 1)`)
			args = slices.Insert(args, atWords, any(words))
			atWords++
		}
		exists = append(exists, `EXISTS (SELECT 1 `+of+`f.field = ? AND f.status <> 'not-reported' AND `+value+`)`)
	}
	query := `SELECT t.uid FROM trial t WHERE ` + strings.Join(append(where, exists...), ` AND `) + ` ORDER BY t.position, t.uid`
	key := query + set(bound(args))
	if found, ok := f.known[key]; ok {
		return found, nil
	}
	found, uid := []string{}, ""
	err := f.q.each(query, args, []any{&uid}, func() { found = append(found, uid) })
	f.known[key] = found
	return found, err
}

// searched is a search that finds every trial of which a fact equals a value of the condition; "" where none can. Looking
// a drug up among a hundred thousand trials takes a tenth of the time that looking at the drug of each does.
func (f *framer) searched(c appraisal.Condition) string {
	if f.fields == nil {
		f.fields = map[appraisal.FieldKey]bool{}
		var k appraisal.FieldKey
		err := f.q.each(`SELECT field FROM search_field`, nil, []any{(*string)(&k)}, func() { f.fields[k] = true })
		if err != nil {
			return "" // the query itself will meet it, too
		}
	}
	if !f.fields[c.Field] {
		return ""
	}
	var phrases []string
	for _, v := range equals(c) {
		if !strings.ContainsFunc(v, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return "" // no words
		}
		phrases = append(phrases, `"`+strings.ReplaceAll(v, `"`, `""`)+`"`)
	}
	return strings.Join(phrases, " OR ")
}

// equals are the values of which a fact must have one to meet a condition, capitals aside; nil where SQL cannot tell.
func equals(c appraisal.Condition) []string {
	var values []string
	switch c.Op {
	case "is":
		values = []string{c.Value}
	case "one-of":
		for _, v := range strings.Split(c.Value, "|") {
			values = append(values, strings.TrimSpace(v))
		}
	}
	for _, v := range values {
		if strings.IndexFunc(v, func(r rune) bool { return r < ' ' || r > '~' }) >= 0 {
			return nil
		}
	}
	return values
}

// bound are the values of a query as texts, to tell queries apart.
func bound(args []any) []string {
	texts := make([]string, len(args))
	for i, a := range args {
		texts[i], _ = a.(string)
	}
	return texts
}

// framed are those of the candidates that a claim speaks of; each is in one of the places.
func framed(c appraisal.Claim, candidates []string, places ...map[string]appraisal.Trial) []appraisal.Trial {
	var found []appraisal.Trial
	for _, uid := range candidates {
		for _, trials := range places {
			if t, ok := trials[uid]; ok {
				if rules.Framed(t, c) {
					found = append(found, t)
				}
				break
			}
		}
	}
	return found
}
