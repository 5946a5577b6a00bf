package board_test

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// order are the trials of the table from top to bottom.
func (r *reading) order() []string {
	var out []string
	for _, c := range desk.All[*widgets.TwoLines](r.Desk) {
		for _, row := range r.View().Assessment.Rows {
			if firstText(c) == row.Linked.Trial.Name {
				out = append(out, row.Linked.Trial.Name)
				break
			}
		}
	}
	return out
}

func firstText(o fyne.CanvasObject) string {
	switch v := o.(type) {
	case *widgets.Text:
		return v.String()
	case *fyne.Container:
		for _, child := range v.Objects {
			if s := firstText(child); s != "" {
				return s
			}
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(v).Objects() {
			if s := firstText(child); s != "" {
				return s
			}
		}
	}
	return ""
}

// names are the trials of the claim, sorted by a comparison and otherwise as linked.
func (r *reading) names(by func(a, b rules.Row) int) []string {
	rows := slices.Clone(r.View().Assessment.Rows)
	slices.SortStableFunc(rows, by)
	var out []string
	for _, x := range rows {
		out = append(out, x.Linked.Trial.Name)
	}
	return out
}

func asLinked(rules.Row, rules.Row) int { return 0 }

const many = "Replicated consistently" // a claim with twelve linked trials

func TestAClickOnAHeaderSortsTheOtherWayRoundAndBack(t *testing.T) {
	r := open(t, desk.Look{Height: 3600})
	r.GoToClaim(many)
	verdict := r.View().Assessment.Verdict
	linked := r.names(asLinked)
	if got := r.order(); !slices.Equal(got, linked) {
		t.Fatalf("at first the table shows %q, want %q", got, linked)
	}
	byName := func(a, b rules.Row) int {
		return strings.Compare(strings.ToLower(a.Linked.Trial.Name), strings.ToLower(b.Linked.Trial.Name))
	}
	head := "Trial (12 linked)"
	r.Tap(head)
	if got, want := r.order(), r.names(byName); !slices.Equal(got, want) {
		t.Errorf("sorted by name it shows %q, want %q", got, want)
	}
	r.MustSee("Sorted by name, A to Z.")
	if n := directionMarks(r); n != 1 {
		t.Errorf("%d columns carry a mark of direction", n)
	}
	r.Tap(head)
	if got, want := r.order(), r.names(func(a, b rules.Row) int { return byName(b, a) }); !slices.Equal(got, want) {
		t.Errorf("the other way round it shows %q, want %q", got, want)
	}
	r.MustSee("Sorted by name, Z to A.")
	r.Tap(head)
	if got := r.order(); !slices.Equal(got, linked) {
		t.Errorf("in the end it shows %q", got)
	}
	r.MustNotSee("Sorted by")
	if n := directionMarks(r); n != 0 {
		t.Errorf("%d columns carry a mark of direction", n)
	}
	if now := r.View().Assessment.Verdict; now != verdict {
		t.Errorf("sorting made %s of %s", now, verdict)
	}
}

// directionMarks counts the marks of sort direction on screen.
func directionMarks(r *reading) int {
	n := 0
	for _, m := range desk.All[*widgets.Mark](r.Desk) {
		if strings.Contains(m.Tip(), "Sorted: ") {
			n++
		}
	}
	return n
}

func TestTheTableIsSortedByEveryColumnAndByYearAndSize(t *testing.T) {
	r := open(t, desk.Look{Height: 3600})
	r.GoToClaim(many)
	number := func(of func(rules.Row) (float64, bool)) func(a, b rules.Row) int {
		return func(a, b rules.Row) int {
			x, okX := of(a)
			y, okY := of(b)
			switch {
			case okX != okY && okX, okX && x > y:
				return -1
			case okX != okY, okX && x < y:
				return 1
			}
			return 0
		}
	}
	worst := map[appraisal.Rating]int{appraisal.High: 5, appraisal.SomeConcerns: 4, appraisal.NoInformation: 3, appraisal.NotExtracted: 2, "": 2, appraisal.Low: 1}
	rating := func(d appraisal.Domain) func(a, b rules.Row) int {
		return number(func(x rules.Row) (float64, bool) { return float64(worst[x.Domains[d].Rating]), true })
	}
	for key, want := range map[string]func(a, b rules.Row) int{
		"Year": number(func(x rules.Row) (float64, bool) {
			if y := x.Linked.Trial.Facts.Number(appraisal.FieldYear); y != nil {
				return *y, true
			}
			return 0, false
		}),
		"Number of people": number(func(x rules.Row) (float64, bool) {
			if x.N != nil {
				return float64(*x.N), true
			}
			return 0, false
		}),
		"Weight": number(func(x rules.Row) (float64, bool) { return x.Weight, x.Weight > 0 }),
		"Effect": number(func(x rules.Row) (float64, bool) {
			if x.Estimate != nil && x.OnScale {
				return *x.Estimate, true
			}
			return 0, false
		}),
		"Blinding": rating(appraisal.Blinding), "Sample size": rating(appraisal.SampleSize),
		"Follow-up": rating(appraisal.FollowUp), "Attrition": rating(appraisal.Attrition),
		"Overall judgement": number(func(x rules.Row) (float64, bool) { return float64(worst[x.Overall]), true }),
		"What it shows": number(func(x rules.Row) (float64, bool) {
			return -float64(slices.Index(appraisal.Relations, x.Relation)), true
		}),
	} {
		r.Tap("Sort and group…")
		r.Choose("Sort by", key)
		r.Tap("Arrange")
		if got := r.order(); !slices.Equal(got, r.names(want)) {
			t.Errorf("by %s: %q\nwant %q", key, got, r.names(want))
		}
	}
}

func TestGroupsAreSaidAndPassedByTheKeyboard(t *testing.T) {
	r := open(t, desk.Look{Height: 3800})
	r.GoToClaim(many)
	r.board.Arrange() // as the menu does
	r.MustSee("Sort and group the trials")
	for range 2 {
		r.Press("Tab")
	}
	r.TapBelow("Group by", "What it shows")
	r.Press("Ctrl+Return")
	r.MustSee("Grouped by what they show.")
	counts := map[appraisal.Relation]int{}
	for _, row := range r.View().Assessment.Rows {
		counts[row.Relation]++
	}
	for rel, n := range counts {
		r.MustSee(words.Relation(rel), tr.N(n, "1 trial", "%d trials"))
	}
	r.board.FocusRows()
	for range 14 {
		r.Press("Down")
	}
	reached := r.Session.Place().Link
	want := r.names(func(a, b rules.Row) int {
		return slices.Index(appraisal.Relations, a.Relation) - slices.Index(appraisal.Relations, b.Relation)
	})
	if got := r.order(); !slices.Equal(got, want) {
		t.Errorf("grouped: %q, want %q", got, want)
	}
	last := r.Linked(r.Session.Place().UID, want[len(want)-1])
	if reached != last.Link.UID {
		t.Errorf("Down through the groups ends at %q, want %s", reached, last.Trial.Name)
	}
	r.GoToClaim("Robust")
	r.MustSee("Grouped by what they show.") // for the session, whichever claim
	r.Tap("As linked")
	r.MustNotSee("Grouped by")
}

func TestTheSummaryByDomainSaysHowItCountsAndNarrowsTheTable(t *testing.T) {
	r := open(t, desk.Look{Height: 3800})
	r.GoToClaim(many)
	rows := r.View().Assessment.Rows
	bars := func() []*widgets.StackedBar { return desk.All[*widgets.StackedBar](r.Desk) }
	if n := len(bars()); n != len(appraisal.Domains)+1 {
		t.Fatalf("%d bars", n)
	}
	r.MustSee("Shares of the weight in the pool, as risk-of-bias plots have them: 2 of ")
	var pooled []rules.Row
	for _, row := range rows {
		if row.InPool {
			pooled = append(pooled, row)
		}
	}
	if parts := bars()[0].Shown(); len(parts) != 2 || !strings.Contains(parts[0].Label, "%") {
		t.Errorf("blinding of %d pooled trials is %+v", len(pooled), parts)
	}
	r.Tap("By number")
	r.MustSee("Shares of the trials linked to the claim")
	blinding := bars()[0].Shown()
	total := float32(0)
	for _, p := range blinding {
		total += p.Share
		if p.Mark == widgets.MarkNone {
			t.Errorf("a part has no sign: %+v", p)
		}
	}
	if total < 0.999 || total > 1.001 {
		t.Errorf("the shares add up to %v", total)
	}
	want := func(rating appraisal.Rating) []string {
		var out []string
		for _, row := range rows {
			if row.Domains[appraisal.Blinding].Rating == rating && row.Linked.Link.ResultUID != "" && row.Relation != appraisal.Context {
				out = append(out, row.Linked.Trial.Name)
			}
		}
		return out
	}
	verdict := r.View().Assessment.Verdict
	for i, p := range blinding {
		if strings.Contains(p.Tip, "Some concerns") {
			for range 3 { // to the part, wherever the keyboard was
				r.Canvas.Focus(bars()[0])
				r.Press("Home")
			}
			for range i {
				r.Press("Right")
			}
			r.Press("Return")
		}
	}
	r.MustSee("Only Blinding: Some concerns")
	if got := r.order(); !slices.Equal(got, want(appraisal.SomeConcerns)) || len(got) == 0 {
		t.Errorf("narrowed to %q, want %q", got, want(appraisal.SomeConcerns))
	}
	r.MustSee("of all trials") // the pool stays that of all
	if now := r.View().Assessment.Verdict; now != verdict {
		t.Errorf("narrowing made %s of %s", now, verdict)
	}
	r.Tap("Show all")
	if got := r.order(); len(got) != len(rows) {
		t.Errorf("%d of %d trials after Show all", len(got), len(rows))
	}
	bar := bars()[0] // by the pointer
	for _, s := range uitest.Look(r.Canvas) {
		if s.Object == bar {
			test.TapCanvas(r.Canvas, s.Pos.AddXY(5, 10))
			uitest.Settle(r.Canvas)
		}
	}
	r.MustSee("Only Blinding: ")
	r.GoToClaim("Robust")
	r.MustNotSee("Only Blinding: ")
}

func TestTheForestSaysItsWeightsItsPoolAndWhyThereIsNoPredictionInterval(t *testing.T) {
	r := at(t, "Robust")
	r.MustSee("Pool of 2 trials, random effects: 7.34 (3.32 to 11.35).", "No prediction interval: only 2 trials are pooled",
		"Band: −3 to 3, differences too small to matter.", "71 %", "29 %")
	said := strings.Join(r.Tips(), "\n")
	for _, want := range []string{"Square: the estimate, 7.95.", "Line: its 95 % confidence interval, 3.20 to 12.71.", "Size of the square: its weight in the pool, 71 %.",
		"From: ", "Diamond: the pool of 2 trials"} {
		if !strings.Contains(said, want) {
			t.Errorf("no mark says %q", want)
		}
	}
}

func TestAPoolOfThreeTrialsHasItsPredictionIntervalInWordsAndDrawn(t *testing.T) {
	r := open(t, desk.Look{Height: 3600})
	all, err := r.Session.Lib.Claims(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		r.GoToClaim(c.Label)
		o := r.View().Assessment.Judged
		if o == nil || o.Pooled == nil || o.Pooled.K < 3 {
			continue
		}
		r.MustSee("95 % prediction interval: ", "("+tr.N(o.Pooled.K, "1 trial", "%d trials")+"). It is where", "Thin line through it: the prediction interval.")
		r.MustNotSee("No prediction interval")
		return
	}
	t.Fatal("no claim of the starter library pools three trials")
}
