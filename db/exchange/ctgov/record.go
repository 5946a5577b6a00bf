package ctgov

import (
	"fmt"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/timeframe"
)

// places are the JSON paths of the parts of a record that warnings point to.
type places struct{ root, identification, masking, enrolment, flow, measures string }

func placesOf(root string) places {
	return places{
		root, join(root, "protocolSection.identificationModule"), join(root, "protocolSection.designModule.designInfo.maskingInfo"),
		join(root, "protocolSection.designModule.enrollmentInfo"), join(root, "resultsSection.participantFlowModule"),
		join(root, "resultsSection.outcomeMeasuresModule.outcomeMeasures"),
	}
}

// maker builds the record of one study.
type maker struct {
	study
	rec   exchange.Record
	trial exchange.Trial
}

func (m *maker) warn(path, message string, args ...any) {
	m.rec.Warnings = append(m.rec.Warnings, exchange.Warning{Path: path, Message: fmt.Sprintf(message, args...)})
}

// record is what the registry states of a study.
func record(s study) exchange.Record {
	m := &maker{study: s}
	m.identify()
	m.design()
	m.flow()
	m.outcomes()
	m.papers()
	m.detail()
	m.harms()
	m.rec.Trial = &m.trial
	return m.rec
}

func (m *maker) identify() {
	id := m.Protocol.Identification
	m.rec.Kind = exchange.TrialKind
	m.rec.Title = id.BriefTitle.plain()
	if m.rec.Title == "" {
		m.rec.Title = id.OfficialTitle.plain()
	}
	seen := map[string]bool{}
	add := func(s scalar) {
		for _, n := range exchange.FindRegistryIDs(string(s)) {
			if !seen[n] {
				seen[n] = true
				m.rec.RegistryIDs = append(m.rec.RegistryIDs, n)
			}
		}
	}
	add(id.NCTID)
	if len(m.rec.RegistryIDs) == 0 {
		m.warn(m.places.identification, "The record has no registry number: it cannot be told which trial it is of.")
		return
	}
	for _, a := range id.Aliases {
		add(a)
	}
	for _, x := range id.Secondary {
		add(x.ID)
	}
}

func (m *maker) design() {
	d, t := m.Protocol.Design, &m.trial
	t.StudyType = studyType(d.StudyType)
	t.Allocation = exchange.Text(word(d.DesignInfo.Allocation))
	t.Model = model(d.DesignInfo.Model)
	if e := d.Enrolment; e != nil {
		t.Enrolment = &exchange.Enrolment{Count: e.Count.whole()}
		switch word(e.Type) {
		case "actual":
			t.Enrolment.Type = "actual"
		case "estimated", "anticipated":
			t.Enrolment.Type = "estimated"
		}
	}
	t.ResultsPosted = m.HasResults || m.Results != nil
	if k := d.DesignInfo.Masking; k != nil && t.StudyType != "observational" {
		m.masking(k)
	}
}

// masking is what is stated of it: who is masked is never inferred from how many are.
func (m *maker) masking(k *masking) {
	t := &m.trial
	t.MaskingText = k.Description.plain()
	l, known := level(k.Masking)
	t.Masking = l
	if !known {
		m.warn(m.places.masking, "The masking is “%s”, which is not a word of the registry: it counts as not stated.", k.Masking)
	}
	who := k.Who
	if _, inside := beforeBracket(k.Masking); len(who) == 0 && known && l != "none" {
		for w := range strings.SplitSeq(inside, ",") {
			who = append(who, scalar(w))
		}
	}
	seen := map[string]bool{}
	for _, w := range who {
		name := word(w)
		if name == "" {
			continue
		}
		r := roles[name]
		switch {
		case r == "":
			m.warn(m.places.masking, "“%s” is said to be masked, which is not a role that the registry knows: it was left out.", w)
		case !seen[r]:
			seen[r] = true
			t.Masked = append(t.Masked, r)
		}
	}
}

