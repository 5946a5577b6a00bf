package ctgov

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// study is a record as version 2 of the registry's programming interface writes it, as far as it is read. Records of the
// older interface are turned into this form (legacy.go).
type study struct {
	Protocol   protocol `json:"protocolSection"`
	Results    *results `json:"resultsSection"`
	Derived    derived  `json:"derivedSection"`
	HasResults bool     `json:"hasResults"`

	places places // where its parts stand in the file
}

type protocol struct {
	Identification struct {
		NCTID         scalar   `json:"nctId"`
		Aliases       []scalar `json:"nctIdAliases"`
		BriefTitle    scalar   `json:"briefTitle"`
		OfficialTitle scalar   `json:"officialTitle"`
		Acronym       scalar   `json:"acronym"`
		Secondary     []struct {
			ID     scalar `json:"id"`
			Domain scalar `json:"domain"`
		} `json:"secondaryIdInfos"`
	} `json:"identificationModule"`
	Status struct {
		Overall    scalar `json:"overallStatus"`
		Start      date   `json:"startDateStruct"`
		PrimaryEnd date   `json:"primaryCompletionDateStruct"`
		End        date   `json:"completionDateStruct"`
		Updated    date   `json:"lastUpdatePostDateStruct"`
	} `json:"statusModule"`
	Sponsors struct {
		Lead          named   `json:"leadSponsor"`
		Collaborators []named `json:"collaborators"`
	} `json:"sponsorCollaboratorsModule"`
	Description struct {
		Summary scalar `json:"briefSummary"`
	} `json:"descriptionModule"`
	Conditions struct {
		Conditions []scalar `json:"conditions"`
	} `json:"conditionsModule"`
	Design       design      `json:"designModule"`
	Arms         armsModule  `json:"armsInterventionsModule"`
	Outcomes     outcomes    `json:"outcomesModule"`
	Eligibility  eligibility `json:"eligibilityModule"`
	ContactsPart struct {
		Locations []struct {
			Country scalar `json:"country"`
		} `json:"locations"`
	} `json:"contactsLocationsModule"`
	References struct {
		References []reference `json:"references"`
	} `json:"referencesModule"`
}

type named struct {
	Name scalar `json:"name"`
}

type date struct {
	Date scalar `json:"date"`
}

type design struct {
	StudyType  scalar   `json:"studyType"`
	Phases     []scalar `json:"phases"`
	DesignInfo struct {
		Allocation scalar   `json:"allocation"`
		Model      scalar   `json:"interventionModel"`
		Masking    *masking `json:"maskingInfo"`
	} `json:"designInfo"`
	Enrolment *enrolment `json:"enrollmentInfo"`
}

type enrolment struct {
	Count scalar `json:"count"`
	Type  scalar `json:"type"`
}

type masking struct {
	Masking     scalar   `json:"masking"`
	Description scalar   `json:"maskingDescription"`
	Who         []scalar `json:"whoMasked"`
}

type armsModule struct {
	Groups []armGroup `json:"armGroups"`
}

type armGroup struct {
	Label         scalar   `json:"label"`
	Type          scalar   `json:"type"`
	Description   scalar   `json:"description"`
	Interventions []scalar `json:"interventionNames"`
}

type outcomes struct {
	Primary   []outcome `json:"primaryOutcomes"`
	Secondary []outcome `json:"secondaryOutcomes"`
	Other     []outcome `json:"otherOutcomes"`
}

type outcome struct {
	Measure     scalar `json:"measure"`
	Description scalar `json:"description"`
	TimeFrame   scalar `json:"timeFrame"`
}

type eligibility struct {
	Criteria scalar `json:"eligibilityCriteria"`
	Sex      scalar `json:"sex"`
	Least    scalar `json:"minimumAge"`
	Most     scalar `json:"maximumAge"`
}

type reference struct {
	PMID     scalar `json:"pmid"`
	Type     scalar `json:"type"`
	Citation scalar `json:"citation"`
}

type derived struct {
	Misc struct {
		Version scalar `json:"versionHolder"`
	} `json:"miscInfoModule"`
}

type results struct {
	Flow     *flow `json:"participantFlowModule"`
	Outcomes struct {
		Measures []measure `json:"outcomeMeasures"`
	} `json:"outcomeMeasuresModule"`
	Adverse *adverse `json:"adverseEventsModule"`
	More    struct {
		Limitations struct {
			Description scalar `json:"description"`
		} `json:"limitationsAndCaveats"`
	} `json:"moreInfoModule"`
}

type group struct {
	ID    scalar `json:"id"`
	Title scalar `json:"title"`
}

type flow struct {
	Units   scalar   `json:"typeUnitsAnalyzed"`
	Groups  []group  `json:"groups"`
	Periods []period `json:"periods"`
}

type period struct {
	Title      scalar `json:"title"`
	Milestones []struct {
		Type         scalar  `json:"type"`
		Achievements []count `json:"achievements"`
	} `json:"milestones"`
	Withdrawals []struct {
		Type    scalar  `json:"type"`
		Reasons []count `json:"reasons"`
	} `json:"dropWithdraws"`
}

