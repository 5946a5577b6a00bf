package intake

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/exchange"
)

// Storing says in whose name an import is stored, and under which.
type Storing struct {
	Action   string // what undo calls it
	Reviewer appraisal.Reviewer
	Progress func(done, total int) // rows written of how many; may be nil
}

// Summary is what an import has done.
type Summary struct {
	Documents  int // new ones
	Trials     int // new ones
	Papers     int // documents that are now said to report a trial
	Changed    int // documents and trials that were here and got something from a file
	Judgements int // rows of risk-of-bias tables that were kept with a trial
	Left       int // records with which nothing was done
}

// Store does what was chosen for each record, as one action that one undo takes back. When ctx ends before it is done,
// nothing is left of it.
func (p Plan) Store(ctx context.Context, l *db.Library, s Storing) (Summary, error) {
	w := newWriter(p)
	for i := range p.Items {
		w.document(i)
	}
	for i := range p.Items {
		w.trial(i)
	}
	for i := range p.Items {
		w.reports(i)
	}
	content := w.content()
	if s.Reviewer.Name != "" {
		content.Reviewers = []appraisal.Reviewer{s.Reviewer}
	}
	content.Progress = s.Progress
	if err := l.Import(ctx, db.Action{Name: s.Action, Reviewer: s.Reviewer.UID}, content); err != nil {
		return Summary{}, err
	}
	return w.done, nil
}

// writer puts together what an import writes. Entities are kept in the order of the records, each once.
type writer struct {
	plan      Plan
	files     []db.File
	documents []*appraisal.Document
	byUID     map[string]*appraisal.Document // by uid
	own       []*appraisal.Document          // of each item: the document it becomes, or adds to; nil if none
	trials    []*appraisal.Trial
	trialOf   map[string]*appraisal.Trial // by uid; of a trial of the library only what changes
	reported  map[[2]string]string        // relation by document and trial
	order     [][2]string                 // of the reports
	tables    map[int]string              // uid of the document that a file of studies or judgements is, by file
	done      Summary
}

func newWriter(p Plan) *writer {
	return &writer{
		plan: p, byUID: map[string]*appraisal.Document{}, own: make([]*appraisal.Document, len(p.Items)),
		trialOf: map[string]*appraisal.Trial{}, reported: map[[2]string]string{}, tables: map[int]string{},
	}
}

func (w *writer) keep(d appraisal.Document) *appraisal.Document {
	if had := w.byUID[d.UID]; had != nil {
		return had
	}
	w.documents = append(w.documents, &d)
	w.byUID[d.UID] = &d
	return &d
}

// document decides which document an item becomes, or adds to.
func (w *writer) document(i int) {
	it := &w.plan.Items[i]
	switch {
	case it.Choice == Leave:
		w.done.Left++
		return
	case it.document.UID == "":
		return
	case it.Proposal == Here && it.Choice != Add && it.target != nil:
		d := *it.target
		applyDocument(&d, *it)
		w.own[i] = it.target
		if len(it.taken()) > 0 {
			w.own[i] = w.keep(d)
			w.done.Changed++
		}
		return
	case it.Proposal == Here && it.Choice != Add && it.Earlier != nil && w.own[*it.Earlier] != nil:
		applyDocument(w.own[*it.Earlier], *it)
		w.own[i] = w.own[*it.Earlier]
		return
	}
	d := it.document
	if raw := it.Record.Raw; raw != "" { // so that the trial can be held against its record later
		file := db.File{SHA256: db.HashOf([]byte(raw)), Data: []byte(raw)}
		w.files = append(w.files, file)
		d.File, d.FileName = file.SHA256, d.RegistryIDs[0]+".json"
	}
	if d.Kind == "article" && it.Choice == AsTrial {
		d.Kind = "report"
	} else if it.Choice == Alone {
		d.Kind = "article"
	}
	w.own[i] = w.keep(d)
	w.done.Documents++
}

