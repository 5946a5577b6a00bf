package db

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// edits draws one write on a small world of uids. Many meet something that is there, some something that is not, so
// that the draw also yields refused actions.
func drawEdit(r *rapid.T, b *Batch) {
	pick := func(kind string) string { return kind + rapid.SampledFrom([]string{"1", "2", "3"}).Draw(r, kind) }
	word := func(what string) string { return rapid.SampledFrom([]string{"", "one", "two", "drei"}).Draw(r, what) }
	number := func(what string) *float64 {
		if rapid.Bool().Draw(r, what+" given") {
			x := rapid.Float64Range(0.01, 100).Draw(r, what)
			return &x
		}
		return nil
	}
	maybe := func(kind string) string {
		if rapid.Bool().Draw(r, kind+" given") {
			return pick(kind)
		}
		return ""
	}
	domain := rapid.SampledFrom(appraisal.Domains)
	switch edit := rapid.IntRange(0, 25).Draw(r, "edit"); edit {
	case 0, 1:
		b.PutDocument(appraisal.Document{UID: pick("d"), Title: word("title"), Note: word("note")})
	case 2:
		b.DeleteDocument(pick("d"))
	case 3, 4:
		b.PutReviewer(appraisal.Reviewer{UID: pick("r"), Name: "N" + word("name")})
	case 5, 6:
		b.PutClaim(appraisal.Claim{UID: pick("c"), ParentUID: maybe("c"), DocumentUID: maybe("d"), Label: "L" + word("label"), Text: "T",
			Kind: appraisal.KindReport, Effect: appraisal.Effect{MID: number("mid"), NearlyAll: rapid.Bool().Draw(r, "nearly all")},
			Evidence: appraisal.Evidence{SubjectUID: maybe("t")}})
	case 7:
		b.DeleteClaim(pick("c"))
	case 8, 9:
		b.PutTrial(appraisal.Trial{UID: pick("t"), Name: "T" + word("name"), Notes: word("notes")})
	case 10:
		b.DeleteTrial(pick("t"))
	case 11:
		trial := pick("t")
		b.PutArm(trial, appraisal.Arm{UID: trial + pick("a"), Name: word("arm")})
	case 12:
		b.DeleteArm(pick("t") + pick("a"))
	case 13:
		trial := pick("t")
		b.PutResult(trial, appraisal.Result{UID: trial + pick("x"), Name: word("result"), ExperimentalUID: trial + pick("a")})
	case 14:
		b.DeleteResult(pick("t") + pick("x"))
	case 15:
		b.PutFact(Subject{TrialUID: pick("t")}, appraisal.Fact{Field: appraisal.FieldCitation, Value: "V" + word("value"), Document: maybe("d")})
		b.PutFact(Subject{ArmUID: pick("t") + pick("a")}, appraisal.Fact{Field: appraisal.FieldArmTreated, Value: "3", Note: word("note")})
	case 16:
		b.DeleteFact(Subject{TrialUID: pick("t")}, appraisal.FieldCitation)
	case 17:
		trial := pick("t")
		link := appraisal.Link{UID: pick("k"), ClaimUID: pick("c"), TrialUID: trial, Why: word("why")}
		if rapid.Bool().Draw(r, "of a result") {
			link.ResultUID = trial + pick("x")
		}
		b.PutLink(link)
	case 18:
		a := appraisal.Appraisal{LinkUID: pick("k"), Reviewer: pick("r"), Domain: domain.Draw(r, "domain"), Reason: word("reason"),
			Answers: map[appraisal.Question]appraisal.Answer{appraisal.QDeviations: rapid.SampledFrom(appraisal.Answers).Draw(r, "answer")}}
		for range rapid.IntRange(0, 2).Draw(r, "quotes") {
			a.Quotes = append(a.Quotes, appraisal.Quote{UID: pick("q"), Exact: word("exact"), DocumentUID: maybe("d")})
		}
		b.PutAppraisal(a)
	case 19:
		b.DeleteLink(pick("k"))
	case 20:
		set := ownThresholds("N" + word("set"))
		set.MuchLost = rapid.Float64Range(15, 45).Draw(r, "much lost") // now and then above the next bound
		b.PutThresholds(pick("h"), set)
	case 21:
		b.DeleteThresholds(pick("h"))
	case 22:
		b.UseThresholds(rapid.SampledFrom([]string{"h1", "h2", "strict", "lenient", "default"}).Draw(r, "in force"))
	case 23:
		step := rapid.SampledFrom(appraisal.Steps).Draw(r, "step")
		b.PutOverrule(appraisal.Overrule{UID: pick("o"), ClaimUID: pick("c"), Reviewer: pick("r"), Step: step,
			Value: rapid.SampledFrom(step.Values()).Draw(r, "value"), Reason: word("reason")})
	case 24:
		b.DeleteOverrule(pick("o"))
	case 25:
		b.PutStrengthWords(appraisal.StrengthWords{Hedged: []string{"may"}, Emphatic: []string{"w" + word("emphatic")}})
	}
}

