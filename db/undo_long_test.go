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

// drawAnyEdit draws what drawEdit does and what only a long life of a library brings: whole claims, facts of every
// field, appraisals with all that belongs to them, and the leaving of reviewers.
func drawAnyEdit(r *rapid.T, b *Batch) {
	pick := func(kind string) string { return kind + rapid.SampledFrom([]string{"1", "2", "3"}).Draw(r, kind) }
	word := func(what string) string { return rapid.SampledFrom([]string{"", "one", "two", "drei"}).Draw(r, what) }
	switch rapid.IntRange(0, 23).Draw(r, "kind of edit") {
	case 0:
		b.DeleteReviewer(pick("r"))
	case 1:
		b.DeleteAppraisal(pick("k") + pick("r"))
	case 2, 3:
		link, reviewer := pick("k"), pick("r")
		a := appraisal.Appraisal{UID: link + reviewer, LinkUID: link, Reviewer: reviewer,
			Domain:    rapid.SampledFrom(appraisal.Domains).Draw(r, "domain"),
			Judgement: rapid.SampledFrom([]appraisal.Rating{"", appraisal.Low, appraisal.High}).Draw(r, "judgement"),
			Reason:    word("reason"), BiasDirection: rapid.SampledFrom([]appraisal.BiasDirection{"", appraisal.TowardsControl}).Draw(r, "direction"),
			Answers: map[appraisal.Question]appraisal.Answer{}}
		for _, q := range []appraisal.Question{appraisal.QDeviations, appraisal.QParticipantsAware} {
			if rapid.Bool().Draw(r, "answered") {
				a.Answers[q] = rapid.SampledFrom(appraisal.Answers).Draw(r, "answer")
			}
		}
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(1, 4), 0, 3, rapid.ID).Draw(r, "quotes") {
			a.Quotes = append(a.Quotes, appraisal.Quote{UID: fmt.Sprint("q", n), Exact: word("exact")})
		}
		b.PutAppraisal(a)
	case 4:
		trial := pick("t")
		subject := map[appraisal.Scope]Subject{appraisal.OfTrial: {TrialUID: trial}, appraisal.OfArm: {ArmUID: trial + "a1"},
			appraisal.OfResult: {ResultUID: trial + "x1"}}
		field := rapid.SampledFrom(appraisal.Fields).Draw(r, "field")
		value := "7"
		if field.Kind == appraisal.ChoiceValue {
			value = field.Choices[0]
		}
		b.PutFact(subject[field.Scope], appraisal.Fact{Field: field.Key, Value: value, Quote: word("quote"), CheckedBy: word("checked by")})
	case 5:
		b.PutClaim(appraisal.Claim{UID: pick("c"), Label: "L" + word("label"), Text: "T", Kind: appraisal.KindEvidence,
			Evidence: appraisal.Evidence{Levels: rapid.SliceOfN(rapid.Just(appraisal.High), 0, 2).Draw(r, "levels")},
			Citation: appraisal.Citation{Cited: word("cited"), Note: word("note")}})
	case 6:
		claim, reviewer := pick("c"), pick("r")
		step := rapid.SampledFrom(appraisal.Steps[:5]).Draw(r, "step")
		b.PutOverrule(appraisal.Overrule{UID: claim + reviewer + string(step), ClaimUID: claim, Reviewer: reviewer, Step: step,
			Value: rapid.SampledFrom(step.Values()).Draw(r, "value"), Reason: "R" + word("reason")})
	case 7:
		b.DeleteOverrule(pick("c") + pick("r") + string(rapid.SampledFrom(appraisal.Steps[:5]).Draw(r, "step")))
	case 8:
		set, _ := appraisal.BuiltIn(appraisal.StrictSet)
		set.Name = "S" + word("set")
		b.PutThresholds(pick("s"), set)
	case 9:
		b.DeleteThresholds(pick("s"))
	case 10:
		b.UseThresholds(rapid.SampledFrom([]string{appraisal.StrictSet, appraisal.DefaultSet, "s1", "s2"}).Draw(r, "in force"))
	case 11:
		words := appraisal.DefaultStrengthWords()
		words.Hedged = append(words.Hedged, "w"+word("hedge"))
		b.PutStrengthWords(words)
	case 12:
		b.PutStrengthWords(appraisal.DefaultStrengthWords())
	default:
		drawEdit(r, b)
	}
}

// A library may be edited for days, by typing too, and still goes back step by step to how it was, and forth again.
func TestTwoHundredEditsUndoneGiveTheSameDumpAndRedoneTheEditedOne(t *testing.T) {
	checks := flag.Lookup("rapid.checks")
	if checks.Value.String() == checks.DefValue { // 600 transactions a check
		must(t, checks.Value.Set("5"))
		defer func() { must(t, checks.Value.Set(checks.DefValue)) }()
	}
	const edits = 200
	ctx := context.Background()
	folder, run := t.TempDir(), 0
	rapid.Check(t, func(r *rapid.T) {
		run++
		l, err := Create(ctx, filepath.Join(folder, fmt.Sprintf("%d.sqlite", run)), testOptions())
		must(t, err)
		defer l.Close()
		must(t, l.Do(ctx, Action{Name: "ground", Base: true}, func(b *Batch) error { world(b); return nil }))
		before := snapshot(t, l)
		stored := 0
		for n := 0; stored < edits; n++ {
			name := fmt.Sprintf("edit %d", n)
			group := ""
			if rapid.IntRange(0, 3).Draw(r, "typed") == 0 {
				group = "typing"
			}
			if rapid.IntRange(0, 19).Draw(r, "from the bin") == 0 {
				if all, err := l.Bin(ctx); err != nil {
					r.Fatalf("the bin could not be read: %v", err)
				} else if len(all) > 0 {
					err := l.RestoreDeleted(ctx, all[rapid.IntRange(0, len(all)-1).Draw(r, "restored")], Action{Name: name})
					if err != nil && appraisal.CodeOf(err) == "" {
						r.Fatalf("edit %d, a restoring, failed without saying why: %v", n, err)
					}
				}
				continue
			}
			err := l.Do(ctx, Action{Name: name, Group: group}, func(b *Batch) error {
				for range rapid.IntRange(1, 2).Draw(r, "writes") {
					drawAnyEdit(r, b)
				}
				return nil
			})
			if code := appraisal.CodeOf(err); err != nil && code == "" {
				r.Fatalf("edit %d failed without saying why: %v", n, err)
			}
			if err == nil {
				stored++ // an edit that goes on with the typing before it, or changes nothing, is no step of its own
			}
		}
		after := snapshot(t, l)
		steps := 0
		for {
			name, err := l.CanUndo(ctx)
			must(t, err)
			if name == "" {
				break
			}
			if _, err := l.Undo(ctx, ""); err != nil {
				r.Fatalf("%q was not undone: %v", name, err)
			}
			steps++
		}
		if steps < edits/2 {
			r.Fatalf("%d edits were only %d steps: the draw makes too few changes", edits, steps)
		}
		if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
			r.Fatalf("before (-), after %d edits were undone (+):\n%s", steps, diff)
		}
		wantSound(t, l)
		for range steps {
			if name, err := l.Redo(ctx, ""); err != nil {
				r.Fatalf("%q was not redone: %v", name, err)
			}
		}
		if diff := cmp.Diff(after, snapshot(t, l)); diff != "" {
			r.Fatalf("edited (-), redone (+):\n%s", diff)
		}
		wantSound(t, l)
	})
}
