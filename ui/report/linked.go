package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// contextOnly names the trials that are linked to a claim without bearing on it in any of their rows, each with its
// references; nothing where there are none. Where room is short, names stand without references.
func (s *Source) contextOnly(rows []rules.Row, room int) []block.Run {
	bears := map[string]bool{}
	for _, r := range rows {
		if r.Relation != appraisal.Context {
			bears[r.Linked.Trial.UID] = true
		}
	}
	var only []appraisal.Trial
	for _, r := range rows {
		if t := r.Linked.Trial; !bears[t.UID] {
			bears[t.UID] = true
			only = append(only, t)
		}
	}
	if len(only) == 0 {
		return nil
	}
	head := tr.T("Context only, takes no part:")
	if len(only) > room {
		head = tr.T("Context only, takes no part (references in the evidence report):")
	}
	runs := []block.Run{{Text: head}}
	for i, t := range only {
		before := ", "
		if i == 0 {
			before = " "
		}
		runs = append(runs, block.Run{Text: before + t.Name})
		if len(only) <= room {
			runs = append(runs, s.citeTrial(t)...)
		}
	}
	return append(runs, block.Run{Text: "."})
}

// anyRoom is where a report may be as long as it takes.
const anyRoom = math.MaxInt

// citeSource are the numbers of what a claim cites: of the linked trials that are named there or, where none is, of what
// is written there.
func (s *Source) citeSource(c Claim) []block.Run {
	numbers := s.citeNamed(c)
	if source := sourceOf(c); len(numbers) == 0 && source != "" {
		var b reference
		b.sentence(source)
		b.sentence(tr.T("(As the article names it; the library has no reference.)"))
		numbers = []block.Run{s.refs.cite("cited "+source, func() []block.Run { return b.runs })}
	}
	return numbers
}

// citeNamed are the numbers of the linked trials that are named in the source of which a claim speaks.
func (s *Source) citeNamed(c Claim) []block.Run {
	source := sourceOf(c)
	var numbers []block.Run
	cited := map[string]bool{}
	for _, l := range c.Dossier.Linked {
		if !cited[l.Trial.UID] && names(source, l.Trial) {
			cited[l.Trial.UID] = true
			numbers = append(numbers, s.citeTrial(l.Trial)...)
		}
	}
	return commas(numbers)
}

// sourceOf is the source of which a claim speaks: the right one, where it cites another.
func sourceOf(c Claim) string {
	if c.Claim.Citation.Actual != "" {
		return c.Claim.Citation.Actual
	}
	return c.Claim.Citation.Cited
}

// names reports whether a text names a trial, with or without what stands in brackets behind its author and year.
func names(text string, t appraisal.Trial) bool {
	short, _, _ := strings.Cut(t.Name, " (")
	return short != "" && strings.Contains(text, short)
}

// commas sets numbers of references beside one another, those of several trials among them.
func commas(numbers []block.Run) []block.Run {
	var only []block.Run
	seen := map[string]bool{}
	for _, n := range numbers {
		if n.Link != "" && !seen[n.Link] {
			only = append(only, n)
		}
		seen[n.Link] = true
	}
	return listed(only)
}

// tallied are the trials that a claim about how trials were done speaks of, with what is recorded of each: by their rank
// where it ranks them.
func tallied(c Claim) ([]rules.TallyRow, map[string]appraisal.Trial) {
	trials := map[string]appraisal.Trial{}
	for _, t := range c.Library {
		trials[t.UID] = t
	}
	for _, l := range c.Dossier.Linked {
		trials[l.Trial.UID] = l.Trial
	}
	rows := slices.Clone(c.Evidence.Tally)
	if c.Evidence.Form == appraisal.FormRank {
		number := func(r rules.TallyRow) float64 {
			if x := trials[r.TrialUID].Facts.Number(c.Claim.Evidence.RankField); x != nil {
				return *x
			}
			return math.Inf(-1)
		}
		slices.SortStableFunc(rows, func(a, b rules.TallyRow) int { return cmp.Compare(number(b), number(a)) })
	}
	return rows, trials
}

// spaced are runs with others behind them, if there are any.
func spaced(runs, more []block.Run) []block.Run {
	if len(runs) > 0 && len(more) > 0 {
		runs = append(runs, block.Run{Text: " "})
	}
	return append(runs, more...)
}
