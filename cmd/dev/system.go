package main

import (
	"bufio"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// system is what decides how software is installed here.
type system struct {
	goos   string
	family family
	root   bool // may install without asking anybody
	sudo   bool // can ask to become root
}

func thisSystem() system {
	s := system{goos: runtime.GOOS, root: os.Geteuid() == 0}
	var release io.Reader = strings.NewReader("")
	for _, path := range []string{"/etc/os-release", "/usr/lib/os-release"} {
		if f, err := os.Open(path); err == nil {
			defer f.Close()
			release = f
			break
		}
	}
	s.family = familyOf(s.goos, readOSRelease(release))
	_, err := exec.LookPath("sudo")
	s.sudo = err == nil
	return s
}

// readOSRelease reads the KEY=value lines of an os-release file; values may be quoted as in a shell.
func readOSRelease(r io.Reader) map[string]string {
	out := map[string]string{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		key, value, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value = value[1 : n-1]
		}
		out[strings.TrimSpace(key)] = value
	}
	return out
}

// familyOf also asks what a distribution says it is like, so that Mint counts as Debian and Rocky as Fedora.
func familyOf(goos string, release map[string]string) family {
	switch goos {
	case "darwin":
		return macOS
	case "windows":
		return windows
	case "linux":
	default:
		return unknown
	}
	ids := append([]string{release["ID"]}, strings.Fields(release["ID_LIKE"])...)
	for _, known := range []struct {
		family family
		ids    []string
	}{
		{debian, []string{"debian", "ubuntu"}},
		{fedora, []string{"fedora", "rhel", "centos"}},
		{arch, []string{"arch"}},
	} {
		if slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(known.ids, id) }) {
			return known.family
		}
	}
	return unknown
}

// thisMachine asks the machine itself.
type thisMachine struct {
	cc string
}

func newMachine() thisMachine {
	out, err := exec.Command("go", "env", "CC").Output()
	if cc := strings.TrimSpace(string(out)); err == nil && cc != "" {
		return thisMachine{cc: cc}
	}
	return thisMachine{cc: "cc"}
}

func (thisMachine) runs(program string, args ...string) bool {
	return exec.Command(program, args...).Run() == nil
}

func (thisMachine) hasProgram(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		_, err := exec.LookPath(name)
		return err == nil
	})
}

func (m thisMachine) compiles(headers, libraries []string) bool {
	dir, err := os.MkdirTemp("", "claimgrade-dev")
	if err != nil {
		return false
	}
	defer os.RemoveAll(dir)

	var source strings.Builder
	for _, h := range headers {
		source.WriteString("#include <" + h + ">\n")
	}
	source.WriteString("int main(void) { return 0; }\n")

	command := strings.Fields(m.cc) // the go command allows arguments in CC
	args := append(command[1:], "-x", "c", "-", "-o", filepath.Join(dir, "try"))
	for _, l := range libraries {
		args = append(args, "-l"+l)
	}
	try := exec.Command(command[0], args...)
	try.Stdin = strings.NewReader(source.String())
	return try.Run() == nil
}

func (thisMachine) hasFont(prefix string) bool {
	dirs := []string{"/usr/share/fonts", "/usr/local/share/fonts"}
	if home, err := os.UserHomeDir(); err == nil {
		dirs = append(dirs, filepath.Join(home, ".local/share/fonts"), filepath.Join(home, ".fonts"))
	}
	return slices.ContainsFunc(dirs, func(dir string) bool { return holdsFont(dir, prefix) })
}

func holdsFont(dir, prefix string) bool {
	found := false
	// Folders that are not there or may not be read hold no font that a program could use.
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasPrefix(entry.Name(), prefix) {
			found = true
			return filepath.SkipAll
		}
		return nil
	})
	return found
}
