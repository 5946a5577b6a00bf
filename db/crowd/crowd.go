// Package crowd makes libraries of very many trials, for measuring how the program stands them: the starter library with
// as many more trials as one asks for, and with the claims, links, judgements and documents that go with so many. Two
// crowds of one size hold the same. It is for benchmarks and tests; no program that people use imports it.
package crowd

import (
	"context"
	"errors"
	"fmt"
	"os"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/starter"
)

// How much goes with so many trials.
const (
	PerClaim   = 500 // trials to one claim
	Linked     = 5   // trials that a claim links
	PerReport  = 20  // trials to one document that reports one of them
	PerArticle = 10  // claims to one article
)

// The claim with 50 linked trials, which every crowd has, and who has judged.
const (
	Wide      = "crowd-wide"
	WideLabel = "Fifty trials"
	WideLinks = 50
	Reviewer  = "crowd-reviewer"
)

// at is how many trials are written in one step: with more, memory would grow with the library.
const at = 2_000

// Make writes a crowd of so many trials, 50 at least, into a new file. What cannot be finished is not left behind.
func Make(ctx context.Context, path string, trials int) error {
	if trials < WideLinks {
		return appraisal.Invalidf("trials", "A crowd has %d trials at least, not %d.", WideLinks, trials)
	}
	if err := starter.Create(ctx, path, db.Options{}); err != nil {
		return err
	}
	lib, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	if err := errors.Join(fill(ctx, lib, trials), lib.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

func fill(ctx context.Context, lib *db.Library, trials int) error {
	for first := 0; first < trials; first += at {
		var c db.Content
		for i := first; i < min(first+at, trials); i++ {
			c.Trials = append(c.Trials, trial(i))
			if i%PerReport == 0 {
				c.Documents = append(c.Documents, report(i))
				c.Reports = append(c.Reports, appraisal.Report{UID: uid("reports", i), DocumentUID: uid("report", i), TrialUID: uid("trial", i), Relation: "result"})
			}
		}
		if err := lib.Import(ctx, db.Action{Name: "Import of trials", Base: true}, c); err != nil {
			return err
		}
	}
	c := db.Content{Reviewers: []appraisal.Reviewer{{UID: Reviewer, Name: "Crowd Reviewer", Initials: "CR"}}}
	addClaim(&c, Wide, WideLabel, "crowd-article-0", 0, WideLinks)
	for n := range trials / PerClaim {
		addClaim(&c, uid("claim", n), fmt.Sprintf("Claim %d of the crowd", n), fmt.Sprintf("crowd-article-%d", n/PerArticle), n*PerClaim, Linked)
	}
	for n := 0; n <= max(trials/PerClaim-1, 0)/PerArticle; n++ {
		c.Documents = append(c.Documents, appraisal.Document{UID: fmt.Sprintf("crowd-article-%d", n), Kind: "article",
			Title: fmt.Sprintf("What %d trials have found", trials), Author: fmt.Sprintf("Writer%d AB", n), Outlet: "Crowd Weekly", Date: "2024-05-01"})
	}
	return lib.Import(ctx, db.Action{Name: "Import of claims", Base: true}, c)
}

func uid(kind string, i int) string { return fmt.Sprintf("crowd-%s-%06d", kind, i) }

// addClaim adds a claim that links so many trials from one on. Every second link is judged in all domains.
func addClaim(c *db.Content, claim, label, article string, first, links int) {
	mid, days := 2.0, 28.0
	c.Claims = append(c.Claims, appraisal.Claim{UID: claim, DocumentUID: article, Label: label, Kind: appraisal.KindEffect,
		Text: "The drug lowers the severity of depression after four weeks.", Wording: "It works.", AsOf: "2030",
		Population: "adults with depression", Intervention: "the drug", Comparator: "placebo", Outcome: "severity of depression",
		Effect: appraisal.Effect{Kind: appraisal.Benefit, Construct: "depression severity", Instrument: "MADRS", Measure: appraisal.MeanDifference, Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize,
			Horizon: appraisal.AtDay, HorizonDays: &days, MID: &mid, MIDSource: "assumed"}})
	for k := range links {
		link := fmt.Sprintf("%s-link-%02d", claim, k)
		c.Links = append(c.Links, appraisal.Link{UID: link, ClaimUID: claim, TrialUID: uid("trial", first+k), ResultUID: uid("trial", first+k) + "-r",
			Position: k, PICO: appraisal.PICONone})
		if k%2 != 0 {
			continue
		}
		for _, d := range appraisal.Domains {
			c.Appraisals = append(c.Appraisals, appraisal.Appraisal{UID: link + "-" + string(d), LinkUID: link, Reviewer: Reviewer, Domain: d,
				Judgement: appraisal.SomeConcerns, Suggestion: appraisal.SomeConcerns, Reason: "As the record has it."})
		}
	}
}

func report(i int) appraisal.Document {
	return appraisal.Document{UID: uid("report", i), Kind: "report", Title: title(i), Author: author(i) + " AB, Other CD",
		Outlet: "J Test", Date: fmt.Sprint(year(i)), DOI: fmt.Sprintf("10.9999/crowd.%06d", i)}
}

var (
	drugs     = []string{"ketamine", "esketamine", "midazolam", "lithium", "sertraline", "psilocybin", "quetiapine", "venlafaxine"}
	illnesses = []string{"major depression", "bipolar depression", "treatment-resistant depression", "suicidal ideation", "anxiety"}
)

func author(i int) string  { return fmt.Sprintf("Author%d", i%9973) }
func year(i int) int       { return 1990 + i%36 }
func drug(i int) string    { return drugs[i%len(drugs)] }
func illness(i int) string { return illnesses[i%len(illnesses)] }
func title(i int) string {
	return fmt.Sprintf("%s in %s: a randomised trial", drug(i), illness(i))
}

// trial is one of many, with about as many facts as a registry record with results yields.
func trial(i int) appraisal.Trial {
	id, n := uid("trial", i), 40+i%400
	return appraisal.Trial{UID: id, Name: fmt.Sprintf("%s %d", author(i), year(i)), Facts: facts(
		appraisal.FieldCitation, fmt.Sprintf("%s AB, Other CD. %s. J Test %d;%d:1-9.", author(i), title(i), year(i), i%90),
		appraisal.FieldYear, year(i), appraisal.FieldDesign, "parallel", appraisal.FieldAllocation, "randomised",
		appraisal.FieldNRandomised, n, appraisal.FieldDrug, drug(i), appraisal.FieldComparator, "placebo",
		appraisal.FieldPopulation, illness(i), appraisal.FieldRegistration, fmt.Sprintf("NCT%08d", 90_000_000+i),
		appraisal.FieldControlled, 28, appraisal.FieldTotalFollowUp, 84),
		Arms: []appraisal.Arm{
			{UID: id + "-e", Name: drug(i), Role: "experimental", Facts: facts(appraisal.FieldArmRandomised, n/2, appraisal.FieldArmAnalysed, n/2-3)},
			{UID: id + "-c", Name: "placebo", Role: "control", Facts: facts(appraisal.FieldArmRandomised, n-n/2, appraisal.FieldArmAnalysed, n-n/2-2)}},
		Results: []appraisal.Result{{UID: id + "-r", Name: "MADRS, week 4", ExperimentalUID: id + "-e", ControlUID: id + "-c", Facts: facts(
			appraisal.FieldConstruct, "depression severity", appraisal.FieldInstrument, "MADRS", appraisal.FieldBetter, "lower",
			appraisal.FieldMeasure, "mean-difference", appraisal.FieldEstimate, -1.5-float64(i%7)/2, appraisal.FieldSE, 1.2, appraisal.FieldDay, 28)}}}
}

func facts(pairs ...any) appraisal.Facts {
	all := appraisal.Facts{}
	for k := 0; k < len(pairs); k += 2 {
		key := pairs[k].(appraisal.FieldKey)
		all[key] = appraisal.Fact{Field: key, Value: fmt.Sprint(pairs[k+1]), Status: appraisal.Reported, Source: "registry", Locator: "record"}
	}
	return all
}
