package db

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

// filler gives every field of an entity a value of its own, by reflection: a field that is added to a type and not
// stored makes the round trip fail.
type filler struct {
	n     int
	given map[string]any // by type and field: references, and words of a closed list kept as plain strings
}

// one word of each closed list; never the first two alike, so that mixed-up columns differ.
var words = map[reflect.Type]string{
	reflect.TypeFor[appraisal.ClaimKind]():       string(appraisal.KindEffect),
	reflect.TypeFor[appraisal.EffectKind]():      string(appraisal.NonInferiority),
	reflect.TypeFor[appraisal.Measure]():         string(appraisal.HazardRatio),
	reflect.TypeFor[appraisal.Assertiveness]():   string(appraisal.Emphatic),
	reflect.TypeFor[appraisal.Magnitude]():       string(appraisal.Important),
	reflect.TypeFor[appraisal.Horizon]():         string(appraisal.ThroughDay),
	reflect.TypeFor[appraisal.EvidenceForm]():    string(appraisal.FormRank),
	reflect.TypeFor[appraisal.Domain]():          string(appraisal.FollowUp),
	reflect.TypeFor[appraisal.Rating]():          string(appraisal.SomeConcerns),
	reflect.TypeFor[appraisal.Quantifier]():      string(appraisal.Few),
	reflect.TypeFor[appraisal.FieldKey]():        string(appraisal.FieldNRandomised),
	reflect.TypeFor[appraisal.CitationFinding](): string(appraisal.AnotherSource),
	reflect.TypeFor[appraisal.FactStatus]():      string(appraisal.Reported),
	reflect.TypeFor[appraisal.PICOMatch]():       string(appraisal.PICOMajor),
	reflect.TypeFor[appraisal.BiasDirection]():   string(appraisal.TowardsControl),
	reflect.TypeFor[appraisal.Question]():        string(appraisal.QDeviations),
	reflect.TypeFor[appraisal.Answer]():          string(appraisal.ProbablyNo),
	reflect.TypeFor[appraisal.Relation]():        string(appraisal.Contradicts),
}

