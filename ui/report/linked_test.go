package report

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/report/block"
)

// A handout is one sheet, printed on both sides, for as many trials as a journal club takes.
func TestAHandoutOfFiveTrialsIsTwoPages(t *testing.T) {
	lib := library(t)
	s, err := gather(context.Background(), lib, Request{Kind: Handout, Claims: allClaims(t, lib), Date: "2026-11-28"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	fives := 0
	for _, c := range s.Claims {
		n := len(studiesOf(c))
		if n < 4 || n > 5 {
			continue
		}
		fives++
		out, err := Make(context.Background(), lib, Request{Kind: Handout, Format: PDF, Claims: []string{c.Claim.UID}, Date: "2026-11-28"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		pages := bytes.Count(out.Data, []byte("/Type /Page\n")) + bytes.Count(out.Data, []byte("/Type /Page "))
		if pages != 2 {
			t.Errorf("%s: %d trials on %d pages", c.Claim.Label, n, pages)
		}
	}
	if fives < 3 {
		t.Errorf("only %d claims of four or five trials were looked at", fives)
	}
}

// What a claim says of a source is checked against a source that can be found: the trial's paper, not its nickname.
func TestAClaimAboutASourceCitesTheTrialThatItNames(t *testing.T) {
	lib := library(t)
	s, err := gather(context.Background(), lib, Request{Kind: CAT, Claims: allClaims(t, lib), Date: "2026-11-28"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, c := range s.Claims {
		for _, l := range c.Dossier.Linked {
			if c.Claim.Kind != appraisal.KindReport || c.Claim.Citation.Cited != l.Trial.Name {
				continue
			}
			found++
			paper := l.Trial.Facts.Text(appraisal.FieldDOI)
			for _, k := range []Kind{CAT, Letter, Evidence} {
				list := references1(compose1(t, lib, Request{Kind: k, Claims: []string{c.Claim.UID}, Date: "2026-11-28"}))
				if !slices.ContainsFunc(list, func(item string) bool { return strings.Contains(item, paper) }) || slices.Contains(list, l.Trial.Name+".") {
					t.Errorf("%s of %q: references %q", k, c.Claim.Label, list)
				}
			}
		}
	}
	if found < 5 {
		t.Errorf("only %d claims about a linked trial", found)
	}
}

// references1 are the items of the list of references.
func references1(doc block.Document) []string {
	var items []string
	for _, b := range doc.Blocks {
		if l, ok := b.(block.List); ok && l.Numbered {
			items = nil // it is the last one
			for _, x := range l.Items {
				items = append(items, block.Text(x.Runs))
			}
		}
	}
	return items
}

// That nobody studied something is not met by trials that studied it: each trial says what it says.
func TestTrialsOfATallySayWhatTheClaimCounts(t *testing.T) {
	lib := library(t)
	for key, want := range map[string][]string{
		"a001-11": {"Read with a control group", "No"},
		"a000-07": {"The trial in question", "Randomised, total"},
		"a001-03": {"Meets the claim", "Yes", "No"},
	} {
		for _, uid := range allClaims(t, lib) {
			c := claimByUID(t, lib, uid)
			if c.Key != key || c.Part != 0 {
				continue
			}
			text := textOf(compose1(t, lib, Request{Kind: CAT, Claims: []string{uid}, Date: "2026-11-28"}))
			for _, w := range want {
				if !strings.Contains(text, w) {
					t.Errorf("%s: the topic lacks %q", key, w)
				}
			}
			if key != "a001-03" && strings.Contains(text, "Meets the claim") {
				t.Errorf("%s: trials are said to meet the claim", key)
			}
		}
	}
}

func claimByUID(t *testing.T, lib *db.Library, uid string) appraisal.Claim {
	t.Helper()
	d, err := lib.Dossier(context.Background(), uid, "")
	if err != nil {
		t.Fatal(err)
	}
	return d.Claim
}
