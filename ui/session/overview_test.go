package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"

	"github.com/google/go-cmp/cmp"
)

// fresh is the overview as a window that is opened now would read it.
func fresh(t testing.TB, s *Session) Overview {
	t.Helper()
	o, err := overviewReader{lib: s.Lib, reviewer: s.reviewer.UID, stale: stale{all: true}}.read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// After any edit only what it has touched is read again. The overview must be what reading everything would give.
func TestTheOverviewAfterAnyEditIsAsIfAllWereReadAgain(t *testing.T) {
	const seed, edits = 7, 60
	r := rand.New(rand.NewPCG(seed, seed))
	s := open(t)
	_ = s.SetReviewer("Hanne Olsen")
	ctx := context.Background()
	overview(t, s)

	pick := func(n int) int { return r.IntN(n) }
	facts := []struct {
		field  appraisal.FieldKey
		values []string
	}{
		{appraisal.FieldDrug, []string{"ketamine", "esketamine"}}, {appraisal.FieldAllocation, []string{"randomised", "non-randomised"}},
		{appraisal.FieldNRandomised, []string{"4", "73", "500"}}, {appraisal.FieldYear, []string{"1999", "2013", "2030"}},
		{appraisal.FieldLossReasons, []string{"unrelated", "related-or-differing"}}, {appraisal.FieldMeantBlind, []string{"yes", "no"}},
	}
	var done []string
	step := func() string {
		claims, err := s.Lib.Claims(ctx)
		if err != nil {
			t.Fatal(err)
		}
		trials, err := s.Lib.TrialRows(ctx)
		if err != nil {
			t.Fatal(err)
		}
		c, x := claims[pick(len(claims))], trials[pick(len(trials))]
		d, err := s.Lib.Dossier(ctx, c.UID, "")
		if err != nil {
			t.Fatal(err)
		}
		edit := func(name string, build func(b *db.Batch)) string {
			s.Edit(name, func(b *db.Batch) error { build(b); return nil }, nil)
			return name + " (" + c.Label + ", " + x.Name + ")"
		}
		switch pick(14) {
		case 0, 1, 2:
			f := facts[pick(len(facts))]
			v := f.values[pick(len(f.values))]
			return edit(fmt.Sprintf("fact %s = %s", f.field, v), func(b *db.Batch) {
				b.PutFact(db.Subject{TrialUID: x.UID}, appraisal.Fact{Field: f.field, Value: v, Status: appraisal.Reported})
			})
		case 3:
			if len(d.Linked) > 0 {
				link := d.Linked[pick(len(d.Linked))].Link.UID
				return edit("judge", func(b *db.Batch) {
					b.PutAppraisal(appraisal.Appraisal{LinkUID: link, Reviewer: s.Reviewer().UID, Domain: appraisal.Domains[pick(4)],
						Suggestion: appraisal.High, Judgement: appraisal.High})
				})
			}
		case 4:
			return edit("link", func(b *db.Batch) {
				b.PutLink(appraisal.Link{ClaimUID: c.UID, TrialUID: x.UID, PICO: appraisal.PICONone, Position: 90 + pick(1000)})
			})
		case 5:
			if len(d.Linked) > 0 {
				link := d.Linked[pick(len(d.Linked))].Link.UID
				return edit("unlink", func(b *db.Batch) { b.DeleteLink(link) })
			}
		case 6:
			return edit("new trial", func(b *db.Batch) {
				uid := b.PutTrial(appraisal.Trial{Name: fmt.Sprintf("New %d", pick(1000))})
				b.PutFact(db.Subject{TrialUID: uid}, appraisal.Fact{Field: appraisal.FieldDrug, Value: "ketamine"})
			})
		case 7:
			return edit("delete trial", func(b *db.Batch) { b.DeleteTrial(x.UID) })
		case 8:
			c.Label += "*"
			return edit("rename claim", func(b *db.Batch) { b.PutClaim(c) })
		case 9:
			return edit("delete claim", func(b *db.Batch) { b.DeleteClaim(c.UID) })
		case 10:
			document := d.Document
			document.Outlet += " Weekly"
			return edit("rename article", func(b *db.Batch) { b.PutDocument(document) })
		case 11:
			s.Undo(func(string, error) {})
			return "undo"
		case 12:
			s.Redo(func(string, error) {})
			return "redo"
		case 13:
			_ = s.SetReviewer([]string{"Hanne Olsen", "Knut Dahl"}[pick(2)])
			return "reviewer"
		}
		return "nothing"
	}
	everything := cmp.Options{cmp.Exporter(func(reflect.Type) bool { return true })}
	for i := range edits {
		done = append(done, step())
		if i%3 != 0 { // sometimes several edits come before the lists are read
			continue
		}
		if diff := cmp.Diff(fresh(t, s), overview(t, s), everything); diff != "" {
			t.Fatalf("seed %d, after %q:\nall read again (-), what was touched (+):\n%s", seed, done, diff)
		}
	}
}

// Of trials that a claim speaks of without linking them, only the fields that are counted are read.
func TestVerdictsAndLinksAreThoseOfTheWholeDossiers(t *testing.T) {
	s := open(t)
	whole, err := s.Lib.Dossiers(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]int{} // claims that link a trial
	for _, d := range whole {
		seen := map[string]bool{}
		for _, l := range d.Linked {
			if !seen[l.Trial.UID] {
				links[l.Trial.UID]++
			}
			seen[l.Trial.UID] = true
		}
	}
	for _, x := range overview(t, s).Trials {
		if x.Links != links[x.UID] {
			t.Errorf("%s is linked by %d claims, the list says %d", x.Name, links[x.UID], x.Links)
		}
	}
	beyond := 0
	for _, d := range whole {
		lean, err := s.Lib.ToJudge(context.Background(), d.Claim.UID, "")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rules.Assess(d), rules.Assess(lean), cmp.Exporter(func(reflect.Type) bool { return true }),
			cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Library" }, cmp.Ignore())); diff != "" {
			t.Errorf("%s: whole (-), as it is judged (+):\n%s", d.Claim.Label, diff)
		}
		beyond += len(d.Library)
	}
	if beyond == 0 {
		t.Error("no claim of the starter library speaks of trials beyond those it links, so nothing was tried")
	}
}

