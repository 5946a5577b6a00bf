package rules

import (
	"reflect"
	"sync"

	"claimgrade/appraisal"
)

// Memory remembers how the linked results of the claims assessed last were rated, so that after an edit only those that
// it touched are rated anew. What it gives is what Assess gives. Its zero value remembers nothing yet; it may be used by
// several goroutines.
type Memory struct {
	mu     sync.Mutex
	claims []*assessed // the latest last
}

// mostRemembered is how many claims are remembered: what a person goes to and fro between. Fifty links take about 2 MB.
const mostRemembered = 3

// assessed is a claim with its rows, and all that they rest on beside their links.
type assessed struct {
	claim      appraisal.Claim
	reviewer   string
	thresholds *appraisal.Thresholds // nil: the default set
	rows       map[string]*ratedRow  // by the link's uid
}

// ratedRow is a row as it was made, before it was known whether it counts.
type ratedRow struct {
	row     Row
	checked *Row // without its unchecked facts, once asked for
}

// Assess is rules.Assess.
func (m *Memory) Assess(d appraisal.Dossier) Assessment {
	if d.Claim.Kind != appraisal.KindEffect && d.Claim.Kind != appraisal.KindNotShown {
		return Assess(d) // others rest on their links little or not at all
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.take(d)
	now := assessed{claim: d.Claim, reviewer: d.Reviewer, thresholds: d.Thresholds, rows: make(map[string]*ratedRow, len(d.Linked))}
	rated, rows := make([]*ratedRow, len(d.Linked)), make([]Row, len(d.Linked))
	for i, l := range d.Linked {
		r := before[l.Link.UID]
		if r == nil || !r.row.Linked.Same(l) {
			r = &ratedRow{row: makeRow(d, l, false)}
		}
		now.rows[l.Link.UID] = r
		rated[i], rows[i] = r, r.row
	}
	m.claims = append(m.claims, &now)
	if len(m.claims) > mostRemembered {
		m.claims = m.claims[1:]
	}
	return assessRows(d, rows, func() Assessment {
		checked := make([]Row, len(rated))
		for i, r := range rated {
			if r.checked == nil {
				l := r.row.Linked
				l.Trial = checkedTrial(l.Trial)
				row := makeRow(d, l, true)
				r.checked = &row
			}
			checked[i] = *r.checked
		}
		return quietly(d, checked)
	})
}

// take takes out what is remembered of a claim; nil where that is nothing that still holds.
func (m *Memory) take(d appraisal.Dossier) map[string]*ratedRow {
	for i, c := range m.claims {
		if c.claim.UID != d.Claim.UID {
			continue
		}
		m.claims = append(m.claims[:i:i], m.claims[i+1:]...)
		if c.reviewer == d.Reviewer && reflect.DeepEqual(c.thresholds, d.Thresholds) && reflect.DeepEqual(c.claim, d.Claim) {
			return c.rows
		}
		return nil
	}
	return nil
}
