package db

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// copied is a small library of some claims, and its file.
func copied(t testing.TB, l *Library, private bool, claimUIDs ...string) (*Library, []byte) {
	t.Helper()
	folder, err := os.MkdirTemp(t.TempDir(), "")
	must(t, err)
	path := filepath.Join(folder, "copy.sqlite")
	must(t, l.CopyClaims(context.Background(), path, claimUIDs, private))
	alone(t, path)
	file, err := os.ReadFile(path)
	must(t, err)
	c, err := Open(context.Background(), path, Options{})
	must(t, err)
	t.Cleanup(func() { _ = c.Close() })
	return c, file
}

// mixed is a library with two claims that share nothing, and texts by which each thing is
// known in the bytes of a file.
func mixed(t testing.TB) *Library {
	t.Helper()
	l := newLibrary(t)
	do(t, l, "Fill", func(b *Batch) {
		for _, x := range []string{"alpha", "omega"} {
			say := func(what string) string { return x + "-" + what }
			for _, name := range []string{"article", "source", "paper"} {
				data := []byte(say(name + "-file"))
				b.PutFile(File{SHA256: HashOf(data), Data: data, Pages: []PageText{{Number: 1, Text: say(name + "-page")}}})
				b.PutDocument(appraisal.Document{UID: say(name), Title: say(name + "-title"), File: HashOf(data), Note: say(name + "-secret"), NotePrivate: true})
			}
			b.PutReviewer(appraisal.Reviewer{UID: say("reviewer"), Name: say("reviewer-name")})
			b.PutTrial(appraisal.Trial{UID: say("trial"), Name: say("trial-name"), Notes: say("trial-secret"), NotesPrivate: true})
			b.PutArm(say("trial"), appraisal.Arm{UID: say("arm"), Name: say("arm-name")})
			b.PutResult(say("trial"), appraisal.Result{UID: say("result"), Name: say("result-name"), ExperimentalUID: say("arm")})
			b.PutFact(Subject{ArmUID: say("arm")}, appraisal.Fact{UID: say("fact"), Field: appraisal.FieldArmRandomised, Value: "12", Document: say("source"), Quote: say("fact-quote")})
			b.PutReport(appraisal.Report{UID: say("report"), DocumentUID: say("paper"), TrialUID: say("trial"), Relation: "result"})
			b.PutClaim(appraisal.Claim{UID: say("claim"), DocumentUID: say("article"), Label: say("label"), Text: say("text"), Kind: appraisal.KindNotShown})
			b.PutClaim(appraisal.Claim{UID: say("part"), DocumentUID: say("article"), ParentUID: say("claim"), Part: 1, Label: say("part-label"), Text: say("part-text"), Kind: appraisal.KindNotShown})
			b.PutLink(appraisal.Link{UID: say("link"), ClaimUID: say("claim"), TrialUID: say("trial"), ResultUID: say("result"), Why: say("why")})
			b.PutAppraisal(appraisal.Appraisal{UID: say("appraisal"), LinkUID: say("link"), Reviewer: say("reviewer"), Domain: appraisal.Attrition, Judgement: appraisal.Low,
				Reason: say("reason"), Answers: map[appraisal.Question]appraisal.Answer{appraisal.QNearlyAll: appraisal.Yes},
				Quotes: []appraisal.Quote{{UID: say("quote"), DocumentUID: say("source"), Exact: say("exact")}}})
			b.PutOverrule(appraisal.Overrule{UID: say("overrule"), ClaimUID: say("claim"), Reviewer: say("reviewer"), Step: appraisal.StepCertainty, Value: "low", Reason: say("because")})
			b.PutBrief(appraisal.Brief{ClaimUID: say("claim"), Question: say("question"), Note: say("brief-secret"), Private: true})
			report := printed(say("claim"))
			report.UID, report.Data = say("printed"), []byte(say("printed-file"))
			b.PutPrinted(report)
			b.PutThresholds(say("thresholds"), ownThresholds(say("thresholds-name")))
		}
		b.UseThresholds("alpha-thresholds")
		b.PutStrengthWords(appraisal.StrengthWords{Emphatic: []string{"omega-word"}})
	})
	do(t, l, "Change omega-step", func(b *Batch) {
		b.PutTrial(appraisal.Trial{UID: "alpha-trial", Name: "alpha-trial-name omega-name", Notes: "alpha-trial-secret", NotesPrivate: true})
	})
	do(t, l, "Change back", func(b *Batch) {
		b.PutTrial(appraisal.Trial{UID: "alpha-trial", Name: "alpha-trial-name", Notes: "alpha-trial-secret", NotesPrivate: true})
	})
	must(t, l.SetSetting(context.Background(), "reviewer", "omega-reviewer"))
	return l
}

// rowsOf are the rows of a dump by entity and uid.
func rowsOf(t testing.TB, l *Library) map[string]string {
	t.Helper()
	rows := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(dumpOf(t, l)), "\n") {
		var row struct{ Entity, UID string }
		must(t, json.Unmarshal([]byte(line), &row))
		rows[row.Entity+" "+row.UID] = line
	}
	return rows
}

