package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// ensure installs what is missing where it may, and otherwise says what a person has to type.
func ensure(needs []need, out io.Writer) error {
	here, sys := newMachine(), thisSystem()
	lacking := missing(here, needs)
	if len(lacking) == 0 {
		return nil
	}
	fmt.Fprintln(out, "This machine lacks:")
	for _, n := range lacking {
		fmt.Fprintf(out, "  %s: %s\n", n.name, n.why)
	}
	if !sys.installsItself() {
		return errors.New(sys.advice(lacking))
	}
	fmt.Fprintf(out, "Installing: %s\n", strings.Join(packagesFor(sys.family, lacking), " "))
	if err := sys.install(packagesFor(sys.family, lacking), here, shell(out)); err != nil {
		return fmt.Errorf("%w. To try by hand:\n  %s", err, sys.byHand(lacking))
	}
	if still := missing(here, lacking); len(still) > 0 {
		return fmt.Errorf("the packages are installed and %s still does not work: see what the build says about it", still[0].name)
	}
	return nil
}

// installsItself reports whether this program may install: only where the command is known to run without questions.
func (s system) installsItself() bool { return s.family == debian && (s.root || s.sudo) }

// byHand is the exact command a person types to install what is lacking, empty where none is known.
func (s system) byHand(lacking []need) string {
	become := "sudo "
	if s.root {
		become = ""
	}
	packages := strings.Join(packagesFor(s.family, lacking), " ")
	switch s.family {
	case debian:
		if !s.root && !s.sudo {
			return fmt.Sprintf("su -c 'apt-get update && apt-get install %s'", packages)
		}
		return fmt.Sprintf("%sapt-get update && %sapt-get install %s", become, become, packages)
	case fedora:
		return become + "dnf install " + packages
	case arch:
		return become + "pacman -S --needed " + packages
	case macOS:
		return "xcode-select --install"
	case windows:
		return `winget install --exact --id MSYS2.MSYS2
  C:\msys64\usr\bin\pacman -S --needed mingw-w64-ucrt-x86_64-gcc
  and add C:\msys64\ucrt64\bin to PATH`
	default:
		return ""
	}
}

// advice is the sentence for a person where this program does not install by itself.
func (s system) advice(lacking []need) string {
	if command := s.byHand(lacking); command != "" {
		return "install it with this command and start again:\n  " + command
	}
	return "install it with this system's package manager and start again; on Debian the packages are called\n  " +
		strings.Join(packagesFor(debian, lacking), " ")
}

// runner runs one command and shows what it prints.
type runner func(command ...string) error

func shell(out io.Writer) runner {
	return func(command ...string) error {
		c := exec.Command(command[0], command[1:]...)
		c.Stdin, c.Stdout, c.Stderr = os.Stdin, out, out // sudo may have to ask for a password
		return c.Run()
	}
}

// install brings Debian packages on to the machine. The package lists are fetched only when they turn out to be missing or
// out of date: that is the slow part, and on a machine in use it is rarely needed.
func (s system) install(packages []string, here machine, run runner) error {
	become := []string{"env", "DEBIAN_FRONTEND=noninteractive"}
	if !s.root {
		become = append([]string{"sudo"}, become...)
	}
	// Fresh machines often still install their own updates: wait for them rather than fail on the lock.
	apt := func(args ...string) error {
		return run(slices.Concat(become, []string{"apt-get", "-o", "DPkg::Lock::Timeout=300"}, args)...)
	}
	install := func() error { return apt(append([]string{"install", "-y", "--no-install-recommends"}, packages...)...) }

	known := here.runs("apt-get", append([]string{"install", "--simulate", "--no-install-recommends"}, packages...)...)
	if known && install() == nil {
		return nil
	}
	if err := apt("update"); err != nil {
		return fmt.Errorf("fetching the package lists failed: %w", err)
	}
	if err := install(); err != nil {
		return fmt.Errorf("installing the packages failed: %w", err)
	}
	return nil
}
