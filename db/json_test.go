package db

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func jsonOf(t testing.TB, l *Library, private bool) string {
	t.Helper()
	var out bytes.Buffer
	must(t, l.WriteJSON(context.Background(), &out, private))
	return out.String()
}

// fromJSON makes a library of a text, and leaves no file behind when the check is over.
func fromJSON(t testing.TB, text string) (*Library, error) {
	t.Helper()
	folder, err := os.MkdirTemp(t.TempDir(), "")
	must(t, err)
	o, n := testOptions(), 0
	o.NewUID = func() string { n++; return fmt.Sprintf("json-%04d", n) } // else they would meet those of the history
	l, err := CreateFromJSON(context.Background(), filepath.Join(folder, "new.sqlite"), strings.NewReader(text), o)
	if err != nil {
		entries, readErr := os.ReadDir(folder)
		must(t, readErr)
		if len(entries) > 0 {
			t.Errorf("left behind after %v: %v", err, entries)
		}
	}
	return l, err
}

// comesBack fails unless a library in JSON makes the same library again, and the same JSON.
func comesBack(t testing.TB, l *Library) *Library {
	t.Helper()
	text := jsonOf(t, l, true)
	again, err := fromJSON(t, text)
	must(t, err)
	t.Cleanup(func() { _ = again.Close() })
	if diff := cmp.Diff(snapshot(t, l), snapshot(t, again)); diff != "" {
		t.Errorf("written (-), read (+):\n%s", diff)
	}
	if diff := cmp.Diff(text, jsonOf(t, again, true)); diff != "" {
		t.Errorf("JSON at first (-), of the library made of it (+):\n%s", diff)
	}
	if !json.Valid([]byte(text)) {
		t.Error("what was written is no JSON")
	}
	wantSound(t, again)
	return again
}

// loaded is a library with everything in it.
func loaded(t testing.TB) *Library {
	t.Helper()
	ctx := context.Background()
	l := newLibrary(t)
	keepFiles(t, l)
	for shift := range 2 {
		must(t, l.Import(ctx, Action{Name: "Import"}, full(t, shift)))
	}
	do(t, l, "More", func(b *Batch) {
		data := []byte("a file with pages\x00\xff")
		b.PutFile(File{SHA256: HashOf(data), Data: data, Pages: []PageText{{Number: 1, Text: "One\n“two”"}, {Number: 3, Text: "", Layout: []byte{0, 1, 255}}}})
		b.PutDocument(appraisal.Document{UID: "d3", Title: "<script>alert(1)</script>\u2028=cmd|'/c'!A1 \u202e🙂", Note: strings.Repeat("long ", 20_000), File: HashOf(data)})
		b.PutBrief(brief("c2"))
		b.PutPrinted(printed("c1", "c2"))
		b.UseThresholds(b.PutThresholds("h1", ownThresholds("Ours")))
		b.PutStrengthWords(appraisal.StrengthWords{Emphatic: []string{"dramatic"}})
		b.PutOverrule(appraisal.Overrule{UID: "o1", ClaimUID: "c1", Reviewer: "r1", Step: appraisal.StepCertainty, Value: "low", Reason: "Indirect."})
	})
	do(t, l, "Delete", func(b *Batch) { b.DeleteClaim("c2") })
	_, err := l.Undo(ctx, "r1")
	must(t, err)
	must(t, l.SetSetting(ctx, "reviewer", "r1"))
	must(t, l.SetSetting(ctx, "window.place", "claim c1"))
	return l
}

