package starter_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/db/starter"

	"github.com/google/go-cmp/cmp"
)

// dossiers reads all claims of a fresh starter library.
func dossiers(t *testing.T) []appraisal.Dossier {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "ketamine.sqlite")
	if err := starter.Create(ctx, path, db.Options{}); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	all, err := lib.Dossiers(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryStarterClaimHasAVerdictWithItsTraceOrAReasonWhyNot(t *testing.T) {
	main := 0
	for _, d := range dossiers(t) {
		if d.Claim.Main() {
			main++
		}
		a := rules.Assess(d)
		name := fmt.Sprintf("%s part %d", d.Claim.Key, d.Claim.Part)
		if a.Verdict == "" && a.WhyNone == "" {
			t.Errorf("%s has neither a verdict nor a reason why there is none", name)
		}
		if a.Verdict != "" && len(a.Trace) == 0 {
			t.Errorf("%s: %s without a trace", name, a.Verdict)
		}
		for _, l := range a.Trace {
			if _, ok := rules.Find(l.Rule); !ok || l.Text == "" || l.Source == "" {
				t.Errorf("%s: incomplete trace line %+v", name, l)
			}
		}
		if a.Verdict != "" && a.Summary == "" {
			t.Errorf("%s: %s without a why", name, a.Verdict)
		}
	}
	if main != 53 {
		t.Errorf("%d main claims, want 53", main)
	}
}

func TestTheOrderOfLinksNeverMatters(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, d := range dossiers(t) {
		want := rules.Assess(d)
		for range 5 {
			shuffled := d
			shuffled.Linked = append([]appraisal.Linked(nil), d.Linked...)
			r.Shuffle(len(shuffled.Linked), func(i, j int) {
				shuffled.Linked[i], shuffled.Linked[j] = shuffled.Linked[j], shuffled.Linked[i]
			})
			shuffled.Library = append([]appraisal.Trial(nil), d.Library...)
			r.Shuffle(len(shuffled.Library), func(i, j int) {
				shuffled.Library[i], shuffled.Library[j] = shuffled.Library[j], shuffled.Library[i]
			})
			got := rules.Assess(shuffled)
			if diff := cmp.Diff(want.Trace, got.Trace); diff != "" {
				t.Errorf("%s part %d: the trace depends on the order of the links:\n%s", d.Claim.Key, d.Claim.Part, diff)
			}
			if want.Verdict != got.Verdict || want.Summary != got.Summary || want.CheckedOnly != got.CheckedOnly {
				t.Errorf("%s part %d: %s %q became %s %q", d.Claim.Key, d.Claim.Part, want.Verdict, want.Summary, got.Verdict, got.Summary)
			}
		}
	}
}

// goodness orders the verdicts on effect claims from worst to best for the claim.
var goodness = map[appraisal.Verdict]int{
	appraisal.Contradicted: 0, appraisal.NotSupported: 1, appraisal.CannotBeJudged: 1, appraisal.Overstated: 2, appraisal.PartlySupported: 3, appraisal.Supported: 4,
}

func TestAnEffectClaimIsNeverBetterWithoutItsFacts(t *testing.T) {
	for _, d := range dossiers(t) {
		if d.Claim.Kind != appraisal.KindEffect {
			continue
		}
		full := rules.Assess(d)
		bare := d
		bare.Linked = nil
		for _, l := range d.Linked {
			l.Trial.Facts = nil
			results := make([]appraisal.Result, len(l.Trial.Results))
			for i, r := range l.Trial.Results {
				r.Facts = nil
				results[i] = r
			}
			l.Trial.Results, l.Trial.Arms = results, nil
			bare.Linked = append(bare.Linked, l)
		}
		none := rules.Assess(bare)
		if goodness[none.Verdict] > goodness[full.Verdict] && full.Verdict != appraisal.Contradicted && full.Verdict != appraisal.NotSupported {
			t.Errorf("%s part %d: %s with the facts, %s without", d.Claim.Key, d.Claim.Part, full.Verdict, none.Verdict)
		}
		if none.Verdict == appraisal.Supported || none.Verdict == appraisal.PartlySupported || none.Verdict == appraisal.Overstated {
			t.Errorf("%s part %d: %s with no facts at all", d.Claim.Key, d.Claim.Part, none.Verdict)
		}
	}
}

// levels orders certainties; none is below all.
var levels = map[appraisal.Certainty]int{appraisal.CertaintyVeryLow: 1, appraisal.CertaintyLow: 2, appraisal.CertaintyModerate: 3, appraisal.CertaintyHigh: 4}

// A reviewer who judges a domain worse than suggested never raises certainty, but where that silences the sounder trials
// (C-B2, C-B4: method 13.3).
func TestAWorseJudgementNeverRaisesCertainty(t *testing.T) {
	worse := map[appraisal.Rating]appraisal.Rating{appraisal.Low: appraisal.SomeConcerns, appraisal.SomeConcerns: appraisal.High, appraisal.NotExtracted: appraisal.High}
	tried := 0
	for _, d := range dossiers(t) {
		before := rules.Assess(d)
		if before.Judged == nil || before.Judged.Rules == nil {
			continue
		}
		d.Reviewer = "Reviewer"
		for i, r := range before.Rows {
			for _, domain := range appraisal.Domains {
				to, ok := worse[r.Domains[domain].Rating]
				if !r.InPool || !ok {
					continue
				}
				tried++
				k := d
				k.Linked = append([]appraisal.Linked(nil), d.Linked...)
				k.Linked[i].Appraisals = []appraisal.Appraisal{{Reviewer: d.Reviewer, Domain: domain, Judgement: to, Reason: "a test"}}
				after := rules.Assess(k)
				if !after.Rows[i].Domains[domain].Overruled || after.Rows[i].Domains[domain].Rating != to {
					t.Fatalf("%s part %d: the judgement does not count", d.Claim.Key, d.Claim.Part)
				}
				rule := *before.Judged.Rules.RiskOfBias
				if levels[*after.Judged.Certainty] > levels[*before.Judged.Certainty] && rule != rules.CB2 && rule != rules.CB4 {
					t.Errorf("%s part %d, %s, %s: %s became %s", d.Claim.Key, d.Claim.Part, r.Linked.Trial.Name, domain, *before.Judged.Certainty, *after.Judged.Certainty)
				}
			}
		}
	}
	if tried < 50 {
		t.Errorf("only %d judgements tried", tried)
	}
}

// TestTheTableOfVerdictsIsUpToDate compares docs/starter.md with what the rules say now. UPDATE_DOCS=1 writes it anew.
func TestTheTableOfVerdictsIsUpToDate(t *testing.T) {
	got := table(dossiers(t))
	path := filepath.Join("..", "..", "docs", "starter.md")
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("docs/starter.md is not what the rules say now: run this test with UPDATE_DOCS=1 and read it\n%s", cmp.Diff(string(want), string(got)))
	}
}

