//go:build !windows

package outgoing

import "os/exec"

// hideConsole does nothing: only Windows opens a window for a program that is run.
func hideConsole(*exec.Cmd) {}
