package starter

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// root is the folder of the starter library in the embedded files.
const root = "starter"

// reading gathers the content file by file. Documents and trials come first, so that what follows can point to them.
type reading struct {
	files     fs.FS
	content   db.Content
	documents map[string]string          // uid by key
	trials    map[string]appraisal.Trial // by key
	results   map[string]string          // uid by key of the trial, "/" and key of the result
	claims    map[string]bool            // by key and part
	links     map[string]bool            // by uid
}

func read(files fs.FS) (db.Content, error) {
	r := &reading{
		files: files, documents: map[string]string{}, trials: map[string]appraisal.Trial{}, results: map[string]string{},
		claims: map[string]bool{}, links: map[string]bool{},
	}
	for _, step := range []func() error{r.readDocuments, r.readTrials, r.readClaims} {
		if err := step(); err != nil {
			return db.Content{}, err
		}
	}
	return r.content, nil
}

func (r *reading) readDocuments() error {
	for _, name := range []string{"articles.json", "sources.json"} {
		file := path.Join(root, name)
		var f documentFile
		if err := decode(r.files, file, &f); err != nil {
			return err
		}
		for i, d := range f.Documents {
			at := fmt.Sprintf("documents[%d]", i)
			if d.Key == "" || d.Title == "" {
				return wrong(file, at, "a document needs a key and a title.")
			}
			if _, twice := r.documents[d.Key]; twice {
				return wrong(file, at, "the key %q is used twice.", d.Key)
			}
			if !slices.Contains([]string{"article", "report", "registry", "secondary", "other"}, d.Kind) {
				return wrong(file, at+".kind", "%q is not a kind of document.", d.Kind)
			}
			d.UID = uid("document/" + d.Key)
			r.documents[d.Key] = d.UID
			r.content.Documents = append(r.content.Documents, d.domain())
		}
	}
	return nil
}

func (r *reading) readTrials() error {
	names, err := jsonFiles(r.files, path.Join(root, "trials"))
	if err != nil {
		return err
	}
	for _, name := range names {
		var t trial
		if err := decode(r.files, name, &t); err != nil {
			return err
		}
		if t.Key+".json" != path.Base(name) || t.Name == "" {
			return wrong(name, "key", "a trial needs a name, and the file bears its key.")
		}
		made, err := r.trial(name, t)
		if err != nil {
			return err
		}
		r.trials[t.Key] = made
		r.content.Trials = append(r.content.Trials, made)
	}
	return nil
}

func (r *reading) trial(file string, t trial) (appraisal.Trial, error) {
	own := "trial/" + t.Key
	out := appraisal.Trial{UID: uid(own), Key: t.Key, Name: t.Name, Notes: t.Notes}
	var err error
	if out.Facts, err = r.facts(file, "facts", own, appraisal.OfTrial, t.Facts); err != nil {
		return out, err
	}
	arms := map[string]string{"": ""}
	for i, a := range t.Arms {
		at, ownArm := fmt.Sprintf("arms[%d]", i), own+"/arm/"+a.Key
		if _, twice := arms[a.Key]; twice || a.Name == "" {
			return out, wrong(file, at, "an arm needs a name and a key of its own.")
		}
		if !slices.Contains([]string{"experimental", "control", "both", "other"}, a.Role) {
			return out, wrong(file, at+".role", "%q is not a role of an arm.", a.Role)
		}
		x := appraisal.Arm{UID: uid(ownArm), Name: a.Name, Role: a.Role}
		if x.Facts, err = r.facts(file, at+".facts", ownArm, appraisal.OfArm, a.Facts); err != nil {
			return out, err
		}
		arms[a.Key] = x.UID
		out.Arms = append(out.Arms, x)
	}
	for i, s := range t.Results {
		at, ownResult := fmt.Sprintf("results[%d]", i), own+"/result/"+s.Key
		e, knownE := arms[s.Experimental]
		c, knownC := arms[s.Control]
		switch _, twice := r.results[t.Key+"/"+s.Key]; {
		case twice || s.Key == "" || s.Name == "":
			return out, wrong(file, at, "a result needs a name and a key of its own.")
		case !knownE:
			return out, wrong(file, at+".experimental", "the trial has no arm %q.", s.Experimental)
		case !knownC:
			return out, wrong(file, at+".control", "the trial has no arm %q.", s.Control)
		}
		x := appraisal.Result{UID: uid(ownResult), Name: s.Name, ExperimentalUID: e, ControlUID: c}
		if x.Facts, err = r.facts(file, at+".facts", ownResult, appraisal.OfResult, s.Facts); err != nil {
			return out, err
		}
		r.results[t.Key+"/"+s.Key] = x.UID
		out.Results = append(out.Results, x)
	}
	return out, nil
}

// facts checks the facts of one subject and gives them uids and the uids of their documents.
func (r *reading) facts(file, at, own string, scope appraisal.Scope, fs facts) (appraisal.Facts, error) {
	out := appraisal.Facts{}
	for k, f := range fs {
		here := at + "." + string(k)
		field, known := appraisal.FieldOf(k)
		if !known || field.Scope != scope {
			return nil, wrong(file, here, "that is not a field of a %s.", scope)
		}
		f.UID, f.Field = uid(own+"/fact/"+string(k)), k
		if f.Status == "" {
			f.Status = appraisal.Reported
		}
		if f.Status != appraisal.Reported && f.Status != appraisal.StatusNotStated {
			return nil, wrong(file, here+".status", "%q is not a status of a fact.", f.Status)
		}
		if f.Source == "" {
			return nil, wrong(file, here, "a fact of the starter library needs its kind of source.")
		}
		if f.Document != "" {
			document, known := r.documents[f.Document]
			if !known {
				return nil, wrong(file, here+".document", "there is no document %q.", f.Document)
			}
			f.Document = document
		}
		made := appraisal.Fact(f)
		if err := made.Validate(); err != nil {
			return nil, wrong(file, here, "%s", err)
		}
		out[k] = made
	}
	return out, nil
}
