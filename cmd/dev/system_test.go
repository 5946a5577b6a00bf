package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestOSReleaseDecidesTheFamily(t *testing.T) {
	for name, c := range map[string]struct {
		goos, release string
		want          family
	}{
		"debian":                {"linux", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n", debian},
		"ubuntu":                {"linux", "ID=ubuntu\nID_LIKE=debian\n", debian},
		"mint says what it is":  {"linux", "# a comment\n\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", debian},
		"rocky, single quotes":  {"linux", "ID='rocky'\nID_LIKE='rhel centos fedora'\n", fedora},
		"fedora":                {"linux", "ID=fedora\n", fedora},
		"manjaro":               {"linux", "ID=manjaro\nID_LIKE=arch\n", arch},
		"one nobody knows":      {"linux", "ID=homemade\n", unknown},
		"no file":               {"linux", "", unknown},
		"a key without a value": {"linux", "ID\nID=debian", debian},
		"macOS":                 {"darwin", "ID=debian\n", macOS},
		"windows":               {"windows", "", windows},
		"freebsd":               {"freebsd", "ID=freebsd\n", unknown},
	} {
		if got := familyOf(c.goos, readOSRelease(strings.NewReader(c.release))); got != c.want {
			t.Errorf("%s: family %q, want %q", name, got, c.want)
		}
	}
}

func TestTheCompilerTellsWhichHeadersAndLibrariesAreThere(t *testing.T) {
	here := newMachine()
	if _, err := exec.LookPath(here.cc); err != nil {
		t.Skip("no C compiler: ", here.cc)
	}
	if !here.compiles([]string{"stdlib.h"}, nil) {
		t.Error("the C library's own header is not found")
	}
	if here.compiles([]string{"claimgrade/no_such_header.h"}, nil) {
		t.Error("a header that does not exist is found")
	}
	if here.compiles([]string{"stdlib.h"}, []string{"claimgrade_no_such_library"}) {
		t.Error("a library that does not exist is found")
	}
	if (thisMachine{cc: "no-such-compiler --flag"}).compiles([]string{"stdlib.h"}, nil) {
		t.Error("a compiler that does not exist compiles")
	}
}

func TestFontsAreFoundByTheStartOfTheirFileName(t *testing.T) {
	dir := t.TempDir()
	if holdsFont(dir, "NotoSans") || holdsFont(filepath.Join(dir, "absent"), "NotoSans") {
		t.Error("a font is found where there is none")
	}
	deep := filepath.Join(dir, "truetype", "noto")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(deep, "NotoSansMath-Regular.ttf"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if !holdsFont(dir, "NotoSans") || holdsFont(dir, "DejaVu") {
		t.Error("the font in a folder below is not told from others")
	}
}

func TestAWindowWithoutAScreenIsRefusedInASentence(t *testing.T) {
	for name, c := range map[string]struct {
		goos string
		env  map[string]string
		want string
	}{
		"X11":                      {"linux", map[string]string{"DISPLAY": ":0"}, ""},
		"Wayland with Xwayland":    {"linux", map[string]string{"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0"}, ""},
		"Wayland without Xwayland": {"linux", map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, "Xwayland"},
		"a server":                 {"linux", nil, "there is no screen"},
		"macOS":                    {"darwin", nil, ""},
		"windows":                  {"windows", nil, ""},
	} {
		err := screenMissing(c.goos, func(key string) string { return c.env[key] })
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