// source is the document on which an item's facts rest: its own, or the file that the table or review package is.
func (w *writer) source(i int) string {
	it := &w.plan.Items[i]
	if w.own[i] != nil {
		return w.own[i].UID
	}
	if it.Record.Kind == exchange.Document {
		return ""
	}
	uid, known := w.tables[it.File]
	if !known {
		name := filepath.Base(w.plan.Files[it.File].Name)
		if uid = w.plan.tables[name]; uid == "" {
			uid = w.keep(appraisal.Document{UID: newUID(), Kind: "secondary", Title: name, FileName: name}).UID
			w.done.Documents++
		}
		w.tables[it.File] = uid
	}
	return uid
}

// trial makes the item's trial, or adds to it.
func (w *writer) trial(i int) {
	it := &w.plan.Items[i]
	if it.Choice == Leave || it.Choice == Alone {
		return
	}
	if it.group == nil {
		if it.Choice == AsTrial {
			it.group = &group{uid: newUID()}
		} else {
			return
		}
	}
	if it.group.here {
		w.addToHere(i)
		return
	}
	if it.Proposal == Here && it.document.UID != "" && it.Record.Kind == exchange.Document && w.trialOf[it.group.uid] == nil {
		return // the paper is here, its trial was not made
	}
	t := trialFrom(it.Record, w.source(i), filepath.Base(w.plan.Files[it.File].Name))
	had := w.trialOf[it.group.uid]
	if had == nil {
		t.UID = it.group.uid
		w.trialOf[t.UID] = &t
		w.trials = append(w.trials, &t)
		w.done.Trials++
		return
	}
	if it.Record.Kind == exchange.TrialKind && len(had.Arms) == 0 { // a registry record behind the paper that made the trial
		had.Name, had.Arms, had.Results = t.Name, t.Arms, t.Results
	}
	if c, ok := t.Facts[appraisal.FieldCitation]; ok && c.Source == sourceBibliography && had.Facts[appraisal.FieldCitation].Source == sourceRegistry {
		had.Facts[appraisal.FieldCitation] = c // a paper is cited rather than its registry record
	}
	complete(had, t)
	if it.Record.Kind == exchange.Row {
		w.done.Judgements++
	}
}

// complete adds the facts that a trial does not have; what others judged of it stands line by line.
func complete(t *appraisal.Trial, more appraisal.Trial) {
	for k, f := range more.Facts {
		had, ok := t.Facts[k]
		if !ok {
			t.Facts[k] = f
		} else if k == appraisal.FieldJudgedElsewhere && !strings.Contains(had.Value, f.Value) {
			had.Value += "\n" + f.Value
			t.Facts[k] = had
		}
	}
}

// patch is what changes of a trial of the library.
func (w *writer) patch(here appraisal.Trial) *appraisal.Trial {
	if had := w.trialOf[here.UID]; had != nil {
		return had
	}
	t := &appraisal.Trial{UID: here.UID, Key: here.Key, Name: here.Name, Notes: here.Notes, NotesPrivate: here.NotesPrivate, Facts: appraisal.Facts{}}
	w.trialOf[here.UID] = t
	w.trials = append(w.trials, t)
	w.done.Changed++
	return t
}

