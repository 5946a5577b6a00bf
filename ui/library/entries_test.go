package library

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"

	"github.com/google/go-cmp/cmp"
)

// sample is two articles with a claim of two parts, a claim by itself, and two trials.
func sample() session.Overview {
	doc := func(uid, author, outlet, date string) session.ArticleItem {
		return session.ArticleItem{Document: appraisal.Document{UID: uid, Kind: "article", Title: "On " + uid, Author: author, Outlet: outlet, Date: date}, Claims: 1}
	}
	return session.Overview{
		Articles: []session.ArticleItem{doc("a", "Debernard KAB, Westergren T", "Tidsskriftet", "2026-03-03"), doc("b", "", "Psychology Today", "")},
		Claims: []session.ClaimItem{
			{UID: "1", DocumentUID: "a", Label: "Rapid effect", Text: "It works within a day.", Verdict: appraisal.Overstated,
				Certainty: appraisal.CertaintyLow, Provisional: true, Kind: appraisal.KindEffect, Linked: 2, Due: 8, Judged: 2, Trials: []string{"Murrough 2013"}},
			{UID: "2", DocumentUID: "a", Parent: "1", Part: 1, Label: "Robust effect", Text: "The effect is large.", Kind: appraisal.KindEffect},
			{UID: "3", DocumentUID: "b", Label: "Not approved", Text: "No agency approved it.", Verdict: appraisal.NotTrialQuestion, Kind: appraisal.KindNoTrial},
		},
		Trials: []*session.TrialItem{
			{UID: "z", Name: "Zarate 2006", Design: "crossover (two days)", Comparator: "saline", Words: "zarate 2006\ncrossover\nsaline"},
			{UID: "m", Name: "Murrough 2013", Design: "parallel", N: 73, Comparator: "midazolam", Words: "murrough 2013\nparallel\nketamine\nmidazolam"},
		},
	}
}

// unknown is what is known of a trial before it was read.
func unknown(string) (session.Note, bool) { return session.Note{}, false }

func shown(entries []entry, typed string) (ids []string, found, all int) {
	s := newShelf(entries)
	s.filter(newFilter(typed), nil)
	rows := s.list(unknown)
	for i := range rows.Count {
		if it := rows.Item(i); it.Heading {
			ids = append(ids, "# "+it.Title)
		} else {
			ids = append(ids, it.ID)
		}
	}
	return ids, s.found, s.all
}

func TestClaimsStandUnderTheirArticlesAndPartsUnderTheirClaim(t *testing.T) {
	got, found, all := shown(claimEntries(sample()), "")
	want := []string{"# Debernard 2026 · Tidsskriftet", "1", "2", "# Psychology Today", "3"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("listed (-want +got):\n%s", d)
	}
	if found != 2 || all != 2 {
		t.Errorf("counted %d of %d claims, want 2 of 2: a part is no claim of its own", found, all)
	}
}

func TestTheFilterKeepsWhatHasEveryWordTyped(t *testing.T) {
	claims, trials := claimEntries(sample()), trialEntries(sample())
	for _, c := range []struct {
		name    string
		entries []entry
		typed   string
		want    []string
	}{
		{"in the label", claims, "rapid", []string{"# Debernard 2026 · Tidsskriftet", "1"}},
		{"in the text, whatever the case", claims, "AGENCY approved", []string{"# Psychology Today", "3"}},
		{"in the article", claims, "tidsskriftet", []string{"# Debernard 2026 · Tidsskriftet", "1", "2"}},
		{"in the name of a linked trial", claims, "murrough", []string{"# Debernard 2026 · Tidsskriftet", "1"}},
		{"in a part, with the whole it belongs to", claims, "robust", []string{"# Debernard 2026 · Tidsskriftet", "1", "2"}},
		{"nowhere", claims, "rapid agency", nil},
		{"in a trial's comparator", trials, "midaz", []string{"m"}},
	} {
		if got, _, _ := shown(c.entries, c.typed); !cmp.Equal(c.want, got) {
			t.Errorf("%s: typing %q lists %q, want %q", c.name, c.typed, got, c.want)
		}
	}
}

