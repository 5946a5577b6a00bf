package ctgov

import (
	"bytes"
	"encoding/json"
	"strings"

	"claimgrade/db/exchange"
)

// entry is one element of a file: a study in the present form, one of the older interface in one of its wrappings, or a row
// of single fields.
type entry struct {
	study
	OldProtocol json.RawMessage `json:"ProtocolSection"`
	OldResults  json.RawMessage `json:"ResultsSection"`
	OldDerived  json.RawMessage `json:"DerivedSection"`
	Study       *sections       `json:"Study"`
	FullStudy   *struct {
		Study *sections `json:"Study"`
	} `json:"FullStudy"`
	fields

	misread []exchange.Warning
}

// sections are those of a study of the older interface.
type sections struct {
	Protocol json.RawMessage `json:"ProtocolSection"`
	Results  json.RawMessage `json:"ResultsSection"`
	Derived  json.RawMessage `json:"DerivedSection"`
}

// fields is a row of the older interface's table of single fields; each is a list.
type fields struct {
	NCTID          []scalar `json:"NCTId"`
	BriefTitle     []scalar `json:"BriefTitle"`
	OfficialTitle  []scalar `json:"OfficialTitle"`
	Acronym        []scalar `json:"Acronym"`
	Status         []scalar `json:"OverallStatus"`
	StudyType      []scalar `json:"StudyType"`
	Allocation     []scalar `json:"DesignAllocation"`
	Model          []scalar `json:"DesignInterventionModel"`
	Masking        []scalar `json:"DesignMasking"`
	MaskingText    []scalar `json:"DesignMaskingDescription"`
	WhoMasked      []scalar `json:"DesignWhoMasked"`
	Count          []scalar `json:"EnrollmentCount"`
	CountType      []scalar `json:"EnrollmentType"`
	Conditions     []scalar `json:"Condition"`
	Arms           []scalar `json:"ArmGroupLabel"`
	Sponsor        []scalar `json:"LeadSponsorName"`
	Summary        []scalar `json:"BriefSummary"`
	Primary        []scalar `json:"PrimaryOutcomeMeasure"`
	PrimaryTimes   []scalar `json:"PrimaryOutcomeTimeFrame"`
	Secondary      []scalar `json:"SecondaryOutcomeMeasure"`
	SecondaryTimes []scalar `json:"SecondaryOutcomeTimeFrame"`
	PMIDs          []scalar `json:"ReferencePMID"`
}

// asStudy is the entry as a study, and whether it is of the older interface.
func (e *entry) asStudy(path string) (study, bool) {
	old, at := sections{e.OldProtocol, e.OldResults, e.OldDerived}, path
	switch {
	case e.Study != nil:
		old, at = *e.Study, join(path, "Study")
	case e.FullStudy != nil && e.FullStudy.Study != nil:
		old, at = *e.FullStudy.Study, join(path, "FullStudy.Study")
	}
	switch {
	case old.Protocol != nil || old.Results != nil:
		return e.fromOld(old, at), true
	case e.fields.any():
		return e.fields.study(path), true
	}
	s := e.study
	s.places = placesOf(path)
	return s, false
}

// oldPlaces are the paths of the older interface.
func oldPlaces(root string) places {
	return places{
		root, join(root, "ProtocolSection.IdentificationModule"), join(root, "ProtocolSection.DesignModule.DesignInfo.DesignMaskingInfo"),
		join(root, "ProtocolSection.DesignModule.EnrollmentInfo"), join(root, "ResultsSection.ParticipantFlowModule"),
		join(root, "ResultsSection.OutcomeMeasuresModule.OutcomeMeasureList"),
	}
}

