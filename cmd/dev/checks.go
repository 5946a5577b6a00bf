package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// errChecksFailed says that the report has named what failed.
var errChecksFailed = errors.New("a check failed")

// A check is one named step of `dev test`.
type check struct {
	name string
	run  func() tally
}

// runChecks runs every check, also after one has failed, so that one run shows all there is to mend.
func runChecks(root string, out io.Writer) error {
	if err := ensure(checkNeeds(runtime.GOOS), out); err != nil {
		return err
	}
	return report(checks(root, runtime.GOOS), out)
}

// racing are the tests of the library in which several connections, goroutines or programs use it at the same time.
var racing = []string{"Subscribers", "TypingIsOneStep", "Cancelled", "DuringUse", "TwoPrograms", "LockedByAnother"}

func checks(root, goos string) []check {
	// Every check, the optional ones on comments and names included.
	staticcheck := []string{"go", "run", "honnef.co/go/tools/cmd/staticcheck@v0.8.2", "-checks", "all"}
	in := commands{root: root}
	list := []check{
		{"gofmt", func() tally { return in.prints(gofmt(root), "-l", ".") }},
		{"go vet", func() tally {
			return in.all([]string{"go", "vet", "./..."}, []string{"go", "vet", "-tags", "e2e", "./cmd/claimgrade/..."})
		}},
		{"staticcheck", func() tally {
			return in.all(slices.Concat(staticcheck, []string{"./..."}),
				slices.Concat(staticcheck, []string{"-tags", "e2e", "./cmd/claimgrade/..."}))
		}},
		{"no known vulnerability is called", in.vulnerabilities},
		{"the command-line program builds without cgo", func() tally {
			return in.with("CGO_ENABLED=0").all([]string{"go", "build", "-buildvcs=false", "-o", os.DevNull, "./cmd/claimgrade-cli"})
		}},
		{"tests", func() tally { return in.tests("-timeout", "20m", "./...") }},
		// Only what several goroutines use can race: the library's connections and the window's jobs, which the tests of
		// the session and of screens run inline. The rules are pure.
		{"tests with the race detector", func() tally {
			t := in.tests("-race", "-timeout", "20m", "./ui/work")
			t.add(in.tests("-race", "-timeout", "20m", "-run", strings.Join(racing, "|"), "./db"))
			return t
		}},
	}
	if goos == "linux" {
		// Uncached: the tests build the program themselves, which the go command does not see.
		list = append(list, check{"tests of the real window", func() tally {
			return in.tests("-tags", "e2e", "-count=1", "-timeout", "20m", "./cmd/claimgrade/...")
		}})
	}
	return list
}

// gofmt is the formatter of the toolchain in use, which need not be on the path.
func gofmt(root string) string {
	get := exec.Command("go", "env", "GOROOT")
	get.Dir = root
	if out, err := get.Output(); err == nil {
		path := filepath.Join(strings.TrimSpace(string(out)), "bin", "gofmt")
		if _, err := exec.LookPath(path); err == nil {
			return path
		}
	}
	return "gofmt"
}

// report runs the checks one after the other, shows failures in full where they happen, and closes with a table and the
// line "N passed, N failed" (", N skipped"), which programs that read the output look for at its very end.
func report(list []check, out io.Writer) error {
	var sum tally
	var table bytes.Buffer
	rows := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(rows, "check\tresult\tpassed\tfailed\tskipped\ttime")
	for _, c := range list {
		fmt.Fprintf(out, "=== %s\n", c.name)
		began := time.Now()
		t := c.run()
		took := time.Since(began).Round(100 * time.Millisecond)
		for _, f := range t.failures {
			heading := "FAILED"
			if !f.counted {
				heading = "from"
			}
			fmt.Fprintf(out, "--- %s: %s\n%s", heading, f.name, indent(f.output))
		}
		result := "ok"
		if t.failed > 0 {
			result = "FAILED"
		}
		fmt.Fprintf(out, "    %s in %s: %s\n", result, took, t)
		fmt.Fprintf(rows, "%s\t%s\t%d\t%d\t%d\t%s\n", c.name, result, t.passed, t.failed, t.skipped, took)
		sum.add(t)
	}
	rows.Flush()
	fmt.Fprintf(out, "\n%s\n", table.String())
	for _, f := range sum.failures {
		if f.counted {
			fmt.Fprintf(out, "FAILED: %s\n", f.name)
		}
	}
	fmt.Fprintln(out, sum)
	if sum.failed > 0 {
		return errChecksFailed
	}
	return nil
}

func (t tally) String() string {
	s := fmt.Sprintf("%d passed, %d failed", t.passed, t.failed)
	if t.skipped > 0 {
		s += fmt.Sprintf(", %d skipped", t.skipped)
	}
	return s
}

func indent(text string) string {
	if text == "" {
		return ""
	}
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ") + "\n"
}

// commands runs commands in the project's folder and turns what they do into tallies.
type commands struct {
	root string
	env  []string
}

func (c commands) with(env ...string) commands {
	return commands{root: c.root, env: append(c.env, env...)}
}

func (c commands) command(words ...string) *exec.Cmd {
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = c.root
	cmd.Env = c.environment()
	return cmd
}

func (c commands) environment() []string { return append(os.Environ(), c.env...) }

// all passes when every command ends well; it counts as one.
func (c commands) all(list ...[]string) tally {
	var failed, said []string
	for _, words := range list {
		if out, err := c.command(words...).CombinedOutput(); err != nil {
			failed = append(failed, strings.Join(words, " "))
			said = append(said, fmt.Sprintf("%s%v", out, err))
		}
	}
	if len(failed) == 0 {
		return tally{passed: 1}
	}
	var t tally
	t.fail(strings.Join(failed, " and "), strings.Join(said, "\n"))
	return t
}

// prints passes when the command ends well and prints nothing; it counts as one.
func (c commands) prints(words ...string) tally {
	out, err := c.command(words...).CombinedOutput()
	if err == nil && len(out) == 0 {
		return tally{passed: 1}
	}
	if err != nil {
		out = fmt.Appendf(out, "%v", err)
	}
	var t tally
	t.fail(strings.Join(words, " "), string(out))
	return t
}

// tests runs `go test -json` with the arguments and counts its tests. A run in which no test ran has not tested anything and
// is a failure: a mistyped pattern must not look like success.
func (c commands) tests(args ...string) tally {
	cmd := c.command(append([]string{"go", "test", "-json"}, args...)...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	var t tally
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.fail("go test", err.Error())
		return t
	}
	t, stray, readErr := readTests(stdout)
	err = errors.Join(readErr, cmd.Wait())
	rest := stray + complaints.String()
	switch {
	case err != nil && t.failed == 0:
		t.fail("go test", fmt.Sprintf("%v\n%s", err, rest))
	case t.failed > 0 && rest != "":
		t.explain("the go command", rest)
	case t.passed+t.failed+t.skipped == 0:
		t.fail("go test", "no test ran\n"+rest)
	}
	return t
}
