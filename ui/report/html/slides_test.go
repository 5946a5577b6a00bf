package html_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"claimgrade/ui/report/block"
	"claimgrade/ui/report/block/blocktest"
)

// press sends keys to a slide show one after the other and returns what its number says after each.
func press(t testing.TB, keys []string) []string {
	t.Helper()
	list, err := json.Marshal(keys)
	if err != nil {
		t.Fatal(err)
	}
	script := `<script>
	var seen = ` + string(list) + `.map(function (key) {
		document.body.dispatchEvent(new KeyboardEvent("keydown", {key: key, bubbles: true, cancelable: true}));
		return document.getElementById("number").textContent + (document.documentElement.classList.contains("noted") ? " notes" : "") +
			(document.getElementById("keys").open ? " keys" : "");
	});
	var pre = document.createElement("pre");
	pre.id = "seen";
	pre.textContent = JSON.stringify(seen);
	document.body.appendChild(pre);
	</script></body>`
	page := bytes.Replace(policy.ReplaceAll(render(t, blocktest.Report(block.Slides)), nil), []byte("</body>"), []byte(script), 1)
	var seen []string
	if err := json.Unmarshal([]byte(textOf(find(browse(t, page, ""), "id", "seen"))), &seen); err != nil {
		t.Fatal(err)
	}
	return seen
}

func TestSlidesObeyTheKeys(t *testing.T) {
	keys := []string{"ArrowRight", "PageDown", " ", "ArrowLeft", "End", "ArrowRight", "Home", "PageUp", "x", "n", "N", "?", "ArrowRight"}
	want := []string{"2 / 5", "3 / 5", "4 / 5", "3 / 5", "5 / 5", "5 / 5", "1 / 5", "1 / 5", "1 / 5", "1 / 5 notes", "1 / 5", "1 / 5 keys", "1 / 5 keys"}
	if got := press(t, keys); !slices.Equal(got, want) {
		t.Errorf("after %q it shows\n%q, want\n%q", keys, got, want)
	}
}

// printed is how many pages a browser prints.
func printed(t testing.TB, page []byte) int {
	t.Helper()
	browser := chromium(t)
	folder := t.TempDir()
	file, pdf := filepath.Join(folder, "page.html"), filepath.Join(folder, "page.pdf")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(folder, "profile"),
		"--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+file).Run()
	if err != nil {
		t.Fatalf("%s failed: %v", browser, err)
	}
	data, err := os.ReadFile(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(data, []byte("/Type /Page\n"))
}

func TestWhatIsPrintedKeepsToItsPages(t *testing.T) {
	if got := printed(t, render(t, blocktest.Report(block.Slides))); got != 5 {
		t.Errorf("five slides are printed on %d pages", got)
	}
	sheet := blocktest.Report(block.Sheet) // with six trials, and a page for the references
	if got := printed(t, render(t, sheet)); got != 2 {
		t.Errorf("a sheet of two pages is printed on %d", got)
	}
}