func (f *filler) fill(t testing.TB, v reflect.Value, path string) {
	t.Helper()
	f.n++
	if given, ok := f.given[path]; ok {
		v.Set(reflect.ValueOf(given).Convert(v.Type()))
		return
	}
	switch v.Kind() {
	case reflect.String:
		if word, ok := words[v.Type()]; ok {
			v.SetString(word)
			return
		}
		if v.Type() != reflect.TypeFor[string]() {
			t.Fatalf("%s is of the new type %s: give it a word in this test", path, v.Type())
		}
		v.SetString(fmt.Sprintf("%s %d é\n'\"", path, f.n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(f.n))
	case reflect.Float64:
		v.SetFloat(float64(f.n) + 0.1 + 0.2) // not short in decimals
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(t, v.Elem(), path)
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(t, v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.fill(t, v.Index(0), path)
		f.fill(t, v.Index(1), path)
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		f.fill(t, key, path)
		f.fill(t, value, path)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	default:
		t.Fatalf("%s is of kind %s: teach this test to fill it", path, v.Kind())
	}
}

func filled[T any](t testing.TB, n int, given map[string]any) T {
	t.Helper()
	var x T
	f := filler{n: n * 1000, given: given}
	f.fill(t, reflect.ValueOf(&x).Elem(), reflect.TypeFor[T]().Name())
	return x
}

// full is a library in which no field of any entity is empty; shift makes other values under the same uids.
func full(t testing.TB, shift int) Content {
	t.Helper()
	facts := func(scope appraisal.Scope, n int) appraisal.Facts {
		all := appraisal.Facts{}
		for i, field := range appraisal.Fields {
			if field.Scope != scope {
				continue
			}
			value := fmt.Sprint(n + i + shift)
			if field.Kind == appraisal.ChoiceValue {
				value = field.Choices[len(field.Choices)-1]
			}
			all[field.Key] = filled[appraisal.Fact](t, n+i+shift, map[string]any{
				"Fact.UID": fmt.Sprintf("fact%d", n+i), "Fact.Field": field.Key, "Fact.Value": value, "Fact.Document": "d2",
			})
		}
		return all
	}
	trial := func(uid string, n int) appraisal.Trial {
		arm := func(i int) appraisal.Arm {
			return filled[appraisal.Arm](t, n+i+shift, map[string]any{"Arm.UID": fmt.Sprintf("%s-arm%d", uid, i),
				"Arm.Role": "control", "Arm.Facts": facts(appraisal.OfArm, n+100*i)})
		}
		result := func(i int) appraisal.Result {
			return filled[appraisal.Result](t, n+i+shift, map[string]any{"Result.UID": fmt.Sprintf("%s-result%d", uid, i),
				"Result.ExperimentalUID": uid + "-arm1", "Result.ControlUID": uid + "-arm2", "Result.Facts": facts(appraisal.OfResult, n+200*i)})
		}
		return filled[appraisal.Trial](t, n+shift, map[string]any{"Trial.UID": uid, "Trial.Facts": facts(appraisal.OfTrial, n),
			"Trial.Arms": []appraisal.Arm{arm(2), arm(1)}, "Trial.Results": []appraisal.Result{result(2), result(1)}})
	}
	claim := func(n int, given map[string]any) appraisal.Claim {
		for k, v := range map[string]any{"Claim.DocumentUID": "d1", "Effect.ControlRisk": new(float64), "Evidence.SubjectUID": "t2"} {
			given[k] = v
		}
		c := filled[appraisal.Claim](t, n+shift, given)
		*c.Effect.ControlRisk = 0.1 + 0.2
		return c
	}
	return Content{
		Documents: []appraisal.Document{
			filled[appraisal.Document](t, 1+shift, map[string]any{"Document.UID": "d2", "Document.File": fileOf("d2", shift).SHA256}),
			filled[appraisal.Document](t, 2+shift, map[string]any{"Document.UID": "d1", "Document.File": fileOf("d1", shift).SHA256}),
		},
		Reviewers: []appraisal.Reviewer{
			filled[appraisal.Reviewer](t, 3+shift, map[string]any{"Reviewer.UID": "r2"}),
			filled[appraisal.Reviewer](t, 4+shift, map[string]any{"Reviewer.UID": "r1"}),
		},
		Trials: []appraisal.Trial{trial("t2", 1000), trial("t1", 2000)},
		Claims: []appraisal.Claim{
			claim(5, map[string]any{"Claim.UID": "c1", "Claim.ParentUID": "", "Claim.Part": 0}),
			claim(6, map[string]any{"Claim.UID": "c2", "Claim.ParentUID": "c1", "Claim.Part": 1}),
		},
		Links: []appraisal.Link{
			filled[appraisal.Link](t, 7+shift, map[string]any{"Link.UID": "k1", "Link.ClaimUID": "c1", "Link.TrialUID": "t1", "Link.ResultUID": "t1-result2"}),
		},
		Appraisals: []appraisal.Appraisal{
			filled[appraisal.Appraisal](t, 8+shift, map[string]any{"Appraisal.UID": "p1", "Appraisal.LinkUID": "k1", "Appraisal.Reviewer": "r1", "Quote.DocumentUID": "d1"}),
		},
		Reports: []appraisal.Report{
			filled[appraisal.Report](t, 9+shift, map[string]any{"Report.UID": "p1", "Report.DocumentUID": "d2", "Report.TrialUID": "t2"}),
			filled[appraisal.Report](t, 10+shift, map[string]any{"Report.UID": "p2", "Report.DocumentUID": "d1", "Report.TrialUID": "t2"}),
		},
	}
}

// fileOf is the file of a document of full.
func fileOf(document string, shift int) File {
	data := fmt.Appendf(nil, "the file of %s, %d", document, shift)
	return File{SHA256: HashOf(data), Data: data}
}

// keepFiles puts the files of full.
func keepFiles(t testing.TB, l *Library) {
	t.Helper()
	do(t, l, "Keep files", func(b *Batch) {
		for shift := range 2 {
			b.PutFile(fileOf("d1", shift))
			b.PutFile(fileOf("d2", shift))
		}
	})
}

// readAll reads a library back into the form it was imported from.
func readAll(t testing.TB, l *Library) Content {
	t.Helper()
	var (
		c   Content
		err error
		ctx = context.Background()
	)
	c.Documents, err = l.Documents(ctx)
	must(t, err)
	c.Reviewers, err = l.Reviewers(ctx)
	must(t, err)
	c.Trials, err = l.Trials(ctx)
	must(t, err)
	c.Claims, err = l.Claims(ctx)
	must(t, err)
	c.Reports, err = l.Reports(ctx)
	must(t, err)
	for _, claim := range c.Claims {
		d, err := l.Dossier(ctx, claim.UID, "")
		must(t, err)
		for _, k := range d.Linked {
			c.Links = append(c.Links, k.Link)
			c.Appraisals = append(c.Appraisals, k.Appraisals...)
		}
	}
	return c
}

func TestEveryFieldOfEveryEntityComesBack(t *testing.T) {
	want := full(t, 0)
	l := newLibrary(t)
	keepFiles(t, l)
	must(t, l.Import(context.Background(), Action{Name: "Import"}, want))
	l = reopen(t, l)
	if diff := cmp.Diff(want, readAll(t, l)); diff != "" {
		t.Errorf("stored (-), read back (+):\n%s", diff)
	}
	wantSound(t, l)
}

func TestUndoBringsBackEveryFieldOfEveryEntity(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	keepFiles(t, l)
	states := []string{snapshot(t, l)}
	for shift := range 2 {
		must(t, l.Import(ctx, Action{Name: "Import"}, full(t, shift)))
		states = append(states, snapshot(t, l))
	}
	if states[1] == states[2] {
		t.Fatal("the second import changed nothing")
	}
	for _, want := range []string{states[1], states[0]} {
		_, err := l.Undo(ctx, "")
		must(t, err)
		if diff := cmp.Diff(want, snapshot(t, l)); diff != "" {
			t.Errorf("before (-), after undo (+):\n%s", diff)
		}
	}
	for _, want := range []string{states[1], states[2]} {
		_, err := l.Redo(ctx, "")
		must(t, err)
		if diff := cmp.Diff(want, snapshot(t, l)); diff != "" {
			t.Errorf("before (-), after redo (+):\n%s", diff)
		}
	}
	if diff := cmp.Diff(full(t, 1), readAll(t, l)); diff != "" {
		t.Errorf("imported (-), read back (+):\n%s", diff)
	}
	wantSound(t, l)
}

func TestTheFilledContentHasNoEmptyField(t *testing.T) {
	allowed := map[string]bool{"Claim.ParentUID": true, "Claim.Part": true, // of a main claim
		"Content.Progress": true, // is told, not stored
		"Content.Files":    true} // are kept by their content: see file_test.go
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		if v.IsZero() && !allowed[path] {
			t.Errorf("%s is empty: the round trip proves nothing of it", path)
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name)
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i), path)
			}
		case reflect.Map:
			for _, k := range v.MapKeys() {
				walk(v.MapIndex(k), path)
			}
		}
	}
	walk(reflect.ValueOf(full(t, 0)), "Content")
}

