package report

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimgrade/ui/report/block"
)

func slidesFor(t *testing.T, key string, part int) []block.Slide {
	t.Helper()
	lib := library(t)
	r := Request{Kind: Slides, Claims: []string{uidOf(t, lib, key, part)}, Date: "2026-03-01"}
	doc, err := Compose(context.Background(), lib, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Compose(context.Background(), lib, r, nil)
	if err != nil || !reflect.DeepEqual(doc, again) {
		t.Errorf("the same slides come out otherwise the second time (%v)", err)
	}
	var out []block.Slide
	for _, b := range doc.Blocks {
		s, ok := b.(block.Slide)
		if !ok {
			t.Fatalf("%T stands between the slides", b)
		}
		out = append(out, s)
	}
	return out
}

func titles(all []block.Slide) (out []string) {
	for _, s := range all {
		title, _, _ := strings.Cut(s.Title, " (") // how many of all are told
		out = append(out, title)
	}
	return out
}

func TestSlidesAreTheBoardOfAClaimInItsOrder(t *testing.T) {
	for _, c := range []struct {
		key  string
		part int
		want []string
	}{
		{"a004-04", 0, []string{"Esketamine helps to 28 days", "What is asked", "What the trials show", "Forest plot", "Judgements by trial", "What the claim says and what the trials did",
			"Verdict", "What it rests on", "What would change it", "Wording that the trials support", "References"}},
		{"a001-09", 0, []string{"Blinding rarely holds", "What is asked", "The trials it speaks of", "Judgements by trial", "Verdict", "What it rests on", "References", "References"}},
		{"a000-02", 0, []string{"No gain in thinking, well-being or cost", "What is asked", "Does the source say it?", "Verdict", "References"}},
	} {
		got := titles(slidesFor(t, c.key, c.part))
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q, want\n%q", c.key, got, c.want)
		}
	}
}

func TestWhoSpeaksFindsWhereTheNumbersCameFrom(t *testing.T) {
	all := slidesFor(t, "a004-04", 0)
	for title, want := range map[string]string{"What the trials show": "Popova 2019 (TRANSFORM-2):\nFrom: estimate", "Forest plot": "Random effects by restricted maximum likelihood",
		"Verdict": "P-1: ", "What is asked": "Smallest difference that matters: ± 3. Source: "} {
		at := slices.Index(titles(all), title)
		if at < 0 || !strings.Contains(block.Text(all[at].Notes), want) {
			t.Errorf("the notes of %q lack %q", title, want)
		}
	}
}

func TestEveryNumberRaisedOnSlidesIsInTheReferences(t *testing.T) {
	all := slidesFor(t, "a004-04", 0)
	there := map[string]bool{}
	cited := 0
	for _, s := range all {
		for _, b := range s.Blocks {
			if l, ok := b.(block.List); ok {
				for _, it := range l.Items {
					there["#"+it.ID] = it.ID != ""
				}
			}
		}
	}
	for _, s := range all {
		inBlocks(s.Blocks, func(r block.Run) {
			if r.Raised && r.Link != "" {
				cited++
				if !there[r.Link] {
					t.Errorf("%s leads nowhere", r.Link)
				}
			}
		})
	}
	if cited < 4 { // the article and three trials
		t.Errorf("%d numbers are raised", cited)
	}
}

func TestReferencesGoOnOverSlides(t *testing.T) {
	next := 0
	for _, s := range slidesFor(t, "a001-09", 0) {
		if !strings.HasPrefix(s.Title, "References") {
			continue
		}
		l := s.Blocks[0].(block.List)
		if l.After != next || len(l.Items) > referencesOnSlide {
			t.Errorf("%s: %d references from number %d, want at most %d from %d", s.Title, len(l.Items), l.After+1, referencesOnSlide, next+1)
		}
		next += len(l.Items)
	}
	if next <= referencesOnSlide {
		t.Errorf("only %d references were looked at", next)
	}
}
