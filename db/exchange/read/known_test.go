package read

import "testing"

func TestAnArticleIsNotTakenForRecords(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want bool
	}{
		"references": {"TY  - JOUR\nTI  - A title\nER  - \n", true},
		"medline":    {"PMID- 12345678\nTI  - A title\n", true},
		"bibtex":     {"@article{a2019,\n title = {A title},\n year = 2019\n}\n", true},
		"a letter":   {"Dear colleagues,\n\nthe trial of 2019 was large. It found nothing.\n", false},
		"a page":     {"<!doctype html><html><head><title>x</title></head><body><p>TY  - JOUR</p></body></html>", false},
		"a PDF":      {"%PDF-1.7\nTY  - JOUR\nER  -\n", false},
		"nothing":    {"", false},
	} {
		if got := Known(name, []byte(c.data)); got != c.want {
			t.Errorf("%s: known %v, want %v", name, got, c.want)
		}
	}
}
