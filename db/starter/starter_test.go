package starter

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func content(t *testing.T) db.Content {
	t.Helper()
	c, err := Content()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// trialsOf lists the 53 claims with the trials that bear on each.
var trialsOf = map[string]string{
	"a000-01": "jelovac2025 loo2023 shiroma2020",
	"a000-02": "jelovac2025",
	"a000-03": "ekstrand2022 shiroma2020 phillips2019 daly2019 anand2023",
	"a000-04": "fava2020 loo2023 daly2018",
	"a000-05": "jelovac2025 shiroma2020 lii2023",
	"a000-06": "jelovac2025 abbar2022",
	"a000-07": "jelovac2025 anand2023 ekstrand2022 loo2023 fava2020 abbar2022 grunebaum2018 murrough2013 singh2016 shiroma2020",
	"a000-08": "jelovac2025 anand2023 ekstrand2022",
	"a000-09": "jelovac2025 lii2023",
	"a000-10": "wilkinson2018",
	"a000-11": "",
	"a001-01": "zarate2006 fava2020 phillips2019 murrough2013 lii2023 ionescu2019 berman2000 shiroma2020 grunebaum2018",
	"a001-02": "williams2018 jelen2025",
	"a001-03": "shiroma2020 anand2023 ekstrand2022 jelovac2025 singh2016 loo2023 berman2000 zarate2006 murrough2013 fava2020 phillips2019 grunebaum2018 ionescu2019 lii2023 williams2018 jelen2025 abbar2022",
	"a001-04": "shiroma2020",
	"a001-05": "jelovac2025",
	"a001-06": "anand2023",
	"a001-07": "ekstrand2022",
	"a001-08": "anand2023 ekstrand2022",
	"a001-09": "shiroma2020 jelovac2025 ionescu2019 anand2023 lii2023 murrough2013 fava2020 phillips2019 singh2016 zarate2006 grunebaum2018",
	"a001-10": "lii2023",
	"a001-11": "wilkinson2018 wajs2020 zaki2023 daly2019 ekstrand2022 anand2023",
	"a001-12": "ekstrand2022 ionescu2019 fava2020 anand2023 murrough2013 wilkinson2018 jelovac2025 popova2019",
	"a002-01": "berman2000 zarate2006 murrough2013 fava2020 lii2023 phillips2019 ionescu2019 ionescu2021 fu2020 daly2018",
	"a002-02": "berman2000 zarate2006 wilkinson2018",
	"a002-03": "murrough2013 fava2020 phillips2019 ionescu2019 lii2023 jelovac2025 zarate2006 shiroma2020 grunebaum2018 singh2016 ionescu2021 fu2020",
	"a002-04": "popova2019 daly2019 fu2020 ionescu2021",
	"a002-05": "popova2019 fedgchin2019 ochsross2020 daly2018 daly2019",
	"a002-06": "daly2019 popova2019",
	"a002-07": "williams2018",
	"a002-08": "zarate2006 phillips2019 daly2019 shiroma2020 singh2016 fava2020 jelovac2025 ekstrand2022",
	"a002-09": "wilkinson2018 wajs2020 zaki2023",
	"a002-10": "ionescu2019 abbar2022 grunebaum2018 fu2020 ionescu2021 murrough2013 popova2019",
	"a002-11": "",
	"a003-01": "zarate2006 murrough2013 lii2023 ionescu2019 berman2000 fava2020 phillips2019 grunebaum2018 ionescu2021 fu2020",
	"a003-02": "zarate2006 murrough2013 shiroma2020 ionescu2019 fava2020 phillips2019 singh2016 loo2023 anand2023",
	"a003-03": "berman2000 zarate2006 murrough2013 lii2023 fava2020",
	"a003-04": "zarate2006 fava2020 phillips2019 singh2016 shiroma2020 murrough2013",
	"a003-05": "wilkinson2018 wajs2020 zaki2023",
	"a003-06": "wajs2020",
	"a003-07": "",
	"a003-08": "anand2023 ekstrand2022 loo2023 popova2019",
	"a004-01": "",
	"a004-02": "murrough2013 zarate2006 fava2020 lii2023 phillips2019 ionescu2019",
	"a004-03": "fava2020 ionescu2019 jelovac2025 daly2018",
	"a004-04": "popova2019 fedgchin2019 ochsross2020 daly2018 fu2020 ionescu2021",
	"a004-05": "best2019",
	"a004-06": "anderson2017",
	"a004-07": "wilkinson2018 jelovac2025 anand2023 wajs2020 ekstrand2022 anderson2017",
	"a004-08": "murrough2013 jelovac2025 ekstrand2022 anand2023 loo2023",
	"a004-09": "ekstrand2022 shiroma2020 daly2019 anand2023 zarate2006 phillips2019",
	"a004-10": "fu2020 ionescu2021 abbar2022 murrough2013 grunebaum2018",
	"a004-11": "fava2020 singh2016 shiroma2020 anand2023 ekstrand2022 jelovac2025",
}

func TestLibraryHoldsFiveArticles53ClaimsAnd29Trials(t *testing.T) {
	c := content(t)
	articles, mains := 0, map[string]bool{}
	for _, d := range c.Documents {
		if d.Kind == "article" {
			articles++
		}
	}
	for _, x := range c.Claims {
		if x.Main() != (x.Part == 0) {
			t.Errorf("%s part %d: parent %q", x.Key, x.Part, x.ParentUID)
		}
		if x.Main() {
			mains[x.Key] = true
		}
	}
	if articles != 5 || len(c.Trials) != 29 {
		t.Errorf("%d articles and %d trials, want 5 and 29", articles, len(c.Trials))
	}
	for key := range trialsOf {
		if !mains[key] {
			t.Errorf("claim %s is missing", key)
		}
	}
	if len(mains) != len(trialsOf) || len(mains) != 53 {
		t.Errorf("%d main claims, want 53", len(mains))
	}
}

func TestTwoReadingsAreEqualDownToTheUIDs(t *testing.T) {
	if diff := cmp.Diff(content(t), content(t)); diff != "" {
		t.Error(diff)
	}
	seen := map[string]string{}
	note := func(uid, what string) {
		if old := seen[uid]; old != "" || uid == "" {
			t.Errorf("%s and %s share the uid %q", what, old, uid)
		}
		seen[uid] = what
	}
	facts := func(fs appraisal.Facts, of string) {
		for k, f := range fs {
			note(f.UID, of+" "+string(k))
		}
	}
	c := content(t)
	for _, d := range c.Documents {
		note(d.UID, d.Key)
	}
	for _, x := range c.Trials {
		note(x.UID, x.Key)
		facts(x.Facts, x.Key)
		for _, a := range x.Arms {
			note(a.UID, x.Key+" "+a.Name)
			facts(a.Facts, x.Key+" "+a.Name)
		}
		for _, r := range x.Results {
			note(r.UID, x.Key+" "+r.Name)
			facts(r.Facts, x.Key+" "+r.Name)
		}
	}
	for _, x := range c.Claims {
		note(x.UID, x.Key)
	}
	for _, l := range c.Links {
		note(l.UID, "link "+l.Why)
	}
	// A library made by an earlier version must know the same murrough2013.
	if got := uid("trial/murrough2013"); got != "31fb5a0f-241b-5f8d-8a0e-f20b562d0c0a" {
		t.Errorf("the uid of Murrough 2013 changed to %s", got)
	}
}

func TestEveryLinkPointsToATrialAndOneOfItsResults(t *testing.T) {
	c := content(t)
	trials, claims := map[string]appraisal.Trial{}, map[string]appraisal.Claim{}
	for _, x := range c.Trials {
		trials[x.UID] = x
	}
	for _, x := range c.Claims {
		claims[x.UID] = x
	}
	linked := map[string]map[string]bool{}
	for _, l := range c.Links {
		x, cl := trials[l.TrialUID], claims[l.ClaimUID]
		if x.UID == "" || cl.UID == "" {
			t.Fatalf("link %+v hangs in the air", l)
		}
		if _, ok := x.Result(l.ResultUID); l.ResultUID != "" && !ok {
			t.Errorf("%s part %d: %s has no such result", cl.Key, cl.Part, x.Name)
		}
		if l.Why == "" || l.PICO == "" || (l.PICO != appraisal.PICONone && l.PICONote == "") {
			t.Errorf("%s part %d, %s: why %q, PICO %q, note %q", cl.Key, cl.Part, x.Name, l.Why, l.PICO, l.PICONote)
		}
		if cl.Kind == appraisal.KindReport && !l.Context {
			t.Errorf("%s part %d: links of a report claim are context", cl.Key, cl.Part)
		}
		if cl.Part == 0 {
			if linked[cl.Key] == nil {
				linked[cl.Key] = map[string]bool{}
			}
			linked[cl.Key][x.Key] = true
		}
	}
	for key, want := range trialsOf {
		for _, trial := range strings.Fields(want) {
			if !linked[key][trial] {
				t.Errorf("%s is not linked to %s", key, trial)
			}
		}
		if len(linked[key]) != len(strings.Fields(want)) {
			t.Errorf("%s is linked to %d trials, want %d", key, len(linked[key]), len(strings.Fields(want)))
		}
	}
}

// dossiers are the claims with their links, as the library gives them to the rules.
func dossiers(c db.Content) []appraisal.Dossier {
	trials := map[string]appraisal.Trial{}
	for _, x := range c.Trials {
		trials[x.UID] = x
	}
	out := make([]appraisal.Dossier, 0, len(c.Claims))
	for _, cl := range c.Claims {
		d := appraisal.Dossier{Claim: cl, Library: c.Trials}
		for _, l := range c.Links {
			if l.ClaimUID == cl.UID {
				d.Linked = append(d.Linked, appraisal.Linked{Link: l, Trial: trials[l.TrialUID]})
			}
		}
		out = append(out, d)
	}
	return out
}

func TestEveryClaimComesToAVerdict(t *testing.T) {
	for _, d := range dossiers(content(t)) {
		if a := rules.Assess(d); a.Verdict == "" {
			t.Errorf("%s part %d: no verdict: %s", d.Claim.Key, d.Claim.Part, a.WhyNone)
		}
	}
}

func TestVerdictsThatTheCodingMustGive(t *testing.T) {
	want := map[string]appraisal.Verdict{
		"a000-04/0": appraisal.Supported,        // nothing compares the doses: not shown
		"a000-07/0": appraisal.Contradicted,     // 65 randomised: ninth of fifteen
		"a000-11/0": appraisal.NotTrialQuestion, // animals
		"a001-08/0": appraisal.Supported,        // the two trials point in opposite directions: not shown
		"a001-11/1": appraisal.Supported,        // nobody has a controlled reading of the bladder at a year
		"a002-02/0": appraisal.Misattributed,    // NIMH, not Yale
		"a002-06/0": appraisal.Misattributed,    // SUSTAIN-1
		"a002-11/0": appraisal.CannotBeJudged,   // no trial
		"a003-03/2": appraisal.Overstated,       // robust
		"a003-05/0": appraisal.Supported,        // as of 2017
		"a004-05/0": appraisal.CannotBeJudged,   // no control group
		"a004-06/0": appraisal.CannotBeJudged,   // a slope is no end-point difference
	}
	for _, d := range dossiers(content(t)) {
		id := d.Claim.Key + "/" + string(rune('0'+d.Claim.Part))
		if v, ok := want[id]; ok {
			if a := rules.Assess(d); a.Verdict != v {
				t.Errorf("%s: %s by %s, want %s. %s", id, a.Verdict, a.Rule, v, a.Summary)
			}
			delete(want, id)
		}
	}
	if len(want) > 0 {
		t.Errorf("no such claims: %v", want)
	}
}

func TestCreateWritesAWholeLibraryAndOverwritesNone(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "ketamine.cgl")
	if err := Create(ctx, path, db.Options{}); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(ctx, path, db.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	c := content(t)
	trials, err1 := lib.Trials(ctx)
	claims, err2 := lib.Claims(ctx)
	documents, err3 := lib.Documents(ctx)
	problems, err4 := lib.Check(ctx)
	if err := errors.Join(err1, err2, err3, err4, lib.Close()); err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		t.Errorf("the new library has problems: %v", problems)
	}
	same := cmp.Options{cmpopts.EquateEmpty()}
	for what, diff := range map[string]string{
		"trials": cmp.Diff(c.Trials, trials, same), "claims": cmp.Diff(c.Claims, claims, same), "documents": cmp.Diff(c.Documents, documents, same),
	} {
		if diff != "" {
			t.Errorf("%s read back differ: %s", what, diff)
		}
	}

	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := Create(ctx, path, db.Options{}); err == nil {
		t.Error("a library was overwritten")
	}
	if after, _ := os.ReadFile(path); !cmp.Equal(before, after) {
		t.Error("the refused creation changed the file")
	}
}

func TestNothingIsLeftWhereCreationFails(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	folder := t.TempDir()
	if err := Create(ctx, filepath.Join(folder, "ketamine.cgl"), db.Options{}); err == nil {
		t.Fatal("a cancelled creation succeeded")
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