func TestALibraryInJSONMakesTheSameLibrary(t *testing.T) {
	ctx := context.Background()
	l := loaded(t)
	again := comesBack(t, l)
	if diff := cmp.Diff(readAll(t, l), readAll(t, again)); diff != "" {
		t.Errorf("written (-), read (+):\n%s", diff)
	}
	if v, err := again.Setting(ctx, "reviewer"); v != "r1" || err != nil {
		t.Errorf("the reviewer at work is %q, %v", v, err)
	}
	if v, _ := again.Setting(ctx, "window.place"); v != "" {
		t.Errorf("the window's place has come along: %q", v)
	}
	for _, of := range []Entity{EntityClaim, EntityTrial, EntityDocument} {
		uid := map[Entity]string{EntityClaim: "c1", EntityTrial: "t1", EntityDocument: "d3"}[of]
		want, _, err := l.Steps(ctx, StepQuery{Entity: of, UID: uid, Limit: 99})
		must(t, err)
		got, _, err := again.Steps(ctx, StepQuery{Entity: of, UID: uid, Limit: 99})
		must(t, err)
		if len(want) != len(got) || len(want) == 0 {
			t.Errorf("the history of the %s had %d steps and has %d", of, len(want), len(got))
		}
	}
	for { // what could be undone, can be
		name, err := l.CanUndo(ctx)
		must(t, err)
		there, err := again.CanUndo(ctx)
		must(t, err)
		if name != there {
			t.Fatalf("undo offers %q, and %q in the library made of the JSON", name, there)
		}
		if name == "" {
			break
		}
		_, err = l.Undo(ctx, "")
		must(t, err)
		_, err = again.Undo(ctx, "")
		must(t, err)
		if diff := cmp.Diff(snapshot(t, l), snapshot(t, again)); diff != "" {
			t.Fatalf("after undo of %s (-), in the library made of the JSON (+):\n%s", name, diff)
		}
	}
}

func TestLibrariesOfEveryReleasedVersionComeBackFromJSON(t *testing.T) {
	ctx := context.Background()
	comesBack(t, newLibrary(t))
	for version := 1; version <= firstSchema; version++ {
		library, _ := fixture(version)
		path := filepath.Join(t.TempDir(), "old.sqlite")
		copyFile(t, library, path)
		l, err := Open(ctx, path, testOptions())
		must(t, err)
		comesBack(t, l)
		must(t, l.Close())
	}
}

func TestRandomLibrariesComeBackFromJSON(t *testing.T) {
	l := smallLibrary(t)
	checkDear(t, func(rt *rapid.T) {
		for range rapid.IntRange(1, 4).Draw(rt, "edits") {
			edit(rt, t, l)
		}
		text := rapid.String().Draw(rt, "text")
		do(t, l, "Text", func(b *Batch) {
			b.PutDocument(appraisal.Document{UID: "d1", Title: text, RegistryIDs: []string{text}, NotePrivate: rapid.Bool().Draw(rt, "private"), Note: text})
			x := brief("c1")
			x.Question, x.Note, x.Private = text, text, rapid.Bool().Draw(rt, "private")
			b.PutBrief(x)
		})
		if rapid.Bool().Draw(rt, "undo") {
			_, err := l.Undo(context.Background(), "r1")
			must(t, err)
		}
		comesBack(t, l)
	})
}

// Every table is written, or left out for a reason.
func TestNoTableIsForgottenInJSON(t *testing.T) {
	l := loaded(t)
	left := map[string]string{"page": "stands in its file", "current_action": "empty between actions", "search": "made of the rest",
		"search_field": "part of the program"}
	guide := textOf(t, "../docs/guide/library-json.md")
	var tops map[string]json.RawMessage
	must(t, json.Unmarshal([]byte(jsonOf(t, l, true)), &tops))
	for key := range schema(t, l) {
		name, ok := strings.CutPrefix(key, "table ")
		if !ok || strings.HasPrefix(name, "search_") || strings.HasPrefix(name, "sqlite_") || left[name] != "" {
			continue
		}
		var rows []map[string]any
		must(t, json.Unmarshal(tops[name], &rows))
		if len(rows) == 0 {
			t.Errorf("the table %s is not written, or empty", name)
		}
		if !strings.Contains(guide, "`"+name+"`") {
			t.Errorf("the guide does not describe the table %s", name)
		}
	}
	for name := range jsonColumns {
		if !strings.Contains(guide, "`"+name+"`") {
			t.Errorf("the guide does not say that %s is JSON", name)
		}
	}
	for _, table := range append(dumped, table{entity: tablePrinted}) {
		var sql string
		must(t, l.readers.QueryRow(`SELECT sql FROM sqlite_schema WHERE name = ?`, string(table.entity)).Scan(&sql))
		for _, c := range append(table.columns, printedColumns(new(Printed))...) {
			if strings.Contains(sql, "json_valid("+c.name+")") && !jsonColumns[c.name] {
				t.Errorf("%s of %s holds JSON and is written as text", c.name, table.entity)
			}
		}
	}
}

