//go:build e2e

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A report saved by keyboard in the window is, byte for byte, the one that a script makes.
func TestAReportIsSavedWithoutTheMouseAndIsThatOfAScript(t *testing.T) {
	cli := filepath.Join(t.TempDir(), "claimgrade-cli")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", cli, "../claimgrade-cli").CombinedOutput(); err != nil {
		t.Fatalf("building the program without a window: %v\n%s", err, out)
	}
	d := newDesk(t, "")
	d.noMouse = true
	d.start()
	d.waitText("53")
	d.key("ctrl+f")
	d.write("robust")
	d.key("Down", "Down") // into the list and to its second claim
	const claim = "The antidepressant effect of a ketamine infusion is robust."
	d.waitText(claim)
	d.key("alt+r")
	d.waitPart("Page 1 of")
	d.shot("report")
	day := time.Now().Format(time.DateOnly)
	d.saveReport("cat.pdf")
	d.tabTo("*widgets.Segmented", 10)
	d.key("Right", "Right", "space") // from PDF to HTML
	d.waitPart("In a browser the text flows")
	d.saveReport("cat.html")
	d.key("Escape")
	d.waitGone("One-page CAT")
	d.key("ctrl+q")
	d.waitEnd()
	if time.Now().Format(time.DateOnly) != day {
		t.Skip("midnight has passed between the two reports")
	}
	folder := filepath.Join(d.home, "data", "claimgrade")
	library := filepath.Join(folder, "ketamine.sqlite")
	out, err := exec.Command(cli, "claims", library, "--json").Output()
	if err != nil {
		t.Fatalf("listing the claims: %v", err)
	}
	uid := ""
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var c struct{ UID, Text string }
		if err := dec.Decode(&c); err != nil {
			t.Fatal(err)
		}
		if c.Text == claim {
			uid = c.UID
		}
	}
	for _, name := range []string{"cat.pdf", "cat.html"} {
		script := filepath.Join(t.TempDir(), name)
		if out, err := exec.Command(cli, "report", library, uid, "--kind", "cat", "--date", day, "-o", script).CombinedOutput(); err != nil {
			t.Fatalf("making %s by script: %v\n%s", name, err, out)
		}
		want, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes from the window, %d others from a script", name, len(got), len(want))
		}
	}
}

// saveReport saves what the window for reports shows.
func (d *desk) saveReport(name string) {
	d.Helper()
	d.key("ctrl+Return")
	d.waitText("Save the report")
	d.key("ctrl+a")
	d.write(name)
	d.key("Return")
	d.waitText("The report is saved")
	d.key("Escape")
	d.waitGone("The report is saved")
}
