package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
)

// keysOf returns the keys of a JSON object in the order in which they are written.
func keysOf(t testing.TB, object string) []string {
	t.Helper()
	v, err := parseJSON([]byte(object))
	if err != nil {
		t.Fatal(err)
	}
	return v.names
}

// claimKeys are the public keys of a line of `claims --json`, in their order.
var claimKeys = []string{
	"uid", "key", "part", "article", "label", "text", "kind", "verdict", "why_none", "rule", "certainty", "provisional",
	"linked", "pooled", "unchecked_facts", "citation_check",
}

// claimsOf are the lines of `claims --json`.
func claimsOf(t testing.TB, library string, more ...string) []claimLine {
	t.Helper()
	got := start("", append([]string{"claims", "--json", library}, more...)...)
	if got.code != exitOK || got.stderr != "" {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	var all []claimLine
	for _, line := range strings.Split(strings.TrimSuffix(got.out, "\n"), "\n") {
		var c claimLine
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		if keys := keysOf(t, line); !slices.Equal(keys, claimKeys) {
			t.Fatalf("keys %v, want %v", keys, claimKeys)
		}
		all = append(all, c)
	}
	return all
}

func TestClaimsListsEveryClaimWithItsVerdictOrWhyThereIsNone(t *testing.T) {
	all := claimsOf(t, starterLibrary)
	main := 0
	for _, c := range all {
		name := fmt.Sprintf("%s part %d", *c.Key, c.Part)
		if c.Part == 0 {
			main++
		}
		if c.UID == "" || c.Article == nil || c.Label == "" || c.Text == "" || !slices.Contains(appraisal.ClaimKinds, c.Kind) {
			t.Errorf("%s is incomplete: %+v", name, c)
		}
		if (c.Verdict == nil) != (c.WhyNone != nil) || (c.Verdict == nil) != (c.Rule == nil) {
			t.Errorf("%s has neither a verdict by a rule nor a reason, or both", name)
		}
		if c.Rule != nil {
			if _, known := rules.Find(*c.Rule); !known {
				t.Errorf("%s: there is no rule %s", name, *c.Rule)
			}
		}
		if c.Kind == appraisal.KindReport && c.CitationCheck == nil && c.Verdict != nil {
			t.Errorf("%s: %s without a citation check", name, *c.Verdict)
		}
	}
	if main != 53 {
		t.Errorf("%d main claims, want 53", main)
	}
}

// The table in docs/starter.md is made from the engine, not from this program: both must say the same.
func TestClaimsSayWhatTheTableOfTheStarterLibrarySays(t *testing.T) {
	table, err := os.ReadFile(filepath.Join("..", "..", "docs", "starter.md"))
	if err != nil {
		t.Fatal(err)
	}
	word := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	for _, c := range claimsOf(t, starterLibrary) {
		row := ""
		for _, line := range strings.Split(string(table), "\n") {
			if strings.HasPrefix(line, fmt.Sprintf("| %s.%d | ", *c.Key, c.Part)) {
				row = line
			}
		}
		verdict := "none"
		if c.Verdict != nil {
			verdict = "**" + string(*c.Verdict) + "**"
		}
		want := fmt.Sprintf("| %s | %s | %s | %d | %d | %d |", verdict, word((*string)(c.Rule)), word((*string)(c.Certainty)), c.Linked, c.Pooled, c.UncheckedFacts)
		if !strings.Contains(row, want) || !strings.Contains(row, c.Label) {
			t.Errorf("%s part %d: %s\nis not in %s", *c.Key, c.Part, want, row)
		}
	}
}

// A rank or count is read from facts, so that no judgement is missing; a share of ratings waits for the reviewer.
func TestClaimsThatRestOnNoJudgementAreNotProvisional(t *testing.T) {
	want := map[string]bool{"a000-07": false, "a001-09": true, "a000-05": false, "a001-01": true}
	for _, c := range claimsOf(t, starterLibrary) {
		if provisional, asked := want[*c.Key]; asked && c.Part == 0 && c.Provisional != provisional {
			t.Errorf("%s: provisional %v, want %v", *c.Key, c.Provisional, provisional)
		}
	}
}

func TestClaimsAreListedByArticleForAReader(t *testing.T) {
	got := start("", "claims", starterLibrary)
	lines := strings.Split(got.out, "\n")
	at := slices.Index(lines, "Ketamine for depression – a critical perspective")
	if got.code != exitOK || at < 2 || lines[at-1] != "" {
		t.Fatalf("exit %d, article at %d", got.code, at)
	}
	var column []int // where the label starts
	for _, line := range lines[at+1 : at+3] {
		for _, label := range []string{"Fast effect that wears off in days", "Gain fades within days"} {
			if before, _, found := strings.Cut(line, label); found {
				column = append(column, len([]rune(before)))
			}
		}
	}
	if !strings.HasPrefix(lines[at+1], "  a001-01  ") || !strings.HasPrefix(lines[at+2], "  a001-01.1  ") || len(column) != 2 || column[0] != column[1] {
		t.Errorf("%q\n%q", lines[at+1], lines[at+2])
	}
	if !strings.Contains(lines[at+1], "Partly supported (provisional)  V-12") || !strings.Contains(lines[at+1], "0 of 8 judged") {
		t.Errorf("%q", lines[at+1])
	}
}

func TestALibraryWithoutClaimsSaysSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.claimgrade")
	lib, err := db.Create(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	if got := start("", "claims", path); got.code != exitOK || got.out != "The library holds no claims yet.\n" {
		t.Errorf("%+v", got)
	}
	if got := start("", "claims", path, "--json"); got != (ran{}) {
		t.Errorf("%+v", got)
	}
}

// The user's own claims have no key, and perhaps no article.
func TestAClaimOfOnesOwnIsFoundByItsUID(t *testing.T) {
	path := mine(t)
	lib := opened(t, path)
	var uid string
	do(t, lib, func(b *db.Batch) {
		uid = b.PutClaim(appraisal.Claim{Label: "Own <claim>", Text: "Said in passing.", Kind: appraisal.KindReport})
	})
	all := claimsOf(t, path)
	c := all[len(all)-1]
	if c.UID != uid || c.Key != nil || c.Article != nil || c.Verdict != nil || c.Rule != nil || c.WhyNone == nil || c.CitationCheck != nil {
		t.Errorf("%+v", c)
	}
	if got := start("", "claims", path); !strings.Contains(got.out, "\n(no article)\n  "+uid+"  No verdict yet") {
		t.Errorf("the list ends %q", got.out[max(0, len(got.out)-200):])
	}
	got := start("", "verdict", path, uid)
	if got.code != exitOK || !strings.Contains(got.out, "Own <claim>") || !strings.Contains(got.out, "Nobody has checked yet whether the source says this.") {
		t.Errorf("%+v", got)
	}
	if got := start("", "verdict", path, uid, "--json"); !strings.Contains(got.out, `"label":"Own <claim>"`) {
		t.Errorf("%+v", got)
	}
}

func TestAlignedColumnsCountLettersNotBytes(t *testing.T) {
	got := aligned([][]string{{"−1", "x"}, {"abc", "y"}, {"only"}})
	if want := []string{"−1    x", "abc   y", "only"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// judgeAll judges blinding of every link of a claim as High, as a reviewer in the window would, and sets who appraises.
func judgeAll(t testing.TB, path, key string) (reviewer appraisal.Reviewer) {
	t.Helper()
	ctx := context.Background()
	lib := opened(t, path)
	all, err := lib.Claims(ctx)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(all, func(c appraisal.Claim) bool { return c.Key == key && c.Part == 0 })
	d, err := lib.Dossier(ctx, all[at].UID, "")
	if err != nil {
		t.Fatal(err)
	}
	a := rules.Assess(d)
	do(t, lib, func(b *db.Batch) {
		reviewer = appraisal.Reviewer{Name: "Ada"}
		reviewer.UID = b.PutReviewer(reviewer)
		b.PutReviewer(appraisal.Reviewer{Name: "Ben"})
		for _, r := range a.Rows {
			for _, domain := range appraisal.Domains {
				s := r.Domains[domain].Suggestion
				x := appraisal.Appraisal{
					LinkUID: r.Linked.Link.UID, Reviewer: reviewer.UID, Domain: domain, Suggestion: s.Rating, Rule: string(s.Rule),
					RulesVersion: rules.Version, Judgement: s.Rating, Reason: "As suggested.",
				}
				if domain == appraisal.Blinding || s.Rating == appraisal.NotExtracted {
					x.Judgement, x.Reason = appraisal.High, "Everybody knew."
				}
				b.PutAppraisal(x)
			}
		}
	})
	var setting bytes.Buffer
	if err := json.NewEncoder(&setting).Encode(reviewer); err != nil {
		t.Fatal(err)
	}
	if err := lib.SetSetting(ctx, db.ReviewerSetting, setting.String()); err != nil {
		t.Fatal(err)
	}
	return reviewer
}

func TestTheJudgementsOfWhoeverAppraisesInTheWindowCount(t *testing.T) {
	path := mine(t)
	judgeAll(t, path, "a001-01")
	find := func(more ...string) claimLine {
		all := claimsOf(t, path, more...)
		return all[slices.IndexFunc(all, func(c claimLine) bool { return *c.Key == "a001-01" && c.Part == 0 })]
	}
	ada, ben := find(), find("--reviewer", "Ben")
	if ada.Provisional || !ben.Provisional {
		t.Errorf("provisional by Ada's judgements: %v, by Ben's: %v", ada.Provisional, ben.Provisional)
	}
	if named := find("--reviewer", "Ada"); asJSON(t, named) != asJSON(t, ada) {
		t.Errorf("%+v", named)
	}
	if got := start("", "claims", path); !strings.Contains(got.out, "8 of 8 judged") {
		t.Error("the list does not show the progress")
	}
	for _, args := range [][]string{{"claims", path}, {"verdict", path, "a001-01"}} {
		got := start("", append(args, "--reviewer", "Cy")...)
		if got.code != exitRefused || got.stderr != path+": there is no reviewer “Cy”. Reviewers: “Ada”, “Ben”.\n" {
			t.Errorf("%+v", got)
		}
	}
}

func TestTheDocumentNamesEveryKey(t *testing.T) {
	document, err := os.ReadFile(filepath.Join("..", "..", "docs", "case-format.md"))
	if err != nil {
		t.Fatal(err)
	}
	got := start("", "verdict", starterLibrary, "a001-01", "--json")
	keys := keysOf(t, got.out)
	v, err := parseJSON([]byte(got.out))
	if err != nil {
		t.Fatal(err)
	}
	row := v.members["rows"].items[0]
	keys = append(append(keys, row.names...), row.members["domains"].members["blinding"].names...)
	keys = append(append(keys, v.members["unchecked"].items[0].names...), v.members["ladder"].items[0].names...)
	for _, part := range v.members["ledger"].items {
		keys = append(keys, part.names...)
		for _, list := range [][]value{part.members["trials"].items, part.members["costs"].items} {
			if len(list) > 0 {
				keys = append(keys, list[0].names...)
			}
		}
	}
	keys = append(append(keys, v.members["citation"].names...), v.members["judged"].names...)
	for _, k := range keys {
		if !strings.Contains(string(document), "`"+k+"`") && !strings.Contains(string(document), `"`+k+`"`) {
			t.Errorf("docs/case-format.md does not name %q", k)
		}
	}
	for _, c := range commands {
		if !strings.Contains(string(document), c.name+" "+strings.Fields(c.usage)[0]) {
			t.Errorf("docs/case-format.md does not describe %s %s", c.name, c.usage)
		}
	}
}