func TestPrivateNotesStayUnlessTheyAreAskedFor(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Notes", func(b *Batch) {
		b.PutBrief(brief("c1"))
		b.PutDocument(appraisal.Document{UID: "d1", Title: "Open", Note: "an open note"})
		b.PutDocument(appraisal.Document{UID: "d2", Title: "Closed", Note: "documentsecret", NotePrivate: true})
		b.PutTrial(appraisal.Trial{UID: "t1", Name: "Closed", Notes: "trialsecret", NotesPrivate: true})
		b.PutTrial(appraisal.Trial{UID: "t2", Name: "Blank", Notes: " ", NotesPrivate: true})
		report := printed("c1")
		report.Private, report.Data = true, []byte("printedsecret")
		b.PutPrinted(report)
		open := printed("c3")
		open.Data = []byte("open report")
		b.PutPrinted(open)
	})
	secrets := []string{"Zebulon", "documentsecret", "trialsecret", "cHJpbnRlZHNlY3JldA"} // the last in base64
	whole, held := jsonOf(t, l, true), jsonOf(t, l, false)
	for _, s := range secrets {
		if !strings.Contains(whole, s) || strings.Contains(held, s) {
			t.Errorf("%q: with private notes %v, without %v", s, strings.Contains(whole, s), strings.Contains(held, s))
		}
	}
	if !strings.Contains(held, "an open note") || !strings.Contains(held, "b3BlbiByZXBvcnQ") || strings.Contains(held, `"change"`) {
		t.Error("the open note or report is missing, or there is a history")
	}
	if in, err := l.HistoryHoldsPrivate(ctx); !in || err != nil {
		t.Errorf("the history speaks of private notes: %v, %v", in, err)
	}
	again, err := fromJSON(t, held)
	must(t, err)
	defer again.Close()
	if jsonOf(t, again, false) == held {
		t.Error("a library without the notes has a history of its own, which may leave")
	}
	if got := briefOf(t, again, "c1"); got.Note != "" || !got.Private || got.Advice != "Wait." {
		t.Errorf("the brief has come as %+v", got)
	}
	if name, err := again.CanUndo(ctx); name != "" || err != nil {
		t.Errorf("undo offers %q, %v", name, err)
	}

	all, err := l.PrivateNotes(ctx, nil)
	must(t, err)
	want := []PrivateNote{{EntityClaim, "c1", "No added benefit", "Call Zebulon first."}, {EntityDocument, "d2", "Closed", "documentsecret"}, {EntityTrial, "t1", "Closed", "trialsecret"}}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("want (-), listed (+):\n%s", diff)
	}
	some, err := l.PrivateNotes(ctx, []string{"c3"})
	must(t, err)
	if diff := cmp.Diff(want[1:], some); diff != "" { // t1 is linked, and a fact of it rests on d2
		t.Errorf("of one claim: want (-), listed (+):\n%s", diff)
	}
	if none, err := l.PrivateNotes(ctx, []string{}); err != nil || len(none) != 0 {
		t.Errorf("of no claim: %+v, %v", none, err)
	}
	_, err = l.PrivateNotes(ctx, []string{"gone"})
	wantCode(t, err, appraisal.CodeNotFound)
}

func TestTheHistoryLeavesWhenNothingPrivateIsInIt(t *testing.T) {
	l := smallLibrary(t)
	do(t, l, "Notes", func(b *Batch) {
		b.PutDocument(appraisal.Document{UID: "d1", Title: "Open", Note: "an open note"})
		b.PutTrial(appraisal.Trial{UID: "t2", Name: "Blank", NotesPrivate: true})
	})
	if got := jsonOf(t, l, false); !strings.Contains(got, `"change"`) {
		t.Error("the history is left out")
	}
	do(t, l, "Mark", func(b *Batch) {
		b.PutDocument(appraisal.Document{UID: "d1", Title: "Open", Note: "an open note", NotePrivate: true})
	})
	do(t, l, "Empty", func(b *Batch) { b.PutDocument(appraisal.Document{UID: "d1", Title: "Open"}) })
	if got := jsonOf(t, l, false); strings.Contains(got, "an open note") {
		t.Error("a note that was private leaves with the history")
	}
}

