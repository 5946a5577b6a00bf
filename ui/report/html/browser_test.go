package html_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"claimgrade/ui/report/block"
	"claimgrade/ui/report/block/blocktest"
)

// browse opens a page in a browser without a window and returns what its scripts made of it.
func browse(t testing.TB, page []byte, place string, flags ...string) *html.Node {
	t.Helper()
	browser := chromium(t)
	folder := t.TempDir()
	file := filepath.Join(folder, "page.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	args := append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + filepath.Join(folder, "profile"),
		"--virtual-time-budget=30000", "--window-size=1280,720", "--dump-dom"}, flags...)
	out, err := exec.CommandContext(ctx, browser, append(args, "file://"+file+place)...).Output()
	if err != nil {
		t.Fatalf("%s failed: %v", browser, err)
	}
	root, err := html.Parse(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func chromium(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("neither chromium nor google-chrome is installed")
	return ""
}

// find is the first element with an attribute of a value.
func find(n *html.Node, key, value string) *html.Node {
	for _, a := range n.Attr {
		if a.Key == key && a.Val == value {
			return n
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, key, value); found != nil {
			return found
		}
	}
	return nil
}

func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var out strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out.WriteString(textOf(c))
	}
	return out.String()
}

// The script runs under the policy of the page itself, which allows it and nothing else.
func TestSlidesGoWhereTheyAreSent(t *testing.T) {
	page := render(t, blocktest.Report(block.Slides))
	for place, want := range map[string]string{"": "1 / 5", "#slide-3": "3 / 5", "#at-ref-2": "5 / 5", "#nowhere": "1 / 5"} {
		root := browse(t, page, place)
		if got := textOf(find(root, "id", "number")); got != want {
			t.Errorf("%q shows slide %q, want %q", place, got, want)
		}
		if now := find(root, "class", "slide now"); now == nil {
			t.Errorf("%q shows no slide", place)
		}
	}
}

// A foreign script does not run under that policy.
func TestNoScriptButOursRuns(t *testing.T) {
	for name, form := range map[string]block.Form{"page": block.Page, "slides": block.Slides} {
		page := bytes.Replace(render(t, blocktest.Report(form)), []byte("</body>"), []byte(`<p id="planted">no</p><script>document.getElementById("planted").textContent = "yes"</script></body>`), 1)
		if got := textOf(find(browse(t, page, ""), "id", "planted")); got != "no" {
			t.Errorf("%s: a planted script ran: %q", name, got)
		}
	}
}

// axe is the source of axe-core, from where CLAIMGRADE_AXE says or from the user's cache, into which npm fetches it once.
func axe(t testing.TB) string {
	t.Helper()
	if path := os.Getenv("CLAIMGRADE_AXE"); path != "" {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("CLAIMGRADE_AXE names no file to read: %v", err)
		}
		return string(source)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skipf("no folder to keep axe-core in: %v", err)
	}
	folder := filepath.Join(cache, "claimgrade", "axe-core")
	if source, err := os.ReadFile(filepath.Join(folder, "axe.min.js")); err == nil {
		return string(source)
	}
	source, err := fetchAxe(folder)
	if err != nil {
		t.Skipf("axe-core is not there and cannot be fetched: set CLAIMGRADE_AXE to axe.min.js (%v)", err)
	}
	return string(source)
}

func fetchAxe(folder string) ([]byte, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	pack := exec.CommandContext(ctx, npm, "pack", "--silent", "axe-core@4")
	pack.Dir = folder
	name, err := pack.Output()
	if err != nil {
		return nil, fmt.Errorf("npm pack: %w", err)
	}
	archive, err := os.ReadFile(filepath.Join(folder, filepath.Base(strings.TrimSpace(string(name)))))
	if err != nil {
		return nil, err
	}
	source, err := fromArchive(archive, "package/axe.min.js")
	if err != nil {
		return nil, err
	}
	return source, os.WriteFile(filepath.Join(folder, "axe.min.js"), source, 0o600)
}

func fromArchive(archive []byte, name string) ([]byte, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	for files := tar.NewReader(unzipped); ; {
		f, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("the archive holds no %s", name)
		}
		if err != nil {
			return nil, err
		}
		if f.Name == name {
			return io.ReadAll(files)
		}
	}
}

var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)

// violations are what axe-core finds wrong with a page, a line each. The page loses the policy that would forbid the check.
func violations(t testing.TB, page []byte, before string, flags ...string) []string {
	t.Helper()
	check := `<script>` + axe(t) + `</script><script>
	` + before + `
	axe.run(document, {resultTypes: ["violations"]}).then(function (r) {
		var pre = document.createElement("pre");
		pre.id = "axe";
		pre.textContent = JSON.stringify(r.violations.flatMap(function (v) {
			return v.nodes.map(function (n) { return v.id + ": " + n.html.slice(0, 200) + " (" + n.failureSummary + ")"; });
		}));
		document.body.appendChild(pre);
	});</script></body>`
	page = bytes.Replace(policy.ReplaceAll(page, nil), []byte("</body>"), []byte(check), 1)
	result := find(browse(t, page, "", flags...), "id", "axe")
	if result == nil {
		t.Fatal("axe-core did not come to an end")
	}
	var found []string
	if err := json.Unmarshal([]byte(textOf(result)), &found); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestReportsCanBeReadByEverybody(t *testing.T) {
	page, slides := render(t, blocktest.Report(block.Page)), render(t, blocktest.Report(block.Slides))
	for _, c := range []struct {
		name, before string
		page         []byte
		flags        []string
	}{
		{"page", "", page, nil},
		{"page in the dark", "", page, []string{"--blink-settings=preferredColorScheme=0"}},
		{"page on a phone", "", page, []string{"--window-size=500,900"}},
		{"slides with notes", `document.getElementById("do-notes").click();`, slides, nil},
		{"slides with their keys", `document.getElementById("do-help").click();`, slides, nil},
		{"all slides", `document.documentElement.classList.remove("live");`, slides, nil},
		{"hostile slides", "", render(t, blocktest.Hostile(block.Slides, blocktest.Nasty[0])), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, v := range violations(t, c.page, c.before, c.flags...) {
				t.Error(v)
			}
		})
	}
}

// The check itself must see what it is there for.
func TestWhatSomeCannotReadIsFound(t *testing.T) {
	planted := []byte(`<img src="data:,"><p style="color:#ccc">faint</p></main>`)
	page := bytes.Replace(render(t, blocktest.Report(block.Page)), []byte("</main>"), planted, 1)
	found := strings.Join(violations(t, page, ""), "\n")
	for _, want := range []string{"image-alt", "color-contrast"} {
		if !strings.Contains(found, want) {
			t.Errorf("%s was planted and not found in:\n%s", want, found)
		}
	}
}
