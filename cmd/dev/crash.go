package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
)

// crashRun is what the long crash test is asked for.
type crashRun struct {
	kills  uint
	seed   uint64
	window bool
}

func parseCrash(args []string, out io.Writer) (crashRun, error) {
	var c crashRun
	flags := flag.NewFlagSet("crash", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.UintVar(&c.kills, "kills", 0, "how often the program is killed; 0 for 2000 times, or 100 with its window")
	flags.Uint64Var(&c.seed, "seed", 0, "the seed of a run to be repeated; 0 for another one each time")
	flags.BoolVar(&c.window, "window", false, "kill the program with its window, typed into by keyboard, instead of the store alone")
	if err := flags.Parse(args); err != nil {
		return c, err
	}
	switch {
	case c.kills > 0:
	case c.window:
		c.kills = 100
	default:
		c.kills = 2000
	}
	if flags.NArg() > 0 {
		return c, fmt.Errorf("crash takes no %q: see go run ./cmd/dev crash -h", flags.Arg(0))
	}
	return c, nil
}

// command is the test with what it is asked for in its environment. The ordinary tests run it with a few kills.
func (c crashRun) command(root string) *exec.Cmd {
	words := []string{"test", "-count=1", "-v", "-timeout", "0", "-parallel", strconv.Itoa(2 * runtime.NumCPU()), "-run", "NothingSavedIsLostWhen"}
	if c.window {
		words = append(words, "-tags", "e2e", "./cmd/claimgrade")
	} else {
		words = append(words, "./db")
	}
	cmd := exec.Command("go", words...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CLAIMGRADE_CRASH_KILLS="+strconv.FormatUint(uint64(c.kills), 10))
	if c.seed != 0 {
		cmd.Env = append(cmd.Env, "CLAIMGRADE_CRASH_SEED="+strconv.FormatUint(c.seed, 10))
	}
	return cmd
}

// runCrash kills the program at random moments, many times over, and looks whether all that was said to be saved is there.
func runCrash(root string, args []string, out io.Writer) error {
	c, err := parseCrash(args, out)
	if err != nil {
		return err
	}
	test := c.command(root)
	test.Stdout, test.Stderr = out, os.Stderr
	if err := test.Run(); err != nil {
		return fmt.Errorf("the crash test failed, see its messages above: %w", err)
	}
	return nil
}
