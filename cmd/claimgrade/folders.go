package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
)

// folders are where the program keeps things. They exist.
type folders struct {
	data  string // libraries made by the program, its settings, crash files
	state string // the log, and the socket by which a second start finds the first
}

func findFolders() (folders, error) {
	data, state, err := folderPaths(runtime.GOOS, os.Getenv)
	if err != nil {
		return folders{}, err
	}
	for _, folder := range []string{data, state} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return folders{}, fmt.Errorf("the program's folder could not be made: %w. Free some space, or name another with XDG_DATA_HOME and XDG_STATE_HOME", err)
		}
	}
	return folders{data, state}, nil
}

// folderPaths follows the platforms' customs, and the XDG Base Directory Specification where there is no other.
func folderPaths(goos string, getenv func(string) string) (data, state string, err error) {
	const name = "claimgrade"
	home := getenv("HOME")
	switch goos {
	case "windows":
		if base := getenv("LocalAppData"); base != "" {
			return filepath.Join(base, "ClaimGrade"), filepath.Join(base, "ClaimGrade", "state"), nil
		}
		return "", "", fmt.Errorf("the program's folder could not be found: LocalAppData is not set")
	case "darwin":
		if home != "" {
			base := filepath.Join(home, "Library")
			return filepath.Join(base, "Application Support", "ClaimGrade"), filepath.Join(base, "Logs", "ClaimGrade"), nil
		}
	default:
		data, state = getenv("XDG_DATA_HOME"), getenv("XDG_STATE_HOME")
		if home != "" || filepath.IsAbs(data) && filepath.IsAbs(state) {
			if !filepath.IsAbs(data) { // a relative one is invalid, says the specification
				data = filepath.Join(home, ".local", "share")
			}
			if !filepath.IsAbs(state) {
				state = filepath.Join(home, ".local", "state")
			}
			return filepath.Join(data, name), filepath.Join(state, name), nil
		}
	}
	return "", "", fmt.Errorf("the program's folder could not be found: HOME is not set")
}

// largestLog is when a log is put aside for a new one, so that two files of this size are the most there ever is.
const largestLog = 1 << 20

// openLog appends to the log. It holds what the program did and what went wrong, never what the user wrote. A log that
// cannot be written is no reason not to start.
func openLog(folder string) (log *slog.Logger, closeLog func()) {
	path := filepath.Join(folder, "claimgrade.log")
	if info, err := os.Stat(path); err == nil && info.Size() > largestLog {
		_ = os.Rename(path, path+".old")
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return slog.New(slog.DiscardHandler), func() {}
	}
	return slog.New(slog.NewTextHandler(file, nil)), func() { _ = file.Close() }
}
