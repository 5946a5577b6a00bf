package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// fynePackager is the toolkit's own tool, in the version the program is built with.
const fynePackager = "fyne.io/fyne/v2/cmd/fyne@v2.7.1"

// packageFiles are what the packager reads beside the program: its name, number and picture.
var packageFiles = []string{"FyneApp.toml", filepath.Join("assets", "icon.png")}

// makePackage builds both programs into bin and, on Linux, the archive with the window's menu entry and icon.
func makePackage(root string, out io.Writer) error {
	if err := ensure(windowNeeds(runtime.GOOS), out); err != nil {
		return err
	}
	bin := filepath.Join(root, "bin")
	suffix := ""
	if runtime.GOOS == "windows" {
		suffix = ".exe"
	}
	window := filepath.Join(bin, "claimgrade"+suffix)
	cli := filepath.Join(bin, "claimgrade-cli"+suffix)
	in := commands{root: root}
	build := []string{"go", "build", "-trimpath", "-ldflags=-s -w"}
	for _, c := range []*exec.Cmd{
		in.command(append(build, "-tags", "migrated_fynedo", "-o", window, "./cmd/claimgrade")...),
		in.with("CGO_ENABLED=0").command(append(build, "-o", cli, "./cmd/claimgrade-cli")...),
	} {
		if said, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%s failed: %w\n%s", strings.Join(c.Args, " "), err, said)
		}
	}
	fmt.Fprintf(out, "%s\n%s\n", window, cli)
	if runtime.GOOS != "linux" {
		return nil
	}
	archive, err := packLinux(root, window, bin)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, archive)
	return nil
}

// packLinux has the packager work in a folder of its own, because it counts up the build number in the FyneApp.toml that it
// finds and leaves its archive beside it. It returns the path of the archive, moved into bin.
func packLinux(root, window, bin string) (string, error) {
	dir, err := os.MkdirTemp(bin, "package")
	if err != nil {
		return "", fmt.Errorf("making a folder to package in: %w", err)
	}
	defer os.RemoveAll(dir)
	for _, name := range packageFiles {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o644)
		}
		if err != nil {
			return "", fmt.Errorf("copying %s for the packager: %w", name, err)
		}
	}
	pack := commands{root: dir}.command("go", "run", fynePackager, "package", "-os", "linux", "-exe", window)
	if said, err := pack.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the toolkit's packager failed: %w\n%s", err, said)
	}
	made, err := filepath.Glob(filepath.Join(dir, "*.tar.xz"))
	if err != nil || len(made) != 1 {
		return "", fmt.Errorf("the toolkit's packager left %d archives, one was expected", len(made))
	}
	archive := filepath.Join(bin, filepath.Base(made[0]))
	if err := os.Rename(made[0], archive); err != nil {
		return "", fmt.Errorf("moving the archive into bin: %w", err)
	}
	return archive, nil
}
