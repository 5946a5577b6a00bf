package bibtex

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// words in LaTeX, in several spellings, and what a reader sees.
var spelled = map[string]string{
	`rain`: "rain", `{\"o}re`: "öre", `\"{o}re`: "öre", `\"ore`: "öre", `{\"{o}}re`: "öre", `{{\"o}}re`: "öre", `\v{c}a`: "ča", `{\v c}a`: "ča",
	`\o{}l`: "øl", `{\o}l`: "øl", `\'{\i}`: "í", `{\'\i}`: "í", `A\&B`: "A&B", `5\%`: "5%", `a\_b`: "a_b", `x--y`: "x–y", `$\alpha$`: "α",
	`$p<0.05$`: "p<0.05", `\emph{so}`: "so", `{\it so}`: "so", `{Deep {er}}`: "Deep er", `CO\textsubscript{2}`: "CO2", `a@b`: "a@b", `50%`: "50%",
	`Smørgås`: "Smørgås", `{\ss}`: "ß", `and`: "and", `=`: "=", `,`: ",", `#`: "#", `(x)`: "(x)", `it's`: "it's",
}

// However an entry is written, its title is what a reader would see; and what stands between entries changes nothing.
func TestEveryWayOfWritingAnEntryReadsTheSame(t *testing.T) {
	var all []string
	for s := range spelled {
		all = append(all, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
		space := func() string { return pick("space", "", " ", "\n", "\r\n\t", "  ") }
		var file strings.Builder
		var want []string
		for range rapid.IntRange(1, 4).Draw(t, "entries") {
			words := rapid.SliceOfN(rapid.SampledFrom(all), 1, 8).Draw(t, "title")
			var seen []string
			for _, w := range words {
				seen = append(seen, spelled[w])
			}
			want = append(want, strings.Join(seen, " "))
			title := strings.Join(words, pick("between", " ", "\n   ", "~"))
			switch pick("delimiters", "braces", "double", "quotes", "joined") {
			case "braces":
				title = "{" + title + "}"
			case "double":
				title = "{{" + title + "}}"
			case "quotes":
				title = `"` + strings.ReplaceAll(title, `\"`, `{\"`) + `"`
				if strings.Contains(title, `{\"`) { // a quotation mark needs braces within quotation marks
					title = "{" + strings.Join(words, " ") + "}"
				}
			case "joined":
				title = "{" + title + `} # "" # {}`
			}
			open, end := "{", "}"
			if rapid.Bool().Draw(t, "parentheses") {
				open, end = "(", ")"
			}
			fmt.Fprintf(&file, "%s@%s%s%s%s,%s%s%s=%s%s%s%s%s\n", pick("junk", "", "Some text. ", "% said a@b.example\n", "}\n"), pick("kind", "article", "ARTICLE", "Misc"),
				space(), open, pick("key", "", "k", "a:b_c"), space(), pick("name", "title", "TITLE", "Title"), space(), space(), title,
				pick("comma", "", ",", ",\n year = 2001"), space(), end)
		}
		got := read(t, file.String())
		if len(got.Records) != len(want) {
			t.Fatalf("%d records of %d in:\n%s", len(got.Records), len(want), file.String())
		}
		for i, r := range got.Records {
			if string(r.Title) != want[i] {
				t.Fatalf("%q, want %q, in:\n%s", r.Title, want[i], file.String())
			}
		}
	})
}