// What was printed while a note was open may hold it: it stays when the note is marked. What is printed later leaves.
func TestReportsFromBeforeANoteWasMarkedStay(t *testing.T) {
	l := smallLibrary(t)
	now := l.now()
	l.options.Now = func() time.Time { // a second passes between any two steps
		at, _ := time.Parse(time.RFC3339, now)
		now = at.Add(time.Second).Format(time.RFC3339)
		return at
	}
	print := func(text string) {
		t.Helper()
		do(t, l, "Print", func(b *Batch) {
			p := printed("c1")
			p.UID, p.At, p.FileName, p.Data = text, "", text, []byte(text)
			b.PutPrinted(p)
		})
	}
	do(t, l, "Note", func(b *Batch) { b.PutTrial(appraisal.Trial{UID: "t1", Name: "T", Notes: "the secret"}) })
	print("with the secret")
	if got := jsonOf(t, l, false); !strings.Contains(got, "with the secret") {
		t.Error("a report stays although no note is private")
	}
	do(t, l, "Mark", func(b *Batch) {
		b.PutTrial(appraisal.Trial{UID: "t1", Name: "T", Notes: "the secret", NotesPrivate: true})
	})
	print("without it")
	held, whole := jsonOf(t, l, false), jsonOf(t, l, true)
	for name, data := range map[string]string{"with the secret": "d2l0aCB0aGUgc2VjcmV0", "without it": "d2l0aG91dCBpdA=="} {
		for _, s := range []string{name, data} {
			if strings.Contains(held, s) != (name == "without it") || !strings.Contains(whole, s) {
				t.Errorf("%q: without private notes %v, with them %v", s, strings.Contains(held, s), strings.Contains(whole, s))
			}
		}
	}
}

