package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
)

// casesWanted is how many random cases of the domains are drawn, and how many of claims. The full number that the
// project promises takes a minute or two:
//
//	go test ./cmd/claimgrade-cli -run RandomCases -cases 100000
var casesWanted = flag.Int("cases", 2000, "how many random cases are rated, and how many judged")

// answered is what the rate and judge commands make of one case, up to the printing.
func answered(do func(value) (any, error), data []byte) (any, error) {
	v, err := parseJSON(data)
	if err != nil {
		return nil, err
	}
	return do(v)
}

// judgedAlone is judge without stability and changes, for random cases in numbers; they have a test of their own.
func judgedAlone(v value) (any, error) {
	var c rules.JudgeCase
	if err := decode(v, &c); err != nil {
		return nil, err
	}
	return rules.Judge(c)
}

// fault says what is wrong with the answer to a case: an answer that is refused must be a sentence about a place, any
// other must hold numbers only, and be explained by rules of the catalogue. It is "" where nothing is wrong. data is the
// case: what looks like a slip in the words of a trace may be a trial's own name.
func fault(out any, err error, data []byte) string {
	if err != nil {
		e, ok := err.(*appraisal.Error)
		if !ok || e.Code != appraisal.CodeInvalid || !strings.HasSuffix(e.Text, ".") {
			return fmt.Sprintf("refused without a sentence: %v", err)
		}
		return ""
	}
	text, err := json.Marshal(out)
	if err != nil {
		return "no JSON: " + err.Error()
	}
	for _, none := range []string{"NaN", "+Inf", "-Inf", "−Inf", "%!"} {
		if bytes.Contains(text, []byte(none)) && !bytes.Contains(data, []byte(none)) && !bytes.Contains(data, []byte(`\u`)) {
			return none + " in " + string(text)
		}
	}
	switch o := out.(type) {
	case rules.DomainOutcome:
		if !slices.Contains(appraisal.Ratings, o.Rating) && o.Rating != appraisal.NotExtracted {
			return fmt.Sprintf("rated %q", o.Rating)
		}
		return faultOfTrace(o.Trace, o.Rule)
	case rules.JudgeOutcome:
		return faultOfJudgement(&o)
	}
	return fmt.Sprintf("the answer is a %T", out)
}

func faultOfJudgement(o *rules.JudgeOutcome) string {
	if o.Verdict == "" {
		return "no verdict"
	}
	for _, p := range []*rules.Pooled{o.Pooled, o.PooledNonHigh} {
		if p == nil {
			continue
		}
		total := 0.0
		for _, w := range p.Weights {
			if w < 0 {
				return fmt.Sprintf("weights %v", p.Weights)
			}
			total += w
		}
		if math.Abs(total-1) > 1e-9 || p.SE < 0 || p.Tau2 < 0 || p.CI95[0] > p.CI95[1] {
			return fmt.Sprintf("pool %+v", p)
		}
	}
	if s := o.Stability; s != nil && (s.SameVerdict < 0 || s.SameVerdict > s.Variations) {
		return fmt.Sprintf("stability %+v", s)
	}
	for _, x := range o.WhatWouldChange {
		if x.Change == "" || x.Verdict == "" {
			return fmt.Sprintf("change %+v", x)
		}
	}
	if o.Positive != nil {
		if f := faultOfJudgement(o.Positive); f != "" {
			return "in the positive claim: " + f
		}
	}
	return faultOfTrace(o.Trace, o.Rule)
}

func faultOfTrace(trace []rules.Line, deciding rules.ID) string {
	found := false
	for _, l := range trace {
		r, ok := rules.Find(l.Rule)
		if !ok || l.Source != r.Source || l.Source == "" || strings.TrimSpace(l.Text) == "" {
			return fmt.Sprintf("trace line %+v", l)
		}
		found = found || l.Rule == deciding
	}
	if !found {
		return fmt.Sprintf("rule %q is not in the trace of %d lines", deciding, len(trace))
	}
	return ""
}

// answeredSoundly fails if a case makes the command panic or its answer is faulty.
func answeredSoundly(t *testing.T, do func(value) (any, error), data []byte) (any, error) {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("panic %v in %s", p, data)
		}
	}()
	out, err := answered(do, data)
	if f := fault(out, err, data); f != "" {
		t.Fatalf("%s\nin %s", f, data)
	}
	return out, err
}

func TestRandomCasesOfDomainsAreRatedOrRefused(t *testing.T) {
	d, rated := diceOf(11), 0
	n := *casesWanted
	for i := range n {
		c := d.rateCase(domains[i%len(domains)])
		spoilt := d.one(3)
		if spoilt {
			d.spoil(c)
		}
		_, err := answeredSoundly(t, rateCase, []byte(asJSON(t, c)))
		if err == nil {
			rated++
		} else if !spoilt {
			t.Fatalf("a valid case is refused: %v\n%s", err, asJSON(t, c))
		}
	}
	t.Logf("%d cases, %d rated, %d refused", n, rated, n-rated)
}

func TestRandomCasesOfClaimsAreJudgedOrRefused(t *testing.T) {
	d, judged, completed := diceOf(12), 0, 0
	n := *casesWanted
	for i := range n {
		c := d.judgeCase()
		spoilt := d.one(3)
		if spoilt {
			d.spoil(c)
		}
		do := judgedAlone
		if i%10 == 0 {
			do = judgeCase
		}
		_, err := answeredSoundly(t, do, []byte(asJSON(t, c)))
		switch {
		case err == nil:
			judged++
			if i%10 == 0 {
				completed++
			}
		case !spoilt:
			t.Fatalf("a valid case is refused: %v\n%s", err, asJSON(t, c))
		}
	}
	t.Logf("%d cases, %d judged, %d of them with stability and changes, %d refused", n, judged, completed, n-judged)
}

func TestCompletedCasesKeepTheirJudgement(t *testing.T) {
	d := diceOf(13)
	for range *casesWanted / 10 {
		var c rules.JudgeCase
		v, err := parseJSON([]byte(asJSON(t, d.judgeCase())))
		if err != nil {
			t.Fatal(err)
		}
		if err := decode(v, &c); err != nil {
			t.Fatal(err)
		}
		before, err := rules.Judge(c)
		if err != nil {
			t.Fatal(err)
		}
		after := before
		whatif.Complete(c, &after)
		after.Stability, after.WhatWouldChange = nil, nil
		if a, b := asJSON(t, before), asJSON(t, after); a != b {
			t.Fatalf("%s\nbecame\n%s", a, b)
		}
	}
}
