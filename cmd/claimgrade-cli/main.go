// Command claimgrade-cli is the engine without a window: for scripts, servers, and for checking it against other
// software. It parses arguments and prints; what it prints is computed elsewhere.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// Exit codes.
const (
	exitOK      = 0
	exitRefused = 1 // the input was understood but refused
	exitUsage   = 2
)

// command is one line of the program's table of commands.
type command struct {
	name  string
	usage string // what follows the name
	does  string
	run   func(*call) int
}

// call is one run of a command with its surroundings.
type call struct {
	command command
	args    []string
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer
}

var commands = []command{
	{"rate", "CASE.json", "rates one domain of one trial for a claim", rate},
	{"judge", "CASE.json", "judges a claim over its trials", judge},
	{"starter", "-o FILE", "writes the starter library into a new file", writeStarter},
	{"claims", "LIBRARY [--json] [--reviewer NAME]", "lists every claim with its verdict, certainty and progress", listClaims},
	{"verdict", "LIBRARY CLAIM-ID [--json] [--reviewer NAME]", "explains the verdict on one claim", explainVerdict},
	{"report", "LIBRARY CLAIM-ID... -o FILE.(pdf|docx|html|md|txt) [--kind cat|evidence|letter|handout|slides] [--reviewer NAME] [--date YYYY-MM-DD] [--language en|nb] [--private] [--replace]", "makes a report on claims; -o - with --format writes to the standard output", makeReport},
	{"export", "LIBRARY -o FILE --as robvis|revman|tidy|ris|bibtex|csl-json|claimreview|argdown|json|library [--claim CLAIM-ID]... [--reviewer NAME] [--date YYYY-MM-DD] [--private] [--replace]", "writes data for other programs, of all claims unless some are named; -o - writes to the standard output", exportData},
	{"figure", "LIBRARY CLAIM-ID -o FILE.(svg|pdf|png) [--figure forest|traffic-light|summary|effect-direction|harvest] [--reviewer NAME] [--language en|nb] [--replace]", "makes a figure of a claim; -o - with --format writes to the standard output", makeFigure},
	{"check", "LIBRARY", "looks for damage to the file and for what does not fit together in it", checkLibrary},
	{"backup", "LIBRARY -o FILE", "copies a library into a new file, also while it is in use", backUp},
	{"copies", "LIBRARY --in FOLDER [--json]", "lists the copies of a library that are kept in a folder, the newest first", listCopies},
	{"copy", "LIBRARY --in FOLDER [--json]", "keeps a copy of a library, checked and rotated, unless nothing has changed since the last", keepCopy},
	{"compare", "LIBRARY COPY [--json]", "says what would change if the copy took the place of the library", compareCopy},
	{"restore", "LIBRARY COPY --in FOLDER [--json]", "puts a copy in the place of a library, which is first kept in the folder", restoreCopy},
	{"salvage", "DAMAGED -o LIBRARY [--json]", "makes a new library of what can be read of a damaged one, which it leaves alone", salvageLibrary},
	{"dump", "LIBRARY", "prints the content as lines of JSON, equal for equal libraries", dump},
	{"from-json", "FILE.json -o LIBRARY", "makes a new library of one that was exported as json; - reads the standard input", fromJSON},
	{"import", "LIBRARY FILE... [--dry-run] [--json]", "reads references, registry records and risk-of-bias tables; stores them unless --dry-run", importFiles},
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the program: it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, help())
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		fmt.Fprint(stdout, help())
		return exitOK
	}
	for _, c := range commands {
		if c.name == args[0] {
			return c.run(&call{command: c, args: args[1:], stdin: stdin, stdout: stdout, stderr: stderr})
		}
	}
	fmt.Fprintf(stderr, "claimgrade-cli: there is no command %q.\n\n%s", args[0], help())
	return exitUsage
}

func help() string {
	var b strings.Builder
	b.WriteString("claimgrade-cli grades claims against trials, without a window.\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "  claimgrade-cli %s %s\n      %s\n", c.name, c.usage, c.does)
	}
	b.WriteString("\nA CASE.json named - is the standard input. No command overwrites a file\nunless --replace says so, and none but import and restore changes a library;\nimport with --dry-run does not.\n" +
		"Exit codes: 0 done, 1 input refused, 2 wrong usage.\n")
	return b.String()
}

// flags returns the empty set of flags of the command; parse reads them.
func (c *call) flags() *flag.FlagSet {
	fs := flag.NewFlagSet(c.command.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}

// parse reads flags before, between and after the arguments, of which there must be between least and most. If the
// command should not go on, ok is false and code the exit code.
func (c *call) parse(fs *flag.FlagSet, least, most int) (args []string, code int, ok bool) {
	for rest := c.args; ; rest = fs.Args()[1:] {
		if err := fs.Parse(rest); errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(c.stdout, c.help())
			return nil, exitOK, false
		} else if err != nil {
			return nil, c.misused("%v", err), false
		}
		if fs.NArg() == 0 {
			break
		}
		args = append(args, fs.Arg(0))
	}
	if len(args) < least || len(args) > most {
		return nil, c.misused("too few or too many arguments (%d)", len(args)), false
	}
	return args, exitOK, true
}

func (c *call) help() string {
	return fmt.Sprintf("claimgrade-cli %s %s\n    %s\n", c.command.name, c.command.usage, c.command.does)
}

func (c *call) misused(format string, args ...any) int {
	fmt.Fprintf(c.stderr, "claimgrade-cli %s: %s.\n\n%s", c.command.name, fmt.Sprintf(format, args...), c.help())
	return exitUsage
}

// refused reports an input that cannot be used, by its name and what is wrong with it.
func (c *call) refused(name string, err error) int {
	fmt.Fprintf(c.stderr, "%s: %v\n", name, err)
	return exitRefused
}