func TestAClaimSaysItsVerdictOrHowFarItIs(t *testing.T) {
	for _, c := range []struct {
		claim session.ClaimItem
		want  string
	}{
		{session.ClaimItem{Verdict: appraisal.Overstated, Provisional: true}, "Overstated"},
		{session.ClaimItem{Verdict: appraisal.Supported}, "Supported"},
		{session.ClaimItem{Kind: appraisal.KindEffect}, "No trial linked yet"},
		{session.ClaimItem{Kind: appraisal.KindEffect, Linked: 3, Due: 12, Judged: 2}, "2 of 12 judged"},
		{session.ClaimItem{Kind: appraisal.KindReport, WhyNone: "The citation was not checked"}, "The citation was not checked"},
		{session.ClaimItem{Kind: appraisal.KindReport}, "No verdict yet"},
	} {
		if got := claimSub(c.claim); got != c.want {
			t.Errorf("%+v says %q, want %q", c.claim, got, c.want)
		}
	}
}

func TestAClaimThatWasBegunSaysHowManyJudgementsAreGiven(t *testing.T) {
	for _, c := range []struct {
		claim session.ClaimItem
		want  string
	}{
		{session.ClaimItem{Verdict: appraisal.Overstated, Due: 8}, ""},
		{session.ClaimItem{Verdict: appraisal.Overstated, Due: 8, Judged: 3}, "3 of 8 judged"},
		{session.ClaimItem{Verdict: appraisal.Overstated, Due: 8, Judged: 3, Again: 2}, "3 of 8 judged, 2 to judge again"},
		{session.ClaimItem{Verdict: appraisal.Supported, Due: 8, Judged: 8}, "8 of 8 judged"},
	} {
		if got := claimRow(c.claim).Note; got != c.want {
			t.Errorf("%+v says %q, want %q", c.claim, got, c.want)
		}
	}
}

func TestATentativeVerdictLooksUnlikeAFinalOne(t *testing.T) {
	items := claimEntries(sample())
	if tile := items[0].item.Tile; !tile.Hollow || tile.Mark != widgets.MarkExclaim || items[0].item.Certainty != 2 {
		t.Errorf("a provisional verdict of low certainty shows %+v with %d circles", tile, items[0].item.Certainty)
	}
	if tile := items[2].item.Tile; tile.Hollow {
		t.Errorf("a final verdict shows %+v", tile)
	}
	if items[1].item.Certainty != 0 {
		t.Error("a claim without verdict shows a certainty")
	}
}

func TestTrialsAreInTheOrderOfTheirNamesWithDesignSizeAndComparator(t *testing.T) {
	e := trialEntries(sample())
	first, second := trialRow(e[0].trial, unknown), trialRow(e[1].trial, unknown)
	if got := []string{first.Title, first.Sub, second.Title, second.Sub}; !cmp.Equal(got,
		[]string{"Murrough 2013", "Parallel, n 73, midazolam", "Zarate 2006", "Crossover, saline"}) {
		t.Errorf("trials read %q", got)
	}
}

func TestATrialWhoseValuesDoNotFitTogetherIsMarkedInTheList(t *testing.T) {
	e := trialEntries(sample())
	note := func(uid string) (session.Note, bool) {
		if uid == "z" {
			return session.Note{Misfits: []string{"Analysed (3) is more than randomised (2)."}}, true
		}
		return session.Note{}, true
	}
	fits, not := trialRow(e[0].trial, note), trialRow(e[1].trial, note)
	if fits.Tile.Mark != widgets.MarkNone || not.Tile.Mark != widgets.MarkExclaim || not.Sub != "1 thing does not fit · Crossover, saline" ||
		not.Tip != "1 thing does not fit:\nAnalysed (3) is more than randomised (2)." {
		t.Errorf("one that fits reads %+v\none that does not %+v", fits, not)
	}
}

func TestAnArticleIsNamedByItsFirstAuthor(t *testing.T) {
	for _, c := range []struct {
		d    appraisal.Document
		want string
	}{
		{appraisal.Document{Author: "Grant Hilary Brenner, MD, DFAPA", Outlet: "Psychology Today"}, "Brenner · Psychology Today"},
		{appraisal.Document{Author: "Debernard KAB, Westergren T", Outlet: "Tidsskriftet", Date: "2026-03"}, "Debernard 2026 · Tidsskriftet"},
		{appraisal.Document{Author: `page of "Dr. Priya Varma" (implied)`, Title: "Ketamine"}, "Varma · Ketamine"},
		{appraisal.Document{Author: "Dr.Oracle (AI page)", Outlet: "Dr.Oracle", Date: "2025-04-07"}, "Dr.Oracle 2025"},
		{appraisal.Document{Outlet: "A blog", Date: "2017"}, "A blog 2017"},
		{appraisal.Document{}, ""},
	} {
		if got := heading(c.d); got != c.want {
			t.Errorf("%q in %q is called %q, want %q", c.d.Author, c.d.Outlet, got, c.want)
		}
	}
}