func TestWhatIsNoWholeLibraryInJSONIsRefused(t *testing.T) {
	whole := jsonOf(t, loaded(t), true)
	swap := func(old, new string) string {
		if !strings.Contains(whole, old) {
			t.Fatalf("the JSON holds no %s", old)
		}
		return strings.Replace(whole, old, new, 1)
	}
	few := jsonOf(t, smallLibrary(t), true)
	everywhere := func(old, new string) string {
		if !strings.Contains(few, old) {
			t.Fatalf("the JSON holds no %s", old)
		}
		return strings.ReplaceAll(few, old, new)
	}
	head := `{"format":"claimgrade-library","version":1,"schema":4,"private":true,"history":false`
	for name, test := range map[string]struct {
		text, says string
		code       appraisal.Code
	}{
		"nothing":            {"", "not a library", appraisal.CodeInvalid},
		"no JSON":            {"Dear reader", "not a library", appraisal.CodeInvalid},
		"a list":             {"[]", "not a library", appraisal.CodeInvalid},
		"another format":     {`{"format":"zotero"}`, "not a library", appraisal.CodeInvalid},
		"no format":          {`{"claim":[]}`, "not a library", appraisal.CodeInvalid},
		"a newer version":    {swap(`"version": 1`, `"version": 2`), "newer", appraisal.CodeNewer},
		"a newer schema":     {swap(`"schema": 4`, `"schema": 999`), "newer", appraisal.CodeNewer},
		"an older schema":    {swap(`"schema": 4`, `"schema": 3`), "format 3", appraisal.CodeInvalid},
		"a negative schema":  {swap(`"schema": 4`, `"schema": -4`), "format -4", appraisal.CodeInvalid},
		"no schema":          {swap(`"schema": 4,`, ``), "“schema”", appraisal.CodeInvalid},
		"a number as text":   {swap(`"version": 1`, `"version": "1"`), "not a library", appraisal.CodeInvalid},
		"cut off":            {whole[:len(whole)/2], "not whole", appraisal.CodeInvalid},
		"without its end":    {strings.TrimSuffix(whole, "}\n"), "not whole", appraisal.CodeInvalid},
		"something after":    {whole + `{}`, "follows", appraisal.CodeInvalid},
		"an unknown table":   {swap(`"claim": [`, `"claims": [`), "“claims”", appraisal.CodeInvalid},
		"a table twice":      {head + `,"claim":[],"claim":[]}`, "“claim”", appraisal.CodeInvalid},
		"a table that is no": {head + `,"claim":{}}`, "damaged", appraisal.CodeInvalid},
		"an unknown field":   {swap(`{"uid":"c1",`, `{"uid":"c1","colour":"red",`), "“claim”, entry 1: the field “colour” is not known", appraisal.CodeInvalid},
		"a field twice":      {swap(`{"uid":"c2",`, `{"uid":"c2","uid":"c3",`), "“claim”, entry 2: the field “uid” is there twice", appraisal.CodeInvalid},
		"a missing field":    {swap(`"initials":`, `"initial":`), "“initial” is not known", appraisal.CodeInvalid},
		"a field less":       {head + `,"reviewer":[{"uid":"r","name":"N","position":1}]}`, "“reviewer”, entry 1: the field “initials” is missing", appraisal.CodeInvalid},
		"a text as number":   {head + `,"reviewer":[{"uid":1,"name":"N","initials":"","position":1}]}`, "“uid” must be a text", appraisal.CodeInvalid},
		"a number as word":   {head + `,"reviewer":[{"uid":"r","name":"N","initials":"","position":"first"}]}`, "a whole number", appraisal.CodeInvalid},
		"a null":             {head + `,"reviewer":[{"uid":"r","name":null,"initials":"","position":1}]}`, "“name”", appraisal.CodeInvalid},
		"a huge number":      {head + `,"reviewer":[{"uid":"r","name":"N","initials":"","position":1e99}]}`, "“position”", appraisal.CodeInvalid},
		"a zero byte":        {head + `,"reviewer":[{"uid":"r","name":"N\u0000","initials":"","position":1}]}`, "a sign that a library cannot hold", appraisal.CodeInvalid},
		"half a sign":        {head + `,"reviewer":[{"uid":"r","name":"N\ud83d","initials":"","position":1}]}`, "a sign that a library cannot hold", appraisal.CodeInvalid},
		"nothing said":       {strings.Replace(head, "true", "null", 1) + `}`, "not a library", appraisal.CodeInvalid},
		"no UTF-8":           {head + ",\"reviewer\":[{\"uid\":\"r\",\"name\":\"\xff\",\"initials\":\"\",\"position\":1}]}", "UTF-8", appraisal.CodeInvalid},
		"no object":          {head + `,"reviewer":["r"]}`, "“reviewer”, entry 1: it is no object", appraisal.CodeInvalid},
		"a uid twice":        {swap(`"uid":"r2"`, `"uid":"r1"`), "the same uid", appraisal.CodeInvalid},
		"no uid":             {swap(`"uid":"r2"`, `"uid":""`), "“reviewer”, entry 2", appraisal.CodeInvalid},
		"a broken reference": {swap(`"claim_uid":"c1"`, `"claim_uid":"c99"`), "refers to a “claim”", appraisal.CodeInvalid},
		"a word not known":   {swap(`"kind":"effect"`, `"kind":"rumour"`), "“claim”, entry 1", appraisal.CodeInvalid},
		"a list not read":    {swap(`"evidence_levels":[`, `"evidence_levels":[7,`), "“evidence_levels” is no list", appraisal.CodeInvalid},
		"a frame not read":   {swap(`"evidence_frame":[`, `"evidence_frame":["x",`), "“evidence_frame” is no list", appraisal.CodeInvalid},
		"another file":       {swap(`"bytes":"`, `"bytes":"AAAA`), "fingerprint", appraisal.CodeInvalid},
		"no base64":          {swap(`"bytes":"`, `"bytes":"?`), "base64", appraisal.CodeInvalid},
		"a history unsaid":   {swap(`"history": true`, `"history": false`), "no history", appraisal.CodeInvalid},
		"a history first":    {strings.Replace(head, "false", "true", 1) + `,"action":[],"reviewer":[]}`, "must come last", appraisal.CodeInvalid},
		"a change of what":   {swap(`"entity":"document"`, `"entity":"novel"`), "“change”, entry 1", appraisal.CodeInvalid},
		"half a change":      {swap(`"after":{"uid":`, `"after":{"id":`), "“uid” is missing", appraisal.CodeInvalid},
		"a day that is none": {everywhere(`"date":"2013-10"`, `"date":"2013-99-99"`), "“2013-99-99” is no date of the calendar", appraisal.CodeInvalid},
		"a claim of no day":  {everywhere(`"as_of":""`, `"as_of":"2026-02-29"`), "“2026-02-29” is no date of the calendar", appraisal.CodeInvalid},
		"a value that is no": {everywhere(`"value":"2013"`, `"value":"-7.5"`), "is not a whole number", appraisal.CodeInvalid},
		"a difference of -3": {everywhere(`"mid":null`, `"mid":-3`), "must be above 0", appraisal.CodeInvalid},
		"nobody's change":    {swap(`{"action":"`, `{"action":"x`), "“change”, entry 1", appraisal.CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := fromJSON(t, test.text)
			if err == nil {
				_ = l.Close()
				t.Fatal("it was read")
			}
			if test.code != "" {
				wantCode(t, err, test.code)
			}
			if !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "new.sqlite") {
				t.Errorf("it says %q, want %q in it", err, test.says)
			}
		})
	}
}

