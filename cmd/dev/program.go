package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"time"
)

// runWindow builds the program and starts it with the arguments, in the folder the person is in.
func runWindow(root string, args []string, out io.Writer) error {
	if err := screenMissing(runtime.GOOS, os.Getenv); err != nil {
		return err // before minutes of building for a window that cannot open
	}
	if err := ensure(windowNeeds(runtime.GOOS), out); err != nil {
		return err
	}
	dir, err := cacheDir()
	if err != nil {
		return err
	}
	binary := filepath.Join(dir, "claimgrade")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	fmt.Fprintln(out, "Building ClaimGrade. The first time takes some minutes, for the C parts of the window.")
	// Without version control stamps: a copy of the project owned by another account must still build.
	build := exec.Command("go", "build", "-buildvcs=false", "-tags", "migrated_fynedo", "-o", binary, "./cmd/claimgrade")
	build.Dir, build.Stdout, build.Stderr = root, out, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building the program failed, see the messages above: %w", err)
	}

	// Ctrl+C in the terminal reaches the program as well, which closes by itself; this command waits for it to do so.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	program := exec.Command(binary, args...)
	program.Stdin, program.Stdout, program.Stderr = os.Stdin, out, os.Stderr
	if err := program.Run(); err != nil {
		return fmt.Errorf("the program ended with an error: %w", err)
	}
	return nil
}

// screenMissing says in a sentence why no window can open here.
func screenMissing(goos string, getenv func(string) string) error {
	if goos != "linux" || getenv("DISPLAY") != "" {
		return nil
	}
	if getenv("WAYLAND_DISPLAY") != "" {
		return errors.New("no window can open: this Wayland session has no Xwayland (DISPLAY is not set); install the xwayland package and log in again")
	}
	return errors.New("no window can open: there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set); start this from a desktop, or through `ssh -X`")
}

// realWindow names what measures the window as people get it, in place of packages.
const realWindow = "window"

// runBenchmarks runs the benchmarks of the packages, of all when none are named, and shows their lines as they come. For
// realWindow it starts the program itself, beside a bare window of the toolkit and with a hundred thousand trials: how long
// a start takes, how much memory it keeps, and how long the window lets a person wait. That takes ten minutes.
func runBenchmarks(root string, packages []string, out io.Writer) error {
	if err := ensure(checkNeeds(runtime.GOOS), out); err != nil {
		return err
	}
	if len(packages) == 0 {
		packages = []string{"./..."}
	}
	bench := exec.Command("go", append([]string{"test", "-run", "^$", "-bench", ".", "-benchmem"}, packages...)...)
	if len(packages) == 1 && packages[0] == realWindow {
		bench = exec.Command("go", "test", "-tags", "e2e", "-v", "-count=1", "-timeout", "60m", "-run", "InACrowdedLibrary",
			"-bench", "Start", "-benchtime", "3x", "./cmd/claimgrade")
		bench.Env = append(os.Environ(), "CLAIMGRADE_CROWD=100000")
	}
	bench.Dir, bench.Stdout, bench.Stderr = root, out, os.Stderr
	if err := bench.Run(); err != nil {
		return fmt.Errorf("a benchmark failed, see its messages above: %w", err)
	}
	return nil
}

// shotsVariable names the folder into which the tests called TestShots draw their screens; without it they skip themselves.
const shotsVariable = "CLAIMGRADE_SHOTS"

// takeShots has every screen drawn into the folder and lists the pictures that this run wrote.
func takeShots(root string, args []string, out io.Writer) error {
	if len(args) > 1 {
		return fmt.Errorf("shots takes one folder, not %d", len(args))
	}
	dir := ""
	if len(args) == 1 {
		dir = args[0]
	} else {
		cache, err := cacheDir()
		if err != nil {
			return err
		}
		dir = filepath.Join(cache, "shots")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("finding the folder for the pictures: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder for the pictures: %w", err)
	}

	began := time.Now().Add(-2 * time.Second) // some file systems keep times to two seconds
	draw := exec.Command("go", "test", "-count=1", "-run", "TestShots", "./ui/...")
	draw.Dir = root
	draw.Env = append(os.Environ(), shotsVariable+"="+dir)
	if said, err := draw.CombinedOutput(); err != nil {
		return fmt.Errorf("drawing the screens failed: %w\n%s", err, said)
	}
	pictures, err := writtenSince(dir, began)
	if err != nil {
		return fmt.Errorf("listing the pictures in %s: %w", dir, err)
	}
	if len(pictures) == 0 {
		return fmt.Errorf("no picture was written to %s: no test called TestShots drew one", dir)
	}
	for _, p := range pictures {
		fmt.Fprintln(out, p)
	}
	return nil
}

// writtenSince lists the PNG files below dir that are not older than began, in order of their names.
func writtenSince(dir string, began time.Time) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".png" {
			return err
		}
		info, err := entry.Info()
		if err == nil && !info.ModTime().Before(began) {
			out = append(out, path)
		}
		return err
	})
	return out, err
}
