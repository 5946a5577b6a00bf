package db

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"
)

// wholeTrial has the facts that an extracted trial has: 25 of the trial, 10 of two arms, 24 of two results.
func wholeTrial(uid string) appraisal.Trial {
	facts := func(scope appraisal.Scope, n int) appraisal.Facts {
		all := appraisal.Facts{}
		for i, f := range appraisal.Fields {
			if f.Scope != scope || len(all) == n {
				continue
			}
			value := fmt.Sprint(i)
			if f.Kind == appraisal.ChoiceValue {
				value = f.Choices[0]
			}
			all[f.Key] = appraisal.Fact{Value: value, Status: appraisal.Reported, Source: "abstract", Document: "d", Locator: "table 2", Confidence: "high"}
		}
		return all
	}
	t := appraisal.Trial{UID: uid, Name: "Trial " + uid, Facts: facts(appraisal.OfTrial, 25)}
	for _, role := range []string{"experimental", "control"} {
		t.Arms = append(t.Arms, appraisal.Arm{UID: uid + role, Name: role, Role: role, Facts: facts(appraisal.OfArm, 5)})
	}
	for _, day := range []string{"1", "7"} {
		t.Results = append(t.Results, appraisal.Result{UID: uid + "day" + day, Name: "day " + day,
			ExperimentalUID: uid + "experimental", ControlUID: uid + "control", Facts: facts(appraisal.OfResult, 12)})
	}
	return t
}

// linkedContent is one claim with n links, each fully appraised.
func linkedContent(n int) Content {
	c := Content{
		Documents: []appraisal.Document{{UID: "d", Title: "D"}},
		Reviewers: []appraisal.Reviewer{{UID: "r", Name: "R"}},
		Claims:    []appraisal.Claim{{UID: "c", DocumentUID: "d", Label: "L", Text: "T", Kind: appraisal.KindReport}},
	}
	for i := range n {
		uid := fmt.Sprintf("t%05d", i)
		c.Trials = append(c.Trials, wholeTrial(uid))
		c.Links = append(c.Links, appraisal.Link{UID: "k" + uid, ClaimUID: "c", TrialUID: uid, ResultUID: uid + "day1", Position: i})
		for _, d := range appraisal.Domains {
			c.Appraisals = append(c.Appraisals, appraisal.Appraisal{UID: "p" + uid + string(d), LinkUID: "k" + uid, Reviewer: "r", Domain: d,
				Judgement: appraisal.Low, Suggestion: appraisal.Low, Reason: "as suggested",
				Answers: map[appraisal.Question]appraisal.Answer{appraisal.QDeviations: appraisal.No, appraisal.QNearlyAll: appraisal.Yes}})
		}
	}
	return c
}

func benchLibrary(b *testing.B, c Content) *Library {
	b.Helper()
	l, err := Create(context.Background(), filepath.Join(b.TempDir(), "bench.sqlite"), Options{})
	must(b, err)
	b.Cleanup(func() { _ = l.Close() })
	must(b, l.Import(context.Background(), Action{Name: "Import", Base: true}, c))
	return l
}

func BenchmarkOpen(b *testing.B) {
	l := benchLibrary(b, linkedContent(30)) // about the size of the starter library
	must(b, l.Close())
	for b.Loop() {
		l, err := Open(context.Background(), l.Path(), Options{})
		must(b, err)
		must(b, l.Close())
	}
}

func BenchmarkDossierOfFiftyLinks(b *testing.B) {
	l := benchLibrary(b, linkedContent(50))
	for b.Loop() {
		d, err := l.Dossier(context.Background(), "c", "r")
		must(b, err)
		if len(d.Linked) != 50 {
			b.Fatalf("%d links", len(d.Linked))
		}
	}
}

func BenchmarkEdit(b *testing.B) {
	l := benchLibrary(b, linkedContent(50))
	n := 0
	for b.Loop() {
		n++
		must(b, l.Do(context.Background(), Action{Name: "Judge"}, func(batch *Batch) error {
			batch.PutAppraisal(appraisal.Appraisal{LinkUID: "kt00007", Reviewer: "r", Domain: appraisal.Blinding,
				Judgement: appraisal.High, Suggestion: appraisal.High, Reason: fmt.Sprint(n)})
			return nil
		}))
	}
}

func BenchmarkSearchTenThousandTrials(b *testing.B) {
	words := []string{"ketamine", "esketamine", "placebo", "midazolam", "depression", "bipolar", "remission", "infusion", "suicidal", "relapse"}
	var c Content
	for i := range 10_000 {
		t := appraisal.Trial{UID: fmt.Sprintf("t%05d", i), Name: fmt.Sprintf("Author%d %d", i%997, 1990+i%36), Facts: appraisal.Facts{}}
		for j, k := range []appraisal.FieldKey{appraisal.FieldCitation, appraisal.FieldPopulation, appraisal.FieldIntervention} {
			t.Facts[k] = appraisal.Fact{Value: fmt.Sprintf("%s %s word%d in %d", words[(i+j)%10], words[(i*7+j)%10], i*j%3001, i)}
		}
		c.Trials = append(c.Trials, t)
	}
	l := benchLibrary(b, c)
	for _, text := range []string{"a", "ket", "ketamine rem", "author12 20", "word17 ketam"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				hits, err := l.Search(context.Background(), text, 50)
				must(b, err)
				if len(hits) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}

func BenchmarkImportThousandTrials(b *testing.B) {
	c := linkedContent(1000)
	c.Links, c.Appraisals = nil, nil
	for b.Loop() {
		b.StopTimer()
		l, err := Create(context.Background(), filepath.Join(b.TempDir(), "import.sqlite"), Options{})
		must(b, err)
		b.StartTimer()
		must(b, l.Import(context.Background(), Action{Name: "Import"}, c))
		b.StopTimer()
		must(b, l.Close())
		b.StartTimer()
	}
}
