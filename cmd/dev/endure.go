package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// endureRun is what the long life is asked for.
type endureRun struct {
	actions uint
	seed    uint64
	folder  string
}

func parseEndure(args []string, out io.Writer) (endureRun, error) {
	var e endureRun
	flags := flag.NewFlagSet("endure", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.UintVar(&e.actions, "actions", 10_000, "how many keys are pressed, clicks made and texts typed; it ends after the next measurement")
	flags.Uint64Var(&e.seed, "seed", 0, "the seed of a run to be repeated; 0 for another one each time")
	flags.StringVar(&e.folder, "out", "", "the folder for measurements, graphs and profiles; empty for one in the cache")
	if err := flags.Parse(args); err != nil {
		return e, err
	}
	switch {
	case flags.NArg() > 0:
		return e, fmt.Errorf("endure takes no %q: see go run ./cmd/dev endure -h", flags.Arg(0))
	case e.actions == 0:
		return e, errors.New("endure needs something to do: -actions 1 or more")
	}
	return e, nil
}

// command is the test with what it is asked for in its environment.
func (e endureRun) command(root string) *exec.Cmd {
	cmd := exec.Command("go", "test", "-count=1", "-v", "-timeout", "0", "-tags", "e2e", "-run", "TestHoursOfUseLevelOff", "./cmd/claimgrade")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CLAIMGRADE_ENDURE="+e.folder, "CLAIMGRADE_ENDURE_ACTIONS="+strconv.FormatUint(uint64(e.actions), 10))
	if e.seed != 0 {
		cmd.Env = append(cmd.Env, "CLAIMGRADE_ENDURE_SEED="+strconv.FormatUint(e.seed, 10))
	}
	return cmd
}

// runEndure uses the program for hours and looks whether what it keeps levels off.
func runEndure(root string, args []string, out io.Writer) error {
	e, err := parseEndure(args, out)
	if err != nil {
		return err
	}
	if e.folder == "" {
		cache, err := cacheDir()
		if err != nil {
			return err
		}
		e.folder = filepath.Join(cache, "endure")
	}
	if e.folder, err = filepath.Abs(e.folder); err != nil {
		return err
	}
	if err := os.MkdirAll(e.folder, 0o755); err != nil {
		return fmt.Errorf("making a folder for the measurements: %w", err)
	}
	fmt.Fprintf(out, "Measurements, graphs and profiles go to %s\n", e.folder)
	test := e.command(root)
	test.Stdout, test.Stderr = out, os.Stderr
	if err := test.Run(); err != nil {
		return fmt.Errorf("the long life failed, see its messages above: %w", err)
	}
	return nil
}