// fromOld gives the parts of an older record the names of the present form. Names of the older interface are unique
// throughout a record, so one table of names is enough.
func (e *entry) fromOld(old sections, path string) study {
	tree := map[string]any{}
	for name, raw := range map[string]json.RawMessage{"protocolSection": old.Protocol, "resultsSection": old.Results, "derivedSection": old.Derived} {
		var v any
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.UseNumber()
		if raw == nil || dec.Decode(&v) != nil || v == nil {
			continue
		}
		tree[name] = renamed(v)
	}
	s := study{places: oldPlaces(path)}
	b, err := json.Marshal(tree)
	if err == nil {
		err = json.Unmarshal(b, &s)
	}
	if err != nil {
		e.misread = append(e.misread, exchange.Warning{Path: path, Message: "Parts of this record are not what the registry writes there and were not read: " + strings.TrimPrefix(err.Error(), "json: ") + "."})
	}
	s.places = oldPlaces(path)
	return s
}

// renamed gives the objects of a tree their present names; what has none is not read.
func renamed(v any) any {
	switch x := v.(type) {
	case []any:
		for i := range x {
			x[i] = renamed(x[i])
		}
		return x
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, child := range x {
			name, known := names[k]
			if !known {
				continue
			}
			if inner, list := strings.CutSuffix(k, "List"); list {
				child = unwrapped(child, inner)
			}
			out[name] = renamed(child)
		}
		return out
	}
	return v
}

// unwrapped is the list within "OutcomeMeasureList": {"OutcomeMeasure": […]}.
func unwrapped(v any, inner string) any {
	m, ok := v.(map[string]any)
	if !ok {
		return v
	}
	child, ok := m[inner]
	if !ok {
		for k, c := range m { // ArmGroupInterventionList holds ArmGroupInterventionName
			if strings.HasPrefix(k, inner) {
				child = c
			}
		}
	}
	if list, ok := child.([]any); ok {
		return list
	}
	if child == nil {
		return nil
	}
	return []any{child}
}

func (f fields) any() bool {
	return len(f.NCTID)+len(f.BriefTitle)+len(f.OfficialTitle) > 0
}

func first(all []scalar) scalar {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// study is what single fields say of a study.
func (f fields) study(path string) study {
	s := study{places: oldPlaces(path)}
	s.places.identification, s.places.enrolment = join(path, "NCTId"), join(path, "EnrollmentCount")
	s.places.masking = join(path, "DesignMasking")
	id := &s.Protocol.Identification
	id.NCTID, id.BriefTitle, id.OfficialTitle, id.Acronym = first(f.NCTID), first(f.BriefTitle), first(f.OfficialTitle), first(f.Acronym)
	s.Protocol.Status.Overall = first(f.Status)
	s.Protocol.Sponsors.Lead.Name, s.Protocol.Description.Summary = first(f.Sponsor), first(f.Summary)
	s.Protocol.Conditions.Conditions = f.Conditions
	d := &s.Protocol.Design
	d.StudyType, d.DesignInfo.Allocation, d.DesignInfo.Model = first(f.StudyType), first(f.Allocation), first(f.Model)
	if len(f.Masking)+len(f.WhoMasked) > 0 {
		d.DesignInfo.Masking = &masking{first(f.Masking), first(f.MaskingText), f.WhoMasked}
	}
	if len(f.Count) > 0 {
		d.Enrolment = &enrolment{first(f.Count), first(f.CountType)}
	}
	for _, a := range f.Arms {
		s.Protocol.Arms.Groups = append(s.Protocol.Arms.Groups, armGroup{Label: a})
	}
	s.Protocol.Outcomes.Primary = pairs(f.Primary, f.PrimaryTimes)
	s.Protocol.Outcomes.Secondary = pairs(f.Secondary, f.SecondaryTimes)
	for _, p := range f.PMIDs {
		s.Protocol.References.References = append(s.Protocol.References.References, reference{PMID: p})
	}
	return s
}

// pairs joins two lists of fields. Unless they are equally long, which time belongs to which outcome is not known.
func pairs(measures, times []scalar) []outcome {
	var out []outcome
	for i, m := range measures {
		o := outcome{Measure: m}
		if len(times) == len(measures) {
			o.TimeFrame = times[i]
		}
		out = append(out, o)
	}
	return out
}
