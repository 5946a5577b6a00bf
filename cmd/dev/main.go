// Command dev prepares a machine for work on ClaimGrade and runs the project's checks. People and the automatic checks
// start the same command, so "the tests pass" means the same thing to both.
//
// It is built from the standard library alone and without cgo, because it has to run on a machine where nothing of what
// it is about to install is there yet. It knows the names of the project's programs and folders and nothing of what they do.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const usage = `Usage: go run ./cmd/dev <what> [arguments]

  run [arguments]     install what is missing, build the program and start it with the arguments
  test                install what is missing, then run every check and count the tests
  bench [packages]    measure every budget and print one table; with packages, run their benchmarks instead
  crash [-kills n]    kill the store at random moments 2000 times and look what is left; -window kills the whole program
  endure [-actions n] use the window for thousands of actions and judge whether memory, handles and files level off
  shots [folder]      draw every screen into PNG files in the folder and list them
  package             build both programs into bin, on Linux with an archive to install from`

func main() {
	err := dispatch(os.Args[1:], os.Stdout)
	var exit *exec.ExitError
	switch {
	case err == nil:
	case errors.Is(err, errChecksFailed):
		os.Exit(1) // the report has said it all, and its last line must stay the last
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		fmt.Fprintln(os.Stderr, "dev:", err)
		os.Exit(exit.ExitCode())
	default:
		fmt.Fprintln(os.Stderr, "dev:", err)
		os.Exit(1)
	}
}

func dispatch(args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("say what to do\n\n" + usage)
	}
	what, rest := args[0], args[1:]
	switch what {
	case "help", "-h", "-help", "--help":
		fmt.Fprintln(out, usage)
		return nil
	case "run", "test", "bench", "crash", "endure", "shots", "package":
	default:
		return fmt.Errorf("%q is not something this command does\n\n%s", what, usage)
	}

	root, err := moduleRoot()
	if err != nil {
		return err
	}
	switch what {
	case "run":
		return runWindow(root, rest, out)
	case "test":
		return runChecks(root, out)
	case "bench":
		return runBenchmarks(root, rest, out)
	case "crash":
		return runCrash(root, rest, out)
	case "endure":
		return runEndure(root, rest, out)
	case "shots":
		return takeShots(root, rest, out)
	default:
		return makePackage(root, out)
	}
}

// moduleRoot is the folder of go.mod, so that every command works from any folder of the project.
func moduleRoot() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("asking the go command for the module: %w", err)
	}
	file := strings.TrimSpace(string(out))
	if file == "" || file == os.DevNull {
		return "", errors.New("this folder is in no Go module: change into the ClaimGrade folder and try again")
	}
	return filepath.Dir(file), nil
}

// cacheDir is a folder for what can be made again. Not every account has a home or a cache folder (automatic checks often
// do not), and a missing one is no reason to refuse.
func cacheDir() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	dir := filepath.Join(base, "claimgrade-dev")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("making a folder for built files: %w", err)
	}
	return dir, nil
}