func TestEmptyEntitiesComeBackEmpty(t *testing.T) {
	want := Content{
		Documents: []appraisal.Document{{UID: "d"}},
		Reviewers: []appraisal.Reviewer{{UID: "r", Name: "R"}},
		Trials: []appraisal.Trial{{UID: "t", Name: "T", Facts: appraisal.Facts{},
			Arms: []appraisal.Arm{{UID: "a", Facts: appraisal.Facts{}}}, Results: []appraisal.Result{{UID: "x", Facts: appraisal.Facts{}}}}},
		Claims: []appraisal.Claim{{UID: "c", Label: "L", Text: "T", Kind: appraisal.KindReport}},
		Links:  []appraisal.Link{{UID: "k", ClaimUID: "c", TrialUID: "t"}},
		Appraisals: []appraisal.Appraisal{{UID: "p", LinkUID: "k", Reviewer: "r", Domain: appraisal.Attrition,
			Answers: map[appraisal.Question]appraisal.Answer{}}},
	}
	l := newLibrary(t)
	must(t, l.Import(context.Background(), Action{Name: "Import"}, want))
	if diff := cmp.Diff(want, readAll(t, l)); diff != "" {
		t.Errorf("stored (-), read back (+):\n%s", diff)
	}
}

func TestTheListsOfColumnsAreThoseOfTheTables(t *testing.T) {
	l := newLibrary(t)
	for entity, table := range tables {
		want := map[string]bool{"id": true}
		for _, c := range table.columns {
			want[c.name] = true
		}
		got := map[string]bool{}
		var name string
		must(t, l.read(context.Background(), func(q querier) error {
			return q.each(`SELECT name FROM pragma_table_info(?)`, []any{string(entity)}, []any{&name}, func() { got[name] = true })
		}))
		if got["position"] {
			want["position"] = true // the store's own, in most tables
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: listed (-), in the table (+):\n%s", entity, diff)
		}
	}
}

func TestTextsAreMadeStorable(t *testing.T) {
	l := newLibrary(t)
	do(t, l, "Add", func(b *Batch) {
		b.PutDocument(appraisal.Document{UID: "d", Title: "a\x00b", Note: "c\xffd"})
		b.PutTrial(appraisal.Trial{UID: "t", Name: "T"})
		b.PutFact(Subject{TrialUID: "t"}, appraisal.Fact{UID: "f", Field: appraisal.FieldCountry, Value: "x\x1fy", Note: "z\x1f"})
	})
	d, err := l.Document(context.Background(), "d")
	must(t, err)
	if d.Title != "ab" || d.Note != "c\uFFFDd" {
		t.Errorf("read back %q and %q", d.Title, d.Note)
	}
	trial, err := l.Trial(context.Background(), "t")
	must(t, err)
	want := appraisal.Fact{UID: "f", Field: appraisal.FieldCountry, Value: "xy", Note: "z"}
	if got := trial.Facts[appraisal.FieldCountry]; got != want {
		t.Errorf("read back %+v", got)
	}
}