// world is a first action after which most edits have something to act on.
func world(b *Batch) {
	for _, n := range []string{"1", "2"} {
		b.PutDocument(appraisal.Document{UID: "d" + n})
		b.PutReviewer(appraisal.Reviewer{UID: "r" + n, Name: "N"})
		b.PutTrial(appraisal.Trial{UID: "t" + n, Name: "T"})
		b.PutArm("t"+n, appraisal.Arm{UID: "t" + n + "a1"})
		b.PutResult("t"+n, appraisal.Result{UID: "t" + n + "x1", ExperimentalUID: "t" + n + "a1"})
		b.PutClaim(appraisal.Claim{UID: "c" + n, DocumentUID: "d" + n, Label: "L", Text: "T", Kind: appraisal.KindReport})
		b.PutLink(appraisal.Link{UID: "k" + n, ClaimUID: "c" + n, TrialUID: "t" + n, ResultUID: "t" + n + "x1"})
	}
}

// Any sequence of edits, undos and redos behaves as a list of states with a cursor: undo and redo move along it, an
// edit cuts off what lies ahead, and a refused or empty edit is no state at all.
func TestUndoAndRedoWalkThroughExactlyTheStatesThereWere(t *testing.T) {
	ctx := context.Background()
	folder, run := t.TempDir(), 0
	checkDear(t, func(r *rapid.T) {
		run++
		l, err := Create(ctx, filepath.Join(folder, fmt.Sprintf("%d.sqlite", run)), testOptions())
		must(t, err)
		defer l.Close()
		must(t, l.Do(ctx, Action{Name: "ground", Base: true}, func(b *Batch) error { world(b); return nil }))

		type state struct{ name, content string }
		states, at := []state{{"", snapshot(t, l)}}, 0
		want := func(did string) {
			t.Helper()
			if diff := cmp.Diff(states[at].content, snapshot(t, l)); diff != "" {
				r.Fatalf("after %s: expected (-), got (+):\n%s", did, diff)
			}
			undo, err := l.CanUndo(ctx)
			must(t, err)
			redo, err := l.CanRedo(ctx)
			must(t, err)
			next := ""
			if at+1 < len(states) {
				next = states[at+1].name
			}
			if undo != states[at].name || redo != next {
				r.Fatalf("after %s: undo offers %q, want %q; redo offers %q, want %q", did, undo, states[at].name, redo, next)
			}
		}
		undo := func() {
			name, err := l.Undo(ctx, "")
			if at == 0 {
				wantCode(t, err, appraisal.CodeNotFound)
			} else if err != nil || name != states[at].name {
				r.Fatalf("undid %q, %v, want %q", name, err, states[at].name)
			} else {
				at--
			}
			want("undo")
		}
		redo := func() {
			name, err := l.Redo(ctx, "")
			if at == len(states)-1 {
				wantCode(t, err, appraisal.CodeNotFound)
			} else if err != nil || name != states[at+1].name {
				r.Fatalf("redid %q, %v, want %q", name, err, states[at+1].name)
			} else {
				at++
			}
			want("redo")
		}
		for i := range rapid.IntRange(1, 12).Draw(r, "steps") {
			switch rapid.SampledFrom([]string{"edit", "edit", "edit", "undo", "redo"}).Draw(r, "step") {
			case "undo":
				undo()
			case "redo":
				redo()
			default:
				name := fmt.Sprintf("edit %d", i)
				err := l.Do(ctx, Action{Name: name}, func(b *Batch) error {
					for range rapid.IntRange(1, 4).Draw(r, "writes") {
						drawEdit(r, b)
					}
					return nil
				})
				// An edit is a step if it changed a row, even if it then changed it back.
				if last, _ := l.CanUndo(ctx); last == name {
					states = append(states[:at+1], state{name, snapshot(t, l)})
					at++
				}
				want(fmt.Sprintf("an edit that returned %v", err))
			}
		}
		for at > 0 {
			undo()
		}
		undo()
		for at < len(states)-1 {
			redo()
		}
		redo()
		wantSound(t, l)
	})
}

