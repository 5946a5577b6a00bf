package dialogs_test

import (
	"os"
	"path/filepath"
	"testing"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
)

func TestAFileIsReplacedOnlyAfterAQuestion(t *testing.T) {
	c, _ := window(t)
	folder := t.TempDir()
	there := filepath.Join(folder, "cat.pdf")
	if err := os.WriteFile(there, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	ask := func(may bool) {
		dialogs.Target(c, dialogs.TargetSpec{Title: "Save the report", Confirm: "Save", Name: "cat", Folder: folder, Endings: []string{".pdf"},
			MayReplace: may, Done: func(path string, replace bool) {
				if replace {
					path = "replace " + path
				}
				got = append(got, path)
			}})
	}
	ask(false)
	uitest.Press(c, "Return")
	if !uitest.Sees(c, "There is a file of that name already.") || len(got) != 0 {
		t.Fatalf("a file that must not be replaced: %q", got)
	}
	uitest.Press(c, "Escape")
	ask(true)
	uitest.Press(c, "Return", "Escape")
	if !uitest.Sees(c, "Save the report") || len(got) != 0 {
		t.Fatalf("after the question was answered with no: %q", got)
	}
	uitest.Press(c, "Return")
	uitest.TapText(t, c, "Replace it")
	if len(got) != 1 || got[0] != "replace "+there || dialogs.Blocked() {
		t.Fatalf("after yes: %q", got)
	}
	ask(true)
	uitest.Press(c, "Ctrl+A")
	uitest.Type(c, "Ketamine vs. placebo")
	uitest.Press(c, "Return")
	if want := filepath.Join(folder, "Ketamine vs. placebo.pdf"); len(got) != 2 || got[1] != want {
		t.Errorf("a name with a dot becomes %q, want %q", got[len(got)-1], want)
	}
}
