package report

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimgrade/db"
)

// free are the fields that people and papers fill with any text, by table of a library.
var free = map[string][]string{
	"document": {"title", "author", "outlet", "date", "doi", "pmid", "url", "note", "abstract", "volume", "issue", "pages", "language"},
	"trial":    {"name", "notes"}, "arm": {"name"}, "result": {"name"},
	"fact": {"source", "locator", "quote", "confidence", "note", "checked_by"},
	"claim": {"label", "wording", "text", "place", "as_of", "population", "intervention", "comparator", "outcome", "mid_source", "citation_cited", "citation_actual",
		"citation_quote", "citation_locator", "citation_note"},
	"link": {"reason", "why", "pico_note"},
}

// freeFacts are the facts whose values are any text.
var freeFacts = []string{"citation", "population", "intervention", "comparator", "outcome", "result_text", "result_note", "instrument", "p", "attrition", "losses", "registration", "doi", "funding"}

// tricky are short texts that one format or another could take for its own.
var tricky = []string{"</p><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "-1+1", "\t=1+1", "[x](javascript:alert(1))", "# a\n\n* b\n> c\n```", "|a|b|\n|-|-|",
	"\u202eabc", "a\u200bb", "bell\a\x1b[31m", "👩🏽‍⚕️", "\\input{x}$y$%", "]]></w:t>&amp;", "(\\) Tj ET", "%s%[9]d", "../../x", "javascript:alert(1)", "#ref-1", "ע\u05d1 مر", "\u2028x\u2029", "1e999", "-"}

// trickyLibrary is the starter library with a tricky text in every free field. Behind each stands a mark of its own, by
// which it is found again.
func trickyLibrary(t *testing.T) *db.Library {
	t.Helper()
	ctx := context.Background()
	var out bytes.Buffer
	if err := library(t).WriteJSON(ctx, &out, true); err != nil {
		t.Fatal(err)
	}
	var whole map[string]any
	if err := json.Unmarshal(out.Bytes(), &whole); err != nil {
		t.Fatal(err)
	}
	n := 0
	next := func() string {
		n++
		return fmt.Sprintf("%s K%dK", tricky[n%len(tricky)], n)
	}
	var parts []string
	for _, name := range []string{"format", "version", "schema", "private"} {
		value, _ := json.Marshal(whole[name])
		parts = append(parts, fmt.Sprintf("%q:%s", name, value))
	}
	parts = append(parts, `"history":false`)
	for _, name := range []string{"document", "trial", "arm", "result", "fact", "claim", "link"} {
		rows, _ := whole[name].([]any)
		for _, r := range rows {
			row := r.(map[string]any)
			for _, f := range free[name] {
				row[f] = next()
			}
			if field, _ := row["field"].(string); name == "fact" && slices.Contains(freeFacts, field) {
				row["value"] = next()
			}
		}
		value, err := json.Marshal(rows)
		if err != nil || len(rows) == 0 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		parts = append(parts, fmt.Sprintf("%q:%s", name, value))
	}
	lib, err := db.CreateFromJSON(ctx, filepath.Join(t.TempDir(), "tricky.sqlite"), strings.NewReader("{"+strings.Join(parts, ",")+"}"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	return lib
}

var (
	mark    = regexp.MustCompile(`K\d+K`)
	blanks  = regexp.MustCompile(`[\s\x{AD}\x{200B}\x{2060}\\]`)
	drawing = regexp.MustCompile(`(?s)<svg.*?</svg>`)
	hidden  = regexp.MustCompile(`(?s)<style.*?</style>|<script.*?</script>`)
	tag     = regexp.MustCompile(`<[^>]*>`)
)

// marksOf are the marks of the texts that a reader of a file sees.
func marksOf(t *testing.T, f Format, data []byte) map[string]bool {
	t.Helper()
	text := string(data)
	switch f {
	case HTML:
		text = html.UnescapeString(tag.ReplaceAllString(drawing.ReplaceAllString(hidden.ReplaceAllString(text, ""), ""), ""))
	case DOCX:
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		part, err := z.Open("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		text = html.UnescapeString(tag.ReplaceAllString(string(all), ""))
	}
	found := map[string]bool{}
	for _, m := range mark.FindAllString(blanks.ReplaceAllString(text, ""), -1) {
		found[m] = true
	}
	return found
}

// Whatever stands in any field of a library, every format shows the same texts as every other: none is lost by being taken
// for something else, and none is run.
func TestTrickyTextsInEveryFieldAreShownByEveryFormat(t *testing.T) {
	ctx, lib := context.Background(), trickyLibrary(t)
	for _, key := range []string{"a000-03", "a001-03"} { // of an effect, and of the evidence
		claim := uidOf(t, lib, key, 0)
		for _, k := range Kinds {
			files := map[Format][]byte{}
			for _, f := range Formats {
				out, err := Make(ctx, lib, Request{Kind: k, Format: f, Claims: []string{claim}, Date: "2026-11-28"}, nil)
				if err != nil {
					t.Fatalf("%s of %s as %s: %v", k, key, f, err)
				}
				files[f] = out.Data
			}
			want := marksOf(t, HTML, files[HTML])
			if len(want) < 5 {
				t.Errorf("%s of %s has only %d of the texts", k, key, len(want))
			}
			for _, f := range []Format{Markdown, Plain, DOCX} {
				got := marksOf(t, f, files[f])
				for m := range want {
					if !got[m] {
						t.Errorf("%s of %s as %s lacks %s, which stands in the HTML", k, key, f, m)
					}
				}
			}
			for _, bad := range []string{"<script>alert", "<img", "href=\"javascript:"} {
				if bytes.Contains(files[HTML], []byte(bad)) {
					t.Errorf("%s of %s as HTML holds %s", k, key, bad)
				}
			}
			if live := regexp.MustCompile(`(^|[^\\])(<script|<img|\]\(javascript:)`); live.Match(files[Markdown]) {
				t.Errorf("%s of %s as Markdown runs %.80s", k, key, live.Find(files[Markdown]))
			}
		}
	}
}
