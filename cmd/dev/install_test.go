package main

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// bareMachine answers for a machine that lacks what the test says; installing on the machine that runs the tests is no test.
type bareMachine struct {
	headers   []string // that compile
	programs  []string // that run and are on the path
	fonts     bool
	knowsDebs bool // apt-get knows the packages
}

func (m bareMachine) runs(program string, _ ...string) bool {
	return program == "apt-get" && m.knowsDebs || slices.Contains(m.programs, program)
}
func (m bareMachine) hasProgram(names ...string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(m.programs, n) })
}
func (m bareMachine) hasFont(string) bool { return m.fonts }
func (m bareMachine) compiles(headers, _ []string) bool {
	return slices.ContainsFunc(headers, func(h string) bool { return slices.Contains(m.headers, h) })
}

func TestOnlyWhatIsMissingIsAskedFor(t *testing.T) {
	all := []string{"stdlib.h", "GL/gl.h", "X11/Xlib.h"}
	tools := []string{"pkg-config", "Xvfb", "xdotool", "xwd", "pdftotext"}
	for name, c := range map[string]struct {
		goos    string
		machine bareMachine
		build   string // Debian's packages to build the window
		check   string // and to run the checks
	}{
		"everything is there": {"linux", bareMachine{headers: all, programs: tools, fonts: true}, "", ""},
		"a bare system": {
			"linux", bareMachine{},
			"gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libxkbcommon-dev",
			"gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libxkbcommon-dev xvfb libgl1-mesa-dri xdotool imagemagick poppler-utils fonts-noto-core",
		},
		"a compiler and no headers": {
			"linux", bareMachine{headers: []string{"stdlib.h"}, programs: tools, fonts: true},
			"libgl1-mesa-dev xorg-dev libxkbcommon-dev", "libgl1-mesa-dev xorg-dev libxkbcommon-dev",
		},
		"a developer's machine before the first test": {
			"linux", bareMachine{headers: all, programs: []string{"pkg-config", "import"}},
			"", "xvfb libgl1-mesa-dri xdotool poppler-utils fonts-noto-core",
		},
		"a Mac with its compiler needs no X11": {"darwin", bareMachine{headers: []string{"stdlib.h"}}, "", ""},
	} {
		if got := strings.Join(packagesFor(debian, missing(c.machine, windowNeeds(c.goos))), " "); got != c.build {
			t.Errorf("%s: to build, %q; want %q", name, got, c.build)
		}
		if got := strings.Join(packagesFor(debian, missing(c.machine, checkNeeds(c.goos))), " "); got != c.check {
			t.Errorf("%s: to check, %q; want %q", name, got, c.check)
		}
	}
}

func TestEveryKnownDistributionHasAPackageForEveryNeed(t *testing.T) {
	for _, n := range checkNeeds("linux") {
		for _, f := range []family{debian, fedora, arch} {
			if len(n.packages[f]) == 0 {
				t.Errorf("%s names no package for %s", n.name, f)
			}
		}
		if n.why == "" {
			t.Errorf("%s does not say why it is needed", n.name)
		}
	}
}

func TestEachSystemIsToldItsOwnExactCommand(t *testing.T) {
	lacking := missing(bareMachine{}, windowNeeds("linux"))[:2] // the compiler and pkg-config
	for name, c := range map[string]struct {
		sys    system
		itself bool
		want   string
	}{
		"debian as root":      {system{family: debian, root: true}, true, "apt-get update && apt-get install gcc libc6-dev pkg-config"},
		"debian with sudo":    {system{family: debian, sudo: true}, true, "sudo apt-get update && sudo apt-get install gcc libc6-dev pkg-config"},
		"debian with neither": {system{family: debian}, false, "su -c 'apt-get update && apt-get install gcc libc6-dev pkg-config'"},
		"fedora":              {system{family: fedora, sudo: true}, false, "sudo dnf install gcc pkgconf-pkg-config"},
		"arch as root":        {system{family: arch, root: true}, false, "\n  pacman -S --needed gcc pkgconf"},
		"macOS":               {system{family: macOS}, false, "xcode-select --install"},
		"windows":             {system{family: windows}, false, "mingw-w64-ucrt-x86_64-gcc"},
		"unknown":             {system{}, false, "on Debian the packages are called\n  gcc libc6-dev pkg-config"},
	} {
		if got := c.sys.advice(lacking); !strings.Contains(got, c.want) {
			t.Errorf("%s: advice %q, want it to hold %q", name, got, c.want)
		}
		if got := c.sys.installsItself(); got != c.itself {
			t.Errorf("%s: installs by itself = %v, want %v", name, got, c.itself)
		}
	}
}

func TestPackageListsAreFetchedOnlyWhenTheyAreMissingOrOld(t *testing.T) {
	const install = "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends gcc"
	const update = "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 update"
	for name, c := range map[string]struct {
		sys     system
		known   bool
		fails   map[int]bool // the how-many-eth command fails
		want    []string
		wantErr string
	}{
		"known packages":   {system{root: true}, true, nil, []string{install}, ""},
		"no package lists": {system{root: true}, false, nil, []string{update, install}, ""},
		"old package lists": {
			system{root: true}, true, map[int]bool{0: true},
			[]string{install, update, install}, "",
		},
		"through sudo": {system{sudo: true}, true, nil, []string{"sudo " + install}, ""},
		"no network":   {system{root: true}, false, map[int]bool{0: true}, []string{update}, "fetching the package lists failed"},
		"no such package": {
			system{root: true}, false, map[int]bool{1: true},
			[]string{update, install}, "installing the packages failed",
		},
	} {
		var ran []string
		err := c.sys.install([]string{"gcc"}, bareMachine{knowsDebs: c.known}, func(command ...string) error {
			ran = append(ran, strings.Join(command, " "))
			if c.fails[len(ran)-1] {
				return errors.New("exit status 100")
			}
			return nil
		})
		if !slices.Equal(ran, c.want) {
			t.Errorf("%s: ran\n  %s\nwant\n  %s", name, strings.Join(ran, "\n  "), strings.Join(c.want, "\n  "))
		}
		if (err == nil) != (c.wantErr == "") || err != nil && !strings.Contains(err.Error(), c.wantErr) {
			t.Errorf("%s: %v, want %q", name, err, c.wantErr)
		}
	}
}