func TestUndoSurvivesARestart(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	before := snapshot(t, l)
	do(t, l, "Delete claim", func(b *Batch) { b.DeleteClaim("c1") })
	l = reopen(t, l)
	if name, err := l.Undo(ctx, ""); name != "Delete claim" || err != nil {
		t.Fatalf("undid %q, %v", name, err)
	}
	if snapshot(t, l) != before {
		t.Error("the content differs")
	}
	l = reopen(t, l)
	if name, err := l.CanRedo(ctx); name != "Delete claim" || err != nil {
		t.Errorf("redo offers %q, %v", name, err)
	}
}

func TestUndoStopsAtABase(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	do(t, l, "Before", func(b *Batch) { b.PutReviewer(appraisal.Reviewer{Name: "A"}) })
	must(t, l.Import(ctx, Action{Name: "Starter library", Base: true}, small()))
	_, err := l.Undo(ctx, "")
	wantCode(t, err, appraisal.CodeNotFound)
	do(t, l, "After", func(b *Batch) { b.DeleteTrial("t1") })
	if name, err := l.Undo(ctx, ""); name != "After" || err != nil {
		t.Errorf("undid %q, %v", name, err)
	}
	_, err = l.Undo(ctx, "")
	wantCode(t, err, appraisal.CodeNotFound)
}

func TestTheHistorySaysWhoDidWhatToWhatWhen(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	judge := func(reviewer, reason string, quotes ...appraisal.Quote) {
		must(t, l.Do(ctx, Action{Name: "Judge", Reviewer: reviewer}, func(b *Batch) error {
			b.PutAppraisal(appraisal.Appraisal{LinkUID: "k3", Reviewer: "r2", Domain: appraisal.FollowUp, Reason: reason, Quotes: quotes})
			return nil
		}))
	}
	judge("r2", "Too short.", appraisal.Quote{UID: "q9", Exact: "seven days"})
	judge("somebody", "Far too short.")
	_, err := l.Undo(ctx, "r1")
	must(t, err)

	all, err := l.Changes(ctx, EntityClaim, "c3")
	must(t, err)
	var got []string
	for _, c := range all {
		line := fmt.Sprintf("%s %s %s by %q: %s %s", c.At, c.Kind, c.Action, c.By, c.Op, c.Entity)
		for _, f := range c.Fields {
			if f.Field == "reason" || f.Field == "exact" {
				line += fmt.Sprintf(" %s %q→%q", f.Field, f.Before, f.After)
			}
		}
		got = append(got, line)
	}
	const at = "2026-03-01T11:30:00Z "
	want := []string{
		at + `undo Judge by "Ana Müller": update appraisal reason "Far too short."→"Too short."`,
		at + `undo Judge by "Ana Müller": insert appraisal_quote`,
		at + `undo Judge by "Ana Müller": insert quote exact ""→"seven days"`,
		at + `edit Judge by "somebody": delete quote exact "seven days"→""`,
		at + `edit Judge by "somebody": delete appraisal_quote`,
		at + `edit Judge by "somebody": update appraisal reason "Too short."→"Far too short."`,
		at + `edit Judge by "Bo Ek": insert appraisal_quote`,
		at + `edit Judge by "Bo Ek": insert quote exact ""→"seven days"`,
		at + `edit Judge by "Bo Ek": insert appraisal reason ""→"Too short."`,
		at + `base Starter by "": insert link`,
		at + `base Starter by "": insert claim`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}

	facts, err := l.Changes(ctx, EntityFact, "f5")
	must(t, err)
	if len(facts) != 1 || facts[0].Op != "insert" || facts[0].Entity != EntityFact {
		t.Errorf("changes of a fact: %+v", facts)
	}
	trial, err := l.Changes(ctx, EntityTrial, "t1")
	must(t, err)
	if len(trial) != 9 { // the trial, 2 arms, a result, 5 facts
		t.Errorf("%d changes of the trial and what belongs to it, want 9", len(trial))
	}
}