func (m *maker) papers() {
	for _, x := range m.Protocol.References.References {
		p := exchange.Paper{PMID: exchange.ParsePMID(string(x.PMID)), Relation: exchange.Text(word(x.Type)), Citation: x.Citation.String()}
		if doi, ok := exchange.ParseDOI(string(x.Citation)); ok {
			p.DOI = string(doi)
		}
		m.trial.Papers = append(m.trial.Papers, p)
	}
}

// detail is what the record states besides its design, flow and outcomes.
func (m *maker) detail() {
	p, d := m.Protocol, &m.trial.Detail
	d.OfficialTitle, d.Acronym = p.Identification.OfficialTitle.String(), p.Identification.Acronym.String()
	d.Status = word(p.Status.Overall)
	d.Sponsor = p.Sponsors.Lead.Name.String()
	for _, c := range p.Sponsors.Collaborators {
		d.Funders = append(d.Funders, c.Name.String())
	}
	seen := map[string]bool{}
	for _, l := range p.ContactsPart.Locations {
		if c := l.Country.String(); c != "" && !seen[c] {
			seen[c] = true
			d.Countries = append(d.Countries, c)
		}
	}
	d.Conditions = texts(p.Conditions.Conditions)
	d.Summary = p.Description.Summary.String()
	d.Eligibility = p.Eligibility.Criteria.String()
	d.Ages = ages(p.Eligibility)
	d.Start, d.PrimaryEnd, d.End = p.Status.Start.day(), p.Status.PrimaryEnd.day(), p.Status.End.day()
	for _, x := range p.Design.Phases {
		d.Phases = append(d.Phases, word(x))
	}
	for _, a := range p.Arms.Groups {
		d.Arms = append(d.Arms, exchange.ArmDetail{
			Name: a.Label.String(), Type: word(a.Type), Description: a.Description.String(), Interventions: texts(a.Interventions),
		})
	}
	if d.Version = m.Protocol.Status.Updated.day(); d.Version == "" {
		d.Version = isoDate(m.Derived.Misc.Version)
	}
	if m.Results != nil {
		d.Limitations = m.Results.More.Limitations.Description.String()
	}
}

func texts(all []scalar) []string {
	var out []string
	for _, s := range all {
		if t := s.String(); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// ages is who may take part by age and sex: "18 Years to 64 Years, female".
func ages(e eligibility) string {
	least, most := e.Least.String(), e.Most.String()
	var parts []string
	switch {
	case least != "" && most != "":
		parts = append(parts, least+" to "+most)
	case least != "":
		parts = append(parts, least+" and older")
	case most != "":
		parts = append(parts, "up to "+most)
	}
	if s := word(e.Sex); s == "female" || s == "male" {
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

func (m *maker) harms() {
	if m.Results == nil || m.Results.Adverse == nil {
		return
	}
	a, d := m.Results.Adverse, &m.trial.Detail
	d.HarmsFrame = a.TimeFrame.String()
	d.HarmsDays, _ = timeframe.Parse(d.HarmsFrame)
	names := map[scalar]string{}
	for _, g := range a.Groups {
		names[g.ID] = g.Title.String()
		d.Harms = append(d.Harms, exchange.Harm{
			Group: g.Title.String(), Deaths: g.Deaths.whole(), Serious: g.Serious.whole(), Other: g.Other.whole(),
			AtRiskDeaths: g.AtRiskDeaths.whole(), AtSerious: g.AtRiskSerious.whole(), AtOther: g.AtRiskOther.whole(),
		})
	}
	for _, kind := range []struct {
		events  []event
		serious bool
	}{{a.Serious, true}, {a.Other, false}} {
		for _, e := range kind.events {
			h := exchange.HarmEvent{Term: e.Term.String(), Organ: e.Organ.String(), Serious: kind.serious}
			for _, x := range e.Stats {
				h.Counts = append(h.Counts, exchange.HarmCount{Group: names[x.Group], N: x.Affected.whole(), AtRisk: x.AtRisk.whole()})
			}
			d.Events = append(d.Events, h)
		}
	}
}