// count is a number of participants of a group.
type count struct {
	Group    scalar `json:"groupId"`
	Subjects scalar `json:"numSubjects"`
	Units    scalar `json:"numUnits"`
}

type measure struct {
	Type        scalar  `json:"type"`
	Title       scalar  `json:"title"`
	Description scalar  `json:"description"`
	Population  scalar  `json:"populationDescription"`
	Status      scalar  `json:"reportingStatus"`
	Param       scalar  `json:"paramType"`
	Dispersion  scalar  `json:"dispersionType"`
	Unit        scalar  `json:"unitOfMeasure"`
	TimeFrame   scalar  `json:"timeFrame"`
	UnitsOf     scalar  `json:"typeUnitsAnalyzed"`
	Groups      []group `json:"groups"`
	Denoms      []denom `json:"denoms"`
	Classes     []struct {
		Title      scalar `json:"title"`
		Categories []struct {
			Title        scalar        `json:"title"`
			Measurements []measurement `json:"measurements"`
		} `json:"categories"`
	} `json:"classes"`
	Analyses []analysis `json:"analyses"`
}

type denom struct {
	Units  scalar `json:"units"`
	Counts []struct {
		Group scalar `json:"groupId"`
		Value scalar `json:"value"`
	} `json:"counts"`
}

type measurement struct {
	Group  scalar `json:"groupId"`
	Value  scalar `json:"value"`
	Spread scalar `json:"spread"`
	Low    scalar `json:"lowerLimit"`
	High   scalar `json:"upperLimit"`
}

type analysis struct {
	Groups             []scalar `json:"groupIds"`
	GroupDescription   scalar   `json:"groupDescription"`
	Type               scalar   `json:"nonInferiorityType"`
	NonInferiority     scalar   `json:"nonInferiorityComment"`
	P                  scalar   `json:"pValue"`
	PComment           scalar   `json:"pValueComment"`
	Method             scalar   `json:"statisticalMethod"`
	Comment            scalar   `json:"statisticalComment"`
	Param              scalar   `json:"paramType"`
	Value              scalar   `json:"paramValue"`
	Percent            scalar   `json:"ciPctValue"`
	Sides              scalar   `json:"ciNumSides"`
	Low                scalar   `json:"ciLowerLimit"`
	High               scalar   `json:"ciUpperLimit"`
	Dispersion         scalar   `json:"dispersionType"`
	Spread             scalar   `json:"dispersionValue"`
	EstimateComment    scalar   `json:"estimateComment"`
	OtherAnalysisNotes scalar   `json:"otherAnalysisDescription"`
}

type adverse struct {
	TimeFrame scalar       `json:"timeFrame"`
	Groups    []eventGroup `json:"eventGroups"`
	Serious   []event      `json:"seriousEvents"`
	Other     []event      `json:"otherEvents"`
}

type eventGroup struct {
	ID            scalar `json:"id"`
	Title         scalar `json:"title"`
	Deaths        scalar `json:"deathsNumAffected"`
	AtRiskDeaths  scalar `json:"deathsNumAtRisk"`
	Serious       scalar `json:"seriousNumAffected"`
	AtRiskSerious scalar `json:"seriousNumAtRisk"`
	Other         scalar `json:"otherNumAffected"`
	AtRiskOther   scalar `json:"otherNumAtRisk"`
}

type event struct {
	Term  scalar `json:"term"`
	Organ scalar `json:"organSystem"`
	Stats []struct {
		Group    scalar `json:"groupId"`
		Affected scalar `json:"numAffected"`
		AtRisk   scalar `json:"numAtRisk"`
	} `json:"stats"`
}

// scalar is a text or a number: the registry writes numbers as either.
type scalar string

// UnmarshalJSON takes texts, numbers and truth values, and nothing of what is none.
func (s *scalar) UnmarshalJSON(b []byte) error {
	*s = ""
	switch {
	case len(b) == 0 || b[0] == '{' || b[0] == '[' || string(b) == "null":
	case b[0] == '"':
		var t string
		if err := json.Unmarshal(b, &t); err == nil {
			*s = scalar(t)
		}
	default:
		*s = scalar(b)
	}
	return nil
}

// whole is a number of people; nil if there is none.
func (s scalar) whole() *int {
	f := s.number()
	if f == nil || *f < 0 || *f > 1e9 || *f != math.Trunc(*f) {
		return nil
	}
	n := int(*f)
	return &n
}

// number is nil for "NA" and other words. The registry writes a decimal point and, rarely, commas between thousands.
func (s scalar) number() *float64 {
	t := strings.ReplaceAll(strings.TrimSpace(string(s)), ",", "")
	if t == "" || strings.ContainsAny(t, "xXpP_") || strings.ContainsAny(t[len(t)-1:], "nNfFyY") {
		return nil
	}
	v, err := strconv.ParseFloat(t, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}