// endless is an entry without an end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.read += len(p)
	return len(p), nil
}

func TestAnEntryWithoutEndIsNotReadForEver(t *testing.T) {
	if testing.Short() {
		t.Skip("reads half a gigabyte")
	}
	tail := &endless{}
	in := io.MultiReader(strings.NewReader(`{"format":"claimgrade-library","version":1,"schema":4,"private":true,"history":false,"reviewer":[{"uid":"`), tail)
	_, err := CreateFromJSON(context.Background(), filepath.Join(t.TempDir(), "new.sqlite"), in, testOptions())
	wantCode(t, err, appraisal.CodeInvalid)
	if !strings.Contains(err.Error(), "larger than anything") || tail.read > 2*largestEntry {
		t.Errorf("after %d bytes: %v", tail.read, err)
	}
}

// full disks and closed pipes are said, and a file that is there is never replaced.
func TestJSONThatCannotBeWrittenOrPlacedSaysSo(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	broken := errors.New("the pipe is closed")
	if err := l.WriteJSON(ctx, writerThatFails{broken}, true); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	path := filepath.Join(t.TempDir(), "mine.sqlite")
	must(t, os.WriteFile(path, []byte("precious"), 0o600))
	text := jsonOf(t, l, true)
	_, err := CreateFromJSON(ctx, path, strings.NewReader(text), testOptions())
	wantCode(t, err, appraisal.CodeConflict)
	if textOf(t, path) != "precious" {
		t.Error("the file was replaced")
	}
	alone(t, path)
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := CreateFromJSON(stopped, filepath.Join(t.TempDir(), "x.sqlite"), strings.NewReader(text), testOptions()); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

type writerThatFails struct{ err error }

func (w writerThatFails) Write([]byte) (int, error) { return 0, w.err }

func FuzzCreateFromJSON(f *testing.F) {
	l := newLibrary(f)
	must(f, l.Import(context.Background(), Action{Name: "Fill"}, small()))
	f.Add(jsonOf(f, l, true))
	f.Add(jsonOf(f, newLibrary(f), false))
	f.Add(`{"format":"claimgrade-library","version":1,"schema":4,"private":true,"history":true,"change":[{"action":null}]}`)
	folder, n := f.TempDir(), 0
	f.Fuzz(func(t *testing.T, text string) {
		n++
		path := filepath.Join(folder, fmt.Sprintf("%d-%d.sqlite", os.Getpid(), n))
		l, err := CreateFromJSON(context.Background(), path, strings.NewReader(text), Options{})
		if err != nil {
			if appraisal.CodeOf(err) == "" && !strings.Contains(err.Error(), "could not be read") {
				t.Errorf("no sentence: %v", err)
			}
			if _, err := os.Stat(path); err == nil {
				t.Error("a file is left behind")
			}
			return
		}
		again := jsonOf(t, l, true)
		must(t, l.Close())
		must(t, os.Remove(path))
		l, err = CreateFromJSON(context.Background(), path, strings.NewReader(again), Options{})
		must(t, err)
		if jsonOf(t, l, true) != again {
			t.Error("what was read is not written again")
		}
		must(t, l.Close())
		must(t, os.Remove(path))
	})
}
