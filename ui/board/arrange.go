package board

import (
	"cmp"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/pictures"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// sortKey is what the trials are sorted by; empty leaves them as they were linked. A domain is a key of its own.
type sortKey string

const (
	byName     sortKey = "name"
	byYear     sortKey = "year"
	bySize     sortKey = "n"
	byWeight   sortKey = "weight"
	byEffect   sortKey = "effect"
	byRelation sortKey = "relation"
	byOverall  sortKey = "overall"
)

// groupKey is what the trials are grouped by; empty leaves them in one table.
type groupKey string

const (
	groupRelation groupKey = "relation"
	groupOverall  groupKey = "overall"
)

// arrangement is how the table shows the trials. It never changes what they add up to.
type arrangement struct {
	by       sortKey
	reversed bool
	group    groupKey
}

// only are the trials that the table is narrowed to: those of a rating in a domain, or overall where it names none, that
// take part in the summary.
type only struct {
	domain  appraisal.Domain
	ratings []appraisal.Rating
	pooled  bool // and those only that have a weight
}

// sorting is a way to sort, in the words of the dialog and of the line above the table.
type sorting struct {
	key             sortKey
	name            string
	usual, reversed string
}

// sortings are all there are, in the order in which they are offered.
func sortings() []sorting {
	worst := []string{tr.T("worst first"), tr.T("best first")}
	all := []sorting{
		{"", tr.T("As linked"), "", ""},
		{byName, tr.T("Name"), tr.T("A to Z"), tr.T("Z to A")},
		{byYear, tr.T("Year"), tr.T("newest first"), tr.T("oldest first")},
		{bySize, tr.T("Number of people"), tr.T("largest first"), tr.T("smallest first")},
		{byWeight, tr.T("Weight"), tr.T("largest first"), tr.T("smallest first")},
		{byEffect, tr.T("Effect"), tr.T("largest first"), tr.T("smallest first")},
		{byRelation, tr.T("What it shows"), tr.T("supports first"), tr.T("supports last")},
	}
	for _, d := range appraisal.Domains {
		all = append(all, sorting{sortKey(d), words.Domain(d), worst[0], worst[1]})
	}
	return append(all, sorting{byOverall, tr.T("Overall judgement"), worst[0], worst[1]})
}

func sortingOf(k sortKey) sorting {
	all := sortings()
	return all[max(slices.IndexFunc(all, func(s sorting) bool { return s.key == k }), 0)]
}

// order says in words in which order an arrangement sorts.
func (s sorting) order(reversed bool) string {
	if reversed {
		return s.reversed
	}
	return s.usual
}

// turn is the arrangement after a click on the header of a column: its usual order, then the reverse, then as linked.
func (a arrangement) turn(k sortKey) arrangement {
	switch {
	case a.by != k:
		a.by, a.reversed = k, false
	case !a.reversed:
		a.reversed = true
	default:
		a.by, a.reversed = "", false
	}
	return a
}

// worth ranks the ratings from the worst to the best; what nobody knows stands between some concerns and low.
var worth = []appraisal.Rating{appraisal.High, appraisal.SomeConcerns, appraisal.NoInformation, appraisal.NotExtracted, "", appraisal.Low}

func rank[T comparable](order []T, v T) int {
	if i := slices.Index(order, v); i >= 0 {
		return i
	}
	return len(order)
}

// compare orders two rows by a key. What is not known comes last, whichever way the order runs.
func compare(a, b rules.Row, k sortKey, reversed bool) int {
	turn := func(c int) int {
		if reversed {
			return -c
		}
		return c
	}
	numbers := func(x, y *float64) int { // the largest first
		switch {
		case x == nil || y == nil:
			return cmp.Compare(boolInt(x == nil), boolInt(y == nil))
		}
		return turn(cmp.Compare(*y, *x))
	}
	switch k {
	case "":
		return 0
	case byName:
		return turn(strings.Compare(strings.ToLower(a.Linked.Trial.Name), strings.ToLower(b.Linked.Trial.Name)))
	case byYear:
		return numbers(a.Linked.Trial.Facts.Number(appraisal.FieldYear), b.Linked.Trial.Facts.Number(appraisal.FieldYear))
	case bySize:
		return numbers(asFloat(a.N), asFloat(b.N))
	case byWeight:
		return numbers(weightOf(a), weightOf(b))
	case byEffect:
		return numbers(onScale(a), onScale(b))
	case byRelation:
		return turn(cmp.Compare(rank(appraisal.Relations, a.Relation), rank(appraisal.Relations, b.Relation)))
	case byOverall:
		return turn(cmp.Compare(rank(worth, a.Overall), rank(worth, b.Overall)))
	}
	d := appraisal.Domain(k)
	return turn(cmp.Compare(rank(worth, a.Domains[d].Rating), rank(worth, b.Domains[d].Rating)))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func asFloat(n *int) *float64 {
	if n == nil {
		return nil
	}
	x := float64(*n)
	return &x
}

func weightOf(r rules.Row) *float64 {
	if !r.InPool || r.Weight == 0 {
		return nil
	}
	return &r.Weight
}

func onScale(r rules.Row) *float64 {
	if !r.OnScale {
		return nil
	}
	return r.Estimate
}

// tableLine is a line of the table: a row, or the heading of a group.
type tableLine struct {
	row     int // index among the claim's rows; -1 for a heading
	heading string
	count   int
}

// arrange puts the rows into the order of an arrangement, those that it is narrowed to, with a heading for each group.
func arrange(rows []rules.Row, a arrangement, o *only) []tableLine {
	var at []int
	for i, r := range rows {
		if o.holds(r) {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(x, y int) int {
		if c := cmp.Compare(groupRank(rows[x], a.group), groupRank(rows[y], a.group)); c != 0 {
			return c
		}
		return compare(rows[x], rows[y], a.by, a.reversed)
	})
	var lines []tableLine
	head := -1
	for n, i := range at {
		if a.group != "" && (n == 0 || groupRank(rows[i], a.group) != groupRank(rows[at[n-1]], a.group)) {
			head = len(lines)
			lines = append(lines, tableLine{row: -1, heading: groupName(rows[i], a.group)})
		}
		if head >= 0 {
			lines[head].count++
		}
		lines = append(lines, tableLine{row: i})
	}
	return lines
}

func (o *only) holds(r rules.Row) bool {
	return o == nil || slices.Contains(o.ratings, pictures.RatingIn(r, o.domain)) && pictures.TakesPart(r) && (!o.pooled || weightOf(r) != nil)
}

func groupRank(r rules.Row, g groupKey) int {
	switch g {
	case groupRelation:
		return rank(appraisal.Relations, r.Relation)
	case groupOverall:
		return rank(worth, r.Overall)
	}
	return 0
}

func groupName(r rules.Row, g groupKey) string {
	if g == groupRelation {
		return words.Relation(r.Relation)
	}
	return tr.T("Overall: %s", words.Rating(r.Overall))
}

// askArrangement asks how the trials are sorted and grouped.
func (b *Board) askArrangement() {
	all := sortings()
	var names []string
	for _, s := range all {
		names = append(names, s.name)
	}
	order := widgets.NewSegmented(nil, nil)
	orderField := widgets.NewFormField(tr.T("Order"), order)
	by := widgets.NewSelect("", names, nil)
	say := func() {
		s := all[max(by.Selected(), 0)]
		chosen := max(order.Selected(), 0)
		if s.key == "" {
			orderField.Hide()
			return
		}
		order.SetSegments(widgets.Segments(words.Sentence(s.usual), words.Sentence(s.reversed)))
		order.SetSelected(chosen)
		orderField.Show()
	}
	by.OnChanged = func(int) { say() }
	now := b.arranged
	by.SetSelected(max(slices.IndexFunc(all, func(s sorting) bool { return s.key == now.by }), 0))
	say()
	if now.reversed {
		order.SetSelected(1)
	}
	groups := []groupKey{"", groupRelation, groupOverall}
	group := widgets.NewSegmented(widgets.Segments(tr.T("No groups"), tr.T("What it shows"), tr.T("Overall judgement")), nil)
	group.SetSelected(slices.Index(groups, now.group))
	dialogs.Form(fyne.CurrentApp().Driver().CanvasForObject(b.root), dialogs.FormSpec{
		Title: tr.T("Sort and group the trials"), Intro: tr.T("This changes how the table reads, never what the trials add up to."),
		Content: widgets.VStack(14, widgets.NewFormField(tr.T("Sort by"), by), orderField, widgets.NewFormField(tr.T("Group by"), group)),
		Confirm: tr.T("Arrange"), First: by,
		OnConfirm: func() {
			k := all[max(by.Selected(), 0)].key
			b.rearrange(arrangement{by: k, reversed: k != "" && order.Selected() == 1, group: groups[max(group.Selected(), 0)]})
		},
	})
}

// Arrange asks how the trials of the claim on screen are sorted and grouped.
func (b *Board) Arrange() {
	if b.shown != "" {
		b.askArrangement()
	}
}

func (b *Board) rearrange(a arrangement) {
	b.arranged = a
	b.rows.show()
	b.scroll.Resize(b.scroll.Size())
	b.scroll.Refresh()
}

// words name the trials that the table is narrowed to.
func (o *only) words() string {
	what := tr.T("Overall")
	if o.domain != "" {
		what = words.Domain(o.domain)
	}
	return what + ": " + words.Judged(o.ratings[0])
}