func TestCopiedClaimsComeWithWhatTheyRestOnAndNothingElse(t *testing.T) {
	ctx := context.Background()
	l := mixed(t)
	c, file := copied(t, l, true, "alpha-claim")
	whole := rowsOf(t, l)
	want := map[string]string{}
	for name, row := range whole {
		if strings.Contains(name, "alpha") && name != "claim alpha-part" || name == "threshold_use thresholds" {
			want[name] = row
		}
	}
	if diff := cmp.Diff(want, rowsOf(t, c)); diff != "" {
		t.Errorf("want (-), copied (+):\n%s", diff)
	}
	for _, s := range []string{"omega", "alpha-part", "alpha-printed", "Change back"} {
		if i := bytes.Index(file, []byte(s)); i >= 0 {
			t.Errorf("the file holds %q: %q", s, file[max(0, i-40):min(len(file), i+60)])
		}
	}
	for _, name := range []string{"article", "source", "paper"} {
		d, err := c.Document(ctx, "alpha-"+name)
		must(t, err)
		pages, err := c.Pages(ctx, d.File)
		must(t, err)
		if text, err := c.File(ctx, d.File); err != nil || string(text) != "alpha-"+name+"-file" || len(pages) != 1 {
			t.Errorf("the file of the %s has come as %q, %v, with %d pages", name, text, err, len(pages))
		}
	}
	if got := judgedUnder(t, c, "alpha-claim"); got != "alpha-thresholds-name" {
		t.Errorf("judged by %q", got)
	}
	if name, err := c.CanUndo(ctx); name != "" || err != nil {
		t.Errorf("undo offers %q, %v", name, err)
	}
	wantSound(t, c)

	part, _ := copied(t, l, true, "alpha-part") // comes with what it hangs on
	got := rowsOf(t, part)
	if _, ok := got["claim alpha-claim"]; !ok || len(got) != len(want)+1 {
		t.Errorf("a part has come with %d rows, want %d", len(got), len(want)+1)
	}
}

func judgedUnder(t testing.TB, l *Library, claimUID string) string {
	t.Helper()
	d, err := l.Dossier(context.Background(), claimUID, "")
	must(t, err)
	if d.Thresholds == nil {
		return ""
	}
	return d.Thresholds.Name
}

func TestCopiedClaimsLeavePrivateNotesBehind(t *testing.T) {
	l := mixed(t)
	_, file := copied(t, l, false, "alpha-claim")
	if i := bytes.Index(file, []byte("secret")); i >= 0 {
		t.Errorf("the file holds %q", file[max(0, i-40):min(len(file), i+60)])
	}
	_, file = copied(t, l, true, "alpha-claim")
	all, err := l.PrivateNotes(context.Background(), []string{"alpha-claim"})
	must(t, err)
	if len(all) != 5 {
		t.Errorf("announced: %+v", all)
	}
	for _, n := range all {
		if !bytes.Contains(file, []byte(n.Text)) {
			t.Errorf("the note %q was announced and has not come", n.Text)
		}
	}
}

func TestMergingACopyBackChangesNothing(t *testing.T) {
	l := mixed(t)
	before := snapshot(t, l)
	for _, private := range []bool{true, false} {
		c, _ := copied(t, l, private, "alpha-claim", "omega-part")
		m := compare(t, l, c)
		if len(m.Items) != 0 {
			t.Errorf("private %v: there is something to merge: %+v", private, m.Items)
		}
		merge(t, l, c, m)
		if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
			t.Errorf("private %v: before (-), merged (+):\n%s", private, diff)
		}
	}
}

func TestACopyThatCannotBeMadeLeavesNothing(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	path := filepath.Join(t.TempDir(), "copy.sqlite")
	wantCode(t, l.CopyClaims(ctx, path, nil, false), appraisal.CodeInvalid)
	wantCode(t, l.CopyClaims(ctx, path, []string{"c1", "gone"}, false), appraisal.CodeNotFound)
	wantCode(t, l.CopyClaims(ctx, filepath.Join(filepath.Dir(path), "no", "copy.sqlite"), []string{"c1"}, false), appraisal.CodeNotFound)
	must(t, os.WriteFile(path, []byte("precious"), 0o600))
	wantCode(t, l.CopyClaims(ctx, path, []string{"c1"}, false), appraisal.CodeConflict)
	if textOf(t, path) != "precious" {
		t.Error("the file was replaced")
	}
	alone(t, path)
}

// Whatever a library holds, a copy of some claims is sound, holds rows of the library as they are, and merges back
// without a trace.
func TestRandomCopiesAreSoundParts(t *testing.T) {
	l := smallLibrary(t)
	checkDear(t, func(rt *rapid.T) {
		edit(rt, t, l)
		claims, err := l.Claims(context.Background())
		must(t, err)
		var uids []string
		for _, c := range claims {
			uids = append(uids, c.UID)
		}
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(uids), 1, 3, func(s string) string { return s }).Draw(rt, "claims")
		c, _ := copied(t, l, true, some...)
		wantSound(t, c)
		whole := rowsOf(t, l)
		for name, row := range rowsOf(t, c) {
			if whole[name] != row {
				rt.Fatalf("%s was %s and has come as %s", name, whole[name], row)
			}
		}
		there, err := c.Claims(context.Background())
		must(t, err)
		for _, uid := range some {
			if !slices.ContainsFunc(there, func(c appraisal.Claim) bool { return c.UID == uid }) {
				rt.Fatalf("the claim %s has not come", uid)
			}
		}
		if m := compare(t, l, c); len(m.Items) != 0 {
			rt.Fatalf("there is something to merge: %+v", m.Items)
		}
		must(t, c.Close())
	})
}
