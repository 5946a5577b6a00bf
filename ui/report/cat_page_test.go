package report

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"claimgrade/ui/tr"
)

// Word shows the page of a topic as LibreOffice does, or with a narrower typeface.
func TestATopicOfSixTrialsFitsOnePageInWord(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	for _, program := range []string{"soffice", "pdfinfo"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program + " is not installed")
		}
	}
	lib, dir := library(t), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	var names []string
	for _, language := range tr.Languages {
		use(t, language)
		for _, key := range []string{"a002-01", "a002-03"} {
			out, err := Make(context.Background(), lib, Request{Kind: CAT, Format: DOCX, Claims: []string{uidOf(t, lib, key, 0)}, Date: "2026-11-28"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, key+"-"+string(language))
			if err := os.WriteFile(name+".docx", out.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			names, args = append(names, name), append(args, name+".docx")
		}
	}
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, name := range names {
		info, err := exec.Command("pdfinfo", name+".pdf").Output()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(info, []byte("Pages:           1\n")) {
			t.Errorf("%s is more than a page:\n%s", filepath.Base(name), info)
		}
	}
}
