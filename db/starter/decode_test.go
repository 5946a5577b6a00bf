package starter

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"claimgrade/appraisal"
	"claimgrade/assets"
)

// spoiled is the starter library with one text replaced in one file.
func spoiled(t *testing.T, file, old, replacement string) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(assets.Starter, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(assets.Starter, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := string(files["starter/"+file].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %s", file, old)
	}
	files["starter/"+file].Data = []byte(strings.Replace(text, old, replacement, 1))
	return files
}

func TestWhatIsWrongIsNamedWithFileAndPlace(t *testing.T) {
	const murrough, claims = "trials/murrough2013.json", "claims/a000.json"
	for name, c := range map[string]struct {
		file, old, replacement string
		says                   []string
	}{
		"unknown field of a fact":     {murrough, `"estimate": {"value": "-7.95"`, `"estimate": {"valeu": "-7.95"`, []string{murrough, "results[0].facts.estimate.valeu"}},
		"unknown field of a claim":    {claims, `"label":`, `"lable":`, []string{claims, "claims[0].lable"}},
		"name in another case":        {claims, `"label":`, `"Label":`, []string{claims, "claims[0].Label"}},
		"unknown fact":                {murrough, `"year": {`, `"jahr": {`, []string{murrough, "facts.jahr", "not a field of a trial"}},
		"fact of another subject":     {murrough, `"year": {`, `"se": {`, []string{murrough, "facts.se", "not a field of a trial"}},
		"number that is none":         {murrough, `"-7.95"`, `"about 8"`, []string{murrough, "results[0].facts.estimate", "not a number"}},
		"word that is none":           {murrough, `{"value": "intravenous"`, `{"value": "by vein"`, []string{murrough, "facts.route"}},
		"document that is not there":  {murrough, `"document": "murr-abs"`, `"document": "murr-xyz"`, []string{murrough, "murr-xyz"}},
		"arm that is not there":       {murrough, `"experimental": "ketamine"`, `"experimental": "k"`, []string{murrough, "results[0].experimental"}},
		"trial that is not there":     {claims, `"trial": "loo2023"`, `"trial": "loo2024"`, []string{claims, "links[1].trial", "loo2024"}},
		"result that is not there":    {claims, `"result": "madrs-d28"`, `"result": "madrs-d27"`, []string{claims, "links[0].result", "madrs-d27"}},
		"relation that is none":       {claims, `"coder": "supports"`, `"coder": "helps"`, []string{claims, "links[0].coder"}},
		"effect that is none":         {claims, `"kind": "no-better"`, `"kind": "no-worse"`, []string{claims, "claims[0].effect.kind", "no-worse"}},
		"number where words belong":   {claims, `"kind": "no-better"`, `"kind": 3`, []string{claims, "effect.kind"}},
		"broken JSON with its line":   {claims, `"claims": [`, `"claims": [,`, []string{claims, "line 2"}},
		"key used twice":              {"sources.json", `"key": "karma-mims"`, `"key": "karma-abs"`, []string{"sources.json", "documents[1]", "twice"}},
		"file that bears another key": {murrough, `"key": "murrough2013"`, `"key": "murrough2014"`, []string{murrough, "key"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(spoiled(t, c.file, c.old, c.replacement))
			if appraisal.CodeOf(err) != appraisal.CodeInvalid {
				t.Fatalf("error %v, want one of code invalid", err)
			}
			for _, s := range c.says {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("the error does not say %q: %v", s, err)
				}
			}
		})
	}
}