func TestATrialThatIsEditedLeavesTheOthersAsTheyAre(t *testing.T) {
	s := open(t)
	before := overview(t, s)
	first := before.Trials[0]
	s.Edit("Year", func(b *db.Batch) error {
		b.PutFact(db.Subject{TrialUID: first.UID}, appraisal.Fact{Field: appraisal.FieldYear, Value: "1999", Status: appraisal.Reported})
		return nil
	}, nil)
	after := overview(t, s)
	if after.Trials[0].Year != 1999 || first.Year == 1999 {
		t.Errorf("the trial was of %d and is of %d", first.Year, after.Trials[0].Year)
	}
	for i := 1; i < len(before.Trials); i++ {
		if before.Trials[i] != after.Trials[i] {
			t.Errorf("%s was read again", after.Trials[i].Name)
		}
	}
	s.Edit("Label", func(b *db.Batch) error {
		c, err := s.Lib.Claim(context.Background(), after.Claims[0].UID)
		c.Label = "Other"
		b.PutClaim(c)
		return err
	}, nil)
	if last := overview(t, s); &last.Trials[0] != &after.Trials[0] || last.Claims[0].Label != "Other" {
		t.Error("the list of trials was made anew though only a claim was edited")
	}
}

func TestANoteOnATrialFollowsItsEdits(t *testing.T) {
	s := open(t)
	trial := overview(t, s).Trials[0]
	n, known := s.Note(trial.UID)
	if !known || n.Facts == 0 {
		t.Fatalf("the note is %+v", n)
	}
	s.Edit("Year", func(b *db.Batch) error {
		b.PutFact(db.Subject{TrialUID: trial.UID}, appraisal.Fact{Field: appraisal.FieldYear, Value: "1200", Status: appraisal.Reported})
		return nil
	}, nil)
	if after, _ := s.Note(trial.UID); len(after.Misfits) != len(n.Misfits)+1 {
		t.Errorf("after a year that cannot be, the note says %q", after.Misfits)
	}
}
