// Command claimgrade opens the window: it finds the folders, keeps a log, sees to it that there is one window only, and
// leaves a file behind if the program crashes. What the window shows is package ui's business.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"claimgrade/assets"
	"claimgrade/cmd/claimgrade/single"
	"claimgrade/ui"
	"claimgrade/ui/theme"
)

// metadata says the same as FyneApp.toml, which only the packager reads.
var metadata = fyne.AppMetadata{ID: "org.claimgrade.ClaimGrade", Name: "ClaimGrade", Version: "0.1.0", Build: 1}

// Exit codes.
const (
	ended   = 0
	failed  = 1
	misused = 2
	crashed = 3
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are what the command line asks for.
type options struct {
	library string   // path to open; empty for the one that was open last
	files   []string // articles to read and records to import
	version bool
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("claimgrade", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "Usage: claimgrade [-library FILE] [FILE…]\n\nOpens a library: the one named, else the one that was open last. "+
			"Other files are articles to read (PDF, HTML, DOCX, text) or records to import (RIS, NBIB, BibTeX, JSON, CSV).")
		flags.PrintDefaults()
	}
	flags.StringVar(&o.library, "library", "", "the library `file` to open")
	flags.BoolVar(&o.version, "version", false, "print the version and end")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	var err error
	if o.library != "" {
		if o.library, err = filepath.Abs(o.library); err != nil {
			return o, fmt.Errorf("finding the library: %w", err)
		}
	}
	for _, name := range flags.Args() {
		path, err := filepath.Abs(name)
		if err != nil {
			return o, fmt.Errorf("finding %s: %w", name, err)
		}
		o.files = append(o.files, path)
	}
	library, others := ui.Sorted(o.files)
	switch {
	case library == "":
	case o.library != "":
		return o, errors.New("one library can be opened at a time: name one")
	default:
		o.library, o.files = library, others
	}
	return o, nil
}

// run is the program: it returns its exit code.
func run(args []string, stdout, stderr io.Writer) (code int) {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return ended
	case err != nil:
		fmt.Fprintln(stderr, "claimgrade:", err)
		return misused
	case o.version:
		fmt.Fprintln(stdout, metadata.Name, metadata.Version)
		return ended
	}
	where, err := findFolders()
	if err != nil {
		fmt.Fprintln(stderr, "claimgrade:", err)
		return failed
	}
	log, closeLog := openLog(where.state)
	defer closeLog()
	defer func() {
		if r := recover(); r != nil {
			code = crashed
			reportCrash(where.data, r, debug.Stack(), stderr)
			log.Error("crash", "value", fmt.Sprint(r))
		}
	}()
	return open(o, where, log)
}

// open shows the window and returns when it is closed.
func open(o options, where folders, log *slog.Logger) int {
	only := single.At(where.state)
	if only.Taken(single.Handover{Library: o.library, Files: o.files}) {
		log.Info("another window is open: it was raised")
		return ended
	}
	defer only.Release()

	app.SetMetadata(metadata)
	a := app.NewWithID(metadata.ID)
	a.SetIcon(fyne.NewStaticResource("claimgrade.png", assets.Icon))
	window := a.NewWindow(metadata.Name)
	window.SetMaster()
	shell := ui.New(ui.Config{
		Window: window, Data: where.data, State: where.state, Copies: filepath.Join(where.data, "backups"), Version: metadata.Version, Fonts: fonts(), Log: log,
		Locale: string(lang.SystemLocale()), Listed: giveBackSoon,
	})
	defer shell.Shut() // when a signal ends the program, nobody has closed the window
	shell.Start(o.library)
	shell.Receive(o.files)
	only.Serve(shell.Raise)
	startProbe(window)
	log.Info("started", "version", metadata.Version)
	window.ShowAndRun()
	log.Info("ended")
	return ended
}

// giveBackSoon gives the memory back that opening a library took and does not need any more: a fifth of what the program
// has then, which Go would keep for later. It waits until the first pictures are drawn.
func giveBackSoon() { time.AfterFunc(time.Second, debug.FreeOSMemory) }

// fonts are the faces of the window.
func fonts() theme.Fonts {
	face := fyne.NewStaticResource
	return theme.Fonts{
		Regular: face("regular.otf", assets.FontRegular), Bold: face("bold.otf", assets.FontBold),
		Italic: face("italic.otf", assets.FontItalic), BoldItalic: face("bold-italic.otf", assets.FontBoldItalic),
	}
}

// crashName is the name of the file that a crash leaves in the data folder.
func crashName(at time.Time) string { return "crash-" + at.UTC().Format("20060102-150405") + ".txt" }

// reportCrash writes what is known of a crash where the person can find it.
func reportCrash(folder string, value any, stack []byte, stderr io.Writer) {
	text := fmt.Sprintf("ClaimGrade %s crashed: %v\n\n%s", metadata.Version, value, stack)
	path := filepath.Join(folder, crashName(time.Now()))
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		fmt.Fprintln(stderr, text)
		return
	}
	fmt.Fprintf(stderr, "claimgrade: the program crashed: %v\nNothing that was shown as saved is lost. Details are in %s\n", value, path)
}
