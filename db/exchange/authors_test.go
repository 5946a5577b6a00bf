package exchange_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claimgrade/db/exchange"
)

func TestAuthorsOfALibraryAreReadAgain(t *testing.T) {
	one := func(whole string) []exchange.Author { return []exchange.Author{{Family: whole}} }
	for text, want := range map[string][]exchange.Author{
		"":                                 nil,
		"Hansen K, van der Berg J. A.":     {{Family: "Hansen", Given: "K"}, {Family: "van der Berg", Given: "J. A."}},
		"Hansen, Kari; Lie, Bo":            {{Family: "Hansen", Given: "Kari"}, {Family: "Lie", Given: "Bo"}},
		"Hansen, Kari":                     {{Family: "Hansen", Given: "Kari"}},
		"Hansen Kari":                      one("Hansen Kari"), // nobody can tell which is which
		"Anna Berg, MD, DFAPA":             {{Family: "Berg", Given: "Anna"}},
		"Anna Berg, MD":                    {{Family: "Berg", Given: "Anna"}},
		"Berg A, Lie BC (Oslo, Somewhere)": {{Family: "Berg", Given: "A"}, {Family: "Lie", Given: "BC"}},
		"Rain Study Group, Hansen K Jr.":   {{Family: "Rain Study Group"}, {Family: "Hansen", Given: "K Jr."}},
		"page of \"Dr. Anna Berg\" (implied by the page)": one(`page of "Dr. Anna Berg"`),
		"A robot (questions; answers)":                    one("A robot"),
	} {
		if diff := cmp.Diff(want, exchange.ParseAuthors(text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// Whoever is among the authors of a file, the text that the library keeps says them all again.
func TestALibraryKeepsAuthorsWithoutLoss(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var authors []exchange.Author
		for range rapid.IntRange(0, 5).Draw(t, "authors") {
			if rapid.IntRange(0, 4).Draw(t, "group") == 0 {
				authors = append(authors, exchange.Author{Family: rapid.SampledFrom([]string{"World Health Organization", "Rain Study Group", "Institute for Rain and Wind",
					"Doctors Anonymous", "Department of Health, London", "X-Trial Team", "Acme"}).Draw(t, "name")})
				continue
			}
			authors = append(authors, exchange.Author{
				Family: rapid.SampledFrom([]string{"Hansen", "van der Berg", "O’Neil", "Li", "de la Cruz", "Smith-Jones", "Øverås", "Núñez Álvarez", "d'Alembert"}).Draw(t, "family"),
				Given:  rapid.SampledFrom([]string{"Kari", "K", "K. A.", "J.-P.", "Kari Anne", "K Jr.", "Kari III", "Chr.", "Yu. A.", "🦊"}).Draw(t, "given"),
			})
		}
		text := exchange.AuthorsText(authors)
		if got := exchange.ParseAuthors(text); !slices.Equal(got, authors) {
			t.Fatalf("%q is read as %q, want %q", text, got, authors)
		}
		for _, a := range authors {
			if got, ok := exchange.ParseAuthor(exchange.AuthorText(a)); !ok || got != a {
				t.Fatalf("%q is read as %+v, want %+v", exchange.AuthorText(a), got, a)
			}
		}
	})
}

func TestListsOfReferencesHaveInitials(t *testing.T) {
	for a, want := range map[exchange.Author]string{
		{Family: "Hansen", Given: "Kari Anne"}:   "Hansen KA",
		{Family: "van der Berg", Given: "J. A."}: "van der Berg JA",
		{Family: "Lie", Given: "BC"}:             "Lie BC",
		{Family: "Sartre", Given: "Jean-Paul"}:   "Sartre JP",
		{Family: "Moe", Given: "J.-P."}:          "Moe JP",
		{Family: "King", Given: "Martin, Jr."}:   "King M Jr",
		{Family: "Moe", Given: "åse"}:            "Moe Å",
		{Family: "Rain Study Group"}:             "Rain Study Group",
		{Family: "🦊", Given: "🦊"}:                "🦊 🦊",
	} {
		if got := a.ShortName(); got != want {
			t.Errorf("%+v is %q, want %q", a, got, want)
		}
	}
}
