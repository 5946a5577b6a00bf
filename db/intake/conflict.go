package intake

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// documentField is a field of a document that a file may say something about.
type documentField struct {
	name string
	at   func(*appraisal.Document) *string
	same func(here, file string) bool // nil: the same text
}

var documentFields = []documentField{
	{"title", func(d *appraisal.Document) *string { return &d.Title }, samePlain},
	{"author", func(d *appraisal.Document) *string { return &d.Author }, samePlain},
	{"outlet", func(d *appraisal.Document) *string { return &d.Outlet }, samePlain},
	{"date", func(d *appraisal.Document) *string { return &d.Date }, strings.HasPrefix}, // a year agrees with a day in it
	{"volume", func(d *appraisal.Document) *string { return &d.Volume }, nil},
	{"issue", func(d *appraisal.Document) *string { return &d.Issue }, nil},
	{"pages", func(d *appraisal.Document) *string { return &d.Pages }, samePages},
	{"doi", func(d *appraisal.Document) *string { return &d.DOI }, strings.EqualFold},
	{"pmid", func(d *appraisal.Document) *string { return &d.PMID }, nil},
	{"url", func(d *appraisal.Document) *string { return &d.URL }, nil},
	{"language", func(d *appraisal.Document) *string { return &d.Language }, strings.EqualFold},
	{"abstract", func(d *appraisal.Document) *string { return &d.Abstract }, samePlain},
}

// FieldRegistryIDs is the one field of a document that is a list: numbers that are missing are added, none is replaced.
const FieldRegistryIDs = "registry_ids"

func samePlain(a, b string) bool { return a == b || plain(a) == plain(b) }

// samePages takes 201-12 for 201-212.
func samePages(a, b string) bool { return wholePages(a) == wholePages(b) }

func wholePages(s string) string {
	first, last, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	if ok && len(last) < len(first) {
		last = first[:len(first)-len(last)] + last
	}
	return first + "-" + last
}

// compareDocuments lists the fields in which a file says more than, or something else than, the document here.
func compareDocuments(here, file appraisal.Document) (out []Conflict) {
	for _, f := range documentFields {
		mine, theirs := *f.at(&here), *f.at(&file)
		if theirs == "" || mine == theirs || mine != "" && f.same != nil && f.same(mine, theirs) {
			continue
		}
		out = append(out, Conflict{Field: f.name, Here: mine, File: theirs})
	}
	if more := moreIDs(here.RegistryIDs, file.RegistryIDs); len(more) > 0 {
		out = append(out, Conflict{Field: FieldRegistryIDs, File: strings.Join(more, ", ")})
	}
	return out
}

// moreIDs are the registry numbers that are not among those here.
func moreIDs(here, file []string) (more []string) {
	for _, id := range file {
		if !slices.ContainsFunc(here, func(h string) bool { return registryKey(h) == registryKey(id) }) {
			more = append(more, id)
		}
	}
	return more
}

// applyDocument brings what was chosen into a document.
func applyDocument(d *appraisal.Document, it Item) {
	for _, c := range it.taken() {
		if c.Field == FieldRegistryIDs {
			d.RegistryIDs = append(slices.Clone(d.RegistryIDs), moreIDs(d.RegistryIDs, it.document.RegistryIDs)...)
			continue
		}
		for _, f := range documentFields {
			if f.name == c.Field && c.owner == (subject{}) {
				*f.at(d) = c.File
			}
		}
	}
}

// taken are the conflicts whose value in the file is to be stored.
func (it Item) taken() (out []Conflict) {
	for _, c := range it.Conflicts {
		if c.Missing() && (it.Choice == Complete || it.Choice == Replace) || it.Choice == Replace && c.Take {
			out = append(out, c)
		}
	}
	return out
}

// subject is whose fact a conflict is about, in the trial of the library; an arm or result that is not there yet is
// named by its number in the file's trial.
type subject struct {
	scope appraisal.Scope
	uid   string
	index int
}

// The names that stand for a whole arm or result that the library does not have.
const (
	FieldArm    = "arm"
	FieldResult = "result"
)

// compareTrials lists what a registry record or study says that the trial here does not, or says otherwise.
func compareTrials(here, file appraisal.Trial) (out []Conflict) {
	out = compareFacts(here.Facts, file.Facts, "", subject{scope: appraisal.OfTrial, uid: here.UID})
	var names []string
	for _, a := range here.Arms {
		names = append(names, a.Name)
	}
	for i, a := range file.Arms {
		at := slices.IndexFunc(here.Arms, func(h appraisal.Arm) bool { return plain(h.Name) == plain(a.Name) })
		if at < 0 {
			// Beside arms of other names it may be one of them under another name: then it would count twice.
			out = append(out, Conflict{Field: FieldArm, Subject: a.Name, Here: strings.Join(names, ", "), File: a.Name, owner: subject{appraisal.OfArm, "", i}})
			continue
		}
		out = append(out, compareFacts(here.Arms[at].Facts, a.Facts, a.Name, subject{appraisal.OfArm, here.Arms[at].UID, i})...)
	}
	for i, r := range file.Results {
		at := slices.IndexFunc(here.Results, func(h appraisal.Result) bool { return plain(h.Name) == plain(r.Name) })
		if at < 0 {
			out = append(out, Conflict{Field: FieldResult, Subject: r.Name, File: r.Name, owner: subject{appraisal.OfResult, "", i}})
			continue
		}
		out = append(out, compareFacts(here.Results[at].Facts, r.Facts, r.Name, subject{appraisal.OfResult, here.Results[at].UID, i})...)
	}
	return out
}

func compareFacts(here, file appraisal.Facts, name string, owner subject) (out []Conflict) {
	for _, field := range appraisal.Fields {
		theirs, ok := file[field.Key]
		if !ok || theirs.Value == "" {
			continue
		}
		mine, have := here[field.Key]
		text := mine.Value
		if have && mine.Status == appraisal.StatusNotStated {
			text = string(appraisal.StatusNotStated)
		}
		if sameFact(field, text, theirs.Value) {
			continue
		}
		out = append(out, Conflict{Subject: name, Field: string(field.Key), Here: text, File: theirs.Value, fact: &theirs, owner: owner})
	}
	return out
}

func sameFact(field appraisal.Field, here, file string) bool {
	if here == "" {
		return false
	}
	switch field.Kind {
	case appraisal.WholeNumber, appraisal.DecimalNum, appraisal.DaysValue:
		a := appraisal.Facts{field.Key: {Value: here}}.Number(field.Key)
		b := appraisal.Facts{field.Key: {Value: file}}.Number(field.Key)
		return a != nil && b != nil && *a == *b
	}
	return samePlain(here, file)
}
