package starter_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/db/starter"

	"github.com/google/go-cmp/cmp"
)

func starterLibrary(t *testing.T) *db.Library {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ketamine.sqlite")
	if err := starter.Create(context.Background(), path, db.Options{}); err != nil {
		t.Fatal(err)
	}
	return openLibrary(t, path)
}

func openLibrary(t *testing.T, path string) *db.Library {
	t.Helper()
	l, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func written(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTheStarterLibraryComesBackFromJSON(t *testing.T) {
	ctx := context.Background()
	l := starterLibrary(t)
	asJSON := func(l *db.Library) string {
		return written(t, func(out *bytes.Buffer) error { return l.WriteJSON(ctx, out, false) }) // it holds nothing private
	}
	text := asJSON(l)
	again, err := db.CreateFromJSON(ctx, filepath.Join(t.TempDir(), "again.sqlite"), bytes.NewReader([]byte(text)), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	dump := func(l *db.Library) string {
		return written(t, func(out *bytes.Buffer) error { return l.Dump(ctx, out) })
	}
	if diff := cmp.Diff(dump(l), dump(again)); diff != "" {
		t.Errorf("written (-), read (+):\n%s", diff)
	}
	if asJSON(again) != text {
		t.Error("the JSON of the library that was made of JSON is another")
	}
}

// verdict is what a copy must not change.
type verdict struct {
	Verdict   appraisal.Verdict
	Certainty appraisal.Certainty
	WhyNone   string
	Summary   string
	Trace     []rules.Line
}

func verdicts(t *testing.T, l *db.Library) map[string]verdict {
	t.Helper()
	all, err := l.Dossiers(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]verdict{}
	for _, d := range all {
		a := rules.Assess(d)
		out[d.Claim.UID] = verdict{a.Verdict, a.Certainty, a.WhyNone, a.Summary, a.Trace}
	}
	return out
}

func TestCopiedClaimsKeepTheirVerdictsAndMergeBackWithoutATrace(t *testing.T) {
	ctx := context.Background()
	l := starterLibrary(t)
	all := verdicts(t, l)
	claims, err := l.Claims(ctx)
	if err != nil {
		t.Fatal(err)
	}
	sets := map[string][]string{} // a claim of each kind, the parts of a sentence, and all claims of an article
	for _, c := range claims {
		sets["all of "+c.DocumentUID] = append(sets["all of "+c.DocumentUID], c.UID)
		sets["one that is "+string(c.Kind)] = []string{c.UID}
		sets["one in the form "+string(c.Evidence.Form)] = []string{c.UID}
		if !c.Main() {
			sets["a part"] = []string{c.UID}
		}
	}
	whole, err := os.Stat(l.Path())
	if err != nil {
		t.Fatal(err)
	}
	for name, uids := range sets {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "copy.sqlite")
			if err := l.CopyClaims(ctx, path, uids, false); err != nil {
				t.Fatal(err)
			}
			copied, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if copied.Size() >= whole.Size() {
				t.Errorf("the copy has %d bytes, the library %d", copied.Size(), whole.Size())
			}
			c := openLibrary(t, path)
			got := verdicts(t, c)
			for _, uid := range uids {
				if _, ok := got[uid]; !ok {
					t.Errorf("the claim %s has not come", uid)
				}
			}
			for uid, v := range got {
				if diff := cmp.Diff(all[uid], v); diff != "" {
					t.Errorf("%s in the library (-), in the copy (+):\n%s", uid, diff)
				}
			}
			m, err := l.Compare(ctx, c, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(m.Items) != 0 {
				t.Errorf("there is something to merge: %+v", m.Items)
			}
			problems, err := c.Check(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems {
				if !p.Skipped && !p.Doubt {
					t.Errorf("check found %+v", p)
				}
			}
		})
	}
}
