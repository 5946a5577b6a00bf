package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const numberedList = `Introduction
Ketamine works fast.1,2

References

1. Hansen AB, Berg C. A first invented trial of an invented drug in resist-
ant depression. J Invent Trials. 2016;12(3):101-9. doi:10.1000/jit.
2016.0123
2. van Dam K, Öztürk D, et al. Second trial. Invented Lancet 2018; 391:
12–19. PMID: 12345678.
17
3 Smith J. Third. Arch Made Up. 2019;1:1. https://doi.org/10.1000/ABC(2019)12.
4. O’Neill P. Fourth, 2020. https://pubmed.ncbi.nlm.nih.gov/87654321/

Acknowledgements
5. Nobody is thanked.`

const namedList = `References
Hansen, A. B., & Berg, C. (2016). A first invented trial of an invented drug in
resistant depression. Journal of Invented Trials, 12(3), 101–109.
https://doi.org/10.1000/jit.2016.0123
Smith, J., Jones, P. and Li, Q. (2019a). Third trial. Archives, 1, 1–2.

Smith, J. (2019b). Fourth trial. Archives, 2, 3–4.

van Dam K, Öztürk D. Second trial. Invented Lancet 2018; 391: 12–19.`

func TestReferences(t *testing.T) {
	type entry struct {
		n               int
		text, doi, pmid string
	}
	for _, x := range []struct {
		name, text string
		want       []entry
	}{
		{"numbered", numberedList, []entry{
			{1, "Hansen AB, Berg C. A first invented trial of an invented drug in resistant depression. J Invent Trials. 2016;12(3):101-9. doi:10.1000/jit.2016.0123", "10.1000/jit.2016.0123", ""},
			{2, "van Dam K, Öztürk D, et al. Second trial. Invented Lancet 2018; 391: 12–19. PMID: 12345678. 17", "", "12345678"},
			{3, "Smith J. Third. Arch Made Up. 2019;1:1. https://doi.org/10.1000/ABC(2019)12.", "10.1000/abc(2019)12", ""},
			{4, "O’Neill P. Fourth, 2020. https://pubmed.ncbi.nlm.nih.gov/87654321/", "", "87654321"},
		}},
		{"in brackets", "LITERATURE CITED\n[1] Hansen A. One. 2016.\n[2] Berg C. Two.\n2017.", []entry{{1, "Hansen A. One. 2016.", "", ""}, {2, "Berg C. Two. 2017.", "", ""}}},
		{"by name", namedList, []entry{
			{1, "Hansen, A. B., & Berg, C. (2016). A first invented trial of an invented drug in resistant depression. Journal of Invented Trials, 12(3), 101–109. https://doi.org/10.1000/jit.2016.0123", "10.1000/jit.2016.0123", ""},
			{2, "Smith, J., Jones, P. and Li, Q. (2019a). Third trial. Archives, 1, 1–2.", "", ""},
			{3, "Smith, J. (2019b). Fourth trial. Archives, 2, 3–4.", "", ""},
			{4, "van Dam K, Öztürk D. Second trial. Invented Lancet 2018; 391: 12–19.", "", ""},
		}},
		{"the contents name it too", "Contents\n\nReferences\n\n5\n\nText.\n\nReferences\n1. Hansen A. One. 2016.\n2. Berg C. Two. 2017.", []entry{{1, "Hansen A. One. 2016.", "", ""}, {2, "Berg C. Two. 2017.", "", ""}}},
		{"none", "Nothing here.\n1. A list. 2016.\n2. Of things. 2017.", nil},
		{"only a heading", "References", nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			var got []entry
			for _, r := range References(strings.Split(x.text, "\f")) {
				got = append(got, entry{r.Number, r.Text, r.DOI, r.PMID})
			}
			if diff := cmp.Diff(x.want, got, cmp.AllowUnexported(entry{})); diff != "" {
				t.Errorf("want (-), read (+):\n%s", diff)
			}
		})
	}
}

func TestCitedIn(t *testing.T) {
	var many []Reference
	for i := range 40 {
		many = append(many, Reference{Number: i + 1, Text: fmt.Sprintf("Author%c B. Title. 20%02d.", 'a'+i%26, i)})
	}
	named := References([]string{namedList})
	for _, x := range []struct {
		sentence string
		refs     []Reference
		want     string
	}{
		{"It works [9].", many, "9"}, {"It works [9, 12–14;20].", many, "9 12 13 14 20"}, {"It works (9,10).", many, "9 10"}, {"It works (9–11).", many, "9 10 11"},
		{"It works.⁹", many, "9"}, {"It works,⁹,¹⁰ and well.¹²–¹⁴", many, "9 10 12 13 14"}, {"It works.⁹⁻¹¹", many, "9 10 11"}, {"It works.9,10", many, "9 10"}, {"It works9 well.", many, "9"},
		{"Of (73) participants with 10⁶ cells per m² and χ² = 9", many, ""}, {"in 2019 (95% CI 1.2 to 3.4)", many, ""}, {"at week 8, the mean was 12", many, ""}, {"[99]", many, ""}, {"[12–9]", many, ""},
		{"The [9] and (12) alone.", many, "9"},
		{"It works (Hansen & Berg, 2016).", named, "1"}, {"Smith et al. (2019a) showed.", named, "2"}, {"(Smith, 2019b; van Dam and Öztürk 2018)", named, "3 4"}, {"Smith's (2019b) trial", named, "3"},
		{"Smithson (2019a) showed.", named, ""}, {"Smith et al. (2020)", named, ""}, {"In 2016, Hansen left.", named, ""}, {"(9)", named, ""},
		{"Authora et al., 2000, and Authorb [3]", many, "1 3"},
		{"It works [9].", nil, ""},
	} {
		var got []string
		for _, r := range CitedIn(x.sentence, x.refs) {
			got = append(got, fmt.Sprint(r.Number))
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%q cites %v, want %s", x.sentence, got, x.want)
		}
	}
}

func TestCitedNear(t *testing.T) {
	refs := make([]Reference, 20)
	for i := range refs {
		refs[i].Number = i + 1
	}
	const page = "One was found before.¹ The drug worked in women,² but the effect in men was\nsmall.³,⁴ Others disagree [5]. A last one."
	for quoted, want := range map[string]string{
		"the effect in men was\nsmall": "3 4", "The drug worked in women": "2", "The drug worked": "2 3 4", "Others": "5", "A last one": "", "One was found before.¹ The drug": "1",
	} {
		start := len([]rune(page[:strings.Index(page, quoted)]))
		var got []string
		for _, r := range CitedNear(page, Span{start, start + len([]rune(quoted))}, refs) {
			got = append(got, fmt.Sprint(r.Number))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q cites %v, want %s", quoted, got, want)
		}
	}
}
