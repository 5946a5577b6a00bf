package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
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

// benchVariable names the folder of the libraries that the benchmark measures; without it they are in the cache.
const benchVariable = "CLAIMGRADE_BENCH"

// runBenchmarks measures every budget of the project in one run, the window itself among them, and prints one table. It
// takes ten minutes on a machine at rest, and as many again to make the libraries of very many trials, which are kept.
// With packages it runs their benchmarks instead and shows the lines as they come.
func runBenchmarks(root string, packages []string, out io.Writer) error {
	if err := ensure(checkNeeds(runtime.GOOS), out); err != nil {
		return err
	}
	if len(packages) > 0 {
		return runGo(root, out, nil, append([]string{"test", "-run", "^$", "-bench", ".", "-benchmem"}, packages...)...)
	}
	dir := os.Getenv(benchVariable)
	if dir == "" {
		cache, err := cacheDir()
		if err != nil {
			return err
		}
		dir = filepath.Join(cache, "bench")
	}
	dir, err := filepath.Abs(dir) // the benchmark runs in a folder of its own
	if err != nil {
		return fmt.Errorf("finding the folder of the libraries that are measured: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making a folder for the libraries that are measured: %w", err)
	}
	table := filepath.Join(dir, "budgets.md")
	if err := os.Remove(table); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing the table of the last run: %w", err)
	}
	measured := runGo(root, out, []string{benchVariable + "=" + dir}, "test", "-tags", "e2e", "-v", "-count=1", "-timeout", "60m", "-run", "Budgets", "./cmd/claimgrade")
	var said bytes.Buffer
	article := runGo(root, io.MultiWriter(out, &said), nil, "test", "-run", "^$", "-bench", "ArticleOf20000Words", "-benchtime", "5x", "./ui/reader")
	text, err := os.ReadFile(table)
	if err == nil {
		_, err = fmt.Fprintf(out, "%s%s", text, articleRow(said.String()))
	}
	return errors.Join(measured, article, err)
}

// articleRow is the row of the table for what the benchmark of the article says; empty where it says nothing.
func articleRow(said string) string {
	_, numbers, _ := strings.Cut(said, "BenchmarkArticleOf20000Words")
	fields := strings.Fields(numbers)
	at := slices.Index(fields, "ns/op")
	if at < 1 {
		return ""
	}
	took, err := time.ParseDuration(fields[at-1] + "ns")
	if err != nil {
		return ""
	}
	return fmt.Sprintf("| Article of 20,000 words on screen | ≤ 0.6 s | %.0f ms | | |\n", took.Seconds()*1000)
}

// runGo runs the go command with more in its environment and shows what it says.
func runGo(root string, out io.Writer, env []string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = root, out, os.Stderr
	if err := cmd.Run(); err != nil {
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
