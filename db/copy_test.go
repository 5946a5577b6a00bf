package db

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// heldOf is what r1 has of a link in a domain; the zero value where there is nothing.
func heldOf(t testing.TB, l *Library, claim string, d appraisal.Domain) appraisal.Appraisal {
	t.Helper()
	dossier, err := l.Dossier(context.Background(), claim, "r1")
	must(t, err)
	for _, k := range dossier.Linked {
		if a, ok := k.DomainAppraisal("r1", d); ok {
			return a
		}
	}
	return appraisal.Appraisal{}
}

// drawAppraisal draws an appraisal of a link by r1, which may be blank.
func drawAppraisal(r *rapid.T, link string, d appraisal.Domain) appraisal.Appraisal {
	a := appraisal.Appraisal{LinkUID: link, Reviewer: "r1", Domain: d, Answers: map[appraisal.Question]appraisal.Answer{},
		Reason: rapid.SampledFrom([]string{"", "Read.", "Counted."}).Draw(r, "reason")}
	if rapid.Bool().Draw(r, "answered") {
		a.Answers[appraisal.QDeviations] = rapid.SampledFrom(appraisal.Answers).Draw(r, "answer")
	}
	for range rapid.IntRange(0, 2).Draw(r, "quotes") {
		a.Quotes = append(a.Quotes, appraisal.Quote{Exact: rapid.SampledFrom([]string{"one", "two"}).Draw(r, "exact")})
	}
	if rapid.Bool().Draw(r, "judged") {
		a.Judgement = rapid.SampledFrom(appraisal.Ratings).Draw(r, "judgement")
		a.Suggestion, a.Rule, a.RulesVersion = a.Judgement, "X-1", "1"
		if rapid.Bool().Draw(r, "to be judged again") {
			a = a.Again("c1")
		}
	}
	return a
}

// A copy never touches what the reviewer has already, unless told to, stores what is free whole, and undo takes all of
// it back.
func TestACopyLeavesWhatIsThereAndUndoTakesItBackWhole(t *testing.T) {
	ctx := context.Background()
	folder, run := t.TempDir(), 0
	checkDear(t, func(r *rapid.T) {
		run++
		l, err := Create(ctx, filepath.Join(folder, fmt.Sprintf("%d.sqlite", run)), testOptions())
		must(t, err)
		defer l.Close()
		must(t, l.Do(ctx, Action{Name: "ground", Base: true}, func(b *Batch) error { world(b); return nil }))
		must(t, l.Do(ctx, Action{Name: "before"}, func(b *Batch) error {
			for _, k := range []string{"k1", "k2"} {
				for _, d := range appraisal.Domains {
					if rapid.Bool().Draw(r, "something there") {
						b.PutAppraisal(drawAppraisal(r, k, d))
					}
				}
			}
			return nil
		}))
		type place struct {
			link   string
			domain appraisal.Domain
		}
		claim := map[string]string{"k1": "c1", "k2": "c2"}
		before, given, replaced := map[place]appraisal.Appraisal{}, map[place]appraisal.Appraisal{}, map[place]bool{}
		for k, c := range claim {
			for _, d := range appraisal.Domains {
				before[place{k, d}] = heldOf(t, l, c, d)
			}
		}
		dump := dumpOf(t, l)
		must(t, l.Do(ctx, Action{Name: "Copy"}, func(b *Batch) error {
			for _, k := range []string{"k1", "k2"} {
				for _, d := range appraisal.Domains {
					if a := drawAppraisal(r, k, d); rapid.Bool().Draw(r, "copied") && !a.Blank() {
						at := place{k, d}
						given[at], replaced[at] = a, rapid.Bool().Draw(r, "replace")
						b.CopyAppraisal(a, replaced[at])
					}
				}
			}
			return nil
		}))
		for at, was := range before {
			want := was
			if a, ok := given[at]; ok && (was.Blank() || replaced[at]) {
				want = a
			}
			got := heldOf(t, l, claim[at.link], at.domain)
			if diff := cmp.Diff(bare(want), bare(got)); diff != "" {
				r.Fatalf("%v: expected (-), got (+):\n%s", at, diff)
			}
		}
		if now := dumpOf(t, l); now != dump {
			_, err = l.Undo(ctx, "r1")
			must(t, err)
		}
		if diff := cmp.Diff(dump, dumpOf(t, l)); diff != "" {
			r.Fatalf("after undo: expected (-), got (+):\n%s", diff)
		}
		wantSound(t, l)
	})
}

// bare is what an appraisal says, without what the store gives it.
func bare(a appraisal.Appraisal) string {
	s := fmt.Sprintf("%s|%s|%s|%s|%v", a.Judgement, a.Suggestion, a.Rule, a.Reason, a.Answers)
	for _, q := range a.Quotes {
		s += "|" + q.Exact
	}
	return s
}

func TestTheClaimsOfATrialAreReadInTheirOrder(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	all, err := l.Dossiers(ctx, "r1")
	must(t, err)
	trials, err := l.Trials(ctx)
	must(t, err)
	for _, trial := range trials {
		got, err := l.DossiersOf(ctx, trial.UID, "r1")
		must(t, err)
		var want, have []string
		for _, d := range all {
			for _, k := range d.Linked {
				if k.Trial.UID == trial.UID {
					want = append(want, d.Claim.UID+fmt.Sprint(len(d.Linked), len(k.Appraisals)))
					break
				}
			}
		}
		for _, d := range got {
			for _, k := range d.Linked {
				if k.Trial.UID == trial.UID {
					have = append(have, d.Claim.UID+fmt.Sprint(len(d.Linked), len(k.Appraisals)))
					break
				}
			}
		}
		if diff := cmp.Diff(want, have); diff != "" || len(want) == 0 {
			t.Errorf("%s: expected (-), got (+):\n%s", trial.Name, diff)
		}
	}
}

// checkDear checks a property that takes a library of its own each time: a quarter as often as others, unless -rapid.checks
// says how often.
func checkDear(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		must(t, checks.Value.Set("25"))
		defer func() { must(t, checks.Value.Set(checks.DefValue)) }()
	}
	rapid.Check(t, property)
}
