package rules

import (
	"regexp"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// This file makes a trial count once, however many results, arms, reports or records of it are linked.

// registryNumber is a number of a trial registry: NCT01920555, ISRCTN14689382, ACTRN12616001096448, 2011-001520-37.
var registryNumber = regexp.MustCompile(`(?i)\b(?:[a-z]{2,}[a-z-]*\d{6,}|\d{4}-\d{6}-\d{2})\b`)

func registryNumbers(t appraisal.Trial) []string {
	found := registryNumber.FindAllString(t.Facts.Text(appraisal.FieldRegistration), -1)
	for i := range found {
		found[i] = strings.ToUpper(found[i])
	}
	return found
}

// studies says which trial each record is of, by the record's UID: records that share a registry number are one trial,
// called by the first of their UIDs.
type studies map[string]string

func studiesOf(trials []appraisal.Trial) studies {
	s := studies{}
	for _, t := range trials {
		s[t.UID] = t.UID
	}
	holder := map[string]string{} // by registry number, the UID of a record that has it
	for _, t := range trials {
		for _, number := range registryNumbers(t) {
			other, taken := holder[number]
			if !taken {
				holder[number] = t.UID
				continue
			}
			a, b := s[other], s[t.UID]
			for uid, of := range s {
				if of == a || of == b {
					s[uid] = min(a, b)
				}
			}
		}
	}
	return s
}

func studiesOfRows(rows []Row) studies {
	trials := make([]appraisal.Trial, len(rows))
	for i, r := range rows {
		trials[i] = r.Linked.Trial
	}
	return studiesOf(trials)
}

// choice is the row that counts of one trial, and the rows beside it that could have.
type choice struct {
	row  int
	over []int
}

// oncePerStudy chooses among the rows given one of each trial, in order of the trials' names. better says whether the
// first row counts rather than the second; it is a strict order, so the order of the links does not matter.
func oncePerStudy(rows []Row, at []int, better func(a, b Row) bool) []choice {
	of := studiesOfRows(rows)
	byStudy := map[string][]int{}
	for _, i := range at {
		s := of[rows[i].Linked.Trial.UID]
		byStudy[s] = append(byStudy[s], i)
	}
	choices := make([]choice, 0, len(byStudy))
	for _, among := range byStudy {
		slices.SortStableFunc(among, func(i, j int) int {
			switch {
			case better(rows[i], rows[j]):
				return -1
			case better(rows[j], rows[i]):
				return 1
			}
			return 0
		})
		choices = append(choices, choice{among[0], among[1:]})
	}
	slices.SortFunc(choices, func(a, b choice) int {
		x, y := rows[a.row].Linked.Trial, rows[b.row].Linked.Trial
		if x.Name != y.Name {
			return strings.Compare(x.Name, y.Name)
		}
		return strings.Compare(x.UID, y.UID)
	})
	return choices
}

func rowsOf(choices []choice) []int {
	at := make([]int, len(choices))
	for i, c := range choices {
		at[i] = c.row
	}
	return at
}

// chosenFirst puts what was chosen before the steps of a trace, behind the line that names its thresholds.
func chosenFirst(chosen, trace []Line) []Line {
	at := 0
	if len(trace) > 0 && trace[0].Rule == T0 {
		at = 1
	}
	return slices.Concat(trace[:at], chosen, trace[at:])
}

// tellChoices says which result of a trial counts, and of records that are one trial, that they count once. why says
// why the first of two rows counts rather than the second. It marks the rows that do not count.
func tellChoices(rows []Row, choices []choice, why func(a, b Row) string) (lines []Line, notes []string) {
	for _, c := range choices {
		kept := rows[c.row]
		var results, records []string
		for _, i := range c.over {
			r := &rows[i]
			if r.Linked.Trial.UID == kept.Linked.Trial.UID {
				r.NotPooled = "another result of the same trial " + why(kept, *r) + "; a trial counts once"
				results = append(results, "it "+why(kept, *r)+" than “"+r.Result.Name+"”")
				continue
			}
			r.NotPooled = "a second record of a trial that counts as " + kept.Linked.Trial.Name + "; a trial counts once"
			records = append(records, r.Linked.Trial.Name)
		}
		if len(results) > 0 {
			slices.Sort(results)
			lines = append(lines, step(P8, "%s: of %d linked results “%s” counts; %s.", kept.Linked.Trial.Name, len(results)+1, kept.Result.Name, strings.Join(results, ", ")))
		}
		if len(records) > 0 {
			slices.Sort(records)
			l := step(P9, "%s and %s share a registry number (%s): one trial, of which “%s” counts.",
				kept.Linked.Trial.Name, strings.Join(slices.Compact(records), ", "), strings.Join(registryNumbers(kept.Linked.Trial), ", "), kept.Result.Name)
			lines, notes = append(lines, l), append(notes, l.Text)
		}
	}
	return lines, notes
}
