package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	reports "claimgrade/ui/report"
	"claimgrade/ui/tr"
)

// begins is how a file of each format begins.
var begins = map[reports.Format]string{
	reports.PDF: "%PDF-", reports.DOCX: "PK", reports.HTML: "<!DOCTYPE html>", reports.Markdown: "# ", reports.Plain: "",
}

// Three claims of different kinds: of an effect, of how trials were done, and of what a source says.
var three = []string{"a001-01", "a001-03", "a001-04"}

func TestEveryReportIsMadeInEveryFormatWithTheSameBytesEachTime(t *testing.T) {
	folder := t.TempDir()
	for _, claim := range three {
		for _, kind := range reports.Kinds {
			for _, format := range reports.Formats {
				name := claim + "-" + string(kind) + "." + string(format)
				path := filepath.Join(folder, name)
				args := []string{"report", starterLibrary, claim, "--kind", string(kind), "--date", "2026-11-28"}
				if got := start("", append(args, "-o", path)...); got != (ran{}) {
					t.Errorf("%s: %+v", name, got)
					continue
				}
				first, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if !strings.HasPrefix(string(first), begins[format]) || len(first) < 500 {
					t.Errorf("%s begins with %.30q and has %d bytes", name, first, len(first))
				}
				again := start("", append(args, "-o", "-", "--format", string(format))...)
				if again.code != exitOK || again.out != string(first) {
					t.Errorf("%s: another run made other bytes (%d, %s)", name, again.code, again.stderr)
				}
			}
		}
	}
}

func TestSeveralClaimsStandInOneReport(t *testing.T) {
	got := start("", append(append([]string{"report", starterLibrary}, three...), "-o", "-", "--format", "txt", "--date", "2026-11-28")...)
	if got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	at := -1
	for _, text := range []string{"7.34 (3.32 to 11.35)", "13 of 16 trials", "Does the source say it?"} {
		if next := strings.Index(got.out, text); next <= at {
			t.Errorf("%q does not come after the claim before: %d after %d", text, next, at)
		} else {
			at = next
		}
	}
}

func TestAReportIsInTheLanguageAskedFor(t *testing.T) {
	got := start("", "report", starterLibrary, "a001-01", "-o", "-", "--format", "txt", "--language", "nb", "--date", "2026-11-28")
	for _, text := range []string{"Referanser", "7,34 (3,32 til 11,35)"} {
		if !strings.Contains(got.out, text) {
			t.Errorf("the Norwegian report does not say %q", text)
		}
	}
	if tr.Current() != tr.English {
		t.Error("the language stays after the report")
	}
}

func TestAReportNeverReplacesAFileUnasked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answer.html")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"report", starterLibrary, "a001-04", "-o", path}
	got := start("", args...)
	if data, _ := os.ReadFile(path); got.code != exitRefused || !strings.Contains(got.stderr, path) || string(data) != "mine" {
		t.Errorf("%+v; the file holds %.20q", got, data)
	}
	if got := start("", append(args, "--replace")...); got != (ran{}) {
		t.Errorf("%+v", got)
	}
	if data, _ := os.ReadFile(path); !bytes.HasPrefix(data, []byte("<!DOCTYPE html>")) {
		t.Errorf("the file holds %.20q", data)
	}
}

func TestFiguresAreMadeAsFiles(t *testing.T) {
	folder := t.TempDir()
	for _, figure := range []string{"forest", "traffic-light", "summary", "effect-direction", "harvest"} {
		for ending, begin := range map[string]string{"svg": "<svg", "pdf": "%PDF-", "png": "\x89PNG"} {
			path := filepath.Join(folder, figure+"."+ending)
			args := []string{"figure", starterLibrary, "a001-01", "--figure", figure, "-o", path}
			if got := start("", args...); got != (ran{}) {
				t.Errorf("%s.%s: %+v", figure, ending, got)
				continue
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(data[:min(200, len(data))]), begin) {
				t.Errorf("%s begins with %.40q", path, data)
			}
		}
	}
	got := start("", "figure", starterLibrary, "a001-04", "-o", "-", "--format", "svg")
	if got.code != exitRefused || !strings.Contains(got.stderr, "forest") {
		t.Errorf("a claim about a source has no forest plot, but: %+v", got)
	}
}

func TestWrongUsageOfReportsAndFigures(t *testing.T) {
	for _, args := range [][]string{
		{"report"}, {"report", "a", "b"}, {"report", "a", "-o", "x.pdf"}, {"report", "a", "b", "-o", "-"}, {"report", "a", "b", "-o", "x.wav"},
		{"report", "a", "b", "-o", "x"}, {"report", "a", "b", "-o", "x.pdf", "--kind", "poem"}, {"report", "a", "b", "-o", "x.pdf", "--date", "tomorrow"},
		{"report", "a", "b", "-o", "x.pdf", "--date", "2026-02-30"}, {"report", "a", "b", "-o", "x.pdf", "--language", "de"},
		{"report", "a", "b", "-o", "x.pdf", "--format", "wav"},
		{"figure", "a"}, {"figure", "a", "b", "c", "-o", "x.svg"}, {"figure", "a", "b", "-o", "x.docx"}, {"figure", "a", "b"}, {"figure", "a", "b", "-o", "x.svg", "--kind", "cat"},
	} {
		got := start("", args...)
		if got.code != exitUsage || got.out != "" || !strings.Contains(got.stderr, "claimgrade-cli "+args[0]+" ") {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestWhatCannotBeReportedIsRefusedAndNothingIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pdf")
	for _, args := range [][]string{
		{"report", starterLibrary, "a099-01", "-o", path},
		{"report", starterLibrary, "a001-01", "a001-01", "-o", path},
		{"report", starterLibrary, "a001-01", "-o", path, "--reviewer", "Nobody"},
		{"report", filepath.Join(t.TempDir(), "none.claimgrade"), "a001-01", "-o", path},
		{"report", starterLibrary, "a001-01", "-o", filepath.Join(path, "no", "folder.pdf")},
		{"figure", starterLibrary, "a001-01", "--figure", "pie", "-o", path},
	} {
		if got := start("", args...); got.code != exitRefused || got.out != "" || got.stderr == "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written")
	}
}
