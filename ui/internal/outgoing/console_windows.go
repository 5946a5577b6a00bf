package outgoing

import (
	"os/exec"
	"syscall"
)

// hideConsole keeps Windows from opening a black window for the program.
func hideConsole(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true} }