func table(all []appraisal.Dossier) []byte {
	var b bytes.Buffer
	b.WriteString(`# The starter library, claim by claim

Generated by ` + "`UPDATE_DOCS=1 go test ./db/starter -run UpToDate`" + ` from the library that a first start opens: five articles on
ketamine for depression, 53 claims (with their further parts) and the 29 trials behind them. Every verdict on an effect or on how
trials were done is provisional: nobody has judged yet, so the suggestions from the recorded facts count. "Unchecked" is the number
of facts behind the verdict that no source in the library backs; "checked only" the verdict without them.

`)
	article := ""
	for _, d := range all {
		if d.Document.Title != article {
			article = d.Document.Title
			fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", article, strings.TrimSpace(d.Document.Author))
			b.WriteString("| claim | what it says | kind | verdict | rule | certainty | linked | counted | unchecked | checked only |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
		}
		a := rules.Assess(d)
		kind := string(d.Claim.Kind)
		if d.Claim.Kind == appraisal.KindEffect || d.Claim.Kind == appraisal.KindNotShown {
			kind += ": " + string(d.Claim.Effect.Kind)
		}
		verdict := "**" + string(a.Verdict) + "**"
		if a.Verdict == "" {
			verdict = "none"
		}
		why := a.Summary
		if a.WhyNone != "" {
			why = a.WhyNone
		}
		switch {
		case a.OtherTime == "" || a.OtherTime == a.Verdict:
		case d.Claim.Kind == appraisal.KindNotShown:
			why += " With the trials published since: " + string(a.OtherTime) + "."
		default:
			why += " On the trials of the claim's own time: " + string(a.OtherTime) + "."
		}
		checked := string(a.CheckedOnly)
		if checked == "" || a.CheckedOnly == a.Verdict {
			checked = "same"
		}
		if len(a.UncheckedFacts) == 0 {
			checked = ""
		}
		fmt.Fprintf(&b, "| %s.%d | **%s.** %s<br>*%s* | %s | %s | %s | %s | %d | %d | %d | %s |\n",
			d.Claim.Key, d.Claim.Part, cell(d.Claim.Label), cell(d.Claim.Text), cell(why), kind, verdict, a.Rule, a.Certainty, a.Linked, a.Pooled, len(a.UncheckedFacts), checked)
	}
	return b.Bytes()
}

func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }
