package session

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"

	"github.com/google/go-cmp/cmp"
)

// openLarge is a session on a library that is handed over in two parts, and has not been read yet.
func openLarge(t testing.TB) *Session {
	t.Helper()
	s := open(t)
	_ = s.SetReviewer("Hanne Olsen")
	claims, err := s.Lib.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s.Edit("Import", func(b *db.Batch) error {
		linked := b.PutTrial(appraisal.Trial{Name: "Linked"})
		for _, c := range claims {
			if len(c.Evidence.Frame) > 0 {
				link := b.PutLink(appraisal.Link{ClaimUID: c.UID, TrialUID: linked, PICO: appraisal.PICONone})
				b.PutAppraisal(appraisal.Appraisal{LinkUID: link, Reviewer: s.Reviewer().UID, Domain: appraisal.Blinding, Suggestion: appraisal.High, Judgement: appraisal.High})
			}
		}
		for i := range large {
			uid := b.PutTrial(appraisal.Trial{Name: fmt.Sprintf("Trial %03d", i)})
			if i%50 == 0 { // claims about how trials were done speak of it
				b.PutFact(db.Subject{TrialUID: uid}, appraisal.Fact{Field: appraisal.FieldDrug, Value: "ketamine", Status: appraisal.Reported})
			}
		}
		return nil
	}, nil)
	return s
}

func TestALargeLibraryIsShownInPartBeforeItsTrialsAreReadAndThenWhole(t *testing.T) {
	s := openLarge(t)
	diff := func(want, got any) string {
		if reflect.DeepEqual(want, got) {
			return ""
		}
		return cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true }))
	}
	trial := fresh(t, s).Trials[0]
	var first []Overview
	s.OnFirst = func(o Overview) {
		first = append(first, o)
		err := s.Lib.Do(context.Background(), db.Action{Name: "Year"}, func(b *db.Batch) error { // what is read later has it
			b.PutFact(db.Subject{TrialUID: trial.UID}, appraisal.Fact{Field: appraisal.FieldYear, Value: "1999", Status: appraisal.Reported})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	whole := overview(t, s)
	if len(first) != 1 {
		t.Fatalf("a first part was shown %d times, want once", len(first))
	}
	part := first[0]
	if whole.Trials[0].UID != trial.UID || whole.Trials[0].Year != 1999 {
		t.Errorf("the first part came after the trials had been read: the first is %+v", whole.Trials[0])
	}
	if diff := diff(fresh(t, s), whole); diff != "" {
		t.Errorf("read at once (-), in two parts (+):\n%s", diff)
	}
	if !part.Reading || whole.Reading || len(part.Trials) > 0 {
		t.Errorf("the first part says that the rest is being read: %v, the whole: %v; the first lists %d trials", part.Reading, whole.Reading, len(part.Trials))
	}
	if part.Counts != whole.Counts || part.Counts.Appraisals == 0 {
		t.Errorf("counted at first %+v, in the end %+v", part.Counts, whole.Counts)
	}
	if diff := diff(whole.Articles, part.Articles); diff != "" {
		t.Errorf("articles in the end (-), at first (+):\n%s", diff)
	}
	pending := 0
	for i, c := range part.Claims {
		end := whole.Claims[i]
		if c.Pending {
			pending++
			if c.Verdict != "" || c.Linked != end.Linked || c.appraisals != end.appraisals || c.Text != end.Text || !reflect.DeepEqual(c.Trials, end.Trials) {
				t.Errorf("%s: while its verdict is worked out it is\n%+v, then\n%+v", c.Label, c, end)
			}
		} else if diff := diff(end, c); diff != "" {
			t.Errorf("%s: in the end (-), at first (+):\n%s", c.Label, diff)
		}
	}
	if pending == 0 || pending == len(part.Claims) {
		t.Errorf("%d of %d verdicts are being worked out: that shows nothing", pending, len(part.Claims))
	}
	if diff := diff(fresh(t, s), overview(t, s)); diff != "" {
		t.Errorf("all read again (-), after the edit in between (+):\n%s", diff)
	}
}

func TestAnEditBeforeALargeLibraryIsWholeIsInWhatFollows(t *testing.T) {
	s := openLarge(t)
	told := 0
	s.OnFirst = func(o Overview) {
		if told++; told > 1 {
			return
		}
		c, err := s.Lib.Claim(context.Background(), o.Claims[0].UID)
		if err != nil {
			t.Fatal(err)
		}
		c.Label = "Other"
		s.Edit("Label", func(b *db.Batch) error { b.PutClaim(c); return nil }, nil)
		if now := overview(t, s); now.Claims[0].Label != "Other" { // as the lists do after an edit
			t.Errorf("after the edit the claim is called %q", now.Claims[0].Label)
		}
	}
	overview(t, s)
	if o := overview(t, s); o.Claims[0].Label != "Other" || o.Reading {
		t.Errorf("in the end the claim is called %q, and the rest is still being read: %v", o.Claims[0].Label, o.Reading)
	}
}

func TestASmallLibraryIsShownWholeAtOnce(t *testing.T) {
	s := open(t)
	s.OnFirst = func(Overview) { t.Error("a part was shown though the whole is there as soon") }
	overview(t, s)
}