// addToHere brings what was chosen into a trial of the library.
func (w *writer) addToHere(i int) {
	it := &w.plan.Items[i]
	if it.trial == nil {
		return
	}
	if it.Proposal == Judgements {
		w.addJudgements(i)
		return
	}
	taken := it.taken()
	taken = slices.DeleteFunc(taken, func(c Conflict) bool { return c.owner == (subject{}) }) // the document's
	if len(taken) == 0 {
		return
	}
	file := trialFrom(it.Record, w.source(i), filepath.Base(w.plan.Files[it.File].Name))
	t := w.patch(*it.trial)
	arms := map[string]string{} // of the file's trial to those here
	for _, a := range file.Arms {
		if at := slices.IndexFunc(it.trial.Arms, func(h appraisal.Arm) bool { return plain(h.Name) == plain(a.Name) }); at >= 0 {
			arms[a.UID] = it.trial.Arms[at].UID
		}
	}
	for _, c := range taken {
		switch c.owner.scope {
		case appraisal.OfTrial:
			t.Facts[c.fact.Field] = file.Facts[c.fact.Field]
		case appraisal.OfArm:
			if c.owner.uid == "" {
				a := file.Arms[c.owner.index]
				t.Arms, arms[a.UID] = append(t.Arms, a), a.UID
			} else {
				partOf(&t.Arms, it.trial.Arms, c.owner.uid, func(a *appraisal.Arm) (*string, *appraisal.Facts) { return &a.UID, &a.Facts })[c.fact.Field] =
					file.Arms[c.owner.index].Facts[c.fact.Field]
			}
		case appraisal.OfResult:
			if c.owner.uid == "" {
				r := file.Results[c.owner.index]
				r.ExperimentalUID, r.ControlUID = arms[r.ExperimentalUID], arms[r.ControlUID]
				t.Results = append(t.Results, r)
			} else {
				partOf(&t.Results, it.trial.Results, c.owner.uid, func(r *appraisal.Result) (*string, *appraisal.Facts) { return &r.UID, &r.Facts })[c.fact.Field] =
					file.Results[c.owner.index].Facts[c.fact.Field]
			}
		}
	}
}

// partOf is the facts to be written of an arm or result of the library, which is put among the changed ones.
func partOf[T any](changed *[]T, here []T, uid string, of func(*T) (*string, *appraisal.Facts)) appraisal.Facts {
	for i := range *changed {
		if u, facts := of(&(*changed)[i]); *u == uid {
			return *facts
		}
	}
	for _, x := range here {
		if u, facts := of(&x); *u == uid {
			*facts = appraisal.Facts{}
			*changed = append(*changed, x)
			return *facts
		}
	}
	return appraisal.Facts{}
}

func (w *writer) addJudgements(i int) {
	it := &w.plan.Items[i]
	more := rowTrial(it.Record, w.source(i), filepath.Base(w.plan.Files[it.File].Name))
	fact, ok := more.Facts[appraisal.FieldJudgedElsewhere]
	if !ok {
		return
	}
	w.done.Judgements++
	t := w.patch(*it.trial)
	if had, ok := it.trial.Facts[appraisal.FieldJudgedElsewhere]; ok && t.Facts[fact.Field].Value == "" {
		t.Facts[fact.Field] = had
	}
	complete(t, appraisal.Trial{Facts: appraisal.Facts{fact.Field: fact}})
}

// reports says which documents report which trials.
func (w *writer) reports(i int) {
	it := &w.plan.Items[i]
	if it.Choice == Leave || it.Choice == Alone || it.group == nil {
		return
	}
	if w.own[i] != nil {
		relation := it.relation
		if isRegistry(it.Record) {
			relation = "registry"
		}
		for _, g := range append([]*group{it.group}, it.more...) {
			w.report(w.own[i].UID, g, relation)
		}
	}
	for uid, relation := range it.papersHere {
		w.report(uid, it.group, relation)
	}
}

func (w *writer) report(document string, g *group, relation string) {
	key := [2]string{document, g.uid}
	if had, known := w.reported[key]; known && (had != "" || relation == "") || w.plan.reported[key] || !g.here && w.trialOf[g.uid] == nil {
		return
	} else if !known {
		w.order = append(w.order, key)
	}
	w.reported[key] = relation
}

func (w *writer) content() db.Content {
	var c db.Content
	c.Files = w.files
	for _, d := range w.documents {
		c.Documents = append(c.Documents, *d)
	}
	for _, t := range w.trials {
		c.Trials = append(c.Trials, *t)
	}
	slices.SortStableFunc(w.order, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	for _, key := range w.order {
		c.Reports = append(c.Reports, appraisal.Report{DocumentUID: key[0], TrialUID: key[1], Relation: w.reported[key]})
	}
	w.done.Papers = len(c.Reports)
	return c
}
