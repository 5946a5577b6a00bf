package starter

import (
	"fmt"
	"path"
	"slices"

	"claimgrade/appraisal"
)

func (r *reading) readClaims() error {
	names, err := jsonFiles(r.files, path.Join(root, "claims"))
	if err != nil {
		return err
	}
	for _, name := range names {
		var f claimFile
		if err := decode(r.files, name, &f); err != nil {
			return err
		}
		for i, c := range f.Claims {
			if err := r.claim(name, fmt.Sprintf("claims[%d]", i), c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *reading) claim(file, at string, c claim) error {
	own := fmt.Sprintf("claim/%s/%d", c.Key, c.Part)
	document, known := r.documents[c.Document]
	switch {
	case c.Key == "" || r.claims[own]:
		return wrong(file, at, "a claim needs a key, and each part of it a number of its own.")
	case !known:
		return wrong(file, at+".document", "there is no document %q.", c.Document)
	case c.Part > 0 && !r.claims[fmt.Sprintf("claim/%s/%d", c.Key, c.Part-1)]:
		return wrong(file, at+".part", "part %d does not follow part %d.", c.Part, c.Part-1)
	}
	out := appraisal.Claim{
		UID: uid(own), Key: c.Key, Part: c.Part, DocumentUID: document,
		Label: c.Label, Wording: c.Wording, Text: c.Text, Place: c.Place, AsOf: c.AsOf, Family: c.Family, Coding: c.Coding,
		Kind: c.Kind, Population: c.Population, Intervention: c.Intervention, Comparator: c.Comparator, Outcome: c.Outcome,
		Effect: appraisal.Effect(c.Effect), Evidence: appraisal.Evidence(c.Evidence), Citation: appraisal.Citation(c.Citation),
	}
	if c.Part > 0 {
		out.ParentUID = uid("claim/" + c.Key + "/0")
	}
	if s := c.Evidence.SubjectUID; s != "" {
		t, known := r.trials[s]
		if !known {
			return wrong(file, at+".evidence.subject", "there is no trial %q.", s)
		}
		out.Evidence.SubjectUID = t.UID
	}
	if field, bad := unknownWord(out); bad != "" {
		return wrong(file, at+"."+field, "%q is not one of the words allowed here.", bad)
	}
	if err := out.Validate(); err != nil {
		return wrong(file, at, "%s", err)
	}
	r.claims[own] = true
	r.content.Claims = append(r.content.Claims, out)
	for i, l := range c.Links {
		if err := r.link(file, fmt.Sprintf("%s.links[%d]", at, i), own, i, l); err != nil {
			return err
		}
	}
	return nil
}

func (r *reading) link(file, at, ownClaim string, position int, l link) error {
	t, known := r.trials[l.TrialUID]
	if !known {
		return wrong(file, at+".trial", "there is no trial %q.", l.TrialUID)
	}
	key := l.TrialUID + "/" + l.ResultUID
	out := appraisal.Link(l)
	out.UID, out.ClaimUID, out.TrialUID, out.Position = uid("link/"+ownClaim+"/"+key), uid(ownClaim), t.UID, position
	if l.ResultUID != "" {
		if out.ResultUID, known = r.results[key]; !known {
			return wrong(file, at+".result", "the trial %s has no result %q.", l.TrialUID, l.ResultUID)
		}
	}
	for _, w := range []struct {
		field string
		ok    bool
	}{
		{"relation", allowed(l.Relation, appraisal.Relations)},
		{"coder", allowed(l.Coder, appraisal.Relations)},
		{"pico", allowed(l.PICO, []appraisal.PICOMatch{appraisal.PICONone, appraisal.PICOSome, appraisal.PICOMajor})},
	} {
		if !w.ok {
			return wrong(file, at+"."+w.field, "that is not one of the words allowed here.")
		}
	}
	switch {
	case r.links[out.UID]:
		return wrong(file, at, "the same result is linked twice.")
	case l.Relation != "" && l.Reason == "":
		return wrong(file, at, "a relation other than the derived one needs its reason.")
	}
	r.links[out.UID] = true
	r.content.Links = append(r.content.Links, out)
	return nil
}

// allowed reports whether a word is empty or one of the list.
func allowed[T comparable](word T, of []T) bool {
	var none T
	return word == none || slices.Contains(of, word)
}

// unknownWord returns the field and the word of a claim that stands where only certain words may, or "".
func unknownWord(c appraisal.Claim) (field, word string) {
	e, v := c.Effect, c.Evidence
	construct, _ := appraisal.FieldOf(appraisal.FieldConstruct)
	checks := []struct {
		field, word string
		ok          bool
	}{
		{"effect.kind", string(e.Kind), allowed(e.Kind, appraisal.EffectKinds)},
		{"effect.construct", e.Construct, allowed(e.Construct, construct.Choices)},
		{"effect.measure", string(e.Measure), allowed(e.Measure, appraisal.Measures)},
		{"effect.assertiveness", string(e.Assertiveness), allowed(e.Assertiveness, []appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic})},
		{"effect.magnitude", string(e.Magnitude), allowed(e.Magnitude, []appraisal.Magnitude{appraisal.AnySize, appraisal.Important, appraisal.Large})},
		{"effect.horizon", string(e.Horizon), allowed(e.Horizon, appraisal.Horizons)},
		{"evidence.form", string(v.Form), allowed(v.Form, []appraisal.EvidenceForm{appraisal.FormShare, appraisal.FormRank, appraisal.FormCount, appraisal.FormAbsence})},
		{"evidence.domain", string(v.Domain), allowed(v.Domain, appraisal.Domains)},
		{"evidence.quantifier", string(v.Quantifier), allowed(v.Quantifier, []appraisal.Quantifier{appraisal.All, appraisal.Most, appraisal.Many, appraisal.Some, appraisal.Few, appraisal.None})},
		{"evidence.construct", v.Construct, allowed(v.Construct, construct.Choices)},
		{"citation.finding", string(c.Citation.Finding), allowed(c.Citation.Finding, appraisal.CitationFindings)},
	}
	for _, level := range v.Levels {
		checks = append(checks, struct {
			field, word string
			ok          bool
		}{"evidence.levels", string(level), allowed(level, appraisal.Ratings)})
	}
	for _, x := range slices.Concat(v.Frame, v.Meets) {
		_, known := appraisal.FieldOf(x.Field)
		ops := []string{"is", "is-not", "at-least", "at-most", "one-of"}
		checks = append(checks, struct {
			field, word string
			ok          bool
		}{"evidence.frame", string(x.Field) + " " + x.Op, known && slices.Contains(ops, x.Op)})
	}
	for _, x := range checks {
		if !x.ok {
			return x.field, x.word
		}
	}
	return "", ""
}
